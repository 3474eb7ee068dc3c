"""Claims with their places, and the fact that several claims make.

Joining facts is a union: associative, commutative and idempotent, so it never matters in which order files are read.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from attrs import field, frozen

from openness.release.location import Origin, Source
from openness.release.naming import Naming
from openness.value import Value, canonical
from openness.vocabulary import NOASSERTION, Basis
from openness.vocabulary.words import State, Word

_T = TypeVar("_T")


class Rule(Word):
    """The rule behind a claim that no source states in so many words, or that a source states in a special way."""

    def __init__(self, word: str, says: str = "") -> None:
        """Keep the meaning; a rule is shown by its word."""
        super().__init__(word, word, says)

    HUB_MODEL = "hub-model", "a model card with front matter describes weights that can be downloaded from the Hub"
    HUB_MODEL_GATED = "hub-model-gated", "the Hub gives the weights to those who fill in a form"
    HUB_DATASET = "hub-dataset", "a dataset card with front matter describes data that can be downloaded from the Hub"
    HUB_DATASET_GATED = "hub-dataset-gated", "the Hub gives the data to those who fill in a form"
    HUB_FILES = "hub-files", "the repository on the Hub lists the files"
    HUB_OWNER = "hub-owner", "the owner of the repository on the Hub is the producer"
    HUB_CACHE = "hub-cache", "the Hub's cache names its folders after repositories"
    HUB_REPOSITORY = "hub-repository", "an address leads to a repository on the Hub"
    DOWNLOAD_LOCATION = "download-location", "an address leads to a file that can be downloaded"
    CARD_ADDRESS = "card-address", "an address leads to a model card"
    CROISSANT_DOWNLOAD = "croissant-download", "every file of a data set has an address"
    PIPELINE_TAG = (
        "pipeline-tag",
        "the task that the Hub names for the model says what goes in and what comes out",
    )
    HUB_COUNT = "hub-count", "the Hub counts the numbers in the files of weights"
    TRAINING_SUMMARY = "training-summary", "a filled summary of training content is there to be read"
    LIBRARY_NAME = "library-name", "an open-source library loads the weights"
    PROSE_LABEL = "prose-label", "the prose calls the model so"
    PROSE_LIMIT = "prose-limit", "the prose limits the use of something under an open licence"
    PROSE_LICENCE = "prose-licence", "the prose names a licence"
    PROSE_UNCLEAR = (
        "prose-unclear",
        "the prose says something of the licence or the terms of use that is not understood",
    )
    PROSE_NAME = (
        "prose-name",
        "the prose names a well-known model under other terms, and does not say why",
    )
    LICENCE_LINK = "licence-link", "the card links to a licence text"
    CODE_LICENCE = "code-licence", "a licence that lies with code, and may be that of the code alone"
    RIDER = "rider", "a file of its own limits the use of something under an open licence"
    KNOWN_BASE = "known-base", "the table of known models has the base under this name"
    KNOWN_COPY = "known-copy", "the table of known models has the base, and the name adds only size, form or packing"
    KNOWN_FAMILY = "known-family", "the table of known models has the family that the name begins with"
    CHANNEL = "channel", "people reach the model this way"
    DESCRIBED_SYSTEM = "described-system", "other people's pages say so of a described system"
    #: Had the card meant a licence that the Hub knows, it would have used that licence's tag (rule 10).
    NAMED_OTHER = "named-other", "a name beside the tag `other`"
    #: Had the document meant a licence of the SPDX list, it would have used that licence's identifier.
    NAMED_LOCALLY = "named-locally", "the name of a licence that the document defines itself"


#: The rules of a claim that names somebody's own licence, though the name may be that of a listed one.
OF_ITS_OWN = frozenset((Rule.NAMED_OTHER, Rule.NAMED_LOCALLY))
#: The rules of a claim that comes from the table of known models.
FROM_THE_TABLE = frozenset((Rule.KNOWN_BASE, Rule.KNOWN_COPY, Rule.KNOWN_FAMILY))


@frozen(eq=False, repr=False)
class Claim(Value):
    """One statement found in one place.

    Args:
        value: what it comes to, in this project's words where they apply.
        basis: how the claim came about.
        source: where it stands.
        written: the statement as it was written.
        because: a reason for people to read; no code compares it.
        origin: where whoever wrote it found it; None where that is not stated.
        rule: the rule that inferred it, or says how it was stated; None for a plain statement.
        naming: of a claim about a licence in a resolved release, what it stands for; None before.
    """

    value: str
    basis: Basis
    source: Source
    written: str = ""
    because: str = ""
    origin: Origin | None = None
    rule: Rule | None = None
    naming: Naming | None = field(default=None, eq=False, repr=False)

    @property
    def stands_for(self) -> Naming:
        """The licences that the value of a licence claim may stand for.

        Raises:
            ValueError: when the release is not resolved yet.
        """
        if self.naming is None:
            raise ValueError(f"nobody has looked up what {self.value!r} stands for: resolve the release first")
        return self.naming

    @property
    def candidates(self) -> tuple[str, ...]:
        """The expressions that a claim about a licence may stand for.

        Raises:
            ValueError: when the release is not resolved yet.
        """
        return self.stands_for.candidates

    @property
    def reason(self) -> str:
        """The rule and the reason, for people to read; empty where there is neither."""
        return f"rule {self.rule.value}: {self.because or self.rule.says}" if self.rule else self.because

    @property
    def stated(self) -> bool:
        """True where somebody stated it of this release; what a rule made of something else is no statement.

        Of a described system every claim is inferred, by whoever wrote it down from what others state.
        """
        return self.basis is not Basis.INFERRED or self.origin is not None

    @property
    def order(self) -> tuple[object, ...]:
        """A total order, so that equal sets of claims are equal tuples."""
        return (self.source.order, self.value, self.basis.rank, self.written, self.reason, str(self.origin))

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
            "because": self.reason or None,
            **({"origin": self.origin.to_dict()} if self.origin else {}),
        }


@frozen(eq=False, repr=False)
class Fact(Value):
    """A question with the claims that answer it: silent, known or disputed.

    >>> here = Source("README.md", 2)
    >>> print(Fact((Claim("MIT", Basis.DECLARED, here), Claim("Apache-2.0", Basis.DECLARED, here))).state)
    disputed
    """

    claims: tuple[Claim, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """The claimed values, each once, in order."""
        if len(self.claims) == 1:
            return (self.claims[0].value,)
        return tuple(sorted({claim.value for claim in self.claims}))

    @property
    def state(self) -> State:
        """How many values are claimed; a person's conclusion settles a dispute."""
        if not self.claims:
            return State.SILENT
        return State.DISPUTED if len(self.settled.values) > 1 else State.KNOWN

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
        return max((claim.basis for claim in self.claims), key=lambda basis: basis.rank, default=None)

    def join(self, other: "Fact") -> "Fact":
        """A fact with the claims of both."""
        return joined_facts((self, other))

    def to_dict(self) -> dict[str, object]:
        """The fact as the JSON of `openness classify`."""
        return {"value": self.value, "state": self.state.value, "claims": [claim.to_dict() for claim in self.claims]}


SILENT = Fact()


def joined_facts(facts: Sequence[Fact]) -> Fact:
    """A fact with the claims of several, each once, in an order that depends on nothing but the claims."""
    spoken = [fact for fact in facts if fact.claims]
    if len(spoken) < 2:
        return next(iter(spoken), SILENT)
    return Fact(tuple(sorted({claim for fact in spoken for claim in fact.claims}, key=lambda claim: claim.order)))


def named_licences(claims: Iterable["Claim"]) -> tuple[str, ...]:
    """The licences that claims name; a claim of a licence that nobody can tell names none."""
    return tuple(claim.value for claim in claims if claim.value != NOASSERTION)


def unordered(elements: Iterable[_T]) -> tuple[_T, ...]:
    """Every element once, in an order that depends on nothing but the elements."""
    distinct = tuple(elements)
    return distinct if len(distinct) < 2 else tuple(sorted(set(distinct), key=canonical))


@frozen(eq=False, repr=False)
class Conclusion(Value):
    """A judgement by a named person (rule 4).

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
