"""Calls of a Python module that ask for a model or a data set without showing which.

A name that comes from outside the module (the environment, an argument of the command line, a parameter that no call here
passes, a text with an unknown part) is unknown, and unknown is never nothing. An object that is handed on is no name.
"""

import ast
from collections.abc import Iterator

from attrs import frozen

from openness.references.bindings import Argument, Bindings, Bound, Scope
from openness.references.lexicon import Call, words_of
from openness.references.nodes import keyword_of, last_of, text_of
from openness.value import Shown

_DEPTH = 6
_WIDTH = 20  # values of one name that are looked at
_STEPS = 200  # for one call
_LONGEST = 80  # letters of an expression that are shown

#: Calls whose argument may be a model itself: there only a name that speaks of a name is one.
_TAKES_OBJECTS = frozenset(("pipeline", "create_reference_model"))
#: Calls that take nothing but a name, or a place on a disk: whatever comes from outside is one of them.
_TAKES_NAMES = frozenset(
    ("from_pretrained", "snapshot_download", "hf_hub_download", "load_dataset", "SentenceTransformer")
)
_NAMES = frozenset("name names id ids repo repository checkpoint path".split())
#: Words for places on a disk, which have no name on the Hub.
_PLACES = frozenset("dir directory folder file output outputs save saved cache tmp temp local".split())
_OBJECTS = frozenset("model models tokenizer processor dataset data".split())
_TEXTS = frozenset(("format", "join", "replace"))
_SAME = frozenset(("str", "strip", "lower", "rstrip", "lstrip"))


def shown(node: ast.expr) -> str:
    """An expression as it is shown: its beginning where it is long."""
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def arguments(node: ast.Call, at: tuple[int | str, ...]) -> Iterator[ast.expr]:
    """The expressions in a call at these positions and under these keywords."""
    for place in at:
        if isinstance(place, str):
            if (value := keyword_of(node, place)) is not None:
                yield value
        elif place < len(node.args):
            yield node.args[place]


@frozen(eq=False, repr=False)
class Outside(Shown):
    """Asks of the expressions of one module whether they are names from outside it.

    Args:
        bindings: what its names are bound to.
    """

    bindings: Bindings

    def gives(self, node: ast.expr, scope: Scope, call: Call) -> bool:
        """True where an expression may be a name that the module does not show, in a call that asks for one."""
        last = call.name.rpartition(".")[2]
        objects = last in _TAKES_OBJECTS or last.endswith("Trainer")
        return _Question(self.bindings, objects, last in _TAKES_NAMES).asks(node, scope, 0)


class _Question:
    """One expression, followed in bounded steps.

    Args:
        bindings: what the module's names are bound to.
        objects: True where an object may stand in place of a name.
        names: True where only a name may stand.
    """

    def __init__(self, bindings: Bindings, objects: bool, names: bool) -> None:
        self.bindings = bindings
        self.objects = objects
        self.names = names
        self.steps = 0

    def asks(self, node: ast.expr, scope: Scope, depth: int) -> bool:
        self.steps += 1
        if depth > _DEPTH or self.steps > _STEPS:
            return True
        match node:
            case ast.Name():
                bound = scope.find(node.id)
                return self.any_of(bound, depth) if bound else self.tells(node.id)
            case ast.Attribute():
                bound = self.bindings.attributes.get(node.attr, [])
                return self.any_of(bound, depth) if bound else self.tells(node.attr)
            case ast.Subscript():
                return _is_outer(node.value) or (bool(key := text_of(node.slice)) and self.tells(key))
            case ast.Call():
                return self.called(node, scope, depth)
            case ast.JoinedStr() | ast.BinOp():
                return not _is_place(node)
            case ast.IfExp():
                return any(self.asks(part, scope, depth + 1) for part in (node.body, node.orelse))
            case ast.BoolOp():
                return any(self.asks(part, scope, depth + 1) for part in node.values)
            case ast.NamedExpr() | ast.Await() | ast.Starred():
                return self.asks(node.value, scope, depth + 1)
        return False

    def any_of(self, bound: list[Bound], depth: int) -> bool:
        return any(self.bound(value, depth + 1) for value in bound[:_WIDTH])

    def bound(self, bound: Bound, depth: int) -> bool:
        if bound.argument is not None:
            return self.passed(bound.argument, depth)
        if bound.node is None:
            return False
        if bound.each:  # one of several: which ones nothing here shows
            return not isinstance(bound.node, ast.List | ast.Tuple | ast.Set | ast.Dict) and not self.objects
        return self.asks(bound.node, bound.scope, depth)

    def passed(self, argument: Argument, depth: int) -> bool:
        """True for an argument that no call here passes, or for which one passes a name from outside."""
        passing = self.bindings.calls_of.get(argument.function, ())
        values = [
            (value, scope)
            for call, scope in passing[:_WIDTH]
            if (value := next(arguments(call, (argument.name, argument.position)), None)) is not None
        ]
        if not values:
            return self.tells(argument.name)
        return any(self.asks(value, scope, depth + 1) for value, scope in values)

    def called(self, node: ast.Call, scope: Scope, depth: int) -> bool:
        last = last_of(node.func)
        if last in ("getenv", "input", "get_secret"):
            return True
        if last in ("get", "pop") and isinstance(node.func, ast.Attribute):
            return _is_outer(node.func.value) or (bool(node.args) and self.tells(text_of(node.args[0])))
        if last in _TEXTS and isinstance(node.func, ast.Attribute):
            return not _is_path(node.func.value) and not _is_place(node.func.value)
        if last in _SAME:
            inner = node.func.value if isinstance(node.func, ast.Attribute) else next(iter(node.args), None)
            return inner is not None and self.asks(inner, scope, depth + 1)
        return False

    def tells(self, name: str) -> bool:
        """True for the name of something that may hold the name of a model."""
        words = set(words_of(name))
        if not words or words & _PLACES:
            return False
        if self.objects:
            return bool(words & _NAMES)
        return self.names or bool(words & _NAMES or words & _OBJECTS) or name.isupper()


def _is_outer(node: ast.expr) -> bool:
    """True for the environment, and the words of the command line."""
    return last_of(node) in ("environ", "argv")


def _is_path(node: ast.expr) -> bool:
    """True for the module of paths (`os.path.join`)."""
    return last_of(node) == "path"


def _is_place(node: ast.expr) -> bool:
    """True for a text that is put together and begins as a path on the disk does."""
    while isinstance(node, ast.BinOp):
        if isinstance(node.op, ast.Div):  # of a pathlib.Path
            return True
        node = node.left
    first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else node
    if isinstance(first, ast.FormattedValue):
        words = set(words_of(last_of(first.value)))
        return bool(words & (_PLACES | {"path", "root", "home"}))
    return text_of(first).startswith(("/", "./", "../", "~", "\\")) or (
        isinstance(first, ast.Name) and bool(set(words_of(first.id)) & _PLACES)
    )
