"""The names of countries by their codes (ISO 3166-1), as people write them; read only where somebody writes one.

They stand in `countries.tsv`. The codes of three letters, and the names that a country has in its own official languages where
these are not the English ones, are derived from Unicode's CLDR, as Babel 2.19 carries it
(`tests/vocabulary/test_territories.py` holds the two against each other).
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

Named = dict[str, tuple[str, str]]  # the folded name → the name and its code


def fold(name: str) -> str:
    """A name without case, accents and signs.

    >>> fold("Côte d’Ivoire"), fold(" United  States ")
    ('cote d ivoire', 'united states')
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).lower()
    letters = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join(letters.split())


def names() -> Named:
    """Each name with its code, by the folded name: English names, those of the countries themselves, and three letters.

    >>> names()["germany"], names()["deutschland"], names()["deu"], names()["european union"]
    (('Germany', 'DE'), ('Deutschland', 'DE'), ('DEU', 'DE'), ('European Union', 'EU'))
    """
    return english() | _by_name((code, own) for code, _, own in _rows())


def english() -> Named:
    """Each English name with its code, by the folded name.

    >>> english()["ivory coast"]
    ('Ivory Coast', 'CI')
    """
    return _by_name((code, in_english) for code, in_english, _ in _rows())


def _rows() -> Iterator[list[str]]:
    """A code, its English names, and its three letters with the country's own names; empty for a union."""
    _, *rows = Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines()
    return (row.split("\t") for row in rows)


def _by_name(rows: Iterator[tuple[str, str]]) -> Named:
    return {fold(name): (name, code) for code, listed in rows for name in listed.split("; ") if name}
