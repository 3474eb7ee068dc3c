"""`openness diff`: shows what changed between two releases, and why."""

import argparse

from openness.cli.console import OK, screen, write
from openness.cli.verbs import shelf_of, written


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument("old", metavar="OLD", help="the old release")
    verb.add_argument("new", metavar="NEW", help="the new release")
    verb.add_argument(
        "--under", metavar="ID", action="append", help="a definition (repeatable; all definitions by default)"
    )
    written(verb, "text", "json", "markdown")


def run(call: argparse.Namespace) -> int:
    """Compare two releases and print the changes; return the exit code."""
    from openness import api
    from openness.evaluation.diff import compare
    from openness.reports import changes, json

    shelf = shelf_of(call)
    old, new = (api.classify(path, under=call.under, shelf=shelf) for path in (call.old, call.new))
    comparison = compare(old, new)
    if call.format == "json":
        text = json.write(comparison.to_dict() | ({"replaced": list(shelf.replaced)} if shelf.replaced else {})) + "\n"
    elif call.format == "markdown":
        text = changes.markdown_text(comparison, shelf.replaced)
    else:
        text = changes.text(comparison, shelf.replaced, *screen(call.output))
    write(text, call.output)
    return OK
