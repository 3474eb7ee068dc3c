"""The mutants of a module: each changes one place of its source as a slip of the hand would.

Left out is what decides nothing: text (sentences, f-strings, what is raised, `__repr__`, labels of words), annotations and
names of types, `__slots__`, decorators that build a class or save time, arguments that are about text, hashing or
`zip(strict=True)`, and room: the size of a cache, or a power of two that says how much is kept, read or done at once.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from copy import copy
from itertools import accumulate, chain
from typing import TypeVar

from attrs import frozen

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_NEGATIONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
_CALLS = {"any": "all", "all": "any", "min": "max", "max": "min", "sorted": "list", "reversed": "list"}
_METHODS = {
    "startswith": "endswith", "endswith": "startswith", "removeprefix": "removesuffix", "removesuffix": "removeprefix",
    "lstrip": "rstrip", "rstrip": "lstrip", "find": "rfind", "match": "search",
    "fullmatch": "match", "isdisjoint": "issuperset", "issubset": "isdisjoint", "union": "intersection",
}  # fmt: skip
#: Functions whose last argument may be left out, and how many they need.
_NEEDED = {
    "get": 1, "getattr": 2, "next": 1, "enumerate": 1, "range": 1, "sum": 1, "int": 1,
    "split": 0, "rsplit": 0, "strip": 0, "lstrip": 0, "rstrip": 0, "pop": 0,
}  # fmt: skip
_ALONE = {"os.path.split"}
_DECORATORS = {"property", "cached_property", "staticmethod", "classmethod"}
_ITSELF = ast.parse("lambda itself: itself", mode="eval").body
_KEY = re.compile(r"[\w./:-]+")
_NAME_OF_A_TYPE = re.compile(r"_?[A-Z]\w*[a-z]\w*")
_ROOM = range(1 << 8, 1 << 31)
#: A pattern that nothing matches. What is parsed has the type of any statement, and this one is a `match`.
_NEVER = ast.parse("match 0:\n    case bool(imag=1):\n        pass").body[0].cases[0].pattern  # type: ignore[attr-defined]
_TEXT = {"__repr__", "__str__"}
_ASIDE = {"help", "metavar", "description", "epilog", "repr", "hash", "strict", "maxsize"}
_PLAIN = (ast.Name, ast.Attribute, ast.Call, ast.NamedExpr, ast.Subscript)
_FUNCTIONS = (ast.FunctionDef, ast.Lambda)
_Part = ast.expr | ast.stmt | ast.pattern
_Node = TypeVar("_Node", bound=ast.AST)


@frozen(str=False)
class Mutant:
    """One changed place.

    Args:
        module: the path of the module below `src/`.
        within: the class and function around it, `""` at the top of the module.
        was: the source of the place, as `ast.unparse` prints it.
        becomes: what stands there instead.
        nth: which of the equal changes within one function it is, from 1.
        lines: the first and the last line of the place, and of the statement it belongs to.
        top: whether it runs when the module is imported.
        edit: the bytes of the source to replace, from and to, and what replaces them.
    """

    module: str
    within: str
    was: str
    becomes: str
    nth: int
    lines: tuple[tuple[int, int], tuple[int, int]]
    top: bool
    edit: tuple[int, int, str]

    def __str__(self) -> str:
        return f"{self.module}:{self.lines[0][0]} {self.within or 'top'}: {self.was} -> {self.becomes}"

    @property
    def key(self) -> tuple[str, str, str, str, int]:
        """The key that names it, whichever line it stands on."""
        return self.module, self.within, self.was, self.becomes, self.nth

    def applied(self, source: str) -> str:
        """The changed module."""
        (begin, end, becomes), whole = self.edit, source.encode()
        return (whole[:begin] + becomes.encode() + whole[end:]).decode()


def mutants(module: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its source."""
    starts = [0, *accumulate(len(line) for line in source.encode().splitlines(keepends=True))]
    seen: Counter[tuple[str, str, str]] = Counter()
    tree = ast.parse(source)
    for words in ast.walk(tree):
        if isinstance(words, ast.ClassDef) and "Word" in map(ast.unparse, words.bases):
            _leave_out_labels(words)
    for place, asks, statement, within, top in _places(tree, None, (), True):
        for changed in chain(_answers(place, asks), _changes(place)):
            becomes = ast.unparse(changed)
            key = ".".join(within), ast.unparse(place), becomes
            if becomes == key[1]:  # a number that is too large for one more to count
                continue
            seen[key] += 1
            begin = starts[place.lineno - 1] + place.col_offset
            end = starts[(place.end_lineno or 0) - 1] + (place.end_col_offset or 0)
            bare = isinstance(changed, ast.stmt | ast.pattern | ast.Slice)
            written = becomes if bare else f"({becomes})"
            yield Mutant(module, *key, seen[key], (_span(place), _span(statement)), top, (begin, end, written))


def _leave_out_labels(words: ast.ClassDef) -> None:
    """Take the label and the meaning, which people read, from each word of a list, wherever its `__init__` takes them."""
    takes = ["word", "label", "says"]
    for statement in words.body:
        if isinstance(statement, ast.FunctionDef) and statement.name == "__init__":
            takes = [argument.arg for argument in statement.args.args[1:]]
    for statement in words.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Tuple):
            values = enumerate(statement.value.elts)
            statement.value.elts = [
                value for at, value in values if takes[at : at + 1] not in (["label"], ["says"], ["help"])
            ]


def _span(node: _Part) -> tuple[int, int]:
    body = getattr(node, "body", None)  # of a compound statement the head alone
    last = body[0].lineno - 1 if isinstance(body, list) and body else node.end_lineno or node.lineno
    return node.lineno, max(node.lineno, last)


_Place = tuple[_Part, str, _Part, tuple[str, ...], bool]


def _places(node: ast.AST, statement: ast.stmt | None, within: tuple[str, ...], top: bool) -> Iterator[_Place]:
    """Each place, the field it stands in, its statement, the names around it, and whether it runs on import."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "exc"}:
            continue
        inside = top and not (isinstance(node, _FUNCTIONS) and field == "body")
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_aside(child) or (field == "args" and _strips(node)):
                continue
            names = within
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                if child.name in _TEXT:
                    continue
                names = (*within, child.name)
            around = child if isinstance(child, ast.stmt) else statement
            if isinstance(child, _Part) and (field != "decorator_list" or isinstance(child, ast.Name)):
                yield child, field, around or child, within, inside
            if field != "decorator_list":
                yield from _places(child, around, names, inside)


def _strips(node: ast.AST) -> bool:
    """True where what is called takes a set of characters, of which one more is no slip."""
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith("strip")


def _is_aside(node: ast.AST) -> bool:
    match node:
        case (
            ast.JoinedStr()
            | ast.If(test=ast.Name(id="TYPE_CHECKING"))
            | ast.Assign(targets=[ast.Name(id="TYPE_CHECKING")])
        ):
            return True
        case ast.Assign(targets=[ast.Name(id="__slots__")]):
            return True
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.BinOp(op=ast.BitOr()) | ast.Subscript()):
            return bool(_NAME_OF_A_TYPE.fullmatch(name))
        case ast.BinOp(ast.Constant(value=int(many)), ast.LShift(), ast.Constant(value=int(power))):
            return many << power in _ROOM
        case ast.keyword(arg=name):
            return name in _ASIDE
    return False


def _answers(node: _Part, asks: str) -> Iterator[_Part]:
    """A condition the other way round; a filter that lets everything through; a loop without a turn; what never happens."""
    if asks in {"test", "guard", "ifs"} and isinstance(node, _PLAIN):
        yield ast.UnaryOp(ast.Not(), node)
    if asks == "ifs":
        yield ast.Constant(True)
    if asks in {"iter", "type"} and isinstance(node, ast.expr):  # of a loop; of an exception that is caught
        yield ast.Tuple([])
    if asks == "comparators" and isinstance(node, ast.Tuple | ast.Set) and len(node.elts) > 1:  # what it is one of
        yield _with(node, elts=node.elts[1:])
    if asks == "pattern":
        yield _NEVER
    if asks == "decorator_list" and isinstance(node, ast.Name) and node.id in _DECORATORS:
        yield _ITSELF


def _changes(node: _Part) -> Iterator[_Part]:
    match node:
        case ast.Compare(ops=ops):
            number = any(isinstance(side, ast.Constant) and type(side.value) is int for side in node.comparators)
            for at, op in enumerate(ops):
                others = [_COMPARISONS[type(op)], _NEGATIONS.get(type(op))]
                if number and isinstance(op, ast.Eq):
                    others += [ast.LtE, ast.GtE]
                for other in filter(None, others):
                    yield _with(node, ops=[*ops[:at], other(), *ops[at + 1 :]])
        case ast.BoolOp(op=op, values=values):
            yield _with(node, op=ast.And() if isinstance(op, ast.Or) else ast.Or())
            for at in range(len(values)):
                rest = [*values[:at], *values[at + 1 :]]
                yield _with(node, values=rest) if len(rest) > 1 else rest[0]
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand) if not isinstance(operand, ast.Constant):
            yield operand
        case ast.BinOp(left=left, op=op, right=right):
            if type(op) in _ARITHMETIC:
                yield _with(node, op=_ARITHMETIC[type(op)]())
            if isinstance(op, ast.BitOr | ast.BitAnd | ast.Sub):
                yield left
            if isinstance(op, ast.BitOr | ast.BitAnd):
                yield right
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.Constant(value=str(value)) if _KEY.fullmatch(value):
            yield ast.Constant(f"{value}x")
        case ast.Slice(lower=lower, upper=upper):
            if lower:
                yield _with(node, lower=None)
            if upper:
                yield _with(node, upper=None)
        case ast.MatchOr(patterns=patterns):
            for at in range(len(patterns)):
                yield _with(node, patterns=[*patterns[:at], *patterns[at + 1 :]])
        case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in _CALLS:
            renamed = ast.Name(_CALLS[name])
            yield ast.Call(renamed, [first], []) if renamed.id == "list" else _with(node, func=renamed)
        case ast.Call(func=ast.Attribute(attr=name) as method) if name in _METHODS:
            yield _with(node, func=_with(method, attr=_METHODS[name]))
        case ast.Call(
            func=ast.Attribute(value=value, attr="lower" | "casefold"), args=[]
        ):  # what is folded is compared
            yield value
    match node:
        case ast.Call(func=func, args=args, keywords=keywords):
            name = func.attr if isinstance(func, ast.Attribute) else ast.unparse(func)
            if len(args) > _NEEDED.get(name, len(args)) and ast.unparse(func) not in _ALONE:
                yield _with(node, args=args[:-1])
            for keyword in keywords:
                if keyword.arg and keyword.arg not in _ASIDE:
                    yield _with(node, keywords=[other for other in keywords if other is not keyword])
        case ast.Return(value=ast.expr() as answer) if ast.unparse(answer) not in (
            "None",
            "False",
        ):  # where a truth is asked, alike
            yield ast.Return(ast.Constant(None))
        case ast.AugAssign(target=target, op=change, value=by):
            yield ast.Pass()
            yield ast.Assign([target], by, lineno=0)
            if type(change) in _ARITHMETIC:
                yield _with(node, op=_ARITHMETIC[type(change)]())
        case ast.Continue() | ast.Break():
            yield ast.Pass()
            yield ast.Break() if isinstance(node, ast.Continue) else ast.Continue()
        case ast.Raise():
            yield ast.Pass()
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield ast.Pass()


def _with(node: _Node, **fields: object) -> _Node:
    changed = copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed
