"""The terms that an archive holds: what lies in it counts as what lies in a folder of its name.

A model's own file is often an archive (`.nemo`, `.keras`, `.mar`, `.llamafile`). Licence texts, cards and words about a release
in it are read, and in one that holds weights the settings and the headers of those.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from openness.errors import NotThisFormat, OpennessError, Problem
from openness.formats import card, explanation, format_of, licence_file, name_of, read_document
from openness.formats import file_names as filename
from openness.formats.file_endings import of_tests
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.release import Release, join
from openness.sources.belonging import is_made_by_others
from openness.sources.file import damaged_beside, is_card, is_card_like, is_card_of_folder
from openness.sources.of_code import of_their_code, only_named
from openness.syntax.archive import Member, listing
from openness.syntax.document import Document, begins_as_pointer, document_of, opened, unreadable
from openness.value import Shown
from openness.vocabulary import MODEL

MOST = 20  # archives of one folder that are looked into
_FILES = 100  # files of one archive that are read
_SETTINGS = ("model_config", "adapter_config", "mergekit")
_WEIGHTS = ("gguf", "safetensors", "onnx")


@frozen(eq=False, repr=False)
class Contents(Shown):
    """The parts of an archive, as those of a folder.

    Args:
        texts: its licence texts.
        others: of one that holds weights, their headers and settings.
        pages: its cards and words, and what is only listed.
        has_weights: whether it holds weights.
    """

    texts: tuple[Release, ...] = ()
    others: tuple[Release, ...] = ()
    pages: tuple[Release, ...] = ()
    has_weights: bool = False

    @property
    def apart(self) -> tuple[Release, ...]:
        """The licence texts that lie with no weights."""
        return () if self.has_weights else self.texts

    @property
    def says_something(self) -> bool:
        """True where anything in it was read."""
        return bool(self.texts or self.others or any(page.limits or page.read for page in self.pages))

    def joined(self) -> Release:
        """All of it as one release."""
        return join([Release(subject=MODEL if self.has_weights else ""), *self.texts, *self.others, *self.pages])


@frozen(eq=False, repr=False)
class Together(Shown):
    """The contents of the archives of a folder, with the licence texts of those without weights apart."""

    texts: tuple[Release, ...] = ()
    others: tuple[Release, ...] = ()
    pages: tuple[Release, ...] = ()
    apart: tuple[Release, ...] = ()


def contents_of_all(paths: Sequence[str], listed: bool = False) -> Together:
    """The contents of the archives of a folder; of very many the first are looked into, and all others are listed.

    Args:
        paths: the archives.
        listed: whether none is looked into, since others made what lies there.
    """
    if not paths:
        return Together()
    most = 0 if listed else MOST
    found = [contents(path) for path in paths[:most]]
    return Together(
        tuple(text for each in found for text in each.texts),
        tuple(other for each in found for other in each.others),
        (*(page for each in found for page in each.pages), *(Release(unread=(path,)) for path in paths[most:])),
        tuple(text for each in found for text in each.apart),
    )


def whole(path: str) -> Release:
    """The release in an archive that the user named.

    Raises:
        OpennessError: when nothing in it tells of one, or it is broken.
    """
    found = contents(path)
    if found.says_something:
        return found.joined()
    odd = [odd for page in found.pages for odd in page.oddities]
    message = odd[0].message if odd else "nothing that is known here lies in the archive"
    raise OpennessError(Problem(path, None, message, "unpack it, and name the folder"))


def contents(path: str) -> Contents:
    """The contents of the archive at a path; one that cannot be looked into is listed, with the reason where it is broken."""
    base = os.path.basename(path).lower()
    of_model = base.endswith(filename.MODEL_ARCHIVES)
    unread = Contents(pages=(Release(unread=(path,)),), has_weights=of_model)
    if not filename.is_read_archive(base):
        return unread
    try:
        with opened(path) as file:
            try:
                if begins_as_pointer(file) or (found := listing(path, file)) is None:
                    return unread
                read = _read(path, found.members, of_model)
            except OSError as error:
                raise unreadable(path, error) from None
    except OpennessError as error:
        return evolve(unread, pages=(_broken(path, error.problems[0], of_model),))
    return read if found.whole else evolve(read, pages=(*read.pages, _in_part(path)))


def _broken(path: str, problem: Problem, of_model: bool) -> Release:
    """An archive that is broken: whole, a model's might state a licence of its weights."""
    damaged = damaged_beside(path, problem) if of_model else None
    odd = Finding(Code.FIELD_INVALID, problem.message, Source(path), problem.help)
    return damaged or Release(oddities=(odd,), unread=(path,))


def _in_part(path: str) -> Release:
    message = "not all of its files are listed; what stands behind those is not read"
    return Release(oddities=(Finding(Code.FIELD_INVALID, message, Source(path)),), unread=(path,))


def _read(path: str, members: tuple[Member, ...], of_model: bool) -> Contents:
    """The contents of an archive by its files."""
    has_weights = of_model or any(filename.is_weights(name) for name in {_counted(member.name) for member in members})
    texts: list[Release] = []
    others: list[Release] = []
    pages: list[Release] = []
    telling = _telling(members, has_weights)
    for member in sorted(telling[: 10 * _FILES], key=lambda member: member.name.count("/"))[:_FILES]:
        below, _, base = member.name.rpartition("/")
        name = f"{path}/{member.name.removeprefix('./')}"
        of_others = is_made_by_others(below)
        if licence_file.matches_name(base, below.rpartition("/")[2]):
            text = _text(name, member)
            texts.append(of_their_code(text) if of_others else text)
        elif name_of(base) in (*_SETTINGS, *_WEIGHTS):
            others += _of_weights(name, member)
        else:
            page = _page(name, base, member)
            pages.append(only_named(page) if of_others else page)
    if len(telling) > _FILES:
        pages.append(_in_part(path))
    if not (texts or others or pages):
        pages.append(Release(read=(path,)) if has_weights else Release())
    return Contents(tuple(texts), tuple(others), tuple(pages), has_weights)


def _counted(name: str) -> str:
    """A name without the number that data are counted by: ten thousand pictures are asked as one."""
    return re.sub(r"\d{4,}", "0000", name)


def _telling(members: Iterable[Member], has_weights: bool) -> list[Member]:
    """Those of the files in an archive that are read."""
    known: dict[str, bool] = {}
    telling = []
    for member in members:
        counted = _counted(member.name)
        if counted not in known:
            known[counted] = _tells(member.name, has_weights)
        if known[counted]:
            telling.append(member)
    return telling


def _tells(name: str, has_weights: bool) -> bool:
    """True where a file in an archive is read."""
    below, _, base = name.rpartition("/")
    if of_tests(below) or base.startswith("._"):
        return False
    if licence_file.matches_name(base, below.rpartition("/")[2]):
        return True
    kind = name_of(base)
    if kind in (*_SETTINGS, *_WEIGHTS):
        return has_weights and not is_made_by_others(below)
    return _is_card(base, below) or kind == "explanation"


def _is_card(base: str, below: str) -> bool:
    return is_card_like(base, below) or (is_card(base) and is_card_of_folder(base))


def _text(name: str, member: Member) -> Release:
    """A licence text in an archive, as one in a folder: what cannot be read keeps the licence from being certain."""
    try:
        if name.lower().endswith(licence_file.UNREADABLE):
            return licence_file.unread(name)
        data = member.read(licence_file.LIMIT + 1)
        return read_document(licence_file, document_of(name, data, licence_file.LIMIT))[0]
    except OpennessError:
        return licence_file.unread(name)


def _page(name: str, base: str, member: Member) -> Release:
    """The limits in a card or in words about a release, in an archive."""
    try:
        document = document_of(name, member.read(explanation.LIMIT + 1), explanation.LIMIT)
        if not is_card(base) and name_of(base) == "explanation":
            return read_document(explanation, document)[0]
        return card.labelled(document)
    except OpennessError:
        return Release(unread=(name,))


def _of_weights(name: str, member: Member) -> Iterator[Release]:
    """The header or the settings of weights in an archive; of what is longer than its reader takes only the name."""
    kind = format_of(name.rpartition("/")[2])
    assert kind is not None
    try:
        data = member.read(kind.LIMIT)
        if name_of(name.rpartition("/")[2]) == "onnx" and len(data) >= kind.LIMIT:
            yield Release(unread=(name,))
        elif kind.BYTES:
            yield from (evolve(found, details=()) for found in read_document(kind, Document(name, "", data=data)))
        else:
            yield from read_document(kind, document_of(name, data, kind.LIMIT))
    except NotThisFormat:
        return
    except OpennessError as error:
        yield damaged_beside(name, error.problems[0]) or Release(unread=(name,))
