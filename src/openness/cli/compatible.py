"""`openness compatible`: shows whether licences go together, and under which one."""

import argparse

from openness.cli.console import FAILED, OK, UNUSABLE, complain, screen, write
from openness.cli.verbs import shelf_of, written


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument(
        "licences",
        metavar="LICENCE",
        nargs="+",
        help="a licence that goes in: an id, a name or an expression; or a well-known model as ORG/NAME",
    )
    verb.add_argument(
        "--as", dest="outbound", metavar="LICENCE", help="the licence of the result (every known licence by default)"
    )
    written(verb, "text", "json", "markdown")


def run(call: argparse.Namespace) -> int:
    """Say which licences go together; return the exit code."""
    from openness.evaluation.compatibility.compatible import combination, unknown_names
    from openness.reports import compatible as report
    from openness.reports import json
    from openness.vocabulary.verdict import Verdict

    shelf = shelf_of(call)
    outbound = () if call.outbound is None else (call.outbound,)
    if problems := unknown_names((*call.licences, *outbound), shelf):
        if call.format == "json":
            write(json.write(report.refused(problems, shelf.data)), call.output)
        complain(problems)
        return UNUSABLE
    found = combination(call.licences, call.outbound, shelf)
    if call.format == "json":
        text = json.write(report.to_dict(found))
    elif call.format == "markdown":
        text = report.markdown_text(found)
    else:
        text = report.text(found, *screen(call.output))
    write(text, call.output)
    return OK if any(answer.verdict is Verdict.MET for answer in found.answers) else FAILED
