"""The header of a GGUF file: weights for llama.cpp and its relatives, with metadata in front of the tensors.

Versions 1 to 3, in either order of bytes. The reader is our own and only walks over the metadata: no tensor is read,
every length is held against what is there, and nothing is built for arrays that say nothing here (decision 12). A file
that is at hand is not thereby public: its availability stays unknown.
"""

import re
from collections.abc import Iterator
from struct import Struct
from typing import TYPE_CHECKING

from openness.errors import OpennessError, Problem
from openness.formats._fields import Statements
from openness.formats._words import words_beside
from openness.release.claim import SILENT, Fact, joined_facts, unordered
from openness.release.component import Component, Item, joined_items
from openness.release.location import Source
from openness.release.release import BaseModel, Release
from openness.syntax.document import Document, is_pointer
from openness.syntax.tree import Scalar
from openness.vocabulary import NOASSERTION, Basis, Kind, Relation, hub
from openness.vocabulary.details import ModelDetail

if TYPE_CHECKING:
    from openness.release.hints import LicenceHint

NAME = "GGUF weights"
HOLDS = "alone"
LIMIT = 16 * 1024 * 1024
BYTES = True

MAGIC = b"GGUF"
KEY_LIMIT = 65_535  # bytes of a key, as the format has it
TEXT_LIMIT = 1024 * 1024  # bytes of a text that is kept
LIST_LIMIT = 1_000  # entries of a list that are kept
LENGTH_LIMIT = 1 << 40  # beyond it no length is meant
COUNT_LIMIT = 100_000  # keys, or arrays in an array
NESTING_LIMIT = 4

_STRING, _ARRAY = 8, 9
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_IS_TEXT = re.compile(
    r"general\.(?:name|version|organization|author|type|license(?:\.name|\.link)?|base_model\.\d+\.\w+|dataset\.\d+\.\w+)$"
)
_KEY = re.compile(r"[\w.:/@+ -]+", re.ASCII)  # GGUF asks for less, and some tools write more
_MOST_FAULTS = 100  # that are said of one file
_BASE = re.compile(r"general\.base_model\.(\d{1,9})\.(name|organization|repo_url|url)$")
_DATA = re.compile(r"general\.dataset\.\d{1,9}\.name$")
_LICENCES = ("general.license", "general.license.name")
_DATA_LIST = "general.datasets"
_LANGUAGES = "general.languages"
#: Keys that are read as what they are, or whose texts are no sentences.
_IS_READ = re.compile(
    r"general\.(?:(?:architecture|name|version|author|organization|type|basename|size_label|base_model|dataset|source"
    r"|languages|description|url|repo_url|doi|uuid|parameter_count|file_type|alignment|quantization_version)(?:s?$|\.)"
    r"|license(?:\.(?:name|link))?$)"
)
_OF_PROGRAMS = ("tokenizer.", "split.", "quantize.")  # keys whose texts are for programs, long ones among them
_NUMBERS = ("general.parameter_count", ".context_length", "general.base_model.count")
_PARTS_OF_A_NAME = ("general.basename", "general.size_label", "general.finetune", "general.version")
_SOURCES = ("general.source.repo_url", "general.source.huggingface.repository", "general.source.url")


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format."""
    return base.lower().endswith(".gguf")


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: it is never a text."""
    return False


def read(document: Document) -> Release:
    """The release that the header describes.

    Raises:
        OpennessError: when it is not a GGUF header, or a broken one.
    """
    if is_pointer(document.data):
        return Release(unread=(document.name,))
    header = _Header(document.name, document.data, len(document.data) >= LIMIT)
    values: dict[str, list[Scalar]] = {}
    for key, text in header.entries():
        values.setdefault(key, []).append(Scalar(text, False, 0))
    return _GgufReader(document.name, values, header).release()


class _Cut(Exception):
    """The header goes on beyond what was read."""


class _Header:
    """Walks over the metadata of a header."""

    def __init__(self, document: str, data: bytes, cut: bool) -> None:
        self.document = document
        self.data = data
        self.partial = cut  # True where the file may go on
        self.cut = False  # True where its header does
        self.faults: list[str] = []  # faults of keys that are read
        self.at = 8
        if data[:4] != MAGIC or len(data) < 8:
            raise self.error("it does not begin as GGUF does")
        version = int.from_bytes(data[4:8], "little")
        order = "<"
        if version and not version & 0xFFFF:
            order, version = ">", int.from_bytes(data[4:8], "big")
        if version not in (1, 2, 3):
            raise self.error(f"it is version {version} of GGUF, and only 1 to 3 are known")
        self.short = Struct(f"{order}I")
        self.long = self.short if version == 1 else Struct(f"{order}Q")

    def error(self, message: str) -> OpennessError:
        return OpennessError(Problem(self.document, None, message, "its header is broken"))

    def entries(self) -> Iterator[tuple[str, str]]:
        """The texts under the keys that say something here, in order."""
        try:
            if (tensors := self.number(self.long)) > LENGTH_LIMIT:
                raise self.error(f"it names {tensors:,} tensors, and no file has that many")
            if (count := self.number(self.long)) > COUNT_LIMIT:
                raise self.error(f"it names {count:,} keys, and no file has that many")
            seen: set[str] = set()
            for _ in range(count):
                key = self.meant(self.bytes(KEY_LIMIT).decode("utf-8", "replace"))
                if not _KEY.fullmatch(key):
                    self.faults.append(f"the key {key[:80]!r} is none of GGUF's, so it may hide one that is")
                if key.startswith("general."):
                    if key in seen:
                        self.faults.append(f"{key} is there twice; both are kept")
                    seen.add(key)
                yield from ((key, text) for text in self.value(key))
        except _Cut:
            self.cut = True

    def meant(self, key: str) -> str:
        """A key as the format writes it: no capital or blank in it hides what it says."""
        meant = key.strip().lower()
        if key == meant or not meant.startswith("general."):
            return key
        self.faults.append(f"{key} is not a key of the format; it counts as if it were {meant}")
        return meant

    def value(self, key: str) -> list[str]:
        """The texts of a value; none for one that is stepped over."""
        sort = self.number(self.short)
        if sort == _STRING and not key.startswith(_OF_PROGRAMS):
            return self.text(key)
        if key.endswith(_NUMBERS) and (form := {4: self.short, 10: self.long}.get(sort)) and form.size == _SIZES[sort]:
            return [str(self.number(form))]
        if sort == _ARRAY and not key.startswith(_OF_PROGRAMS):
            return self.texts(key)
        if _IS_TEXT.match(key):
            self.faults.append(f"{key} holds no text, so it is not understood")
        self.step_over(sort)
        return [NOASSERTION] if key in _LICENCES else []

    def text(self, key: str) -> list[str]:
        """A text, unless it is longer than anything under a key that nobody knows need be."""
        at = self.at
        if not key.startswith("general.") and TEXT_LIMIT < (length := self.number(self.long)) <= LENGTH_LIMIT:
            self.faults.append(f"{key} is a text of {length:,} bytes, and is not read")
            self.move(length)
            return []
        self.at = at
        return [self.bytes(TEXT_LIMIT).decode("utf-8", "replace")]

    def texts(self, key: str) -> list[str]:
        """The first of the texts in an array."""
        sort, count = self.number(self.short), self.number(self.long)
        if sort != _STRING:
            if key in (_DATA_LIST, _LANGUAGES) or key.startswith("general.license"):
                self.faults.append(f"{key} holds no texts, so it is not understood")
            self.step_over_all(sort, count, 0)
            return [NOASSERTION] if key in _LICENCES else []
        read = [self.bytes(TEXT_LIMIT).decode("utf-8", "replace") for _ in range(min(count, LIST_LIMIT))]
        self.step_over_all(sort, count - len(read), 0)
        return read

    def step_over(self, sort: int, depth: int = 0) -> None:
        if sort == _ARRAY:
            if depth >= NESTING_LIMIT:
                raise self.error(f"its arrays are nested deeper than {NESTING_LIMIT} levels")
            self.step_over_all(self.number(self.short), self.number(self.long), depth + 1)
        else:
            self.step_over_all(sort, 1, depth)

    def step_over_all(self, sort: int, count: int, depth: int) -> None:
        if size := _SIZES.get(sort):
            self.move(size * count)
        elif sort == _STRING:
            self.step_over_texts(count)
        elif sort == _ARRAY:
            if count > COUNT_LIMIT:
                raise self.error(f"it has an array of {count:,} arrays")
            for _ in range(count):
                self.step_over(sort, depth)
        else:
            raise self.error(f"there is no type {sort} of value")

    def step_over_texts(self, count: int) -> None:
        """A vocabulary has hundreds of thousands of texts, so this is one loop of few steps."""
        at, width, unpack, data = self.at, self.long.size, self.long.unpack_from, self.data
        for _ in range(count):
            if at + width > len(data):
                at += width  # the length of the next is not there
                break
            at += width + unpack(data, at)[0]
        self.move(at - self.at)

    def number(self, form: Struct) -> int:
        at = self.at
        self.move(form.size)
        number: int = form.unpack_from(self.data, at)[0]
        return number

    def bytes(self, most: int) -> bytes:
        length = self.number(self.long)
        if most < length <= LENGTH_LIMIT:
            raise self.error(f"a text of {length:,} bytes is longer than {most:,}")
        at = self.at
        self.move(length)
        return self.data[at : self.at]

    def move(self, length: int) -> None:
        """Step on, as far as there is something."""
        if length > LENGTH_LIMIT:
            raise self.error("it names a length that no file has")
        self.at += length
        if self.at > len(self.data):
            if self.partial:
                raise _Cut
            raise self.error("it ends in the middle of its header")


class _GgufReader:
    """Reads the metadata about the weights."""

    def __init__(self, document: str, values: dict[str, list[Scalar]], header: _Header) -> None:
        self.values = values
        self.state = Statements(document)
        for fault in header.faults[:_MOST_FAULTS]:
            self.state.odd(None, fault)
        texts = [text.text for texts in values.values() for text in texts]
        if any("\ufffd" in text for text in texts):
            self.state.odd(None, "some bytes are not UTF-8 and were replaced")
        if any("\0" in text for text in texts):
            self.state.odd(None, "there are bytes of nothing within words")
        if header.cut:
            self.state.odd(None, f"its header is longer than {LIMIT:,} bytes; what stands beyond them is not read")

    def fact(self, *keys: str) -> Fact:
        """The claims under the first of these keys that has any."""
        facts = (joined_facts([self.state.fact(value) for value in self.values.get(key, ())]) for key in keys)
        return next((fact for fact in facts if fact.claims), SILENT)

    def release(self) -> Release:
        licence = self.licence()
        weights = (Component(Kind.MODEL_PARAMETERS_FINAL, (Item(licence=licence),)),) if licence.claims else ()
        named = [node for key, nodes in self.values.items() if key == _DATA_LIST or _DATA.match(key) for node in nodes]
        data = joined_items(Item(word, on_hub=True) for node in named if (word := self.state.word(node)))
        return self.state.kept(
            Release(
                self.fact("general.name"),
                self.fact("general.version"),
                self.fact("general.organization", "general.author"),
                (*weights, *((Component(Kind.DATASETS, data),) if data else ())),
                self.base_models(),
                signs=self.state.needed_base(Relation.ADAPTER) if self.is_adapter else (),
                limits=self.limits(),
                subject="model",
                details=self.details(),
            )
        )

    def details(self) -> tuple[tuple[str, Fact], ...]:
        """The structure, the size and the languages of the model, as the keys state them."""
        keys = {
            ModelDetail.ARCHITECTURE: "general.architecture",
            ModelDetail.PARAMETERS: _NUMBERS[0],
            ModelDetail.LANGUAGE: _LANGUAGES,
        }
        details = [(detail, node) for detail, key in keys.items() for node in self.values.get(key, ())]
        lengths = [node for key, nodes in self.values.items() if key.endswith(_NUMBERS[1]) for node in nodes]
        return self.state.details([*details, *((ModelDetail.CONTEXT_LENGTH, node) for node in lengths)])

    def licence(self) -> Fact:
        """The licence; its address counts where nothing else is stated."""
        licences = self.values.get("general.license", [])
        names = self.values.get("general.license.name", [])
        fact = self.state.licence_or_text(licences, names, (Kind.MODEL_PARAMETERS_FINAL,))
        if fact.claims or self.state.texts:
            return fact
        return joined_facts([self.state.licence(link) for link in self.values.get("general.license.link", ())])

    def limits(self) -> "tuple[LicenceHint, ...]":
        """The address of the licence, the limits that the description states, and what keys that nobody knows say."""
        from openness.formats._called import called_as
        from openness.formats._prose import hints_in
        from openness.release.hints import LicenceLink

        source = Source(self.state.document)
        links = (node.text for node in self.values.get("general.license.link", ()) if "://" in node.text)
        texts = [node.text for node in self.values.get("general.description", ())]
        for key, nodes in self.values.items():
            if not _IS_READ.match(key):
                label = key.removeprefix("general.") if key.startswith("general.license") else key.rpartition(".")[2]
                texts += words_beside(label, [node.text for node in nodes])
        named = called_as(source, self.called(), self.state.document)
        return unordered(
            (*(LicenceLink(source, link) for link in links), *named, *hints_in((source, text) for text in texts))
        )

    def called(self) -> list[str]:
        """The names that the header gives the model: programs that convert weights put there how those were called."""
        parts = [self.state.word(next(iter(self.values.get(key, ())), None)) for key in _PARTS_OF_A_NAME]
        stated = [self.state.word(node) for node in self.values.get("general.name", ())]
        return [*stated, *(["-".join(filter(None, parts))] if parts[0] else [])]

    def base_models(self) -> tuple[BaseModel, ...]:
        """The models that the weights were made from; the relation is seldom stated."""
        fields_of: dict[tuple[str, int], dict[str, Scalar]] = {}
        for key, values in self.values.items():
            if found := _BASE.match(key):
                for again, value in enumerate(values):  # of a key that stands twice each value is a base
                    fields_of.setdefault((found[1], again), {})[found[2]] = value
        bases = [base for fields in fields_of.values() if (base := self.base(fields, len(fields_of)))]
        counted = self.values.get(_NUMBERS[2], ())
        if any(not count.text.isdecimal() or int(count.text) > len(bases) for count in counted):
            self.state.odd(None, f"{_NUMBERS[2]} counts more base models than are named")
            bases.append(self.edge("", Relation.FINE_TUNE))
        if not bases:  # what it was converted from is told in other keys
            sources = (node for key in _SOURCES for node in self.values.get(key, ()) if self.state.word(node))
            bases = [self.edge(self.state.word(node), Relation.QUANTISATION) for node in sources][:1]
        return unordered(bases)

    @property
    def is_adapter(self) -> bool:
        """True where it says that it is an adapter."""
        return any(self.state.word(sort) == "adapter" for sort in self.values.get("general.type", ()))

    def base(self, fields: dict[str, Scalar], several: int) -> BaseModel | None:
        words = {key: self.state.word(fields.get(key)) for key in ("repo_url", "url", "name")}
        addresses = (hub.addressed(words["repo_url"]), hub.addressed(words["url"]))
        named = [*addresses, words["name"], *words.values()]
        name = next(filter(None, named), "")
        if not name:
            return None
        relation = Relation.ADAPTER if self.is_adapter else Relation.MERGE if several > 1 else Relation.FINE_TUNE
        producer = self.state.word(fields.get("organization"))
        return self.edge(name, relation, producer)

    def edge(self, name: str, relation: Relation, producer: str = "") -> BaseModel:
        source = Source(self.state.document)
        return BaseModel(name, relation, source, producer=producer, basis=Basis.INFERRED, certain=False)
