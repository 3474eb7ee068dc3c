"""Cards and snapshots of repositories on this machine: folders that a user names, and the Hub's cache."""

import os
import re
from collections.abc import Iterable

from attrs import frozen

from openness.errors import OpennessError, Problem
from openness.release.release import Found
from openness.sources.gather import gather
from openness.syntax.document import open_document
from openness.value import Shown
from openness.vocabulary.references import Sort

_HUB_FOLDERS = {Sort.MODEL: "models", Sort.DATASET: "datasets"}
#: A name in the Hub's cache and, of several, a branch there: code may ask for any, and none leads out of the cache.
_PART = r"\w[\w.+-]*"
_REVISION = re.compile(f"{_PART}(?:/{_PART})*")
_SNAPSHOTS = re.compile(r"(?:models|datasets)--.")
#: A repository's folder, as `account/name` or `account--name`, with what the Hub's cache puts before it.
_REPOSITORY = re.compile(r"(?:(?:models|datasets)--)?([A-Za-z0-9][\w.-]*?)(?:/|--)([\w.-]+)", re.ASCII)


@frozen(eq=False, repr=False)
class Cards(Shown):
    """The cards of repositories on this machine.

    Args:
        found: the releases in folders of cards, by kind and name of the repository, the name in lower case.
        caches: the caches of the Hub, the first that holds a repository counts.
    """

    found: dict[tuple[Sort, str], Found]
    caches: tuple[str, ...]

    def of(self, sort: Sort, name: str) -> Found | None:
        """The release in a folder of cards; None where none is of this repository."""
        return self.found.get((sort, name.casefold()))

    def snapshot(self, sort: Sort, name: str, revision: str) -> str:
        """The folder of a repository's snapshot in the first cache that holds it; empty where none does."""
        folders = (_snapshot(cache, sort, name, revision) for cache in self.caches if sort in _HUB_FOLDERS)
        return next(filter(None, folders), "")


def cards_at(paths: Iterable[str] = ()) -> Cards:
    """The cards at these paths, and those in the Hub's cache of this machine, which comes last.

    A card belongs to the repository that its folder names (`DIR/account/name/README.md`, `DIR/account--name/README.md`),
    else to the one that it names itself.

    Args:
        paths: folders of cards, single cards, and caches of the Hub.

    Raises:
        OpennessError: with every problem, when a path cannot be read or names no repository, or two cards name one.
    """
    found: dict[tuple[Sort, str], Found] = {}
    caches: list[str] = []
    problems: list[Problem] = []
    for path in paths:
        if _is_cache(path):
            caches.append(path)
            continue
        gathered = gather(path)
        problems.extend(gathered.problems)
        named = [(name, Found(_card(entry), entry.release)) for entry in gathered.found if (name := _name(entry, path))]
        if gathered.found and not named:
            help = "put each card into a folder ACCOUNT/NAME"
            problems.append(Problem(path, None, "no card in it names a repository", help))
        for name, card in named:
            sort = Sort.DATASET if card.release.subject == "dataset" else Sort.MODEL
            first = found.setdefault((sort, name.casefold()), card)
            if first is not card:
                problems.append(
                    Problem(card.source, None, f"{first.source} is a card of {name} too", "keep one of them")
                )
    if problems:
        raise OpennessError(*problems)
    return Cards(found, (*caches, _own_cache()))


def _is_cache(path: str) -> bool:
    """True for a folder that is laid out as the Hub's cache."""
    try:
        return any(_SNAPSHOTS.match(name) for name in os.listdir(path))
    except OSError:  # no folder; reading it tells what is wrong
        return False


def _card(found: Found) -> str:
    """The file that a release was read from first."""
    return found.release.first_document or found.source


def _name(found: Found, path: str) -> str:
    """The repository that a release found at a path belongs to; empty where nothing tells."""
    folder = os.path.relpath(os.path.dirname(_card(found)), path).replace(os.sep, "/")
    if match := _REPOSITORY.fullmatch(folder):
        return f"{match[1]}/{match[2]}"
    return next((claim.value for claim in found.release.name.claims if _REPOSITORY.fullmatch(claim.value)), "")


def _own_cache() -> str:
    """The Hub's cache of this machine, where its tools keep it."""
    home = os.environ.get("HF_HOME") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache"), "huggingface"
    )
    return os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE") or os.path.join(home, "hub")


def _snapshot(cache: str, sort: Sort, name: str, revision: str) -> str:
    """The folder of a repository's snapshot in a cache; empty where there is none."""
    folder = os.path.join(cache, f"{_HUB_FOLDERS[sort]}--{name.replace('/', '--')}")
    if not os.path.isdir(folder):
        return ""
    try:
        branch = _REVISION.fullmatch(revision or "main")
        commit = open_document(os.path.join(folder, "refs", branch[0]), 200).text.strip() if branch else ""
    except OpennessError:
        commit = revision
    snapshot = os.path.join(folder, "snapshots", commit)
    return snapshot if re.fullmatch(_PART, commit) and os.path.isdir(snapshot) else ""
