"""A release beyond the limits: what is left out may be anything, and is said."""

import pytest
from attrs import evolve
from tests.support.releases import WEIGHTS, claim, fact

from openness.release.claim import Conclusion, Fact
from openness.release.component import Component, Item
from openness.release.location import Source
from openness.release.release import BASES, BaseModel, LicenceText, Release
from openness.resolution.bounds import WORD, _cut, _fact, _items, bounded
from openness.resolution.resolved import resolved
from openness.shelf.shelf import shipped
from openness.value import canonical
from openness.vocabulary import NOASSERTION, Basis, Kind, Relation

ITEMS, TEXTS, CONCLUSIONS = 1_000, 100, 1_000  # of which so many are looked at


def release(more: int) -> Release:
    """A release with as much of everything as is looked at, and so much more."""
    place = Source("README.md", 3)
    return Release(
        components=(
            Component(
                Kind.DATASETS, tuple(Item(f"data {n}", fact("public"), fact("MIT")) for n in range(ITEMS + more))
            ),
        ),
        base_models=tuple(BaseModel(f"a/{n}", Relation.MERGE, place) for n in range(BASES + more)),
        texts=tuple(LicenceText(Source(f"LICENSE.{n}"), (WEIGHTS,), "words") for n in range(TEXTS + more)),
        read=("README.md", "openness.yaml"),
    )


def test_a_release_within_the_limits_is_left_as_it_is() -> None:
    whole = release(0)
    assert bounded(whole) is whole


def test_what_is_beyond_the_limits_may_be_anything_and_is_said_of_the_first_file() -> None:
    cut = bounded(release(2))
    (data,) = cut.components
    assert len(data.items) == ITEMS + 1
    rest = data.items[-1]
    assert rest.name == "2 more"
    assert (rest.availability.values, rest.licence.values) == (("public", "withheld"), (NOASSERTION,))
    assert rest.extent.values == ("part", "whole")
    assert {claim.source.document for claim in rest.availability.claims} == {"README.md"}
    assert (len(cut.base_models), cut.base_models[-1].name, cut.base_models[-1].basis) == (
        BASES + 1,
        "",
        Basis.INFERRED,
    )
    assert (len(cut.texts), cut.texts[-1].text, cut.texts[-1].kinds) == (TEXTS + 1, "", (WEIGHTS,))
    messages = [
        (finding.source and finding.source.document, finding.message.partition("; ")[0]) for finding in cut.oddities
    ]
    assert messages == [
        ("README.md", f"there are more than {most:,} {what}")
        for what, most in (("base models", BASES), ("licence texts", TEXTS), ("items of datasets", ITEMS))
    ]


@pytest.mark.parametrize(("more", "kept"), [(0, CONCLUSIONS), (1, 0)])
def test_of_too_many_conclusions_none_counts(more: int, kept: int) -> None:
    person = Conclusion("mof-1.0/x", "met", "Ada", "2026-01-01", "seen", Source("README.md"))
    many = evolve(release(0), conclusions=(person,) * (CONCLUSIONS + more))
    assert len(bounded(many).conclusions) == kept


@pytest.mark.parametrize("what", ["components", "base_models", "texts"])
def test_a_release_that_is_too_large_in_one_thing_alone_is_said_to_be(what: str) -> None:
    def findings_on(more: int) -> int:
        found = resolved(Release(**{what: getattr(release(more), what)}), shipped()).release.oddities
        return sum("there are more than" in finding.message for finding in found)

    assert (findings_on(0), findings_on(1)) == (0, 1)


def test_a_part_with_as_many_items_as_may_be_keeps_each_of_them() -> None:
    items = tuple(Item(f"item {number}") for number in range(ITEMS))
    kept = bounded(Release(components=(Component(Kind.DATASETS, items),)))
    assert kept.component(Kind.DATASETS).items == items


def test_one_part_that_is_too_large_is_cut_whatever_stands_beside_it() -> None:
    few = Component(WEIGHTS, (Item("", fact("public"), fact("MIT")),))
    many = Component(Kind.DATASETS, tuple(Item(f"data {n}", fact("public"), fact("MIT")) for n in range(ITEMS + 1)))
    for parts in ((few, many), (many, few)):
        kept = resolved(Release(components=parts), shipped()).release
        assert len(kept.component(Kind.DATASETS).items) == ITEMS + 1
        assert kept.component(Kind.DATASETS).items[-1].name == "1 more"
        assert kept.component(WEIGHTS).items[0].licence.values == ("MIT",)


def test_words_beyond_all_that_anyone_reads_are_cut_and_may_be_anything() -> None:
    long = "ab-" * 200_000
    place = Source("README.md", 3)
    item = Item(long, fact("public"), fact(long), location=fact(f"https://example.org/{long}"))
    base = BaseModel(long, Relation.MERGE, place, licence=fact(long))
    release = Release(components=(Component(Kind.DATASETS, (item,)),), base_models=(base,), read=("README.md",))
    kept = resolved(release, shipped()).release
    (item,), (base, *_) = kept.component(Kind.DATASETS).items, kept.base_models
    assert all(len(text) <= 2_001 for text in (item.name, base.name, *item.location.values))
    assert item.licence.values == (NOASSERTION,)
    assert base.licence.values == (NOASSERTION,)
    assert any("500,000 characters of names and statements" in finding.message for finding in kept.oddities)


def test_a_long_word_within_the_limit_is_left_as_it_is() -> None:
    long = "ab-" * 10_000
    release = Release(components=(Component(Kind.DATASETS, (Item(long, fact("public"), fact("MIT")),)),))
    assert bounded(release) == release


LONG = "ab-" * 200_000
HERE = Source("README.md", 3)
LONG_ITEMS = {
    "an item's name": Item(LONG, fact("public"), fact("MIT")),
    "an availability": Item("data", Fact((evolve(claim("public"), because=LONG),)), fact("MIT")),
    "a licence": Item("data", fact("public"), fact(LONG)),
    "what a licence rests on": Item("data", fact("public"), Fact((evolve(claim("MIT"), because=LONG),))),
    "how a licence is written": Item("data", fact("public"), Fact((evolve(claim("MIT"), written=LONG),))),
    "an extent": Item("data", fact("public"), fact("MIT"), Fact((evolve(claim("part"), because=LONG),))),
    "a location": Item("data", fact("public"), fact("MIT"), location=fact(f"https://example.org/{LONG}")),
}
LONG_BASES = {
    "a base's name": BaseModel(LONG, Relation.MERGE, HERE),
    "a base's producer": BaseModel("a/b", Relation.MERGE, HERE, producer=LONG),
    "a base's licence": BaseModel("a/b", Relation.MERGE, HERE, licence=fact(LONG)),
}
LONG_WORDS = {
    **{place: Release(components=(Component(Kind.DATASETS, (item,)),)) for place, item in LONG_ITEMS.items()},
    **{
        f"{place} beside another": Release(
            components=(Component(Kind.DATASETS, (Item("short", fact("public")), item)),)
        )
        for place, item in LONG_ITEMS.items()
    },
    **{place: Release(base_models=(base,)) for place, base in LONG_BASES.items()},
    "the name of one base of two": Release(
        base_models=(LONG_BASES["a base's name"], BaseModel("a/b", Relation.MERGE, HERE))
    ),
}


@pytest.mark.parametrize("place", LONG_WORDS)
def test_a_word_that_is_too_long_is_seen_wherever_it_stands_alone(place: str) -> None:
    found = resolved(LONG_WORDS[place], shipped()).release
    assert [finding.message[:30] for finding in found.oddities] == ["there are more than 500,000 ch"]
    assert LONG not in str(canonical((found.components, found.base_models)))


def test_what_is_as_long_as_may_be_is_left_as_it_is() -> None:
    assert (_cut("x" * WORD), _cut("x" * (WORD + 1))) == ("x" * WORD, f"{'x' * WORD}…")
    assert [_fact(fact("x" * letters), licence=True).value for letters in (WORD, WORD + 1)] == ["x" * WORD, NOASSERTION]
    assert _fact(fact("x" * (WORD + 1))).value == f"{'x' * WORD}…"  # of no licence
    for more in (0, 1):
        (part,) = release(more).components
        assert (_items(part, Source("README.md")) is part) is (not more)
