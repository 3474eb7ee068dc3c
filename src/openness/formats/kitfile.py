"""A Kitfile: the list of what KitOps packs into one kit, as YAML, with a licence for each thing.

What is packed is not thereby offered: where the kit goes is not said, so no availability follows, but for a data set
whose path is its own address on the Hub. A part without a licence of its own is under the package's. Code is of the
component its name or description tells; where neither does, its licence is about the code that other files offer.
"""

import re
from collections.abc import Iterator

from openness.formats._fields import LICENCE_KEYS, NAME_LIMIT, Statements
from openness.formats._shape import Shape
from openness.release.claim import SILENT, Fact, Rule
from openness.release.component import Component, Item, joined_components, joined_items
from openness.release.release import BaseModel, Release, TermsElsewhere
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.tree import Mapping, Node, Sequence, mapping_of, source_of
from openness.syntax.urls import offers
from openness.syntax.yaml import yaml_tree
from openness.vocabulary import Availability, Basis, Kind, Relation, hub

NAME = "Kitfile"
HOLDS = "alone"
LIMIT = TEXT_LIMIT
BYTES = False

#: Words of a path or a description, and the component that code of such a name is; the first that is met counts.
CODE_WORDS = {
    r"pre-?process|prepar|tokeni[sz]": Kind.DATA_PREPROCESSING_CODE,
    r"train|fine-?tun": Kind.TRAINING_CODE,
    r"evaluat|benchmark": Kind.EVALUATION_CODE,
    r"inference|serv(?:e|ing)\b|predict": Kind.INFERENCE_CODE,
}
#: Fields that are read as what they are, or whose words are no sentences.
_APART = frozenset((*LICENCE_KEYS, *"name version path authors parts type framework".split()))
_SECTIONS = ("manifestVersion", "package", "model", "datasets", "code")
_KIT = re.compile(r"[\w.-]+(?:\.\w+|:\d+)/[\w./-]+(?::[\w.-]+|@sha256:[0-9a-f]+)")


_SHAPES = {
    **dict.fromkeys("package model".split(), Shape.OBJECT),
    **dict.fromkeys("datasets code parts".split(), Shape.LIST),
    **dict.fromkeys("name path version description".split(), Shape.WORD),
    **dict.fromkeys("authors".split(), Shape.WORDS),
}


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format: `Kitfile`, with what KitOps itself accepts around it.

    >>> [matches_name(name) for name in ("Kitfile", "Kitfile.yaml", "small.Kitfile", "kitfiles.py")]
    [True, True, True, False]
    """
    return re.fullmatch(r"(?:[\w.-]+\.)?kitfile(?:\.ya?ml)?", base, re.IGNORECASE) is not None


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: it begins with the version of the manifest."""
    return "manifestVersion" in text and re.search(r"^manifestVersion[ \t]*:", text, re.MULTILINE) is not None


def read(document: Document) -> Release:
    """The release that the file describes.

    Raises:
        OpennessError: when it is not a YAML mapping.
    """
    tree = mapping_of(yaml_tree(document.text, document.name), document.name, "begin with manifestVersion")
    return _KitfileReader(document.name, tree).release()


class _KitfileReader:
    """Reads one Kitfile."""

    def __init__(self, document: str, tree: Mapping) -> None:
        self.state = Statements(document, tree, _SHAPES, typed=False)
        self.state.version(tree.get("manifestVersion"), r"v?1(?:\.\d+)*", "manifestVersion")
        self.tree = tree
        self.package = self.mapping("package")
        self.model = self.mapping("model")

    def mapping(self, key: str) -> Mapping:
        node = self.tree.get(key)
        if isinstance(node, Mapping):
            return node
        if node is not None and self.state.words(node, key):
            self.state.odd(node, f"{key} is not a mapping")
        return Mapping((), 0)

    def entries(self, node: Node | None, key: str) -> list[Mapping]:
        """The entries of a list; what is not a mapping is reported."""
        items = node.items if isinstance(node, Sequence) else (node,) if isinstance(node, Mapping) else ()
        entries = [item for item in items if isinstance(item, Mapping)]
        if len(entries) != len(items):
            self.state.odd(node, f"{key} holds something that is not a mapping")
        return entries

    def licence(self, entry: Mapping) -> Fact:
        """An entry's own licence, else the package's."""
        own = self.state.licences(entry, *LICENCE_KEYS)
        return own if own.claims else self.state.licences(self.package, *LICENCE_KEYS, because="the package's licence")

    def word(self, entry: Mapping, *keys: str) -> str:
        return next((word for key in keys if (word := self.state.word(entry.get(key)))), "")

    def release(self) -> Release:
        authors = self.state.words(self.package.get("authors"), "authors")
        code, terms = self.code()
        return self.state.kept(
            Release(
                self.state.fact(self.package.get("name") or self.model.get("name")),
                self.state.fact(self.package.get("version") or self.model.get("version")),
                self.state.fact(authors[0]) if len(authors) == 1 else SILENT,
                joined_components((*self.weights(), *self.datasets(), *code)),
                self.base_models(),
                subject="model",
                limits=self.state.other_hints(self.fields(), ("description",), _APART),
                terms=terms,
            )
        )

    def fields(self) -> Iterator[tuple[str, Node]]:
        """The fields of the package, of the model and of its parts, and sections that are about neither data nor code."""
        yield from ((key.text, node) for key, node in self.tree if key.text not in _SECTIONS)
        for node in (self.package, self.model, *self.entries(self.model.get("parts"), "parts")):
            yield from ((key.text, value) for key, value in node)

    def weights(self) -> tuple[Component, ...]:
        """The model, and parts of it that are under another licence."""
        whole = Item(licence=self.licence(self.model) if self.model.pairs else SILENT)
        parts = (
            Item(self.word(part, "name", "path"), licence=self.state.licences(part, "license"))
            for part in self.entries(self.model.get("parts"), "parts")
        )
        licensed = joined_items(item for item in (whole, *parts) if item.licence.claims)
        return (Component(Kind.MODEL_PARAMETERS_FINAL, licensed),) if licensed else ()

    def datasets(self) -> tuple[Component, ...]:
        entries = self.entries(self.tree.get("datasets"), "datasets")
        items = joined_items(
            Item(self.word(entry, "name", "path"), self.by_address(entry.get("path")), self.licence(entry))
            for entry in entries
        )
        return (Component(Kind.DATASETS, items),) if items else ()

    def by_address(self, node: Node | None) -> Fact:
        """The availability of a data set by its path: an address on the Hub leads to the data."""
        if offers(self.state.word(node), "data") is not Rule.HUB_REPOSITORY:
            return SILENT
        return self.state.fact(node, Availability.PUBLIC, Basis.INFERRED, rule=Rule.HUB_REPOSITORY)

    def code(self) -> tuple[list[Component], tuple[TermsElsewhere, ...]]:
        """Code of a component that its words tell, and the licences of the rest."""
        items_of: dict[Kind, list[Item]] = {}
        terms: list[TermsElsewhere] = []
        for entry in self.entries(self.tree.get("code"), "code"):
            licence = self.licence(entry)
            words = f"{self.word(entry, 'path')} {self.word(entry, 'description')}"
            kind = next((kind for word, kind in CODE_WORDS.items() if re.search(word, words, re.IGNORECASE)), None)
            if kind is None or not licence.claims:
                terms.extend(self.state.terms(licence))
            else:
                items_of.setdefault(kind, []).append(Item(self.word(entry, "path", "name"), licence=licence))
        return [Component(kind, joined_items(items)) for kind, items in items_of.items()], tuple(terms)

    def base_models(self) -> tuple[BaseModel, ...]:
        """The kit that this one builds on: a model's path may name one in a registry, or be the address of a model."""
        node = self.model.get("path")
        name = self.state.word(node)
        if node is None or len(name) > NAME_LIMIT or not (_KIT.fullmatch(name) or hub.addressed(name)):
            return ()
        source = source_of(self.state.document, node)
        return (BaseModel(name, Relation.FINE_TUNE, source, basis=Basis.INFERRED),)
