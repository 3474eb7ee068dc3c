"""One module, one format: what a file says, as part of a release.

A format reports what is written and is never asked to judge. To add one is to write its module and to add its name
to `FORMATS`.
"""

import os
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    from openness.document import Document
    from openness.release import Release
    from openness.tree import Mapping

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


FORMATS = ("licence_file", "card", "native", "mof", "adapter_config", "model_config", "hub_info")


@lru_cache(maxsize=1_024)
def format_of(base: str) -> "Format | None":
    """The format that a file's name tells; None where it tells none of ours."""
    return next((module for module in map(_module, FORMATS) if module.recognises(base)), None)


def format_told_by(base: str, text: str) -> "Format | None":
    """The format that a file's content tells, where its name does not."""
    return next((module for module in map(_module, FORMATS) if module.tells(base, text)), None)


def read(path: str) -> "tuple[Release, ...]":
    """What the file at a path says, of one release or of several.

    Raises:
        OpennessError: when it cannot be read or is of no known format.
        Unlike: when it only looks like a card.
    """
    from openness.document import TEXT_LIMIT, open_document
    from openness.problem import OpennessError, Problem

    kind = format_of(os.path.basename(path))
    document = open_document(path, kind.LIMIT, kind.BYTES) if kind else open_document(path, TEXT_LIMIT)
    kind = kind or format_told_by(document.base, document.text)
    if kind is None:
        help = "name a model card, an openness.yaml, a MOF file or a folder"
        raise OpennessError(Problem(document.name, None, "it is of no known format", help))
    held = kind.read(document)
    return held if isinstance(held, tuple) else (held,)


def hub_fields(name: str, fields: "Mapping", subject: str = "") -> "Release":
    """What the Hub's fields say, in whatever file they stand: read as a card with the same fields would be.

    Args:
        name: the document to name in sources.
        fields: as in a card's block.
        subject: `model` or `dataset` where it is known; the fields tell otherwise.
    """
    from openness.formats import card

    return card.fields_of(name, fields, subject)


def texts_among(files: "Iterable[str]") -> list[str]:
    """The licence texts among a repository's files, in whatever folder: doubt goes against open."""
    from openness.formats import licence_file

    def is_text(path: str) -> bool:
        folder, _, base = path.rpartition("/")
        return licence_file.recognises(base, os.path.basename(folder))

    return list(filter(is_text, files))


def unread_text(name: str) -> "Release":
    """What is known of a licence text that is only named."""
    from openness.formats import licence_file

    return licence_file.unread(name)


def _module(name: str) -> "Format":
    module: Format = import_module(f"openness.formats.{name}")
    return module
