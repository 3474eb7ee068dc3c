"""The page of one release: where it stands and why, under every definition, with every claim it rests on."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import define, field

from openness.classification import Classification
from openness.duty import Act
from openness.licence import Licence
from openness.markup import NOTHING, Child, Markup, between, joined, tag
from openness.site.definitions import definition_file
from openness.site.entry import Entry, Part, clipped, slug_of
from openness.site.frame import page, section, table
from openness.site.lineage import lineage
from openness.site.marks import (
    availability,
    follows,
    licence,
    licence_file,
    places,
    shortened,
    standing,
    told,
    verdict,
    why,
)
from openness.site.said import said_of

Known = Callable[[str], Licence | None]
Json = Mapping[str, Any]

_GAPS = 3  # reasons shown for one criterion
_GAPS = 3  # reasons shown for one criterion
_OPENINGS, _CHANGE = 6, 300  # openings shown, and letters of one


@define
class _Claims:
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


def release_page(
    one: Entry, classification: Classification, result: Json, known: Known, *, said: bool, badges: bool
) -> str:
    """The page.

    Args:
        one: what the tables say of it.
        classification: for the texts of the definitions.
        result: its JSON.
        known: finds a licence's record.
        said: whether the site has a page of what is said elsewhere.
        badges: whether the site has badges.
    """
    claims = _Claims()
    parts = _parts(result["release"], one.parts, known, claims)  # first, so that its claims have the lowest numbers
    body = joined(
        _head(one, result),
        _notes(one),
        section("Why there", _ladder(one, classification, result, claims), id="why"),
        section("Parts", parts, id="parts"),
        section("Under each definition", _summary(one, classification), id="definitions"),
        section("What would raise it", _openings(classification), id="openings"),
        section("Findings", _findings(result["findings"]), id="findings"),
        section("Duties", _duties(result["duties"], known), id="duties"),
        section("What follows", _consequences(result["consequences"]), id="follows"),
        section("Lineage", lineage(one, result, known), id="lineage"),
        section("What is said of it elsewhere", _said(one), id="said"),
        section("The criteria", _definitions(one, classification, result, claims), id="criteria"),
        section("Evidence", _evidence(claims), id="evidence"),
        section("Read", _read(result["release"]), id="read"),
        section("Badges", _badges(one), id="badges") if badges else None,
    )
    return page(one.name, body, classification.data, root="../", said=said)


def _head(one: Entry, result: Json) -> Markup:
    basis = result["spectrum"]["basis"]
    facts: list[Child] = [
        tag("dt", "Stands on"),
        tag("dd", standing(one.reached, one.reachable), f" ({basis})" if basis else None),
        tag("dt", "Band"),
        tag("dd", result["band"]),
        *_kept(one),
    ]
    release = result["release"]
    for name, held in (
        ("Maker", one.producer),
        ("Reached by", ", ".join(release["channels"])),
        ("Called by its maker", ", ".join(release["claims"])),
        ("Released", one.system.released.value if one.system else ""),
        ("Source", result["source"]),
    ):
        if held:
            facts += [tag("dt", name), tag("dd", shortened(held))]
    return joined(
        tag("dl", facts, class_="facts lead"),
        tag("p", tag("a", "Compare it with others", href=f"../compare.html#{one.slug}"), class_="more"),
    )


def _kept(one: Entry) -> list[Child]:
    """What keeps it from the next rung, and whether it is open source by the best-known definition."""
    answer = one.answers["spectrum"]
    held: list[Child] = []
    if answer.criterion:
        held += [tag("dt", "Kept from the next rung by"), tag("dd", why(answer))]
    if osaid := one.answers.get("osaid-1.0"):
        reason = joined(": ", why(osaid)) if osaid.criterion else None
        held += [tag("dt", "Open source AI (OSAID 1.0)"), tag("dd", verdict(osaid.verdict, osaid.word), reason)]
    return held


def _notes(one: Entry) -> Markup:
    return tag("p", one.system.note, class_="note") if one.system and one.system.note else NOTHING


def _ladder(one: Entry, classification: Classification, result: Json, claims: _Claims) -> Markup:
    """The rungs from the top, each with its verdict; what is not reached says why."""
    judgement = classification.judgements["spectrum"]
    if one.reached is None:
        return tag("p", judgement.says)
    grades = {grade.id: grade for grade in judgement.definition.grades}
    steps = []
    for rung in reversed(one_rungs(classification)):
        at_least = classification.spectrum.at_least(rung)
        criteria = [held for held in result["definitions"]["spectrum"]["criteria"] if held["grade"] == rung]
        asked = [_criterion(held, claims, held["says"]) for held in criteria]
        says = grades[rung].says if rung in grades else "nobody outside the maker can use it"
        here = "here" if rung == one.reached else "reachable" if rung == one.reachable else None
        steps.append(
            tag(
                "li",
                tag("p", verdict(at_least.value), " ", tag("b", rung), ": ", says),
                tag("ul", asked) if asked else None,
                class_=here,
            )
        )
    return tag("ol", steps, class_="ladder")


def one_rungs(classification: Classification) -> tuple[str, ...]:
    """The rungs of the spectrum, lowest first."""
    return classification.judgements["spectrum"].definition.rungs


def _criterion(held: Json, claims: _Claims, says: str = "") -> Markup:
    """One criterion with its verdict, what it asks, the claims it rests on, and why it is not met."""
    evidence = [(one["component"] or one["about"], one["about"], one) for one in held["evidence"]]
    gaps = [shortened(one) for one in held["missing"][:_GAPS]]
    if (rest := len(held["missing"]) - _GAPS) > 0:
        gaps.append(f"and {rest} more, which the JSON has")
    return tag(
        "li",
        verdict(held["verdict"]),
        " ",
        tag("b", held["id"]),
        f": {says}" if says else None,
        claims.links(evidence),
        tag("small", "; ".join(gaps)) if gaps else None,
    )


def _parts(release: Json, parts: Mapping[str, Part], known: Known, claims: _Claims) -> Markup:
    rows, silent = [], []
    for kind, held in release["components"].items():
        items = held.get("items") or [{"name": None, **held}]
        spoken = [item for item in items if item["availability"]["claims"] or item["licence"]["claims"] or item["name"]]
        if not spoken:
            silent.append(kind)
            continue
        for number, item in enumerate(spoken):
            name = tag("th", kind, rowspan=len(spoken), scope="rowgroup" if len(spoken) > 1 else "row")
            rows.append(tag("tr", None if number else name, _item(kind, item, known, claims)))
    heads = [tag("th", text, scope="col") for text in ("Part", "Of which", "Availability", "Licence", "Where")]
    held = table("What is said of its parts", heads, rows) if rows else tag("p", "Nothing is said of any part.")
    unsaid = tag("p", "Nothing is said of ", ", ".join(silent), ".", class_="quiet") if silent and rows else None
    return joined(held, unsaid)


def _item(kind: str, item: Json, known: Known, claims: _Claims) -> list[Markup]:
    offered, terms = item["availability"], item["licence"]
    word = offered["value"] or ("disputed" if offered["state"] == "disputed" else "unknown")
    partial = item.get("extent", {}).get("value") == "part"
    named = dict.fromkeys(claim["value"] for claim in terms["claims"])
    said: Child = between(" against " if terms["state"] == "disputed" else "; ", (_licence(v, known) for v in named))
    where = item.get("location", {}).get("value") or ""
    return [
        tag("td", clipped(item["name"] or "", 200)),
        tag(
            "td", availability(word, partial), claims.links([(kind, "availability", one) for one in offered["claims"]])
        ),
        tag(
            "td",
            tag("b", "disputed: ") if terms["state"] == "disputed" else None,
            said if named else tag("span", "none named", class_="quiet"),
            claims.links([(kind, "licence", one) for one in terms["claims"]]),
        ),
        tag("td", places(where)),
    ]


def _licence(text: str, known: Known) -> Markup:
    return licence(shortened(text), known, "../")


def _summary(one: Entry, classification: Classification) -> Markup:
    rows = []
    for id, answer in one.answers.items():
        name = classification.judgements[id].definition.name
        rows.append(
            tag(
                "tr",
                tag("th", tag("a", name, href=f"#d-{slug_of(id)}"), scope="row"),
                tag("td", told(answer)),
                tag("td", why(answer)),
            )
        )
    heads = [tag("th", text, scope="col") for text in ("Definition", "Verdict", "What keeps it from more")]
    return table("Every definition", heads, rows)


def _definitions(one: Entry, classification: Classification, result: Json, claims: _Claims) -> Markup:
    """The criteria of every definition but the spectrum, whose rungs stand above; its own page has what each asks."""
    held: list[Child] = []
    for id, judged in result["definitions"].items():
        if id != "spectrum":
            name = classification.judgements[id].definition.name
            held.append(tag("h3", tag("a", name, href=f"../{definition_file(id)}"), id=f"d-{slug_of(id)}"))
            criteria = [_criterion(criterion, claims) for criterion in judged["criteria"]]
            held.append(tag("ul", criteria) if criteria else tag("p", one.answers[id].word))
    return joined(held)


def _openings(classification: Classification) -> Child:
    """The smallest changes that would raise a verdict, those that reach most for the least effort first."""
    rows = []
    for opening in classification.openings[:_OPENINGS]:
        reached = between("; ", (joined(id, " ", tag("b", rung)) for id, rung in dict(opening.reaches).items()))
        because = "; ".join(dict.fromkeys(change.because for change in opening.changes))
        rows.append(
            tag(
                "tr",
                tag("td", clipped(opening.says, _CHANGE)),
                tag("td", reached),
                tag("td", str(opening.effort), tag("small", clipped(because, _CHANGE))),
            )
        )
    if not rows:
        return None
    return table(
        "The smallest changes", [tag("th", text, scope="col") for text in ("Change", "Reaches", "Effort")], rows
    )


def _findings(findings: Sequence[Json]) -> Child:
    items = []
    for one in findings:
        where = f" {one['document']}:{one['line']}" if one["document"] and one["line"] else ""
        items.append(
            tag(
                "li",
                tag("p", tag("b", f"{one['level']}: {one['code']}"), tag("small", where)),
                tag("p", shortened(one["message"])),
                tag("p", "To mend it: ", shortened(one["help"]), class_="quiet"),
                class_=f"finding {one['level']}",
            )
        )
    return tag("ul", items, class_="findings") if items else tag("p", "None.")


def _duties(duties: Sequence[Json], known: Known) -> Child:
    """What is asked of whoever uses it, hosts it and so on, each duty once for each of them."""
    held = []
    for act in Act:
        parts: dict[tuple[Any, ...], list[str]] = {}
        for one in duties:
            if act.value in one["when"]:
                key = (
                    one["duty"],
                    one["says"],
                    one["words"],
                    one["licence"],
                    one["clause"],
                    one["base"],
                    one["certain"],
                )
                parts.setdefault(key, []).append(one["component"])
        items = [_duty(key, components, known) for key, components in parts.items()]
        if items:
            held.append(joined(tag("h3", act.says[:1].upper() + act.says[1:]), tag("ul", items)))
    return held or tag("p", "The licences that are known ask nothing.")


def _duty(key: tuple[Any, ...], components: list[str], known: Known) -> Markup:
    duty, says, words, terms, clause, base, certain = key
    record = known(terms)
    name: Child = terms.removeprefix("LicenseRef-")
    if record is not None:
        name = tag("a", name, href=f"../{licence_file(terms)}", title=record.name)
    return tag(
        "li",
        tag("b", duty),
        f": {says}",
        f" – “{words}”" if words else None,
        tag(
            "small",
            name,
            f" of the base {clipped(base, 200)}" if base else None,
            f", clause {clause}; {', '.join(components)}{'' if certain else '; perhaps'}",
        ),
    )


def _consequences(held: Mapping[str, Sequence[Json]]) -> Child:
    """What follows, row by row; where it is no yes, why. What no release tells stands on the page about all."""
    rows = []
    for row, statements in held.items():
        items = [_follows(one) for one in statements if one["verdict"] is not None]
        if items:
            rows.append(tag("tr", tag("th", row_name(row), scope="row"), tag("td", tag("ul", items, class_="follows"))))
    if not rows:
        return None
    heads = [tag("th", text, scope="col") for text in ("In respect of", "What follows")]
    return joined(
        table("What follows from the facts", heads, rows),
        tag("p", tag("a", "What no fact of a release decides", href="../comparison.html"), class_="quiet"),
    )


def _follows(one: Json) -> Markup:
    because = clipped("; ".join(one["because"]), _CHANGE) if one["verdict"] != "met" else ""
    return tag("li", follows(one["verdict"], one["statement"]), tag("small", because) if because else None)


def row_name(id: str) -> str:
    """The title of a row of the comparison.

    >>> row_name("safety-controls")
    'Safety controls'
    """
    return id.replace("-", " ").capitalize()


def _said(one: Entry) -> Child:
    return said_of(one.system) if one.system and one.system.said else None


def _evidence(claims: _Claims) -> Markup:
    rows = []
    for number, what, about, claim in claims.held.values():
        where = f"{claim['document']}:{claim['line']}" if claim["line"] else claim["document"]
        origin = claim.get("origin")
        found: Child = None
        if origin:
            told = [
                origin["checked"] and f"looked up {origin['checked']}",
                origin["confidence"] and f"confidence {origin['confidence']}",
            ]
            found = tag(
                "small",
                places(origin["source"] or "no source"),
                ", " if any(told) else None,
                ", ".join(filter(None, told)),
            )
        elif claim.get("because"):
            found = tag("small", shortened(claim["because"]))
        written = f" (written “{shortened(claim['written'])}”)" if claim["written"] not in ("", claim["value"]) else ""
        rows.append(
            tag(
                "tr",
                tag("th", str(number), scope="row", id=f"e{number}"),
                tag("td", what, f" {about}" if about != what else None),
                tag("td", shortened(claim["value"]), written),
                tag("td", claim["basis"]),
                tag("td", where, found),
            )
        )
    if not rows:
        return tag("p", "Nothing was claimed.")
    heads = [tag("th", text, scope="col") for text in ("No.", "About", "What is claimed", "Basis", "Where")]
    return table("Every claim the verdicts rest on", heads, rows, class_="evidence")


def _read(release: Json) -> Markup:
    unread = tag("p", "Not read: ", ", ".join(release["unread"])) if release["unread"] else None
    return joined(tag("p", ", ".join(release["read"]) or "Nothing."), unread)


def _badges(one: Entry) -> Markup:
    from openness.site.badge import KINDS

    images = [
        tag(
            "li",
            tag("img", src=f"../badges/{one.slug}-{kind}.svg", alt=title),
            tag("code", f"badges/{one.slug}-{kind}.svg"),
        )
        for kind, title in KINDS.items()
    ]
    return tag("ul", images, class_="badges")
