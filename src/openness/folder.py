"""Folders as people have them: one release a directory, and nothing lent from one to another."""

import os
import re
from collections.abc import Iterator

from attrs import define, evolve, field

from openness import ignore
from openness.claim import Claim, Fact
from openness.document import open_document
from openness.finding import Code, Finding
from openness.formats import format_of, format_told_by
from openness.problem import OpennessError, Problem
from openness.reading import Found, Gathered, is_card, is_card_of_folder, licence_text
from openness.release import Release, join
from openness.source import Source
from openness.vocabulary import Basis

ENTRY_LIMIT = 200_000
SKIPPED = frozenset((".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".tox", ".nox"))
_CACHE = re.compile(r"models--(?P<producer>[^/]+?)--(?P<name>[^/]+)$")


@define
class _Directory:
    """What one directory holds: the files that make it a release, and those that lie beside."""

    below: str
    releases: list[str] = field(factory=list)
    cards: list[str] = field(factory=list)
    texts: list[str] = field(factory=list)


def gather_folder(root: str, exclude: tuple[str, ...]) -> Gathered:
    """The releases below a folder, each with the files that belong to it.

    Args:
        root: the folder as the user wrote it.
        exclude: globs of files and folders to leave out, as in a `.gitignore`.
    """
    directories = _directories(root, exclude)
    problems: list[Problem] = []
    made: dict[str, list[Release]] = {}
    for below, directory in directories.items():
        if releases := _releases(root, directory, problems):
            made[below] = releases
    for below, directory in directories.items():
        owner = _owner(below, made)
        if owner is not None and directory.texts:
            texts = [licence_text(_path(root, below, name)) for name in directory.texts]
            if len(made[owner]) == 1:
                made[owner] = [join([*made[owner], *texts])]
            else:  # a text among several releases is nobody's
                unread = Release(unread=tuple(name for text in texts for name in (*text.read, *text.unread)))
                made[owner] = [release.join(unread) for release in made[owner]]
    found = [(below, release) for below, releases in sorted(made.items()) for release in releases]
    if not found and not problems:
        help = "it needs a model card (README.md), an openness.yaml or a MOF file"
        problems.append(Problem(root, None, "the folder holds nothing that is known here", help))
    several = len(found) > 1
    return Gathered(
        tuple(Found(_source(root, below, release, made, several), release) for below, release in found), tuple(problems)
    )


def _source(root: str, below: str, release: Release, made: dict[str, list[Release]], several: bool) -> str:
    """The path as given, plus the path below it where it gave several releases."""
    if not several:
        return root
    if len(made[below]) > 1:
        return next(name for name in release.read)
    return _path(root, below, "").rstrip("/") if below else root


def _path(root: str, below: str, name: str) -> str:
    return "/".join(part for part in (root.rstrip("/") or root, below, name) if part)


def _owner(below: str, made: dict[str, list[Release]]) -> str | None:
    """The nearest folder at or above this one that is a release."""
    while below not in made:
        if not below:
            return None
        below = below.rpartition("/")[0]
    return below


def _releases(root: str, directory: _Directory, problems: list[Problem]) -> list[Release]:
    """The releases a directory holds: several native or MOF files are several, and a card there joins none."""
    held = []
    for name in directory.releases:
        try:
            held.append(_unnamed(_read(_path(root, directory.below, name))))
        except OpennessError as error:
            problems.extend(error.problems)
    cards = []
    unread = []
    for name in directory.cards:
        path = _path(root, directory.below, name)
        try:
            cards.append(_read(path))
        except OpennessError as error:
            oddity = Finding(Code.FIELD_INVALID, str(error.problems[0].message), Source(path), error.problems[0].help)
            unread.append(Release(unread=(path,), oddities=(oddity,)))
    if len(held) > 1:
        unread.extend(Release(unread=card.read) for card in cards)
        return [join([release, *unread]) for release in held]
    if not held and not cards:
        for one in unread:
            problems.extend(
                Problem(f.source.document if f.source else root, None, f.message, f.help) for f in one.oddities
            )
        return []
    return [_placed(join([*held, *cards, *unread]), root, directory.below)]


def _read(path: str) -> Release:
    document = open_document(path)
    kind = format_of(document.base) or format_told_by(document.base, document.text)
    assert kind is not None  # or it would not have been found
    return kind.read(document)


def _unnamed(release: Release) -> Release:
    """A file found in a folder: its conclusions do not count (contract, rule 4)."""
    if not release.conclusions:
        return release
    source = release.conclusions[0].source
    message = "conclusions count only from a file named on the command line"
    oddity = Finding(Code.FIELD_INVALID, message, source, f"name {source.document} itself")
    return evolve(release.without_conclusions(), oddities=(*release.oddities, oddity))


def _placed(release: Release, root: str, below: str) -> Release:
    """The name and the producer that a Hub cache's folder tells."""
    full = os.path.abspath(_path(root, below, ""))
    for part in reversed(full.split(os.sep)):
        if match := _CACHE.match(part):
            name = Claim(f"{match['producer']}/{match['name']}", Basis.INFERRED, Source(root), part, "rule hub-cache")
            producer = evolve(name, value=match["producer"])
            return release.join(Release(name=Fact((name,)), producer=Fact((producer,))))
    return release


def _directories(root: str, exclude: tuple[str, ...]) -> dict[str, _Directory]:
    """Every directory below a root that holds something known, by its path below the root."""
    held: dict[str, _Directory] = {}
    for below, name in _walk(root, exclude):
        holds = _holds(_path(root, below, name), name)
        if holds:
            directory = held.setdefault(below, _Directory(below))
            getattr(directory, holds).append(name)
    return held


def _holds(path: str, name: str) -> str:
    """What a file is to its directory: `cards`, `releases`, `texts`, or nothing known."""
    if is_card(name):
        return "cards" if is_card_of_folder(name) else ""
    kind = format_of(name)
    if kind is None and name.endswith((".yml", ".yaml")):
        try:
            kind = format_told_by(name, open_document(path).text)
        except OpennessError:
            return ""
    return "" if kind is None else {"beside": "texts", "release": "releases"}[kind.HOLDS]


def _walk(root: str, exclude: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every file below a root, as the path of its folder below the root and its name, in order.

    Raises:
        OpennessError: when there are more entries than the limit.
    """
    real = os.path.realpath(root)
    cache = re.search(r"^(.*/models--[^/]+--[^/]+)(?:/|$)", real)
    bounds = os.path.join(cache[1] if cache else real, "")
    always = ignore.patterns(exclude)
    entries = 0
    waiting: list[tuple[str, tuple[tuple[str, ignore.Pattern], ...]]] = [("", ())]
    while waiting:
        below, held = waiting.pop()
        try:
            listing = sorted(os.scandir(_path(root, below, "")), key=lambda entry: entry.name)
        except OSError:
            continue
        held = (*held, *((below, pattern) for pattern in _git_ignores(_path(root, below, ""))))
        folders = []
        for entry in listing:
            entries += 1
            if entries > ENTRY_LIMIT:
                raise OpennessError(
                    Problem(root, None, f"it has more than {ENTRY_LIMIT:,} entries", "name a part of it")
                )
            path = f"{below}/{entry.name}" if below else entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            if _left_out(path, is_folder, held) or ignore.ignored(path, is_folder, always):
                continue
            if entry.is_symlink() and not os.path.realpath(entry.path).startswith(bounds):
                continue
            if is_folder:
                if entry.name not in SKIPPED:
                    folders.append((path, held))
            elif entry.is_file():
                yield below, entry.name
        waiting.extend(reversed(folders))


def _left_out(path: str, folder: bool, held: tuple[tuple[str, ignore.Pattern], ...]) -> bool:
    """Whether the `.gitignore` files from the root down to here leave a path out."""
    answer = False
    for below, pattern in held:
        inside = path[len(below) + 1 :] if below else path
        if pattern.matches(inside, folder):
            answer = not pattern.negated
    return answer


def _git_ignores(folder: str) -> tuple[ignore.Pattern, ...]:
    try:
        return ignore.patterns(open_document(os.path.join(folder, ".gitignore")).text.splitlines())
    except OpennessError:
        return ()
