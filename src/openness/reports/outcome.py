"""The result of a check in each of its formats: the one table that the command line and Python write it by."""

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from openness.policy.result import Outcome

#: The formats in which a check is reported, the first by default; those that have no function here are modules.
FORMATS = ("text", "concise", "json", "sarif", "junit", "github", "gitlab", "markdown")
_COUNTED = ("text", "concise")  # the formats that the counts of each rule can take the place of


def write(
    outcome: "Outcome",
    form: str = FORMATS[0],
    *,
    width: int = 80,
    colour: bool = False,
    full: bool = False,
    statistics: bool = False,
) -> str:
    """The report of a check.

    Args:
        outcome: what `openness.check` gives.
        form: one of `FORMATS`.
        width: of `text`: columns of the terminal; 40 to 100 are used.
        colour: of `text`: True for colours; it reads the same without.
        full: of `json`: True to put each whole classification into it.
        statistics: of `text` and `concise`: True to count the violations and warnings of each rule, and list none.

    Raises:
        OpennessError: for a format that there is not, or one that has no statistics.

    >>> import openness
    >>> outcome = openness.check("docs/examples/olmo-2", policy={"require": {"spectrum": "open-weights"}})
    >>> print(write(outcome, "concise").partition(".")[0])
    1 release passed
    """
    refuse(form, statistics)
    if form == "json":
        from openness.reports import json

        return json.write(outcome.to_dict(full), indent=None)
    if form in ("text", "concise", "markdown"):
        from openness.reports import checked

        if statistics:
            return checked.statistics(outcome)
        if form == "concise":
            return checked.concise(outcome)
        return checked.write(outcome, width, colour) if form == "text" else checked.markdown_text(outcome)
    report: str = import_module(f"openness.reports.{form}").write(outcome)
    return report


def refuse(form: str, statistics: bool = False) -> None:
    """Refuse a format that there is not, or one that has no statistics; a check takes long enough to ask before it.

    Raises:
        OpennessError: with what to do.
    """
    from openness.errors import OpennessError, Problem, nearest

    if form not in FORMATS:
        help = nearest(form, FORMATS) or f"it is one of {', '.join(FORMATS)}"
        raise OpennessError(Problem("", None, f"there is no report of a check as {form!r}", help))
    if statistics and form not in _COUNTED:
        help = f"use --format {' or '.join(_COUNTED)}"
        raise OpennessError(Problem("", None, f"--statistics are not part of the {form} report", help))
