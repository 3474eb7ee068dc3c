"""The reference in Python: every public name, and every class one meets on the way, from their docstrings.

What is documented is not listed anywhere: it begins at `openness.__all__` and follows the annotations.
"""

import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator
from enum import Enum
from typing import Any

import attrs

import openness

DIRECTIVES = {"function": ":undoc-members:", "class": ":members:\n:undoc-members:"}


def page() -> str:
    """The page, its parts by the module a name is at home in."""
    public = {name: getattr(openness, name) for name in openness.__all__ if not name.startswith("_")}
    functions = [name for name, one in public.items() if not isinstance(one, type)]
    met = sorted(classes(public.values()), key=lambda one: (one.__module__, one.__name__))
    text = [
        "# From the docstrings\n",
        "Every public name and every class it leads to. [The same with examples](../reference/python.md).\n",
        "## Functions\n",
        *(directive("autofunction", f"openness.{name}") for name in functions),
        "## Public classes\n",
        *(
            directive("autoclass", f"openness.{name}", members(one))
            for name, one in public.items()
            if isinstance(one, type)
        ),
        "## What they hold\n",
        *(
            directive("autoclass", f"{one.__module__}.{one.__name__}", members(one))
            for one in met
            if one not in public.values()
        ),
    ]
    return "\n".join(text)


def directive(name: str, argument: str, options: str = "") -> str:
    """One of autodoc's directives, as Markdown holds it."""
    return f"```{{eval-rst}}\n.. {name}:: {argument}\n{options}\n```\n"


def signature(one: type) -> str:
    """How a class is made, as far as that is public; empty for a word list."""
    if issubclass(one, Enum):
        return ""
    held = inspect.signature(one)
    private = {field.alias for field in attrs.fields(one) if field.name.startswith("_")} if attrs.has(one) else set()
    return str(held.replace(parameters=[each for name, each in held.parameters.items() if name not in private]))


def members(one: type) -> str:
    """The options for a class: its members with docstrings of their own; of a word list every word."""
    return "   :members:\n   :undoc-members:" if issubclass(one, Enum) else "   :members:"


def classes(begin: Any) -> set[type]:
    """Every class of ours that annotations lead to."""
    ours = {one for _, one in _ours()}
    homes = dict(_ours())
    held: set[type] = set()
    waiting = list(begin)
    while waiting:
        one = waiting.pop()
        if isinstance(one, type):
            if one in held:
                continue
            held.add(one)
        names = {**homes, **vars(importlib.import_module(one.__module__))}
        met = (names.get(word) for word in re.findall(r"\w+", " ".join(annotations(one))))
        waiting += [found for found in met if isinstance(found, type) and found in ours]
    return held


def written(one: type) -> dict[str, Any]:
    """The annotations of a class's own fields, as they are written; from Python 3.14 on they are worked out when asked for."""
    if sys.version_info < (3, 14):
        return dict(vars(one).get("__annotations__", {}))
    import annotationlib  # type: ignore[import-not-found]  # mypy looks at the oldest Python

    return annotationlib.get_annotations(one, format=annotationlib.Format.STRING)


def annotations(one: Any) -> Iterator[str]:
    """The annotations of a function, or of a class's public fields and methods, as text."""
    if not isinstance(one, type):
        yield str(inspect.signature(one))
        return
    for name, annotation in written(one).items():
        if not name.startswith("_"):
            yield str(annotation)
    for name, held in vars(one).items():
        if name.startswith("_"):
            continue
        function = getattr(held, "fget", None) or getattr(held, "func", None) or held
        if inspect.isfunction(function):
            yield str(inspect.signature(function))


def _ours() -> Iterator[tuple[str, type]]:
    """Every public class of the package's own modules, by its name."""
    for module in pkgutil.walk_packages(openness.__path__, "openness."):
        if module.name.rpartition(".")[2].startswith("_"):
            continue
        try:
            held = importlib.import_module(module.name)
        except ModuleNotFoundError:  # it belongs to something that is not installed: the fixture to pytest
            continue
        yield from (
            (n, one) for n, one in vars(held).items() if isinstance(one, type) and one.__module__ == held.__name__
        )
