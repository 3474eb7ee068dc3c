"""The values that an expression of a Python module may have, as far as the module itself shows them.

Constants, defaults of arguments, options of command lines, fields of classes and entries of dictionaries are followed, in
bounded steps; whatever comes from elsewhere stays unknown.
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from openness.references.bindings import Argument, Bindings, Bound, Scope
from openness.references.nodes import entries, given, keyword_of, last_of
from openness.vocabulary.references import Sure

_DEPTH = 12  # steps from a name to what it stands for
_WIDTH = 400  # values of one name that are followed
_STEPS = 1_200  # steps for one argument
_ALL_STEPS = 1_000_000  # steps for all arguments of a module
_PARTS = 12  # parts of a text that is put together

#: Methods that give the text they are called on, as far as a name goes.
_WHOLE = frozenset(("strip", "lower", "rstrip", "lstrip"))
_LISTS = (ast.List, ast.Tuple, ast.Set)


class Followed(NamedTuple):
    """An expression that is followed no further."""

    node: ast.expr
    scope: Scope
    sure: Sure


class Follower:
    """Follows the expressions of one module.

    Args:
        bindings: what its names are bound to.
    """

    def __init__(self, bindings: Bindings) -> None:
        self.bindings = bindings
        self.steps = self.all_steps = 0

    def begin(self) -> None:
        """Begin with another argument: its steps are counted anew."""
        self.steps = 0

    def argument(self, node: ast.Call, scope: Scope, at: Iterable[int | str]) -> Iterator[Followed]:
        """The expressions in a call at one of these positions or under one of these keywords."""
        for place in at:
            if isinstance(place, int):
                if place < len(node.args) and not any(isinstance(part, ast.Starred) for part in node.args[: place + 1]):
                    yield Followed(node.args[place], scope, Sure.LITERAL)
            elif (value := keyword_of(node, place)) is not None:
                yield Followed(value, scope, Sure.LITERAL)
            for keyword in node.keywords:
                if keyword.arg is None and isinstance(place, str):
                    for packed in self.values(keyword.value, scope):
                        for value in entries(packed.node, place):
                            yield Followed(value, packed.scope, _less_sure(packed.sure, Sure.CONSTANT))

    def values(self, node: ast.expr, scope: Scope, sure: Sure = Sure.LITERAL, depth: int = 0) -> Iterator[Followed]:
        """The values that an expression may have, as far as the module shows it."""
        self.steps += 1
        self.all_steps += 1
        if depth > _DEPTH or self.steps > _STEPS or self.all_steps > _ALL_STEPS:
            return
        if isinstance(node, ast.Name):
            yield from self._any_of(scope.find(node.id), _less_sure(sure, Sure.CONSTANT), depth)
        elif isinstance(node, ast.Attribute):
            bound = self.bindings.attributes.get(node.attr, [])
            yield from self._any_of(bound, _less_sure(sure, Sure.CONSTANT if len(bound) == 1 else Sure.GUESS), depth)
        elif isinstance(node, ast.Subscript):
            yield from self._subscript(node, scope, sure, depth)
        elif isinstance(node, ast.Call):
            yield from self._given(node, scope, sure, depth)
        else:
            parts = _alternatives(node)
            if parts is None or (depth and isinstance(node, _LISTS)):
                yield Followed(node, scope, sure)
            for part in parts or ():
                yield from self.values(part, scope, sure, depth + 1)

    def _any_of(self, bound: Sequence[Bound], sure: Sure, depth: int) -> Iterator[Followed]:
        for value in bound[:_WIDTH]:
            yield from self._bound(value, sure, depth + 1)

    def _bound(self, bound: Bound, sure: Sure, depth: int) -> Iterator[Followed]:
        if bound.argument is not None:
            yield from self._passed(bound.argument, sure, depth)
        elif bound.node is not None and bound.each:
            for value in self.values(bound.node, bound.scope, sure, depth):
                if isinstance(value.node, ast.Dict):
                    for part in [*filter(None, value.node.keys), *value.node.values][: 2 * _WIDTH]:
                        yield from self.values(part, value.scope, Sure.GUESS, depth + 1)
                else:
                    yield value
        elif bound.node is not None:
            yield from self.values(bound.node, bound.scope, sure, depth)

    def _passed(self, argument: Argument, sure: Sure, depth: int) -> Iterator[Followed]:
        """The expressions that the module's own calls of a function pass as one of its arguments."""
        for call, scope in self.bindings.calls_of.get(argument.function, ())[:_WIDTH]:
            value = keyword_of(call, argument.name)
            if value is None and 0 <= argument.position < len(call.args):
                value = call.args[argument.position]
            if value is not None:
                yield from self.values(value, scope, _less_sure(sure, Sure.CONSTANT), depth + 1)

    def _subscript(self, node: ast.Subscript, scope: Scope, sure: Sure, depth: int) -> Iterator[Followed]:
        key = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if isinstance(key, str):
            bound = [] if isinstance(node.value, ast.Name) else self.bindings.attributes.get(key, [])
            yield from self._any_of(bound, Sure.GUESS, depth)
        for value in self.values(node.value, scope, sure, depth + 1):
            container = value.node
            if isinstance(container, ast.Dict | ast.Call):
                if isinstance(key, str):
                    for entry in entries(container, key):
                        yield from self.values(entry, value.scope, _less_sure(value.sure, Sure.CONSTANT), depth + 1)
                elif isinstance(container, ast.Dict) and key is None:
                    for part in container.values[:_WIDTH]:
                        yield from self.values(part, value.scope, Sure.GUESS, depth + 1)
            elif (
                isinstance(container, ast.List | ast.Tuple)
                and isinstance(key, int)
                and -len(container.elts) <= key < len(container.elts)
            ):
                yield from self.values(
                    container.elts[key], value.scope, _less_sure(value.sure, Sure.CONSTANT), depth + 1
                )

    def _given(self, node: ast.Call, scope: Scope, sure: Sure, depth: int) -> Iterator[Followed]:
        """The values that a call only hands on: a default, a text, a dictionary made by `dict`."""
        last = last_of(node.func)
        if last == "dict":
            yield Followed(node, scope, sure)
        elif last in _WHOLE and isinstance(node.func, ast.Attribute):
            yield from self.values(node.func.value, scope, sure, depth + 1)
        elif last == "get" and isinstance(node.func, ast.Attribute) and node.args:
            for value in self.values(node.func.value, scope, sure, depth + 1):
                if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                    for part in entries(value.node, node.args[0].value):
                        yield from self.values(part, value.scope, _less_sure(value.sure, Sure.CONSTANT), depth + 1)
                elif isinstance(value.node, ast.Dict):
                    for part in value.node.values[:_WIDTH]:
                        yield from self.values(part, value.scope, Sure.GUESS, depth + 1)
        for part in given(node):
            yield from self.values(part, scope, _less_sure(sure, Sure.CONSTANT), depth + 1)

    def text(self, value: Followed, depth: int = 0) -> str | None:
        """The text that a value is; None where the module does not show it whole."""
        node = value.node
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        if depth > 4:
            return None
        parts: list[ast.expr] = []
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.FormattedValue) else part for part in node.values]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            parts = [node.left, node.right]
        texts = []
        for part in parts[:_PARTS]:
            found = {self.text(whole, depth + 1) for whole in self.values(part, value.scope, value.sure, depth + 1)}
            if len(found) != 1 or (text := found.pop()) is None:
                return None
            texts.append(text)
        return "".join(texts) if texts else None


def _alternatives(node: ast.expr) -> Sequence[ast.expr] | None:
    """The expressions of which one is the value of an expression; None where it stands for itself."""
    match node:
        case ast.IfExp():
            return node.body, node.orelse
        case ast.BoolOp():
            return node.values
        case ast.NamedExpr() | ast.Starred() | ast.Await():
            return (node.value,)
        case ast.List() | ast.Tuple() | ast.Set():
            return node.elts[:_WIDTH]
    return None


def _less_sure(sure: Sure, most: Sure) -> Sure:
    """The less sure of two."""
    order = list(Sure)
    return max(sure, most, key=order.index)
