"""`openness identify`: names the licence of a text and shows the differences."""

import argparse

from openness.cli.console import FAILED, OK, UNUSABLE, complain, detail, screen, write
from openness.cli.verbs import shelf_of, written


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument("paths", metavar="FILE", nargs="+", help="a licence text, or - for standard input")
    written(verb, "text", "json")


def run(call: argparse.Namespace) -> int:
    """Name the licence of each text; return the exit code."""
    from openness.errors import OpennessError, Problem
    from openness.reports import json, matches
    from openness.syntax.document import LICENCE_LIMIT, open_document

    shelf = shelf_of(call)
    problems: list[Problem] = []
    found = []
    for path in call.paths:
        try:
            found.append((path, shelf.identify(open_document(path, LICENCE_LIMIT).text)))
            detail(f"read {path}")
        except OpennessError as error:
            problems.extend(error.problems)
    if call.format == "json":
        text = json.write(matches.to_dict(found, problems, shelf.data))
    else:
        ours = {match.licence for _, of_text in found for match in of_text if match.licence.startswith("LicenseRef-")}
        names = {id: licence.name for id in ours if (licence := shelf.licence(id))}
        text = matches.write(found, screen(call.output)[0], names, shelf.data) if found else ""
    write(text, call.output)
    complain(problems)
    if problems:
        return UNUSABLE
    return OK if any(of_text for _, of_text in found) else FAILED
