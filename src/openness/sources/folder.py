"""Folders as people have them: one release a directory, and nothing lent from one to another."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import evolve

from openness import formats
from openness.errors import NotThisFormat, OpennessError, Problem
from openness.formats import card, format_of, is_sbom, name_of
from openness.formats import file_names as filename
from openness.formats.adapter_config import matches_name as is_adapters
from openness.formats.file_endings import of_tests
from openness.release.claim import Claim, Fact, Rule, unordered
from openness.release.finding import Code, Finding
from openness.release.hints import NothingInferred
from openness.release.location import Source
from openness.release.release import Found, Progress, Release, join
from openness.sources import archives, ignore
from openness.sources.belonging import (
    folders_around,
    home_of,
    is_made_by_others,
    is_of_others,
    list_strays,
    of_a_part,
    owner_of,
    put_on_a_model,
    settings_in,
    topmost,
)
from openness.sources.beside import Owner
from openness.sources.directory import Directory, directories_of
from openness.sources.file import (
    LEADS_AWAY,
    OF_BASES,
    Gathered,
    bounds_of,
    damaged_beside,
    is_card,
    is_there,
    licence_text,
    told_apart,
    unread_beside,
    unread_settings,
)
from openness.sources.of_code import of_their_code, only_named
from openness.sources.scripts import loading_scripts
from openness.sources.walk import Passed, path_of, walked
from openness.sources.whose import doubt_weights
from openness.sources.words import words_of
from openness.syntax.document import open_document
from openness.vocabulary import DATASET, MODEL, Basis, Kind

_CACHE = re.compile(r"(?P<sort>models|datasets)--(?P<producer>[^/]+?)--(?P<name>[^/]+)$")


def gather_folder(root: str, exclude: tuple[str, ...], progress: Progress, code: bool) -> Gathered:
    """The releases below a folder, each with the files that belong to it.

    Args:
        root: the folder as the user wrote it.
        exclude: globs of files and folders to leave out, as in a `.gitignore`.
        progress: is handed the folders that hold something known.
        code: True for a folder of code, which need hold no release: its README is none.
    """
    passed = Passed()
    directories = directories_of(root, exclude, passed)
    problems: list[Problem] = []
    owners = {
        below: Owner.of(releases)
        for below, directory in progress([*directories.items()])
        if (releases := _releases(directory, problems))
    }
    used: set[str] = set()
    if not code:
        alone = {below: directory.alone for below, directory in directories.items()}
        adapters = {below: _adapters(directory) for below, directory in directories.items() if not of_tests(below)}
        forms = {below: directory.forms for below, directory in directories.items()}
        used |= _stand(alone, directories, owners, problems)
        used |= _stand(adapters, directories, owners, problems)
        if not owners:
            used |= _stand(forms, directories, owners, problems)
        _stand_unclear(directories, owners, bool(problems))
    bounds = bounds_of(root)
    with_weights = {below for below, directory in directories.items() if directory.has_weights}
    holding = {around for below in with_weights if not of_tests(below) for around in folders_around(below)}
    for below, directory in directories.items():
        if (owner := owner_of(below, owners)) is not None:
            linked = _linked(root, below, owners[below].releases if below in owners else [], exclude)
            texts = [licence_text(path, bounds) for path in dict.fromkeys((*directory.texts, *linked))]
            belonging = list(directory.alone)
            at_top = below in (owner, path_of("", owner, ".reuse"))
            if at_top:  # a `pyproject.toml` further down is about something else
                belonging += [*directory.beside, *directory.forms]
                if below == owner and owners[owner].core.subject == DATASET:
                    belonging += loading_scripts(
                        directory.scripts, os.path.basename(os.path.abspath(path_of(root, below, "")))
                    )
            elif not directories[owner].alone and not of_tests(below):  # the weights lie further down
                belonging += [path for path in directory.beside if name_of(os.path.basename(path)) in OF_BASES]
            left = (path for path in belonging if path not in used)
            others = [release for path in left for release in _belonging(path, directory, problems)]
            of_weights = directory.has_weights and not of_tests(below) and not is_of_others(below.removeprefix(owner))
            if of_weights and not at_top:
                others += [
                    of_a_part(own) for path in settings_in(directory) for own in _belonging(path, directory, problems)
                ]
            unread = [_unread_card(path) for path in directory.cardlike]
            lookalikes = directory.lookalikes
            if below != owner and not _is_unclear(directory):  # a page of a part is about no model by itself
                lookalikes = [evolve(release, subject="") for release in lookalikes]
            explained = map(words_of, directory.words) if at_top or of_weights or _is_docs(below, owner) else ()
            lookalikes = [*lookalikes, *unread, *explained]
            is_theirs = is_made_by_others(below, owner) and below not in holding
            if is_theirs:
                texts, lookalikes = [*map(of_their_code, texts)], [*map(only_named, lookalikes)]
            archived = archives.contents_of_all(directory.archives, is_theirs)
            apart = [*(() if home_of(below) in with_weights else texts), *archived.apart]
            if at_top or (not directories[owner].has_weights and not of_tests(below)):
                others += map(put_on_a_model, directory.adapters)
            owners[owner].put([*texts, *archived.texts], [*others, *archived.others], [*lookalikes, *archived.pages])
            owners[owner].models.update(directory.weights[:1])
            owners[owner].has_weights |= directory.has_weights
            owners[owner].holds_models |= directory.holds_models and not is_of_others(below.removeprefix(owner))
            if below.removeprefix(owner).strip("/").count("/") < 2:  # further down lies what others made
                owners[owner].fetching += directory.fetching
            owners[owner].is_of_code |= directory.is_of_code
            owners[owner].apart += [text for release in apart for text in release.texts]
    for below, name in passed.unread:
        kind, owner = format_of(name), owner_of(below, owners)
        makes_a_release = is_card(name) or (kind is not None and kind.HOLDS in ("release", "alone"))
        if owner is not None and (makes_a_release or (kind and below == owner)):
            owners[owner].added.append(unread_settings(path_of(root, below, name)))
        elif makes_a_release and not code:
            problems.append(Problem(path_of(root, below, name), None, LEADS_AWAY, "put the file there"))
    _add_signs(root, directories, owners)
    doubt_weights(root, owners.values(), {path_of(root, below, "") for below in with_weights})
    if not code:
        list_strays({below: _read_of(directory) for below, directory in directories.items()}, owners)
    whole = {below: owner.joined() for below, owner in owners.items()}
    found = [
        (below, _placed(release, root, below)) for below, releases in sorted(whole.items()) for release in releases
    ]
    problems.extend(passed.unlisted)
    if not found and not problems and not code:
        help = "it needs a model card (README.md), an openness.yaml, a MOF file or an SBOM"
        problems.append(Problem(root, None, "the folder holds nothing that is known here", help))
        problems.extend(_strangers(root, exclude))
    releases = [release for _, release in found]
    names = [_source(root, below, release, len(found), len(whole[below])) for below, release in found]
    found_here = tuple(map(Found, told_apart(names, releases), releases))
    return Gathered(found_here, tuple(problems), ignored=passed.ignored)


def _add_signs(root: str, directories: dict[str, Directory], owners: dict[str, Owner]) -> None:
    """Tell each release of the files below it that look like a part; what lies beside several is nobody's."""
    signs: dict[str, dict[Kind, list[str]]] = {}
    for below, directory in directories.items():
        owner = owner_of(below, owners)
        if owner is not None and len(owners[owner].releases) == 1:
            for kind, paths in directory.signs.items():
                signs.setdefault(owner, {}).setdefault(kind, []).extend(paths)
    for owner, kinds in signs.items():
        top = path_of(root, owner, "")
        claims = (
            filename.sign(kind, Source(min(paths)), [path.removeprefix(f"{top}/") for path in paths])
            for kind, paths in kinds.items()
        )
        owners[owner].added.append(Release(signs=unordered(claims)))


def _strangers(root: str, exclude: tuple[str, ...]) -> Iterator[Problem]:
    """The problems of the Markdown files in a folder of which none is its card."""
    for below, name in walked(root, exclude, Passed()):
        if not is_card(name):
            continue
        path = path_of(root, below, name)
        try:
            formats.read(path)
            yield Problem(
                path, None, "it may be a card, and is not named as one", "name the file itself, or call it README.md"
            )
        except NotThisFormat as unlike:
            yield unlike.problem
        except OpennessError as error:
            yield from error.problems


def _unread_card(path: str) -> Release:
    """A further card: it is not read as the release's, and a licence labelled in it is a doubt."""
    try:
        return card.labelled(open_document(path))
    except OpennessError:
        return Release(unread=(path,))


def _is_docs(below: str, owner: str) -> bool:
    """True for the folder of documents of a release."""
    return below in (path_of("", owner, name) for name in ("docs", "doc", "documentation", "doc/source", "docs/source"))


def _linked(root: str, below: str, releases: list[Release], exclude: tuple[str, ...]) -> list[str]:
    """The files that cards of a directory point to, where they are there and not left out."""
    always = ignore.patterns(exclude, root)
    paths = []
    for name in (name for release in releases for name in release.links):
        parts = path_of("", below, name).split("/")
        outer = ("/".join(parts[:end]) for end in range(1, len(parts)))
        left_out = ignore.ignored("/".join(parts), False, always) or any(
            ignore.ignored(path, True, always) for path in outer
        )
        if not left_out and is_there(path_of(root, below, name)):
            paths.append(path_of(root, below, name))
    return paths


def _source(root: str, below: str, release: Release, in_all: int, here: int) -> str:
    """The path as given, plus the path below it where it gave several releases."""
    if in_all == 1:
        return root
    return (release.read or release.unread)[0] if here > 1 else path_of(root, below, "")


def _releases(directory: Directory, problems: list[Problem]) -> list[Release]:
    """The releases a directory holds: several native or MOF files are several, and a card there joins none."""
    releases = [without_conclusions(release) for release in _readable(directory.releases, directory, problems)]
    cards = []
    for read in _readable(directory.cards, directory, problems):
        if _says_something(read) and len(releases) < 2:
            cards.append(read)
        else:
            unread = (*read.read, *read.unread)  # its words count for whatever the folder turns out to be of
            limits = _unread_card(unread[0]).limits
            directory.lookalikes.append(evolve(read, components=(), read=(), unread=unread, limits=limits))
    if len(releases) > 1:
        return releases
    return [join([*releases, *cards])] if releases or cards else []


def _adapters(directory: Directory) -> list[str]:
    """The settings of adapters in a directory: of what lies beside a release they alone are of a model by themselves."""
    return [path for path in directory.beside if is_adapters(os.path.basename(path))]


def _stand(
    files: dict[str, list[str]], directories: dict[str, Directory], owners: dict[str, Owner], problems: list[Problem]
) -> set[str]:
    """Make a release of each topmost directory with such files that lies below no release; return the files read for that.

    A directory whose files turn out to be about no model, as an SBOM of software is, owns nothing.
    """
    used: set[str] = set()
    for below, paths in sorted(files.items()):
        if paths and owner_of(below, owners) is None:
            used.update(paths)
            if releases := _by_themselves(paths, directories[below], problems):
                owners[below] = Owner.of(releases)
    return used


def _belonging(path: str, directory: Directory, problems: list[Problem]) -> list[Release]:
    """The releases in a file that may stand alone, where they are the folder's own model, or a data set.

    Several models, or a thing whose sort nothing states, are somebody else's, and only named as unread.
    """
    releases = list(_readable([path], directory, problems, beside=True))
    return releases if not releases or _is_of_one(path, releases) else [_nobodys(path, releases)]


def _is_of_one(path: str, releases: Sequence[Release]) -> bool:
    return len(releases) == 1 and (bool(releases[0].subject) or not is_sbom(path))


def _nobodys(path: str, releases: Sequence[Release]) -> Release:
    what = f"it lists {len(releases)} models" if len(releases) > 1 else "it is not about a model"
    message = f"{what}, so nothing in it is taken to be about this folder's"
    return Release(oddities=(Finding(Code.FIELD_INVALID, message, Source(path), "name it itself"),), unread=(path,))


def _by_themselves(paths: Sequence[str], directory: Directory, problems: list[Problem]) -> list[Release]:
    """The releases of a directory where nothing but its models' own files, or forms about them, describes them: usually one.

    Files of one kind that name several models are of several releases. A list of models is as many releases where
    nothing else is there; of several SBOMs that are about no single model none is taken to be the folder's.
    """
    read = [(path, list(_readable([path], directory, problems))) for path in paths]
    single = [(path, releases[0]) for path, releases in read if releases and _is_of_one(path, releases)]
    others = [(path, releases) for path, releases in read if releases and not _is_of_one(path, releases)]
    if others and not single and (len(others) == 1 or not any(is_sbom(path) for path, _ in others)):
        return [release for _, releases in others for release in releases]
    nobodys = [_nobodys(path, releases) for path, releases in others]
    return [join([*releases, *nobodys]) for releases in _models(single)] or ([join(nobodys)] if nobodys else [])


def _models(read: list[tuple[str, Release]]) -> list[list[Release]]:
    """The releases of files, by the models they are about: one model, unless files of one kind name several."""
    named: dict[str, set[str]] = {}
    models: dict[tuple[str, ...], list[Release]] = {}
    for path, release in read:
        named.setdefault(os.path.splitext(path)[1].lower(), set()).update(release.name.values)
        models.setdefault(release.name.values, []).append(release)
    if all(len(names) < 2 for names in named.values()):
        return [[release for _, release in read]] if read else []
    return list(models.values())


def _stand_unclear(directories: dict[str, Directory], owners: dict[str, Owner], broken: bool) -> None:
    """Make a release of each model whose card says nothing of it; where nothing else is one, of a README at the top too.

    It lies at the topmost folder at or above its card that holds anything known, so that none of that belongs to nobody;
    in its own folder where a licence lies there, where others made it, or where what is above may be about another.

    Args:
        directories: the files, by the folder.
        owners: the releases, to which those are added.
        broken: whether a file that would make a release cannot be read.
    """
    unclear = [below for below, directory in directories.items() if _is_unclear(directory)]
    top = directories.get("")
    if top and top.cards and top.lookalikes and not (owners or broken):
        unclear.append("")
    known = {home_of(below) for below, directory in directories.items() if directory.is_known}
    tops = {below: topmost(below, known) for below in unclear if owner_of(below, owners) is None}
    models = Counter(place for below, place in tops.items() if directories[below].weights)
    for below, place in tops.items():
        several = models[place] > 1 and place not in tops
        if directories[below].texts or is_of_others(below) or several:
            place = below
        directories.setdefault(place, Directory())
        owners[place] = Owner.of([Release()], unclear=True)


def _is_unclear(directory: Directory) -> bool:
    """True for a card that says nothing of its model: its block is broken, its prose denies the weights, or they lie there."""
    return any(
        release.subject == MODEL
        and (
            directory.weights
            or any(isinstance(sign, NothingInferred) for sign in release.signs)
            or card.is_broken(open_document(release.unread[0]))
        )
        for release in directory.lookalikes
    )


def _read_of(directory: Directory) -> tuple[list[str], list[str]]:
    """The files of a directory that any release above it reads, and those that only a release of this directory does."""
    looked_through = [path for release in directory.lookalikes for path in release.unread]
    return [*directory.texts, *looked_through, *directory.cardlike], [*directory.beside, *directory.forms]


def _says_something(card: Release) -> bool:
    """True where a card says anything of the release, and not only that it is there itself."""
    items = [item for part in card.components if part.kind is not Kind.MODEL_CARD for item in part.items]
    return any(item.availability.claims or item.licence.claims for item in items)


def _readable(
    paths: Sequence[str], directory: Directory, problems: list[Problem], beside: bool = False
) -> Iterator[Release]:
    """The releases of the files that can be read; `beside` a release a damaged file of weights is told, and no problem."""
    for path in paths:
        try:
            yield from formats.read(path)
        except OpennessError as error:
            problem = error.problems[0]
            listed = unread_beside(path, problem) or (damaged_beside(path, problem) if beside else None)
            if listed is not None:
                yield listed
                continue
            problems.extend(error.problems)
            if (unread := unread_settings(path)).signs:
                yield unread
        except NotThisFormat as unlike:
            kind = format_of(os.path.basename(path))
            if kind is not None and kind.HOLDS in ("beside", "form"):
                continue  # another program's file of the same name
            finding = Finding(Code.FIELD_INVALID, unlike.problem.message, Source(path), unlike.problem.help)
            hints = _unread_card(path) if is_card(os.path.basename(path)) else Release(unread=(path,))
            directory.lookalikes.append(evolve(hints, oddities=(finding,)))


def without_conclusions(release: Release) -> Release:
    """A file found in a folder: its conclusions do not count (rule 4)."""
    if not release.conclusions:
        return release
    source = release.conclusions[0].source
    message = "conclusions count only from a file named on the command line"
    oddity = Finding(Code.FIELD_INVALID, message, source, f"name {source.document} itself")
    return evolve(release.without_conclusions(), oddities=(*release.oddities, oddity))


def _placed(release: Release, root: str, below: str) -> Release:
    """The name and the producer that a Hub cache's folder tells."""
    full = os.path.abspath(path_of(root, below, ""))
    for part in reversed(full.split(os.sep)):
        if match := _CACHE.match(part):
            name = Claim(
                f"{match['producer']}/{match['name']}", Basis.INFERRED, Source(root), part, rule=Rule.HUB_CACHE
            )
            producer = evolve(name, value=match["producer"])
            named = release.join(Release(name=Fact((name,)), producer=Fact((producer,))))
            return named.with_model(name.source, f"the folder {part}") if match["sort"] == "models" else named
    return release
