"""SPDX 2 documents, and what spdx-tools reads of them."""

import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.support.releases import WEIGHTS

import openness
from openness.errors import NotThisFormat, OpennessError
from openness.formats import cyclonedx, format_of, native, spdx2, spdx3
from openness.release.hints import LimitInProse
from openness.release.release import Release
from openness.syntax.document import Document
from openness.syntax.tag_value import LINES
from openness.vocabulary import Kind

CORPUS = Path(__file__).parents[1] / "corpus/spdx2"
SYNTAXES = ("model.spdx.json", "shape.spdx.yaml", "markup.spdx.xml", "tags.spdx", "graph.spdx.rdf")


def document(package: dict[str, Any], about: bool = True, **more: Any) -> str:
    sbom = {"SPDXID": "SPDXRef-m", "name": "heron", "downloadLocation": "NOASSERTION", **package}
    described = {"documentDescribes": ["SPDXRef-m"] if about else ["SPDXRef-other"]}
    return json.dumps(
        {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", **described, "packages": [sbom], **more}
    )


def read(text: str, name: str = "x.spdx.json") -> tuple[Release, ...]:
    return spdx2.read(Document(name, "", data=text.encode()))


def is_model(package: dict[str, Any], about: bool = True, **more: Any) -> bool:
    """True where a package is known to be a model, and not only taken for one."""
    try:
        releases = read(document(package, about, **more))
    except NotThisFormat:
        return False
    return not any("is taken for a model" in finding.message for finding in releases[0].oddities)


def purl(locator: str) -> dict[str, Any]:
    return {
        "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": locator}]
    }


@pytest.mark.parametrize(
    "name",
    ["a.spdx", "a.SPDX.json", "a.spdx.yml", "a.spdx.yaml", "a.spdx.rdf", "a.spdx.rdf.xml", "a.spdx.xml", "sbom.json"],
)
def test_a_name_tells_that_a_file_may_be_one(name: str) -> None:
    assert format_of(name) is spdx2


@pytest.mark.parametrize("name", SYNTAXES)
def test_content_tells_a_file_of_another_name(name: str, tmp_path: Path) -> None:
    text = (CORPUS / name).read_text(encoding="utf-8")
    assert spdx2.matches_content("x", text)
    assert not any(other.matches_content("x.yaml", text) for other in (spdx3, cyclonedx, native))
    (tmp_path / "x").write_text(text, encoding="utf-8")
    assert openness.read(tmp_path / "x").name.value == "acme/heron"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.md", '{"spdxVersion": "SPDX-2.3"}'),
        ("x", 'See: {"spdxVersion": "SPDX-2.3"}'),
        ("x", "It is about SPDXVersion: SPDX-2.3"),
        ("x", '{"bomFormat": "CycloneDX"}'),
    ],
)
def test_content_that_does_not_tell(name: str, text: str) -> None:
    assert not spdx2.matches_content(name, text)


def test_five_syntaxes_say_the_same() -> None:
    releases = [read((CORPUS / name).read_text(encoding="utf-8"), name) for name in SYNTAXES]
    answers = set()
    for (release,) in releases:
        (base,) = release.base_models
        parts = [
            (part.kind, item.name, item.availability.value, item.licence.value)
            for part in release.components
            for item in part.items
        ]
        facts = (release.name.value, release.version.value, release.producer.value)
        answers.add((*facts, tuple(parts), base.name, base.licence.value))
    assert len(answers) == 1


@pytest.mark.parametrize(("name", "line"), list(zip(SYNTAXES, (18, 18, 22, 21, 13), strict=True)))
def test_claims_have_lines_in_every_syntax(name: str, line: int) -> None:
    (release,) = read((CORPUS / name).read_text(encoding="utf-8"), name)
    (claim,) = release.component(WEIGHTS).licence.claims
    assert (claim.source.line, claim.written, claim.because) == (line, "MIT", "licenseDeclared")


def test_relationships_of_a_tag_value_file_have_lines() -> None:
    (release,) = read((CORPUS / "tags.spdx").read_text(encoding="utf-8"), "tags.spdx")
    assert release.base_models[0].source.line == 50


@pytest.mark.parametrize("code", ["utf-8-sig", "utf-16", "utf-32"])
def test_other_encodings(code: str, tmp_path: Path) -> None:
    path = tmp_path / "x.spdx.json"
    path.write_bytes(document(purl("pkg:huggingface/acme/heron")).encode(code))
    assert openness.read(path).name.value == "acme/heron"


@pytest.mark.parametrize(
    "package",
    [
        purl("pkg:huggingface/acme/heron"),
        purl("pkg:mlflow/heron@1"),
        {"downloadLocation": "https://huggingface.co/acme/heron", "primaryPackagePurpose": "APPLICATION"},
        {"packageFileName": "./heron.Q4.GGUF"},
        {"name": "heron.safetensors", "primaryPackagePurpose": "FILE"},
        {"comment": "converted from an ai_AIPackage"},
        {"annotations": [{"comment": "type: machine-learning-model"}]},
        {"primaryPackagePurpose": "MODEL"},
    ],
)
def test_packages_that_are_models_whatever_the_document_is_about(package: dict[str, Any]) -> None:
    assert is_model(package, about=False)


@pytest.mark.parametrize(
    "package",
    [
        {"description": "A large language model of herons."},
        {"name": "heron-language-model"},
        {"summary": "LLM for birds", "primaryPackagePurpose": "OTHER"},
    ],
)
def test_packages_that_are_models_where_the_document_is_about_them(package: dict[str, Any]) -> None:
    assert is_model(package)
    assert not is_model(package, about=False)
    assert not is_model({**package, "primaryPackagePurpose": "LIBRARY"})


@pytest.mark.parametrize(
    "package",
    [
        {"name": "model-viewer"},
        {"description": "A library to load a language model.", "primaryPackagePurpose": "LIBRARY"},
        purl("pkg:pypi/heron"),
        {"downloadLocation": "https://huggingface.co/spaces/acme/heron"},
    ],
)
def test_packages_that_are_not(package: dict[str, Any]) -> None:
    assert not is_model(package)


def test_a_package_that_holds_weights_is_a_model() -> None:
    files = [{"SPDXID": "SPDXRef-f", "fileName": "./heron.safetensors"}]
    contains = {"spdxElementId": "SPDXRef-m", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-f"}
    contained = {"spdxElementId": "SPDXRef-f", "relationshipType": "CONTAINED_BY", "relatedSpdxElement": "SPDXRef-m"}
    assert is_model({}, files=files, relationships=[contains])
    assert is_model({}, files=files, relationships=[contained])
    assert is_model({"hasFiles": ["SPDXRef-f"]}, files=files)
    assert not is_model({}, files=files)
    assert not is_model({"primaryPackagePurpose": "CONTAINER"}, files=files, relationships=[contains])


@pytest.mark.parametrize(
    ("sort", "turned", "relation"),
    [
        ("DESCENDANT_OF", False, "fine-tune"),
        ("ANCESTOR_OF", True, "fine-tune"),
        ("GENERATED_FROM", False, "fine-tune"),
        ("COPY_OF", False, "fine-tune"),
        ("PATCH_FOR", False, "fine-tune"),
        ("EXPANDED_FROM_ARCHIVE", False, "fine-tune"),
        ("STATIC_LINK", False, "adapter"),
        ("RUNTIME_DEPENDENCY_OF", True, "adapter"),
        ("DEPENDS_ON", False, "adapter"),
        ("DEPENDENCY_OF", True, "adapter"),
    ],
)
def test_what_a_model_was_made_from_is_a_base(sort: str, turned: bool, relation: str) -> None:
    base = {"SPDXID": "SPDXRef-b", "name": "egret", **purl("pkg:huggingface/acme/egret")}
    ends = ["SPDXRef-b", "SPDXRef-m"] if turned else ["SPDXRef-m", "SPDXRef-b"]
    tie = {"spdxElementId": ends[0], "relationshipType": sort, "relatedSpdxElement": ends[1]}
    text = document(purl("pkg:huggingface/acme/heron"), relationships=[tie])
    sbom = json.loads(text)
    sbom["packages"].append(base)
    (release,) = read(json.dumps(sbom))
    assert [(base_model.name, base_model.relation.value) for base_model in release.base_models] == [
        ("acme/egret", relation)
    ]


@pytest.mark.parametrize("field", ["comment", "annotations"])
def test_what_a_document_says_of_itself_it_says_of_what_it_is_about(field: str) -> None:
    words = "The model may be used for non-commercial purposes only."
    note: Any = words if field == "comment" else [{"annotationType": "OTHER", "comment": words}]
    sbom = json.loads(document(purl("pkg:huggingface/acme/heron")))
    (release,) = read(json.dumps({**sbom, field: note}))
    assert [hint.written for hint in release.limits if isinstance(hint, LimitInProse)] == [words.rstrip(".")]


@pytest.mark.parametrize(
    ("sort", "comment", "kind"),
    [
        ("OTHER", "The model was trained on it.", Kind.DATASETS),
        ("OTHER", "used to evaluate", Kind.EVALUATION_DATA),
        ("OTHER", "", None),
        ("DATA_FILE_OF", "", Kind.DATASETS),
        ("TEST_OF", "", Kind.EVALUATION_DATA),
    ],
)
def test_what_a_model_was_trained_on_is_its_data(sort: str, comment: str, kind: Kind | None) -> None:
    tie = {
        "spdxElementId": "SPDXRef-d",
        "relationshipType": sort,
        "relatedSpdxElement": "SPDXRef-m",
        "comment": comment,
    }
    sbom = json.loads(document(purl("pkg:huggingface/acme/heron"), relationships=[tie]))
    sbom["packages"].append({"SPDXID": "SPDXRef-d", "name": "d", **purl("pkg:huggingface/datasets/acme/reeds")})
    (release,) = read(json.dumps(sbom))
    found = [part.kind for part in release.components if part.kind is not WEIGHTS]
    assert found == ([kind] if kind else [])


def test_a_licence_that_is_no_word_is_a_doubt() -> None:
    (release,) = read(
        document({**purl("pkg:huggingface/a/b"), "licenseDeclared": {"MIT": 1}, "licenseConcluded": "MIT"})
    )
    assert release.component(WEIGHTS).licence.values == ("MIT", "NOASSERTION")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "no SPDX document"),
        ("{", "not valid JSON"),
        ('{"spdxVersion": "SPDX-3.0"}', "not SPDX 2"),
        ("{}", "not SPDX 2"),
        ("SPDXVersion: SPDX-2.3\nPackageName\n", "spdx-tools cannot read it"),
        ("SPDXVersion: SPDX-2.3\n" + "x: y\n" * LINES, "more than 20,000 lines"),
        ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "spdx-tools cannot read it"),
    ],
)
def test_what_is_refused(text: str, message: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(OpennessError, match=message):
        read(text)
    assert capfd.readouterr() == ("", "")
    assert logging.root.manager.disable == 0


def test_licences_of_a_tag_value_file_are_kept_as_they_are_written() -> None:
    text = (CORPUS / "tags.spdx").read_text(encoding="utf-8")
    for word in ("OpenMDW-1.0", "Llama 3.1 Community License", "MIT AND", "llama3.1", "MIT and OpenMDW-1.1"):
        (release,) = read(text.replace("PackageLicenseDeclared: MIT", f"PackageLicenseDeclared: {word}"), "x.spdx")
        (claim,) = release.component(WEIGHTS).licence.claims
        assert (claim.value, claim.source.line) == (word, 21)


def test_a_text_of_a_tag_value_file_is_no_line_of_it() -> None:
    text = (CORPUS / "tags.spdx").read_text(encoding="utf-8")
    changed = text.replace(
        "PackageLicenseDeclared: MIT", "PackageComment: <text>\nPackageLicenseDeclared: MIT\n</text>"
    )
    (release,) = read(changed, "x.spdx")
    assert release.component(WEIGHTS).licence.claims == ()


def test_the_library_writes_nothing_where_it_is_installed() -> None:
    read((CORPUS / "tags.spdx").read_text(encoding="utf-8"), "tags.spdx")
    folder = os.path.dirname(sys.modules["spdx_tools.spdx.parser.tagvalue.parser"].__file__ or "")
    assert not [name for name in os.listdir(folder) if name.startswith(("parsetab", "parser.out"))]


def test_real_documents(shared: Path) -> None:
    found = {}
    for path in sorted((shared / "data/corpus/spdx23").iterdir()):
        try:
            found[path.name] = [(one.name.value, one.subject) for one in openness.formats.read(str(path))]
        except NotThisFormat:
            found[path.name] = []
    assert found == {
        "spdx-examples__05-SBOMwSourceLicense.json": [],
        "spdx-examples__ACME-v2.3.spdx.json": [],
        "spdx-examples__hello-source.spdx.json": [],
        "tools-python__SPDXTagExample-v2.3.spdx": [],
        "tools-python__UTF-16.spdx.json": [("glibc", "")],  # of a purpose that is not said
    }


@pytest.mark.parametrize(("of", "bases", "faults"), [("m", ["a/b"], 0), ("typo", [""], 1), ("DocumentRef-x:m", [], 0)])
def test_a_base_of_a_thing_that_is_described_nowhere_may_be_the_models(of: str, bases: list[str], faults: int) -> None:
    base = {"SPDXID": "SPDXRef-b", "name": "b", **purl("pkg:huggingface/a/b")}
    of = of if ":" in of else f"SPDXRef-{of}"
    edge = {"spdxElementId": of, "relationshipType": "DESCENDANT_OF", "relatedSpdxElement": "SPDXRef-b"}
    tree = json.loads(document(purl("pkg:huggingface/acme/heron"), relationships=[edge]))
    tree["packages"].append(base)
    release = next(one for one in read(json.dumps(tree)) if one.name.value == "acme/heron")
    assert [base_model.name for base_model in release.base_models] == bases
    assert len([oddity for oddity in release.oddities if "nothing here has that id" in oddity.message]) == faults


def test_a_supplier_of_no_sort_is_reported() -> None:
    (release,) = read(document({**purl("pkg:huggingface/acme/heron"), "supplier": "Acme"}))
    assert not release.producer.claims
    assert "neither a person nor an organisation" in release.oddities[0].message
