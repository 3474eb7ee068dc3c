"""The table in `docs/rooms.md` is true: who imports whom, read from the sources."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
PACKAGE = TOP / "src" / "openness"
PAGE = (TOP / "docs" / "rooms.md").read_text(encoding="utf-8")

#: Every module may import them (the page's last line).
FREE = frozenset({"_version", "value"})


def table() -> dict[str, frozenset[str]]:
    """By room, the rooms it may import."""
    rows = [line.strip("|").split("|") for line in PAGE.splitlines() if re.match(r"\| `", line)]
    rooms = [(cells[0], cells[2]) for cells in rows if len(cells) == 3]
    return {re.findall(r"`([^`]+)`", room)[0]: frozenset(re.findall(r"`([^`]+)`", imports)) for room, imports in rooms}


def room_of(module: str) -> str:
    """The room a module stands in: a folder is one room."""
    first, _, below = module.partition(".")
    return f"{first}/" if below or (PACKAGE / first).is_dir() else first


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of the package, without `openness.`; the package itself is left out: it names what is public."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if module not in ("", "__main__"):
            yield module, path


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """Every module of ours that a file imports, wherever in it, with the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.partition(".")[0] == "openness":
                    yield alias.name.removeprefix("openness").lstrip("."), node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            if node.module == "openness":
                for alias in node.names:
                    yield alias.name, node.lineno
            elif node.module and node.module.startswith("openness."):
                below = node.module.removeprefix("openness.")
                for alias in node.names:  # `from openness.formats import card` imports a module
                    is_module = (PACKAGE / below.replace(".", "/") / f"{alias.name}.py").exists()
                    yield f"{below}.{alias.name}" if is_module else below, node.lineno


TABLE = table()
MODULES = dict(modules())


def test_the_page_has_a_table() -> None:
    assert len(TABLE) > 15
    assert {"verdict", "formats/", "reports/", "cli"} <= set(TABLE)


def test_every_room_listed_exists() -> None:
    gone = [room for room in TABLE if room not in {room_of(module) for module in MODULES}]
    assert not gone


def test_every_room_is_listed() -> None:
    unlisted = sorted({room_of(module) for module in MODULES} - set(TABLE) - FREE)
    assert not unlisted


def test_every_import_listed_names_a_room() -> None:
    assert {room: sorted(imports - set(TABLE)) for room, imports in TABLE.items() if imports - set(TABLE)} == {}


@pytest.mark.parametrize("module", MODULES)
def test_every_import_is_listed(module: str) -> None:
    room = room_of(module)
    allowed = {*TABLE.get(room, frozenset()), *FREE, *([room] if room.endswith("/") else [])}
    stray = [
        f"src/openness/{MODULES[module].relative_to(PACKAGE)}:{line}: {room} imports {room_of(name)}"
        for name, line in imported(MODULES[module])
        if room_of(name) not in allowed
    ]
    assert not stray, "\n".join(dict.fromkeys(stray))


@pytest.mark.parametrize("room", TABLE)
def test_no_import_listed_is_unused(room: str) -> None:
    used = {room_of(name) for module, path in MODULES.items() if room_of(module) == room for name, _ in imported(path)}
    assert not sorted(TABLE[room] - used), f"{room} does not import them"


#: What a release or a classification calls to have itself written.
BACKWARD = {("release", "conversion"), ("release", "shelf"), ("classification", "reports/")}


def test_a_room_imports_only_what_stands_above_it() -> None:
    rooms = list(TABLE)
    up = {(room, one) for room in rooms for one in TABLE[room] if rooms.index(one) >= rooms.index(room)}
    assert up == BACKWARD


# The rules that are worth more than the table


def test_a_format_imports_no_room_that_judges_and_no_other_format() -> None:
    judging = {"licence", "definition", "classification", "shelf"}
    for module, path in MODULES.items():
        if module.startswith("formats."):
            for name, line in imported(path):
                assert name.partition(".")[0] not in judging, f"{path}:{line}"
                assert not name.startswith("formats."), f"{path}:{line}: one format imports another"


def test_a_report_imports_no_format_and_no_shelf() -> None:
    for module, path in MODULES.items():
        if module.startswith("reports"):
            for name, line in imported(path):
                assert name.partition(".")[0] not in ("formats", "shelf", "reading", "folder"), f"{path}:{line}"


def test_what_writes_and_what_reads_a_format_do_not_know_each_other() -> None:
    for module, path in MODULES.items():
        other = {"writers": "formats", "formats": "writers"}.get(module.partition(".")[0])
        for name, line in imported(path) if other else ():
            assert name.partition(".")[0] != other, f"{path}:{line}"


def test_a_definition_never_imports_a_release_or_a_licence() -> None:
    names = {name for name, _ in imported(MODULES["definition"])}
    assert not names & {"release", "licence"}


def test_nobody_imports_the_command_line() -> None:
    importers = [module for module, path in MODULES.items() if any(name == "cli" for name, _ in imported(path))]
    assert not importers


def test_verdict_and_vocabulary_import_nothing_of_ours_but_what_values_do() -> None:
    assert {name for name, _ in imported(MODULES["verdict"])} <= {"value"}
    assert not list(imported(MODULES["vocabulary"]))
