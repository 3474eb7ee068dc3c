"""The bill of materials of an application."""

import json
from pathlib import Path

import openness
from openness.references.cyclonedx import write


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
    assert [(one["type"], one["name"]) for one in components] == [
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
