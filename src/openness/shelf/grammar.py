"""Reads a licence's name that no record has word for word; only such a name costs this module.

A wrong licence is far worse than none: a name is known only where every word in it is explained.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import product
from math import prod
from typing import Any

from openness.index.phrases import LATER, LONGEST, ONLY, Words, key
from openness.licensing.expression import or_later

LIMIT = 256  # licences that a name may stand for; beyond them, it is not known

_TROVE = "License :: "
_SCANCODE = "licenseref-scancode-"
_ASIDE = re.compile(r"\(([^()<>]*)\)|<([^()<>]*)>|((?:https?://)[^ \t\n()<>]+)")
_ENDING = re.compile(r"\.(?:html?|php|txt|md|json|en|[a-z]{2}(?:-[a-z]{2,4})?)$")
_LANGUAGE = re.compile(r"/(?:deed|legalcode|index)(?:\.[a-z-]+)?$|/[a-z]{2}/?$")
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
_ROUND = str.maketrans("<>", "()")
_TWO = re.compile(r"[1-9]\d")
_BARE_ADDRESS = re.compile(r"(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)  # without its scheme
_HOLDER = re.compile(r"[,;.\s-]+(?=(?:copyright\b|\(c\)|©))", re.IGNORECASE)
_DASHED = re.compile(r"(?<=\d)-(?=\d)")  # opensource.org/license/apache-2-0


class Grammar:
    """The names of a shelf, found by the words that tell them apart.

    Args:
        table: `words.toml`.
        phrased: the ids that a phrase may mean.
        named: the ids of a name as it is written.
        exceptions: the names of the exceptions by id.
        approved: whether OSI has approved the licence with an id.
    """

    def __init__(
        self,
        table: Mapping[str, Any],
        phrased: Callable[[str], list[str]],
        named: Callable[[str], list[str]],
        exceptions: Mapping[str, str],
        approved: Callable[[str], bool],
    ) -> None:
        self.words = Words(table)
        self._addresses = [(entry["below"], entry["reads"]) for entry in table.get("address", ())]
        self._otherwise = frozenset(table.get("scancode-otherwise", ()))
        self._phrased = phrased
        self._named = named
        self._approved = approved
        self._exceptions = {
            key(word for word in self.words.telling(name) if word != "exception"): id
            for id, title in exceptions.items()
            for name in (id, title)
        }

    def candidates(self, name: str) -> list[str]:
        """The expressions that a name may stand for; none where a word of it is not explained."""
        if len(name) > LONGEST or any(name.count(opening) != name.count(closing) for opening, closing in _BRACKETS):
            return []
        if "://" in name and not _ASIDE.sub("", name).strip():
            return self._address(name)
        if _BARE_ADDRESS.fullmatch(name) and (found := self._address(f"https://{name}")):
            return found
        if name.lower().startswith(_SCANCODE):
            key_of_it = name.lower().removeprefix(_SCANCODE)
            found = [] if key_of_it in self._otherwise else self._named(key_of_it)
            return found if len(found) == 1 and self._listed(found) else []
        if name[:1] == "#":  # a heading
            return self._one(name.lstrip("# "))
        if name.startswith(_TROVE):
            last = name.rpartition(" :: ")[2]
            return self._named(last) or self.candidates(last)
        asides = [next(filter(None, groups), "") for groups in _ASIDE.findall(name)]
        found = self._with_asides(name, asides) if asides else self._words(self.words.telling(name))
        if not found and "/" in name and not asides:
            found = self._chosen(name)
        return found or self._without_holder(name)

    def _without_holder(self, name: str) -> list[str]:
        """A name with a copyright line behind it, which says who holds the work and not which licence it has."""
        plain, *line = _HOLDER.split(name, maxsplit=1)
        if not line:
            return []
        from openness.licensing.matching.normalise import naming

        return self._one(plain) if naming(re.findall(r"\w+", line[0]), strange=0) else []

    def _chosen(self, name: str) -> list[str]:
        """Names set apart by `/`, which tells code from weights as often as it offers a choice, as Cargo once wrote
        it: a choice only among licences that OSI has approved, so that nobody is offered more than there is.
        """
        found = self._words(self.words.telling(name.replace("/", " or ")))
        return found if all(self._approved(id) for choice in found for id in choice.split(" OR ")) else []

    def _with_asides(self, name: str, asides: list[str]) -> list[str]:
        """A name with words in brackets, or an address, beside it: a part of it, or another name of the same licence."""
        whole = self._words(self.words.telling(name.translate(_ROUND)))
        if whole:
            return whole
        rest = _ASIDE.sub(" ", name).strip(" ,;:-/")
        found = self._one(rest)
        for aside in asides:
            other = self._one(aside.strip())
            if other or not _short_for(aside, rest):
                found = [id for id in found if id in other]
        return found

    def _one(self, name: str) -> list[str]:
        return (self._named(name) or self.candidates(name)) if name else []

    def _words(self, words: tuple[str, ...]) -> list[str]:
        """The candidates of telling words: a name, or several joined by `and`, `or` and `with`."""
        if not words:
            return []
        if len(words) > 2 and words[0] == "cc" and words[1][0].isdigit() and words[2].isalpha():  # “CC 4.0 BY”
            words = (words[0], *words[2:], words[1])
        found = self._phrased(key(words)) or self._ending(words) or self._pointed(words)
        if not found and ("or" in words or "and" in words):  # joined by both, it may be grouped in either way
            return list(dict.fromkeys((*self._joined(words, "or", " OR "), *self._joined(words, "and", " AND "))))
        joined = next((word for word in ("with", LATER) if not found and word in words[:-1]), None)
        if joined is not None:  # “GPLv2 + Classpath Exception”
            at = words.index(joined)
            exception = self._exception(words[at + 1 :])
            licences = self._words(words[:at]) if exception else []
            return [f"{id} WITH {exception}" for id in licences if " " not in id]
        return list(found)

    def _exception(self, words: tuple[str, ...]) -> str:
        """The one exception of this name, or of this name whatever its version."""
        phrase = key(word for word in words if word != "exception")
        found = {id for known, id in self._exceptions.items() if known == phrase} or {
            id for known, id in self._exceptions.items() if known.rstrip("0123456789.") == phrase
        }
        return found.pop() if phrase and len(found) == 1 else ""

    def _ending(self, words: tuple[str, ...]) -> list[str]:
        """The ids of a name that ends in `+` or `only`, where the licence has no identifier of its own for that."""
        rest, last = words[:-1], words[-1]
        found = self._phrased(key(rest)) if last in (LATER, ONLY) and rest else []
        split = all(id.endswith(("-only", "-or-later")) for id in found)
        if not split and not (rest[-1][0].isdigit() and self._listed(found)):
            return []
        return list(dict.fromkeys(map(or_later, found))) if last == LATER else [] if split else list(found)

    def _pointed(self, words: tuple[str, ...]) -> list[str]:
        """The ids of words whose version lost its point: `epl20`, `CC-BY-40`."""
        pointed = tuple(f"{word[0]}.{word[1]}".removesuffix(".0") if _TWO.fullmatch(word) else word for word in words)
        found = [] if pointed == words else self._phrased(key(pointed)) or self._ending(pointed)
        return found if self._listed(found) else []

    @staticmethod
    def _listed(ids: list[str]) -> bool:
        """True where all are licences of SPDX's list, whose names are known the world over."""
        return not any(id.startswith("LicenseRef-") for id in ids)

    def _joined(self, words: tuple[str, ...], joiner: str, operator: str) -> list[str]:
        """The candidates of several names, each between two joiners; none where a name is not known, or there is no joiner."""
        if joiner not in words:
            return []
        parts: list[list[str]] = []
        part: list[str] = []
        for word in (*words, joiner):
            if word == joiner:
                parts.append(self._words(tuple(part)))
                part = []
            else:
                part.append(word)
        if prod(map(len, parts)) > LIMIT:
            return []
        return [_together(dict.fromkeys(pick), operator) for pick in product(*parts)]

    def _address(self, address: str) -> list[str]:
        """The candidates of an address below a place where licences are shown by their names."""
        place = address.partition("://")[2].partition("#")[0].partition("?")[0].lower().removeprefix("www.")
        for below, reads in self._addresses:
            if not place.startswith(below):  # jane.mit-license.org is a place there too
                place = place.partition(".")[2] if place.partition(".")[2].startswith(below) else place
            if place.startswith(below):
                rest = _LANGUAGE.sub("", place[len(below) :].rstrip("/"))
                while (shorter := _ENDING.sub("", rest)) != rest:
                    rest = shorter
                names = (
                    [f"{reads} {written}".strip() for written in (rest, _DASHED.sub(".", rest))]
                    if rest or reads
                    else []
                )
                return next((found for name in names if (found := self._one(name))), [])
        return []


def _short_for(aside: str, name: str) -> bool:
    """True where words beside a name are the first letters of words in it: Code Project Open License (CPOL)."""
    return len(aside) > 2 and aside.isupper() and aside in "".join(word[0] for word in re.findall(r"[A-Z]\w*", name))


def _together(ids: Iterable[str], operator: str) -> str:
    return operator.join(f"({id})" if " OR " in id and operator == " AND " else id for id in ids)
