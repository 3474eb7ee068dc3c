"""One batch of rows: rows that depend on their own names stand beside those that do not, each with all that it says."""

from itertools import combinations, permutations, product
from typing import Any

import pytest

import openness
from openness.evaluation.batch import classify_release
from openness.release.release import Release

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

LLAMA = "meta-llama/Llama-3.1-8B"


def test_a_row_by_the_maker_of_its_base_shows_the_name_of_its_own_licence() -> None:
    rows = [
        {"id": id, "license": "other", "license_name": name, "base_model": base}
        for id, name, base in product(("meta-llama/tune", "acme/tune"), ("kite", "heron"), (LLAMA, "acme/base", None))
    ]
    answers = openness.classify_table(pyarrow.Table.from_pylist(rows), under=["spectrum"]).to_pylist()
    assert [answer["licence"] for answer in answers] == [row["license_name"] for row in rows]


def test_combinations_of_bases_are_judged_about_as_often_as_there_are_bases(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []

    def counted(release: Release, *arguments: Any) -> Any:
        judged.append(release)
        return classify_release(release, *arguments)

    monkeypatch.setattr("openness.table.waist.classify_release", counted)
    bases = (
        LLAMA, "google/gemma-2-9b", "mistralai/Mistral-7B-v0.1", "microsoft/phi-2", "LGAI-EXAONE/EXAONE-3.5-7.8B-Instruct",
        "meta-llama/Meta-Llama-3-8B", "facebook/opt-30b", "nobody/knows",
    )  # fmt: skip
    rows: list[dict[str, Any]] = [
        {"id": "acme/m", "license": "mit", "base_model": list(several), "tags": None}
        for several in (*combinations(bases, 2), *combinations(bases, 3))
    ]
    rows += [
        {"id": "acme/m", "license": "mit", "base_model": [one], "tags": [f"base_model:{other}"]}
        for one, other in permutations(bases, 2)
    ]
    answers = openness.classify_table(pyarrow.Table.from_pylist(rows), under=["spectrum"], shelf=openness.Shelf())
    assert len(judged) <= 3 * len(bases)
    for row, answer in list(zip(rows, answers.to_pylist(), strict=True))[::11]:
        record = {name: cell for name, cell in row.items() if cell is not None}
        single = openness.classify(record, under=["spectrum"])
        assert answer["findings"] == sorted({finding.code.value for finding in single.findings}), row
        assert answer["spectrum.reached"] == single.spectrum.reached
