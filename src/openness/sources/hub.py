"""A repository on the Hugging Face Hub as a source: `hub:ORG/NAME[@REVISION]`.

What the Hub says of the repository, its card, its licence texts and what else at its top a reader here knows by name:
text all of it, and never weights. The list of files decides what is read, so the answer does not depend on the cache.
"""

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from openness.errors import NotThisFormat, OpennessError
from openness.formats import (
    card,
    dataset_metadata,
    format_of,
    hub_info,
    licence_file,
    read_document,
    texts_among,
    unread_beside,
)
from openness.formats import file_names as filename
from openness.release.claim import Claim, Fact, Rule
from openness.release.location import Source
from openness.release.release import Release, StatedBases, join
from openness.sources import own_pages
from openness.sources.file import bounds_of, licence_text, unread_settings
from openness.sources.folder import without_conclusions
from openness.sources.hub_client import CARD, Gated, Repository, address_of, repository
from openness.syntax.document import LICENCE_LIMIT, TEXT_LIMIT, Document, open_document
from openness.vocabulary import DATASET, Basis

if TYPE_CHECKING:
    from openness.formats import Format

_REPORTS = 4  # lists of reports that are looked into
TEXTS_LIMIT = 32  # licence texts fetched of one repository; more are listed as unread

_PLAIN = re.compile(r"\w[\w. ()+-]*")  # a part of a path that is asked for


def read_hub(source: str) -> Release:
    """A repository on the Hub as a release, from its record and its files.

    Args:
        source: as the user wrote it.

    Raises:
        OpennessError: when it names no repository, `huggingface_hub` is missing, or the Hub does not give it.
    """
    with repository(address_of(source)) as copy:
        return _from_repository(copy)


def _from_repository(repository: Repository) -> Release:
    """The release of the record, with the card, the licence texts and the other files."""
    address = repository.address
    recorded, texts, card_says = _from_record(repository), texts_among(repository.files), Release()
    pages = frozenset(_pages_of_reports(repository, texts))
    texts = [name for name in texts if name not in pages]
    if CARD in repository.files:
        document = _document(repository, CARD, TEXT_LIMIT)
        if document is None:
            raise address.problem(f"its card is larger than {TEXT_LIMIT:,} bytes", "too large to read safely")
        try:
            card_says = card.read(document, address.subject)
        except NotThisFormat as unlike:
            raise OpennessError(unlike.problem) from None
        if repository.record is not None:
            card_says = hub_info.without_offer(address.subject, card_says)
        texts += [name for name in card_says.links if name in repository.files and name not in texts]
    release = hub_info.beside(card_says, recorded)
    read = pages.union(texts)
    for other in _others(repository, [name for name in repository.files if name not in read]):
        release = release.join(other.beside(StatedBases(release.base_models)))
    release = evolve(release, name=release.name if release.name.claims else recorded.name)
    release = evolve(release, version=release.version if release.version.claims else recorded.version)
    return join([release, *_texts(repository, texts)])


def _pages_of_reports(repository: Repository, texts: list[str]) -> Iterator[str]:
    """Those of the texts that are pages of a report beside the model: a list names each, and it begins as a page does."""
    listed = set[str]()
    for name in [name for name in repository.files if name.rpartition("/")[2] == own_pages.LIST][:_REPORTS]:
        top = name.removesuffix(own_pages.LIST)
        if document := _if_given(repository, name, own_pages.LIMIT):
            listed.update(f"{top}{page}" for page in own_pages.names_in(_text_of(document)))
    for name in [name for name in texts if name in listed and name.endswith(".html")][:TEXTS_LIMIT]:
        if (copy := _if_given(repository, name, TEXT_LIMIT)) and own_pages.is_page(copy):
            yield name


def _text_of(path: str) -> str:
    """The text of a list; empty where it is none."""
    try:
        return open_document(path, own_pages.LIMIT).text
    except OpennessError:
        return ""


def _if_given(repository: Repository, name: str, limit: int) -> str | None:
    """The copy of a file; None where it is too large or the Hub does not give it."""
    try:
        return repository.fetch(name, limit) if all(map(_PLAIN.fullmatch, name.split("/"))) else None
    except OpennessError:
        return None


def _from_record(repository: Repository) -> Release:
    """The release that the Hub's record describes; out of the cache, its name and its owner."""
    address = repository.address
    if repository.record is None:
        owner = address.name.partition("/")[0]
        name, producer = (
            Fact((Claim(value, Basis.INFERRED, Source(address.source), address.source, rule=Rule.HUB_CACHE),))
            for value in (address.name, owner)
        )
        return Release(name=name, producer=producer, subject=address.subject)
    release = hub_info.release_of(address.api, repository.record, address.subject, card_read=True, texts_read=True)
    return evolve(release, read=(address.api,))


def _document(repository: Repository, name: str, limit: int, head: bool = False) -> Document | None:
    """A file under its name in the repository; None where it is larger than the limit."""
    copy = repository.fetch(name, limit)
    return evolve(open_document(copy, limit, head), name=repository.address.file(name)) if copy else None


def _texts(repository: Repository, names: list[str]) -> Iterator[Release]:
    """The licence texts; beyond the limit as many again are doubted one by one, and the rest is listed."""
    for at, name in enumerate(names[: 2 * TEXTS_LIMIT]):
        yield _text(repository, name, at < TEXTS_LIMIT)
    yield Release(unread=tuple(map(repository.address.file, names[2 * TEXTS_LIMIT :])))


def _text(repository: Repository, name: str, near: bool) -> Release:
    """A licence text; one that is not read is listed, and keeps the licence from being certain."""
    named = repository.address.file(name)
    plain = all(map(_PLAIN.fullmatch, name.split("/"))) and not name.lower().endswith(licence_file.UNREADABLE)
    try:
        copy = repository.fetch(name, LICENCE_LIMIT) if near and plain else None
    except Gated as gated:  # what else is known of the repository is told, and that this is missing
        return evolve(licence_file.unread(named), problems=gated.problems)
    return licence_text(copy, bounds_of(os.path.dirname(copy)), named) if copy else licence_file.unread(named)


def _others(repository: Repository, names: list[str]) -> Iterator[Release]:
    """The releases of other files at the top whose names tell a format of text. Where several of them describe one,
    none is read: one repository is one release here.
    """
    known = [(name, kind) for name in names if _may_be_fetched(name) and (kind := format_of(name))]
    kept = [(name, kind) for name, kind in known if kind.NAME not in (card.NAME, licence_file.NAME)]
    kept.sort(key=lambda other: other[1].HOLDS != "release")  # what states comes before what lies beside
    several = sum(kind.HOLDS == "release" for _, kind in kept) > 1
    for name, kind in kept:
        if several and kind.HOLDS == "release":
            yield Release(unread=(repository.address.file(name),))
        else:
            yield _other(repository, name, kind)
    script = f"{repository.address.name.rpartition('/')[2]}.py"
    if repository.address.subject == DATASET and script in names and _may_be_fetched(script):
        yield _other(repository, script, dataset_metadata)


def _may_be_fetched(name: str) -> bool:
    """True where a file may be asked for: at the top, and none of weights."""
    return _PLAIN.fullmatch(name) is not None and not filename.is_weights(name)


def _other(repository: Repository, name: str, kind: "Format") -> Release:
    """The release of one file; a file that cannot be read is listed, with the problem."""
    named, document = repository.address.file(name), None
    try:
        document = _document(repository, name, kind.LIMIT, kind.BYTES)
        releases = read_document(kind, document) if document else (Release(unread=(named,)),)
    except NotThisFormat:  # another program's file of the same name
        return Release()
    except OpennessError as error:
        beside = unread_beside(document or Document(named, ""), error.problems[0])
        return evolve(unread_settings(named), problems=error.problems) if beside is None else beside
    return without_conclusions(releases[0]) if len(releases) == 1 else Release(unread=(named,))
