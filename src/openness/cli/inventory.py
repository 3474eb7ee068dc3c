"""`openness inventory`: every model and data set that releases and code name, with where, licence and level."""

import argparse
import gc

from openness.cli.console import OK, UNUSABLE, complain, screen, write
from openness.cli.verbs import excluding, shelf_of, written


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument("paths", metavar="PATH", nargs="+", help="a folder, or a file of code or settings")
    excluding(verb)
    verb.add_argument("--hub", action="store_true", help="ask the Hub for what is not known here (extra `hub`)")
    verb.add_argument("--lock", metavar="FILE", help="the lock; openness.lock in the working directory by default")
    written(verb, "text", "json", "sarif", "cyclonedx")


def run(call: argparse.Namespace) -> int:
    """Do it; the exit code."""
    from openness.references.inventory import report_of, taken
    from openness.references.known import Knowledge
    from openness.references.lock import at

    gc.freeze()
    gc.enable()
    shelf = shelf_of(call)
    locked = at(call.lock)
    knowledge = Knowledge(shelf, hub=call.hub, locked=locked)
    inventories, problems = taken(call.paths, knowledge, tuple(call.exclude))
    if call.format == "json":
        from openness.reports import json

        text = json.write(report_of(inventories, problems, shelf.data), indent=None) + "\n"
    elif call.format == "cyclonedx":
        from openness.references import cyclonedx

        text = cyclonedx.write(inventories)
    else:
        from openness.reports import inventory as report

        text = report.sarif(inventories) if call.format == "sarif" else report.write(inventories, *screen(call.output))
    write(text, call.output)
    complain([*problems, *(problem for inventory in inventories for problem in inventory.scanned.problems)])
    return UNUSABLE if problems else OK
