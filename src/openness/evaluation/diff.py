"""The changes between two releases: facts, terms and verdicts, and which change moved which verdict."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from attrs import frozen

from openness._version import document
from openness.definition.definition import Definition
from openness.evaluation.cause import Causes
from openness.evaluation.classification import Classification
from openness.evaluation.differences import Change, Pair, change_of, differences, plain
from openness.evaluation.judgement import Judgement
from openness.evaluation.summary import called, level_name
from openness.value import Shown, Value
from openness.vocabulary import Kind, Term
from openness.vocabulary.asking import Ending
from openness.vocabulary.verdict import Verdict


@frozen(eq=False, repr=False)
class Comparison(Value):
    """The changes from one classification to another.

    Args:
        old, new: where the two were read from.
        facts: what is claimed.
        terms: what the licences answer, part by part.
        verdicts: rungs, grades and criteria.
        data: the version of the data both were judged by.
        unread: the files that were found with either and not read.
        second_hand: true where a changed verdict is one under a text that is known second-hand.
    """

    old: str
    new: str
    facts: tuple[Change, ...]
    terms: tuple[Change, ...]
    verdicts: tuple[Change, ...]
    data: str
    unread: tuple[str, ...] = ()
    second_hand: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The comparison as the JSON of `openness diff`."""
        parts = ("facts", "terms", "verdicts")
        changes = {part: [change.to_dict() for change in getattr(self, part)] for part in parts}
        return document(self.data, {"old": self.old, "new": self.new, **changes})


def compare(old: Classification, new: Classification) -> Comparison:
    """The changes from one release to another, under the definitions both were judged by.

    Args:
        old: as it was.
        new: as it is.
    """
    differ = tuple(differences(old, new))
    verdicts = tuple(_verdicts(old, new, Causes(old, new, differ)))
    return Comparison(
        old.source,
        new.source,
        tuple(difference.change for difference in differ),
        tuple(_terms(old, new)),
        tuple(change for _, change in verdicts),
        new.data,
        (*old.release.unread, *new.release.unread),
        any(definition.second_hand for definition, _ in verdicts),
    )


def _terms(old: Classification, new: Classification) -> Iterator[Change]:
    """The terms that answer otherwise, for each part whose licence changed."""
    for kind in Kind:
        before, after = old.release.component(kind), new.release.component(kind)
        if not before.items and not after.items:
            continue
        for term in Term:
            sides = (_answered(verdict)[0] for side in (old, new) for verdict in side.terms(kind, (term,)))
            if change := change_of(f"{kind.value} {term.value}", sides, f"{kind.label}: {term.label}"):
                yield change


#: A result in one respect: as files hold it and as people read it, and as a height.
_Place = tuple[Pair, float]


@frozen(eq=False, repr=False)
class _Respect(Shown):
    """One thing that a judgement under a definition comes to: a level, a score, the answer for a component or a criterion.

    Args:
        about: its name.
        label: its name, as people call it.
        place: what it is; None where the judgement does not come to it.
        missing: what keeps it from being met, in words.
    """

    about: str
    label: str
    place: Callable[[Judgement], _Place | None]
    missing: Callable[[Judgement], tuple[str, ...]] = lambda judgement: ()

    def height(self, judgement: Judgement) -> float:
        """The height at which a judgement places a release: the higher, the more open."""
        place = self.place(judgement)
        return _NOWHERE if place is None else place[1]


_NOWHERE = -1
_HEIGHTS = {Verdict.UNMET: 0, Verdict.UNKNOWN: 1, Verdict.MET: 2}


def _verdicts(old: Classification, new: Classification, causes: Causes) -> Iterator[tuple[Definition, Change]]:
    """The levels, scores and criteria that are not as they were, each with its text and the changed facts that moved it."""
    for id in (id for id in new.judgements if id in old.judgements):
        before, after = old.judgements[id], new.judgements[id]
        for respect in _respects(after.definition):
            places = [place for place in map(respect.place, (before, after)) if place is not None]
            if len(places) == 2:
                pairs = (pair for pair, _ in places)
                if change := change_of(respect.about, pairs, respect.label, _why(respect, after, causes)):
                    yield after.definition, change


def _why(respect: _Respect, after: Judgement, causes: Causes) -> Iterator[str]:
    """The changed facts that moved a verdict, and what it lacks now."""
    yield from map(str, causes.of(after.definition.id, respect.height))
    yield from respect.missing(after)


def _respects(definition: Definition) -> Iterator[_Respect]:
    """All that a judgement under a definition comes to."""
    id, name = definition.id, called(definition, whole=not definition.label)
    for word, label in (("reached", "level"), ("reachable", "best possible level")):
        yield _Respect(f"{id} {word}", f"{name}: {label}", partial(_level, word))
    for word in ("low", "high") if definition.ending is Ending.POINTS else ():
        yield _Respect(f"{id} {word}", f"{name}: {word}est score", partial(_score, word))
    for grade in definition.grades if definition.ending is Ending.COMPONENTS else ():
        yield _Respect(f"{id} {grade.id}", f"{name}: {Kind(grade.id).label}", partial(_of_component, grade.id))
    for at, (_, criterion) in enumerate(definition.criteria):
        about, label = f"{id}/{criterion.id}", f"{name}: {criterion.says}"
        yield _Respect(about, label, partial(_of_criterion, at), partial(_missing, at))


def _level(word: str, judgement: Judgement) -> _Place:
    """A level, and its name."""
    rung = getattr(judgement.standing, word)
    pair = rung or "no rung", level_name(judgement.definition, rung)
    return pair, judgement.standing.rungs.index(rung) if rung else _NOWHERE


def _score(word: str, judgement: Judgement) -> _Place:
    score = judgement.score
    return (plain(str(score[word])), score[word]) if score else (plain("no score"), _NOWHERE)


def _of_component(id: str, judgement: Judgement) -> _Place | None:
    return _answered(judgement.components[id]) if judgement.components else None


def _of_criterion(at: int, judgement: Judgement) -> _Place | None:
    return _answered(judgement.criteria[at].verdict) if judgement.criteria else None


def _missing(at: int, judgement: Judgement) -> tuple[str, ...]:
    judged = judgement.criteria[at]
    return judged.missing if judged.verdict is not Verdict.MET else ()


def _answered(verdict: Verdict) -> _Place:
    """A verdict, its answer (yes, no or unknown), and its height."""
    return (verdict.value, verdict.answer), _HEIGHTS[verdict]
