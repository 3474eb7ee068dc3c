"""The evidence for a criterion's verdict: the claims it rests on, what is missing, and which clause is in the way."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, frozen

from openness.definition.definition import (
    Absent,
    Below,
    Concluded,
    Grants,
    NotUsed,
    Offered,
    Question,
    ReachedBy,
    Requirement,
    States,
)
from openness.evaluation.facts import of_the_base
from openness.evaluation.gap import UNNAMED, Gap, GapSort
from openness.evaluation.standing import deciding
from openness.licensing.licence import lists
from openness.licensing.licences import Licences
from openness.release.claim import SILENT, Claim, Fact, Rule
from openness.release.component import Component, Item
from openness.release.release import Release
from openness.resolution.lineage import bases_of_others
from openness.resolution.resolved import Resolved
from openness.value import Value
from openness.vocabulary import NOASSERTION, Availability, Basis, Extent, Kind, Term
from openness.vocabulary.asking import Owner
from openness.vocabulary.verdict import Verdict

if TYPE_CHECKING:
    from openness.release.claim import Conclusion

#: Claims, and gaps, that are listed of one criterion: a release of thousands of claims has each of them in its own list.
LISTED = 100

_T = TypeVar("_T")


@frozen(eq=False, repr=False)
class Evidence(Value):
    """A claim on which a verdict rests, and its subject."""

    component: Kind | None
    item: str
    about: str
    claim: Claim

    def to_dict(self) -> dict[str, object]:
        """The evidence as the JSON of `openness classify`."""
        return {
            "component": self.component.value if self.component else None,
            "item": self.item or None,
            "about": self.about,
            **self.claim.to_dict(),
        }


def reasons(
    requirement: Requirement, answers: dict[Question, Verdict], resolved: Resolved
) -> tuple[tuple[Evidence, ...], tuple[Gap, ...]]:
    """The claims by which a requirement was judged, and the gaps of each question that is not met.

    Of more than `LISTED` the first are given.
    """
    asked = list(deciding(requirement, answers))
    evidence = _first(claim for question in asked for claim in _evidence(question, resolved.release))
    lacking = ((question, answers[question]) for question in asked if answers[question] is not Verdict.MET)
    gaps = _first(gap for question, standing in lacking for gap in _gaps(question, standing, resolved))
    silent = {gap.component for gap in gaps if gap.sort in (GapSort.PART_SILENT, GapSort.NOT_CHECKED)}
    # of a part nothing is stated about, no licence is named either; a base may lack what the release's own licence lacks
    kept = (
        gap
        for gap in gaps
        if not (gap.sort is GapSort.NO_LICENCE_NAMED and not gap.base and gap.component in silent)
        and not (gap.base and gap.licence and evolve(gap, base="") in gaps)
    )
    return tuple(evidence), tuple(kept)


def _first(things: Iterable[_T]) -> dict[_T, None]:
    """The first of some things, each once."""
    distinct: dict[_T, None] = {}
    for thing in things:
        distinct[thing] = None
        if len(distinct) == LISTED:
            break
    return distinct


def facts(question: Question, release: Release) -> Iterator[tuple[str, str, Fact]]:
    """The facts that answer a question, each with its item and its word."""
    match question:
        case Grants(component=kind):
            for item in release.component(kind).spoken:
                yield item.name, "licence", item.licence
            for base in bases_of_others(release) if kind is Kind.MODEL_PARAMETERS_FINAL else ():
                yield base.name, "base licence", base.licence
        case Offered(component=kind, extent=extent):
            for item in release.component(kind).spoken:
                yield item.name, "availability", item.availability
                if extent is Extent.WHOLE:
                    yield item.name, "extent", item.extent
        case NotUsed(component=kind):
            for item in release.component(kind).spoken:
                yield item.name, "availability", item.availability
                yield item.name, "extent", item.extent
        case Absent(word=word) | Below(word=word):
            yield "", word, release.circumstance(word)
        case States(word=word):
            yield "", word, dict(release.elements).get(word, SILENT)
        case ReachedBy(word=word):
            yield from (("", "channel", Fact((claim,))) for claim in release.channels if claim.value == word)


def conclusions(question: Question, release: Release) -> Iterator["Conclusion"]:
    """The conclusions of persons on a question."""
    if question.person:
        yield from (conclusion for conclusion in release.conclusions if conclusion.about == question.person)


def _evidence(question: Question, release: Release) -> Iterator[Evidence]:
    for item, about, fact in facts(question, release):
        for claim in fact.claims:
            yield Evidence(question.component, item, about, claim)
    for conclusion in conclusions(question, release) if isinstance(question, Concluded | Grants) else ():
        yield Evidence(None, "", "conclusion", conclusion_claim(conclusion))


def conclusion_claim(conclusion: "Conclusion") -> Claim:
    """A person's judgement as a claim."""
    because = f"{conclusion.by}, {conclusion.on}: {conclusion.because}"
    return Claim(conclusion.value, Basis.CONCLUDED, conclusion.source, conclusion.value, because)


def _gaps(question: Question, standing: Verdict, resolved: Resolved) -> Iterator[Gap]:
    release = resolved.release
    match question:
        case Concluded():
            yield from _conclusion_gaps(question, standing, release)
        case Absent(word=word):
            yield Gap(
                GapSort.CIRCUMSTANCE_HOLDS if standing is Verdict.UNMET else GapSort.CIRCUMSTANCE_UNKNOWN, word=word
            )
        case Below():
            yield from _number_gaps(question, release.circumstance(question.word))
        case ReachedBy(word=word):
            yield Gap(GapSort.CHANNEL_UNKNOWN, word=word)
        case States(word=word):
            yield from _element_gaps(word, dict(release.elements).get(word, SILENT))
        case Grants():
            yield from _term_gaps(question, resolved)
            if question.judged:
                yield from _conclusion_gaps(question, standing, release)
        case NotUsed(component=kind):
            yield from _offer_gaps(Offered(kind), standing, release)
        case Offered():
            yield from _offer_gaps(question, standing, release)


def _conclusion_gaps(question: Question, standing: Verdict, release: Release) -> Iterator[Gap]:
    reviews = tuple(conclusions(question, release))
    if not reviews:
        yield Gap(GapSort.NOT_REVIEWED, word=question.person)
    elif standing is not Verdict.MET:
        for review in reviews:
            detail = f"{review.by} concluded {review.value}: {review.because}"
            yield Gap(GapSort.REVIEWED_UNMET, word=question.person, detail=detail)


def _number_gaps(question: Below, fact: Fact) -> Iterator[Gap]:
    if not fact.claims:
        yield Gap(GapSort.NUMBER_UNKNOWN, word=question.word)
    for value in fact.values:
        yield Gap(
            GapSort.NUMBER_TOO_HIGH, word=question.word, detail=f"{value}; less than {question.bound} is asked for"
        )


def _element_gaps(word: str, fact: Fact) -> Iterator[Gap]:
    from openness.vocabulary.elements import Element  # only a definition of a document asks for them

    if not fact.claims:
        yield Gap(GapSort.ELEMENT_UNKNOWN, word=word, detail=Element(word).says)
    for claim in fact.claims:
        if claim.value != "true":
            yield Gap(GapSort.ELEMENT_MISSING, word=word, detail=claim.because)


def _named(component: Component, item: Item) -> str:
    """The name of an item, where its component has several."""
    return item.name if len(component.items) > 1 else ""


def _offer_gaps(question: Offered, standing: Verdict, release: Release) -> Iterator[Gap]:
    found = False
    kind = question.component
    component = release.component(kind)
    owned = not (
        question.of is Owner.BASE and standing is Verdict.UNKNOWN and any(base.name for base in release.derived_from)
    )
    if owned and kind in release.unchecked:
        yield Gap(GapSort.NOT_CHECKED, kind)
        return
    for item in component.spoken if owned else ():
        name = _named(component, item)
        values = item.availability.values
        if not values:
            yield Gap(GapSort.AVAILABILITY_UNKNOWN, kind, name)
        elif len(values) > 1:
            yield Gap(GapSort.AVAILABILITY_DISPUTED, kind, name, detail=" and ".join(values))
        elif (
            Availability(values[0]) is Availability.NOT_USED or Availability(values[0]).openness < question.at.openness
        ):
            yield Gap(GapSort.NOT_OPEN_ENOUGH, kind, name, word=values[0])
        elif Extent.PART in item.extent.values and question.extent is Extent.WHOLE:
            yield Gap(GapSort.ONLY_A_PART, kind, name)
        else:
            continue
        found = True
    if owned and not component.spoken:
        yield Gap(GapSort.PART_SILENT, kind)
    elif not found and standing is Verdict.UNKNOWN and of_the_base(question):
        yield Gap(GapSort.PART_OF_BASE_SILENT, kind, base=" and ".join(base.name for base in release.derived_from))


def _term_gaps(question: Grants, resolved: Resolved) -> Iterator[Gap]:
    release, licences = resolved.release, resolved.licences
    term, kind = question.term, question.component
    component = release.component(kind)
    if not component.spoken:
        yield Gap(GapSort.NO_LICENCE_NAMED, kind)
    for item in component.spoken:
        if not item.silent:  # a silent item has a gap already
            yield from _fact_gaps(
                item.licence, term, Gap(_unlicensed(item, term), kind, _named(component, item)), licences
            )
    if kind is Kind.MODEL_PARAMETERS_FINAL:
        for base in bases_of_others(release):
            lack = GapSort.LICENCE_NOT_CHECKED if base.origin else GapSort.NO_LICENCE_NAMED
            yield from _fact_gaps(base.licence, term, Gap(lack, kind, base=base.name or UNNAMED), licences)


def _unlicensed(item: Item, term: Term) -> GapSort:
    """The lack of an item whose licence nothing names: of a service, the terms of its provider."""
    if item.availability.value == Availability.HOSTED and term.sort == "grant":
        return GapSort.SERVICE_TERMS
    return GapSort.LICENCE_NOT_CHECKED if item.licence_unchecked else GapSort.NO_LICENCE_NAMED


def _fact_gaps(fact: Fact, term: Term, gap: Gap, licences: Licences) -> Iterator[Gap]:
    """The gaps that keep a licence fact from meeting a term.

    Args:
        fact: what is claimed of the licence.
        term: what is asked.
        gap: that no licence is named: the other gaps are about the same.
        licences: the records.
    """
    if not fact.claims:
        yield gap
    for claim in fact.claims:
        naming = claim.stands_for
        written = claim.written or claim.value
        if claim.rule is Rule.PROSE_LIMIT:
            yield evolve(gap, sort=GapSort.PROSE_LIMIT, detail=claim.written)
        elif claim.rule in (Rule.PROSE_UNCLEAR, Rule.PROSE_NAME):
            yield evolve(gap, sort=GapSort.PROSE_UNCLEAR, detail=claim.written)
        elif claim.rule is Rule.CODE_LICENCE:
            yield evolve(gap, sort=GapSort.LICENCE_UNKNOWN, detail=Rule.CODE_LICENCE.says)
        elif not naming.known and naming.candidates[0] == NOASSERTION:
            yield evolve(gap, sort=GapSort.LICENCE_UNKNOWN, detail="" if written == NOASSERTION else written)
        else:
            ids = dict.fromkeys(id for candidate in naming.candidates for id in licences.ids_in(candidate))
            denials = [denial for id in ids for denial in _licence_gaps(id, term, gap, licences)]
            ambiguous = [evolve(gap, sort=GapSort.LICENCE_AMBIGUOUS, licence=written)] if naming.ambiguous else []
            # Where every text denies it, which of them holds is the smaller question.
            yield from (*denials, *ambiguous) if _each_denies(ids, term, gap, licences) else (*ambiguous, *denials)
            if not (naming.known or denials or ambiguous or NOASSERTION in ids):  # an exception that no record knows
                yield evolve(gap, sort=GapSort.LICENCE_UNKNOWN, detail=written)


def _each_denies(ids: Iterable[str], term: Term, gap: Gap, licences: Licences) -> bool:
    """True where none of some licences meets a term, whichever holds."""
    kind = gap.component
    assert kind is not None
    records = [licences.licence(id) for id in ids]
    return all(record is not None and record.answer(term, kind) is Verdict.UNMET for record in records)


#: Who keeps a list of licences.
_KEEPERS = {
    Term.OSI_APPROVED: "OSI's",
    Term.OD_CONFORMANT: "the Open Definition's",
    Term.FSF_FREE: "the FSF's",
    Term.DFSG_FREE: "Debian's",
}


def _licence_gaps(id: str, term: Term, gap: Gap, licences: Licences) -> Iterator[Gap]:
    """The gaps that keep one licence from meeting a term."""
    kind = gap.component
    assert kind is not None
    licence = licences.licence(id)
    if id == "NONE":
        yield evolve(gap, sort=GapSort.NO_LICENCE)
    if licence is None:
        return
    standing = licence.answer(term, kind)
    if standing is Verdict.MET:
        return
    gap = evolve(gap, licence=id, title=licence.label, word=term.value)
    if term.sort == "derived":
        for denied in licence.denied:
            answer = licence.answers[denied]
            yield evolve(gap, sort=GapSort.TERM_DENIED, word=denied.value, clause=answer.clause, detail=answer.reason)
        if licence.denied:
            return
        if term is Term.OSI_APPROVED_TERMS:
            yield evolve(gap, sort=GapSort.NO_LIST_FOR_PART)
        elif standing is Verdict.UNMET:
            for listed in lists(term, kind):
                yield evolve(
                    gap, sort=GapSort.REFUSED_BY_LIST, word=listed.value, clause=licence.answers[listed].origin
                )
        else:
            first, *others = (_KEEPERS[listed] for listed in lists(term, kind))
            where = f"on neither {first} list nor {others[0]}" if others else f"not on {first} list"
            yield evolve(gap, sort=GapSort.ON_NO_LIST, detail=where)
    elif standing is Verdict.UNMET:
        answer = licence.answers[term]
        if term.sort == "list":
            yield evolve(gap, sort=GapSort.NOT_ON_LIST, clause=answer.origin)
        else:
            yield evolve(gap, sort=GapSort.TERM_DENIED, clause=answer.clause, detail=answer.reason)
    else:
        open_limit = licence.answers.get(term)  # a limit that may or may not reach the model says which
        yield evolve(gap, sort=GapSort.TERM_UNKNOWN, detail=open_limit.reason if open_limit else "")
