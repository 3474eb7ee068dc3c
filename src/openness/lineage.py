"""What a base model's terms mean for what was made from it.

Four findings that are never one another: a right granted that the base withholds (conflict), something the base asks
to be done (duty), openness that cannot exceed the base's (cap), and a base nothing is known of (unknown). The same
licensor is no conflict, and the same architecture is no edge (contract, rule 5).
"""

from collections.abc import Iterator

from attrs import evolve

from openness.claim import Fact
from openness.finding import Code, Finding
from openness.judgement import Standing, weigh_worlds
from openness.licence import Licence
from openness.release import BaseModel, Release
from openness.resolve import naming_of, same_licensor
from openness.shelf import Shelf
from openness.verdict import Verdict
from openness.vocabulary import FREEDOMS, Kind, Relation, Term
from openness.world import OF_THE_BASE, world_of

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
_FROM_OUTPUTS = (Relation.DISTILLATION, Relation.TRAINED_ON_OUTPUTS)


def findings(release: Release, shelf: Shelf, spectrum: Standing) -> Iterator[Finding]:
    """Every finding on where a release comes from."""
    clear = True
    for base in release.base_models:
        if _is_itself(release, base):
            yield Finding(Code.LINEAGE_CYCLE, f"{base.name} is named as its own base model", base.source)
        if base.relation is Relation.SAME_ARCHITECTURE or same_licensor(release, base):
            continue
        licences = _licences(base.licence, shelf)
        if not licences:
            clear = clear and not base.relation.carries_terms
            yield from _unknown(base)
            continue
        conflicts = list(_conflicts(release, base, licences, shelf))
        clear = clear and not conflicts
        yield from conflicts
        yield from _duties(release, base, licences, shelf)
    if clear:
        yield from _cap(release, shelf, spectrum)
    yield from _data_cap(release)


def _is_itself(release: Release, base: BaseModel) -> bool:
    return bool(base.name) and release.name.value is not None and release.name.value.lower() == base.name.lower()


def _licences(fact: Fact, shelf: Shelf) -> list[Licence]:
    """The licences a fact may mean; none where one of them is not known."""
    held: list[Licence] = []
    for claim in fact.settled.claims:
        for candidate in naming_of(claim, shelf).candidates:
            for id in shelf.ids_in(candidate):
                licence = shelf.licence(id)
                if licence is None or not licence.answers:
                    return []
                held.append(licence)
    return list({licence.id: licence for licence in held}.values())


def _unknown(base: BaseModel) -> Iterator[Finding]:
    if not base.name:
        yield Finding(Code.LINEAGE_UNKNOWN, "a base model is stated and not named", base.source)
        return
    said = " or ".join(base.licence.values)
    what = f"under {said}, which no record answers for" if said else "under a licence that is not stated here"
    yield Finding(Code.LINEAGE_UNKNOWN, f"{base.name} ({base.relation.value}) is {what}", base.source)


def _own(release: Release, shelf: Shelf) -> list[Licence]:
    return _licences(release.component(Kind.MODEL_PARAMETERS_FINAL).licence, shelf)


def _said(term: Term, licences: list[Licence]) -> Verdict:
    """What several licences that may hold all answer; unknown where they differ."""
    answers = {licence.answer(term, Kind.MODEL_PARAMETERS_FINAL) for licence in licences}
    return answers.pop() if len(answers) == 1 else Verdict.UNKNOWN


def _conflicts(release: Release, base: BaseModel, licences: list[Licence], shelf: Shelf) -> Iterator[Finding]:
    """Rights the derivative's licence grants and the base's does not."""
    named = " or ".join(licence.id for licence in licences)
    if base.relation in _FROM_OUTPUTS:
        if _said(Term.TRAIN_ON_OUTPUTS, licences) is Verdict.UNMET:
            answer = licences[0].answers[Term.TRAIN_ON_OUTPUTS]
            message = f"{named} of {base.name} forbids training other models on its outputs (clause {answer.clause})"
            yield Finding(Code.LINEAGE_CONFLICT, message, base.source, "ask the licensor, or train on other data")
        return
    own = _own(release, shelf)
    if not own or {licence.id for licence in own} <= {licence.id for licence in licences}:
        return
    ids = " or ".join(licence.id for licence in own)
    granted = [term for term in FREEDOMS if _said(term, licences) is Verdict.UNMET and _said(term, own) is Verdict.MET]
    if granted:
        answers = (licences[0].answers[term] for term in granted)
        denied = "; ".join(
            f"{term.value} (clause {one.clause}: {one.because})" for term, one in zip(granted, answers, strict=True)
        )
        message = f"{ids} grants what {named} of {base.name} withholds: {denied}"
        yield Finding(
            Code.LINEAGE_CONFLICT, message, base.source, f"release it under {named}, or build on another base"
        )
    elif _said(Term.RELICENSE, licences) is Verdict.UNMET and any(
        "share-alike" in one.record.get("duties", {}) for one in licences
    ):
        clause = licences[0].record["duties"].get("share-alike", {}).get("clause", "")
        message = f"{named} of {base.name} asks for the same licence (clause {clause}), and this is under {ids}"
        yield Finding(
            Code.LINEAGE_CONFLICT, message, base.source, f"release it under {named}, or build on another base"
        )


def _duties(release: Release, base: BaseModel, licences: list[Licence], shelf: Shelf) -> Iterator[Finding]:
    """What the base's licence asks of those who pass the derivative on."""
    own = {licence.id for licence in _own(release, shelf)}
    for licence in licences:
        if licence.id in own:
            continue  # its own licence asks the same
        duties = licence.record.get("duties", {})
        words = ("naming", "display", "flow-down") if base.relation in _FROM_OUTPUTS else _TRAVEL
        asked = [
            f"{word} (clause {duties[word]['clause']}): {duties[word]['says']}" for word in words if word in duties
        ]
        if asked:
            message = f"{licence.id} of {base.name} asks: {'; '.join(asked)}"
            yield Finding(Code.LINEAGE_DUTY, message, base.source)


def _cap(release: Release, shelf: Shelf, spectrum: Standing) -> Iterator[Finding]:
    """Without its bases the release would stand higher."""
    derived = [base for base in release.base_models if base.relation.carries_terms and not same_licensor(release, base)]
    if not derived:
        return
    alone = world_of(evolve(release, base_models=()), shelf)
    standing = weigh_worlds(shelf.definition("spectrum"), [alone], shelf)[0].standing
    if _above(standing.reached, spectrum.reached, spectrum.rungs):
        names = " and ".join(base.name for base in derived)
        message = f"by its own licence it would be {standing.reached}; its base {names} keeps it at {spectrum.reached}"
        yield Finding(Code.LINEAGE_CAP, message, derived[0].source)


def _above(one: str | None, other: str | None, rungs: tuple[str, ...]) -> bool:
    if one is None or other is None:
        return False
    return rungs.index(one) > rungs.index(other)


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
            message = f"{kind.value} of this release is offered, and nothing is said of that of its base {names}"
            yield Finding(Code.LINEAGE_CAP, message, derived[0].source)
            return
