"""Suites that others keep for JSON, TOML, YAML, CycloneDX and SPDX: no crash, no wrong yes, and what is valid is read.

`make test-deep` fetches them; without that these tests are skipped.
"""

import os
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

import openness
from openness.errors import OpennessError
from openness.syntax.document import document_of
from openness.syntax.json import json_tree
from openness.syntax.toml import toml_tree
from openness.syntax.tree import Node
from openness.syntax.yaml import yaml_tree

TOP = Path(__file__).parents[2]
PLACE = Path(os.environ.get("OPENNESS_SUITES", TOP / "build/suites"))
SUITES = tomllib.loads(Path(__file__).with_name("suites.toml").read_text(encoding="utf-8"))
OPEN = ("open-weights", "open-source-ai", "open-source-ai-with-open-data")


def suite(name: str) -> Path:
    """The folder of a suite.

    Raises:
        Skipped: where it was not fetched.
    """
    place = PLACE / name
    if not (place / ".git").exists():
        pytest.skip(f"the suite {name} is not in {PLACE}; `make test-deep` fetches it")
    return place


def reached(path: Path) -> list[str]:
    """The levels that a file's releases certainly reach; none where it cannot be used.

    Any error but ours is a crash, and fails the test.
    """
    try:
        return [
            classification.spectrum.reached or ""
            for classification in openness.classify_all([path], under=["spectrum"])
        ]
    except OpennessError:
        return []


def is_read(reader: Callable[[str, str], Node | None], name: str, data: bytes) -> bool:
    """True where a reader of a syntax takes a file; JSON that holds no value is none, an empty TOML file is one."""
    try:
        return reader(document_of(name, data).text, name) is not None or reader is not json_tree
    except OpennessError:
        return False


#: The files that are refused or taken on purpose, against a suite.
ON_PURPOSE = {
    "y_number_double_close_to_zero.json": "a number has at most 40 digits (docs/explanation/reading-hostile-files.md)",
    "invalid/control/bare-cr.toml": "a lone CR ends a line, in every format",
    "invalid/control/comment-cr.toml": "a lone CR ends a line, in every format",
    **{
        f"invalid/encoding/{name}.toml": "bytes that are not UTF-8 are replaced, and a finding says so"
        for name in (
            "bad-codepoint",
            "bad-utf8-in-comment",
            "bad-utf8-in-multiline",
            "bad-utf8-in-multiline-literal",
            "bad-utf8-in-string",
            "bad-utf8-in-string-literal",
        )
    },
}


def test_json() -> None:
    """A file that must be read is read; one that must not is an error; none of them is a release."""
    place = suite("json") / "test_parsing"
    files = sorted(place.glob("*.json"))
    wrong = {}
    for path in files:
        read = is_read(json_tree, path.name, path.read_bytes())
        if read is not {"y": True, "n": False}.get(path.name[0], read):
            wrong[path.name] = read
        assert reached(path) == []
    assert len(files) > 300
    assert set(wrong) <= set(ON_PURPOSE), wrong


def test_toml() -> None:
    """All that is valid in TOML 1.0 is read, and nothing else."""
    place = suite("toml") / "tests"
    names = [
        name for name in (place / "files-toml-1.0.0").read_text(encoding="utf-8").split() if name.endswith(".toml")
    ]
    wrong = {}
    for name in names:
        read = is_read(toml_tree, name, (place / name).read_bytes())
        if read is not name.startswith("valid"):
            wrong[name] = read
        assert reached(place / name) == []
    assert len(names) > 500
    assert set(wrong) <= set(ON_PURPOSE), wrong


def cases() -> Iterator[tuple[str, str]]:
    """The texts of the YAML suite, with the marks for blanks and ends undone as its README says."""
    for path in sorted(suite("yaml").glob("src/*.yaml")):
        for number, case in enumerate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)):
            if text := case.get("yaml"):
                text = text.replace("␣", " ").replace("←", "\r").replace("⇔", "\ufeff").replace("↵", "")
                yield f"{path.stem}-{number}", re.sub(r"∎\n$", "", re.sub(r"—*»", "\t", text))


def test_yaml(tmp_path: Path) -> None:
    """As a document, as a card's block and as a native file: a value or an error, and never open."""
    count = 0
    for name, text in cases():
        count += 1
        is_read(yaml_tree, "x.yaml", text.encode("utf-8", "surrogatepass"))
        for file, whole in (("README.md", f"---\n{text}\n---\n"), ("openness.yaml", f"openness: 1\n{text}")):
            path = tmp_path / file
            path.write_text(whole, encoding="utf-8", errors="surrogatepass")
            assert not set(reached(path)) & set(OPEN), name
    assert count > 300


def test_cyclonedx() -> None:
    """Each file of every version: a release or an error; one that is invalid is never open."""
    files = sorted(
        path
        for path in suite("cyclonedx").glob("tools/src/test/resources/*/*")
        if path.suffix in (".json", ".xml") and path.stem.startswith(("valid", "invalid"))
    )
    assert len(files) > 600
    for path in files:
        levels = reached(path)
        assert not (path.stem.startswith("invalid") and set(levels) & set(OPEN)), path


def test_spdx() -> None:
    """Examples and broken files of SPDX, in every form: a release or an error."""
    endings = (".json", ".spdx", ".yaml", ".yml", ".rdf", ".xml", ".jsonld")
    files = [
        path
        for name in ("spdx-tools", "spdx-examples")
        for path in sorted(suite(name).rglob("*"))
        if path.suffix in endings and path.is_file() and ".git" not in path.parts
    ]
    assert len(files) > 60
    for path in files:
        reached(path)
