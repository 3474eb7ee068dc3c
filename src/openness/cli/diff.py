"""`openness diff`: what changed between two releases, and why."""

import argparse

from openness.cli.console import OK, write
from openness.cli.verbs import shelf_of, written


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument("old", metavar="OLD", help="the release as it was")
    verb.add_argument("new", metavar="NEW", help="the release as it is")
    verb.add_argument("--under", metavar="ID", action="append", help="a definition (repeatable; all by default)")
    written(verb, "text", "json", "markdown")


def run(call: argparse.Namespace) -> int:
    """Do it; the exit code."""
    from openness import api
    from openness.evaluation.diff import compare
    from openness.reports import changes, json

    shelf = shelf_of(call)
    old, new = (api.classify(path, under=call.under, shelf=shelf) for path in (call.old, call.new))
    comparison = compare(old, new)
    if call.format == "json":
        text = json.write(comparison.to_dict() | ({"replaced": list(shelf.replaced)} if shelf.replaced else {})) + "\n"
    else:
        report = changes.markdown_text if call.format == "markdown" else changes.text
        text = report(comparison, shelf.replaced)
    write(text, call.output)
    return OK
