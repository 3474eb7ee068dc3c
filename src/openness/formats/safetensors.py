"""The header of a safetensors file: weights, with a table of words (`__metadata__`) in front of the tensors.

The header is one JSON object whose length stands in the first eight bytes. No tensor is read. Of a header longer than
what is read only the table counts, where it comes first, as writers put it. A file that is at hand is not thereby
public: its availability stays unknown. The list of a model's shards (`model.safetensors.index.json`) is such an object by
itself, whose table of words is called `metadata`.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from openness.errors import OpennessError, Problem
from openness.formats._fields import Statements
from openness.formats._words import words_beside
from openness.release.claim import Fact, joined_facts, unordered
from openness.release.component import Component, Item
from openness.release.location import Source
from openness.release.release import BaseModel, Release
from openness.syntax.document import Document, is_pointer
from openness.syntax.tree import DEPTH_LIMIT, DIGIT_LIMIT, Scalar
from openness.vocabulary import Basis, Kind, Relation, hub

if TYPE_CHECKING:
    from openness.release.hints import LicenceHint

NAME = "safetensors weights"
HOLDS = "alone"
LIMIT = 4 * 1024 * 1024
BYTES = True

METADATA = "__metadata__"
_TABLES = (METADATA, "metadata")  # the second in a list of shards
HEADER_LIMIT = 100_000_000  # bytes, as the format has it

#: By what it says, the keys it stands under: the format's users' own, the ModelSpec's, and kohya's.
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
_MOST_FAULTS = 10  # that are said of the tables of one file
_READ = frozenset(key for keys in KEYS.values() for key in keys)


_LISTS = (".safetensors.index.json", ".bin.index.json")


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format."""
    return base.lower().endswith((".safetensors", *_LISTS))


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: it is never a text."""
    return False


def read(document: Document) -> Release:
    """The release that the header describes.

    Raises:
        OpennessError: when it is not a safetensors header, or a broken one.
    """
    if is_pointer(document.data):
        return Release(unread=(document.name,))
    is_list = document.base.lower().endswith(_LISTS)
    header, whole = (document.data, len(document.data) < LIMIT) if is_list else _header(document)
    text = header.decode("utf-8", "replace")
    pairs = _pairs(text, whole, document.name)
    reader = _HeaderReader(document.name, _metadata(pairs))
    if whole and text.encode() != header:
        reader.state.odd(None, "some bytes are not UTF-8 and were replaced")
    for fault in islice(() if is_list else _faults(pairs), _MOST_FAULTS):
        reader.state.odd(None, fault)
    if not whole:
        reader.state.odd(None, f"its header is longer than {LIMIT:,} bytes; what stands beyond them is not read")
    return reader.release()


def _broken(document: str, message: str) -> OpennessError:
    return OpennessError(Problem(document, None, message, "its header is broken"))


def _header(document: Document) -> tuple[bytes, bool]:
    """The header, and whether that is all of it."""
    data = document.data
    length = int.from_bytes(data[:8], "little")
    if len(data) < 10 or data[8:9] != b"{":
        raise _broken(document.name, "it does not begin as safetensors does")
    if length > HEADER_LIMIT:
        raise _broken(document.name, f"it names a header of {length:,} bytes, and {HEADER_LIMIT:,} are allowed")
    whole = 8 + length <= len(data)
    if not whole and len(data) < LIMIT:
        raise _broken(document.name, "it ends in the middle of its header")
    return data[8 : 8 + length], whole


_Pairs = tuple[tuple[str, object], ...]


def _pairs(text: str, whole: bool, document: str) -> _Pairs:
    """The pairs of the header, in order; of a header that was not read whole, its table of words alone."""
    import json

    decoder = json.JSONDecoder(
        object_pairs_hook=tuple, parse_int=_number, parse_float=_number, parse_constant=_no_number
    )
    try:
        if whole:
            pairs: _Pairs = decoder.decode(text)
        else:
            first = re.match(rf'\s*\{{\s*"(?:{"|".join(_TABLES)})"\s*:\s*', text)
            pairs = ((METADATA, decoder.raw_decode(text, first.end())[0]),) if first else ()
    except (ValueError, RecursionError):
        if not whole:  # the table itself goes on beyond what was read
            return ()
        raise _broken(document, "it is not valid JSON") from None
    if not isinstance(pairs, tuple):
        raise _broken(document, "it holds no object of JSON")
    if _is_deep(pairs):
        raise _broken(document, f"it is nested deeper than {DEPTH_LIMIT} levels")
    return pairs


def _is_deep(pairs: _Pairs) -> bool:
    """True where tables and lists lie in each other deeper than may be; how deep JSON reads is up to the interpreter."""
    level: list[object] = [pairs]
    for _ in range(DEPTH_LIMIT):
        tables = (value for value in level if isinstance(value, tuple))
        lists = (value for value in level if isinstance(value, list))
        level = [*(value for table in tables for _, value in table), *(item for items in lists for item in items)]
        if not level:
            return False
    return True


def _metadata(pairs: _Pairs) -> list[tuple[str, object]]:
    """The pairs of every table of words."""
    tables = [value for key, value in pairs if key in _TABLES and isinstance(value, tuple)]
    return [pair for table in tables for pair in table]


def _faults(pairs: _Pairs) -> Iterator[str]:
    """The faults of the tables: words that are none, and a tensor that stands twice or has no place in the file."""
    seen = set()
    for key, value in pairs:
        if key in seen:
            yield f"{key[:80]!r} is there twice"
        seen.add(key)
        if key == METADATA:
            if not isinstance(value, tuple):
                yield f"{METADATA} is not a table of words, so it is not understood"
            continue
        places = [place for name, place in value if name == "data_offsets"] if isinstance(value, tuple) else []
        if not places or not all(map(_is_place, places)):
            yield f"the tensor {key[:80]!r} has no place in the file: its offsets are {places!r:.80}"


def _is_place(value: object) -> bool:
    """True where a value is the beginning and the end of something, counted in bytes."""
    if (
        not isinstance(value, list)
        or len(value) != 2
        or not all(isinstance(figure, _Figure) and figure.isdecimal() for figure in value)
    ):
        return False
    return int(value[0]) <= int(value[1])


def _meant(key: str) -> str:
    """The key that one with a slip in it, or in capitals, stands for, where it names the licence or a base."""
    return "license" if hub.is_misspelt(key) else "base_model" if hub.names_base(key) else key


def _text(node: Scalar) -> str:
    return node.text


class _Figure(str):
    """A number as it is written."""

    __slots__ = ()


def _number(written: str) -> _Figure:
    if len(written) > DIGIT_LIMIT:
        raise ValueError(f"a number has more than {DIGIT_LIMIT} digits")
    return _Figure(written)


def _no_number(written: str) -> str:
    raise ValueError(f"{written} is not a number of JSON")


class _HeaderReader:
    """Reads the words about the weights."""

    def __init__(self, document: str, words: list[tuple[str, object]]) -> None:
        self.state = Statements(document)
        self.metadata: dict[str, list[Scalar]] = {}
        for written, word in words:
            key = _meant(written)
            if not isinstance(word, str) or isinstance(word, _Figure):
                if key in _READ:
                    self.state.odd(None, f"{key} holds no text, so it is not understood", "write a text")
                continue
            if key in self.metadata and key in _READ:
                self.state.odd(None, f"{key} is there twice; both are kept", "keep one")
            text = word.encode("utf-8", "replace").decode("utf-8")  # without halves of surrogate pairs
            self.metadata.setdefault(key, []).append(Scalar(text, False, 0))
        for version in self.metadata.get(_SPECIFICATION, ()):
            self.state.version(version, r"1(?:\.\d+)*", _SPECIFICATION)

    def limits(self) -> "tuple[LicenceHint, ...]":
        """The hints at the terms in its names, and in words under other keys: the notes of a training run say nothing of them."""
        from openness.formats._called import called_as
        from openness.formats._prose import hints_in

        source = Source(self.state.document)
        others = (key for key in self.metadata if key not in _READ and not (key.startswith("ss_") and key != _COMMENT))
        hints = hints_in(
            (source, words) for key in others for words in words_beside(key, map(_text, self.metadata[key]))
        )
        return unordered((*hints, *called_as(source, (node.text for node in self.nodes("name")), self.state.document)))

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
