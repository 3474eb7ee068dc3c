"""The words that programs keep beside weights, a text under each key: a licence, a base, and limits under any other key."""

import re
from typing import TYPE_CHECKING

from openness.formats._fields import Statements
from openness.formats._words import words_beside
from openness.release.claim import Fact, joined_facts, unordered
from openness.release.component import Component, Item
from openness.release.location import Source
from openness.release.release import BaseModel, Release
from openness.syntax.tree import Scalar
from openness.vocabulary import Basis, Kind, Relation, hub

if TYPE_CHECKING:
    from openness.release.hints import LicenceHint

#: By what it says, the keys it stands under: the users' own, the ModelSpec's, kohya's, and ONNX's.
KEYS = {
    "name": ("modelspec.title", "name"),
    "version": ("modelspec.version", "version"),
    "producer": ("modelspec.author", "author"),
    "licence": ("license", "modelspec.license"),
    "licence-name": ("license_name",),
    "merged": ("modelspec.merged_from",),
    "base": ("base_model", "ss_sd_model_name"),
}

_SPECIFICATION = "modelspec.sai_model_spec"  # the key with the version of the ModelSpec
_COMMENT = "ss_training_comment"  # the one key of a training run that holds what people write
#: A licence with its address behind it, as YOLO's models have it.
_LINKED = re.compile(r"(?P<name>[^()\n]{1,200}?)\s*\(\s*(?P<link>https?://[^\s()]{1,500})\s*\)")
_READ = frozenset(key for keys in KEYS.values() for key in keys)


class Figure(str):
    """A number as it is written."""

    __slots__ = ()


def _meant(key: str) -> str:
    """The key that one with a slip in it, or in capitals, stands for, where it names the licence or a base."""
    return "license" if hub.is_misspelt(key) else "base_model" if hub.names_base(key) else key


def _text(node: Scalar) -> str:
    return node.text


class HeaderWords:
    """Reads the words about the weights."""

    def __init__(self, document: str, words: list[tuple[str, object]]) -> None:
        self.state = Statements(document)
        self.metadata: dict[str, list[Scalar]] = {}
        self.links: list[str] = []  # of licences that are named beside them
        for written, word in words:
            key = _meant(written)
            if not isinstance(word, str) or isinstance(word, Figure):
                if key in _READ:
                    self.state.odd(None, f"{key} holds no text, so it is not understood", "write a text")
                continue
            if key in self.metadata and key in _READ:
                self.state.odd(None, f"{key} is there twice; both are kept", "keep one")
            text = word.encode("utf-8", "replace").decode("utf-8")  # without halves of surrogate pairs
            if key in KEYS["licence"] and (linked := _LINKED.fullmatch(text.strip())):
                text = linked["name"]
                self.links.append(linked["link"])
            self.metadata.setdefault(key, []).append(Scalar(text, False, 0))
        for version in self.metadata.get(_SPECIFICATION, ()):
            self.state.version(version, r"1(?:\.\d+)*", _SPECIFICATION)

    def limits(self) -> "tuple[LicenceHint, ...]":
        """The hints at the terms in its names, and in words under other keys: the notes of a training run say nothing of them."""
        from openness.formats._called import called_as
        from openness.formats._prose import hints_in
        from openness.release.hints import LicenceLink

        source = Source(self.state.document)
        others = (key for key in self.metadata if key not in _READ and not (key.startswith("ss_") and key != _COMMENT))
        hints = hints_in(
            (source, words) for key in others for words in words_beside(key, map(_text, self.metadata[key]))
        )
        links = (LicenceLink(source, link) for link in self.links)
        return unordered(
            (*hints, *links, *called_as(source, (node.text for node in self.nodes("name")), self.state.document))
        )

    def nodes(self, what: str) -> list[Scalar]:
        return [node for key in KEYS[what] for node in self.metadata.get(key, ())]

    def fact(self, what: str) -> Fact:
        return joined_facts([self.state.fact(node) for node in self.nodes(what)])

    def release(self) -> Release:
        licence = self.state.licence_or_text(
            self.nodes("licence"), self.nodes("licence-name"), (Kind.MODEL_PARAMETERS_FINAL,)
        )
        return self.state.kept(
            Release(
                self.fact("name"),
                self.fact("version"),
                self.fact("producer"),
                (Component(Kind.MODEL_PARAMETERS_FINAL, (Item(licence=licence),)),) if licence.claims else (),
                self.base_models(),
                signs=self.state.needed_base(Relation.ADAPTER) if self.is_adapter else (),
                limits=self.limits(),
                subject="model",
            )
        )

    @property
    def is_adapter(self) -> bool:
        """True where it says that it is an adapter."""
        sorts = self.metadata.get("modelspec.architecture", ())
        return "ss_network_module" in self.metadata or any("/lora" in node.text.lower() for node in sorts)

    def base_models(self) -> tuple[BaseModel, ...]:
        """The models that the weights were made from; the field, or the file's own kind, gives the relation."""
        named = [(name, Relation.MERGE) for node in self.nodes("merged") for name in node.text.split(",")]
        named += [
            (node.text, Relation.ADAPTER if self.is_adapter else Relation.FINE_TUNE) for node in self.nodes("base")
        ]
        named = [(name, how) for name, how in named if name.strip()]
        return unordered(
            BaseModel(name, how, Source(self.state.document), basis=Basis.INFERRED, certain=False)
            for name, how in named
        )
