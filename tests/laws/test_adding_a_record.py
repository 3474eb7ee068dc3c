"""Law: adding a record never changes the result for a release that does not name it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from tests.support.releases import native
from tests.support.strategies import CHOICES, releases, write_record

from openness import classify, compatible, may
from openness.errors import OpennessError
from openness.release.release import Release
from openness.shelf.shelf import Shelf, shipped
from openness.vocabulary import Kind, Term

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


@pytest.fixture(scope="module")
def stricter(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A shelf on which MIT and Apache-2.0 grant nothing, and a licence more has a text that is nearly theirs."""
    folder = tmp_path_factory.mktemp("stricter")
    denied = "".join(
        f'{term} = {{ answer = false, clause = "1", because = "no" }}\n' for term in Term if term.sort == "grant"
    )
    for id in ("MIT", "Apache-2.0"):
        write_record(folder, id, f'[replaces]\nbecause = "we say so"\n[grants]\n{denied}')
    write_record(folder, "LicenseRef-Nearly", f"[grants]\n{denied}")
    (folder / "nearly.txt").write_text(
        f"{shipped().text('MIT')}\n\nNobody may use it on Sundays, whatever the weather may be.\n"
    )
    return Shelf((str(folder),))


@pytest.mark.parametrize("licence", ["MIT", "Apache-2.0", "ISC", "MIT OR ISC", "llama3.1"])
def test_two_shelves_in_one_process_know_nothing_of_each_other(stricter: Shelf, licence: str) -> None:
    """Asked in turns; where a record was replaced the answers of the two differ."""
    text = shipped().text(licence) or ""
    release = native(
        f"name: a/b\ncomponents:\n  model-parameters-final: {{availability: public, licence: {licence}}}\n"
    )

    def asked(shelf: Shelf) -> list[Any]:
        one = classify(release, under=shipped().definitions(), shelf=shelf)
        uses = [permission.to_dict() for permission in may(release, shelf=shelf)]
        return [
            one.result(),
            uses,
            compatible(licence, outbound="GPL-3.0-only", shelf=shelf).to_dict(),
            shelf.identify(text),
        ]

    alone = asked(shipped())
    other = asked(stricter)
    assert asked(shipped()) == alone
    assert asked(stricter) == other
    assert (other[:2] != alone[:2]) == (licence in ("MIT", "Apache-2.0", "MIT OR ISC"))


def test_a_text_more_is_found_in_no_text_of_another(stricter: Shelf) -> None:
    texts = [text for id in shipped().licences() if (text := shipped().text(id))]
    assert any(
        match.licence == "LicenseRef-Nearly" for match in stricter.identify(stricter.text("LicenseRef-Nearly") or "")
    )
    for text in texts[::12]:
        assert stricter.identify(text) == shipped().identify(text)


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
