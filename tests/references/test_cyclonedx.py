"""The bill of materials of an application, alone and added to another."""

import json
from pathlib import Path
from typing import Any

import pytest

import openness
from openness.cli import main
from openness.errors import OpennessError
from openness.references.cyclonedx import VERSIONS, write

CODE = (
    'f.from_pretrained("meta-llama/Llama-3.1-8B", revision="0123abc4")\n'
    'load_dataset("imdb")\nc.chat.completions.create(model="gpt-4o")\n'
)
#: A bill as a tool for packages writes it, with what one must not touch.
BILL: dict[str, Any] = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
    "version": 4,
    "metadata": {
        "timestamp": "2026-11-29T10:00:00Z",
        "component": {"type": "application", "bom-ref": "app", "name": "Änderung"},
    },
    "components": [
        {
            "type": "library",
            "bom-ref": "pkg:pypi/attrs@25.1.0",
            "name": "attrs",
            "version": "25.1.0",
            "purl": "pkg:pypi/attrs@25.1.0",
        },
        {
            "type": "framework",
            "bom-ref": "x",
            "name": "x",
            "components": [{"type": "data", "bom-ref": "y", "name": "y"}],
        },
    ],
    "dependencies": [{"ref": "app", "dependsOn": ["pkg:pypi/attrs@25.1.0"]}, {"ref": "x"}],
}


def valid(text: str) -> dict[str, Any]:
    """The bill, which CycloneDX's own schema accepts."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    bill: dict[str, Any] = json.loads(text)
    version = SchemaVersion.from_version(bill["specVersion"])
    assert JsonStrictValidator(version).validate_str(text) is None
    return bill


def with_code(folder: Path, bill: dict[str, Any], code: str = CODE) -> str:
    """The text of a bill to which is added what some code uses; the file then holds it."""
    (folder / "a.py").write_text(code)
    path = folder / "bom.json"
    path.write_text(json.dumps(bill, indent=4, ensure_ascii=False) + "\n")
    path.write_text(openness.convert(openness.inventory(folder / "a.py"), to="cyclonedx", add_to=path).text)
    return path.read_text()


def test_the_schema_accepts_it_and_it_lists_each_thing_once(tmp_path: Path) -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    (tmp_path / "a.py").write_text(
        'f.from_pretrained("meta-llama/Llama-3.1-8B", revision="0123abc4")\n'
        'f.from_pretrained("meta-llama/Llama-3.1-8B", revision="0123abc4")\n'
        'f.from_pretrained("mistralai/Mistral-7B-v0.1")\n'
        'load_dataset("imdb")\nc.chat.completions.create(model="gpt-4o")\n'
    )
    text = write(openness.inventory(tmp_path))
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    components = json.loads(text)["components"]
    assert [(component["type"], component["name"]) for component in components] == [
        ("data", "stanfordnlp/imdb"),
        ("machine-learning-model", "meta-llama/Llama-3.1-8B"),
        ("machine-learning-model", "mistralai/Mistral-7B-v0.1"),
        ("machine-learning-model", "openai/gpt-4o"),
    ]
    llama = components[1]
    assert llama["purl"] == "pkg:huggingface/meta-llama/Llama-3.1-8B@0123abc4"
    assert llama["licenses"] == [{"license": {"name": "LicenseRef-Llama-3.1-Community"}}]
    assert [place["line"] for place in llama["evidence"]["occurrences"]] == [1, 2]
    assert components[2]["licenses"] == [{"expression": "Apache-2.0"}]
    assert write(openness.inventory(tmp_path)) == text


@pytest.mark.parametrize("version", VERSIONS)
def test_each_version_that_knows_models_is_valid(tmp_path: Path, version: str) -> None:
    (tmp_path / "a.py").write_text(CODE)
    found = openness.inventory(tmp_path)
    bill = valid(openness.convert(found, to="cyclonedx", spec_version=version).text)
    assert (bill["specVersion"], len(bill["components"])) == (version, 3)
    assert len(valid(with_code(tmp_path, {**BILL, "specVersion": version}))["components"]) == 5


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("author", ["Acme GmbH", "Person: Ada Byron"])
def test_a_bill_names_who_makes_it_and_one_that_is_added_to_keeps_its_own(
    tmp_path: Path, version: str, author: str
) -> None:
    (tmp_path / "a.py").write_text(CODE)
    inventory = openness.inventory(tmp_path)
    bill = valid(openness.convert(inventory, to="cyclonedx", spec_version=version, author=author).text)
    makers = [bill["metadata"].get("manufacturer"), *bill["metadata"].get("authors", [])]
    assert [maker["name"] for maker in makers if maker] == [author.removeprefix("Person: ")]
    (tmp_path / "bill.json").write_text(json.dumps(BILL))
    with pytest.raises(OpennessError, match="keeps its author"):
        openness.convert(inventory, to="cyclonedx", author=author, add_to=tmp_path / "bill.json")


def test_what_is_added_to_keeps_everything_in_it(tmp_path: Path) -> None:
    text = with_code(tmp_path, BILL)
    bill = valid(text)
    assert bill["components"][:2] == BILL["components"]
    assert {key: bill[key] for key in ("serialNumber", "metadata")} == {
        key: BILL[key] for key in ("serialNumber", "metadata")
    }
    assert (bill["version"], bill["dependencies"][1]) == (5, {"ref": "x"})
    refs = [component["bom-ref"] for component in bill["components"][2:]]
    assert bill["dependencies"][0]["dependsOn"] == ["pkg:pypi/attrs@25.1.0", *refs]
    assert text.startswith("{\n    ")
    assert "Änderung" in text


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    first = with_code(tmp_path, BILL)
    path = tmp_path / "bom.json"
    assert openness.convert(openness.inventory(tmp_path / "a.py"), to="cyclonedx", add_to=path).text == first


def test_a_run_after_a_change_renews_ours_and_keeps_what_somebody_wrote_into_it(tmp_path: Path) -> None:
    bill = json.loads(with_code(tmp_path, BILL))
    ours = bill["components"][3]
    ours["supplier"] = {"name": "Meta"}
    ours["properties"].append({"name": "reviewed-by", "value": "Ada"})
    after = valid(with_code(tmp_path, bill, "\n" + CODE))["components"]
    assert len(after) == 5
    assert after[3]["supplier"] == {"name": "Meta"}
    assert {"name": "reviewed-by", "value": "Ada"} in after[3]["properties"]
    assert [place["line"] for place in after[3]["evidence"]["occurrences"]] == [2]


def test_what_another_tool_lists_is_not_listed_twice(tmp_path: Path) -> None:
    theirs = {
        "type": "machine-learning-model",
        "name": "llama",
        "purl": "pkg:huggingface/meta-llama/Llama-3.1-8B@0123abc4",
    }
    by_name = {"type": "data", "group": "stanfordnlp", "name": "imdb"}
    bill = {**BILL, "components": [theirs, {"type": "framework", "name": "x", "components": [by_name]}]}
    after = valid(with_code(tmp_path, bill))["components"]
    assert after[:2] == bill["components"]
    assert [component["name"] for component in after[2:]] == ["openai/gpt-4o"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<bom/>", "not valid JSON"),
        ("[]", "not a CycloneDX bill"),
        ('{"bomFormat": "CycloneDX", "specVersion": "1.4"}', "CycloneDX 1.4"),
        ('{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": {}}', "not a list of objects"),
        ('{"bomFormat": "CycloneDX", "specVersion": "1.6", "x": 1, "x": 2}', "written again"),
        ('{"bomFormat": "CycloneDX", "specVersion": "1.6", "x": 1e999}', "written again"),
        ("[" * 100_000, "written again"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_an_error_and_stays_as_it_is(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "bom.json"
    path.write_text(text)
    (tmp_path / "a.py").write_text(CODE)
    with pytest.raises(OpennessError, match=says):
        openness.convert(openness.inventory(tmp_path / "a.py"), to="cyclonedx", add_to=path)
    assert (
        main(
            [
                "convert",
                "--inventory",
                str(tmp_path / "a.py"),
                "--to",
                "cyclonedx",
                "--add-to",
                str(path),
                "-o",
                str(path),
            ]
        )
        == 2
    )
    assert path.read_text() == text


def test_the_verbs_write_the_same_bill_and_convert_adds_it_in_place(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(CODE)
    source, first, second, bill = (str(tmp_path / name) for name in ("a.py", "1.json", "2.json", "bom.json"))
    assert main(["inventory", source, "--format", "cyclonedx", "-o", first]) == 0
    assert main(["convert", "--inventory", source, "--to", "cyclonedx", "-o", second]) == 0
    assert Path(first).read_bytes() == Path(second).read_bytes()
    Path(bill).write_text(json.dumps(BILL))
    for _ in range(2):
        assert main(["convert", "--inventory", source, "--to", "cyclonedx", "--add-to", bill, "-o", bill]) == 0
        assert len(valid(Path(bill).read_text())["components"]) == 5


def test_an_inventory_is_written_in_no_other_format() -> None:
    for words in (["--inventory", "--to", "spdx3"], ["--to", "cyclonedx", "--add-to", "bom.json"]):
        assert main(["convert", "src/openness/__main__.py", *words]) == 2
