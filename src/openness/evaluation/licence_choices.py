"""Finds parts whose licences leave so many choices that only what all choices have in common is known."""

from collections.abc import Iterator
from functools import partial

from openness.licensing.choices import CHOICES, Answers, together
from openness.release.claim import named_licences
from openness.release.component import Component
from openness.release.finding import Code, Finding, Subject
from openness.resolution.resolved import Resolved
from openness.resolution.terms import terms_of
from openness.vocabulary import Kind, Term
from openness.vocabulary.verdict import Verdict

_OR = " OR "
_TERMS = tuple(Term)
_HELP = "name the licences that people may choose, one expression a part"


def too_many_choices(resolved: Resolved) -> Iterator[Finding]:
    """The licences of a part, or of a base, leave more choices than are kept apart."""
    release = resolved.release
    for component in release.components:
        if _leaves_too_many(resolved, component):
            claim = next(claim for item in component.spoken for claim in item.licence.claims)
            message = _message(f"the licence of the {component.kind.label} leaves")
            subject = Subject(component.kind, "", named_licences([claim]))
            yield Finding(Code.LICENCE_AMBIGUOUS, message, claim.source, _HELP, subject)
    for base in release.base_models:
        for claim in base.licence.claims:
            if _any_leaves_too_many(resolved, claim.candidates, Kind.MODEL_PARAMETERS_FINAL):
                message = _message(f"the licence of the base model {base.name} leaves")
                subject = Subject(None, "", named_licences([claim]), [base.name])
                yield Finding(Code.LICENCE_AMBIGUOUS, message, claim.source, _HELP, subject)


def _message(who: str) -> str:
    return f"{who} more than {CHOICES} choices, and a question is answered only where all of them agree"


def _any_leaves_too_many(resolved: Resolved, candidates: tuple[str, ...], kind: Kind) -> bool:
    asked = partial(resolved.licences.leaves_too_many, kind=kind)
    return any(_OR in candidate and asked(candidate) for candidate in candidates)


def _leaves_too_many(resolved: Resolved, component: Component) -> bool:
    """True where one item of a part leaves too many choices, or all of them together do."""
    kind = component.kind
    facts = [item.licence for item in component.spoken]
    choosing = {claim.candidates for fact in facts for claim in fact.claims if _OR in "".join(claim.candidates)}
    if any(_any_leaves_too_many(resolved, candidates, kind) for candidates in choosing):
        return True
    folded: frozenset[Answers] = frozenset([(Verdict.MET,) * len(_TERMS)])
    are_many = False
    for terms in {terms_of(fact) for fact in facts} if len(choosing) > 1 else ():
        folded, too_many = together(folded, terms.choices(_TERMS, kind, resolved.licences))
        are_many = are_many or too_many
    return are_many
