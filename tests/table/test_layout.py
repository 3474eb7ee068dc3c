"""Answers laid out row by row, in words and as dictionaries, are those of the rows one by one."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openness.shelf.shelf import shipped

numpy = pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
layout = pytest.importorskip("openness.table.layout")


DEFINITIONS = [shipped().definition(id) for id in ("osaid-1.0", "mof-1.0", "osai-index-2026")]
PLAIN = layout.plain(DEFINITIONS)
CODES = st.lists(st.sampled_from(["lineage-cap", "licence-missing", "licence-unknown"]), max_size=3, unique=True).map(
    sorted
)


def answers() -> st.SearchStrategy[list[dict[str, Any]]]:
    """Answers that are remembered."""
    cells: dict[str, st.SearchStrategy[Any]] = {
        column.name: CODES if arrow.types.is_list(column.type)
        else st.sampled_from([None, 0.5, 1.0]) if arrow.types.is_floating(column.type)
        else st.sampled_from([None, "met", "unmet"])
        for column in PLAIN
    }  # fmt: skip
    return st.lists(st.fixed_dictionaries(cells), min_size=1, max_size=4)


@settings(max_examples=80)
@given(st.data(), answers())
def test_each_row_has_its_answer_whatever_the_order_in_which_they_are_met(data: st.DataObject, kept: list[Any]) -> None:
    rows = data.draw(st.lists(st.integers(0, 4), min_size=1, max_size=8))
    met = list(dict.fromkeys(rows))
    order = data.draw(st.permutations(met))
    places = [number % len(kept) for number in order]
    named = {at: f"name {at}" for at in data.draw(st.sets(st.integers(0, len(order) - 1)))}
    found = layout.Answers(
        numpy.array([order.index(row) for row in rows], numpy.int32),
        numpy.array([rows.index(number) for number in order], numpy.int32), places, named,
    )  # fmt: skip
    table = layout.table(kept, PLAIN)
    assert table.schema == PLAIN
    assert table.to_pylist() == kept
    expected = [
        kept[number % len(kept)] | ({"licence": named[order.index(number)]} if order.index(number) in named else {})
        for number in rows
    ]
    words, coded = (layout.laid_out(table, found, as_words) for as_words in (True, False))
    encoded = layout.encoded(PLAIN)
    for name in PLAIN.names:
        cells = [answer[name] for answer in expected]
        assert words[name].to_pylist() == coded[name].to_pylist() == cells
        assert (words[name].type, coded[name].type) == (PLAIN.field(name).type, encoded.field(name).type)
        coded[name].validate(full=True)
        if arrow.types.is_dictionary(coded[name].type):  # each word once, in the order in which rows have them
            own = [cell for cell in dict.fromkeys(cells) if cell is not None]
            assert coded[name].dictionary.to_pylist()[: len(own)] == own


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 2)), min_size=2, max_size=8).filter(
        lambda rows: len({side for side, _ in rows}) == 2
    )
)
def test_answers_to_some_rows_stand_beside_those_to_the_others(rows: list[tuple[bool, int]]) -> None:
    sides, numbers = [], []
    for side in (True, False):
        own = [number for number, (is_here, _) in enumerate(rows) if is_here is side]
        answers = [rows[number][1] for number in own]
        distinct = list(dict.fromkeys(answers))
        sides.append(
            layout.Answers(
                numpy.array([distinct.index(answer) for answer in answers], numpy.int32),
                numpy.array([answers.index(answer) for answer in distinct], numpy.int32),
                [each + 10 * side for each in distinct], {0: f"of {side}"},
            )
        )  # fmt: skip
        numbers.append(numpy.array(own, numpy.int64))
    whole = sides[0].beside(numbers[0], sides[1], numbers[1])
    assert [whole.places[at] for at in whole.at.tolist()] == [each + 10 * side for side, each in rows]
    assert [int(whole.at[row]) for row in whole.first.tolist()] == list(range(len(whole.places)))
    assert {whole.places[at] >= 10: name for at, name in whole.names.items()} == {True: "of True", False: "of False"}
    assert sorted(whole.names) == [0, len(sides[0].places)]
