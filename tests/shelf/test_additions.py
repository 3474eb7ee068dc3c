"""Records that a user, a project or a package adds: where they are looked for, and what is said of them."""

import json
import os
import sys
from pathlib import Path

import pytest
from tests.support.records import OURS, REPLACING
from tests.support.releases import native

import openness
from openness import cli
from openness.errors import OpennessError
from openness.reports import text
from openness.shelf.additions import _may_offer, from_environment, from_packages, stamps
from openness.shelf.project import configured
from openness.shelf.shelf import Shelf

CARD = "---\nlicense: mit\npipeline_tag: x\n---\n"


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to work in."""
    monkeypatch.delenv("OPENNESS_PATH", raising=False)
    monkeypatch.chdir(tmp_path)


def project(text: str) -> None:
    """The project's own file."""
    Path("pyproject.toml").write_text(text, encoding="utf-8")


def refused() -> str:
    """The problems of the project's file."""
    with pytest.raises(OpennessError) as caught:
        configured()
    return str(caught.value)


def test_without_a_project_nothing_is_added() -> None:
    assert configured() == ()


def test_a_project_names_its_shelves() -> None:
    project('[tool.openness]\nshelves = ["one", "/two"]\n')
    assert configured() == ("one", "/two")


def test_the_project_is_looked_for_upwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project('[tool.openness]\nshelves = ["one"]\n')
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert configured() == (str(tmp_path / "one"),)


def test_the_nearest_project_is_the_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project('[tool.openness]\nshelves = ["one"]\n')
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    project("[project]\nname = 'x'\n")
    assert configured() == (str(tmp_path / "one"),)  # a project that says nothing of it is passed by
    project("[tool.openness]\nshelves = []\n")
    assert configured() == ()


def test_the_same_words_in_another_folder_are_another_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project('[tool.openness]\nshelves = ["one"]\n')
    for name in "ab":
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        assert configured() == (str(tmp_path / "one"),)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("[tool]\nopenness = 3\n", "pyproject.toml:2: tool.openness is not a table; write [tool.openness]"),
        ('tool = 3\nname = "openness"\n', "pyproject.toml:1: tool is not a table; write [tool]"),
        (
            '[tool.openness]\nshelves = "x"\n',
            'pyproject.toml:2: tool.openness.shelves is not a list of folders; write shelves = ["FOLDER"]',
        ),
        (
            "[tool.openness]\nshelves = [3]\n",
            'pyproject.toml:2: tool.openness.shelves is not a list of folders; write shelves = ["FOLDER"]',
        ),
        ("[tool.openness]\nshelves = [\n", "pyproject.toml"),
        ("[tool.openness]\nshelves == []\n", "pyproject.toml:2: it is not valid TOML"),
    ],
)
def test_a_project_that_cannot_be_used_is_said_with_its_line(settings: str, message: str) -> None:
    project(settings)
    assert refused().startswith(message)


@pytest.mark.parametrize("settings", ["tool = 3\n", "= =\n", "[tool.other]\nshelves = 3\n", "[tool.openness]\n"])
def test_a_project_that_names_no_shelf_is_none_of_ours(settings: str) -> None:
    project(settings)
    assert configured() == ()


# Replacing is said


def replacing(folder: Path) -> Shelf:
    """A shelf on which MIT is replaced."""
    record = REPLACING.replace("[read]", 'replaces = { because = "our lawyer \\u001b reads it so" }\n[read]', 1)
    folder.mkdir()
    (folder / "mit.toml").write_text(record, encoding="utf-8")
    return Shelf((str(folder),))


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("verb", ["classify", "diff"])
def test_a_replaced_record_is_said(
    verb: str, form: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    replacing(tmp_path / "d")
    Path("README.md").write_text(CARD, encoding="utf-8")
    paths = ["README.md"] * (2 if verb == "diff" else 1)
    assert cli.main(["--shelf", "d", verb, *paths, "--format", form]) == 0
    by_option = capsysbinary.readouterr().out.decode()
    monkeypatch.setenv("OPENNESS_PATH", "d")
    assert cli.main([verb, *paths, "--format", form]) == 0
    assert capsysbinary.readouterr().out.decode() == by_option
    if form == "json":
        (listed,) = json.loads(by_option)["replaced"]
    else:
        listed = " ".join(by_option.partition("Replaced: ")[2].split())
        assert "\x1b" not in by_option
    assert listed.startswith("MIT by d/mit.toml: our lawyer")


def test_a_replaced_record_is_said_to_someone_in_python_and_on_40_columns(tmp_path: Path) -> None:
    shelf = replacing(tmp_path / "d")
    classification = openness.classify(native("name: x\n"), under=[], shelf=shelf)
    assert classification.to_dict()["replaced"] == list(shelf.replaced)
    assert max(map(len, text.write([classification], 40, replaced=shelf.replaced).splitlines())) <= 40


@pytest.mark.parametrize("settings", ["", "\n", "# nothing yet\n"])
def test_a_policy_without_a_line_adds_nothing(settings: str) -> None:
    Path("openness-policy.toml").write_text(settings, encoding="utf-8")
    assert configured() == ()


def test_to_add_is_silent(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(OURS, encoding="utf-8")
    assert "replaced" not in openness.classify(native("name: x\n"), under=[], shelf=Shelf((str(tmp_path),))).to_dict()


# What folders there are


def test_folders_are_stamped_with_their_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    for path, words in (("one/b.toml", "bb"), ("one/a.toml", "a"), ("two/c.toml", "")):
        (tmp_path / path).write_text(words, encoding="utf-8")
        os.utime(tmp_path / path, ns=(7, 5))
    one, two, none = (str(tmp_path / name) for name in ("one", "two", "none"))
    assert stamps((none, one, "two")) == (none, one, ("a.toml", 5, 1), ("b.toml", 5, 2), two, ("c.toml", 5, 0))
    assert stamps(()) == ()


def test_the_environment_names_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    assert from_environment() == ()
    monkeypatch.setenv("OPENNESS_PATH", os.pathsep.join(("one", "", "two")))
    assert from_environment() == ("one", "two")


def packaged(place: Path, name: str, points: str, ending: str = "dist-info") -> None:
    """An installed package that offers something."""
    described = place / f"{name}-1.{ending}"
    described.mkdir(parents=True)
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n"
    (described / ("METADATA" if ending == "dist-info" else "PKG-INFO")).write_text(head, encoding="utf-8")
    (described / "entry_points.txt").write_text(points, encoding="utf-8")


def test_packages_offer_folders_that_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "site"
    packaged(place, "zebra", "[openness.shelves]\nrecords = zebra.records\n")
    packaged(place, "heron", "[openness.shelves]\nrecords = heron.more:records\nnone = heron.none\n", "egg-info")
    packaged(place, "kite", "[console_scripts]\nkite = kite:main\n")
    for folder in ("zebra/records", "heron/more/records"):
        (place / folder).mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(place)])
    assert from_packages() == (str(place / "heron/more/records"), str(place / "zebra/records"))
    monkeypatch.chdir(place)
    monkeypatch.setattr(sys, "path", [""])
    assert len(from_packages()) == 2


@pytest.mark.parametrize(
    ("made", "may"),
    [
        ("nothing", False), ("an archive", True), ("a package that offers", True), ("a package that offers others", False),
        ("a package without a list", False), ("another folder", False),
    ],
)  # fmt: skip
def test_a_place_may_offer_folders_where_a_list_of_it_says_so(tmp_path: Path, made: str, may: bool) -> None:
    place = tmp_path / "place"
    if made == "an archive":
        place.write_bytes(b"PK")
    elif made == "a package without a list":
        (place / "heron-1.dist-info").mkdir(parents=True)
    elif made == "another folder":
        packaged(place, "heron", "[openness.shelves]\n", "other")
    elif made != "nothing":
        packaged(place, "heron", "[openness.shelves]\n" if made.endswith("offers") else "[console_scripts]\n")
    assert _may_offer(str(place)) is may


def test_the_address_of_a_text_that_a_package_brings_leads_to_its_record_unless_the_shipped_shelf_knows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = "https://opensource.org/license/mit"
    for name, address in (("own", "https://heron.example/terms"), ("known", known)):
        (tmp_path / name).mkdir()
        text = OURS.replace("[read]", f'[text]\nurl = "{address}"\n[read]')
        (tmp_path / name / "ours.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr("openness.shelf.additions.from_packages", lambda name=name: (str(tmp_path / name),))
        found = Shelf().linked(address)
        assert found.candidates == (("LicenseRef-Ours",) if name == "own" else ("MIT",))
        monkeypatch.setattr("openness.shelf.additions.from_packages", tuple)
        named = Shelf(str(tmp_path / name)).linked(address)
        assert named.candidates == (("LicenseRef-Ours",) if name == "own" else ("MIT", "LicenseRef-Ours"))
