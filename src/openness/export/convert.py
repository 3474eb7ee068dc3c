"""A release in another format, and the facts that the format cannot state."""

from typing import Any

from attrs import frozen

from openness.export.cut import cut
from openness.export.summary import Omission, Outline, outline
from openness.export.writers import NO_MOMENT, SPEC_VERSIONS, holds_of, moment, writer
from openness.release.release import Release
from openness.shelf.shelf import Shelf
from openness.value import Value


@frozen(eq=False, repr=False)
class Conversion(Value):
    """A release as a text in another format.

    Args:
        format: the format's name in `openness.export.writers.WRITERS`.
        text: the text.
        omissions: what the text does not say, or says less clearly; empty where nothing is lost.
    """

    format: str
    text: str
    omissions: tuple[Omission, ...] = ()

    def __str__(self) -> str:
        return self.text


def convert(release: Release, to: str, shelf: Shelf, spec_version: str = "", author: str = "") -> Conversion:
    """A release in another format.

    Args:
        release: as it was read.
        to: the format's name.
        shelf: where licences are looked up.
        spec_version: the version of the format; empty for the one that is written unasked.
        author: who makes the document; empty where that is not said.

    Raises:
        OpennessError: when there is no such format, no such version of it, or it has no place for an author.
    """
    outline = outline_in(release, to, shelf, spec_version)
    how: dict[str, Any] = {}
    if spec_version not in ("", *SPEC_VERSIONS.get(to, ())[:1]):
        how["version"] = spec_version
    if author:
        from openness.release.author import author_of

        how["author"] = author_of(author, to)
    return Conversion(to, writer(to).write(outline, **how), (*outline.omitted, *_undated(to, spec_version)))


def _undated(to: str, spec_version: str) -> tuple[Omission, ...]:
    """The moment at which a file was made, where its format asks for that and nobody sets one."""
    holds = holds_of(to, spec_version)["model"]
    if not holds.dated or moment() is not None:
        return ()
    message = f"{holds.title} must say when the file was made, and no moment is set: it says {NO_MOMENT}; set SOURCE_DATE_EPOCH"
    return (Omission("created", message),)


def outline_in(release: Release, to: str, shelf: Shelf, spec_version: str = "") -> Outline:
    """The outline of a release as a format holds it, with a list of what it does not hold.

    Raises:
        OpennessError: when there is no such format, or no such version of it.
    """
    holds = holds_of(to, spec_version)
    whole = outline(release, shelf)
    return cut(whole, holds.get(whole.subject) or holds["model"])
