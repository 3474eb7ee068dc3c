"""`openness classify`: shows how open a release is, and why."""

import argparse
from collections.abc import Iterable, Sequence

from openness.cli.console import OK, UNUSABLE, complain, progress, screen, write
from openness.cli.verbs import excluding, shelf_of, sources_of, worked_out, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from openness.evaluation.classification import Classification

_FEW = 10  # releases that are kept until all are shown


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        help="a model card, an openness.yaml, a folder, system:ID, or - for standard input",
    )
    verb.add_argument(
        "--under",
        metavar="ID",
        action="append",
        help="a definition, with its criteria (repeatable; all definitions by default)",
    )
    verb.add_argument(
        "--full", action="store_true", help="show all evidence, with the criteria of every definition asked for"
    )
    verb.add_argument("--join", action="store_true", help="read all PATHs as one release")
    excluding(verb)
    written(verb, "text", "json", "markdown", "html")


def run(call: argparse.Namespace) -> int:
    """Classify each source and print the report; return the exit code."""
    from openness.evaluation.batch import Classified, definitions
    from openness.reports.detail import Detail

    shelf = shelf_of(call)
    under = definitions(call.under, shelf)
    gathered = sources_of(call.paths, call.exclude, call.join)
    problems = (*gathered.problems, *gathered.refused)
    results: Sequence[Classification] = Classified(gathered.found, under, shelf, progress)
    if len(results) <= _FEW:  # they are put side by side
        results = [worked_out(result) for result in results]
    page = call.format in ("markdown", "html")  # it opens with the first screen, and has room for the rest
    if call.full:
        detail = Detail.FULL
    else:
        detail = Detail.UNDER if call.under else Detail.REPORT if page else Detail.SCREEN
    if call.format == "json":
        from openness.reports import json

        text: str | Iterable[str] = json.pieces(results, problems, shelf.replaced)
    elif call.format == "markdown":
        from openness.reports import markdown

        text = markdown.write(results, shelf.replaced, detail)
    elif call.format == "html":
        from openness.reports import html

        text = html.write(results, shelf.replaced, detail)
    else:
        from openness.reports import text as report

        text = report.write(results, *screen(call.output), shelf.replaced, detail) if results else ""
    write(text, call.output)
    complain(problems)
    return UNUSABLE if problems else OK
