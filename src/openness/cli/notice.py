"""`openness notice`: writes the notice that must go along with a model, its base, adapters, data and code."""

import argparse

from openness.cli.console import FAILED, OK, UNUSABLE, complain, write
from openness.cli.verbs import excluding, shelf_of, sources_of, written


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        help="the parts of one system: model cards, an openness.yaml, folders, SBOMs or system:ID",
    )
    verb.add_argument(
        "--act",
        choices=("use", "change", "host", "pass-on"),
        default="pass-on",
        help="what you do with the system; pass-on by default",
    )
    excluding(verb)
    written(verb, "text", "markdown", "json")


def run(call: argparse.Namespace) -> int:
    """Do it and give the exit code. A notice of a part of the system would look like one of the whole: there is none."""
    from openness.api import noticed
    from openness.errors import OpennessError

    shelf = shelf_of(call)
    gathered = sources_of(call.paths, call.exclude)
    if gathered.problems:
        raise OpennessError(*gathered.problems)
    notice = noticed(gathered.found, call.act, shelf)
    if call.format == "json":
        from openness.reports import json

        text = json.write(notice.to_dict()) + "\n"
    else:
        text = notice.markdown if call.format == "markdown" else notice.text
    write(text, call.output)
    problems = [problem for one in gathered.found for problem in one.release.problems]
    complain(problems)
    if problems:
        return UNUSABLE
    return FAILED if notice.missing else OK
