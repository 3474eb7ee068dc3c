"""Things and relationships, as an SBOM of any format lists them, and what the properties of a thing state."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping

from attrs import frozen

from openness.formats import file_names
from openness.release.claim import SILENT, Claim, Fact, joined_facts, unordered
from openness.release.location import Source
from openness.release.release import LicenceText
from openness.syntax.tree import Scalar
from openness.syntax.urls import on_hub, purl
from openness.value import Value
from openness.vocabulary import (
    NOASSERTION,
    TRAINING_COMPUTE,
    Availability,
    Basis,
    Channel,
    Circumstance,
    Extent,
    Kind,
    Label,
    Relation,
    hub,
)
from openness.vocabulary.details import DetailSort, Modality, ModelDetail
from openness.vocabulary.properties import PREFIX, PROPERTIES, Property

#: The relationships that say which part of a release the other thing is.
PARTS = {"trained-on": Kind.DATASETS, "tested-on": Kind.EVALUATION_DATA}


@frozen(eq=False, repr=False)
class Stated(Value):
    """The facts that the properties of a thing state under the names of `openness.vocabulary.properties`.

    Args:
        kind: which component of a release it is.
        relation: how the release came from it.
        unknown: whether it says that nothing is known of how it can be reached, so that its address tells nothing.
        unread: whether it states its availability in a word that is none, which may say anything.
        facts: pairs of a property and what it claims.
    """

    kind: Kind | None = None
    relation: Relation | None = None
    unknown: bool = False
    unread: bool = False
    facts: tuple[tuple[str, Fact], ...] = ()

    def fact(self, name: str) -> Fact:
        """The claims under a name."""
        return dict(self.facts).get(name, SILENT)

    @property
    def apart(self) -> bool:
        """True where it is a part or a base of a release, and so none itself."""
        return self.kind is not None or self.relation is not None


NOTHING = Stated()

#: The words that a property may have; any word where none are listed.
_VALUES: dict[str, tuple[str, ...]] = {
    Property.COMPONENT: tuple(Kind),
    Property.AVAILABILITY: (*Availability, NOASSERTION),
    Property.EXTENT: tuple(Extent),
    Property.RELATION: tuple(Relation),
    Property.LIKELY: ("true", "false"),
    Property.CHANNEL: tuple(Channel),
    Property.CLAIM: tuple(Label),
    Property.NOT_CHECKED: tuple(Kind),
    **{str(word): ("true", "false") for word in Circumstance},
    **{str(word): tuple(Modality) for word in ModelDetail if word.sort is DetailSort.MODALITY},
}


def _misread(word: str, value: str) -> str:
    """Advice for a wrong value of a number, or of a detail that forms ask for; empty where the value is right."""
    if word == TRAINING_COMPUTE:
        return "" if ModelDetail.PARAMETERS.read(value) else DetailSort.NUMBER.help
    detail = ModelDetail(word) if word in list(ModelDetail) else None
    return detail.sort.help if detail and detail.read(value) != value else ""


@frozen(eq=False, repr=False)
class Thing(Value):
    """A package, a component or a file.

    Args:
        id: what the document calls it.
        sort: `model`, `data`, or empty for anything else.
        source: where it stands.
        name, version, producer, licence, availability, location: the claims of each.
        card: the addresses of a model card.
        texts: licence texts the document holds for it.
        prose: texts about it, each with its line.
        stated: what its properties state.
        copyright: the copyright statements about it.
        details: pairs of a detail that forms ask for and what its own fields claim of it.
        links: addresses that the document gives for its licence, each with its line.
        limits: fields that limit what its licence grants, each with its line.
    """

    id: str
    sort: str
    source: Source
    name: Fact = SILENT
    version: Fact = SILENT
    producer: Fact = SILENT
    licence: Fact = SILENT
    availability: Fact = SILENT
    location: Fact = SILENT
    card: Fact = SILENT
    texts: tuple[LicenceText, ...] = ()
    prose: tuple[tuple[int, str], ...] = ()
    stated: Stated = NOTHING
    copyright: Fact = SILENT
    details: tuple[tuple[ModelDetail, Fact], ...] = ()
    links: tuple[tuple[int, str], ...] = ()
    limits: tuple[tuple[int, str], ...] = ()

    def join(self, others: Iterable["Thing"]) -> "Thing":
        """One thing with the statements of all, where a document lists it several times."""
        every = (self, *others)

        def joined(word: str) -> Fact:
            return joined_facts([getattr(thing, word) for thing in every])

        return Thing(
            self.id,
            next((thing.sort for thing in every if thing.sort), ""),
            self.source,
            joined("name"),
            joined("version"),
            joined("producer"),
            joined("licence"),
            joined("availability"),
            joined("location"),
            joined("card"),
            unordered(text for thing in every for text in thing.texts),
            unordered(line for thing in every for line in thing.prose),
            next((thing.stated for thing in every if thing.stated != NOTHING), NOTHING),
            joined("copyright"),
            unordered(pair for thing in every for pair in thing.details),
            unordered(link for thing in every for link in thing.links),
            unordered(limit for thing in every for limit in thing.limits),
        )

    @property
    def called(self) -> str:
        """One name for it, in a message or at an item."""
        return self.name.values[0] if self.name.values else self.id


@frozen(eq=False, repr=False)
class Relationship(Value):
    """One statement of the document about two things.

    Args:
        of: the id of the thing it is said of.
        to: the id of the other.
        sort: `trained-on`, `tested-on`, `base`, `holds`, `made-of` of data and what it was made of or by, or `part` where
            the other says which part it is.
        source: where it stands.
        relation: how a model came from its base.
        basis: how that relation is known.
        likely: True where the document says only that it may be a base.
    """

    of: str
    to: str
    sort: str
    source: Source
    relation: Relation = Relation.FINE_TUNE
    basis: Basis = Basis.INFERRED
    likely: bool = False


def stated(
    pairs: Iterable[tuple[str, Scalar]],
    claim: Callable[[Scalar, str, str], Claim],
    odd: Callable[[int, str, str], None],
) -> Stated:
    """The facts that properties state; a value that is not a word of its list is odd, and states nothing.

    Args:
        pairs: each property's name and value.
        claim: makes a claim of a value, in other words if there are any, for a reason.
        odd: keeps what is not as the format asks: its line, a message, and what to do.
    """
    values_of: dict[str, dict[str, Scalar]] = {}
    unread = False
    for name, node in pairs:
        word = name.removeprefix(PREFIX)
        if word == name:
            continue
        value, words = node.text.strip(), _VALUES.get(word)
        if word not in PROPERTIES or (words and value not in words):
            message = f"the property {name!r} with {value!r} is not understood"
            odd(node.line, message, ", ".join(words or sorted(PROPERTIES)))
            unread |= word == Property.AVAILABILITY
        elif help := _misread(word, value):
            odd(node.line, f"the property {name!r} with {value!r} is not understood", help)
        elif value:
            values_of.setdefault(word, {}).setdefault(value, node)
    because = next(iter(values_of.get(Property.BECAUSE, ())), "")
    kinds, relations = ([*values_of.pop(word, ())] for word in (Property.COMPONENT, Property.RELATION))
    if unread:
        values_of.pop(Property.AVAILABILITY, None)  # of several, one that cannot be read may say the contrary
    unknown = values_of.get(Property.AVAILABILITY, {}).pop(NOASSERTION, None) is not None
    return Stated(
        Kind(kinds[0]) if len(kinds) == 1 else None,
        Relation(relations[0]) if len(relations) == 1 else None,
        unknown,
        unread,
        tuple(
            (word, joined_facts([Fact((claim(node, value, because),)) for value, node in values.items()]))
            for word, values in values_of.items()
        ),
    )


def is_weights(name: Fact) -> bool:
    """True where a thing is called as a file of weights is."""
    return any(map(file_names.is_weights, name.values))


def by_end(relationships: Iterable[Relationship]) -> dict[str, list[Relationship]]:
    """Relationships by the id of the thing they are about."""
    by_end: dict[str, list[Relationship]] = {}
    for relationship in relationships:
        by_end.setdefault(relationship.of, []).append(relationship)
    return by_end


def sources_of(ids: Iterable[str], related: Mapping[str, list[Relationship]], most: int) -> dict[str, None]:
    """The ids of the things that some were made of or by, and of those behind them in turn, until there are `most`."""
    sources: dict[str, None] = {}
    waiting = deque(ids)
    while waiting and len(sources) < most:
        for relationship in related.get(waiting.popleft(), ()):
            if relationship.sort == "made-of" and relationship.to not in sources:
                sources[relationship.to] = None
                waiting.append(relationship.to)
    return sources


def named(id: str) -> str:
    """The name an id tells by itself: a package URL, an address on the Hub, or a plain word.

    >>> named("pkg:huggingface/org/name@1"), named("https://huggingface.co/org/name"), named("urn:uuid:1-2")
    ('org/name', 'org/name', '')
    """
    if (package := purl(id)) is not None:
        return package[1]
    if (repository := on_hub(id)) is not None:
        return repository[1]
    if model := hub.addressed(id):
        return model
    return "" if ":" in id or id.startswith("SPDXRef-") else id
