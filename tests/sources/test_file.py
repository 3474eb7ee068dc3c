"""One file the user named, and what lies beside it."""

import pytest

from openness.sources.file import is_card, is_card_of_folder


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "readme.markdown",
        "MODEL_CARD.md",
        "model-card.md",
        "ModelCard.md",
        "datacard.md",
        "dataset_card.md",
    ],
)
def test_the_card_of_a_folder_is_known_by_its_name(name: str) -> None:
    assert is_card_of_folder(name)


@pytest.mark.parametrize(
    "name", ["README", "README.txt", "re-adme.md", "model card.md", "my_model_card.md", "modelcards.md", ".md"]
)
def test_no_other_file_is(name: str) -> None:
    assert not is_card_of_folder(name)


def test_any_markdown_may_be_a_card_but_a_licence() -> None:
    assert [is_card(one) for one in ("notes.md", "README.MD", "LICENSE.md", "README.txt")] == [True, True, False, False]
