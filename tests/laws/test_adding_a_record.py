"""Law: adding a record never changes the result for a release that does not name it (design, section 9)."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.support.strategies import CHOICES, releases, write_record

from openness import classify
from openness.errors import OpennessError
from openness.release.release import Release
from openness.shelf.shelf import Shelf, shipped
from openness.vocabulary import Kind

RELEASES = sorted((Path(__file__).parents[1] / "verdicts" / "releases").glob("*.yaml"))
EXAMPLES = [*RELEASES, *sorted(Path("docs/examples").glob("*/*.*"))]


@pytest.fixture(scope="module")
def fuller(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The shipped shelf and a licence and a definition more."""
    folder = tmp_path_factory.mktemp("shelf")
    body = '[known-as]\nother = ["MUPL"]\n[listed]\nosi-approved = { answer = true, seen = 2026-11-24 }'
    write_record(folder, "LicenseRef-Made-Up-1.0", body)
    (folder / "ours.toml").write_text(
        'id = "ours"\nname = "Ours"\nversion = "1"\nsource = "here"\ndated = 2026-11-24\n'
        'read = { hand = "first-hand", from = "here", on = 2026-11-24 }\n'
        '[[grade]]\nid = "open"\nname = "Open"\nsays = "open"\n'
        '[[grade.criterion]]\nid = "weights"\nsays = "weights"\ncites = "1"\nhelp = "publish"\n'
        'components = ["model-parameters-final"]\n',
        encoding="utf-8",
    )
    return Shelf((str(folder),))


def test_the_records_are_on_the_shelf(fuller: Shelf) -> None:
    assert "LicenseRef-Made-Up-1.0" in fuller.licences()
    assert "ours" in fuller.definitions()
    assert fuller.naming("mupl").candidates == ("LicenseRef-Made-Up-1.0",)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem if path.stem != "README" else path.parent.name)
def test_on_files(fuller: Shelf, path: Path) -> None:
    under = shipped().definitions()
    assert classify(path, under=under).to_dict() == classify(path, under=under, shelf=fuller).to_dict()


@given(releases(CHOICES, concluded=True))
@settings(max_examples=12)
def test_on_releases(fuller: Shelf, release: Release) -> None:
    under = shipped().definitions()
    assert classify(release, under=under).to_dict() == classify(release, under=under, shelf=fuller).to_dict()


def test_every_licence_answers_as_before(fuller: Shelf) -> None:
    terms = shipped().definition("spectrum").terms(Kind.MODEL_PARAMETERS_FINAL)
    for id in shipped().licences():
        assert fuller.answers(id, terms, Kind.DATASETS) == shipped().answers(id, terms, Kind.DATASETS), id


@pytest.mark.parametrize(
    "name",
    ["MIT", "llama3.1", "openrail", "CC BY 4.0", "other"],
    ids=["an id", "a tag", "a family", "prose", "a blank"],
)
def test_a_record_that_claims_a_name_in_use_is_refused(tmp_path: Path, name: str) -> None:
    write_record(tmp_path, "LicenseRef-Mine", f'[known-as]\nother = ["{name}"]')
    with pytest.raises(OpennessError, match="belongs to"):
        Shelf((str(tmp_path),))


def test_a_record_that_takes_the_place_of_another_must_say_so(tmp_path: Path) -> None:
    write_record(tmp_path, "MIT", '[grants]\nuse = { answer = false, clause = "1", because = "no" }')
    with pytest.raises(OpennessError, match="on the shelf already"):
        Shelf((str(tmp_path),))
