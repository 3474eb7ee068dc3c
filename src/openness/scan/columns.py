"""Python values as columns of Arrow: rows whose values are of the same sorts stand together, so that nothing is guessed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from openness.table import arrow
from openness.vocabulary.json_text import whole, word

if TYPE_CHECKING:
    import pyarrow

Row = Mapping[str, Any]

_SORTS = {type(None): "", str: "text", bool: "flag", int: "whole", float: "number", dict: "struct"}
_DENSE = 16  # cells that columns may have for each that holds something
_SMALL = 1 << 20  # cells, of which any rows may have as many
_FEW = 1 << 16  # the same, where rows are put into groups of few names
_MOST = 1 << 63  # that a whole number of Arrow can hold
_CARD = ("cardData", "card_data")  # fields of a card, for which a table has their JSON


def is_sparse(columns: int, rows: int, cells: int) -> bool:
    """True where so few of the cells that columns have for rows hold anything that a column for each costs too much."""
    return columns * rows > _DENSE * cells + _SMALL


def grouped(rows: Sequence[Row], names: Iterable[str]) -> "tuple[tuple[pyarrow.RecordBatch, list[int] | None], ...]":
    """The rows as batches, each with the numbers of its rows; None where there is one batch alone.

    In a column of Arrow all values are of one type. Rows of a text may differ, so that each group holds rows whose values
    are of the same sorts, and whose mappings hold values of the same sorts. Where rows have names of their own, each group
    holds rows that have few names together.
    """
    names = list(names)
    if not is_sparse(len(names), len(rows), sum(map(len, rows))) and not _have_own_names_within(rows, names):
        return _of_same_sorts(rows, [name for name in names if any(name in row for row in rows)])
    rank = {name: number for number, name in enumerate(names)}
    groups = []
    for numbers in _apart(rows):
        some = [rows[number] for number in numbers]
        there = sorted({name for row in some for name in row if name in rank}, key=rank.__getitem__)
        for batch, places in _of_same_sorts(some, there):
            groups.append((batch, numbers if places is None else [numbers[place] for place in places]))
    return tuple(groups) if len(groups) > 1 else ((groups[0][0], None),)


def _have_own_names_within(rows: Sequence[Row], names: list[str]) -> bool:
    """True where the mappings in a column have so many names that a field for each costs too much."""
    for name in names:
        if name in _CARD:
            continue
        paths: set[tuple[str, ...]] = set()
        cells = 0
        for row in rows:
            value = row.get(name)
            if isinstance(value, (dict, list)) and _sort(value) in ("struct", "structs"):
                for path, _ in _within(value, ()):
                    paths.add(path)
                    cells += 1
        if is_sparse(len(paths), len(rows), cells):
            return True
    return False


def _apart(rows: Sequence[Row]) -> Iterator[list[int]]:
    """The numbers of rows in groups whose names together are few for the cells that hold something.

    Rows with the same names stand together.
    """
    alike: dict[frozenset[tuple[str, ...]], list[int]] = {}
    for number, row in enumerate(rows):
        alike.setdefault(_paths(row), []).append(number)
    group: list[int] = []
    paths: set[tuple[str, ...]] = set()
    cells = 0
    for own, numbers in alike.items():
        held = len(own) * len(numbers)
        width, count = len(paths) + len(own - paths), len(group) + len(numbers)
        if group and width * count > _DENSE * (cells + held) + _FEW:
            yield group
            group, paths, cells = [], set(), 0
        group += numbers
        paths |= own
        cells += held
    yield group


def _paths(row: Row) -> frozenset[tuple[str, ...]]:
    """The names of a row, and those in its mappings."""
    names: list[tuple[str, ...]] = [(name,) for name in row]
    for name, value in row.items():
        if name not in _CARD and isinstance(value, (dict, list)):
            names += [path for path, _ in _within(value, (name,))]
    return frozenset(names)


def _of_same_sorts(rows: Sequence[Row], names: list[str]) -> "tuple[tuple[pyarrow.RecordBatch, list[int] | None], ...]":
    columns = {name: [row.get(name) for row in rows] for name in names}
    if all(map(_alike, columns.values())):
        arrays = {name: _array(column, name) for name, column in columns.items()}
        if all(array is not None for array in arrays.values()):
            return ((_batch(arrays, len(rows)), None),)
    members: dict[tuple[object, ...], list[int]] = {}
    apart = [_sorts(column, name) for name, column in columns.items()]
    for number, sorts in enumerate(zip(*apart, strict=True)):
        members.setdefault(sorts, []).append(number)
    groups = []
    for numbers in members.values():
        there = [name for name in names if any(name in rows[number] for number in numbers)]
        cells = {name: [columns[name][number] for number in numbers] for name in there}
        groups.append((_batch({name: _held(column, name) for name, column in cells.items()}, len(numbers)), numbers))
    return tuple(groups)


def _batch(arrays: "dict[str, pyarrow.Array]", count: int) -> "pyarrow.RecordBatch":
    """So many rows; where they have no column, with one that says nothing."""
    import pyarrow

    return pyarrow.record_batch(arrays or {"id": arrow.words([None] * count)})


def _sorts(column: list[Any], name: str) -> list[object]:
    """The sort of each value, where one column cannot hold them all as they are; nulls and no items are of any."""
    if _alike(column) and not any(isinstance(value, (dict, list)) for value in column):
        return [""] * len(column)
    sorts = list(map(_sort, column))
    if name in _CARD or not {"struct", "structs"} & {*sorts}:
        return [*sorts]
    within = [dict(_within(value, ())) for value in column]
    kinds = {pair for inside in within for pair in inside.items()}
    several = [path for path, count in Counter(path for path, _ in kinds).items() if count > 1]
    return [(sort, *map(inside.get, several)) for sort, inside in zip(sorts, within, strict=True)]


def _within(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The sorts of the values that a mapping holds, by the names that lead to them."""
    if isinstance(value, dict):
        contents = [((*path, name), content) for name, content in value.items()]
    else:
        contents = [((*path, ""), item) for item in value] if isinstance(value, list) else []
    for place, content in contents:
        if content is not None:
            yield place, _sort(content)
            yield from _within(content, place)


def _sort(value: Any) -> str:
    if isinstance(value, list):
        return "structs" if value and all(isinstance(item, dict) for item in value) else "list"
    if type(value) is int and not -_MOST <= value < _MOST:
        return "number"
    return _SORTS.get(type(value), "text")


def _sorts_in(values: list[Any]) -> set[str]:
    """The sorts of values that are there: all values of most types are of one sort, and need not be looked at."""
    kinds = set(map(type, values)) - {type(None)}
    if kinds & {list, int}:
        return {_sort(value) for value in values if value is not None}
    return {_SORTS.get(kind, "text") for kind in kinds}


def _alike(column: list[Any]) -> bool:
    """True where one type of Arrow can hold all values as they are."""
    kinds = set(map(type, column)) - {type(None)}
    return len(kinds) <= 1 and len(_sorts_in([value for value in column if value != []])) <= 1


def _array(values: list[Any], name: str) -> "pyarrow.Array | None":
    """Values of one sort as a column; None where mappings hold values of several sorts."""
    sorts = _sorts_in(values)
    if sorts <= {"list"} and sorts:
        words = [value if value is None else list(map(_word, value)) for value in values]
        return arrow.lists(words)
    if sorts == {"whole"}:
        return arrow.wholes(values)
    if sorts == {"number"}:
        return arrow.floats(values)
    if sorts == {"flag"}:
        return arrow.truths(values)
    if sorts & {"struct", "structs"} and name not in _CARD:
        return _mappings(values)
    return arrow.words([value if value is None else _word(value) for value in values])


def _mappings(values: list[Any]) -> "pyarrow.Array | None":
    """Mappings, or lists of them, as a column; None where they hold values of several sorts, or what Arrow cannot hold."""
    import pyarrow

    try:
        array = pyarrow.array(values)
    except (pyarrow.ArrowException, OverflowError, UnicodeEncodeError):
        return None
    if "double" not in str(array.type):  # a truth and a whole number would become a number beside one
        return array
    kinds = {pair for value in values for pair in _within(value, ())}
    return array if len({path for path, _ in kinds}) == len(kinds) else None


def _held(values: list[Any], name: str) -> "pyarrow.Array":
    """Values of one sort as a column; mappings that Arrow cannot hold with simpler values in them, or as JSON."""
    array = _array(values, name)
    if array is None:
        array = _mappings(list(map(_simple, values)))
    return arrow.words([value if value is None else _word(value) for value in values]) if array is None else array


def _simple(value: Any) -> Any:
    """A value within a mapping as a column has it: a list of anything but mappings holds words, as a list in a column does."""
    if isinstance(value, dict):
        return {_word(name): _simple(content) for name, content in value.items()}
    if isinstance(value, list):
        return list(map(_simple, value)) if _sort(value) == "structs" else list(map(_word, value))
    if isinstance(value, str):
        return _word(value)
    return float(value) if type(value) is int and _sort(value) == "number" else value


def _word(value: Any) -> str | None:
    """A value as a word; of half a character a sign stands for it, as everywhere else."""
    if value is None:
        return None
    return whole(word(value, ascii=False))


def names_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """The keys of rows, in the order in which they are met."""
    return tuple(dict.fromkeys(chain.from_iterable(rows)))
