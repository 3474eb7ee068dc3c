"""`openness may`: may we? Yes, no or unknown for each use, with the clause, whose licence, and what must be done."""

import argparse

from openness.cli.console import FAILED, OK, UNUSABLE, complain, screen, write
from openness.cli.verbs import excluding, shelf_of, sources_of, written


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument(
        "paths", metavar="PATH", nargs="+", help="a card, a native file, a folder, system:ID, or - for standard input"
    )
    verb.add_argument(
        "--use",
        metavar="USE",
        action="append",
        help="a use such as sell-a-product; `openness explain uses` lists them (repeatable; all by default)",
    )
    verb.add_argument(
        "--users",
        metavar="N",
        type=_number,
        help="your monthly active users, affiliates included, in the month that a limit names",
    )
    verb.add_argument("--revenue", metavar="USD", type=_number, help="your revenue, in US dollars a year")
    verb.add_argument(
        "--in", metavar="TERRITORY", dest="territory", help="where you are established: Germany, DE, EU, EEA …"
    )
    verb.add_argument(
        "--not-excluded",
        action="store_true",
        help="you say that you belong to no class of people or businesses that a licence excludes",
    )
    verb.add_argument(
        "--together", action="store_true", help="make all PATHs one system, which may be used as every part allows"
    )
    excluding(verb)
    written(verb, "text", "json", "markdown")


_TIMES = {"k": 1e3, "m": 1e6, "bn": 1e9}


def _number(word: str) -> float:
    """A number of 0 or more; 5_000_000, 5,000,000, 5000k and 5M are 5000000 too."""
    digits = word.replace(",", "").replace("_", "").rstrip("kKmMbBnN ")
    ending = word[word.rfind(digits[-1:]) + 1 :].strip().lower() if digits else ""
    try:
        number = float(digits) * (_TIMES[ending] if ending else 1)
    except (ValueError, KeyError):
        number = -1.0
    if not 0 <= number < float("inf"):
        raise argparse.ArgumentTypeError(f"{word!r} is not a number; write 5000000, 5000k or 5M")
    return int(number) if number.is_integer() else number


def run(call: argparse.Namespace) -> int:
    """Answer each use; return 0 where every answer is yes, 1 where one is no or unknown."""
    from openness.evaluation.uses.caller import caller_of
    from openness.evaluation.uses.may import answered
    from openness.evaluation.uses.permission import report_of
    from openness.reports import may as report
    from openness.vocabulary.verdict import Verdict

    shelf = shelf_of(call)
    caller = caller_of(call.users, call.revenue, call.territory, call.not_excluded)
    gathered = sources_of(call.paths, call.exclude)
    problems = (*gathered.problems, *gathered.refused)
    if call.together and not gathered.problems and gathered.found:
        groups = {" + ".join(call.paths): gathered.found}
    else:
        groups = {} if call.together else {found.source: (found,) for found in gathered.found}
    results = [answered(source, found, call.use, caller, shelf) for source, found in groups.items()]
    if call.format == "json":
        from openness.reports import json

        text = json.write(report_of(results, problems, shelf))
    elif call.format == "markdown":
        text = report.markdown_text(results, shelf.data)
    else:
        text = report.text(results, shelf.data, *screen(call.output)) if results else ""
    write(text, call.output)
    complain(problems)
    if problems:
        return UNUSABLE
    yes = all(answer.verdict is Verdict.MET for result in results for answer in result.permissions)
    return OK if yes else FAILED
