"""The memory of a waist: things by numbers, each value with one, and the room that batches take."""

import platform
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

from openness.shelf.shelf import shipped
from openness.table.cells import Fields
from openness.table.memory import Memory, Numbered

ROUNDS = 20
#: Counts the pages that a process takes from the system while it makes the arrays of a batch again and again.
PAGES = f"""
import resource, numpy
from openness.table.memory import keep_room

def pages():
    begin = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range({ROUNDS}):
        several = [numpy.ones(600_000, numpy.int32) for _ in range(3)]
        del several
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - begin

keep_room()
pages()
print(pages())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only this C library learns from what is freed")
def test_the_room_of_a_batch_is_kept_for_the_next_one() -> None:
    result = subprocess.run([sys.executable, "-c", PAGES], capture_output=True, text=True, check=True)
    assert int(result.stdout) < 100 * ROUNDS  # not 1,200 pages of 4 kB a round, as each takes where nothing is kept


WORDS = st.sampled_from(["a", "A", "b", "x" * 600, "y" * 600, "B", ""])


@given(st.lists(st.lists(WORDS, max_size=5), max_size=4))
def test_things_of_one_value_have_one_number_from_batch_to_batch(batches: list[list[str]]) -> None:
    read: list[str] = []

    def fold(word: str) -> str:
        read.append(word)
        return word.lower()

    table = Numbered(fold)
    met: list[str] = []
    for words in batches:
        numbers = table.numbers(words)
        met += [word.lower() for word in words]
        assert table.found == list(dict.fromkeys(met))
        assert [table.found[number] for number in numbers] == table.found_of(words) == [word.lower() for word in words]
        assert [table.number(word) for word in words] == [table.place(word.lower()) for word in words] == numbers
        pairs = Numbered(lambda word: (len(word), table.number(word)))
        assert pairs.rows(words, 2).tolist() == [[len(word), table.number(word)] for word in words]
        assert pairs.rows([*words, "new"], 2).tolist()[-1] == [3, table.number("new")]
        met.append("new")
    short = [word for word in read if len(word) < 600]
    assert len(short) == len(set(short))
    assert table.place("nobody's") == -1


@pytest.mark.parametrize(
    ("thing", "kept"),
    [
        ("x" * 512, True), ("x" * 513, False), (b"x" * 513, False), (("x" * 300, "y" * 300), False), (("x" * 300, "y"), True),
        (Fields((("k", "x" * 600),)), False), (Fields((("k", "x"),)), True), (3, True), (None, True), ((1,) * 600, False),
    ],
)  # fmt: skip
def test_of_long_things_only_what_they_say_is_remembered(thing: Any, kept: bool) -> None:
    read: list[Any] = []

    def said(each: Any) -> str:
        read.append(each)
        return "said"

    table = Numbered(said)
    assert table.numbers([thing, thing, None]) == [0, 0, 0]
    table.number(thing)
    assert (len(table), table.found) == (len({thing, None} if kept else {None}), ["said"])
    assert read.count(thing) == (1 if kept else 2)  # once in each call


def test_answers_that_are_equal_are_kept_once() -> None:
    memory = Memory(shipped())
    answers = [
        {"licence": name, "findings": codes}
        for name, codes in (("MIT", ["a"]), ("ISC", []), ("MIT", ["a"]), ("MIT", []))
    ]
    assert [memory.kept(answer) for answer in answers] == [0, 1, 0, 2]
    assert [memory.kept({"licence": f"a licence nobody knows {at}"}) for at in (0, 7)] == [3, 4]
    assert memory.nobody == [-1, -1, -1, 0, 7]
