"""The texts of a notice."""

from typing import cast

import pytest
from attrs import evolve
from tests.support.releases import claim, native

from openness.evaluation.notice.system import Member
from openness.evaluation.notice.texts import FoundText, each_once, form, identified, library_for, lines_of
from openness.licensing.matching.match import Match, MatchKind
from openness.release.location import Source
from openness.release.release import LicenceText
from openness.resolution.resolved import resolved
from openness.shelf.shelf import Shelf, shipped
from openness.vocabulary import Kind


def test_texts_of_the_same_words_are_one_text_of_every_release_that_has_it() -> None:
    texts = [
        FoundText(("MIT",), "As  is.", "LICENSE", ("heron",)),
        FoundText(("MIT",), "As is.\n", "COPYING", ("egret", "heron")),
    ]
    assert each_once(texts) == (FoundText(("MIT",), "As  is.", "LICENSE", ("heron", "egret")),)


def beside(text: str, line: int = 1) -> LicenceText:
    """A text that was found with a release."""
    return LicenceText(Source("LICENSE", line), (Kind.MODEL_PARAMETERS_FINAL,), text)


@pytest.mark.parametrize(
    ("kinds", "licences", "of_policies"),
    [
        ((("MIT", "exact", False),), ("MIT",), ()),
        ((("MIT", "same-wording", False), ("MIT", "exact", False)), ("MIT",), ()),
        ((("MIT", "exact", False), ("AUP", "exact", True)), ("MIT",), ("AUP",)),
        ((("MIT", "exact", False), ("ISC", "modified", False)), (), ()),
        ((("MIT", "partial", False),), (), ()),
        ((("AUP", "exact", True), ("AUP", "exact", True)), (), ("AUP",)),
        ((), (), ()),
    ],
)
def test_a_text_is_of_the_licences_and_policies_whose_own_words_it_has(
    kinds: tuple[tuple[str, MatchKind, bool], ...], licences: tuple[str, ...], of_policies: tuple[str, ...]
) -> None:
    class Found:
        """A shelf that finds these in any text."""

        def identify(self, text: str) -> tuple[Match, ...]:
            return tuple(Match(id, 1.0, kind, (1, 2), policy=policy) for id, kind, policy in kinds)

    shelf = cast("Shelf", Found())
    assert identified(beside("words"), shelf) == (licences, of_policies)


def test_lines_are_read_where_they_stand_without_those_of_the_licence_s_own_text_and_of_a_form() -> None:
    mit = shipped().text("MIT") or ""
    gpl = shipped().text("GPL-3.0-only") or ""
    ours = mit.replace("Copyright (c) <year> <copyright holders>", "Copyright (c) 2024 Acme Inc.")
    assert "Copyright (c) 2007 Free Software Foundation" in gpl.replace("©", "(c)")
    own = evolve(
        native("name: heron\n"),
        texts=(beside(ours), beside(mit), beside(gpl), beside(ours, 40), beside("Copyright 2023 [name of author]\n")),
        copyrights=(claim("Copyright 2022 Acme", 7, document="bom.json"),),
    )
    member = Member(resolved(own, shipped()), "heron.yaml")
    found = list(lines_of(member, library_for([member], shipped())))
    assert [(line.text, str(line.source), line.of) for line in found] == [
        ("Copyright (c) 2024 Acme Inc.", "LICENSE:3", "heron"),
        ("Copyright (c) 2024 Acme Inc.", "LICENSE:42", "heron"),
        ("Copyright 2022 Acme", "bom.json:7", "heron"),
    ]


def test_the_words_for_later_versions_make_no_other_text() -> None:
    names = ("GPL-2.0-or-later", "GPL-2.0-only", "GPL-2.0+", "GPL-2.0", "MIT")
    assert [form(name) for name in names] == ["GPL-2.0", "GPL-2.0", "GPL-2.0", "GPL-2.0", "MIT"]
