"""The mutants of a module: each changes one place of its source as a slip of the hand would.

Left out is what decides nothing: text (strings, f-strings, what is raised, `__repr__`), annotations, decorators, and arguments
that are about text, hashing or `zip(strict=True)`.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from itertools import accumulate, chain
from typing import TypeVar

from attrs import frozen

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
_CALLS = {"any": "all", "all": "any", "min": "max", "max": "min", "sorted": "list", "reversed": "list"}
_TEXT = {"__repr__", "__str__"}
_ASIDE = {"help", "metavar", "description", "epilog", "repr", "hash", "strict"}
_PLAIN = (ast.Name, ast.Attribute, ast.Call, ast.NamedExpr, ast.Subscript)
_FUNCTIONS = (ast.FunctionDef, ast.Lambda)
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
    for place, asks, statement, within, top in _places(ast.parse(source), None, (), True):
        for changed in chain(_answers(place, asks), _changes(place)):
            becomes = ast.unparse(changed)
            key = ".".join(within), ast.unparse(place), becomes
            seen[key] += 1
            begin = starts[place.lineno - 1] + place.col_offset
            end = starts[(place.end_lineno or 0) - 1] + (place.end_col_offset or 0)
            written = f"({becomes})" if isinstance(changed, ast.expr) else becomes
            yield Mutant(module, *key, seen[key], (_span(place), _span(statement)), top, (begin, end, written))


def _span(node: ast.expr | ast.stmt) -> tuple[int, int]:
    body = getattr(node, "body", None)  # of a compound statement the head alone
    last = body[0].lineno - 1 if isinstance(body, list) and body else node.end_lineno or node.lineno
    return node.lineno, max(node.lineno, last)


_Place = tuple[ast.expr | ast.stmt, str, ast.expr | ast.stmt, tuple[str, ...], bool]


def _places(node: ast.AST, statement: ast.stmt | None, within: tuple[str, ...], top: bool) -> Iterator[_Place]:
    """Each place, the field it stands in, its statement, the names around it, and whether it runs on import."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "exc"}:
            continue
        inside = top and not (isinstance(node, _FUNCTIONS) and field == "body")
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_aside(child):
                continue
            names = within
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                if child.name in _TEXT:
                    continue
                names = (*within, child.name)
            around = child if isinstance(child, ast.stmt) else statement
            if isinstance(child, ast.expr | ast.stmt):
                yield child, field, around or child, within, inside
            yield from _places(child, around, names, inside)


def _is_aside(node: ast.AST) -> bool:
    match node:
        case (
            ast.JoinedStr()
            | ast.If(test=ast.Name(id="TYPE_CHECKING"))
            | ast.Assign(targets=[ast.Name(id="TYPE_CHECKING")])
        ):
            return True
        case ast.keyword(arg=name):
            return name in _ASIDE
    return False


def _answers(node: ast.expr | ast.stmt, asks: str) -> Iterator[ast.expr]:
    """A condition the other way round; a filter that lets everything through."""
    if asks in {"test", "guard", "ifs"} and isinstance(node, _PLAIN):
        yield ast.UnaryOp(ast.Not(), node)
    if asks == "ifs":
        yield ast.Constant(True)


def _changes(node: ast.expr | ast.stmt) -> Iterator[ast.expr | ast.stmt]:
    match node:
        case ast.Compare(ops=ops):
            for at, op in enumerate(ops):
                yield _with(node, ops=[*ops[:at], _COMPARISONS[type(op)](), *ops[at + 1 :]])
        case ast.BoolOp(op=op):
            yield _with(node, op=ast.And() if isinstance(op, ast.Or) else ast.Or())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.BinOp(op=op) if type(op) in _ARITHMETIC:
            yield _with(node, op=_ARITHMETIC[type(op)]())
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in _CALLS:
            renamed = ast.Name(_CALLS[name])
            yield ast.Call(renamed, [first], []) if renamed.id == "list" else _with(node, func=renamed)
    match node:
        case ast.Call(keywords=keywords):
            for keyword in keywords:
                if keyword.arg and keyword.arg not in _ASIDE:
                    yield _with(node, keywords=[other for other in keywords if other is not keyword])
        case ast.Return(value=ast.expr() as answer) if ast.unparse(answer) not in (
            "None",
            "False",
        ):  # where a truth is asked, alike
            yield ast.Return(ast.Constant(None))
        case ast.Raise() | ast.AugAssign() | ast.Continue() | ast.Break():
            yield ast.Pass()
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield ast.Pass()


def _with(node: _Node, **fields: object) -> _Node:
    changed = deepcopy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed
