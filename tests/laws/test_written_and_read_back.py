"""Whatever a format declares that it holds is read back from its text; and nothing becomes more open by it."""

from collections.abc import Iterable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from tests.support.written import RELEASES

import openness
from openness.export.capability import Holds, names_only_listed
from openness.export.convert import Conversion, convert, outline_in
from openness.export.summary import Outline, Part, outline
from openness.export.writers import WRITERS, writer
from openness.formats import card, cyclonedx, mof, native, spdx2, spdx3
from openness.release.claim import Fact
from openness.release.component import Item
from openness.release.names import item_key
from openness.release.release import Release
from openness.resolution.resolve import resolve
from openness.shelf.shelf import shipped
from openness.syntax.document import Document
from openness.vocabulary import NOASSERTION, TRAINING_COMPUTE, Availability, Extent, Kind

SHELF = shipped()
READERS: dict[str, Any] = {
    "native": native, "card": card, "mof": mof, "spdx2": spdx2, "spdx3": spdx3, "cyclonedx": cyclonedx
}  # fmt: skip
FILES = {
    "native": "openness.yaml",
    "card": "README.md",
    "mof": "m.yml",
    "spdx2": "m.spdx.json",
    "spdx3": "m.spdx3.json",
    "cyclonedx": "m.cdx.json",
}
#: Formats that keep every fact, disputed ones too.
WHOLE = tuple(format for format in WRITERS if writer(format).HOLDS["model"].disputes)


def read_back(conversion: Conversion) -> Release:
    """The release that a format's reader finds in the text of a conversion."""
    name = FILES[conversion.format]
    reader = READERS[conversion.format]
    data = conversion.text.encode("utf-8") if reader.BYTES else b""
    found = reader.read(Document(name, "" if data else conversion.text, data=data))
    (release,) = found if isinstance(found, tuple) else (found,)
    return resolve(release, SHELF)


# Facts, without places


def licences(words: Iterable[str], outline: Outline, mixed: bool) -> frozenset[str]:
    """Licences by what they stand for; what is not known by its name; silence and no assertion are one."""
    meanings = set()
    for word in words:
        candidates = SHELF.naming(word).candidates
        if not mixed and (" AND " in word or " OR " in word) and not names_only_listed(word, outline):
            meanings.add("an expression with a licence of no list")
        elif candidates != (NOASSERTION,):
            meanings.add(" | ".join(candidates))
        elif word not in ("", NOASSERTION):
            meanings.add(word)
    return frozenset(meanings)


def number(word: str, value: str) -> object:
    return float(value) if word == TRAINING_COMPUTE else value


def facts_held(outline: Outline, mixed: bool) -> dict[object, object]:
    """The facts in an outline."""
    facts: dict[object, object] = {word: getattr(outline, word) for word in ("name", "version", "producer", "subject")}
    facts |= {word: set(getattr(outline, word)) for word in ("channels", "claims")}
    facts |= {("circumstance", word): number(word, value) for word, value in outline.circumstances}
    facts["details"] = {(word, value) for word, value in outline.details}
    facts["copyrights"] = set(outline.copyrights)
    facts["concluded"] = {(one.about, one.value, one.by, one.on, one.because) for one in outline.concluded}
    for kind in Kind:
        if parts := outline.of(kind):
            facts[kind] = least_open([part.availability for part in parts])
            facts[kind, "licence"] = every([licences_of(part, outline, mixed) for part in parts])
        for part in parts:
            if part.name not in ("", kind.value):
                extent = part.extent if part.extent == Extent.PART else ""
                facts[kind, item_key(part.name)] = (
                    part.availability,
                    licences_of(part, outline, mixed),
                    extent,
                    part.location,
                )
    facts["bases"] = {
        (base.name, base.relation or BINDS, licences([base.licence], outline, mixed), base.producer)
        for base in outline.bases
    }
    return facts


BINDS = "its terms bind, and nothing is said of how"


def licences_of(part: Part, outline: Outline, mixed: bool) -> frozenset[str]:
    return licences((part.licence, part.concluded), outline, mixed)


def facts_read(release: Release, outline: Outline, holds: Holds) -> dict[object, object]:
    """The facts in a release, of all that a format declares that it holds."""

    def word(fact: Fact) -> str:
        return fact.value or ""

    facts: dict[object, object] = {key: word(getattr(release, key)) for key in ("name", "version", "producer")}
    as_data = outline.subject == "dataset" and Kind.DATASETS in release.described  # with weights it is a model as well
    facts["subject"] = "dataset" if as_data else release.subject
    facts["channels"] = {claim.value for claim in release.channels}
    facts["claims"] = {claim.value for claim in release.labels}
    facts |= {("circumstance", key): number(key, word(fact)) for key, fact in release.circumstances}
    facts["details"] = {(word, value) for word, fact in release.details for value in fact.settled.values}
    facts["copyrights"] = {line for claim in release.copyrights for line in claim.value.split("\n")}
    facts["concluded"] = {
        (conclusion.about, conclusion.value, conclusion.by, conclusion.on, conclusion.because)
        for conclusion in release.conclusions
    }
    for component in release.components:
        kind, items = component.kind, component.spoken if component.spoken != (Item(),) else ()
        if kind not in holds.parts or (kind is holds.itself and not outline.of(kind)):
            continue
        if items:
            facts[kind] = word(component.availability)
            facts[kind, "licence"] = every([licences(item.licence.values, outline, holds.mixed) for item in items])
        for item in component.items:
            if item.name not in ("", kind.value) and ", entry " not in item.name:  # what has no name is given one
                extent = word(item.extent) if item.extent.value == Extent.PART else ""
                terms = licences(item.licence.values, outline, holds.mixed)
                facts[kind, item_key(item.name)] = (word(item.availability), terms, extent, word(item.location))
    relations = {base.name: base.relation for base in outline.bases}
    facts["bases"] = {
        (
            base.name if base.name != NOASSERTION else "",
            base.relation if relations.get(base.name) or not base.relation.carries_terms else BINDS,
            licences(base.licence.values, outline, holds.mixed),
            base.producer,
        )
        for base in release.base_models
    }
    return facts


def least_open(words: list[str]) -> str:
    return min(map(Availability, words), key=lambda word: word.openness) if all(words) else ""


def every(sets: list[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets) if all(sets) else frozenset()


@pytest.mark.parametrize("format", [format for format in WRITERS if format not in WHOLE])
@given(release=RELEASES)
@settings(max_examples=40, deadline=None)
def test_what_a_format_holds_is_read_back(format: str, release: Release) -> None:
    inside = outline_in(release, format, SHELF)
    whole = writer(format).HOLDS
    holds = whole.get(inside.subject) or whole["model"]
    back = read_back(convert(release, format, SHELF))
    wanted = {key: value for key, value in facts_held(inside, holds.mixed).items() if value}
    got = {key: value for key, value in facts_read(back, inside, holds).items() if value}
    assert got == wanted


def binds(release: Release) -> bool:
    return any(base.relation.carries_terms for base in release.base_models)


@pytest.mark.parametrize("format", WRITERS)
@given(release=RELEASES)
@settings(max_examples=25, deadline=None)
def test_nothing_becomes_more_open_by_being_written(format: str, release: Release) -> None:
    assume(writer(format).HOLDS["model"].bases or not binds(release))  # that is said; what is declared stays declared
    before = openness.classify(release, under=[], shelf=SHELF).spectrum
    assume(before.reached is not None)  # a data set stands on no rung
    after = openness.classify(read_back(convert(release, format, SHELF)), under=[], shelf=SHELF).spectrum
    assert before.reached is not None
    assert after.reached is not None
    assert before.rungs.index(after.reached) <= before.rungs.index(before.reached)


@pytest.mark.parametrize("format", WRITERS)
@given(release=RELEASES)
@settings(max_examples=10, deadline=None)
def test_the_same_release_gives_the_same_text(format: str, release: Release) -> None:
    one = convert(release, format, SHELF)
    assert convert(evolve(release, read=("elsewhere.yaml",)), format, SHELF).text == one.text
    again = convert(read_back(one), format, SHELF)
    assert convert(read_back(again), format, SHELF).text == again.text


def plainly(part: Part) -> Part:
    """A part without reasons; it is whole where nothing else is said."""
    return evolve(part, because="", extent="" if part.extent == Extent.WHOLE else part.extent)


@pytest.mark.parametrize("format", WRITERS)
@given(release=RELEASES)
@settings(max_examples=25, deadline=None)
def test_what_is_not_held_is_said(format: str, release: Release) -> None:
    """Every component with something said of it is in the text, or an omission names it."""
    whole = outline(release, SHELF)
    inside = outline_in(release, format, SHELF)
    for part in whole.parts:
        part = plainly(part)
        about = f"{part.kind.value}, {part.name}" if part.name else part.kind.value
        names = {omission.about for omission in inside.omitted}
        kept = [plainly(kept_part) for kept_part in inside.of(part.kind)]
        assert {about, part.kind.value} & names or part in kept or part.silent
    for word in (
        "name",
        "version",
        "producer",
        "channels",
        "claims",
        "circumstances",
        "details",
        "copyrights",
        "concluded",
    ):
        omitted = {omission.about.partition(",")[0] for omission in inside.omitted}
        assert getattr(whole, word) == getattr(inside, word) or word in omitted
