"""One file the user named, and the licence texts that lie beside a card.

Links are not followed out of the folder: a licence text that is such a link is listed as unread and doubted, as one
that cannot be opened is.
"""

import os
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from attrs import evolve, frozen

from openness.errors import OpennessError, Problem
from openness.formats import licence_file, may_be_gguf, name_of, read, read_document
from openness.release.location import Source
from openness.release.release import Found, Release, join
from openness.syntax.document import LICENCE_LIMIT, Document, open_document
from openness.syntax.paths import path_below
from openness.value import Shown
from openness.vocabulary import DATASET, MODEL, Kind, Relation

#: Names of a folder's card, in lower case.
_CARDS = {"readme", *(f"{what}{mark}card" for what in ("model", "data", "dataset") for mark in ("", "-", "_"))}
#: Formats of files beside weights that tell what those were made from, and how.
OF_BASES = {"adapter_config": Relation.ADAPTER, "mergekit": Relation.MERGE}
#: Of a link or a thing that is no plain file.
LEADS_AWAY = "it leads out of the folder, or to no plain file"
#: Formats that tell of nothing but a model's weights.
_OF_WEIGHTS = frozenset(
    ("gguf", "safetensors", "onnx", "adapter_config", "mergekit", "model_config", "modelfile", "mlmodel")
)
_HUB_CACHE = r"^(.*[/\\](?:models|datasets)--[^/\\]+--[^/\\]+)(?:[/\\]|$)"
WINDOWS = os.name == "nt"
_JUNCTION = 0xA0000003  # the reparse tag of a junction: a link to a folder that is not a symbolic link
_OF_A_MAC = b"\x00\x05\x16\x07"  # the first bytes of what a Mac keeps beside each file on a foreign disk
_SETTLED = 1_000_000_000  # nanoseconds after which a folder's time is taken as telling


@frozen(eq=False, repr=False)
class Gathered(Shown):
    """The releases that paths gave, and the problems.

    Args:
        found: the releases.
        problems: what could not be used.
        paths: the paths.
        exclude: globs of what was left out below them.
        ignored: how many files and folders a `.gitignore` left out.
    """

    found: tuple[Found, ...] = ()
    problems: tuple[Problem, ...] = ()
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    ignored: int = 0

    @property
    def refused(self) -> tuple[Problem, ...]:
        """The files and fields of the releases that were refused: the rest of each release was used."""
        return tuple(problem for found in self.found for problem in found.release.problems)

    def covers(self, path: str) -> bool:
        """True where a release at a path would have been found, had it been there: all below a folder around it was used."""
        from openness.sources import ignore

        if self.problems:
            return False
        for root in filter(os.path.isdir, self.paths):
            parts = path_below(path, root).split("/")
            outer = ("/".join(parts[:end]) for end in range(1, len(parts) + 1))
            patterns = ignore.patterns(self.exclude, root)
            if parts[0] != os.pardir and not any(ignore.ignored(folder, True, patterns) for folder in outer):
                return True
        return False


def told_apart(names: list[str], releases: Iterable[Release]) -> list[str]:
    """Names of releases, with the release's own where one file gives several."""
    times = Counter(names)
    return [
        f"{name}#{release.name.value or at}" if times[name] > 1 else name
        for at, (name, release) in enumerate(zip(names, releases, strict=True), 1)
    ]


def read_file(path: str) -> tuple[Release, ...]:
    """A file the user named, one release or several; a card brings the licence texts that lie beside it.

    Raises:
        OpennessError: when it cannot be read or is of no known format.
        NotThisFormat: when it only looks like a card.
    """
    releases = read(path)
    if is_card(os.path.basename(path)):
        folder = os.path.dirname(path)
        release = join([*releases, *beside(folder, releases[0].links)])
        return (_with_models_name(release, folder) if release.subject == DATASET else release,)
    return releases


def _with_models_name(data: Release, folder: str) -> Release:
    """The card of a data set, beside which the name of a file tells of a model: nothing of that file is read."""
    place = folder or "."
    if file := _model_file(place, _changed(place)):
        return data.with_model(Source(os.path.join(folder, file)), file)
    cache = re.search(_HUB_CACHE, os.path.abspath(folder))
    name = os.path.basename(cache[1]) if cache else ""
    return data.with_model(Source(folder), f"the folder {name}") if name.startswith("models--") else data


def unread_settings(name: str) -> Release:
    """A release with what is sure of settings that cannot be read: those of an adapter or of a merge belong to one.

    Args:
        name: the file's, as it is listed.
    """
    from openness.release.hints import NeededBase  # seldom met

    relation = OF_BASES.get(name_of(os.path.basename(name)))
    signs = (NeededBase(relation, Source(name)),) if relation else ()
    return Release(signs=signs, unread=(name,), subject=MODEL if relation else "")


def damaged_beside(path: str, problem: Problem) -> Release | None:
    """A release with weights, or settings of a model, that are damaged; None for a file of any other format.

    They are listed with the reason. Whole, they might state a licence of the weights, or a base: so neither is certain.

    Args:
        path: the file's.
        problem: the damage.
    """
    from openness.formats._shape import unread  # few are damaged
    from openness.formats.file_names import MODEL_ARCHIVES

    base = os.path.basename(path)
    is_archive = base.lower().endswith(MODEL_ARCHIVES)
    if name_of(base) not in _OF_WEIGHTS and not is_archive and (name_of(base) or not may_be_gguf(base)):
        return None
    return unread(Document(path, ""), problem, (Kind.MODEL_PARAMETERS_FINAL,)).join(unread_settings(path))


def unread_beside(path: str, problem: Problem) -> Release | None:
    """A release with a file that only names licences and cannot be read; None for a file of any other format.

    Args:
        path: the file's.
        problem: the reason.
    """
    from openness.formats import unread_beside as unread  # seldom met

    try:
        document = open_document(path)
    except OpennessError:
        document = Document(path, "")
    return unread(document, problem)


def is_card(base: str) -> bool:
    """True where a file of this name is read as a card: Markdown that is no licence text."""
    return base.lower().endswith((".md", ".markdown")) and not licence_file.matches_name(base)


def is_card_of_folder(base: str) -> bool:
    """True where a file of this name is the card of the folder it lies in."""
    stem, _, ending = base.lower().rpartition(".")
    return ending in ("md", "markdown") and stem in _CARDS


def is_card_like(base: str, below: str) -> bool:
    """True where a file looks like another card of the release: a second README, a card in a folder of cards.

    >>> is_card_like("README_zh.md", ""), is_card_like("large.md", "model_cards"), is_card_like("INSTALL.md", "docs")
    (True, True, False)
    >>> is_card_like("README.txt", ""), is_card_like("notes.txt", "cards")
    (True, False)
    """
    stem, ending = os.path.splitext(base.lower())
    stem = re.sub(r"[-_ ]", "", stem)
    folder = re.sub(r"[-_ ]", "", below.lower().rpartition("/")[2])
    called = stem.startswith("readme") or "modelcard" in stem
    if ending in ("", ".txt", ".rst", ".adoc", ".asciidoc", ".org", ".textile", ".mdx"):
        return called and not licence_file.matches_name(base)
    return is_card(base) and (called or folder in ("modelcards", "cards"))


def beside(folder: str, links: tuple[str, ...]) -> list[Release]:
    """The licence texts in a folder, those a card points to by name among them."""
    place = folder or "."
    names = list(_licence_names(place))
    names += [name for name in links if name not in names and is_there(os.path.join(place, name))]
    bounds = bounds_of(place) if names else ""
    return [licence_text(os.path.join(folder, name), bounds) for name in names]


def _licence_names(place: str, below: str = "") -> Iterator[str]:
    """The names of the licence texts in a folder, and in one of it that holds nothing else."""
    folder = os.path.join(place, below)
    texts, folders = _listed(folder, below, _changed(folder))
    for name in texts:
        yield "/".join(part for part in (below, name) if part)
    for name in folders:
        yield from _licence_names(place, name)


def _changed(folder: str) -> int:
    """The time a folder was changed, by which what was seen in it is remembered; now where it may yet change unseen."""
    now = time.time_ns()
    try:
        changed = os.stat(folder).st_mtime_ns
    except OSError:
        return now
    return changed if now - changed > _SETTLED else now


@lru_cache(maxsize=1_024)
def _listed(folder: str, below: str, changed: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The licence texts in a folder as it was at a time, and its folders of them: a thousand cards may share one."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return ("",) if below else (), ()  # a folder of texts nobody can list is a text nobody can read
    texts = tuple(
        entry.name for entry in entries if licence_file.matches_name(entry.name, below) and not is_folder(entry)
    )
    folders = (
        entry.name for entry in entries if not below and licence_file.holds_texts(entry.name) and is_folder(entry)
    )
    return texts, tuple(folders)


@lru_cache(maxsize=1_024)
def _model_file(folder: str, changed: int) -> str:
    """The name of a file in a folder that tells of a model, as it was at a time; empty where none does."""
    from openness.formats.file_names import tells_of_model  # few cards are of data sets

    try:
        return min(filter(tells_of_model, os.listdir(folder)), default="")
    except OSError:
        return ""


def is_folder(entry: "os.DirEntry[str]") -> bool:
    """True where an entry is a folder and no link to one; a junction of Windows is a link."""
    try:
        return entry.is_dir(follow_symlinks=False) and not (WINDOWS and _is_junction(entry))
    except OSError:
        return False


def _is_junction(entry: "os.DirEntry[str]") -> bool:
    return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _JUNCTION


def is_there(path: str) -> bool:
    """True where there is something at a path that is not a folder, be it a link that leads nowhere."""
    return os.path.islink(path) or (os.path.exists(path) and not os.path.isdir(path))


def bounds_of(folder: str) -> str:
    """The folder no link is followed out of, with a slash behind: of a Hub cache's snapshot, the model's cache."""
    real = os.path.realpath(folder)
    cache = re.search(_HUB_CACHE, real)
    return os.path.join(cache[1] if cache else real, "")


def licence_text(path: str, bounds: str, name: str = "") -> Release:
    """A licence text; one that cannot be read is listed as unread and keeps the licence from being certain.

    Args:
        path: the file's path.
        bounds: the folder it is not followed out of, as `bounds_of` says it.
        name: what to call it; the path by default.
    """
    name = name or path
    try:
        if path.lower().endswith(licence_file.UNREADABLE):
            raise OpennessError(Problem(path, None, "it is of a kind that is not read", "save it as text"))
        if not os.path.realpath(path).startswith(bounds) or not os.path.isfile(path):
            raise OpennessError(Problem(path, None, LEADS_AWAY, "put the file there"))
        if os.path.basename(path).startswith("._") and open_document(path, len(_OF_A_MAC), head=True).data == _OF_A_MAC:
            return Release(read=(name,))
        return read_document(licence_file, evolve(open_document(path, LICENCE_LIMIT), name=name))[0]
    except OpennessError:
        return licence_file.unread(name)
