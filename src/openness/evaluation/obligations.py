"""The duties of whoever uses a release, changes it, hosts it or passes it on, from its licences.

Each comes from a licence's record with its clause. The kind of duty decides when it falls due (`Duty.when`),
not the reader of the report.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from openness.evaluation.summary import licence_name
from openness.licensing.clauses import cited
from openness.licensing.licences import Licences
from openness.release.claim import Fact
from openness.release.release import BaseModel
from openness.resolution.lineage import same_licensor
from openness.resolution.resolved import Resolved
from openness.value import Value
from openness.vocabulary import Kind, Relation, main_part
from openness.vocabulary.duties import OF_OUTPUTS, Act, Duty
from openness.vocabulary.sentences import editions, series

if TYPE_CHECKING:
    from openness.licensing.clauses import Limit


@frozen(eq=False, repr=False)
class Obligation(Value):
    """One duty of one licence on one part.

    Args:
        duty: what is to be done.
        licence: the id of the licence that asks it.
        component: the part it is about.
        asks: what is asked, in the record's words.
        clause: where the licence says so.
        words: the words to show or the name to give; empty where none are prescribed.
        base: the base model the licence comes from; empty for the release's own.
        certain: whether it holds for certain: whichever licence the part is under, each that it may be asks it.
        chosen: whether it holds for whoever chooses the licence: the part is under several, of which one suffices.
        when: the acts with which it falls due.
        condition: the numbers past which alone it is asked, as a clause; empty for none.
    """

    duty: Duty
    licence: str
    component: Kind
    asks: str
    clause: str
    words: str
    base: str
    certain: bool
    chosen: bool
    when: tuple[Act, ...]
    condition: str = ""

    @property
    def says(self) -> str:
        """The duty in words, behind the numbers past which alone it is asked."""
        return f"{self.condition}: {self.asks}" if self.condition else self.asks

    def to_dict(self) -> dict[str, object]:
        """The obligation as the JSON of `openness classify`."""
        return {
            "duty": self.duty.value,
            "when": [act.value for act in self.when],
            "licence": self.licence,
            "component": self.component.value,
            "base": self.base or None,
            "says": self.says,
            "words": self.words or None,
            "clause": self.clause,
            "certain": self.certain,
            "chosen": self.chosen,
        }


@frozen(eq=False, repr=False)
class Owed(Value):
    """A duty as people read it: once for all licences that ask it in the same words, and for all parts of which they do.

    Args:
        asked: the duty, as the first of the licences asks it.
        licences: the ids of the licences.
        components: the parts.
    """

    asked: Obligation
    licences: tuple[str, ...]
    components: tuple[Kind, ...]

    @property
    def doubt(self) -> str:
        """The words for a duty that may not hold; empty for one that does."""
        return "" if self.asked.certain else "if you choose it" if self.asked.chosen else "perhaps"

    def asked_by(self, licences: Licences) -> str:
        """The licences that ask it, of which base, and the clause.

        Args:
            licences: those that have the ids.
        """
        names = series(editions(licence_name(id, licences) for id in self.licences))
        base = f" of the base model {self.asked.base}" if self.asked.base else ""
        return f"{self.doubt}{', ' if self.doubt else ''}{names}{base}, {cited(self.asked.clause)}"


def owed_once(asked: Iterable[Obligation]) -> tuple[Owed, ...]:
    """Some obligations as a person reads them, each once: editions of one licence mostly ask the same.

    Two are the same where they say the same and come from the same clause and the same base, with the same certainty.
    """
    licences: dict[tuple[Any, ...], dict[str, None]] = {}
    first: dict[tuple[Any, ...], Obligation] = {}
    for duty in asked:
        same = (duty.duty, duty.says, duty.words, duty.clause, duty.base, duty.certain, duty.chosen, duty.when)
        first.setdefault(same, duty)
        licences.setdefault((same, duty.component), {}).setdefault(duty.licence)
    parts: dict[tuple[Any, ...], list[Kind]] = {}
    for (same, component), ids in licences.items():
        parts.setdefault((same, tuple(ids)), []).append(component)
    return tuple(Owed(first[same], ids, tuple(components)) for (same, ids), components in parts.items())


def obligations(resolved: Resolved) -> tuple[Obligation, ...]:
    """Every duty that the licences of a resolved release bring, in the order of its parts and of `Duty`.

    What a rule inferred of a licence (that a library is the inference code) brings none; a base's licence does, where
    its terms reach the weights, and where it asks something of what is made from its outputs.
    """
    release, licences = resolved.release, resolved.licences
    owed: dict[Obligation, None] = {}
    for component in release.components:
        for item in component.spoken:
            stated = Fact(tuple(claim for claim in item.licence.settled.claims if claim.stated))
            owed.update(dict.fromkeys(obligations_under(stated, component.kind, "", licences)))
    main = main_part(release.subject)
    own = {(duty.duty, duty.licence) for duty in owed if duty.component is main and duty.certain}
    for base in release.base_models:
        asked = obligations_of_base(base, resolved)
        owed.update((duty, None) for duty in asked if (duty.duty, duty.licence) not in own)  # asked already
    return tuple(sorted(owed, key=_order))


def _order(duty: Obligation) -> tuple[int, str, int]:
    """By part, by base, and as `Duty` lists them."""
    return list(Kind).index(duty.component), duty.base, list(Duty).index(duty.duty)


def obligations_of_base(base: BaseModel, resolved: Resolved) -> Iterator[Obligation]:
    """The duties that the licence of a base puts on those who use what was made from it.

    Args:
        base: of the release.
        resolved: the release.
    """
    release, licences = resolved.release, resolved.licences
    if same_licensor(release, base) or base.relation is Relation.SAME_ARCHITECTURE:
        return iter(())
    owed = obligations_under(base.licence.settled, main_part(release.subject), base.name, licences)
    return owed if base.relation.carries_terms else of_outputs(owed, base.relation, licences)


def of_outputs(owed: Iterable[Obligation], relation: Relation, licences: Licences) -> Iterator[Obligation]:
    """The duties of a model that reach another which was only trained on its outputs.

    Args:
        owed: every duty of the licence of that model.
        relation: how the other came from it. One that is distilled performs alike; of any other one nobody knows.
        licences: the licences that bring the duties.
    """
    for duty in owed:
        licence = licences.licence(duty.licence)
        if licence and licence.imitations and duty.duty is not Duty.NAMING:
            yield duty if relation is Relation.DISTILLATION else evolve(duty, certain=False)
        elif duty.duty in OF_OUTPUTS:
            yield duty


def obligations_under(fact: Fact, kind: Kind, base: str, licences: Licences) -> Iterator[Obligation]:
    """The duties of every licence that a fact may mean: certain are those that each of them asks in the same words."""
    candidates = dict.fromkeys(candidate for claim in fact.claims for candidate in claim.candidates)
    ids = dict.fromkeys(id for candidate in candidates for id in licences.ids_in(candidate))
    known = [licence for licence in map(licences.licence, ids) if licence is not None]
    asking: dict[tuple[str, str, str], set[str]] = {}
    for licence in known:
        for duty in licence.duties.values():
            asking.setdefault((duty.duty, duty.says, duty.words), set()).add(licence.id)
    for licence in known:
        for duty in licence.duties.values():
            asked_by = asking[duty.duty, duty.says, duty.words]
            sure = all(licences.binds(candidate, asked_by) for candidate in candidates)
            chosen = not sure and len(candidates) == 1
            condition = if_past(licence.limits_on(duty.duty))
            yield Obligation(
                duty.duty,
                licence.id,
                kind,
                duty.says,
                duty.clause,
                duty.words,
                base,
                sure,
                chosen,
                duty.when,
                condition,
            )


def if_past(limits: "Sequence[Limit]") -> str:
    """The condition that somebody is past one of some limits; empty for none."""
    return f"if you have {series([limit.excess for limit in limits], 'or')}" if limits else ""
