"""Elements that a document states, in each format of SBOMs."""

import json
from pathlib import Path
from typing import Any

import pytest

import openness
from openness.formats import cyclonedx, spdx2, spdx3
from openness.release.release import Release
from openness.shelf.shelf import Shelf
from openness.syntax.document import Document
from openness.vocabulary.elements import Element
from openness.vocabulary.verdict import Verdict

PEOPLE = [{"name": "A. Writer"}]
MODEL = {"type": "machine-learning-model", "bom-ref": "m", "name": "heron"}
FIGURES = {"performanceMetrics": [{"type": "x"}]}
DATA = {"type": "data", "bom-ref": "d", "name": "reeds"}


def cdx(component: dict[str, Any] = MODEL, *others: dict[str, Any], **metadata: Any) -> Release:
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "metadata": {"component": component, **metadata},
        "components": list(others),
    }
    return cyclonedx.read(Document("x.cdx.json", "", data=json.dumps(bom).encode()))[0]


def spdx(*elements: dict[str, Any], created: str = "2026-01-02T03:04:05Z", root: str = "urn:m") -> Release:
    creation = {
        "type": "CreationInfo",
        "@id": "_:c",
        "specVersion": "3.0.1",
        "created": created,
        "createdBy": ["urn:a"],
    }
    frame = [
        creation,
        {"type": "SoftwareAgent", "spdxId": "urn:a", "name": "a tool"},
        {"type": "SpdxDocument", "spdxId": "urn:doc", "rootElement": [root]},
    ]
    graph = {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [*frame, *elements]}
    return spdx3.read(Document("x.spdx3.json", "", data=json.dumps(graph).encode()))[0]


def tied(word: str, of: str, to: str) -> dict[str, Any]:
    return {"type": "Relationship", "spdxId": f"urn:{word}{of}{to}", "relationshipType": word, "from": of, "to": [to]}


def stated(release: Release, element: Element) -> set[str]:
    return set(dict(release.elements)[element].values) if element in dict(release.elements) else set()


YES, NO, BOTH, UNKNOWN = {"true"}, {"false"}, {"true", "false"}, set[str]()


@pytest.mark.parametrize(
    ("release", "element", "values"),
    [
        (cdx(authors=PEOPLE), Element.SBOM_AUTHOR, YES),
        (cdx(), Element.SBOM_AUTHOR, NO),
        (cdx(tools={"components": [{"name": "t"}]}), Element.SBOM_AUTHOR, NO),
        (cdx(tools={"components": [{"name": "t"}]}), Element.SBOM_CREATOR, YES),
        (cdx(tools={"components": [{"name": "t", "version": "unknown"}]}), Element.TOOL_VERSION, YES),
        (cdx({**MODEL, "version": "NOASSERTION"}), Element.MODEL_VERSION, NO),
        (cdx({**MODEL, "version": "1"}), Element.MODEL_VERSION, YES),
        (cdx({**MODEL, "hashes": []}), Element.MODEL_HASH, NO),
        (cdx(MODEL, DATA), Element.DATA_LICENCE, NO),
        (cdx(MODEL, {**DATA, "licenses": [{"license": {"id": "MIT"}}]}, {**DATA, "bom-ref": "e"}), Element.DATA_LICENCE, BOTH),
        (cdx(), Element.DATA_LICENCE, UNKNOWN),
        (cdx(MODEL, DATA), Element.DATA_DEPENDENCIES, NO),
        (cdx({**MODEL, "modelCard": {"modelParameters": {"datasets": [{"ref": "d"}]}}}, DATA), Element.DATA_DEPENDENCIES, YES),
        (cdx({**MODEL, "modelCard": {"quantitativeAnalysis": FIGURES}}), Element.SECURITY_METRICS, UNKNOWN),
        (cdx(), Element.SECURITY_METRICS, NO),
        (cdx(), Element.MODEL_TIMESTAMP, NO),
        (cdx({**MODEL, "properties": [{"name": "x:createdAt", "value": "2024"}]}), Element.MODEL_TIMESTAMP, UNKNOWN),
    ],
)  # fmt: skip
def test_of_cyclonedx(release: Release, element: Element, values: set[str]) -> None:
    assert stated(release, element) == values


HERON = {"type": "ai_AIPackage", "spdxId": "urn:m", "name": "heron"}
ACME = {"type": "Organization", "spdxId": "urn:acme", "name": "Acme"}


@pytest.mark.parametrize(
    ("release", "element", "values"),
    [
        (spdx(HERON), Element.SBOM_AUTHOR, NO),
        (spdx(HERON), Element.SBOM_CREATOR, YES),
        (spdx(HERON), Element.SBOM_TIMESTAMP, YES),
        (spdx(HERON, created="1970-01-01T00:00:00Z"), Element.SBOM_TIMESTAMP, NO),
        (spdx(HERON), Element.SBOM_SIGNATURE, UNKNOWN),
        (spdx(HERON), Element.COMPONENT_SUPPLIER, NO),
        (spdx({**HERON, "suppliedBy": "urn:acme"}, ACME), Element.COMPONENT_SUPPLIER, YES),
        (spdx({**HERON, "suppliedBy": "urn:nobody"}), Element.COMPONENT_SUPPLIER, NO),
        (spdx({**HERON, "originatedBy": ["urn:acme"]}, ACME), Element.COMPONENT_SUPPLIER, NO),
        (spdx(HERON, tied("hasDeclaredLicense", "urn:m", "https://spdx.org/licenses/MIT")), Element.MODEL_LICENCE, YES),
        (
            spdx(HERON, tied("hasDeclaredLicense", "urn:m", "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense")),
            Element.MODEL_LICENCE,
            NO,
        ),
        (spdx(HERON, {**HERON, "spdxId": "urn:b", "suppliedBy": "urn:acme"}, ACME), Element.COMPONENT_SUPPLIER, NO),
        (
            spdx({**HERON, "suppliedBy": "urn:acme"}, {**HERON, "spdxId": "urn:b"}, ACME, tied("contains", "urn:m", "urn:b")),
            Element.COMPONENT_SUPPLIER,
            BOTH,
        ),
        (spdx({**HERON, "ai_informationAboutApplication": "x"}), Element.SYSTEM_DATA_FLOW, UNKNOWN),
    ],
)  # fmt: skip
def test_of_spdx_3(release: Release, element: Element, values: set[str]) -> None:
    assert stated(release, element) == values


def test_of_spdx_2() -> None:
    package = {
        "SPDXID": "SPDXRef-m",
        "name": "heron",
        "supplier": "NOASSERTION",
        "versionInfo": "1",
        "comment": "AIPackage",
    }
    sbom = {
        "spdxVersion": "SPDX-2.3",
        "creationInfo": {"created": "2026-01-02T03:04:05Z", "creators": ["Tool: t-1"]},
        "documentDescribes": ["SPDXRef-m"],
        "packages": [package],
    }
    release = spdx2.read(Document("x.spdx.json", "", data=json.dumps(sbom).encode()))[0]
    wanted = {
        Element.SBOM_CREATOR: YES,
        Element.SBOM_AUTHOR: NO,
        Element.SBOM_TIMESTAMP: YES,
        Element.SBOM_PRIMARY: YES,
        Element.SBOM_RELATIONS: NO,
        Element.SBOM_DEPENDENCIES: NO,
        Element.COMPONENT_VERSION: YES,
        Element.COMPONENT_SUPPLIER: NO,
        Element.MODEL_NAME: UNKNOWN,
    }
    assert {element: stated(release, element) for element in wanted} == wanted


DOCUMENTS = ("g7-ai-sbom-2026", "ntia-2021", "fsct3")


def test_a_definition_of_a_document_is_judged_only_where_it_is_named() -> None:
    release = cdx()
    assert not set(DOCUMENTS) & set(openness.classify(release).judgements)
    assert set(DOCUMENTS) < set(openness.classify(release, under=DOCUMENTS).judgements)


def test_so_is_one_of_a_shelf_of_one_s_own(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(
        'id = "ours"\nname = "Ours"\nversion = "1"\nsource = "here"\ndated = 2026-01-01\nabout = "document"\n'
        'read = { hand = "first-hand", from = "us" }\n[[grade]]\nid = "g"\nname = "G"\nsays = "s"\n'
        '[[grade.criterion]]\nid = "author"\nsays = "s"\ncites = "1"\nhelp = "h"\nelements = ["sbom-author"]\n'
    )
    shelf = Shelf((str(tmp_path),))
    assert "ours" not in openness.classify(cdx(), shelf=shelf).judgements
    judgement = openness.classify(cdx(authors=PEOPLE), under=["ours"], shelf=shelf).judgements["ours"]
    assert judgement.verdict is Verdict.MET


def test_what_was_read_from_no_sbom_is_not_judged() -> None:
    judgement = openness.classify(Release(), under=DOCUMENTS).judgements["ntia-2021"]
    assert (judgement.verdict, judgement.criteria) == (None, ())
    assert "none was read" in judgement.says


def test_one_component_that_lacks_it_is_enough_and_is_named() -> None:
    release = cdx({**MODEL, "supplier": {"name": "Acme"}}, DATA)
    judgement = openness.classify(release, under=["ntia-2021"]).judgements["ntia-2021"]
    supplier = next(judged for judged in judgement.criteria if judged.criterion.id == "supplier")
    assert supplier.verdict.value == "unmet"
    assert supplier.missing == ("'reeds' does not state who supplies the component",)


def test_the_g7_s_elements_are_fifty_in_seven_clusters() -> None:
    judgement = openness.classify(cdx(), under=["g7-ai-sbom-2026"]).judgements["g7-ai-sbom-2026"]
    cited = [judged.criterion.cites.partition(",")[0] for judged in judgement.criteria]
    assert [cited.count(cluster) for cluster in dict.fromkeys(cited)] == [10, 9, 13, 10, 2, 4, 2]
    assert {judged.verdict.value for judged in judgement.criteria} == {"met", "unmet", "unknown"}
    assert judgement.score is not None and 0 < judgement.score["low"] < judgement.score["high"] < 1


def test_what_we_write_passes_ntia_where_name_version_supplier_and_date_are_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    text = openness.convert("docs/examples/olmo-2", to="spdx3").text
    release = spdx3.read(Document("x.spdx3.json", "", data=text.encode()))[0]
    judgement = openness.classify(release, under=["ntia-2021"]).judgements["ntia-2021"]
    assert judgement.verdict is not None
    assert judgement.verdict.value == "met"
