"""The page of one release: its level, the result under every definition, and every claim with its place."""

from collections.abc import Callable, Mapping
from typing import Any

from openness.blocks.markup import NOTHING, Child, Markup, between, joined, tag
from openness.evaluation.classification import Classification
from openness.evaluation.summary import level_name
from openness.evaluation.summary import result as result_of
from openness.licensing.licence import Licence
from openness.site.definitions import definition_file
from openness.site.entry import Entry, Part, clipped, slug_of
from openness.site.evidence import Claims, evidence
from openness.site.frame import page, section, table
from openness.site.lineage import lineage
from openness.site.marks import (
    availability,
    licence,
    places,
    shortened,
    standing,
    told,
    verdict,
    why,
)
from openness.site.said import said_of
from openness.site.upshot import consequences, duties, findings
from openness.vocabulary import Kind

Known = Callable[[str], Licence | None]
Json = Mapping[str, Any]

_GAPS = 2  # reasons shown for one criterion
_OPENINGS, _CHANGE = 5, 220  # openings shown, and letters of one


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
    claims = Claims()
    parts = _parts(result["release"], one.parts, known, claims)  # first, so that its claims have the lowest numbers
    parts_of = {
        "d-spectrum": ("Why there", _ladder(one, classification, result, claims)),
        "parts": ("Parts", parts),
        "definitions": ("Under each definition", _summary(one, classification)),
        "openings": ("What would raise it", _openings(classification)),
        "findings": ("Findings", findings(result["findings"])),
        "duties": ("Duties", duties(result["duties"], known)),
        "follows": ("What follows", consequences(result["consequences"])),
        "lineage": ("Lineage", lineage(one, result, known)),
        "said": ("Claims of others", _said(one)),
        "criteria": ("The criteria", _definitions(one, classification, result, claims)),
        "evidence": ("Evidence", evidence(claims)),
        "read": ("Read", _read(result["release"])),
        "badges": ("Badges", _badges(one) if badges else None),
    }
    sections = {
        id: (title, held) for id, (title, one_of) in parts_of.items() if (held := section(title, one_of, id=id)).text
    }
    ways = [tag("li", tag("a", title, href=f"#{id}")) for id, (title, _) in sections.items()]
    body = joined(
        _head(one, classification, result),
        _notes(one),
        tag("nav", tag("ul", ways), aria_label="On this page", class_="ways"),
        (held for _, held in sections.values()),
    )
    return page(one.name, body, classification.data, root="../", said=said)


def _head(one: Entry, classification: Classification, result: Json) -> Markup:
    basis = result["spectrum"]["basis"]
    spectrum = classification.judgements["spectrum"].definition
    levels = (level_name(spectrum, rung) if rung else "" for rung in (one.reached, one.reachable))
    facts: list[Child] = [
        tag("dt", "Level"),
        tag("dd", standing(*levels), f" ({basis})" if basis else None),
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
    """The reason that holds it back, and the verdict of the best-known definition of open source AI."""
    answer = one.answers["spectrum"]
    held: list[Child] = []
    if answer.criterion:
        held += [tag("dt", "What holds it back"), tag("dd", why(answer))]
    if osaid := one.answers.get("osaid-1.0"):
        reason = joined(": ", why(osaid)) if osaid.criterion else None
        held += [tag("dt", "Open source AI (OSAID 1.0)"), tag("dd", verdict(osaid.verdict, osaid.word), reason)]
    return held


def _notes(one: Entry) -> Markup:
    return tag("p", one.system.note, class_="note") if one.system and one.system.note else NOTHING


def _ladder(one: Entry, classification: Classification, result: Json, claims: Claims) -> Markup:
    """The rungs from the top, each with its verdict; what is not reached says why."""
    judgement = classification.judgements["spectrum"]
    if one.reached is None:
        return tag("p", result_of(judgement))
    steps = []
    for rung in reversed(one_rungs(classification)):
        at_least = None if rung == judgement.definition.floor else classification.spectrum.at_least(rung)
        criteria = [held for held in result["definitions"]["spectrum"]["criteria"] if held["grade"] == rung]
        asked = [_criterion(held, claims, held["says"]) for held in criteria]
        level = judgement.definition.grade(rung)
        here = "here" if rung == one.reached else "reachable" if rung == one.reachable else None
        steps.append(
            tag(
                "li",
                tag(
                    "p",
                    verdict(at_least.value) if at_least is not None else None,
                    " ",
                    tag("b", level.name),
                    ": ",
                    level.says,
                ),
                tag("ul", asked) if asked else None,
                class_=here,
            )
        )
    return tag("ol", steps, class_="ladder")


def one_rungs(classification: Classification) -> tuple[str, ...]:
    """The rungs of the spectrum, lowest first."""
    return classification.judgements["spectrum"].definition.rungs


def _criterion(held: Json, claims: Claims, says: str = "") -> Markup:
    """One criterion with its verdict, what it asks, the claims it rests on, and why it is not met."""
    evidence = [(one["component"] or one["about"], one["about"], one) for one in held["evidence"]]
    gaps = [shortened(one) for one in held["missing"]]
    if (rest := len(gaps) - _GAPS) > 1:
        del gaps[_GAPS:]
        gaps.append(f"and {rest} more")
    return tag(
        "li",
        verdict(held["verdict"]),
        " ",
        tag("b", held["id"]),
        f": {says}" if says else None,
        claims.links(evidence),
        tag("small", "; ".join(gaps)) if gaps else None,
    )


def _parts(release: Json, parts: Mapping[str, Part], known: Known, claims: Claims) -> Markup:
    rows, silent, unchecked = [], [], [Kind(kind).label for kind in release.get("not-checked", ())]
    for kind, held in release["components"].items():
        items = held.get("items") or [{"name": None, **held}]
        spoken = [item for item in items if item["availability"]["claims"] or item["licence"]["claims"] or item["name"]]
        if not spoken:
            if kind not in release.get("not-checked", ()):
                silent.append(Kind(kind).label)
            continue
        for number, item in enumerate(spoken):
            name = tag("th", Kind(kind).label, rowspan=len(spoken), scope="rowgroup" if len(spoken) > 1 else "row")
            rows.append(tag("tr", None if number else name, _item(kind, item, known, claims)))
    heads = [tag("th", text, scope="col") for text in ("Part", "Of which", "Availability", "Licence", "Where")]
    held = table("Its parts", heads, rows) if rows else tag("p", "No source describes any part.")
    unsaid = tag("p", "Not stated: ", ", ".join(silent), ".", class_="quiet") if silent and rows else None
    not_seen = tag("p", "Not checked by us: ", ", ".join(unchecked), ".", class_="quiet") if unchecked else None
    return joined(held, unsaid, not_seen)


def _item(kind: str, item: Json, known: Known, claims: Claims) -> list[Markup]:
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
    heads = [tag("th", text, scope="col") for text in ("Definition", "Verdict", "What holds it back")]
    return table("Every definition", heads, rows)


def _definitions(one: Entry, classification: Classification, result: Json, claims: Claims) -> Markup:
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
        reached = between("; ", (_reached(classification, *pair) for pair in dict(opening.reaches).items()))
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


def _reached(classification: Classification, id: str, rung: str) -> Markup:
    definition = classification.judgements[id].definition
    return joined(definition.label, ": ", tag("b", level_name(definition, rung)))


def _said(one: Entry) -> Child:
    return said_of(one.system) if one.system and one.system.said else None


def _read(release: Json) -> Markup:
    unread = tag("p", "Not read: ", ", ".join(map(shortened, release["unread"]))) if release["unread"] else None
    return joined(tag("p", ", ".join(map(shortened, release["read"])) or "Nothing."), unread)


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
