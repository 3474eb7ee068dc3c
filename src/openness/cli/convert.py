"""`openness convert`: writes the facts of a release in another format."""

import argparse

from openness.cli.console import OK, UNUSABLE, complain, remark, write
from openness.cli.verbs import excluding, shelf_of, sources_of
from openness.export.writers import SPEC_VERSIONS, WRITERS


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        help="a model card, an openness.yaml, an SBOM, a folder, system:ID, or - for standard input",
    )
    verb.add_argument("--to", metavar="FORMAT", choices=tuple(WRITERS), required=True, help=", ".join(WRITERS))
    versions = "; ".join(f"{name}: {', '.join(versions)}" for name, versions in SPEC_VERSIONS.items())
    verb.add_argument(
        "--spec-version", metavar="VERSION", default="", help=f"the version of the format ({versions}); else the first"
    )
    verb.add_argument("--join", action="store_true", help="read all PATHs as one release")
    excluding(verb)
    verb.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="the file to write; standard output by default"
    )


def run(call: argparse.Namespace) -> int:
    """Do it and give the exit code. One line names each fact that the format cannot hold; that is no error."""
    from openness.blocks.escape import terminal
    from openness.errors import OpennessError, Problem
    from openness.export.convert import convert
    from openness.sources.gather import only

    shelf = shelf_of(call)
    gathered = sources_of(call.paths, call.exclude, call.join)
    if gathered.problems:  # a file that holds a part of the facts would look like one that holds them all
        raise OpennessError(*gathered.problems)
    one = only(gathered.found, " ".join(call.paths), "name one of them, or make them one with --join")
    conversion = convert(one.release, call.to, shelf, call.spec_version)
    write(conversion.text, call.output)
    for problem in dict.fromkeys(str(Problem(one.source, None, str(omission))) for omission in conversion.omissions):
        remark(terminal(problem))
    complain(one.release.problems)
    return UNUSABLE if one.release.problems else OK
