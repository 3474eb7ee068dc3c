"""The doubt whether a licence that lies with code is that of weights which lie elsewhere, and what an author says of it.

Such a licence is usually that of the code. It counts for weights that lie beside it, as on the Hub, unless their author says
that theirs is another, and for those of which somebody says so; of others it is not known whether it is theirs
(`docs/decisions/0072-who-says-whose-a-licence-is.md`).
"""

import os
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator

from openness.formats import licence_file
from openness.release.hints import CodeLicence, LicenceOfWeights
from openness.release.names import is_credit, producer_key, tells_news
from openness.release.release import LicenceText, Release
from openness.sources.belonging import folders_around, is_of_others
from openness.sources.beside import Owner
from openness.sources.file import is_card
from openness.sources.scripts import elsewhere
from openness.vocabulary import Kind

_PAGES = 20  # of one release that are asked
#: Pages on how others take part, which speak of what those give.
_OF_OTHERS_PART = re.compile(
    r"(?:contributing|code[-_ ]of[-_ ]conduct|security|governance|maintainers)\b", re.IGNORECASE
)
#: A sentence that only tells where the licence is that was spoken of before.
_POINTER = re.compile(
    r"(?:please\s+)?(?:see|read|check|refer\s+to|consult)\s+(?:the\s+|our\s+|this\s+)*\W?(?:\w+[_-])?"
    r"(?:LICEN[CS]E|COPYING)(?:\.\w+)?\W?"
    r"(?:\s+(?:file|document|text))?"
    r"(?:\s+(?:for|to get)\s+(?:more|further|additional|the|full|all)?\s*(?:details?|information|info|terms|text))?\W*",
    re.IGNORECASE,
)
_ON_A_HOST = re.compile(
    r"https?://(?:www\.)?(?:github|gitlab)\.com/[\w.-]+/(?P<repository>[\w.-]+)/(?:-/)?(?:blob|raw|tree)/[\w.-]+"
    r"/(?P<file>[\w./-]+)"
)
_PROSE = (".md", ".markdown", ".rst", ".txt", ".mdx", ".adoc", "readme")


def doubt_weights(root: str, owners: Iterable[Owner], with_weights: Collection[str]) -> None:
    """Let a script that fetches weights be a doubt where none lie, and a licence with code where they lie elsewhere.

    Args:
        root: the folder as the user wrote it.
        owners: the releases in it.
        with_weights: the folders in which weights lie.
    """
    for owner in owners:
        if owner.fetching and not owner.has_weights:
            owner.added.append(elsewhere(owner.fetching))
        if any(map(_is_spoken_for, owner.releases)):
            continue
        if owner.is_of_code and owner.apart:
            owner.added.append(_doubt(root, owner, owner.apart, with_weights))
        elif owner.has_weights:
            apart = {text.source for text in owner.apart}
            near = [text for release in owner.added for text in release.texts if text.source not in apart]
            owner.added.append(_doubt(root, owner, near, with_weights, near=True))


def _is_spoken_for(release: Release) -> bool:
    """True for a release of which a card with metadata names a licence, as on the Hub."""
    has_card = any(is_card(os.path.basename(document)) for document in release.read)
    return has_card and any(item.licence.claims for kind in release.described for item in release.component(kind).items)


def _doubt(
    root: str, owner: Owner, texts: Iterable[LicenceText], with_weights: Collection[str], near: bool = False
) -> Release:
    """The doubt whether licence texts of a release are those of its weights.

    Args:
        root: the folder as the user wrote it.
        owner: the release.
        texts: those that lie with code and not with the weights, or all that lie with these.
        with_weights: the folders in which weights lie.
        near: whether they lie with the weights, so that they are theirs where the author does not say otherwise.
    """
    read = [*owner.releases, *owner.added]
    for_them = any(Kind.MODEL_PARAMETERS_FINAL in text.kinds for release in read for text in release.texts)
    unclear = [text for text in texts if not text.kinds and not is_credit(_base(text))]
    if for_them or not unclear:
        return Release()
    top = min(unclear, key=_depth)
    files = {posixpath.normpath(text.source.document) for text in unclear}
    others = {posixpath.dirname(file) for file in files} - {
        *with_weights,
        posixpath.dirname(posixpath.normpath(top.source.document)),
    }
    pages = _pages(root, read, others)
    statements = [found for page in pages for found in _statements(page, root, files, with_weights)]
    of_code = any(thing == "code" for thing, _ in statements)  # who names the code alone says nothing of the weights
    speaking = ("weights", "all") if owner.holds_models else ("weights",)
    own = tuple(statement for thing, statement in statements if thing in speaking)
    return Release(limits=(CodeLicence(top.source, own, near and not of_code),))


def _statements(
    page: str, root: str, texts: set[str], with_weights: Collection[str]
) -> Iterator[tuple[str, LicenceOfWeights]]:
    """The statements of a page on the licence of the weights, or of all of a project, each with what it is on.

    Args:
        page: its path.
        root: the folder as the user wrote it.
        texts: the files of the licence texts that may be those of the weights.
        with_weights: the folders in which weights lie.
    """
    from openness.formats.whose import said_on  # few folders are asked

    folder, project = posixpath.dirname(page), os.path.basename(os.path.abspath(root))
    for source, said in said_on(page, folder in with_weights, project):
        named = said.files or _own_files(said.names, project)
        files = {posixpath.normpath(posixpath.join(folder, file.partition("#")[0])) for file in named}
        if (
            _POINTER.fullmatch(said.sentence)
            and (said.denied or files <= texts)
            and not _elsewhere(said.names, project)
        ):
            continue
        same = said.same or (bool(files) and files <= texts)
        other = said.denied or (bool(files) and not same)
        yield said.thing, LicenceOfWeights(source, said.sentence, said.names, same, other)


def _own_files(names: Iterable[str], project: str) -> tuple[str, ...]:
    """The files of a project's own that names stand for, such as `LICENSE`, where they stand for nothing else."""
    found = [_ON_A_HOST.fullmatch(name) for name in names if "://" in name]
    own = [match["file"] for match in found if match and producer_key(match["repository"]) == producer_key(project)]
    plain = [name for name in names if "://" not in name]
    if len(own) == len(found) and all(re.fullmatch(r"(?:LICEN[CS]E|COPYING)(?:\.\w+)?", name) for name in plain):
        return (*own, *plain)
    return ()


def _elsewhere(names: Iterable[str], project: str) -> bool:
    """True where one of some names is an address of something else than a project's own file."""
    return any("://" in name and not _own_files((name,), project) for name in names)


def _pages(root: str, releases: Iterable[Release], others: set[str]) -> list[str]:
    """The pages of a release in which its author speaks, those at the top first; of many the first are asked.

    Args:
        root: the folder as the user wrote it.
        releases: what was read in it.
        others: folders with a licence text of their own, whose pages speak of what lies there.
    """
    names = {name for release in releases for name in (*release.read, *release.unread)}
    prose = (name for name in names if name.lower().endswith(_PROSE) and not licence_file.matches_name(_last(name)))
    pages = (name for name in prose if not _OF_OTHERS_PART.match(_last(name)) and not tells_news(_last(name)))
    own = (
        name
        for name in pages
        if not is_of_others(posixpath.dirname(name.removeprefix(root)))
        and others.isdisjoint(folders_around(posixpath.dirname(name)))
    )
    return sorted(own, key=lambda name: (name.count("/"), name))[:_PAGES]


def _depth(text: LicenceText) -> tuple[int, str]:
    return text.source.document.count("/"), text.source.document


def _base(text: LicenceText) -> str:
    return _last(text.source.document)


def _last(path: str) -> str:
    return path.rpartition("/")[2]
