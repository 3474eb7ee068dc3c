"""Verdicts of three values, and columns of them.

A question about a release is *met*, *unmet* or *unknown*; conjunction and disjunction are Kleene's (Kleene 1952,
strong logic of indeterminacy). `Column` holds the verdicts of many rows as two bit sets, so that one release and a
table of millions are weighed by the same few operations.
"""

from collections.abc import Iterable, Iterator
from enum import Enum

from attrs import frozen

from openness.value import Value


class Verdict(Enum):
    """The answer to one question; unknown is neither yes nor no."""

    UNMET = "unmet"
    UNKNOWN = "unknown"
    MET = "met"

    __hash__ = object.__hash__  # each is one object; `Enum` hashes its name, by a function written in Python

    def __bool__(self) -> bool:  # not `NoReturn`: a checker would take what follows for unreachable, and pass over it
        raise TypeError("a verdict has three values; compare it with Verdict.MET, UNMET or UNKNOWN")

    def __and__(self, other: "Verdict") -> "Verdict":
        """Both: unmet if either is, met if both are.

        >>> (Verdict.MET & Verdict.UNKNOWN).value, (Verdict.UNMET & Verdict.UNKNOWN).value
        ('unknown', 'unmet')
        """
        return self if _RANK[self] <= _RANK[other] else other

    def __or__(self, other: "Verdict") -> "Verdict":
        """Either: met if either is, unmet if both are."""
        return self if _RANK[self] >= _RANK[other] else other

    @property
    def mark(self) -> str:
        """One sign for it: ✓, ✗ or ?."""
        return _MARKS[self]

    @property
    def label(self) -> str:
        """The word people read: met, not met or unknown."""
        return _LABELS[self]

    @property
    def answer(self) -> str:
        """The word that answers a question of yes or no: yes, no or unknown."""
        return _ANSWERS[self]

    @property
    def says(self) -> str:
        """The meaning in one line."""
        return _MEANINGS[self]

    def agree(self, other: "Verdict") -> "Verdict":
        """The answer on which both agree; unknown where they differ."""
        return self if self is other else Verdict.UNKNOWN


_MARKS = {Verdict.MET: "✓", Verdict.UNMET: "✗", Verdict.UNKNOWN: "?"}
_LABELS = {Verdict.MET: "met", Verdict.UNMET: "not met", Verdict.UNKNOWN: "unknown"}
_ANSWERS = {Verdict.MET: "yes", Verdict.UNMET: "no", Verdict.UNKNOWN: "unknown"}
_MEANINGS = {
    Verdict.MET: "the facts show that it holds",
    Verdict.UNMET: "the facts show that it does not hold",
    Verdict.UNKNOWN: "the facts do not decide; unknown is never a yes and never a no",
}
_RANK = {Verdict.UNMET: 0, Verdict.UNKNOWN: 1, Verdict.MET: 2}


@frozen(eq=False, repr=False)
class Column(Value):
    """Verdicts side by side: the rows that are met, the rows that are unmet; a row in neither is unknown.

    Args:
        met: bit i is set where row i is met.
        unmet: bit i is set where row i is unmet.
        width: the number of rows.

    >>> column = Column.of([Verdict.MET, Verdict.UNKNOWN]) & Column.of([Verdict.UNMET, Verdict.MET])
    >>> [verdict.value for verdict in column]
    ['unmet', 'unknown']
    """

    met: int
    unmet: int
    width: int = 1

    @classmethod
    def of(cls, verdicts: Iterable[Verdict]) -> "Column":
        """The column that holds these verdicts, in order."""
        met = unmet = 0
        row = 1
        for verdict in verdicts:
            if verdict is Verdict.MET:
                met |= row
            elif verdict is Verdict.UNMET:
                unmet |= row
            row <<= 1
        return cls(met, unmet, row.bit_length() - 1)

    @classmethod
    def same(cls, verdict: Verdict, width: int) -> "Column":
        """A column of one verdict in every row."""
        every = (1 << width) - 1
        return cls(every if verdict is Verdict.MET else 0, every if verdict is Verdict.UNMET else 0, width)

    def __and__(self, other: "Column") -> "Column":
        return Column(self.met & other.met, self.unmet | other.unmet, self.width)

    def __or__(self, other: "Column") -> "Column":
        return Column(self.met | other.met, self.unmet & other.unmet, self.width)

    def __len__(self) -> int:
        return self.width

    def __getitem__(self, row: int) -> Verdict:
        if not 0 <= row < self.width:
            raise IndexError(row)
        if self.met >> row & 1:
            return Verdict.MET
        return Verdict.UNMET if self.unmet >> row & 1 else Verdict.UNKNOWN

    def __iter__(self) -> Iterator[Verdict]:
        return (self[row] for row in range(self.width))

    def best(self, start: int, stop: int) -> Verdict:
        """The best verdict among the rows from start to stop, for someone who may choose.

        >>> Column.of([Verdict.UNMET, Verdict.UNKNOWN, Verdict.MET]).best(0, 2).value
        'unknown'
        """
        rows = (1 << stop) - (1 << start)
        if self.met & rows:
            return Verdict.MET
        return Verdict.UNMET if self.unmet & rows == rows else Verdict.UNKNOWN
