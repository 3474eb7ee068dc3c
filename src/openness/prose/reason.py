"""Reasons beside what a sentence says: “because of the data, it …”, “wegen der Daten darf es …”, “…, due to the data”.

A noun in a reason is not that of which the sentence tells. A reason at the beginning ends at a comma, or, behind a preposition
(`names-a-reason`), before the verb or the pronoun with which the sentence goes on.
"""

from functools import lru_cache

from openness.prose.clause import Clause, rules
from openness.vocabulary.patterns import pattern

_COMMA = pattern("[,，、،]")
RELATES = frozenset("that those which who whose where".split())
_POINTS_BACK = RELATES.union("it they its their this these es sie il elle ils elles".split())
#: Singular words for what the card is about, where a cause before them tells of data, which are several.
_OF_ONE = frozenset("it il es this esso lo".split())
#: First words of a reason that only names something.
_NAMING = frozenset(
    "due given owing thanks unlike like despite per following considering wegen aufgrund trotz malgré debido devido".split()
)


def is_parted_before(clause: Clause, at: int) -> bool:
    """True where a comma stands before a word."""
    return _COMMA.search(clause.text, clause.ends[at - 1], clause.starts[at]) is not None


def is_in_reason(clause: Clause, noun: int, start: int) -> bool:
    """True where a noun stands in a reason beside what is said from a word on: “because of the data, …” says nothing of data.

    Args:
        clause: with both.
        noun: its first word.
        start: of what is said.
    """
    behind = start_of_reason(clause, start)
    if noun >= behind or noun < _end_of_first(clause, start):
        return True
    return any(
        find.start <= noun < _end_of_named(clause, find.end, start) for find in clause.finds.get("names-a-reason", ())
    )


def _end_of_named(clause: Clause, end: int, start: int) -> int:
    """Where a sentence goes on behind a reason that is only named, before a word; 0 where nothing tells it."""
    main = _joining("main")
    places = range(end + 1, min(start + 1, len(clause.words)))
    return next((at for at in places if clause.words[at] in main or is_parted_before(clause, at)), 0)


def _end_of_first(clause: Clause, start: int) -> int:
    """Where a sentence goes on behind a reason at its beginning, before a word.

    A word that points back goes on with what a reason tells of (“although the data is old, it …”); where nothing is told of it,
    it means what the card is about (“due to the data, it …”, “as it was trained on that data, it …”). Behind a cause, one thing
    is the model, as a cause tells why something else is so: “since the data is CC BY-NC, it …”.
    """
    if clause.words[0] not in _joining("reason"):
        return 0
    for at in range(start, 0, -1):
        if is_parted_before(clause, at):
            of_model = clause.words[at] in _OF_ONE and clause.words[0] in _joining("cause")
            return 0 if clause.words[at] in _POINTS_BACK and not of_model and not _tells_of_nothing(clause) else at
    return 0


def start_of_reason(clause: Clause, start: int) -> int:
    """Where a reason or a bracket begins behind a word; else behind the clause."""
    because, count = _joining("because"), len(clause.words)
    named = {find.start for find in clause.finds.get("names-a-reason", ())}
    for at in range(start + 1, count):
        if at in named or clause.words[at] in because or "(" in clause.text[clause.ends[at - 1] : clause.starts[at]]:
            return at
    return count


def _tells_of_nothing(clause: Clause) -> bool:
    """True where a reason only names something, or tells of what the card is about: “due to data”, “as it has seen data”."""
    first, *rest = clause.words
    return first in _NAMING or rest[:1] in (["of"], ["to"], ["it"])


@lru_cache(maxsize=4)
def _joining(sort: str) -> frozenset[str]:
    """The words that join in one way, in all languages."""
    return frozenset(word for joins in rules()["joins"].values() for word in joins.get(sort, ()))
