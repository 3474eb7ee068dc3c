"""A release for people: its findings, its duties, and what follows from it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openness.blocks.markup import Child, Markup, between, joined, tag
from openness.evaluation.obligations import Owed
from openness.licensing.clauses import cited
from openness.licensing.licence import Licence
from openness.release.finding import Code
from openness.site.entry import SENTENCE, clipped
from openness.site.frame import table
from openness.site.marks import follows, licence_file, shortened, shorter
from openness.vocabulary.duties import Act
from openness.vocabulary.sentences import capital, edition_of

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


def duties(owed: Sequence[Owed], known: Known) -> Child:
    """The duties of whoever uses the release, hosts it and so on, each duty once for each of them."""
    blocks = []
    for act in Act:
        if items := [_duty(each, known) for each in owed if act in each.asked.when]:
            blocks.append(joined(tag("h3", capital(act.says)), tag("ul", items)))
    return blocks or tag("p", "The licences that are known ask nothing.")


def _duty(owed: Owed, known: Known) -> Markup:
    asked = owed.asked
    parts = ", ".join(component.label for component in owed.components)
    return tag(
        "li",
        tag("b", asked.duty.label),
        f": {asked.says}",
        f" – “{asked.words}”" if asked.words and asked.words not in asked.says else None,
        tag(
            "small",
            _licences(owed.licences, known),
            f" of the base {clipped(asked.base, 200)}" if asked.base else None,
            f", {cited(asked.clause)}; {parts}{f'; {owed.doubt}' if owed.doubt else ''}",
        ),
    )


def _licences(ids: Sequence[str], known: Known) -> Markup:
    """Licences with links to their pages; of several editions of one text, each edition leads to its own."""
    by_text: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for id in ids:
        record = known(id)
        text, edition, rest = edition_of(shorter(record.label) if record else id.removeprefix("LicenseRef-"))
        by_text.setdefault((text, rest), []).append((id, edition))
    titles: list[Child] = []
    for (text, rest), several in by_text.items():
        if len(several) == 1:
            titles += [_link(id, f"{text} ({edition}){rest}" if edition else text, known) for id, edition in several]
        else:
            links = between(", ", (_link(id, edition or text, known) for id, edition in several))
            titles.append(joined(f"{text} (", links, f"){rest}"))
    return between(", ", titles)


def _link(id: str, words: str, known: Known) -> Child:
    record = known(id)
    return tag("a", words, href=f"../{licence_file(id)}", title=record.name) if record else words


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
