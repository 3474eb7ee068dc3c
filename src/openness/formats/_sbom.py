"""The things that an SBOM lists, whatever its format, and the releases that they make.

A *thing* is a package, a component or a file; a *relationship* is what the document says of two of them. Every model the
document lists is a release, unless it is there only as the base of another; an application that contains models is
none. Where there is no model, every data set is a release. `docs/reference/what-an-sbom-says.md` has the rules.
"""

import re
from collections import deque
from collections.abc import Collection, Iterable, Mapping

from attrs import evolve

from openness.errors import NotThisFormat, OpennessError, Problem
from openness.formats._prose import telling
from openness.formats._sbom_release import Maker
from openness.formats._sbom_things import PARTS, Relationship, Stated, Thing, by_end, is_weights, sources_of, stated
from openness.formats._several import with_doubles_reported
from openness.formats._shape import Misfits
from openness.release.claim import Claim, Fact, joined_facts, unordered
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.release import Release
from openness.syntax.tree import Scalar, source_of
from openness.vocabulary import Basis, Relation

LIMIT = 16 * 1024 * 1024 + 1  # bytes; one more than may be there, so that a longer file is seen to be longer
VALUES = 500_000  # keys and values, or elements and attributes

RELEASES = 1_000  # of one document

_ODDITIES = 100  # kept of one document
_NAMES = r"(?:.*[._-])?(?:ai|ml|s)?[_-]?s?bom\.(?:{})"


def is_sbom(base: str, *endings: str) -> bool:
    """True where a file's name says that it is an SBOM, in a syntax with one of these endings.

    >>> [is_sbom(name, "json") for name in ("sbom.json", "ml-bom.json", "model.aibom.json", "bomb.json", "BOM.json")]
    [True, True, True, False, True]
    """
    return re.fullmatch(_NAMES.format("|".join(endings)), base.lower()) is not None


class Bill:
    """The things that one document lists, gathered while it is read.

    `described` are the ids of the things it is about; `unsaid` those among them whose sort nothing states;
    `elements` the claims on each element that texts on SBOMs ask for.
    """

    def __init__(self, document: str) -> None:
        self.document = document
        self.things: dict[str, Thing] = {}
        self.again: dict[str, list[Thing]] = {}
        self.relationships: dict[Relationship, None] = {}
        self.oddities: list[Finding] = []
        self.described: set[str] = set()
        self.unsaid: set[str] = set()
        self.elements: tuple[tuple[str, Fact], ...] = ()
        self.about_all: list[tuple[int, str]] = []  # texts that may be about any of the models
        self.orphaned: Source | None = None  # where a base may be named for a thing that is described nowhere

    def odd(self, line: int, message: str, help: str = "", code: Code = Code.FIELD_INVALID) -> None:
        """Keeps what is not as its format asks, so much of it as anyone will read."""
        if len(self.oddities) < _ODDITIES:
            self.oddities.append(Finding(code, message, Source(self.document, line), help))

    def pass_over(self, misfits: Misfits, links: Collection[str]) -> None:
        """Keeps what is not of the sort that its format asks: its words may be about any model, and a link lead to any base.

        Args:
            misfits: what is passed over.
            links: the fields that relate one thing to another.
        """
        self.oddities += misfits.findings
        self.about_all += telling(misfits.words()) if misfits.parts else []
        link = misfits.has(links)
        self.orphaned = self.orphaned or (source_of(self.document, link) if link is not None else None)

    def claim(self, node: Scalar, value: str = "", because: str = "") -> Claim:
        """The claim that a word of the document makes.

        Args:
            node: the word, with its place.
            value: what it stands for; the word itself by default.
            because: what the document calls the statement.
        """
        return Claim(value or node.text.strip(), Basis.DECLARED, source_of(self.document, node), node.text, because)

    def stated(self, pairs: Iterable[tuple[str, Scalar]]) -> Stated:
        """The facts that properties state; a value that is not a word of its list is odd, and states nothing."""
        return stated(pairs, self.claim, self.odd)

    def add(self, thing: Thing, further: bool = False) -> None:
        """Lists a thing; one listed several times under one id is one.

        Args:
            thing: what is listed.
            further: whether it is the same entry of the document as before, of which more is said.
        """
        first = self.things.setdefault(thing.id, thing)
        if first is not thing:
            if not further:
                self.several(thing.id, thing.source.line)
            self.again.setdefault(thing.id, []).append(thing)
            if thing.sort and not first.sort:
                self.things[thing.id] = evolve(first, sort=thing.sort)

    def several(self, id: str, line: int) -> None:
        """Says that an id is given to several things."""
        message = f"several elements share the id {id[:80]!r}; their statements are merged"
        self.odd(line, message, "give each an id of its own")

    def relate(self, relationship: Relationship) -> None:
        """Keeps a statement about two things."""
        if relationship.of != relationship.to or relationship.sort == "base":
            self.relationships[relationship] = None

    def undescribed(self, id: str, line: int, has_base: bool = False) -> None:
        """Says that a thing is spoken of and described nowhere.

        Args:
            id: what the document calls it.
            line: where it is spoken of.
            has_base: whether a base is named for it; it may be any model of the document by a wrong name.
        """
        self.odd(line, f"relationships speak of {id[:80]!r}, and nothing here has that id", "describe it")
        if has_base:
            self.orphaned = self.orphaned or Source(self.document, line)

    # The releases

    def releases(self) -> tuple[Release, ...]:
        """The release of each model that is not only another's base; of each data set where there is no model.

        Where there is neither, what the document is about is taken for a model if nothing says what it is. Such a
        release has no subject, nor has a model that the document lists and is not about: neither is joined with what
        else lies in a folder.

        Raises:
            OpennessError: where there are more than anyone can look at.
            NotThisFormat: where there is nothing of the kind.
        """
        for id, others in self.again.items():
            self.things[id] = self.things[id].join(others)
        self.again = {}
        for thing in self.things.values() if self.orphaned else ():
            if self.orphaned and thing.sort == "model" and not thing.stated.apart:
                self.relate(Relationship(thing.id, "", "base", self.orphaned, likely=True))
        for id, thing in self.things.items() if self.about_all else ():
            self.things[id] = evolve(thing, prose=(*thing.prose, *self.about_all))
        self.give_what_files_say()
        things = self.released()
        if len(things) > RELEASES:
            help = "name a document with fewer"
            raise OpennessError(Problem(self.document, None, f"it lists more than {RELEASES:,} releases", help))
        self.count_models_within()
        maker = Maker(self.document, self.things, by_end(self.lifted()), self.described, self.elements, self.odd)
        releases = list(map(maker.release, things))
        oddities = unordered(self.oddities)
        return tuple(with_doubles_reported(self.document, [evolve(release, oddities=oddities) for release in releases]))

    def count_models_within(self) -> None:
        """Relates a model to each that it holds, as to one that it needs: whoever has the whole is bound by the terms of both."""
        of_holders = [relationship for relationship in self.relationships if relationship.sort == "holds"]
        of_models = [relationship for relationship in of_holders if self.is_model(relationship.to)]
        if not of_models:
            return
        below: dict[str, list[str]] = {}
        for relationship in of_holders:
            below.setdefault(relationship.of, []).append(relationship.to)
        wholes = self.holders("model", below)
        for relationship in of_models:
            whole = wholes.get(relationship.of, "")
            if whole and whole != relationship.to:
                self.relate(evolve(relationship, of=whole, sort="base", relation=Relation.ADAPTER))

    def is_model(self, id: str) -> bool:
        """True where an id is that of a model by itself, and not of a part that is one."""
        thing = self.things.get(id)
        return thing is not None and thing.sort == "model" and not thing.stated.apart

    def give_what_files_say(self) -> None:
        """Says of a model what the document says of the weights it holds: their licence, and the texts about them."""
        found: dict[str, list[Thing]] = {}
        for relationship in self.relationships:
            inner = self.things.get(relationship.to) if relationship.sort == "holds" else None
            if inner is not None and not inner.sort and (inner.licence.claims or inner.texts or inner.prose):
                found.setdefault(relationship.of, []).append(inner)
        for id, files in found.items():
            model = self.things.get(id)
            if model is not None and model.sort == "model":
                weights = [file for file in files if is_weights(file.name)]
                licence = joined_facts([model.licence, *(file.licence for file in weights)])
                texts = unordered(text for thing in (model, *weights) for text in thing.texts)
                prose = unordered(text for thing in (model, *weights) for text in thing.prose)
                self.things[id] = evolve(model, licence=licence, texts=texts, prose=prose)

    def released(self) -> list[Thing]:
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
            raise NotThisFormat(Problem(self.document, None, "it is an SBOM that lists no model and no data set", help))
        if not models:
            return data
        bases = {
            relationship.to
            for relationship in self.relationships
            if relationship.sort == "base" and relationship.of in self.things and relationship.of != relationship.to
        }
        relationships = by_end(self.lifted())
        used = {
            relationship.to
            for related in relationships.values()
            for relationship in related
            if relationship.sort in PARTS
        }
        used.update(sources_of(used, relationships, len(self.relationships)))
        released = [thing for thing in models if thing.id in self.described or thing.id not in bases] or models
        for thing in data:
            if thing.id not in used:
                message = f"the data set {thing.called!r} is listed, but not what it has to do with a model"
                self.odd(thing.source.line, message, "say that the model was trained on it, or tested")
        return released

    def lifted(self) -> list[Relationship]:
        """The relationships, those of files as those of the model or the data set that holds them."""
        below: dict[str, list[str]] = {}
        for relationship in self.relationships:
            if relationship.sort == "holds":
                below.setdefault(relationship.of, []).append(relationship.to)
        model, data = self.holders("model", below), self.holders("data", below)
        of = {**dict.fromkeys(PARTS, model), "made-of": data}
        return [
            evolve(
                relationship,
                of=of[relationship.sort].get(relationship.of, relationship.of),
                to=data.get(relationship.to, relationship.to),
            )
            if relationship.sort in of
            else relationship
            for relationship in self.relationships
        ]

    def holders(self, sort: str, below: Mapping[str, list[str]]) -> dict[str, str]:
        """For each id the nearest thing of a sort that holds it, itself if it is one."""
        holders = {id: id for id, thing in self.things.items() if thing.sort == sort}
        waiting = deque(holders)
        while waiting:
            at = waiting.popleft()
            for id in below.get(at, ()):
                if id not in holders:
                    holders[id] = holders[at]
                    waiting.append(id)
        return holders
