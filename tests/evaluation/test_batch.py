"""A release that was read before is classified once, and never from what has changed since."""

from pathlib import Path

import pytest
from tests.support.records import OURS

import openness
from openness.evaluation import batch
from openness.vocabulary import Kind

CARD = {"license": "apache-2.0", "library_name": "transformers"}


def test_a_release_that_is_asked_about_again_is_not_judged_again() -> None:
    release = openness.read(CARD)
    first = openness.classify(release)
    assert openness.classify(release) is first
    assert openness.classify(release, under=()) is not first
    assert openness.classify(release, under=iter(["osaid-1.0"])) is openness.classify(release, under=["osaid-1.0"])
    assert openness.classify(release, under="osaid-1.0").under == ("osaid-1.0",)


def test_another_release_is_judged_whatever_it_is_like() -> None:
    release, like, other = openness.read(CARD), openness.read(CARD), openness.read({"license": "llama2"})
    found = [openness.classify(each, under=()) for each in (release, like, other)]
    assert found[0] == found[1] != found[2]
    assert found[0] is not found[1]
    assert [each.release.read for each in found] == [release.read, like.read, other.read]


def test_an_unknown_definition_is_an_error_each_time() -> None:
    release = openness.read(CARD)
    for _ in range(2):
        with pytest.raises(openness.OpennessError, match="osaid"):
            openness.classify(release, under=["osaid-1"])


def test_few_releases_are_remembered() -> None:
    shelf = openness.Shelf()
    releases = [openness.read({"license": f"licence {number}"}) for number in range(10 * batch._RECENT)]
    for release in releases:
        openness.classify(release, under=(), shelf=shelf)
        assert 0 < len(shelf.recent("classifications", 0)) <= batch._RECENT
    for release in releases:
        assert openness.classify(release, under=(), shelf=shelf).release.read == release.read


def test_what_a_project_adds_counts_from_the_next_call_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENNESS_PATH", raising=False)
    monkeypatch.chdir(tmp_path)
    release = openness.read({"license": "ours 1"})
    before = openness.classify(release, under=())
    assert openness.classify(release, under=()) is before
    assert openness.classify(release, under=(), shelf=openness.Shelf()) is not before
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "ours.toml").write_text(OURS, encoding="utf-8")
    project = tmp_path / "pyproject.toml"
    project.write_text('[tool.openness]\nshelves = ["records"]\n', encoding="utf-8")
    after = openness.classify(release, under=())
    weights = [each.release.component(Kind.MODEL_PARAMETERS_FINAL).licence.value for each in (before, after)]
    assert weights == ["ours 1", "LicenseRef-Ours"]
    project.unlink()
    assert openness.classify(release, under=()) is before


def test_nothing_is_answered_by_records_or_settings_that_have_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that a call without a shelf depends on is looked at by each call: no time passes in between."""
    release = openness.read({"license": "ours 1"})
    folders = [tmp_path / name for name in ("nothing", "project", "project/below", "records")]
    for folder in folders:
        folder.mkdir()
    nothing, project, below, records = folders
    record = records / "ours.toml"
    record.write_text(OURS, encoding="utf-8")

    def licence() -> str | None:
        again = [openness.classify(release, under=()) for _ in range(2)]
        assert again[0] is again[1]
        return again[0].release.component(Kind.MODEL_PARAMETERS_FINAL).licence.value

    monkeypatch.delenv("OPENNESS_PATH", raising=False)
    monkeypatch.chdir(nothing)
    assert licence() == "ours 1"
    monkeypatch.setenv("OPENNESS_PATH", str(records))  # an environment that has changed
    assert licence() == "LicenseRef-Ours"
    record.write_text(OURS.replace("LicenseRef-Ours", "LicenseRef-Own"), encoding="utf-8")  # a record
    assert licence() == "LicenseRef-Own"
    monkeypatch.delenv("OPENNESS_PATH")
    assert licence() == "ours 1"
    policy = project / "openness-policy.toml"
    policy.write_text('shelves = ["../records"]\n', encoding="utf-8")
    assert licence() == "ours 1"
    monkeypatch.chdir(below)  # the working directory, and a project above it
    assert licence() == "LicenseRef-Own"
    policy.write_text("shelves = []\n", encoding="utf-8")  # the settings of a project
    assert licence() == "ours 1"
