"""The targets of the fuzzer: each takes bytes and does one thing with them."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import openness
from openness.formats import FORMATS
from openness.licensing import expression
from openness.release.release import Release
from openness.reports import json, text
from openness.scan import jsonl, readers
from openness.shelf.shelf import shipped
from openness.sources import ignore
from openness.syntax.document import Document, document_of
from openness.syntax.json import json_tree
from openness.syntax.toml import toml_tree
from openness.syntax.yaml import yaml_tree

Target = Callable[[bytes], object]
_SYNTAXES = {"json": json_tree, "toml": toml_tree, "yaml": yaml_tree}
_PLACE = TemporaryDirectory()  # which is there as long as the process


def _read(format: str, data: bytes) -> None:
    reader = import_module(f"openness.formats.{format}").read
    for document in (document_of("README.md", data), Document("x", "", data=data)):
        found = reader(document)
        for release in found if isinstance(found, tuple) else (found,):
            assert isinstance(release, Release)
            result = openness.classify(release, under=["spectrum"], shelf=shipped())
            json.write(result.to_dict())
            text.write([result], 80)


def _read_tree(syntax: str, data: bytes) -> None:
    _SYNTAXES[syntax](document_of("x", data).text, "x")


def _read_table(kind: str, data: bytes) -> None:
    path = Path(_PLACE.name, f"table.{kind}")
    path.write_bytes(data)
    with patch.object(jsonl, "_SAMPLE", 1):  # so that a later line may hold what the first does not show
        for piece in readers.opened(str(path)).pieces():
            for batch in readers.batches(piece):
                assert all(row.problem for row in batch.rejected)


def _parse(data: bytes) -> None:
    tree = expression.parse(data.decode("utf-8", "replace"))
    assert expression.parse(str(tree)) == tree


def _identify(data: bytes) -> None:
    for match in shipped().identify(document_of("LICENSE", data).text):
        assert 0 < match.likeness <= 1 and match.lines[0] <= match.lines[1]


def _look_up(data: bytes) -> None:
    assert shipped().naming(data.decode("utf-8", "replace")).candidates


def _ignore(data: bytes) -> None:
    lines = document_of(".gitignore", data).text.splitlines()
    for path in ("a", "a/b.md", ".hidden/x"):
        ignore.ignored(path, False, ignore.patterns(lines))


#: Every target by its name: each format, syntax and kind of table, expressions, licence texts, names, ignore files.
TARGETS: Mapping[str, Target] = {
    **{f"format-{name}": partial(_read, name) for name in FORMATS},
    **{f"table-{kind}": partial(_read_table, kind) for kind in readers.KINDS},
    **{f"syntax-{name}": partial(_read_tree, name) for name in _SYNTAXES},
    "expression": _parse,
    "licence-text": _identify,
    "name": _look_up,
    "gitignore": _ignore,
}
