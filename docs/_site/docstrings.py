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
    functions = [name for name, thing in public.items() if not isinstance(thing, type)]
    further = sorted(classes(public.values()), key=lambda kind: (kind.__module__, kind.__name__))
    text = [
        "# From the docstrings\n",
        "Every public name and every class it leads to. [The same with examples](../reference/python.md).\n",
        "## Functions\n",
        *(directive("autofunction", f"openness.{name}") for name in functions),
        "## Public classes\n",
        *(
            directive("autoclass", f"openness.{name}", members(thing))
            for name, thing in public.items()
            if isinstance(thing, type)
        ),
        "## What they hold\n",
        *(
            directive("autoclass", f"{kind.__module__}.{kind.__name__}", members(kind))
            for kind in further
            if kind not in public.values()
        ),
    ]
    return "\n".join(text)


def directive(name: str, argument: str, options: str = "") -> str:
    """One of autodoc's directives, as Markdown holds it."""
    return f"```{{eval-rst}}\n.. {name}:: {argument}\n{options}\n```\n"


def signature(kind: type) -> str:
    """How a class is made, as far as that is public; empty for a word list."""
    if issubclass(kind, Enum):
        return ""
    whole = inspect.signature(kind)
    private = {field.alias for field in attrs.fields(kind) if field.name.startswith("_")} if attrs.has(kind) else set()
    return str(whole.replace(parameters=[each for name, each in whole.parameters.items() if name not in private]))


def members(kind: type) -> str:
    """The options for a class: its members with docstrings of their own; of a word list every word."""
    return "   :members:\n   :undoc-members:" if issubclass(kind, Enum) else "   :members:"


def classes(begin: Any) -> set[type]:
    """Every class of ours that annotations lead to."""
    ours = {kind for _, kind in _ours()}
    homes = dict(_ours())
    reached: set[type] = set()
    waiting = list(begin)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, type):
            if thing in reached:
                continue
            reached.add(thing)
        names = {**homes, **vars(importlib.import_module(thing.__module__))}
        named = (names.get(word) for word in re.findall(r"\w+", " ".join(annotations(thing))))
        waiting += [found for found in named if isinstance(found, type) and found in ours]
    return reached


def written(kind: type) -> dict[str, Any]:
    """The annotations of a class's own fields, as they are written; from Python 3.14 on they are worked out when asked for."""
    if sys.version_info < (3, 14):
        return dict(vars(kind).get("__annotations__", {}))
    import annotationlib  # type: ignore[import-not-found]  # mypy looks at the oldest Python

    return annotationlib.get_annotations(kind, format=annotationlib.Format.STRING)


def annotations(thing: Any) -> Iterator[str]:
    """The annotations of a function, or of a class's public fields and methods, as text."""
    if not isinstance(thing, type):
        yield str(inspect.signature(thing))
        return
    for name, annotation in written(thing).items():
        if not name.startswith("_"):
            yield str(annotation)
    for name, member in vars(thing).items():
        if name.startswith("_"):
            continue
        function = getattr(member, "fget", None) or getattr(member, "func", None) or member
        if inspect.isfunction(function):
            yield str(inspect.signature(function))


def _ours() -> Iterator[tuple[str, type]]:
    """Every public class of the package's own modules, by its name."""
    for module in pkgutil.walk_packages(openness.__path__, "openness."):
        if module.name.rpartition(".")[2].startswith("_"):
            continue
        try:
            loaded = importlib.import_module(module.name)
        except ModuleNotFoundError:  # it belongs to something that is not installed: the fixture to pytest
            continue
        yield from (
            (name, kind)
            for name, kind in vars(loaded).items()
            if isinstance(kind, type) and kind.__module__ == loaded.__name__
        )
