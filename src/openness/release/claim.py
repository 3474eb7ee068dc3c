"""What is said, and where: claims, and the fact that several claims make.

Joining facts is a union: associative, commutative and idempotent, so it never matters in which order files are read.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from attrs import frozen

from openness.release.location import Origin, Source
from openness.vocabulary import Basis
from openness.vocabulary.value import Value

#: The reason of a licence claim that a card names beside the tag `other`: had it meant a licence the Hub knows, it
#: would have used that licence's tag (contract, rule 10).
PROSE_LICENCE = "rule prose-licence"  # the prose names this licence
LINKED_LICENCE = "rule licence-link: the text that the card links to is under this licence"
NAMED_OTHER = "license: other"

#: The reason of a licence claim that is the name of a document's own licence, a `LicenseRef-` or one with a text: had
#: it meant a licence of the SPDX list it would have used that licence's identifier.
NAMED_LOCALLY = "a licence the document defines itself"

NAMED = (NAMED_OTHER, NAMED_LOCALLY)

#: What a text that cannot be identified, or a limit in prose, says of the licence.
UNIDENTIFIED = "NOASSERTION"

_T = TypeVar("_T")
_BASES = {basis: rank for rank, basis in enumerate(Basis)}


@frozen(eq=False, repr=False)
class Claim(Value):
    """One statement found in one place.

    Args:
        value: what it comes to, in this project's words where they apply.
        basis: how the claim came about.
        source: where it stands.
        written: the statement as it was written.
        because: the reason given with it, or the name of the rule that inferred it.
        origin: where whoever wrote it found it; None where nothing is said of that.
    """

    value: str
    basis: Basis
    source: Source
    written: str = ""
    because: str = ""
    origin: Origin | None = None

    @property
    def stated(self) -> bool:
        """Whether somebody stated it of this release; what a rule made of something else is no statement.

        Of a described system every claim is inferred, by whoever wrote it down from what others state.
        """
        return self.basis is not Basis.INFERRED or self.origin is not None

    @property
    def order(self) -> tuple[object, ...]:
        """A total order, so that equal sets of claims are equal tuples."""
        return (self.source.order, self.value, _BASES[self.basis], self.written, self.because, str(self.origin))

    def to_dict(self) -> dict[str, object]:
        """The claim as the JSON of `openness classify`."""
        source = self.source
        return {
            "value": self.value,
            "basis": self.basis.value,
            "document": source.document,
            "line": source.line or None,
            "columns": list(source.columns) if source.columns != (0, 0) else None,
            "written": self.written,
            "because": self.because or None,
            **({"origin": self.origin.to_dict()} if self.origin else {}),
        }


@frozen(eq=False, repr=False)
class Fact(Value):
    """A question with the claims that answer it: silent, known or disputed.

    >>> here = Source("README.md", 2)
    >>> Fact((Claim("MIT", Basis.DECLARED, here), Claim("Apache-2.0", Basis.DECLARED, here))).state
    'disputed'
    """

    claims: tuple[Claim, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """What is claimed, each value once, in order."""
        if len(self.claims) == 1:
            return (self.claims[0].value,)
        return tuple(sorted({claim.value for claim in self.claims}))

    @property
    def state(self) -> str:
        """`silent`, `known` or `disputed`; a person's conclusion settles a dispute."""
        if not self.claims:
            return "silent"
        return "disputed" if len(self.settled.values) > 1 else "known"

    @property
    def settled(self) -> "Fact":
        """The fact with a dispute settled by what a person concluded, where one did."""
        concluded = tuple(claim for claim in self.claims if claim.basis is Basis.CONCLUDED)
        return Fact(concluded) if concluded and len(concluded) < len(self.claims) else self

    @property
    def value(self) -> str | None:
        """The value, None when silent or disputed."""
        values = self.settled.values
        return values[0] if len(values) == 1 else None

    @property
    def basis(self) -> Basis | None:
        """The strongest basis on which the fact rests."""
        if len(self.claims) == 1:
            return self.claims[0].basis
        return max((claim.basis for claim in self.claims), key=_BASES.__getitem__, default=None)

    def join(self, other: "Fact") -> "Fact":
        """What both say."""
        return joined_facts((self, other))

    def to_dict(self) -> dict[str, object]:
        """The fact as the JSON of `openness classify`."""
        return {"value": self.value, "state": self.state, "claims": [claim.to_dict() for claim in self.claims]}


SILENT = Fact()


def joined_facts(facts: Sequence[Fact]) -> Fact:
    """What several say, each claim once, in an order that depends on nothing but the claims."""
    spoken = [fact for fact in facts if fact.claims]
    if len(spoken) < 2:
        return spoken[0] if spoken else SILENT
    return Fact(tuple(sorted({claim for fact in spoken for claim in fact.claims}, key=lambda claim: claim.order)))


def unordered(elements: Iterable[_T]) -> tuple[_T, ...]:
    """Every element once, in an order that depends on nothing but the elements."""
    held = tuple(elements)
    return held if len(held) < 2 else tuple(sorted(set(held), key=repr))


@frozen(eq=False, repr=False)
class Conclusion(Value):
    """A judgement by a named person (contract, rule 4).

    Args:
        about: a criterion as `definition/criterion`, or a component id when a licence is concluded.
        value: `met` or `unmet`, or the licence.
        by: who concluded it.
        on: the day, as written.
        because: the reason.
        source: where it stands.
    """

    about: str
    value: str
    by: str
    on: str
    because: str
    source: Source

    def to_dict(self) -> dict[str, object]:
        """The conclusion as the JSON of `openness classify`."""
        return {"about": self.about, "value": self.value, "by": self.by, "on": self.on, "because": self.because}
