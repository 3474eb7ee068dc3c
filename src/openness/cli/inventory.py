"""`openness inventory`: every model and data set that releases and code name, with where, licence and level."""

import argparse

from openness.cli.console import OK, UNUSABLE, complain, screen, write
from openness.cli.verbs import excluding, inventories_of, looking_up, shelf_of, written


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="a folder, or a file of code or settings; the working directory by default",
    )
    excluding(verb)
    looking_up(verb)
    written(verb, "text", "json", "sarif", "cyclonedx")


def run(call: argparse.Namespace) -> int:
    """List the models and data sets that code names; return the exit code."""
    from openness.references.inventory import report_of
    from openness.references.lock import at

    shelf = shelf_of(call)
    inventories, problems = inventories_of(call, shelf, at(call.lock), call.exclude)
    if call.format == "json":
        from openness.reports import json

        text = json.write(report_of(inventories, problems, shelf.data), indent=None)
    elif call.format == "cyclonedx":
        from openness.references import cyclonedx

        text = cyclonedx.write(inventories)
    else:
        from openness.reports import inventory as report

        if call.format == "sarif":
            text = report.sarif(inventories, shelf.data, problems)
        else:
            text = report.write(inventories, shelf.data, *screen(call.output)) if inventories else ""
    write(text, call.output)
    problems.extend(problem for inventory in inventories for problem in inventory.scanned.problems)
    complain(problems)
    return UNUSABLE if problems else OK
