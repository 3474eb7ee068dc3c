"""Small documents of our own and the facts each must yield: `NAME.expected.json` beside it.

`conflict/` rebuilds, from their facts, conflicts of licences that people reported in public, and `control/` lineages
that are in order; `reported` says where and when. Discussions on the Hub were read in mirrors of it.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.releases import WEIGHTS, codes

import openness
from openness.errors import OpennessError
from openness.evaluation.classification import Classification
from openness.release.component import Component
from openness.vocabulary import Kind

HERE = Path(__file__).parent
DOCUMENTS = sorted(
    path for path in HERE.glob("[!_]*/*") if ".expected" not in path.name
)  # Python's own folders begin with __
NAMES = {".md": "README.md", ".yaml": "openness.yaml"}
#: By folder, the name under which its documents are read.
OF_FORMATS = {
    "mlmodel": "MLmodel",
    "hub_info": "info.json",
    "adapter_config": "adapter_config.json",
    "model_config": "config.json",
    "mergekit": "mergekit_config.yml",
}
CARDS_AND_NATIVE = ("card", "native", "conflict", "control")


def placed(path: Path, folder: Path) -> Path:
    """A document where it is read: under the name of its format, or its own."""
    ours = NAMES[path.suffix] if path.parent.name in CARDS_AND_NATIVE else path.name
    document = folder / OF_FORMATS.get(path.parent.name, ours)
    document.write_bytes(path.read_bytes())
    return document


def facts_of(part: Component) -> list[str | None]:
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
        "labels": [[claim.value, claim.source.line, claim.written] for claim in release.labels],
        "datasets": [item.name for item in release.component(Kind.DATASETS).items if item.name],
        "base-licences": [base.licence.value for base in release.base_models],
        "data": facts_of(release.component(Kind.DATASETS)),
        "evaluation": facts_of(release.component(Kind.EVALUATION_DATA)),
        "inference": facts_of(release.component(Kind.INFERENCE_CODE)),
        "training": facts_of(release.component(Kind.TRAINING_CODE)),
        "concluded": [conclusion.about for conclusion in release.conclusions],
        "problems": [problem.message for problem in release.problems],
    }


@pytest.mark.parametrize("path", DOCUMENTS, ids=[f"{path.parent.name}/{path.stem}" for path in DOCUMENTS])
def test_a_document_yields_its_facts(path: Path, tmp_path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    expected.pop("reported", None)
    for name, text in expected.pop("beside", {}).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    document = placed(path, tmp_path)
    if "refused" in expected:
        with pytest.raises(OpennessError) as caught:
            openness.classify(document, under=[])
        assert expected["refused"] in str(caught.value)
        return
    source = tmp_path if expected.pop("folder", False) else document
    for stated, classified in zip(
        expected.pop("releases", [expected]), openness.classify_all(source, under=[]), strict=True
    ):
        found = facts(classified)
        assert {key: found[key] for key in stated} == stated


NAMES_A_CONFLICT = {"lineage-conflict", "restriction-in-prose", "licence-disputed", "label-above-rung"}
LINEAGE_IN_DOUBT = {"lineage-conflict", "lineage-cap", "lineage-unknown", "lineage-cycle"}


def of(folder: str) -> list[Path]:
    """The documents of a folder."""
    return [path for path in DOCUMENTS if path.parent.name == folder]


def classified(path: Path, tmp_path: Path) -> Classification:
    """A document by itself, under the spectrum."""
    return openness.classify(placed(path, tmp_path), under=[])


@pytest.mark.parametrize("path", of("conflict"), ids=lambda path: path.stem)
def test_a_reported_conflict_is_named_and_stands_on_no_open_rung(path: Path, tmp_path: Path) -> None:
    spectrum = (classification := classified(path, tmp_path)).spectrum
    named = {finding.code.value: finding.code.level for finding in classification.findings}
    assert NAMES_A_CONFLICT & named.keys()
    assert "error" in {named[code] for code in NAMES_A_CONFLICT & named.keys()}
    assert spectrum.reached is not None
    assert spectrum.rungs.index(spectrum.reached) < spectrum.rungs.index("open-weights")


@pytest.mark.parametrize("path", of("control"), ids=lambda path: path.stem)
def test_a_lineage_in_order_raises_nothing(path: Path, tmp_path: Path) -> None:
    findings = classified(path, tmp_path).findings
    assert not LINEAGE_IN_DOUBT & {finding.code.value for finding in findings}
    assert "error" not in {finding.code.level for finding in findings}


def test_every_conflict_says_where_it_was_reported() -> None:
    for path in of("conflict"):
        expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
        assert expected["reported"]["at"].startswith("https://")


def test_every_document_has_its_expectation_and_every_expectation_its_document() -> None:
    expected = {path.relative_to(HERE) for path in HERE.glob("*/*.expected.json")}
    assert {path.relative_to(HERE).with_suffix(".expected.json") for path in DOCUMENTS} == expected
    assert len(DOCUMENTS) == len(list(HERE.glob("*/*.expected.json")))
