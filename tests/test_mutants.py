"""The mutants themselves: what is changed, what is left alone, and that the list of survivors names what is there."""

import ast

import pytest
from tests.support.mutants.__main__ import ANY, BESIDE, OWN, ROOT, every_mutant, files_of_tests, listed, ring
from tests.support.mutants.places import Mutant, mutants


def changes(source: str) -> list[tuple[str, str]]:
    return [(mutant.was, mutant.becomes) for mutant in mutants("m.py", source)]


@pytest.mark.parametrize(
    ("source", "becomes"),
    [
        ("x = a < b", "a <= b"),
        ("x = a < b", "a >= b"),
        ("x = a == 1", "a <= 1"),
        ("x = a == b != c", "a == b == c"),
        ("x = a is b", "a is not b"),
        ("x = a in b", "a not in b"),
        ("x = a and b", "a or b"),
        ("x = a and b and c", "a and c"),
        ("x = a or b", "b"),
        ("x = not a", "a"),
        ("x = a | b", "a & b"),
        ("x = a | b", "b"),
        ("x = a - b", "a"),
        ("x = -a", "a"),
        ("x = True", "False"),
        ("x = 7", "8"),
        ("x = 7", "6"),
        ("x = 0.5", "1.5"),
        ("x = {'key': a}", "'keyx'"),
        ("x = a[b:c]", "b:"),
        ("x = a in (b, c)", "(c,)"),
        ("if a:\n    b = c", "not a"),
        ("x = [a for a in b if a < c]", "True"),
        ("x = min(a, b)", "max(a, b)"),
        ("x = any(a)", "all(a)"),
        ("x = sorted(a, key=b)", "list(a)"),
        ("x = a(b, c=d)", "a(b)"),
        ("x = a.get(b, c)", "a.get(b)"),
        ("x = a.startswith(b)", "a.endswith(b)"),
        ("x = a.lower() == b", "a"),
        ("def f():\n    return a", "return None"),
        ("def f():\n    a(b)", "pass"),
        ("for a in b:\n    continue", "pass"),
        ("for a in b:\n    continue", "break"),
        ("for a in b:\n    c(a)", "()"),
        ("try:\n    a()\nexcept B:\n    c()", "()"),
        ("match a:\n    case B():\n        c()", "bool(imag=1)"),
        ("match a:\n    case B() | C():\n        d()", "C()"),
        ("class A:\n    @property\n    def b(self):\n        pass", "lambda itself: itself"),
        ("def f():\n    raise a", "pass"),
        ("a += b", "pass"),
        ("a += b", "a = b"),
        ("a += b", "a -= b"),
    ],
)
def test_a_place_becomes_what_a_slip_would_write(source: str, becomes: str) -> None:
    assert becomes in [after for _, after in changes(source)]


@pytest.mark.parametrize(
    "source",
    [
        "x = 'a text for people'",
        "x = f'{1 + 2} of {a < b}'",
        "def f(a: int = b, *, c: list[int] | None = d) -> int | None:\n    pass",
        "@frozen(repr=False)\nclass A:\n    pass",
        "@cache\ndef f():\n    pass",
        "class A:\n    def __repr__(self):\n        return str(1 + 2)",
        "class A(Word):\n    B = 'a text', 'word', 'meaning'",
        "class A(Word):\n    def __init__(self, word, label, help):\n        pass\n    B = 'a text', 'word', 'advice'",
        "x = field(repr=False, hash=False)",
        "def f():\n    return None",
        "assert_never(a)",
        "_Read = str | Name",
        "Pairs = tuple[tuple['Read', 'Name'], ...]",
        "class A:\n    __slots__ = ('a', 'b')",
        "_ROWS = 1 << 20  # of a batch",
        "x = stream.read(320 << 10)",
        "x = lru_cache(maxsize=64)(f)",
        "x = 1e21",
        "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    x = 1",
    ],
)
def test_what_decides_nothing_is_left_alone(source: str) -> None:
    assert changes(source) == []


@pytest.mark.parametrize("source", ["x = 1 << 63", "x = 1 << 4", "x = a << 20", "X = a | b", "x = a['key']"])
def test_what_only_looks_like_it_is_changed(source: str) -> None:
    assert changes(source)


def test_of_what_strips_characters_these_are_left_out_and_none_is_added() -> None:
    assert changes("x = a.rstrip('s/')") == [("a.rstrip('s/')", "a.lstrip('s/')"), ("a.rstrip('s/')", "a.rstrip()")]


def test_a_false_answer_becomes_a_true_one_and_not_none() -> None:
    assert changes("def f():\n    return False") == [("False", "True")]


def test_only_the_place_changes_and_the_rest_of_the_module_stays_as_it_is_written() -> None:
    source = "é = {\n    'ä ö': a  is  b,  # why\n}\n"
    assert [mutant.applied(source) for mutant in mutants("m.py", source)] == [
        "é = {\n    'ä ö': (a is not b),  # why\n}\n"
    ]


def test_a_moved_function_keeps_the_names_of_its_mutants_and_equal_changes_are_counted() -> None:
    source = "class A:\n    def f(self):\n        return a(1) + b(1)\n"

    def keys(text: str) -> list[tuple[str, str, str, str, int]]:
        return [mutant.key for mutant in mutants("m.py", text)]

    assert keys("import c\n\n\n" + source) == keys(source)
    assert ("m.py", "A.f", "1", "2", 2) in keys(source)


@pytest.mark.parametrize(
    ("file", "far"),
    [
        ("tests/formats/test_card_links.py", OWN),
        ("src/openness/formats/_card_links.py", OWN),
        ("tests/formats/test_card.py", BESIDE),
        ("src/openness/formats/card.py", BESIDE),
        ("tests/prose/test_card_links.py", ANY),
        ("tests/test_api.py", ANY),
    ],
)
def test_tests_of_a_module_are_nearer_than_those_of_its_folder_and_these_than_others(file: str, far: int) -> None:
    assert ring(file, "openness/formats/_card_links.py") == far


def test_each_file_of_tests_is_in_one_ring_of_a_module() -> None:
    rings = [files_of_tests({"openness/scan/drift/writer.py"}, of) for of in (OWN, BESIDE, ANY)]
    assert not rings[OWN] and "tests/scan/drift/test_comparison.py" in rings[BESIDE]
    files = [file for found in rings for file in found]
    assert len(set(files)) == len(files) > 200


@pytest.fixture(scope="module")
def every() -> list[Mutant]:
    return every_mutant()


def test_every_mutant_has_a_name_of_its_own_and_is_python(every: list[Mutant]) -> None:
    assert len({mutant.key for mutant in every}) == len(every)
    for mutant in every[::97]:
        ast.parse(mutant.applied((ROOT / "src" / mutant.module).read_text("utf-8")))


def test_a_listed_survivor_is_a_mutant_of_today_and_has_a_reason(every: list[Mutant]) -> None:
    assert listed().keys() <= {mutant.key for mutant in every}
    assert all(listed().values())
