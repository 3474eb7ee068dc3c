"""What a licence answers to each term, and what an expression of licences leaves someone to choose.

A record states what the text says; whether that is *open* is asked by definitions. The two derived terms are the
contract's ("Terms a licence answers"): a list where there is one, a denied freedom where there is none.
"""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen

from openness.vocabulary import FREEDOMS, Content, Kind, Term
from openness.vocabulary.value import Shown
from openness.vocabulary.verdict import Verdict

Answers = tuple[Verdict, ...]  # one verdict for each of some terms, in their order


@frozen(eq=False, repr=False)
class Answer(Shown):
    """What a record says to one term.

    Args:
        verdict: met or unmet; a term without an answer is unknown.
        clause: where the text says it.
        because: why a freedom is denied.
        origin: the record it comes from when it is a family's; the day it was looked up for a list.
    """

    verdict: Verdict
    clause: str = ""
    because: str = ""
    origin: str = ""


@frozen(eq=False, repr=False)
class Licence(Shown):
    """Legal terms with an SPDX id or a `LicenseRef-` id.

    Args:
        id: the identifier.
        name: the text's own title.
        answers: by term; a term that is missing is unknown.
        made_for: the kinds of thing the text itself covers; empty when the record does not say.
        category: a coarse sort, for policies; empty when the record does not say.
        alike: groups of licences that limit much the same in the same words; which may stand for another is a
            lawyer's question.
        record: the whole record, as `openness explain LICENCE --format json` prints it.
    """

    id: str
    name: str
    answers: Mapping[Term, Answer] = field(factory=dict)
    made_for: tuple[str, ...] = ()
    category: str = ""
    alike: tuple[str, ...] = ()
    record: Mapping[str, Any] = field(factory=dict, repr=False)

    def answer(self, term: Term, kind: Kind) -> Verdict:
        """The verdict on a term, for a part of this kind.

        Args:
            term: any term; the derived ones depend on the kind.
            kind: the component under the licence.
        """
        if term.sort != "derived":
            return self._said(term)
        listed = [self._said(one) for one in lists(term, kind)]
        if Verdict.MET in listed:
            return Verdict.MET
        refused = term in _LIST and Term.OSI_APPROVED not in lists(term, kind) and Verdict.UNMET in listed
        return Verdict.UNMET if refused or self.denied else Verdict.UNKNOWN

    def _said(self, term: Term) -> Verdict:
        answer = self.answers.get(term)
        return answer.verdict if answer else Verdict.UNKNOWN

    @property
    def denied(self) -> tuple[Term, ...]:
        """The freedoms the text denies to someone."""
        return tuple(term for term in FREEDOMS if self._said(term) is Verdict.UNMET)


#: The list a derived term goes by. OSI's names what it has approved; the others name what they refuse too.
_LIST = {
    Term.OSI_APPROVED_TERMS: Term.OSI_APPROVED,
    Term.OD_CONFORMANT_TERMS: Term.OD_CONFORMANT,
    Term.FSF_FREE_TERMS: Term.FSF_FREE,
    Term.DFSG_FREE_TERMS: Term.DFSG_FREE,
}


def lists(term: Term, kind: Kind) -> tuple[Term, ...]:
    """The lists that a derived term goes by, for a part of this kind."""
    if term is Term.OPEN_LICENCE:
        return (Term.OSI_APPROVED,) if kind.content is Content.CODE else (Term.OSI_APPROVED, Term.OD_CONFORMANT)
    return (_LIST[term],)


def reason(said: Mapping[str, Any]) -> str:
    """Why a record denies a term, with the licences its own text excepts."""
    because, others = said.get("because", ""), said.get("except", ())
    return f"{because} (excepted: {', '.join(others)})" if others else str(because)


def licence_of(record: Mapping[str, Any]) -> Licence:
    """The licence a record describes."""
    answers = {}
    for term in Term:
        table = "listed" if term.sort == "list" else "grants"
        said = record.get(table, {}).get(term.value)
        if said is not None and "answer" in said:
            verdict = Verdict.MET if said["answer"] else Verdict.UNMET
            origin = said.get("seen", "") if term.sort == "list" else said.get("from", "")
            answers[term] = Answer(verdict, said.get("clause", ""), reason(said), str(origin))
    return Licence(
        record["id"],
        record["name"],
        answers,
        tuple(record.get("made-for", ())),
        record.get("category", ""),
        tuple(record.get("alike", ())),
        record,
    )


def best(choices: frozenset[Answers]) -> frozenset[Answers]:
    """The choices no other choice is at least as open as, on every term."""
    if len(choices) == 1:
        return choices
    return frozenset(one for one in choices if not any(one != other and one == meet(one, other) for other in choices))


def meet(one: Answers, other: Answers) -> Answers:
    """What two licences that both apply answer."""
    return tuple(left & right for left, right in zip(one, other, strict=True))


def agree(one: frozenset[Answers], other: frozenset[Answers]) -> frozenset[Answers]:
    """What is certain when either of two statements may be the true one: the answers on which they agree."""
    return best(
        frozenset(tuple(a.agree(b) for a, b in zip(left, right, strict=True)) for left in one for right in other)
    )


def settle(one: frozenset[Answers], concluded: frozenset[Answers]) -> frozenset[Answers]:
    """A person's conclusion fills what is unknown and never speaks against what is known."""
    return best(
        frozenset(
            tuple(b if a is Verdict.UNKNOWN else a for a, b in zip(left, right, strict=True))
            for left in one
            for right in concluded
        )
    )


def answers(
    expression: str,
    terms: tuple[Term, ...],
    kind: Kind,
    licence: Callable[[str], Licence | None],
    exceptions: frozenset[str],
) -> frozenset[Answers]:
    """The choices an expression leaves, each as the answers to some terms.

    `NONE` grants nothing; `NOASSERTION` and a licence no record knows say nothing. A known SPDX exception adds
    permissions and so never lowers an answer; an unknown one makes everything unknown.

    Args:
        expression: an SPDX expression of ids.
        terms: what is asked.
        kind: the component under the licence.
        licence: finds the record of an id.
        exceptions: the ids of the SPDX exceptions.
    """
    from openness.licensing import expression as spdx

    def leaf(name: spdx.Name) -> frozenset[Answers]:
        if name.id == "NONE":
            return frozenset([(Verdict.UNMET,) * len(terms)])
        record = licence(name.id)
        if record is None or (name.exception and name.exception not in exceptions):
            return frozenset([(Verdict.UNKNOWN,) * len(terms)])
        return frozenset([tuple(record.answer(term, kind) for term in terms)])

    return spdx.choices(spdx.parse(expression), leaf, meet, best)
