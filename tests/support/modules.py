"""The modules of the package and what each imports, read from the sources; imports by name included."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "src" / "openness"


def _modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if module not in ("", "__main__"):
            yield module, path


#: Every module by its name without `openness.`; the package itself is left out: it names what is public.
MODULES = dict(_modules())


def imported(path: Path, by_name: bool = True) -> Iterator[tuple[str, int]]:
    """Every module of ours that a file imports, wherever in it, with the line.

    Args:
        path: the file.
        by_name: whether `import_module(f"openness.formats.{name}")` counts; it imports from `formats`.
    """
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
                    yield f"{below}.{alias.name}" if f"{below}.{alias.name}" in MODULES else below, node.lineno
        elif by_name and isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            named = re.match(r"f?['\"]openness\.([\w.]*)", ast.unparse(node.args[0]))
            if named:
                yield named[1].rstrip("."), node.lineno


def package_of(module: str) -> str:
    """The package a module stands in; a module at the top is by itself."""
    return module.partition(".")[0]
