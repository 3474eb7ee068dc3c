"""Tallies: the counts of a batch are those of its rows one by one, however the rows are held."""

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

numpy = pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
tallies = pytest.importorskip("openness.scan.tally")

UNKNOWN, CONFLICT = "licence-unknown", "lineage-conflict"
FINDINGS = st.lists(st.sampled_from([UNKNOWN, "licence-missing", "restriction-in-prose"]), unique=True, max_size=3)
ANSWERS = st.lists(
    st.tuples(st.sampled_from([None, "closed", "open-weights"]), st.sampled_from(["open", "unknown"]), FINDINGS),
    min_size=1,
    max_size=4,
)
WORDS = st.sampled_from([None, "", "kite", "Kite", "heron terms", "x" * 300])
CARDS = (
    None, "no JSON", "[]", "{}", '{"license": "kite"}', '{"license": "other", "license_name": "heron"}', '{"license": ["kite"]}',
    '{"license_name": "\\u001b", "license": "x"}', '{"license": ""}',
)  # fmt: skip
NAMES: dict[str, tuple[Any, Any]] = {
    "license_name": (arrow.string(), WORDS),
    "license": (arrow.list_(arrow.string()), st.none() | st.lists(st.sampled_from(["mit", "kite"]), max_size=2)),
    "tags": (arrow.list_(arrow.string()), st.none() | st.lists(st.sampled_from(["x", "license:kite"]), max_size=2)),
    "cardData": (
        arrow.string(),
        st.sampled_from(CARDS),
    ),
}


def named(row: dict[str, Any]) -> str:
    """The licence of a row, as it is written in the first place that has one."""
    for field in ("license_name", "license"):
        cell = row.get(field)
        if word := ", ".join(cell) if isinstance(cell, list) else cell:
            return str(word)[:200]
    if tags := [tag for tag in row.get("tags") or () if tag.startswith("license:")]:
        return ", ".join(tag.removeprefix("license:") for tag in tags)
    try:
        card = json.loads(row.get("cardData") or "")
    except ValueError:
        card = {}
    word = (card.get("license_name") or card.get("license")) if isinstance(card, dict) else ""
    return word if isinstance(word, str) and word.isprintable() and word else "(not shown)"


@settings(max_examples=120)
@given(st.data(), ANSWERS, st.sets(st.sampled_from(sorted(NAMES))), st.booleans())
def test_a_batch_counts_as_its_rows_do_one_by_one(
    data: st.DataObject, answers: list[Any], columns: set[str], encoded: bool
) -> None:
    at = data.draw(st.lists(st.integers(0, len(answers) - 1), min_size=1, max_size=6))
    rows: dict[str, list[Any]] = {"id": [f"a/{number}" for number in range(len(at))]}
    rows |= {name: data.draw(st.lists(NAMES[name][1], min_size=len(at), max_size=len(at))) for name in sorted(columns)}
    arrays: dict[str, Any] = {
        name: arrow.array(cells, NAMES[name][0]) if name in NAMES else cells for name, cells in rows.items()
    }
    if encoded and "license_name" in arrays:
        arrays["license_name"] = arrays["license_name"].dictionary_encode()
    levels, bands, findings = (list(column) for column in zip(*answers, strict=True))
    columns_of_answers = arrow.record_batch(
        {
            "spectrum.reached": arrow.array(levels, arrow.string()),
            "band": arrow.array(bands).dictionary_encode() if encoded else bands,
            "findings": arrow.array(findings, arrow.list_(arrow.string())),
        }
    )
    tally = tallies.counted(arrow.record_batch(arrays), numpy.array(at, numpy.int32), columns_of_answers)
    each = [answers[place] for place in at]
    assert tally.levels == Counter(level for level, _, _ in each if level)
    assert tally.bands == Counter(band for _, band, _ in each)
    assert tally.findings == Counter(code for _, _, codes in each for code in codes)
    cells = [dict(zip(rows, row, strict=True)) for row in zip(*rows.values(), strict=True)]
    unknown = [row for row, (_, _, codes) in zip(cells, each, strict=True) if UNKNOWN in codes]
    assert +tally.licences == Counter(map(named, unknown))


MADE = st.tuples(
    st.sampled_from([None, "MIT", "y" * 300]), st.integers(0, 2), st.lists(st.sampled_from(["CC-BY-NC-4.0", "X"]), max_size=2),
    st.booleans(), st.sampled_from([None, "closed"]), st.sampled_from(["open", "unknown"]),
    st.lists(st.sampled_from([CONFLICT, "lineage-duty"]), unique=True, max_size=2),
)  # fmt: skip


@given(st.lists(MADE, max_size=5))
def test_what_rows_inherit_counts_row_by_row(rows: list[Any]) -> None:
    words, lists = arrow.string(), arrow.list_(arrow.string())
    kinds = {
        "licence": words, "lineage.bases": arrow.int32(), "lineage.licences": lists, "lineage.unknown": arrow.bool_(),
        "lineage.reached": words, "lineage.band": words, "lineage.findings": lists,
    }  # fmt: skip
    columns = zip(*rows, strict=True) if rows else [()] * len(kinds)
    given_rows = {name: arrow.array(list(cells), kinds[name]) for name, cells in zip(kinds, columns, strict=True)}
    tally = tallies.inherited(arrow.record_batch(given_rows))
    assert tally.inherited_levels == Counter(row[4] for row in rows if row[4])
    assert tally.inherited_bands == Counter(row[5] for row in rows)
    assert tally.inherited_findings == Counter(code for row in rows for code in row[6])
    assert tally.descent == {"made": sum(row[1] > 0 for row in rows), "unknown": sum(row[3] for row in rows)}
    at_odds = Counter((row[0] and row[0][:200], tuple(row[2])) for row in rows if CONFLICT in row[6])
    assert {(json.loads(key)[0], tuple(json.loads(key)[1])): count for key, count in tally.conflicts.items()} == at_odds


COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 9), max_size=4)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(tallies.Tally.__slots__, COUNTS)), max_size=3))
def test_tallies_of_parts_add_up_and_come_back_from_a_journal(parts: list[dict[str, dict[str, int]]]) -> None:
    whole = tallies.Tally()
    for part in parts:
        whole.add(tallies.Tally.from_dict(json.loads(json.dumps(part))))
    sums = {name: sum((Counter(part[name]) for part in parts), Counter()) for name in tallies.Tally.__slots__}
    assert whole.to_dict() == sums
    assert tallies.Tally.from_dict(whole.to_dict()).to_dict() == sums


@pytest.mark.parametrize("name", ["licences", "columns", "conflicts"])
def test_names_without_end_are_kept_while_they_are_few_and_then_the_most_frequent(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "_NAMES", 2)
    whole, part = tallies.Tally(), tallies.Tally()
    getattr(part, name).update({"d": 1, "c": 2, "b": 2, "a": 1})
    whole.add(part)
    assert getattr(whole, name) == {"d": 1, "c": 2, "b": 2, "a": 1}
    getattr(part, name).clear()
    getattr(part, name)["e"] = 1
    whole.add(part)
    assert getattr(whole, name) == {"b": 2, "c": 2}
    getattr(part, name).update({"a": 4, "f": 3, "g": 2})
    whole.add(part)
    assert getattr(whole, name) == {"a": 4, "f": 3}


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({"license_name": "heron", "license": "kite"}, "heron"),
        ({"license_name": "", "license": "kite"}, "kite"),
        ({"license_name": None, "license": ["kite", "heron"]}, "kite, heron"),
        ({"license_name": 7, "license": "kite"}, "kite"),
        ({"license_name": 7}, "(not shown)"),
        ({"license": [7]}, "(not shown)"),
        ({"tags": ["x", "license:kite", "license:heron"]}, "kite, heron"),
        ({"tags": "license:kite"}, "kite"),
        ({"tags": ["license:kite"], "cardData": '{"license": "heron"}'}, "kite"),
        ({"tags": ["x"], "cardData": '{"license": "heron"}'}, "heron"),
        ({"cardData": '{"license": "other", "license_name": "heron"}'}, "heron"),
        ({"cardData": '{"license": "kite", "license_name": ""}'}, "kite"),
        ({"cardData": '{"license": ["kite"]}'}, "(not shown)"),
        ({"cardData": '{"license": "\\u200b"}'}, "(not shown)"),
        ({"cardData": "[1]"}, "(not shown)"),
        ({"cardData": "no JSON"}, "(not shown)"),
        ({"cardData": "[" * 100_000}, "(not shown)"),
        ({"cardData": {"license": "kite"}}, "(not shown)"),
        ({"license": "k" * 201}, "k" * 200),
        ({}, "(not shown)"),
    ],
)
def test_a_licence_that_nobody_knows_is_named_as_it_is_written(columns: dict[str, Any], name: str) -> None:
    rows = arrow.record_batch({"id": ["a"] * 3} | {field: arrow.array([cell] * 3) for field, cell in columns.items()})
    answers = arrow.record_batch(
        {
            "spectrum.reached": arrow.array(["closed", "closed"]),
            "band": arrow.array(["unknown", "unknown"]),
            "findings": arrow.array([[UNKNOWN], []]),
        }
    )
    tally = tallies.counted(rows, numpy.array([0, 1, 0], numpy.int32), answers)
    assert +tally.licences == {name: 2}


def test_licences_at_odds_that_begin_alike_are_counted_together() -> None:
    rows = [(f"{'y' * 200}{end}", 1, ["X"], False, "closed", "open", [CONFLICT]) for end in "abb"]
    kinds = {
        "licence": arrow.string(), "lineage.bases": arrow.int32(), "lineage.licences": arrow.list_(arrow.string()),
        "lineage.unknown": arrow.bool_(), "lineage.reached": arrow.string(), "lineage.band": arrow.string(),
        "lineage.findings": arrow.list_(arrow.string()),
    }  # fmt: skip
    columns = {
        name: arrow.array(list(cells), kinds[name]) for name, cells in zip(kinds, zip(*rows, strict=True), strict=True)
    }
    assert list(tallies.inherited(arrow.record_batch(columns)).conflicts.values()) == [3]


def test_words_that_no_row_has_are_not_counted() -> None:
    answers = arrow.record_batch(
        {
            "spectrum.reached": arrow.array(["closed", "open-weights", None]),
            "band": arrow.array(["open", "unknown", "open"]).dictionary_encode(),
            "findings": arrow.array([["a"], ["b"], []], arrow.list_(arrow.string())),
        }
    )
    tally = tallies.counted(arrow.record_batch({"id": ["x"] * 2}), numpy.array([0, 2], numpy.int32), answers)
    assert (dict(tally.levels), dict(tally.bands)) == ({"closed": 1}, {"open": 2})
    assert dict(+tally.findings) == {"a": 1} and "b" not in tally.findings
