"""The command line: `openness VERB …`. Results go to standard output, everything else to standard error."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence

from openness._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any

    from openness.problem import Problem
    from openness.shelf import Shelf

OK, FAILED, UNUSABLE, INTERNAL, INTERRUPTED = 0, 1, 2, 101, 130


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Help as wide as the terminal; given no width, argparse imports `shutil` to ask for it."""
    try:
        width = os.get_terminal_size().columns
    except (OSError, ValueError):
        width = 80
    return argparse.HelpFormatter(prog, width=max(40, min(width, 100)) - 2)


class _Parser(argparse.ArgumentParser):
    """Help is a result and written as one: argparse would lose it without a word."""

    def _print_message(self, message: str, file: object = None) -> None:
        if file is sys.stdout:
            write(message, "-")
        else:
            _say(message.rstrip())


class _Verb(_Parser):
    """A verb's options, which may stand before, between and after its paths."""

    _mixed = False

    def parse_known_args(self, args: "Any" = None, namespace: "Any" = None) -> "Any":
        """Parse; where words are left over once more, options first, and that comes back here for each pass."""
        known = super().parse_known_args(args, namespace)
        if self._mixed or not known[1]:
            return known
        self._mixed = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixed = False


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """The options, and every verb with its own.

    Args:
        only: the one verb that is called, where it is known: the others need not be built.
    """
    top = _Parser(
        formatter_class=_formatter,
        prog="openness",
        description="Says, with evidence, how open an AI model release is.",
        epilog="Exit codes: 0 done, 1 a check failed, 2 the call or an input could not be used, 101 an internal error.",
    )
    top.add_argument("--version", action="version", version=f"openness {__version__}")
    top.add_argument(
        "--shelf", metavar="DIR", action="append", default=[], help="a folder of further records (repeatable)"
    )
    top.add_argument("--debug", action="store_true", help="show the traceback of an internal error")
    verbs = top.add_subparsers(
        title="verbs", dest="verb", metavar="VERB", prog="openness", required=True, parser_class=_Verb
    )
    for name in VERBS if only is None else (only,):
        says, options, _ = VERBS[name]
        about = f"{says[0].upper()}{says[1:]}."
        options(verbs.add_parser(name, help=says, description=about, formatter_class=_formatter))
    return top


def _written(verb: argparse.ArgumentParser, *forms: str) -> None:
    """Where and in which form a verb writes."""
    verb.add_argument("--format", choices=forms, default=forms[0], help=f"{forms[0]} by default")
    verb.add_argument("-o", "--output", metavar="FILE", default="-", help="where to write; standard output by default")


def _classify_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "paths", metavar="PATH", nargs="+", help="a file, a folder, hub:ORG/NAME, or - for standard input"
    )
    verb.add_argument("--under", metavar="ID", action="append", help="a definition (repeatable; all by default)")
    verb.add_argument("--join", action="store_true", help="make all PATHs one release")
    verb.add_argument("--exclude", metavar="GLOB", action="append", default=[], help="leave files of a folder out")
    _written(verb, "text", "json")


def _diff_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("old", metavar="OLD", help="the release as it was")
    verb.add_argument("new", metavar="NEW", help="the release as it is")
    verb.add_argument("--under", metavar="ID", action="append", help="a definition (repeatable; all by default)")
    _written(verb, "text", "json", "markdown")


def _identify_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("paths", metavar="FILE", nargs="+", help="a licence text, or - for standard input")
    _written(verb, "text", "json")


def _explain_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("words", metavar="WORD", nargs="*", help="what to explain; a list of all there is without one")
    verb.add_argument("--all-licences", action="store_true", help="every record: json, csv, or ort's classifications")
    _written(verb, "text", "json", "csv", "ort")


def _lint_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "paths", metavar="PATH", nargs="*", help="files or folders of records; the shipped ones without one"
    )
    verb.add_argument(
        "--fingerprint", action="store_true", help="make the fingerprint file of the licence texts at PATH"
    )
    verb.add_argument("-o", "--output", metavar="FILE", default="-", help="where to write; standard output by default")


def run() -> None:
    """The console script."""
    gc.disable()  # collecting while modules load takes a tenth of a start-up and finds nothing
    sys.exit(main(sys.argv[1:]))


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
    lost = _emptied(sys.stdout)
    if lost and code == OK:
        _say(f"openness: {_unwritten('standard output', lost)}")
        code = UNUSABLE
    _emptied(sys.stderr)
    return code


def _called(arguments: Sequence[str]) -> int:
    try:
        verb = next((word for word in arguments if word in VERBS), None)
        call = parser(verb if arguments[:1] == [verb] else None).parse_args(arguments)
        return VERBS[call.verb][2](call)
    except SystemExit as end:  # argparse has said why
        return end.code if isinstance(end.code, int) else UNUSABLE
    except BrokenPipeError:  # the reader has left
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _failed(error, "--debug" in arguments)


def _emptied(stream: "IO[str] | None") -> OSError | None:
    """Send on what a stream holds; what nobody takes is dropped, or the interpreter would fail on it at its end."""
    if stream is None:
        return None
    try:
        stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error
    return None


def _say(line: str) -> None:
    """A line on standard error; where it cannot be written the exit code still speaks."""
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        return


def _failed(error: Exception, debug: bool) -> int:
    """One line for each problem; an internal error never looks like a verdict."""
    from openness.problem import OpennessError

    if isinstance(error, OpennessError):
        complain(error.problems)
        return UNUSABLE
    if debug:
        import traceback

        _say(traceback.format_exc().rstrip())
    _say(f"openness: internal error: {type(error).__name__}; please report it, with --debug's output")
    return INTERNAL


def complain(problems: Iterable[object]) -> None:
    """Say each problem once, on a line of its own."""
    from openness.escape import terminal

    for problem in dict.fromkeys(map(str, problems)):
        _say(f"openness: {terminal(problem)}")


def classify(call: argparse.Namespace) -> int:
    """The verb `classify`."""
    from openness.api import classify_release, definitions
    from openness.classification import report_of
    from openness.file import Found
    from openness.problem import Problem
    from openness.reading import gather
    from openness.release import join

    gc.freeze()
    gc.enable()
    shelf = _shelf(call)
    under = definitions(call.under, shelf)
    gathered = [gather(path, call.exclude) for path in call.paths]
    problems: list[Problem] = [problem for one in gathered for problem in one.problems]
    found = [release for one in gathered for release in one.found]
    if call.join and found:
        found = [Found(" + ".join(call.paths), join(one.release for one in found))]
    results = [classify_release(one.release, one.source, under, shelf) for one in found]
    if call.format == "json":
        from openness.reports import json

        text = json.write(report_of(results, problems, shelf.replaced), indent=None) + "\n"
    else:
        from openness.reports import text as report

        text = report.write(results, *_terminal(call.output), shelf.replaced) if results else ""
    write(text, call.output)
    problems.extend(problem for one in results for problem in one.release.problems)
    complain(problems)
    return UNUSABLE if problems else OK


def diff(call: argparse.Namespace) -> int:
    """The verb `diff`."""
    from openness import api
    from openness.comparison import compare
    from openness.reports import changes, json

    shelf = _shelf(call)
    old, new = (api.classify(path, under=call.under, shelf=shelf) for path in (call.old, call.new))
    comparison = compare(old, new, shelf)
    if call.format == "json":
        text = json.write(comparison.to_dict() | ({"replaced": list(shelf.replaced)} if shelf.replaced else {})) + "\n"
    else:
        report = changes.markdown_text if call.format == "markdown" else changes.text
        text = report(comparison, shelf.replaced)
    write(text, call.output)
    return OK


def explain(call: argparse.Namespace) -> int:
    """The verb `explain`."""
    from openness.explanation import contents
    from openness.explanation import explain as explained
    from openness.problem import OpennessError, Problem
    from openness.reports import explained as report
    from openness.reports import json

    shelf = _shelf(call)
    problems: list[Problem] = []
    if call.all_licences:
        return _all_licences(shelf, call)
    if call.format in ("csv", "ort"):
        raise OpennessError(Problem("", None, f"{call.format} is a form of the whole table", "add --all-licences"))
    found = [] if call.words else [contents(shelf)]
    for word in call.words:
        try:
            found.append(explained(word, shelf))
        except OpennessError as error:
            problems.extend(error.problems)
    if call.format == "json" or any(one.sort == "schema" for one in found):
        text = "".join(json.write(one.record) + "\n" for one in found)
    else:
        text = "\n".join(report.write(one, _terminal(call.output)[0]) for one in found)
    write(text, call.output)
    complain(problems)
    return UNUSABLE if problems else OK


def identify(call: argparse.Namespace) -> int:
    """The verb `identify`."""
    from openness.document import LICENCE_LIMIT, open_document
    from openness.problem import OpennessError, Problem
    from openness.reports import json, matches

    shelf = _shelf(call)
    problems: list[Problem] = []
    found = []
    for path in call.paths:
        try:
            found.append((path, shelf.identify(open_document(path, LICENCE_LIMIT).text)))
        except OpennessError as error:
            problems.extend(error.problems)
    if call.format == "json":
        text = json.write(matches.to_dict(found)) + "\n"
    else:
        text = matches.write(found, _terminal(call.output)[0]) if found else ""
    write(text, call.output)
    complain(problems)
    if problems:
        return UNUSABLE
    return OK if any(held for _, held in found) else FAILED


def _all_licences(shelf: "Shelf", call: argparse.Namespace) -> int:
    """Every record, in the form of another tool."""
    from openness.reports import licences

    records = [licence.record for id in shelf.licences() if (licence := shelf.licence(id))]
    form = "json" if call.format == "text" else call.format
    write(licences.write(records, form), call.output)
    return OK


def lint(call: argparse.Namespace) -> int:
    """The verb `lint`."""
    from openness.lint import lint as linted

    if call.fingerprint:
        return _fingerprint(call)
    unusable: list[Problem] = []
    faults = linted(call.paths, _shelf(call), unusable)
    write("".join(f"{_clean(fault)}\n" for fault in faults), call.output)
    complain(unusable)
    if unusable:
        return UNUSABLE
    return FAILED if faults else OK


def _fingerprint(call: argparse.Namespace) -> int:
    """Make a fingerprint file, the same bytes for the same texts and records."""
    from openness.problem import OpennessError, Problem
    from openness.spdxtexts import fingerprints

    if call.output == "-" or not call.paths:
        raise OpennessError(Problem("", None, "a fingerprint file needs texts and a place", "name TEXT… and -o FILE"))
    shelf = _shelf(call)
    records = {
        id: [licence.name, *licence.record.get("known-as", {}).get("other", ())]
        for id in shelf.licences()
        if (licence := shelf.licence(id)) and not {"read", "same-terms-as", "shelf"}.isdisjoint(licence.record)
    }
    write(fingerprints(call.paths, records), call.output)
    return OK


def _clean(problem: object) -> str:
    from openness.escape import terminal

    return terminal(str(problem))


def _shelf(call: argparse.Namespace) -> "Shelf":
    """The shelf a call asks for."""
    from openness.shelf import default

    return default(tuple(call.shelf))


def _terminal(output: str) -> tuple[int, bool]:
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
            os.replace(part, output)
    except OSError as error:
        if part != output and os.path.exists(part):
            os.remove(part)
        raise OpennessError(_unwritten(output, error)) from None


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

        raise OpennessError(_unwritten("standard output", error)) from None


def _unwritten(output: str, error: OSError) -> "Problem":
    from openness.problem import Problem

    return Problem(output, None, f"it cannot be written: {error.strerror}")


#: Each verb: what it does, its options, and the function that does it.
VERBS: "dict[str, tuple[str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]]" = {
    "classify": ("what a release is, and why", _classify_options, classify),
    "diff": ("what changed between two releases, and why", _diff_options, diff),
    "identify": ("name the licence a text is, and how it differs", _identify_options, identify),
    "explain": ("any licence, definition, criterion, component, term, finding code", _explain_options, explain),
    "lint": ("do licence and definition records keep the rules", _lint_options, lint),
}
