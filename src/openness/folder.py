"""Folders as people have them: one release a directory, and nothing lent from one to another."""

import os
import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve, field

from openness import formats, ignore
from openness.claim import Claim, Fact
from openness.document import open_document
from openness.file import (
    Found,
    Gathered,
    bounds_of,
    is_card,
    is_card_of_folder,
    is_folder,
    is_there,
    licence_text,
    told_apart,
)
from openness.finding import Code, Finding
from openness.formats import format_of, format_told_by, is_sbom, licence_file
from openness.problem import OpennessError, Problem, Unlike
from openness.release import Release, join
from openness.source import Source
from openness.vocabulary import Basis, Kind

ENTRY_LIMIT = 200_000
SKIPPED = frozenset((".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".tox", ".nox"))
_CACHE = re.compile(r"models--(?P<producer>[^/]+?)--(?P<name>[^/]+)$")


@define
class _Directory:
    """What one directory holds, as paths: files that make it a release, files that may, and files beside one."""

    releases: list[str] = field(factory=list)
    cards: list[str] = field(factory=list)
    texts: list[str] = field(factory=list)
    alone: list[str] = field(factory=list)
    beside: list[str] = field(factory=list)
    lookalikes: list[Release] = field(factory=list)  # cards by name only, as what to say of them


def gather_folder(root: str, exclude: tuple[str, ...]) -> Gathered:
    """The releases below a folder, each with the files that belong to it.

    Args:
        root: the folder as the user wrote it.
        exclude: globs of files and folders to leave out, as in a `.gitignore`.
    """
    unlisted: list[Problem] = []
    directories = _directories(root, exclude, unlisted)
    problems: list[Problem] = []
    made = {below: held for below, one in directories.items() if (held := _releases(one, problems))}
    if not made:  # the topmost folders that hold anything that describes a model
        for below in sorted(below for below, one in directories.items() if one.alone):
            if _owner(below, made) is None:
                made[below] = [Release()]
    if not made and not problems and (first := directories.get("", _Directory()).lookalikes):
        made[""] = [
            evolve(first.pop(0), unread=())
        ]  # a repository without metadata is a release of which nothing is known
    bounds = bounds_of(root)
    for below, directory in directories.items():
        if (owner := _owner(below, made)) is not None:
            linked = _linked(root, below, made.get(below, []), exclude)
            texts = [licence_text(path, bounds) for path in dict.fromkeys((*directory.texts, *linked))]
            others = [*_of_one(below, directory, made, problems), *_readable(directory.beside, directory, problems)]
            made[owner] = _with(made[owner], texts, others, directory.lookalikes)
    found = [(below, _placed(release, root, below)) for below, held in sorted(made.items()) for release in held]
    problems.extend(unlisted)
    if not found and not problems:
        help = "it needs a model card (README.md), an openness.yaml, a MOF file or an SBOM"
        problems.append(Problem(root, None, "the folder holds nothing that is known here", help))
        problems.extend(_strangers(root, exclude))
    releases = [release for _, release in found]
    names = [_source(root, below, release, len(found), len(made[below])) for below, release in found]
    return Gathered(tuple(map(Found, told_apart(names, releases), releases)), tuple(problems))


def _strangers(root: str, exclude: tuple[str, ...]) -> Iterator[Problem]:
    """What the Markdown files of a folder are, where none of them is its card."""
    for below, name in _walk(root, exclude, []):
        if not is_card(name):
            continue
        path = _path(root, below, name)
        try:
            formats.read(path)
            yield Problem(
                path, None, "it may be a card, and is not named as one", "name the file itself, or call it README.md"
            )
        except Unlike as unlike:
            yield unlike.problem
        except OpennessError as error:
            yield from error.problems


def _with(
    releases: list[Release], texts: list[Release], others: list[Release], lookalikes: list[Release]
) -> list[Release]:
    """The releases of a directory with what lies beside them.

    What lies beside several is nobody's: it is not read, and a licence text among it only keeps a licence that is named
    from being certain.
    """
    if len(releases) < 2:
        return [join([release, *texts, *others, *lookalikes]) for release in releases]
    unread = [Release(unread=(*one.read, *one.unread)) for one in (*texts, *others)]
    doubts = [Release(texts=tuple(evolve(held, text="") for held in text.texts)) for text in texts]
    return [
        join([release, *unread, *(doubts if _names_a_licence(release) else ()), *lookalikes]) for release in releases
    ]


def _of_one(
    below: str, directory: _Directory, made: dict[str, list[Release]], problems: list[Problem]
) -> list[Release]:
    """What the files that may stand alone say of one model each, or of one data set.

    Several models, or something of which nothing says what it is, are the folder's own releases where it has no other
    and holds no other such file; else they are somebody else's, and only named as unread.
    """
    ones: list[Release] = []
    others: list[tuple[str, list[Release]]] = []
    for path in directory.alone:
        held = list(_readable((path,), directory, problems))
        if len(held) == 1 and (held[0].subject or not is_sbom(path)):
            ones.extend(held)
        elif held:
            others.append((path, held))
    if len(others) == 1 and not ones and made.get(below) == [Release()]:
        made[below] = others.pop()[1]
    for path, held in others:
        what = f"it lists {len(held)} models" if len(held) > 1 else "it is not about a model"
        message = f"{what}, so nothing in it is taken to be about this folder's"
        finding = Finding(Code.FIELD_INVALID, message, Source(path), "name it itself")
        ones.append(Release(oddities=(finding,), unread=(path,)))
    return ones


def _names_a_licence(release: Release) -> bool:
    return any(item.licence.claims for part in release.components for item in part.items)


def _linked(root: str, below: str, releases: list[Release], exclude: tuple[str, ...]) -> list[str]:
    """The files that cards of a directory point to, where they are there and not left out."""
    always = ignore.patterns(exclude)
    held = []
    for name in (name for release in releases for name in release.links):
        parts = _path("", below, name).split("/")
        outer = ("/".join(parts[:end]) for end in range(1, len(parts)))
        left_out = ignore.ignored("/".join(parts), False, always) or any(
            ignore.ignored(one, True, always) for one in outer
        )
        if not left_out and is_there(_path(root, below, name)):
            held.append(_path(root, below, name))
    return held


def _source(root: str, below: str, release: Release, in_all: int, here: int) -> str:
    """The path as given, plus the path below it where it gave several releases."""
    if in_all == 1:
        return root
    return release.read[0] if here > 1 else _path(root, below, "")


def _path(root: str, below: str, name: str) -> str:
    return "/".join(part for part in (root.rstrip("/") or root, below, name) if part)


def _owner(below: str, made: dict[str, list[Release]]) -> str | None:
    """The nearest folder at or above this one that is a release."""
    while below not in made:
        if not below:
            return None
        below = below.rpartition("/")[0]
    return below


def _releases(directory: _Directory, problems: list[Problem]) -> list[Release]:
    """The releases a directory holds: several native or MOF files are several, and a card there joins none."""
    held = [_unnamed(release) for release in _readable(directory.releases, directory, problems)]
    cards = []
    for card in _readable(directory.cards, directory, problems):
        if _says_something(card) and len(held) < 2:
            cards.append(card)
        else:
            directory.lookalikes.append(evolve(card, components=(), read=(), unread=card.read))
    if len(held) > 1:
        return held
    return [join([*held, *cards])] if held or cards else []


def _says_something(card: Release) -> bool:
    """Whether a card says anything of the release, and not only that it is there itself."""
    said = [item for part in card.components if part.kind is not Kind.MODEL_CARD for item in part.items]
    return any(item.availability.claims or item.licence.claims for item in said)


def _readable(paths: Sequence[str], directory: _Directory, problems: list[Problem]) -> Iterator[Release]:
    """What the files say that can be read."""
    for path in paths:
        try:
            yield from formats.read(path)
        except OpennessError as error:
            problems.extend(error.problems)
        except Unlike as unlike:
            finding = Finding(Code.FIELD_INVALID, unlike.problem.message, Source(path), unlike.problem.help)
            directory.lookalikes.append(Release(oddities=(finding,), unread=(path,)))


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


def _directories(root: str, exclude: tuple[str, ...], unlisted: list[Problem]) -> dict[str, _Directory]:
    """Every directory below a root that holds something known, by its path below the root."""
    held: dict[str, _Directory] = {}
    for below, name in _walk(root, exclude, unlisted):
        path = _path(root, below, name)
        if holds := _holds(path, below, name):
            getattr(held.setdefault(below, _Directory()), holds).append(path)
    return held


def _holds(path: str, below: str, name: str) -> str:
    """What a file is to its directory: the name of its list, or nothing known."""
    if licence_file.recognises(name, _last(below)):
        return "texts"
    if is_card(name):
        return "cards" if is_card_of_folder(name) else ""
    kind = format_of(name)
    if kind is None and name.endswith((".yml", ".yaml")):
        try:
            kind = format_told_by(name, open_document(path).text)
        except OpennessError:
            return ""
    return "" if kind is None else {"release": "releases"}.get(kind.HOLDS, kind.HOLDS)


def _last(below: str) -> str:
    return below.rpartition("/")[2]


def _walk(root: str, exclude: tuple[str, ...], unlisted: list[Problem]) -> Iterator[tuple[str, str]]:
    """Every file below a root, as the path of its folder below the root and its name, in order.

    Licence texts are given whatever git ignores, and even where they are links that are not followed.

    Args:
        root: the folder as the user wrote it.
        exclude: globs of files and folders to leave out.
        unlisted: takes the problems of folders that cannot be listed.

    Raises:
        OpennessError: when there are more entries than the limit.
    """
    bounds = bounds_of(root)
    always = ignore.patterns(exclude)
    entries = 0
    waiting: list[tuple[str, tuple[tuple[str, ignore.Pattern], ...]]] = [("", ())]
    while waiting:
        below, held = waiting.pop()
        try:
            listing = sorted(os.scandir(_path(root, below, "")), key=lambda entry: entry.name)
        except OSError as error:
            reason = error.strerror or "the path cannot be used"
            unlisted.append(Problem(_path(root, below, ""), None, f"it cannot be read: {reason}"))
            if licence_file.holds_texts(_last(below)):
                yield below.rpartition("/")[0], _last(below)
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
            folder = is_folder(entry)
            text = licence_file.holds_texts(entry.name) if folder else licence_file.recognises(entry.name, _last(below))
            if ignore.ignored(path, folder, always) or (not text and _left_out(path, folder, held)):
                continue
            if folder:
                if entry.name not in SKIPPED:
                    folders.append((path, held))
            elif text or (_is_file(entry) and _stays_inside(entry, bounds)):
                yield below, entry.name
        waiting.extend(reversed(folders))


def _is_file(entry: "os.DirEntry[str]") -> bool:
    """Whether an entry is a file; a link that leads nowhere is none."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _stays_inside(entry: "os.DirEntry[str]", bounds: str) -> bool:
    """Whether an entry is no link, or one that leads to a place within these bounds."""
    return not entry.is_symlink() or os.path.realpath(entry.path).startswith(bounds)


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
