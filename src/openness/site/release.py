"""The page of one release: its level, what one may do, what is published, and behind folds every claim with its source."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from openness.blocks import html
from openness.blocks.document import Line, Strong, plain
from openness.blocks.markup import NOTHING, Child, Markup, between, joined, tag
from openness.evaluation.classification import Classification
from openness.evaluation.judgement import Judgement
from openness.evaluation.summary import hindrance, level_name, level_sentence
from openness.licensing.licence import Licence
from openness.site.definitions import definition_file
from openness.site.entry import Entry, Part, clipped, slug_of
from openness.site.evidence import Claims, evidence
from openness.site.frame import fold, page, section, table
from openness.site.lineage import lineage
from openness.site.marks import (
    availability,
    count_of,
    licence,
    permission,
    place,
    places,
    remark,
    shortened,
    told,
    verdict,
    why,
)
from openness.site.said import said_of
from openness.site.upshot import consequences, duties, findings
from openness.site.uses import TILES, asking
from openness.vocabulary import Kind, Label
from openness.vocabulary.verdict import Verdict

Known = Callable[[str], Licence | None]
Json = Mapping[str, Any]

_GAPS = 2  # reasons shown for one criterion
_OPENINGS, _CHANGE = 5, 220  # openings shown, and letters of one
_BECAUSE = 220  # letters of a reason on a tile

#: The parts that people look for first; of each row, the first that a source describes is shown.
_FIRST = (
    (Kind.MODEL_PARAMETERS_FINAL,),
    (Kind.INFERENCE_CODE,),
    (Kind.TECHNICAL_REPORT, Kind.RESEARCH_PAPER),
    (Kind.TRAINING_CODE,),
    (Kind.DATASETS,),
)
_OPEN = ("public", "gated", "on-request")  # availabilities of what one can go and get

_VERDICTS = (("met", "meets"), ("unmet", "fails"), ("unknown", "unknown"), (None, "no verdict"))
_STEPS = {"open-source-ai-with-open-data": "+ open data"}  # labels that are too long for a step


def release_page(
    entry: Entry,
    classification: Classification,
    result: Json,
    known: Known,
    *,
    with_statements: bool,
    badges: bool,
    whole: bool,
) -> str:
    """The page.

    Args:
        entry: what the tables say of it.
        classification: for the texts of the definitions.
        result: its JSON.
        known: finds a licence's record.
        with_statements: whether the site has a page of what others say.
        badges: whether the site has badges.
        whole: whether it shows everything; of very many releases a page says what decides, and the command line the rest.
    """
    claims = Claims(result["source"])
    parts = _parts(result["release"], entry.parts, known, claims)  # first, so that its claims have the lowest numbers
    if whole:
        definitions = joined(_summary(entry, classification), _definitions(entry, classification, result, claims))
        at_length = joined(
            fold("What would move it up", *_openings(classification), id="openings"),
            fold("What you can do", _follows_short(result), consequences(result["consequences"]), id="follows"),
        )
        ladder = _ladder(entry, classification, result, claims)
    else:
        definitions, at_length, ladder = _in_short(entry, classification), NOTHING, None
    body = joined(
        _head(entry, classification, result, known),
        _steps(entry, classification),
        tag("p", _sentences(entry, classification), class_="say"),
        _tiles(entry),
        _notes(entry),
        section("What is published", _published(result["release"], entry, known), id="published"),
        fold("What you must do", *_tallied(duties(result["duties"], known), len(_owed(result)), "duty"), id="duties"),
        fold("Why this level", _why_short(entry, classification), ladder, id="d-spectrum"),
        fold(*_under(entry, classification), definitions, id="definitions"),
        at_length,
        fold("What it was made from", _origins(result), lineage(entry, result, known, drawn=whole), id="lineage"),
        fold("What others say", *_said(entry), id="said"),
        fold(
            "To look at",
            *_tallied(findings(result["findings"], claims.file), len(result["findings"]), "finding"),
            id="findings",
        ),
        fold("All parts", _parts_short(entry), parts if whole else None, id="parts"),
        fold(
            "All evidence",
            count_of(len(claims.held), "claim") + " with sources",
            evidence(claims, known),
            id="evidence",
        ),
        fold(
            "Files read", count_of(len(result["release"]["read"]), "file"), _read(result["release"], claims), id="read"
        ),
        fold("Badges", "", _badges(entry) if badges else None, id="badges"),
    )
    level = plain(level_sentence(classification.judgements["spectrum"])).partition(". ")[0].rstrip(".")
    about = f"{entry.name} – {level}."
    return page(
        entry.name,
        body,
        classification.data,
        root="../",
        with_statements=with_statements,
        look="brief",
        heading=entry.called,
        about=clipped(about, 300),
        above=tag("p", tag("a", "Models", href="../index.html"), f" › {entry.called}", class_="crumb"),
    )


# The head


def _head(entry: Entry, classification: Classification, result: Json, known: Known) -> Markup:
    release = result["release"]
    released = entry.system.released.value if entry.system else None
    facts: list[Child] = [entry.producer, _day(released or ""), clipped(release["version"] or "", 120)]
    links = [
        *_ways(release),
        tag("a", "Compare it with others", href=f"../compare.html#{entry.slug}", class_="more"),
        tag("a", "JSON", href=f"{entry.slug}.json", class_="more"),
    ]
    return tag("p", between(" · ", [*filter(None, facts), *_licence_links(entry, known), *links]), class_="sub")


def _day(text: str) -> str:
    """A day as people write it; what is no whole day stays as it is.

    >>> _day("2024-07-23"), _day("2024-07")
    ('23 July 2024', '2024-07')
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%B %Y}"


def _ways(release: Json) -> Iterator[Markup]:
    """Links to the weights and to the report or paper: to the part itself, or else to a page that speaks of it."""
    for name, kinds in (("Weights", _FIRST[0]), ("Paper", _FIRST[2])):
        offered = (release["components"][kind.value] for kind in kinds)
        component = next((part for part in offered if part["availability"]["value"] in _OPEN), None)
        if component is None:
            continue
        if address := _address(component):
            link = place(address, f"{name} ↗")
        else:
            link = place(_first_source(component), f"About the {name.lower()} ↗")
        if link.text.startswith("<a "):
            yield link


def _address(component: Json) -> str:
    items = component.get("items") or [component]
    return next(filter(None, ((item.get("location") or {}).get("value") for item in items)), "")


def _licence_links(entry: Entry, known: Known) -> Iterator[Markup]:
    name = entry.parts[Kind.MODEL_PARAMETERS_FINAL.value].licence
    if name:
        yield joined("Licence: ", licence(name, known, "../"))


def _steps(entry: Entry, classification: Classification) -> Markup:
    """The six levels as a bar: those it reaches, the one where it stands, and those it could reach."""
    definition = classification.judgements["spectrum"].definition
    if entry.reached is None:
        return NOTHING
    rungs = definition.rungs
    here, possible = rungs.index(entry.reached), rungs.index(entry.reachable or entry.reached)
    steps = []
    for at, rung in enumerate(rungs):
        name = definition.grade(rung).name
        if at == here and not entry.unknown:
            class_, note = "here", "its level"
        elif at <= here and not entry.unknown:
            class_, note = "on", "passed"
        elif at <= possible:
            class_, note = "could", "possible"
        else:
            class_, note = "off", "not reached"
        steps.append(
            tag(
                "li",
                tag("span", _STEPS.get(rung, name)),
                tag("small", f" {note}"),
                class_=class_,
                aria_current="step" if class_ == "here" else None,
            )
        )
    return tag("ol", steps, class_="steps", aria_label="Its level, from closed to fully open")


def _sentences(entry: Entry, classification: Classification) -> Markup:
    """The verdict: the level, the reason that it is no higher, and what its maker calls it against OSAID."""
    spectrum = classification.judgements["spectrum"]
    lines = [level_sentence(spectrum), _no_higher(entry, spectrum), _called(entry, classification)]
    return between(" ", [html.line(line) for line in lines if line])


def _no_higher(entry: Entry, spectrum: Judgement) -> Line:
    if entry.reached is None or not (decides := spectrum.deciding):
        return ""
    rungs = spectrum.definition.rungs
    above = next((rung for rung in rungs[rungs.index(entry.reached) + 1 :]), None)
    if above is None:
        return ""
    name = spectrum.definition.grade(above).name
    verb = "It is not" if decides.verdict is Verdict.UNMET else "Unknown whether it is"
    return (f"{verb} ", Strong(name), f": {clipped(hindrance(spectrum), 280)}.")


def _called(entry: Entry, classification: Classification) -> Line:
    """The word of its maker for it, beside what the Open Source AI Definition says."""
    osaid = classification.judgements.get("osaid-1.0")
    words = " and ".join(Label(word).label for word in entry.result["release"]["claims"])
    maker = entry.producer or "Its maker"
    if osaid is None or osaid.verdict is None:
        return f"{maker} calls it {words}." if words else ""
    name = f"the {osaid.definition.name}"
    meets = {
        Verdict.MET: f"it meets {name}",
        Verdict.UNMET: f"it does not meet {name}",
        Verdict.UNKNOWN: f"it is unknown whether it meets {name}",
    }[osaid.verdict]
    return f"{maker} calls it {words}; {meets}." if words else f"{meets[:1].upper()}{meets[1:]}."


def _tiles(entry: Entry) -> Markup:
    """The six uses that people ask about first, each with its answer and the reason."""
    tiles = []
    for answer in (entry.uses[use] for use in TILES if use in entry.uses):
        tiles.append(
            tag(
                "li",
                tag("h3", asking(answer)),
                tag("p", permission(answer), class_="answer"),
                tag("p", clipped(answer.because, _BECAUSE), class_="quiet"),
            )
        )
    return section("May you …", tag("ul", tiles, class_="tiles"), id="may") if tiles else NOTHING


def _notes(entry: Entry) -> Markup:
    return tag("p", remark(entry.system.note), class_="note") if entry.system and entry.system.note else NOTHING


# What is published


def _published(release: Json, entry: Entry, known: Known) -> Markup:
    rows = []
    for kinds in _FIRST:
        described = [kind for kind in kinds if entry.parts[kind.value].word != "unknown"]
        kind = (described or kinds)[0]
        part = entry.parts[kind.value]
        rows.append(
            tag(
                "tr",
                tag("th", _capital(kind.label), scope="row"),
                tag("td", availability(part.word, part.partial)),
                tag("td", licence(part.licence, known, "../") if part.licence else tag("span", "–", class_="quiet")),
                tag("td", _source(release["components"][kind.value], entry.result["source"])),
            )
        )
    heads = [tag("th", text, scope="col") for text in ("Part", "Availability", "Licence", "Source")]
    return table("The parts that people look for first", heads, rows, class_="published stacks")


def _source(component: Json, source: str) -> Child:
    """The first place that speaks of a part: where it is, or who says so."""
    if place_of := _address(component) or _first_source(component):
        return place(place_of)
    claim = next(_claims_of(component), None)
    return Claims(source).where(claim) if claim else tag("span", "no source", class_="quiet")


def _claims_of(component: Json) -> Iterator[Json]:
    for item in component.get("items") or [component]:
        yield from (*item["availability"]["claims"], *item["licence"]["claims"])


def _first_source(component: Json) -> str:
    """The first source that a record names for a part; empty where its files speak for themselves."""
    claim = next(_claims_of(component), None) or {}
    origin = claim.get("origin") or {}
    return (origin.get("source") or "").split("; ")[0]


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _parts_short(entry: Entry) -> str:
    described = sum(part.word != "unknown" or bool(part.licence) for part in entry.parts.values())
    return f"sources describe {described} of {len(entry.parts)}"


# What stands in the folds, each with its result


def _tallied(content: Child, many: int, word: str) -> tuple[str, Child]:
    plural = {"duty": "duties"}.get(word, f"{word}s")
    return (f"{many} {word if many == 1 else plural}" if many else "none known", content)


def _owed(result: Json) -> set[tuple[str, str]]:
    return {(duty["duty"], duty["licence"]) for duty in result["duties"]}


def _under(entry: Entry, classification: Classification) -> tuple[str, str]:
    """The title and the result of the fold of definitions: how many it meets, the spectrum aside."""
    answers = [answer for id, answer in entry.answers.items() if id != "spectrum"]
    counts = Counter(answer.verdict for answer in answers)
    result = ", ".join(f"{word} {counts[key]}" for key, word in _VERDICTS if counts[key])
    return f"Under {count_of(len(answers), 'published definition')}", result


def _why_short(entry: Entry, classification: Classification) -> str:
    rungs = classification.judgements["spectrum"].definition.rungs
    if entry.reached is None:
        return "no ruling"
    return "unknown" if entry.unknown else f"level {rungs.index(entry.reached) + 1} of {len(rungs)}"


def _follows_short(result: Json) -> str:
    counts = Counter(statement["verdict"] for row in result["consequences"].values() for statement in row)
    return f"{counts['met']} yes, {counts['unmet']} no, {counts['unknown']} unknown"


def _origins(result: Json) -> str:
    bases = len(result["release"]["base-models"])
    return count_of(bases, "base model") if bases else "its data"


def _ladder(entry: Entry, classification: Classification, result: Json, claims: Claims) -> Child:
    """The rungs from the top, each with its verdict; what is not reached says why."""
    judgement = classification.judgements["spectrum"]
    if entry.reached is None:
        return None
    steps = []
    floor = judgement.definition.floor
    for rung in reversed(judgement.definition.rungs):
        at_least = None if rung == floor else verdict(classification.spectrum.at_least(rung).value)
        criteria = [
            criterion for criterion in result["definitions"]["spectrum"]["criteria"] if criterion["grade"] == rung
        ]
        level = judgement.definition.grade(rung)
        here = "here" if rung == entry.reached else "reachable" if rung == entry.reachable else None
        steps.append(
            tag(
                "li",
                tag("p", at_least, " ", tag("b", level.name), ": ", level.says),
                tag("ul", [_criterion(criterion, claims) for criterion in criteria]) if criteria else None,
                class_=here,
            )
        )
    return tag("ol", steps, class_="ladder")


def _criterion(criterion: Json, claims: Claims) -> Markup:
    """One criterion with its verdict, what it asks, the claims it rests on, and why it is not met."""
    evidence = [(one["component"] or one["about"], one["about"], one) for one in criterion["evidence"]]
    gaps = [shortened(one) for one in criterion["missing"]]
    if (rest := len(gaps) - _GAPS) > 1:
        del gaps[_GAPS:]
        gaps.append(f"and {rest} more")
    return tag(
        "li",
        verdict(criterion["verdict"]),
        f" {criterion['says']} ",
        tag("code", criterion["id"]),
        claims.links(evidence),
        tag("small", "; ".join(gaps)) if gaps else None,
    )


def _parts(release: Json, parts: Mapping[str, Part], known: Known, claims: Claims) -> Markup:
    rows, silent, unchecked = [], [], [Kind(kind).label for kind in release.get("not-checked", ())]
    for kind, part in release["components"].items():
        items = part.get("items") or [{"name": None, **part}]
        spoken = [item for item in items if item["availability"]["claims"] or item["licence"]["claims"] or item["name"]]
        if not spoken:
            if kind not in release.get("not-checked", ()):
                silent.append(Kind(kind).label)
            continue
        for number, item in enumerate(spoken):
            name = tag("th", Kind(kind).label, rowspan=len(spoken), scope="rowgroup" if len(spoken) > 1 else "row")
            rows.append(tag("tr", None if number else name, _item(kind, item, known, claims)))
    heads = [tag("th", text, scope="col") for text in ("Part", "Of which", "Availability", "Licence", "Where")]
    part = table("Its parts", heads, rows) if rows else tag("p", "No source describes any part.")
    unsaid = tag("p", "Not stated: ", ", ".join(silent), ".", class_="quiet") if silent and rows else None
    not_seen = tag("p", "Not checked by us: ", ", ".join(unchecked), ".", class_="quiet") if unchecked else None
    return joined(part, unsaid, not_seen)


def _item(kind: str, item: Json, known: Known, claims: Claims) -> list[Markup]:
    offered, terms = item["availability"], item["licence"]
    word = offered["value"] or ("disputed" if offered["state"] == "disputed" else "unknown")
    partial = item.get("extent", {}).get("value") == "part"
    named = dict.fromkeys(claim["value"] for claim in terms["claims"])
    licences: Child = between(
        " against " if terms["state"] == "disputed" else "; ", (_licence(v, known) for v in named)
    )
    where = item.get("location", {}).get("value") or ""
    return [
        tag("td", clipped(item["name"] or "", 200)),
        tag(
            "td", availability(word, partial), claims.links([(kind, "availability", one) for one in offered["claims"]])
        ),
        tag(
            "td",
            tag("b", "disputed: ") if terms["state"] == "disputed" else None,
            licences if named else tag("span", "none named", class_="quiet"),
            claims.links([(kind, "licence", one) for one in terms["claims"]]),
        ),
        tag("td", places(where)),
    ]


def _licence(text: str, known: Known) -> Markup:
    return licence(shortened(text), known, "../")


def _summary(entry: Entry, classification: Classification) -> Markup:
    rows = []
    for id, answer in entry.answers.items():
        name = classification.judgements[id].definition.name
        rows.append(
            tag(
                "tr",
                tag("th", tag("a", name, href=f"../{definition_file(id)}"), scope="row", id=f"s-{slug_of(id)}"),
                tag("td", told(answer)),
                tag("td", why(answer)),
            )
        )
    heads = [tag("th", text, scope="col") for text in ("Definition", "Verdict", "What holds it back")]
    return table("Every definition", heads, rows)


def _in_short(entry: Entry, classification: Classification) -> Markup:
    """The definitions by verdict, without reasons."""
    lines = []
    for key, word in _VERDICTS:
        ids = [id for id, answer in entry.answers.items() if answer.verdict == key]
        names = ", ".join(classification.judgements[id].definition.label for id in ids)
        lines.append(tag("p", f"{word.capitalize()}: {names}.") if names else None)
    more = tag("p", "With reasons and evidence: ", tag("code", "openness classify … --full"), class_="quiet")
    return joined(lines, more)


def _definitions(entry: Entry, classification: Classification, result: Json, claims: Claims) -> Markup:
    """The criteria of every definition but the spectrum, whose rungs have a fold of their own."""
    blocks: list[Child] = []
    for id, judged in result["definitions"].items():
        if id != "spectrum":
            name = classification.judgements[id].definition.name
            blocks.append(tag("h3", tag("a", name, href=f"../{definition_file(id)}"), id=f"d-{slug_of(id)}"))
            criteria = [_criterion(criterion, claims) for criterion in judged["criteria"]]
            blocks.append(tag("ul", criteria, class_="criteria") if criteria else tag("p", entry.answers[id].word))
    return joined(blocks)


def _openings(classification: Classification) -> tuple[str, Child]:
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
        return "", None
    heads = [tag("th", text, scope="col") for text in ("Change", "Reaches", "Effort, 1 to 9 a step")]
    return clipped(classification.openings[0].says, 90), table("The smallest changes", heads, rows)


def _reached(classification: Classification, id: str, rung: str) -> Markup:
    definition = classification.judgements[id].definition
    return joined(definition.label, ": ", tag("b", level_name(definition, rung)))


def _said(one: Entry) -> tuple[str, Child]:
    if not one.system or not one.system.said:
        return "", None
    wrong = sum(entry.verdict != "right" for entry in one.system.said)
    return f"{count_of(len(one.system.said), 'claim')} checked, {wrong} not right", said_of(one.system)


def _read(release: Json, claims: Claims) -> Markup:
    def names(files: list[str]) -> str:
        return ", ".join(shortened(claims.file(file)) for file in files)

    unread = tag("p", "Not read: ", names(release["unread"])) if release["unread"] else None
    return joined(tag("p", names(release["read"]) or "Nothing."), unread)


def _badges(entry: Entry) -> Markup:
    from openness.site.badge import KINDS

    images = [
        tag(
            "li",
            tag("img", src=f"../badges/{entry.slug}-{kind}.svg", alt=title),
            tag("code", f"badges/{entry.slug}-{kind}.svg"),
        )
        for kind, title in KINDS.items()
    ]
    return tag("ul", images, class_="badges")
