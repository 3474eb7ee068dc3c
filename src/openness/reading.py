"""From paths to releases: which files belong together, and what was read and what was not.

A folder that holds a native, MOF or card file is a release; other files belong to the nearest such folder above them
(contract, rule 1). Nothing in a folder configures the reading, links are not followed out of it.
"""

import os
import re
import time
from collections.abc import Iterable
from functools import lru_cache

from attrs import evolve, frozen

from openness.document import LICENCE_LIMIT, TEXT_LIMIT, Document, open_document
from openness.formats import format_of, format_told_by, licence_file
from openness.problem import OpennessError, Problem, Unlike
from openness.release import Release, join

_CARD = r"(?:readme|(?:model|data(?:set)?)[_-]?card)\.(?:md|markdown)$"
_UNREADABLE = (".pdf", ".docx", ".html", ".htm")
_SETTLED = 1_000_000_000  # nanoseconds after which a folder's time is taken as telling


@frozen(eq=False, repr=False)
class Found:
    """One release that a path gave.

    Args:
        source: the path as given, with the path below it where it gave several.
        release: what its files say.
    """

    source: str
    release: Release


@frozen(eq=False, repr=False)
class Gathered:
    """What a path gave: releases, and what could not be used."""

    found: tuple[Found, ...] = ()
    problems: tuple[Problem, ...] = ()


def gather(path: str, exclude: Iterable[str] = ()) -> Gathered:
    """The releases at a path: a file, a folder, or `-` for standard input.

    Args:
        path: as the user wrote it.
        exclude: globs of files to leave out, below a folder.
    """
    try:
        if os.path.isdir(path):
            from openness.folder import gather_folder

            return gather_folder(path, tuple(exclude))
        return Gathered((Found(path, read_file(path)),))
    except OpennessError as error:
        return Gathered((), error.problems)
    except Unlike as unlike:
        return Gathered((), (unlike.problem,))


def read_file(path: str) -> Release:
    """A file the user named; a card brings the licence texts that lie beside it.

    Raises:
        OpennessError: when it cannot be read or is of no known format.
        Unlike: when it only looks like a card.
    """
    base = os.path.basename(path)
    kind = format_of(base)
    document = open_document(path, LICENCE_LIMIT if kind and kind.HOLDS == "beside" else TEXT_LIMIT)
    if kind is None:
        kind = format_told_by(document.base, document.text)
    if kind is None:
        help = "name a model card, an openness.yaml, a MOF file or a folder"
        raise OpennessError(Problem(document.name, None, "it is of no known format", help))
    release = kind.read(document)
    if is_card(base):
        return join([release, *beside(os.path.dirname(path), release.links)])
    return release


def is_card(base: str) -> bool:
    """Whether a file of this name is read as a card: Markdown that is no licence text."""
    return base.lower().endswith((".md", ".markdown")) and not licence_file.recognises(base)


def is_card_of_folder(base: str) -> bool:
    """Whether a file of this name is the card of the folder it lies in."""
    return re.match(_CARD, base, re.IGNORECASE) is not None


def beside(folder: str, links: tuple[str, ...]) -> list[Release]:
    """The licence texts in a folder, those a card points to by name among them."""
    place = folder or "."
    try:
        changed = os.stat(place).st_mtime_ns
    except OSError:
        return []
    names = _licence_names(place, changed if time.time_ns() - changed > _SETTLED else time.time_ns())
    linked = (name for name in links if name not in names and os.path.isfile(os.path.join(place, name)))
    return [licence_text(os.path.join(folder, name)) for name in (*names, *linked)]


@lru_cache(maxsize=1_024)
def _licence_names(folder: str, changed: int) -> tuple[str, ...]:
    """The names of the licence texts in a folder as it was at a time: a thousand cards may share one."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return ()
    named = (entry for entry in entries if licence_file.recognises(entry.name))
    return tuple(sorted(entry.name for entry in named if entry.is_file()))


def licence_text(path: str) -> Release:
    """A licence text; one that cannot be read is listed as unread and keeps the licence from being certain."""
    try:
        if path.lower().endswith(_UNREADABLE):
            raise OpennessError(Problem(path, None, "it is of a kind that is not read"))
        return licence_file.read(open_document(path, LICENCE_LIMIT))
    except OpennessError:
        return evolve(licence_file.read(Document(path, "")), read=(), unread=(path,))
