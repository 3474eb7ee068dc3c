"""Small documents of our own and the facts each must yield: `NAME.expected.json` beside it."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.made import WEIGHTS, codes

import openness
from openness.classification import Classification
from openness.component import Component
from openness.problem import OpennessError
from openness.vocabulary import Kind

HERE = Path(__file__).parent
DOCUMENTS = sorted(path for path in HERE.glob("*/*") if not path.name.endswith(".expected.json"))
NAMES = {"card": "README.md", "native": "openness.yaml", "mlmodel": "MLmodel"}  # elsewhere a document keeps its own


def said(part: Component) -> list[str | None]:
    """A component's availability and licence."""
    return [part.availability.value, part.licence.value]


def facts(classification: Classification) -> dict[str, Any]:
    """Everything an expectation may speak of."""
    release = classification.release
    weights = release.component(WEIGHTS)
    claims = [claim for claim in weights.licence.claims if claim.basis == "declared"]
    return {
        "name": release.name.value,
        "version": release.version.value,
        "producer": release.producer.value,
        "subject": release.subject,
        "availability": weights.availability.value,
        "licence": weights.licence.value,
        "written": claims[0].written if claims else None,
        "line": claims[0].source.line if claims else None,
        "reached": classification.spectrum.reached,
        "reachable": classification.spectrum.reachable,
        "findings": sorted(set(codes(classification))),
        "bases": [[base.name, base.relation.value, base.basis.value] for base in release.base_models],
        "datasets": [item.name for item in release.component(Kind.DATASETS).items if item.name],
        "base-licences": [base.licence.value for base in release.base_models],
        "data": said(release.component(Kind.DATASETS)),
        "evaluation": said(release.component(Kind.EVALUATION_DATA)),
        "inference": said(release.component(Kind.INFERENCE_CODE)),
        "training": said(release.component(Kind.TRAINING_CODE)),
        "concluded": [conclusion.about for conclusion in release.conclusions],
        "problems": [problem.message for problem in release.problems],
    }


@pytest.mark.parametrize("path", DOCUMENTS, ids=[f"{path.parent.name}/{path.stem}" for path in DOCUMENTS])
def test_a_document_yields_its_facts(path: Path, tmp_path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    for name, text in expected.pop("beside", {}).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    document = tmp_path / NAMES.get(path.parent.name, path.name)
    document.write_bytes(path.read_bytes())
    if "refused" in expected:
        with pytest.raises(OpennessError) as caught:
            openness.classify(document, under=[])
        assert expected["refused"] in str(caught.value)
        return
    source = tmp_path if expected.pop("folder", False) else document
    for told, classified in zip(
        expected.pop("releases", [expected]), openness.classify_all(source, under=[]), strict=True
    ):
        held = facts(classified)
        assert {key: held[key] for key in told} == told


def test_every_document_has_its_expectation_and_every_expectation_its_document() -> None:
    expected = {path.relative_to(HERE) for path in HERE.glob("*/*.expected.json")}
    assert {path.relative_to(HERE).with_suffix(".expected.json") for path in DOCUMENTS} == expected
    assert len(DOCUMENTS) == len(list(HERE.glob("*/*.expected.json")))
