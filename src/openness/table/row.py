"""One row, read by the reader of one record, with what columns of components say besides."""

from collections.abc import Iterable
from typing import Any

from openness.errors import NotThisFormat, OpennessError
from openness.formats.component_fields import component_of, with_components
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.release import Release
from openness.sources.given import of_hub
from openness.syntax.tree import KEY_LIMIT, Limits, Mapping, Node, Scalar, Sequence
from openness.table.cells import Fields
from openness.vocabulary.json_text import held, json_text, whole

ROW = "row"
_LINE = 1


def release_of(row: Iterable[tuple[str, Any]]) -> Release:
    """The release that a row describes: as a mapping with the same fields does, and as its columns on components do.

    Args:
        row: its cells by the names of their columns, or plain values; a null is no cell.
    """
    fields: dict[str, Any] = {}
    of_components: dict[str, str | None] = {}
    for name, cell in row:
        if cell is None:
            continue
        if component_of(name):
            of_components[name] = cell if isinstance(cell, str) else None
        else:
            fields[name] = cell
    try:
        release = of_hub(_tree(fields, Limits(ROW), 0), known=True).release
    except (OpennessError, NotThisFormat) as error:
        odd = Finding(Code.FIELD_INVALID, "the row cannot be read", Source(ROW), str(error))
        release = Release(subject="model", oddities=(odd,))
    return with_components(release, of_components.items(), Source(ROW))


def _tree(fields: dict[str, Any], limits: Limits, depth: int) -> Mapping:
    """Cells by their names as the tree of their JSON, in which places tell the order alone."""
    limits.spend(depth, _LINE)
    pairs = [(_key(name, limits, depth + 1), _node(cell, limits, depth + 1)) for name, cell in fields.items()]
    return Mapping(tuple(pairs), _LINE)


def _key(name: str, limits: Limits, depth: int) -> Scalar:
    if len(name) > KEY_LIMIT:
        raise limits.error(_LINE, f"a key is longer than {KEY_LIMIT:,} characters", "shorten it")
    return _scalar(name, limits, depth)


def _node(cell: Any, limits: Limits, depth: int) -> Node:
    if isinstance(cell, (Fields, dict)):
        return _tree(dict(cell.pairs) if isinstance(cell, Fields) else cell, limits, depth)
    if isinstance(cell, (tuple, list)):
        limits.spend(depth, _LINE)
        return Sequence(tuple([_node(item, limits, depth + 1) for item in cell]), _LINE)
    return _scalar(cell, limits, depth)


def _scalar(cell: Any, limits: Limits, depth: int) -> Scalar:
    limits.spend(depth, _LINE)
    cell = held(cell)
    is_word = isinstance(cell, str)
    text = whole(cell) if is_word else json_text(cell)
    return Scalar(text, not is_word, _LINE, (limits.nodes, limits.nodes))
