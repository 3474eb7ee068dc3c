"""`openness convert`: writes the facts of a release in another format."""

import argparse

from openness.cli.console import OK, UNUSABLE, complain, remark, write
from openness.cli.verbs import (
    excluding,
    inventories_of,
    looking_up,
    placed,
    refuse_without_inventory,
    say_unnamed,
    shelf_of,
    sources_of,
)
from openness.export.writers import FORMS, SPEC_VERSIONS, WRITERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from openness.shelf.shelf import Shelf


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        help="a model card, an openness.yaml, an SBOM, a folder, system:ID, or - for standard input",
    )
    verb.add_argument(
        "--to", metavar="FORMAT", choices=(*WRITERS, *FORMS), required=True, help=", ".join((*WRITERS, *FORMS))
    )
    versions = "; ".join(f"{name}: {', '.join(versions)}" for name, versions in SPEC_VERSIONS.items())
    verb.add_argument(
        "--spec-version", metavar="VERSION", default="", help=f"the version of the format ({versions}); else the first"
    )
    verb.add_argument(
        "--author",
        metavar="NAME",
        default="",
        help="of an SBOM: the full legal name of whoever makes it, an organisation's, or 'Person: NAME'",
    )
    verb.add_argument("--join", action="store_true", help="read all PATHs as one release")
    verb.add_argument(
        "--inventory", action="store_true", help="write what the code at PATH uses, as a bill of materials (cyclonedx)"
    )
    verb.add_argument(
        "--add-to", metavar="BILL", help="of an inventory: a CycloneDX bill (JSON) that the result holds too"
    )
    looking_up(verb)
    excluding(verb)
    placed(verb)


def run(call: argparse.Namespace) -> int:
    """Write the release in another format; return the exit code.

    One line names each fact that the format cannot hold; that is no error.
    """
    from openness.errors import OpennessError, Problem
    from openness.export.convert import convert
    from openness.sources.gather import only

    refuse_without_inventory(call)
    shelf = shelf_of(call)
    if call.inventory:
        return _inventory(call, shelf)
    if call.add_to:
        raise OpennessError(Problem("", None, "--add-to is for what code uses", "add --inventory"))
    gathered = sources_of(call.paths, call.exclude, call.join)
    if gathered.problems:  # a file that holds a part of the facts would look like one that holds them all
        raise OpennessError(*gathered.problems)
    found = only(gathered.found, " ".join(call.paths), "name one of them, or make them one with --join")
    conversion = convert(found.release, call.to, shelf, call.spec_version, call.author)
    write(conversion.text, call.output)
    for line in dict.fromkeys(f"{found.source}: {omission}" for omission in conversion.omissions):
        remark(line)
    complain(gathered.refused)
    return UNUSABLE if gathered.refused else OK


def _inventory(call: argparse.Namespace, shelf: "Shelf") -> int:
    """Write what code uses; a bill of a part of it would look like one of the whole."""
    from openness.errors import OpennessError
    from openness.references.cyclonedx import bill_of
    from openness.references.lock import at

    inventories, problems = inventories_of(call, shelf, at(call.lock), call.exclude)
    problems.extend(problem for inventory in inventories for problem in inventory.scanned.problems)
    if problems:
        raise OpennessError(*problems)
    say_unnamed(inventories, "the bill")
    write(bill_of(inventories, call.to, call.spec_version, call.add_to, call.author), call.output)
    return OK
