"""Every system somebody described, as a native release: does the spectrum come to the band a reader came to?

The descriptions are other people's (`reference/systems.json`): facts in free words, each with a source. They are turned
into fields word by word; what is unknown there stays silent here.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from openness import classify
from openness.judgement import Standing
from openness.verdict import Verdict

Facts = dict[str, dict[str, Any]]

#: The rungs that each expected band allows, lowest and highest.
EXPECTED = {
    "fully-open": ("open-source-ai", "open-source-ai-with-open-data"),
    "open-weights-permissive": ("open-weights", "open-weights"),
    "open-weights-restricted": ("weights-available", "weights-available"),
    "hosted/API-only": ("hosted", "hosted"),
    "closed": ("closed", "closed"),
}
PARTS = {
    "inference-code": "inference_code",
    "training-code": "training_code",
    "datasets": "training_data",
    "data-preprocessing-code": "data_processing_code",
    "evaluation-code": "evaluation_code",
    "model-parameters-intermediate": "intermediate_checkpoints",
}
CHANNELS = {
    "download": "download",
    "first-party-api": "first-party-api",
    "first-party-hosted": "first-party-api",
    "third-party-hosted": "third-party-api",
    "product-ui": "product",
    "playground": "product",
    "managed-onprem": "managed-on-premise",
}


def availability(said: str) -> str:
    """A part's availability; empty where nothing is known."""
    first = re.split(r"[\s(;,]", said, maxsplit=1)[0]
    if first in ("released", "yes", "modeling") or "transformers" in said:
        return "public"
    if first in ("none", "undisclosed", "described", "finetuning-only"):
        return "withheld"
    return "public" if first in ("released-partly", "partial") else ""


def licence(said: str | None) -> str:
    """The first licence named; empty where none is."""
    named = re.match(r"(?i)(apache-2\.0|mit|odc-by|cc-by(?:-\w+)*-4\.0|openmdw-1\.1|tongyi qianwen)", said or "")
    if named:
        return named[1]
    return "llama3.1" if said and "Llama community" in said else ""


def weights(facts: Facts, serving: bool) -> dict[str, str]:
    """The weights' availability and licence."""
    said = facts["weights_availability"]["value"]
    if said.startswith("none"):
        return {"availability": "hosted" if serving else "withheld"}
    gated = said.startswith("gated") or "with account" in said
    terms = facts["weights_license"]
    tag = terms["hf_id"] or ""
    name = re.search(r"other \((?:license_name: )?([\w.-]+)\)", tag)
    held = terms["spdx"] or (name[1] if name else "" if "other" in tag else tag.split()[0])
    reference = re.match(r"LicenseRef-[\w.-]+", terms["licenseref"] or "")
    if not held:
        held = reference[0] if reference and "scancode" in reference[0] else terms["value"]
    return {"availability": "gated" if gated else "public", "licence": held}


def native(record: dict[str, Any]) -> dict[str, Any]:
    """A described system as a native file."""
    facts: Facts = record["facts"]
    stated = [word.split()[0] for word in facts["access_channels"]["value"]]
    channels = sorted({CHANNELS[word] for word in stated if word in CHANNELS})
    components: dict[str, Any] = {
        "model-parameters-final": weights(facts, any(channel != "download" for channel in channels))
    }
    for kind, slot in PARTS.items():
        said = str(facts[slot]["value"])
        held = availability(said)
        if held == "public":
            own = licence(facts[slot].get("license")) or ("Apache-2.0" if "transformers" in said else "")
            item = {"availability": held, "licence": own}
            if said.startswith(("released-partly", "partial")):
                item["extent"] = "part"
            components[kind] = {key: value for key, value in item.items() if value}
        elif held:
            components[kind] = held
    release: dict[str, Any] = {"openness": 1, "name": record["name"], "producer": record["maker"]}
    if (
        record["id"] == "deepseek-r1-distill-llama"
    ):  # the one derivative of another maker's whose base's terms are named
        base = {"name": "Llama-3.1-8B", "relation": "fine-tune", "licence": "llama3.1", "producer": "Meta"}
        release["base-models"] = [base]
    return {**release, "channels": channels, "components": components}


@pytest.fixture(scope="module")
def systems(shared: Path) -> list[dict[str, Any]]:
    """The described systems."""
    held: list[dict[str, Any]] = json.loads((shared / "reference" / "systems.json").read_text(encoding="utf-8"))
    assert len(held) == 74
    return held


@pytest.fixture(scope="module")
def standings(systems: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Standing]:
    """Where each of them stands on the spectrum."""
    folder = tmp_path_factory.mktemp("systems")
    held = {}
    for record in systems:
        path = folder / f"{record['id']}.openness.json"
        path.write_text(json.dumps(native(record), ensure_ascii=False), encoding="utf-8")
        held[record["id"]] = classify(path, under=[]).spectrum
    return held


def show(record: dict[str, Any], standing: Standing) -> str:
    return f"{record['id']}: expected {record['expected_band']}, reached {standing.reached}, reachable {standing.reachable}"


#: Systems whose facts leave the expected rung uncertain, or deny it: all others must certainly stand on it.
UNCERTAIN = {
    "pythia": "the Pile has no single licence",
    "amber": "two catalogues name two licences for the data",
    "crystalcoder": "the data card's licence is empty",
    "k2-65b": "nothing was found on the inference code, nor on the training code's licence",
    "t5": "the data is a recipe under no licence",
    "smollm3": "no licence is named for the mixture of data sets",
    "apertus": "no licence is named for the training code and the data's scripts",
    "comma": "no licence is named for the training code and the data",
    "dclm-7b": "the weights are under AML, which is on no list for weights and denies nothing",
    "kimi-k2": "a modified MIT licence is on no list",
    "nemotron-3.5-lightning": "OpenMDW-1.1 is on no list (contract, “Terms a licence answers”)",
}
#: Restricted systems whose licence no record knows: what they might reach cannot be told.
NO_RECORD = {"phi-4-msrla", "nemotron-3-nano"}
CONTRADICTED = {"map-neo": "only a part of the training code is released"}


def rank(standing: Standing, rung: str) -> int:
    return standing.rungs.index(rung)


def certain(record: dict[str, Any], standing: Standing) -> bool:
    """Whether the rung reached is one the expected band allows."""
    low, high = EXPECTED[record["expected_band"]]
    assert standing.reached is not None
    return rank(standing, low) <= rank(standing, standing.reached) <= rank(standing, high)


def agrees(record: dict[str, Any], standing: Standing) -> bool:
    """Whether the expected band lies between the rung reached and the rung reachable."""
    low, high = EXPECTED[record["expected_band"]]
    assert standing.reached is not None and standing.reachable is not None
    return rank(standing, standing.reached) <= rank(standing, high) and rank(standing, standing.reachable) >= rank(
        standing, low
    )


def test_at_least_95_per_cent_agree(systems: list[dict[str, Any]], standings: dict[str, Standing]) -> None:
    wrong = [show(record, standings[record["id"]]) for record in systems if not agrees(record, standings[record["id"]])]
    assert 1 - len(wrong) / len(systems) >= 0.95, "\n".join(wrong)
    assert {line.partition(":")[0] for line in wrong} == set(CONTRADICTED)


def test_all_others_stand_certainly_on_the_expected_rung(
    systems: list[dict[str, Any]], standings: dict[str, Standing]
) -> None:
    uncertain = {
        record["id"]: show(record, standings[record["id"]])
        for record in systems
        if not certain(record, standings[record["id"]])
    }
    assert set(uncertain) == {*UNCERTAIN, *CONTRADICTED}, "\n".join(uncertain.values())


def test_none_stands_above_what_a_reader_came_to(systems: list[dict[str, Any]], standings: dict[str, Standing]) -> None:
    for record in systems:
        standing = standings[record["id"]]
        assert standing.reached is not None
        assert rank(standing, standing.reached) <= rank(standing, EXPECTED[record["expected_band"]][1]), record["id"]


def test_restricted_hosted_and_closed_systems_cannot_rise(
    systems: list[dict[str, Any]], standings: dict[str, Standing]
) -> None:
    shut = ("open-weights-restricted", "hosted/API-only", "closed")
    for record in systems:
        if record["expected_band"] in shut and record["id"] not in NO_RECORD:
            standing = standings[record["id"]]
            assert standing.reachable == EXPECTED[record["expected_band"]][1], record["id"]
            assert standing.at_least("open-weights") is Verdict.UNMET
