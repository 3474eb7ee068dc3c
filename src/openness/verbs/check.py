"""`openness check`: does every release keep a policy; the gate for CI."""

import argparse
import gc
import os

from openness.console import FAILED, OK, UNUSABLE, complain, progress, say, screen, write
from openness.verbs import shelf_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from openness.file import Found
    from openness.outcome import Outcome
    from openness.shelf import Shelf

FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown")


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="a card, a native file, a folder, system:ID; the working directory by default",
    )
    verb.add_argument(
        "--policy", metavar="FILE", help="the policy; the nearest one above the working directory by default"
    )
    verb.add_argument("--baseline", metavar="FILE", help="violations that were there already, and do not fail")
    verb.add_argument("--update-baseline", action="store_true", help="write what violates now to the baseline's file")
    verb.add_argument("--fix", action="store_true", help="make the edits to cards that are safe, and show them")
    verb.add_argument("--diff", action="store_true", help="show the edits that --fix would make, and make none")
    verb.add_argument("--init", action="store_true", help="write a commented policy to begin with")
    verb.add_argument("--join", action="store_true", help="make all PATHs one release")
    verb.add_argument("--exclude", metavar="GLOB", action="append", default=[], help="leave files of a folder out")
    verb.add_argument("--format", choices=FORMATS, default=FORMATS[0], help=f"{FORMATS[0]} by default")
    verb.add_argument(
        "-o",
        "--output",
        metavar="[FORMAT=]FILE",
        action="append",
        default=[],
        help="where to write; with FORMAT=, a report of that format besides (repeatable)",
    )


def run(call: argparse.Namespace) -> int:
    """Do it; the exit code."""
    from openness.api import baseline_at, checked, policy_at
    from openness.problem import OpennessError, Problem
    from openness.reading import gather_all

    if call.init:
        return _init()
    if call.update_baseline and not call.baseline:
        raise OpennessError(Problem("", None, "--update-baseline needs a file", "add --baseline FILE"))
    outputs = list(_outputs(call))
    gc.freeze()
    gc.enable()
    shelf = shelf_of(call)
    policy = policy_at(call.policy, shelf)
    known = baseline_at(call.baseline, call.update_baseline) if call.baseline else None
    exclude = (*call.exclude, *policy.exclude)
    gathered = gather_all(call.paths or ["."], exclude, call.join)
    if (call.fix or call.diff) and _fixed(gathered.found, shelf, call.fix):
        gathered = gather_all(call.paths or ["."], exclude, call.join)
    outcome = checked(gathered, policy, None if call.update_baseline else known, shelf, progress)
    if known and call.update_baseline:
        known = known.updated(outcome.issues, outcome.classifications)
        write(known.text(), known.document)
        many = sum(known.held.values())
        say(f"openness: {known.document} holds {many:,} violation{'' if many == 1 else 's'}")
        outcome = checked(gathered, policy, known, shelf)
    for form, place in outputs:
        write(_report(outcome, form, place), place)
    complain(outcome.problems)
    if outcome.problems:
        return UNUSABLE
    return OK if outcome.passes else FAILED


def _outputs(call: argparse.Namespace) -> "list[tuple[str, str]]":
    """Each report as its format and its place; the one of `--format` first, on standard output where no place is named."""
    named = [
        (form, file) for one in call.output for form, equals, file in [one.partition("=")] if equals and form in FORMATS
    ]
    plain = [one for one in call.output if one.partition("=")[0] not in FORMATS or "=" not in one]
    first = plain or (["-"] if not any(file == "-" for _, file in named) else [])
    return [*((call.format, file) for file in first), *named]


def _report(outcome: "Outcome", form: str, place: str) -> str:
    from importlib import import_module

    if form == "text":
        from openness.reports import checked

        return checked.write(outcome, *screen(place))
    if form == "markdown":
        from openness.reports import checked

        return checked.markdown_text(outcome)
    if form == "json":
        from openness.reports import json

        return json.write(outcome.to_dict(), indent=None) + "\n"
    report: str = import_module(f"openness.reports.{form}").write(outcome)
    return report


def _init() -> int:
    """Write a policy to begin with; one that is there is left alone."""
    from openness.document import POLICY
    from openness.policyfile import STARTER
    from openness.problem import OpennessError, Problem

    if os.path.lexists(POLICY):
        raise OpennessError(Problem(POLICY, None, "it is there already", "edit it, or remove it first"))
    write(STARTER, POLICY)
    say(f"openness: {POLICY} is written; edit it, then run `openness check`")
    return OK


def _fixed(found: "Iterable[Found]", shelf: "Shelf", make: bool) -> bool:
    """Show the safe edits, and make them where that is asked; whether any was made."""
    from openness.escape import terminal
    from openness.repair import repair
    from openness.resolve import resolve

    repairs = {}
    for held in found:
        release = resolve(held.release, shelf)
        for document in release.read:
            if document not in repairs:
                repairs[document] = repair(document, release, shelf)
    made = [one for one in repairs.values() if one]
    for one in made:
        for line in one.diff():
            say(terminal(line))
        if make:
            write(one.after, one.document)
    say(f"openness: {len(made):,} file{'' if len(made) == 1 else 's'} {'mended' if make else 'can be mended by --fix'}")
    return make and bool(made)
