"""`openness notice`: writes the notice that must go along with a model, its base, adapters, data and code."""

import argparse

from openness.cli.console import FAILED, OK, UNUSABLE, complain, remark, write
from openness.cli.verbs import (
    excluding,
    inventories_of,
    looking_up,
    refuse_without_inventory,
    say_unnamed,
    shelf_of,
    sources_of,
    written,
)
from openness.vocabulary.sentences import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from openness.references.inventory import Inventory


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
    verb.add_argument(
        "--ship",
        metavar="PART",
        action="append",
        help="the parts that you use or pass on, such as weights,inference-code; all that are there by default",
    )
    excluding(verb)
    verb.add_argument(
        "--inventory", action="store_true", help="of an application: also every model and data set that its code uses"
    )
    looking_up(verb)
    written(verb, "text", "markdown", "json")


def run(call: argparse.Namespace) -> int:
    """Write the notice; return the exit code. If one source fails there is none: a part would look like the whole system."""
    from openness.errors import OpennessError, Problem, as_json
    from openness.evaluation.notice.contents import contents_of
    from openness.references.inventory import with_releases_in_use
    from openness.references.lock import at
    from openness.reports.notice import write as notice_of

    refuse_without_inventory(call)
    shelf = shelf_of(call)
    gathered = sources_of(call.paths, call.exclude, code=call.inventory)
    inventories, problems = inventories_of(call, shelf, at(call.lock), call.exclude) if call.inventory else ([], [])
    unread = [problem for inventory in inventories for problem in inventory.scanned.problems]
    if wrong := [*gathered.problems, *problems, *unread]:
        raise OpennessError(*dict.fromkeys(wrong))
    found = with_releases_in_use(gathered.found, inventories)
    if not found:
        raise OpennessError(
            Problem(
                " ".join(call.paths), None, "no code in it names a model or a data set", "name the folder of the code"
            )
        )
    parts = [word for words in call.ship for word in words.split(",")] if call.ship else None
    notice = notice_of(contents_of(found, call.act, shelf, parts))
    if call.format == "json":
        from openness.reports import json

        text = json.write({**notice.to_dict(), "problems": as_json(gathered.refused)})
    else:
        text = notice.markdown if call.format == "markdown" else notice.text
    write(text, call.output)
    _say_services(inventories)
    unnamed = say_unnamed(inventories, "the notice")
    if notice.missing and call.output != "-":
        remark(f"{call.output} is incomplete: {counted(len(notice.missing), 'thing')} missing")
    complain(gathered.refused)
    if gathered.refused:
        return UNUSABLE
    return FAILED if notice.missing or unnamed else OK


def _say_services(inventories: "list[Inventory]") -> None:
    """Name the hosted services that code uses: nothing of them is passed on, and their terms stand in no notice."""
    from openness.vocabulary.references import Sort

    uses = (use.reference for inventory in inventories for use in inventory.uses)
    if names := sorted({use.name for use in uses if use.sort is Sort.SERVICE}):
        remark(f"hosted services are not in it, read their terms: {', '.join(names)}")
