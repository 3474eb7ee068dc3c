"""The form of rows that share one answer: the parts of a row, and these put together as its cells."""

from collections.abc import Iterable
from typing import Any

from openness.table.cells import Fields
from openness.table.part import CARD, Part

#: The cells of such rows about their licence, about their bases, about the rest, and about who made them.
Form = tuple[Part, Part, Part, Part]
#: A row as it is: its cells by the names of their columns.
Row = tuple[tuple[str, Any], ...]


def cells_of(form: Form | Row, name: str = "") -> Iterable[tuple[str, Any]]:
    """The cells of a row of a form.

    Args:
        form: of rows that differ in their names alone; or a row with its own name.
        name: of one of these rows; without it that which stands for all of them.
    """
    if form[0] and isinstance(form[0][0], str):
        return form
    licence, bases, rest, called = form
    if name and called:
        called = ((called[0][0], name), *called[1:])
    return _together(licence, bases, rest, called)


def _together(licence: Part, bases: Part, rest: Part, name: Part) -> Iterable[tuple[str, Any]]:
    """The parts of a row as its cells."""
    cells: dict[str, Any] = {}
    for field, cell in (*name, *rest, *licence, *bases):
        own = cells.get(field)
        if field == CARD and own is not None and cell is not None:
            cells[field] = Fields(tuple(_merged(dict(own.pairs), cell.pairs).items()))
        elif field == "tags" and own is not None and cell is not None:
            cells[field] = (*own, *cell) if isinstance(own, tuple) else cell[0] if cell else own  # a text is one tag
        else:
            cells[field] = cell if own is None else own
    if (config := cells.get("config")) is not None:
        pairs = ((name, Fields((("base_model_name_or_path", base),))) for name, base in config.pairs)
        cells["config"] = Fields(tuple(pairs))
    return cells.items()


def _merged(fields: dict[str, Any], more: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    for name, cell in more:
        fields[name] = (*fields[name], *cell) if name == "tags" and fields.get(name) else cell
    return fields
