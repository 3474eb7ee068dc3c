"""The claims that a page rests on, numbered as they are met, and the table of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, field

from openness.blocks.markup import Child, Markup, between, tag
from openness.site.frame import table
from openness.site.marks import places, shortened
from openness.vocabulary.value import Shown

Json = Mapping[str, Any]


@define(eq=False, repr=False)
class Claims(Shown):
    """The claims a page rests on, numbered as they are met."""

    held: dict[tuple[str, ...], tuple[int, str, str, Json]] = field(factory=dict)

    def number(self, what: str, about: str, claim: Json) -> int:
        """The number of a claim."""
        place = (what, about, claim["value"], claim["document"], str(claim["line"]), claim["written"], claim["basis"])
        return self.held.setdefault(place, (len(self.held) + 1, what, about, claim))[0]

    def links(self, claims: Sequence[tuple[str, str, Json]]) -> Child:
        """Links to claims."""
        numbers = dict.fromkeys(self.number(what, about, claim) for what, about, claim in claims)
        made = (tag("a", str(number), href=f"#e{number}") for number in numbers)
        return tag("sup", between(" ", made)) if numbers else None


def evidence(claims: Claims) -> Markup:
    rows = []
    for number, what, about, claim in claims.held.values():
        where = f"{claim['document']}:{claim['line']}" if claim["line"] else claim["document"]
        written = f" (written “{shortened(claim['written'])}”)" if claim["written"] not in ("", claim["value"]) else ""
        rows.append(
            tag(
                "tr",
                tag("th", str(number), scope="row", id=f"e{number}"),
                tag("td", what, f" {about}" if about != what else None),
                tag("td", shortened(claim["value"]), written),
                tag("td", claim["basis"]),
                tag("td", shortened(where), _found(claim)),
            )
        )
    if not rows:
        return tag("p", "Nothing was claimed.")
    heads = [tag("th", text, scope="col") for text in ("No.", "About", "What is claimed", "Basis", "Where")]
    return table("Every claim the verdicts rest on", heads, rows, class_="evidence")


def _found(claim: Json) -> Markup | None:
    """Where whoever made a claim found it, or the rule or the reason it was made by."""
    origin = claim.get("origin")
    if not origin:
        return tag("small", shortened(claim["because"])) if claim.get("because") else None
    words = {"checked": "looked up", "confidence": "confidence"}
    told = [f", {word} {shortened(origin[key])}" for key, word in words.items() if origin[key]]
    return tag("small", places(origin["source"] or "no source"), told)
