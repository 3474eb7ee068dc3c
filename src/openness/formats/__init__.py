"""One module, one format: a file's text becomes part of a release.

A format reports what is written and is never asked to judge. To add one is to write its module and to add its name
to `FORMATS`.
"""

import os
import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from openness.recent import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import BinaryIO, Protocol

    from openness.errors import Problem
    from openness.release.release import Release
    from openness.syntax.document import Document
    from openness.syntax.tree import Mapping
    from openness.vocabulary import Kind

    class Format(Protocol):
        """The interface of a module in this folder.

        `HOLDS` is `release` for a file that makes its folder a release, `alone` for one that does so only where no
        release lies at or above it, `beside` for one that belongs to what it lies beside, `words` for one of which only the
        words belong to that, and `form` for one that belongs to it too, and makes its folder a release where a whole tree
        has nothing else. `LIMIT` is how many bytes are read; a
        format of `BYTES` is given that many from the start of the file, any other the whole text of a file that must not
        be longer. One that chooses what it reads, since that may stand at the end of the file, has `read_file`, which takes
        the name and the open file. One that only names licences has `named_for`, the parts that those in a file of some
        name may be about, or none for whatever lies there.
        """

        NAME: str
        HOLDS: str
        LIMIT: int
        BYTES: bool

        def matches_name(self, base: str) -> bool:
            """True where a file of this name is of the format."""

        def matches_content(self, base: str, text: str) -> bool:
            """True where a file whose name does not tell is of the format."""

        def read(self, document: Document) -> "Release | tuple[Release, ...]":
            """The release, or the releases, that the document describes."""


_GGUF = b"GGUF"

_ONLY_BESIDE = ("form", "words")  # how files are held that, named by themselves, may be cards
_HEAD_LIMIT = 200_000  # characters in which a form comes to its sign

#: Words of which each form has some, in lower case: it may be called anything.
_FORMS = {
    "training_summary": ("list of data sources",),
    "filled_form": ("documentation of training data", "model documentation form"),
}

#: Formats whose files may have one and the same name, such as `sbom.json`: the content tells which it is.
SBOMS = ("spdx2", "spdx3", "cyclonedx")
#: The formats in the order in which they are asked, each with parts one of which is in every name that it recognises,
#: in lower case: its module is not even loaded for another. One without parts is told by its content alone.
FORMATS: dict[str, tuple[str, ...]] = {
    "licence_file": ("",),
    "training_summary": ("summary",),
    "filled_form": ("2013", "documentation"),
    "explanation": tuple(
        (
            ".htm use usage info about faq limitations access download weights checkpoints zoo models sheet dataset notice "
            "copyright legal disclaimer licensing policy guidelines ethic permissions rights responsible important warning "
            "first please attachment schedule appendix annex exhibit change history news updates release security"
        ).split()
    ),
    "card": (".md", ".markdown"),
    "native": ("openness.",),
    "mof": (),
    **dict.fromkeys(SBOMS, ("spdx", "bom", "cdx")),
    "gguf": (".gguf",),
    "safetensors": (".safetensors", ".bin.index.json"),
    "onnx": (".onnx",),
    "kitfile": ("kitfile",),
    "modelfile": ("modelfile",),
    "mlmodel": ("mlmodel",),
    "modelpack": (".modelpack.json",),
    "croissant": ("croissant.json",),
    "adapter_config": ("adapter_config.json",),
    "mergekit": ("mergekit_",),
    "model_config": tuple(
        ("config model_index.json info.json params card metadata. args. axolotl rdf. bioimageio. model.y").split()
    ),
    "hub_info": (),
    "index": (),
    "catalogue": (),
    "citation": ("citation.cff",),
    "dataset_metadata": ("dataset_info", "datapackage.json", ".zenodo.json", "ro-crate-metadata.json"),
    "schema_org": ("codemeta.json", ".jsonld"),
    "package": ("pyproject.toml", "setup.cfg", "setup.py", "package.json", "cargo.toml"),
    "reuse": ("reuse.toml", "dep5"),
}


@remembered(1_024)
def name_of(base: str) -> str:
    """The name in `FORMATS` of the format that a file's name tells; empty where it tells none of ours."""
    lower = base.lower()
    asked = (name for name, parts in FORMATS.items() if any(part in lower for part in parts))
    return next((name for name in asked if _module(name).matches_name(base)), "")


def format_of(base: str) -> "Format | None":
    """The format that a file's name tells; None where it tells none of ours."""
    name = name_of(base)
    return _module(name) if name else None


def format_told_by(base: str, text: str) -> "Format | None":
    """The format that a file's content tells, where its name does not.

    The readers of SBOMs are loaded only where one is in sight.
    """
    sighted = re.search(r"bom|spdx|cyclonedx", text, re.IGNORECASE) is not None
    asked = (name for name in FORMATS if sighted or name not in SBOMS)
    return next((module for module in map(_module, asked) if module.matches_content(base, text)), None)


def may_be_gguf(base: str) -> bool:
    """True where a file of this name may hold weights whose first bytes tell what they are: `.bin`, `.ggml`, or no ending.

    >>> [may_be_gguf(base) for base in ("model.bin", "sha256-0a1b", "model", "Makefile.am", ".gitignore")]
    [True, True, True, False, False]
    """
    return base.lower().endswith((".bin", ".ggml", ".ggjt", ".dat", ".weights")) or "." not in base


def begins_as_gguf(path: str) -> bool:
    """True where the first bytes of a file are those of GGUF, whatever it is called.

    Raises:
        OpennessError: when it cannot be read.
    """
    from openness.syntax.document import open_document

    return open_document(path, len(_GGUF), head=True).data == _GGUF


def is_sbom(path: str) -> bool:
    """True where a file's name tells that it is an SBOM."""
    return name_of(os.path.basename(path)) in SBOMS


def read(path: str) -> "tuple[Release, ...]":
    """The releases that the file at a path describes.

    Raises:
        OpennessError: when it cannot be read or is of no known format.
        NotThisFormat: when it only looks like a card or an SBOM.
    """
    from openness.errors import NotThisFormat, OpennessError, Problem
    from openness.syntax.document import TEXT_LIMIT, decoded, open_document

    kind = format_of(os.path.basename(path))
    if kind is None and path != "-" and begins_as_gguf(path):
        kind = _module("gguf")  # under the name of its hash, as Ollama keeps it
    if kind is not None and (read_file := getattr(kind, "read_file", None)):
        return _of_open_file(read_file, path)
    document = open_document(path, kind.LIMIT, kind.BYTES) if kind else open_document(path, TEXT_LIMIT)
    if kind is not None and kind.HOLDS in _ONLY_BESIDE:
        kind = _card_called(document.base) or (kind if kind.HOLDS == "words" else None)
    kind = _form_in(document) or kind
    if kind is not None and is_sbom(path):
        document = decoded(document, kind.LIMIT)
        sbom = next(
            (module for module in map(_module, SBOMS) if module.matches_content(document.base, document.text)), None
        )
        if sbom is None and re.search(r"\.(?:spdx3?|cdx)\b", document.base.lower()) is None:
            help = "name SPDX 2.3, SPDX 3.0 or CycloneDX"
            raise NotThisFormat(
                Problem(document.name, None, "it has the name of an SBOM, but its format is not known", help)
            )
        kind = sbom or kind
    kind = kind or format_told_by(document.base, document.text)
    if kind is None:
        help = "name a model card, an openness.yaml, a MOF file, an SBOM or a folder; `openness identify` knows licence texts"
        what = "its format is not known" if document.text.strip() else "it is empty"
        raise OpennessError(Problem(document.name, None, what, help))
    return read_document(kind, document)


def _of_open_file(read_file: "Callable[[str, BinaryIO], Release]", path: str) -> "tuple[Release, ...]":
    """The release in a file of which the reader itself chooses what it reads.

    Raises:
        OpennessError: when it cannot be read.
    """
    from openness.syntax.document import opened, unreadable

    with opened(path) as file:
        try:
            return (read_file(path, file),)
        except OSError as error:
            raise unreadable(path, error) from None


def _form_in(document: "Document") -> "Format | None":
    """The form that a document is, whatever it is called; None where it is a card or no form."""
    if document.text.startswith("---"):
        return None
    head = document.text[:_HEAD_LIMIT].lower()
    sighted = (_module(name) for name, signs in _FORMS.items() if any(sign in head for sign in signs))
    return next((module for module in sighted if module.matches_content(document.base, document.text)), None)


def _card_called(base: str) -> "Format | None":
    """The format of cards, where a file has the name of a form and of a card, and is no form."""
    card = _module("card")
    return card if card.matches_name(base) else None


def read_document(kind: "Format", document: "Document") -> "tuple[Release, ...]":
    """The releases that a document of a format describes.

    Raises:
        OpennessError: when it cannot be read.
        NotThisFormat: when it only looks like one of the format.
    """
    read = kind.read(document)
    releases = read if isinstance(read, tuple) else (read,)
    if not document.replaced:
        return releases
    from attrs import evolve

    from openness.formats._shape import no_utf8

    odd = no_utf8(document.name)
    return tuple(evolve(release, oddities=tuple(dict.fromkeys((*release.oddities, odd)))) for release in releases)


def hub_fields(name: str, fields: "Mapping", subject: str = "") -> "Release":
    """A release from the Hub's own fields, in whatever file they stand: read as a card with the same fields would be.

    Args:
        name: the document to name in sources.
        fields: as in a card's block.
        subject: `model` or `dataset` where it is known; the fields tell otherwise.
    """
    from openness.formats import card

    return card.fields_of(name, fields, subject, on_hub=True)


def hub_card(name: str, text: str, subject: str = "") -> "Release":
    """A release from the whole text of a card, in whatever file that stands.

    Args:
        name: the document to name in sources.
        text: the text.
        subject: `model` or `dataset` where it is known; the fields tell otherwise.

    Raises:
        OpennessError: when its block is not a YAML mapping.
        NotThisFormat: when it is no card.
    """
    from openness.formats import card
    from openness.syntax.document import Document

    return card.read(Document(name, text), subject)


def texts_among(files: "Iterable[str]") -> list[str]:
    """The licence texts among a repository's files, in whatever folder: doubt goes against open."""
    from openness.formats import licence_file

    def is_text(path: str) -> bool:
        folder, _, base = path.rpartition("/")
        return licence_file.matches_name(base, os.path.basename(folder))

    return list(filter(is_text, files))


def unread_text(name: str) -> "Release":
    """A release with a licence text of which only the name is known."""
    from openness.formats import licence_file

    return licence_file.unread(name)


def unread_beside(document: "Document", problem: "Problem") -> "Release | None":
    """A release with a file that only names licences and cannot be read; None for a file of any other format.

    It is listed with the reason. Where it has a word about a licence, nobody knows what it says of that.
    """
    kind = format_of(document.base) or (_module("dataset_metadata") if document.base.endswith(".py") else None)
    named_for: Callable[[str], tuple[Kind, ...]] | None = getattr(kind, "named_for", None)
    if named_for is None:
        return None
    from openness.formats._shape import unread  # few are broken

    return unread(document, problem, named_for(document.base))


@cache
def _module(name: str) -> "Format":
    module: Format = import_module(f"openness.formats.{name}")
    return module
