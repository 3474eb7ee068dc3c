"""Modelfiles of Ollama: the licence by name or by its text, and what they are from."""

from pathlib import Path

import pytest
from tests.support.releases import WEIGHTS, codes

import openness
from openness.formats import modelfile
from openness.syntax.document import Document
from openness.vocabulary import Basis


def test_the_licence_text_of_a_modelfile_is_identified(tmp_path: Path) -> None:
    text = Path("LICENSE").read_text()
    (tmp_path / "Modelfile").write_text(f'FROM ./x.gguf\nLICENSE """{text}"""\nPARAMETER stop "x"\n')
    licence = openness.classify(tmp_path / "Modelfile", under=[]).release.component(WEIGHTS).licence
    assert [(claim.value, claim.basis, claim.source.line) for claim in licence.claims] == [
        ("Apache-2.0", Basis.DETECTED, 2)
    ]


def test_a_changed_licence_text_in_a_modelfile_is_no_licence_of_that_name(tmp_path: Path) -> None:
    text = Path("LICENSE").read_text().replace("perpetual", "brief")
    (tmp_path / "Modelfile").write_text(f'FROM ./x.gguf\nLICENSE """{text}"""\n')
    classification = openness.classify(tmp_path / "Modelfile", under=[])
    assert classification.release.component(WEIGHTS).licence.value == "NOASSERTION"
    assert "licence-text-modified" in codes(classification)


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("llama3.2", ["llama3.2"]),
        ("hf.co/a/b:Q4_K_M", ["a/b"]),
        ("https://huggingface.co/a/b", ["a/b"]),
        ("./x.gguf", []),
        ("/models/x", []),
        ("C:\\models\\x", []),
        ("x.gguf", []),
    ],
)
def test_what_a_modelfile_is_from(name: str, base: list[str]) -> None:
    release = modelfile.read(Document("Modelfile", f"FROM {name}\n"))
    assert [base_model.name for base_model in release.base_models] == base


def test_a_second_file_hides_no_model() -> None:
    release = modelfile.read(Document("Modelfile", "FROM llama3.2\nFROM ./mmproj.gguf\n"))
    assert [base_model.name for base_model in release.base_models] == ["llama3.2"]


def test_a_text_is_told_to_be_a_modelfile_by_what_it_does() -> None:
    assert modelfile.matches_content("x", "FROM llama3\nPARAMETER stop x\n")
    assert not modelfile.matches_content("Dockerfile", "FROM debian\nRUN true\n")
    assert not modelfile.matches_content("Dockerfile", "FROM debian\n")
    assert not modelfile.matches_content("x.md", "FROM llama3\nPARAMETER stop x\n")


def test_an_instruction_there_is_not_is_reported() -> None:
    release = modelfile.read(Document("Modelfile", "FROM x\nLICENCE mit\n"))
    assert [finding.message for finding in release.oddities] == ["there is no instruction LICENCE"]
    assert release.component(WEIGHTS).items == ()
