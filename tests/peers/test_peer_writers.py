"""Our files, as the formats' own validators, models and schemas take them."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from tests.support.written import RELEASES

import openness
from openness.curation.schema import native_schema
from openness.export.convert import convert
from openness.export.writers import SPEC_VERSIONS
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.vocabulary import Kind

TOP = Path(__file__).parents[2]
EXAMPLES = [TOP / "docs/examples/olmo-2/openness.yaml", TOP / "docs/examples/llama-3.1/README.md"]
SOME = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])

#: The MOF tool's schema as its documentation describes it.
MOF = {
    "type": "object",
    "required": ["framework", "release"],
    "properties": {
        "framework": {
            "type": "object",
            "required": ["name", "version", "date"],
            "properties": {
                "name": {"const": "Model Openness Framework"},
                "version": {"type": "string"},
                "date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
            },
        },
        "release": {
            "type": "object",
            "required": ["name", "license", "producer", "components"],
            "properties": {
                "name": {"type": "string", "minLength": 1},
                "version": {"type": "string"},
                "producer": {"type": "string"},
                "license": {"type": "object"},
                "components": {
                    "type": "array",
                    "maxItems": 17,
                    "items": {
                        "type": "object",
                        "properties": {
                            word: {"type": "string"} for word in ("name", "license", "license_path", "component_path")
                        },
                    },
                },
            },
        },
    },
}


def written(release: Release, to: str, version: str = "") -> str:
    return convert(release, to, shipped(), version).text


def faults(document: object, schema: dict[str, Any]) -> list[str]:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    return [error.message[:300] for error in jsonschema.Draft202012Validator(schema).iter_errors(document)]


@given(RELEASES)
@SOME
def test_spdx_tools_finds_nothing_wrong_with_spdx_2(release: Release) -> None:
    from spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser import JsonLikeDictParser
    from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

    parser: Any = JsonLikeDictParser
    document = parser().parse(json.loads(written(release, "spdx2")))
    unknown = ("openrail", "https://10.0.0.1/")  # an address by numbers is none to the library
    messages = [one.validation_message for one in validate_full_spdx_document(document)]
    assert [message for message in messages if not any(word in message for word in unknown)] == []


@given(RELEASES)
@SOME
def test_spdx_3_keeps_the_model_s_rules_and_the_ai_profile_s(release: Release) -> None:
    model = pytest.importorskip("spdx_python_model.bindings.v3_0_1", reason="spdx-python-model is not installed")
    text = written(release, "spdx3")
    objects = model.SHACLObjectSet()
    model.JSONLDDeserializer().read(io.BytesIO(text.encode()), objects)
    assert not objects.missing_ids - {
        missing_id for missing_id in objects.missing_ids if "ExpandedLicensing" in missing_id
    }
    model.JSONLDSerializer().write(objects, io.BytesIO())  # which checks every cardinality
    graph = json.loads(text)["@graph"]
    packages = [one["spdxId"] for one in graph if one["type"] in ("ai_AIPackage", "dataset_DatasetPackage")]
    assert packages
    for id in packages:
        kinds = [one["relationshipType"] for one in graph if one["type"] == "Relationship" and one["from"] == id]
        assert [kinds.count(kind) for kind in ("hasDeclaredLicense", "hasConcludedLicense")] == [1, 1]


@pytest.mark.parametrize("version", SPEC_VERSIONS["cyclonedx"])
@given(RELEASES)
@SOME
def test_cyclonedx_s_schema_accepts_the_bom(version: str, release: Release) -> None:
    pytest.importorskip("cyclonedx", reason="cyclonedx-python-lib is not installed")
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = written(release, "cyclonedx", version)
    assert JsonStrictValidator(SchemaVersion.from_version(version)).validate_str(text) is None


@given(RELEASES)
@SOME
def test_the_mof_tool_s_schema_accepts_the_file(release: Release) -> None:
    assert faults(yaml.safe_load(written(release, "mof")), MOF) == []


@given(RELEASES)
@SOME
def test_our_schema_accepts_the_native_file(release: Release) -> None:
    document = yaml.safe_load(written(release, "native"))
    assert faults(document, native_schema()) == []


@given(RELEASES)
@SOME
def test_the_hub_s_client_takes_the_card_s_fields(release: Release) -> None:
    hub = pytest.importorskip("huggingface_hub", reason="huggingface_hub is not installed")
    card = hub.ModelCard(written(release, "card"), ignore_metadata_errors=False)
    assert card.data.to_dict()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_peer_reads_the_same_licence(path: Path) -> None:
    release = openness.read(path)
    licence = openness.classify(path, under=[]).release.component(Kind.MODEL_PARAMETERS_FINAL).licence.value
    package = json.loads(written(release, "spdx2"))["packages"][0]
    assert package["licenseDeclared"] == licence
    assert package["licenseConcluded"] == "NOASSERTION"
