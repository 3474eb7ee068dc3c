"""One module, one verb: `options` says what it takes, `run` does it and gives the exit code."""

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Protocol

    from openness.shelf.shelf import Shelf

    class Verb(Protocol):
        """What a module in this folder offers."""

        def options(self, verb: argparse.ArgumentParser) -> None:
            """Give a parser the verb's options."""

        def run(self, call: argparse.Namespace) -> int:
            """Do it; the exit code."""


#: Each verb and what it does.
VERBS = {
    "classify": "what a release is, and why",
    "check": "does every release keep a policy: the gate for CI",
    "diff": "what changed between two releases, and why",
    "convert": "the facts read, written in another format",
    "identify": "name the licence a text is, and how it differs",
    "explain": "any licence, definition, criterion, component, term, finding code",
    "report": "a self-contained site of releases, to open in a browser",
    "lint": "do licence and definition records keep the rules",
}


def verb(name: str) -> "Verb":
    """The module of a verb."""
    module: Verb = import_module(f"openness.cli.{name}")
    return module


def written(verb: "argparse.ArgumentParser", *forms: str) -> None:
    """Where and in which form a verb writes."""
    verb.add_argument("--format", choices=forms, default=forms[0], help=f"{forms[0]} by default")
    verb.add_argument("-o", "--output", metavar="FILE", default="-", help="where to write; standard output by default")


def shelf_of(call: "argparse.Namespace") -> "Shelf":
    """The shelf a call asks for."""
    from openness.shelf.shelf import default

    return default(tuple(call.shelf))
