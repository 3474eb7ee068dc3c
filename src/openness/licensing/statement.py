"""Statements of licences and their stewards: may a work under one licence be published under another?

The rows stand in `licences/compatibility.toml`, each with who says it, where, and the day it was looked up.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from openness.errors import Problem, nearest
from openness.value import Shown, Value
from openness.vocabulary.verdict import Verdict

EVERY = "*"  # an outbound that stands for every licence
_SET = "@"


class Asks(StrEnum):
    """A sort of condition that a licence may have, beside its own text going along."""

    NOTHING = "nothing"
    NOTICES = "notices"
    ADVERTISING = "advertising"  # advertising carries a sentence
    ACKNOWLEDGEMENT = "acknowledgement"  # documentation carries a sentence
    MORE = "more"  # other conditions
    NO_FURTHER_TERMS = "no-further-terms"  # it keeps terms of others out
    LINKING = "linking"  # an exception for those who link, and for nobody else


#: Terms that go along under any licence.
SLIGHT = (Asks.NOTHING, Asks.NOTICES)


@frozen(eq=False, repr=False)
class Condition(Value):
    """A condition of one licence.

    Args:
        what: the sort of thing.
        clause: where the text says it.
        because: the same in plain words.
        bars: further terms that the licence certainly keeps out; empty unless it keeps some out.
    """

    what: Asks
    clause: str
    because: str
    bars: tuple[str, ...] = ()


@frozen(eq=False, repr=False)
class Statement(Value):
    """An answer that a licence or its steward gives on a work under one licence, to be published under another.

    Args:
        verdict: met where it may be, unmet where it may not, unknown where those who say something differ or the licence
            leaves it open.
        clause: where the licence says it; empty where that is where it keeps what is made from it under its own terms.
        because: the same in plain words.
        by: who says it: the licence itself or an organisation.
        later: whether the recipient may take the work under the other licence and go on from there.
    """

    verdict: Verdict
    clause: str
    because: str
    by: str
    later: bool = False


@frozen(eq=False, repr=False)
class Statements(Shown):
    """Every row of the table, to be looked up by licence.

    Args:
        rows: the table as its file states it.
    """

    rows: Mapping[str, Any] = field(repr=False)
    _conditions: dict[str, tuple[Condition, ...]] = field(factory=dict, init=False, repr=False)
    _stated: dict[str, dict[str, Statement]] = field(factory=dict, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        sets = {row["name"]: row["licences"] for row in self.rows.get("set", ())}
        for row in self.rows.get("asks", ()):
            condition = Condition(Asks(row["what"]), row["clause"], row["because"], tuple(row.get("bars", ())))
            for id in _members(row["licences"], sets):
                self._conditions[id] = (*self._conditions.get(id, ()), condition)
        for row in self.rows.get("statement", ()):
            statement = Statement(
                _verdict(row.get("answer")), row.get("clause", ""), row["because"], row["by"], row.get("later", False)
            )
            outbound = _members(row["outbound"], sets)
            for id in _members(row["inbound"], sets):
                found = self._stated.setdefault(id, {})
                for other in outbound:
                    found.setdefault(other, statement)  # the first row that names both holds

    def condition(self, id: str, *whats: Asks) -> Condition | None:
        """The first of some conditions that a licence has; None where no row says that it has one."""
        return next((condition for condition in self._conditions.get(id, ()) if condition.what in whats), None)

    def on(self, inbound: str, outbound: str) -> Statement | None:
        """The statement on two licences; None where no row names both."""
        return self._stated.get(inbound, {}).get(outbound)

    def named(self, inbound: str) -> dict[str, Statement]:
        """Every outbound that a row names for a licence, `EVERY` among them."""
        return self._stated.get(inbound, {})

    def later(self, inbound: str) -> Iterator[tuple[str, Statement]]:
        """Every licence that the recipient may take a work under instead, nearest first."""
        seen = {inbound}
        waiting = [inbound]
        for id in waiting:
            for other, statement in self._stated.get(id, {}).items():
                if statement.later and other not in seen:
                    seen.add(other)
                    waiting.append(other)
                    yield other, statement


def _verdict(answer: bool | None) -> Verdict:
    return Verdict.UNKNOWN if answer is None else Verdict.MET if answer else Verdict.UNMET


def _members(names: Iterable[str], sets: Mapping[str, list[str]]) -> list[str]:
    """The ids that some names stand for, sets among them."""
    ids: dict[str, None] = {}
    for name in names:
        if name.startswith(_SET):
            ids.update(dict.fromkeys(_members(sets[name[1:]], sets)))
        else:
            ids[name] = None
    return list(ids)


_KEYS = {
    "set": ("name", "licences"),
    "asks": ("what", "licences", "clause", "because", "from", "seen"),
    "statement": ("inbound", "outbound", "because", "by", "from", "seen"),
}
_FURTHER = {"set": (), "asks": ("bars",), "statement": ("answer", "later", "clause")}


def problems(
    rows: Mapping[str, Any], path: str, lines: Mapping[str, int], known: Callable[[str], bool]
) -> Iterator[Problem]:
    """The mistakes in a table of statements, each with the line.

    Args:
        rows: as its TOML file states it, days as words.
        path: the file.
        lines: the line of each key, by dotted path.
        known: whether an id is on the SPDX list or on a shelf.
    """
    sets: set[str] = set()
    for kind in ("set", "asks", "statement"):
        for number, row in enumerate(rows.get(kind, ())):
            line = lines.get(f"{kind}[{number}]", 1)
            for key in _KEYS[kind]:
                if not row.get(key):
                    yield Problem(path, line, f"a row of {kind} has no {key}", f"add {key}")
            for key in row:
                if key not in (*_KEYS[kind], *_FURTHER[kind]):
                    yield Problem(path, line, f"a row of {kind} has no key {key!r}", nearest(key, _KEYS[kind]))
            if kind == "asks" and row.get("what") not in list(Asks):
                yield Problem(path, line, f"what is {row.get('what')!r}", nearest(str(row.get("what")), Asks))
            for key in ("licences", "inbound", "outbound"):
                for name in row.get(key, ()):
                    ids = name.split(" WITH ") if " WITH " in name else [name]
                    if name.startswith(_SET):
                        if name[1:] not in sets:
                            yield Problem(
                                path,
                                line,
                                f"{name} is not a set above this row",
                                nearest(name[1:], sets) or "define it further up",
                            )
                    elif not (name == EVERY and key == "outbound") and not all(map(known, ids)):
                        yield Problem(
                            path, line, f"{name} is not a known licence or exception", "name it as its record does"
                        )
            if kind == "set":
                sets.add(row.get("name", ""))
