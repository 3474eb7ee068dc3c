"""Command lines: shells, Dockerfiles, Modelfiles, requirements."""

from collections.abc import Iterable

import pytest

from openness.references import commands
from openness.references.lexicon import lexicon
from openness.references.reference import Reference


def shell(text: str) -> list[tuple[str, int, str]]:
    return _short(commands.references(text, "a.sh", lexicon()))


def _short(found: Iterable[object]) -> list[tuple[str, int, str]]:
    return [(one.name, one.source.line, one.sure.value) for one in found if isinstance(one, Reference)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ollama pull llama3.1:8b", [("ollama/llama3.1:8b", 1, "literal")]),
        ("hf download acme-ai/m1 --local-dir x", [("acme-ai/m1", 1, "literal")]),
        ("huggingface-cli download acme-ai/m1", [("acme-ai/m1", 1, "literal")]),
        ("a && vllm serve acme-ai/m1 --port 1", [("acme-ai/m1", 1, "literal")]),
        ("python -m vllm.entrypoints.api_server \\\n  --model acme-ai/m1", [("acme-ai/m1", 2, "literal")]),
        ("python t.py --model_name_or_path=acme-ai/m1", [("acme-ai/m1", 1, "literal")]),
        ("M=acme-ai/m1\nvllm serve $M", [("acme-ai/m1", 2, "constant")]),
        ("vllm serve ${M:-acme-ai/m1}", [("acme-ai/m1", 1, "constant")]),
        ("export MODEL_ID=acme-ai/m1", [("acme-ai/m1", 1, "guess")]),
        ("llama-server -hf acme-ai/m1-GGUF:Q4_K_M", [("acme-ai/m1-GGUF", 1, "literal")]),
        ("git clone https://huggingface.co/acme-ai/m1", [("acme-ai/m1", 1, "literal")]),
        ("wget https://huggingface.co/acme-ai/m1/resolve/main/x.gguf", [("acme-ai/m1", 1, "literal")]),
        ("python -m spacy download en_core_web_sm", [("spacy/en_core_web_sm", 1, "literal")]),
        ("router --static-models a-b/m1,a-b/m2", [("a-b/m1", 1, "literal"), ("a-b/m2", 1, "literal")]),
        ('curl x -d \'{"model": "acme-ai/m1", "prompt": "a/b"}\'', [("acme-ai/m1", 1, "literal")]),
        ('bash -c "vllm serve acme-ai/m1 --port 1"', [("acme-ai/m1", 1, "literal")]),
        ("/bin/sh -ec 'exec vllm serve acme-ai/m1'", [("acme-ai/m1", 1, "literal")]),
        ("vllm serve --port 80 acme-ai/m1", [("acme-ai/m1", 1, "literal")]),
        ("vllm serve --enforce-eager acme-ai/m1", [("acme-ai/m1", 1, "literal")]),
        ("vllm serve ./m1 --chat-template acme-ai/m1", []),
        ("gcc -c vllm serve acme-ai/m1", [("acme-ai/m1", 1, "literal")]),
        ("# vllm serve acme-ai/m1", []),
        ("git clone https://github.com/acme-ai/m1", []),
        ("docker pull acme-ai/m1", []),
        ("vllm serve ./m1", []),
        ("vllm serve $UNSET", []),
    ],
)
def test_a_command_names_what_it_downloads_or_serves(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert shell(text) == expected


def test_a_download_may_be_of_data_and_pinned() -> None:
    (one,) = commands.references("hf download acme-ai/d1 --repo-type dataset --revision 0123abc4", "a.sh", lexicon())
    assert (one.name, one.sort.value, one.revision) == ("acme-ai/d1", "dataset", "0123abc4")


def test_a_dockerfile_names_models_in_variables_and_commands() -> None:
    text = 'FROM nvidia/cuda:12\nENV MODEL_ID=acme-ai/m1\nARG MODEL acme-ai/m2\nCMD ["--model-id", "acme-ai/m3"]\n'
    found = [(one.name, one.source.line) for one in commands.dockerfile(text, "Dockerfile", lexicon())]
    assert found == [("acme-ai/m1", 2), ("acme-ai/m2", 3), ("acme-ai/m3", 4)]


def test_a_modelfile_names_what_it_is_made_from() -> None:
    text = "FROM llama3.2\nADAPTER ./a.gguf\n"
    assert [one.name for one in commands.modelfile(text, "Modelfile", lexicon())] == ["ollama/llama3.2"]
    assert [one.name for one in commands.modelfile("FROM hf.co/acme-ai/m1-GGUF:Q4", "m", lexicon())] == [
        "acme-ai/m1-GGUF"
    ]


def test_requirements_name_packages_of_models() -> None:
    text = "torch==2.0\nen-core-web-sm @ https://github.com/explosion/spacy-models/x.whl\nacme-ai/m1\n"
    assert [
        (requirement.name, requirement.source.line) for requirement in commands.requirements(text, "r.txt", lexicon())
    ] == [("spacy/en_core_web_sm", 2)]


@pytest.mark.parametrize("text", ['"' * 200_000, "\\'" * 100_000, "a" * 200_000, "${a:-" * 50_000, "A=$A$A;" * 20_000])
def test_a_line_of_any_kind_is_read_in_time_that_grows_with_it(text: str) -> None:
    assert shell(f"vllm serve acme-ai/m1\n{text}") == [("acme-ai/m1", 1, "literal")]
