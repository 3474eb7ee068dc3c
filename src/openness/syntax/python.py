"""Python as a syntax tree, and the texts that its calls are given as a tree of values with their lines.

Nothing is imported or run: what is not written in the module as a text is not known.
"""

import ast
import warnings
from collections import Counter, deque
from collections.abc import Collection, Iterator, Sequence

from openness.errors import OpennessError, Problem
from openness.syntax.tree import Mapping, Node, Scalar
from openness.syntax.tree import Sequence as Items
from openness.vocabulary import NOASSERTION

_PARTS = 10_000  # expressions of one module that are looked at for texts
#: Calls that hand on the text that they are given, or read the file of that name; methods that change what they are of.
_KEEPING = frozenset("strip lstrip rstrip dedent cleandoc str get open read read_text Path".split())
_CHANGING = frozenset("append extend insert add update setdefault pop popitem remove discard clear".split())
_MORE, _OVER = "**", "**{**}"  # stand for keywords that nobody sees, and for such as may take the place of others
_BINDING = ("name", "arg", "rest")  # fields of a syntax tree with a name that its node binds
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


def loose_texts(tree: ast.Module) -> Iterator[Scalar]:
    """The texts that stand alone, for people to read, as those with which a module and a class begin."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield Scalar(node.value.value, False, node.lineno)


def keywords(tree: ast.Module, names: Sequence[str], of: Collection[str] = (), sure: Collection[str] = ()) -> Mapping:
    """The texts that calls are given under keywords of some names, each where it is written.

    What may be another text than is written, as of a name that is bound twice, is given as one that nobody knows as well.

    Args:
        tree: the module.
        names: of the keywords.
        of: the last parts of the names of the calls; where there is none, of any call, and of an attribute that is set.
        sure: the calls that are given the first of the names, though nobody may see it.
    """
    return _Module(tree).keywords(names, of, sure)


class _Module:
    """The names of one module, and the texts that they are given."""

    def __init__(self, tree: ast.Module) -> None:
        self.calls: list[ast.Call] = []
        self.values: dict[str, list[ast.expr]] = {}
        self.bound: Counter[str] = Counter()
        self.imported: set[str] = set()
        self.attributes: list[tuple[str, ast.expr]] = []
        self.left = _PARTS
        for node in ast.walk(tree):
            self._bind(node)

    def _bind(self, node: ast.AST) -> None:
        """Keep the names that a node binds or changes, and what it binds them to where that is written there."""
        if isinstance(node, ast.Name | ast.Attribute | ast.Subscript):
            if not isinstance(node.ctx, ast.Load):
                self.bound.update(_changed(node))
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                self._give(target, node.value)
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr):
            if node.value is None:
                self.bound.subtract(_changed(node.target))  # it is only declared
            else:
                self._give(node.target, node.value)
        elif isinstance(node, ast.AugAssign):
            self.bound.update(_changed(node.target))  # once more: a part is no whole
            self._give(node.target, node.value)
        elif isinstance(node, ast.Call):
            self.calls.append(node)
            if isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGING:
                self.bound.update(_changed(node.func.value))
        elif isinstance(node, ast.alias):
            name = (node.asname or node.name).partition(".")[0]
            self.imported.add(name)
            self.bound[name] += 1
        elif not isinstance(node, ast.keyword):  # a parameter, a function, a class, an exception, a pattern
            words = (getattr(node, field, None) for field in _BINDING)
            self.bound.update(word for word in words if isinstance(word, str))

    def _give(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name | ast.Attribute):
            self.values.setdefault(_last_of(target), []).append(value)
        if isinstance(target, ast.Attribute):
            self.attributes.append((target.attr, value))

    def keywords(self, names: Sequence[str], of: Collection[str], sure: Collection[str]) -> Mapping:
        """The keywords as an object; texts that several of them are given stand there once."""
        pairs: dict[tuple[str, tuple[tuple[str, int], ...]], tuple[Scalar, Node]] = {}
        for name, texts in self._given(names, of, sure):
            if texts:
                value = texts[0] if len(texts) == 1 else Items(tuple(texts), texts[0].line)
                key = name, tuple((text.text, text.line) for text in texts)
                pairs[key] = (Scalar(name, True, value.line), value)
        return Mapping(tuple(pairs.values()), 1)

    def _given(
        self, names: Sequence[str], of: Collection[str], sure: Collection[str]
    ) -> Iterator[tuple[str, list[Scalar]]]:
        """The names with the texts that they are given, of each place that does."""
        for call in self.calls:
            called = _last_of(call.func)
            if of and called not in of:
                continue
            fields = [pair for keyword in call.keywords for pair in self._fields(keyword.arg, keyword.value)]
            yield from (
                (name, list(self.texts(value))) for name, value in fields if name in names and value is not None
            )
            keys = {name for name, _ in fields}
            hidden = _OVER in keys or (names[0] not in keys and (call.args or _MORE in keys))
            if called in sure and hidden:
                yield names[0], [_unknown(call)]
            if called == "setattr" and len(call.args) == 3 and not of:
                key = call.args[1].value if isinstance(call.args[1], ast.Constant) else None
                yield from ((name, list(self.texts(call.args[2]))) for name in names if name == key)
        if not of:
            yield from ((name, list(self.texts(value))) for name, value in self.attributes if name in names)

    def _fields(self, name: str | None, value: ast.expr) -> Iterator[tuple[str, ast.expr | None]]:
        """The keywords of an argument: its own, or those of an object that is written out; one that is not has no value."""
        if name is not None:
            yield name, value
            return
        if isinstance(value, ast.Name) and self._is_clear(value.id):
            value = self.values[value.id][0]
        if isinstance(value, ast.Call) and _last_of(value.func) == "dict" and not value.args:
            yield from ((word.arg or _OVER, word.value if word.arg else None) for word in value.keywords)
        elif isinstance(value, ast.Dict):
            for key, item in zip(value.keys, value.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value, item
                else:
                    yield _OVER, None
        else:
            yield _MORE, None

    def _is_clear(self, name: str) -> bool:
        """True for a name that is bound once, to what is written there."""
        return len(self.values.get(name, ())) == self.bound[name] == 1

    def texts(self, value: ast.expr) -> Iterator[Scalar]:
        """The texts that a value is or holds: written there, or given to a name in it. Past the limit nobody knows more."""
        waiting, followed = deque((value,)), set[str]()
        while waiting and self.left > 0:
            self.left -= 1
            node, unclear = waiting.popleft(), False
            if isinstance(node, ast.Constant):
                if isinstance(node.value, str):
                    yield Scalar(node.value, False, node.lineno)
            elif isinstance(node, ast.BinOp) and (text := _joined(node)):
                yield Scalar(text, False, node.lineno)
            elif isinstance(node, ast.Name | ast.Attribute):
                name = _last_of(node)
                if name not in followed:
                    waiting.extend(self.values.get(name, ()))
                    followed.add(name)
                    unclear = not self._is_clear(name)
            else:
                parts = self._parts(node)
                waiting.extend(part for part in parts if part is not None)
                unclear = not parts or None in parts
            if unclear:
                yield _unknown(value)
        if waiting:
            yield _unknown(value)

    def _parts(self, node: ast.expr) -> list[ast.expr | None]:
        """The parts of an expression that may be its text, as what a collection holds; None where it may be another."""
        if isinstance(node, ast.Dict | ast.BoolOp):
            return [*node.values]
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            return [*node.elts]
        if isinstance(node, ast.Subscript):
            return [node.value, *((None,) if isinstance(node.slice, ast.Slice) else ())]
        if isinstance(node, ast.IfExp):
            return [node.body, node.orelse]
        if isinstance(node, ast.BinOp):
            return [node.left, node.right, None]
        if isinstance(node, ast.JoinedStr):
            return [*(part for part in node.values if isinstance(part, ast.Constant)), None]
        if isinstance(node, ast.NamedExpr | ast.Starred):
            return [node.value]
        if isinstance(node, ast.Call):
            called = _last_of(node.func)
            of = node.func.value if isinstance(node.func, ast.Attribute) else None
            receiver = [of] if of is not None and _root_of(of) not in self.imported else []
            arguments = node.args[1:] if called == "get" else node.args
            return [*receiver, *arguments, *(() if called in _KEEPING else (None,))]
        return [None]


def _unknown(node: ast.expr) -> Scalar:
    return Scalar(NOASSERTION, False, node.lineno)


def _last_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _root_of(node: ast.expr) -> str:
    """The first name of a chain of attributes."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return _last_of(node)


def _changed(target: ast.expr) -> list[str]:
    """The names that a target changes: its own, or those of what it is an item of, and of the item."""
    names = []
    while isinstance(target, ast.Subscript):
        if isinstance(target.slice, ast.Constant) and isinstance(target.slice.value, str):
            names.append(target.slice.value)
        target = target.value
    return [*names, name] if (name := _last_of(target)) else names


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
