"""`openness check`: checks every release against a policy, for CI."""

import argparse
import os

from openness.cli.console import FAILED, OK, UNUSABLE, complain, file_of, progress, remark, replace, say, screen, write
from openness.cli.verbs import (
    excluding,
    formatted,
    inventories_of,
    looking_up,
    refuse_without_inventory,
    shelf_of,
    sources_of,
    word_before,
)
from openness.reports import outcome as report
from openness.reports.outcome import FORMATS
from openness.vocabulary.sentences import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from openness.errors import Problem
    from openness.policy.exceptions import Baseline
    from openness.policy.gate import PartialOutcome
    from openness.policy.policy import Policy
    from openness.release.release import Found
    from openness.shelf.shelf import Shelf


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    from openness.policy.preset import names

    verb.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="a model card, an openness.yaml, a folder or system:ID; the working directory by default",
    )
    policy = verb.add_mutually_exclusive_group()
    policy.add_argument(
        "--policy", metavar="FILE", help="the policy; by default the nearest one in or above the working directory"
    )
    policy.add_argument("--preset", metavar="NAME", help=f"a policy that comes with openness: {', '.join(names())}")
    verb.add_argument("--under", metavar="ID", action="append", help="a definition in the JSON of --full (repeatable)")
    verb.add_argument("--baseline", metavar="FILE", help="a file of old violations, which do not fail the check")
    verb.add_argument("--update-baseline", action="store_true", help="write the violations of today to the baseline")
    verb.add_argument("--fix", action="store_true", help="edit model cards where that is safe, and show the edits")
    verb.add_argument("--diff", action="store_true", help="show the edits that --fix would make, and change nothing")
    verb.add_argument("--init", action="store_true", help="write a policy with comments, to begin with")
    verb.add_argument("--join", action="store_true", help="read all PATHs as one release")
    verb.add_argument("--together", action="store_true", help="make all PATHs one system, which each use is asked of")
    excluding(verb)
    verb.add_argument("--inventory", action="store_true", help="also check what code and settings use, and the lock")
    looking_up(verb, hub=False)
    verb.add_argument("--full", action="store_true", help="put each whole classification into the JSON")
    verb.add_argument(
        "--statistics", action="store_true", help="count the violations and warnings of each rule, and list none"
    )
    verb.add_argument("--exit-zero", action="store_true", help="exit with 0 even if a release violates the policy")
    formatted(verb, *FORMATS)
    verb.add_argument(
        "-o",
        "--output",
        metavar="[FORMAT=]FILE",
        action="append",
        default=[],
        help="the file to write; FORMAT=FILE writes a second report in that format (repeatable)",
    )


def run(call: argparse.Namespace) -> int:
    """Check each source against the policy and print the result; return the exit code."""
    from openness.errors import OpennessError, Problem
    from openness.evaluation.batch import definitions
    from openness.policy.gate import NOTHING_USED, checked
    from openness.syntax.document import POLICY

    if call.init:
        return _init(call.policy or POLICY, call.preset)
    if call.update_baseline and not call.baseline:
        raise OpennessError(Problem("", None, "--update-baseline needs a file", "add --baseline FILE"))
    outputs = _outputs(call)
    for form, _ in outputs:
        report.refuse(form, call.statistics)
    refuse_without_inventory(call)
    shelf = shelf_of(call)
    under = definitions(call.under, shelf)
    policy = _policy(call, shelf)
    known = _baseline(call)
    exclude = (*call.exclude, *policy.exclude)
    gathered = sources_of(call.paths or ["."], exclude, call.join, call.inventory)
    writer = _Writer()
    if (call.fix or call.diff) and _fixed(gathered.found, shelf, None if call.diff else writer):
        gathered = sources_of(call.paths or ["."], exclude, call.join, call.inventory)
    used = _used(call, exclude, under, policy, shelf) if call.inventory else NOTHING_USED
    before = None if call.update_baseline else known
    outcome = checked(gathered, policy, before, shelf, progress, under, used, call.together)
    if known and call.update_baseline:
        known = known.updated(outcome.issues, outcome.classifications, gathered.covers)
        if writer.writes(write, known.text(), known.document):
            many = sum(known.violations.values())
            remark(f"{known.document} holds {counted(many, 'violation')}")
        outcome = checked(gathered, policy, known, shelf, iter, under, used, call.together)
    nothing, written = not outcome.classifications and not call.inventory, []
    for form, place in outputs:
        if nothing and place == "-" and form in ("text", "concise"):
            continue  # nothing was checked, and the problems say why; a file that is named is written all the same
        width, colour = screen(place)
        text = report.write(outcome, form, width=width, colour=colour, full=call.full, statistics=call.statistics)
        if writer.writes(write, text, place):
            written.append(place)
    if written and not any(place == "-" for _, place in outputs):
        remark(f"{outcome.summary}; see {', '.join(written)}")
    complain((*outcome.problems, *writer.problems))
    if outcome.problems or writer.failed:
        return UNUSABLE
    return OK if outcome.passes or call.exit_zero else FAILED


def _used(
    call: argparse.Namespace, exclude: tuple[str, ...], under: tuple[str, ...], policy: "Policy", shelf: "Shelf"
) -> "PartialOutcome":
    """The models, data sets and services that code and settings use, held against the policy and the lock."""
    from openness.errors import OpennessError
    from openness.references.gate import gated
    from openness.references.lock import at

    lock = at(call.lock)
    inventories, problems = inventories_of(call, shelf, lock, exclude, under)
    if problems:
        raise OpennessError(*problems)
    return gated(inventories, policy, lock)


def _policy(call: argparse.Namespace, shelf: "Shelf") -> "Policy":
    """The policy that a call names, or the nearest one."""
    if call.preset is None:
        from openness.policy.gate import policy_at

        return policy_at(call.policy, shelf)
    from openness.policy.parse import preset

    return preset(call.preset, shelf)


def _baseline(call: argparse.Namespace) -> "Baseline | None":
    """The baseline that a call names; one that is going to be written may be missing."""
    if not call.baseline:
        return None
    from openness.policy.exceptions import baseline

    return baseline(call.baseline, call.update_baseline)


class _Writer:
    """Writes each file that it can: one that it cannot write loses no other, and is reported at the end."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.failed = False

    def writes(self, how: "Callable[[str | bytes, str], None]", text: str | bytes, place: str) -> bool:
        """True where the file is written."""
        from openness.errors import OpennessError

        try:
            how(text, place)
            return True
        except BrokenPipeError:  # the reader has left
            pass
        except OpennessError as error:
            self.problems.extend(error.problems)
        self.failed = True
        return False


def _outputs(call: argparse.Namespace) -> "list[tuple[str, str]]":
    """The reports as pairs of a format and a place; that of `--format` first, by default on standard output.

    Raises:
        OpennessError: when one has no such format, no file, no folder to lie in, or the file of another.
    """
    from openness.errors import OpennessError

    plain: list[tuple[str, str]] = []
    named: list[tuple[str, str]] = []
    for output in call.output:
        form, equals, file = output.partition("=")
        if equals and form in FORMATS:
            named.append((form, file))
        else:
            plain.append((call.format, output))
    files = [file for _, file in (*plain, *named)]
    if call.update_baseline:
        files.append(call.baseline)
    if problems := [*_misnamed(plain, named), *_misplaced(files)]:
        raise OpennessError(*problems)
    if not plain and not any(file == "-" for _, file in named):
        plain = [(call.format, "-")]
    return [*plain, *named]


def _misnamed(plain: "list[tuple[str, str]]", named: "list[tuple[str, str]]") -> "Iterable[Problem]":
    """The mistakes in `-o`: a report without a file, or a word before `=` that is no format."""
    from openness.errors import Problem, nearest

    for form, file in (*plain, *named):
        if not file:
            yield Problem("", None, f"no file is named for the {form} report", f"write --output {form}=FILE")
    for _, file in plain:
        if word := word_before(file):
            hint = nearest(word, FORMATS, 1) or f"write one of {', '.join(FORMATS)}."
            yield Problem("", None, f"{file!r} names no format", f"{hint} A file of this name is ./{file}")


def _misplaced(files: "Iterable[str]") -> "Iterable[Problem]":
    """The files in a folder that is not there, and those that two results name: the second would overwrite the first."""
    from openness.errors import Problem

    seen = set()
    for file in files:
        try:
            place = file_of(file) if file else None
        except OSError:
            continue  # reported when it is written to
        if place is None:
            continue
        if place in seen:
            yield Problem(file, None, "two results would be written to it", "name a file for each")
        elif not os.path.isdir(os.path.dirname(place)):
            yield Problem(file, None, "it cannot be written: its folder is not there", "create the folder first")
        seen.add(place)


def _init(path: str, preset: str | None) -> int:
    """Write a policy to begin with; an existing policy stays as it is, and no second one is put beside it."""
    from openness.errors import OpennessError, Problem
    from openness.policy.parse import in_pyproject
    from openness.policy.preset import text
    from openness.policy.starter import STARTER
    from openness.syntax.document import POLICY, PYPROJECT

    folder, base = os.path.split(path)
    if os.path.lexists(path):
        raise OpennessError(Problem(path, None, "it is there already", "edit it, or remove it first"))
    if base == PYPROJECT:
        raise OpennessError(
            Problem(path, None, "it holds other settings too", f"name {POLICY}, or write the section by hand")
        )
    if base == POLICY and (other := in_pyproject(folder)):
        message = f"{other} in the same folder holds a policy already"
        raise OpennessError(Problem(path, None, message, "edit that one, or name a file with --policy"))
    write(STARTER if preset is None else text(preset), path)
    named = "" if path == POLICY else f" --policy {path}"
    remark(f"{path} is written; edit it, then run `openness check{named}`")
    return OK


def _fixed(found: "Iterable[Found]", shelf: "Shelf", writer: _Writer | None) -> bool:
    """Make the safe edits where there is a writer, else show them; true where a file has changed."""
    from openness.blocks.escape import terminal
    from openness.policy.fix import repair

    repairs = {}
    for source in found:
        for document in source.release.read:
            if document not in repairs:
                repairs[document] = repair(document, source.release, shelf)
    wanted = filter(None, repairs.values())
    fixed = [file for file in wanted if not writer or writer.writes(replace, file.after, file.document)]
    for file in fixed:
        for line in file.diff():
            say(terminal(line))
    remark(f"{counted(len(fixed), 'file')} {'fixed' if writer else 'can be fixed by --fix'}")
    return bool(writer and fixed)
