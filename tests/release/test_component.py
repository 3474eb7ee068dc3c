"""The parts of a release and their items."""

from itertools import product

import pytest
from tests.support.releases import claim, fact

from openness.release.claim import SILENT, Claim, Fact, Rule
from openness.release.component import Component, Item, every_licence, joined_components, joined_items, least_open
from openness.release.location import Source
from openness.vocabulary import Availability, Basis, Kind


def test_items_of_one_name_become_one() -> None:
    joined = joined_items([Item("allenai/Dolma", fact("public")), Item("AllenAI/dolma", licence=fact("ODC-By-1.0"))])
    assert [(item.availability.value, item.licence.value) for item in joined] == [("public", "ODC-By-1.0")]


def test_the_least_open_item_decides_a_components_availability() -> None:
    part = Component(Kind.DATASETS, (Item("a", fact("public")), Item("b", fact("on-request"))))
    assert part.availability.value == "on-request"


def test_one_silent_item_keeps_a_component_silent() -> None:
    part = Component(Kind.DATASETS, (Item("a", fact("public"), fact("MIT")), Item("b")))
    assert (part.availability.state, part.licence.state) == ("silent", "silent")


def test_a_disputed_item_keeps_a_component_disputed() -> None:
    part = Component(Kind.DATASETS, (Item("a", fact("public")), Item("b", fact("public", "gated"))))
    assert part.availability.state == "disputed"


def test_a_statement_about_the_component_covers_items_that_are_only_named() -> None:
    part = Component(Kind.DATASETS, (Item("", fact("public"), fact("MIT")), Item("dolma")))
    assert (part.availability.value, part.licence.value) == ("public", "MIT")


def test_items_under_one_licence_are_under_that_licence() -> None:
    same = Component(Kind.DATASETS, (Item("a", licence=fact("MIT")), Item("b", licence=fact("MIT"))))
    assert same.licence.value == "MIT"


def test_components_of_one_kind_become_one_in_the_vocabularys_order() -> None:
    joined = joined_components(
        [
            Component(Kind.MODEL_CARD, (Item("", fact("public")),)),
            Component(Kind.TRAINING_CODE, (Item("", fact("public")),)),
            Component(Kind.MODEL_CARD, (Item("", licence=fact("MIT")),)),
        ]
    )
    assert [part.kind for part in joined] == [Kind.TRAINING_CODE, Kind.MODEL_CARD]
    assert (joined[1].availability.value, joined[1].licence.value) == ("public", "MIT")


def test_a_component_lists_its_items_only_where_they_say_more() -> None:
    assert "items" not in Component(Kind.MODEL_CARD, (Item("", fact("public")),)).to_dict()
    assert "items" in Component(Kind.DATASETS, (Item("dolma"),)).to_dict()


FACTS = [SILENT, *map(fact, ("public", "gated", "withheld")), fact("public", "withheld")]


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_the_availability_of_several_is_that_of_the_least_open_and_their_licence_all_of_theirs(count: int) -> None:
    for facts in product(FACTS, repeat=count):
        states = {each.state for each in facts}
        found, licence = least_open([*facts]), every_licence([*facts])
        claims = {each for of in facts for each in of.claims}
        if not facts or "silent" in states:
            assert found == licence == SILENT
            continue
        assert set(licence.claims) == claims and len(licence.claims) == len(claims)
        if "disputed" in states:
            assert found.state == "disputed"
        else:
            assert found.value == min(
                (Availability(each.value or "") for each in facts), key=lambda word: word.openness
            )


def test_what_is_said_of_a_part_stands_for_its_items_where_they_are_silent() -> None:
    whole = Item("", fact("public"), fact("MIT"), fact("whole"), fact("https://a.example"))
    item = Item("a", licence=fact("ISC"), location=fact("https://b.example"))
    assert item.within(whole) == Item("a", fact("public"), fact("ISC"), fact("whole"), fact("https://b.example"))
    assert Item("a", fact("gated"), SILENT, fact("part")).within(whole) == Item(
        "a", fact("gated"), fact("MIT"), fact("part")
    )
    component = Component(
        Kind.DATASETS, (whole, item, Item("b"), Item("c", location=fact("x")), Item("d", extent=fact("part")))
    )
    assert [each.name for each in component.spoken] == ["", "a", "d"]
    assert component.spoken[1].availability.value == "public"
    assert Component(Kind.DATASETS, (Item("b"), Item("c"))).spoken == (Item("b"), Item("c"))
    assert Component(Kind.DATASETS, (Item(""),)).spoken == (Item(""),)


def test_items_joined_have_what_each_says_and_the_name_that_sorts_first() -> None:
    items = [
        Item("b/X", fact("public"), location=fact("1")), Item("B/x", licence=fact("MIT"), extent=fact("part")), Item(""),
        Item("a", fact("gated")), Item("", fact("withheld")), Item("B/x", location=fact("2")),
    ]  # fmt: skip
    joined = joined_items(items)
    assert [item.name for item in joined] == ["", "a", "B/x"]
    last = joined[-1]
    assert [each.values for each in (last.availability, last.licence, last.extent, last.location)] == [
        ("public",), ("MIT",), ("part",), ("1", "2"),
    ]  # fmt: skip
    assert joined_items(reversed(items)) == joined == joined_items(joined)
    assert items[0].join(items[1]) == items[1].join(items[0])
    left, right = (Component(Kind.DATASETS, (item,)) for item in items[:2])
    assert left.join(right) == right.join(left) == Component(Kind.DATASETS, (items[0].join(items[1]),))


def test_components_in_order_stay_as_they_are() -> None:
    parts = [Component(kind, (Item("", fact("public")),)) for kind in Kind]
    assert joined_components(reversed(parts)) == tuple(parts) == joined_components(parts)
    assert joined_components([]) == ()


def test_an_item_has_the_promised_keys() -> None:
    assert list(Item("").to_dict()) == ["name", "availability", "licence"]
    full = Item("a", extent=fact("part"), location=fact("x")).to_dict()
    assert (list(full), full["name"], Item("").to_dict()["name"]) == (
        ["name", "availability", "licence", "extent", "location"],
        "a",
        None,
    )
    assert "items" in Component(Kind.DATASETS, (Item("", extent=fact("part")),)).to_dict()
    assert "items" in Component(Kind.DATASETS, (Item("", location=fact("x")),)).to_dict()


def test_the_silence_of_a_record_of_a_described_system_is_none_of_its_makers() -> None:
    described = Claim("public", Basis.INFERRED, Source("a"), rule=Rule.DESCRIBED_SYSTEM)
    assert Item("", Fact((described,))).licence_unchecked
    assert not Item("", Fact((described,)), fact("MIT")).licence_unchecked
    assert not Item("", Fact((described, claim("public")))).licence_unchecked
    assert not Item("").licence_unchecked
