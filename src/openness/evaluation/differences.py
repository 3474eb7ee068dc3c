"""The facts that differ between two releases, each with a way to take it from the one into the other."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from operator import attrgetter, itemgetter
from typing import Any

from attrs import evolve, field, frozen

from openness.evaluation.classification import Classification
from openness.evaluation.summary import licence_name
from openness.licensing.licences import Licences
from openness.release.component import Component, Item
from openness.release.release import BaseModel, Release
from openness.value import Value
from openness.vocabulary import Availability, Channel, Extent, Kind, Label, circumstance_label
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Word


@frozen(eq=False, repr=False)
class Change(Value):
    """One fact, term or verdict that is not as it was.

    Args:
        about: what changed.
        before: how it was; None where nothing was said.
        after: how it is.
        why: for a verdict, the changed facts that moved it and what it still lacks, in words.
        label: what changed, as people call it; empty where that is what `about` says.
        words: how it was and how it is, as people read it.
    """

    about: str
    before: str | None
    after: str | None
    why: tuple[str, ...] = ()
    label: str = field(default="", repr=False)
    words: tuple[str, str] = field(default=("", ""), repr=False)

    def __str__(self) -> str:
        before, after = self.words
        return f"{self.label or self.about}: {before} → {after}"

    def to_dict(self) -> dict[str, Any]:
        """The change as the JSON of `openness diff`."""
        return {"about": self.about, "before": self.before, "after": self.after, "why": list(self.why)}


#: A value as files hold it, and as people read it; None of both where nothing is stated.
Pair = tuple[str | None, str | None]

NOTHING = "not stated"
_SILENT: Pair = (None, None)
_TRUTH = {"true": "yes", "false": "no"}
_VERDICTS = frozenset(verdict.value for verdict in Verdict)

#: The name of an entry, by the list of a release that it stands in.
_NAME_OF: Mapping[str, Callable[[Any], str]] = {
    "base_models": attrgetter("name"),
    "circumstances": itemgetter(0),
    "details": itemgetter(0),
    "conclusions": attrgetter("about"),
}


class Take(Value, ABC):
    """A kind of facts, which it brings from one release into another: two of one kind are equal."""

    __slots__ = ()

    @abstractmethod
    def __call__(self, release: Release, other: Release, names: Collection[str]) -> Release:
        """The release with the facts of these names as the other has them, in time that grows as the releases do."""


@frozen(eq=False, repr=False)
class _Field(Take):
    """A field of a release."""

    word: str

    def __call__(self, release: Release, other: Release, names: Collection[str]) -> Release:
        return _with(release, self.word, getattr(other, self.word))


@frozen(eq=False, repr=False)
class _Entries(Take):
    """The entries of one list of a release, each under its name."""

    word: str

    def __call__(self, release: Release, other: Release, names: Collection[str]) -> Release:
        name_of = _NAME_OF[self.word]
        own = (entry for entry in getattr(release, self.word) if name_of(entry) not in names)
        taken = (entry for entry in getattr(other, self.word) if name_of(entry) in names)
        return _with(release, self.word, (*own, *taken))


@frozen(eq=False, repr=False)
class _Items(Take):
    """One fact of the items of a component; without a word, that they are named."""

    kind: Kind
    word: str

    def __call__(self, release: Release, other: Release, names: Collection[str]) -> Release:
        own, others = ({item.name: item for item in side.component(self.kind).items} for side in (release, other))
        for name in names:
            item, source = own.get(name, Item(name)), others.get(name, Item(name))
            own[name] = evolve(item, **{self.word: getattr(source, self.word)}) if self.word else item
            if own[name].silent and name not in others:
                del own[name]
        components = {component.kind: component for component in release.components}
        components[self.kind] = Component(self.kind, tuple(own[name] for name in sorted(own)))
        return evolve(release, components=tuple(components[kind] for kind in Kind if kind in components))


def _with(release: Release, word: str, value: object) -> Release:
    changes: dict[str, Any] = {word: value}
    return evolve(release, **changes)


@frozen(eq=False, repr=False)
class Difference(Value):
    """A fact that differs.

    Args:
        change: how it was and how it is.
        take: its kind, which takes it from one release into another.
        name: its name among those of its kind.
    """

    change: Change
    take: Take
    name: str


def change_of(about: str, sides: Iterable[Pair], label: str, why: Iterable[str] = ()) -> Change | None:
    """The change of a thing, or None; only where it has changed is the reason worked out."""
    before, after = sides
    if before[0] == after[0]:
        return None
    words = before[1] or NOTHING, after[1] or NOTHING
    return Change(about, before[0], after[0], tuple(why), label, words)


def plain(value: str | None) -> Pair:
    """A value that people read as it is."""
    return value, value


def _joined(values: Iterable[str], worded: Callable[[str], str] = str, by: str = " or ") -> Pair:
    """Several values, each in its words too."""
    listed = tuple(values)
    return by.join(listed) or None, by.join(map(worded, listed)) or None


def differences(old: Classification, new: Classification) -> Iterator[Difference]:
    """The facts that differ, in the order in which people read them."""
    sides = (old.release, new.release)
    for word in ("name", "version", "producer"):
        yield from _differ(word, (plain(getattr(side, word).value) for side in sides), _Field(word))
    for kind in Kind:
        yield from _component(kind, old, new)
    yield from _differ_by_name("base model ", map(_bases, (old, new)), _Entries("base_models"))
    channels = (_joined(sorted({claim.value for claim in side.channels}), _label_in(Channel), ", ") for side in sides)
    yield from _differ("channels", channels, _Field("channels"))
    labels = (_joined(sorted({claim.value for claim in side.labels}), _label_in(Label), ", ") for side in sides)
    yield from _differ("claims", labels, _Field("labels"))
    yield from _differ_by_name("", map(_circumstances, sides), _Entries("circumstances"), circumstance_label)
    if any(side.details for side in sides):
        from openness.vocabulary.details import ModelDetail  # most releases state none

        yield from _differ_by_name("", map(_details, sides), _Entries("details"), _label_in(ModelDetail))
    yield from _differ_by_name("concluded ", map(_concluded, (old, new)), _Entries("conclusions"))


def _differ(about: str, sides: Iterable[Pair], take: Take, name: str = "", label: str = "") -> Iterator[Difference]:
    """The difference of a fact, if there is one."""
    if change := change_of(about, sides, label):
        yield Difference(change, take, name)


def _differ_by_name(
    sort: str,
    sides: Iterable[dict[str, Pair]],
    take: Take,
    label: Callable[[str], str] = lambda name: "",
) -> Iterator[Difference]:
    """The differences of facts that have names, in order of name."""
    old, new = sides
    for name in sorted({*old, *new}):
        pairs = (old.get(name, _SILENT), new.get(name, _SILENT))
        yield from _differ(f"{sort}{name}", pairs, take, name, label(name))


# How a fact reads


def _label_in(words: type[Word]) -> Callable[[str], str]:
    return lambda value: words(value).label


def _licence_in(side: Classification) -> Callable[[str], str]:
    return lambda value: licence_name(value, side.resolved.licences)


def _bases(side: Classification) -> dict[str, Pair]:
    """The relation to each base model, and its licence."""
    return {base.name: _base(base, side.resolved.licences) for base in side.release.base_models}


def _base(base: BaseModel, licences: Licences) -> Pair:
    licence = base.licence.value or "licence not known"
    return f"{base.relation.value}, {licence}", f"{base.relation.label}, {licence_name(licence, licences)}"


def _circumstances(side: Release) -> dict[str, Pair]:
    """Each circumstance, with the value on which all agree."""
    values = ((word, fact.value) for word, fact in side.circumstances)
    return {word: (value, _TRUTH.get(value or "", value)) for word, value in values}


def _details(side: Release) -> dict[str, Pair]:
    """Each detail that forms ask for."""
    from openness.vocabulary.details import ModelDetail

    return {
        word: _joined(fact.settled.values, by=", " if ModelDetail(word).several else " or ")
        for word, fact in side.details
    }


def _concluded(side: Classification) -> dict[str, Pair]:
    """The conclusions of people: each under the criterion or the part that it is about."""
    pairs: dict[str, Pair] = {}
    for conclusion in side.release.conclusions:
        value = conclusion.value
        words = Verdict(value).answer if value in _VERDICTS else licence_name(value, side.resolved.licences)
        pairs[conclusion.about] = (f"{value} ({conclusion.by})", f"{words} ({conclusion.by})")
    return pairs


def _component(kind: Kind, old: Classification, new: Classification) -> Iterator[Difference]:
    """The differences of a component: item by item where its items are named."""
    before, after = ({item.name: item for item in side.release.component(kind).items} for side in (old, new))
    worded: dict[str, tuple[Callable[[str], str], Callable[[str], str]]] = {
        "availability": (_label_in(Availability),) * 2,
        "licence": (_licence_in(old), _licence_in(new)),
        "extent": (_label_in(Extent),) * 2,
    }
    for name in sorted({*before, *after}):
        what, label = (f"{word} ({name})" if name else word for word in (kind.value, kind.label))
        sides = [side.get(name) for side in (before, after)]
        if name and (sides[0] is None) != (sides[1] is None):
            named = (plain("named" if side else None) for side in sides)
            yield from _differ(what, named, _Items(kind, ""), name, label)
        for word, words in worded.items():
            stated = (
                _joined(getattr(side, word).settled.values if side else (), in_words)
                for side, in_words in zip(sides, words, strict=True)
            )
            yield from _differ(f"{what} {word}", stated, _Items(kind, word), name, f"{label}: {word}")
