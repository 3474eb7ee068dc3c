"""The places where results and problems go: standard output, files, standard error."""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from time import monotonic, sleep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, BinaryIO, TypeVar

    _T = TypeVar("_T")

    from openness.errors import Problem

OK, FAILED, UNUSABLE, INCOMPLETE, INTERNAL, INTERRUPTED, TERMINATED = 0, 1, 2, 3, 101, 130, 143

WINDOWS = os.name == "nt"
#: Variables by which a terminal of Windows says that it draws colours; its old console would show the signs for them.
_DRAWS = ("WT_SESSION", "TERM_PROGRAM", "TERM", "ANSICON", "ConEmuANSI")
_PATIENCE, _PAUSE = 1.0, 0.1  # seconds before a bar is drawn, and between two drawings
_STEPS = 40  # columns of a bar
_HALF_A_MINUTE = 30.0  # seconds between two lines where there is no terminal


class Voice(IntEnum):
    """How much a call writes to standard error; problems are always written."""

    QUIET = 0
    NORMAL = 1
    VERBOSE = 2


_voice = Voice.NORMAL


def speak(voice: Voice) -> None:
    """Set how much the calls after this one write to standard error."""
    global _voice
    _voice = voice


def remark(line: str) -> None:
    """Write what was done, unless the call is quiet."""
    if _voice >= Voice.NORMAL:
        _tell(line)


def detail(line: str) -> None:
    """Write how it was done, where the call is verbose."""
    if _voice >= Voice.VERBOSE:
        _tell(line)


def _tell(line: str) -> None:
    """Write a line in which names of files may stand, which may hold anything."""
    from openness.blocks.escape import terminal

    say(f"openness: {terminal(line)}")


def emptied(stream: "IO[str] | None") -> OSError | None:
    """Flush a stream; what nobody reads is dropped, or the interpreter would fail on it when it ends."""
    if stream is None:
        return None
    try:
        stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error
    return None


def say(line: str) -> None:
    """Write a line to standard error; where that fails, the exit code still tells."""
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        return


def complain(problems: Iterable[object]) -> None:
    """Write each problem once, on its own line."""
    for problem in dict.fromkeys(map(str, problems)):
        _tell(problem)


def screen(output: str) -> tuple[int, bool]:
    """The width of the screen, and True where colours are wanted; `NO_COLOR`, `FORCE_COLOR` and a pipe are honoured."""
    screen = output == "-" and sys.stdout is not None and sys.stdout.isatty()
    width = 80
    if screen:
        try:
            width = os.get_terminal_size(sys.stdout.fileno()).columns
        except (AttributeError, OSError):
            width = 80
    forced = os.environ.get("FORCE_COLOR")
    if os.environ.get("NO_COLOR") or forced == "0":
        return width, False
    draws = os.environ.get("TERM") != "dumb" and (not WINDOWS or any(map(os.environ.get, _DRAWS)))
    return width, bool(forced) or (screen and draws)


def progress(things: "Sequence[_T]") -> "Iterable[_T]":
    """The things one after another; after a second, with a bar on standard error where that is a terminal."""
    if _voice is Voice.QUIET or len(things) < 2 or sys.stderr is None or not sys.stderr.isatty():
        return things
    return _with_bar(things)


def _with_bar(things: "Sequence[_T]") -> "Iterator[_T]":
    whole, next_drawing, width = len(things), monotonic() + _PATIENCE, 0
    try:
        for at, thing in enumerate(things):
            if monotonic() >= next_drawing:
                done = at * _STEPS // whole
                bar = f"[{'#' * done}{' ' * (_STEPS - done)}] {at:,} of {whole:,}"
                print(f"\r{bar}", end="", file=sys.stderr, flush=True)
                next_drawing, width = monotonic() + _PAUSE, len(bar)
            yield thing
    finally:
        if width:
            print(f"\r{' ' * width}\r", end="", file=sys.stderr, flush=True)


class Gauge:
    """A bar for what is told its share and its rows: after a second on a terminal, with the rate and the time left.

    Where standard error is no terminal, as in a log, it is a line every half minute.
    """

    def __init__(self) -> None:
        listens = _voice is not Voice.QUIET and sys.stderr is not None
        self._drawn = listens and sys.stderr.isatty()
        self._logged = listens and not self._drawn
        self._begin: tuple[float, float, int] | None = None  # the time, the share and the rows when it was first told
        self._next = monotonic() + (_PATIENCE if self._drawn else _HALF_A_MINUTE)
        self._width = 0
        self._told = False

    def wait(self) -> None:
        """Draw the time until it is first told: many rows are answered before it is told of any."""
        if not self._drawn:
            return
        from threading import Thread

        with contextlib.suppress(RuntimeError):  # there is no memory for another thread
            Thread(target=self._waiting, daemon=True).start()

    def _waiting(self) -> None:
        begin = monotonic()
        while not self._told:
            sleep(_PATIENCE)
            seconds = int(monotonic() - begin)
            self._draw(f"[{' ' * _STEPS}] the first rows, {seconds // 60}:{seconds % 60:02}", waiting=True)

    def __call__(self, share: float, rows: int) -> None:
        """Draw how far it has come; what a stopped scan had done before counts for no rate."""
        self._told = True
        now = monotonic()
        self._begin = self._begin or (now, share, rows)
        if not (self._drawn or self._logged) or now < self._next:
            return
        began, first, before = self._begin
        line = f"{rows:,} rows"
        if share > first:
            left = int((1 - share) * (now - began) / (share - first))
            line += f", {int((rows - before) / (now - began)):,} a second, {left // 60}:{left % 60:02} left"
        if self._logged:
            say(f"openness: {line}")
            self._next = now + _HALF_A_MINUTE
            return
        done = int(share * _STEPS)
        self._draw(f"[{'#' * done}{' ' * (_STEPS - done)}] {line}")
        self._next = now + _PAUSE

    def _draw(self, line: str, waiting: bool = False) -> None:
        """Draw a line over the one before; one that waits is late once it is told."""
        if not (waiting and self._told):
            print(f"\r{line}{' ' * (self._width - len(line))}", end="", file=sys.stderr, flush=True)
            self._width = len(line)

    def clear(self) -> None:
        """Take the bar away."""
        self._told = True
        if self._width:
            print(f"\r{' ' * self._width}\r", end="", file=sys.stderr, flush=True)
            self._width = 0


def write(text: str | bytes | Iterable[str], output: str) -> None:
    """Write a result to its place; a file appears under its name only when it is complete.

    A link is followed: whoever names one means what it leads to. What is no file is written to as it is.

    Args:
        text: the result, or its pieces one after another.
        output: the file's name; `-` for standard output.

    Raises:
        OpennessError: when it cannot be written.
    """
    data = map(_bytes, (text,) if isinstance(text, (str, bytes)) else text)
    if output == "-":
        _print(data)
        return
    try:
        path = file_of(output)
        if path is not None:
            _put(data, path)
        else:
            with open(output, "ab", buffering=0) as stream:  # what somebody has open may hold something already
                for piece in data:
                    _send(piece, stream)
    except OSError as error:
        from openness.errors import OpennessError

        raise OpennessError(unwritten(output, error)) from None


def replace(text: str | bytes, path: str) -> None:
    """Write a file in a folder that others may have filled: no other file changes, and no link is followed.

    Raises:
        OpennessError: when it cannot be written.
    """
    try:
        _put((_bytes(text),), path)
    except OSError as error:
        from openness.errors import OpennessError

        raise OpennessError(unwritten(path, error)) from None


def file_of(output: str) -> str | None:
    """The file that a name leads to, existing or not; None for standard output, a device, a pipe or an open file.

    Raises:
        OSError: when that is unknown, as of links that lead to each other.
    """
    if output == "-":
        return None
    try:
        if not stat.S_ISREG(os.stat(output).st_mode):
            return None
    except FileNotFoundError:
        pass
    path = _in_its_folder(output)
    while os.path.islink(path):
        if path.startswith(("/dev/", "/proc/")):  # as /dev/stdout, a link to what a process has open
            return None
        path = _in_its_folder(os.path.join(os.path.dirname(path), os.readlink(path)))
    return path


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8", "replace") if isinstance(text, str) else text


def _in_its_folder(path: str) -> str:
    """A path with the links of its folder followed, and its own link kept."""
    return os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))


def _put(data: Iterable[bytes], path: str) -> None:
    """Replace a file by another, and keep its mode.

    Until it is complete it stands beside that under a name that nobody can foresee, and so prepare.
    """
    part = os.path.join(os.path.dirname(path), f".openness-{os.urandom(8).hex()}.part")
    file = open(part, "xb")  # noqa: SIM115 - only what this call has made may be removed again
    try:
        with file:
            if os.path.isfile(path) and not os.path.islink(path):
                os.chmod(part, os.stat(path).st_mode & 0o777)
            file.writelines(data)
        os.replace(part, path)
    except BaseException:  # an interrupt leaves nothing behind either
        if os.path.lexists(part):
            os.remove(part)
        raise


def _print(data: Iterable[bytes]) -> None:
    """Write to standard output."""
    try:
        if sys.stdout is not None:
            stream = getattr(sys.stdout, "buffer", None)
            for piece in data:
                if stream is None:  # a notebook's or io.StringIO: it takes text alone
                    sys.stdout.write(str(piece, "utf-8", "replace"))
                else:
                    _send(piece, stream)
            (stream or sys.stdout).flush()
        elif any(data):
            raise OSError(0, "it is closed")
    except OSError as error:
        if isinstance(error, BrokenPipeError) or (WINDOWS and error.errno == errno.EINVAL):  # which says so of a pipe
            raise BrokenPipeError from None
        from openness.errors import OpennessError

        raise OpennessError(unwritten("standard output", error)) from None


def _send(data: bytes, stream: "BinaryIO") -> None:
    """Write all of a text: a stream without a buffer (PYTHONUNBUFFERED) may take only a part at a time."""
    left = memoryview(data)
    while left:
        taken = stream.write(left)
        if not taken:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        left = left[taken:]


def unwritten(output: str, error: OSError) -> "Problem":
    from openness.errors import Problem

    return Problem(
        output,
        None,
        f"it cannot be written: {error.strerror}",
        "check that there is room, and that you may write there",
    )
