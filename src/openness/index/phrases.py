r"""The words of a licence's name that tell it from others, whatever the phrase around them.

Most names are built alike: `[The] [GNU] family [License] [,] [version | v] n[.0] [only | or later | +] [license]`. A
name is therefore read as words: those that say nothing are left out, several that say one thing become the short word
for it, and what is left is the name's phrase. Two names with one phrase are one name. Which words say nothing, and
which say the same, is data (`licences/words.toml`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

LONGEST = 250  # letters of a name that is read as words; the longest name of an SPDX licence has 110

#: Marks that come and go in a name: they part its words and say nothing themselves.
_PLAIN = str.maketrans(
    {**dict.fromkeys("®™©", ""), **dict.fromkeys("“”„«»‘’'\"`´", ""), **dict.fromkeys("–—", "-"), "≥": ">="}
)
_APART = re.compile(r"[a-z](?=[A-Z][a-z])|(?<=[a-z]{2})[a-z](?=[A-Z]{2,}\b)")  # AcademicFree, SimplifiedBSD: two words
_GIVEN = re.compile(r"([a-z])v\.?(?=\d)|(?<![a-z])v(?:er)?s?\.?[ -]?(?=\d)")  # GPLv3, v. 3
_FROM = re.compile(r">= *(\d+(?:\.\d+)*)")  # GPL (>= 2)
_TOKEN = re.compile(r"\d+(?:\.\d+)*[a-z]?(?![a-z])|[a-z]+|\d+|\++|&|([^ \t\n.,;:()\[\]{}/_\\-])")
_ZEROS = re.compile(r"(?:\.0)+$")
_NUMBER = re.compile(r"\d+(?:\.\d+)*[a-z]?")

_SLIP_IN = 6  # letters of a word in which one may be wrong

LATER = "+"
ONLY = "only"


class Words:
    """The words that say nothing, and those that say the same.

    Args:
        table: `words.toml`.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._generic = tuple(table.get("generic", ()))
        self._listed = set(self._generic)
        self._means: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        phrases = [(phrase, "") for phrase in table.get("silent", ())]
        phrases += [(phrase, entry["means"]) for entry in table.get("word", ()) for phrase in entry["says"]]
        for phrase, means in phrases:
            words = tuple(tokens(phrase) or ())
            self._means.setdefault(words[0], []).append((words, tuple(means.split())))
            self._listed.update(words)
        for choices in self._means.values():
            choices.sort(key=lambda choice: -len(choice[0]))

    def telling(self, name: str) -> tuple[str, ...]:
        """The words of a name that tell it from others; none where a mark in it belongs to no name.

        >>> words = Words({"silent": ["the", "license", "version"], "word": [{"means": "gpl", "says": ["GNU GPL"]}]})
        >>> words.telling("The GNU GPL License, Version 2.0+"), words.telling("GPLv2 <x>")
        (('gpl', '2', '+'), ())
        """
        written = [self._spelt(word) for word in tokens(name) or ()]
        telling: list[str] = []
        at = 0
        while at < len(written):
            for words, means in self._means.get(written[at], ()):
                if tuple(written[at : at + len(words)]) == words:
                    telling.extend(means)
                    at += len(words)
                    break
            else:
                telling.append(written[at])
                at += 1
            if len(telling) > 1 and telling[-1] == telling[-2] and telling[-1].isalpha():
                telling.pop()  # GNU General Public License (GPL), version 2
        return tuple(telling)

    def _spelt(self, word: str) -> str:
        """A word of no licence's own, put right where it has one slip: “Sofware”, “vesion”, “non-comercial”.

        Only long words are, and only those that many names have, so that no licence is taken for another.
        """
        if len(word) < _SLIP_IN or word in self._listed:
            return word
        return next((meant for meant in self._generic if _slipped(word, meant)), word)


def _slipped(written: str, meant: str) -> bool:
    """True where a word differs from another by one letter more, less, other, or two that changed places."""
    if abs(len(written) - len(meant)) > 1 or written[0] != meant[0]:
        return False
    start = next((at for at, (a, b) in enumerate(zip(written, meant, strict=False)) if a != b), None)
    if start is None:
        return len(written) != len(meant)
    rests = (written[start:], meant[start:])
    return (
        rests[0][1:] in (rests[1], rests[1][1:])
        or rests[0] == rests[1][1:]
        or (rests[0][:2] == rests[1][1::-1] and rests[0][2:] == rests[1][2:])
    )


def tokens(name: str) -> list[str] | None:
    r"""The words and numbers of a name, small; None where another mark stands in it, or it is too long for a name.

    A number keeps its points and not its last zeros; `v` before it goes. A letter outside ASCII is not a letter of a name:
    it may only look like one.

    >>> tokens("Apache License, v2.0"), tokens("BSD-3-Clause"), tokens("\N{GREEK CAPITAL LETTER MU}IT")
    (['apache', 'license', '2'], ['bsd', '3', 'clause'], None)
    """
    if len(name) > LONGEST:
        return None
    plain = _APART.sub(r"\g<0> ", name.translate(_PLAIN))
    if not plain.isascii():
        return None
    plain = _FROM.sub(r"\1+", plain.lower()).replace("w/", "with ").replace("licence", "license")
    plain = _GIVEN.sub(r"\1 ", plain)
    found = []
    for match in _TOKEN.finditer(plain):
        if match[1]:
            return None
        found.append("and" if match[0] == "&" else _ZEROS.sub("", match[0]))
    return found


def key(words: Iterable[str]) -> str:
    """Words as one word, so that it does not matter where a name is written together.

    >>> key(["open", "rail", "m", "1"]), key(["cc", "0", "1"])
    ('openrailm1', 'cc0.1')
    """
    text = ""
    for word in words:
        text += f".{word}" if text[-1:].isdigit() and word[0].isdigit() else word
    return text


def unversioned(name: str, words: tuple[str, ...], version: str) -> tuple[str, ...]:
    """The telling words of a name without its version, which stands last in it or is given.

    >>> unversioned("GPL-2.0-only", ("gpl", "2", "only"), ""), unversioned("X11", ("x", "11"), "")
    (('gpl',), ())
    """
    rest = words[:-1] if words and words[-1] in (LATER, ONLY) else words
    if version:
        number = _ZEROS.sub("", version)
        if number in rest:
            return tuple(word for word in rest if word != number)
    if len(rest) < 2 or "with" in rest or not _NUMBER.fullmatch(rest[-1]):
        return ()
    apart = re.search(
        rf"(?<![a-uw-z\d.]){re.escape(rest[-1])}", name.lower()
    )  # of X11 the number is a part, no version
    return rest[:-1] if apart else ()


def phrases(
    names: Mapping[str, list[str]], records: Mapping[str, Mapping[str, Any]], words: Words
) -> dict[str, list[str]]:
    """The ids that each phrase may mean, by its key.

    Args:
        names: the ids by each spelling; one without a licence means nothing here.
        records: the licence records by id. The name of a licence without its version means every version there is.
        words: what the words of names say.
    """
    found: dict[str, list[str]] = {}
    for name, ids in names.items():
        if not name.startswith("//"):
            _claim(found, words.telling(name), [id for id in ids if id not in ("NONE", "NOASSERTION")])
    for id, record in records.items():  # a name that leaves its version out, with it
        if (version := str(record.get("version", ""))) and not _NUMBER.search(record["name"]):
            _claim(found, words.telling(f"{record['name']} {version}"), names.get(id.lower(), [id]))
    families: dict[str, list[str]] = {}
    plain = set()  # phrases of one version that are words, and no letters that another licence may be called by too
    for id, record in records.items():
        for spelling, version in _titles(record):
            telling = unversioned(spelling, words.telling(spelling), version)
            _claim(families, telling, names.get(id.lower(), [id]))
            if record.get("spdx") and len(telling) > 1 and spelling == record["name"]:
                plain.add(key(telling))
    for phrase, ids in families.items():
        if phrase not in found and (len(ids) > 1 or phrase in plain):
            found[phrase] = sorted(ids)
    return found


def _titles(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    version = str(record.get("version", ""))
    yield record["id"].removeprefix("LicenseRef-"), version
    yield record["name"], version


def _claim(found: dict[str, list[str]], telling: tuple[str, ...], ids: Iterable[str]) -> None:
    if phrase := key(telling):
        claims = found.setdefault(phrase, [])
        claims.extend(id for id in ids if id not in claims)
