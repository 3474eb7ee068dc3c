"""`openness explain`: explains a word, with all its meanings."""

import argparse

from openness.cli.console import OK, UNUSABLE, complain, screen, write
from openness.cli.verbs import shelf_of, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from openness.shelf.shelf import Shelf


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument(
        "words",
        metavar="WORD",
        nargs="*",
        help="a word of a report, an id, or the name of a licence; without one, all lists",
    )
    verb.add_argument(
        "--all-licences", action="store_true", help="print every licence record, as json, csv or ORT's classifications"
    )
    written(verb, "text", "json", "csv", "ort")


def run(call: argparse.Namespace) -> int:
    """Explain each word; return the exit code."""
    from openness.curation.explain import contents
    from openness.curation.explain import explain as explained
    from openness.errors import OpennessError, Problem

    shelf = shelf_of(call)
    problems: list[Problem] = []
    if call.all_licences:
        return _all_licences(shelf, call)
    if call.format in ("csv", "ort"):
        raise OpennessError(Problem("", None, f"{call.format} is a form of the whole table", "add --all-licences"))
    found = [] if call.words else [contents(shelf)]
    for word in call.words:
        try:
            found.append(explained(word, shelf))
        except OpennessError as error:
            problems.extend(error.problems)
    if call.format == "json" or any(explanation.sort == "schema" for explanation in found):
        from openness.reports import json

        text = "".join(json.write(explanation.data) for explanation in found)
    else:
        from openness.reports import explained as report

        text = report.report(found, shelf.data, screen(call.output)[0]) if found else ""
    write(text, call.output)
    complain(problems)
    return UNUSABLE if problems else OK


def _all_licences(shelf: "Shelf", call: argparse.Namespace) -> int:
    """Print every licence record, in the form of another tool."""
    from openness.reports import licences

    table = [licence for id in shelf.licences() if (licence := shelf.licence(id))]
    form = "json" if call.format == "text" else call.format
    write(licences.write(table, form), call.output)
    return OK
