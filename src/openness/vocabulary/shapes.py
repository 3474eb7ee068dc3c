"""The shapes of the tables that people write: which type each value has, and how one writes it."""

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, TypeAlias

from attrs import frozen

from openness.value import Value

#: Is told of each value of a wrong type: its dotted path, what is wrong, and what to write.
Report = Callable[[str, str, str], object]

ANY = "*"  # in a table: the shape of whatever stands under a key that is not named
_SHORT = 40  # letters of a value that a message shows
_MOST = 1e30  # a greater number counts nothing


@frozen(eq=False, repr=False)
class Plain(Value):
    """A value that holds no others.

    Args:
        what: the type, as it follows “not”.
        example: one, as one writes it.
    """

    what: str
    example: str

    def fits(self, value: Any) -> bool:
        """True for a value of this type."""
        return _FITS[self.what](value)


@frozen(eq=False, repr=False)
class ListOf(Value):
    """A list with entries of one shape.

    Args:
        each: their shape.
        least: as many must be there.
    """

    each: "Shape"
    least: int = 0


@frozen(eq=False, repr=False)
class TextOr(Value):
    """A table, or a text in its place.

    Args:
        table: the shape of the table.
    """

    table: "Mapping[str, Shape]"


Shape: TypeAlias = Plain | ListOf | TextOr | Mapping[str, "Shape"]


def text(example: str = "…") -> Plain:
    """A text of at least one letter."""
    return Plain("a text", f'"{example}"')


DAY = Plain("a day", "2024-07-23")
FLAG = Plain("true or false", "true")
NUMBER = Plain("a number", "700000000")
NUMBER_OR_TEXT = Plain("a text or a number", '"1.0"')
JUDGED = Plain("true, false or the name of a criterion", "true")


def _is_text(value: Any) -> bool:
    return type(value) is str and bool(value.strip())  # a day without quotes is a text of a class of its own


def _is_day(value: Any) -> bool:
    return hasattr(value, "isoformat") or (isinstance(value, str) and bool(value.strip()))


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_number(value: Any) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and (isinstance(value, int) or isfinite(value)) and abs(value) < _MOST


_FITS: Mapping[str, Callable[[Any], bool]] = {
    "a text": _is_text,
    "a day": _is_day,
    "true or false": _is_flag,
    "a number": _is_number,
    "a text or a number": lambda value: _is_text(value) or _is_number(value),
    "true, false or the name of a criterion": lambda value: _is_text(value) or _is_flag(value),
}


def fitting(value: Any, shape: Shape, report: Report, key: str = "") -> Any:
    """A value without the parts of it that are of a wrong type; None where the whole is.

    Args:
        value: as a file states it, an unquoted day as a text of a class of its own.
        shape: what it should be; keys that it does not name are kept as they are.
        report: is told of each part that is left out.
        key: the dotted path of the value.

    >>> shape = {"made-for": ListOf(text("weights"), 1), "limit": ListOf({"above": NUMBER, "clause": text("2")})}
    >>> def report(key: str, message: str, help: str) -> None:
    ...     print(f"{key}: {message}; {help}")
    >>> fitting({"made-for": "weights", "limit": [{"above": "7", "clause": 2}], "kite": 1}, shape, report)
    made-for: made-for is the text 'weights', not a list; write made-for = ["weights"]
    limit[0].above: above of limit[0] is the text '7', not a number; write above = 700000000, without quotes
    limit[0].clause: clause of limit[0] is the number 2, not a text; write clause = "2", in quotes
    {'limit': [{}], 'kite': 1}
    """
    if isinstance(shape, TextOr):
        if _is_text(value):
            return value
        shape = shape.table
    if isinstance(shape, Plain):
        if shape.fits(value):
            return value
    elif isinstance(shape, ListOf):
        if isinstance(value, list) and len(value) >= shape.least:
            entries = [fitting(entry, shape.each, report, f"{key}[{number}]") for number, entry in enumerate(value)]
            return [entry for entry in entries if entry is not None]
    elif isinstance(value, Mapping):
        return {
            word: part
            for word, entry in value.items()
            for part in [_part(entry, shape, word, report, f"{key}.{word}" if key else str(word))]
            if part is not None
        }
    report(key, f"{_called(key)} is {_found(value)}, not {_what(shape)}", _help(value, shape, key))
    return None


def _part(value: Any, shape: Mapping[str, Shape], word: str, report: Report, key: str) -> Any:
    below = shape.get(word, shape.get(ANY))
    return value if below is None else fitting(value, below, report, key)


def _called(key: str) -> str:
    """A value by its key and the table it stands in."""
    table, _, word = key.rpartition(".")
    of = f" of {table}" if table else ""
    return f"an entry of {key.rpartition('[')[0]}" if word.endswith("]") else f"{word}{of}"


def _found(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        fits = not isinstance(value, int) or abs(value) < _MOST
        return f"the number {value}" if fits else "a number that counts nothing"
    if isinstance(value, str):
        shown = value if len(value) <= _SHORT else f"{value[:_SHORT]}…"
        return "empty" if not value.strip() else f"the day {value}" if type(value) is not str else f"the text {shown!r}"
    return "a table" if isinstance(value, Mapping) else "a list" if value else "an empty list"


def _what(shape: Plain | ListOf | Mapping[str, Shape]) -> str:
    if isinstance(shape, Plain):
        return shape.what
    if isinstance(shape, Mapping):
        return "a table"
    return "a list of tables" if isinstance(shape.each, Mapping) else "a list"


def _help(value: Any, shape: Plain | ListOf | Mapping[str, Shape], key: str) -> str:
    """The advice: the value itself where that is to be seen, or else an example."""
    word = key.rpartition(".")[2].rpartition("[")[0] or key.rpartition(".")[2]
    start = "write " if key.endswith("]") else f"write {word} = "
    written = _written(value)
    if isinstance(shape, Plain):
        if shape.what == "a text" and written:
            return f'{start}"{written}", in quotes'
        quotes = ", without quotes" if isinstance(value, str) and shape.what != "a text" and written else ""
        return f"{start}{shape.example}{quotes}"
    if isinstance(shape, Mapping):
        return f"write [{key}]" if "[" not in key else f"write {{ {next(iter(shape))} = … }}"
    if isinstance(shape.each, Mapping):
        return f"write [[{key}]], with two brackets on each side"
    if isinstance(value, str) and written:
        return f'{start}["{written}"]'
    example = shape.each.example if isinstance(shape.each, Plain) else "…"
    return f"{start}[{example}]"


def _written(value: Any) -> str:
    """A short text, day or number as it stands in quotes; empty for anything else."""
    plain = isinstance(value, str) or (_is_number(value) and len(str(value)) <= _SHORT)
    return str(value) if plain and str(value).strip() and len(str(value)) <= _SHORT and '"' not in str(value) else ""
