"""One module for each verb: `options` adds its options, `run` does it and gives the exit code."""

from importlib import import_module

from openness.cli.console import detail, progress

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Protocol

    from openness.evaluation.classification import Classification
    from openness.shelf.shelf import Shelf
    from openness.sources.file import Gathered

    class Verb(Protocol):
        """The functions of a module in this folder."""

        def options(self, verb: argparse.ArgumentParser) -> None:
            """Give a parser the verb's options."""

        def run(self, call: argparse.Namespace) -> int:
            """Do it and give the exit code."""


#: Each verb and what it does.
VERBS = {
    "classify": "show how open a release is, and why",
    "may": "say whether you may use it: yes, no or unknown for each use, with the clause",
    "check": "check every release against a policy, for CI",
    "compatible": "show whether licences go together, and under which one",
    "diff": "show what changed between two releases, and why",
    "convert": "write the facts of a release in another format",
    "notice": "write the notice that must go along with a model, its base, data and code",
    "identify": "name the licence of a text, and show the differences",
    "explain": "explain a word: a licence, a definition, a finding, or any word of a report",
    "inventory": "list every model and data set that code names, with licence and level",
    "lock": "write down what these models are today, so that a change shows",
    "report": "write web pages about releases, to open in a browser",
    "lint": "check licence and definition records for mistakes",
    "completion": "print the completion script of a shell",
}


def verb(name: str) -> "Verb":
    """The module of a verb."""
    module: Verb = import_module(f"openness.cli.{name}")
    return module


def written(verb: "argparse.ArgumentParser", *forms: str) -> None:
    """Add the options for the format and the place of the result."""
    verb.add_argument(
        "--format", choices=forms, default=forms[0], help=f"the format of the result; {forms[0]} by default"
    )
    verb.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="the file to write; standard output by default"
    )


def excluding(verb: "argparse.ArgumentParser") -> None:
    """Add the option that leaves files of a folder out."""
    verb.add_argument(
        "--exclude",
        metavar="GLOB",
        action="append",
        default=[],
        help="do not read these files of a folder (repeatable)",
    )


def shelf_of(call: "argparse.Namespace") -> "Shelf":
    """The shelf that a call asks for, before its verb or after it."""
    from openness.shelf.shelf import default

    folders = (*call.shelf, *call.further_shelves)
    for folder in folders:
        detail(f"records of {folder}")
    return default(folders)


def worked_out(classification: "Classification") -> "Classification":
    """A classification with its judgements and findings worked out now, so that a bar shows how far they have come."""
    _ = classification.judgements, classification.findings
    return classification


def sources_of(
    paths: "Sequence[str]", exclude: "Sequence[str]" = (), join: bool = False, code: bool = False
) -> "Gathered":
    """The releases at the paths of a call; of code, none is needed."""
    from openness.sources.gather import gather_all

    gathered = gather_all(paths, exclude, join, progress, code)
    for one in gathered.found:
        for document in one.release.read:
            detail(f"read {document}")
        for document in one.release.unread:
            detail(f"not read: {document}")
    return gathered
