"""Do the words that a record quotes stand in its text, under the clause it cites; and has the text that clause at all.

The texts do not lie in the project: their fingerprints do, with every word as a number and every list number at its
place. That is enough to look for a few words, and to say between which numbers they stand. Of somebody's own record the
text may lie beside it.
"""

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from openness.errors import Problem
from openness.licensing.matching.fingerprints import Fingerprints, shipped
from openness.licensing.matching.normalise import words
from openness.licensing.matching.text import Text
from openness.syntax.document import LICENCE_LIMIT, open_document
from openness.vocabulary.doubts import Doubt, doubt
from openness.vocabulary.duties import Duty

_NUMBER = re.compile(r"(?<![\w.])(?<!paragraph )(?:\d+|[IVX]+(?![\w]))(?:[.(]\w+\)?)*")
_KINDS = (r"\d+$", r"[ivxl]+$", r"[a-z]$", r"[IVXL]+$", r"[A-Z]$")
_ENOUGH = 4  # siblings: with fewer seen, the last of them may have been missed
_COPYRIGHT = re.compile(r",?\s+(?:Copyright|©)")
_GNU = (
    "GPL-2.0-only",
    "GPL-3.0-only",
    "LGPL-2.1-only",
    "LGPL-3.0-only",
    "AGPL-3.0-only",
)  # the Hub's tags join versions
_FEW = 4  # list numbers: a text with fewer is numbered in a way the fingerprint did not see


def parts(number: str) -> list[str]:
    """The parts of a clause number.

    >>> parts("2.a.1"), parts("4(c)"), parts("10.")
    (['2', 'a', '1'], ['4', 'c'], ['10'])
    """
    return re.findall(r"\w+", number)


class Texts(NamedTuple):
    """The texts that a record is about, and what spells their words."""

    fingerprints: Fingerprints
    texts: tuple[Text, ...]


def texts(record: Mapping[str, Any], path: str = "") -> Texts:
    """The texts of a licence, of the policy that goes with it, and of a licence that it takes in whole.

    Args:
        record: of the licence.
        path: of its file, where one of the record's own name that ends with `.txt` holds its text.

    Raises:
        OpennessError: when that text cannot be read.
    """
    id, beside = str(record.get("id")), f"{path.removesuffix('.toml')}.txt"
    known = shipped()
    if path.endswith(".toml") and os.path.isfile(beside):
        known = known.plus({id: [open_document(beside, LICENCE_LIMIT).text]})
    names = (id, f"{id.removesuffix('-Community')}-AUP", *(str(each.get("name")) for each in _documents(record)))
    return Texts(known, tuple(text for name in names for text in known.texts_of(name)))


def _documents(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    read = record.get("read")
    documents = read.get("document") if isinstance(read, Mapping) else None
    return [each for each in documents if isinstance(each, Mapping)] if isinstance(documents, list) else []


def under(text: Text, place: int) -> list[str]:
    """The parts of the list numbers that a place of a text stands under, outermost first."""
    stack: list[tuple[str, list[str]]] = []  # kind of number, its parts
    for start in sorted(text.labels):
        if start > place:
            break
        own = parts(text.labels[start])
        if not own:
            continue
        kind = _kind(own[-1], [of for _, of in stack]) if len(own) == 1 else "dotted"
        kinds = [each for each, _ in stack]
        if kind in kinds:
            del stack[kinds.index(kind) :]
        elif kind == "dotted" and _KINDS[0] in kinds:
            del stack[kinds.index(_KINDS[0]) + 1 :]
        stack.append((kind, own))
    return [part for _, own in stack for part in own]


def _kind(part: str, before: list[list[str]]) -> str:
    """The sort of numbering that a list number belongs to; `i` after `h` is a letter."""
    last = [own[-1] for own in before if len(own) == 1]
    if part in ("i", "v", "x") and chr(ord(part) - 1) in last:
        return _KINDS[2]
    return next((kind for kind in _KINDS if re.match(kind, part)), "word")


def found(anchor: str, among: Texts) -> list[tuple[Text, int]]:
    """The places of the words of an anchor in some texts."""
    wanted = among.fingerprints.spelt(words(anchor).raw)
    places = []
    for text in among.texts if wanted else ():
        at = text.words.find(wanted)
        while at != -1:
            places.append((text, at))
            at = text.words.find(wanted, at + 1)
    return places


def cited(clause: str) -> list[list[str]]:
    """The numbers in a clause, each as its parts; a paragraph is counted by whoever reads and bears no number.

    >>> cited("2.a.1, 6.c"), cited("permission notice"), cited("Acceptable Use Policy, 1.8"), cited("paragraph 3")
    ([['2', 'a', '1'], ['6', 'c']], [], [['1', '8']], [])
    """
    return [parts(number) for number in _NUMBER.findall(clause)]


def _has(text: Text, numbers: list[list[str]]) -> bool:
    """True where the fingerprint of a text saw all these clause numbers."""
    if len(text.labels) < _FEW:
        return False
    stacks = _stacks(text)
    return all(any(within(number, stack) for stack in stacks) for number in numbers)


@lru_cache(maxsize=16)  # of one record
def _stacks(text: Text) -> list[list[str]]:
    return [under(text, place) for place in text.labels]


def within(number: list[str], over: list[str]) -> bool:
    """True where a clause number is one of those that a place stands under: its parts in order, from the section on.

    >>> within(["2", "a"], ["2", "a", "i"]), within(["7"], ["IV", "7"]), within(["2", "1"], ["1", "2"])
    (True, True, False)
    """
    rest = iter(over)
    outermost = not over or over[0] == number[0] or not over[0].isdigit()
    return outermost and all(part in rest for part in number)


def problems(record: Mapping[str, Any], path: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    """The faults of answers in what they quote: the anchor, the clause, a notice that is to be kept word for word."""
    owed, known = _owed(record), texts(record, path)
    if known.texts:
        yield from _notice(record, known, path, lines)
    yield from _apart(record, known, path, lines)
    for key, answer in answers(record):
        anchor, clause = answer.get("anchor"), answer.get("clause")
        line = lines.get(f"{key}.anchor", lines.get(key, 1))
        if anchor is None and owed and not key.startswith("limit"):
            yield Problem(path, line, f"{key} quotes nothing of its clause", "add an anchor, or say what was not read")
        named = clause.split(", ") if isinstance(clause, str) else []
        if len({*named}) < len(named):
            yield Problem(path, line, f"{key} cites a clause twice: {clause}", "name each clause once")
        if not known.texts or not isinstance(anchor, str) or not isinstance(clause, str):
            continue
        places = found(anchor, known)
        if not places:
            yield Problem(path, line, f"the words of {key}.anchor are not in the text", "quote the text as it is")
            continue
        numbers = cited(clause)
        stands = [under(text, place) for text, place in places if _has(text, numbers)]
        if numbers and stands and not any(within(number, over) for number in numbers for over in stands):
            where = ".".join(stands[0]) or "no number"
            yield Problem(path, line, f"{key} cites clause {clause}; its anchor stands under {where}", "correct either")


def _notice(record: Mapping[str, Any], known: Texts, path: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    """A notice to be kept word for word that is not in the text; its copyright line may stand on a line of its own."""
    key = f"duties.{Duty.ATTRIBUTION}"
    duties = record.get("duties")
    duty = duties.get(Duty.ATTRIBUTION) if isinstance(duties, Mapping) else None
    notice = duty.get("words") if isinstance(duty, Mapping) else None
    if isinstance(notice, str) and not (found(notice, known) or found(_COPYRIGHT.split(notice)[0], known)):
        line = lines.get(f"{key}.words", lines.get(key, 1))
        yield Problem(path, line, f"the words of {key} are not in the text", "quote the notice as it is")


def _apart(record: Mapping[str, Any], known: Texts, path: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    """An answer that quotes the words of an earlier one and cites none of its clauses, where no text has them twice."""
    first: dict[tuple[str, ...], tuple[str, str]] = {}
    for key, answer in answers(record):
        anchor, clause = answer.get("anchor"), answer.get("clause")
        if not isinstance(anchor, str) or not isinstance(clause, str) or not cited(clause):
            continue
        other, there = first.setdefault(tuple(words(anchor).raw), (key, clause))
        meet = any(a[: len(b)] == b[: len(a)] for a in cited(clause) for b in cited(there))
        stands = [id(text) for text, _ in found(anchor, known)]
        if not meet and len(set(stands)) == len(stands):
            message = f"{key} cites clause {clause}, and {other} clause {there} for the same words"
            yield Problem(path, lines.get(f"{key}.anchor", lines.get(key, 1)), message, "correct either")


def _owed(record: Mapping[str, Any]) -> bool:
    """True where every answer quotes its clause: a licence that no list has, read whole, and one of those used most."""
    id, read, named = str(record.get("id")), record.get("read"), record.get("known-as")
    if id.startswith("LicenseRef-"):
        parts = _documents(record) or ([read] if isinstance(read, Mapping) else [])
        return bool(parts) and all(part.get("whole") is True for part in parts)
    return id in _GNU or (isinstance(named, Mapping) and "huggingface" in named)


def doubts(record: Mapping[str, Any], path: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    """A clause with a number larger than any the text has at its place."""
    stacks = [stack for text in texts(record, path).texts if len(text.labels) >= _FEW for stack in _stacks(text)]
    if not stacks:
        return
    for key, answer in answers(record):
        clause = str(answer.get("clause", ""))
        for number in cited(clause):
            for depth, part in enumerate(number):
                largest = _largest(tuple(number[:depth]), stacks)
                if part.isdigit() and largest is not None and int(part) > largest:
                    line = lines.get(f"{key}.clause", lines.get(key, 1))
                    message = f"{key} cites clause {clause}; the text ends at {largest} there"
                    yield doubt(Doubt.CLAUSE_NUMBER, path, line, message, "correct the clause")


def _largest(before: tuple[str, ...], stacks: list[list[str]]) -> int | None:
    """The largest number that follows some parts of a clause number; None where the fingerprint saw too few to tell."""
    depth = len(before)
    seen = {
        int(stack[depth])
        for stack in stacks
        if tuple(stack[:depth]) == before and stack[depth:] and stack[depth].isdigit()
    }
    return max(seen) if len(seen) >= _ENOUGH else None


def answers(record: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every answer, duty and limit of a record that cites a clause, with its key."""
    for table in ("grants", "duties"):
        entries = record.get(table)
        for word, entry in entries.items() if isinstance(entries, Mapping) else ():
            if isinstance(entry, Mapping):
                yield f"{table}.{word}", entry
    limits = record.get("limit")
    for number, limit in enumerate(limits if isinstance(limits, list) else ()):
        if isinstance(limit, Mapping):
            yield f"limit[{number}]", limit
