"""One published version of a model as a value: the join of everything that was read about it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve, field, frozen

from openness.errors import nearest
from openness.release.claim import SILENT, Claim, Fact, Rule, unordered
from openness.release.component import Component, Item, joined_components
from openness.release.location import Source
from openness.value import Value
from openness.vocabulary import DATASET, MODEL, Basis, Kind, Relation, hub, main_part
from openness.vocabulary.words import State, circumstance_value

if TYPE_CHECKING:
    from openness.errors import Problem
    from openness.release.claim import Conclusion
    from openness.release.finding import Finding, Subject
    from openness.release.hints import LicenceHint, Sign
    from openness.release.location import Origin

_T = TypeVar("_T")

#: Parts that a derivative shares with its base: what it was trained on (rule 5).
OF_THE_BASE = (Kind.DATASETS, Kind.DATA_INFORMATION)

#: Base models of one release that are looked at; a reader need keep but one more, so that it shows that there are more.
BASES = 1_000


@frozen(eq=False, repr=False)
class BaseModel(Value):
    """A model this one came from.

    Args:
        name: usually `organisation/name`; of an address of a model, or a place in the Hub's cache, the name that it leads to.
        relation: how this model came from it.
        licence: the base's licence.
        producer: who released the base; empty when nothing says so.
        source: where the edge is stated.
        basis: how the relation is known.
        origin: where whoever stated it found it; None where that is not stated.
        certain: False where only prose or a settings file names it: its terms then leave open what they do not grant,
            and deny nothing (rule 5).
    """

    name: str = field(converter=hub.repository)
    relation: Relation
    source: Source
    licence: Fact = SILENT
    producer: str = ""
    basis: Basis = Basis.DECLARED
    origin: "Origin | None" = None
    certain: bool = True

    @property
    def family(self) -> str:
        """The reason why a part of its name gives its terms; empty where the whole name does, or nothing."""
        reasons = (claim.because for claim in self.licence.claims if claim.rule is Rule.KNOWN_FAMILY)
        return next(reasons, "").partition("; ")[0]

    @property
    def title(self) -> str:
        """Its name, and the reason why a part of it gives its terms, where it does."""
        return f"{self.name} ({self.family})" if self.family else self.name

    def subject(self, licences: Iterable[str] = ()) -> "Subject":
        """The base as what a finding is about.

        Args:
            licences: the ids of the licences that the finding is about.
        """
        from openness.release.finding import Subject

        return Subject(None, "", licences, [self.name] if self.name else ())

    def to_dict(self) -> dict[str, object]:
        """The edge as the JSON of `openness classify`."""
        return {
            "name": self.name,
            "relation": self.relation.value,
            "basis": self.basis.value,
            "certain": self.certain,
            "licence": self.licence.to_dict(),
            "producer": self.producer or None,
            "document": self.source.document,
            "line": self.source.line or None,
            **({"origin": self.origin.to_dict()} if self.origin else {}),
        }


@frozen(eq=False, repr=False)
class LicenceText(Value):
    """The text of a licence file and the kinds of component it is about.

    Args:
        source: where it lies.
        kinds: the kinds; none where its name tells none, so that it is about what the release is of, and about its code.
        text: what it says; empty where it could not be read.
    """

    source: Source
    kinds: tuple[Kind, ...]
    text: str


@frozen(eq=False, repr=False)
class TermsElsewhere(Value):
    """A licence that a file names for kinds of component it does not offer itself: `pyproject.toml` and the like.

    Args:
        claim: what it names, and where.
        kinds: the kinds of component it is about, wherever somebody offers them; none as of a licence text.
        described: it counts only where the release is of this kind: a licence of every file, or of some of data.
        partial: it is that of some files alone, and counts only beside a licence of the whole.
    """

    claim: Claim
    kinds: tuple[Kind, ...]
    described: bool = False
    partial: bool = False


@frozen(eq=False, repr=False)
class Release(Value):
    """One published version of a model, with everything read about it.

    Args:
        name, version, producer: facts with one word as value.
        components: those something is said of, in the vocabulary's order; ask `component(kind)` for any.
        base_models: what it came from.
        channels: how people reach it.
        labels: what the producer calls it (`claims` in the native file).
        circumstances: pairs of a circumstance and its fact.
        details: pairs of a detail that forms ask for (`openness.vocabulary.details`) and its fact.
        conclusions: what persons concluded.
        texts: licence texts found with it.
        limits: what its prose and its links hint at of the terms of the weights.
        links: licence files a card points to, by their names beside or below it.
        signs: parts and bases that must or may be there, and that nothing states.
        oddities: what a reader did not understand, kept as findings.
        problems: what a reader of our own format refused.
        read: the documents that were read; `unread`: those that were found and could not be.
        subject: `model` or `dataset`, whichever is described; empty where a file speaks of neither.
        terms: licences named for kinds of component that other files offer.
        elements: of a document that lists releases, what is claimed of each element it may state: pairs of an element and
            a fact that is `true` where it is stated, `false` where it is not, and both where it is of some things only.
        copyrights: the copyright statements that its files make about it.
        not_checked: parts that whoever described the release did not look up; that is no silence of its maker.
    """

    name: Fact = SILENT
    version: Fact = SILENT
    producer: Fact = SILENT
    components: tuple[Component, ...] = ()
    base_models: tuple[BaseModel, ...] = ()
    channels: tuple[Claim, ...] = ()
    labels: tuple[Claim, ...] = ()
    circumstances: tuple[tuple[str, Fact], ...] = ()
    conclusions: tuple["Conclusion", ...] = ()
    texts: tuple[LicenceText, ...] = ()
    limits: tuple["LicenceHint", ...] = ()
    links: tuple[str, ...] = ()
    signs: tuple["Sign", ...] = ()
    oddities: tuple["Finding", ...] = ()
    problems: tuple["Problem", ...] = ()
    read: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    subject: str = ""
    terms: tuple[TermsElsewhere, ...] = ()
    elements: tuple[tuple[str, Fact], ...] = ()
    copyrights: tuple[Claim, ...] = ()
    not_checked: tuple[Kind, ...] = ()
    details: tuple[tuple[str, Fact], ...] = ()

    def component(self, kind: Kind | str) -> Component:
        """The component of this kind; one without items when nothing is stated about it.

        Raises:
            ValueError: with the nearest word, where there is no such kind.
        """
        for component in self.components:
            if component.kind == kind:
                return component
        try:
            return Component(Kind(kind))
        except ValueError:
            help = nearest(str(kind), Kind) or f"one of {', '.join(Kind)}"
            raise ValueError(f"there is no component {kind!r}; {help}") from None

    @property
    def derived_from(self) -> tuple[BaseModel, ...]:
        """The bases that its weights were made from: their terms reach it (rule 5)."""
        return tuple(base for base in self.base_models if base.relation.carries_terms)

    @property
    def own_terms(self) -> tuple[TermsElsewhere, ...]:
        """The licences that files name for its parts, without those that count only for what another release is of."""
        own = self.described
        return tuple(terms for terms in self.terms if not terms.described or not set(terms.kinds).isdisjoint(own))

    @property
    def first_document(self) -> str:
        """The document that was read first; empty where none was."""
        return self.read[0] if self.read else ""

    @property
    def unchecked(self) -> tuple[Kind, ...]:
        """The parts that nobody looked up, and of which nothing else says whether they are offered."""
        return tuple(
            kind
            for kind in self.not_checked
            if not any(item.availability.claims for item in self.component(kind).items)
        )

    @property
    def described(self) -> tuple[Kind, ...]:
        """The parts that it is of: a model's weights, the data of a data set, or both where it may be either."""
        if not self.signs:
            return (main_part(self.subject),)
        from openness.release.hints import OfEither

        either = any(isinstance(sign, OfEither) for sign in self.signs)
        return (Kind.MODEL_PARAMETERS_FINAL, Kind.DATASETS) if either else (main_part(self.subject),)

    def with_model(self, source: Source, what: str) -> "Release":
        """The release, beside which something tells of a model: as a data set it is judged as a model too.

        Args:
            source: where that stands.
            what: what it is, as people call it.
        """
        if self.subject != DATASET:
            return self
        from openness.release.finding import Code, Finding
        from openness.release.hints import OfEither

        message = f"it is described as a data set, and {what} tells of a model, so it is judged as a model too"
        odd = Finding(
            Code.FIELD_INVALID, message, source, "give the data set a folder of its own, or the model its card"
        )
        weights = Kind.MODEL_PARAMETERS_FINAL
        silent = () if self.component(weights).items else (Component(weights, (Item(),)),)
        return self.join(Release(components=silent, signs=(OfEither(source),), oddities=(odd,), subject=MODEL))

    def circumstance(self, word: str) -> Fact:
        """The claims on a circumstance."""
        return dict(self.circumstances).get(word, SILENT)

    def detail(self, word: str) -> Fact:
        """The claims on a detail that forms ask for."""
        return dict(self.details).get(word, SILENT)

    def __iter__(self) -> Iterator[Component]:
        """All eighteen components, in the vocabulary's order."""
        components = {component.kind: component for component in self.components}
        return (components.get(kind) or Component(kind) for kind in Kind)

    def join(self, other: "Release") -> "Release":
        """A release with the statements of both: a join, so order and repetition do not matter."""
        return Release(
            self.name.join(other.name),
            self.version.join(other.version),
            self.producer.join(other.producer),
            joined_components((*self.components, *other.components)),
            _union(self.base_models, other.base_models),
            _union(self.channels, other.channels),
            _union(self.labels, other.labels),
            _joined(self.circumstances, other.circumstances),
            _union(self.conclusions, other.conclusions),
            _union(self.texts, other.texts),
            _union(self.limits, other.limits),
            _union(self.links, other.links),
            _union(self.signs, other.signs),
            _union(self.oddities, other.oddities),
            _union(self.problems, other.problems),
            _union(self.read, other.read),
            _union(self.unread, other.unread),
            min(self.subject, other.subject, key=("model", "dataset", "").index),
            _union(self.terms, other.terms),
            _joined(self.elements, other.elements),
            _union(self.copyrights, other.copyrights),
            _union(self.not_checked, other.not_checked),
            _joined(self.details, other.details),
        )

    def to_dict(self) -> dict[str, object]:
        """The release as the JSON of `openness classify`."""
        return {
            "name": self.name.value,
            "version": self.version.value,
            "producer": self.producer.value,
            "subject": self.subject or "model",
            "channels": sorted({claim.value for claim in self.channels}),
            "claims": sorted({claim.value for claim in self.labels}),
            "base-models": [base.to_dict() for base in self.base_models],
            "circumstances": {
                word: None if fact.value is None else circumstance_value(word, fact.value)
                for word, fact in self.circumstances
            },
            "details": {word: _detailed(word, fact) for word, fact in self.details},
            "concluded": [conclusion.to_dict() for conclusion in self.conclusions],
            "read": list(self.read),
            "unread": list(self.unread),
            "components": {component.kind.value: component.to_dict() for component in self},
            **({"not-checked": [kind.value for kind in self.unchecked]} if self.unchecked else {}),
        }

    def beside(self, stated: "StatedBases") -> "Release":
        """This release without the base models that the release beside it states.

        A base the file has no name for (a path on a disk) is one of those stated, unless the file names others.

        Args:
            stated: the base models of the release.
        """
        if not stated.named or not self.base_models:
            return self
        unnamed = not any(base.name for base in self.base_models)
        kept = (base for base in self.base_models if base.name.lower() not in stated.names and not unnamed)
        return evolve(self, base_models=tuple(kept))

    def without_conclusions(self) -> "Release":
        """The release as its files state it, with no person's judgement."""
        return evolve(self, conclusions=()) if self.conclusions else self


class StatedBases:
    """The base models that a release states, gathered file by file.

    Attributes:
        named: whether it names any whose terms reach it.
        names: the names of those that are not inferred, in small letters; of the others a file beside it tells better.
    """

    def __init__(self, bases: Iterable[BaseModel] = ()) -> None:
        self.named = False
        self.names: set[str] = set()
        self.add(bases)

    def add(self, bases: Iterable[BaseModel]) -> None:
        """Add the bases of one more file."""
        for base in bases:
            if base.name and base.relation.carries_terms:
                self.named = True
                if base.basis is not Basis.INFERRED:
                    self.names.add(base.name.lower())


#: Is handed things and hands them on, as it shows how far they have come.
Progress = Callable[[Sequence[Any]], Iterable[Any]]


@frozen(eq=False, repr=False)
class Found(Value):
    """One release that a path gave.

    Args:
        source: the path as given, with the path below it where it gave several.
        release: what its files say.
    """

    source: str
    release: Release


def join(releases: Iterable[Release]) -> Release:
    """One release with everything that several say; two by two, so that each is looked at only a few times."""
    rest = list(releases)
    while len(rest) > 1:
        pairs = zip(rest[::2], rest[1::2], strict=False)
        rest = [one.join(other) for one, other in pairs] + rest[len(rest) // 2 * 2 :]
    return rest[0]


def _joined(left: tuple[tuple[str, Fact], ...], right: tuple[tuple[str, Fact], ...]) -> tuple[tuple[str, Fact], ...]:
    """The facts of both, joined word by word."""
    facts = dict(left)
    for word, fact in right:
        facts[word] = facts.get(word, SILENT).join(fact)
    return tuple(sorted(facts.items()))


def _detailed(word: str, fact: Fact) -> dict[str, object]:
    """A detail as the JSON of `openness classify`: every value that is stated, and by whom."""
    from openness.vocabulary.details import ModelDetail  # most files state none

    disputed = len(fact.settled.values) > 1 and not ModelDetail(word).several
    return {
        "values": list(fact.settled.values),
        "state": (State.DISPUTED if disputed else State.KNOWN).value,
        "claims": [claim.to_dict() for claim in fact.claims],
    }


def _union(left: tuple[_T, ...], right: tuple[_T, ...]) -> tuple[_T, ...]:
    """The elements of both, each once."""
    return left if left == right or not right else unordered((*left, *right))
