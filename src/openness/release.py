"""What is said about one published version of a model, and where each thing is said.

A release is a set of claims. Joining two releases is the union of what they say: associative, commutative and
idempotent, so it never matters in which order files are read.
"""

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from typing import TypeVar

from attrs import evolve, frozen

from openness.finding import Finding
from openness.problem import Problem
from openness.show import shown
from openness.source import Source
from openness.vocabulary import Availability, Basis, Kind, Relation

#: The reason of a licence claim that a card names beside the tag `other`: had it meant a licence the Hub knows, it
#: would have used that licence's tag (contract, rule 10).
NAMED_OTHER = "license: other"

_T = TypeVar("_T")
_BASES = {basis: rank for rank, basis in enumerate(Basis)}


@frozen(repr=False)
class Claim:
    """One statement found in one place.

    Args:
        value: what it comes to, in this project's words where they apply.
        basis: how the claim came about.
        source: where it stands.
        written: the statement as it was written.
        because: the reason given with it, or the name of the rule that inferred it.
    """

    value: str
    basis: Basis
    source: Source
    written: str = ""
    because: str = ""

    __repr__ = shown

    @property
    def order(self) -> tuple[object, ...]:
        """A total order, so that equal sets of claims are equal tuples."""
        return (self.source.order, self.value, _BASES[self.basis], self.written, self.because)

    def to_dict(self) -> dict[str, object]:
        """The claim as the JSON of `openness classify`."""
        source = self.source
        return {
            "value": self.value,
            "basis": self.basis.value,
            "document": source.document,
            "line": source.line or None,
            "columns": list(source.columns) if source.columns != (0, 0) else None,
            "written": self.written,
            "because": self.because or None,
        }


@frozen(repr=False)
class Fact:
    """A question with the claims that answer it: silent, known or disputed.

    >>> here = Source("README.md", 2)
    >>> Fact((Claim("MIT", Basis.DECLARED, here), Claim("Apache-2.0", Basis.DECLARED, here))).state
    'disputed'
    """

    claims: tuple[Claim, ...] = ()

    __repr__ = shown

    @property
    def values(self) -> tuple[str, ...]:
        """What is claimed, each value once, in order."""
        if len(self.claims) == 1:
            return (self.claims[0].value,)
        return tuple(sorted({claim.value for claim in self.claims}))

    @property
    def state(self) -> str:
        """`silent`, `known` or `disputed`; a person's conclusion settles a dispute."""
        if not self.claims:
            return "silent"
        return "disputed" if len(self.settled.values) > 1 else "known"

    @property
    def settled(self) -> "Fact":
        """The fact with a dispute settled by what a person concluded, where one did."""
        concluded = tuple(claim for claim in self.claims if claim.basis is Basis.CONCLUDED)
        return Fact(concluded) if concluded and len(concluded) < len(self.claims) else self

    @property
    def value(self) -> str | None:
        """The value, None when silent or disputed."""
        values = self.settled.values
        return values[0] if len(values) == 1 else None

    @property
    def basis(self) -> Basis | None:
        """The strongest basis on which the fact rests."""
        if len(self.claims) == 1:
            return self.claims[0].basis
        return max((claim.basis for claim in self.claims), key=_BASES.__getitem__, default=None)

    def join(self, other: "Fact") -> "Fact":
        """What both say."""
        if self == other or not other.claims:
            return self
        if not self.claims:
            return other
        return Fact(tuple(sorted({*self.claims, *other.claims}, key=lambda claim: claim.order)))

    def to_dict(self) -> dict[str, object]:
        """The fact as the JSON of `openness classify`."""
        return {"value": self.value, "state": self.state, "claims": [claim.to_dict() for claim in self.claims]}


SILENT = Fact()


def item_key(name: str) -> str:
    """What makes two names one item: the last part of a path, letters and digits only.

    >>> item_key("allenai/Dolma") == item_key("dolma")
    True
    """
    last = name.rstrip("/").rpartition("/")[2]
    return re.sub(r"[^0-9a-z]+", "", last.lower()) or name


@frozen(repr=False)
class Item:
    """One of the things a component consists of; unnamed when the claim is about the component itself."""

    name: str = ""
    availability: Fact = SILENT
    licence: Fact = SILENT
    extent: Fact = SILENT
    location: Fact = SILENT

    __repr__ = shown

    def join(self, other: "Item") -> "Item":
        """One item with what both say; the name that sorts first stands for both."""
        return Item(
            min(self.name, other.name),
            self.availability.join(other.availability),
            self.licence.join(other.licence),
            self.extent.join(other.extent),
            self.location.join(other.location),
        )

    def to_dict(self) -> dict[str, object]:
        """The item as the JSON of `openness classify`."""
        facts = {"availability": self.availability, "licence": self.licence}
        optional = {"extent": self.extent, "location": self.location}
        held = {**facts, **{word: fact for word, fact in optional.items() if fact.claims}}
        return {"name": self.name or None, **{word: fact.to_dict() for word, fact in held.items()}}

    @property
    def silent(self) -> bool:
        """Whether it is named and nothing is said of it."""
        return not (self.availability.claims or self.licence.claims or self.extent.claims)


def joined_items(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items with those of one name made one, in order of name."""
    items = tuple(items)
    if len(items) < 2:
        return items
    merged: dict[str, Item] = {}
    for item in items:
        key = item_key(item.name) if item.name else ""
        merged[key] = merged[key].join(item) if key in merged else item
    return tuple(merged[key] for key in sorted(merged))


@frozen(repr=False)
class Component:
    """One part of a release: what is said of each of its items."""

    kind: Kind
    items: tuple[Item, ...] = ()

    __repr__ = shown

    @property
    def spoken(self) -> tuple[Item, ...]:
        """The items that answer for the component.

        A statement about the component itself covers items that are merely named: naming is not a fact.
        """
        if any(not item.name for item in self.items):
            return tuple(item for item in self.items if not item.name or not item.silent)
        return self.items

    @property
    def availability(self) -> Fact:
        """The least open of what is said of its items; silent where one of them is."""
        return least_open([item.availability for item in self.spoken])

    @property
    def licence(self) -> Fact:
        """What is said of its items' licences: all of them apply; silent where one is."""
        return every_licence([item.licence for item in self.spoken])

    def join(self, other: "Component") -> "Component":
        """The component with what both say."""
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
    return reduce(Fact.join, facts) if facts and all(fact.claims for fact in facts) else SILENT


@frozen(repr=False)
class BaseModel:
    """A model this one came from.

    Args:
        name: as written, usually `organisation/name`.
        relation: how this model came from it.
        licence: what is said of the base's licence.
        producer: who released the base; empty when nothing says so.
        source: where the edge is stated.
        basis: how the relation is known.
    """

    name: str
    relation: Relation
    source: Source
    licence: Fact = SILENT
    producer: str = ""
    basis: Basis = Basis.DECLARED

    __repr__ = shown

    def to_dict(self) -> dict[str, object]:
        """The edge as the JSON of `openness classify`."""
        return {
            "name": self.name,
            "relation": self.relation.value,
            "basis": self.basis.value,
            "licence": self.licence.to_dict(),
            "producer": self.producer or None,
            "document": self.source.document,
            "line": self.source.line or None,
        }


@frozen(repr=False)
class Conclusion:
    """A judgement by a named person (contract, rule 4).

    Args:
        about: a criterion as `definition/criterion`, or a component id when a licence is concluded.
        value: `met` or `unmet`, or the licence.
        by: who concluded it.
        on: the day, as written.
        because: the reason.
        source: where it stands.
    """

    about: str
    value: str
    by: str
    on: str
    because: str
    source: Source

    __repr__ = shown

    def to_dict(self) -> dict[str, object]:
        """The conclusion as the JSON of `openness classify`."""
        return {"about": self.about, "value": self.value, "by": self.by, "on": self.on, "because": self.because}


@frozen(repr=False)
class LicenceText:
    """The text of a licence file and the kinds of component it is about."""

    source: Source
    kinds: tuple[Kind, ...]
    text: str

    __repr__ = shown


@frozen(repr=False)
class Release:
    """One published version of a model, with everything read about it.

    Args:
        name, version, producer: facts with one word as value.
        components: those something is said of, in the vocabulary's order; ask `component(kind)` for any.
        base_models: what it came from.
        channels: how people reach it.
        labels: what the producer calls it (`claims` in the native file).
        circumstances: pairs of a circumstance and its fact.
        conclusions: what persons concluded.
        texts: licence texts found with it.
        oddities: what a reader did not understand, kept as findings.
        problems: what a reader of our own format refused.
        read: the documents that were read; `unread`: those that were found and could not be.
        subject: `model`, or `dataset` when only a data set is described.
    """

    name: Fact = SILENT
    version: Fact = SILENT
    producer: Fact = SILENT
    components: tuple[Component, ...] = ()
    base_models: tuple[BaseModel, ...] = ()
    channels: tuple[Claim, ...] = ()
    labels: tuple[Claim, ...] = ()
    circumstances: tuple[tuple[str, Fact], ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    texts: tuple[LicenceText, ...] = ()
    oddities: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    read: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    subject: str = "model"

    __repr__ = shown

    def component(self, kind: Kind) -> Component:
        """The component of this kind; one without items when nothing is said of it."""
        for component in self.components:
            if component.kind is kind:
                return component
        return Component(kind)

    def circumstance(self, word: str) -> Fact:
        """What is said of a circumstance."""
        return dict(self.circumstances).get(word, SILENT)

    def __iter__(self) -> Iterator[Component]:
        """All eighteen components, in the vocabulary's order."""
        said = {component.kind: component for component in self.components}
        return (said.get(kind) or Component(kind) for kind in Kind)

    def join(self, other: "Release") -> "Release":
        """Everything both say: a join, so order and repetition do not matter."""
        circumstances = dict(self.circumstances)
        for word, fact in other.circumstances:
            circumstances[word] = circumstances.get(word, SILENT).join(fact)
        return Release(
            self.name.join(other.name),
            self.version.join(other.version),
            self.producer.join(other.producer),
            joined_components((*self.components, *other.components)),
            _union(self.base_models, other.base_models),
            _union(self.channels, other.channels),
            _union(self.labels, other.labels),
            tuple(sorted(circumstances.items())),
            _union(self.conclusions, other.conclusions),
            _union(self.texts, other.texts),
            _union(self.oddities, other.oddities),
            _union(self.problems, other.problems),
            _union(self.read, other.read),
            _union(self.unread, other.unread),
            min(self.subject, other.subject, key=("model", "dataset").index),
        )

    def to_dict(self) -> dict[str, object]:
        """The release as the JSON of `openness classify` (contract, "JSON")."""
        return {
            "name": self.name.value,
            "version": self.version.value,
            "producer": self.producer.value,
            "subject": self.subject,
            "channels": sorted({claim.value for claim in self.channels}),
            "claims": sorted({claim.value for claim in self.labels}),
            "base-models": [base.to_dict() for base in self.base_models],
            "circumstances": {word: fact.value for word, fact in self.circumstances},
            "concluded": [conclusion.to_dict() for conclusion in self.conclusions],
            "read": list(self.read),
            "unread": list(self.unread),
            "components": {component.kind.value: component.to_dict() for component in self},
        }

    def without_conclusions(self) -> "Release":
        """The release as its files state it, with no person's judgement."""
        return evolve(self, conclusions=()) if self.conclusions else self


def joined_components(components: Iterable[Component]) -> tuple[Component, ...]:
    """The components with those of one kind made one, in the vocabulary's order."""
    components = tuple(components)
    merged: dict[Kind, Component] = {}
    for component in components:
        held = merged.get(component.kind)
        merged[component.kind] = held.join(component) if held else component
    ordered = sorted(merged, key=_KINDS.__getitem__)
    return (
        components
        if len(merged) == len(components) and ordered == list(merged)
        else tuple(map(merged.__getitem__, ordered))
    )


_KINDS = {kind: rank for rank, kind in enumerate(Kind)}


def join(releases: Iterable[Release]) -> Release:
    """One release with everything that several say."""
    return reduce(Release.join, releases)


def unordered(elements: Iterable[_T]) -> tuple[_T, ...]:
    """Every element once, in an order that depends on nothing but the elements."""
    held = tuple(elements)
    return held if len(held) < 2 else tuple(sorted(set(held), key=repr))


def _union(left: tuple[_T, ...], right: tuple[_T, ...]) -> tuple[_T, ...]:
    """What either holds, each element once."""
    return left if left == right or not right else unordered((*left, *right))
