"""The terms of a base model, and how they bind a model that was made from it.

Four findings that are never one another: a right granted that the base withholds (conflict), something the base asks
to be done (duty), openness that cannot exceed the base's (cap), and a base nothing is known of (unknown). The same
licensor is no conflict, and the same architecture is no edge (rule 5).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from openness.definition.definition import Definition
from openness.licensing.licence import Licence
from openness.licensing.licences import Licences
from openness.release.claim import Fact, Rule
from openness.release.finding import Code, Finding, Subject
from openness.release.release import OF_THE_BASE, BaseModel, Release
from openness.resolution.lineage import same_licensor, statements
from openness.resolution.resolved import Resolved, expressions_of
from openness.resolution.terms import leaves_out, terms_of
from openness.vocabulary import FREEDOMS, WEIGHTS, Relation, Term
from openness.vocabulary.duties import OF_OUTPUTS, Duty
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import editions

if TYPE_CHECKING:
    from openness.evaluation.standing import Standing
    from openness.shelf.shelf import Shelf

#: Duties that whoever passes a derivative on has by the base's licence, whatever the derivative's own licence says.
_TRAVEL = (
    "naming",
    "display",
    "flow-down",
    "share-alike",
    "attribution",
    "include-licence",
    "state-changes",
    "disclose-source",
)
#: Relations of a model that was only trained on what another makes.
FROM_OUTPUTS = (Relation.DISTILLATION, Relation.TRAINED_ON_OUTPUTS)
_TOLD = 4  # reasons in one message


def findings(resolved: Resolved, definition: Definition, spectrum: "Callable[[], Standing]") -> Iterator[Finding]:
    """Every finding on where a release comes from.

    Args:
        resolved: the release.
        definition: the spectrum, under which it may stand higher without its bases.
        spectrum: weighs the release under it.
    """
    clear = True
    for base in resolved.release.base_models:
        found, apart = of_base(resolved, base)
        clear = clear and apart
        yield from found
    yield from of_all(resolved, definition, spectrum, clear)


def of_base(resolved: Resolved, base: BaseModel) -> tuple[list[Finding], bool]:
    """The findings on one base, whatever the others are; and True where it leaves open that the bases set a cap.

    Args:
        resolved: the release.
        base: one of its bases.
    """
    release = resolved.release
    found = []
    if _is_itself(release, base):
        message = f"{base.name} is named as its own base model"
        found.append(Finding(Code.LINEAGE_CYCLE, message, base.source, subject=Subject(bases=[base.name])))
    if base.relation is Relation.SAME_ARCHITECTURE or same_licensor(release, base):
        return found, True
    conflicts = [found for statement in statements(base.licence) for found in _conflicts(resolved, base, statement)]
    doubts = [] if conflicts else list(_unknown(base, resolved.licences))
    clear = not conflicts and not (doubts and base.relation.carries_terms)
    return [*found, *conflicts[:1], *doubts, *_duties(resolved, base), *_name(resolved, base)], clear


def of_all(
    resolved: Resolved, definition: Definition, spectrum: "Callable[[], Standing]", clear: bool
) -> Iterator[Finding]:
    """The findings on all bases together.

    Args:
        resolved: the release.
        definition: the spectrum, under which it may stand higher without its bases.
        spectrum: weighs the release under it.
        clear: whether every base leaves a cap open.
    """
    if clear:
        yield from _cap(resolved, definition, spectrum)
    yield from _data_cap(resolved.release)


def doubts(resolved: Resolved, shelf: "Shelf") -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings on its bases that whoever uses a release should know, whatever its licences grant.

    Args:
        resolved: the release.
        shelf: where licences, and what they say of each other, are looked up.

    Returns:
        The findings that its licence and its bases, or its bases among themselves, are at odds; and those on models
            whose outputs trained it, under terms that nobody knows here.
    """
    release = resolved.release
    if not release.base_models:
        return (), ()
    found = [(base, finding) for base in release.base_models for finding in of_base(resolved, base)[0]]
    conflicts = [finding for _, finding in found if finding.code is Code.LINEAGE_CONFLICT]
    of_outputs = (
        finding for base, finding in found if finding.code is Code.LINEAGE_UNKNOWN and base.relation in FROM_OUTPUTS
    )
    return (*conflicts, *incompatible(resolved, shelf)), tuple(of_outputs)


def unknown_outputs(resolved: Resolved) -> Iterator[BaseModel]:
    """The models whose outputs trained a release, under terms that nobody knows here.

    Args:
        resolved: the release.
    """
    for base in resolved.release.base_models:
        if base.relation in FROM_OUTPUTS and not (base.name and terms_known(base, resolved.licences)):
            yield base


def incompatible(resolved: Resolved, shelf: "Shelf") -> Iterator[Finding]:
    """Bases whose licences leave no licence for what is made from all of them.

    Only what is certain counts: a base that a field names, with a licence that is known, by whichever of its readings
    allows most.

    Args:
        resolved: the release.
        shelf: where licences, and what they say of each other, are looked up.
    """
    release = resolved.release
    bases = [base for base in release.base_models if _binds(release, base)]
    known = [(base, expressions) for base in bases if (expressions := expressions_of(base.licence))]
    if not any(map(_binding, (licence for base, _ in known for licence in resolved.licences_of(base.licence)))):
        return
    from openness.evaluation.compatibility.compatible import Judge
    from openness.licensing.expression import any_of, parse

    ground = Judge(shelf).excluded([parse(any_of(expressions)) for _, expressions in known])
    if ground is None:
        return
    ids = [id for _, expressions in known for expression in expressions for id in resolved.licences.ids_in(expression)]
    concerned = [
        base
        for base, expressions in known
        if any(id in ground.inbound for expression in expressions for id in resolved.licences.ids_in(expression))
    ]
    names = " and ".join(f"{base.name} ({' or '.join(expressions_of(base.licence))})" for base in concerned)
    message = f"no licence fits what is made from {names}. {' '.join(ground.reasons[:_TOLD])}"
    subject = Subject(licences=[id for id in ids if id in ground.inbound], bases=[base.name for base in concerned])
    yield Finding(Code.LICENCE_INCOMPATIBLE, message, concerned[0].source, subject=subject)


def _binding(licence: Licence) -> bool:
    """True where a licence may leave few others for what is made from the work: most leave it open."""
    terms = (Term.SHARE, Term.SHARE_MODIFIED, Term.RELICENSE)
    return any(licence.answer(term, WEIGHTS) is Verdict.UNMET for term in terms)


def _binds(release: Release, base: BaseModel) -> bool:
    """True where the terms of a base reach the release; a family in its name tells only a part of them."""
    known = bool(base.name) and base.certain and not _family(base)
    return known and base.relation.carries_terms and not same_licensor(release, base)


def _is_itself(release: Release, base: BaseModel) -> bool:
    return bool(base.name) and release.name.value is not None and release.name.value.lower() == base.name.lower()


def terms_known(base: BaseModel, licences: Licences) -> bool:
    """True where a record answers for every licence that a base may be under."""
    expressions = expressions_of(base.licence)
    ids = {id for expression in expressions for id in licences.ids_in(expression)} - {"NONE"}
    return bool(expressions) and all((licence := licences.licence(id)) and licence.answers for id in ids)


def _unknown(base: BaseModel, licences: Licences) -> Iterator[Finding]:
    """A base of which not every term is known."""
    if not base.name:
        yield Finding(Code.LINEAGE_UNKNOWN, "a base model is stated and not named", base.source)
        return
    if terms_known(base, licences):
        return
    expressions = expressions_of(base.licence)
    if _family(base):
        what = "under the terms of a family in its name, and perhaps under others that are not stated"
    elif expressions:
        what = f"under {' or '.join(base.licence.values)}, which no record answers for"
    else:
        what = "under a licence that is not stated here"
    if base.relation in FROM_OUTPUTS:
        what += "; its terms, or those of the service that offers it, may bind what is made from its outputs"
    message = f"{_called(base)} ({base.relation.label}) is {what}"
    yield Finding(Code.LINEAGE_UNKNOWN, message, base.source, subject=_subject(base))


def _subject(base: BaseModel, licences: Iterable[str] = ()) -> Subject:
    """A base as what a finding is about."""
    return Subject(None, "", licences, [base.name] if base.name else ())


def _called(base: BaseModel) -> str:
    """A base by its name, and how that tells its terms where it is but part of a name."""
    family = _family(base)
    return f"{base.name} ({family})" if family else base.name


def _family(base: BaseModel) -> str:
    """The reason why a part of a base's name gives its terms; empty where the whole name does, or nothing."""
    reasons = (claim.because for claim in base.licence.claims if claim.rule is Rule.KNOWN_FAMILY)
    return next(reasons, "").partition("; ")[0]


def _own(release: Release) -> Fact:
    return release.component(WEIGHTS).licence


def _withheld(fact: Fact, terms: tuple[Term, ...], licences: Licences) -> list[tuple[Term, ...]]:
    """The terms a licence is certain to deny: one answer for each choice it leaves."""
    choices = terms_of(fact).choices(terms, WEIGHTS, licences)
    return [
        tuple(t for t, verdict in zip(terms, choice, strict=True) if verdict is Verdict.UNMET) for choice in choices
    ]


def _granted(fact: Fact, terms: tuple[Term, ...], licences: Licences) -> set[Term]:
    """The terms someone who receives it is certain to have, by one choice or another."""
    choices = terms_of(fact).choices(terms, WEIGHTS, licences)
    return {t for choice in choices for t, verdict in zip(terms, choice, strict=True) if verdict is Verdict.MET}


def _conflicts(resolved: Resolved, base: BaseModel, theirs: Fact) -> Iterator[Finding]:
    """Rights the derivative's licence grants and the base's does not, and terms of the base it leaves out."""
    own = _own(resolved.release)
    licences = resolved.licences_of(theirs)
    subject = _subject(base, [licence.id for licence in (*licences, *resolved.licences_of(own))])
    if base.relation in FROM_OUTPUTS:
        says, term = _against_outputs(resolved, theirs) if licences else ("", None)
        if term is not None:
            named = _named(_denying(licences, (term,)))
            message = f"{named} of {_called(base)} {says} ({_because((term,), licences)})"
            help = "ask the licensor, or train on other data"
            yield Finding(Code.LINEAGE_CONFLICT, message, base.source, help, subject)
        return
    ours = _named(resolved.licences_of(own))
    given = _granted(own, FREEDOMS, resolved.licences)
    granted = _on_each_side(
        [[t for t in denied if t in given] for denied in _withheld(theirs, FREEDOMS, resolved.licences)]
    )
    terms = granted or leaves_out(resolved, theirs)
    if not terms:
        return
    denying = _denying(licences, terms)
    named, why = _named(denying) or "no licence", _because(terms, denying)
    if granted:
        message = f"{ours} grants what {named} of {_called(base)} withholds: {why}"
    else:
        message = f"{named} of {_called(base)} also binds what is made from it ({why}), and this is under {ours}"
    yield Finding(Code.LINEAGE_CONFLICT, message, base.source, _fix(resolved, denying), subject)


def _on_each_side(denied: Sequence[Sequence[Term]]) -> tuple[Term, ...]:
    """The terms that stand against a release whichever licence of a base holds; nothing where one of them denies none.

    Where the licences deny different ones, each side has its own.

    Args:
        denied: for each licence that may hold, the terms that it denies and that the release grants.
    """
    every = [term for term in FREEDOMS if any(term in terms for terms in denied)]
    common = tuple(term for term in every if all(term in terms for terms in denied))
    return common or (tuple(every) if all(denied) else ())


def _denying(licences: Iterable[Licence], terms: Sequence[Term]) -> list[Licence]:
    """Those of some licences that deny one of some terms: beside another, each holds on its own."""
    return [each for each in licences if any(each.answer(term, WEIGHTS) is Verdict.UNMET for term in terms)]


def _named(licences: Iterable[Licence], link: str = "or") -> str:
    """Licences by what people call them; empty for none."""
    return f" {link} ".join(editions((licence.label for licence in licences), link))


def _against_outputs(resolved: Resolved, theirs: Fact) -> tuple[str, Term | None]:
    """The objection of a licence to a model made from outputs, and its term; None where it has none."""
    own, licences = _own(resolved.release), resolved.licences
    if all(_withheld(theirs, (Term.TRAIN_ON_OUTPUTS,), licences)) and not _is_spared(resolved, theirs):
        return "forbids training other models on its outputs", Term.TRAIN_ON_OUTPUTS
    limited = (Term.OUTPUTS, Term.COMMERCIAL_USE)  # a policy that reaches outputs is none against commerce
    commerce = Term.COMMERCIAL_USE in _granted(own, (Term.COMMERCIAL_USE,), licences)
    if commerce and all(len(denied) == len(limited) for denied in _withheld(theirs, limited, licences)):
        return "forbids commercial use of what it makes, and this allows it", Term.OUTPUTS
    return "", None


def _is_spared(resolved: Resolved, theirs: Fact) -> bool:
    """True where each licence that forbids training on outputs may spare this model, for what it was made from.

    A model that names none it was made from may say so by its own licence: a licence such as Llama's comes from its model.
    """
    release = resolved.release
    made_from = [base.licence for base in release.base_models if base.relation.carries_terms] or [_own(release)]
    others = [licence for fact in made_from for licence in resolved.licences_of(fact)]
    forbidding = (
        licence
        for licence in resolved.licences_of(theirs)
        if licence.answer(Term.TRAIN_ON_OUTPUTS, WEIGHTS) is Verdict.UNMET
    )
    return all(any(map(licence.spares, others)) for licence in forbidding)


def _fix(resolved: Resolved, licences: Sequence[Licence]) -> str:
    """Advice on a base whose terms the release does not keep: its licence, unless another base rules that out."""
    release = resolved.release
    others = {
        licence.id: licence
        for base in release.base_models
        if base.relation.carries_terms and not same_licensor(release, base)
        for licence in resolved.licences_of(base.licence)
        if licence not in licences and (licence.denied or licence.answer(Term.RELICENSE, WEIGHTS) is Verdict.UNMET)
    }
    named = _named(licences)
    if others:
        beside = _named((others[id] for id in sorted(others)), "and")
        return f"let the terms of {named} go along with it, beside those of {beside}, or build on another base"
    if not licences:
        return "ask whoever made the base for a licence, or build on another base"
    return f"release it under {named}{_written(licences)}, or build on another base"


def _written(licences: Sequence[Licence]) -> str:
    """The words in which a card names the one licence that would do; empty for several, or for one without a tag."""
    match licences:
        case [licence] if licence.in_a_card:
            return f" (write `{licence.in_a_card}` in the card)"
    return ""


def _because(terms: Iterable[Term], licences: list[Licence]) -> str:
    """The clauses and the reasons with which licences deny some terms."""
    from openness.licensing.clauses import cited  # few releases are at odds with a base

    reasons = []
    for term in terms:
        denials = (licence.answers[term] for licence in licences if licence.answer(term, WEIGHTS) is Verdict.UNMET)
        denial = next(denials, None)
        reasons.append(f"{term.label} ({cited(denial.clause)}: {denial.reason})" if denial else term.label)
    return "; ".join(reasons)


def _duties(resolved: Resolved, base: BaseModel) -> Iterator[Finding]:
    """The duties that the base's licence puts on those who pass the derivative on."""
    own = {licence.id for licence in resolved.licences_of(_own(resolved.release))}
    if own & set(base.licence.values):
        return  # its own licence asks the same
    for licence in resolved.licences_of(base.licence):
        if licence.id in own:
            continue
        of_outputs = base.relation in FROM_OUTPUTS and not licence.imitations
        words = OF_OUTPUTS if of_outputs else _TRAVEL
        duties = [licence.duties[Duty(word)] for word in words if word in licence.duties]
        if duties:
            from openness.licensing.clauses import cited

            asked = "; ".join(f"{duty.says} ({cited(duty.clause)})" for duty in duties)
            message = f"{licence.label}, the licence of {_called(base)}, asks: {asked}"
            yield Finding(Code.LINEAGE_DUTY, message, base.source, subject=_subject(base, [licence.id]))


def _name(resolved: Resolved, base: BaseModel) -> Iterator[Finding]:
    """The name that the base's licence asks for, where the release is known to have another."""
    name = resolved.release.name.value
    asking = [licence for licence in resolved.licences_of(base.licence) if licence.name_asked] if name else []
    if not name or not asking:
        return
    from openness.evaluation.uses.obligations import obligations_of_base  # few licences ask for a name

    sure = {duty.licence for duty in obligations_of_base(base, resolved) if duty.duty is Duty.NAMING and duty.certain}
    for licence in asking:
        if licence.id in sure and licence.name_asked and not licence.name_asked.fits(name):
            from openness.licensing.clauses import cited

            where = cited(licence.duties[Duty.NAMING].clause)
            asks = (
                f"{licence.label}, the licence of {_called(base)}, asks for a name that {licence.name_asked} ({where})"
            )
            help = f"call it {licence.name_asked.better(name)}, say"
            subject = _subject(base, [licence.id])
            yield Finding(Code.LINEAGE_NAME, f"{asks}, and this is called {name}", base.source, help, subject)
            return  # one name is given, and one asked for at a time


def _cap(resolved: Resolved, definition: Definition, spectrum: "Callable[[], Standing]") -> Iterator[Finding]:
    """Without its bases the release would stand higher."""
    release = resolved.release
    derived = [base for base in release.base_models if base.relation.carries_terms and not same_licensor(release, base)]
    if not derived:
        return
    from openness.evaluation.facts import world_of
    from openness.evaluation.judgement import weighing

    alone = world_of(evolve(resolved, release=evolve(release, base_models=())))
    without, standing = weighing(definition, alone).standing, spectrum()
    own, capped = without.reached, standing.reached
    if own is not None and capped is not None and standing.at_least(own) is not Verdict.MET:
        names = " and ".join(base.name for base in derived)
        best, level = definition.grade(own).name, definition.grade(capped).name
        message = f"its own licence alone would make it {best}; its base model {names} keeps it at {level}"
        subject = Subject(bases=[base.name for base in derived])
        yield Finding(Code.LINEAGE_CAP, message, derived[0].source, subject=subject)


def _data_cap(release: Release) -> Iterator[Finding]:
    """Its own data is there, and the base's is not described here."""
    derived = [base for base in release.base_models if base.relation.carries_terms]
    for kind in OF_THE_BASE if derived else ():
        if any(
            value in ("public", "gated")
            for item in release.component(kind).spoken
            for value in item.availability.values
        ):
            names = " and ".join(base.name for base in derived)
            message = f"the {kind.label} is published here; that of its base {names} is not described"
            subject = Subject(kind, "", (), [base.name for base in derived])
            yield Finding(Code.LINEAGE_CAP, message, derived[0].source, subject=subject)
            return
