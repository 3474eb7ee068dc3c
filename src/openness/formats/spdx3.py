"""An SPDX 3.0 document as JSON-LD: the AI, Dataset, Software and licensing profiles.

Read as a tree with a table of elements by their ids and without a JSON-LD processor; nothing is fetched, whatever the
context says (`docs/decisions/0011-reading-sboms.md`). Classes and properties are known by their last word, so that
`ai_AIPackage` and its full address are the same. Declared and concluded licences are both claims.
"""

import re
from collections.abc import Iterator

from openness.errors import OpennessError, Problem
from openness.formats._licences import SILENCE
from openness.formats._prose import telling
from openness.formats._sbom import LIMIT as LIMIT
from openness.formats._sbom import VALUES, Bill, is_sbom
from openness.formats._sbom_things import Thing
from openness.formats._shape import Shape, misfits
from openness.formats._spdx3_elements import elements_of
from openness.formats._spdx3_graph import Element, Graph, id_of, local
from openness.formats._spdx3_licences import Licences, is_licence
from openness.formats._spdx3_relationships import KNOWN, relate
from openness.formats._words import other_words, words_beside
from openness.release.claim import SILENT, Fact, joined_facts
from openness.release.location import Source
from openness.release.release import LicenceText, Release
from openness.syntax.document import Document, decoded
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Scalar, Sequence
from openness.syntax.urls import on_hub, sort_of_purl
from openness.vocabulary import Availability
from openness.vocabulary.details import ModelDetail
from openness.vocabulary.own_fields import may_limit
from openness.vocabulary.properties import Property

NAME = "SPDX 3 document"
HOLDS = "alone"
BYTES = True

VERSIONS = ("3.0.0", "3.0.1", "3.0")

#: The availability for each value of `dataset_datasetAvailability` (SPDX 3.0.1, DatasetAvailabilityType).
AVAILABILITIES = {
    "directDownload": Availability.PUBLIC,
    "clickthrough": Availability.GATED,
    "registration": Availability.GATED,
    "query": Availability.HOSTED,  # in parts, through a service
    "scrapingScript": Availability.WITHHELD,  # the provider offers a script and not the data
}

_KILOWATT_HOURS = {"kilowattHour": 1.0, "megajoule": 1 / 3.6}
_LICENCES = ("hasDeclaredLicense", "hasConcludedLicense")
_SOFTWARE = frozenset("application framework library container operatingSystem device firmware source install".split())
_PROSE = (
    *("summary", "description", "comment", "limitation", "informationAboutApplication", "informationAboutTraining"),
    *("intendedUse", "attributionText", "sourceInfo", "modelDataPreprocessing", "modelExplainability"),
    *("datasetNoise", "knownBias", "dataCollectionProcess", "dataPreprocessing", "anonymizationMethodUsed"),
)
#: Properties that are read as what they are, or whose words are no sentences.
_APART = frozenset(
    (
        "type @type spdxId @id creationInfo name packageVersion downloadLocation packageUrl homePage originatedBy "
        "suppliedBy builtTime releaseTime validUntilTime primaryPurpose additionalPurpose copyrightText "
        "contentIdentifier contentType fileKind verifiedUsing externalRef externalIdentifier extension standardName "
        "supportLevel typeOfModel domain hyperparameter metric metricDecisionThreshold energyConsumption autonomyType "
        "safetyRiskAssessment useSensitivePersonalInformation standardCompliance datasetAvailability datasetSize "
        "datasetType datasetUpdateMechanism confidentialityLevel hasSensitivePersonalInformation sensor snippetFromFile"
    ).split()
)
_APART_OF_AN_EXTENSION = frozenset(("type", "@type", "spdxId", "@id", "creationInfo", "cdxProperty"))
_CONTEXT = r"https?://spdx\.(?:org|github\.io)/"
_COMMENTS = ("comment", "summary", "description")

_LINKS = ("relationshipType", "from", "to")
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

#: The words that are read, which nobody may give another meaning.
_TERMS = frozenset((*_SHAPES, *_PROSE, *_APART)) - {"@id", "@type"}


def matches_name(base: str) -> bool:
    """True where a file of this name is, or may be, an SPDX 3 document."""
    return re.search(r"\.spdx3?\.json(?:ld|-ld)?$", base.lower()) is not None or is_sbom(base, "json", "jsonld")


def matches_content(base: str, text: str) -> bool:
    """True where a text is an SPDX 3 document: a JSON object with SPDX's context."""
    return (
        text.lstrip().startswith("{") and re.search(r"https?://spdx\.(?:org|github\.io)/\S*\b3[./]", text) is not None
    )


def read(document: Document) -> tuple[Release, ...]:
    """The models that the document lists, or else the data sets.

    Raises:
        OpennessError: when it cannot be read.
        NotThisFormat: when it lists neither.
    """
    document = decoded(document, LIMIT)
    tree = json_tree(document.text, document.name, VALUES)
    if not isinstance(tree, Mapping):
        raise OpennessError(Problem(document.name, 1, "it holds no SPDX 3 document", "name one in JSON-LD"))
    reader = _Spdx3Reader(document.name, tree)
    reader.sbom.pass_over(misfits(tree, document.name, _SHAPES, prefixed=True), _LINKS)
    return reader.bill(tree).releases()


class _Spdx3Reader:
    """Reads one document into a bill."""

    def __init__(self, document: str, tree: Mapping) -> None:
        self.name = document
        self.sbom = Bill(document)
        self.graph = Graph(tree, self.sbom.several)
        created = (node.text for element in self.graph.of("CreationInfo") for node in element.words("created"))
        self.created = max(created, default="")
        self.notes: dict[str, list[tuple[int, str]]] = {}  # the statements of annotations, by the id of their element
        self.times: dict[str, list[tuple[int, str]]] = {}  # limits of licences by time, by the id of the thing
        self.said_of_terms: dict[str, list[tuple[int, str]]] = {}

    def bill(self, tree: Mapping) -> Bill:
        self.version(tree)
        of_creation = [text for element in self.graph.of("CreationInfo") for text in self.comments(element)]
        for element in self.graph.of("SpdxDocument", "Sbom", "Bom", "Bundle"):
            roots = [id for node in element.fields.get("rootElement", ()) if (id := id_of(node))]
            self.sbom.described.update(roots)
            for id in roots:  # what a document says of itself it says of what it is about
                self.notes.setdefault(id, []).extend((*self.comments(element), *of_creation[:1]))
        for element in self.graph.of("Annotation"):
            for about in map(id_of, element.fields.get("subject", ())):
                self.notes.setdefault(about, []).extend((node.line, node.text) for node in element.words("statement"))
        for element in self.graph.relationships():
            self.comment(element)
        licences = self.licences()
        typed = any(self.graph.of("AIPackage"))
        for element in self.graph.order:
            self.add(element, licences.get(element.id, []), typed)
        for element in self.graph.relationships():
            relate(self.sbom, element, self.graph)
        self.sbom.elements = elements_of(self.name, self.graph.elements)
        return self.sbom

    def licences(self) -> dict[str, list[tuple[Fact, tuple[LicenceText, ...]]]]:
        """The licences that relationships state, by the id of the thing."""
        reader = Licences(self.name, self.graph)
        found: dict[str, list[tuple[Fact, tuple[LicenceText, ...]]]] = {}
        for element in self.graph.relationships():
            word = local(element.word("relationshipType"))
            if word in _LICENCES or (word not in KNOWN and reader.leads_to_one(element)):
                for of in map(id_of, element.fields.get("from", ())):
                    found.setdefault(of, []).append(reader.fact(element, word))
                    self.times.setdefault(of, []).extend(self.bounds(element))
        return found

    def bounds(self, relationship: Element) -> Iterator[tuple[int, str]]:
        """The times that limit a relationship: its end, and a start that the document had still before it."""
        yield from ((node.line, f"endTime: {node.text}") for node in relationship.words("endTime"))
        for node in relationship.words("startTime"):
            if not node.text.strip() <= self.created:
                yield node.line, f"startTime: {node.text}"

    def comment(self, relationship: Element) -> None:
        """A comment of a relationship, or of a licence that it leads to, is about its ends; beside data it may be about that."""
        ends = [id for key in ("from", "to") for node in relationship.fields.get(key, ()) if (id := id_of(node))]
        elements = list(filter(None, map(self.graph.get, ends)))
        if any(element.sort == "DatasetPackage" for element in elements):
            return
        speaking = (relationship, *(element for element in elements if is_licence(element)))
        comments = [text for element in speaking for text in self.comments(element)]
        for id in ends if comments else ():
            self.notes.setdefault(id, []).extend(comments)

    def comments(self, element: Element) -> list[tuple[int, str]]:
        """The texts of an element that is no thing on the terms of those that it is beside."""
        if element.id not in self.said_of_terms:
            words = ((node.line, node.text) for key in _COMMENTS for node in element.words(key))
            self.said_of_terms[element.id] = telling(words)
        return self.said_of_terms[element.id]

    def version(self, tree: Mapping) -> None:
        """Versions that are not known are read as far as their words are the same."""
        versions = {node.text.strip(): node for element in self.graph.order for node in element.words("specVersion")}
        context = tree.get("@context")
        for node in context.items if isinstance(context, Sequence) else (context,):
            if isinstance(node, Scalar) and (found := re.search(r"/rdf/(3[\d.]*\d)/", node.text)):
                versions.setdefault(found[1], node)
            if isinstance(node, Scalar) and not re.match(_CONTEXT, node.text.strip()):
                message = "its @context is none of SPDX's; its words are read as if it were"
                self.sbom.odd(node.line, message, "name https://spdx.org/rdf/3.0.1/spdx-context.jsonld")
            for key, _ in node if isinstance(node, Mapping) else ():
                if local(key.text) in _TERMS:
                    message = f"its @context gives {key.text[:80]!r} another meaning than SPDX"
                    raise OpennessError(Problem(self.name, key.line, message, "leave SPDX's words to its own context"))
        for version, node in versions.items():
            if version not in VERSIONS:
                message = f"its version is {version!r}; what it has in common with 3.0.1 is read"
                self.sbom.odd(node.line, message, "write it as 3.0.1")
        if not versions:
            self.sbom.odd(tree.line, "nothing says its version; it is read as 3.0.1", "add a CreationInfo")

    def add(self, element: Element, licences: list[tuple[Fact, tuple[LicenceText, ...]]], typed: bool) -> None:
        purls = [*self.graph.package_urls(element)]
        sorted_purls = [(sort_of_purl(node.text), node) for node in purls]
        sort, names = self.sort_of(element, typed, [sort for (sort, _), _ in sorted_purls]), self.fact(element, "name")
        for (of, name), node in sorted_purls:
            if of and of == sort:
                names = Fact((self.sbom.claim(node, name),))
        stated = self.sbom.stated(self.graph.properties(element))
        if not sort and element.sort not in ("Package", "File"):
            return
        if not sort and element.id in self.sbom.described and element.sort == "Package" and not purls:
            purpose = element.word("primaryPurpose")
            if purpose not in _SOFTWARE and not self.sbom.things.get(element.id):
                self.sbom.unsaid.add(element.id)
        texts = tuple(dict.fromkeys(text for _, more in licences for text in more))
        fields = ((field, node) for field, nodes in element.fields.items() for node in nodes)
        prose = other_words(fields, _PROSE, _APART)
        locators = self.graph.locators(element, "" if stated.kind else "altDownloadLocation")
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
                        Fact(tuple(map(self.sbom.claim, locators))),
                        stated.fact(Property.LOCATION),
                    ]
                ),
                SILENT,
                texts,
                (*prose, *self.beside(element)),
                stated,
                self.fact(element, "copyrightText"),
                tuple(self.details(element)),
                limits=tuple(self.times.get(element.id, ())),
                links=tuple((node.line, node.text) for node in self.graph.locators(element, "license")),
            )
        )

    def beside(self, element: Element) -> Iterator[tuple[int, str]]:
        """The texts of annotations, relationships and references about an element."""
        yield from self.notes.get(element.id, ())
        for reference in self.graph.objects(element, "externalRef"):
            yield from ((node.line, node.text) for node in reference.words("comment"))
        for entry in self.graph.objects(element, "hyperparameter"):
            if may_limit(key := entry.word("key")):
                yield from (
                    (node.line, said) for node in entry.words("value") for said in words_beside(key, (node.text,))
                )
        for extension in self.graph.objects(element, "extension"):  # whoever has one may say anything there
            fields = ((field, node) for field, nodes in extension.fields.items() for node in nodes)
            yield from other_words(fields, (), _APART_OF_AN_EXTENSION)

    def details(self, element: Element) -> Iterator[tuple[ModelDetail, Fact]]:
        """The details that forms ask for, from the fields of the AI profile."""
        fields = ((ModelDetail.RELEASE_DATE, "releaseTime"), (ModelDetail.ARCHITECTURE, "typeOfModel"))
        for detail, key in fields if element.sort == "AIPackage" else ():
            for node in element.words(key):
                if value := detail.read(node.text):
                    yield detail, Fact((self.sbom.claim(node, value),))
        for outer in self.graph.objects(element, "energyConsumption"):
            for training in self.graph.objects(outer, "trainingEnergyConsumption"):
                factor = _KILOWATT_HOURS.get(local(training.word("energyUnit")))
                for node in training.words("energyQuantity") if factor else ():
                    value = ModelDetail.TRAINING_ENERGY.read(node.text)
                    if value and factor:
                        reason = (
                            value if factor == 1 else ModelDetail.TRAINING_ENERGY.read(f"{float(value) * factor:.6g}")
                        )
                        yield ModelDetail.TRAINING_ENERGY, Fact((self.sbom.claim(node, reason),))

    def sort_of(self, element: Element, typed: bool, sorts: list[str]) -> str:
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

    def availability(self, element: Element) -> Fact:
        claims = []
        for node in element.words("datasetAvailability"):
            word = local(node.text.strip())
            if word in AVAILABILITIES:
                claims.append(self.sbom.claim(node, AVAILABILITIES[word]))
            elif word not in ("NoAssertionElement", "noAssertion"):
                self.sbom.odd(node.line, f"the availability {word!r} is not one of SPDX's", ", ".join(AVAILABILITIES))
        return Fact(tuple(claims))

    def agent(self, element: Element) -> Fact:
        """The originator, or else the supplier."""
        for key in ("originatedBy", "suppliedBy"):
            for agent in self.graph.objects(element, key):
                for name in agent.words("name"):
                    return Fact((self.sbom.claim(name, because=key),))
                self.sbom.odd(agent.line, f"{key} leads to an agent without a name", "name it")
        return SILENT

    def fact(self, element: Element, key: str) -> Fact:
        """The words of a property; silent where it says nothing."""
        return Fact(
            tuple(self.sbom.claim(node) for node in element.words(key) if node.text.strip() not in (*SILENCE, "NONE"))
        )
