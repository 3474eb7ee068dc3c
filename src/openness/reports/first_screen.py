"""A release on one screen: its level, what you may do, every definition in a line, and what to do next.

It opens every report. A terminal wraps its sentences at its own width, and no sentence is cut: the end of one may turn its
meaning. In 80 columns one release takes at most 60 lines (docs/reference/command-line.md).
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openness.blocks import closing
from openness.blocks.document import (
    Block,
    Code,
    Heading,
    Item,
    Line,
    Listing,
    Paragraph,
    Quiet,
    Strong,
    Table,
    spans,
)
from openness.evaluation.classification import Classification
from openness.evaluation.gap import OF_OURS, GapSort
from openness.evaluation.judgement import Judgement
from openness.evaluation.licence_stated import licence_stated, with_names
from openness.evaluation.summary import (
    availability,
    called,
    hindrance,
    judged,
    legend,
    level_sentence,
    mark,
    result,
)
from openness.vocabulary import WEIGHTS
from openness.vocabulary.captions import Caption
from openness.vocabulary.sentences import counted
from openness.vocabulary.verdict import Verdict

if TYPE_CHECKING:
    from openness.evaluation.opening import Opening
    from openness.evaluation.uses.permission import Permission

_TITLE = 120  # letters of the names that a source gives a release
_DEFINITIONS = 15  # definitions in rows of their own: all that ship


def title(classification: Classification) -> str:
    """A release with its version, or where it was read from."""
    name = classification.release.name.value or classification.source
    return " ".join(part for part in (name, classification.release.version.value) if part)


def first_screen(classification: Classification, brief: bool = True) -> Iterator[Block]:
    """One release on one screen.

    Args:
        classification: the classification.
        brief: alone on a screen, where a long name and many definitions are cut; False leaves everything whole.

    >>> from openness import classify
    >>> for block in first_screen(classify("docs/examples/llama-3.1/README.md")):
    ...     print(type(block).__name__)
    Heading
    Paragraph
    Paragraph
    Heading
    Listing
    Heading
    Table
    Paragraph
    Paragraph
    Paragraph
    Paragraph
    Paragraph
    """
    producer = classification.release.producer.value
    names = f"{title(classification)}, by {producer}" if producer else title(classification)
    yield Heading(1, _cut(names) if brief else names)
    yield from level_and_licence(classification)
    if classification.permissions:
        yield Heading(2, Caption.WHAT_YOU_MAY_DO.label)
        yield Listing(tuple(_uses(classification)))
    judgements = list(judged(classification.judgements.values(), classification.release))
    shown = judgements[: _DEFINITIONS - 1] if brief and len(judgements) > _DEFINITIONS else judgements
    if shown:
        yield Heading(2, "Definitions")
        rest = len(judgements) - len(shown)
        others: tuple[tuple[Line, ...], ...] = (("", "and", f"{rest} more"),) if rest else ()
        yield Table(("", "definition", "result"), (*_rows(classification, shown), *others))
    if marks := legend(shown):
        yield Paragraph(marks, quiet=True)
    yield from _closing(classification)


def level_and_licence(classification: Classification) -> Iterator[Paragraph]:
    """The two sentences that answer first: the level, and the licence."""
    yield Paragraph(level_sentence(classification.judgements["spectrum"], brief=True))
    stated = licence_stated(classification.release, classification.findings)
    yield _captioned(Caption.LICENCE, with_names(stated, classification.resolved.licences))


def look_out(classification: Classification) -> Iterator[Paragraph]:
    """The files that were not read and the findings, in one line; nothing where there are none."""
    warnings = (*_not_read(classification), *dict.fromkeys(finding.code.label for finding in classification.findings))
    if warnings:
        yield _captioned(Caption.LOOK_OUT, ", ".join(warnings))


def more(classifications: Sequence[Classification], rest: str = "the evidence") -> Paragraph:
    """The line that names the way to the rest."""
    return Paragraph((Code("--full"), f" shows {rest}. {closing(classifications[0].data)}"), quiet=True)


def _captioned(caption: Caption, says: Line) -> Paragraph:
    return Paragraph((Strong(f"{caption.label}:"), " ", *spans(says)))


def _cut(names: str) -> str:
    """Names that a source gives, cut between two words."""
    return names if len(names) <= _TITLE else f"{names[: _TITLE - 1].rsplit(' ', 1)[0]}…"


def _uses(classification: Classification) -> Iterator[Item]:
    """The answers to the uses: those with one answer for one reason stand together."""
    from openness.evaluation.uses.permission import places_of  # a report under one definition answers no use

    alike: dict[tuple[str, tuple[str, ...]], list[Permission]] = {}
    for permission in classification.permissions:
        alike.setdefault((permission.brief, _ground(permission)), []).append(permission)
    for (brief, ground), permissions in alike.items():
        uses = " · ".join(permission.label for permission in permissions)
        reason = ", ".join(ground)
        verdict = permissions[0].verdict
        if verdict is Verdict.MET:
            reason = places_of((clause for permission in permissions for clause in permission.clauses), named=True)
        yield Item((f"{uses}: {brief}", Quiet(f" – {reason}" if reason else "")), verdict)


def _ground(permission: "Permission") -> tuple[str, ...]:
    """The licences of a yes; of a no or an unknown the first sentence of its reason."""
    if permission.verdict is Verdict.MET:
        return tuple(dict.fromkeys(clause.licence for clause in permission.clauses))
    return (permission.gist.split(". ")[0].removesuffix("."),)


def _rows(classification: Classification, judgements: Sequence[Judgement]) -> Iterator[tuple[Line, ...]]:
    """Each definition with its mark and its result; a reason that a row above says is not said again."""
    above = ""
    for judgement in judgements:
        reason = _why(judgement) if _differs(classification, judgement) else ""
        why = f": {reason}" if reason and reason != above else ""
        above = reason or above
        yield (mark(judgement), called(judgement.definition), f"{result(judgement)}{why}")


def _why(judgement: Judgement) -> str:
    """The first reason of a judgement; of what a person must review only that it must be."""
    gaps = judgement.deciding.gaps[:1] if judgement.deciding else ()
    return "a person must review it" if any(gap.sort is GapSort.NOT_REVIEWED for gap in gaps) else hindrance(judgement)


def _closing(classification: Classification) -> Iterator[Paragraph]:
    """The closing lines: its parts, what holds it back, its maker's best next step, what a user should know."""
    if parts := "; ".join(_parts(classification)):
        yield _captioned(Caption.PARTS, parts)
    spectrum = classification.judgements["spectrum"]
    if spectrum.standing.reached != spectrum.standing.rungs[-1] and (reason := hindrance(spectrum)):
        yield _captioned(Caption.HELD_BACK, reason)
    ours = [gap for gap in spectrum.deciding.gaps[:1] if gap.sort in OF_OURS] if spectrum.deciding else []
    if ours:  # the maker may have done long ago what would be advised
        yield _captioned(Caption.NEXT_STEP, ours[0].sort.fix)
    elif step := _next_step(classification):
        yield _captioned(Caption.IF_IT_IS_YOURS, step.says)
    warnings = tuple(look_out(classification))
    yield from warnings
    if classification.duties and not warnings:
        from openness.evaluation.obligations import owed_once

        first, *others = owed_once(classification.duties)
        more_of_them = f", and {len(others)} more" if others else ""
        yield _captioned(Caption.YOU_MUST, f"{first.asked.duty.label}: {first.asked.says}{more_of_them}")


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


def _next_step(classification: Classification) -> "Opening | None":
    """The change that raises most for the least effort; one that its maker can make goes before a review."""
    from openness.evaluation.change import Conclude

    by_facts = (
        opening
        for opening in classification.openings
        if not any(isinstance(change, Conclude) for change in opening.changes)
    )
    return next(by_facts, next(iter(classification.openings), None))


def _parts(classification: Classification) -> Iterator[str]:
    """The parts that are stated, the weights first and those of one availability together."""
    labels_of: dict[str, dict[str, None]] = {}
    for component in sorted(classification.release.components, key=lambda component: component.kind is not WEIGHTS):
        several = len({item.availability.value for item in component.spoken if item.availability.claims}) > 1
        for item in component.spoken:
            if offered := availability(item.availability):
                name = f" ({_cut(item.name)})" if item.name else " in part"
                labels_of.setdefault(offered, {})[f"{component.kind.label}{name if several else ''}"] = None
    yield from (f"{', '.join(labels)} ({offered})" for offered, labels in labels_of.items())
