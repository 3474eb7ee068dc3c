"""The page of one release: its level, what one may do, what is published, and behind folds every claim with its source."""

from collections import Counter
from datetime import date

from openness.blocks import html
from openness.blocks.document import Code, Line, Strong, plain
from openness.blocks.markup import NOTHING, Child, Markup, between, joined, tag
from openness.evaluation.classification import Classification
from openness.evaluation.judgement import Judgement
from openness.evaluation.licence_stated import licence_stated
from openness.evaluation.obligations import owed_once
from openness.evaluation.summary import hindrance, level_sentence
from openness.reports.versions import Versions
from openness.site.claims import claims_of
from openness.site.entry import SENTENCE, Entry, clipped
from openness.site.evidence import Claims, evidence
from openness.site.frame import PAGES, fold, page, section
from openness.site.lineage import lineage
from openness.site.marks import (
    licence,
    permission,
    remark,
    shortened,
)
from openness.site.release_parts import all_parts, parts_in_short, published, ways
from openness.site.release_verdicts import definitions, in_short, ladder, level_in_short, openings, summary, under
from openness.site.upshot import Json, Known, consequences, duties, findings
from openness.site.uses import TILES, asking
from openness.vocabulary import Label
from openness.vocabulary.captions import Caption
from openness.vocabulary.sentences import capital, counted
from openness.vocabulary.verdict import Verdict

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
    claims, owed = Claims(result["source"]), owed_once(classification.duties)
    parts = all_parts(result["release"], known, claims)  # first, so that its claims have the lowest numbers
    if whole:
        by_definition = joined(summary(entry, classification), definitions(entry, classification, result, claims))
        at_length = joined(
            fold("What would move it up", *openings(classification), id="openings"),
            fold("What you can do", _follows_short(result), consequences(result["consequences"]), id="follows"),
        )
        levels = ladder(entry, classification, result, claims)
    else:
        by_definition, at_length, levels = in_short(entry, classification), NOTHING, None
    body = joined(
        _head(entry, classification, result, known),
        _steps(entry, classification),
        tag("p", _sentences(entry, classification), class_="say"),
        _tiles(entry),
        _notes(entry),
        section("What is published", published(result["release"], entry, known), id="published"),
        fold("What you must do", *_tallied(duties(owed, known), len(owed), "duty"), id="duties", printed=True),
        fold("Why this level", level_in_short(entry, classification), levels, id="d-spectrum", printed=True),
        fold(*under(entry, classification), by_definition, id="definitions"),
        at_length,
        fold("What it was made from", _origins(result), lineage(entry, result, known, drawn=whole), id="lineage"),
        fold("What others say", *_claims_of_others(entry), id="said"),
        fold(
            "To look at",
            *_tallied(findings(result["findings"], claims.file), len(result["findings"]), "finding"),
            id="findings",
            printed=True,
        ),
        fold("All parts", parts_in_short(entry), parts if whole else None, id="parts"),
        fold(
            "All evidence",
            counted(len(claims.numbered), "claim") + " with sources",
            evidence(claims, known),
            id="evidence",
            printed=True,
        ),
        fold(
            "Files read", counted(len(result["release"]["read"]), "file"), _read(result["release"], claims), id="read"
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
        above=tag("p", tag("a", PAGES["index.html"], href="../index.html"), f" › {entry.called}", class_="crumb"),
    )


_SHORT = 60  # characters of a reason that may stand in several tiles


# The head


def _head(entry: Entry, classification: Classification, result: Json, known: Known) -> Markup:
    release = result["release"]
    released = entry.system.released.value if entry.system else None
    version = "" if entry.called == entry.name else clipped(release["version"] or "", 120)  # the heading has it
    plain_facts = [entry.producer, _day(released or ""), version]
    facts: list[Child] = [
        *(fact for fact in plain_facts if fact),
        _licence_link(classification, known),
        *ways(release, entry.main),
    ]
    further = [
        tag("a", "Compare it with others", href=f"../compare.html#{entry.slug}"),
        tag("a", "JSON", href=f"{entry.slug}.json"),
    ]
    on_screen = tag("span", " · " if facts else None, between(" · ", further), class_="more")  # paper leads nowhere
    return tag("p", between(" · ", facts), on_screen, class_="sub")


def _day(text: str) -> str:
    """A day as people write it; what is not a whole day stays as it is.

    >>> _day("2024-07-23"), _day("2024-07")
    ('23 July 2024', '2024-07')
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%B %Y}"


def _licence_link(classification: Classification, known: Known) -> Markup:
    """The licence with all that leaves a doubt of it, each that has a record linked."""
    pieces = licence_stated(classification.release, classification.findings)
    linked = (licence(piece.text, known, "../") if isinstance(piece, Code) else piece for piece in pieces)
    return joined(f"{Caption.LICENCE.label}: ", linked)


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
            class_, note = "on", "it is more open"
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
    return (f"{verb} ", Strong(name), f": {clipped(hindrance(spectrum), SENTENCE)}.")


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
    return f"{maker} calls it {words}; {meets}." if words else f"{capital(meets)}."


def _tiles(entry: Entry) -> Markup:
    """The uses that people ask about first, each with its answer and the reason; those of such a release alone."""
    tiles = []
    versions = Versions(by.title for answer in entry.uses.values() for by in answer.clauses)
    first: dict[tuple[Verdict, str], tuple[str, str]] = {}  # the tile where a reason stands, and its heading
    for use, answer in ((use, entry.uses[use]) for use in TILES if use in entry.uses):
        because = versions.short(answer.because)
        reason: Child = clipped(because, SENTENCE)
        at, name = first.setdefault((answer.verdict, because), (use, asking(answer)))
        if at != use and len(because) > _SHORT:
            reason = ("The same as for “", tag("a", name, href=f"#may-{at}"), "”.")
        tiles.append(
            tag(
                "li",
                tag("h3", asking(answer)),
                tag("p", permission(answer), class_="answer"),
                tag("p", reason, class_="quiet"),
                id=f"may-{use}",
            )
        )
    notes = [tag("p", sentence, class_="quiet") for sentence in versions.sentences()]
    return section("May you …", notes, tag("ul", tiles, class_="tiles"), id="may") if tiles else NOTHING


def _notes(entry: Entry) -> Markup:
    return tag("p", remark(entry.system.note), class_="note") if entry.system and entry.system.note else NOTHING


# The folds, each with its result


def _tallied(content: Child, many: int, word: str) -> tuple[str, Child]:
    plural = {"duty": "duties"}.get(word, f"{word}s")
    return (f"{many} {word if many == 1 else plural}" if many else "none known", content)


def _follows_short(result: Json) -> str:
    counts = Counter(statement["verdict"] for row in result["consequences"].values() for statement in row)
    return f"{counts['met']} yes, {counts['unmet']} no, {counts['unknown']} unknown"


def _origins(result: Json) -> str:
    bases = len(result["release"]["base-models"])
    return counted(bases, "base model") if bases else "its data"


def _claims_of_others(entry: Entry) -> tuple[str, Child]:
    if not entry.system or not entry.system.said:
        return "", None
    wrong = sum(claim.verdict != "right" for claim in entry.system.said)
    return f"{counted(len(entry.system.said), 'claim')} checked, {wrong} not right", claims_of(entry.system)


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
