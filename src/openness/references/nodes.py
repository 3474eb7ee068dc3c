"""Small questions about the nodes of a Python syntax tree."""

import ast
from collections.abc import Iterator

_BELOW = 400  # nodes of one expression looked through for a value that stands under a telling name

#: Nodes without anything in them.
_EMPTY = frozenset((ast.Name, ast.Load, ast.Store, ast.Del, ast.Pass, ast.Break, ast.Continue, ast.alias, ast.Global))

#: Calls that give one of their arguments: by their name, where the argument stands.
_GIVES: dict[str, tuple[int | str, ...]] = {
    "getenv": (1, "default"),
    "get": (1, "default"),
    "getattr": (2,),
    "pop": (1,),
    "str": (0,),
    "Path": (0,),
    "Field": (0, "default"),
    "Option": (0, "default"),
    "Argument": (0, "default"),
    "Query": (0, "default"),
    "Body": (0, "default"),
    "Form": (0, "default"),
}

#: Keywords of calls that list what a value may be.
_CHOICES = ("choices", "values", "options")


def last_of(node: ast.expr) -> str:
    """The last part of a called name; empty where what is called has none."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def text_of(node: ast.expr) -> str:
    """The text of a constant; empty where it is none."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def keyword_of(node: ast.Call, name: str) -> ast.expr | None:
    """The expression that a call passes under a keyword; None where it passes none."""
    return next((keyword.value for keyword in node.keywords if keyword.arg == name), None)


def option_names(node: ast.Call) -> Iterator[str]:
    """The attributes that an option of a command line is kept under."""
    kept = keyword_of(node, "dest")
    for name in [kept] if kept is not None else node.args:
        if text := text_of(name):
            yield text.lstrip("-").replace("-", "_")


def given(node: ast.Call) -> Iterator[ast.expr]:
    """The arguments that a call may give back as they are: the usual ones, and the default of any call."""
    for place in _GIVES.get(last_of(node.func), ("default", "value")):
        if isinstance(place, str):
            if (value := keyword_of(node, place)) is not None:
                yield value
        elif place < len(node.args):
            yield node.args[place]


def entries(node: ast.expr, key: str) -> Iterator[ast.expr]:
    """The values of a dictionary under a key."""
    if isinstance(node, ast.Dict):
        for name, value in zip(node.keys, node.values, strict=True):
            if isinstance(name, ast.Constant) and name.value == key:
                yield value
    elif isinstance(node, ast.Call) and (found := keyword_of(node, key)) is not None:
        yield found


def texts_in(node: ast.expr, keys: bool) -> Iterator[ast.Constant]:
    """The texts that a value is or may be, where they stand in it themselves.

    Args:
        node: the value.
        keys: True where the keys of a dictionary count too.
    """
    waiting: list[ast.expr | None] = [node]
    for _ in range(_BELOW):
        if not waiting:
            return
        part = waiting.pop()
        if isinstance(part, ast.Constant):
            if isinstance(part.value, str):
                yield part
        elif isinstance(part, ast.List | ast.Tuple | ast.Set):
            waiting.extend(reversed(part.elts))
        elif isinstance(part, ast.Dict):
            waiting.extend(reversed(part.values))
            waiting.extend(reversed(part.keys) if keys else ())
        elif isinstance(part, ast.IfExp):
            waiting.extend((part.orelse, part.body))
        elif isinstance(part, ast.BoolOp):
            waiting.extend(reversed(part.values))
        elif isinstance(part, ast.Call):
            waiting.extend(given(part))
            waiting.extend(value for name in _CHOICES if (value := keyword_of(part, name)) is not None)


def children(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node in reverse, without those that name nothing: docstrings, names, operators."""
    for field in reversed(node._fields):
        value = getattr(node, field, None)
        if isinstance(value, list):
            for part in reversed(value):
                if isinstance(part, ast.AST) and type(part) not in _EMPTY and not _is_docstring(part):
                    yield part
        elif isinstance(value, ast.AST) and type(value) not in _EMPTY:
            yield value


def _is_docstring(node: ast.AST) -> bool:
    return type(node) is ast.Expr and type(node.value) is ast.Constant
