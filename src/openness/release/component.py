"""The parts of a release, and the items each part consists of."""

from collections.abc import Iterable

from attrs import frozen

from openness.release.claim import SILENT, Fact, Rule, joined_facts
from openness.release.names import item_key
from openness.value import Value
from openness.vocabulary import Availability, Kind


@frozen(eq=False, repr=False)
class Item(Value):
    """One of the things a component consists of.

    Args:
        name: its name; empty when the claims are about the component itself.
        availability, licence, extent, location: what is claimed of it.
        on_hub: True where a file gives the name as that of a repository on the Hub; a title may look like one.
    """

    name: str = ""
    availability: Fact = SILENT
    licence: Fact = SILENT
    extent: Fact = SILENT
    location: Fact = SILENT
    on_hub: bool = False

    def join(self, other: "Item") -> "Item":
        """One item with the claims of both; the name that sorts first stands for both."""
        return _one_item([self, other])

    def within(self, whole: "Item") -> "Item":
        """The item, with the statements about the whole component where it has none of its own."""
        return Item(
            self.name,
            self.availability if self.availability.claims else whole.availability,
            self.licence if self.licence.claims else whole.licence,
            self.extent if self.extent.claims else whole.extent,
            self.location,
            self.on_hub,
        )

    def to_dict(self) -> dict[str, object]:
        """The item as the JSON of `openness classify`."""
        facts = {"availability": self.availability, "licence": self.licence}
        optional = {"extent": self.extent, "location": self.location}
        stated = {**facts, **{word: fact for word, fact in optional.items() if fact.claims}}
        return {"name": self.name or None, **{word: fact.to_dict() for word, fact in stated.items()}}

    @property
    def silent(self) -> bool:
        """True where nothing but its name is stated."""
        return not (self.availability.claims or self.licence.claims or self.extent.claims)

    @property
    def licence_unchecked(self) -> bool:
        """True where only the record of a described system says how people get it, and that does not say under which licence.

        The record leaves out what its sources do not say, so its silence is none of the maker's.
        """
        claims = self.availability.claims
        return bool(claims) and not self.licence.claims and all(claim.rule is Rule.DESCRIBED_SYSTEM for claim in claims)


def joined_items(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items with those of one name made one, in order of name."""
    items = tuple(items)
    if len(items) < 2:
        return items
    same_name: dict[str, list[Item]] = {}
    for item in items:
        same_name.setdefault(item_key(item.name) if item.name else "", []).append(item)
    return tuple(_one_item(same_name[key]) for key in sorted(same_name))


def _one_item(items: list[Item]) -> Item:
    """One item with the claims of several; the name that sorts first stands for all."""
    if len(items) == 1:
        return items[0]
    availability, licence, extent, location = (
        joined_facts([getattr(item, word) for item in items])
        for word in ("availability", "licence", "extent", "location")
    )
    name, on_hub = min(item.name for item in items), any(item.on_hub for item in items)
    return Item(name, availability, licence, extent, location, on_hub)


@frozen(eq=False, repr=False)
class Component(Value):
    """One part of a release, such as the weights or the training data, and its items."""

    kind: Kind
    items: tuple[Item, ...] = ()

    @property
    def spoken(self) -> tuple[Item, ...]:
        """The items that answer for the component.

        A statement about the component covers its items. So an item that is only named asks nothing of its own, and an
        item without a statement has the one about the component.
        """
        whole = next((item for item in self.items if not item.name), None)
        if whole is None or len(self.items) == 1:
            return self.items
        return tuple(item.within(whole) for item in self.items if not item.name or not item.silent)

    @property
    def availability(self) -> Fact:
        """The least open availability of its items; silent where one of them is silent."""
        return least_open([item.availability for item in self.spoken])

    @property
    def licence(self) -> Fact:
        """The licences of all its items, which apply together; silent where one of them is silent."""
        return every_licence([item.licence for item in self.spoken])

    def join(self, other: "Component") -> "Component":
        """The component with the claims of both."""
        return Component(self.kind, joined_items((*self.items, *other.items)))

    def to_dict(self) -> dict[str, object]:
        """The component as the JSON of `openness classify`; several items, or a named one, are listed as well."""
        facts: dict[str, object] = {"availability": self.availability.to_dict(), "licence": self.licence.to_dict()}
        if any(item.name or item.extent.claims or item.location.claims for item in self.items):
            facts["items"] = [item.to_dict() for item in self.items]
        return facts


def least_open(facts: list[Fact]) -> Fact:
    """One availability for several items: the least open decides, a silent one keeps it unknown."""
    if len(facts) == 1:
        return facts[0]
    if not all(fact.claims for fact in facts):
        return SILENT
    disputed = [fact for fact in facts if fact.value is None]
    decides = disputed or sorted(facts, key=lambda fact: Availability(fact.value or "").openness)
    return decides[0] if decides else SILENT


def every_licence(facts: list[Fact]) -> Fact:
    """One licence for several items: every claim stands, and they are one where all items are under one licence."""
    if len(facts) == 1:
        return facts[0]
    return joined_facts(facts) if facts and all(fact.claims for fact in facts) else SILENT


def joined_components(components: Iterable[Component]) -> tuple[Component, ...]:
    """The components with those of one kind made one, in the vocabulary's order."""
    components = tuple(components)
    same_kind: dict[Kind, list[Component]] = {}
    for component in components:
        same_kind.setdefault(component.kind, []).append(component)
    merged = {
        kind: same[0] if len(same) == 1 else Component(kind, joined_items(item for each in same for item in each.items))
        for kind, same in same_kind.items()
    }
    ordered = sorted(merged, key=_KINDS.__getitem__)
    return (
        components
        if len(merged) == len(components) and ordered == list(merged)
        else tuple(map(merged.__getitem__, ordered))
    )


_KINDS = {kind: rank for rank, kind in enumerate(Kind)}
