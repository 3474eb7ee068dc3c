"""Croissant: JSON-LD that describes a data set for machine learning (versions 0.8 to 1.1).

Read as a tree, not as linked data: nothing is fetched or expanded (decision 13). The `license` is that of the data;
`sdLicense`, that of the description, is not. A Croissant speaks of one data set. It says that the data can be
downloaded where every file it is made of has an address of its own; what lies in a repository may be behind a gate,
and then nothing follows.
"""

import re
from collections.abc import Iterable, Iterator

from openness.errors import OpennessError, Problem
from openness.formats._fields import LICENCE_KEYS, Statements, local_name
from openness.formats._linked import closed_to_some, has_conditions, objects, says, types_of, unprefixed
from openness.formats._shape import Shape
from openness.release.claim import SILENT, Fact, Rule, joined_facts
from openness.release.component import Component, Item
from openness.release.release import Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Node, Sequence, every
from openness.syntax.urls import offers
from openness.vocabulary import DATASET, NOASSERTION, Availability, Basis, Kind

NAME = "Croissant"
HOLDS = "alone"
LIMIT = TEXT_LIMIT
BYTES = False

_USAGE = "usageInfo"  # terms of use beside the licence (schema.org)

_PROSE = ("description", "abstract", "disambiguatingDescription", "text")  # texts for people
#: Fields that are read as what they are, are about a part or hold no sentences.
_APART = frozenset((*LICENCE_KEYS, _USAGE)).union(
    (
        "@context @type @id @graph name alternateName version url sameAs identifier creator author publisher funder distribution "
        "recordSet conformsTo dct:conformsTo citeAs citation inLanguage sdLicense sdVersion sdPublisher "
        "sdDatePublished dateCreated dateModified datePublished isAccessibleForFree isLiveDataset"
    ).split()
)
_SHAPES = {
    **dict.fromkeys("name version url contentUrl".split(), Shape.WORDS),
    **dict.fromkeys("distribution".split(), Shape.OBJECT),
    **dict.fromkeys("creator".split(), Shape.THING),
}


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format."""
    return base.lower() in ("croissant.json", "croissant.jsonld") or base.lower().endswith(
        (".croissant.json", ".croissant.jsonld")
    )


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: JSON-LD with Croissant's vocabulary."""
    has_context = "mlcommons.org/croissant" in text or "mlcommons.org/schema" in text  # the latter until version 0.8
    return has_context and '"@context"' in text and text.lstrip().startswith(("{", "["))


def read(document: Document) -> Release:
    """The data set that the file describes, as a release.

    Raises:
        OpennessError: when it is not JSON, or describes no data set.
    """
    tree = json_tree(document.text, document.name)
    described = [node for node in objects(tree) if "Dataset" in types_of(node)]
    if not described:
        raise OpennessError(Problem(document.name, 1, "it describes no data set", "give it the @type sc:Dataset"))
    reader = _CroissantReader(document.name, tree, described[0])
    if len(described) > 1:
        message = f"it describes {len(described)} data sets; the first is read, under the licences of all of them"
        reader.state.odd(described[1], message, "describe each in a file of its own")
    return reader.release(described[1:])


class _CroissantReader:
    """Reads one description."""

    def __init__(self, document: str, tree: Node | None, node: Mapping) -> None:
        self.state = Statements(document, tree, _SHAPES, linked=True)
        conforms = node.get("conformsTo") or node.get("dct:conformsTo")
        self.state.version(conforms, r".*\D1(?:\.\d+)*/?|.*[^\d./].*(?<!\d)", "conformsTo")
        self.fields = unprefixed(node)

    def release(self, others: Iterable[Mapping] = ()) -> Release:
        """The data set as a release.

        Args:
            others: further data sets in the file, whose licences may be its own.
        """
        name = self.state.fact(self.fields.get("name"))
        item = Item(
            name.value or "",
            self.availability(),
            joined_facts([self.licence(), *(self.state.licences(node, *LICENCE_KEYS) for node in self.parts(others))]),
            location=self.state.fact(self.fields.get("url")),
        )
        producer, closing = self.fields.get("creator"), closed_to_some(self.fields)
        return self.state.kept(
            Release(
                name,
                self.state.fact(self.fields.get("version")),
                self.state.fact(producer.get("name") if isinstance(producer, Mapping) else producer),
                (Component(Kind.DATASETS, (item,)),),
                limits=self.state.other_hints(((key.text, node) for key, node in self.fields), _PROSE, _APART, DATASET),
                signs=self.state.nothing_inferred([closing] if closing else [], (Kind.DATASETS,)),
                subject=DATASET,
            )
        )

    def parts(self, others: Iterable[Mapping]) -> Iterator[Mapping]:
        """Further data sets in the file, and the files and parts of this one: a licence of theirs is one of the data."""
        yield from map(unprefixed, others)
        for key in ("distribution", "hasPart"):
            yield from (unprefixed(part) for part in every(self.fields, key) if isinstance(part, Mapping))

    def licence(self) -> Fact:
        """The licence; a statement about the use may limit it."""
        fact = self.state.licences(self.fields, *LICENCE_KEYS)
        if not fact.claims or not says(self.fields, _USAGE):
            return fact
        because = "usageInfo states terms of use that this tool cannot read"
        return joined_facts([fact, self.state.fact(self.fields.get(_USAGE), NOASSERTION, because=because)])

    def availability(self) -> Fact:
        """The availability by the addresses of the files: public where each has one, and none lies in a repository."""
        if has_conditions(self.fields):
            return SILENT
        node = self.fields.get("distribution")
        files = [item for item in (node.items if isinstance(node, Sequence) else (node,)) if item is not None]
        outer = [file for file in files if isinstance(file, Mapping) and "containedIn" not in _keys(file)]
        if not outer or not all(_is_download(self.words(file)) for file in outer):
            return self.on_the_hub()
        written = self.words(outer[0])["contentUrl"]
        return self.state.fact(
            outer[0], Availability.PUBLIC, Basis.INFERRED, written=written, rule=Rule.CROISSANT_DOWNLOAD
        )

    def on_the_hub(self) -> Fact:
        """The availability by the data set's own address: that of its repository on the Hub leads to it."""
        node = self.fields.get("url")
        address = self.state.word(node)
        if node is None or offers(address, "data") is not Rule.HUB_REPOSITORY:
            return SILENT
        return self.state.fact(node, Availability.PUBLIC, Basis.INFERRED, written=address, rule=Rule.HUB_REPOSITORY)

    def words(self, entry: Mapping) -> dict[str, str]:
        return {local_name(key.text): self.state.word(value) for key, value in entry}


def _keys(entry: Mapping) -> set[str]:
    return {local_name(key.text) for key, _ in entry}


def _is_download(words: dict[str, str]) -> bool:
    """True where a file can be downloaded from an address of its own: a repository may ask for something first."""
    address = words.get("contentUrl", "")
    if re.match(r"https?://(?:www\.)?(?:huggingface\.co|hf\.co|kaggle\.com|www\.kaggle\.com)/", address):
        return False
    return address.startswith(("http://", "https://", "ftp://")) and not words.get("encodingFormat", "").startswith(
        "git"
    )
