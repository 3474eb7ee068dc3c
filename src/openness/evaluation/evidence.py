"""Why a criterion has its verdict: the claims it rests on, what is missing, and which clause is in the way."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from openness.definition.definition import Owner, Question, Requirement
from openness.evaluation.facts import of_the_base
from openness.evaluation.standing import deciding
from openness.licensing.licence import lists
from openness.licensing.licences import Licences
from openness.release.claim import Claim, Fact, Rule
from openness.release.component import Component
from openness.release.release import Release
from openness.resolution.resolve import same_licensor
from openness.resolution.resolved import Resolved
from openness.vocabulary import Availability, Basis, Extent, Kind, Term
from openness.vocabulary.value import Value
from openness.vocabulary.verdict import Verdict

if TYPE_CHECKING:
    from openness.release.claim import Conclusion


@frozen(eq=False, repr=False)
class Evidence(Value):
    """A claim a verdict rests on, and what it is about."""

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
) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """The claims a requirement was judged by, and for each question not met what is missing or in the way."""
    release = resolved.release
    evidence: dict[Evidence, None] = {}
    missing: dict[str, None] = {}
    for question in deciding(requirement, answers):
        evidence.update(dict.fromkeys(_evidence(question, release)))
        if answers[question] is not Verdict.MET:
            missing.update(dict.fromkeys(_gaps(question, answers[question], resolved)))
    unsaid = [gap.removeprefix("nothing is said of ") for gap in missing if gap.startswith("nothing is said of ")]
    for what in unsaid:  # that it has no licence either goes without saying
        missing.pop(f"no licence is named for {what}", None)
    return tuple(evidence), tuple(missing)


def facts(question: Question, release: Release) -> Iterator[tuple[str, str, Fact]]:
    """The facts that answer a question, each with the item and what it is about."""
    if question.component is not None:
        for item in release.component(question.component).spoken:
            if question.about == "term":
                yield item.name, "licence", item.licence
            else:
                yield item.name, "availability", item.availability
                if question.extent is Extent.WHOLE and item.extent.claims:
                    yield item.name, "extent", item.extent
        if question.about == "term" and question.component is Kind.MODEL_PARAMETERS_FINAL:
            for base in release.base_models:
                if base.relation.carries_terms and not same_licensor(release, base):
                    yield base.name, "base licence", base.licence
    elif question.about in ("absent", "below"):
        yield "", question.word, release.circumstance(question.word)
    elif question.about == "channel":
        yield from (("", "channel", Fact((claim,))) for claim in release.channels if claim.value == question.word)


def conclusions(question: Question, release: Release) -> Iterator["Conclusion"]:
    """What persons concluded that speaks to a question."""
    if question.person:
        yield from (one for one in release.conclusions if one.about == question.person)


def _evidence(question: Question, release: Release) -> Iterator[Evidence]:
    for item, about, fact in facts(question, release):
        for claim in fact.claims:
            yield Evidence(question.component, item, about, claim)
    for one in conclusions(question, release) if question.about in ("concluded", "term") else ():
        yield Evidence(None, "", "conclusion", conclusion_claim(one))


def conclusion_claim(conclusion: "Conclusion") -> Claim:
    """A person's judgement as a claim."""
    because = f"{conclusion.by}, {conclusion.on}: {conclusion.because}"
    return Claim(conclusion.value, Basis.CONCLUDED, conclusion.source, conclusion.value, because)


def _gaps(question: Question, standing: Verdict, resolved: Resolved) -> Iterator[str]:
    release = resolved.release
    if question.about == "concluded":
        yield from _conclusion_gaps(question, standing, release)
    elif question.about == "absent":
        yield f"{question.word} holds" if standing is Verdict.UNMET else f"nothing says whether {question.word} holds"
    elif question.about == "below":
        yield from _number_gaps(question, release.circumstance(question.word))
    elif question.about == "channel":
        yield f"nothing says that people reach it by {question.word}"
    elif question.component is not None:
        component = release.component(question.component)
        if question.about == "term":
            yield from _term_gaps(question, component, resolved)
            if question.judged:
                yield from _conclusion_gaps(question, standing, release)
        else:
            yield from _offer_gaps(question, standing, component, release)


def _conclusion_gaps(question: Question, standing: Verdict, release: Release) -> Iterator[str]:
    said = tuple(conclusions(question, release))
    if not said:
        yield f"nobody has concluded {question.person}"
    elif standing is not Verdict.MET:
        yield from (f"{one.by} concluded {one.value}: {one.because}" for one in said)


def _number_gaps(question: Question, fact: Fact) -> Iterator[str]:
    if not fact.claims:
        yield f"nothing says what {question.word} is"
    for value in fact.values:
        yield f"{question.word} is said to be {value}; asked for is less than {question.bound}"


def _called(component: Component, name: str) -> str:
    return f"{component.kind.value} ({name})" if name and len(component.items) > 1 else component.kind.value


def _offer_gaps(question: Question, standing: Verdict, component: Component, release: Release) -> Iterator[str]:
    said = False
    owned = not (question.of is Owner.BASE and standing is Verdict.UNKNOWN and any(_derived_from(release)))
    for item in component.spoken if owned else ():
        what = _called(component, item.name)
        values = item.availability.values
        if not values:
            yield f"nothing says whether {what} can be had"
        elif len(values) > 1:
            yield f"{what} is said to be {' and '.join(values)}"
        elif (
            Availability(values[0]) is Availability.NOT_USED or Availability(values[0]).openness < question.at.openness
        ):
            yield f"{what} is {values[0]}"
        elif Extent.PART in item.extent.values and question.extent is Extent.WHOLE:
            yield f"only a part of {what} is offered"
        else:
            continue
        said = True
    if owned and not component.spoken:
        yield f"nothing is said of {component.kind.value}"
    elif not said and standing is Verdict.UNKNOWN and of_the_base(question):
        yield f"nothing is said of {component.kind.value} of the base {' and '.join(_derived_from(release))}"


def _derived_from(release: Release) -> list[str]:
    """The names of the models whose derivative it is."""
    return [base.name for base in release.base_models if base.relation.carries_terms]


def _term_gaps(question: Question, component: Component, resolved: Resolved) -> Iterator[str]:
    release, licences = resolved.release, resolved.licences
    assert question.component is not None
    term = Term(question.word)
    if not component.spoken:
        yield f"no licence is named for {component.kind.value}"
    for item in component.spoken:
        if item.silent:  # that nothing is said of it is said already
            continue
        yield from _fact_gaps(item.licence, term, question.component, _called(component, item.name), licences)
    if question.component is Kind.MODEL_PARAMETERS_FINAL:
        for base in release.base_models:
            if base.relation.carries_terms and not same_licensor(release, base):
                yield from _fact_gaps(base.licence, term, question.component, f"the base model {base.name}", licences)


def _fact_gaps(fact: Fact, term: Term, kind: Kind, what: str, licences: Licences) -> Iterator[str]:
    """What keeps a licence fact from meeting a term."""
    if not fact.claims:
        yield f"no licence is named for {what}"
    for claim in fact.claims:
        naming = claim.stands_for
        if claim.rule is Rule.PROSE_LIMIT:
            yield f"the prose limits the use of {what}: {claim.written}"
            continue
        if not naming.known and naming.candidates[0] == "NOASSERTION":
            shown = claim.written or claim.value
            yield (
                f"the licence of {what} is not known: {shown}"
                if shown != "NOASSERTION"
                else f"the licence of {what} is not known"
            )
            continue
        if naming.ambiguous:
            yield f"{claim.written or claim.value} stands for several licences"
        for id in dict.fromkeys(id for candidate in naming.candidates for id in licences.ids_in(candidate)):
            yield from _licence_gaps(id, term, kind, what, licences)


def _licence_gaps(id: str, term: Term, kind: Kind, what: str, licences: Licences) -> Iterator[str]:
    licence = licences.licence(id)
    if id == "NONE":
        yield f"{what} is under no licence"
    if licence is None:
        return
    standing = licence.answer(term, kind)
    if standing is Verdict.MET:
        return
    if term.sort == "derived":
        for denied in licence.denied:
            answer = licence.answers[denied]
            yield f"{licence.id} denies {denied.value} (clause {answer.clause}): {answer.because}"
        if not licence.denied and term is Term.OSI_APPROVED_TERMS:
            yield f"OSI keeps no list of terms for {kind.value}, and {licence.id} is not on its list of licences"
        elif not licence.denied and standing is Verdict.UNMET:
            refusals = [f"{one.value}, looked up {licence.answers[one].origin}" for one in lists(term, kind)]
            yield f"{licence.id} is refused by the list {' and '.join(refusals)}"
        elif not licence.denied:
            where = "" if term is Term.OPEN_LICENCE else f" ({' or '.join(lists(term, kind))})"
            yield (
                f"{licence.id} is on no list of open licences for {kind.content.value}{where}, "
                "and nothing in it denies a freedom"
            )
    elif standing is Verdict.UNMET:
        answer = licence.answers[term]
        where = f" (clause {answer.clause})" if answer.clause else f" (looked up {answer.origin})"
        yield f"{licence.id} does not meet {term.value}{where}" + (f": {answer.because}" if answer.because else "")
    else:
        yield f"nothing on the shelf says whether {licence.id} meets {term.value}"
