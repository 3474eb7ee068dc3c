"""A release on one screen: its level, what you may do, every definition in a line, and what to do next.

It opens every report. In a terminal of 80 columns one release takes at most 40 lines (docs/reference/command-line.md): a line
that would be longer is cut, and `--full` has it whole.
"""

from collections.abc import Callable, Iterator, Sequence

from openness.blocks import closing
from openness.blocks.document import Block, Code, Heading, Item, Line, Listing, Paragraph, Quiet, Strong, Table
from openness.evaluation.change import Conclude
from openness.evaluation.classification import Classification
from openness.evaluation.gap import OF_OURS
from openness.evaluation.judgement import Judgement
from openness.evaluation.remediation import Opening
from openness.evaluation.summary import availability, hindrance, level_sentence, licence_name, result
from openness.evaluation.uses.permission import Permission
from openness.vocabulary import WEIGHTS
from openness.vocabulary.captions import Caption
from openness.vocabulary.sentences import counted, editions
from openness.vocabulary.verdict import Verdict

_LINE = 76  # letters that stand in one line of a terminal, beside the indent and the mark
_RESULT = 50  # letters of the result of a definition, beside its label
_DEFINITIONS = 15  # definitions in lines of their own: all that ship
Cut = Callable[[str, int], str]


def title(classification: Classification) -> str:
    """A release with its version, or where it was read from."""
    name = classification.release.name.value or classification.source
    return " ".join(part for part in (name, classification.release.version.value) if part)


def first_screen(classification: Classification, brief: bool = True) -> Iterator[Block]:
    """One release on one screen.

    Args:
        classification: the classification.
        brief: for a terminal, where each thing stands in one line; False leaves every sentence whole.

    >>> from openness import classify
    >>> for block in first_screen(classify("docs/examples/llama-3.1/README.md")):
    ...     print(type(block).__name__)
    Heading
    Paragraph
    Heading
    Listing
    Heading
    Table
    Paragraph
    Paragraph
    Paragraph
    Paragraph
    """
    producer = classification.release.producer.value
    cut = _cut if brief else _whole
    yield Heading(1, cut(f"{title(classification)}, by {producer}" if producer else title(classification)))
    yield Paragraph(level_sentence(classification.judgements["spectrum"], brief=True))
    if classification.permissions:
        yield Heading(2, Caption.WHAT_YOU_MAY_DO.label)
        yield Listing(tuple(_uses(classification, cut)))
    if rows := tuple(_definitions(classification, cut)):
        yield Heading(2, "Definitions")
        yield Table(("", "definition", "result"), rows)
    for caption, says in _closing(classification):
        yield Paragraph((Strong(f"{caption.label}:"), " ", cut(says, _LINE - len(caption.label) - 1)))


def more(classifications: Sequence[Classification]) -> Paragraph:
    """The line that names the way to the rest."""
    return Paragraph((Code("--full"), f" shows the evidence. {closing(classifications[0].data)}"), quiet=True)


def _cut(text: str, letters: int = _LINE) -> str:
    """A text that stands in one line, cut between two words."""
    return text if len(text) <= letters else f"{text[: letters - 1].rsplit(' ', 1)[0]}…"


def _whole(text: str, letters: int = _LINE) -> str:
    """A text as it is."""
    return text


def _uses(classification: Classification, cut: Cut) -> Iterator[Item]:
    """Each use with its answer and the reason, which is not said again where the line above says it, nor a licence's name."""
    shown, named = "", ""
    for permission in classification.permissions:
        answer = f"{permission.label}: {permission.verdict.answer}"
        because, of = _because(classification, permission)
        reason = f"{because} of {of}" if of and of != named else because
        repeated = not of and because == shown
        shown, named = because, of
        line = answer if repeated or not reason else (answer, Quiet(f" – {cut(reason, _LINE - len(answer) - 3)}"))
        yield Item(line, permission.verdict)


def _because(classification: Classification, permission: Permission) -> tuple[str, str]:
    """The first sentence of a reason; of a yes the clauses that allow it, and the licences they stand in."""
    if permission.verdict is not Verdict.MET:
        return permission.because.split(". ")[0].removesuffix("."), ""
    licences = editions(licence_name(by.licence, classification.resolved.licences) for by in permission.clauses)
    if len(licences) == 1:
        return permission.cited.removesuffix(f" of {licences[0]}"), licences[0]
    return permission.cited, ""


def _definitions(classification: Classification, cut: Cut) -> Iterator[tuple[Line, ...]]:
    judgements = [judgement for id, judgement in classification.judgements.items() if id != "spectrum"]
    shown = judgements if len(judgements) <= _DEFINITIONS else judgements[: _DEFINITIONS - 1]
    for judgement in shown:
        mark: Line = judgement.verdict if judgement.verdict is not None else "–"
        why = f": {hindrance(judgement)}" if _differs(classification, judgement) else ""
        yield (mark, judgement.definition.label, cut(f"{result(judgement)}{why}", _RESULT))
    if rest := len(judgements) - len(shown):
        yield ("", "and", f"{rest} more")


def _closing(classification: Classification) -> Iterator[tuple[Caption, str]]:
    """The closing lines: what is published, what holds it back, its maker's best next step, what a user should know."""
    if published := "; ".join(_published(classification)):
        yield Caption.PUBLISHED, published
    spectrum = classification.judgements["spectrum"]
    if spectrum.standing.reached != spectrum.standing.rungs[-1] and (reason := hindrance(spectrum)):
        yield Caption.HELD_BACK, reason
    ours = [gap for gap in spectrum.deciding.gaps[:1] if gap.sort in OF_OURS] if spectrum.deciding else []
    if ours:  # the maker may have done long ago what would be advised
        yield Caption.NEXT_STEP, ours[0].sort.fix
    elif step := _next_step(classification):
        yield Caption.IF_IT_IS_YOURS, step.says
    warnings = (*_not_read(classification), *dict.fromkeys(finding.code.label for finding in classification.findings))
    if warnings:
        yield Caption.LOOK_OUT, ", ".join(warnings)
    elif classification.duties:
        others = len(classification.duties) - 1
        yield Caption.YOU_MUST, f"{classification.duties[0].says}{f', and {others} more' if others else ''}"


def _not_read(classification: Classification) -> Iterator[str]:
    """The files that were not read, which may say anything: they come before the findings, in few words."""
    if names := [document.rpartition("/")[2] for document in classification.release.unread]:
        others = f" and {counted(len(names) - 1, 'more file')}" if len(names) > 1 else ""
        yield f"{names[0]}{others} not read"


def _differs(classification: Classification, judged: Judgement) -> bool:
    """True for a definition that bears the name of the level in its own, and does not confirm it."""
    spectrum = classification.judgements["spectrum"]
    reached = spectrum.standing.reached
    if reached is None or reached == spectrum.definition.floor or judged.verdict in (None, Verdict.MET):
        return False
    return spectrum.definition.grade(reached).name.partition(" + ")[0].lower() in judged.definition.name.lower()


def _next_step(classification: Classification) -> Opening | None:
    """The change that raises most for the least effort; one that its maker can make goes before a review."""
    by_facts = (
        opening
        for opening in classification.openings
        if not any(isinstance(change, Conclude) for change in opening.changes)
    )
    return next(by_facts, next(iter(classification.openings), None))


def _published(classification: Classification) -> Iterator[str]:
    """The parts that are stated, the weights first and those of one availability together."""
    labels_of: dict[str, dict[str, None]] = {}
    for component in sorted(classification.release.components, key=lambda component: component.kind is not WEIGHTS):
        for item in component.spoken:
            if offered := availability(item.availability):
                labels_of.setdefault(offered, {})[component.kind.label] = None
    yield from (f"{', '.join(labels)} ({offered})" for offered, labels in labels_of.items())
