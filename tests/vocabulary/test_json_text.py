"""Strict JSON, written in one place."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

import openness
from openness.vocabulary.json_text import held, json_text, whole, with_halves_shown, word

SRC = Path(openness.__file__).parent
LARGE = 10**5_000


def refuse(constant: str) -> NoReturn:
    raise AssertionError(constant)


def strict(text: str) -> Any:
    """What a strict parser reads."""
    assert "\ufffd" not in text
    return json.loads(text.encode("utf-8"), parse_constant=refuse)


DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()) | st.builds(lambda: LARGE),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters()), inner),
)


@given(DATA, st.booleans(), st.sampled_from([None, 2]))
def test_every_text_is_strict_and_holds_no_half_of_a_character(data: object, ascii: bool, indent: int | None) -> None:
    text = json_text(data, indent, ascii=ascii)
    strict(text)
    assert not re.search("[\ud800-\udfff]", json.dumps(strict(text), ensure_ascii=False))


@given(DATA)
def test_a_text_in_ascii_is_ascii(data: object) -> None:
    assert json_text(data).isascii()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (float("nan"), "NaN"),
        (float("inf"), "Infinity"),
        (-float("inf"), "-Infinity"),
        (LARGE, hex(LARGE)),
        (-LARGE, hex(-LARGE)),
    ],
    ids=["nan", "inf", "-inf", "large", "-large"],
)
def test_a_number_that_json_cannot_hold_is_one_word_everywhere(value: float, said: str) -> None:
    assert (held(value), word(value)) == (said, said)
    assert strict(json_text(value)) == said
    assert strict(json_text({"a": [value]})) == {"a": [said]}
    assert strict(json_text({value: 1})) == {said: 1}
    with pytest.raises(ValueError):
        json_text([value], exact=True)


def test_a_number_of_as_many_digits_as_python_reads_stays_a_number() -> None:
    assert strict(json_text(10**4_298)) == 10**4_298


def holding_itself() -> Iterator[object]:
    """Data that hold themselves, in each way that there is."""
    items: list[object] = []
    items.append(items)
    yield items
    mapping: dict[str, object] = {}
    mapping["a"] = [mapping]
    yield mapping
    yield {"a": 1, "b": (float("nan"), items)}


@pytest.mark.parametrize("data", list(holding_itself()), ids=["a list", "a mapping", "behind a number"])
def test_data_that_hold_themselves_are_an_error_that_says_so(data: object) -> None:
    with pytest.raises(ValueError, match="the data hold themselves"):
        json_text(data)


def test_data_nested_too_deeply_are_an_error_that_says_so() -> None:
    data: object = 1
    for _ in range(100_000):
        data = [data]
    with pytest.raises(ValueError, match="nested too deeply"):
        json_text(data)


def test_one_value_in_two_places_does_not_hold_itself() -> None:
    shared = [float("nan")]
    assert strict(json_text([shared, shared])) == [["NaN"], ["NaN"]]


def test_what_json_does_not_know_becomes_what_the_caller_says() -> None:
    assert json_text({"a": {1}, "b": float("nan")}, default=list) == '{"a": [1], "b": "NaN"}'
    with pytest.raises(TypeError):
        json_text({"a": {1}})


@pytest.mark.parametrize(
    ("text", "shown", "sign"),
    [
        ("a\udc80b", "a\\udc80b", "a?b"),
        ("\\ud800", "\\ud800", "\\ud800"),
        ("😀", "😀", "😀"),
        ("\\\udc80", "\\\\udc80", "\\?"),
    ],
)
def test_half_a_character_is_shown(text: str, shown: str, sign: str) -> None:
    assert strict(json_text(text)) == shown == with_halves_shown(text)
    assert strict(json_text(text, ascii=False)) == sign == whole(text)


def test_a_baseline_names_a_file_whose_name_is_not_utf8_and_knows_it_again(tmp_path: Path) -> None:
    from openness.policy.exceptions import Baseline

    baseline = Baseline(
        str(tmp_path / "baseline.json"), __import__("collections").Counter({("a\\udc80", "r", None): 1})
    )
    assert strict(baseline.text())["violations"][0]["source"] == "a\\udc80"
    assert baseline._known_as(str(tmp_path / "a\udc80")) == "a\\udc80"
    assert baseline._there("a\\udc80")


def test_nothing_else_writes_json() -> None:
    """The build of the index runs before anything of the package can be imported."""
    allowed = {"vocabulary/json_text.py", "index/build.py"}
    writing = {
        path.relative_to(SRC).as_posix()
        for path in SRC.rglob("*.py")
        if re.search(r"\bjson\.dumps?\(|JSONEncoder|\bstandard\.dumps", path.read_text(encoding="utf-8"))
    }
    assert writing <= allowed


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_a_table_and_a_mapping_have_one_word_for_a_number_that_is_none(value: float) -> None:
    import pyarrow

    table = pyarrow.table({"id": ["a/b"], "license": [value]})
    (row,) = pyarrow.table(openness.classify_table(table)).to_pylist()
    codes = sorted({finding.code.value for finding in openness.classify({"id": "a/b", "license": value}).findings})
    assert sorted(row["findings"]) == codes
    assert "licence-unknown" in codes


def test_fields_that_hold_themselves_are_an_error_that_says_so() -> None:
    fields: dict[str, object] = {"license": "mit"}
    fields["eval_results"] = [fields]
    with pytest.raises(openness.OpennessError, match="the data hold themselves"):
        openness.classify(fields)


def test_a_number_of_more_than_14280_bits_is_a_word() -> None:
    assert held(2**14_280 - 1) == 2**14_280 - 1
    assert held(2**14_280) == hex(2**14_280)
