"""A document as text, read within bounds.

Nothing that is read can run, configure or grow: plain files only, a size limit before reading, text checked before
parsing. Limits are those of `docs/explanation/reading-hostile-files.md`.
"""

import os
import stat
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO

from attrs import frozen

from openness.errors import MAY_READ, OpennessError, Problem
from openness.value import Shown

TEXT_LIMIT = 4 * 1024 * 1024  # bytes of a card, a native or a MOF file
LICENCE_LIMIT = 1024 * 1024  # bytes of a licence text
PROSE_LIMIT = 1_000_000  # characters of a text that are read as prose; what stands behind them may say anything

#: The files in which a project may say something of this package.
POLICY, PYPROJECT = "openness-policy.toml", "pyproject.toml"

_LOST = "\ufffd" * 3  # signs of as many bytes in a row: words of another encoding, where a letter of a word is one sign
_STRAY = 3  # such signs that are no word


@frozen(eq=False, repr=False)
class Document(Shown):
    """A file's text under the name it was given.

    Args:
        name: the path as given, used in every message.
        text: the content, with LF as the only line end.
        replaced: whether bytes that are not of its encoding were replaced by U+FFFD.
        data: the first bytes of a file that is not a text; empty for a text.
    """

    name: str
    text: str
    replaced: bool = False
    data: bytes = b""

    @property
    def base(self) -> str:
        """The file's name without its folders."""
        return self.name.replace("\\", "/").rpartition("/")[2]


def lost_at(text: str, replaced: bool) -> int:
    """The place of the first words of another encoding in a text; -1 where it has none, and a few stray bytes are no words.

    Args:
        text: what was read.
        replaced: whether a sign stands in it for each byte that is not of its encoding.
    """
    return text.find(_LOST) if replaced and text.count(_LOST[0]) > _STRAY else -1


def open_document(path: str, limit: int = TEXT_LIMIT, head: bool = False) -> Document:
    """The document at a path; `-` is standard input.

    Args:
        path: as the user wrote it.
        limit: the most bytes that are read.
        head: whether so many bytes from its start are wanted, of a file that may be longer and need be no text.

    Raises:
        OpennessError: when it is missing, no plain file, too large, or binary.
    """
    name = "standard input" if path == "-" else path
    if path == "-":
        if sys.stdin is None:
            raise OpennessError(Problem(name, None, "it is closed", "name a file"))
        try:
            stream = getattr(sys.stdin, "buffer", None)  # a notebook's or io.StringIO has text alone
            data = stream.read(limit + 1) if stream else sys.stdin.read(limit + 1).encode()
        except OSError as error:
            raise OpennessError(_unreadable(name, error)) from None
        return _document(name, data, limit, head)
    handle = _handle(path)
    try:
        data = b""
        while len(data) <= limit and (chunk := os.read(handle, limit + 1 - len(data))):
            data += chunk
    except OSError as error:
        raise OpennessError(_unreadable(name, error)) from None
    finally:
        os.close(handle)
    return _document(name, data, limit, head)


_latest = ""


def latest() -> str:
    """The file that was opened last, for the message of an internal error; empty where none was."""
    return _latest


def utf8_text(document: Document) -> str:
    """The text of a document that must be UTF-8, as a TOML file must.

    Raises:
        OpennessError: with the line of the first byte that is of another encoding.
    """
    if document.replaced:
        line = document.text.count("\n", 0, document.text.find(_LOST[0])) + 1
        raise OpennessError(Problem(document.name, line, "it is not UTF-8 text", "save it as UTF-8"))
    return document.text


def opened(path: str) -> BinaryIO:
    """The plain file at a path, open for reading.

    Args:
        path: as the user wrote it.

    Raises:
        OpennessError: when it is missing, or no plain file.
    """
    return os.fdopen(_handle(path), "rb")


def unreadable(name: str, error: OSError) -> OpennessError:
    """The refusal of an open file of which the system gives no more."""
    return OpennessError(_unreadable(name, error))


def _handle(path: str) -> int:
    """The number under which the system keeps a plain file open.

    Raises:
        OpennessError: when it is missing, or no plain file.
    """
    global _latest
    try:
        handle = os.open(path, _flags())
    except (OSError, ValueError) as error:
        raise OpennessError(_unreadable(path, error)) from None
    _latest = path
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "not a plain file"
        raise OpennessError(Problem(path, None, f"it is {kind}", "name a file"))
    return handle


def _flags() -> int:
    """The flags for opening a file: its bytes as they are (Windows would change line ends), and no wait for a pipe."""
    return os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NONBLOCK", "O_CLOEXEC"))


def _document(name: str, data: bytes, limit: int, head: bool) -> Document:
    return Document(name, "", data=data[:limit]) if head else document_of(name, data, limit)


def is_pointer(data: bytes) -> bool:
    """True where a file is what Git LFS leaves in the place of a large one that was not fetched."""
    return data.startswith(b"version https://git-lfs.github.com/spec/")


def begins_as_pointer(file: BinaryIO) -> bool:
    """True where an open file is one."""
    file.seek(0)
    return is_pointer(file.read(64))


def project_files() -> Iterator[str]:
    """The files in which a project may say something, from the working directory upwards."""
    try:
        folder = os.getcwd()
    except OSError:  # it was removed
        return
    for policy, pyproject in _places(folder):
        # a policy that cannot be read is no permission; a pyproject.toml may be somebody else's business
        if os.path.lexists(policy):
            yield policy
        if os.access(pyproject, os.F_OK) and os.path.isfile(pyproject):  # the first alone takes a third as long
            yield pyproject


@lru_cache(maxsize=16)
def _places(folder: str) -> tuple[tuple[str, str], ...]:
    """The places of such files in a folder, the working directory, and in those above it, the nearest first."""
    places, below = [(POLICY, PYPROJECT)], folder
    while (above := os.path.dirname(below)) != below:
        places.append((os.path.join(above, POLICY), os.path.join(above, PYPROJECT)))
        below = above
    return tuple(places)


def document_of(name: str, data: bytes, limit: int = TEXT_LIMIT) -> Document:
    """The document these bytes are: UTF-8, or UTF-16 or UTF-32 where they begin by saying so.

    Raises:
        OpennessError: when they are more than the limit, or binary.
    """
    if len(data) > limit:
        raise OpennessError(Problem(name, None, f"it is larger than {limit:,} bytes", "too large to read safely"))
    code = next((code for mark, code in _WIDE if data.startswith(mark)), "utf-8")
    try:
        text, replaced = data.decode(code), False
    except UnicodeDecodeError:
        text, replaced = data.decode(code, errors="replace"), True
    if "\0" in text:
        raise OpennessError(Problem(name, None, "it is a binary file", "name a text file of a known format"))
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Document(name, text, replaced)


def decoded(document: Document, limit: int = TEXT_LIMIT) -> Document:
    """A document that was given as bytes as text.

    Raises:
        OpennessError: when they fill the limit, so that more may follow, or are binary.
    """
    data = document.data
    if not data:
        return document
    if len(data) >= limit:
        message = f"it is larger than {limit - 1:,} bytes"
        raise OpennessError(Problem(document.name, None, message, "too large to read safely"))
    return document_of(document.name, data, limit)


_WIDE = (  # the longer marks first: one of UTF-32 begins as one of UTF-16 does
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def _unreadable(name: str, error: Exception) -> Problem:
    if isinstance(error, FileNotFoundError) and os.path.islink(name):
        return Problem(name, None, "it is a link that leads nowhere", "fix it, or remove it")
    if isinstance(error, FileNotFoundError):
        return Problem(name, None, "there is no such file", "check the path")
    if isinstance(error, PermissionError) and os.path.isdir(name):  # Windows opens none
        return Problem(name, None, "it is a folder", "name a file")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "the path cannot be used"
    return Problem(name, None, f"it cannot be read: {reason}", MAY_READ)
