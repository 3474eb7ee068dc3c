"""What an SBOM lists, whatever its format, and the releases that makes.

A *thing* is a package, a component or a file; a *tie* is what the document says of two of them. Every model the
document lists is a release, unless it is there only as the base of another; an application that contains models is
none. Where there is no model, every data set is a release. `docs/reference/what-an-sbom-says.md` has the rules.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping

from attrs import evolve, frozen

from openness import prose
from openness.errors import OpennessError, Problem, Unlike
from openness.formats._prose import hints
from openness.release.claim import SILENT, UNIDENTIFIED, Claim, Fact, Rule, joined_facts, unordered
from openness.release.component import Component, Item, joined_components, joined_items
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.release import BaseModel, LicenceText, Release
from openness.syntax.document import PROSE_LIMIT
from openness.syntax.tree import Scalar
from openness.syntax.urls import is_of_another, is_public, offers, on_hub, purl
from openness.vocabulary import (
    TRAINING_COMPUTE,
    Availability,
    Basis,
    Channel,
    Circumstance,
    Extent,
    Kind,
    Label,
    Relation,
)
from openness.vocabulary.details import DetailSort, Modality, ModelDetail
from openness.vocabulary.properties import PREFIX, Property
from openness.vocabulary.value import Value

LIMIT = 16 * 1024 * 1024 + 1  # bytes; one more than may be there, so that a longer file is seen to be longer
VALUES = 500_000  # keys and values, or elements and attributes

RELEASES = 1_000  # of one document

_ODDITIES = 100  # kept of one document
_NAMES = r"(?:.*[._-])?(?:ai|ml|s)?[_-]?s?bom\.(?:{})"


def is_sbom(base: str, *endings: str) -> bool:
    """Whether a file's name says that it is an SBOM, in a syntax with one of these endings.

    >>> [is_sbom(name, "json") for name in ("sbom.json", "ml-bom.json", "model.aibom.json", "bomb.json", "BOM.json")]
    [True, True, True, False, True]
    """
    return re.fullmatch(_NAMES.format("|".join(endings)), base.lower()) is not None


@frozen(eq=False, repr=False)
class Stated(Value):
    """What the properties of a thing state under the names of `openness.vocabulary.properties`.

    Args:
        kind: which component of a release it is.
        relation: how the release came from it.
        unknown: whether it says that nothing is known of how it can be reached, so that its address tells nothing.
        facts: pairs of a property and what it claims.
    """

    kind: Kind | None = None
    relation: Relation | None = None
    unknown: bool = False
    facts: tuple[tuple[str, Fact], ...] = ()

    def fact(self, name: str) -> Fact:
        """What is claimed under a name."""
        return dict(self.facts).get(name, SILENT)

    @property
    def apart(self) -> bool:
        """Whether it is a part or a base of a release, and so none itself."""
        return self.kind is not None or self.relation is not None


NOTHING = Stated()

#: The words that a property may have; any word where none are listed.
_VALUES: dict[str, tuple[str, ...]] = {
    Property.COMPONENT: tuple(Kind),
    Property.AVAILABILITY: (*Availability, UNIDENTIFIED),
    Property.EXTENT: tuple(Extent),
    Property.RELATION: tuple(Relation),
    Property.LIKELY: ("true", "false"),
    Property.CHANNEL: tuple(Channel),
    Property.CLAIM: tuple(Label),
    Property.NOT_CHECKED: tuple(Kind),
    **{str(word): ("true", "false") for word in Circumstance},
    **{str(word): tuple(Modality) for word in ModelDetail if word.sort is DetailSort.MODALITY},
}
_NAMES_OF_PROPERTIES = frozenset((*Property, *Circumstance, TRAINING_COMPUTE, *ModelDetail))


def _misread(word: str, value: str) -> str:
    """What to write where a value is none of its property's: of a number, and of a detail that forms ask for."""
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
        name, version, producer, licence, availability, location: what is said of it.
        card: the addresses of a model card.
        texts: licence texts the document holds for it.
        prose: texts about it, each with its line.
        stated: what its properties state.
        copyright: the copyright statements about it.
        details: pairs of a detail that forms ask for and what its own fields claim of it.
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

    def join(self, others: Iterable["Thing"]) -> "Thing":
        """One thing with what all say, where a document lists it several times."""
        every = (self, *others)

        def said(word: str) -> Fact:
            return joined_facts([getattr(one, word) for one in every])

        return Thing(
            self.id,
            next((one.sort for one in every if one.sort), ""),
            self.source,
            said("name"),
            said("version"),
            said("producer"),
            said("licence"),
            said("availability"),
            said("location"),
            said("card"),
            unordered(text for one in every for text in one.texts),
            unordered(held for one in every for held in one.prose),
            next((one.stated for one in every if one.stated != NOTHING), NOTHING),
            said("copyright"),
            unordered(pair for one in every for pair in one.details),
        )

    @property
    def called(self) -> str:
        """One name for it, in a message or at an item."""
        return self.name.values[0] if self.name.values else self.id


@frozen(eq=False, repr=False)
class Tie(Value):
    """What the document says of two things.

    Args:
        of: the id of the thing it is said of.
        to: the id of the other.
        sort: `trained-on`, `tested-on`, `base`, `holds`, `made-of` of data and what it was made of or by, or `part` where
            the other says which part it is.
        source: where it stands.
        relation: how a model came from its base.
        basis: how that relation is known.
    """

    of: str
    to: str
    sort: str
    source: Source
    relation: Relation = Relation.FINE_TUNE
    basis: Basis = Basis.INFERRED


class Bill:
    """What one document lists, gathered while it is read.

    `described` are the ids of what it is about; `unsaid` those among them of which nothing says what they are;
    `elements` what is claimed of each element that texts on SBOMs ask for.
    """

    def __init__(self, document: str) -> None:
        self.document = document
        self.things: dict[str, Thing] = {}
        self.again: dict[str, list[Thing]] = {}
        self.ties: dict[Tie, None] = {}
        self.oddities: list[Finding] = []
        self.described: set[str] = set()
        self.unsaid: set[str] = set()
        self.elements: tuple[tuple[str, Fact], ...] = ()

    def odd(self, line: int, message: str, help: str = "") -> None:
        """Keeps what is not as its format asks, so much of it as anyone will read."""
        if len(self.oddities) < _ODDITIES:
            self.oddities.append(Finding(Code.FIELD_INVALID, message, Source(self.document, line), help))

    def stated(self, pairs: Iterable[tuple[str, Scalar]], claim: Callable[[Scalar, str, str], Claim]) -> Stated:
        """What properties state; one that is no word of its list is odd, and states nothing.

        Args:
            pairs: each property's name and value.
            claim: makes a claim of a value, in other words if there are any, for a reason.
        """
        values_of: dict[str, dict[str, Scalar]] = {}
        for name, node in pairs:
            word = name.removeprefix(PREFIX)
            if word == name:
                continue
            value, words = node.text.strip(), _VALUES.get(word)
            if word not in _NAMES_OF_PROPERTIES or (words and value not in words):
                message = f"the property {name!r} with {value!r} says nothing that is known"
                self.odd(node.line, message, ", ".join(words or sorted(_NAMES_OF_PROPERTIES)))
            elif help := _misread(word, value):
                self.odd(node.line, f"the property {name!r} with {value!r} says nothing that is known", help)
            elif value:
                values_of.setdefault(word, {}).setdefault(value, node)
        because = next(iter(values_of.get(Property.BECAUSE, ())), "")
        kinds, relations = ([*values_of.pop(word, ())] for word in (Property.COMPONENT, Property.RELATION))
        unknown = values_of.get(Property.AVAILABILITY, {}).pop(UNIDENTIFIED, None)
        return Stated(
            Kind(kinds[0]) if len(kinds) == 1 else None,
            Relation(relations[0]) if len(relations) == 1 else None,
            unknown is not None,
            tuple(
                (word, joined_facts([Fact((claim(node, value, because),)) for value, node in values.items()]))
                for word, values in values_of.items()
            ),
        )

    def add(self, thing: Thing, further: bool = False) -> None:
        """Lists a thing; one listed several times under one id is one.

        Args:
            thing: what is listed.
            further: whether it is the same entry of the document as before, of which more is said.
        """
        held = self.things.setdefault(thing.id, thing)
        if held is not thing:
            if not further:
                self.several(thing.id, thing.source.line)
            self.again.setdefault(thing.id, []).append(thing)
            if thing.sort and not held.sort:
                self.things[thing.id] = evolve(held, sort=thing.sort)

    def several(self, id: str, line: int) -> None:
        """Says that an id is given to several things."""
        message = f"{id[:80]!r} is the id of several things; what is said of one is taken to be said of all"
        self.odd(line, message, "give each an id of its own")

    def tie(self, tie: Tie) -> None:
        """Keeps what is said of two things."""
        if tie.of != tie.to or tie.sort == "base":
            self.ties[tie] = None

    # The releases

    def releases(self) -> tuple[Release, ...]:
        """The release of each model that is not only another's base; of each data set where there is no model.

        Where there is neither, what the document is about is taken for a model if nothing says what it is. Such a
        release has no subject, nor has a model that the document lists and is not about: neither is joined with what
        else lies in a folder.

        Raises:
            OpennessError: where there are more than anyone can look at.
            Unlike: where there is nothing of the kind.
        """
        for id, others in self.again.items():
            self.things[id] = self.things[id].join(others)
        self.again = {}
        made = self.made()
        if len(made) > RELEASES:
            help = "name a document of fewer"
            raise OpennessError(Problem(self.document, None, f"it lists more than {RELEASES:,} releases", help))
        ties = _by_end(self.lifted())
        held = [self.release(thing, ties) for thing in made]
        oddities = unordered(self.oddities)
        return tuple(evolve(release, oddities=oddities) for release in held)

    def made(self) -> list[Thing]:
        """The things that are releases."""
        whole = [thing for thing in self.things.values() if not thing.stated.apart]
        models = [thing for thing in whole if thing.sort == "model"]
        data = [thing for thing in whole if thing.sort == "data"]
        if not models and not data and (unsaid := [thing for thing in self.things.values() if thing.id in self.unsaid]):
            for thing in unsaid:
                message = f"nothing says what {thing.called!r} is; it is taken for a model, as the document is about it"
                self.odd(thing.source.line, message, "give it a package URL such as pkg:huggingface/ORG/NAME")
            return unsaid
        if not models and not data:
            help = "name a document that lists a model or a data set"
            raise Unlike(Problem(self.document, None, "it is an SBOM that lists no model and no data set", help))
        if not models:
            return data
        bases = {tie.to for tie in self.ties if tie.sort == "base" and tie.of in self.things and tie.of != tie.to}
        ties = _by_end(self.lifted())
        used = {tie.to for tied in ties.values() for tie in tied if tie.sort in _PARTS}
        used.update(_sources(used, ties, len(self.ties)))
        made = [thing for thing in models if thing.id in self.described or thing.id not in bases] or models
        for thing in data:
            if thing.id not in used:
                message = f"the data set {thing.called!r} is listed, and nothing says what it has to do with a model"
                self.odd(thing.source.line, message, "say that the model was trained on it, or tested")
        return made

    def lifted(self) -> list[Tie]:
        """The ties, those of files as those of the model or the data set that holds them."""
        below: dict[str, list[str]] = {}
        for tie in self.ties:
            if tie.sort == "holds":
                below.setdefault(tie.of, []).append(tie.to)
        model, data = self.holders("model", below), self.holders("data", below)
        of = {**dict.fromkeys(_PARTS, model), "made-of": data}
        return [
            evolve(tie, of=of[tie.sort].get(tie.of, tie.of), to=data.get(tie.to, tie.to)) if tie.sort in of else tie
            for tie in self.ties
        ]

    def holders(self, sort: str, below: Mapping[str, list[str]]) -> dict[str, str]:
        """For each id the nearest thing of a sort that holds it, itself if it is one."""
        held = {id: id for id, thing in self.things.items() if thing.sort == sort}
        waiting = deque(held)
        while waiting:
            at = waiting.popleft()
            for id in below.get(at, ()):
                if id not in held:
                    held[id] = held[at]
                    waiting.append(id)
        return held

    def release(self, thing: Thing, tied: Mapping[str, list[Tie]]) -> Release:
        """The release that a model or a data set is."""
        of_data = thing.sort == "data"
        itself = Kind.DATASETS if of_data else Kind.MODEL_PARAMETERS_FINAL
        parts, texts = self.parts(thing, itself, tied)
        line = _line(thing, tied)
        bases = unordered(self.base(tie, thing) for tie in line)
        if len(line) == _MOST:  # there may be more, under any terms
            bases = unordered((*bases, BaseModel("", Relation.FINE_TUNE, thing.source, basis=Basis.INFERRED)))
        limits = [
            hint
            for line, text in (() if of_data else thing.prose)
            for hint in hints(text, lambda _, line=line: Source(self.document, line))  # type: ignore[misc]  # a lambda with a default
        ]
        circumstances = [(str(word), thing.stated.fact(word)) for word in (*Circumstance, TRAINING_COMPUTE)]
        subject = "model" if thing.sort and (thing.id in self.described or not self.described) else ""
        return Release(
            thing.name,
            thing.version,
            thing.producer,
            joined_components(parts),
            bases,
            unordered(thing.stated.fact(Property.CHANNEL).claims),
            unordered(thing.stated.fact(Property.CLAIM).claims),
            tuple(sorted((word, fact) for word, fact in circumstances if fact.claims)),
            texts=unordered(texts),
            limits=unordered(limits),
            read=(self.document,),
            subject="dataset" if of_data else subject,
            elements=self.elements,
            copyrights=self.copyrights(thing, (*tied.get(thing.id, ()), *line)),
            not_checked=tuple(map(Kind, thing.stated.fact(Property.NOT_CHECKED).values)),
            details=self.details(thing),
        )

    def details(self, thing: Thing) -> tuple[tuple[str, Fact], ...]:
        """What forms ask for, as the format's own fields and its properties claim it."""
        held: dict[str, list[Fact]] = {}
        for word, fact in thing.details:
            held.setdefault(word.value, []).append(fact)
        for word in ModelDetail:
            held.setdefault(word.value, []).append(thing.stated.fact(word))
        facts = {word: joined_facts(said) for word, said in held.items()}
        return tuple(sorted((word, fact) for word, fact in facts.items() if fact.claims))

    def copyrights(self, thing: Thing, ties: Iterable[Tie]) -> tuple[Claim, ...]:
        """The copyright statements about a release, its parts and its bases."""
        things = (self.things.get(tie.to) for tie in ties)
        return unordered(
            claim
            for one in (thing, *filter(None, things))
            for claim in (one.stated.fact(Property.COPYRIGHT).claims or one.copyright.claims)
        )

    def parts(
        self, thing: Thing, itself: Kind, tied: Mapping[str, list[Tie]]
    ) -> tuple[list[Component], list[LicenceText]]:
        """The components of a release, that which it is itself first, and the licence texts about them."""
        ties = [tie for tie in tied.get(thing.id, ()) if tie.sort in _PARTS or tie.sort == "part"]
        ties += [tie for data in ties if self.is_data(data.to) for tie in tied.get(data.to, ()) if tie.sort == "part"]
        listed: dict[Kind, dict[str, None]] = {}
        for tie in ties:
            of = self.things.get(tie.to)
            kind = of.stated.kind if of is not None and of.stated.kind else _PARTS.get(tie.sort)
            if kind is not None:
                listed.setdefault(kind, {})[tie.to] = None
        for kind in _PARTS.values():  # what data was made of is data too, and its terms may reach as far
            sources = _sources(listed.get(kind, ()), tied, _MOST_SOURCES)
            listed.get(kind, {}).update({id: None for id in sources if self.is_data(id)})
        (own,), texts = self.items([thing], itself)
        own = evolve(own, name="")
        components = []
        places = {tie.to: tie.source for tie in reversed(ties)}
        for kind, ids in listed.items():
            held = [self.things.get(id) or self.unlisted(id, places[id]) for id in ids]
            items, of_items = self.items(held, kind)
            if kind is itself:  # what is said of all of them at once is said of each
                items = [evolve(item, licence=joined_facts((item.licence, own.licence))) for item in items]
                own = evolve(own, licence=SILENT)
            components.append(Component(kind, joined_items(items)))
            texts += of_items
        card = self.card(thing, listed.get(Kind.MODEL_CARD, ()))
        alone = itself not in listed or own != Item()
        return [*([Component(itself, (own,))] if alone else []), *components, *card], texts

    def is_data(self, id: str) -> bool:
        return id in self.things and self.things[id].sort == "data"

    def card(self, thing: Thing, listed: Iterable[str]) -> list[Component]:
        """A model card elsewhere, unless it is one of the parts that are listed."""
        known = {address for id in listed if id in self.things for address in self.things[id].location.values}
        claims = [claim for claim in thing.card.claims if claim.value not in known]
        public = [
            evolve(claim, value=Availability.PUBLIC, basis=Basis.INFERRED, rule=Rule.CARD_ADDRESS)
            for claim in claims
            if is_public(claim.value)
        ]
        item = Item("", Fact(tuple(public)), location=Fact(tuple(claims)))
        return [Component(Kind.MODEL_CARD, (item,))] if claims else []

    def items(self, things: list[Thing], kind: Kind) -> tuple[list[Item], list[LicenceText]]:
        """Things as items. The text of a model's licence is weighed beside its weights. That of a data set is beside one
        item alone of which it is said that it is there; otherwise the name the document gives to the text is not enough
        to know the licence by.
        """
        items = []
        texts: list[LicenceText] = []
        for thing in things:
            licence = self.licence(thing)
            availability = self.offered(thing, "weights" if kind is Kind.MODEL_PARAMETERS_FINAL else "data")
            is_there = any(claim.basis is Basis.DECLARED for claim in availability.claims)
            if kind is Kind.MODEL_PARAMETERS_FINAL or (len(things) == 1 and is_there):
                texts.extend(evolve(text, kinds=(kind,)) for text in thing.texts)
            elif thing.texts:
                because = "its text is in the document and was not compared"
                doubts = (Claim(UNIDENTIFIED, Basis.DECLARED, text.source, "", because) for text in thing.texts)
                licence = joined_facts((licence, Fact(tuple(doubts))))
            unnamed = thing.stated.kind is kind and thing.called == kind.value  # as a part without a name is written
            name = "" if unnamed else thing.called
            items.append(Item(name, availability, licence, thing.stated.fact(Property.EXTENT), thing.location))
        return items, texts

    def licence(self, thing: Thing) -> Fact:
        """Its licence; a property that names it stands for what the format's own field makes no assertion of."""
        stated = thing.stated.fact(Property.LICENCE)
        if not stated.claims:
            return thing.licence
        native = [claim for claim in thing.licence.claims if UNIDENTIFIED not in claim.value]
        return joined_facts((Fact(tuple(native)), stated))

    def offered(self, thing: Thing, what: str) -> Fact:
        """Whether it can be had: as declared, else as its own addresses tell where its prose says nothing else."""
        declared = joined_facts((thing.availability, thing.stated.fact(Property.AVAILABILITY)))
        if declared.claims or thing.stated.unknown or thing.stated.kind:
            return declared
        sort = "model" if what == "weights" else "data"
        told = [
            (claim, rule)
            for claim in thing.location.claims
            if (rule := offers(claim.value, sort)) and not is_of_another(claim.value, thing.name.values)
        ]
        for line, text in thing.prose if told else ():
            if said := prose.not_yet(text[:PROSE_LIMIT], what):
                self.odd(
                    line, f"the prose says that the {what} are not available: {said[1]!r}", "say what is available"
                )
                return SILENT
        return Fact(
            unordered(evolve(one, value=Availability.PUBLIC, basis=Basis.INFERRED, rule=rule) for one, rule in told)
        )

    def unlisted(self, id: str, source: Source) -> Thing:
        """A thing that is pointed to and described nowhere."""
        name = named(id)
        return Thing(id, "", source, Fact((Claim(name, Basis.DECLARED, source, id),)) if name else SILENT)

    def base(self, tie: Tie, of: Thing) -> BaseModel:
        """A base model; one that is described nowhere, or is the model itself, may have any terms."""
        thing = self.things.get(tie.to) or self.unlisted(tie.to, tie.source)
        name = thing.name.values[0] if thing.name.values else ""
        licence = SILENT if thing.id == of.id else self.licence(thing)
        certain = thing.stated.fact(Property.LIKELY).value != "true"
        return BaseModel(
            name, tie.relation, tie.source, licence, thing.producer.value or "", tie.basis, certain=certain
        )


def _line(thing: Thing, ties: Mapping[str, list[Tie]]) -> list[Tie]:
    """Every base of a model, and every base of a base: terms reach down the whole line."""
    line: dict[str, Tie] = {}
    waiting = deque((thing.id,))
    while waiting:
        for tie in ties.get(waiting.popleft(), ()):
            if tie.sort == "base" and tie.to not in line and len(line) < _MOST:
                line[tie.to] = tie
                waiting.append(tie.to)
    return list(line.values())


def _by_end(ties: Iterable[Tie]) -> dict[str, list[Tie]]:
    """Ties by what they are said of."""
    by_end: dict[str, list[Tie]] = {}
    for tie in ties:
        by_end.setdefault(tie.of, []).append(tie)
    return by_end


def _sources(ids: Iterable[str], tied: Mapping[str, list[Tie]], most: int) -> dict[str, None]:
    """What some things were made of or by, and what that was, in turn; so many as are looked at."""
    sources: dict[str, None] = {}
    waiting = deque(ids)
    while waiting and len(sources) < most:
        for tie in tied.get(waiting.popleft(), ()):
            if tie.sort == "made-of" and tie.to not in sources:
                sources[tie.to] = None
                waiting.append(tie.to)
    return sources


_MOST = 100  # bases of one model looked at
_MOST_SOURCES = 1_000  # things that the data of one model was made of
_PARTS = {"trained-on": Kind.DATASETS, "tested-on": Kind.EVALUATION_DATA}


def named(id: str) -> str:
    """The name an id tells by itself: a package URL, an address on the Hub, or a plain word.

    >>> named("pkg:huggingface/org/name@1"), named("https://huggingface.co/org/name"), named("urn:uuid:1-2")
    ('org/name', 'org/name', '')
    """
    if (package := purl(id)) is not None:
        return package[1]
    if (told := on_hub(id)) is not None:
        return told[1]
    return "" if ":" in id or id.startswith("SPDXRef-") else id
