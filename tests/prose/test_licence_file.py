"""Files to which a card sends for the licence of its model."""

import pytest

from openness.prose.licence_file import holds_another, licence_files


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("LICENSE", False),
        ("LICENSE-LICENCE", False),
        ("LICENSE-kite", True),
        (f"LICENSE-{'x' * 52}", True),  # sixty letters
        (f"LICENSE-{'x' * 53}", False),
    ],
)
def test_a_file_holds_another_licence_by_its_name(name: str, holds: bool) -> None:
    assert holds_another(name) is holds


def test_ten_files_of_one_card_are_named() -> None:
    for many, named in ((9, 9), (10, 10), (11, 10)):
        text = "\n\n".join(f"The licence of the model is in LICENSE-K{at}.txt." for at in range(many))
        assert len(list(licence_files(text))) == named
