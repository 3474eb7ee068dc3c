"""Findings: things that a person should look at. One rule, one function; each yields the findings of its kind.

The facts are compared as values, and worded here: no other code reads a finding's message.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve

from openness.errors import nearest
from openness.evaluation.staleness import origins, stale
from openness.release.claim import FROM_THE_TABLE, Claim, Fact, Rule, named_licences
from openness.release.component import Component, Item
from openness.release.finding import Code, Finding, Hint, Subject
from openness.release.location import Source
from openness.release.names import item_key
from openness.release.release import Release
from openness.resolution.resolved import Resolved, names_data_licence
from openness.shelf.shelf import Shelf
from openness.vocabulary import NOASSERTION, TRAINING_COMPUTE, Availability, Basis, Content, Kind, Label, Term
from openness.vocabulary.forms import SUMMARY
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Severity, State

if TYPE_CHECKING:
    from openness.evaluation.standing import Standing

_HINTS = 20  # names that hints are looked for in one release: each takes longer than a card
_LEVELS = tuple(Severity)
_WHOSE = "state the licence of the weights in the block of their card, or in a MODEL_LICENSE beside them"
_FROM_WHAT = "state what the weights were made from (`base_model` in the block of the card), or say why the card names that model"
_LOOK_UP = "read the model's own page, or let --cards or --hub look it up"

Spectrum = Callable[[], "Standing"]  # weighed when a rule asks: most releases raise no question of it
Check = Callable[[Resolved, Shelf, Spectrum], Iterator[Finding]]


def findings(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> tuple[Finding, ...]:
    """Every finding on a release, most serious first, then by place."""
    found = dict.fromkeys(resolved.release.oddities)
    for check in CHECKS:
        found.update(dict.fromkeys(check(resolved, shelf, spectrum)))
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[object, ...]:
    place = finding.source or Source("")
    return (_LEVELS.index(finding.level), place.order, finding.code, finding.subject.key, finding.message)


def _of(component: Component, item: Item) -> Subject:
    """A part as what a finding is about, with the licences that are claimed for it."""
    return Subject(component.kind, item.name, named_licences(item.licence.claims))


def _items(release: Release) -> Iterator[tuple[Component, Item, str]]:
    """Every item that answers for its component, with what to call it."""
    for component in release.components:
        for item in component.spoken:
            several = item.name and len(component.items) > 1
            named = f"the {component.kind.label} ({item.name})" if several else f"the {component.kind.label}"
            yield component, item, named


def _offered(item: Item) -> bool:
    return any(Availability(value).openness >= Availability.ON_REQUEST.openness for value in item.availability.values)


def _place(*facts: Fact) -> Source | None:
    return next((claim.source for fact in facts for claim in fact.claims), None)


def licence_missing(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """A part is offered and nothing names its licence."""
    release = resolved.release
    for component, item, what in _items(release):
        described = component.kind in (Kind.MODEL_CARD, Kind.DATA_CARD) and not item.location.claims
        described |= any(claim.rule is Rule.TRAINING_SUMMARY for claim in item.availability.claims)
        if _offered(item) and not item.licence.claims and not described:
            code, message = Code.LICENCE_MISSING, f"no licence is named for {what}, and people can get it"
            if item.licence_unchecked:
                code = Code.LICENCE_NOT_CHECKED
                message = f"the licence of {what} was not checked by us: the record does not say which it is"
            yield Finding(code, message, _place(item.availability), subject=_of(component, item))


def _claims(release: Release) -> Iterator[tuple[str, Kind, Claim, Subject]]:
    """Every licence claim, with what to call the part or base it is about, the kind of part, and the subject."""
    for component, item, what in _items(release):
        for claim in item.licence.claims:
            yield what, component.kind, claim, Subject(component.kind, item.name, named_licences([claim]))
    for base in release.base_models:
        for claim in base.licence.claims:
            subject = Subject(None, "", named_licences([claim]), [base.name])
            yield f"the base model {base.name}", Kind.MODEL_PARAMETERS_FINAL, claim, subject


def licence_names(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """Names that resolve to nothing, to several licences, or to a retired identifier."""
    release = resolved.release
    hints: dict[str, Hint] = {}
    for what, _, claim, subject in _claims(release):
        naming = claim.stands_for
        shown = claim.written or claim.value
        candidates = naming.candidates
        if not naming.known and claim.basis is not Basis.INFERRED and _is_the_bases(shown):
            message = f"the licence of {what} is said to be the base's ({shown!r}), and none is named"
            yield Finding(Code.LICENCE_UNKNOWN, message, claim.source, "name the base's licence itself", subject)
        elif not naming.known and claim.value != NOASSERTION and claim.basis is not Basis.INFERRED:
            if shown not in hints and len(hints) < _HINTS:
                hints[shown] = Hint(partial(shelf.advice, shown))
            help = hints.get(shown, "")
            message = f"no record knows the licence {shown!r} named for {what}"
            yield Finding(Code.LICENCE_UNKNOWN, message, claim.source, help, subject)
        elif not naming.known and claim.basis not in (Basis.DETECTED, Basis.INFERRED):
            message, help = f"the licence field for {what} names no licence", ""
            if claim.because and claim.written != NOASSERTION:
                message = f"{claim.written!r} may be the licence of {what} or not: {claim.because}"
                help = "name the licence of that part alone"
            yield Finding(Code.LICENCE_UNKNOWN, message, claim.source, help, subject)
        for id in _unread(claim, resolved):
            message = f"nobody has read the text of {id}, named for {what}, so its record has no answers"
            yield Finding(Code.LICENCE_UNKNOWN, message, claim.source, "read the text and answer from it", subject)
        if claim.basis in (Basis.DETECTED, Basis.INFERRED) and claim.origin is None:
            continue  # what is written there is no name of a licence
        if naming.ambiguous and claim.rule is Rule.NAMED_LOCALLY:
            message = f"the document defines a licence {claim.value!r} of its own for {what}; SPDX lists another under that name"
            help = "write the SPDX identifier if it is meant"
            yield Finding(Code.LICENCE_AMBIGUOUS, message, claim.source, help, subject)
        elif (
            naming.ambiguous
            and claim.rule is Rule.NAMED_OTHER
            and len(candidates) == 2
            and NOASSERTION in candidates
            and not candidates[0].startswith("LicenseRef-")
        ):
            message = f"{shown!r} is named for {what} under the tag `other`, though the Hub has a tag for it"
            help = f"write `license: {shown.lower()}` if it is meant"
            yield Finding(Code.LICENCE_AMBIGUOUS, message, claim.source, help, subject)
        elif naming.ambiguous:
            named = [candidate for candidate in candidates if candidate != NOASSERTION]
            more = " and more" if len(candidates) > len(named[:4]) else ""
            message = f"{shown!r}, named for {what}, stands for {', '.join(named[:4])}{more}"
            yield Finding(Code.LICENCE_AMBIGUOUS, message, claim.source, subject=subject)
        if retired := naming.deprecated:
            help = f"write {' or '.join(candidates)}" if candidates[0] != shown else Code.LICENCE_DEPRECATED.help
            message = f"SPDX has retired {' and '.join(retired)}, named for {what}"
            yield Finding(Code.LICENCE_DEPRECATED, message, claim.source, help, subject)


def licence_choices(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """An expression, or the items of a part, leaves more choices of licences than are kept apart."""
    if any(" OR " in candidate for _, _, claim, _ in _claims(resolved.release) for candidate in claim.candidates):
        from openness.evaluation.licence_choices import too_many_choices  # most cards name one licence

        yield from too_many_choices(resolved)


def _is_the_bases(name: str) -> bool:
    """True where a name that no record knows says that the licence is the base's."""
    from openness.vocabulary.licence_words import is_the_bases  # most names are known

    return is_the_bases(name)


def _unread(claim: Claim, resolved: Resolved) -> list[str]:
    """The licences that a clear name stands for and the records of which answer nothing."""
    naming = claim.stands_for
    if not naming.known or naming.ambiguous:
        return []
    licences = filter(None, map(resolved.licences.licence, resolved.licences.ids_in(naming.value)))
    return [licence.id for licence in licences if licence.silent]


def licence_disputed(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """Two sources name different licences for one part, and no person decided which applies.

    The table of known models contradicts nobody where it names several for one model: which of them holds is not known.
    """
    release = resolved.release
    for component, item, what in _items(release):
        named = [value for value in item.licence.settled.values if value != NOASSERTION]
        if len(named) <= 1:
            continue
        place, subject = item.licence.claims[0].source, _of(component, item)
        if FROM_THE_TABLE.issuperset(claim.rule for claim in item.licence.claims):
            message = f"the table of known models names {', '.join(named)} for {what}, and not which of them holds"
            yield Finding(Code.LICENCE_AMBIGUOUS, message, place, _LOOK_UP, subject)
        else:
            claims = " and ".join(f"{claim.value} ({claim.source})" for claim in _one_each(item.licence))
            message = f"the licence of {what} is said to be {claims}"
            yield Finding(Code.LICENCE_DISPUTED, message, place, subject=subject)


def _one_each(fact: Fact) -> list[Claim]:
    """One claim for each value."""
    claims: dict[str, Claim] = {}
    for claim in fact.claims:
        claims.setdefault(claim.value, claim)
    return list(claims.values())


def restriction_in_prose(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """The prose limits the use of weights that are under an open licence."""
    release = resolved.release
    for what, _, claim, subject in _claims(release):
        if claim.rule is Rule.PROSE_LIMIT:
            message = f"the prose limits the use of {what}: “{claim.written}”"
            yield Finding(Code.RESTRICTION_IN_PROSE, message, claim.source, subject=subject)


def licence_unclear(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """The prose states a licence, or a term of use, in words that nothing here understands, or nothing says whose one is."""
    for what, _, claim, subject in _claims(resolved.release):
        if claim.rule is Rule.PROSE_UNCLEAR:
            message = f"what the prose says of the terms of {what} is not understood: “{claim.written}”"
            yield Finding(Code.LICENCE_UNCLEAR, message, claim.source, subject=subject)
        elif claim.rule is Rule.PROSE_NAME:
            message = f"the prose names a model under other terms, and {what} may come from it: “{claim.written}”"
            yield Finding(Code.LICENCE_UNCLEAR, message, claim.source, _FROM_WHAT, subject)
        elif claim.rule is Rule.CODE_LICENCE:
            base = claim.source.document.rpartition("/")[2]
            message = f"{base} lies with code, and nothing says whether it is the licence of {what} too"
            yield Finding(Code.LICENCE_UNCLEAR, message, claim.source, _WHOSE, subject)


def licence_text_missing(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """A licence is declared for the weights and no text of it was found."""
    release = resolved.release
    weights = release.component(Kind.MODEL_PARAMETERS_FINAL).licence
    declared = [claim for claim in weights.claims if claim.basis is Basis.DECLARED and claim.value != NOASSERTION]
    if declared and not any(claim.basis is Basis.DETECTED for claim in weights.claims):
        message = f"{declared[0].value} is named for the weights and no text of it was found"
        subject = Subject(Kind.MODEL_PARAMETERS_FINAL, "", named_licences(declared[:1]))
        yield Finding(Code.LICENCE_TEXT_MISSING, message, declared[0].source, subject=subject)


def licence_kind_mismatch(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """The licence was written for another kind of thing."""
    release = resolved.release
    sorts = {Content.CODE: "code", Content.DATA: "data", Content.DOCUMENT: "documents"}
    for what, kind, claim, subject in _claims(release):
        naming = claim.stands_for
        # MOF names OSI's licences acceptable for weights, so a code licence on them is no mismatch
        wanted = {"weights", "data", "code"} if kind is Kind.MODEL_PARAMETERS_FINAL else {sorts[kind.content]}
        for id in resolved.licences.ids_in(naming.value) if naming.known and not naming.ambiguous else ():
            licence = resolved.licences.licence(id)
            if licence and licence.made_for and not wanted & set(licence.made_for):
                message = f"{licence.id} was written for {' and '.join(licence.made_for)}, and is named for {what}"
                about = evolve(subject, licences=[id])
                yield Finding(Code.LICENCE_KIND_MISMATCH, message, claim.source, subject=about)


def availability_unknown(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """A part is spoken of, or is the weights themselves, and nothing says whether it is available."""
    release = resolved.release
    for component, item, what in _items(release):
        if not item.availability.claims and (item.licence.claims or component.kind is Kind.MODEL_PARAMETERS_FINAL):
            message = f"nothing says whether {what} can be downloaded or used"
            yield Finding(
                Code.AVAILABILITY_UNKNOWN, message, _place(item.licence), subject=Subject(component.kind, item.name)
            )
        elif item.availability.state is State.DISPUTED:
            stated = _one_each(item.availability)
            claims = " and ".join(f"{Availability(claim.value).label} ({claim.source})" for claim in stated)
            message = f"sources disagree on {what}: {claims}"
            place = _place(item.availability)
            yield Finding(Code.AVAILABILITY_UNKNOWN, message, place, subject=Subject(component.kind, item.name))


def label_above_rung(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """The highest rung within reach lies below what the producer claims (rule 9)."""
    release = resolved.release
    promised = {Label.OPEN_SOURCE: "open-source-ai", Label.OPEN: "open-weights", Label.OPEN_WEIGHTS: "open-weights"}
    for claim in release.labels:
        rung = promised[Label(claim.value)]
        standing = spectrum()
        if standing.reachable is not None and standing.at_least(rung) is Verdict.UNMET:
            words = f" (“{claim.written}”)" if claim.basis is Basis.INFERRED else ""
            best = shelf.definition("spectrum").grade(standing.reachable).name
            message = f"it is called {Label(claim.value).label}{words}, and can be {best} at most"
            yield Finding(Code.LABEL_ABOVE_RUNG, message, claim.source)


def gate_on_open_licence(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """An open licence behind a form."""
    release = resolved.release
    for component, item, what in _items(release):
        terms = (Term.OPEN_LICENCE,)
        gated = item.availability.value == Availability.GATED
        candidates = item.licence.settled.claims[0].candidates if gated and item.licence.value else ()
        if len(candidates) == 1 and (Verdict.MET,) in resolved.licences.answers(candidates[0], terms, component.kind):
            message = f"a form stands in front of {what}, and {item.licence.value} is an open licence"
            place = _place(item.availability)
            yield Finding(Code.GATE_ON_OPEN_LICENCE, message, place, subject=_of(component, item))


def statement_missing(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """Files look like a part of which nothing is stated (rule 2)."""
    release = resolved.release
    if not release.signs:
        return
    from openness.release.hints import LikelyPart  # most releases hint at nothing

    for sign in release.signs:
        if isinstance(sign, LikelyPart) and all(item.silent for item in release.component(sign.kind).items):
            message = f"{sign.written} looks like the {sign.kind.label}, and nothing is stated about it"
            yield Finding(Code.STATEMENT_MISSING, message, sign.source, subject=Subject(sign.kind))


def lineage(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """The terms of its base models bind it."""
    release = resolved.release
    if release.base_models:
        from openness.evaluation.lineage import findings  # most releases name no base

        for finding in findings(resolved, shelf.definition("spectrum"), spectrum):
            unknown = finding.code is Code.LINEAGE_UNKNOWN and not finding.help and finding.subject.bases
            yield (
                evolve(finding, help=Hint(partial(shelf.nearest_model, finding.subject.bases[0])))
                if unknown
                else finding
            )


def licence_incompatible(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """No licence satisfies all that went in."""
    if resolved.release.base_models:
        from openness.evaluation.lineage import incompatible  # most releases name no base

        yield from incompatible(resolved, shelf)


def training_data_non_commercial(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """The weights may be used commercially, and data that trained them may not."""
    if names_data_licence(resolved.release):
        from openness.evaluation.training_data import findings  # of most data no licence is stated

        yield from findings(resolved)


def conclusion_about_nothing(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """A person concluded something that no definition asks a person for."""
    release = resolved.release
    abouts = [conclusion for conclusion in release.conclusions if conclusion.about not in list(Kind)]
    if not abouts:
        return
    asked = {question.person for id in shelf.definitions() for question in shelf.definition(id).questions} - {""}
    for conclusion in abouts:
        if conclusion.about not in asked:
            message = f"a conclusion is about {conclusion.about!r}, which no definition asks a person for"
            help = nearest(conclusion.about, asked)
            yield Finding(Code.FIELD_INVALID, message, conclusion.source, help)


def record_stale(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """Facts that were looked up more than a year before the data: one finding for all of one day."""
    release = resolved.release
    old: dict[str, dict[str, Source]] = {}
    for what, source, origin in origins(release):
        if stale(origin.checked, shelf.data):
            old.setdefault(origin.checked, {}).setdefault(what, source)
    for day, facts in old.items():
        message = f"looked up on {day}, more than a year before the data of {shelf.data}: {', '.join(facts)}"
        yield Finding(Code.RECORD_STALE, message, min(facts.values(), key=lambda source: source.order))


def training_summary_missing(resolved: Resolved, shelf: Shelf, spectrum: Spectrum) -> Iterator[Finding]:
    """A general-purpose model, by its training compute, of whose training content no source names a summary.

    Asked only where the compute that is stated reaches the guidelines' threshold: of any other model nothing says that
    the duty bears on it.
    """
    release = resolved.release
    compute = release.circumstance(TRAINING_COMPUTE)
    if compute.value is None or release.subject == "dataset":
        return
    scope = shelf.definition(_EXEMPTION).scope
    if scope is None or float(compute.value) < scope.limit or not any(map(_reachable, release.components)):
        return
    described = [item for item in release.component(Kind.DATA_INFORMATION).items if not _withheld(item)]
    if any(item_key(SUMMARY) in item_key(item.name) for item in described):
        return
    if any(getattr(sign, "kind", None) is Kind.DATA_INFORMATION for sign in release.signs):
        return
    message = "no source names a public summary of the content that trained it, as the EU AI Act asks of the provider"
    yield Finding(Code.TRAINING_SUMMARY_MISSING, message, _place(compute), subject=Subject(Kind.DATA_INFORMATION))


_EXEMPTION = "eu-ai-act-53-2"  # whose scope is that of the duty: models of general purpose


def _reachable(component: Component) -> bool:
    """True where people outside the maker can use the model."""
    ways = (Availability(value) for item in component.items for value in item.availability.values)
    return component.kind is Kind.MODEL_PARAMETERS_FINAL and any(
        way.openness >= Availability.HOSTED.openness for way in ways
    )


def _withheld(item: Item) -> bool:
    return item.availability.value in (Availability.WITHHELD, Availability.NOT_USED)


CHECKS: tuple[Check, ...] = (
    licence_missing,
    licence_names,
    licence_choices,
    licence_disputed,
    restriction_in_prose,
    licence_unclear,
    licence_text_missing,
    licence_kind_mismatch,
    availability_unknown,
    label_above_rung,
    gate_on_open_licence,
    conclusion_about_nothing,
    statement_missing,
    lineage,
    licence_incompatible,
    training_summary_missing,
    training_data_non_commercial,
    record_stale,
)
