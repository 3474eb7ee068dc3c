"""The changes between two releases: facts, terms and verdicts, and which change moved which verdict."""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve, field, frozen

from openness._version import document
from openness.definition.definition import Criterion, questions
from openness.evaluation.classification import Classification
from openness.release.component import Component
from openness.release.release import Release
from openness.value import Value
from openness.vocabulary import Kind, Term, circumstance_label
from openness.vocabulary.asking import Ending
from openness.vocabulary.verdict import Verdict


@frozen(eq=False, repr=False)
class Change(Value):
    """One fact, term or verdict that is not as it was.

    Args:
        about: what changed.
        before: how it was; None where nothing was said.
        after: how it is.
        why: for a verdict, the changed facts it rests on.
        subject: of a fact, the component, the circumstance, or what any verdict may rest on (`_ANY`).
        label: what changed, as people call it; empty where that is what `about` says.
    """

    about: str
    before: str | None
    after: str | None
    why: tuple[str, ...] = ()
    subject: str = ""
    label: str = field(default="", repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The change as the JSON of `openness diff`."""
        return {"about": self.about, "before": self.before, "after": self.after, "why": list(self.why)}


@frozen(eq=False, repr=False)
class Comparison(Value):
    """The changes from one classification to another.

    Args:
        old, new: where the two were read from.
        facts: what is claimed.
        terms: what the licences answer, part by part.
        verdicts: rungs, grades and criteria.
        data: the version of the data both were judged by.
    """

    old: str
    new: str
    facts: tuple[Change, ...]
    terms: tuple[Change, ...]
    verdicts: tuple[Change, ...]
    data: str

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
    facts = tuple(_facts(old.release, new.release))
    return Comparison(
        old.source,
        new.source,
        facts,
        tuple(_terms(old, new)),
        tuple(_verdicts(old, new, facts)),
        new.data,
    )


#: The subjects of changes on which any verdict may rest.
_ANY = frozenset(("base model", "channels", "concluded"))


def _changed(
    about: str, before: str | None, after: str | None, *, subject: str = "", label: str = ""
) -> Iterator[Change]:
    if before != after:
        yield Change(about, before, after, subject=subject, label=label)


def _facts(old: Release, new: Release) -> Iterator[Change]:
    for word in ("name", "version", "producer"):
        yield from _changed(word, getattr(old, word).value, getattr(new, word).value)
    for before, after in zip(old, new, strict=True):
        yield from _component(before, after)
    bases = [{base.name: base for base in release.base_models} for release in (old, new)]
    for name in sorted({*bases[0], *bases[1]}):
        pair = [base.get(name) for base in bases]
        stated = [
            f"{base.relation.value}, {base.licence.value or 'licence not known'}" if base else None for base in pair
        ]
        yield from _changed(f"base model {name}", *stated, subject="base model")
    for what, sides in (("channels", (old.channels, new.channels)), ("claims", (old.labels, new.labels))):
        words = [", ".join(sorted({claim.value for claim in side})) or None for side in sides]
        yield from _changed(what, *words, subject=what)
    for word in sorted({word for release in (old, new) for word, _ in release.circumstances}):
        values = [release.circumstance(word).value for release in (old, new)]
        yield from _changed(word, *values, subject=word, label=circumstance_label(word))
    if old.details or new.details:
        from openness.vocabulary.details import ModelDetail  # most releases state none

        for word in sorted({word for release in (old, new) for word, _ in release.details}):
            joint = ", " if ModelDetail(word).several else " or "
            stated = [joint.join(release.detail(word).settled.values) or None for release in (old, new)]
            yield from _changed(word, *stated, subject=word, label=ModelDetail(word).label)
    concluded = [
        {conclusion.about: f"{conclusion.value} ({conclusion.by})" for conclusion in release.conclusions}
        for release in (old, new)
    ]
    for about in sorted({*concluded[0], *concluded[1]}):
        yield from _changed(f"concluded {about}", concluded[0].get(about), concluded[1].get(about), subject="concluded")


def _component(old: Component, new: Component) -> Iterator[Change]:
    """The changes of a component: item by item where its items are named."""
    before, after = ({item.name: item for item in component.items} for component in (old, new))
    for name in sorted({*before, *after}):
        what, label = (f"{kind} ({name})" if name else kind for kind in (old.kind.value, old.kind.label))
        sides = [side.get(name) for side in (before, after)]
        if name and (sides[0] is None) != (sides[1] is None):
            yield from _changed(
                what, *("named" if side else None for side in sides), subject=old.kind.value, label=label
            )
        for word in ("availability", "licence", "extent"):
            values = [_said(getattr(side, word)) if side else None for side in sides]
            yield from _changed(f"{what} {word}", *values, subject=old.kind.value, label=f"{label}: {word}")


def _said(fact: Any) -> str | None:
    return " or ".join(fact.settled.values) or None


def _terms(old: Classification, new: Classification) -> Iterator[Change]:
    """The terms that answer otherwise, for each part whose licence changed."""
    for kind in Kind:
        before, after = old.release.component(kind), new.release.component(kind)
        if not before.items and not after.items:
            continue
        for term in Term:
            sides = [verdict.value for side in (old, new) for verdict in side.terms(kind, (term,))]
            about, label = f"{kind.value} {term.value}", f"{kind.label}: {term.label}"
            yield from _changed(about, *sides, label=label)


def _verdicts(old: Classification, new: Classification, facts: Iterable[Change]) -> Iterator[Change]:
    facts = tuple(facts)
    for id in (id for id in new.judgements if id in old.judgements):
        before, after = old.judgements[id], new.judgements[id]
        name = after.definition.label or after.definition.name
        asked = {word for _, criterion in after.definition.criteria for word in _asked(criterion)}
        for word, label in (("reached", "level"), ("reachable", "best possible level")):
            sides = [getattr(side.standing, word) or "no rung" for side in (before, after)]
            for change in _changed(f"{id} {word}", *sides, label=f"{name}: {label}"):
                yield evolve(change, why=_why(facts, asked))
        for word in ("low", "high") if after.definition.ending is Ending.POINTS else ():
            scores = [str(score[word]) if (score := side.score) else "no score" for side in (before, after)]
            for change in _changed(f"{id} {word}", *scores, label=f"{name}: {word}est score"):
                yield evolve(change, why=_why(facts, asked))
        for kind in before.components or {} if after.components else {}:
            sides = [(side.components or {})[kind].value for side in (before, after)]
            for change in _changed(f"{id} {kind}", *sides, label=f"{name}: {Kind(kind).label}"):
                yield evolve(change, why=_why(facts, (kind,)))
        for one, other in zip(before.criteria, after.criteria, strict=False):
            about, label = f"{id}/{other.criterion.id}", f"{name}: {other.criterion.says}"
            for change in _changed(about, one.verdict.value, other.verdict.value, label=label):
                missing = other.missing if other.verdict is not Verdict.MET else ()
                yield evolve(change, why=(*_why(facts, _asked(other.criterion)), *missing))


def _asked(criterion: Criterion) -> set[str]:
    """The components and circumstances a criterion asks about."""
    asked = questions(criterion.requirement)
    return {question.component.value if question.component else question.word for question in asked}


def _why(facts: Iterable[Change], asked: Iterable[str]) -> tuple[str, ...]:
    """The changed facts about what is asked, and about what any verdict may rest on."""
    subjects = _ANY.union(asked)
    return tuple(
        f"{change.label or change.about}: {change.before or 'not stated'} → {change.after or 'not stated'}"
        for change in facts
        if change.subject in subjects
    )
