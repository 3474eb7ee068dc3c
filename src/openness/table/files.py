"""The files of a repository: of those that tell the same one stands for all."""

from typing import Any

from openness.formats import file_names, texts_among
from openness.table.cells import Fields
from openness.table.part import ODD, REMEMBERED


class Files:
    """The forms of lists of files."""

    def __init__(self) -> None:
        self._files: dict[tuple[object, ...], str] = {}
        self._paths: dict[str, str] = {}

    def files(self, cell: Any) -> Any:
        """The files of a repository: of those that tell the same one, in order; ODD where it is not a list of names."""
        if cell is None:
            return None
        if not isinstance(cell, tuple):
            return ODD
        paths = [dict(item.pairs).get("rfilename") if isinstance(item, Fields) else item for item in cell]
        return tuple(sorted({self._file(path) for path in paths if isinstance(path, str)}))

    def _file(self, path: str) -> str:
        found = self._paths.get(path)
        if found is None:
            tells = (
                path if path == "README.md" or texts_among([path]) else "",
                file_names.is_weights(path),
                file_names.is_data(path),
                file_names.likely_kind(path),
                path.startswith(("adapter_config.", "adapter_model.")),
            )
            if len(self._paths) >= REMEMBERED:
                self._paths.clear()
            found = self._paths[path] = self._files.setdefault(tells, path)
        return found
