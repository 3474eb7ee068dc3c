"""`openness lint`: checks licence, definition and system records for mistakes."""

import argparse

from openness.cli.console import FAILED, OK, UNUSABLE, complain, detail, progress, write
from openness.cli.verbs import placed, shelf_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from openness.shelf.shelf import Shelf


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument(
        "paths", metavar="PATH", nargs="*", help="files or folders of records; the shipped records by default"
    )
    verb.add_argument("--fingerprint", action="store_true", help="write the fingerprints of the licence texts at PATH")
    placed(verb)
    verb.add_argument("--texts", action="store_true", help="write the file of SPDX's texts from the bundle at PATH")
    verb.add_argument(
        "--copies", action="store_true", help="write the table of copies of the texts that ship, and of those at PATH"
    )


def run(call: argparse.Namespace) -> int:
    """Check the records and print each problem; return the exit code."""
    from openness.blocks.escape import terminal
    from openness.curation.lint import lint

    shelf = shelf_of(call)
    if call.fingerprint or call.texts or call.copies:
        return _texts(call, shelf)
    found = lint(call.paths, shelf, progress)
    for document in found.read:
        detail(f"read {document}")
    write("".join(f"{terminal(str(problem))}\n" for problem in (*found.faults, *found.doubts)), call.output)
    complain(found.unusable)
    if found.unusable:
        return UNUSABLE
    return FAILED if found.faults else OK


def _texts(call: argparse.Namespace, shelf: "Shelf") -> int:
    """Write a fingerprint file or the file of texts; the same texts and records give the same bytes."""
    from openness.curation.spdx_texts import copies, fingerprints, plain_texts
    from openness.errors import OpennessError, Problem

    if call.output == "-" or not call.paths:
        raise OpennessError(Problem("", None, "a file of texts needs texts and a place", "name TEXT… and -o FILE"))
    if call.copies:
        write(copies(call.paths), call.output)
        return OK
    if call.texts:
        write(plain_texts(call.paths), call.output)
        return OK
    records = {
        id: [licence.name, *licence.names.get("other", ())]
        for id in shelf.licences()
        if (licence := shelf.licence(id)) and licence.curated
    }
    write(fingerprints(call.paths, records), call.output)
    return OK
