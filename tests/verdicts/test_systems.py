"""The described systems: each record read and classified, against a golden table and a reader's own judgement.

The table (`tests/verdicts/systems.txt`) has one line a system: the rung reached, the rung reachable, the band. To write
it anew after a change that is meant, run

    OPENNESS_REGOLD=1 pytest tests/verdicts/test_systems.py

and check every changed line by hand. What a reader came to is in the shared inputs (`reference/systems.json`).
"""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.golden import agrees

from openness import classify
from openness.evaluation.classification import Classification
from openness.evaluation.standing import Standing
from openness.sources.system_ids import ids
from openness.sources.systems import system
from openness.vocabulary.verdict import Verdict

GOLDEN = Path(__file__).parent / "systems.txt"

#: The rungs that each expected band allows, lowest and highest.
EXPECTED = {
    "fully-open": ("open-source-ai", "open-source-ai-with-open-data"),
    "open-weights-permissive": ("open-weights", "open-weights"),
    "open-weights-restricted": ("weights-available", "weights-available"),
    "hosted/API-only": ("hosted", "hosted"),
    "closed": ("closed", "closed"),
}
#: Systems whose facts leave the expected rung uncertain (decision 31): all others certainly stand on it.
UNCERTAIN = {
    "pythia": "the Pile has no single licence",
    "crystalcoder": "the data card's licence is empty",
    "k2-65b": "nothing was found on the training code's licence",
    "t5": "the data is a recipe, under no licence of its own",
    "smollm3": "no licence is named for the mixture of data sets",
    "apertus": "a use policy nobody has read is agreed to besides Apache-2.0",
    "comma": "no licence is named for the training code and the data",
    "dclm-7b": "the weights are under AML, which is on no list for weights and denies nothing",
    "kimi-k2": "a modified MIT licence is on no list",
    "nemotron-3.5-lightning": "OpenMDW-1.1 is on no list",
}
#: Systems whose facts deny the expected rung.
CONTRADICTED = {"map-neo": "only a part of the training code is released"}
#: Systems of which we looked up too little for the expected rung to be possible.
NOT_LOOKED_UP = {"comma": "nobody looked for its inference code"}
#: Restricted systems whose licence no record knows: what they might reach cannot be told.
NO_RECORD = {"phi-4-msrla", "nemotron-3-nano", "nemotron-4-340b"}


@pytest.fixture(scope="module")
def classified() -> dict[str, Classification]:
    """Every system, by id."""
    return {id: classify(f"system:{id}") for id in ids()}


@pytest.fixture(scope="module")
def records(shared: Path) -> list[dict[str, Any]]:
    """The records that a reader collected, one entry a system."""
    entries: list[dict[str, Any]] = json.loads((shared / "reference" / "systems.json").read_text(encoding="utf-8"))
    assert len(entries) == 74
    return entries


@pytest.fixture(scope="module")
def expected(records: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """The rungs a reader's judgement allows, by id."""
    return {record["id"]: EXPECTED[record["expected_band"]] for record in records}


def rank(standing: Standing, rung: str | None) -> int:
    assert rung is not None
    return standing.rungs.index(rung)


def table(classified: dict[str, Classification]) -> str:
    """The golden table as it is now."""
    rows = [("# system", "reached", "reachable", "band")]
    for id, one in classified.items():
        rows.append((id, one.spectrum.reached or "-", one.spectrum.reachable or "-", one.band))
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    return "".join(
        "  ".join((*(f"{cell:{width}}" for cell, width in zip(row, widths, strict=False)), row[3])) + "\n"
        for row in rows
    )


def test_the_standings_are_those_of_the_golden_table(classified: dict[str, Classification]) -> None:
    agrees(GOLDEN, table(classified).splitlines())


def test_every_record_is_read_without_a_word_of_complaint(classified: dict[str, Classification]) -> None:
    odd = {id: one.release.oddities for id, one in classified.items() if one.release.oddities or one.release.problems}
    assert odd == {}


def test_every_system_of_the_reference_is_described(expected: dict[str, tuple[str, str]]) -> None:
    assert set(expected) <= set(ids())


def test_none_stands_above_what_a_reader_came_to(
    classified: dict[str, Classification], expected: dict[str, tuple[str, str]]
) -> None:
    for id, (_, high) in expected.items():
        standing = classified[id].spectrum
        assert rank(standing, standing.reached) <= rank(standing, high), id


def test_what_a_reader_came_to_can_be_reached(
    classified: dict[str, Classification], expected: dict[str, tuple[str, str]]
) -> None:
    """A part that nobody looked up makes no level possible, and rules none out."""
    below = {
        id
        for id, (low, _) in expected.items()
        if rank(standing := classified[id].spectrum, standing.reachable) < rank(standing, low)
    }
    assert below == {*CONTRADICTED, *NOT_LOOKED_UP}
    denied = {id for id, (low, _) in expected.items() if classified[id].spectrum.at_least(low) is Verdict.UNMET}
    assert denied == set(CONTRADICTED)


def test_all_others_stand_certainly_on_the_expected_rung(
    classified: dict[str, Classification], expected: dict[str, tuple[str, str]]
) -> None:
    uncertain = {
        id
        for id, (low, _) in expected.items()
        if rank(standing := classified[id].spectrum, standing.reached) < rank(standing, low)
    }
    assert uncertain == {*UNCERTAIN, *CONTRADICTED}


def test_restricted_hosted_and_closed_systems_cannot_rise(
    classified: dict[str, Classification], expected: dict[str, tuple[str, str]]
) -> None:
    for id, (_, high) in expected.items():
        if high in ("weights-available", "hosted", "closed") and id not in NO_RECORD:
            standing = classified[id].spectrum
            assert standing.reachable == high, id
            assert standing.at_least("open-weights") is Verdict.UNMET


def test_the_distilled_llama_conflicts_with_its_base_and_the_distilled_qwen_does_not(
    classified: dict[str, Classification],
) -> None:
    def codes(id: str) -> set[str]:
        return {finding.code.value for finding in classified[id].findings}

    assert "lineage-conflict" in codes("deepseek-r1-distill-llama")
    assert "lineage-conflict" not in codes("deepseek-r1-distill-qwen")
    assert "lineage-duty" in codes("deepseek-r1-distill-qwen")
    assert not {"lineage-conflict", "lineage-duty", "lineage-unknown"} & codes("deepseek-r1")  # the same licensor
    assert not any(code.startswith("lineage") for code in codes("crystalcoder"))  # the same architecture is no edge


@pytest.mark.parametrize(
    ("id", "verdict"),
    [
        ("falcon-180b", "wrong"),
        ("qwen2.5-3b", "wrong"),
        ("qwen2.5-72b", "wrong"),
        ("qwen-vl", "wrong"),
        ("command-r-plus", "wrong"),
        ("gemini-2.0", "wrong"),
        ("grok-2-weights", "outdated"),
        ("llama-3", "coarse"),
        ("microsoft-copilot", "category-error"),
        ("phi-hosted", "category-error"),
        ("mistral-7b", "right"),
    ],
)
def test_what_an_overview_says_is_judged(id: str, verdict: str) -> None:
    assert verdict in {claim.verdict for claim in system(id).said if claim.by.startswith("an overview")}


def test_each_system_of_the_overview_is_judged(records: list[dict[str, Any]]) -> None:
    listed = {record["id"] for record in records if record["seed_row"]}
    judged = {id for id in ids() if any(claim.by.startswith("an overview") for claim in system(id).said)}
    assert len(listed) == 41
    assert listed - judged == set()
