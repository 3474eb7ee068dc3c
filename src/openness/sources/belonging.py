"""The release that a folder belongs to, and the files that belong to none.

A file belongs to the nearest release at or above its folder (rule 1). One that has none above it is read by nobody, and
each release that it may be about says so.
"""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import evolve

from openness.formats import licence_file, name_of
from openness.release.hints import NeededBase
from openness.release.location import Source
from openness.release.release import Release
from openness.sources.beside import Owner
from openness.sources.directory import Directory
from openness.vocabulary import Relation

_MADE_BY_OTHERS = frozenset(
    "third_party thirdparty 3rd_party 3rdparty vendor vendors vendored external externals extern deps submodules"
    " node_modules".split()
)
_OF_OTHERS = _MADE_BY_OTHERS | {"examples", "example"}
_FEW = 100  # files that belong to nobody and that every release names; of more the first release names all


def owner_of(below: str, owners: Collection[str]) -> str | None:
    """The nearest folder at or above this one that is a release."""
    while below not in owners:
        if not below:
            return None
        below = _above(below)
    return below


def home_of(below: str) -> str:
    """The folder that what lies in a folder is about: of one that holds nothing but licence texts, that around it.

    >>> home_of("models/LICENSES"), home_of("models")
    ('models', 'models')
    """
    around, _, last = below.rpartition("/")
    return around if last == ".reuse" or licence_file.holds_texts(last) else below


def folders_around(below: str) -> Iterator[str]:
    """A folder, and each folder that it lies in.

    >>> [*folders_around("a/b")]
    ['a/b', 'a', '']
    """
    yield below
    while below:
        below = _above(below)
        yield below


def topmost(below: str, known: Collection[str]) -> str:
    """The topmost folder at or above this one that is known.

    >>> topmost("a/b/c", {"a", "a/b/c"}), topmost("a/b", {"a/b", "c"}), topmost("a", {"", "a"})
    ('a', 'a/b', '')
    """
    found = below
    while below:
        below = _above(below)
        found = below if below in known else found
    return found


def is_of_others(below: str) -> bool:
    """True for a folder of what others made, or of examples: a licence above it is about something else.

    >>> is_of_others("third_party/heron"), is_of_others("weights/heron")
    (True, False)
    """
    return not _OF_OTHERS.isdisjoint(below.lower().replace("-", "_").split("/"))


def is_made_by_others(below: str, owner: str = "") -> bool:
    """True for a folder of what others made, below that of a release: what is said there is said of that.

    >>> is_made_by_others("third_party/heron"), is_made_by_others("examples/heron"), is_made_by_others("vendor/x", "vendor")
    (True, False, False)
    """
    within = below.removeprefix(owner).lower().replace("-", "_").split("/")
    return not _MADE_BY_OTHERS.isdisjoint(within)


def settings_in(directory: Directory) -> list[str]:
    """The settings of a model in a directory; further down, beside weights, they are of a part of one."""
    return [path for path in directory.beside if name_of(os.path.basename(path)) == "model_config"]


def of_a_part(settings: Release) -> Release:
    """The settings of a part of a model, without its measures: where its weights come from, and their terms, bind the whole."""
    return evolve(settings, details=())


def put_on_a_model(path: str) -> Release:
    """A release with weights that are an adapter's by their name: they belong to a model, whether or not anybody names it."""
    return Release(signs=(NeededBase(Relation.ADAPTER, Source(path)),))


def list_strays(files: Mapping[str, tuple[Sequence[str], Sequence[str]]], owners: Mapping[str, Owner]) -> None:
    """List each file that belongs to no release as unread by those nearest to it, which lie below a folder around it.

    Args:
        files: of each folder the files that any release above it reads, and those that only a release of that folder does.
        owners: the releases, by their folder.
    """
    heirs: dict[str, list[Owner]] = {}
    for below, owner in sorted(owners.items()):
        while below:
            below = _above(below)
            heirs.setdefault(below, []).append(owner)
    strays: dict[str, list[str]] = {}
    for below, (anywhere, here) in files.items():
        if heirs and owner_of(below, owners) is None:
            near = owner_of(below, heirs) or ""
            strays.setdefault(near, []).extend((*anywhere, *here) if near == below else anywhere)
    for near, paths in strays.items():
        for owner in heirs[near] if len(paths) <= _FEW else heirs[near][:1]:
            owner.added.append(Release(unread=tuple(sorted(paths))))


def _above(below: str) -> str:
    return below.rpartition("/")[0]
