"""Makes the ready-made index of the shelf while a wheel or an editable install is built."""

import importlib
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface[Any]):
    """Writes `openness/_index.jsonl`: fixed in a wheel, stamped with the files' times in an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the index before the files are collected."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        tables, index = _modules(root)
        folders = {
            "licences": str(root / "licences"),
            "definitions": str(root / "src/openness/definitions"),
            "prose": str(root / "src/openness/prose/rules"),
        }
        if version == "editable":
            index.write(index.build(**folders), tables.READY_MADE, tables.stamp(folders.values()))
        else:
            ready = root / "src/openness/_index.jsonl.wheel"
            index.write(index.build(**folders), str(ready), None)
            build_data["force_include"][str(ready)] = "openness/_index.jsonl"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the wheel's index away again."""
        Path(self.root, "src/openness/_index.jsonl.wheel").unlink(missing_ok=True)


def _modules(root: Path) -> tuple[Any, Any]:
    """The modules that read the index and build it: standard library only, as no dependency is there at build time."""
    sys.path.insert(0, str(root / "src"))
    return importlib.import_module("openness.index.tables"), importlib.import_module("openness.index.build")
