"""The verdicts on the page of a release: its level, every definition with its criteria, and what would move it up."""

from collections import Counter

from openness.blocks.markup import Child, Markup, between, joined, tag
from openness.evaluation.classification import Classification
from openness.evaluation.summary import called, level_name
from openness.site.definitions import definition_file
from openness.site.entry import SENTENCE, Entry, clipped, slug_of
from openness.site.evidence import Claims
from openness.site.frame import table
from openness.site.marks import (
    legend,
    shortened,
    verdict,
    why,
    worded,
)
from openness.site.upshot import Json
from openness.vocabulary.marks import Mark
from openness.vocabulary.sentences import counted

_GAPS = 2  # reasons shown for one criterion
_OPENINGS = 5  # openings shown
_VERDICTS = (("met", "meets"), ("unmet", "fails"), ("unknown", "unknown"), (None, "no verdict"))


def under(entry: Entry, classification: Classification) -> tuple[str, str]:
    """The title and the result of the fold of definitions: how many it meets, the spectrum aside."""
    answers = {id: answer for id, answer in entry.judged.items() if id != "spectrum"}
    counts = Counter(answer.verdict for answer in answers.values())
    result = ", ".join(f"{word} {counts[key]}" for key, word in _VERDICTS if counts[key])
    if set(counts) == {None}:  # each has an answer for each part
        names = {id: called(classification.judgements[id].definition) for id in answers}
        result = "; ".join(f"{names[id]}, {answer.word}" for id, answer in answers.items())
    return f"Under {counted(len(answers), 'published definition')}", result


def level_in_short(entry: Entry, classification: Classification) -> str:
    """Its level as a number on the scale."""
    rungs = classification.judgements["spectrum"].definition.rungs
    if entry.reached is None:
        return "no ruling"
    return "unknown" if entry.unknown else f"level {rungs.index(entry.reached) + 1} of {len(rungs)}"


def ladder(entry: Entry, classification: Classification, result: Json, claims: Claims) -> Child:
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
    evidence = [(claim["component"] or claim["about"], claim["about"], claim) for claim in criterion["evidence"]]
    gaps = [shortened(gap) for gap in criterion["missing"]]
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


def summary(entry: Entry, classification: Classification) -> Markup:
    """Every definition in one table: its verdict, and what holds the release back."""
    rows = []
    for id, answer in entry.judged.items():
        name = called(classification.judgements[id].definition, whole=True)
        rows.append(
            tag(
                "tr",
                tag("th", tag("a", name, href=f"../{definition_file(id)}"), scope="row", id=f"s-{slug_of(id)}"),
                tag("td", worded(answer)),
                tag("td", why(answer)),
            )
        )
    heads = [tag("th", text, scope="col") for text in ("Definition", "Verdict", "What holds it back")]
    below = (Mark.BELOW,) if any(answer.mark is Mark.BELOW for answer in entry.judged.values()) else ()
    return joined(table("Every definition", heads, rows), _legend(entry, classification, below))


def _legend(entry: Entry, classification: Classification, marks: tuple[Mark, ...] = ()) -> Markup:
    return legend((classification.judgements[id].definition for id in entry.judged), marks)


def in_short(entry: Entry, classification: Classification) -> Markup:
    """The definitions by verdict, without reasons."""
    lines = []
    for key, word in _VERDICTS:
        ids = [id for id, answer in entry.judged.items() if answer.verdict == key]
        names = ", ".join(called(classification.judgements[id].definition) for id in ids)
        lines.append(tag("p", f"{word.capitalize()}: {names}.") if names else None)
    more = tag("p", "With reasons and evidence: ", tag("code", "openness classify … --full"), class_="quiet")
    return joined(lines, _legend(entry, classification), more)


def definitions(entry: Entry, classification: Classification, result: Json, claims: Claims) -> Markup:
    """The criteria of every definition but the spectrum, whose rungs have a fold of their own."""
    blocks: list[Child] = []
    for id, judged in result["definitions"].items():
        if id != "spectrum" and id in entry.judged:
            definition = classification.judgements[id].definition
            name = called(definition, whole=True)
            blocks.append(tag("h3", tag("a", name, href=f"../{definition_file(id)}"), id=f"d-{slug_of(id)}"))
            blocks.append(tag("p", definition.beside) if definition.beside else None)
            criteria = [_criterion(criterion, claims) for criterion in judged["criteria"]]
            blocks.append(tag("ul", criteria, class_="criteria") if criteria else tag("p", entry.answers[id].word))
    return joined(blocks)


def openings(classification: Classification) -> tuple[str, Child]:
    """The smallest changes that would raise a verdict, those that reach most for the least effort first."""
    rows = []
    for opening in classification.openings[:_OPENINGS]:
        reached = between("; ", (_reached(classification, *pair) for pair in dict(opening.reaches).items()))
        because = "; ".join(dict.fromkeys(change.because for change in opening.changes))
        rows.append(
            tag(
                "tr",
                tag("td", clipped(opening.says, SENTENCE)),
                tag("td", reached),
                tag("td", clipped(because, SENTENCE)),
            )
        )
    if not rows:
        return "", None
    heads = [tag("th", text, scope="col") for text in ("Change", "Reaches", "Why")]
    return clipped(classification.openings[0].says, 90), table("The smallest changes", heads, rows)


def _reached(classification: Classification, id: str, rung: str) -> Markup:
    definition = classification.judgements[id].definition
    return joined(definition.label, ": ", tag("b", level_name(definition, rung)))
