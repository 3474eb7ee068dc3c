"""One module, one format: what a file says, as part of a release.

A format reports what is written and is never asked to judge. Each module has `NAME`, `recognises(document)` and
`read(document)`; to add one is to add its name here.
"""

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    from openness.document import Document
    from openness.release import Release

    class Format(Protocol):
        """What a module in this folder offers."""

        NAME: str
        HOLDS: (
            str  # `release`: a file that makes its folder a release; `beside`: one that belongs to what it lies beside
        )

        def recognises(self, base: str) -> bool:
            """Whether a file of this name may be of the format."""

        def read(self, document: Document) -> Release:
            """What the document says."""


FORMATS = ("card", "licence_file", "native")


@lru_cache(maxsize=1_024)
def format_of(base: str) -> "Format | None":
    """The format of a file of this name; None where it is none of ours."""
    for name in FORMATS:
        module: Format = import_module(f"openness.formats.{name}")
        if module.recognises(base):
            return module
    return None
