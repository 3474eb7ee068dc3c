"""The claims that a page rests on, numbered as they are met, and the table of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import define, field

from openness.blocks.markup import Child, Markup, between, joined, tag
from openness.licensing.licence import Licence
from openness.site.entry import clipped
from openness.site.frame import table
from openness.site.marks import licence, places, shortened
from openness.value import Shown
from openness.vocabulary import Availability, Basis, Kind

Json = Mapping[str, Any]

_QUOTED = 160  # letters of a quotation


@define(eq=False, repr=False)
class Claims(Shown):
    """The claims a page rests on, numbered as they are met.

    Args:
        source: where the release was read from; files are named from there.
        numbered: the claims by what makes them one.
    """

    source: str = ""
    numbered: dict[tuple[str, ...], tuple[int, str, str, Json]] = field(factory=dict)

    def number(self, what: str, about: str, claim: Json) -> int:
        """The number of a claim."""
        place = (what, about, claim["value"], claim["document"], str(claim["line"]), claim["written"], claim["basis"])
        return self.numbered.setdefault(place, (len(self.numbered) + 1, what, about, claim))[0]

    def links(self, claims: Sequence[tuple[str, str, Json]]) -> Child:
        """Links to claims."""
        numbers = dict.fromkeys(self.number(what, about, claim) for what, about, claim in claims)
        links = (tag("a", str(number), href=f"#e{number}") for number in numbers)
        return tag("sup", between(" ", links)) if numbers else None

    def where(self, claim: Json) -> Markup:
        """The file and line of a claim."""
        file = shortened(self.file(claim["document"]))
        return tag("code", f"{file}:{claim['line']}" if claim["line"] else file)

    def file(self, document: str) -> str:
        """A file as it is called from the folder of the release; never a path of this machine.

        >>> Claims("/home/me/tuned").file("/home/me/tuned/data/README.md"), Claims("x").file("/elsewhere/README.md")
        ('data/README.md', 'README.md')
        """
        for folder in (self.source, self.source.rpartition("/")[0]):
            if folder and document.startswith(f"{folder}/"):
                return document.removeprefix(f"{folder}/")
        return document.rpartition("/")[2] if document.startswith(("/", "..")) else document


def evidence(claims: Claims, known: Callable[[str], Licence | None]) -> Child:
    """Every claim: its source first, then what the source says and when somebody looked; the file and line come last."""
    rows = []
    for number, what, about, claim in claims.numbered.values():
        written = claim["written"] if claim["written"] not in ("", claim["value"]) else ""
        rows.append(
            tag(
                "tr",
                tag("th", str(number), scope="row", id=f"e{number}"),
                tag("td", _found(claim, claims)),
                tag("td", _about(what), f", {about}" if about not in (what, "") else None),
                tag("td", _value(claim["value"], known), tag("q", clipped(written, _QUOTED)) if written else None),
                tag("td", (claim.get("origin") or {}).get("checked") or ""),
                tag("td", _behind(claim, claims)),
            )
        )
    heads = [
        tag("th", text, scope="col") for text in ("No.", "Source", "About", "What it says", "Looked up", "Recorded")
    ]
    return table("Every claim the verdicts rest on", heads, rows, class_="evidence") if rows else None


def _about(what: str) -> str:
    return Kind(what).label if what in tuple(Kind) else what


def _value(value: str, known: Callable[[str], Licence | None]) -> Markup:
    if value in tuple(Availability):
        return joined(Availability(value).label)
    return licence(shortened(value), known, "../")


def _found(claim: Json, claims: Claims) -> Child:
    """The place where whoever made a claim found it, with the words there; of a file that was read, the file."""
    origin = claim.get("origin")
    if not origin or not origin["source"]:
        return claims.where(claim)
    quote = tag("q", clipped(origin["quote"], _QUOTED)) if origin["quote"] else None
    mark = " (second-hand)" if origin["second-hand"] else None
    return joined(places(origin["source"]), mark, " " if quote else None, quote)


def _behind(claim: Json, claims: Claims) -> Markup:
    """The basis of a claim, and the file and line that record it."""
    origin = claim.get("origin")
    sure = f", confidence {origin['confidence']}" if origin and origin["confidence"] else ""
    if origin and origin["source"]:
        return tag("small", f"{Basis(claim['basis']).label}{sure} ", claims.where(claim))
    return tag("small", basis_of(claim, sure))


def basis_of(claim: Json, sure: str = "") -> str:
    """The basis of a claim, and the reason where one stands with it."""
    because = shortened(claim.get("because") or "")
    basis = f"{Basis(claim['basis']).label}{sure}"
    return f"{basis}: {because}" if because else basis
