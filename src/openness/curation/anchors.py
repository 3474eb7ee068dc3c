"""Do the words that a record quotes stand in its text, under the clause it cites; and has the text that clause at all.

The texts do not lie in the project: their fingerprints do, with every word as a number and every list number at its
place. That is enough to look for a few words, and to say between which numbers they stand.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from openness.errors import Problem
from openness.licensing.matching.normalise import words
from openness.licensing.matching.templates import Text, shipped
from openness.vocabulary.duties import Duty

_NUMBER = re.compile(r"(?<![\w.])(?:\d+|[IVX]+(?![\w]))(?:[.(]\w+\)?)*")
_KINDS = (r"\d+$", r"[ivxl]+$", r"[a-z]$", r"[IVXL]+$", r"[A-Z]$")
_ENOUGH = 4  # siblings: with fewer seen, the last of them may have been missed
_COPYRIGHT = re.compile(r",?\s+(?:Copyright|©)")
_FEW = 4  # list numbers: a text with fewer is numbered in a way the fingerprint did not see


def parts(number: str) -> list[str]:
    """The parts of a clause number.

    >>> parts("2.a.1"), parts("4(c)"), parts("10.")
    (['2', 'a', '1'], ['4', 'c'], ['10'])
    """
    return re.findall(r"\w+", number)


@cache
def texts(id: str) -> tuple[Text, ...]:
    """The shipped fingerprints of a licence, and of the policy that goes with it."""
    return (*shipped().texts_of(id), *shipped().texts_of(f"{id.removesuffix('-Community')}-AUP"))


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


def found(anchor: str, id: str) -> list[tuple[Text, int]]:
    """Where the words of an anchor stand in the texts of a licence."""
    wanted = shipped().spelt(words(anchor).raw)
    places = []
    for text in texts(id) if wanted else ():
        at = text.words.find(wanted)
        while at != -1:
            places.append((text, at))
            at = text.words.find(wanted, at + 1)
    return places


def cited(clause: str) -> list[list[str]]:
    """The numbers in a clause, each as its parts.

    >>> cited("2.a.1, 6.c"), cited("permission notice"), cited("Acceptable Use Policy, 1.8")
    ([['2', 'a', '1'], ['6', 'c']], [], [['1', '8']])
    """
    return [parts(number) for number in _NUMBER.findall(clause)]


def _has(text: Text, numbers: list[list[str]]) -> bool:
    """True where the fingerprint of a text saw all these clause numbers."""
    if len(text.labels) < _FEW:
        return False
    stacks = _stacks(text)
    return all(any(within(number, stack) for stack in stacks) for number in numbers)


@cache
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
    """An anchor that is not in the text, or that stands under another clause than the one cited."""
    id = str(record.get("id"))
    if not texts(id):
        return
    yield from _notice(record, id, path, lines)
    for key, answer in answers(record):
        anchor, clause = answer.get("anchor"), answer.get("clause")
        if not isinstance(anchor, str) or not isinstance(clause, str):
            continue
        line = lines.get(f"{key}.anchor", lines.get(key, 1))
        places = found(anchor, id)
        if not places:
            yield Problem(path, line, f"the words of {key}.anchor are not in the text", "quote the text as it is")
            continue
        numbers = cited(clause)
        stands = [under(text, place) for text, place in places if _has(text, numbers)]
        if numbers and stands and not any(within(number, over) for number in numbers for over in stands):
            where = ".".join(stands[0]) or "no number"
            yield Problem(path, line, f"{key} cites clause {clause}; its anchor stands under {where}", "correct either")


def _notice(record: Mapping[str, Any], id: str, path: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    """A notice to be kept word for word that is not in the text; its copyright line may stand on a line of its own."""
    key = f"duties.{Duty.ATTRIBUTION}"
    duties = record.get("duties")
    duty = duties.get(Duty.ATTRIBUTION) if isinstance(duties, Mapping) else None
    notice = duty.get("words") if isinstance(duty, Mapping) else None
    if isinstance(notice, str) and not (found(notice, id) or found(_COPYRIGHT.split(notice)[0], id)):
        line = lines.get(f"{key}.words", lines.get(key, 1))
        yield Problem(path, line, f"the words of {key} are not in the text", "quote the notice as it is")


def doubts(record: Mapping[str, Any], path: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    """A clause with a number larger than any the text has at its place."""
    stacks = [stack for text in texts(str(record.get("id"))) if len(text.labels) >= _FEW for stack in _stacks(text)]
    if not stacks:
        return
    for key, answer in answers(record):
        clause = str(answer.get("clause", ""))
        for number in cited(clause) if not clause.startswith("paragraph") else ():
            for depth, part in enumerate(number):
                largest = _largest(tuple(number[:depth]), stacks)
                if part.isdigit() and largest is not None and int(part) > largest:
                    message = f"warning clause-number: {key} cites clause {clause}; the text ends at {largest} there"
                    yield Problem(path, lines.get(f"{key}.clause", lines.get(key, 1)), message, "correct the clause")


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
