"""`openness lock`: write down what the models, data sets and services that code names are today."""

import argparse

from openness.cli.console import FAILED, OK, UNUSABLE, complain, file_of, remark, write
from openness.cli.verbs import excluding, inventories_of, looking_up, placed, say_unnamed, shelf_of
from openness.vocabulary.sentences import counted


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument("paths", metavar="PATH", nargs="*", help="as for inventory; the working directory by default")
    placed(verb, "openness.lock", "the lock; openness.lock by default")
    verb.add_argument("--check", action="store_true", help="write nothing; exit with 1 where the lock is out of date")
    looking_up(verb, lock=False)
    excluding(verb)


def run(call: argparse.Namespace) -> int:
    """Write or check the lock; return the exit code. A file that cannot be read is left out, and the exit code says so."""
    from openness.references.inventory import lock_on
    from openness.references.knowledge import today
    from openness.references.lock import Lock, changes, read

    there = _is_there(call.output)
    old = read(call.output) if there else Lock()
    inventories, problems = inventories_of(call, shelf_of(call), old, call.exclude)
    unread = [problem for inventory in inventories for problem in inventory.scanned.problems]
    complain([*problems, *unread])
    if problems:
        return UNUSABLE
    say_unnamed(inventories, "the lock")
    new = old.after(lock_on(inventories, today()))
    differences = changes(old, new)
    name = "the lock" if call.output == "-" else call.output
    if call.check:
        missing = () if there else ("there is no lock; write it with `openness lock`",)
        complain(f"{name}: {line}" for line in (*missing, *differences))
        return UNUSABLE if unread else FAILED if differences or not there else OK
    write(new.text(), call.output)
    holds = counted(len(new.entries), "entry", "entries")
    remark(f"{name} holds {holds}; {counted(len(differences), 'change')}")
    return UNUSABLE if unread else OK


def _is_there(output: str) -> bool:
    """True where a lock is there to go on from; a pipe or a device, such as `/dev/stdout`, holds none."""
    import os

    try:
        return file_of(output) is not None and os.path.lexists(output)
    except OSError:  # links that lead to each other: its reader says so
        return True
