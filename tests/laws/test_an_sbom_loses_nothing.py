"""SPDX 3 and CycloneDX, written and read back, give the same verdicts under every definition and the same file again.

What rests on a person's conclusion is left out: an SBOM has no such thing (rule 4).
"""

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from tests.support.releases import WEIGHTS, native
from tests.support.written import RELEASES

import openness
from openness.errors import OpennessError
from openness.export.convert import convert, outline_in
from openness.export.summary import Outline
from openness.formats import cyclonedx, spdx3
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.sources.gather import gather_all
from openness.sources.system_ids import ids
from openness.sources.systems import system
from openness.syntax.document import Document

SHELF = shipped()
TESTS = Path(__file__).parents[1]
FORMATS = [("spdx3", ""), ("cyclonedx", "1.6"), ("cyclonedx", "1.7")]
READERS: dict[str, tuple[Any, str]] = {"spdx3": (spdx3, "m.spdx3.json"), "cyclonedx": (cyclonedx, "m.cdx.json")}

GOLDEN = sorted((TESTS / "verdicts/releases").iterdir())
CORPUS = sorted(path for path in (TESTS / "corpus").glob("[!_]*/*") if ".expected" not in path.name)


def written(release: Release, format: str, version: str) -> str:
    return convert(release, format, SHELF, version).text


def read_back(text: str, format: str) -> Release:
    reader, name = READERS[format]
    (release,) = reader.read(Document(name, "", data=text.encode("utf-8")))
    assert isinstance(release, Release)
    return release


def verdicts(release: Release) -> dict[str, object]:
    """The verdicts of every definition, criterion by criterion."""
    return {
        id: (
            judgement.standing.reached,
            judgement.standing.reachable,
            tuple(judged.verdict for judged in judgement.criteria),
            (judgement.outcome or "").partition(":")[0],
            judgement.score,
        )
        for id, judgement in openness.classify(release, shelf=SHELF).judgements.items()
    }


def keeps(release: Release, format: str, version: str) -> None:
    """Fails where a verdict, or a letter of the file, is another once a release is written and read back."""
    release = release.without_conclusions()
    text = written(release, format, version)
    back = read_back(text, format)
    assert back.oddities == ()
    assert verdicts(back) == verdicts(release)
    assert written(back, format, version) == text


@pytest.mark.parametrize(("format", "version"), FORMATS)
@pytest.mark.parametrize("id", ids())
def test_of_a_described_system(id: str, format: str, version: str) -> None:
    keeps(system(id).release, format, version)


@pytest.mark.parametrize(("format", "version"), FORMATS)
@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_of_a_golden_release(path: Path, format: str, version: str) -> None:
    keeps(openness.read(path), format, version)


@pytest.mark.parametrize(("format", "version"), FORMATS)
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_of_the_corpus(path: Path, format: str, version: str) -> None:
    try:
        found = gather_all([str(path)], [], False).found
    except OpennessError:  # it is there to be refused
        return
    for release in found:
        keeps(release.release, format, version)


@pytest.mark.parametrize(("format", "version"), FORMATS)
@pytest.mark.parametrize("part", ["model-card", "technical-report", "datasets", "training-code"])
def test_the_address_of_a_part_is_never_taken_for_the_model_s(part: str, format: str, version: str) -> None:
    place = "https://huggingface.co/acme/heron"
    text = f"name: acme/heron\ncomponents: {{{part}: {{availability: public, location: '{place}'}}}}"
    release = native(text)
    keeps(release, format, version)
    back = read_back(written(release, format, version), format)
    assert back.component(WEIGHTS).availability.value is None


@pytest.mark.parametrize(("format", "version"), FORMATS)
@given(release=RELEASES)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_of_any_release(format: str, version: str, release: Release) -> None:
    keeps(release, format, version)


@pytest.mark.parametrize(("format", "version"), FORMATS)
@given(release=RELEASES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_fact_is_read_back(format: str, version: str, release: Release) -> None:
    release = release.without_conclusions()
    back = read_back(written(release, format, version), format)
    assert plainly(outline_in(back, format, SHELF, version)) == plainly(outline_in(release, format, SHELF, version))


def plainly(outline: Outline) -> Outline:
    """An outline without what could not be said, and with the names that files write."""
    return evolve(outline, omitted=(), licences=())
