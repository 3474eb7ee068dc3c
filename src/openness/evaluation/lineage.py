"""The terms of a base model, and how they bind a model that was made from it.

Four findings that are never one another: a right granted that the base withholds (conflict), something the base asks
to be done (duty), openness that cannot exceed the base's (cap), and a base nothing is known of (unknown). The same
licensor is no conflict, and the same architecture is no edge (rule 5).
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from openness.definition.definition import Definition
from openness.evaluation.conflicts import conflict
from openness.licensing.licence import Licence
from openness.licensing.licences import Licences
from openness.release.finding import Code, Finding, Subject
from openness.release.release import OF_THE_BASE, BaseModel, Release
from openness.resolution.lineage import bases_of_others, same_licensor
from openness.resolution.resolved import Resolved, expressions_of
from openness.vocabulary import WEIGHTS, Relation, Term
from openness.vocabulary.duties import OF_OUTPUTS, Duty
from openness.vocabulary.verdict import Verdict

if TYPE_CHECKING:
    from openness.evaluation.standing import Standing
    from openness.shelf.shelf import Shelf

#: Duties that whoever passes a derivative on has by the base's licence, whatever the derivative's own licence says.
_TRAVEL = (
    Duty.NAMING,
    Duty.DISPLAY,
    Duty.FLOW_DOWN,
    Duty.SHARE_ALIKE,
    Duty.ATTRIBUTION,
    Duty.INCLUDE_LICENCE,
    Duty.STATE_CHANGES,
    Duty.DISCLOSE_SOURCE,
)
_REASONS = 4  # in one message


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
    clash = conflict(resolved, base)
    objections = [clash] if clash else list(_unknown(base, resolved.licences))
    clear = clash is None and not (objections and base.relation.carries_terms)
    return [*found, *objections, *_duties(resolved, base), *_name(resolved, base)], clear


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
        finding for base, finding in found if finding.code is Code.LINEAGE_UNKNOWN and base.relation.from_outputs
    )
    return (*conflicts, *incompatible(resolved, shelf)), tuple(of_outputs)


def unknown_outputs(resolved: Resolved) -> Iterator[BaseModel]:
    """The models whose outputs trained a release, under terms that nobody knows here.

    Args:
        resolved: the release.
    """
    for base in resolved.release.base_models:
        if base.relation.from_outputs and not (base.name and terms_known(base, resolved.licences)):
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
    bases = [base for base in bases_of_others(release) if _binds(base)]
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
    message = f"no licence fits what is made from {names}. {' '.join(ground.reasons[:_REASONS])}"
    subject = Subject(licences=[id for id in ids if id in ground.inbound], bases=[base.name for base in concerned])
    yield Finding(Code.LICENCE_INCOMPATIBLE, message, concerned[0].source, subject=subject)


def _binding(licence: Licence) -> bool:
    """True where a licence may leave few others for what is made from the work: most leave it open."""
    terms = (Term.SHARE, Term.SHARE_MODIFIED, Term.RELICENSE)
    return any(licence.answer(term, WEIGHTS) is Verdict.UNMET for term in terms)


def _binds(base: BaseModel) -> bool:
    """True where the terms of a base are certain to be all there are; a family in its name tells only a part of them."""
    return bool(base.name) and base.certain and not base.family


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
    if base.family:
        what = "under the terms of a family in its name, and perhaps under others that are not stated"
    elif expressions:
        what = f"under {' or '.join(base.licence.values)}, which no record answers for"
    else:
        what = "under a licence that is not stated here"
    if base.relation.from_outputs:
        what += "; its terms, or those of the service that offers it, may bind what is made from its outputs"
    message = f"{base.title} ({base.relation.label}) is {what}"
    yield Finding(Code.LINEAGE_UNKNOWN, message, base.source, subject=base.subject())


def _duties(resolved: Resolved, base: BaseModel) -> Iterator[Finding]:
    """The duties that the base's licence puts on those who pass the derivative on."""
    own = {licence.id for licence in resolved.licences_of(resolved.release.component(WEIGHTS).licence)}
    if own & set(base.licence.values):
        return  # its own licence asks the same
    for licence in resolved.licences_of(base.licence):
        if licence.id in own:
            continue
        of_outputs = base.relation.from_outputs and not licence.imitations
        travelling = OF_OUTPUTS if of_outputs else _TRAVEL
        duties = [licence.duties[duty] for duty in travelling if duty in licence.duties]
        if duties:
            from openness.licensing.clauses import cited

            asked = "; ".join(f"{duty.says} ({cited(duty.clause)})" for duty in duties)
            message = f"{licence.label}, the licence of {base.title}, asks: {asked}"
            yield Finding(Code.LINEAGE_DUTY, message, base.source, subject=base.subject([licence.id]))


def _name(resolved: Resolved, base: BaseModel) -> Iterator[Finding]:
    """The name that the base's licence asks for, where the release is known to have another."""
    name = resolved.release.name.value
    licences = resolved.licences_of(base.licence) if name else ()
    asking = [(licence, asked) for licence in licences if (asked := licence.name_asked)]
    if not name or not asking:
        return
    from openness.evaluation.obligations import obligations_of_base  # few licences ask for a name

    sure = {duty.licence for duty in obligations_of_base(base, resolved) if duty.duty is Duty.NAMING and duty.certain}
    for licence, asked in asking:
        if licence.id in sure and not asked.fits(name):
            from openness.licensing.clauses import cited

            where = cited(licence.duties[Duty.NAMING].clause)
            asks = f"{licence.label}, the licence of {base.title}, asks for a name that {asked} ({where})"
            help = f"call it {asked.better(name)}, say"
            subject = base.subject([licence.id])
            yield Finding(Code.LINEAGE_NAME, f"{asks}, and this is called {name}", base.source, help, subject)
            return  # one name is given, and one asked for at a time


def _cap(resolved: Resolved, definition: Definition, spectrum: "Callable[[], Standing]") -> Iterator[Finding]:
    """Without its bases the release would stand higher."""
    release = resolved.release
    bases = bases_of_others(release)
    if not bases:
        return
    from openness.evaluation.facts import world_of
    from openness.evaluation.judgement import weighing

    alone = world_of(evolve(resolved, release=evolve(release, base_models=())))
    without, standing = weighing(definition, alone).standing, spectrum()
    own, capped = without.reached, standing.reached
    if own is not None and capped is not None and standing.at_least(own) is not Verdict.MET:
        names = " and ".join(base.name for base in bases)
        best, level = definition.grade(own).name, definition.grade(capped).name
        message = f"its own licence alone would make it {best}; its base model {names} keeps it at {level}"
        subject = Subject(bases=[base.name for base in bases])
        yield Finding(Code.LINEAGE_CAP, message, bases[0].source, subject=subject)


def _data_cap(release: Release) -> Iterator[Finding]:
    """Its own data is there, and the base's is not described here."""
    bases = release.derived_from
    for kind in OF_THE_BASE if bases else ():
        if any(
            value in ("public", "gated")
            for item in release.component(kind).spoken
            for value in item.availability.values
        ):
            names = " and ".join(base.name for base in bases)
            message = f"the {kind.label} is published here; that of its base {names} is not described"
            subject = Subject(kind, "", (), [base.name for base in bases])
            yield Finding(Code.LINEAGE_CAP, message, bases[0].source, subject=subject)
            return
