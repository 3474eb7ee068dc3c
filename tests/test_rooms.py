"""The table in `docs/rooms.md` is true: which package imports which, read from the sources."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.modules import MODULES, PACKAGE, imported, package_of

TOP = Path(__file__).parents[1]
PAGE = (TOP / "docs" / "rooms.md").read_text(encoding="utf-8")

#: Every package may import them (the page's first lines).
FREE = frozenset({"vocabulary", "errors", "value", "recent", "_version"})
#: Packages that stand side by side and never import each other.
GROUND = ("blocks", "release", "licensing", "definition", "prose")
#: Tests of a folder that are about several of its modules.
ABOUT_SEVERAL = (
    "answers", "bench", "card_hints", "elements", "families", "formats", "in_short", "neighbours", "pipeline", "prose", "sbom",
    "side_files", "signs", "short_cards", "texts", "voices", "weights_files",
)  # fmt: skip


def table() -> dict[str, frozenset[str]]:
    """By package, the packages it may import."""
    rows = [line.strip("|").split("|") for line in PAGE.splitlines() if re.match(r"\| `", line)]
    listed = [(cells[0], cells[2]) for cells in rows if len(cells) == 3]
    return {re.findall(r"`([^`]+)`", name)[0]: frozenset(re.findall(r"`([^`]+)`", cell)) for name, cell in listed}


TABLE = table()
PACKAGES = sorted({package_of(module) for module in MODULES})


def imports_of(package: str) -> dict[str, str]:
    """The other packages that a package imports, each with one place where it does."""
    return {
        package_of(name): f"{path.relative_to(TOP)}:{line}"
        for module, path in MODULES.items()
        if package_of(module) == package
        for name, line in imported(path)
        if package_of(name) != package
    }


def test_the_page_lists_every_package_once() -> None:
    assert sorted({*TABLE, "value", "recent", "_version"}) == PACKAGES
    assert 18 <= len(TABLE) <= 25


@pytest.mark.parametrize("package", TABLE)
def test_a_package_imports_what_is_listed_and_nothing_else(package: str) -> None:
    found = imports_of(package)
    assert {name: place for name, place in found.items() if name not in TABLE[package] | FREE} == {}
    assert TABLE[package] <= set(found), "listed, and not imported"


def test_a_package_imports_only_what_stands_above_it() -> None:
    order = list(TABLE)
    upward = {(one, other) for one in order for other in TABLE[one] if order.index(other) >= order.index(one)}
    assert upward == set()


def room_of(module: str) -> str:
    """The folder within a package that a module stands in; a module that stands in the package itself is by itself."""
    parts = module.split(".")
    return ".".join(parts[:2]) if (PACKAGE / "/".join(parts[:2])).is_dir() else module


@pytest.mark.parametrize("of", [str, room_of], ids=["module", "room"])
def test_nothing_imports_itself_through_others(of: Callable[[str], str]) -> None:
    """No circle: neither between packages, nor between the modules and the folders of one."""
    graph: dict[str, set[str]] = {}
    for module, path in MODULES.items():
        names = {of(name) for name, _ in imported(path, by_name=False) if name in MODULES}
        graph.setdefault(of(module), set()).update(names - {of(module)})
    done: set[str] = set()

    def walk(node: str, path: tuple[str, ...]) -> None:
        assert node not in path, " → ".join((*path[path.index(node) :], node))
        if node not in done:
            for name in sorted(graph[node]):
                walk(name, (*path, node))
            done.add(node)

    for node in graph:
        walk(node, ())


@pytest.mark.parametrize("package", GROUND)
def test_the_packages_on_the_ground_do_not_know_each_other(package: str) -> None:
    assert not set(imports_of(package)) & set(GROUND)


def test_what_compares_licences_knows_no_release_and_no_verdict_on_one() -> None:
    """`evaluation/compatibility` answers about licences alone, so that a base and a question get one answer."""
    within = {
        name
        for module, path in MODULES.items()
        if module.startswith("evaluation.compatibility")
        for name, _ in imported(path)
    }
    assert not [name for name in within if name.startswith("evaluation.") and "compatibility" not in name]


def test_one_format_never_imports_another() -> None:
    for module, path in MODULES.items():
        if module.startswith("formats.") and not module.startswith("formats._"):
            for name, line in imported(path):
                own = name.startswith("formats._") or name in ("formats.hub_record", "formats.file_names", module)
                assert not name.startswith("formats.") or own or name == "formats.file_endings", (
                    f"{path}:{line}: {name}"
                )


def test_nobody_imports_the_command_line() -> None:
    assert not [package for package in PACKAGES if "cli" in imports_of(package)]


def test_an_import_by_name_is_an_import() -> None:
    """`import_module` with a name made at run time still says which package it takes from."""
    for path in MODULES.values():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
                literal = isinstance(node.args[0], ast.Constant)
                assert literal or re.match(r"f?['\"]openness\.\w", ast.unparse(node.args[0])), f"{path}:{node.lineno}"


def test_tests_share_only_what_stands_in_support() -> None:
    for path in (TOP / "tests").rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not re.match(r"from tests\.(?!support)", line), f"{path}: {line}"


def test_every_test_of_a_module_is_called_like_it() -> None:
    """`tests/formats/test_kitfile.py` tests `formats/kitfile.py`; a few are about several modules."""
    for package in {package_of(module) for module in MODULES if (PACKAGE / package_of(module)).is_dir()}:
        folder = TOP / "tests" / package
        if folder.is_dir() and package != "site":
            modules = {*ABOUT_SEVERAL, *(path.stem.lstrip("_") for path in (PACKAGE / package).rglob("*.py"))}
            strays = [path.name for path in folder.rglob("test_*.py") if path.stem[5:] not in modules]
            assert not strays, (package, strays)
