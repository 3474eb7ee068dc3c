"""Where a verb's results and complaints go: standard output, files, standard error."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, TypeVar

    _T = TypeVar("_T")

    from openness.problem import Problem

OK, FAILED, UNUSABLE, INTERNAL, INTERRUPTED = 0, 1, 2, 101, 130

_MANY, _STEPS = 100, 40  # things that are worth a bar, and the columns it has


def emptied(stream: "IO[str] | None") -> OSError | None:
    """Send on what a stream holds; what nobody takes is dropped, or the interpreter would fail on it at its end."""
    if stream is None:
        return None
    try:
        stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error
    return None


def say(line: str) -> None:
    """A line on standard error; where it cannot be written the exit code still speaks."""
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        return


def complain(problems: Iterable[object]) -> None:
    """Say each problem once, on a line of its own."""
    from openness.escape import terminal

    for problem in dict.fromkeys(map(str, problems)):
        say(f"openness: {terminal(problem)}")


def screen(output: str) -> tuple[int, bool]:
    """The width and whether to colour: `NO_COLOR`, `FORCE_COLOR` and a pipe are honoured."""
    screen = output == "-" and sys.stdout is not None and sys.stdout.isatty()
    width = 80
    if screen:
        try:
            width = os.get_terminal_size(sys.stdout.fileno()).columns
        except OSError:
            width = 80
    forced = os.environ.get("FORCE_COLOR")
    if os.environ.get("NO_COLOR") or forced == "0":
        return width, False
    return width, screen or bool(forced)


def progress(things: "Sequence[_T]") -> "Iterable[_T]":
    """The things one after another, with a bar on standard error where that is a terminal and there are many."""
    if len(things) < _MANY or sys.stderr is None or not sys.stderr.isatty():
        return things
    return _with_bar(things)


def _with_bar(things: "Sequence[_T]") -> "Iterator[_T]":
    whole = len(things)
    try:
        for at, thing in enumerate(things):
            if at * _STEPS // whole != (at - 1) * _STEPS // whole:
                done = at * _STEPS // whole
                print(
                    f"\r[{'#' * done}{' ' * (_STEPS - done)}] {at:,} of {whole:,}", end="", file=sys.stderr, flush=True
                )
            yield thing
    finally:
        print(f"\r{' ' * (_STEPS + 30)}\r", end="", file=sys.stderr, flush=True)


def write(text: str | bytes, output: str) -> None:
    """Write a result; a file appears under its name only when it is complete.

    Raises:
        OpennessError: when it cannot be written.
    """
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    if output == "-":
        _print(data)
        return
    from openness.problem import OpennessError

    part = f"{output}.part"
    try:
        if os.path.exists(output) and not os.path.isfile(output):  # a device or a pipe is written to as it is
            part = output
        with open(part, "wb") as file:
            file.write(data)
        if part != output:
            if os.path.exists(output):  # a file keeps its mode
                os.chmod(part, os.stat(output).st_mode & 0o7777)
            os.replace(part, output)
    except OSError as error:
        if part != output and os.path.exists(part):
            os.remove(part)
        raise OpennessError(unwritten(output, error)) from None


def _print(data: bytes) -> None:
    """Write to standard output."""
    try:
        if sys.stdout is not None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        elif data:
            raise OSError(0, "it is closed")
    except BrokenPipeError:
        raise
    except OSError as error:
        from openness.problem import OpennessError

        raise OpennessError(unwritten("standard output", error)) from None


def unwritten(output: str, error: OSError) -> "Problem":
    from openness.problem import Problem

    return Problem(output, None, f"it cannot be written: {error.strerror}")
