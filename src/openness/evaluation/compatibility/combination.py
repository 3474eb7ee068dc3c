"""The answer whether licences go together, as values."""

from collections.abc import Mapping

from attrs import field, frozen

from openness.evaluation.compatibility.ground import CitedClause
from openness.value import Value
from openness.vocabulary.duties import Duty
from openness.vocabulary.verdict import Verdict


@frozen(eq=False, repr=False)
class Carried(Value):
    """A duty of an inbound licence that travels with the result.

    Args:
        duty: the word.
        licence: the id of the licence.
        says: what must be done.
        clause: where the licence says so.
        words: the words to show, or the name to give; empty where the licence prescribes none.
    """

    duty: Duty
    licence: str
    says: str
    clause: str
    words: str = ""

    def to_dict(self) -> dict[str, object]:
        """The duty as the JSON of `openness compatible`."""
        return {
            "duty": self.duty.value,
            "licence": self.licence,
            "says": self.says,
            "words": self.words or None,
            "clause": self.clause,
        }


@frozen(eq=False, repr=False)
class ReasonOfInbound(Value):
    """A reason, and what goes in that it is about.

    Args:
        because: the reason, in one sentence or more.
        of: the licences and models that go in, as written; all of them where it is about no single one.
    """

    because: str
    of: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """The reason as the JSON of `openness compatible`."""
        return {"because": self.because, "of": list(self.of)}


@frozen(eq=False, repr=False)
class Compatibility(Value):
    """The answer on one outbound licence.

    Args:
        outbound: the licence or expression under which the result is to be published.
        verdict: met where it may be, unmet where it certainly may not.
        because: the reasons, in sentences.
        clauses: the clauses that the answer rests on.
        duties: the duties of the inbound licences that travel with the result; empty unless the verdict is met.
        reasons: all of them, each once with what it is about; `because` leaves some of many out.
    """

    outbound: str
    verdict: Verdict
    because: str
    clauses: tuple[CitedClause, ...] = ()
    duties: tuple[Carried, ...] = ()
    reasons: tuple[ReasonOfInbound, ...] = field(default=(), repr=False)

    def to_dict(self) -> dict[str, object]:
        """The answer as the JSON of `openness compatible`."""
        return {
            "outbound": self.outbound,
            "verdict": self.verdict.value,
            "because": self.because,
            "reasons": [reason.to_dict() for reason in self.reasons],
            "clauses": [clause.to_dict() for clause in self.clauses],
            "duties": [duty.to_dict() for duty in self.duties],
        }


@frozen(eq=False, repr=False)
class ModelNamed(Value):
    """A model that goes in by its name, and what the table of well-known models has for it.

    Args:
        name: as it was written.
        licences: what it may be under: expressions of ids.
        certain: its whole name tells them, and not only a family's words in it.
        hint: a name like it that is in the table; empty for none.
    """

    name: str
    licences: tuple[str, ...]
    certain: bool
    hint: str = ""

    def to_dict(self) -> dict[str, object]:
        """The model as the JSON of `openness compatible`."""
        return {"name": self.name, "licences": list(self.licences), "certain": self.certain}


@frozen(eq=False, repr=False)
class Combination(Value):
    """The answer of `openness compatible`.

    Args:
        inbound: the licences that go in, as written.
        outbound: the licence that was named; None for the question about all.
        answers: the answer on the licence that was named, or on each one: the yes first, then the unknown, then the no.
        excluded: the reasons why no licence at all is left; empty where that is not certain.
        common: the ids of the licences that people meet most: those that go in, then those of well-known models.
        names: the names of the licences that have an id of ours in the answers.
        data: the version of the data.
        models: the models that go in by their names.
        own: the ids of the licences that go in.
    """

    inbound: tuple[str, ...]
    outbound: str | None
    answers: tuple[Compatibility, ...]
    excluded: str
    common: tuple[str, ...]
    names: Mapping[str, str] = field(hash=False, repr=False)
    data: str
    models: tuple[ModelNamed, ...] = ()
    own: tuple[str, ...] = ()
