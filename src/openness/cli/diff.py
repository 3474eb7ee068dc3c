"""`openness diff`: shows what changed between two releases, and why."""

import argparse

from openness.cli.console import OK, UNUSABLE, complain, screen, write
from openness.cli.verbs import excluding, shelf_of, sources_of, written


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument("old", metavar="OLD", help="the old release")
    verb.add_argument("new", metavar="NEW", help="the new release")
    verb.add_argument(
        "--under", metavar="ID", action="append", help="a definition (repeatable; all definitions by default)"
    )
    excluding(verb)
    written(verb, "text", "json", "markdown")


def run(call: argparse.Namespace) -> int:
    """Compare two releases and print the changes; return the exit code."""
    from openness.errors import OpennessError, as_json
    from openness.evaluation.batch import classify_release, definitions
    from openness.evaluation.diff import compare
    from openness.reports import changes, json
    from openness.sources.gather import only

    shelf = shelf_of(call)
    under = definitions(call.under, shelf)
    paths = (call.old, call.new)
    sides = [sources_of([path], call.exclude) for path in paths]
    if unusable := [problem for side in sides for problem in side.problems]:  # what was not read would seem to be gone
        raise OpennessError(*unusable)
    found = [only(side.found, path, "name one of them") for side, path in zip(sides, paths, strict=True)]
    old, new = (classify_release(each.release, each.source, under, shelf) for each in found)
    comparison = compare(old, new)
    problems = [problem for side in sides for problem in side.refused]
    if call.format == "json":
        more = {"problems": as_json(problems), **({"replaced": list(shelf.replaced)} if shelf.replaced else {})}
        text = json.write({**comparison.to_dict(), **more})
    elif call.format == "markdown":
        text = changes.markdown_text(comparison, shelf.replaced)
    else:
        text = changes.text(comparison, shelf.replaced, *screen(call.output))
    write(text, call.output)
    complain(problems)
    return UNUSABLE if problems else OK
