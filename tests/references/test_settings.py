"""Settings: YAML, JSON, TOML, cards, notebooks."""

import json

import pytest

from openness.errors import OpennessError
from openness.references import settings
from openness.references.lexicon import lexicon
from openness.references.reference import Reference


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("base_model: acme-ai/m1\n", [("acme-ai/m1", "model", 1)]),
        ("datasets:\n  - path: acme-ai/d1\n    type: x\n", [("acme-ai/d1", "dataset", 2)]),
        ("model_list:\n  - litellm_params:\n      model: openai/gpt-4o\n", [("openai/gpt-4o", "service", 3)]),
        ("services:\n  tgi:\n    command: --model-id acme-ai/m1\n", [("acme-ai/m1", "model", 3)]),
        ("args: [--model, acme-ai/m1]\n", [("acme-ai/m1", "model", 1)]),
        ("run: |\n  echo\n  hf download acme-ai/m1\n", [("acme-ai/m1", "model", 3)]),
        ("env:\n  - name: MODEL_ID\n    value: acme-ai/m1\n", [("acme-ai/m1", "model", 3)]),
        ("environment:\n  - MODEL_ID=acme-ai/m1\n", [("acme-ai/m1", "model", 2)]),
        ("storageUri: hf://acme-ai/m1\n", [("acme-ai/m1", "model", 1)]),
        ("a: 1\n---\nmodel: acme-ai/m1\n", [("acme-ai/m1", "model", 3)]),
        ("{{ if x }}\nmodel: acme-ai/m1\n{{ end }}\n", [("acme-ai/m1", "model", 2)]),
        ("image: acme-ai/m1\nuses: actions/checkout\nrepo: acme-ai/m1\n", []),
        ("a: &a {model: acme-ai/m1}\nb: *a\n", [("acme-ai/m1", "model", 1)]),
        ("modelURL: acme-ai/m1\n", [("acme-ai/m1", "model", 1)]),
        ("dataset_mixer:\n  acme-ai/d1: 1.0\n", [("acme-ai/d1", "dataset", 2)]),
        ("weights:\n  acme-ai/d1: 1.0\n", []),
        ('APP_MODELNAME: ${APP_MODELNAME:-"acme-ai/m1"}\n', [("acme-ai/m1", "model", 1)]),
        (
            'MODELS: |\n  [\n    {"id": "acme-ai/m1", "note": "x/y"},\n    {"id": "acme-ai/m2"} // the last\n  ]\n',
            [("acme-ai/m1", "model", 3), ("acme-ai/m2", "model", 4)],
        ),
        ("data:\n  app.yaml: |\n    base_model: acme-ai/m1\n", [("acme-ai/m1", "model", 3)]),
        ("{{ if x }}\n  args:\n  hf download acme-ai/m1\n{{ end }}\n", [("acme-ai/m1", "model", 3)]),
    ],
)
def test_yaml_names_models_in_its_fields(text: str, expected: list[tuple[str, str, int]]) -> None:
    found = settings.of_yaml(text, "a.yaml", lexicon())
    assert [(one.name, one.sort.value, one.source.line) for one in found] == expected


def test_json_and_toml_do_so_too_and_json_with_notes_is_read_by_line() -> None:
    for reader, text in (
        (settings.of_json, '{\n"model_name_or_path": "acme-ai/m1"}'),
        (settings.of_json, '{ // a note\n"model_name_or_path": "acme-ai/m1",\n}'),
        (settings.of_toml, '[train]\nmodel = "acme-ai/m1"\n'),
        (settings.by_line, "X=1\nMODEL=acme-ai/m1\n"),
    ):
        assert [(one.name, one.source.line) for one in reader(text, "a", lexicon())] == [("acme-ai/m1", 2)]


def test_a_card_names_its_base_and_its_data_alone() -> None:
    text = "---\nbase_model: acme-ai/m1\ndatasets: [acme-ai/d1]\nmodel: acme-ai/m2\n---\nacme-ai/m3\n"
    assert [one.name for one in settings.of_card(text, "README.md", lexicon())] == ["acme-ai/m1", "acme-ai/d1"]


def test_a_notebook_s_references_stand_on_the_lines_of_its_file() -> None:
    cells = [
        {"cell_type": "markdown", "source": ['f.from_pretrained("acme-ai/m0")']},
        {"cell_type": "code", "source": ["print 'old'\n"]},
        {"cell_type": "code", "source": ["!ollama pull llama3.2\n", 'M = "acme-ai/m1"\n']},
        {"cell_type": "code", "source": ["%time f.from_pretrained(M)\n", "f.from_pretrained(M)"]},
    ]
    text = json.dumps({"cells": cells}, indent=1)
    found = [(getattr(one, "name", ""), one.source.line) for one in settings.of_notebook(text, "a.ipynb", lexicon())]
    lines = text.split("\n")
    assert [name for name, _ in found] == ["ollama/llama3.2", "acme-ai/m1"]
    assert ["ollama pull" in lines[found[0][1] - 1], "acme-ai/m1" in lines[found[1][1] - 1]] == [True, True]


def test_what_is_nested_too_deeply_is_an_error_or_read_by_line() -> None:
    with pytest.raises(OpennessError):
        list(settings.of_toml("a = " + "[" * 10_000, "a.toml", lexicon()))
    text = "model: acme-ai/m1\na: " + "[" * 10_000
    assert [getattr(one, "name", None) for one in settings.of_yaml(text, "a.yaml", lexicon())] == ["acme-ai/m1"]


def test_a_cell_that_writes_settings_is_read_as_settings() -> None:
    cell = {"cell_type": "code", "source": ["%%writefile config.yml\n", "models:\n", "  model: acme-ai/m1\n"]}
    text = json.dumps({"cells": [cell]}, indent=1)
    (found,) = settings.of_notebook(text, "a.ipynb", lexicon())
    assert isinstance(found, Reference)
    assert (found.name, "acme-ai/m1" in text.split("\n")[found.source.line - 1]) == ("acme-ai/m1", True)


@pytest.mark.parametrize(
    ("service", "named"),
    [
        ("command: vllm serve --model acme-ai/m1 --port 1", True),
        ('command: ["vllm", "serve", "--model", "acme-ai/m1"]', True),
        ('command: ["sh", "-c", "vllm serve acme-ai/m1"]', True),
        ("entrypoint: bash -c 'vllm serve acme-ai/m1'", True),
        ("command: |\n  vllm serve \\\n    --model acme-ai/m1", True),
        ("image: vllm/vllm-openai:v0.11.0\ncommand: acme-ai/m1 --port 80", True),
        ('image: docker.io/vllm/vllm-openai\nargs: ["--port", "80", "acme-ai/m1"]', True),
        ("image: redis\ncommand: acme-ai/m1 --port 80", False),
        ("image: vllm/vllm-openai\ncommand: ./m1", False),
        ("image: [vllm/vllm-openai]\ncommand: {a: acme-ai/m1}", False),
    ],
)
def test_a_service_names_the_model_that_it_is_started_with(service: str, named: bool) -> None:
    text = "services:\n  one:\n" + "".join(f"    {line}\n" for line in service.split("\n"))
    found = {one.name for one in settings.of_yaml(text, "compose.yaml", lexicon())}
    assert found == ({"acme-ai/m1"} if named else set())


def test_json_with_a_comma_too_many_is_read_as_a_whole() -> None:
    text = '{"serving": {"models": [\n  "google/gemma-2-9b",\n  "BAAI/bge-m3",\n], },\n}\n'
    found = list(settings.of_json(text, "config.json", lexicon()))
    assert [(reference.name, reference.source.line) for reference in found] == [
        ("google/gemma-2-9b", 2),
        ("BAAI/bge-m3", 3),
    ]
