"""Whose a licence is, as prose says it."""

import pytest

from openness.prose.whose import whose


@pytest.mark.parametrize(("letters", "count"), [(600, 1), (601, 0)])
def test_a_part_of_a_sentence_has_at_most_600_characters(letters: int, count: int) -> None:
    says = "The weights are released under Kite terms"
    assert len(list(whose(f"{says} {'x' * (letters - len(says) - 1)}.", True))) == count


@pytest.mark.parametrize(("words", "count"), [(8, 1), (9, 0)])
def test_a_licence_is_called_by_up_to_eight_words(words: int, count: int) -> None:
    name = " ".join(["Kite", *["kites"] * (words - 1)])
    assert [name in found.names for found in whose(f"The weights are released under {name}.", True)] == [True] * count


@pytest.mark.parametrize(
    ("row", "things"),
    [("Seed corpora (NLLB-Seed)", []), ("Our corpus models (large)", ["weights"])],
)
def test_a_row_of_data_in_a_table_of_licences_is_not_about_the_weights(row: str, things: list[str]) -> None:
    page = f"# Heron\n\n## License\n\n| Artifact | License |\n|---|---|\n| {row} | CC-BY-4.0 |\n"
    assert [said.thing for said in whose(page, near=True)] == things
