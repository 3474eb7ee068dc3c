"""A licence, typed whole: its answers, duties, limits, names; and the choices that an expression of licences leaves.

A record states what the text says; whether that is *open* is asked by definitions. The two derived terms are the
page's (docs/reference/definition-file.md, “Terms”): a list where there is one, a denied freedom where there is none.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from openness.licensing.choices import Answers, apart, packed, unpacked
from openness.value import ReadOnly, Value, read_only
from openness.vocabulary import FREEDOMS, Content, Kind, Term
from openness.vocabulary.verdict import Verdict

if TYPE_CHECKING:
    from openness.licensing.clauses import DutyClause, Limit, UsePolicy
    from openness.licensing.name_asked import NameAsked
    from openness.licensing.reading import Reading
    from openness.vocabulary.duties import Duty


class Support(StrEnum):
    """How a text supports a grant."""

    SAYS = "says"  # it names what it grants
    GENERAL = "general"  # it grants everything, and excepts not this


@frozen(eq=False, repr=False)
class Answer(Value):
    """The answer of a record to one term.

    Args:
        verdict: met or unmet; a term without an answer is unknown, and so is one that a limit leaves open to a caller.
        clause: where the text says it.
        because: why a freedom is denied.
        origin: the record it comes from when it is a family's; the day it was looked up for a list.
        support: how the text supports a grant; None where the record does not say.
        anchor: at most twelve words of the clause.
        only_limits: the grant is denied by the limits of the record alone, so that someone's numbers may decide.
        excepting: the ids of the licences that the text's own words let through.
        derivative: of `train-on-outputs` the clause by which a model that is trained on outputs to perform alike counts as
            a derivative, so that the duties of a derivative reach it; empty where none says so.
        spares: of `train-on-outputs` the ids of the licences of the models that may be trained although others may not,
            with whatever is made from them; the reason names them.
        only_commerce: of a no, nothing but commercial use is denied.
    """

    verdict: Verdict
    clause: str = ""
    because: str = ""
    origin: str = ""
    support: Support | None = None
    anchor: str = ""
    only_limits: bool = False
    excepting: tuple[str, ...] = ()
    derivative: str = ""
    spares: tuple[str, ...] = ()
    only_commerce: bool = False

    @property
    def may_deny(self) -> bool:
        """True for a no, and where a limit of which nobody knows whether it reaches the model may make it one."""
        return self.verdict is Verdict.UNMET or (self.verdict is Verdict.UNKNOWN and self.only_limits)

    @property
    def reason(self) -> str:
        """Why the term is denied, with the licences that the text lets through; without a full stop, to be joined."""
        because = self.because.removesuffix(".")
        return f"{because} (excepted: {', '.join(self.excepting)})" if self.excepting else because


@frozen(slots=False, eq=False, repr=False)
class Licence(Value):
    """Legal terms with an SPDX id or a `LicenseRef-` id.

    Args:
        id: the identifier.
        name: the text's own title.
        answers: by term; a term that is missing is unknown.
        made_for: the kinds of thing the text itself covers; empty when the record does not say.
        category: a coarse sort, for policies; empty when the record does not say.
        alike: groups of licences that limit much the same in the same words; which may stand for another is a
            lawyer's question.
        record: the whole record, for `openness explain LICENCE --format json` alone.

    The other parts are made from the record when they are first asked for: most cards need none.
    """

    id: str
    name: str
    answers: Mapping[Term, Answer] = field(factory=dict, hash=False, repr=False, converter=read_only)
    made_for: tuple[str, ...] = field(default=(), repr=False)
    category: str = ""
    alike: tuple[str, ...] = ()
    record: Mapping[str, Any] = field(factory=dict, hash=False, repr=False, converter=read_only)

    @property
    def label(self) -> str:
        """The name for people: an SPDX id, which many know, or else the licence's name."""
        return self.name if self.id.startswith("LicenseRef-") else self.id

    def answer(self, term: Term, kind: Kind) -> Verdict:
        """The verdict on a term, for a part of this kind.

        Args:
            term: any term; the derived ones depend on the kind.
            kind: the component under the licence.
        """
        if term.sort != "derived":
            return self.stated(term)
        listed = [self.stated(each) for each in lists(term, kind)]
        if Verdict.MET in listed:
            return Verdict.MET
        refused = Term.OSI_APPROVED not in lists(term, kind) and Verdict.UNMET in listed
        return Verdict.UNMET if refused or self.denied else Verdict.UNKNOWN

    def stated(self, term: Term) -> Verdict:
        """The verdict of the record itself; unknown where it is silent, as it is on every derived term."""
        answer = self.answers.get(term)
        return answer.verdict if answer else Verdict.UNKNOWN

    @property
    def denied(self) -> tuple[Term, ...]:
        """The freedoms the text denies to someone."""
        return tuple(term for term in FREEDOMS if self.stated(term) is Verdict.UNMET)

    @property
    def silent(self) -> bool:
        """True where the record answers nothing: no grant, and no list that the licence is on."""
        return not any(term.sort == "grant" or answer.verdict is Verdict.MET for term, answer in self.answers.items())

    def gives_way(self, term: Term) -> bool:
        """True for a grant that the limits of the record alone deny, so that a caller's numbers or the model decide."""
        answer = self.answers.get(term)
        return answer is not None and answer.only_limits and any(limit.of is term for limit in self.limits)

    def only_commerce(self, term: Term) -> bool:
        """True for a grant that is denied to commercial use, and to nothing else."""
        answer = self.answers.get(term)
        return answer is not None and answer.only_commerce

    def unclear(self, term: Term) -> tuple[str, str]:
        """The clause and the reason for which a term is left open although the text speaks of it; empty words for none."""
        reason = self.record.get("unclear", {}).get(term.value, {})
        return reason.get("clause", ""), reason.get("because", "")

    @property
    def listed_by_spdx(self) -> bool:
        """True where the id is on the SPDX list."""
        return bool(self.record.get("spdx"))

    @property
    def curated(self) -> bool:
        """True for a record that somebody wrote, and not a bare entry of the SPDX list."""
        return not {"read", "same-terms-as", "shelf"}.isdisjoint(self.record)

    @property
    def imitations(self) -> str:
        """The clause that counts a model trained on outputs to perform alike as a derivative; empty for none."""
        answer = self.answers.get(Term.TRAIN_ON_OUTPUTS)
        return answer.derivative if answer else ""

    def spares(self, other: "Licence") -> bool:
        """True where models under another licence, and what is made from them, may be trained on outputs nonetheless."""
        answer = self.answers.get(Term.TRAIN_ON_OUTPUTS)
        return answer is not None and not {other.id, other.family}.isdisjoint(answer.spares)

    @property
    def onward(self) -> tuple[str, ...]:
        """The ids of the licences that a derivative may be under although the text must go along."""
        answer = self.answers.get(Term.RELICENSE)
        return answer.excepting if answer else ()

    @cached_property
    def duties(self) -> "Mapping[Duty, DutyClause]":
        """The duties that the text states, in the order of the record."""
        from openness.licensing.clauses import DutyClause
        from openness.vocabulary.duties import Act, Duty

        stated = self.record.get("duties", {}).items()
        return ReadOnly(
            {
                Duty(word): DutyClause(
                    Duty(word),
                    duty["says"],
                    duty["clause"],
                    duty.get("words", ""),
                    duty.get("from", ""),
                    duty.get("anchor", ""),
                    tuple(map(Act, duty.get("also", ()))),
                )
                for word, duty in stated
            }
        )

    @cached_property
    def name_asked(self) -> "NameAsked | None":
        """The name that the text asks for what is made from the work; None where it asks for none."""
        duty = self.record.get("duties", {}).get("naming", {})
        if not duty.get("words"):
            return None

        from openness.licensing.name_asked import NameAsked

        maker = next(iter(self.record.get("steward", "").split()), "")
        return NameAsked(duty["words"], duty.get("anywhere", False), maker)

    @cached_property
    def limits(self) -> "tuple[Limit, ...]":
        """The numbers and territories at which a grant changes."""
        if not self.record.get("limit"):
            return ()

        from openness.licensing.clauses import limit_of

        return tuple(map(limit_of, self.record["limit"]))

    def limits_on(self, duty: "Duty") -> "tuple[Limit, ...]":
        """The limits past one of which alone a duty falls due; none where it falls due for everybody."""
        return tuple(limit for limit in self.limits if limit.duty is duty)

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The other names, by who uses them: `huggingface`, `license-name`, `scancode`, `other`."""
        return ReadOnly({sort: tuple(names) for sort, names in self.record.get("known-as", {}).items()})

    @property
    def in_a_card(self) -> str:
        """The field of a card that names it, as one writes it; empty where the Hub has no tag and people no name for it.

        >>> from openness.shelf.shelf import shipped
        >>> shipped().licence("LicenseRef-Llama-3.1-Community").in_a_card
        'license: llama3.1'
        """
        if tags := self.names.get("huggingface"):
            return f"license: {tags[0]}"
        names = self.names.get("license-name")
        return f"license: other, license_name: {names[0]}" if names else ""

    @property
    def policy(self) -> "UsePolicy | None":
        """The policy that the text makes part of itself; None where it has none in a text of its own."""
        if "policy" not in self.record:
            return None

        from openness.licensing.clauses import UsePolicy

        return UsePolicy(**self.record["policy"])

    @property
    def text(self) -> str:
        """The address of the text; empty where the record has none."""
        return str(self.record.get("text", {}).get("url", ""))

    @cached_property
    def read(self) -> "Reading | None":
        """When, where and how far the text was read; None where the record does not say."""
        if not self.record.get("read"):
            return None

        from openness.licensing.reading import reading

        return reading(self.record["read"])

    @property
    def read_in_part(self) -> bool:
        """True for a record that may not know all that its licence asks: its text was not read, or not to its end."""
        return not self.family and (self.read is None or not self.read.whole)

    @property
    def family(self) -> str:
        """The id of the record that this one has its answers from; empty for none."""
        return str(self.record.get("same-terms-as", ""))

    @property
    def replaced_by(self) -> str:
        """The id of the newer text that its steward has put in its place; empty where none is known."""
        return str(self.record.get("replaced-by", ""))

    @property
    def heads(self) -> Iterator[tuple[str, str]]:
        """The facts about the text that the record states in a word or two, each with its name."""
        for key in ("version", "dated", "steward", "category", "same-terms-as", "because", "replaced-by"):
            if self.record.get(key):
                yield key, str(self.record[key])


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


def licence_of(record: Mapping[str, Any]) -> Licence:
    """The licence a record describes."""
    answers = {}
    for term in Term:
        table = "listed" if term.sort == "list" else "grants"
        stated = record.get(table, {}).get(term.value)
        if stated is not None and "answer" in stated:
            answers[term] = _answer(stated, "seen" if term.sort == "list" else "from")
    return Licence(
        record["id"],
        record["name"],
        answers,
        tuple(record.get("made-for", ())),
        record.get("category", ""),
        tuple(record.get("alike", ())),
        record,
    )


def _answer(stated: Mapping[str, Any], origin: str) -> Answer:
    verdict = Verdict.MET if stated["answer"] else Verdict.UNMET
    if len(stated) == 2 and "clause" in stated:
        return Answer(verdict, stated["clause"])  # four answers of five
    support = stated.get("basis")
    return Answer(
        verdict,
        stated.get("clause", ""),
        stated.get("because", ""),
        str(stated.get(origin, "")),
        Support(support) if support else None,
        stated.get("anchor", ""),
        stated.get("only-limits", False),
        tuple(stated.get("except", ())),
        stated.get("derivative", ""),
        tuple(stated.get("spares", ())),
        stated.get("only-commerce", False),
    )


def answers(
    expression: str,
    terms: tuple[Term, ...],
    kind: Kind,
    licence: Callable[[str], Licence | None],
    exceptions: frozenset[str],
) -> tuple[frozenset[Answers], bool]:
    """The choices an expression leaves, each as the answers to some terms; and whether they were too many to be kept apart.

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

    are_many = False

    def leaf(name: spdx.Name) -> frozenset[int]:
        if name.id == "NONE":
            return frozenset([packed((Verdict.UNMET,) * len(terms))])
        record = licence(name.id)
        if record is None or (name.exception and name.exception not in exceptions):
            return frozenset([packed((Verdict.UNKNOWN,) * len(terms))])
        return frozenset([packed(tuple(record.answer(term, kind) for term in terms))])

    def best(choices: frozenset[int]) -> frozenset[int]:
        nonlocal are_many
        if len(choices) <= 1:
            return choices
        kept, too_many = apart(choices)
        are_many |= too_many
        return kept

    return unpacked(spdx.choices(spdx.parse(expression), leaf, int.__and__, best), len(terms)), are_many
