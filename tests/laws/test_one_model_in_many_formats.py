"""One model, written in every format that can say it, gets one verdict."""

import json
from pathlib import Path

import pytest

import openness
from openness.release.finding import Code

LICENCES = (
    "MIT",
    "Apache-2.0 OR MIT",
    "Apache-2.0 AND CC-BY-NC-4.0",
    "llama3.1",
    "OpenMDW-1.0",
    "GPL-2.0",
    "no such licence",
)
HUB = "https://huggingface.co/acme/heron"


def written(licence: str) -> dict[str, str]:
    """The model under each file name."""
    id = json.dumps(licence)
    expression = " OR " in licence or " AND " in licence
    tags = (Path(__file__).parents[1] / "corpus/spdx2/tags.spdx").read_text(encoding="utf-8")
    head, _, rest = tags.partition("PackageName: heron")
    package = rest.partition("## Package")[0].replace(
        "PackageLicenseDeclared: MIT", f"PackageLicenseDeclared: {licence}"
    )
    spdx2 = {
        "spdxVersion": "SPDX-2.3",
        "packages": [{"SPDXID": "SPDXRef-m", "name": "heron", "downloadLocation": HUB, "licenseDeclared": licence}],
    }
    spdx3 = {
        "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
        "@graph": [
            {"type": "ai_AIPackage", "spdxId": "urn:m", "software_downloadLocation": HUB},
            {"type": "Relationship", "relationshipType": "hasDeclaredLicense", "from": "urn:m", "to": ["urn:l"]},
            {
                "type": "simplelicensing_LicenseExpression",
                "spdxId": "urn:l",
                "simplelicensing_licenseExpression": licence,
            },
        ],
    }
    entry = {"expression": licence} if expression else {"license": {"name": licence}}
    component = {
        "type": "machine-learning-model",
        "licenses": [entry],
        "externalReferences": [{"type": "distribution", "url": HUB}],
    }
    inner = f"<expression>{licence}</expression>" if expression else f"<license><name>{licence}</name></license>"
    return {
        "README.md": f"---\nlicense: {id}\npipeline_tag: text-generation\n---\n",
        "openness.yaml": f"openness: 1\ncomponents: {{model-parameters-final: {{availability: public, licence: {id}}}}}\n",
        "openness.toml": f'openness = 1\n[components.model-parameters-final]\navailability = "public"\nlicence = {id}\n',
        "openness.json": json.dumps(
            {"openness": 1, "components": {"model-parameters-final": {"availability": "public", "licence": licence}}}
        ),
        "info.json": json.dumps(
            {
                "id": "acme/heron",
                "private": False,
                "gated": False,
                "tags": [],
                "cardData": {"license": licence},
                "siblings": [{"rfilename": "model.safetensors"}],
            }
        ),
        "m.spdx.json": json.dumps(spdx2),
        "m.spdx.yaml": json.dumps(spdx2),
        "m.spdx": f"{head}PackageName: heron{package}",
        "m.spdx3.json": json.dumps(spdx3),
        "m.cdx.json": json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [component]}),
        "m.cdx.xml": '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="machine-learning-model">'
        f'<licenses>{inner}</licenses><externalReferences><reference type="distribution"><url>{HUB}</url></reference>'
        "</externalReferences></component></components></bom>",
    }


@pytest.mark.parametrize("licence", LICENCES)
def test_every_format_gives_one_verdict(licence: str, tmp_path: Path) -> None:
    answers = {}
    for name, text in written(licence).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        classification = openness.classify(tmp_path / name, under=["osaid-1.0"])
        weights = next(
            part for part in classification.release.components if part.kind.value == "model-parameters-final"
        )
        answers[name] = (
            weights.availability.value,
            weights.licence.value,
            classification.spectrum.reached,
            classification.spectrum.reachable,
            classification.judgements["osaid-1.0"].verdict,
        )
    assert len(set(answers.values())) == 1, answers


def test_a_term_that_nobody_understands_puts_the_licence_in_doubt_in_every_format_with_words(tmp_path: Path) -> None:
    sentence = "By downloading it you agree to feed our cat."
    texts = written("MIT")
    cyclonedx, spdx2 = json.loads(texts["m.cdx.json"]), json.loads(texts["m.spdx.json"])
    cyclonedx["components"][0]["description"] = sentence
    spdx2["packages"][0]["comment"] = sentence
    files = {
        "README.md": f"{texts['README.md']}\n# Heron\n\n{sentence}\n",
        "openness.yaml": f"note: {sentence}\n{texts['openness.yaml']}",
        "openness.toml": f'note = "{sentence}"\n{texts["openness.toml"]}',
        "m.cdx.json": json.dumps(cyclonedx),
        "m.spdx.json": json.dumps(spdx2),
    }
    for name, text in files.items():
        for content, expected in ((text, 1), (text.replace(sentence, "It has wings."), 0)):
            (tmp_path / name).write_text(content, encoding="utf-8")
            findings = openness.classify(tmp_path / name).findings
            assert [finding.code for finding in findings].count(Code.LICENCE_UNCLEAR) == expected, (name, content)
