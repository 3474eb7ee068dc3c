"""One module for each verb: `options` adds its options, `run` does it and gives the exit code."""

import gc
import os
from importlib import import_module

from openness.cli.console import detail, progress, remark

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Protocol

    from openness.errors import Problem
    from openness.evaluation.classification import Classification
    from openness.references.inventory import Inventory
    from openness.references.lock import Lock
    from openness.shelf.shelf import Shelf
    from openness.sources.file import Gathered

    class Verb(Protocol):
        """The functions of a module in this folder."""

        def options(self, verb: argparse.ArgumentParser) -> None:
            """Give a parser the verb's options."""

        def run(self, call: argparse.Namespace) -> int:
            """Run the verb; return the exit code."""


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
    "scan": "classify a catalogue of models: Parquet, JSONL or CSV",
    "report": "write web pages about releases, to open in a browser",
    "lint": "check licence, definition and system records for mistakes",
    "completion": "print the completion script of a shell",
}


def verb(name: str) -> "Verb":
    """The module of a verb."""
    module: Verb = import_module(f"openness.cli.{name}")
    return module


def written(verb: "argparse.ArgumentParser", *forms: str) -> None:
    """Add the options for the format and the place of the result."""
    formatted(verb, *forms)
    placed(verb)


def formatted(verb: "argparse.ArgumentParser", *forms: str) -> None:
    """Add the option for the format of the result, of which the first is the default."""
    verb.add_argument(
        "--format", choices=forms, default=forms[0], help=f"the format of the result; {forms[0]} by default"
    )


def placed(
    verb: "argparse.ArgumentParser", default: str = "-", help: str = "the file to write; standard output by default"
) -> None:
    """Add the option for the place of the result."""
    verb.add_argument("-o", "--output", metavar="FILE", default=default, type=file_name, help=help)


def word_before(file: str) -> str:
    """The word before `=` in what is given as a file, where it is no part of a path: it looks like a format.

    >>> word_before("xml=report"), word_before("./xml=report"), word_before("report.xml")
    ('xml', '', '')
    """
    word, equals, _ = file.partition("=")
    return word if equals and not {os.sep, "/"} & set(word) else ""


def file_name(word: str) -> str:
    """The name of a file to write.

    Raises:
        ArgumentTypeError: when there is none, as the working directory would be meant, or a word before `=`, as only
            `check` takes a format there.
    """
    from argparse import ArgumentTypeError

    if not word:
        raise ArgumentTypeError("no file is named")
    if word_before(word):
        raise ArgumentTypeError(f"{word!r} is no file; name the format with --format. A file of this name is ./{word}")
    return word


def excluding(verb: "argparse.ArgumentParser") -> None:
    """Add the option that leaves files of a folder out."""
    verb.add_argument(
        "--exclude",
        metavar="GLOB",
        action="append",
        default=[],
        help="do not read these files of a folder (repeatable)",
    )


def looking_up(verb: "argparse.ArgumentParser", hub: bool = True, lock: bool = True) -> None:
    """Add the options that say where the things that code names are looked up.

    Args:
        verb: its parser.
        hub: True where the Hub may be asked.
        lock: True where the lock may lie elsewhere.
    """
    verb.add_argument(
        "--cards",
        metavar="DIR",
        action="append",
        default=[],
        help="a folder of cards (DIR/ACCOUNT/NAME/README.md), or a cache of the Hub, to look things up in (repeatable)",
    )
    if lock:
        verb.add_argument("--lock", metavar="FILE", help="the lock; openness.lock in the working directory by default")
    if hub:
        verb.add_argument("--hub", action="store_true", help="ask the Hub for what is not known here (extra `hub`)")


def refuse_without_inventory(call: "argparse.Namespace") -> None:
    """Refuse options that say where things are looked up where nothing is.

    Raises:
        OpennessError: for the first of them; an option that does nothing would look as if it did.
    """
    if call.inventory:
        return
    for name in ("cards", "lock", "hub"):
        if getattr(call, name, None):
            from openness.errors import OpennessError, Problem

            raise OpennessError(Problem("", None, f"--{name} is for what code uses", "add --inventory"))


def shelf_of(call: "argparse.Namespace") -> "Shelf":
    """The shelf that a call asks for, before its verb or after it.

    Every verb asks for it before its work, so that from here on garbage is collected: `run` has put that off while modules
    load, and what they bring along is never garbage.
    """
    from openness.shelf.shelf import default

    if not gc.isenabled():
        gc.freeze()
        gc.enable()
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
    if gathered.problems:
        from attrs import evolve

        gathered = evolve(gathered, problems=tuple(_of_licence(problem, paths) for problem in gathered.problems))
    for found in gathered.found:
        for document in found.release.read:
            detail(f"read {document}")
        for document in found.release.unread:
            detail(f"not read: {document}")
    return gathered


def _of_licence(problem: "Problem", paths: "Sequence[str]") -> "Problem":
    """A problem with a path that is no file; where it is the name of a licence, with the verbs that take one."""
    path = problem.document
    if path not in paths or os.path.lexists(path):
        return problem
    from openness.errors import Problem
    from openness.shelf.shelf import shipped

    naming = shipped().naming(path)
    if not (naming.known or naming.ambiguous):
        return problem
    takes = "`openness explain` and `openness compatible` take it"
    return Problem(path, None, "there is no such file", f"this is the name of a licence: {takes}")


def inventories_of(
    call: "argparse.Namespace",
    shelf: "Shelf",
    locked: "Lock | None",
    exclude: "Sequence[str]",
    under: tuple[str, ...] = (),
) -> "tuple[list[Inventory], list[Problem]]":
    """The inventories of the paths of a call, the working directory where it names none, and the paths it cannot use.

    Args:
        call: with `paths`, `cards` and, where the Hub may be asked, `hub`.
        shelf: where licences and known models are looked up.
        locked: the lock.
        exclude: globs of files and folders to leave out.
        under: the definitions that what is used is judged by; every one by default.
    """
    from openness.references.cards import cards_at
    from openness.references.inventory import inventories_at
    from openness.references.knowledge import Knowledge

    knowledge = Knowledge(shelf, under, cards_at(call.cards), getattr(call, "hub", False), locked)
    inventories, problems = inventories_at(call.paths or ["."], knowledge, tuple(exclude), progress)
    for inventory in inventories:
        for document in inventory.scanned.read:
            detail(f"read {document}")
        for name, place in dict.fromkeys((use.reference.name, use.known.place) for use in inventory.uses):
            detail(f"{name} is known from {place}" if place else f"{name} is not known here")
    return inventories, problems


def say_unnamed(inventories: "Sequence[Inventory]", what: str) -> int:
    """Say which calls show no name, as what is written holds nothing of what they load; return the number of calls.

    Args:
        inventories: one for each path.
        what: the thing that is written.
    """
    from openness.vocabulary.sentences import counted, few

    calls = [call for inventory in inventories for call in inventory.scanned.unnamed]
    if calls:
        places = ", ".join(few(str(call.source) for call in calls))
        asking = f"{counted(len(calls), 'call')} {'asks' if len(calls) == 1 else 'ask'}"
        remark(f"{asking} for a model that the code does not name, which is not in {what}: {places}")
    return len(calls)
