"""The changes between two tables, which are compared part by part and put in the order of their ids again."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice, zip_longest

from openness.scan.drift.spill import PARTS, Spill
from openness.scan.drift.states import Change, State, nameless

_RUN = 512  # changes of a part that are read again at a time
_GONE = (None,) * len(State._fields)


def changes(old: Spill, new: Spill, changed: Spill, count: Callable[[Change], None]) -> Iterator[Change]:
    """The changes between two tables, in the order of their ids.

    Args:
        old: the states of the old table.
        new: those of the new one.
        changed: room for what changed.
        count: is told each change, in no order.
    """
    import pyarrow

    for part in range(PARTS):
        found = sorted(_compared(old, new, part), key=_id)
        for change in found:
            count(change)
        left = iter(found)
        while run := list(islice(left, _RUN)):
            states = ((change.id, *(change.old or _GONE), *(change.new or _GONE)) for change in run)
            columns = [pyarrow.array(column, pyarrow.string()) for column in zip(*states, strict=True)]
            changed.put(part, pyarrow.table(columns, [str(at) for at in range(len(columns))]))

    def again(part: int) -> Iterator[Change]:
        for chunk in changed.chunks(part):
            for id, *states in zip(*(column.to_pylist() for column in chunk.columns), strict=True):
                before, after = State(*states[: len(_GONE)]), State(*states[len(_GONE) :])
                yield Change(id, None if before.level is None else before, None if after.level is None else after)

    yield from heapq.merge(*map(again, range(PARTS)), key=_id)


def _id(change: Change) -> str:
    return change.id


def _compared(old: Spill, new: Spill, part: int) -> Iterator[Change]:
    """The changes of a part. Of rows with one id the first meets the first, the second the second, and so on."""
    import pyarrow
    from pyarrow import compute

    tables = []
    for spill in (old, new):
        chunks = list(spill.chunks(part))
        tables.append(pyarrow.concat_tables(chunks).combine_chunks() if chunks else nameless(0))
    if all(compute.count_distinct(table["id"]).as_py() == len(table) for table in tables):
        whole = [
            compute.binary_join_element_wise(
                *(table[name] for name in table.column_names), "\0", null_handling="replace", null_replacement="\1"
            )
            for table in tables
        ]
        same = [compute.is_in(whole[side], value_set=whole[1 - side].combine_chunks()) for side in (0, 1)]
        tables = [table.filter(compute.invert(mask)) for table, mask in zip(tables, same, strict=True)]
    by_id: list[dict[str, list[State]]] = [defaultdict(list), defaultdict(list)]
    for states, table in zip(by_id, tables, strict=True):
        for id, *state in zip(*(column.to_pylist() for column in table.columns), strict=True):
            states[id].append(State(*state))
    for id in by_id[0].keys() | by_id[1].keys():
        for before, after in zip_longest(by_id[0].get(id, ()), by_id[1].get(id, ())):
            if before != after:
                yield Change(id, before, after)
