"""One module, one format: what a file says, as part of a release.

A format reports what is written and is never asked to judge. To add one is to write its module and to add its name
to `FORMATS`.
"""

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    from openness.document import Document
    from openness.release import Release

    class Format(Protocol):
        """What a module in this folder offers.

        `HOLDS` is `release` for a file that makes its folder a release, `beside` for one that belongs to what it
        lies beside.
        """

        NAME: str
        HOLDS: str

        def recognises(self, base: str) -> bool:
            """Whether a file of this name is of the format."""

        def tells(self, base: str, text: str) -> bool:
            """Whether a file the name of which does not tell is of the format."""

        def read(self, document: Document) -> Release:
            """What the document says."""


FORMATS = ("licence_file", "card", "native", "mof")


@lru_cache(maxsize=1_024)
def format_of(base: str) -> "Format | None":
    """The format that a file's name tells; None where it tells none of ours."""
    return next((module for module in map(_module, FORMATS) if module.recognises(base)), None)


def format_told_by(base: str, text: str) -> "Format | None":
    """The format that a file's content tells, where its name does not."""
    return next((module for module in map(_module, FORMATS) if module.tells(base, text)), None)


def _module(name: str) -> "Format":
    module: Format = import_module(f"openness.formats.{name}")
    return module
