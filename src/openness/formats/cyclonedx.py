"""A CycloneDX BOM with models or data, 1.5 to 1.7, in JSON or XML.

Read as a tree, in which both syntaxes differ little: a list of JSON is a repeated element of XML. The library for
CycloneDX leaves out `modelCard` (`docs/decisions/0011-reading-sboms.md`). Components of type `machine-learning-model`
are models, those of type `data` data sets, and the package URLs of the Hub tell what older versions cannot.
"""

import re
from collections.abc import Iterator

from attrs import evolve

from openness.errors import OpennessError, Problem
from openness.formats._cyclonedx_dependencies import relate
from openness.formats._cyclonedx_details import details
from openness.formats._cyclonedx_elements import elements_of
from openness.formats._cyclonedx_licences import Licences
from openness.formats._cyclonedx_prose import Texts, about_all, annotations, texts_about
from openness.formats._cyclonedx_tree import listed, others_of, properties_of, under
from openness.formats._licences import SILENCE
from openness.formats._sbom import LIMIT as LIMIT
from openness.formats._sbom import VALUES, Bill, is_sbom
from openness.formats._sbom_things import Relationship, Thing, is_weights
from openness.formats._shape import Shape, misfits
from openness.release.claim import SILENT, Claim, Fact, joined_facts
from openness.release.location import Source
from openness.release.release import LicenceText, Release
from openness.syntax.document import Document, decoded
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Node, Scalar, every, source_of, texts_of, word_of
from openness.syntax.urls import offers, on_hub, sort_of_purl
from openness.vocabulary import Availability, Basis, Relation, hub
from openness.vocabulary.properties import Property

NAME = "CycloneDX BOM"
HOLDS = "alone"
BYTES = True

VERSIONS = ("1.5", "1.6", "1.7")

_SPACE = "http://cyclonedx.org/schema/bom/"
_LINKS = ("dependencies", "dependsOn", "pedigree", "ancestors")  # fields that may name a base
_CLOSED = re.compile(r"confidential|restricted|private|internal|secret|proprietary|sensitive", re.IGNORECASE)
_GATES = ("true", "auto", "manual", "yes")
_WEIGHTS = "openness:weights"  # another tool's: `open-weight`, `gated` or `closed`


_SHAPES = {
    "version": Shape.NUMBER,  # of a BOM it is one
    "specVersion": Shape.WORD,
    **dict.fromkeys(
        (
            "metadata component reference license modelCard modelParameters pedigree evidence licensing declarations"
        ).split(),
        Shape.OBJECT,
    ),
    **dict.fromkeys(
        "components dependencies licenses externalReferences ancestors properties annotations expressionDetails".split(),
        Shape.LIST,
    ),
    **dict.fromkeys(("datasets", "data"), Shape.THING),
    **dict.fromkeys(("dependsOn", "provides"), Shape.WORDS),
    **dict.fromkeys(
        (
            "name type publisher group purl ref bom-ref expression id url acknowledgement classification description"
        ).split(),
        Shape.WORD,
    ),
}


def matches_name(base: str) -> bool:
    """True where a file of this name is, or may be, a BOM."""
    return re.search(r"\.cdx\.(?:json|xml)$", base.lower()) is not None or is_sbom(base, "json", "xml")


def matches_content(base: str, text: str) -> bool:
    """True where a text is a BOM: it names the format."""
    start = text.lstrip()[:1]
    if start == "{":
        return re.search(r'"bomFormat"\s*:\s*"CycloneDX"', text) is not None
    return start == "<" and re.search(rf"[\"']{re.escape(_SPACE)}[\d.]+[\"']", text) is not None


def read(document: Document) -> tuple[Release, ...]:
    """The models that the BOM lists, or else the data sets.

    Raises:
        OpennessError: when it cannot be read.
        NotThisFormat: when it lists neither.
    """
    document = decoded(document, LIMIT)
    version: Scalar | None = None
    tree: Node | None
    if document.text.lstrip().startswith("<"):
        from openness.syntax.xml import xml_tree

        space, name, tree = xml_tree(document.text, document.name, VALUES)
        if name == "bom" and space.startswith(_SPACE):
            version = Scalar(space.removeprefix(_SPACE), False, tree.line)
    else:
        tree = json_tree(document.text, document.name, VALUES)
        if isinstance(tree, Mapping) and word_of(tree, "bomFormat") == "CycloneDX":
            node = tree.get("specVersion")
            version = node if isinstance(node, Scalar) else Scalar("", False, tree.line)
    if version is None or not isinstance(tree, Mapping):
        raise OpennessError(Problem(document.name, 1, "it holds no CycloneDX BOM", "name one in JSON or XML"))
    reader = _CycloneDXReader(document.name)
    in_xml = document.text.lstrip().startswith("<")
    reader.sbom.pass_over(misfits(tree, document.name, _SHAPES, typed=not in_xml, repeated=in_xml), _LINKS)
    return reader.bill(tree, version).releases()


class _CycloneDXReader:
    """Reads one BOM."""

    def __init__(self, document: str) -> None:
        self.name = document
        self.sbom = Bill(document)
        self.licences = Licences(self.sbom)
        self.unnamed = 0
        self.nodes: list[Mapping] = []
        self.annotations: dict[str, Texts] = {}
        self.refs: frozenset[str] = frozenset()

    def bill(self, tree: Mapping, version: Scalar) -> Bill:
        if version.text not in VERSIONS:
            if not re.fullmatch(r"1\.\d{1,2}", version.text):
                message = f"its version is {version.text!r}, which is not one of CycloneDX's"
                raise OpennessError(Problem(self.name, version.line, message, "write it as 1.6"))
            message = (
                f"its version is {version.text}; what it has in common with {VERSIONS[0]} to {VERSIONS[-1]} is read"
            )
            self.sbom.odd(version.line, message, "write it as 1.6")
        self.refs = frozenset(word.text.strip() for word in under("bom-ref", tree))
        self.annotations = annotations(tree)
        self.sbom.about_all += about_all(tree, self.annotations, self.refs)
        metadata = tree.get("metadata")
        for node in every(metadata, "component"):
            if isinstance(node, Mapping):
                self.sbom.described.add(self.components(node))
        whole = next(iter(self.sbom.described), "")
        for node in listed(tree, "components", "component"):
            if isinstance(node, Mapping):
                self.components(node, whole)
        relate(self.sbom, tree, self.refs)
        used = frozenset(
            relationship.to
            for relationship in self.sbom.relationships
            if relationship.sort in ("trained-on", "tested-on", "part")
        )
        self.sbom.elements = elements_of(tree, self.nodes, used, self.name)
        return self.sbom

    def components(self, outer: Mapping, whole: str = "") -> str:
        """A component and those within it; the id of the first.

        One that says itself which part or base it is belongs to what it is within, else to what the BOM is about.
        """
        first = ""
        waiting = [("", outer)]
        while waiting:
            within, node = waiting.pop()
            self.nodes.append(node)
            id = self.component(node)
            first = first or id
            source = Source(self.name, node.line)
            if within:
                self.sbom.relate(Relationship(within, id, "holds", source))
            stated = self.sbom.things[id].stated
            if (within or whole) and stated.relation is not None:
                self.sbom.relate(Relationship(within or whole, id, "base", source, stated.relation, Basis.DECLARED))
            elif (within or whole) and stated.kind is not None:
                self.sbom.relate(Relationship(within or whole, id, "part", source))
            inner = [
                component for component in listed(node, "components", "component") if isinstance(component, Mapping)
            ]
            waiting.extend((id, component) for component in reversed(inner))
        return first

    def component(self, node: Mapping) -> str:
        """One component, with what it says of its data and its bases."""
        id = self.id_of(node)
        sort = self.sort_of(node)
        source = Source(self.name, node.line)
        stated = self.sbom.stated(properties_of(node))
        if not sort and stated.kind is None:
            name = self.fact(node, "name")
            licence, texts = self.licence(node) if is_weights(name) else (SILENT, ())
            prose = tuple(self.prose(node)) if is_weights(name) else ()
            self.sbom.add(Thing(id, "", source, name, licence=licence, texts=texts, prose=prose))
            return id
        names = self.name_of(node)
        licence, texts = self.licence(node)
        properties = list(others_of(node))
        gates = [
            self.sbom.claim(value, Availability.GATED)
            for key, value in properties
            if key == "gated" and value.text.strip().lower() in _GATES
        ]
        weights = [value for name, value in properties_of(node) if name == _WEIGHTS]
        gates += [self.sbom.claim(value, Availability.GATED) for value in weights if value.text.strip() == "gated"]
        if any(value.text.strip() == "closed" for value in weights):  # and so its address tells nothing
            stated = evolve(stated, unknown=True)
        self.sbom.add(
            Thing(
                id,
                sort,
                source,
                names,
                joined_facts([self.fact(node, "version"), stated.fact(Property.VERSION)]),
                self.agent(node),
                licence,
                Fact(tuple(gates)),
                joined_facts(
                    [
                        self.references(node) if stated.kind else self.location(node, sort, names),
                        stated.fact(Property.LOCATION),
                    ]
                ),
                self.references(node, "model-card") if sort == "model" else SILENT,
                texts,
                tuple(self.prose(node)),
                stated,
                joined_facts([self.fact(node, "copyright"), *map(self.found_copyrights, every(node, "evidence"))]),
                tuple(details(self.sbom, node)) if sort == "model" else (),
                (*self.licences.links(node), *self.links(node)),
                tuple(self.licences.limits(node)),
            )
        )
        if sort == "model":
            self.data(node, id)
            self.bases(node, id, properties)
        return id

    def prose(self, node: Mapping) -> Iterator[tuple[int, str]]:
        """The texts about one component, its own and those of annotations."""
        yield from texts_about(node)
        yield from self.annotations.get(word_of(node, "bom-ref"), ())

    def id_of(self, node: Mapping) -> str:
        if id := word_of(node, "bom-ref") or word_of(node, "purl"):
            return id
        self.unnamed += 1
        return f"component {self.unnamed}: {word_of(node, 'name')}"

    def sort_of(self, node: Mapping) -> str:
        """`model`, `data` or neither."""
        kind = word_of(node, "type")
        if kind == "machine-learning-model":
            return "model"
        if kind == "data":
            sorts = [word_of(data, "type") for data in every(node, "data")]
            return "data" if not sorts or "dataset" in sorts or "" in sorts else ""
        return sort_of_purl(word_of(node, "purl"))[0]

    def name_of(self, node: Mapping) -> Fact:
        """The name a package URL of the Hub tells, else the group and the name."""
        for written, text in texts_of(node, "purl"):
            sort, name = sort_of_purl(text)
            if sort:
                return Fact((self.sbom.claim(written, name),))
        group = word_of(node, "group")
        names = self.fact(node, "name")
        if not group:
            return names
        return Fact(
            tuple(Claim(f"{group}/{claim.value}", claim.basis, claim.source, claim.written) for claim in names.claims)
        )

    def agent(self, node: Mapping) -> Fact:
        """The maker: the first name under `manufacturer`, `publisher`, `author`, `supplier` and `authors`."""
        for key in ("manufacturer", "publisher", "author", "supplier"):
            for value in every(node, key):
                if isinstance(value, Scalar):
                    if value.text.strip() not in SILENCE:
                        return Fact((self.sbom.claim(value, because=key),))
                elif (fact := self.fact(value, "name")).claims:
                    return fact
        for value in listed(node, "authors", "author"):
            if (fact := self.fact(value, "name")).claims:
                return fact
        return SILENT

    # Addresses

    def references(self, node: Mapping, *kinds: str) -> Fact:
        """The addresses of external references of some kinds; of every kind where none is named."""
        return Fact(
            tuple(
                self.sbom.claim(url)
                for reference in listed(node, "externalReferences", "reference")
                if not kinds or word_of(reference, "type") in kinds
                for url, _ in texts_of(reference, "url")
            )
        )

    def location(self, node: Mapping, sort: str, names: Fact) -> Fact:
        """The address where people can get a thing: a stated distribution, its repository, or its own page on the Hub.

        Of several those count that are of its files; the data set's own contents count as its distribution.
        """
        claims = list(self.references(node, "distribution", "vcs").claims)
        for reference in listed(node, "externalReferences", "reference"):
            for url, text in texts_of(reference, "url"):
                repository = on_hub(text)
                if repository is not None and repository[0] == sort and repository[1] in names.values:
                    claims.append(self.sbom.claim(url))
        for data in every(node, "data"):
            claims.extend(self.contents(data))
        telling = [claim for claim in claims if offers(claim.value, sort)]
        return joined_facts([Fact((claim,)) for claim in telling or claims[:1]])

    def contents(self, data: Node) -> Iterator[Claim]:
        """The addresses of a data set's contents, unless it is said to be for few."""
        if _CLOSED.search(word_of(data, "classification")):
            return
        for contents in every(data, "contents"):
            yield from (self.sbom.claim(url) for url, _ in texts_of(contents, "url"))

    # Data and base models

    def data(self, node: Mapping, id: str) -> None:
        """The data sets that a model card names, in place or by reference."""
        cards = [card for card in every(node, "modelCard") if isinstance(card, Mapping)]
        for parameters in (node for card in cards for node in every(card, "modelParameters")):
            lists = list(listed(parameters, "datasets", "dataset"))
            for number, data in enumerate(lists, 1):
                source = Source(self.name, data.line)
                if isinstance(data, Scalar):
                    self.sbom.relate(Relationship(id, data.text.strip(), "trained-on", source))
                elif reference := word_of(data, "ref"):
                    self.sbom.relate(Relationship(id, reference, "trained-on", source))
                elif isinstance(data, Mapping) and word_of(data, "type") in ("", "dataset"):
                    below = word_of(data, "bom-ref") or f"{id}, data set {number}"
                    places = tuple(self.contents(data))
                    prose = tuple((written.line, written.text) for written, _ in texts_of(data, "description"))
                    thing = Thing(below, "data", source, self.fact(data, "name"), location=Fact(places), prose=prose)
                    self.sbom.add(thing)
                    self.sbom.relate(Relationship(id, below, "trained-on", source))
            for entry in every(parameters, "datasets"):
                for written, text in texts_of(entry, "ref"):  # XML may hold references beside data sets
                    if len(lists) != 1 or entry is not lists[0]:
                        self.sbom.relate(Relationship(id, text, "trained-on", source_of(self.name, written)))

    def bases(self, node: Mapping, id: str, properties: list[tuple[str, Scalar]]) -> None:
        """Relate a component to its bases: the ancestors of its pedigree, and the models that properties name."""
        stated = [value.text.strip().lower() for key, value in properties if key == "basemodelrelation"]
        relation = hub.RELATIONS.get(stated[-1]) if stated else None
        basis = Basis.DECLARED if relation else Basis.INFERRED
        for pedigree in every(node, "pedigree"):
            for ancestor_node in listed(pedigree, "ancestors", "component"):
                if not isinstance(ancestor_node, Mapping):  # whatever it names is a base, and may be any
                    name = ancestor_node.text.strip() if isinstance(ancestor_node, Scalar) else ""
                    if not isinstance(ancestor_node, Scalar) or not ancestor_node.null:
                        self.sbom.relate(Relationship(id, name, "base", Source(self.name, ancestor_node.line)))
                    continue
                ancestor = self.component(ancestor_node)
                thing = self.sbom.things[ancestor]
                if thing.sort != "model":  # whatever it is called, its terms may reach the model
                    licence, _ = self.licence(ancestor_node)
                    more = Thing(
                        ancestor,
                        "",
                        thing.source,
                        self.name_of(ancestor_node),
                        SILENT,
                        self.agent(ancestor_node),
                        licence,
                    )
                    self.sbom.add(more, further=True)
                source = Source(self.name, ancestor_node.line)
                own = thing.stated.relation
                how, known = (own, Basis.DECLARED) if own else (relation or Relation.FINE_TUNE, basis)
                self.sbom.relate(Relationship(id, ancestor, "base", source, how, known))
        for key, value in properties:
            if key in ("basemodel", "basemodels"):
                for name in filter(None, (part.strip(" \t\n\"'[]") for part in value.text.split(","))):
                    source = source_of(self.name, value)
                    self.sbom.relate(Relationship(id, name, "base", source, relation or Relation.FINE_TUNE, basis))

    def licence(self, node: Mapping) -> tuple[Fact, tuple[LicenceText, ...]]:
        """The licence that the component states, or else the addresses that it gives for one."""
        fact, texts = self.licences.of(node)
        return (fact if fact.claims else self.references(node, "license")), texts

    def links(self, node: Mapping) -> Iterator[tuple[int, str]]:
        """The addresses that it gives for a licence, beside one that it names."""
        return ((claim.source.line, claim.value) for claim in self.references(node, "license").claims)

    def found_copyrights(self, evidence: Node) -> Fact:
        """The copyright statements that were found as evidence."""
        statements = listed(evidence, "copyright", "text")
        return Fact(
            tuple(
                self.sbom.claim(statement)
                for statement in statements
                if isinstance(statement, Scalar) and statement.text.strip()
            )
        )

    def fact(self, node: Node, key: str) -> Fact:
        """The words of a field; silent where it says nothing."""
        return Fact(tuple(self.sbom.claim(written) for written, text in texts_of(node, key) if text not in SILENCE))
