"""Patterns that leave files out: `--exclude` and the lines of a `.gitignore`, read byte by byte as git reads them.

A pattern becomes a regular expression that never tries again what it has passed: after a `*` the first place that fits
is the best one, since the next `*` takes up whatever follows. So its cost is bounded by lengths, whatever it says.
Source: `dir.c` and `wildmatch.c` of git; `tests/peers/test_peer_gitignore.py` holds it against git itself.
"""

import re
import string
from collections.abc import Iterable, Iterator
from itertools import groupby

from attrs import frozen

from openness.recent import remembered
from openness.syntax.paths import path_below
from openness.value import Shown

_SPECIAL = re.compile(rb"[*?\[\\]")
_FOLDERS, _ANYTHING, _STAR = b"**/", b"**", b"*"  # tokens that stand for a text of any length
_CLASSES = {
    name: frozenset(letters.encode())
    for name, letters in {
        b"alnum": string.ascii_letters + string.digits,
        b"alpha": string.ascii_letters,
        b"blank": " \t",
        b"cntrl": "".join(map(chr, (*range(32), 127))),
        b"digit": string.digits,
        b"graph": string.ascii_letters + string.digits + string.punctuation,
        b"lower": string.ascii_lowercase,
        b"print": string.ascii_letters + string.digits + string.punctuation + " ",
        b"punct": string.punctuation,
        b"space": " \t\n\r",  # git counts neither the vertical tab nor the form feed
        b"upper": string.ascii_uppercase,
        b"xdigit": string.hexdigits,
    }.items()
}


class Seen(str):
    """A pattern that is seen from a folder of its own, wherever the files are looked for.

    One without a slash names no place: it speaks of files in whatever folder, as in a `.gitignore`.
    """

    def __new__(cls, glob: str, folder: str = "") -> "Seen":
        """A pattern, and the folder; empty for the working directory."""
        seen = super().__new__(cls, glob)
        seen.folder = folder
        return seen

    folder: str


@frozen(eq=False, repr=False)
class Pattern(Shown):
    """Patterns of a `.gitignore` that follow each other and are alike in all but their words.

    Args:
        words: what the whole of a path must match.
        negated: whether they take a file back in.
        folders: whether they speak of folders only.
        above: what stands before a path as the patterns see it; empty where both are seen from one folder.
    """

    words: re.Pattern[bytes]
    negated: bool
    folders: bool
    above: bytes = b""

    def matches(self, path: bytes, folder: bool) -> bool:
        """True where they speak of a path."""
        return (folder or not self.folders) and self.words.match(self.above + path) is not None


def patterns(lines: Iterable[str | bytes], root: str = "") -> tuple[Pattern, ...]:
    """The patterns these lines state; blank lines and comments state none.

    Args:
        lines: as in a `.gitignore`.
        root: the folder that paths will be seen from, for lines that are seen from another.
    """
    read = ((*_pattern(as_bytes(line)), _above(line, root)) for line in lines)
    return tuple(
        Pattern(re.compile(b"|".join(words for words, *_ in alike), re.DOTALL), *kind)
        for kind, alike in groupby((pattern for pattern in read if pattern[0]), key=lambda pattern: pattern[1:])
    )


def lines_of(data: bytes) -> list[bytes]:
    """The lines of a `.gitignore`: each ends with a line feed, before which one carriage return is dropped."""
    return [line.removesuffix(b"\r") for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n")]


def ignored(path: str | bytes, folder: bool, patterns: Iterable[Pattern]) -> bool:
    """True where a path is left out; the last pattern that matches decides.

    >>> ignored("build/x.md", False, patterns(["build/", "*.md", "!x.md"]))
    False
    """
    return decided(path, folder, patterns) or False


def decided(path: str | bytes, folder: bool, patterns: Iterable[Pattern]) -> bool | None:
    """True where a path is left out; None where no pattern matches."""
    written = as_bytes(path)
    last = (pattern for pattern in reversed(tuple(patterns)) if pattern.matches(written, folder))
    return next((not pattern.negated for pattern in last), None)


def as_bytes(path: str | bytes) -> bytes:
    """A path as git compares it: its bytes, so that `?` is one byte and not one letter."""
    if isinstance(path, bytes):
        return path
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # no file's name
        return path.encode("utf-8", "surrogatepass")


def _above(line: str | bytes, root: str) -> bytes:
    above = path_below(root, line.folder) if isinstance(line, Seen) else "."
    return b"" if above == "." else as_bytes(f"{above}/")


def _pattern(line: bytes) -> tuple[bytes, bool, bool]:
    """A line's regular expression (empty where it matches nothing), whether it is negated, and of folders only."""
    glob = _trimmed(line.partition(b"\0")[0])
    if glob.startswith(b"#"):
        return b"", False, False
    negated = glob.startswith(b"!")
    glob = glob.removeprefix(b"!")
    folders = glob.endswith(b"/")
    glob = glob.removesuffix(b"/")
    anywhere = b"" if b"/" in glob else rb"(?>(?:.*/)?)"
    words = _regex(glob.removeprefix(b"/"))
    return anywhere + words if words else b"", negated, folders


def _trimmed(line: bytes) -> bytes:
    """A line without the blanks at its end, but for one after a backslash; a tab is no blank."""
    kept = line.rstrip(b" ")
    backslashes = len(kept) - len(kept.rstrip(b"\\"))
    return line[: len(kept) + 1] if backslashes % 2 else kept


@remembered(1_024)
def _regex(glob: bytes) -> bytes:
    r"""The regular expression of a glob; empty where it matches nothing.

    >>> print(_regex(b"a*b/**/c").decode())
    a(?>[^/]*?b/)(?:.*?/)??c\Z
    """
    tokens = list(_tokens(glob))
    if not tokens or b"" in tokens:
        return b""
    parts: list[tuple[bytes, list[bytes]]] = [(b"", [])]  # parts between `**`, each with the `**` before it
    for token in tokens:
        if token in (_FOLDERS, _ANYTHING):
            parts.append((rb"(?:.*?/)??" if token == _FOLDERS else rb".*?", []))
        else:
            parts[-1][1].append(token)
    *first, (before, last) = parts
    return b"".join(_once(ahead, part) for ahead, part in first) + before + _steps(last, rb"\Z")


def _once(before: bytes, tokens: list[bytes]) -> bytes:
    """A part that is found where it first fits, and nowhere else."""
    return b"(?>" + before + _steps(tokens, b"") + b")" if before else _steps(tokens, b"")


def _steps(tokens: list[bytes], end: bytes) -> bytes:
    """A part without `**`: what follows a `*` is found where it first fits, and at the end of all where it is last."""
    steps = [b""]
    for token in tokens:
        if token == _STAR:
            steps.append(b"")
        else:
            steps[-1] += token
    if len(steps) == 1:
        return steps[0] + end
    middle = b"".join(b"(?>[^/]*?" + step + b")" for step in steps[1:-1])
    last = b"[^/]*?" + steps[-1] + end
    return steps[0] + middle + (last if end else b"(?>" + last + b")")


def _tokens(glob: bytes) -> Iterator[bytes]:
    """The parts of a glob, as regular expressions or as one of the marks above; an empty one matches nothing."""
    special = _SPECIAL.search(glob)
    plain = special.start() if special else len(glob)
    at = 0
    while at < len(glob):
        letter = glob[at : at + 1]
        if letter == b"*":
            end = at
            while glob[end : end + 1] == b"*":
                end += 1
            # git strips the plain beginning before it looks for `**`, so that `a**/b` is read as if `/` stood before
            starts = at == plain or glob[at - 1 : at] == b"/"
            ends = end == len(glob) or glob.startswith((b"/", b"\\/"), end)
            if end - at > 1 and starts and ends:
                folders = glob.startswith(b"/", end)
                yield _FOLDERS if folders else _ANYTHING
                at = end + folders
            else:
                yield _STAR
                at = end
        elif letter == b"?":
            yield b"[^/]"
            at += 1
        elif letter == b"[":
            token, at = _set(glob, at + 1)
            yield token
        else:
            escaped = letter == b"\\"
            yield re.escape(glob[at + escaped : at + escaped + 1])  # nothing follows a backslash at the end
            at += 1 + escaped


def _set(glob: bytes, at: int) -> tuple[bytes, int]:
    """The set that begins here, and the place behind it; one that makes no sense matches nothing."""
    nothing = b"", len(glob)
    negated = glob.startswith((b"!", b"^"), at)
    at += negated
    letters: set[int] = set()
    before = 0  # the letter a range may begin with
    first = True
    while first or not glob.startswith(b"]", at):
        first = False
        if at >= len(glob):
            return nothing
        if glob.startswith(b"[:", at) and (end := glob.find(b"]", at + 2)) < 0:
            return nothing
        if glob.startswith(b"[:", at) and end > at + 2 and glob[end - 1 : end] == b":":
            if (named := _CLASSES.get(glob[at + 2 : end - 1])) is None:
                return nothing
            letters |= named
            before, at = 0, end + 1
        elif glob.startswith(b"-", at) and before and at + 1 < len(glob) and glob[at + 1 : at + 2] != b"]":
            at += 1 + glob.startswith(b"\\", at + 1)
            if at >= len(glob):
                return nothing
            letters.update(range(before, glob[at] + 1))
            before, at = 0, at + 1
        else:
            at += glob.startswith(b"\\", at)
            if at >= len(glob):
                return nothing
            before = glob[at]
            letters.add(before)
            at += 1
    slash = ord("/")
    members = sorted({*range(256)} - letters - {slash} if negated else letters - {slash})
    return _one_of(members), at + 1


def _one_of(members: list[int]) -> bytes:
    """The regular expression of one byte among these, as ranges: it is compiled four times as fast as a list."""
    runs: list[list[int]] = []
    for letter in members:
        if runs and runs[-1][1] == letter - 1:
            runs[-1][1] = letter
        else:
            runs.append([letter, letter])
    ranges = b"".join(b"\\x%02x-\\x%02x" % (first, last) for first, last in runs)
    return b"[" + ranges + b"]" if ranges else rb"(?!)"
