"""The names of a Python module and the expressions they are bound to, collected in one walk over its syntax tree.

Nothing is followed here: each binding is kept with the expression and the scope in which that is to be read.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from openness.references.names import is_download
from openness.references.nodes import children, keyword_of, last_of, option_names, text_of

_OPTIONS = frozenset(("add_argument", "option", "add_option"))
#: Calls whose arguments name what somebody publishes, and nothing that is used.
PUBLISHES = frozenset(("push_to_hub", "create_repo", "upload_file", "upload_folder", "create_commit", "delete_repo"))

#: Nodes that bind names.
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

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Argument(NamedTuple):
    """An argument of a function: the function's name, its own, and its position in a call; -1 for none."""

    function: str
    name: str
    position: int


class Bound(NamedTuple):
    """A value that a name is bound to: an expression, each of its elements, or an argument of a function."""

    node: ast.expr | None
    scope: "Scope"
    each: bool = False
    argument: Argument | None = None


class Scope:
    """The names of a module, a function or a class."""

    __slots__ = ("enumerates", "names", "outer")

    def __init__(self, outer: "Scope | None", enumerates: bool = False) -> None:
        self.outer = outer
        self.enumerates = enumerates
        self.names: dict[str, list[Bound]] = {}

    def bind(self, name: str, bound: Bound) -> None:
        self.names.setdefault(name, []).append(bound)

    def find(self, name: str) -> list[Bound]:
        scope: Scope | None = self
        while scope is not None:
            if found := scope.names.get(name):
                return found
            scope = scope.outer
        return []


class Bindings:
    """The names of one module.

    Args:
        tree: the module.

    Attributes:
        imports: by the name that the module uses, the full name of what it imports.
        libraries: the first parts of the names of imported modules.
        calls: every call, with its scope.
        calls_of: the same by the last part of the called name.
        attributes: what attributes, options and fields of classes are bound to, whatever object they belong to.
        telling: expressions under a name that may speak of a model: the name, the name around it, the expression.
        handed: names that calls are given under a keyword, each once: the keyword, the name, its scope.
        lists: every list of the module.
        addresses: texts that are an address of something to download, each with its text.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.imports: dict[str, str] = {}
        self.libraries: set[str] = set()
        self.calls: list[tuple[ast.Call, Scope]] = []
        self.calls_of: defaultdict[str, list[tuple[ast.Call, Scope]]] = defaultdict(list)
        self.attributes: defaultdict[str, list[Bound]] = defaultdict(list)
        self.telling: list[tuple[str, str, ast.expr]] = []
        self.handed: dict[tuple[str, str, Scope], ast.Name] = {}
        self.lists: list[ast.List] = []
        self.addresses: list[tuple[ast.expr, str]] = []
        self._collect(tree)

    def _collect(self, tree: ast.Module) -> None:
        """Walk the tree once, without recursion."""
        waiting: list[tuple[ast.AST, Scope, str]] = [(tree, Scope(None), "")]
        while waiting:
            node, scope, around = waiting.pop()
            inner = scope
            if isinstance(node, ast.Call):
                self._called(node, scope)
            elif isinstance(node, ast.Constant):
                if is_download(text := text_of(node)):
                    self.addresses.append((node, text))
                continue
            elif isinstance(node, _BINDS):
                inner, around = self._bound_by(node, scope, around)
            waiting.extend((child, inner, _around(node, child, around)) for child in children(node))

    def _bound_by(self, node: ast.AST, scope: Scope, around: str) -> tuple[Scope, str]:
        """Keep what a node binds; the scope of what is in it, and what stands around that."""
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                inner = Scope(scope)
                self._function(node, inner, scope, around)
                return inner, ""
            case ast.Lambda():
                return Scope(scope), ""
            case ast.ClassDef():
                return Scope(scope, any(last_of(base).endswith("Enum") for base in node.bases)), node.name
            case ast.Import() | ast.ImportFrom():
                self._imported(node)
            case ast.Assign():
                for target in node.targets:
                    self._assigned(target, node.value, scope, around)
            case ast.AnnAssign(value=ast.expr() as value):
                self._assigned(node.target, value, scope, around)
            case ast.NamedExpr():
                self._assigned(node.target, node.value, scope, "")
            case ast.For() | ast.AsyncFor() | ast.comprehension():
                self._each(node.target, node.iter, scope)
            case ast.Dict():
                self._entries(node, around)
            case ast.List():
                self.lists.append(node)
        return scope, around

    def _imported(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            if isinstance(node, ast.Import):
                self.libraries.add(alias.name.partition(".")[0])
                self.imports[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
            elif node.module and not node.level:
                self.libraries.add(node.module.partition(".")[0])
                self.imports[alias.asname or alias.name] = f"{node.module}.{alias.name}"

    def _function(self, node: Function, inner: Scope, outer: Scope, owner: str) -> None:
        """A function's arguments: their defaults, what decorators give them, and what the module's own calls pass."""
        arguments = [*node.args.posonlyargs, *node.args.args]
        defaults: list[ast.expr | None] = [None] * (len(arguments) - len(node.args.defaults)) + list(node.args.defaults)
        method = bool(owner) and bool(arguments) and arguments[0].arg in ("self", "cls")
        called = owner if owner and node.name == "__init__" else node.name
        options = dict(self._decorated(node))
        for name, value, each in _parametrized(node):
            inner.bind(name, Bound(value, outer, each))
            self.telling.append((name, "", value))
        listed = [
            *zip(arguments, defaults, strict=True),
            *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True),
        ]
        for position, (argument, default) in enumerate(listed):
            for value in filter(None, (default, options.get(argument.arg))):
                inner.bind(argument.arg, Bound(value, outer))
                self.telling.append((argument.arg, "", value))
            place = position - method if position < len(arguments) else -1
            inner.bind(argument.arg, Bound(None, outer, False, Argument(called, argument.arg, place)))

    def _decorated(self, node: Function) -> Iterator[tuple[str, ast.expr]]:
        """The defaults that `@click.option` and its like give to arguments."""
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and last_of(decorator.func) in _OPTIONS:
                default = keyword_of(decorator, "default")
                if default is not None:
                    yield from ((name, default) for name in option_names(decorator))

    def _assigned(self, target: ast.expr, value: ast.expr, scope: Scope, owner: str) -> None:
        if isinstance(target, ast.Name):
            scope.bind(target.id, Bound(value, scope))
            self.telling.append((target.id, "", value))
            if owner:
                self.attributes[target.id].append(Bound(value, scope))
                if scope.enumerates:  # a class that lists models says so in its own name
                    self.telling.append((owner, "", value))
        elif isinstance(target, ast.Attribute):
            self.attributes[target.attr].append(Bound(value, scope))
            self.telling.append((target.attr, "", value))
        elif isinstance(target, ast.Subscript):
            if key := text_of(target.slice):
                self.telling.append((key, last_of(target.value), value))
        elif isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
            for name, part in zip(target.elts, value.elts, strict=False):
                if isinstance(name, ast.Name):
                    scope.bind(name.id, Bound(part, scope))
                    self.telling.append((name.id, "", part))

    def _each(self, target: ast.expr, value: ast.expr, scope: Scope) -> None:
        for name in ast.walk(target):
            if isinstance(name, ast.Name):
                scope.bind(name.id, Bound(value, scope, each=True))

    def _called(self, node: ast.Call, scope: Scope) -> None:
        self.calls.append((node, scope))
        last = last_of(node.func)
        self.calls_of[last].append((node, scope))
        for keyword in node.keywords if last not in PUBLISHES else ():
            if keyword.arg is not None:
                self.telling.append((keyword.arg, "", keyword.value))
                if isinstance(keyword.value, ast.Name):
                    self.handed.setdefault((keyword.arg, keyword.value.id, scope), keyword.value)
        if last in _OPTIONS and (default := keyword_of(node, "default")) is not None:
            for name in option_names(node):
                self.attributes[name].append(Bound(default, scope))
                self.telling.append((name, "", default))
        elif last == "set_defaults":
            for keyword in node.keywords:
                if keyword.arg is not None:
                    self.attributes[keyword.arg].append(Bound(keyword.value, scope))
        elif last in ("getenv", "get") and len(node.args) == 2 and (name := text_of(node.args[0])):
            self.telling.append((name, "", node.args[1]))

    def _entries(self, node: ast.Dict, around: str) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                self.telling.append((key.value, around, value))


def _parametrized(node: Function) -> Iterator[tuple[str, ast.expr, bool]]:
    """The values that `@pytest.mark.parametrize` gives to arguments; True where an expression holds several."""
    for decorator in node.decorator_list:
        if not isinstance(decorator, ast.Call) or last_of(decorator.func) != "parametrize" or len(decorator.args) < 2:
            continue
        names, values = decorator.args[:2]
        listed = names.elts if isinstance(names, ast.List | ast.Tuple) else [names]
        arguments = [name.strip() for part in listed for name in text_of(part).split(",")]
        if len(arguments) == 1 and not isinstance(values, ast.List | ast.Tuple):
            yield arguments[0], values, True
        for row in values.elts if isinstance(values, ast.List | ast.Tuple) else ():
            given = [row]
            if isinstance(row, ast.Call) and last_of(row.func) == "param":
                given = row.args
            elif isinstance(row, ast.List | ast.Tuple) and len(arguments) > 1:
                given = row.elts
            yield from ((name, value, False) for name, value in zip(arguments, given, strict=False))


def _around(node: ast.AST, child: ast.AST, around: str) -> str:
    """The name around a part of a node: a class, or the name that a value is given."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and child is node.value:
        return node.targets[0].id
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and child is node.value:
        return node.target.id
    return around
