"""What is not of the sort that its format asks: it is reported, and what it says counts."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.licence_texts import MIT

import openness
from openness.evaluation.classification import Classification

LIMIT = "Commercial use of the model is prohibited."
CARD = "---\nlicense: mit\nlibrary_name: transformers\n---\n# Heron\n"
HERON: dict[str, Any] = {
    "type": "machine-learning-model",
    "bom-ref": "m",
    "name": "heron",
    "purl": "pkg:huggingface/acme/heron",
    "licenses": [{"license": {"id": "MIT"}}],
    "externalReferences": [{"type": "distribution", "url": "https://huggingface.co/acme/heron"}],
}
PACKAGE: dict[str, Any] = {
    "SPDXID": "SPDXRef-m",
    "name": "acme/heron",
    "downloadLocation": "https://huggingface.co/acme/heron",
    "licenseDeclared": "MIT",
    "comment": "AIPackage",
}
OTHER_BASE = "meta-llama/Llama-3.1-8B"


def cyclonedx(component: dict[str, Any], **more: Any) -> str:
    document = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{**HERON, **component}]}
    return json.dumps({**document, **more})


def spdx2(package: dict[str, Any], **more: Any) -> str:
    document = {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "packages": [{**PACKAGE, **package}]}
    return json.dumps({**document, **more})


def spdx3(model: dict[str, Any], licensed: dict[str, Any], context: Any = "3.0.1", *more: dict[str, Any]) -> str:
    word = {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:l", "simplelicensing_licenseExpression": "MIT"}
    graph: list[dict[str, Any]] = [
        {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1", "created": "2026-06-01T00:00:00Z"},
        {
            "type": "ai_AIPackage",
            "spdxId": "urn:m",
            "name": "acme/heron",
            "software_downloadLocation": PACKAGE["downloadLocation"],
            **model,
        },
        word,
        {
            "type": "Relationship",
            "spdxId": "urn:r",
            "relationshipType": "hasDeclaredLicense",
            "from": "urn:m",
            "to": ["urn:l"],
            **licensed,
        },
        *more,
    ]
    place = f"https://spdx.org/rdf/{context}/spdx-context.jsonld" if isinstance(context, str) else context
    return json.dumps({"@context": place, "@graph": graph})


def mof(fields: str, of_weights: str) -> str:
    return (
        "framework: {name: Model Openness Framework, version: '1.0'}\nrelease:\n  name: heron\n  producer: acme\n"
        f"{fields}  license: {{distribution: {{name: Apache-2.0}}}}\n"
        f"  components: [{{name: Model parameters (Final){of_weights}}}]\n"
    )


def classified(folder: Path, name: str, text: str) -> Classification:
    (folder / name).write_text(text)
    return openness.classify(folder / name, under=[])


def is_open(classification: Classification) -> bool:
    return classification.spectrum.reached == "open-weights"


#: Files that are as their formats ask, and say no more than that a model under MIT can be had.
WHOLE = {
    "x.cdx.json": cyclonedx({}),
    "x.spdx.json": spdx2({}),
    "x.spdx3.json": spdx3({}, {}),
    "mof.yml": mof("", ""),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_file_is_open(name: str, tmp_path: Path) -> None:
    classification = classified(tmp_path, name, WHOLE[name])
    assert is_open(classification)
    assert not [finding for finding in classification.findings if finding.code == "field-invalid"]


#: By what is wrong, a file in which it hides a limit or a base.
HIDING: dict[str, tuple[str, str]] = {
    "an object where a list of properties belongs": (
        "x.cdx.json",
        cyclonedx({"properties": {"license": "cc-by-nc-4.0"}}),
    ),
    "an object for the name of a licence": (
        "x.cdx.json",
        cyclonedx({"licenses": [{"license": {"id": "MIT", "name": {"terms": LIMIT}}}]}),
    ),
    "a text where the grant of a licence belongs": (
        "x.cdx.json",
        cyclonedx({"licenses": [{"license": {"id": "MIT", "licensing": LIMIT}}]}),
    ),
    "a field that no licence has": (
        "x.cdx.json",
        cyclonedx({"licenses": [{"license": {"id": "MIT", "restrictions": LIMIT}}]}),
    ),
    "a field that no entry has": ("x.cdx.json", cyclonedx({"licenses": [{"license": {"id": "MIT"}, "terms": LIMIT}]})),
    "a text in an encoding that the format does not have": (
        "x.cdx.json",
        cyclonedx({"licenses": [{"license": {"id": "MIT", "text": {"encoding": "rot13", "content": "Ab hfr"}}}]}),
    ),
    "a licence that is neither declared nor concluded": (
        "x.cdx.json",
        cyclonedx({"licenses": [{"license": {"id": "MIT", "acknowledgement": "rejected"}}]}),
    ),
    "words of its own for one of a choice of licences": (
        "x.cdx.json",
        cyclonedx(
            {
                "licenses": [
                    {
                        "expression": "MIT OR Apache-2.0",
                        "expressionDetails": [
                            {"licenseIdentifier": id, "text": {"content": LIMIT}} for id in ("MIT", "Apache-2.0")
                        ],
                    }
                ]
            }
        ),
    ),
    "a field that no BOM has": ("x.cdx.json", cyclonedx({}, usage=LIMIT)),
    "an affirmation": ("x.cdx.json", cyclonedx({}, declarations={"affirmation": {"statement": LIMIT}})),
    "a dependency that is a text": ("x.cdx.json", cyclonedx({}, dependencies=["m needs a base"])),
    "a dependency of nothing on nothing": ("x.cdx.json", cyclonedx({}, dependencies=[{"dependsOn": ["base"]}])),
    "a dependency by package URLs": (
        "x.cdx.json",
        cyclonedx({}, dependencies=[{"ref": HERON["purl"], "dependsOn": [f"pkg:huggingface/{OTHER_BASE}"]}]),
    ),
    "a pedigree that is a text": ("x.cdx.json", cyclonedx({"pedigree": "from a base"})),
    "an element of another namespace": (
        "x.cdx.xml",
        '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="machine-learning-model">'
        f"<name>heron</name><licenses><license><id>MIT</id></license></licenses><purl>{HERON['purl']}</purl>"
        f'<x:a xmlns:x="urn:x"><x:b>{LIMIT}</x:b></x:a></component></components></bom>',
    ),
    "text between the licences": (
        "x.cdx.xml",
        '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="machine-learning-model">'
        "<name>heron</name><licenses>not for everyone<license><id>MIT</id></license></licenses>"
        f"<purl>{HERON['purl']}</purl></component></components></bom>",
    ),
    "a relationship that is a text": ("x.spdx.json", spdx2({}, relationships=["SPDXRef-m GENERATED_FROM a"])),
    "a description that is an object": ("x.spdx.json", spdx2({"summary": {"terms": LIMIT}})),
    "a declared licence that is an object": ("x.spdx.json", spdx2({"licenseConcluded": {"terms": LIMIT}})),
    "a field that no SPDX document has": ("x.spdx.json", spdx2({}, usageTerms=LIMIT)),
    "a relationship without a beginning": (
        "x.spdx3.json",
        spdx3({}, {}, "3.0.1", {"type": "Relationship", "relationshipType": "descendantOf", "to": ["urn:b"]}),
    ),
    "an extension": ("x.spdx3.json", spdx3({"extension": [{"type": "acme_Terms", "acme_text": LIMIT}]}, {})),
    "an object for the place of weights": (
        "openness.json",
        json.dumps(
            {
                "openness": 1,
                "components": {
                    "model-parameters-final": {"availability": "public", "licence": "MIT", "location": {"terms": LIMIT}}
                },
            }
        ),
    ),
    "an object for a name": (
        "openness.json",
        json.dumps(
            {
                "openness": 1,
                "name": {"terms": LIMIT},
                "components": {"model-parameters-final": {"availability": "public", "licence": "MIT"}},
            }
        ),
    ),
    "an object for the description in a MOF file": ("mof.yml", mof("", f", description: {{x: {LIMIT}}}")),
    "a field that no MOF file has": ("mof.yml", mof(f"  terms: {LIMIT}\n", "")),
    "a licence that ended": ("x.spdx3.json", spdx3({}, {"endTime": "2026-01-01T00:00:00Z"})),
    "a licence that had not begun": ("x.spdx3.json", spdx3({}, {"startTime": "2027-01-01T00:00:00Z"})),
}


@pytest.mark.parametrize(("name", "text"), HIDING.values(), ids=HIDING)
def test_what_a_reader_passes_over_keeps_a_model_from_being_open(name: str, text: str, tmp_path: Path) -> None:
    classification = classified(tmp_path, name, text)
    assert not is_open(classification)
    assert classification.findings


#: By what is wrong, a file in which nothing is lost.
SAID: dict[str, tuple[str, str]] = {
    "one licence where a list belongs": ("x.cdx.json", cyclonedx({"licenses": {"license": {"id": "MIT"}}})),
    "one expression where a list belongs": ("x.cdx.json", cyclonedx({"licenses": {"expression": "MIT"}})),
    "nothing in a list": ("x.cdx.json", cyclonedx({"licenses": [{"license": {"id": "MIT"}}, None]})),
    "one address where a list belongs": (
        "x.cdx.json",
        cyclonedx({"externalReferences": HERON["externalReferences"][0]}),
    ),
    "a version that is a number": ("x.cdx.json", cyclonedx({}, specVersion=1.6)),
    "a dependency of nothing on the model": (
        "x.cdx.json",
        cyclonedx({}, dependencies=[{"ref": "x", "dependsOn": ["m"]}]),
    ),
    "two models of one name": (
        "x.cdx.json",
        cyclonedx({}, components=[HERON, {**HERON, "bom-ref": "n"}]),
    ),
    "one package where a list belongs": ("x.spdx.json", spdx2({}, packages=PACKAGE)),
    "a context that is not SPDX's": (
        "x.spdx3.json",
        spdx3({}, {}, ["https://spdx.org/rdf/3.0.1/x", "https://a.example/c"]),
    ),
    "an agent without a name": ("x.spdx3.json", spdx3({"suppliedBy": {"type": "Organization"}}, {})),
}


@pytest.mark.parametrize(("name", "text"), SAID.values(), ids=SAID)
def test_what_is_odd_and_hides_nothing_is_only_said(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    for classification in openness.classify_all(tmp_path / name, under=[]):
        assert is_open(classification)
        assert [finding for finding in classification.findings if finding.code == "field-invalid"]


def test_a_licence_that_holds_since_before_the_document_is_not_limited(tmp_path: Path) -> None:
    text = spdx3({}, {"startTime": "2026-05-01T00:00:00Z"})
    assert is_open(classified(tmp_path, "x.spdx3.json", text))


def test_a_context_that_gives_words_of_spdx_another_meaning_is_refused(tmp_path: Path) -> None:
    context = ["https://spdx.org/rdf/3.0.1/spdx-context.jsonld", {"simplelicensing_licenseExpression": "urn:name"}]
    with pytest.raises(openness.OpennessError, match="another meaning"):
        classified(tmp_path, "x.spdx3.json", spdx3({}, {}, context))
    context[1] = {"ex": "https://example.org/"}
    assert is_open(classified(tmp_path, "x.spdx3.json", spdx3({}, {}, context)))


def test_a_dependency_of_what_is_not_described_may_be_of_any_model_it_does_not_reach(tmp_path: Path) -> None:
    base = {**HERON, "bom-ref": "b", "name": "base", "purl": "pkg:huggingface/acme/base"}
    for reached, bases in ((["b"], {"acme/heron": 1, "acme/base": 0}), (["m", "b"], {"acme/heron": 0, "acme/base": 0})):
        text = cyclonedx({}, components=[HERON, base], dependencies=[{"ref": "gone", "dependsOn": reached}])
        (tmp_path / "x.cdx.json").write_text(text)
        releases = [
            classification.release for classification in openness.classify_all(tmp_path / "x.cdx.json", under=[])
        ]
        assert {release.name.value: len(release.base_models) for release in releases} == bases


#: By file, what beside a card under MIT says that the model is not for everything.
BESIDE: dict[str, str] = {
    "mergekit_config.yml": f"merge_method: linear\nmodels: [{{model: acme/heron-base}}]\nusage: {LIMIT}\n",
    "config.json": json.dumps({"model_type": "x", "usage_terms": LIMIT}),
    "adapter_config.json": json.dumps({"base_model_name_or_path": "acme/heron-base", "usage_terms": LIMIT}),
    "CITATION.cff": f"cff-version: 1.2.0\ntitle: heron\nlicense: MIT\nabstract: {LIMIT}\n",
    "codemeta.json": json.dumps({"@context": "https://w3id.org/codemeta/3.0", "license": "MIT", "usageInfo": LIMIT}),
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_lies_beside_a_release_may_limit_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD)
    assert is_open(openness.classify(tmp_path, under=[]))
    (tmp_path / name).write_text(BESIDE[name].replace(LIMIT, "It writes verse."))
    assert is_open(openness.classify(tmp_path, under=[])) or "base" in BESIDE[name]  # which nobody knows
    (tmp_path / name).write_text(BESIDE[name])
    (limit,) = [
        finding for finding in openness.classify(tmp_path, under=[]).findings if finding.code == "restriction-in-prose"
    ]
    assert limit.source is not None
    assert limit.source.document == str(tmp_path / name)


@pytest.mark.parametrize("code", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_licence_text_is_read_in_the_encoding_that_it_begins_by_naming(code: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD)
    for text, is_met in ((MIT, True), (LIMIT, False)):
        (tmp_path / "LICENSE").write_bytes(text.encode(code))
        classification = openness.classify(tmp_path, under=[])
        assert (is_open(classification), classification.release.unread) == (is_met, ())
