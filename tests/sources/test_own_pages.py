"""A report beside a model changes nothing that is said of the model, and no list of a report hides what a release says."""

import json
from pathlib import Path

import pytest

import openness
from openness import cli
from openness.licensing.texts import shipped
from openness.sources.own_pages import LIST, is_page, pages_listed

CARD = "---\nlicense: mit\npipeline_tag: text-generation\n---\n# Tiny\n"
POLICY = '[check]\nrequire = { spectrum = "open-weights" }\n'


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model's folder with the MIT licence and a report inside; the working directory is beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policy.toml").write_text(POLICY)
    (tmp_path / "model").mkdir()
    (tmp_path / "model/README.md").write_text(CARD)
    (tmp_path / "model/LICENSE").write_text(shipped()[0]["MIT"])
    assert cli.main(["report", "model", "--badges", "-o", "model/report"]) == 0
    return tmp_path / "model"


def said(folder: Path) -> dict[str, object]:
    release = openness.classify(folder)
    result = release.to_dict()
    return {key: result[key] for key in result if key != "source"}


def test_a_report_beside_a_model_changes_nothing(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_report = said(model)
    (model / "report").rename(model.parent / "elsewhere")
    assert said(model) == with_report
    (model.parent / "elsewhere").rename(model / "report")
    capsys.readouterr()
    assert cli.main(["check", "model", "--policy", "policy.toml"]) == 0
    printed = capsys.readouterr().out
    assert "1 release passed" in printed and "Not read" not in printed


def test_a_report_upon_a_report_says_the_same(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = {path.name: path.read_text() for path in (model / "report").rglob("*") if path.is_file()}
    assert cli.main(["report", "model", "--badges", "-o", "model/report"]) == 0
    assert first == {path.name: path.read_text() for path in (model / "report").rglob("*") if path.is_file()}


def test_each_page_of_a_report_is_known_as_one(model: Path) -> None:
    pages = list(pages_listed(str(model / "report")))
    assert {"index.html", "licences.html", "licences/mit.html"} <= set(pages)
    assert [page for page in pages if not is_page(str(model / "report" / page))] == []


@pytest.mark.parametrize("name", ["Openness", "config", "LICENSE"])
def test_a_report_has_no_file_that_states_facts_of_a_release(tmp_path: Path, name: str) -> None:
    (tmp_path / "README.md").write_text(
        CARD.replace("Tiny", name).replace("---\nlicense", f"---\nmodel_name: {name}\nlicense")
    )
    alone = said(tmp_path)
    assert cli.main(["report", str(tmp_path), "-o", str(tmp_path / "report")]) == 0
    assert said(tmp_path) == alone


def test_a_report_into_the_folder_it_is_about_says_so(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = said(model)
    capsys.readouterr()
    assert cli.main(["report", "model", "-o", "model/."]) == 0
    assert "model/. is also what the report is about" in capsys.readouterr().err
    assert said(model) == before
    assert cli.main(["report", "model", "-o", "elsewhere"]) == 0
    assert "also what" not in capsys.readouterr().err


NARROW = shipped()[0]["CC-BY-NC-4.0"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("LICENSE", NARROW),
        ("LICENSE.md", NARROW),
        ("MODEL_LICENSE.txt", NARROW),
        ("licences.html", NARROW),
        ("licences.html", f"<!doctype html>\n<html><body>{NARROW}</body></html>"),
        ("licences/weights.html", f"<!doctype html><!-- openness --><pre>{NARROW}</pre>"),
        ("LICENSE.pdf", "%PDF-1.4"),
        ("README.md", CARD.replace("license: mit", "license: cc-by-nc-4.0")),
        ("openness.json", json.dumps({"openness": 1, "components": {"model-parameters-final": {"licence": "CC-BY-NC-4.0"}}})),
    ],
)  # fmt: skip
def test_a_list_hides_nothing_that_a_release_says(tmp_path: Path, name: str, text: str) -> None:
    """Whoever copies a list of a report beside a licence that limits gains nothing."""
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text)
    plain = said(tmp_path)
    (tmp_path / LIST).write_text(f"index.html\n{name}\nlicences.html\nREADME.md\n./{name}\n../{tmp_path.name}/{name}\n")
    assert said(tmp_path) == plain
    assert openness.classify(tmp_path).spectrum.reached != "open-weights"


def test_a_text_that_begins_as_a_page_under_a_name_of_a_licence_is_read(model: Path) -> None:
    """A page of a report has a name that ends in `.html`; and its list must name it."""
    page = (model / "report/licences.html").read_text()
    for name in ("LICENSE", "LICENSE.html"):
        (model / name).write_text(f"{page}\n{NARROW}")
    assert openness.classify(model).spectrum.reached != "open-weights"


def test_a_licence_to_which_a_card_points_is_read_whatever_a_list_says(model: Path) -> None:
    """A card that gives a page of a report as its licence has that page's words to answer for."""
    card = CARD.replace("license: mit", "license: other\nlicense_name: mit\nlicense_link: report/licences.html")
    (model / "README.md").write_text(card)
    assert openness.classify(model).spectrum.reached != "open-weights"


@pytest.mark.parametrize("kind", ["a folder", "bytes", "a link to nowhere"])
def test_a_list_that_cannot_be_read_names_nothing(tmp_path: Path, kind: str) -> None:
    (tmp_path / "README.md").write_text(CARD)
    if kind == "a folder":
        (tmp_path / LIST).mkdir()
    elif kind == "bytes":
        (tmp_path / LIST).write_bytes(b"\0\xff" * 9)
    else:
        (tmp_path / LIST).symlink_to("nowhere")
    assert list(pages_listed(str(tmp_path))) == []
    assert openness.classify(tmp_path).spectrum.reached == "open-weights"
