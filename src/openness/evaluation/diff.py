"""The changes between two releases: facts, terms and verdicts, and which change moved which verdict."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from attrs import field, frozen

from openness._version import document
from openness.definition.definition import Criterion, questions
from openness.evaluation.classification import Classification
from openness.evaluation.judgement import Judgement
from openness.evaluation.summary import level_name, licence_name
from openness.licensing.licences import Licences
from openness.release.release import BaseModel
from openness.value import Value
from openness.vocabulary import Availability, Channel, Extent, Kind, Label, Term, circumstance_label
from openness.vocabulary.asking import Ending
from openness.vocabulary.verdict import Verdict


@frozen(eq=False, repr=False)
class Change(Value):
    """One fact, term or verdict that is not as it was.

    Args:
        about: what changed.
        before: how it was; None where nothing was said.
        after: how it is.
        why: for a verdict, the changed facts it rests on, in words.
        subject: of a fact, the component, the circumstance, or what any verdict may rest on (`_ANY`).
        label: what changed, as people call it; empty where that is what `about` says.
        words: how it was and how it is, as people read it.
    """

    about: str
    before: str | None
    after: str | None
    why: tuple[str, ...] = ()
    subject: str = ""
    label: str = field(default="", repr=False)
    words: tuple[str, str] = field(default=("", ""), repr=False)

    def __str__(self) -> str:
        before, after = self.words
        return f"{self.label or self.about}: {before} → {after}"

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
    facts = tuple(_facts(old, new))
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


_NOTHING = "not stated"
_TRUTH = {"true": "yes", "false": "no"}

#: A value as files hold it, and as people read it; None of both where nothing is stated.
_Pair = tuple[str | None, str | None]


def _changed(
    about: str, before: _Pair, after: _Pair, *, subject: str = "", label: str = "", why: Iterable[str] = ()
) -> Iterator[Change]:
    """The change of a thing, if it has changed; only then is the reason worked out."""
    if before[0] != after[0]:
        words = before[1] or _NOTHING, after[1] or _NOTHING
        yield Change(about, before[0], after[0], tuple(why), subject, label, words)


def _plain(value: str | None) -> _Pair:
    """A value that people read as it is."""
    return value, value


def _joined(values: Iterable[str], worded: Callable[[str], str] = str, by: str = " or ") -> _Pair:
    """Several values, each in its words too."""
    listed = tuple(values)
    return by.join(listed) or None, by.join(map(worded, listed)) or None


def _answered(verdict: Verdict) -> _Pair:
    """A verdict, and its answer: yes, no or unknown."""
    return verdict.value, verdict.answer


def _facts(old: Classification, new: Classification) -> Iterator[Change]:
    """The changes of what is claimed."""
    sides = (old.release, new.release)
    for word in ("name", "version", "producer"):
        yield from _changed(word, *(_plain(getattr(side, word).value) for side in sides))
    for kind in Kind:
        yield from _component(kind, old, new)
    bases = [
        {base.name: _base(base, side.resolved.licences) for base in side.release.base_models} for side in (old, new)
    ]
    for name in sorted({*bases[0], *bases[1]}):
        yield from _changed(
            f"base model {name}", *(base.get(name, (None, None)) for base in bases), subject="base model"
        )
    channels = (_joined(sorted({claim.value for claim in side.channels}), _channel, ", ") for side in sides)
    yield from _changed("channels", *channels, subject="channels")
    claims = (_joined(sorted({claim.value for claim in side.labels}), _label, ", ") for side in sides)
    yield from _changed("claims", *claims, subject="claims")
    for word in sorted({word for side in sides for word, _ in side.circumstances}):
        values = [side.circumstance(word).value for side in sides]
        stated = ((value, _TRUTH.get(value or "", value)) for value in values)
        yield from _changed(word, *stated, subject=word, label=circumstance_label(word))
    if any(side.details for side in sides):
        from openness.vocabulary.details import ModelDetail  # most releases state none

        for word in sorted({word for side in sides for word, _ in side.details}):
            joint = ", " if ModelDetail(word).several else " or "
            stated = (_joined(side.detail(word).settled.values, by=joint) for side in sides)
            yield from _changed(word, *stated, subject=word, label=ModelDetail(word).label)
    concluded = [_concluded(side) for side in (old, new)]
    for about in sorted({*concluded[0], *concluded[1]}):
        yield from _changed(
            f"concluded {about}", *(side.get(about, (None, None)) for side in concluded), subject="concluded"
        )


def _channel(value: str) -> str:
    return Channel(value).label


def _label(value: str) -> str:
    return Label(value).label


def _base(base: BaseModel, licences: Licences) -> _Pair:
    """The relation to a base model, and its licence."""
    licence = base.licence.value or "licence not known"
    return f"{base.relation.value}, {licence}", f"{base.relation.label}, {licence_name(licence, licences)}"


def _concluded(side: Classification) -> dict[str, _Pair]:
    """The conclusions of people: each under the criterion or the part that it is about."""
    pairs: dict[str, _Pair] = {}
    for conclusion in side.release.conclusions:
        is_verdict = conclusion.value in {verdict.value for verdict in Verdict}
        value = conclusion.value
        words = Verdict(value).answer if is_verdict else licence_name(value, side.resolved.licences)
        pairs[conclusion.about] = (f"{value} ({conclusion.by})", f"{words} ({conclusion.by})")
    return pairs


def _component(kind: Kind, old: Classification, new: Classification) -> Iterator[Change]:
    """The changes of a component: item by item where its items are named."""
    before, after = ({item.name: item for item in side.release.component(kind).items} for side in (old, new))
    worded: dict[str, tuple[Callable[[str], str], Callable[[str], str]]] = {
        "availability": (_availability, _availability),
        "licence": (_licence_in(old), _licence_in(new)),
        "extent": (_extent, _extent),
    }
    for name in sorted({*before, *after}):
        what, label = (f"{word} ({name})" if name else word for word in (kind.value, kind.label))
        sides = [side.get(name) for side in (before, after)]
        if name and (sides[0] is None) != (sides[1] is None):
            named = (_plain("named" if side else None) for side in sides)
            yield from _changed(what, *named, subject=kind.value, label=label)
        for word, words in worded.items():
            stated = (
                _joined(getattr(side, word).settled.values if side else (), in_words)
                for side, in_words in zip(sides, words, strict=True)
            )
            yield from _changed(f"{what} {word}", *stated, subject=kind.value, label=f"{label}: {word}")


def _availability(value: str) -> str:
    return Availability(value).label


def _extent(value: str) -> str:
    return Extent(value).label


def _licence_in(side: Classification) -> Callable[[str], str]:
    return lambda value: licence_name(value, side.resolved.licences)


def _terms(old: Classification, new: Classification) -> Iterator[Change]:
    """The terms that answer otherwise, for each part whose licence changed."""
    for kind in Kind:
        before, after = old.release.component(kind), new.release.component(kind)
        if not before.items and not after.items:
            continue
        for term in Term:
            sides = (_answered(verdict) for side in (old, new) for verdict in side.terms(kind, (term,)))
            yield from _changed(f"{kind.value} {term.value}", *sides, label=f"{kind.label}: {term.label}")


def _verdicts(old: Classification, new: Classification, facts: Sequence[Change]) -> Iterator[Change]:
    """The levels, scores and criteria that are not as they were, each with the changed facts it rests on."""
    for id in (id for id in new.judgements if id in old.judgements):
        before, after = old.judgements[id], new.judgements[id]
        name = after.definition.label or after.definition.name
        asked = {word for _, criterion in after.definition.criteria for word in _asked(criterion)}
        for word, label in (("reached", "level"), ("reachable", "best possible level")):
            sides = (_level(side, getattr(side.standing, word)) for side in (before, after))
            yield from _changed(f"{id} {word}", *sides, label=f"{name}: {label}", why=_why(facts, asked))
        for word in ("low", "high") if after.definition.ending is Ending.POINTS else ():
            scores = (_plain(str(score[word]) if (score := side.score) else "no score") for side in (before, after))
            yield from _changed(f"{id} {word}", *scores, label=f"{name}: {word}est score", why=_why(facts, asked))
        for kind in before.components or {} if after.components else {}:
            sides = (_answered((side.components or {})[kind]) for side in (before, after))
            about, label = f"{id} {kind}", f"{name}: {Kind(kind).label}"
            yield from _changed(about, *sides, label=label, why=_why(facts, (kind,)))
        for one, other in zip(before.criteria, after.criteria, strict=False):
            about, label = f"{id}/{other.criterion.id}", f"{name}: {other.criterion.says}"
            missing = other.missing if other.verdict is not Verdict.MET else ()
            why = chain(_why(facts, _asked(other.criterion)), missing)
            yield from _changed(about, _answered(one.verdict), _answered(other.verdict), label=label, why=why)


def _level(judgement: Judgement, rung: str | None) -> _Pair:
    """A level, and its name."""
    return rung or "no rung", level_name(judgement.definition, rung)


def _asked(criterion: Criterion) -> set[str]:
    """The components and circumstances a criterion asks about."""
    asked = questions(criterion.requirement)
    return {question.component.value if question.component else question.word for question in asked}


def _why(facts: Iterable[Change], asked: Iterable[str]) -> Iterator[str]:
    """The changed facts about what is asked, and about what any verdict may rest on."""
    subjects = _ANY.union(asked)
    return (str(change) for change in facts if change.subject in subjects)
