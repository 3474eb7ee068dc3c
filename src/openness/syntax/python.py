"""Python as a syntax tree, and the texts that its calls are given as a tree of values with their lines.

Nothing is imported or run: what is not written in the module as a text is not known.
"""

import ast
import warnings
from collections import deque
from collections.abc import Collection, Iterator

from openness.errors import OpennessError, Problem
from openness.syntax.tree import Mapping, Node, Scalar, Sequence
from openness.vocabulary import NOASSERTION

_PARTS = 10_000  # expressions of one module that are looked at for texts
_READ_NOTHING = "nothing in it is read: fix it, or leave it out with --exclude"


def python_tree(text: str, document: str) -> ast.Module:
    """The syntax tree of a module.

    Args:
        text: the module.
        document: the name to use in messages.

    Raises:
        OpennessError: when it is not Python that this interpreter can read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a stranger's escapes and comparisons
            return ast.parse(text)
    except SyntaxError as error:
        raise OpennessError(Problem(document, error.lineno, "it is not valid Python", _READ_NOTHING)) from None
    except (ValueError, RecursionError, MemoryError):
        problem = Problem(document, None, "it is nested too deeply to be read as Python", _READ_NOTHING)
        raise OpennessError(problem) from None


def keywords(tree: ast.Module, names: Collection[str], of: Collection[str] = ()) -> Mapping:
    """The texts that calls are given under keywords of some names, each where it is written.

    Args:
        tree: the module.
        names: of the keywords.
        of: the last parts of the names of the calls; of any call where there is none.
    """
    return _Module(tree).keywords(names, of)


class _Module:
    """The names of one module, and the texts that they are given."""

    def __init__(self, tree: ast.Module) -> None:
        self.calls: list[ast.Call] = []
        self.values: dict[str, list[ast.expr]] = {}
        self.left = _PARTS
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                self.calls.append(node)
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        self.values.setdefault(target.id, []).append(node.value)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
                self.values.setdefault(node.target.id, []).append(node.value)

    def keywords(self, names: Collection[str], of: Collection[str]) -> Mapping:
        """The keywords as an object; a text that several of them are given stands there once."""
        pairs: dict[tuple[str, int], tuple[Scalar, Node]] = {}
        for call in self.calls:
            if of and _last_of(call.func) not in of:
                continue
            for keyword in call.keywords:
                name = keyword.arg or ""
                if name in names and (texts := list(self.texts(keyword.value))):
                    value = texts[0] if len(texts) == 1 else Sequence(tuple(texts), texts[0].line)
                    pairs[name, value.line] = (Scalar(name, True, value.line), value)
        return Mapping(tuple(pairs.values()), 1)

    def texts(self, value: ast.expr) -> Iterator[Scalar]:
        """The texts that a value is or holds: written there, or given to a name in it. Past the limit nobody knows more."""
        waiting, followed = deque((value,)), set[str]()
        while waiting:
            if self.left <= 0:
                yield Scalar(NOASSERTION, False, value.lineno)
                return
            self.left -= 1
            node = waiting.popleft()
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield Scalar(node.value, False, node.lineno)
            elif isinstance(node, ast.BinOp) and (text := _joined(node)):
                yield Scalar(text, False, node.lineno)
            elif isinstance(node, ast.Name | ast.Attribute):
                name = _last_of(node)
                waiting.extend(() if name in followed else self.values.get(name, ()))
                followed.add(name)
            else:
                waiting.extend(_parts(node))


def _last_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    """The parts of an expression that may be its text: what a collection holds, what a method or a function is given."""
    if isinstance(node, ast.Dict):
        yield from node.values
    elif isinstance(node, ast.List | ast.Tuple | ast.Set):
        yield from node.elts
    elif isinstance(node, ast.Subscript):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
    elif isinstance(node, ast.BoolOp):
        yield from node.values
    elif isinstance(node, ast.Call):
        yield from (node.func.value,) if isinstance(node.func, ast.Attribute) else ()
        yield from node.args


def _joined(node: ast.BinOp) -> str:
    """The text that parts put together make; empty where one of them is anything but a text that is written there."""
    parts: list[str] = []
    rest: ast.expr = node
    while isinstance(rest, ast.BinOp) and isinstance(rest.op, ast.Add):
        if not (isinstance(rest.right, ast.Constant) and isinstance(rest.right.value, str)):
            return ""
        parts.append(rest.right.value)
        rest = rest.left
    last = rest.value if isinstance(rest, ast.Constant) else None
    return "".join(reversed([*parts, last])) if isinstance(last, str) else ""
