"""CycloneDX BOMs."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.releases import WEIGHTS, codes, judged

import openness
from openness.errors import OpennessError
from openness.formats import cyclonedx, format_of, native, spdx2, spdx3
from openness.release.hints import LicenceInProse, LimitInProse
from openness.release.release import Release
from openness.syntax.document import Document
from openness.vocabulary import Kind

CORPUS = Path(__file__).parents[1] / "corpus/cyclonedx"
LONG = "You may use this for research.\n" + "Nothing else is allowed without our written approval. " * 3


def model(**fields: Any) -> dict[str, Any]:
    return {"type": "machine-learning-model", "bom-ref": "m", "name": "heron", **fields}


def read(*components: dict[str, Any], **more: Any) -> tuple[Release, ...]:
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": list(components), **more}
    return cyclonedx.read(Document("x.cdx.json", "", data=json.dumps(bom).encode()))


def read_xml(inner: str, version: str = "1.6") -> tuple[Release, ...]:
    text = f'<bom xmlns="http://cyclonedx.org/schema/bom/{version}">{inner}</bom>'
    return cyclonedx.read(Document("x.cdx.xml", "", data=text.encode()))


def licences(*entries: Any, **fields: Any) -> dict[str, str]:
    """Each licence claimed of the weights, by what the BOM calls the claim."""
    (release,) = read(model(licenses=list(entries), **fields))
    return {claim.because: claim.value for claim in release.component(WEIGHTS).licence.claims}


@pytest.mark.parametrize("name", ["a.cdx.json", "a.CDX.xml"])
def test_a_name_tells_that_a_file_may_be_one(name: str) -> None:
    assert format_of(name) is cyclonedx


@pytest.mark.parametrize("name", ["bom.json", "x.bom.xml", "sbom.spdx.json", "whatever"])
@pytest.mark.parametrize("document", ["model.cdx.json", "markup.cdx.xml"])
def test_content_tells_it_from_others_of_the_same_name(name: str, document: str, tmp_path: Path) -> None:
    text = (CORPUS / document).read_text(encoding="utf-8")
    assert not any(other.matches_content(name, text) for other in (spdx2, spdx3, native))
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert openness.read(tmp_path / name).name.value == "acme/heron"


def test_json_and_xml_say_the_same() -> None:
    found = []
    for name in ("model.cdx.json", "markup.cdx.xml"):
        (release,) = openness.formats.read(str(CORPUS / name))
        parts = [
            (part.kind, item.name, item.availability.value, item.licence.value, item.location.value)
            for part in release.components
            for item in part.items
        ]
        (base,) = release.base_models
        found.append((release.name.value, release.producer.value, parts, base.name, base.licence.value))
    assert found[0] == found[1]


def test_licences_of_a_list_all_apply_and_those_concluded_are_another_claim() -> None:
    assert licences({"license": {"id": "MIT"}}, {"expression": "ISC OR X11"}) == {"declared": "MIT AND (ISC OR X11)"}
    named = licences({"license": {"id": "MIT"}}, {"license": {"id": "ISC", "acknowledgement": "concluded"}})
    assert named == {"declared": "MIT", "concluded": "ISC"}
    assert licences({"expression": "MIT", "acknowledgement": "concluded"}) == {"concluded": "MIT"}


def test_evidence_is_another_claim() -> None:
    named = licences({"license": {"id": "MIT"}}, evidence={"licenses": [{"license": {"id": "ISC"}}]})
    assert named == {"declared": "MIT", "evidence": "ISC"}


@pytest.mark.parametrize("entry", [{}, 7, "MIT", [], {"license": {}}, {"license": "MIT"}, {"expression": ""}])
def test_an_entry_that_cannot_be_read_is_a_doubt(entry: Any) -> None:
    assert licences({"license": {"id": "MIT"}}, entry) == {"declared": "MIT AND NOASSERTION"}


def test_no_entry_is_silence() -> None:
    for entries in ([], [None]):
        assert licences(*entries) == {}


@pytest.mark.parametrize("id", ["MIT", "LicenseRef-1"])
def test_a_text_goes_with_its_licence(id: str) -> None:
    (release,) = read(model(licenses=[{"license": {"id": id, "text": {"content": LONG}}}]))
    assert [(text.text, text.kinds) for text in release.texts] == [(LONG, (WEIGHTS,))]
    assert judged(release).spectrum.reached == "closed"
    assert "licence-unknown" in codes(judged(release))


def test_texts_in_base64() -> None:
    for content, text in ((base64.b64encode(LONG.encode()).decode(), LONG), ("!", ""), ("/w==", "")):
        (release,) = read(
            model(licenses=[{"license": {"id": "MIT", "text": {"content": content, "encoding": "base64"}}}])
        )
        assert [found.text for found in release.texts] == [text]


def test_texts_of_an_expression() -> None:
    entry = {
        "expression": "MIT AND LicenseRef-1",
        "expressionDetails": [{"licenseIdentifier": "LicenseRef-1", "text": {"content": LONG}}],
    }
    (release,) = read(model(licenses=[entry]), specVersion="1.7")
    assert release.component(WEIGHTS).licence.value == "MIT AND NOASSERTION"
    assert [text.text for text in release.texts] == [LONG]


def test_an_address_of_a_licence_counts_where_nothing_else_is_said() -> None:
    url = "https://www.apache.org/licenses/LICENSE-2.0"
    reference = [{"type": "license", "url": url}]
    assert licences(externalReferences=reference) == {"": url}
    assert licences({"license": {"id": "MIT"}}, externalReferences=reference) == {"declared": "MIT"}


def test_what_a_model_is_called() -> None:
    for fields, name in (
        ({"group": "acme"}, "acme/heron"),
        ({}, "heron"),
        ({"group": "x", "purl": "pkg:huggingface/acme/heron@1"}, "acme/heron"),
        ({"group": "acme", "purl": "pkg:pytorch/x/y"}, "acme/heron"),
    ):
        assert read(model(**fields))[0].name.value == name


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"manufacturer": {"name": "a"}, "publisher": "b"}, "a"),
        ({"publisher": "b", "supplier": {"name": "c"}}, "b"),
        ({"supplier": {"name": "c"}, "authors": [{"name": "d"}]}, "c"),
        ({"authors": [{"name": "d"}, {"name": "e"}]}, "d"),
        ({}, None),
    ],
)
def test_the_maker_is_the_first_of_those_named(fields: dict[str, Any], name: str | None) -> None:
    assert read(model(**fields))[0].producer.value == name


@pytest.mark.parametrize(
    ("references", "value", "places"),
    [
        ([("distribution", "https://huggingface.co/acme/heron")], "public", 1),
        ([("website", "https://huggingface.co/acme/heron")], "public", 1),
        ([("website", "https://huggingface.co/acme/egret")], None, 0),
        ([("vcs", "https://github.com/acme/heron"), ("distribution", "https://acme.example/m.gguf")], "public", 1),
        ([("vcs", "https://github.com/acme/heron")], None, 1),
        ([("documentation", "https://acme.example/m.gguf")], None, 0),
    ],
)
def test_where_it_can_be_had(references: list[tuple[str, str]], value: str | None, places: int) -> None:
    links = [{"type": sort, "url": url} for sort, url in references]
    (item,) = read(model(group="acme", externalReferences=links))[0].component(WEIGHTS).items
    assert (item.availability.value, len(item.location.claims)) == (value, places)


@pytest.mark.parametrize(("word", "value"), [("open-weight", "public"), ("gated", "gated"), ("closed", None)])
def test_another_tool_s_word_on_the_weights(word: str, value: str | None) -> None:
    place = [{"type": "distribution", "url": "https://huggingface.co/acme/heron"}]
    properties = [{"name": "openness:weights", "value": word}]
    (release,) = read(model(group="acme", externalReferences=place, properties=properties))
    assert release.component(WEIGHTS).availability.value == value


def test_a_card_elsewhere_is_a_component() -> None:
    for url, value in (("https://acme.example/card", "public"), ("https://10.0.0.1/card", None)):
        (release,) = read(model(externalReferences=[{"type": "model-card", "url": url}]))
        (item,) = release.component(Kind.MODEL_CARD).items
        assert (item.location.value, item.availability.value) == (url, value)
    assert read(model(modelCard={"considerations": {}}))[0].component(Kind.MODEL_CARD).items == ()


def test_data_in_place_and_by_reference() -> None:
    inline = {"type": "dataset", "name": "ponds", "contents": {"url": "https://acme.example/ponds.csv"}}
    other = {"type": "configuration", "name": "settings"}
    card = {"modelParameters": {"datasets": [{"ref": "d"}, inline, other, {"ref": "urn:cdx:x/1#y"}]}}
    data = {"type": "data", "bom-ref": "d", "name": "reeds", "licenses": [{"license": {"id": "CC0-1.0"}}]}
    (release,) = read(model(modelCard=card), data)
    datasets = [
        (item.name, item.availability.value, item.licence.value) for item in release.component(Kind.DATASETS).items
    ]
    assert datasets == [("ponds", "public", None), ("reeds", None, "CC0-1.0"), ("urn:cdx:x/1#y", None, None)]


def test_references_to_data_in_xml() -> None:
    for inner in ("<ref>d</ref>", "<dataset><ref>d</ref></dataset>", "<ref>d</ref><dataset><ref>d</ref></dataset>"):
        (release,) = read_xml(
            '<components><component type="machine-learning-model"><name>m</name><modelCard><modelParameters><datasets>'
            f"{inner}</datasets></modelParameters></modelCard></component>"
            '<component type="data" bom-ref="d"><name>reeds</name></component></components>'
        )
        assert [item.name for item in release.component(Kind.DATASETS).items] == ["reeds"]


def test_data_that_data_depends_on_is_data_of_the_model() -> None:
    data = [{"type": "data", "bom-ref": id, "name": id} for id in ("d", "raw")]
    ties = [{"ref": "m", "dependsOn": ["d"]}, {"ref": "d", "dependsOn": ["raw"]}]
    (release,) = read(model(), *data, dependencies=ties)
    assert [item.name for item in release.component(Kind.DATASETS).items] == ["d", "raw"]


def test_data_that_is_something_else_is_none() -> None:
    settings = {"type": "data", "name": "settings", "data": [{"type": "configuration"}]}
    with pytest.raises(Exception, match="no model and no data set"):
        read(settings)


@pytest.mark.parametrize(
    ("fields", "bases"),
    [
        ({"pedigree": {"ancestors": [{"type": "machine-learning-model", "name": "egret"}]}}, ["egret"]),
        ({"pedigree": {"ancestors": [{"type": "library", "group": "acme", "name": "egret"}]}}, ["acme/egret"]),
        ({"pedigree": {"ancestors": [{}]}}, [""]),
        ({"pedigree": {"variants": [{"name": "egret"}]}}, []),
        ({"properties": [{"name": "aibom:baseModel", "value": "acme/egret, acme/ibis"}]}, ["acme/egret", "acme/ibis"]),
        ({"modelCard": {"properties": [{"name": "base_models", "value": '["acme/egret"]'}]}}, ["acme/egret"]),
    ],
)
def test_what_a_model_was_made_from_is_a_base(fields: dict[str, Any], bases: list[str]) -> None:
    assert sorted(base.name for base in read(model(**fields))[0].base_models) == bases


def test_a_model_that_depends_on_a_model_is_an_adapter_of_it() -> None:
    others = (
        {**model(name="egret"), "bom-ref": "b"},
        {"type": "data", "bom-ref": "d", "name": "reeds"},
        {"type": "library", "bom-ref": "l", "name": "torch"},
    )
    releases = read(model(), *others, dependencies=[{"ref": "m", "dependsOn": ["b", "d", "l"]}])
    assert [(base.name, base.relation.value) for base in releases[0].base_models] == [("egret", "adapter")]
    assert [item.name for item in releases[0].component(Kind.DATASETS).items] == ["reeds"]


@pytest.mark.parametrize(
    ("to", "bases"),
    [
        ("nowhere", [("nowhere", False)]),
        ("urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#m", [("", False)]),
        ("pkg:huggingface/acme/egret", [("acme/egret", True)]),
        ("pkg:pypi/torch@2.4", []),
        ("pkg:huggingface/datasets/acme/reeds", []),
    ],
)
def test_a_model_that_depends_on_what_is_not_described_may_have_a_base(to: str, bases: list[tuple[str, bool]]) -> None:
    (release,) = read(model(), dependencies=[{"ref": "m", "dependsOn": [to]}])
    assert [(base.name, base.certain) for base in release.base_models] == bases
    assert [oddity.message for oddity in release.oddities] == [
        f"dependencies name {to!r}, and nothing has that bom-ref"
    ]


@pytest.mark.parametrize("ref", ["s", "c"])
def test_what_is_described_elsewhere_in_the_document_is_no_base(ref: str) -> None:
    of_data = {"modelParameters": {"datasets": [{"type": "dataset", "bom-ref": "c", "name": "reeds"}]}}
    (release,) = read(
        model(modelCard=of_data),
        services=[{"bom-ref": "s", "name": "search"}],
        dependencies=[{"ref": "m", "dependsOn": [ref]}],
    )
    assert (release.base_models, release.oddities) == ((), ())


@pytest.mark.parametrize(
    ("licensing", "limits"),
    [
        ({"licenseTypes": ["perpetual"]}, []),
        ({}, []),
        ({"licenseTypes": ["perpetual", "academic"]}, ["licenseTypes: academic"]),
        (
            {"licenseTypes": ["evaluation"], "expiration": "2027-01-01T00:00:00Z"},
            ["licenseTypes: evaluation", "expiration: 2027-01-01T00:00:00Z"],
        ),
        ({"licenseTypes": [["subscription"]]}, ["licenseTypes: what is not a word"]),
    ],
)
def test_a_licence_for_a_time_or_for_some_is_limited(licensing: dict[str, Any], limits: list[str]) -> None:
    (release,) = read(model(licenses=[{"license": {"id": "Apache-2.0", "licensing": licensing}}]))
    assert sorted(hint.written for hint in release.limits if isinstance(hint, LimitInProse)) == sorted(limits)


def test_a_licence_for_a_time_is_limited_in_xml() -> None:
    words = "<licensing><licenseTypes><licenseType>user</licenseType></licenseTypes></licensing>"
    licence = f"<licenses><license><id>MIT</id>{words}</license></licenses>"
    (release,) = read_xml(
        f'<components><component type="machine-learning-model" bom-ref="m"><name>heron</name>{licence}</component></components>'
    )
    assert [hint.written for hint in release.limits if isinstance(hint, LimitInProse)] == ["licenseTypes: user"]


def test_components_within_components_count() -> None:
    app = {
        "type": "application",
        "name": "app",
        "components": [{"type": "framework", "name": "f", "components": [model()]}],
    }
    assert [one.name.value for one in read(app)] == ["heron"]


def test_prose_is_read() -> None:
    words = "This model may only be used for non-commercial research purposes."
    noted: Any = {"annotations": [{"subjects": ["m"], "text": words}]}
    by_risk = {"ethicalConsiderations": [{"name": "misuse", "mitigationStrategy": words}]}
    for fields, more in (
        ({"description": words}, {}),
        ({"modelCard": {"considerations": {"useCases": [words]}}}, {}),
        ({"modelCard": {"considerations": by_risk}}, {}),
        ({"pedigree": {"notes": words}}, {}),
        ({}, noted),
    ):
        (release,) = read(model(**fields), **more)
        assert [
            (type(hint), hint.written) for hint in release.limits if isinstance(hint, LimitInProse | LicenceInProse)
        ] == [(LimitInProse, words.rstrip("."))]


def test_prose_tells_of_a_base_where_no_field_names_one() -> None:
    words = "This model was fine-tuned from acme/egret-7b."
    (release,) = read(model(pedigree={"notes": words}))
    assert [(base.name, base.certain) for base in release.base_models] == [("acme/egret-7b", False)]
    (release,) = read(model(description=words, pedigree={"ancestors": [{"name": "ibis"}]}))
    assert [base.name for base in release.base_models] == ["ibis"]
    (release,) = read(model(description="It can be fine-tuned from here. It was compared with acme/egret-7b."))
    assert release.base_models == ()


@pytest.mark.parametrize("version", ["1.0", "1.4", "1.8", "1.99"])
def test_other_versions_are_read_with_a_finding(version: str) -> None:
    assert version in read(model(), specVersion=version)[0].oddities[0].message


@pytest.mark.parametrize("version", ["2.0", "", None, "1.6.1", {}])
def test_no_such_version(version: object) -> None:
    with pytest.raises(OpennessError, match="not one of CycloneDX's"):
        read(model(), specVersion=version)


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"bomFormat": "x"}', "<bom/>", "<x xmlns='http://cyclonedx.org/schema/bom/1.6'/>"]
)
def test_what_is_no_bom(text: str) -> None:
    with pytest.raises(OpennessError, match="no CycloneDX BOM"):
        cyclonedx.read(Document("bom.json", "", data=text.encode()))


def test_real_documents(shared: Path) -> None:
    found = {}
    for path in sorted((shared / "data/corpus/cyclonedx-mlbom").iterdir()):
        name = path.name.removeprefix("aibom-squad__AI-app-with-ml-model-").removeprefix(
            "cdxspec__valid-machine-learning-"
        )
        found[name] = [
            (
                one.name.value,
                one.component(WEIGHTS).availability.value,
                one.component(WEIGHTS).licence.value,
                [(item.availability.value, item.licence.value) for item in one.component(Kind.DATASETS).items],
            )
            for one in openness.formats.read(str(path))
        ]
    data = [("public", None), ("public", "ODC-By-1.0"), (None, None)]  # the last is at another's address
    llama = ("openlm-research/open_llama_3b_v2", "public", "Apache-2.0", data)
    gpt: tuple[str, str, str, list[Any]] = ("openai-community/gpt2", "public", "MIT", [])
    diffusion = ("CompVis/stable-diffusion", None, None, [(None, None)])
    assert found == {
        "1.0.json": [llama, gpt],
        "1.2.json": [llama],
        "2.0.json": [llama, gpt],
        "2.1.json": [llama, gpt],
        "1.5.json": [diffusion],
        "1.6.json": [diffusion],
        "considerations-env-1.6.json": [("meta-llama/Llama-2-7b", "public", None, [])],
        "considerations-env-1.7.json": [("meta-llama/Llama-2-7b", "public", None, [])],
    }
