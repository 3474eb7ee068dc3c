"""An entry of the European Open Source AI Index, or of its forerunner, "Opening up ChatGPT": one YAML file a system.

Somebody else's assessment of a release: each parameter has a class, a link and notes. *Open* is offered to anyone and
*closed*, of weights, data and training code, is not offered. *Partial* of a document or of code offers a part of it;
of weights it may mean a gate and of data but a description, so nothing follows. A document that is closed is one the
index found wanting, or none: nothing follows either.
"""

import re
from typing import NamedTuple

from openness.errors import OpennessError, Problem
from openness.formats._fields import Statements
from openness.formats._shape import Shape
from openness.release.claim import SILENT, Fact, unordered
from openness.release.component import Component, Item, joined_components
from openness.release.release import BaseModel, Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, source_of
from openness.syntax.urls import model_on_hub
from openness.syntax.yaml import yaml_tree
from openness.vocabulary import NOASSERTION, Availability, Basis, Content, Extent, Kind, Relation

NAME = "index entry"
HOLDS = "alone"
LIMIT = TEXT_LIMIT
BYTES = False


class Part(NamedTuple):
    """The subject of a parameter of the index: components, and the item of each, where it is but one of several."""

    kinds: tuple[Kind, ...]
    item: str = ""


DOCUMENTS = {
    "preprint": Part((Kind.TECHNICAL_REPORT,)),
    "paper": Part((Kind.RESEARCH_PAPER,)),
    "modelcard": Part((Kind.MODEL_CARD,)),
    "datasheet": Part((Kind.DATA_CARD,)),
}
#: By generation: the section that names the system, and what each parameter is about.
PARAMETERS = {
    "system": {
        "weights_endmodel": Part((Kind.MODEL_PARAMETERS_FINAL,)),
        "datasources_basemodel": Part((Kind.DATASETS,), "data of the base model"),
        "datasources_endmodel": Part((Kind.DATASETS,), "data of the end model"),
        "trainingcode": Part((Kind.DATA_PREPROCESSING_CODE, Kind.TRAINING_CODE)),
        **DOCUMENTS,
    },
    "project": {
        "llmdata": Part((Kind.DATASETS,), "data of the base model"),
        "rldata": Part((Kind.DATASETS,), "data of the end model"),
        "opencode": Part((Kind.TRAINING_CODE, Kind.INFERENCE_CODE)),
        **DOCUMENTS,
    },
}


#: Words in the place of a base's name where there is no base, and where it is unknown: then its terms may be any.
_OWN = re.compile(r"(?:[^,;(]*\()?(?:its )?own(?: model)?\)?|n/?a|none|no|-+", re.IGNORECASE)
_UNSAID = re.compile(r"(?:unspecified|unknown|undisclosed|\?+)", re.IGNORECASE)


_SHAPES = {
    **dict.fromkeys((*PARAMETERS, "org"), Shape.OBJECT),
    **dict.fromkeys((key for parameters in PARAMETERS.values() for key in parameters), Shape.OBJECT),
    **dict.fromkeys("name class endmodelname basemodelname endmodellicense".split(), Shape.WORD),
    "link": Shape.WORDS,
}


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format: the name never tells, the content does."""
    return False


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: it has the parameters of either generation."""
    if "datasheet" not in text:
        return False
    keys = set(re.findall(r"^(\w+)[ \t]*:", text, re.MULTILINE))
    return {"org", "modelcard", "datasheet"} <= keys and bool(keys & {"system", "project"})


def read(document: Document) -> Release:
    """The release of the system that the index describes.

    Raises:
        OpennessError: when it is not a YAML mapping, or names no system.
    """
    tree = yaml_tree(document.text, document.name)
    generation = next((key for key in PARAMETERS if isinstance(tree, Mapping) and _table(tree, key).pairs), "")
    if not isinstance(tree, Mapping) or not generation:
        raise OpennessError(Problem(document.name, 1, "it names no system", "write `system:` and what it is called"))
    return _IndexReader(document.name, tree, generation).release()


def _table(tree: Mapping, key: str) -> Mapping:
    node = tree.get(key)
    return node if isinstance(node, Mapping) else Mapping((), 0)


class _IndexReader:
    """Reads one entry."""

    def __init__(self, document: str, tree: Mapping, generation: str) -> None:
        self.state = Statements(document, tree, _SHAPES, typed=False)
        self.tree = tree
        self.system = _table(tree, generation)
        self.generation = generation

    def release(self) -> Release:
        name = self.state.fact(self.system.get("endmodelname"))
        return self.state.kept(
            Release(
                name if name.claims else self.state.fact(self.system.get("name")),
                producer=self.state.fact(_table(self.tree, "org").get("name")),
                components=joined_components((*self.parts(), self.weights())),
                base_models=self.base_models(),
                subject="model",
            )
        )

    def parts(self) -> list[Component]:
        components: list[Component] = []
        for parameter, part in PARAMETERS[self.generation].items():
            offered, extent = self.offered(parameter, part.kinds[0])
            location = self.state.fact(_first(_table(self.tree, parameter).get("link")))
            item = Item(part.item, offered, SILENT, extent, location)
            if item.availability.claims or (part.item and self.word(parameter)):
                components.extend(Component(kind, (item,)) for kind in part.kinds)
        return components

    def word(self, parameter: str) -> str:
        """The class of a parameter."""
        return self.state.word(_table(self.tree, parameter).get("class")).lower()

    def offered(self, parameter: str, kind: Kind) -> tuple[Fact, Fact]:
        """The availability and the extent that a class comes to."""
        node = _table(self.tree, parameter).get("class")
        word = self.word(parameter)
        if word not in ("", "open", "partial", "closed"):
            self.state.odd(node, f"{parameter} is of class {word!r}", "write open, partial or closed")
        if word == "open":
            return self.state.fact(node, Availability.PUBLIC), SILENT
        document = kind.content is Content.DOCUMENT
        if word == "partial" and (document or kind.content is Content.CODE):
            return self.state.fact(node, Availability.PUBLIC), self.state.fact(node, Extent.PART)
        if word == "closed" and not document:
            return self.state.fact(node, Availability.WITHHELD), SILENT
        return SILENT, SILENT

    def weights(self) -> Component:
        """The weights people run; the forerunner asks of the base's and of the tuned ones apart."""
        if self.generation == "system":  # its weights are among the parameters
            return Component(Kind.MODEL_PARAMETERS_FINAL, (Item(licence=self.licence()),))
        tuned, base = self.word("rlweights"), self.word("llmweights")
        availability = self.offered("rlweights", Kind.MODEL_PARAMETERS_FINAL)[0]
        if tuned == "closed" and base != "closed":  # what is tuned need not be apart from what is offered
            availability = SILENT
        return Component(Kind.MODEL_PARAMETERS_FINAL, (Item("", availability, self.licence()),))

    def licence(self) -> Fact:
        """The licence named for the end model; the forerunner names a project's, and its class says of how much."""
        if self.generation == "system":
            return self.state.licences(self.system, "endmodellicense")
        fact = self.state.licences(self.system, "license")
        if not fact.claims or self.word("license") == "open":
            return fact
        notes = self.state.word(_table(self.tree, "license").get("notes"))
        node = self.system.get("license")
        because = f"the index rates the licences {self.word('license') or 'not at all'}: {notes or 'without a note'}"
        return self.state.fact(node, NOASSERTION, because=because)

    def base_models(self) -> tuple[BaseModel, ...]:
        """The base that is named, where it is another than the end model."""
        node: Node | None = self.system.get("basemodelname" if self.generation == "system" else "llmbase")
        if node is None:
            return ()
        end = self.state.word(self.system.get("endmodelname") or self.system.get("name"))
        names: list[str] = []
        for base in node.items if isinstance(node, Sequence) else (node,):
            written = self.state.word(base)
            if not isinstance(base, Scalar):
                self.state.odd(base, "the base model is not a word", "write its name")
                names.append("")
            elif self.generation == "project":
                names.extend(name.strip() for name in re.split(r"[&,;]|\band\b", written) if name.strip())
            elif written:
                names.append(written)
        source = source_of(self.state.document, node)
        return unordered(
            BaseModel(self.on_the_hub(name), Relation.FINE_TUNE, source, basis=Basis.INFERRED)
            for name in ("" if _UNSAID.fullmatch(name) else name for name in names)
            if not _OWN.fullmatch(name) and (not name or _plain(name) != _plain(end))
        )

    def on_the_hub(self, name: str) -> str:
        """A base by its name on the Hub, where the link to its weights leads to a model of that name."""
        link = self.state.word(_first(_table(self.tree, "weights_basemodel").get("link")))
        found = model_on_hub(link)
        return found if _plain(found.partition("/")[2]) == _plain(name) else name


def _first(node: Node | None) -> Node | None:
    if node is None or isinstance(node, (Scalar, Mapping)):
        return node
    return node.items[0] if node.items else None


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())
