"""A release as the Model Openness Framework's own tool writes it: one YAML file a model.

A component that is listed is included; its licence is its own, else that of its content type, else that of the
distribution, and a component that says it is unlicensed inherits none (`docs/reference/mof-file.md`). What the tool
would misread is reported instead: it takes a component it does not know for another one.
"""

import re
from typing import TYPE_CHECKING

from openness.errors import OpennessError, Problem, nearest
from openness.formats._shape import Misfits, Shape, misfits
from openness.licensing.expression import all_of
from openness.release.claim import SILENT, Claim, Fact
from openness.release.component import Component, Item, joined_components
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.release import Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, source_of, texts_of
from openness.syntax.yaml import yaml_tree
from openness.vocabulary import NOASSERTION, Availability, Basis, Kind
from openness.vocabulary.details import ModelDetail
from openness.vocabulary.mof import NAMES, NOT_THERE

if TYPE_CHECKING:
    from openness.release.hints import LicenceHint

NAME = "MOF file"
HOLDS = "release"
LIMIT = TEXT_LIMIT
BYTES = False


_SHAPES = {
    **dict.fromkeys("framework release components distribution data document".split(), Shape.OBJECT),
    **dict.fromkeys("name version producer component_path description".split(), Shape.WORD),
}
#: Fields of a release that are texts for people, and those that are read as what they are or hold no sentences.
_PROSE = frozenset(("description",))
_APART = frozenset("name version date license type architecture treatment origin producer contact components".split())


def matches_name(base: str) -> bool:
    """True where a file of this name is a MOF file: the name never tells, the content does."""
    return False


def matches_content(base: str, text: str) -> bool:
    """True where a text is a MOF file: YAML with a framework and a release."""
    if not base.endswith((".yml", ".yaml")):
        return False
    return "framework" in text and all(
        re.search(rf"^{key}[ \t]*:", text, re.MULTILINE) for key in ("framework", "release")
    )


def read(document: Document) -> Release:
    """The release that the file describes.

    Raises:
        OpennessError: when it is not YAML, or has no release.
    """
    tree = yaml_tree(document.text, document.name)
    release = tree.get("release") if isinstance(tree, Mapping) else None
    if not isinstance(release, Mapping):
        raise OpennessError(Problem(document.name, 1, "it has no release", "write `release:` with name and components"))
    reader = _MofReader(document.name, misfits(tree, document.name, _SHAPES, typed=False))
    framework = tree.get("framework") if isinstance(tree, Mapping) else None
    version = framework.get("version") if isinstance(framework, Mapping) else None
    if isinstance(version, Scalar) and not re.fullmatch(r"(?:1(?:\.\d+)*)?", version.text.strip()):
        message = f"it is of version {version.text[:80]!r} of the framework; what it has in common with 1.0 is read"
        reader.odd(version, message, "write it as 1.0")
    return reader.release(release)


class _MofReader:
    """Reads one file and keeps what it does not understand."""

    def __init__(self, document: str, passed_over: Misfits) -> None:
        self.document = document
        self.oddities = passed_over.findings
        self.passed_over = passed_over
        self.descriptions: list[tuple[Source, str]] = []  # of the weights

    def odd(self, node: Node, message: str, help: str = "", code: Code = Code.FIELD_INVALID) -> None:
        self.oddities.append(Finding(code, message, source_of(self.document, node), help))

    def fact(self, node: Node | None, value: str = "") -> Fact:
        if not isinstance(node, Scalar) or node.null or not node.text.strip(" \t\n"):
            return SILENT
        value = value or node.text.strip(" \t\n")
        return Fact((Claim(value, Basis.DECLARED, source_of(self.document, node), node.text),))

    def name(self, node: Node | None) -> Fact:
        """The name; the tool asks for one, so `NOASSERTION` stands for none."""
        fact = self.fact(node)
        return SILENT if fact.values == (NOASSERTION,) else fact

    def release(self, release: Mapping) -> Release:
        licences = self.licences(release.get("license"))
        return Release(
            self.name(release.get("name")),
            self.fact(release.get("version")),
            self.fact(release.get("producer")),
            self.components(release, licences),
            limits=self.limits(release),
            oddities=tuple(self.oddities),
            read=(self.document,),
            subject="model",
            details=self.details(release),
        )

    def limits(self, release: Mapping) -> "tuple[LicenceHint, ...]":
        """The limits that the description of the weights states, and other fields of the release, known or not."""
        from openness.formats._prose import limits_in
        from openness.formats._words import other_words

        others = other_words(((key.text, node) for key, node in release), _PROSE, _APART)
        lines = ((Source(self.document, line), text) for line, text in (*others, *self.passed_over.words()))
        return limits_in((*self.descriptions, *lines))

    def details(self, release: Mapping) -> tuple[tuple[str, Fact], ...]:
        """The day of the release, and the architecture."""
        fields = ((ModelDetail.RELEASE_DATE, "date"), (ModelDetail.ARCHITECTURE, "architecture"))
        stated = ((detail, node, self.fact(node)) for detail, key in fields if (node := release.get(key)) is not None)
        read = (
            (detail, self.fact(node, detail.read(fact.value or ""))) for detail, node, fact in stated if fact.claims
        )
        return tuple(sorted((detail.value, fact) for detail, fact in read if detail.read(fact.value or "")))

    def licences(self, node: Node | None) -> dict[str, Fact]:
        """The licences of the distribution and of the content types."""
        if node is None or (isinstance(node, Scalar) and node.null):
            return {}
        if not isinstance(node, Mapping):
            self.odd(node, "the release's licence is not a mapping of distribution, code, data and document")
            return {}
        facts = {}
        for key, entry in node:
            if key.text not in ("distribution", "code", "data", "document"):
                self.odd(
                    key,
                    f"{key.text!r} is not a content type",
                    nearest(key.text, ("distribution", "code", "data", "document")),
                )
            elif isinstance(entry, Mapping):
                facts[key.text] = self.fact(entry.get("name"))
            elif not (isinstance(entry, Scalar) and entry.null):
                self.odd(entry, f"the licence of {key.text} is not a mapping of name and path")
        return facts

    def components(self, release: Mapping, licences: dict[str, Fact]) -> tuple[Component, ...]:
        node = release.get("components")
        if not isinstance(node, Sequence):
            self.odd(node or release, "components is not a list", "list each component with its name and licence")
            return ()
        components = []
        seen: set[Kind] = set()
        for entry in node.items:
            name = entry.get("name") if isinstance(entry, Mapping) else None
            if not isinstance(entry, Mapping) or not isinstance(name, Scalar):
                self.odd(entry, "a component has no name", "write `name: Model card` and the like")
                continue
            kind = NAMES.get(name.text)
            if kind is None:
                message = f"there is no component {name.text!r}"
                self.odd(name, message, _near(name.text), Code.COMPONENT_UNKNOWN)
                continue
            if kind in seen:
                self.odd(name, f"{name.text} is listed twice", "list it once")
            seen.add(kind)
            if kind is Kind.MODEL_PARAMETERS_FINAL:
                words = texts_of(entry, "description")
                self.descriptions.extend((source_of(self.document, written), text) for written, text in words)
            if item := self.item(entry, name, kind, licences):
                components.append(Component(kind, (item,)))
        return joined_components(components)

    def item(self, entry: Mapping, name: Scalar, kind: Kind, licences: dict[str, Fact]) -> Item | None:
        licence = entry.get("license")
        if isinstance(licence, Scalar) and re.search(NOT_THERE, licence.text, re.IGNORECASE):
            self.odd(licence, f"{name.text} is listed and said not to be included", "leave it out")
            return None
        location = self.fact(entry.get("component_path"))
        return Item("", self.fact(name, Availability.PUBLIC), self.licence(licence, kind, licences), SILENT, location)

    def licence(self, node: Node | None, kind: Kind, licences: dict[str, Fact]) -> Fact:
        """The component's own licence; where it has no such field its type's, then the distribution's."""
        if node is None or (isinstance(node, Scalar) and node.null):
            return self.inherited(kind, licences)
        if isinstance(node, Sequence) and node.items and all(isinstance(item, Scalar) for item in node.items):
            self.odd(node, "the licence is a list; all of it is taken to apply", "write one expression")
            words = all_of([item.text for item in node.items if isinstance(item, Scalar)])
            return Fact((Claim(words, Basis.DECLARED, source_of(self.document, node), words),))
        if not isinstance(node, Scalar):
            self.odd(node, "the licence is not a word")
            return SILENT
        return self.fact(node)  # an empty word in quotes is no licence, and inherits none

    def inherited(self, kind: Kind, licences: dict[str, Fact]) -> Fact:
        for sort in (kind.content.value, "distribution"):
            if (fact := licences.get(sort, SILENT)).claims:
                return fact
        return SILENT


def _near(name: str) -> str:
    same = next((known for known in NAMES if known.lower() == name.strip().lower()), "")
    return f"did you mean {same}?" if same else nearest(name, NAMES)
