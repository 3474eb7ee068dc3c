"""A release for people: its findings, its duties, and what follows from it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openness.blocks.markup import Child, Markup, joined, tag
from openness.licensing.clauses import cited
from openness.licensing.licence import Licence
from openness.release.finding import Code
from openness.site.entry import SENTENCE, clipped
from openness.site.frame import table
from openness.site.marks import follows, licence_file, shortened, shorter
from openness.vocabulary import Kind
from openness.vocabulary.duties import Act, Duty
from openness.vocabulary.sentences import capital

Known = Callable[[str], Licence | None]
Json = Mapping[str, Any]


def findings(findings: Sequence[Json], name: Callable[[str], str]) -> Child:
    """Each finding with its place, the files as `name` calls them."""
    items = []
    for finding in findings:
        where = f" {name(finding['document'])}:{finding['line']}" if finding["document"] and finding["line"] else ""
        items.append(
            tag(
                "li",
                tag(
                    "p", tag("b", f"{finding['level']}: {Code(finding['code']).label}"), tag("small", shortened(where))
                ),
                tag("p", shortened(finding["message"])),
                tag("p", "To fix it: ", shortened(finding["help"]), class_="quiet"),
                class_=f"finding {finding['level']}",
            )
        )
    return tag("ul", items, class_="findings") if items else None


def duties(duties: Sequence[Json], known: Known) -> Child:
    """The duties of whoever uses the release, hosts it and so on, each duty once for each of them."""
    blocks = []
    for act in Act:
        parts: dict[tuple[Any, ...], list[str]] = {}
        for duty in duties:
            if act.value in duty["when"]:
                key = (
                    duty["duty"],
                    duty["says"],
                    duty["words"],
                    duty["licence"],
                    duty["clause"],
                    duty["base"],
                    "" if duty["certain"] else "; if you choose it" if duty["chosen"] else "; perhaps",
                )
                parts.setdefault(key, []).append(duty["component"])
        items = [_duty(key, components, known) for key, components in parts.items()]
        if items:
            blocks.append(joined(tag("h3", capital(act.says)), tag("ul", items)))
    return blocks or tag("p", "The licences that are known ask nothing.")


def _duty(key: tuple[Any, ...], components: list[str], known: Known) -> Markup:
    duty, says, words, terms, clause, base, doubt = key
    record = known(terms)
    name: Child = terms.removeprefix("LicenseRef-")
    if record is not None:
        name = tag("a", shorter(record.label), href=f"../{licence_file(terms)}", title=record.name)
    parts = ", ".join(Kind(component).label if component in tuple(Kind) else component for component in components)
    return tag(
        "li",
        tag("b", Duty(duty).label),
        f": {says}",
        f" – “{words}”" if words and words not in says else None,
        tag(
            "small",
            name,
            f" of the base {clipped(base, 200)}" if base else None,
            f", {cited(clause)}; {parts}{doubt}",
        ),
    )


def consequences(statements_of: Mapping[str, Sequence[Json]]) -> Child:
    """The things a user can do and may do, row by row, with the reason where the answer is not yes."""
    rows = []
    for row, statements in statements_of.items():
        items = [_follows(statement) for statement in statements if statement["verdict"] is not None]
        if items:
            rows.append(tag("tr", tag("th", row_name(row), scope="row"), tag("td", tag("ul", items, class_="follows"))))
    if not rows:
        return None
    heads = [tag("th", text, scope="col") for text in ("In respect of", "What follows")]
    return joined(
        table("What follows from the facts", heads, rows),
        tag("p", tag("a", "What no fact of a release decides", href="../comparison.html"), class_="quiet"),
    )


def _follows(statement: Json) -> Markup:
    because = clipped("; ".join(statement["because"]), SENTENCE) if statement["verdict"] != "met" else ""
    return tag("li", follows(statement["verdict"], statement["statement"]), tag("small", because) if because else None)


def row_name(id: str) -> str:
    """The title of a row of the comparison.

    >>> row_name("safety-controls")
    'Safety controls'
    """
    return id.replace("-", " ").capitalize()
