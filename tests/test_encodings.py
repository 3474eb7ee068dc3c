"""No file is read or written in the encoding of the system: on Windows that would be another than UTF-8."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[1] / "src/openness"
METHODS = frozenset("fdopen read_text write_text TextIOWrapper NamedTemporaryFile TemporaryFile".split())


def left_to_the_system(code: str) -> Iterator[int]:
    """The lines on which a file is opened without an encoding, and in no mode that asks for its bytes."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            words = [*node.args, *(keyword.value for keyword in node.keywords)]
            strings = [word.value for word in words if isinstance(word, ast.Constant) and isinstance(word.value, str)]
            opens = isinstance(node.func, ast.Name) and node.func.id == "open"
            opens = opens or (isinstance(node.func, ast.Attribute) and node.func.attr in METHODS)
            if opens and "utf-8" not in strings and not any("b" in mode for mode in strings):
                yield node.lineno


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("open(p)", True),
        ("open(p, 'w', newline='')", True),
        ("p.write_text(t)", True),
        ("os.fdopen(h, 'w')", True),
        ("open(p, 'rb')", False),
        ("open(p, encoding='utf-8')", False),
        ("p.read_text('utf-8')", False),
        ("os.open(p, flags)", False),
    ],
)
def test_an_opening_without_an_encoding_is_found(code: str, found: bool) -> None:
    assert bool(list(left_to_the_system(code))) == found


def test_no_encoding_is_left_to_the_system() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py")}
    assert [f"{path}:{line}" for path, code in texts.items() for line in left_to_the_system(code)] == []
