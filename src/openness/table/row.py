"""One row, read by the reader of one record, with what columns of components say besides."""

import json
from collections.abc import Iterable
from typing import Any

from attrs import evolve

from openness.errors import NotThisFormat, OpennessError
from openness.release.claim import Claim, Fact, unordered
from openness.release.component import Component, Item, joined_components
from openness.release.finding import Code, Finding
from openness.release.hints import NothingInferred
from openness.release.location import Source
from openness.release.release import Release
from openness.sources.given import of_hub
from openness.syntax.tree import KEY_LIMIT, Limits, Mapping, Node, Scalar, Sequence
from openness.table.cells import Fields
from openness.table.columns import component_of
from openness.vocabulary import NOASSERTION, Availability, Basis

ROW = "row"
_LINE = 1


def release_of(row: Iterable[tuple[str, Any]]) -> Release:
    """The release that a row describes: as a mapping with the same fields does, and as its columns on components do.

    Args:
        row: its cells by the names of their columns, or plain values; a null is no cell.
    """
    fields: dict[str, Any] = {}
    of_components: dict[str, Any] = {}
    for name, cell in row:
        if cell is not None:
            (of_components if component_of(name) else fields)[name] = cell
    try:
        release = of_hub(_tree(fields, Limits(ROW), 0), known=True).release
    except (OpennessError, NotThisFormat) as error:
        odd = Finding(Code.FIELD_INVALID, "the row cannot be read", Source(ROW), str(error))
        release = Release(subject="model", oddities=(odd,))
    parts, unread, oddities = _components(of_components)
    release = release.join(Release(components=parts, signs=unordered(unread))) if parts or unread else release
    return evolve(release, oddities=(*release.oddities, *oddities)) if oddities else release


def _tree(fields: dict[str, Any], limits: Limits, depth: int) -> Mapping:
    """Cells by their names as the tree of their JSON, in which places tell the order alone."""
    limits.spend(depth, _LINE)
    pairs = [(_key(name, limits, depth + 1), _node(cell, limits, depth + 1)) for name, cell in fields.items()]
    return Mapping(tuple(pairs), _LINE)


def _key(name: str, limits: Limits, depth: int) -> Scalar:
    if len(name) > KEY_LIMIT:
        raise limits.error(_LINE, f"a key is longer than {KEY_LIMIT:,} characters")
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
    is_word = isinstance(cell, str)
    text = cell if is_word else json.dumps(cell)
    return Scalar(text.encode("utf-8", "replace").decode(), not is_word, _LINE, (limits.nodes, limits.nodes))


def _components(cells: dict[str, Any]) -> tuple[tuple[Component, ...], list[NothingInferred], list[Finding]]:
    """The components that columns of their own describe, for anyone who knows more than a card.

    Returns:
        the parts, those of which the availability is stated and cannot be read, and what is odd.
    """
    parts: list[Component] = []
    unread: list[NothingInferred] = []
    oddities = []
    for name, cell in cells.items():
        of = component_of(name)
        assert of is not None
        kind, field = of
        word = cell.strip() if isinstance(cell, str) else ""
        if isinstance(cell, str) and not word:
            continue
        stated = word if field == "licence" else Availability.__members__.get(word.upper().replace("-", "_"), "")
        if not stated:
            written = repr(cell) if isinstance(cell, str) else "what is not a word"
            oddities.append(Finding(Code.FIELD_INVALID, f"the column {name} holds {written}", Source(ROW)))
            if field == "availability":
                unread.append(NothingInferred(kind, Source(ROW)))
                continue
        fact = Fact((Claim(stated or NOASSERTION, Basis.DECLARED, Source(ROW), word),))
        item = Item(availability=fact) if field == "availability" else Item(licence=fact)
        parts.append(Component(kind, (item,)))
    return joined_components(parts), unread, oddities
