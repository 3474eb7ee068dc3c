"""One module, one format: what a file says, as part of a release.

A format reports what is written and is never asked to judge. To add one is to write its module and to add its name
to `FORMATS`.
"""

import os
import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    from openness.document import Document
    from openness.release import Release

    class Format(Protocol):
        """What a module in this folder offers.

        `HOLDS` is `release` for a file that makes its folder a release, `alone` for one that does so only where a whole
        tree has none of the former, `beside` for one that belongs to what it lies beside. `LIMIT` is how many bytes
        are read; a format of `BYTES` is given that many from the start of the file, any other the whole text of a
        file that must not be longer.
        """

        NAME: str
        HOLDS: str
        LIMIT: int
        BYTES: bool

        def recognises(self, base: str) -> bool:
            """Whether a file of this name is of the format."""

        def tells(self, base: str, text: str) -> bool:
            """Whether a file the name of which does not tell is of the format."""

        def read(self, document: Document) -> "Release | tuple[Release, ...]":
            """What the document says, of one release or of several."""


#: Formats whose files may have one and the same name, such as `sbom.json`: the content tells which it is.
SBOMS = ("spdx2", "spdx3", "cyclonedx")
FORMATS = ("licence_file", "card", "native", "mof", *SBOMS)


@lru_cache(maxsize=1_024)
def format_of(base: str) -> "Format | None":
    """The format that a file's name tells; None where it tells none of ours."""
    return next((module for module in _asked(base) if module.recognises(base)), None)


def format_told_by(base: str, text: str) -> "Format | None":
    """The format that a file's content tells, where its name does not."""
    return next((module for module in _asked(text) if module.tells(base, text)), None)


def _asked(words: str) -> "Iterator[Format]":
    """The formats that a name or a text may be of; the readers of SBOMs are imported only where one is in sight."""
    sighted = re.search(r"bom|spdx|\bcdx|cyclonedx", words, re.IGNORECASE) is not None
    return (_module(name) for name in FORMATS if sighted or name not in SBOMS)


def is_sbom(path: str) -> bool:
    """Whether a file's name tells that it is an SBOM."""
    kind = format_of(os.path.basename(path))
    return getattr(kind, "__name__", "").rpartition(".")[2] in SBOMS


def read(path: str) -> "tuple[Release, ...]":
    """What the file at a path says, of one release or of several.

    Raises:
        OpennessError: when it cannot be read or is of no known format.
        Unlike: when it only looks like a card or an SBOM.
    """
    from openness.document import TEXT_LIMIT, decoded, open_document
    from openness.problem import OpennessError, Problem, Unlike

    kind = format_of(os.path.basename(path))
    document = open_document(path, kind.LIMIT, kind.BYTES) if kind else open_document(path, TEXT_LIMIT)
    if kind is not None and is_sbom(path):
        document = decoded(document, kind.LIMIT)
        told = next((one for one in map(_module, SBOMS) if one.tells(document.base, document.text)), None)
        if told is None and re.search(r"\.(?:spdx3?|cdx)\b", document.base.lower()) is None:
            help = "name SPDX 2.3, SPDX 3.0 or CycloneDX"
            raise Unlike(Problem(document.name, None, "it is called as an SBOM is, and is none that is known", help))
        kind = told or kind
    kind = kind or format_told_by(document.base, document.text)
    if kind is None:
        help = "name a model card, an openness.yaml, a MOF file, an SBOM or a folder"
        raise OpennessError(Problem(document.name, None, "it is of no known format", help))
    held = kind.read(document)
    return held if isinstance(held, tuple) else (held,)


def _module(name: str) -> "Format":
    module: Format = import_module(f"openness.formats.{name}")
    return module
