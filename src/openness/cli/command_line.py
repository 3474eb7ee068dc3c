"""The command line: `openness VERB …`. Results go to standard output, everything else to standard error."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from openness._version import __version__
from openness.cli.console import INTERNAL, INTERRUPTED, OK, UNUSABLE, complain, emptied, say, unwritten, write
from openness.cli.verbs import VERBS, verb

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Help as wide as the terminal; without a width, argparse would import `shutil` to ask for one."""
    try:
        width = os.get_terminal_size().columns
    except (OSError, ValueError):
        width = 80
    return argparse.HelpFormatter(prog, width=max(40, min(width, 100)) - 2)


class _Parser(argparse.ArgumentParser):
    """A parser that writes help like every result: argparse would lose it silently when a pipe closes."""

    def _print_message(self, message: str, file: object = None) -> None:
        if file is sys.stdout:
            write(message, "-")
        else:
            say(message.rstrip())


class _Verb(_Parser):
    """The options of a verb, which may stand before, between and after its paths."""

    _mixed = False

    def parse_known_args(self, args: "Any" = None, namespace: "Any" = None) -> "Any":
        """Parse; where words are left over, parse again with options and paths mixed."""
        known = super().parse_known_args(args, namespace)
        if self._mixed or not known[1]:
            return known
        self._mixed = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixed = False


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """The options of the program and of every verb.

    Args:
        only: the one verb that is called, where it is known: the others need not be built.
    """
    top = _Parser(
        formatter_class=_formatter,
        prog="openness",
        description="Shows how open an AI model is, with the evidence.",
        epilog="Exit codes: 0 done; 1 a check failed; 2 the call or an input is not usable; 101 an internal error.",
    )
    top.add_argument("--version", action="version", version=f"openness {__version__}")
    top.add_argument(
        "--shelf",
        metavar="DIR",
        action="append",
        default=[],
        help="a folder with more licence records and definitions (repeatable)",
    )
    top.add_argument("--debug", action="store_true", help="show the traceback of an internal error")
    verbs = top.add_subparsers(
        title="verbs", dest="verb", metavar="VERB", prog="openness", required=True, parser_class=_Verb
    )
    for name in VERBS if only is None else (only,):
        says = VERBS[name]
        about = f"{says[0].upper()}{says[1:]}."
        verb(name).options(verbs.add_parser(name, help=says, description=about, formatter_class=_formatter))
    return top


def run() -> None:
    """The console script."""
    gc.disable()  # collecting while modules load takes a tenth of a start-up and finds nothing
    code = main(sys.argv[1:])
    gc.freeze()  # nor is there anything to collect at the end
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run one call.

    Args:
        arguments: the words after `openness`.

    Returns:
        The exit code.
    """
    if sys.stderr is None:  # closed; `print` would turn to standard output
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - for as long as the process runs
    code = _called(arguments)
    lost = emptied(sys.stdout)
    if lost and code == OK:
        say(f"openness: {unwritten('standard output', lost)}")
        code = UNUSABLE
    emptied(sys.stderr)
    return code


def _called(arguments: Sequence[str]) -> int:
    try:
        named = next((word for word in arguments if word in VERBS), None)
        call = parser(named if arguments[:1] == [named] else None).parse_args(arguments)
        return verb(call.verb).run(call)
    except SystemExit as end:  # argparse has said why
        return end.code if isinstance(end.code, int) else UNUSABLE
    except BrokenPipeError:  # the reader has left
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _failed(error, "--debug" in arguments)


def _failed(error: Exception, debug: bool) -> int:
    """Write one line for each problem and give the exit code; an internal error never looks like a verdict."""
    from openness.errors import OpennessError

    if isinstance(error, OpennessError):
        complain(error.problems)
        return UNUSABLE
    if debug:
        import traceback

        say(traceback.format_exc().rstrip())
    say(f"openness: internal error: {type(error).__name__}; please report it, with --debug's output")
    return INTERNAL
