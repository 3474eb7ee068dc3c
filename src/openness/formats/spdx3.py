"""An SPDX 3.0 document as JSON-LD: the AI, Dataset, Software and licensing profiles.

Read as a tree with a table of elements by their ids and without a JSON-LD processor; nothing is fetched, whatever the
context says (`docs/decisions/0011-reading-sboms.md`). Classes and properties are known by their last word, so that
`ai_AIPackage` and its full address are the same. Declared and concluded licences are both claims.
"""

import re
from collections.abc import Iterator

from openness.errors import OpennessError, Problem
from openness.formats._licences import SILENCE, Own, licence_said
from openness.formats._sbom import LIMIT as LIMIT
from openness.formats._sbom import VALUES, Bill, is_sbom
from openness.formats._sbom_things import Thing, Tie
from openness.formats._shape import Shape, sound
from openness.formats._spdx3_elements import elements_of
from openness.release.claim import SILENT, Claim, Fact, joined_facts
from openness.release.location import Source
from openness.release.release import LicenceText, Release
from openness.syntax.document import Document, decoded
from openness.syntax.json import json_tree
from openness.syntax.tree import DEPTH_LIMIT, Mapping, Node, Scalar, Sequence, source_of
from openness.syntax.urls import on_hub, sort_of_purl
from openness.vocabulary import Availability, Basis, Relation
from openness.vocabulary.details import ModelDetail
from openness.vocabulary.properties import Property

NAME = "SPDX 3 document"
HOLDS = "alone"
BYTES = True

VERSIONS = ("3.0.0", "3.0.1", "3.0")

#: What `dataset_datasetAvailability` says (SPDX 3.0.1, DatasetAvailabilityType).
AVAILABILITIES = {
    "directDownload": Availability.PUBLIC,
    "clickthrough": Availability.GATED,
    "registration": Availability.GATED,
    "query": Availability.HOSTED,  # in parts, through a service
    "scrapingScript": Availability.WITHHELD,  # the provider offers a script and not the data
}

#: Relationships that say of what a model was made; those that are written the other way round are turned.
_BASES = {
    "descendantOf": (False, Relation.FINE_TUNE, Basis.INFERRED),
    "ancestorOf": (True, Relation.FINE_TUNE, Basis.INFERRED),
    "finetunedOn": (False, Relation.FINE_TUNE, Basis.DECLARED),
    "quantizedFrom": (False, Relation.QUANTISATION, Basis.DECLARED),
    "distilledFrom": (False, Relation.DISTILLATION, Basis.DECLARED),
    "dependsOn": (False, Relation.ADAPTER, Basis.INFERRED),
    "trainedOn": (False, Relation.FINE_TUNE, Basis.INFERRED),
    "hasVariant": (True, Relation.FINE_TUNE, Basis.INFERRED),
    "generates": (True, Relation.FINE_TUNE, Basis.INFERRED),
}
_DATA = {
    "trainedOn": "trained-on",
    "pretrainedOn": "trained-on",
    "finetunedOn": "trained-on",
    "validatedOn": "trained-on",  # data to choose a model by is data it was made with
    "dependsOn": "trained-on",
    "hasInput": "trained-on",
    "hasDataFile": "trained-on",
    "testedOn": "tested-on",
    "evaluatedOn": "tested-on",
}
#: Those that only a model has, whatever they lead to.
_OF_MODELS = ("trainedOn", "pretrainedOn", "finetunedOn", "validatedOn", "testedOn", "evaluatedOn")
#: Relationships that say of what, or by what, data was made; those that are written the other way round are turned.
_MADE_OF = {"hasInput": False, "descendantOf": False, "dependsOn": False, "ancestorOf": True, "generates": True}
_KILOWATT_HOURS = {"kilowattHour": 1.0, "megajoule": 1 / 3.6}
_LICENCES = ("hasDeclaredLicense", "hasConcludedLicense")
_SOFTWARE = frozenset("application framework library container operatingSystem device firmware source install".split())
_PROSE = ("summary", "description", "comment", "limitation", "informationAboutApplication", "intendedUse")
_LISTED = re.compile(r"https?://(?:www\.)?spdx\.org/licenses/([\w.+-]+?)(?:\.html|\.json)?/?", re.IGNORECASE)
_NONE = re.compile(r"https?://spdx\.org/rdf/3[\d.]*/terms/(?:Expanded)?Licensing/(No(?:ne|Assertion))(?:License)?")
_PARTS = ("member", "subjectLicense", "subjectExtendableLicense")
_LONGEST = 10_000  # characters of an expression
_SHOWN = 80  # characters of a text that stand for it


_SHAPES = {
    **dict.fromkeys(
        (
            "name spdxId @id packageVersion downloadLocation licenseExpression relationshipType "
            "specVersion primaryPurpose datasetAvailability licenseText copyrightText packageUrl"
        ).split(),
        Shape.ALONE,
    ),
    **dict.fromkeys(("type", "@type"), Shape.WORDS),
    **dict.fromkeys(
        (
            "from to suppliedBy originatedBy rootElement member subjectLicense subjectExtendableLicense subjectAddition"
        ).split(),
        Shape.THING,
    ),
    **dict.fromkeys("@graph".split(), Shape.OBJECT),
}


def recognises(base: str) -> bool:
    """Whether a file of this name is, or may be, an SPDX 3 document."""
    return re.search(r"\.spdx3?\.json(?:ld|-ld)?$", base.lower()) is not None or is_sbom(base, "json", "jsonld")


def tells(base: str, text: str) -> bool:
    """Whether a text is an SPDX 3 document: a JSON object with SPDX's context."""
    return (
        text.lstrip().startswith("{") and re.search(r"https?://spdx\.(?:org|github\.io)/\S*\b3[./]", text) is not None
    )


def read(document: Document) -> tuple[Release, ...]:
    """The models that the document lists, or else the data sets.

    Raises:
        OpennessError: when it cannot be read.
        Unlike: when it lists neither.
    """
    document = decoded(document, LIMIT)
    tree = json_tree(document.text, document.name, VALUES)
    if not isinstance(tree, Mapping):
        raise OpennessError(Problem(document.name, 1, "it holds no SPDX 3 document", "name one in JSON-LD"))
    reader = _Reader(document.name)
    reader.sbom.oddities += sound(tree, document.name, _SHAPES, prefixed=True)
    return reader.bill(tree).releases()


def local(word: str) -> str:
    """The last part of a class's or a property's name.

    >>> local("ai_AIPackage"), local("https://spdx.org/rdf/3.0.1/terms/AI/AIPackage"), local("spdxId")
    ('AIPackage', 'AIPackage', 'spdxId')
    """
    return re.split(r"[/#:_]", word)[-1]


class _Element:
    """An object of the document, with its properties by their last words."""

    __slots__ = ("fields", "id", "line", "sort")

    def __init__(self, node: Mapping, id: str) -> None:
        self.id = id
        self.line = node.line
        self.fields: dict[str, list[Node]] = {}
        for key, value in node:
            word = key.text if key.text.startswith("@") else local(key.text)
            self.fields.setdefault(word, []).extend(value.items if isinstance(value, Sequence) else (value,))
        sorts = [one.text for word in ("type", "@type") for one in self.fields.get(word, ()) if isinstance(one, Scalar)]
        self.sort = local(sorts[-1]) if sorts else ""

    def words(self, key: str) -> Iterator[Scalar]:
        """Each word a property holds."""
        for node in self.fields.get(key, ()):
            if isinstance(node, Mapping):  # JSON-LD's long form
                node = node.get("@value") or node
            if isinstance(node, Scalar) and not node.null and node.text.strip():
                yield node

    def values(self, key: str) -> list[str]:
        """The words that a property holds, the ids of elements, and those of objects in place."""
        values = []
        for node in self.fields.get(key, ()):
            if isinstance(node, Mapping):
                values.append(id_of(node) or f"object on line {node.line}")
            elif isinstance(node, Scalar) and not node.null and node.text.strip() not in ("", "NOASSERTION"):
                values.append(node.text.strip())
        return values

    def word(self, key: str) -> str:
        """The last word a property holds; empty where it holds none."""
        return next((word.text.strip() for word in reversed(list(self.words(key)))), "")


def id_of(node: Node) -> str:
    """What an element, or a reference to one, is called."""
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Mapping):
        ids = [value.text for key, value in node if key.text in ("spdxId", "@id") and isinstance(value, Scalar)]
        return ids[0].strip() if ids else ""
    return ""


class _Reader:
    """Reads one document into a bill."""

    def __init__(self, document: str) -> None:
        self.name = document
        self.sbom = Bill(document)
        self.elements: dict[str, _Element] = {}
        self.order: list[_Element] = []
        self.own: dict[str, Own] = {}
        self.words: dict[str, str] = {}
        self.depth = 0

    def bill(self, tree: Mapping) -> Bill:
        self.gather(tree)
        self.version(tree)
        for element in self.order:
            if element.sort in ("SpdxDocument", "Sbom", "Bom", "Bundle"):
                self.sbom.described.update(id for node in element.fields.get("rootElement", ()) if (id := id_of(node)))
        licences: dict[str, list[tuple[Fact, tuple[LicenceText, ...]]]] = {}
        ties = [element for element in self.order if element.sort.endswith("Relationship")]
        for element in ties:
            if (word := local(element.word("relationshipType"))) in _LICENCES:
                for of in map(id_of, element.fields.get("from", ())):
                    licences.setdefault(of, []).append(self.licence(element, word))
        typed = any(element.sort == "AIPackage" for element in self.order)
        for element in self.order:
            self.thing(element, licences.get(element.id, []), typed)
        for element in ties:
            self.tie(element)
        self.sbom.elements = elements_of(self.name, self.elements)
        return self.sbom

    def gather(self, tree: Mapping) -> None:
        """Every object that has an id or a class, wherever it stands; one that stands twice is one."""
        waiting: list[Node] = [tree]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Sequence):
                waiting.extend(reversed(node.items))
            elif isinstance(node, Mapping):
                waiting.extend(value for key, value in reversed(node.pairs) if key.text != "@context")
                id = id_of(node)
                element = _Element(node, id or f"element on line {node.line}")
                if element.sort or (id and len(node.pairs) > 1):
                    self.order.append(element)
                    if element.id in self.elements and not element.id.startswith("_:"):
                        self.merge(element)
                    else:
                        self.elements[element.id] = element

    def merge(self, element: _Element) -> None:
        known = self.elements[element.id]
        if known.sort and element.sort:
            self.sbom.several(element.id, element.line)
        for word, nodes in element.fields.items():
            known.fields.setdefault(word, []).extend(nodes)
        known.sort = known.sort or element.sort
        self.order.pop()

    def version(self, tree: Mapping) -> None:
        """Versions that are not known are read as far as their words are the same."""
        versions = {one.text.strip(): one for element in self.order for one in element.words("specVersion")}
        context = tree.get("@context")
        for one in context.items if isinstance(context, Sequence) else (context,):
            if isinstance(one, Scalar) and (found := re.search(r"/rdf/(3[\d.]*\d)/", one.text)):
                versions.setdefault(found[1], one)
        for version, node in versions.items():
            if version not in VERSIONS:
                message = f"its version is {version!r}; what it has in common with 3.0.1 is read"
                self.sbom.odd(node.line, message, "write it as 3.0.1")
        if not versions:
            self.sbom.odd(tree.line, "nothing says its version; it is read as 3.0.1", "add a CreationInfo")

    # Things and what ties them

    def thing(self, element: _Element, licences: list[tuple[Fact, tuple[LicenceText, ...]]], typed: bool) -> None:
        purls = [*element.words("packageUrl"), *self.identifiers(element, "packageUrl")]
        sorted_purls = [(sort_of_purl(node.text), node) for node in purls]
        sort, names = self.sort_of(element, typed, [sort for (sort, _), _ in sorted_purls]), self.fact(element, "name")
        for (of, name), node in sorted_purls:
            if of and of == sort:
                names = Fact((self.claim(node, name),))
        stated = self.sbom.stated(self.properties(element), self.claim)
        if not sort and element.sort not in ("Package", "File"):
            return
        if not sort and element.id in self.sbom.described and element.sort == "Package" and not purls:
            purpose = element.word("primaryPurpose")
            if purpose not in _SOFTWARE and not self.sbom.things.get(element.id):
                self.sbom.unsaid.add(element.id)
        texts = tuple(dict.fromkeys(text for _, more in licences for text in more))
        self.sbom.add(
            Thing(
                element.id,
                sort,
                Source(self.name, element.line),
                names,
                self.fact(element, "packageVersion"),
                self.agent(element),
                joined_facts([fact for fact, _ in licences]),
                self.availability(element) if sort == "data" else SILENT,
                joined_facts(
                    [
                        self.fact(element, "downloadLocation"),
                        self.references(element, "" if stated.kind else "altDownloadLocation"),
                        stated.fact(Property.LOCATION),
                    ]
                ),
                SILENT,
                texts,
                tuple((node.line, node.text) for key in _PROSE for node in element.words(key)),
                stated,
                self.fact(element, "copyrightText"),
                tuple(self.details(element)),
            )
        )

    def details(self, element: _Element) -> Iterator[tuple[ModelDetail, Fact]]:
        """What forms ask for, from the fields of the AI profile."""
        fields = ((ModelDetail.RELEASE_DATE, "releaseTime"), (ModelDetail.ARCHITECTURE, "typeOfModel"))
        for detail, key in fields if element.sort == "AIPackage" else ():
            for node in element.words(key):
                if value := detail.read(node.text):
                    yield detail, Fact((self.claim(node, value),))
        for outer in self.objects(element, "energyConsumption"):
            for training in self.objects(outer, "trainingEnergyConsumption"):
                factor = _KILOWATT_HOURS.get(local(training.word("energyUnit")))
                for node in training.words("energyQuantity") if factor else ():
                    value = ModelDetail.TRAINING_ENERGY.read(node.text)
                    if value and factor:
                        reason = (
                            value if factor == 1 else ModelDetail.TRAINING_ENERGY.read(f"{float(value) * factor:.6g}")
                        )
                        yield ModelDetail.TRAINING_ENERGY, Fact((self.claim(node, reason),))

    def objects(self, outer: _Element, key: str) -> Iterator[_Element]:
        """The objects that a property holds, in place or by their ids."""
        for node in outer.fields.get(key, ()):
            element = _Element(node, "") if isinstance(node, Mapping) else self.elements.get(id_of(node))
            if element is not None:
                yield element

    def sort_of(self, element: _Element, typed: bool, sorts: list[str]) -> str:
        """`model`, `data` or neither. A package for which no more than a purpose speaks is a model only in a document
        without packages of the AI profile, which would describe it.
        """
        if element.sort == "AIPackage":
            return "model"
        if element.sort == "DatasetPackage":
            return "data"
        if element.sort != "Package":
            return ""
        for sort in sorts:
            if sort:
                return sort
        purpose = element.word("primaryPurpose")
        if typed or purpose in _SOFTWARE:
            return ""
        hub = on_hub(element.word("downloadLocation"))
        return {"model": "model", "data": "data"}.get(purpose, hub[0] if hub else "")

    def identifiers(self, element: _Element, kind: str) -> Iterator[Scalar]:
        """External identifiers of a kind."""
        for node in element.fields.get("externalIdentifier", ()):
            if isinstance(node, Mapping):
                identifier = _Element(node, "")
                if local(identifier.word("externalIdentifierType")) == kind:
                    yield from identifier.words("identifier")

    def properties(self, element: _Element) -> Iterator[tuple[str, Scalar]]:
        """The entries of the extension for CycloneDX's properties."""
        for outer in element.fields.get("extension", ()):
            for node in _Element(outer, "").fields.get("cdxProperty", ()) if isinstance(outer, Mapping) else ():
                entry = _Element(node, "") if isinstance(node, Mapping) else self.elements.get(id_of(node))
                if entry is not None:
                    yield from ((entry.word("cdxPropName"), value) for value in entry.words("cdxPropValue"))

    def references(self, element: _Element, kind: str) -> Fact:
        """The addresses of external references of a kind; of every kind where none is named."""
        claims: list[Claim] = []
        for node in element.fields.get("externalRef", ()):
            reference = _Element(node, "") if isinstance(node, Mapping) else self.elements.get(id_of(node))
            if reference is not None and kind in ("", local(reference.word("externalRefType"))):
                claims.extend(self.claim(locator) for locator in reference.words("locator"))
        return Fact(tuple(claims))

    def availability(self, element: _Element) -> Fact:
        claims = []
        for node in element.words("datasetAvailability"):
            word = local(node.text.strip())
            if word in AVAILABILITIES:
                claims.append(self.claim(node, AVAILABILITIES[word]))
            elif word not in ("NoAssertionElement", "noAssertion"):
                self.sbom.odd(node.line, f"the availability {word!r} is none of SPDX's", ", ".join(AVAILABILITIES))
        return Fact(tuple(claims))

    def agent(self, element: _Element) -> Fact:
        """Who it came from, or else who supplies it."""
        for key in ("originatedBy", "suppliedBy"):
            for node in element.fields.get(key, ()):
                agent = self.elements.get(id_of(node))
                for name in agent.words("name") if agent else ():
                    return Fact((self.claim(name, because=key),))
        return SILENT

    def tie(self, element: _Element) -> None:
        """What a relationship says of two things."""
        word = local(element.word("relationshipType"))
        source = Source(self.name, element.line)
        ends = [(id_of(of), id_of(to)) for of in element.fields.get("from", ()) for to in element.fields.get("to", ())]
        for of, to in ends:
            if not of or not to or local(to) in ("NoneElement", "NoAssertionElement"):
                continue
            if self.part_or_base(of, to, source):
                continue
            if word == "contains":
                self.sbom.tie(Tie(of, to, "holds", source))
                continue
            turned, relation, basis = _BASES.get(word, (False, Relation.FINE_TUNE, Basis.INFERRED))
            model, base = (to, of) if turned else (of, to)
            sorts = [self.sbom.things[id].sort if id in self.sbom.things else None for id in (model, base)]
            if word in _MADE_OF and None not in sorts and "model" not in sorts:
                self.sbom.tie(Tie(*((to, of) if _MADE_OF[word] else (of, to)), "made-of", source))
                continue
            if word in _BASES and sorts[0] == "model" and (sorts[1] == "model" or self.is_outside(word, sorts[1])):
                self.sbom.tie(Tie(model, base, "base", source, relation, basis))
            elif word in _DATA and sorts[1] != "model" and (word in _OF_MODELS or sorts == ["model", "data"]):
                self.sbom.tie(Tie(of, to, _DATA[word], source))

    def part_or_base(self, of: str, to: str, source: Source) -> bool:
        """Ties a thing that says itself which part or base it is to the model or the data it is of, however related."""
        for whole, other in ((of, to), (to, of)):
            thing, about = self.sbom.things.get(whole), self.sbom.things.get(other)
            if thing is None or about is None or not thing.sort or (thing.stated.apart and thing.sort != "data"):
                continue
            if about.stated.relation is not None:
                self.sbom.tie(Tie(whole, other, "base", source, about.stated.relation, Basis.DECLARED))
                return True
            if about.stated.kind is not None:
                self.sbom.tie(Tie(whole, other, "part", source))
                return True
        return False

    @staticmethod
    def is_outside(word: str, sort: str | None) -> bool:
        """Whether a relationship that only models have leads to something the document does not describe."""
        return sort is None and word in ("descendantOf", "ancestorOf", "quantizedFrom", "distilledFrom")

    # Licences

    def licence(self, element: _Element, because: str) -> tuple[Fact, tuple[LicenceText, ...]]:
        """What a relationship says of a licence; all it names apply."""
        words = [self.expression(id_of(node)) for node in element.fields.get("to", ())]
        source = Source(self.name, element.line)
        if len(element.fields.get("to", ())) == 1 and (expression := self.elements.get(id_of(element.fields["to"][0]))):
            for word in expression.words("licenseExpression"):
                source = source_of(self.name, word)
        return licence_said([word for word in words if word], self.own, source, because)

    def expression(self, id: str) -> str:
        """A licence as an expression; one that the document defines is put aside under an id of its own."""
        if id not in self.words:
            self.words[id] = self.unknown(id)  # what it is within itself, and where it goes too deep
            self.depth += 1
            expression = self.made(id) if self.depth <= DEPTH_LIMIT else ""
            self.depth -= 1
            if expression or self.depth < DEPTH_LIMIT:
                self.words[id] = expression if len(expression) <= _LONGEST else self.unknown(id)
        return self.words[id]

    def unknown(self, id: str) -> str:
        """A licence of which nothing more than an id can be read."""
        ref = f"LicenseRef-unread-{len(self.own) + 1}"
        self.own[ref] = Own(line=0, written=id)
        return ref

    def made(self, id: str) -> str:
        if found := _NONE.fullmatch(id):
            return found[1].upper()
        listed = _LISTED.fullmatch(id)
        element = self.elements.get(id)
        if element is None:
            return listed[1] if listed else "" if local(id) == "NoAssertionElement" else self.unknown(id)
        if element.sort == "LicenseExpression":
            return self.mapped(element)
        if element.sort in ("NoneLicense", "NoAssertionLicense"):
            return element.sort.removesuffix("License").upper()
        parts = {key: [self.expression(id_of(node)) for node in element.fields.get(key, ())] for key in _PARTS}
        if element.sort in ("ConjunctiveLicenseSet", "DisjunctiveLicenseSet"):
            joint = " AND " if element.sort.startswith("Con") else " OR "
            return joint.join(f"({member or 'NOASSERTION'})" for member in parts["member"])
        inner = parts["subjectLicense"] or parts["subjectExtendableLicense"]
        if element.sort == "OrLaterOperator" and inner:
            return f"{inner[0]}+"
        if element.sort == "WithAdditionOperator" and inner:
            additions = [local(id_of(node)) for node in element.fields.get("subjectAddition", ())]
            return f"{inner[0]} WITH {additions[0] if additions else 'NOASSERTION'}"
        if listed is not None and not any(element.words("licenseText")):
            return listed[1]
        return self.defined(element, listed[1] if listed else "")

    def defined(self, element: _Element, listed: str = "") -> str:
        """The id under which a licence that stands in the document is put aside."""
        texts = list(element.words("licenseText"))
        name = listed or element.word("name")
        id = listed or f"LicenseRef-{len(self.own) + 1}"
        text = texts[-1].text if texts else ""
        doubled = len({text.text for text in texts}) > 1
        line = texts[-1].line if texts else element.line
        self.own[id] = Own(name, text, line, doubled, name or " ".join(text.split())[:_SHOWN] or element.id)
        return id

    def mapped(self, element: _Element) -> str:
        """An expression with the ids that are its own in place of those that stand for them."""
        word = element.word("licenseExpression")
        if word in SILENCE:
            return ""
        places: dict[str, str] = {}
        for node in element.fields.get("customIdToUri", ()):
            if isinstance(node, Mapping):
                entry = _Element(node, "")
                places[entry.word("key")] = entry.word("value")
        return re.sub(
            r"(?:DocumentRef-[\w.+-]+:)?(?:LicenseRef|AdditionRef)-[\w.+-]+",
            lambda found: self.meant(found[0], places),
            word,
        )

    def meant(self, id: str, places: dict[str, str]) -> str:
        """The licence that an expression's own id stands for."""
        place = places.get(id, id)
        return self.expression(place) if place in self.elements else id

    def fact(self, element: _Element, key: str) -> Fact:
        """The words of a property; silent where it says nothing."""
        return Fact(
            tuple(self.claim(node) for node in element.words(key) if node.text.strip() not in (*SILENCE, "NONE"))
        )

    def claim(self, node: Scalar, value: str = "", because: str = "") -> Claim:
        return Claim(value or node.text.strip(), Basis.DECLARED, source_of(self.name, node), node.text, because)
