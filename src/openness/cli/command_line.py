"""The command line: `openness VERB …`. Results go to standard output, everything else to standard error."""

import argparse
import gc
import itertools
import os
import sys
from collections.abc import Sequence
from time import monotonic

from openness._version import __version__
from openness.blocks.escape import terminal
from openness.cli.console import (
    INTERNAL,
    INTERRUPTED,
    OK,
    UNUSABLE,
    Voice,
    complain,
    detail,
    emptied,
    say,
    speak,
    unwritten,
    write,
)
from openness.cli.verbs import VERBS, verb

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, NoReturn


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Help as wide as the terminal; without a width, argparse would import `shutil` to ask for one."""
    try:
        width = os.get_terminal_size().columns
    except (AttributeError, OSError, ValueError):  # as under Pyodide, which knows no terminals
        width = 80
    return argparse.HelpFormatter(prog, width=max(40, min(width, 100)) - 2)


class _Parser(argparse.ArgumentParser):
    """A parser that writes help like every result, and says in one line what is wrong with a call and what to do."""

    def _print_message(self, message: str, file: object = None) -> None:
        """Write help to standard output; argparse would lose it silently when a pipe closes."""
        if file is sys.stdout:
            write(message, "-")
        else:
            say(message.rstrip())

    def error(self, message: str) -> "NoReturn":
        """Say what is wrong and end the call."""
        self.refuse((message, f"`{self.prog} --help` lists what it takes"))

    def refuse(self, *problems: tuple[str, str]) -> "NoReturn":
        """Say what is wrong, each problem with what to do, and end the call."""
        self.exit(UNUSABLE, "\n".join(f"openness: {terminal(f'{what}; {help}')}" for what, help in problems))

    def parse_args(self, args: "Any" = None, namespace: "Any" = None) -> "Any":
        """Parse the words of a call; a word that fits nowhere ends it, with the nearest option."""
        self.refuse_unknown(itertools.takewhile(lambda word: word.startswith("-"), args))
        call, unknown = self.parse_known_args(args, namespace)
        if unknown:
            below = self.below(call.verb)
            below.refuse_unknown(unknown)
            below.error(f"nothing takes {' '.join(map(repr, unknown))}")
        return call

    def below(self, verb: str) -> "_Parser":
        """The parser of a verb."""
        action = next(action for action in self._actions if action.dest == "verb")
        parser = dict(action.choices or ()).get(verb)
        return parser if isinstance(parser, _Parser) else self

    def refuse_unknown(self, words: "Iterable[str]") -> None:
        """End the call where some words are options that there are not, each with the nearest option."""
        known = [option for action in self._actions for option in action.option_strings if option.startswith("--")]
        asked = dict.fromkeys(word.partition("=")[0] for word in words if word.startswith("--") and word != "--")
        unknown = [option for option in asked if option not in known]
        if unknown:
            from openness.errors import nearest

            def hint(option: str) -> str:
                """An option that the word begins, or that begins the word, is nearer than one that only looks like it."""
                begun = [name for name in known if name.startswith(option) or option.startswith(name)]
                return nearest(option, begun, 1) or nearest(option, known, 1) or f"`{self.prog} --help` lists them"

            self.refuse(*((f"there is no option {option}", hint(option)) for option in unknown))

    def _check_value(self, action: argparse.Action, value: "Any") -> None:
        """Refuse a word that is not one of a closed list, with the nearest of the list."""
        if action.choices is not None and value not in action.choices:
            known = list(map(str, action.choices))
            what = (
                "no verb"
                if action.dest == "verb"
                else f"no value of {'/'.join(action.option_strings) or action.metavar}"
            )
            from openness.errors import nearest

            listed = "`openness --help` lists them" if action.dest == "verb" else f"it is one of {', '.join(known)}"
            self.refuse((f"{str(value)!r} is {what}", nearest(str(value), known, 1) or listed))


class _Verb(_Parser):
    """The options of a verb, which may stand before, between and after its paths."""

    _mixed = False
    _words: "Sequence[str]" = ()

    def error(self, message: str) -> "NoReturn":
        """Say what is wrong and end the call; an option that there is not may be why something is missing."""
        self.refuse_unknown(itertools.takewhile(lambda word: word != "--", self._words))
        super().error(message)

    def parse_known_args(self, args: "Any" = None, namespace: "Any" = None) -> "Any":
        """Parse; where words are left over, parse again with options and paths mixed."""
        self._words = tuple(args or ())
        known = super().parse_known_args(args, namespace)
        if self._mixed or not known[1]:
            return known
        self._mixed = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixed = False


def everywhere(parser: argparse.ArgumentParser, shelf: str = "shelf", default: "Any" = False) -> None:
    """Add the options that every verb has, and that may stand before it too.

    Args:
        parser: of the program, or of a verb.
        shelf: where its shelves are kept.
        default: the default of the others; argparse would let one of a verb overrule what stands before it.
    """
    parser.add_argument(
        "--shelf",
        metavar="DIR",
        dest=shelf,
        action="append",
        default=[],
        help="a folder with more licence records and definitions (repeatable)",
    )
    parser.add_argument("--debug", action="store_true", help="show the traceback of an internal error")
    voice = parser.add_mutually_exclusive_group()
    voice.add_argument(
        "-q", "--quiet", action="store_true", help="write results and problems, and nothing else", default=default
    )
    voice.add_argument(
        "-v", "--verbose", action="store_true", help="write what is read and how long it takes", default=default
    )


def parser(only: str | None = None, options: bool = True) -> argparse.ArgumentParser:
    """The options of the program and of every verb.

    Args:
        only: the one verb that is called, where it is known: the others need not be built.
        options: False where no verb is called, as by `--help`: then their names are enough.
    """
    top = _Parser(
        formatter_class=_formatter,
        allow_abbrev=False,
        prog="openness",
        description="Shows how open an AI model is, with the evidence.",
        epilog="Exit codes: 0 done; 1 a check failed, or an answer is no or unknown; 2 the call or an input is not usable; "
        "3 some rows of a scan are not; 101 an internal error.",
    )
    top.add_argument("--version", action="version", version=f"openness {__version__}")
    everywhere(top)
    verbs = top.add_subparsers(
        title="verbs", dest="verb", metavar="VERB", prog="openness", required=True, parser_class=_Verb
    )
    for name in VERBS if only is None else (only,):
        says = VERBS[name]
        about = f"{says[0].upper()}{says[1:]}."
        below = verbs.add_parser(name, help=says, description=about, formatter_class=_formatter, allow_abbrev=False)
        if options:
            verb(name).options(below)
            everywhere(below, "further_shelves", default=argparse.SUPPRESS)
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
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the process runs
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
        options = parser(named if arguments[:1] == [named] else None, options=named is not None)
        if not arguments:
            options.print_help()
            return UNUSABLE
        call = options.parse_args(arguments)
        speak(Voice.QUIET if call.quiet else Voice.VERBOSE if call.verbose else Voice.NORMAL)
        begin = monotonic()
        code = verb(call.verb).run(call)
        detail(f"{call.verb} took {monotonic() - begin:.2f} s")
        return code
    except SystemExit as end:  # argparse has said why
        return end.code if isinstance(end.code, int) else UNUSABLE
    except BrokenPipeError:  # the reader has left
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _failed(error, "--debug" in arguments)


def _is_nowhere() -> bool:
    """True where the working directory was removed, so that no path below it can be found."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def _failed(error: Exception, debug: bool) -> int:
    """Write one line for each problem and give the exit code; an internal error never looks like a verdict."""
    from openness.errors import OpennessError, Problem

    if isinstance(error, FileNotFoundError) and _is_nowhere():
        error = OpennessError(Problem("", None, "the working directory is gone", "change to one that is there"))
    if isinstance(error, OpennessError):
        complain(error.problems)
        return UNUSABLE
    if debug:
        import traceback

        say(traceback.format_exc().rstrip())
    from openness.blocks.escape import terminal
    from openness.syntax.document import latest

    last = f" (the file read last is {terminal(latest())})" if latest() else ""
    say(f"openness: internal error: {type(error).__name__}{last}; please report it, with --debug's output")
    return INTERNAL
