"""An SPDX 2.3 document, in any of its syntaxes: JSON, YAML, tag-value, RDF/XML and XML.

JSON, YAML and XML are read as trees, which know their lines and bounds; tag-value and RDF/XML by `spdx-tools`, which
gives them the shape of JSON (`docs/decisions/0011-reading-sboms.md`). SPDX 2.3 has no word for a model: `sort_of` decides
which packages are models. Both the declared and the concluded licence are claims.
"""

import re
from collections.abc import Iterator

from openness.errors import OpennessError, Problem
from openness.formats._licences import SILENCE, Own, licence_said
from openness.formats._prose import telling
from openness.formats._sbom import LIMIT as LIMIT
from openness.formats._sbom import VALUES, Bill, is_sbom
from openness.formats._sbom_things import Relationship, Thing, is_weights
from openness.formats._shape import Shape, misfits
from openness.formats._spdx2_elements import elements_of
from openness.formats._spdx2_relationships import described_by, holders_of_weights, relate
from openness.formats._words import other_words
from openness.release.claim import SILENT, Claim, Fact, joined_facts
from openness.release.location import Source
from openness.release.release import LicenceText, Release
from openness.syntax.document import Document, decoded
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Node, Scalar, every, source_of, texts_of, word_of
from openness.syntax.urls import on_hub, purl, sort_of_purl
from openness.syntax.yaml import yaml_tree
from openness.vocabulary import NOASSERTION, Basis
from openness.vocabulary.endings import WEIGHTS

NAME = "SPDX 2 document"
HOLDS = "alone"
BYTES = True

VERSIONS = ("SPDX-2.3",)

_TELLING = re.compile(
    r"""^\s*\{.*?["']spdxVersion["']\s*:\s*["']SPDX-[12]|^\s*<.*?(?:spdx\.org/rdf/terms|<spdxVersion>)"""
    r"""|(?m:^["']?spdxVersion["']?:\s*["']?SPDX-|^SPDXVersion:\s*SPDX-)""",
    re.DOTALL,
)
_KINDS = (
    r"(?:language|machine[- ]learning|deep[- ]learning|neural|foundation|diffusion|pre-?trained|embedding|generative)"
)
_IS_MODEL = re.compile(rf"\b(?:{_KINDS}[\w -]{{0,40}}\bmodel|(?:AI|ML) model|LLM|model weights|model checkpoint)\b")
_SAYS_MODEL = re.compile(r"\b(?:ai_)?AIPackage\b|\bmachine-learning-model\b")
_IS_DATA = re.compile(r"\b(?:data ?set|training data|corpus)\b", re.IGNORECASE)
_SAYS_DATA = re.compile(r"\b(?:dataset_)?DatasetPackage\b")
_SOFTWARE = frozenset("APPLICATION FRAMEWORK LIBRARY CONTAINER OPERATING_SYSTEM DEVICE FIRMWARE SOURCE INSTALL".split())

_LICENCES = ("licenseDeclared", "licenseConcluded")
_LINKS = ("relationships", "spdxElementId", "relationshipType", "relatedSpdxElement")
_SHAPES = {
    **dict.fromkeys(
        "packages relationships files annotations externalRefs hasExtractedLicensingInfos".split(), Shape.LIST
    ),
    **dict.fromkeys(
        (
            "spdxVersion SPDXID name versionInfo supplier originator downloadLocation licenseDeclared "
            "licenseConcluded copyrightText primaryPackagePurpose packageFileName fileName referenceLocator "
            "spdxElementId relationshipType relatedSpdxElement licenseId extractedText comment summary"
        ).split(),
        Shape.WORD,
    ),
    **dict.fromkeys("documentDescribes hasFiles".split(), Shape.WORDS),
}


def matches_name(base: str) -> bool:
    """True where a file of this name is, or may be, an SPDX document."""
    lower = base.lower()
    return re.search(r"\.spdx(?:\.(?:json|ya?ml|rdf|rdf\.xml|xml|tag|tv))?$", lower) is not None or is_sbom(
        lower, "json", "xml"
    )


def matches_content(base: str, text: str) -> bool:
    """True where a text is an SPDX 2 document: it names the version."""
    if "pdxVersion" not in text and "PDXVersion" not in text and "spdx.org/rdf/terms" not in text:
        return False
    return not base.lower().endswith((".md", ".markdown")) and _TELLING.search(text) is not None


def read(document: Document) -> tuple[Release, ...]:
    """The models that the document lists, or else the data sets.

    Raises:
        OpennessError: when it cannot be read.
        NotThisFormat: when it lists neither.
    """
    document = decoded(document, LIMIT)
    return _Spdx2Reader(document).bill().releases()


def tree_of(document: Document) -> Node | None:
    """The document in the shape of SPDX's JSON, whatever its syntax."""
    text = document.text.lstrip()
    if text.startswith("{"):
        return json_tree(document.text, document.name, VALUES)
    if text.startswith("<"):
        from openness.syntax.xml import xml_tree

        _, name, tree = xml_tree(document.text, document.name, VALUES)
        if name != "RDF":
            return tree
    elif not _is_tagged(text):
        return yaml_tree(document.text, document.name)
    from openness.syntax.tag_value import tree_by_library

    return tree_by_library(document)


def _is_tagged(text: str) -> bool:
    """True where a text is in tag-value form."""
    return re.search(r"^SPDXVersion:", text, re.MULTILINE) is not None


class _Spdx2Reader:
    """Reads one document into a bill."""

    def __init__(self, document: Document) -> None:
        self.name = document.name
        self.sbom = Bill(document.name)
        tree = tree_of(document)
        if not isinstance(tree, Mapping):
            raise OpennessError(Problem(self.name, 1, "it holds no SPDX document", "name an SPDX 2.3 document"))
        start = document.text.lstrip()
        in_json = start.startswith("{")
        in_yaml = not in_json and not start.startswith("<") and not _is_tagged(start)
        passed_over = misfits(tree, document.name, _SHAPES, typed=in_json, repeated=not (in_json or in_yaml))
        self.sbom.pass_over(passed_over, _LINKS)
        self.tree = tree
        self.own: dict[str, Own] = {}
        self.said_of_licences: dict[str, list[tuple[int, str]]] = {}  # what comments on those say of the terms
        #: The comments and annotations beside the packages, under the id of the element that each is about.
        self.notes: dict[str, list[tuple[int, str]]] = {}
        self.untold: set[str] = set()  # packages of which nothing says what they are

    def bill(self) -> Bill:
        self.version()
        self.document_id = word_of(self.tree, "SPDXID") or "SPDXRef-DOCUMENT"
        self.licences()
        self.note()
        relationships = [node for node in every(self.tree, "relationships") if isinstance(node, Mapping)]
        self.sbom.described.update(text for _, text in texts_of(self.tree, "documentDescribes"))
        self.sbom.described.update(described_by(relationships, self.document_id))
        packages = [node for node in every(self.tree, "packages") if isinstance(node, Mapping)]
        if not self.sbom.described and len(packages) == 1:
            self.sbom.described.add(word_of(packages[0], "SPDXID") or "package 1")
        files = [node for node in every(self.tree, "files") if isinstance(node, Mapping)]
        for node in files:
            self.file(node)
        for snippet in every(self.tree, "snippets"):
            self.snippet(snippet)
        ids = {
            self.document_id,
            *(word_of(node, "SPDXID") for kind in ("packages", "files", "snippets") for node in every(self.tree, kind)),
        }
        with_weights = holders_of_weights(self.sbom, relationships, packages)
        for number, node in enumerate(packages, 1):
            self.package(node, number, with_weights)
        for node in relationships:
            relate(self.sbom, node, self.untold, ids)
        self.sbom.elements = elements_of(self.tree, packages, bool(self.sbom.described), self.name)
        return self.sbom

    def version(self) -> None:
        node = self.tree.get("spdxVersion")
        version = node.text.strip() if isinstance(node, Scalar) else ""
        if version not in VERSIONS:
            line = (node or self.tree).line
            if not version.startswith("SPDX-2."):
                help = "write it as SPDX-2.3"
                raise OpennessError(Problem(self.name, line, f"its version is {version!r}, not SPDX 2", help))
            self.sbom.odd(line, f"its version is {version}; it is read as SPDX-2.3", "write it as SPDX-2.3")

    def licences(self) -> None:
        """The licences that the document defines; one that it defines twice, in different words, is not known."""
        for node in every(self.tree, "hasExtractedLicensingInfos"):
            if not isinstance(node, Mapping) or not (id := word_of(node, "licenseId")):
                continue
            text = node.get("extractedText")
            words = text.text if isinstance(text, Scalar) else ""
            name = word_of(node, "name")
            own = Own("" if name in SILENCE else name, words, (text or node).line)
            if id in self.own and self.own[id] != own:
                self.sbom.odd(node.line, f"the licence {id!r} is defined twice, so it is not known", "define it once")
                own = Own(unread=True, line=node.line)
            self.own[id] = own
            self.said_of_licences[id] = telling((line.line, text) for line, text in texts_of(node, "comment"))

    def note(self) -> None:
        """The comments of the document and of its making, and its annotations: of what they name, or else of itself."""
        commented = (self.tree, *every(self.tree, "creationInfo"))
        notes = [(self.document_id, written) for node in commented for written, _ in texts_of(node, "comment")]
        for note in every(self.tree, "annotations"):
            about = word_of(note, "spdxElementId") or word_of(note, "SPDXID") or self.document_id
            notes.extend((about, written) for written, _ in texts_of(note, "comment"))
        others = other_words(((key.text, value) for key, value in self.tree), (), _APART_OF_DOCUMENT)
        self.sbom.about_all += telling(others)
        for about, written in notes:
            self.notes.setdefault(about, []).append((written.line, written.text))

    def file(self, node: Mapping) -> None:
        id = word_of(node, "SPDXID")
        if id:
            licence, texts = self.licence(node, ("licenseConcluded",), "licenseInfoInFiles")
            name = self.fact(node, "fileName")
            prose = tuple(self.words(node)) if is_weights(name) else ()
            self.sbom.add(Thing(id, "", Source(self.name, node.line), name, licence=licence, texts=texts, prose=prose))

    def snippet(self, node: Node) -> None:
        """A snippet says what it says of the file that it is a part of."""
        if isinstance(node, Mapping) and (id := word_of(node, "snippetFromFile")) in self.sbom.things:
            licence, texts = self.licence(node, ("licenseConcluded",), "licenseInfoInSnippets")
            prose = tuple(self.words(node))
            part = Thing(id, "", Source(self.name, node.line), licence=licence, texts=texts, prose=prose)
            self.sbom.add(part, further=True)

    def package(self, node: Mapping, number: int, with_weights: set[str]) -> None:
        id = word_of(node, "SPDXID") or f"package {number}"
        for _, below in texts_of(node, "hasFiles"):
            self.sbom.relate(Relationship(id, below, "holds", Source(self.name, node.line)))
        sort, name = self.sort_of(node, id, with_weights)
        source = Source(self.name, node.line)
        if not sort and self.says_nothing(node):
            self.untold.add(id)
        if not sort and not (id in self.sbom.described and id in self.untold):
            self.sbom.add(Thing(id, "", source, self.fact(node, "name")))
            return
        if not sort:
            self.sbom.unsaid.add(id)
        names = Fact((Claim(name[0], Basis.DECLARED, source_of(self.name, name[1]), name[1].text),)) if name else SILENT
        licence, texts = self.licence(node)
        prose = [*self.words(node), *self.beside(node)]
        prose.extend(self.notes.get(id, ()))
        for _, expression in (pair for key in _LICENCES for pair in texts_of(node, key)):
            for word in dict.fromkeys(re.findall(r"[\w.+:-]+", expression)):
                prose.extend(self.said_of_licences.get(word, ()))
        if self.sbom.described == {id}:  # what a document says of itself it says of the one thing that it is about
            prose.extend(self.notes.get(self.document_id, ()))
        thing = Thing(
            id,
            sort,
            source,
            names if names.claims else self.fact(node, "name"),
            self.fact(node, "versionInfo"),
            self.agent(node),
            licence,
            location=self.fact(node, "downloadLocation"),
            texts=texts,
            prose=tuple(prose),
            copyright=self.fact(node, "copyrightText"),
        )
        self.sbom.add(thing)

    def words(self, node: Mapping) -> Iterator[tuple[int, str]]:
        """The words of a package, a file or a snippet that are read as nothing else."""
        return other_words(((key.text, value) for key, value in node), _PROSE, _APART)

    def beside(self, node: Mapping) -> Iterator[tuple[int, str]]:
        """The comments of the annotations and of the references of a package."""
        for key in ("annotations", "externalRefs"):
            for note in every(node, key):
                yield from ((written.line, written.text) for written, _ in texts_of(note, "comment"))

    def sort_of(self, node: Mapping, id: str, with_weights: set[str]) -> tuple[str, tuple[str, Scalar] | None]:
        """The sort of a package, model or data, and the name that a package URL gives it.

        A package URL, an address on the Hub, a file of weights or a word that only a model has tells it whatever else
        is said; what it is called tells it only where the document is about it and does not say it is software.
        """
        for reference in every(node, "externalRefs"):
            if isinstance(reference, Mapping):
                locator = reference.get("referenceLocator")
                if isinstance(locator, Scalar):
                    sort, name = sort_of_purl(locator.text)
                    if sort:
                        return sort, (name, locator)
        purpose = word_of(node, "primaryPackagePurpose").upper().replace("-", "_")
        if purpose in ("MODEL", "DATA", "DATASET"):
            line = (node.get("primaryPackagePurpose") or node).line
            self.sbom.odd(line, f"the purpose {purpose!r} is not one of SPDX 2.3's", "write OTHER, and a comment")
            return ("model" if purpose == "MODEL" else "data"), None
        words = [text for key in _PROSE for _, text in texts_of(node, key)]
        words += [text for note in every(node, "annotations") for _, text in texts_of(note, "comment")]
        if any(_SAYS_MODEL.search(text) for text in words):
            return "model", None
        if any(_SAYS_DATA.search(text) for text in words):
            return "data", None
        if (repository := on_hub(word_of(node, "downloadLocation"))) is not None:
            return repository[0], None
        files = (word_of(node, key).lower() for key in ("packageFileName", "name", "downloadLocation"))
        if any(name.endswith(WEIGHTS) for name in files):
            return "model", None
        if purpose in _SOFTWARE:
            return "", None
        if id in self.sbom.described:
            if id in with_weights:
                return "model", None
            words = [word_of(node, "name").replace("_", " ").replace("-", " "), *words]
            if any(_IS_MODEL.search(text[:1000]) for text in words):
                return "model", None
            if any(_IS_DATA.search(text[:1000]) for text in words):
                return "data", None
        return "", None

    def says_nothing(self, node: Mapping) -> bool:
        """True where nothing says what a package is."""
        purpose = word_of(node, "primaryPackagePurpose").upper().replace("-", "_")
        locators = [word_of(reference, "referenceLocator") for reference in every(node, "externalRefs")]
        packaged = any((purl(locator) or ("generic",))[0] != "generic" for locator in locators)
        return purpose in ("", "OTHER", "FILE", "ARCHIVE") and not packaged

    def licence(
        self,
        node: Mapping,
        keys: tuple[str, ...] = _LICENCES,
        within: str = "licenseInfoFromFiles",
    ) -> tuple[Fact, tuple[LicenceText, ...]]:
        """The declared and the concluded licence, and those of the files that neither names."""
        facts: list[Fact] = []
        texts: tuple[LicenceText, ...] = ()
        named: set[str] = set()
        for key in keys:
            for odd in every(node, key):
                if not isinstance(odd, Scalar):
                    self.sbom.odd(odd.line, f"{key} is not a word", "write one licence or expression")
                    facts.append(Fact((Claim(NOASSERTION, Basis.DECLARED, source_of(self.name, odd), "", key),)))
            for written, text in texts_of(node, key):
                fact, more = licence_said((text,), self.own, source_of(self.name, written), key)
                facts.append(fact)
                texts = (*texts, *more)
                named.update(re.findall(r"[\w.+:-]+", text))
        found = [(written, text) for written, text in texts_of(node, within) if text not in (*SILENCE, "NONE")]
        other = [text for _, text in found if text not in named]
        if other:
            fact, more = licence_said(other, self.own, source_of(self.name, found[0][0]), within)
            facts.append(fact)
            texts = (*texts, *more)
        return joined_facts(facts), texts

    def fact(self, node: Mapping, key: str) -> Fact:
        """The words of a field; silent where it says nothing."""
        return Fact(
            tuple(
                Claim(text, Basis.DECLARED, source_of(self.name, written), written.text)
                for written, text in texts_of(node, key)
                if text not in (*SILENCE, "NONE")
            )
        )

    def agent(self, node: Mapping) -> Fact:
        """The maker, or else the supplier, without the word before and the address after."""
        for key in ("originator", "supplier"):
            for written, text in texts_of(node, key):
                name = re.sub(r"\s*\([^()]*\)$", "", text.partition(":")[2]).strip()
                if not name and text not in SILENCE:
                    message = f"the {key} {text[:80]!r} is neither a person nor an organisation"
                    self.sbom.odd(written.line, message, "write `Organization: …`")
                if name and text not in SILENCE:
                    return Fact((Claim(name, Basis.DECLARED, source_of(self.name, written), written.text, key),))
        return SILENT


_PROSE = (
    *("summary", "description", "comment", "licenseComments", "attributionTexts", "sourceInfo", "noticeText"),
    "usageInfo",
)
#: Fields of a document that are read as what they are, or whose words are no sentences.
_APART_OF_DOCUMENT = frozenset(
    (
        "spdxVersion SPDXID dataLicense name documentNamespace creationInfo comment documentDescribes packages files snippets "
        "relationships annotations hasExtractedLicensingInfos externalDocumentRefs revieweds xmlns content"
    ).split()
)
#: The same of packages, files and snippets.
_APART = frozenset(
    (
        "SPDXID name versionInfo packageFileName fileName supplier originator downloadLocation filesAnalyzed checksums "
        "packageVerificationCode homepage licenseConcluded licenseDeclared licenseInfoFromFiles licenseInfoInFiles "
        "licenseInfoInSnippets copyrightText externalRefs primaryPackagePurpose releaseDate builtDate validUntilDate "
        "hasFiles annotations fileTypes fileContributors fileDependencies artifactOfs snippetFromFile ranges"
    ).split()
)
