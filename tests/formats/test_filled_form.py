"""Filled forms: a folder that holds one is read, and what is not read of it is told."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import openness
from openness.cli import main
from openness.formats import filled_form
from openness.release.finding import Code
from openness.release.release import Release
from openness.vocabulary.forms import NOT_READ

RELEASE = """openness: 1
name: Heron
producer: Acme
components:
  model-parameters-final: {availability: public, licence: Apache-2.0}
base-models: [{name: acme/egret, relation: fine-tune, licence: MIT}]
"""
NATIVE = "openness.yaml"
FORMS = {"eu-model-documentation": "eu-model-documentation.md", "ab-2013": "ab-2013.md"}


def form(folder: Path, to: str, name: str) -> Path:
    """A form that is written from the release, in a folder of its own."""
    source = folder / NATIVE
    source.write_text(RELEASE)
    path = folder / "with a form" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(openness.convert(source, to=to).text)
    return path


def of_form(release: Release) -> list[str]:
    return [finding.message for finding in release.oddities if "form" in finding.message]


def test_the_titles_are_those_of_the_forms() -> None:
    forms = files("openness.export") / "forms"
    titles = {tomllib.loads((forms / f"{to}.toml").read_text(encoding="utf-8"))["title"] for to in FORMS}
    assert titles == set(NOT_READ)


@pytest.mark.parametrize(("to", "name"), FORMS.items())
def test_a_form_by_itself_is_named_as_not_read(to: str, name: str, tmp_path: Path) -> None:
    path = form(tmp_path, to, name)
    for source in (path, path.parent):
        release = openness.read(source)
        assert release.unread == (str(path),)
        assert not release.components
        assert len(of_form(release)) == 1
        assert {finding.code for finding in release.oddities} == {Code.STATEMENT_MISSING}


@pytest.mark.parametrize("name", [*FORMS.values(), "anything.md", "README.md"])
def test_a_form_is_known_by_its_title(name: str, tmp_path: Path) -> None:
    path = form(tmp_path, "ab-2013", name)
    (path.parent / NATIVE).write_text(RELEASE)
    assert openness.read(path).unread == (str(path),)
    if name != "anything.md":  # of the Markdown files in a folder only some may be cards or forms
        beside = openness.read(path.parent)
        assert beside.unread == (str(path),)
        assert beside.read == (str(path.parent / NATIVE),)


def test_a_form_beside_a_release_changes_no_fact_of_it(tmp_path: Path) -> None:
    folder = form(tmp_path, "ab-2013", "ab-2013.md").parent
    (folder / NATIVE).write_text(RELEASE)
    with_form = openness.read(folder)
    (folder / "ab-2013.md").unlink()
    without = openness.read(folder)
    assert with_form.components == without.components
    assert with_form.base_models == without.base_models


def test_a_card_with_the_name_of_a_form_is_a_card(tmp_path: Path) -> None:
    card = tmp_path / "model_documentation.md"
    card.write_text("---\nlicense: mit\n---\n# Heron\n")
    assert openness.read(card).component("model-parameters-final").licence.value == "mit"


def test_a_folder_with_nothing_but_a_summary_is_what_the_summary_says(tmp_path: Path) -> None:
    path = form(tmp_path, "eu-training-summary", "eu-training-summary.md")
    release = openness.read(path.parent)
    assert release.name.value == "Heron"
    assert [base.name for base in release.base_models] == ["acme/egret"]
    assert main(["check", str(path.parent), "-q"]) == 0


def test_a_summary_makes_no_release_where_anything_else_does(tmp_path: Path) -> None:
    path = form(tmp_path, "eu-training-summary", "eu-training-summary.md")
    other = path.parent / "model"
    other.mkdir()
    (other / NATIVE).write_text(RELEASE.replace("Heron", "Egret"))
    assert [release.release.name.value for release in openness.classify_all([path.parent])] == ["Egret"]


def test_another_document_of_that_name_is_no_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "model-documentation.md"
    path.write_text("# Our models\n\nSee the Model Documentation Form.\n")
    assert filled_form.matches_name(path.name)
    assert main(["classify", str(path)]) == 2
    assert "not a model card" in capsys.readouterr().err
