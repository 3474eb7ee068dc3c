"""A thing that an SBOM lists as a release: its parts, its licences, its bases and what they were made of."""

from collections import deque
from collections.abc import Callable, Container, Iterable, Mapping

from attrs import evolve

from openness import prose
from openness.formats._prose import hints, limits_in, named_in_prose
from openness.formats._sbom_things import PARTS, Relationship, Thing, named, sources_of
from openness.release.claim import SILENT, Claim, Fact, Rule, joined_facts, unordered
from openness.release.component import Component, Item, joined_components, joined_items
from openness.release.finding import Code
from openness.release.hints import LicenceLink, LimitInProse, NothingInferred, Sign
from openness.release.location import Source
from openness.release.release import BaseModel, LicenceText, Release
from openness.syntax.document import PROSE_LIMIT
from openness.syntax.urls import is_of_another, is_public, offers
from openness.vocabulary import (
    CIRCUMSTANCES,
    DATASET,
    MODEL,
    NOASSERTION,
    Availability,
    Basis,
    Kind,
    Relation,
)
from openness.vocabulary.details import ModelDetail
from openness.vocabulary.properties import Property

_MOST = 100  # bases of one model looked at
_MOST_SOURCES = 1_000  # things that the data of one model was made of


class Maker:
    """Makes releases of the things that a document lists."""

    def __init__(
        self,
        document: str,
        things: Mapping[str, Thing],
        relationships: Mapping[str, list[Relationship]],
        described: Container[str],
        elements: tuple[tuple[str, Fact], ...],
        odd: Callable[[int, str, str, Code], None],
    ) -> None:
        self.document = document
        self.things = things
        self.relationships = relationships
        self.described = described
        self.elements = elements
        self.odd = odd

    def release(self, thing: Thing) -> Release:
        """The release that a model or a data set is."""
        of_data = thing.sort == "data"
        itself = Kind.DATASETS if of_data else Kind.MODEL_PARAMETERS_FINAL
        parts, texts = self.parts(thing, itself)
        line = _line(thing, self.relationships)
        bases = unordered(self.base(relationship, thing) for relationship in line)
        if len(line) == _MOST:  # there may be more, under any terms
            bases = unordered((*bases, BaseModel("", Relation.FINE_TUNE, thing.source, basis=Basis.INFERRED)))
        texts_about = () if of_data else thing.prose
        limits = [hint for line, text in texts_about for hint in hints(text, self.place(line))]
        limits += [LicenceLink(Source(self.document, line), text) for line, text in (() if of_data else thing.links)]
        limits += [LimitInProse(Source(self.document, line), text) for line, text in (() if of_data else thing.limits)]
        limits += limits_in((claim.source, claim.value) for claim in (() if of_data else thing.copyright.claims))
        signs = self.unread(thing, itself)
        if not bases:
            named = [named_in_prose(prose.bases(text[:PROSE_LIMIT]), self.place(line)) for line, text in texts_about]
            bases = unordered(base for some, _ in named for base in some)
            signs = unordered((*signs, *(sign for _, some in named for sign in some)))
        circumstances = [(str(word), thing.stated.fact(word)) for word in CIRCUMSTANCES]
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
            signs=signs,
            read=(self.document,),
            subject="dataset" if of_data else subject,
            elements=self.elements,
            copyrights=self.copyrights(thing, (*self.relationships.get(thing.id, ()), *line)),
            not_checked=tuple(map(Kind, thing.stated.fact(Property.NOT_CHECKED).values)),
            details=self.details(thing),
        )

    def unread(self, thing: Thing, itself: Kind) -> tuple[Sign, ...]:
        """The parts of which the availability is stated, and cannot be read."""
        related = (self.things.get(relationship.to) for relationship in self.relationships.get(thing.id, ()))
        parts = [part for part in related if part is not None and part.stated.kind is not None]
        return unordered(
            NothingInferred(part.stated.kind or itself, part.source) for part in (thing, *parts) if part.stated.unread
        )

    def place(self, line: int) -> Callable[[int], Source]:
        """The place of every line of a text that stands in one line of the document."""
        source = Source(self.document, line)
        return lambda _: source

    def details(self, thing: Thing) -> tuple[tuple[str, Fact], ...]:
        """The details that forms ask for, as the format's own fields and its properties claim them."""
        facts_of: dict[str, list[Fact]] = {}
        for word, fact in thing.details:
            facts_of.setdefault(word.value, []).append(fact)
        for word in ModelDetail:
            facts_of.setdefault(word.value, []).append(thing.stated.fact(word))
        details = ((word, joined_facts(facts)) for word, facts in facts_of.items())
        return tuple(sorted((word, fact) for word, fact in details if fact.claims))

    def copyrights(self, thing: Thing, relationships: Iterable[Relationship]) -> tuple[Claim, ...]:
        """The copyright statements about a release, its parts and its bases."""
        related = filter(None, (self.things.get(relationship.to) for relationship in relationships))
        return unordered(
            claim
            for source in (thing, *related)
            for claim in (source.stated.fact(Property.COPYRIGHT).claims or source.copyright.claims)
        )

    def parts(self, thing: Thing, itself: Kind) -> tuple[list[Component], list[LicenceText]]:
        """The components of a release, that which it is itself first, and the licence texts about them."""
        relationships = [
            relationship
            for relationship in self.relationships.get(thing.id, ())
            if relationship.sort in PARTS or relationship.sort == "part"
        ]
        relationships += [
            relationship
            for data in relationships
            if self.is_data(data.to)
            for relationship in self.relationships.get(data.to, ())
            if relationship.sort == "part"
        ]
        listed: dict[Kind, dict[str, None]] = {}
        for relationship in relationships:
            of = self.things.get(relationship.to)
            kind = of.stated.kind if of is not None and of.stated.kind else PARTS.get(relationship.sort)
            if kind is not None:
                listed.setdefault(kind, {})[relationship.to] = None
        for kind in PARTS.values():  # what data was made of is data too, and its terms may reach as far
            sources = sources_of(listed.get(kind, ()), self.relationships, _MOST_SOURCES)
            listed.get(kind, {}).update({id: None for id in sources if self.is_data(id)})
        (own,), texts = self.items([thing], itself)
        own = evolve(own, name="")
        components = []
        places = {relationship.to: relationship.source for relationship in reversed(relationships)}
        for kind, ids in listed.items():
            things = [self.things.get(id) or self.unlisted(id, places[id]) for id in ids]
            items, of_items = self.items(things, kind)
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
        """Turn things into items, with the licence texts to compare.

        The text of a model's licence is compared beside its weights. The text of a data set's licence is compared only
        where there is a single data set and the document says that it is available. In every other case the name that
        the document gives to a text does not identify the licence, and the licence stays in doubt.
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
                doubts = (Claim(NOASSERTION, Basis.DECLARED, text.source, "", because) for text in thing.texts)
                licence = joined_facts((licence, Fact(tuple(doubts))))
            unnamed = thing.stated.kind is kind and thing.called == kind.value  # as a part without a name is written
            name = "" if unnamed else thing.called
            extent = thing.stated.fact(Property.EXTENT)
            on_hub = any(
                claim.value != claim.written and claim.value == named(claim.written) for claim in thing.name.claims
            )
            items.append(Item(name, availability, licence, extent, thing.location, on_hub))
        return items, texts

    def licence(self, thing: Thing) -> Fact:
        """The licence of a thing; a property that names one counts where the format's own field makes no assertion."""
        stated = thing.stated.fact(Property.LICENCE)
        if not stated.claims:
            return thing.licence
        native = [claim for claim in thing.licence.claims if NOASSERTION not in claim.value]
        return joined_facts((Fact(tuple(native)), stated))

    def offered(self, thing: Thing, what: str) -> Fact:
        """The availability of a thing: the declared one, else what addresses show, unless its prose says otherwise."""
        declared = joined_facts((thing.availability, thing.stated.fact(Property.AVAILABILITY)))
        if declared.claims or thing.stated.unknown or thing.stated.unread or thing.stated.kind:
            return declared
        sort = "model" if what == "weights" else "data"
        addresses = [
            (claim, rule)
            for claim in thing.location.claims
            if (rule := offers(claim.value, sort)) and not is_of_another(claim.value, thing.name.values)
        ]
        for line, text in thing.prose if addresses else ():
            if absence := prose.not_yet(text[:PROSE_LIMIT], DATASET if what == "data" else MODEL):
                message = f"the prose says that the {what} are not available: {absence[1]!r}"
                self.odd(line, message, "say what is available", Code.AVAILABILITY_UNKNOWN)
                return SILENT
        return Fact(
            unordered(
                evolve(claim, value=Availability.PUBLIC, basis=Basis.INFERRED, rule=rule) for claim, rule in addresses
            )
        )

    def unlisted(self, id: str, source: Source) -> Thing:
        """A thing that is pointed to and described nowhere."""
        name = named(id)
        return Thing(id, "", source, Fact((Claim(name, Basis.DECLARED, source, id),)) if name else SILENT)

    def base(self, relationship: Relationship, of: Thing) -> BaseModel:
        """A base model; one that is described nowhere, or is the model itself, may have any terms."""
        thing = self.things.get(relationship.to) or self.unlisted(relationship.to, relationship.source)
        name = thing.name.values[0] if thing.name.values else ""
        licence = SILENT if thing.id == of.id else self.licence(thing)
        certain = not relationship.likely and thing.stated.fact(Property.LIKELY).value != "true"
        return BaseModel(
            name,
            relationship.relation,
            relationship.source,
            licence,
            thing.producer.value or "",
            relationship.basis,
            certain=certain,
        )


def _line(thing: Thing, relationships: Mapping[str, list[Relationship]]) -> list[Relationship]:
    """Every base of a model, and every base of a base: terms reach down the whole line."""
    line: dict[str, Relationship] = {}
    waiting = deque((thing.id,))
    while waiting:
        for relationship in relationships.get(waiting.popleft(), ()):
            if relationship.sort == "base" and relationship.to not in line and len(line) < _MOST:
                line[relationship.to] = relationship
                waiting.append(relationship.to)
    return list(line.values())
