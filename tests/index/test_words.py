"""Spellings of one name are one key; look-alikes are none."""

import pytest

from openness.index.words import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Apache-2.0", "apache 2.0"),
        ("Apache Licence 2.0", "apache_license_2.0"),
        ("  MIT  ", "mit"),
        ("CC BY-NC 4.0", "cc-by-nc--4.0"),
    ],
)
def test_spellings_of_one_name_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    "lookalike",
    ["\N{GREEK CAPITAL LETTER MU}IT", "M\N{CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I}T", "\uff2d\uff29\uff34"],
    ids=["Greek", "Cyrillic", "fullwidth"],
)
def test_a_lookalike_never_folds_to_the_letter(lookalike: str) -> None:
    assert fold(lookalike) != fold("MIT")


def test_the_kelvin_sign_is_no_k() -> None:
    assert fold("\N{KELVIN SIGN}imi") != fold("Kimi")
