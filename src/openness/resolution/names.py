"""Written licence names are looked up, and each claim keeps the answer."""

from operator import is_

from attrs import evolve

from openness.release.claim import (
    OF_ITS_OWN,
    Claim,
    Fact,
)
from openness.release.component import Component, Item
from openness.release.naming import Naming
from openness.release.release import BaseModel, Release
from openness.shelf.shelf import Shelf
from openness.vocabulary import NOASSERTION, Kind, Term
from openness.vocabulary.verdict import Verdict


def naming_of(claim: Claim, shelf: Shelf) -> Naming:
    """The licences that a claim may stand for."""
    naming = shelf.naming(claim.value)
    if claim.rule not in OF_ITS_OWN or naming.ambiguous or not naming.known:
        return naming
    licence = shelf.licence(naming.value)
    if licence is not None and not licence.listed_by_spdx:
        return naming
    return Naming(naming.written, (*naming.candidates, NOASSERTION), naming.known, naming.deprecated)


def may_be_open(expression: str, kind: Kind, shelf: Shelf) -> bool:
    """True where one of its choices is an open licence of such a part."""
    return (Verdict.MET,) in shelf.answers(expression, (Term.OPEN_LICENCE,), kind)


def named(release: Release, shelf: Shelf) -> Release:
    """The release with the licences of each claim kept on it, so that nobody looks them up again."""
    return evolve(
        release,
        components=tuple(kept_component(component, shelf) for component in release.components),
        base_models=tuple(kept_base(base, shelf) for base in release.base_models),
    )


def kept_component(component: Component, shelf: Shelf) -> Component:
    if not any(item.licence.claims for item in component.items):
        return component
    items = tuple(
        Item(item.name, item.availability, _kept(item.licence, shelf), item.extent, item.location, item.on_hub)
        for item in component.items
    )
    return Component(component.kind, items)


def kept_base(base: BaseModel, shelf: Shelf) -> BaseModel:
    return evolve(base, licence=_kept(base.licence, shelf)) if base.licence.claims else base


def looked_up(fact: Fact, shelf: Shelf) -> Fact:
    """A licence fact with the records that its names stand for."""
    return _kept(named_fact(fact, shelf), shelf)


def _kept(fact: Fact, shelf: Shelf) -> Fact:
    return Fact(
        tuple(
            Claim(
                claim.value,
                claim.basis,
                claim.source,
                claim.written,
                claim.because,
                claim.origin,
                claim.rule,
                _naming(claim, shelf),
            )
            for claim in fact.claims
        )
    )


def _naming(claim: Claim, shelf: Shelf) -> Naming:
    """The licences that a claim may stand for, with the retired identifiers in what was written."""
    naming = naming_of(claim, shelf)
    if not claim.written or claim.written == claim.value or not claim.stated:  # nobody wrote another name for it
        return naming
    retired = shelf.naming(claim.written or claim.value).deprecated
    return naming if naming.deprecated == retired else evolve(naming, deprecated=retired)


def named_component(component: Component, shelf: Shelf) -> Component:
    items = tuple(named_item(item, shelf) for item in component.items)
    return component if all(map(is_, items, component.items)) else Component(component.kind, items)


def named_item(item: Item, shelf: Shelf) -> Item:
    licence = named_fact(item.licence, shelf)
    if licence is item.licence:
        return item
    return Item(item.name, item.availability, licence, item.extent, item.location, item.on_hub)


def named_fact(fact: Fact, shelf: Shelf) -> Fact:
    if not fact.claims:
        return fact
    claims = []
    for claim in fact.claims:
        naming = naming_of(claim, shelf)
        value = claim.value if naming.ambiguous else naming.value
        if value != claim.value:
            claim = evolve(claim, value=value)
        claims.append(claim)
    if len(claims) == 1:
        return fact if claims[0] is fact.claims[0] else Fact((claims[0],))
    return Fact(tuple(sorted(claims, key=lambda claim: claim.order)))
