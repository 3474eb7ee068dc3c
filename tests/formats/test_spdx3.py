"""SPDX 3 documents."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.releases import WEIGHTS, resolved

import openness
from openness.errors import NotThisFormat, OpennessError
from openness.formats import cyclonedx, format_of, native, spdx2, spdx3
from openness.release.release import Release
from openness.syntax.document import Document
from openness.vocabulary import Kind

MODEL = {"type": "ai_AIPackage", "spdxId": "urn:m", "name": "heron"}
LISTED = "https://spdx.org/licenses/"


def document(*elements: dict[str, Any], version: str = "3.0.1") -> str:
    context = f"https://spdx.org/rdf/{version}/spdx-context.jsonld"
    info = {"type": "CreationInfo", "@id": "_:c", "specVersion": version}
    return json.dumps({"@context": context, "@graph": [info, *elements]})


def tied(sort: str, of: str, *to: object) -> dict[str, Any]:
    return {
        "type": "Relationship",
        "spdxId": f"urn:{sort}:{of}:{to}",
        "relationshipType": sort,
        "from": of,
        "to": [*to],
    }


def read(*elements: dict[str, Any], version: str = "3.0.1") -> tuple[Release, ...]:
    return spdx3.read(Document("x.spdx3.json", "", data=document(*elements, version=version).encode()))


def licence(*elements: dict[str, Any], to: tuple[object, ...] = ("urn:l",)) -> tuple[str, ...]:
    (release,) = read(MODEL, tied("hasDeclaredLicense", "urn:m", *to), *elements)
    return release.component(WEIGHTS).licence.values


@pytest.mark.parametrize("name", ["a.spdx3.json", "a.SPDX3.jsonld", "a.spdx.jsonld", "bom.jsonld"])
def test_a_name_tells_that_a_file_may_be_one(name: str) -> None:
    assert format_of(name) is spdx3


@pytest.mark.parametrize("name", ["a.spdx.json", "sbom.json", "whatever"])
def test_content_tells_it_from_others_of_the_same_name(name: str, tmp_path: Path) -> None:
    text = document(MODEL)
    assert not any(other.matches_content(name, text) for other in (spdx2, cyclonedx, native))
    (tmp_path / name).write_text(text)
    assert openness.read(tmp_path / name).name.value == "heron"


def test_classes_and_properties_are_known_by_their_last_word() -> None:
    for name, key in (
        ("AIPackage", "packageVersion"),
        ("ai:AIPackage", "software:packageVersion"),
        ("https://spdx.org/rdf/3.0.1/terms/AI/AIPackage", "https://spdx.org/rdf/3.0.1/terms/Software/packageVersion"),
    ):
        (release,) = read({"@type": [name], "@id": "urn:m", "name": {"@value": "heron"}, key: "1"})
        assert (release.name.value, release.version.value) == ("heron", "1")


def test_elements_may_stand_within_others() -> None:
    inner = {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:l", "simplelicensing_licenseExpression": "MIT"}
    assert licence(to=(inner,)) == ("MIT",)


def test_two_elements_of_one_id_are_one() -> None:
    (release,) = read(MODEL, {"spdxId": "urn:m", "software_packageVersion": "2", "name": "egret"})
    assert (release.name.values, release.version.value) == (("egret", "heron"), "2")


@pytest.mark.parametrize(
    ("to", "values"),
    [
        (LISTED + "MIT", ("MIT",)),
        (LISTED + "MIT.html", ("MIT",)),
        ("https://spdx.org/rdf/3.0.1/terms/Licensing/None", ("NONE",)),
        ("https://spdx.org/rdf/3.0.1/terms/Licensing/NoAssertion", ()),
        ("https://spdx.org/rdf/3.0.1/terms/Core/NoAssertionElement", ()),
        ("MIT", ("other",)),
        ("https://acme.example/licenses/MIT", ("other",)),
    ],
)
def test_licences_by_address(to: str, values: tuple[str, ...]) -> None:
    assert licence(to=(to,)) == values


@pytest.mark.parametrize(
    ("element", "value"),
    [
        (
            {"type": "LicenseExpression", "licenseExpression": "MIT OR Apache-2.0"},
            "MIT OR Apache-2.0",
        ),
        (
            {"type": "ConjunctiveLicenseSet", "member": [LISTED + "MIT", "urn:x"]},
            "(MIT) AND (NOASSERTION)",
        ),
        (
            {
                "type": "expandedlicensing_DisjunctiveLicenseSet",
                "expandedlicensing_member": [LISTED + "MIT", LISTED + "ISC"],
            },
            "(MIT) OR (ISC)",
        ),
        (
            {"type": "expandedlicensing_OrLaterOperator", "expandedlicensing_subjectLicense": LISTED + "GPL-2.0"},
            "GPL-2.0+",
        ),
        (
            {
                "type": "expandedlicensing_WithAdditionOperator",
                "expandedlicensing_subjectExtendableLicense": LISTED + "GPL-2.0-only",
                "expandedlicensing_subjectAddition": LISTED + "Classpath-exception-2.0",
            },
            "GPL-2.0-only WITH Classpath-exception-2.0",
        ),
        ({"type": "expandedlicensing_CustomLicense", "name": "Theirs"}, "Theirs"),
        ({"type": "expandedlicensing_NoneLicense"}, "NONE"),
    ],
)
def test_licences_as_elements(element: dict[str, Any], value: str) -> None:
    assert licence({"spdxId": "urn:l", **element}) == (value,)


def test_a_listed_licence_with_another_text_is_not_that_licence() -> None:
    text = "You may look at it.\n" + "Nothing else is allowed. " * 9
    element = {"type": "expandedlicensing_ListedLicense", "spdxId": LISTED + "MIT", "simplelicensing_licenseText": text}
    (release,) = read(MODEL, tied("hasDeclaredLicense", "urn:m", LISTED + "MIT"), element)
    assert [text.text for text in release.texts] == [text]
    assert resolved(release).component(WEIGHTS).licence.state == "disputed"


def test_own_ids_in_an_expression_are_what_they_stand_for() -> None:
    text = "Do as we say.\n" + "And nothing else, at no time. " * 9
    entry = {"type": "DictionaryEntry", "key": "LicenseRef-a", "value": "urn:t"}
    expression = {
        "type": "simplelicensing_LicenseExpression",
        "spdxId": "urn:l",
        "simplelicensing_licenseExpression": "MIT AND LicenseRef-a",
        "simplelicensing_customIdToUri": [entry],
    }
    element = {"type": "simplelicensing_SimpleLicensingText", "spdxId": "urn:t", "simplelicensing_licenseText": text}
    (release,) = read(MODEL, tied("hasDeclaredLicense", "urn:m", "urn:l"), expression, element)
    assert release.component(WEIGHTS).licence.value == "MIT AND NOASSERTION"
    assert [text.text for text in release.texts] == [text]


@pytest.mark.parametrize(
    ("sort", "turned", "relation", "basis"),
    [
        ("descendantOf", False, "fine-tune", "inferred"),
        ("ancestorOf", True, "fine-tune", "inferred"),
        ("finetunedOn", False, "fine-tune", "declared"),
        ("quantizedFrom", False, "quantisation", "declared"),
        ("dependsOn", False, "adapter", "inferred"),
    ],
)
def test_what_a_model_was_made_from_is_a_base(sort: str, turned: bool, relation: str, basis: str) -> None:
    base = {**MODEL, "spdxId": "urn:b", "name": "egret"}
    tie = tied(sort, "urn:b", "urn:m") if turned else tied(sort, "urn:m", "urn:b")
    (release,) = read(MODEL, base, tie, tied("hasConcludedLicense", "urn:b", LISTED + "MIT"))
    (edge,) = release.base_models
    assert (edge.name, edge.relation.value, edge.basis.value, edge.licence.value) == ("egret", relation, basis, "MIT")


@pytest.mark.parametrize(
    ("sort", "turned", "relation", "certain"),
    [
        ("copiedTo", True, "fine-tune", True),
        ("patchedBy", False, "fine-tune", True),
        ("hasInput", False, "fine-tune", True),
        ("hasPrerequisite", False, "adapter", True),
        ("modifiedBy", True, "fine-tune", False),
        ("other", False, "adapter", False),
    ],
)
def test_most_relationships_of_two_models_tell_of_a_base(sort: str, turned: bool, relation: str, certain: bool) -> None:
    base = {**MODEL, "spdxId": "urn:b", "name": "egret"}
    tie = tied(sort, "urn:b", "urn:m") if turned else tied(sort, "urn:m", "urn:b")
    (release,) = read(MODEL, base, tie)
    (edge,) = release.base_models
    assert (edge.name, edge.relation.value, edge.certain) == ("egret", relation, certain)


@pytest.mark.parametrize("sort", ["dependsOn", "usesTool", "hasInput"])
def test_what_a_model_uses_elsewhere_is_no_base(sort: str) -> None:
    (release,) = read(MODEL, tied(sort, "urn:m", "urn:nowhere"))
    assert release.base_models == ()


@pytest.mark.parametrize(
    ("word", "kind"),
    [("validatedOn", Kind.DATASETS), ("pretrainedOn", Kind.DATASETS), ("evaluatedOn", Kind.EVALUATION_DATA)],
)
def test_words_of_spdx_3_1_on_data(word: str, kind: Kind) -> None:
    (release,) = read(MODEL, tied(word, "urn:m", "https://huggingface.co/datasets/acme/reeds"))
    assert [item.name for item in release.component(kind).items] == ["acme/reeds"]


def test_data_that_is_described_nowhere_is_named() -> None:
    (release,) = read(MODEL, tied("trainedOn", "urn:m", "https://huggingface.co/datasets/acme/reeds"))
    assert [item.name for item in release.component(Kind.DATASETS).items] == ["acme/reeds"]


@pytest.mark.parametrize(
    "ties",
    [
        [tied("hasInput", "urn:d", "urn:raw")],
        [tied("generates", "urn:raw", "urn:d")],
        [tied("generates", "urn:script", "urn:d"), tied("hasInput", "urn:script", "urn:raw")],
        [tied("contains", "urn:d", "urn:txt"), tied("descendantOf", "urn:txt", "urn:raw")],
    ],
)
def test_raw_data_is_data_of_the_model(ties: list[dict[str, Any]]) -> None:
    data = [{"type": "dataset_DatasetPackage", "spdxId": f"urn:{id}", "name": id} for id in ("d", "raw")]
    files = [{"type": "software_File", "spdxId": f"urn:{id}", "name": id} for id in ("script", "txt")]
    (release,) = read(MODEL, *data, *files, tied("trainedOn", "urn:m", "urn:d"), *ties)
    assert [item.name for item in release.component(Kind.DATASETS).items] == ["d", "raw"]
    assert release.oddities == ()


def test_a_package_url_tells_the_name() -> None:
    for package in (
        {"software_packageUrl": "pkg:huggingface/acme/heron@1"},
        {"externalIdentifier": [{"externalIdentifierType": "packageUrl", "identifier": "pkg:huggingface/acme/heron"}]},
    ):
        (release,) = read({**MODEL, **package})
        assert release.name.value == "acme/heron"


def test_a_purpose_makes_a_model_only_where_the_ai_profile_is_not_used() -> None:
    package = {"type": "software_Package", "spdxId": "urn:p", "name": "p", "software_primaryPurpose": "model"}
    assert [one.name.value for one in read(package)] == ["p"]
    assert [one.name.value for one in read(package, MODEL)] == ["heron"]


def test_a_version_that_is_not_known_is_a_finding() -> None:
    (release,) = read(MODEL, version="3.0.0")
    assert release.oddities == ()
    (release,) = read(MODEL, version="3.1")
    assert [finding.message for finding in release.oddities] == [
        "its version is '3.1'; what it has in common with 3.0.1 is read"
    ]


@pytest.mark.parametrize("text", ["[]", "{", '"x"', ""])
def test_what_is_refused(text: str) -> None:
    with pytest.raises((OpennessError, NotThisFormat)):
        spdx3.read(Document("x.spdx3.json", "", data=text.encode()))


def test_real_documents(shared: Path) -> None:
    found = {}
    for folder in ("spdx3-ai", "spdx3-other"):
        for path in sorted((shared / "data/corpus" / folder).iterdir()):
            for one in openness.formats.read(str(path)):
                weights, data = one.component(WEIGHTS), one.component(Kind.DATASETS)
                facts = (weights.availability.value, weights.licence.value, data.availability.value, data.licence.value)
                found[f"{path.name.partition('.')[0]}: {one.name.value}"] = (one.subject, *facts)
    co2 = "Our World in Data CO2 and Greenhouse Gas Emissions dataset"
    demo = "Sentiment Demo: A Simple AI Application and its AI BOM Example"
    assert found == {
        "pitloom__ai-model-fragment: resnet-tiny-classifier": ("model", None, None, None, None),
        "pitloom__dataset-fragment: tiny-image-dataset": ("dataset", None, None, "public", None),
        "pitloom__training-run-fragment: linear-regressor": ("model", None, None, "public", None),
        f"sentimentdemo__bom: {demo}": ("model", None, "CC0-1.0", "public", "CC0-1.0"),
        "sentimentdemo__old-bom: Sentiment Demo": ("model", None, "CC-BY-4.0", "public", "CC-BY-4.0"),
        "spdx-examples__ai01: word-model": ("", "public", "MIT", "gated", "other"),
        "spdx-examples__ai01: line-model": ("", "public", "MIT", "gated", "other"),
        f"spdx-examples__ai02: {demo}": ("model", None, "CC0-1.0", "public", "CC0-1.0"),
        f"spdx-examples__dataset01: {co2}": ("dataset", None, None, "public", "CC-BY-4.0"),
        "ntia__no_elements_missing: CO2 Emissions dataset": ("dataset", None, None, "public", "CC-BY-4.0"),
        "spdx-spec__package_sbom: my-package": ("", None, None, None, None),
    }


def stated(id: dict[str, str], *ties: tuple[str, str]) -> Release:
    """A model with relationships of one id, or of none, all of them in one line."""
    expressions = [
        {
            "type": "simplelicensing_LicenseExpression",
            "spdxId": f"urn:{word}",
            "simplelicensing_licenseExpression": word,
        }
        for word in ("MIT", "CC-BY-NC-4.0")
    ]
    bases = [{"type": "ai_AIPackage", "spdxId": "urn:b", "name": "meta-llama/Llama-3.1-8B"}]
    related = [
        {"type": "Relationship", "relationshipType": sort, "from": "urn:m", "to": [to], **id} for sort, to in ties
    ]
    (release,) = read(MODEL, *(bases if ("descendantOf", "urn:b") in ties else ()), *expressions, *related)
    return release


@pytest.mark.parametrize("id", [{}, {"spdxId": "urn:r"}, {"@id": "_:r"}], ids=["no id", "one id", "one blank node"])
@pytest.mark.parametrize("first", ["hasDeclaredLicense", "descendantOf"])
def test_two_relationships_are_two_whatever_they_are_called(id: dict[str, str], first: str) -> None:
    ties = sorted([("hasDeclaredLicense", "urn:MIT"), ("descendantOf", "urn:b")], key=lambda tie: tie[0] != first)
    release = stated(id, *ties)
    assert release.component(WEIGHTS).licence.values == ("MIT",)
    assert [base.name for base in release.base_models] == ["meta-llama/Llama-3.1-8B"]
    assert bool(release.oddities) == bool(id)


@pytest.mark.parametrize("first", ["urn:MIT", "urn:CC-BY-NC-4.0"])
def test_of_two_licences_under_one_id_the_last_does_not_win(first: str) -> None:
    second = "urn:CC-BY-NC-4.0" if first == "urn:MIT" else "urn:MIT"
    release = stated({"@id": "_:r"}, ("hasDeclaredLicense", first), ("hasDeclaredLicense", second))
    assert release.component(WEIGHTS).licence.values == ("CC-BY-NC-4.0", "MIT")


def test_a_licence_that_is_described_twice_under_a_blank_node_is_both() -> None:
    twice = [
        {"type": "simplelicensing_LicenseExpression", "@id": "_:l", "simplelicensing_licenseExpression": word}
        for word in ("MIT", "CC-BY-NC-4.0")
    ]
    for order in (twice, twice[::-1]):
        assert licence(*order, to=("_:l",)) not in (("MIT",), ("CC-BY-NC-4.0",))


def test_a_licence_that_is_described_again_in_the_same_words_is_one() -> None:
    element = {
        "type": "simplelicensing_LicenseExpression",
        "spdxId": "urn:l",
        "simplelicensing_licenseExpression": "MIT",
    }
    assert licence(*[element] * 3) == ("MIT",)


@pytest.mark.parametrize(
    ("of", "imports", "bases", "faults"),
    [("urn:m", [], ["a/b"], 0), ("urn:typo", [], [""], 1), ("urn:elsewhere", ["urn:elsewhere"], [], 0)],
)
def test_a_base_of_a_thing_that_is_described_nowhere_may_be_the_models(
    of: str, imports: list[str], bases: list[str], faults: int
) -> None:
    whole = {"type": "SpdxDocument", "spdxId": "urn:d", "rootElement": ["urn:m"]}
    maps = [{"type": "ExternalMap", "externalSpdxId": id} for id in imports]
    base = {"type": "ai_AIPackage", "spdxId": "urn:b", "name": "a/b"}
    releases = read({**whole, "import": maps}, MODEL, base, tied("descendantOf", of, "urn:b"))
    release = next(release for release in releases if release.name.value == "heron")
    assert [base_model.name for base_model in release.base_models] == bases
    assert len([oddity for oddity in release.oddities if "nothing here has that id" in oddity.message]) == faults
