"""The one step between reading and judging: written names become records, and claims that follow from others are added.

Each claim keeps what was written. Nothing is settled here: two claims stay two claims.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from openness.release.claim import (
    OF_ITS_OWN,
    Claim,
    Fact,
    Rule,
    joined_facts,
)
from openness.release.component import Component, Item, joined_components, joined_items
from openness.release.finding import Code, Finding, Subject
from openness.release.release import Release, TermsElsewhere
from openness.resolution.lineage import called, copied, edges, loaded, named_base, same_licensor, unnamed
from openness.resolution.names import (
    kept_base,
    kept_component,
    may_be_open,
    named_component,
    named_fact,
    naming_of,
)
from openness.shelf.shelf import Shelf
from openness.vocabulary import NOASSERTION, Basis, Content, Kind, main_part

if TYPE_CHECKING:
    from openness.release.hints import CodeLicence


def resolve(release: Release, shelf: Shelf) -> Release:
    """The release with its licence names as records, and with the claims that channels and licence texts add.

    Args:
        release: as its files state it.
        shelf: where names are looked up.
    """
    if not (all(text.kinds for text in release.texts) and all(terms.kinds for terms in release.terms)):
        release = _with_kinds(release)
    if _may_be_too_large(release):
        from openness.resolution.bounds import bounded  # hardly any is

        release = bounded(release)
    if release.signs:
        from openness.resolution.availability import as_stated

        release = _with_data_licences(as_stated(release), shelf)
    components = tuple(named_component(component, shelf) for component in release.components)
    if release.limits:
        components = _settled_by_links(release, components, shelf)
    added: list[Component] = []
    oddities: list[Finding] = []
    if release.texts or release.conclusions or release.limits or release.terms:
        added, oddities = _from_texts(release, shelf)
        added.extend(_from_terms(release, [terms for terms in release.own_terms if not terms.partial], shelf))
        added.extend(_from_hints(release, joined_components((*components, *added)), shelf))
        claimed = evolve(release, components=joined_components((*components, *added)))
        if doubting := [terms for terms in release.own_terms if terms.partial and _has_licence(claimed, terms.kinds)]:
            added.extend(_from_terms(release, doubting, shelf))
            claimed = evolve(release, components=joined_components((*components, *added)))
        concluded, unheard = _concluded_licences(claimed, shelf)
        added.extend(concluded)
        oddities.extend(unheard)
    if release.channels:
        from openness.resolution.availability import by_channels  # no card has any

        added.extend(by_channels(release))
    bases = edges(release.base_models)
    bases = (*bases, *called(release.signs, bases, shelf))
    bases = (*bases, *copied(release, bases, shelf))
    bases = (*bases, *loaded(release, bases))
    components = joined_components((*components, *added))
    if added:
        components = tuple(_settled_by_text(component, shelf) for component in components)
    bases = tuple(named_base(base, release, shelf) for base in (*bases, *unnamed(release.signs, bases)))
    return evolve(
        release,
        components=tuple(kept_component(component, shelf) for component in components),
        base_models=tuple(kept_base(base, shelf) for base in bases),
        oddities=(*release.oddities, *oddities),
    )


def _with_data_licences(release: Release, shelf: Shelf) -> Release:
    """The release with the licences that signs name for its training data looked up."""
    from openness.release.hints import DataLicence

    if not any(isinstance(sign, DataLicence) for sign in release.signs):
        return release
    from openness.resolution.hints import with_licence

    signs = (with_licence(sign, shelf) if isinstance(sign, DataLicence) else sign for sign in release.signs)
    return evolve(release, signs=tuple(signs))


def _with_kinds(release: Release) -> Release:
    """The release with files on a licence that name no part about what it is of, and about its code (rule 2)."""
    kinds = (*release.described, *(kind for kind in Kind if kind.content is Content.CODE))
    return evolve(
        release,
        texts=tuple(text if text.kinds else evolve(text, kinds=kinds) for text in release.texts),
        terms=tuple(terms if terms.kinds else evolve(terms, kinds=kinds) for terms in release.terms),
    )


def _may_be_too_large(release: Release) -> bool:
    """True where some list or word of a release is so long that its limits must be looked at."""
    few, long = 100, 2_000  # no limit is lower
    lists = (release.base_models, release.texts, release.conclusions)
    return (
        any(len(listed) > few for listed in lists)
        or any(len(part.items) > few for part in release.components)
        or any(
            len(claim.value) + len(claim.written) + len(claim.because) > long
            for fact in _stated(release)
            for claim in fact.claims
        )
        or any(len(base.name) + len(base.producer) > long for base in release.base_models)
        or any(len(item.name) > long for part in release.components for item in part.items)
    )


def _stated(release: Release) -> Iterator[Fact]:
    """The statements of a release on its parts and its bases."""
    for part in release.components:
        for item in part.items:
            yield from (item.availability, item.licence, item.extent, item.location)
    yield from (base.licence for base in release.base_models)


def _from_texts(release: Release, shelf: Shelf) -> tuple[list[Component], list[Finding]]:
    """The parts that licence texts found with the release are about, with claims on their licence, and the findings."""
    from openness.resolution.texts import Beside, detect, is_notice  # most cards come without a text

    described = map(release.component, release.described)
    named = tuple(claim.value for part in described for item in part.spoken for claim in item.licence.claims)
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
    for base in release.derived_from:
        named = named_base(base, release, shelf)
        if not same_licensor(release, named):
            candidates = (
                candidate for claim in named.licence.claims for candidate in naming_of(claim, shelf).candidates
            )
            yield from (id for candidate in candidates for id in shelf.ids_in(candidate) if id != NOASSERTION)


def _from_terms(release: Release, named: Sequence[TermsElsewhere], shelf: Shelf) -> list[Component]:
    """The parts that files beside it name a licence for, with that claim; alone, such a file is about all of them."""
    facts_of: dict[tuple[Kind, ...], list[Fact]] = {}
    for terms in named:
        facts_of.setdefault(terms.kinds, []).append(named_fact(Fact((terms.claim,)), shelf))
    found: list[Component] = []
    for kinds, facts in facts_of.items():
        claims = joined_facts(facts).claims
        if release.components or release.subject or release.unread:
            found.extend(_on_parts(release, kinds, *claims))
        else:
            found.extend(_on_every_item(release, kind, *claims) for kind in kinds)
    return found


def _has_licence(release: Release, kinds: tuple[Kind, ...]) -> bool:
    """True where anything names a licence of parts of these kinds."""
    return any(item.licence.claims for kind in kinds for item in release.component(kind).items)


def _on_parts(release: Release, kinds: tuple[Kind, ...], *licences: Claim) -> list[Component]:
    """Licences found with a release, on the parts it is about that are its own: described, or said to be offered."""
    described = release.described
    own = {
        component.kind
        for component in release.components
        if component.kind not in (Kind.MODEL_PARAMETERS_FINAL, *described)
        and component.kind.content is not Content.DOCUMENT
        and any(claim.basis is not Basis.INFERRED for item in component.items for claim in item.availability.claims)
    }
    return [_on_every_item(release, kind, *licences) for kind in kinds if kind in described or kind in own]


def _settled_by_text(component: Component, shelf: Shelf) -> Component:
    """The component with names that leave several licences open read as the one whose text lies beside them."""
    return Component(component.kind, tuple(_item_settled_by_text(item, shelf) for item in component.items))


def _item_settled_by_text(item: Item, shelf: Shelf) -> Item:
    """An item whose licence text tells what its name left open.

    A text settles what a name leaves open and nothing else: a family (`gemma`, `bsd`), the forms of a GNU licence, and
    `other`, which says itself that one must look at the text.
    """
    detected = {claim.value for claim in item.licence.claims if claim.basis is Basis.DETECTED} - {NOASSERTION}
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
            if other or (len(forms) == 1 and own & forms):
                value = text
        elif len(forms) > 1:
            named = (claim.value for claim in item.licence.claims if claim.basis is not Basis.DETECTED)
            value = next((name for name in named if set(shelf.naming(name).candidates) <= forms), value)
        settled = value != claim.value or (claim.rule is Rule.NAMED_LOCALLY and value == text)
        rule = None if claim.rule is Rule.NAMED_LOCALLY else claim.rule
        claims.append(
            evolve(claim, value=value, because=claim.because or "as its text", rule=rule) if settled else claim
        )
    fact = Fact(tuple(sorted(claims, key=lambda claim: claim.order)))
    return Item(item.name, item.availability, fact, item.extent, item.location, item.on_hub)


def _settled_by_links(release: Release, components: tuple[Component, ...], shelf: Shelf) -> tuple[Component, ...]:
    """The components with a name that leaves several licences open read as the one that the links of the release lead to.

    A link settles less than a text does: `other` only where that licence is not open, and no name that is somebody's own.
    """
    from openness.resolution.hints import linked_licence  # few releases have a link

    linked = linked_licence(release.limits, shelf)
    if not linked:
        return components

    def settled(claim: Claim, kind: Kind) -> Claim:
        candidates = naming_of(claim, shelf).candidates
        other = claim.value.lower() == "other" and not may_be_open(linked, kind, shelf)
        meant = other or (len(candidates) > 1 and NOASSERTION not in candidates and linked in candidates)
        clear = evolve(claim, value=linked, because=claim.because or "as its link") if meant else claim
        return claim if NOASSERTION in naming_of(clear, shelf).candidates else clear

    def read(component: Component) -> Component:
        facts = (
            joined_facts([Fact((settled(claim, component.kind),)) for claim in item.licence.claims])
            for item in component.items
        )
        items = tuple(evolve(item, licence=fact) for item, fact in zip(component.items, facts, strict=True))
        return Component(component.kind, items) if component.kind in release.described else component

    return tuple(map(read, components))


def _on_every_item(release: Release, kind: Kind, *licences: Claim) -> Component:
    """Licence claims about a component as a whole, made of each of its items.

    Of several data sets it is not said which it is about: it only doubts what they state, and fills no silence.
    """
    spoken = release.component(kind).spoken or (Item(),)
    several = kind is Kind.DATASETS and len(spoken) > 1
    doubts = joined_facts([Fact((licence,)) for licence in licences if licence.value == NOASSERTION])
    fact = joined_facts([Fact((licence,)) for licence in licences])
    facts = ((item.name, doubts if several and not item.licence.claims else fact) for item in spoken)
    return Component(kind, joined_items(Item(name, licence=licence) for name, licence in facts))


def _from_hints(release: Release, components: tuple[Component, ...], shelf: Shelf) -> list[Component]:
    """The licence of the weights, or of a data set, at which prose, comments and links hint, as claims of their own."""
    from openness.release.hints import CodeLicence, FileInProse, NamedInProse
    from openness.resolution.hints import claims_from  # most rows of a table have none

    claimed = evolve(release, components=components)
    limits = release.limits
    if release.texts:
        from openness.resolution.texts import own_limits

        limits = own_limits(release, shelf)
    if any(isinstance(hint, NamedInProse) for hint in limits) and _has_a_base(release, shelf):
        limits = tuple(hint for hint in limits if not isinstance(hint, NamedInProse))
    if any(isinstance(hint, FileInProse) for hint in limits):
        here = _files_of(release)
        limits = tuple(hint for hint in limits if not (isinstance(hint, FileInProse) and hint.name.lower() in here))
    found: list[Component] = []
    for kind in release.described:
        claims = (claim for item in claimed.component(kind).spoken for claim in item.licence.claims)
        own = [hint for hint in limits if not hint.subject or main_part(hint.subject) is kind]
        hinted = claims_from(own, tuple(naming_of(claim, shelf) for claim in claims), kind, shelf)
        found.extend(_on_every_item(claimed, kind, claim) for claim in hinted)
        if codes := [hint for hint in own if isinstance(hint, CodeLicence)]:
            found.append(_of_code(codes, release.component(kind), claimed.component(kind), shelf))
    return found


def _files_of(release: Release) -> frozenset[str]:
    """The names of the files of a release that were found, in small letters."""
    texts = (text.source.document for text in release.texts)
    return frozenset(path.rpartition("/")[2].lower() for path in (*texts, *release.read, *release.unread))


def _has_a_base(release: Release, shelf: Shelf) -> bool:
    """True where a base is named, so that it is said what the weights come from."""
    stated = edges(release.base_models)
    return any(base.name and base.relation.carries_terms for base in (*stated, *called(release.signs, stated, shelf)))


def _of_code(
    codes: "Sequence[CodeLicence]",
    stated: Component,
    claimed: Component,
    shelf: Shelf,
) -> Component:
    """The items of which nothing but a text that lies with code tells the licence, each with a doubt whether it is theirs.

    Args:
        codes: the texts that lie with code.
        stated: the part as files state it: an item that has a licence there needs none.
        claimed: the part with the licences of the texts.
        shelf: where names are looked up.
    """
    from openness.resolution.hints import doubts_of_code

    own = {item.name for item in stated.spoken if item.licence.claims}
    silent = (item for item in claimed.spoken or (Item(),) if item.name not in own)
    doubted = ((item, doubts_of_code(codes, item.licence, claimed.kind, shelf)) for item in silent)
    return Component(claimed.kind, joined_items(Item(item.name, licence=fact) for item, fact in doubted if fact.claims))


def _concluded_licences(release: Release, shelf: Shelf) -> tuple[list[Component], list[Finding]]:
    """A person's conclusion on a component's licence, as one more claim where it is in doubt (rule 4)."""
    found = []
    unheard = []
    for conclusion in release.conclusions:
        if conclusion.about not in list(Kind):
            continue
        kind = Kind(conclusion.about)
        because = f"{conclusion.by}, {conclusion.on}: {conclusion.because}"
        claim = Claim(conclusion.value, Basis.CONCLUDED, conclusion.source, conclusion.value, because)
        fact = named_fact(Fact((claim,)), shelf)
        doubted = [item for item in release.component(kind).spoken if _in_doubt(item.licence, shelf)]
        found.append(Component(kind, joined_items(Item(item.name, licence=fact) for item in doubted)))
        if not doubted:
            message = f"the licence of {kind.value} is not in doubt, so no conclusion counts"
            help = "state it at the component"
            unheard.append(Finding(Code.FIELD_INVALID, message, conclusion.source, help, Subject(kind)))
    return found, unheard


def _in_doubt(fact: Fact, shelf: Shelf) -> bool:
    """True where several licences are claimed, or what is claimed does not say which one."""
    namings = [naming_of(claim, shelf) for claim in fact.claims]
    return len(fact.values) > 1 or any(naming.ambiguous or not naming.known for naming in namings)
