"""Whatever is remembered between two calls has a bound: each cache and each growing mapping of the code is listed from it.

A process may read inputs for weeks. So what an input can choose is remembered of so many things, and of few long ones.
"""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from attrs import frozen

import openness

TOP = Path(openness.__file__).parent
FEW = 128  # texts that are remembered whatever their length

#: What is remembered without a bound, by its place, and what there is a finite number of.
UNBOUNDED = {
    "curation/explain_word.py: _named": "one answer",
    "export/_form.py: form": "the forms that ship",
    "formats/__init__.py: _module": "the readers",
    "formats/training_summary.py: _label": "the labels of the Commission's form",
    "index/words.py: token_pattern": "two answers",
    "licensing/matching/copies.py: shipped": "one answer",
    "licensing/matching/fingerprints.py: shipped": "one answer",
    "licensing/matching/stewards.py: _written": "one answer",
    "licensing/texts.py: shipped": "one answer",
    "prose/bond.py: _joins": "languages and sorts of the rules",
    "prose/sieve.py: _signs": "one answer",
    "prose/sieve.py: bits_of_lists": "lists that the code names",
    "prose/sieve.py: _needs": "one answer",
    "prose/sieve.py: _lowest": "one answer",
    "prose/weigh.py: _weights": "one answer",
    "references/knowledge.py: self.of": "what one inventory names, for as long as it takes",
    "reports/sarif.py: _documentation": "one answer",
    "shelf/shelf.py: self.fingerprints": "one answer",
    "shelf/shelf.py: self.definition": "the definitions of a shelf: a word that names none is an error, which is not remembered",
    "shelf/shelf.py: self.bases": "one answer",
    "shelf/shelf.py: self.statements": "one answer",
    "value.py: _compared": "the classes of values",
    "value.py: _hashed": "the classes of values",
}
#: Many texts that are remembered whatever their length, and why none is long.
SHORT = {
    "index/words.py: folded_token": "clauses are of 4,000 letters at most, and what else asks has longer ones not remembered",
    "prose/clause.py: _begun": "clauses are of 4,000 letters at most",
    "prose/clause.py: lists_in": "a block of prose is cut at 4,000 letters",
    "prose/clause.py: lists_of_whole": "a block of prose is cut at 4,000 letters",
    "prose/reader.py: _questions_of": "names of questions",
    "references/lexicon.py: _field": "identifiers are cut before",
    "sources/file.py: _listed": "the path of a folder that is there",
    "sources/file.py: _model_file": "the path of a folder that is there",
}
#: Mappings and lists of a module that grow, and why they end.
GROWING: dict[str, str] = {}

_GROWS = {"add", "append", "appendleft", "extend", "insert", "setdefault", "update"}


@frozen
class Cache:
    """A memory in the code: where it is, its kind, its bound where it has one, and whether its keys hold texts."""

    place: str
    kind: str
    bound: int | None
    of_texts: bool


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(TOP.rglob("*.py")):
        yield path.relative_to(TOP).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def called(node: ast.expr) -> tuple[str, list[ast.expr]]:
    """The name of what is called or decorates, and what it is given."""
    call = node if isinstance(node, ast.Call) else None
    function = call.func if call else node
    given = [*call.args, *(keyword.value for keyword in call.keywords)] if call else []
    if isinstance(function, ast.Name) and function.id == "partial" and given:
        function, *given = given
    if isinstance(function, ast.Name):
        return function.id, given
    return function.attr if isinstance(function, ast.Attribute) else "", given


def bound_of(module: str, kind: str, given: list[ast.expr]) -> int | None:
    """How many things a cache remembers at most; None where there is no bound."""
    if kind == "cache":
        return None
    if not given:
        return 128  # lru_cache by itself
    name = "openness." + module.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    if isinstance(given[0], ast.Name) and not hasattr(import_module(name), given[0].id):
        return 0  # who asks says how many
    value = eval(ast.unparse(given[0]), dict(vars(import_module(name))))
    assert value is None or isinstance(value, int)
    return value


def caches() -> Iterator[Cache]:
    """Every memory in the code."""
    kinds = ("cache", "lru_cache", "remembered", "Recent")
    for module, tree in modules():
        if module in ("recent.py", "pytest_plugin.py"):
            continue
        decorators: set[int] = set()
        for node in ast.walk(tree):
            for decorator in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
                decorators.update(map(id, ast.walk(decorator)))
                kind, given = called(decorator)
                if kind in kinds:
                    assert isinstance(node, ast.FunctionDef)
                    hints = [ast.unparse(one.annotation) for one in node.args.args if one.annotation]
                    of_texts = any("str" in hint or "bytes" in hint for hint in hints)
                    yield Cache(f"{module}: {node.name}", kind, bound_of(module, kind, given), of_texts)
        for node in ast.walk(tree):
            if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
                continue
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            for call in ast.walk(node.value):
                if isinstance(call, ast.Call) and id(call) not in decorators and called(call)[0] in kinds:
                    kind, given = called(call)
                    if kind in ("cache", "lru_cache") and isinstance(call.func, ast.Call):
                        continue
                    if isinstance(given[0], ast.Lambda):
                        continue
                    yield Cache(f"{module}: {ast.unparse(target)}", kind, bound_of(module, kind, given), False)


CACHES = list(caches())


def growing() -> Iterator[str]:
    """The mappings, lists and sets of a module or a class that a function of the module makes longer."""
    for module, tree in modules():
        shared = {
            target.id
            for node in tree.body
            for target in (
                node.targets
                if isinstance(node, ast.Assign)
                else [node.target]
                if isinstance(node, ast.AnnAssign)
                else []
            )
            if isinstance(target, ast.Name)
        }
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            own = {
                node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            }
            own |= {one.arg for one in ast.walk(function) if isinstance(one, ast.arg)}
            for node in ast.walk(function):
                holder: ast.expr | None = None
                if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
                    holder = node.value
                elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _GROWS:
                    holder = node.func.value
                if isinstance(holder, ast.Name) and holder.id in shared - own:
                    yield f"{module}: {holder.id}"


def test_every_memory_has_a_bound() -> None:
    assert {cache.place for cache in CACHES if cache.bound is None} == set(UNBOUNDED)


def test_many_texts_are_remembered_only_where_they_are_short() -> None:
    many = {one.place for one in CACHES if one.kind == "lru_cache" and one.of_texts and (one.bound or 0) > FEW}
    assert many == set(SHORT)


def test_nothing_of_a_module_grows() -> None:
    assert set(growing()) == set(GROWING)


def test_the_code_has_memories_of_each_kind() -> None:
    kinds = [cache.kind for cache in CACHES]
    assert {kind for kind in kinds if kinds.count(kind) > 4} == {"cache", "lru_cache", "remembered", "Recent"}


@pytest.mark.parametrize(
    ("code", "grows"),
    [
        ("A = {}\ndef f(x):\n    A[x] = 1\n", True),
        ("A = []\ndef f(x):\n    A.append(x)\n", True),
        ("A = {}\ndef f(x):\n    A = {}\n    A[x] = 1\n", False),
        ("A = {}\ndef f(A):\n    A[1] = 1\n", False),
    ],
)
def test_what_grows_is_seen(code: str, grows: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "modules", lambda: iter([("x.py", ast.parse(code))]))
    assert bool([*growing()]) is grows
