"""Territories by their codes and by the names that people write."""

import re

import pytest

from openness.errors import OpennessError
from openness.vocabulary.countries import english, names
from openness.vocabulary.territories import COUNTRIES, UNIONS, countries, territory_of


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("de", "DE"),
        ("Germany", "DE"),
        ("  united   states ", "US"),
        ("USA", "US"),
        ("Côte d\u2019Ivoire", "CI"),
        ("cote d'ivoire", "CI"),
        ("Bosnia & Herzegovina", "BA"),
        ("South Korea", "KR"),
        ("European Union", "EU"),
        ("eea", "EEA"),
        ("Deutschland", "DE"),
        ("ESPAÑA", "ES"),
        ("日本", "JP"),
        ("usa", "US"),
        ("DEU", "DE"),
    ],
)
def test_a_country_is_known_by_its_code_and_by_its_name(written: str, code: str) -> None:
    assert territory_of(written) == code


def test_every_country_has_a_name_and_every_name_a_country() -> None:
    assert {code for _, code in names().values()} == COUNTRIES | set(UNIONS)
    assert all(territory_of(name) == code and countries(code) for name, code in names().values())


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Germny", "did you mean Germany?"),
        ("", "ISO 3166-1"),
        ("Korea", "did you mean South Korea?"),
        ("Chd", "did you mean Chad?"),
        ("UX", "ISO 3166-1"),
    ],
)
def test_a_name_that_is_none_is_refused_with_the_nearest(written: str, hint: str) -> None:
    with pytest.raises(OpennessError, match=re.escape(hint)):
        territory_of(written)


def test_the_names_of_countries_in_their_own_languages_are_those_of_unicode() -> None:
    """A later CLDR may call a few of them otherwise."""
    babel = pytest.importorskip("babel", reason="Babel carries the data that the table is derived from")
    from babel.languages import get_official_languages

    differ, own = (
        [],
        {(code, name) for name, code in names().values()} - {(code, name) for name, code in english().values()},
    )
    for code, name in sorted(own):
        if not (len(name) == 3 and name.isascii() and name.isupper()):
            languages = get_official_languages(code, de_facto=True)
            locales = [babel.Locale.parse(language) for language in languages if babel.localedata.exists(language)]
            if name not in {locale.territories.get(code) for locale in locales}:
                differ.append((code, name))
    assert len(differ) < len(own) / 20, differ
