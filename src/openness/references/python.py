"""Python read as a syntax tree: calls that name models, and what reaches them within the module.

Nothing is imported or run. Constants, defaults of arguments, options of command lines, fields of classes and entries of
dictionaries are followed where the module itself shows them; whatever comes from elsewhere stays unknown and is left out.
"""

import ast
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from attrs import evolve

from openness.errors import OpennessError, Problem
from openness.references import commands, names
from openness.references.lexicon import Call, Lexicon
from openness.references.reference import Reference, Sort, Sure
from openness.release.location import Source

_DEPTH = 12  # steps from a name to what it stands for
_WIDTH = 400  # values of one name that are followed
_STEPS = 1_200  # steps for one argument
_ALL_STEPS = 1_000_000  # steps for all arguments of a module
_BELOW = 400  # nodes of one expression looked through for a value that stands under a telling name

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
_OPTIONS = frozenset(("add_argument", "option", "add_option"))
_WHOLE = frozenset(("strip", "lower", "rstrip", "lstrip"))

#: Nodes that bind names, and nodes without anything in them.
_BINDS = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.ClassDef,
    ast.Import,
    ast.ImportFrom,
    ast.Assign,
    ast.AnnAssign,
    ast.NamedExpr,
    ast.For,
    ast.AsyncFor,
    ast.comprehension,
    ast.Dict,
    ast.List,
)
_EMPTY = frozenset((ast.Name, ast.Load, ast.Store, ast.Del, ast.Pass, ast.Break, ast.Continue, ast.alias, ast.Global))

_Function = ast.FunctionDef | ast.AsyncFunctionDef


class _Value(NamedTuple):
    """An expression that is followed no further."""

    node: ast.expr
    scope: "_Scope"
    sure: Sure


class _Bound(NamedTuple):
    """A value that a name is bound to: an expression, each of its elements, or an argument of a function."""

    node: ast.expr | None
    scope: "_Scope"
    each: bool = False
    argument: "_Argument | None" = None


class _Argument(NamedTuple):
    function: str
    name: str
    position: int


class _Scope:
    """The names of a module, a function or a class."""

    __slots__ = ("names", "outer")

    def __init__(self, outer: "_Scope | None") -> None:
        self.outer = outer
        self.names: dict[str, list[_Bound]] = {}

    def bind(self, name: str, bound: _Bound) -> None:
        self.names.setdefault(name, []).append(bound)

    def find(self, name: str) -> list[_Bound]:
        scope: _Scope | None = self
        while scope is not None:
            if found := scope.names.get(name):
                return found
            scope = scope.outer
        return []


def references(text: str, document: str, lexicon: Lexicon, first: int = 1) -> Iterator[Reference]:
    """List the references in a module.

    Args:
        text: the module.
        document: its name in the result.
        lexicon: the words by which models are named.
        first: the line of the document on which the text begins.

    Raises:
        OpennessError: when it is no Python that this interpreter can read.
    """
    yield from _Module(parsed(text, document), document, lexicon, first - 1).references()


def parsed(text: str, document: str) -> ast.Module:
    """The syntax tree of a module.

    Raises:
        OpennessError: when it is no Python that this interpreter can read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a stranger's escapes and comparisons
            return ast.parse(text)
    except SyntaxError as error:
        raise OpennessError(
            Problem(document, error.lineno, "it is not valid Python", "its calls are not read")
        ) from None
    except (ValueError, RecursionError, MemoryError):
        problem = Problem(document, None, "it is nested too deeply to be read as Python", "its calls are not read")
        raise OpennessError(problem) from None


class _Module:
    """One module: what its names are bound to, then what its calls name."""

    def __init__(self, tree: ast.Module, document: str, lexicon: Lexicon, offset: int) -> None:
        self.document = document
        self.lexicon = lexicon
        self.offset = offset
        self.imports: dict[str, str] = {}
        self.libraries: set[str] = set()
        self.calls: list[tuple[ast.Call, _Scope]] = []
        self.calls_of: defaultdict[str, list[tuple[ast.Call, _Scope]]] = defaultdict(list)
        self.attributes: defaultdict[str, list[_Bound]] = defaultdict(list)
        self.telling: list[tuple[str, str, ast.expr]] = []  # key, key around it, expression
        self.lists: list[ast.List] = []
        self.texts: list[tuple[ast.expr, str]] = []
        self.steps = self.all_steps = 0
        self.collect(tree)

    # ---- what names are bound to

    def collect(self, tree: ast.Module) -> None:
        """Walk the tree once, without recursion."""
        waiting: list[tuple[ast.AST, _Scope, str]] = [(tree, _Scope(None), "")]
        while waiting:
            node, scope, around = waiting.pop()
            inner = scope
            kind = type(node)
            if kind is ast.Call:
                self.called(node, scope)  # type: ignore[arg-type]
            elif kind is ast.Constant:
                if names.is_download(word := _word(node)):  # type: ignore[arg-type]
                    self.texts.append((node, word))  # type: ignore[arg-type]
                continue
            elif isinstance(node, _BINDS):
                inner, around = self.bound_by(node, scope, around)
            waiting.extend((child, inner, _around(node, child, around)) for child in _children(node))

    def bound_by(self, node: ast.AST, scope: "_Scope", around: str) -> tuple["_Scope", str]:
        """Keep what a node binds; the scope of what is in it, and what stands around that."""
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                inner = _Scope(scope)
                self.function(node, inner, scope, around)
                return inner, ""
            case ast.Lambda():
                return _Scope(scope), ""
            case ast.ClassDef():
                return _Scope(scope), node.name
            case ast.Import() | ast.ImportFrom():
                self.imported(node)
            case ast.Assign():
                for target in node.targets:
                    self.assigned(target, node.value, scope, around)
            case ast.AnnAssign(value=ast.expr() as value):
                self.assigned(node.target, value, scope, around)
            case ast.NamedExpr():
                self.assigned(node.target, node.value, scope, "")
            case ast.For() | ast.AsyncFor() | ast.comprehension():
                self.each(node.target, node.iter, scope)
            case ast.Dict():
                self.entries(node, around)
            case ast.List():
                self.lists.append(node)
        return scope, around

    def imported(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            if isinstance(node, ast.Import):
                self.libraries.add(alias.name.partition(".")[0])
                self.imports[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
            elif node.module and not node.level:
                self.libraries.add(node.module.partition(".")[0])
                self.imports[alias.asname or alias.name] = f"{node.module}.{alias.name}"

    def function(self, node: _Function, inner: _Scope, outer: _Scope, owner: str) -> None:
        """A function's arguments: their defaults, what decorators give them, and what the module's own calls pass."""
        arguments = [*node.args.posonlyargs, *node.args.args]
        defaults: list[ast.expr | None] = [None] * (len(arguments) - len(node.args.defaults)) + list(node.args.defaults)
        method = bool(owner) and bool(arguments) and arguments[0].arg in ("self", "cls")
        called = owner if owner and node.name == "__init__" else node.name
        options = dict(self.decorated(node))
        listed = [
            *zip(arguments, defaults, strict=True),
            *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True),
        ]
        for position, (argument, default) in enumerate(listed):
            for value in filter(None, (default, options.get(argument.arg))):
                inner.bind(argument.arg, _Bound(value, outer))
                self.telling.append((argument.arg, "", value))
            place = position - method if position < len(arguments) else -1
            inner.bind(argument.arg, _Bound(None, outer, False, _Argument(called, argument.arg, place)))

    def decorated(self, node: _Function) -> Iterator[tuple[str, ast.expr]]:
        """The defaults that `@click.option` and its like give to arguments."""
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and _last(decorator.func) in _OPTIONS:
                default = _keyword(decorator, "default")
                if default is not None:
                    yield from ((name, default) for name in _option_names(decorator))

    def assigned(self, target: ast.expr, value: ast.expr, scope: _Scope, owner: str) -> None:
        if isinstance(target, ast.Name):
            scope.bind(target.id, _Bound(value, scope))
            self.telling.append((target.id, "", value))
            if owner:
                self.attributes[target.id].append(_Bound(value, scope))
        elif isinstance(target, ast.Attribute):
            self.attributes[target.attr].append(_Bound(value, scope))
            self.telling.append((target.attr, "", value))
        elif isinstance(target, ast.Subscript):
            if name := _word(target.slice):
                self.telling.append((name, "", value))
        elif isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
            for one, other in zip(target.elts, value.elts, strict=False):
                if isinstance(one, ast.Name):
                    scope.bind(one.id, _Bound(other, scope))
                    self.telling.append((one.id, "", other))

    def each(self, target: ast.expr, value: ast.expr, scope: _Scope) -> None:
        for name in ast.walk(target):
            if isinstance(name, ast.Name):
                scope.bind(name.id, _Bound(value, scope, each=True))

    def called(self, node: ast.Call, scope: _Scope) -> None:
        self.calls.append((node, scope))
        last = _last(node.func)
        self.calls_of[last].append((node, scope))
        for keyword in node.keywords:
            if keyword.arg is not None:
                self.telling.append((keyword.arg, "", keyword.value))
        if last in _OPTIONS and (default := _keyword(node, "default")) is not None:
            for name in _option_names(node):
                self.attributes[name].append(_Bound(default, scope))
                self.telling.append((name, "", default))
        elif last == "set_defaults":
            for keyword in node.keywords:
                if keyword.arg is not None:
                    self.attributes[keyword.arg].append(_Bound(keyword.value, scope))
        elif last in ("getenv", "get") and len(node.args) == 2 and (name := _word(node.args[0])):
            self.telling.append((name, "", node.args[1]))

    def entries(self, node: ast.Dict, around: str) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                self.telling.append((key.value, around, value))

    # ---- what calls name

    def references(self) -> Iterator[Reference]:
        """Every reference, those that are surest first."""
        for made, scope in self.calls:
            for call in self.calls_named(made):
                yield from self.of_call(made, scope, call)
        for node, text in self.texts:
            if found := names.address(text):
                yield self.reference(node, text, found, Sure.LITERAL)
        for words in self.lists:
            yield from self.command(words)
        for key, around, value in self.telling:
            if (field := self.lexicon.field(key, around)) is not None:
                for part in _below(value):
                    yield from self.named(part, field, Sure.GUESS, "")

    def calls_named(self, node: ast.Call) -> Iterator[Call]:
        """The records that this call is one of."""
        found = self.lexicon.calls.get(
            self.imports.get(_last(node.func), "").rpartition(".")[2] or _last(node.func), ()
        )
        if not found:
            return
        dotted = f".{self.dotted(node.func)}"
        for call in found:
            if dotted.endswith(f".{call.name}") and (not call.of or self.libraries & set(call.of)):
                yield call

    def dotted(self, node: ast.expr) -> str:
        """The whole name of what is called, with what the module imported it as put in full."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if isinstance(node, ast.Name):
            parts.append(self.imports.get(node.id, node.id))
        return ".".join(reversed(parts))

    def of_call(self, node: ast.Call, scope: _Scope, call: Call) -> Iterator[Reference]:
        self.steps = 0
        revision = self.asked(node, scope, "revision")
        sort = self.asked(node, scope, "repo_type")
        if sort == "space":
            return
        if sort == "dataset":
            call = evolve(call, sort=Sort.DATASET)
        for value in self.argument(node, scope, call.at):
            for found in self.values(value.node, value.scope, value.sure):
                if (text := self.text(found)) is not None:
                    yield from self.named(found.node, call, found.sure, revision, text)

    def asked(self, node: ast.Call, scope: _Scope, keyword: str) -> str:
        """The one text under a keyword of a call; empty where there is none, or the module does not show which."""
        value = _keyword(node, keyword)
        texts = [self.text(found) for found in self.values(value, scope)] if value is not None else []
        return texts[0] or "" if len(texts) == 1 else ""

    def argument(self, node: ast.Call, scope: _Scope, at: Iterable[int | str]) -> Iterator[_Value]:
        """The expressions in a call at one of these positions or under one of these keywords."""
        for place in at:
            if isinstance(place, int):
                if place < len(node.args) and not any(isinstance(part, ast.Starred) for part in node.args[: place + 1]):
                    yield _Value(node.args[place], scope, Sure.LITERAL)
            elif (value := _keyword(node, place)) is not None:
                yield _Value(value, scope, Sure.LITERAL)
            for keyword in node.keywords:
                if keyword.arg is None and isinstance(place, str):
                    for packed in self.values(keyword.value, scope):
                        for value in _entries(packed.node, place):
                            yield _Value(value, packed.scope, _surer(packed.sure, Sure.CONSTANT))

    def named(
        self, node: ast.expr, call: Call, sure: Sure, revision: str, text: str | None = None
    ) -> Iterator[Reference]:
        if text is None:
            assert isinstance(node, ast.Constant)
            text = str(node.value)
        found = names.named(text, call, self.lexicon) if len(text) < 300 else None
        if found is not None and not (sure is Sure.GUESS and not found.hub and found.sort is not Sort.SERVICE):
            yield self.reference(node, text, found, sure, revision)

    def reference(self, node: ast.expr, text: str, found: names.Named, sure: Sure, revision: str = "") -> Reference:
        columns = (0, 0)
        if node.lineno == node.end_lineno and not self.offset and node.end_col_offset is not None:
            columns = (node.col_offset + 1, node.end_col_offset + 1)
        place = Source(self.document, node.lineno + self.offset, columns)
        asked = "" if revision == "main" else revision
        return Reference(found.name, found.sort, text, place, asked or found.revision, sure, found.hub)

    def command(self, node: ast.List) -> Iterator[Reference]:
        """A list of words that is handed to a program."""
        if len(node.elts) < 2 or not isinstance(node.elts[0], ast.Constant):
            return
        tokens = [commands.Token(_word(part), part.lineno) for part in node.elts[:400]]
        yield from commands.of_tokens(tokens, self.document, self.lexicon)

    # ---- following

    def values(self, node: ast.expr, scope: _Scope, sure: Sure = Sure.LITERAL, depth: int = 0) -> Iterator[_Value]:
        """The values that an expression may have, as far as the module shows it."""
        self.steps += 1
        self.all_steps += 1
        if depth > _DEPTH or self.steps > _STEPS or self.all_steps > _ALL_STEPS:
            return
        if isinstance(node, ast.Name):
            bound = scope.find(node.id)
            kept = sure if sure is Sure.GUESS or len(bound) > _WIDTH else Sure.CONSTANT
            for one in bound[:_WIDTH]:
                yield from self.bound(one, kept, depth + 1)
        elif isinstance(node, ast.Attribute):
            bound = self.attributes.get(node.attr, [])
            kept = Sure.CONSTANT if sure is not Sure.GUESS and len(bound) == 1 else Sure.GUESS
            for one in bound[:_WIDTH]:
                yield from self.bound(one, kept, depth + 1)
        elif isinstance(node, ast.Subscript):
            yield from self.subscript(node, scope, sure, depth)
        elif isinstance(node, ast.IfExp):
            for part in (node.body, node.orelse):
                yield from self.values(part, scope, sure, depth + 1)
        elif isinstance(node, ast.BoolOp):
            for part in node.values:
                yield from self.values(part, scope, sure, depth + 1)
        elif isinstance(node, ast.NamedExpr | ast.Starred | ast.Await):
            yield from self.values(node.value, scope, sure, depth + 1)
        elif isinstance(node, ast.List | ast.Tuple | ast.Set):
            if depth:
                yield _Value(node, scope, sure)
            for part in node.elts[:_WIDTH]:
                yield from self.values(part, scope, sure, depth + 1)
        elif isinstance(node, ast.Call):
            yield from self.given(node, scope, sure, depth)
        else:
            yield _Value(node, scope, sure)

    def bound(self, bound: _Bound, sure: Sure, depth: int) -> Iterator[_Value]:
        if bound.argument is not None:
            yield from self.passed(bound.argument, sure, depth)
        elif bound.node is not None and bound.each:
            for value in self.values(bound.node, bound.scope, sure, depth):
                if isinstance(value.node, ast.Dict):
                    for part in [*filter(None, value.node.keys), *value.node.values][: 2 * _WIDTH]:
                        yield from self.values(part, value.scope, Sure.GUESS, depth + 1)
                else:
                    yield value
        elif bound.node is not None:
            yield from self.values(bound.node, bound.scope, sure, depth)

    def passed(self, argument: _Argument, sure: Sure, depth: int) -> Iterator[_Value]:
        """The expressions that the module's own calls of a function pass as one of its arguments."""
        for call, scope in self.calls_of.get(argument.function, ())[:_WIDTH]:
            value = _keyword(call, argument.name)
            if value is None and 0 <= argument.position < len(call.args):
                value = call.args[argument.position]
            if value is not None:
                yield from self.values(value, scope, Sure.GUESS if sure is Sure.GUESS else Sure.CONSTANT, depth + 1)

    def subscript(self, node: ast.Subscript, scope: _Scope, sure: Sure, depth: int) -> Iterator[_Value]:
        key = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if isinstance(key, str):
            bound = self.attributes.get(key, [])
            for one in bound[:_WIDTH] if not isinstance(node.value, ast.Name) else ():
                yield from self.bound(one, Sure.GUESS, depth + 1)
        for value in self.values(node.value, scope, sure, depth + 1):
            held = value.node
            if isinstance(held, ast.Dict | ast.Call):
                if isinstance(key, str):
                    for entry in _entries(held, key):
                        yield from self.values(entry, value.scope, _surer(value.sure, Sure.CONSTANT), depth + 1)
                elif isinstance(held, ast.Dict) and key is None:
                    for part in held.values[:_WIDTH]:
                        yield from self.values(part, value.scope, Sure.GUESS, depth + 1)
            elif (
                isinstance(held, ast.List | ast.Tuple)
                and isinstance(key, int)
                and -len(held.elts) <= key < len(held.elts)
            ):
                yield from self.values(held.elts[key], value.scope, _surer(value.sure, Sure.CONSTANT), depth + 1)

    def given(self, node: ast.Call, scope: _Scope, sure: Sure, depth: int) -> Iterator[_Value]:
        """The values that a call only hands on: a default, a text, a dictionary made by `dict`."""
        last = _last(node.func)
        if last == "dict":
            yield _Value(node, scope, sure)
        elif last in _WHOLE and isinstance(node.func, ast.Attribute):
            yield from self.values(node.func.value, scope, sure, depth + 1)
        elif last == "get" and isinstance(node.func, ast.Attribute) and node.args:
            for value in self.values(node.func.value, scope, sure, depth + 1):
                if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                    for part in _entries(value.node, node.args[0].value):
                        yield from self.values(part, value.scope, _surer(value.sure, Sure.CONSTANT), depth + 1)
                elif isinstance(value.node, ast.Dict):
                    for part in value.node.values[:_WIDTH]:
                        yield from self.values(part, value.scope, Sure.GUESS, depth + 1)
        for part in _given(node):
            yield from self.values(part, scope, _surer(sure, Sure.CONSTANT), depth + 1)

    def text(self, value: _Value, depth: int = 0) -> str | None:
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
        for part in parts[:12]:
            found = {self.text(one, depth + 1) for one in self.values(part, value.scope, value.sure, depth + 1)}
            if len(found) != 1 or (text := found.pop()) is None:
                return None
            texts.append(text)
        return "".join(texts) if texts else None


def _around(node: ast.AST, child: ast.AST, around: str) -> str:
    """The name around a part of a node: a class, or the name that a value is given."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and child is node.value:
        return node.targets[0].id
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and child is node.value:
        return node.target.id
    return around


def _children(node: ast.AST) -> Iterator[ast.AST]:
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


def _surer(sure: Sure, most: Sure) -> Sure:
    """The less sure of two."""
    order = list(Sure)
    return max(sure, most, key=order.index)


def _last(node: ast.expr) -> str:
    """The last part of a called name."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _word(node: ast.expr) -> str:
    """The text of a constant; empty where it is none."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _keyword(node: ast.Call, name: str) -> ast.expr | None:
    return next((keyword.value for keyword in node.keywords if keyword.arg == name), None)


def _option_names(node: ast.Call) -> Iterator[str]:
    """The attributes that an option of a command line is kept under."""
    kept = _keyword(node, "dest")
    for name in [kept] if kept is not None else node.args:
        if word := _word(name):
            yield word.lstrip("-").replace("-", "_")


def _given(node: ast.Call) -> Iterator[ast.expr]:
    """The arguments that a call may give back as they are: the usual ones, and the default of any call."""
    for place in _GIVES.get(_last(node.func), ("default", "value")):
        if isinstance(place, str):
            if (value := _keyword(node, place)) is not None:
                yield value
        elif place < len(node.args):
            yield node.args[place]


def _entries(node: ast.expr, key: str) -> Iterator[ast.expr]:
    """The values of a dictionary under a key."""
    if isinstance(node, ast.Dict):
        for name, value in zip(node.keys, node.values, strict=True):
            if isinstance(name, ast.Constant) and name.value == key:
                yield value
    elif isinstance(node, ast.Call) and (found := _keyword(node, key)) is not None:
        yield found


def _below(node: ast.expr) -> Iterator[ast.Constant]:
    """The texts that a value is or may be, where they stand in it themselves."""
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
        elif isinstance(part, ast.IfExp):
            waiting.extend((part.orelse, part.body))
        elif isinstance(part, ast.BoolOp):
            waiting.extend(reversed(part.values))
        elif isinstance(part, ast.Call):
            waiting.extend(_given(part))
