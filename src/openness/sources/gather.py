"""From paths to releases: which files belong together, and what was read and what was not.

A folder that holds a native, MOF or card file is a release; other files belong to the nearest such folder above them, and
those of a model that lie below none are releases themselves (rule 1). Nothing in a folder configures the reading.
"""

import os
from collections.abc import Iterable, Sequence

from openness.errors import NotThisFormat, OpennessError, Problem, near
from openness.formats import name_of
from openness.release.release import Found, Progress
from openness.release.release import join as joined
from openness.sources.file import Gathered, read_file, told_apart
from openness.vocabulary import hub
from openness.vocabulary.patterns import pattern

_REPOSITORY = pattern(r"[\w.-]+/[\w.-]+(?:@[\w./-]+)?")
_ENDINGS = (
    ".md",
    ".yaml",
    ".yml",
    ".json",
    ".toml",
    ".txt",
    ".gguf",
    ".safetensors",
)  # of a file, and of no repository
_SHOWN = 40  # characters of a text that was given for a path
_TEXT_HELP = "write it to a file, or give a ModelCard of huggingface_hub"
_HUB_SORTS = {"data": f"{hub.SOURCE}datasets/"}


def gather(path: str, exclude: Iterable[str] = (), progress: Progress = iter, code: bool = False) -> Gathered:
    """The releases at a path: a file, a folder, `-` for standard input, `system:ID` or `hub:ORG/NAME`.

    Args:
        path: as the user wrote it.
        exclude: globs of files to leave out, below a folder.
        progress: is handed the folders below a folder.
        code: True where a folder may hold code alone, and no release.
    """
    try:
        if path.startswith("system:"):
            from openness.sources.system_ids import PREFIX, systems
            from openness.sources.systems import system

            if any(sign in path for sign in "*?["):
                return Gathered(tuple(Found(f"{PREFIX}{id}", system(id).release) for id in systems(path)))
            return Gathered((Found(path, system(path.removeprefix(PREFIX)).release),))
        if path.startswith(hub.SOURCE):
            from openness.sources.hub import read_hub

            return Gathered((Found(path, read_hub(path)),))
        if os.path.isdir(path):
            from openness.sources.folder import gather_folder

            return gather_folder(path, tuple(exclude), progress, code)
        if not os.path.lexists(path) and "\n" in path.strip():
            first, _, _ = path.strip().partition("\n")
            raise OpennessError(
                Problem(f"{first[:_SHOWN]} …", None, "this is a text, and a str names a path", _TEXT_HELP)
            )
        if not os.path.lexists(path) and (help := _elsewhere(path)):
            raise OpennessError(Problem(path, None, "there is no such file or folder", help))
        if not name_of(os.path.basename(path)) and (archived := _archived(path)):
            return archived
        releases = read_file(path)
        return Gathered(tuple(map(Found, told_apart([path] * len(releases), releases), releases)))
    except OpennessError as error:
        return Gathered((), error.problems)
    except NotThisFormat as unlike:
        return Gathered((), (unlike.problem,))


def _archived(path: str) -> Gathered | None:
    """The release in an archive; None where a file is none.

    Raises:
        OpennessError: when nothing in it tells of one, or it is broken.
    """
    from openness.formats.file_names import is_archive  # few files are asked

    if not is_archive(os.path.basename(path)):
        return None
    from openness.sources.archives import whole

    return Gathered((Found(path, whole(path)),))


def _elsewhere(path: str) -> str:
    """Advice on a path where nothing is and that looks like an address, a repository or a system; otherwise empty."""
    from openness.syntax.urls import on_hub

    repository = on_hub(path if "://" in path else f"https://{path}")
    if repository or "://" in path:
        sort, name = repository or ("", "ORG/NAME")
        return f"nothing is fetched from an address; for a repository on the Hub write {_HUB_SORTS.get(sort, hub.SOURCE)}{name}"
    if path.lower().endswith(_ENDINGS):
        return ""
    from openness.sources.system_ids import PREFIX, described_as, ids

    if "/" in path:
        if not _REPOSITORY.fullmatch(path):
            return ""
        on_the_hub = f"for the repository of this name on the Hub write {hub.SOURCE}{path}"
        described = described_as(path)
        return f"{on_the_hub}, or {PREFIX}{described}, which is described here" if described else on_the_hub
    found = near("-".join(path.lower().split()), ids(), 3)
    return f"for a described system write {' or '.join(f'{PREFIX}{id}' for id in found)}" if found else ""


def only(found: Sequence[Found], path: str, help: str) -> Found:
    """The one release that was found.

    Args:
        found: the releases.
        path: where they are, as the user wrote it.
        help: what to do where there are several.

    Raises:
        OpennessError: when there are several, or none.
    """
    if len(found) == 1:
        return found[0]
    listed = ", ".join(release.source for release in found[:5]) + (" and more" if len(found) > 5 else "")
    if not found:
        raise OpennessError(Problem(path, None, "it holds no release", "name a card, a native file or an SBOM"))
    raise OpennessError(Problem(path, None, f"it holds {len(found)} releases: {listed}", help))


def gather_all(
    paths: Sequence[str], exclude: Iterable[str] = (), join: bool = False, progress: Progress = iter, code: bool = False
) -> Gathered:
    """The releases at several paths, each by itself or all as one.

    Args:
        paths: as the user wrote them.
        exclude: globs of files to leave out, below a folder.
        join: make them one release.
        progress: is handed the paths, or of one path the folders below it.
        code: as for `gather`.
    """
    below = progress if len(paths) == 1 else iter
    gathered = [gather(path, exclude, below, code) for path in progress(paths)]
    found = tuple(release for part in gathered for release in part.found)
    if join and found:
        found = (Found(" + ".join(paths), joined(part.release for part in found)),)
    problems = tuple(problem for part in gathered for problem in part.problems)
    return Gathered(found, problems, tuple(paths), tuple(exclude), sum(part.ignored for part in gathered))
