"""The parts of a release and their items."""

from tests.support.releases import fact

from openness.release.component import Component, Item, joined_components, joined_items
from openness.vocabulary import Kind


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
