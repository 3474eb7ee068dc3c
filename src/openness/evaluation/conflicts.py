"""Conflicts of a release with the terms of one base: a right it grants that the base withholds, and a term it leaves out."""

from collections.abc import Iterable, Sequence

from openness.licensing.licence import Licence
from openness.licensing.licences import Licences
from openness.release.claim import Fact
from openness.release.finding import Code, Finding
from openness.release.release import BaseModel
from openness.resolution.lineage import bases_of_others, statements
from openness.resolution.resolved import Resolved
from openness.resolution.terms import leaves_out, terms_of
from openness.vocabulary import FREEDOMS, WEIGHTS, Term
from openness.vocabulary.sentences import editions
from openness.vocabulary.verdict import Verdict


def conflict(resolved: Resolved, base: BaseModel) -> Finding | None:
    """The conflict with a base, by the first of what is stated of its licence that has one; None where nothing has.

    Args:
        resolved: the release.
        base: one of its bases, by another licensor.
    """
    found = (_of_statement(resolved, base, statement) for statement in statements(base.licence))
    return next(filter(None, found), None)


def _of_statement(resolved: Resolved, base: BaseModel, theirs: Fact) -> Finding | None:
    own = _own(resolved)
    licences = resolved.licences_of(theirs)
    subject = base.subject(licence.id for licence in (*licences, *resolved.licences_of(own)))
    if base.relation.from_outputs:
        says, term = _against_outputs(resolved, theirs) if licences else ("", None)
        if term is None:
            return None
        named = _named(_denying(licences, (term,)))
        message = f"{named} of {base.title} {says} ({_because((term,), licences)})"
        return Finding(Code.LINEAGE_CONFLICT, message, base.source, "ask the licensor, or train on other data", subject)
    ours = _named(resolved.licences_of(own))
    given = _granted(own, FREEDOMS, resolved.licences)
    granted = _on_each_side(
        [[t for t in denied if t in given] for denied in _withheld(theirs, FREEDOMS, resolved.licences)]
    )
    terms = granted or leaves_out(resolved, theirs)
    if not terms:
        return None
    denying = _denying(licences, terms)
    named, why = _named(denying) or "no licence", _because(terms, denying)
    if granted:
        message = f"{ours} grants what {named} of {base.title} withholds: {why}"
    else:
        message = f"{named} of {base.title} also binds what is made from it ({why}), and this is under {ours}"
    return Finding(Code.LINEAGE_CONFLICT, message, base.source, _fix(resolved, denying), subject)


def _own(resolved: Resolved) -> Fact:
    """The licence of the release's weights."""
    return resolved.release.component(WEIGHTS).licence


def _against_outputs(resolved: Resolved, theirs: Fact) -> tuple[str, Term | None]:
    """The objection of a licence to a model made from outputs, and its term; None where it has none."""
    own, licences = _own(resolved), resolved.licences
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
    made_from = [base.licence for base in resolved.release.derived_from] or [_own(resolved)]
    others = [licence for fact in made_from for licence in resolved.licences_of(fact)]
    forbidding = (
        licence
        for licence in resolved.licences_of(theirs)
        if licence.answer(Term.TRAIN_ON_OUTPUTS, WEIGHTS) is Verdict.UNMET
    )
    return all(any(map(licence.spares, others)) for licence in forbidding)


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


def _on_each_side(denied: Sequence[Sequence[Term]]) -> tuple[Term, ...]:
    """The terms that stand against a release whichever licence of a base holds; nothing where one of them denies none.

    Where the licences deny different ones, each side has its own.

    Args:
        denied: for each licence that may hold, the terms that it denies and that the release grants.
    """
    every = [term for term in FREEDOMS if any(term in terms for terms in denied)]
    common = tuple(term for term in every if all(term in terms for terms in denied))
    return common or (tuple(every) if all(denied) else ())


def _because(terms: Iterable[Term], licences: Sequence[Licence]) -> str:
    """The clauses and the reasons with which licences deny some terms."""
    from openness.licensing.clauses import cited  # few releases are at odds with a base

    reasons = []
    for term in terms:
        denials = (licence.answers[term] for licence in licences if licence.answer(term, WEIGHTS) is Verdict.UNMET)
        denial = next(denials, None)
        reasons.append(f"{term.label} ({cited(denial.clause)}: {denial.reason})" if denial else term.label)
    return "; ".join(reasons)


def _denying(licences: Iterable[Licence], terms: Sequence[Term]) -> list[Licence]:
    """Those of some licences that deny one of some terms: beside another, each holds on its own."""
    return [each for each in licences if any(each.answer(term, WEIGHTS) is Verdict.UNMET for term in terms)]


def _named(licences: Iterable[Licence], link: str = "or") -> str:
    """Licences by what people call them; empty for none."""
    return f" {link} ".join(editions((licence.label for licence in licences), link))


def _fix(resolved: Resolved, licences: Sequence[Licence]) -> str:
    """Advice on a base whose terms the release does not keep: its licence, unless another base rules that out."""
    others = {
        licence.id: licence
        for base in bases_of_others(resolved.release)
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
