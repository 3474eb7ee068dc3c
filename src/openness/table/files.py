"""The files of a repository: of those that tell the same one stands for all."""

from typing import Any

from openness.errors import OpennessError
from openness.formats import file_names, texts_among
from openness.recent import Recent
from openness.syntax.json import json_tree
from openness.syntax.written_list import list_in
from openness.table.card_fields import decoded
from openness.table.cells import Fields
from openness.table.part import ODD, REMEMBERED
from openness.table.words import THERE, blank


class Files:
    """The forms of lists of files."""

    def __init__(self) -> None:
        self._files: dict[tuple[object, ...], str] = {}
        self._paths: Recent[str, str] = Recent(REMEMBERED)

    def files(self, cell: Any) -> Any:
        """The files of a repository: of those that tell the same one, in order; ODD where it is neither a list nor a text."""
        if isinstance(cell, str):
            cell = _listed(cell)
        if not isinstance(cell, tuple):
            return cell if cell is None or isinstance(cell, str) else ODD
        paths = [dict(item.pairs).get("rfilename") if isinstance(item, Fields) else item for item in cell]
        return tuple(sorted({self._file(path) for path in paths if isinstance(path, str)}))

    def _file(self, path: str) -> str:
        found = self._paths.get(path)
        if found is None:
            tells = (
                path if path == "README.md" or texts_among([path]) else "",
                file_names.is_weights(path),
                file_names.tells_of_model(path),
                file_names.is_data(path),
                file_names.likely_kind(path),
                file_names.is_of_adapter(path),
            )
            found = self._paths[path] = self._files.setdefault(tells, path)
        return found


def _listed(text: str) -> Any:
    """The list in a text; any text that is no JSON as one, and a blank one as another; ODD for other JSON."""
    if (words := list_in(text)) is not None:
        return tuple(words)
    items = decoded(text)
    if isinstance(items, list):
        cells = tuple(Fields(item) if isinstance(item, tuple) else item for item in items)
        alike = (item for item in items if isinstance(item, tuple) and len({name for name, _ in item}) < len(item))
        return ODD if any(alike) else cells
    if blank(text):
        return ""
    try:
        return ODD if json_tree(text, "") else THERE
    except OpennessError:
        return THERE
