"""The licences that the names in one release may stand for: all that judging it needs to know of licences."""

from collections.abc import Container
from functools import lru_cache, partial

from attrs import field, frozen

from openness.licensing.choices import Answers
from openness.licensing.licence import Licence, answers
from openness.recent import Recent
from openness.value import Value
from openness.vocabulary import Kind, Term

_TERMS = tuple(Term)

_EXPRESSIONS = 64  # of the same licences, of which is remembered what they answer


@frozen(eq=False, repr=False)
class Licences(Value):
    """Some licences by their ids, and what expressions of these ids answer.

    Args:
        records: the licences, in the order of their ids.
        exceptions: the ids of the exceptions that SPDX knows.
    """

    records: tuple[Licence, ...] = ()
    exceptions: frozenset[str] = field(default=frozenset(), repr=False)
    _by_id: dict[str, Licence] = field(init=False, repr=False, eq=False)
    _answers: Recent[tuple[object, ...], tuple[frozenset[Answers], bool]] = field(
        factory=partial(Recent, _EXPRESSIONS), init=False, repr=False, eq=False
    )

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {licence.id: licence for licence in self.records})

    def plus(self, others: "Licences") -> "Licences":
        """These licences and some others."""
        records = {licence.id: licence for licence in (*others.records, *self.records)}
        return Licences(tuple(records[id] for id in sorted(records)), self.exceptions | others.exceptions)

    def licence(self, id: str) -> Licence | None:
        """The licence with this id; None where no record has it."""
        return self._by_id.get(id)

    def ids_in(self, expression: str) -> tuple[str, ...]:
        """The ids of the licences in an expression of ids, in order."""
        if expression in self._by_id:
            return (expression,)
        from openness.licensing.expression import ids

        return ids(expression)

    def binds(self, expression: str, asking: Container[str]) -> bool:
        """True where one of some licences holds, whatever the recipient of a work under an expression chooses.

        Args:
            expression: of ids.
            asking: the ids.
        """
        if expression in self._by_id:
            return expression in asking
        from openness.licensing.expression import binds

        return binds(expression, asking)

    def answers(self, expression: str, terms: tuple[Term, ...], kind: Kind) -> frozenset[Answers]:
        """The choices that an expression of ids leaves, each as its answers to some terms.

        Args:
            expression: an SPDX expression of ids.
            terms: what is asked.
            kind: the component under the licence.
        """
        plain = self._by_id.get(expression)
        return self._answered(expression, terms, kind)[0] if plain is None else _answers_of(plain, terms, kind)

    def leaves_too_many(self, expression: str, kind: Kind) -> bool:
        """True where an expression of ids leaves more choices than are kept apart, so that only what all agree on is known."""
        return expression not in self._by_id and self._answered(expression, _TERMS, kind)[1]

    def _answered(self, expression: str, terms: tuple[Term, ...], kind: Kind) -> tuple[frozenset[Answers], bool]:
        key = (expression, terms, kind)
        if key not in self._answers:
            self._answers[key] = answers(expression, terms, kind, self._by_id.get, self.exceptions)
        return self._answers[key]


@lru_cache(maxsize=1 << 12)
def _answers_of(licence: Licence, terms: tuple[Term, ...], kind: Kind) -> frozenset[Answers]:
    """The answers of one licence, whichever others stand beside it."""
    return frozenset([tuple(licence.answer(term, kind) for term in terms)])
