"""The one step between reading and judging: written names become records, and what follows from a claim is added.

Each claim keeps what was written. Nothing is settled here: two claims stay two claims.
"""

from collections.abc import Iterator
from operator import is_

from attrs import evolve

from openness.release.claim import (
    FROM_THE_TABLE,
    OF_ITS_OWN,
    UNIDENTIFIED,
    Claim,
    Fact,
    Naming,
    Rule,
    joined_facts,
    unordered,
)
from openness.release.component import Component, Item, joined_components, joined_items
from openness.release.finding import Code, Finding, Subject
from openness.release.hints import CalledBase, LoadedFrom, NeededBase, Sign
from openness.release.names import producer_key
from openness.release.release import BaseModel, Release
from openness.shelf.naming import UNKNOWN
from openness.shelf.shelf import Shelf
from openness.vocabulary import Availability, Basis, Channel, Content, Kind, Relation


def naming_of(claim: Claim, shelf: Shelf) -> Naming:
    """What a claim about a licence stands for."""
    naming = shelf.naming(claim.value)
    if claim.rule not in OF_ITS_OWN or naming.ambiguous or not naming.known:
        return naming
    licence = shelf.licence(naming.value)
    if licence is not None and not licence.listed_by_spdx:
        return naming
    return Naming(naming.written, (*naming.candidates, UNKNOWN), naming.known, naming.deprecated)


def resolve(release: Release, shelf: Shelf) -> Release:
    """The release with its licence names as records, and with what channels and licence texts add.

    Args:
        release: as its files state it.
        shelf: where names are looked up.
    """
    components = tuple(_named_component(component, shelf) for component in release.components)
    added: list[Component] = []
    oddities: list[Finding] = []
    if release.texts or release.conclusions or release.limits or release.terms:
        added, oddities = _from_texts(release, shelf)
        added.extend(_from_terms(release, shelf))
        added.extend(_from_hints(release, joined_components((*components, *added)), shelf))
        claimed = evolve(release, components=joined_components((*components, *added)))
        concluded, unheard = _concluded_licences(claimed, shelf)
        added.extend(concluded)
        oddities.extend(unheard)
    weights = release.component(Kind.MODEL_PARAMETERS_FINAL)
    if release.channels and not any(item.availability.claims for item in weights.items):
        added.append(Component(Kind.MODEL_PARAMETERS_FINAL, (Item(availability=_from_channels(release)),)))
    bases = _edges(release.base_models)
    bases = (*bases, *_called(release.signs, bases, shelf))
    bases = (*bases, *_copied(release, bases, shelf))
    bases = (*bases, *_loaded(release, bases))
    components = joined_components((*components, *added))
    if added:
        components = tuple(_settled_by_text(component, shelf) for component in components)
    bases = tuple(_named_base(base, release, shelf) for base in (*bases, *_unnamed(release.signs, bases)))
    return evolve(
        release,
        components=tuple(_kept_component(component, shelf) for component in components),
        base_models=tuple(_kept_base(base, shelf) for base in bases),
        oddities=(*release.oddities, *oddities),
    )


def named(release: Release, shelf: Shelf) -> Release:
    """The release with what each claim about a licence stands for kept on it, so that nobody looks it up again."""
    return evolve(
        release,
        components=tuple(_kept_component(component, shelf) for component in release.components),
        base_models=tuple(_kept_base(base, shelf) for base in release.base_models),
    )


def _kept_component(component: Component, shelf: Shelf) -> Component:
    if not any(item.licence.claims for item in component.items):
        return component
    items = tuple(
        Item(item.name, item.availability, _kept(item.licence, shelf), item.extent, item.location)
        for item in component.items
    )
    return Component(component.kind, items)


def _kept_base(base: BaseModel, shelf: Shelf) -> BaseModel:
    return evolve(base, licence=_kept(base.licence, shelf)) if base.licence.claims else base


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
    """What a claim stands for, with the retired identifiers in what was written."""
    naming = naming_of(claim, shelf)
    if not claim.written or claim.written == claim.value or not claim.stated:  # nobody wrote another name for it
        return naming
    retired = shelf.naming(claim.written or claim.value).deprecated
    return naming if naming.deprecated == retired else evolve(naming, deprecated=retired)


def _named_component(component: Component, shelf: Shelf) -> Component:
    items = tuple(_named(item, shelf) for item in component.items)
    return component if all(map(is_, items, component.items)) else Component(component.kind, items)


def _named(item: Item, shelf: Shelf) -> Item:
    licence = _named_fact(item.licence, shelf)
    if licence is item.licence:
        return item
    return Item(item.name, item.availability, licence, item.extent, item.location)


def _edges(bases: tuple[BaseModel, ...]) -> tuple[BaseModel, ...]:
    """The edges without those that say no more than another: of one base, with terms, and nothing said of it.

    A relation that was only inferred gives way to one that is declared, and the same edge told again to the first.
    """
    if len(bases) < 2:
        return bases
    kept: dict[tuple[str, str], BaseModel] = {}
    others = [base for base in bases if not _is_bare(base)]
    for base in sorted(filter(_is_bare, bases), key=lambda one: (one.basis is Basis.INFERRED, one.source.order)):
        if base.basis is Basis.DECLARED or not any(base.name.lower() == name for name, _ in kept):
            kept.setdefault((base.name.lower(), base.relation), base)
    return unordered((*others, *kept.values()))


def _unnamed(signs: tuple[Sign, ...], stated: tuple[BaseModel, ...]) -> tuple[BaseModel, ...]:
    """The base that must be there, as an adapter's or a merge's, where none is stated."""
    if any(base.relation.carries_terms for base in stated):
        return ()
    needed = [sign for sign in signs if isinstance(sign, NeededBase)]
    return tuple(BaseModel("", sign.relation, sign.source, basis=Basis.INFERRED) for sign in needed[:1])


def _is_bare(base: BaseModel) -> bool:
    """Whether an edge names a base the terms of which reach the weights, and says nothing else of it."""
    return bool(base.name) and base.relation.carries_terms and not base.licence.claims and not base.producer


def _called(signs: tuple[Sign, ...], stated: tuple[BaseModel, ...], shelf: Shelf) -> tuple[BaseModel, ...]:
    """The bases that prose calls by a name alone, where the table of well-known models knows it."""
    names = {base.name.rpartition("/")[2].lower() for base in stated}
    return tuple(
        BaseModel(sign.name, sign.relation, sign.source, basis=Basis.INFERRED)
        for sign in signs
        if isinstance(sign, CalledBase)
        and sign.name.rpartition("/")[2].lower() not in names
        and shelf.known_base(sign.name)
    )


def _copied(release: Release, stated: tuple[BaseModel, ...], shelf: Shelf) -> tuple[BaseModel, ...]:
    """The model that a release is a copy of by its own name, where it states no base: a copy stays under its maker's terms.

    Only an account that is known to copy, and a name that adds nothing but size, form and packing, tell that much.
    """
    name = release.name.value or ""
    account, _, last = name.rpartition("/")
    if not account or any(base.relation.carries_terms for base in stated):
        return ()
    known = shelf.known_base(name)
    if known is None or not known.copied_by(account):
        return ()
    source = release.name.claims[0].source
    terms = Fact(
        tuple(Claim(id, Basis.INFERRED, source, name, known.because, rule=known.rule) for id in sorted(known.licences))
    )
    return (BaseModel(last, Relation.QUANTISATION, source, terms, known.licensor, Basis.INFERRED),)


def _loaded(release: Release, stated: tuple[BaseModel, ...]) -> tuple[BaseModel, ...]:
    """The model that the weights were loaded from, where no base is stated and it is not the release itself."""
    if any(base.relation.carries_terms for base in stated):
        return ()
    own = (release.name.value or "").rpartition("/")[2].lower()
    how = next((sign.relation for sign in release.signs if isinstance(sign, NeededBase)), Relation.FINE_TUNE)
    return tuple(
        BaseModel(sign.name, how, sign.source, basis=Basis.INFERRED)
        for sign in release.signs
        if isinstance(sign, LoadedFrom) and sign.name.rpartition("/")[2].lower() != own
    )


def _named_base(base: BaseModel, release: Release, shelf: Shelf) -> BaseModel:
    licence = _named_fact(base.licence, shelf)
    known = shelf.known_base(base.name)
    if known is None:
        return base if licence is base.licence else evolve(base, licence=licence)
    stated = {candidate for claim in licence.claims for candidate in naming_of(claim, shelf).candidates}
    if not (stated and stated <= set(known.stands_for)):  # a release cannot rename the terms of its base
        looked_up = (
            Claim(id, Basis.INFERRED, base.source, base.name, known.because, rule=known.rule)
            for id in sorted(known.licences)
        )
        licence = joined_facts((licence, _named_fact(Fact(tuple(looked_up)), shelf)))
    ours, theirs = release.producer.value or "", base.producer or known.licensor
    if known.producers and base.producer and producer_key(base.producer) not in known.producers:
        theirs = known.licensor  # nor who its licensor is
    one = {
        producer_key(ours),
        producer_key(theirs or base.name.rpartition("/")[0]),
    } <= known.producers  # by two of its names
    return evolve(base, licence=licence, producer=ours if one else theirs)


def statements(licence: Fact) -> tuple[Fact, ...]:
    """What is said of a base's licence, apart by who says it: the table of known bases, this file, the base's own."""
    by_source: dict[str, list[Claim]] = {}
    for claim in licence.claims:
        by_source.setdefault("" if claim.rule in FROM_THE_TABLE else claim.source.document, []).append(claim)
    return tuple(Fact(tuple(claims)) for claims in by_source.values())


def _named_fact(fact: Fact, shelf: Shelf) -> Fact:
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


def _from_channels(release: Release) -> Fact:
    """What the ways people reach a model say of its weights (contract, rule 11)."""
    value = Availability.PUBLIC if any(c.value == Channel.DOWNLOAD for c in release.channels) else Availability.HOSTED
    return Fact(
        tuple(
            Claim(
                value,
                Basis.INFERRED,
                channel.source,
                channel.written,
                f"people reach it by {channel.value}",
                channel.origin,
                Rule.CHANNEL,
            )
            for channel in release.channels
            if (channel.value == Channel.DOWNLOAD) == (value is Availability.PUBLIC)
        )
    )


def _from_texts(release: Release, shelf: Shelf) -> tuple[list[Component], list[Finding]]:
    """What the licence texts found with it say of the parts they are about."""
    from openness.resolution.texts import Beside, detect, is_notice  # most cards come without a text

    weights = release.component(Kind.MODEL_PARAMETERS_FINAL)
    named = tuple(claim.value for item in weights.spoken for claim in item.licence.claims)
    own = (text for text in release.texts if not is_notice(text))
    texts = tuple(match.licence for text in own for match in shelf.identify(text.text) if not match.policy)
    beside = Beside(named, texts, frozenset(_passed_on(release, shelf)))
    found: list[Component] = []
    findings: list[Finding] = []
    for text in release.texts:
        detected = detect(text, release, beside, shelf)
        findings.extend(detected.findings)
        if detected.claim is None:
            continue
        found.extend(_on_parts(release, text.kinds, detected.claim))
    return found, findings


def _passed_on(release: Release, shelf: Shelf) -> Iterator[str]:
    """The licences of the bases whose terms reach a release anyway, beside its own."""
    for base in release.base_models:
        if base.relation.carries_terms:
            named = _named_base(base, release, shelf)
            if not same_licensor(release, named):
                candidates = (one for claim in named.licence.claims for one in naming_of(claim, shelf).candidates)
                yield from (id for one in candidates for id in shelf.ids_in(one) if id != UNIDENTIFIED)


def _from_terms(release: Release, shelf: Shelf) -> list[Component]:
    """What licences named beside it say of the parts they are about; by itself such a file is about all of them."""
    said: dict[tuple[Kind, ...], list[Fact]] = {}
    for terms in release.terms:
        said.setdefault(terms.kinds, []).append(_named_fact(Fact((terms.claim,)), shelf))
    found: list[Component] = []
    for kinds, facts in said.items():
        claims = joined_facts(facts).claims
        if release.components or release.subject:
            found.extend(_on_parts(release, kinds, *claims))
        else:
            found.extend(_on_every_item(release, kind, *claims) for kind in kinds)
    return found


def _on_parts(release: Release, kinds: tuple[Kind, ...], *licences: Claim) -> list[Component]:
    """Licences found with a release, on the parts it is about that are its own: described, or said to be offered."""
    described = Kind.DATASETS if release.subject == "dataset" else Kind.MODEL_PARAMETERS_FINAL
    own = {
        component.kind
        for component in release.components
        if component.kind not in (Kind.MODEL_PARAMETERS_FINAL, described)
        and component.kind.content is not Content.DOCUMENT
        and any(claim.basis is not Basis.INFERRED for item in component.items for claim in item.availability.claims)
    }
    return [_on_every_item(release, kind, *licences) for kind in kinds if kind is described or kind in own]


def _settled_by_text(component: Component, shelf: Shelf) -> Component:
    """The component with names that leave several licences open read as the one whose text lies beside them."""
    return Component(component.kind, tuple(_item_settled_by_text(item, shelf) for item in component.items))


def _item_settled_by_text(item: Item, shelf: Shelf) -> Item:
    """An item whose licence text tells what its name left open.

    A text settles what a name leaves open and nothing else: a family (`gemma`, `bsd`), the forms of a GNU licence, and
    `other`, which says itself that one must look at the text.
    """
    detected = {claim.value for claim in item.licence.claims if claim.basis is Basis.DETECTED} - {UNIDENTIFIED}
    if len(detected) != 1:
        return item
    text = detected.pop()
    forms = set(shelf.naming(text).candidates)
    claims = []
    for claim in item.licence.claims:
        value = claim.value
        if claim.basis is not Basis.DETECTED:
            naming = naming_of(claim, shelf)
            own = set(naming.candidates)
            other = claim.value.lower() == "other" or (claim.rule in OF_ITS_OWN and not naming.known)
            if other or (len(forms) == 1 and len(own) > 1 and own & forms):
                value = text
        elif len(forms) > 1:
            named = {one.value for one in item.licence.claims if one.basis is not Basis.DETECTED}
            value = next((name for name in sorted(named) if set(shelf.naming(name).candidates) <= forms), value)
        settled = value != claim.value or (claim.rule is Rule.NAMED_LOCALLY and value == text)
        rule = None if claim.rule is Rule.NAMED_LOCALLY else claim.rule
        claims.append(
            evolve(claim, value=value, because=claim.because or "as its text", rule=rule) if settled else claim
        )
    fact = Fact(tuple(sorted(claims, key=lambda claim: claim.order)))
    return Item(item.name, item.availability, fact, item.extent, item.location)


def _on_every_item(release: Release, kind: Kind, *licences: Claim) -> Component:
    """Licence claims about a component as a whole, made of each of its items.

    Of several data sets it is not said which it is about: it only doubts what they state, and fills no silence.
    """
    spoken = release.component(kind).spoken or (Item(),)
    several = kind is Kind.DATASETS and len(spoken) > 1
    doubts = joined_facts([Fact((licence,)) for licence in licences if licence.value == UNIDENTIFIED])
    fact = joined_facts([Fact((licence,)) for licence in licences])
    held = ((item.name, doubts if several and not item.licence.claims else fact) for item in spoken)
    return Component(kind, joined_items(Item(name, licence=licence) for name, licence in held))


def _from_hints(release: Release, components: tuple[Component, ...], shelf: Shelf) -> list[Component]:
    """What prose, comments and links hint at of the licence of the weights, as claims of their own."""
    from openness.resolution.hints import claims_from  # most rows of a table have none

    weights = next((part for part in components if part.kind is Kind.MODEL_PARAMETERS_FINAL), None)
    claims = [claim for item in (weights.spoken if weights else ()) for claim in item.licence.claims]
    claimed = evolve(release, components=components)
    found = claims_from(release.limits, tuple(naming_of(claim, shelf) for claim in claims), shelf)
    return [_on_every_item(claimed, Kind.MODEL_PARAMETERS_FINAL, claim) for claim in found]


def _concluded_licences(release: Release, shelf: Shelf) -> tuple[list[Component], list[Finding]]:
    """What a person concluded about a component's licence, as one more claim where it is in doubt (contract, rule 4)."""
    found = []
    unheard = []
    for conclusion in release.conclusions:
        if conclusion.about not in list(Kind):
            continue
        kind = Kind(conclusion.about)
        because = f"{conclusion.by}, {conclusion.on}: {conclusion.because}"
        claim = Claim(conclusion.value, Basis.CONCLUDED, conclusion.source, conclusion.value, because)
        fact = _named_fact(Fact((claim,)), shelf)
        doubted = [item for item in release.component(kind).spoken if _in_doubt(item.licence, shelf)]
        found.append(Component(kind, joined_items(Item(item.name, licence=fact) for item in doubted)))
        if not doubted:
            message = f"the licence of {kind.value} is not in doubt, so no conclusion counts"
            help = "state it at the component"
            unheard.append(Finding(Code.FIELD_INVALID, message, conclusion.source, help, Subject(kind)))
    return found, unheard


def _in_doubt(fact: Fact, shelf: Shelf) -> bool:
    """Whether several licences are claimed, or what is claimed does not say which one."""
    namings = [naming_of(claim, shelf) for claim in fact.claims]
    return len(fact.values) > 1 or any(naming.ambiguous or not naming.known for naming in namings)


def same_licensor(release: Release, base: BaseModel) -> bool:
    """Whether the base was released by whoever released this model: a stated producer counts before the name's."""
    ours = producer_key(release.producer.value or "")
    return bool(ours) and ours == producer_key(base.producer or base.name.rpartition("/")[0])
