"""The makers of bases, as the rows of a batch name them: a row may be by the maker of one of its bases."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain, count
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy
import pyarrow.compute

from openness.table import arrow
from openness.table.cells import Column

if TYPE_CHECKING:
    from openness.table.cells import Numbers

    Truths = numpy.ndarray[Any, numpy.dtype[numpy.bool_]]


_NOBODY = -1  # the number of the account of what is no base


class Made(NamedTuple):
    """Who may have made a base.

    Args:
        account: its owner, folded; `/NAME` in small letters where it has none; None for what is no base.
        makers: who may be its maker by what is known of it, folded.
    """

    account: str | None
    makers: frozenset[str]


class Makers:
    """Rows and who may have made their bases, a pair for each base of a row.

    Args:
        count: how many rows there are.
        rows: the row of each pair.
        made: of each pair the base.
    """

    def __init__(self, count: int, rows: "Numbers", made: Column) -> None:
        self._count = count
        self._rows = rows
        self._made = made

    @classmethod
    def of(cls, count: int, parts: Iterable[tuple["Numbers", Column]]) -> "Makers":
        """Pairs from several columns as one."""
        rows, columns = zip(*parts, strict=True) if (parts := list(parts)) else ((), ())
        places: dict[Made, int] = {}  # many bases are by the same account
        numbers = [[places.setdefault(made, len(places)) for made in column.cells] for column in columns]
        at = [numpy.array(of, numpy.int32).take(column.at) for of, column in zip(numbers, columns, strict=True)]
        nothing = numpy.zeros(0, numpy.int32)
        return cls(count, numpy.concatenate([nothing, *rows]), Column(numpy.concatenate([nothing, *at]), list(places)))

    @cached_property
    def _accounts(self) -> dict[str | None, int]:
        """Everybody who may have made a base, by number."""
        teams = {made.makers for made in self._made.cells}
        accounts = (made.account for made in self._made.cells if made.account is not None)
        return dict(zip(dict.fromkeys(chain(accounts, *teams)), count(), strict=False))

    @cached_property
    def _names(self) -> Any:
        """The same as words."""
        return arrow.words(list(self._accounts))

    @cached_property
    def _pairs(self) -> "tuple[Numbers, Numbers, Callable[[Numbers, Numbers], Truths]]":
        """Of each pair the number of the account, that of the makers, and a test whether these have made it."""
        accounts, cells = self._accounts, self._made.cells
        numbers = (accounts.get(made.account, _NOBODY) for made in cells)
        by_account = numpy.fromiter(numbers, numpy.int32, len(cells))
        teams = {team: number for number, team in enumerate(dict.fromkeys(made.makers for made in cells))}
        by_team = numpy.array([teams[made.makers] for made in cells], numpy.int32)
        known = {name: number for number, name in enumerate(dict.fromkeys(chain(*teams)))}
        place = numpy.full(len(accounts) + 1, len(known), numpy.int32)
        place[[accounts[name] for name in known]] = range(len(known))
        has = numpy.zeros((len(teams), len(known) + 1), bool)
        for team, number in teams.items():
            has[number, [known[name] for name in team]] = True
        return (
            by_account.take(self._made.at),
            by_team.take(self._made.at),
            lambda teams, names: has[teams, place[names]],
        )

    def are_by(self, names: Any, rows: "Numbers") -> "Truths":
        """True for each of some rows one of whose bases may be by whom a name tells.

        Args:
            names: folded, one for each of these rows; a base without an account is found by `/NAME` in small letters.
            rows: these.
        """
        nobody = len(self._accounts)
        asked = numpy.full(self._count, nobody, numpy.int32)
        asked[rows] = arrow.codes(pyarrow.compute.index_in(names, value_set=self._names), nobody)
        account, team, has = self._pairs
        name = asked.take(self._rows)
        hits = numpy.zeros(self._count, bool)
        hits[self._rows[(name == account) | has(team, name)]] = True
        return hits[rows]

    @property
    def any_alone(self) -> bool:
        """True where some base has no account."""
        return bool(arrow.flags(pyarrow.compute.starts_with(self._names, "/")).any())


def spread(at: "Numbers", cells: Sequence[Sequence[Any]]) -> "tuple[Numbers, Numbers]":
    """The items of the cells of rows: of each item the row, and its number among the items of all cells.

    >>> [part.tolist() for part in spread(numpy.array([1, 0, 1]), [["a"], ["b", "c"]])]
    [[0, 0, 1, 2, 2], [1, 2, 0, 1, 2]]
    """
    counts = numpy.array([*map(len, cells)], numpy.int64)
    lengths = counts.take(at)
    ends = numpy.cumsum(lengths)
    rows = numpy.repeat(numpy.arange(len(at)), lengths)
    begins = (numpy.cumsum(counts) - counts).take(at) - (ends - lengths)
    return rows, numpy.repeat(begins, lengths) + numpy.arange(len(rows))
