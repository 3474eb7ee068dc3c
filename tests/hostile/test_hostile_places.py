"""A limit counts wherever a file states it: in a field that nobody reads, in a key with a slip, in a text with an odd end."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.releases import gguf, safetensors

import openness

LIMIT = "For non-commercial use only."
HUB = "https://huggingface.co/acme/wren"
NATIVE = "openness: 1\nname: Wren\ncomponents: {model-parameters-final: {availability: public}}\n"
CARD = "---\nlicense: mit\npipeline_tag: x\n---\n# Wren\n"
Steps = tuple[str | int, ...]


def reached(folder: Path, files: dict[str, str | bytes], join: bool = False) -> str | None:
    """The level that files reach: those of a folder, or all as one release."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    paths = [folder / name for name in files] if join else [folder]
    release = openness.read(*paths) if len(paths) > 1 else openness.read(paths[0])
    return openness.classify(release, under=[]).spectrum.reached


# Fields of SBOMs

CYCLONEDX: dict[str, Any] = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "metadata": {"component": {"type": "application", "name": "app"}, "properties": [{"name": "a", "value": "b"}]},
    "components": [
        {
            "type": "machine-learning-model",
            "bom-ref": "m",
            "name": "acme/wren",
            "licenses": [{"license": {"id": "MIT"}}],
            "externalReferences": [{"type": "distribution", "url": HUB, "comment": "the weights"}],
            "pedigree": {"notes": "made anew", "patches": [{"type": "unofficial", "resolves": [{"type": "defect"}]}]},
            "releaseNotes": {"type": "major", "notes": [{"text": {"content": "the first"}}]},
            "modelCard": {"modelParameters": {"task": "x"}, "considerations": {"users": ["all"]}},
            "tags": ["birds"],
        }
    ],
    "annotations": [{"subjects": ["m"], "text": "seen"}],
    "properties": [{"name": "a", "value": "b"}],
    "declarations": {"claims": [{"target": "m", "predicate": "small"}]},
}
SPDX2: dict[str, Any] = {
    "spdxVersion": "SPDX-2.3",
    "SPDXID": "SPDXRef-DOCUMENT",
    "name": "d",
    "creationInfo": {"comment": "by hand"},
    "comment": "a document",
    "documentDescribes": ["SPDXRef-m"],
    "packages": [
        {
            "SPDXID": "SPDXRef-m",
            "name": "acme/wren",
            "downloadLocation": HUB,
            "licenseDeclared": "MIT",
            "sourceInfo": "made anew",
            "hasFiles": ["SPDXRef-f"],
            "externalRefs": [
                {
                    "referenceCategory": "PACKAGE-MANAGER",
                    "referenceType": "purl",
                    "referenceLocator": "pkg:huggingface/acme/wren@1",
                    "comment": "there",
                }
            ],
        }
    ],
    "files": [{"SPDXID": "SPDXRef-f", "fileName": "./m.safetensors", "licenseConcluded": "MIT", "noticeText": "none"}],
    "snippets": [{"SPDXID": "SPDXRef-s", "snippetFromFile": "SPDXRef-f", "licenseComments": "as the file"}],
    "relationships": [
        {
            "spdxElementId": "SPDXRef-DOCUMENT",
            "relationshipType": "DESCRIBES",
            "relatedSpdxElement": "SPDXRef-m",
            "comment": "the one",
        }
    ],
}
SPDX3: dict[str, Any] = {
    "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
    "@graph": [
        {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1", "created": "2026-01-01T00:00:00Z"},
        {
            "type": "ai_AIPackage",
            "spdxId": "urn:m",
            "creationInfo": "_:c",
            "name": "acme/wren",
            "software_downloadLocation": HUB,
            "software_packageUrl": "pkg:huggingface/acme/wren@1",
            "software_sourceInfo": "made anew",
            "ai_modelDataPreprocessing": ["none"],
        },
        {
            "type": "simplelicensing_LicenseExpression",
            "spdxId": "urn:l",
            "creationInfo": "_:c",
            "simplelicensing_licenseExpression": "MIT",
            "comment": "as found",
        },
        {
            "type": "Relationship",
            "spdxId": "urn:r",
            "creationInfo": "_:c",
            "from": "urn:m",
            "to": ["urn:l"],
            "relationshipType": "hasDeclaredLicense",
            "comment": "by its maker",
        },
        {"type": "Annotation", "spdxId": "urn:a", "creationInfo": "_:c", "subject": "urn:m", "statement": "seen"},
    ],
}
DOCUMENTS = {"wren.cdx.json": CYCLONEDX, "wren.spdx.json": SPDX2, "wren.spdx3.json": SPDX3}
#: Texts of these documents that are read for what they say; each is replaced by a limit.
TEXTS = (
    *("made anew", "the first", "all", "birds", "seen", "b", "small", "by hand", "a document", "there", "none"),
    *("as the file", "the one", "as found", "by its maker", "the weights"),
)
#: Objects that tell of the model; each is given a field that no format has.
OBJECTS: dict[str, tuple[Steps, ...]] = {
    "wren.cdx.json": (
        ("components", 0),
        ("components", 0, "pedigree"),
        ("components", 0, "modelCard", "considerations"),
    ),
    "wren.spdx.json": (("packages", 0), ("files", 0), ("snippets", 0)),
    "wren.spdx3.json": (("@graph", 1),),
}


def texts(node: Any, steps: Steps = ()) -> Iterator[Steps]:
    """The places of the texts that a document holds for people."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    if isinstance(node, str) and node in TEXTS:
        yield steps
    for key, child in children:
        yield from texts(child, (*steps, key))


def changed(document: Any, steps: Steps, value: Any, key: str = "") -> str:
    """A document with a value in a place, or under a new key in an object."""
    copy = json.loads(json.dumps(document))
    *outer, last = (*steps, key) if key else steps
    node = copy
    for step in outer:
        node = node[step]
    node[last] = value
    return json.dumps(copy)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_without_a_limit_is_open(name: str, tmp_path: Path) -> None:
    assert reached(tmp_path, {name: json.dumps(DOCUMENTS[name])}) == "open-weights"


@pytest.mark.parametrize(
    ("name", "steps"),
    [(name, steps) for name, document in DOCUMENTS.items() for steps in texts(document)],
    ids=lambda value: value if isinstance(value, str) else ".".join(map(str, value)),
)
def test_a_limit_in_any_text_of_a_document_counts(name: str, steps: Steps, tmp_path: Path) -> None:
    assert reached(tmp_path, {name: changed(DOCUMENTS[name], steps, LIMIT)}) == "weights-available"


@pytest.mark.parametrize("field", ["terms", "licences", "Licenses", "x-usage"])
@pytest.mark.parametrize(
    ("name", "steps"),
    [(name, steps) for name, places in OBJECTS.items() for steps in places],
    ids=lambda value: value if isinstance(value, str) else ".".join(map(str, value)),
)
def test_a_limit_in_a_field_that_no_format_has_counts(name: str, steps: Steps, field: str, tmp_path: Path) -> None:
    assert reached(tmp_path, {name: changed(DOCUMENTS[name], steps, LIMIT, field)}) == "weights-available"


@pytest.mark.parametrize("field", ["licences", "Licenses", "license"])
def test_a_licence_under_a_key_with_a_slip_counts(field: str, tmp_path: Path) -> None:
    other = [{"license": {"id": "CC-BY-NC-4.0"}}]
    assert (
        reached(tmp_path, {"wren.cdx.json": changed(CYCLONEDX, ("components", 0), other, field)}) == "weights-available"
    )


@pytest.mark.parametrize("subjects", [[], ["nothing"]], ids=["of nothing", "of what is not there"])
def test_an_annotation_of_no_component_may_be_about_any_model(subjects: list[str], tmp_path: Path) -> None:
    note = {"subjects": subjects, "text": LIMIT}
    assert reached(tmp_path, {"wren.cdx.json": changed(CYCLONEDX, ("annotations",), [note])}) == "weights-available"


def test_a_comment_beside_a_data_set_limits_no_model(tmp_path: Path) -> None:
    data = {"type": "dataset_DatasetPackage", "spdxId": "urn:d", "creationInfo": "_:c", "name": "songs"}
    used = {"type": "Relationship", "spdxId": "urn:t", "creationInfo": "_:c", "from": "urn:m", "to": ["urn:d"]}
    used |= {"relationshipType": "trainedOn", "comment": LIMIT}
    document = changed(SPDX3, ("@graph",), [*SPDX3["@graph"], data, used])
    assert reached(tmp_path, {"wren.spdx3.json": document}) == "open-weights"


def test_the_licence_of_a_snippet_is_one_of_its_file(tmp_path: Path) -> None:
    document = changed(SPDX2, ("snippets", 0), "CC-BY-NC-4.0", "licenseConcluded")
    assert reached(tmp_path, {"wren.spdx.json": document}) == "weights-available"


def test_words_that_another_namespace_marks_are_words_of_the_text(tmp_path: Path) -> None:
    bom = (
        '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="machine-learning-model">'
        "<name>acme/wren</name>{}<licenses><license><id>MIT</id></license></licenses>"
        f'<externalReferences><reference type="distribution"><url>{HUB}</url></reference></externalReferences>'
        "</component></components></bom>"
    )
    marked = '<description>For <b xmlns="urn:x">non</b>-commercial use only.</description>'
    assert reached(tmp_path, {"wren.cdx.xml": bom.format("")}) == "open-weights"
    assert reached(tmp_path, {"wren.cdx.xml": bom.format(marked)}) == "weights-available"


def expression(written: str, entries: dict[str, str], *elements: dict[str, Any]) -> str:
    """An SPDX 3 document with this expression, and the map that says what its ids stand for."""
    graph = json.loads(json.dumps([*SPDX3["@graph"], *elements]))
    graph[2]["simplelicensing_licenseExpression"] = written
    pairs = ({"type": "DictionaryEntry", "key": key, "value": value} for key, value in entries.items())
    graph[2]["simplelicensing_customIdToUri"] = list(pairs)
    return json.dumps(SPDX3 | {"@graph": graph})


def test_an_id_of_spdx_that_a_map_says_is_another_text_is_that_text(tmp_path: Path) -> None:
    text = {
        "type": "simplelicensing_SimpleLicensingText",
        "spdxId": "urn:t",
        "simplelicensing_licenseText": "Look only.",
    }
    assert reached(tmp_path, {"wren.spdx3.json": expression("MIT", {"MIT": "urn:t"}, text)}) == "weights-available"


def test_a_choice_that_an_id_stands_for_stays_together(tmp_path: Path) -> None:
    choice = {
        "type": "expandedlicensing_DisjunctiveLicenseSet",
        "spdxId": "urn:c",
        "expandedlicensing_member": ["https://spdx.org/licenses/CC-BY-NC-4.0", "https://spdx.org/licenses/MIT"],
    }
    document = expression("CC-BY-NC-4.0 AND LicenseRef-c", {"LicenseRef-c": "urn:c"}, choice)
    assert reached(tmp_path, {"wren.spdx3.json": document}) == "weights-available"


# Weights, kits and native files


@pytest.mark.parametrize(
    "files",
    [
        {"m.gguf": gguf([("general.license", "mit"), ("acme.terms_of_use", LIMIT)])},
        {"m.gguf": gguf([("general.license", "mit"), ("general.tags", ["non-commercial"])])},
        {"m.gguf": gguf([("general.license", "mit"), ("General.License", "cc-by-nc-4.0")])},
        {"m.gguf": gguf([("general.license", "mit"), ("acme.weights_license", "cc-by-nc-4.0")])},
        {"m.safetensors": safetensors('{"license": "mit", "weights_license": "cc-by-nc-4.0"}')},
        {"Kitfile": f"manifestVersion: 1.0.0\nmodel: {{path: x, license: MIT, description: {LIMIT}}}\n"},
        {"Kitfile": f"manifestVersion: 1.0.0\npackage: {{terms: {LIMIT}}}\nmodel: {{path: x, license: MIT}}\n"},
        {"Modelfile": f'FROM ./x.gguf\nLICENSE "MIT\n{LIMIT}"\n'},
        {"Modelfile": f'FROM ./x.gguf\nLICENSE """MIT""" {LIMIT}"""\n'},
        {"Modelfile": f"FROM ./x.gguf\nLICENSE MIT\nTERMS {LIMIT}\n"},
        {"Modelfile": 'FROM ./x.gguf\nLICENSE """MIT\n'},
    ],
    ids=lambda files: f"{next(iter(files))} {len(str(files))}",
)
def test_a_limit_under_any_key_of_a_file_of_weights_counts(files: dict[str, str | bytes], tmp_path: Path) -> None:
    assert reached(tmp_path, files | {"openness.yaml": NATIVE}, join=True) == "weights-available"


@pytest.mark.parametrize(
    "files",
    [
        {"m.gguf": gguf([("general.license", "mit"), ("tokenizer.chat_template", "You must only answer in French.")])},
        {"m.gguf": gguf([("general.license", "mit"), ("general.tags", ["text-generation"]), ("llama.rope", "yarn")])},
        {"Kitfile": "manifestVersion: 1.0.0\nmodel: {path: x, license: MIT, description: a small model}\n"},
        {"Modelfile": 'FROM ./x.gguf\nLICENSE "MIT"\nRENDERER small\nPARAMETER stop "User:"\n'},
    ],
    ids=lambda files: f"{next(iter(files))} {len(str(files))}",
)
def test_words_for_programs_limit_nothing(files: dict[str, str | bytes], tmp_path: Path) -> None:
    assert reached(tmp_path, files | {"openness.yaml": NATIVE}, join=True) == "open-weights"


@pytest.mark.parametrize("key", ["model_parameters_final", "Model-Parameters-Final", "model-parameters-f\u0456nal"])
def test_a_misspelt_component_may_speak_of_a_part_of_the_one_it_is_meant_for(key: str, tmp_path: Path) -> None:
    weights = "{availability: public, licence: MIT}"
    both = f"openness: 1\nname: Wren\ncomponents:\n  model-parameters-final: {weights}\n  {key}: {{licence: CC-BY-NC-4.0}}\n"
    assert reached(tmp_path, {"openness.yaml": both}) == "weights-available"


def test_a_reason_beside_weights_that_are_offered_may_be_a_limit(tmp_path: Path) -> None:
    weights = f"{{availability: public, licence: MIT, because: {LIMIT}}}"
    native = f"openness: 1\nname: Wren\ncomponents: {{model-parameters-final: {weights}}}\n"
    assert reached(tmp_path, {"openness.yaml": native}) == "weights-available"


# Names of files


@pytest.mark.parametrize(
    "name",
    [
        *(
            "LIZENZ.txt",
            "LICENCIA.md",
            "LICENÇA",
            "лицензия.txt",
            "模型许可协议.txt",
            "利用規約.md",
            "LICENSE.json",
            "license.yml",
        ),
        *("LICENSE\u200b", "LICENSE ", "\uff2c\uff29\uff23\uff25\uff2e\uff33\uff25", "MODEL_LICENSE\u00ad.md"),
        *("LICENSE-\u202e.md", "LICENSE-.txt", "LICENSE+.md", "LICENSE, new.md", "LICENSE[1].txt"),
    ],
)
def test_a_licence_is_met_by_its_name_in_other_languages_and_as_people_see_it(name: str, tmp_path: Path) -> None:
    assert reached(tmp_path, {"README.md": CARD, name: LIMIT}) == "weights-available"


@pytest.mark.skipif(sys.platform != "linux", reason="names of files there are no bytes")
@pytest.mark.parametrize(
    "name", [b"LICENSE\x1b[31m.md", b"LICENSE\r\nnew", b"LICENSE\n::error::x.md", b"LICENSE-\xff\xfe"]
)
def test_a_licence_is_met_by_its_name_whatever_bytes_stand_behind_the_word(name: bytes, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(name)).write_text(LIMIT)
    assert reached(tmp_path, {"README.md": CARD}) == "weights-available"


@pytest.mark.parametrize("name", ["README.txt", "README.rst", "README", "MODEL_CARD.txt"])
def test_a_licence_labelled_in_a_readme_of_any_ending_is_a_doubt(name: str, tmp_path: Path) -> None:
    assert reached(tmp_path, {"README.md": CARD, name: "Wren\n====\n\nLicense: CC-BY-NC-4.0\n"}) == "weights-available"


@pytest.mark.parametrize(
    "name", ["package.json", "licenses.json", "license.py", "notes.txt", "lizard.txt", "license+law.md"]
)
def test_other_files_beside_a_card_say_nothing_of_its_licence(name: str, tmp_path: Path) -> None:
    assert reached(tmp_path, {"README.md": CARD, name: "{}"}) == "open-weights"


# Lines that an author broke


@pytest.mark.parametrize(
    "words",
    [
        "This model is for research<br>purposes<br/>only.",
        "This model is for research  \npurposes\\\nonly.",
        "You may use it, but<br>not in any<br />commercial product.",
        "| Terms | use in<br>commercial products<br>is not<br>allowed |\n|---|---|",
    ],
)
def test_a_limit_that_runs_over_a_break_is_one(words: str, tmp_path: Path) -> None:
    assert reached(tmp_path, {"README.md": f"{CARD}\n{words}\n"}) == "weights-available"


@pytest.mark.parametrize(
    "words",
    [
        "License: MIT<br>model type: a bird<br>language: en",
        "It is free for all.<br>research groups use it.<br>only ten did so far.",
        "<p>It was made by people in research</p><p>purposes only vary</p>",
        "It flies for research  \nPurposes only vary.",
    ],
)
def test_lines_that_end_themselves_are_not_read_together(words: str, tmp_path: Path) -> None:
    assert reached(tmp_path, {"README.md": f"{CARD}\n{words}\n"}) == "open-weights"
