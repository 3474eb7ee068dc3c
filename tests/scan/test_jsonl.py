"""Rows with names of their own: what is held grows with what they hold, and the answers stay what they are."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openness.scan import scan

types = pytest.importorskip("pyarrow.types", reason="pyarrow is not installed (the extra `arrow`)")
columns, jsonl, readers = (pytest.importorskip(f"openness.scan.{name}") for name in ("columns", "jsonl", "readers"))

PLAIN = {"id": "a/m~", "license": "mit", "tags": ["x"]}
ROWS: dict[str, Callable[[int], dict[str, Any]]] = {
    "the same names": lambda n: PLAIN | {"downloads": n},
    "a name that nobody reads": lambda n: PLAIN | {f"k{n}": "x"},
    "a name that tells of terms": lambda n: PLAIN | {f"licence_note_{n}": "x"},
    "a field of a card": lambda n: {"license": "mit", f"k{n}": "x"},
    "a setting": lambda n: PLAIN | {"config": {f"k{n}": 1}},
    "a setting in a setting": lambda n: PLAIN | {"config": {"a": {f"k{n}": [1]}}},
    "settings in a list": lambda n: PLAIN | {"config": [{f"k{n}": 1}, {f"l{n}": 1}]},
    "a field of the block": lambda n: PLAIN | {"cardData": {f"k{n}": 1}},
    "names of two sorts": lambda n: PLAIN | ({f"usage_terms_{n}": "x"} if n % 7 else {"base_model": [f"a/{n}"]}),
    "a name of several sorts": lambda n: PLAIN | {f"usage_terms_{n % 9}": ("x", 1, ["x"], True, None)[n % 5]},
}


def written(folder: Path, rows: list[dict[str, Any]]) -> str:
    path = folder / "rows.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return str(path)


def width(kind: Any) -> int:
    """The columns that a column of this type is made of."""
    if types.is_struct(kind):
        return sum(width(field.type) for field in kind)
    return width(kind.value_type) if types.is_list(kind) else 1


def held(path: str) -> int:
    """The cells that the columns of all batches have."""
    return sum(
        group.num_rows * sum(map(width, group.schema.types))
        for piece in readers.opened(path).pieces()
        for batch in readers.batches(piece)
        for group, _ in batch.groups
    )


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that few rows reach."""
    monkeypatch.setattr(columns, "_SMALL", 200)
    monkeypatch.setattr(columns, "_FEW", 100)
    monkeypatch.setattr(columns, "_DENSE", 3)
    monkeypatch.setattr(jsonl, "_FEW", 8)
    monkeypatch.setattr(jsonl, "_AT_A_TIME", 64)


@pytest.mark.parametrize("names", ROWS)
@pytest.mark.usefixtures("small")
def test_what_is_held_grows_with_what_rows_hold(names: str, tmp_path: Path) -> None:
    few, many = (held(written(tmp_path, [ROWS[names](n) for n in range(count)])) for count in (400, 1_600))
    assert many <= 5 * few + 1_000


@pytest.mark.parametrize("names", ROWS)
def test_the_answers_stay_what_they_are(names: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = written(tmp_path, [ROWS[names](n) for n in range(150)])
    answers = []
    for name in ("whole", "apart"):
        scan(path, str(tmp_path / f"{name}.jsonl"), under=["spectrum"])
        answers.append((tmp_path / f"{name}.jsonl").read_text())
        request.getfixturevalue("small")
    assert answers[0] == answers[1]


VALUES: tuple[Any, ...] = (
    "mit", "for research only", 1, 2.5, True, None, [], ["a"], ["a", 1], {"a": 1}, {"b": "x"}, [{"a": 1}], 10**30, "2024-01-01",
    {"c": {"d": 1}},
)  # fmt: skip
NAMES = ("license", "tags", "base_model", "usage_terms", "config", "cardData", "License", "siblings", "gated")


def test_rows_of_all_sorts_are_answered_alike(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    chance = random.Random(4)

    def row(number: int) -> dict[str, Any]:
        found: dict[str, Any] = {"id": f"a/m{number}"} if chance.random() < 0.9 else {}
        found |= {name: chance.choice(VALUES) for name in NAMES if chance.random() < 0.4}
        found |= {
            f"{chance.choice(('licence_note_', 'k', ''))}{chance.randint(0, 300)}": chance.choice(VALUES)
            for _ in range(chance.randint(0, 4))
        }
        return found

    path = written(tmp_path, [row(number) for number in range(250)])
    answers = []
    for name in ("whole", "apart"):
        scan(path, str(tmp_path / f"{name}.jsonl"), under=["spectrum"])
        answers.append((tmp_path / f"{name}.jsonl").read_text())
        request.getfixturevalue("small")
    assert answers[0] == answers[1]


def test_plain_lines_are_read_part_by_part_into_one_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [PLAIN | {"id": f"a/m{n}", **({"gated": "auto"} if n > 150 else {})} for n in range(200)]
    path = written(tmp_path, rows)
    monkeypatch.setattr(jsonl, "_AT_A_TIME", 64)
    monkeypatch.setattr(jsonl, "_one_by_one", None)  # nothing is read line by line
    (piece,) = readers.opened(path).pieces()
    ((batch, numbers),) = next(readers.batches(piece)).groups
    assert numbers is None
    assert batch.to_pylist() == [{"gated": None, **row} for row in rows]


def test_a_number_of_300_digits_is_more_than_anything_asks_for() -> None:
    assert jsonl._whole("9" * 299) == 10**299 - 1
    assert jsonl._whole("9" * 300) == float("inf")


def test_a_line_is_as_long_as_a_row_may_be() -> None:
    line = json.dumps({"x": "a" * (jsonl.LONGEST - 9)}, separators=(",", ":")).encode() + b" "
    assert len(line) == jsonl.LONGEST
    assert jsonl._object_of(line, jsonl._Decoder()).keys() == {"x"}
    with pytest.raises(jsonl._NoRow):
        jsonl._object_of(line + b" ", jsonl._Decoder())
