"""OSI's own twelve outcomes under OSAID 1.0, from its validation of 2024 (opensource.org/ai).

Five systems pass, three would with other terms, four fail. What OSI's reviewers judged is stated here as what it is: a
person's conclusion that the data information suffices and that the code is complete. The facts are those of the
makers' repositories and cards.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from openness import classify
from openness.vocabulary.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN

CODE = (
    "model-architecture",
    "data-preprocessing-code",
    "training-code",
    "inference-code",
    "evaluation-code",
    "supporting-libraries-and-tools",
)

Native = dict[str, Any]


def public(licence: str) -> dict[str, str]:
    return {"availability": "public", "licence": licence}


def published(name: str, weights: str, datasets: Native, code: str = "Apache-2.0") -> Native:
    """A system with its code and its data described in its repository."""
    components: Native = {kind: public(code) for kind in CODE}
    components["model-parameters-final"] = public(weights)
    components["data-information"] = public(code)
    components["datasets"] = datasets
    return {"openness": 1, "name": name, "components": components}


def weights_alone(name: str, weights: str, inference: str) -> Native:
    """A system of which weights and the code that runs them are out, and nothing that made them."""
    components: Native = {
        "model-parameters-final": public(weights),
        "model-architecture": public(inference),
        "inference-code": public(inference),
        "training-code": "withheld",
        "datasets": "withheld",
        "data-information": "withheld",
    }
    return {"openness": 1, "name": name, "components": components}


PASS = {
    "Pythia": published("Pythia", "Apache-2.0", {"availability": "public", "extent": "part"}),  # Books3 is gone
    "OLMo": published("OLMo", "Apache-2.0", public("ODC-By-1.0")),
    "Amber": published("Amber", "Apache-2.0", {"availability": "public"}),  # catalogues disagree on its licence
    "CrystalCoder": published("CrystalCoder", "Apache-2.0", {"availability": "public"}),  # its card's licence is empty
    "T5": published("T5", "Apache-2.0", {"availability": "withheld"}),  # C4 is a recipe, to be made anew
}
FAIL_ON_TERMS = {
    "BLOOM": published("BLOOM", "bigscience-bloom-rail-1.0", {"availability": "public", "extent": "part"}),
    "StarCoder2": published("StarCoder2", "bigcode-openrail-m", {"availability": "gated"}),
    "Falcon": published("Falcon", "LicenseRef-Falcon-180B-TII-1.0", {"availability": "public", "extent": "part"}),
}
FAIL = {
    "Llama 2": (weights_alone("Llama 2", "llama2", "llama2"), UNMET),
    "Grok": (weights_alone("Grok", "Apache-2.0", "Apache-2.0"), MET),
    "Phi-2": (weights_alone("Phi-2", "MIT", "MIT"), MET),
    "Mixtral": (weights_alone("Mixtral", "Apache-2.0", "Apache-2.0"), MET),
}


def judged(folder: Path, native: Native, *concluded: str) -> tuple[Verdict | None, list[Verdict]]:
    """The verdict, and that on data information, code and parameters."""
    conclusions = [
        {"criterion": f"osaid-1.0/{name}", "verdict": "met", "by": "OSI", "on": "2024-10-28", "because": "validated"}
        for name in concluded
    ]
    path = folder / "openness.json"
    path.write_text(json.dumps({**native, "concluded": conclusions}), encoding="utf-8")
    judgement = classify(path, under=["osaid-1.0"]).judgements["osaid-1.0"]
    return judgement.verdict, [criterion.verdict for criterion in judgement.criteria]


@pytest.mark.parametrize("name", PASS)
def test_what_passes_is_unknown_until_a_person_has_judged_it(tmp_path: Path, name: str) -> None:
    assert judged(tmp_path, PASS[name]) == (UNKNOWN, [UNKNOWN, UNKNOWN, MET])
    assert judged(tmp_path, PASS[name], "code") == (UNKNOWN, [UNKNOWN, MET, MET])
    assert judged(tmp_path, PASS[name], "data-information") == (UNKNOWN, [MET, UNKNOWN, MET])


@pytest.mark.parametrize("name", PASS)
def test_what_passes_is_met_once_a_person_has_judged_it(tmp_path: Path, name: str) -> None:
    assert judged(tmp_path, PASS[name], "code", "data-information") == (MET, [MET, MET, MET])


@pytest.mark.parametrize("name", FAIL_ON_TERMS)
def test_what_would_pass_with_other_terms_fails_on_its_weights_alone(tmp_path: Path, name: str) -> None:
    native = FAIL_ON_TERMS[name]
    assert judged(tmp_path, native)[0] is UNMET
    assert judged(tmp_path, native, "code", "data-information") == (UNMET, [MET, MET, UNMET])
    other = {**native, "components": {**native["components"], "model-parameters-final": public("Apache-2.0")}}
    assert judged(tmp_path, other, "code", "data-information")[0] is MET


@pytest.mark.parametrize("name", FAIL)
def test_what_fails_is_unmet_whatever_a_person_says(tmp_path: Path, name: str) -> None:
    native, parameters = FAIL[name]
    assert judged(tmp_path, native) == (UNMET, [UNMET, UNMET, parameters])
    assert judged(tmp_path, native, "code", "data-information") == (UNMET, [UNMET, UNMET, parameters])


def test_these_are_the_twelve() -> None:
    assert len({*PASS, *FAIL_ON_TERMS, *FAIL}) == 12
