"""One thing about a release that could be different, how much that asks of somebody, and the world it leads to.

Efforts are estimates, each with its reason: from 1 (a sentence) to 9 (the model is made anew). They rank what could be done
and never decide a verdict.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import lru_cache
from typing import ClassVar, TypeVar

from attrs import evolve, frozen

from openness.evaluation.facts import ItemWorld, World
from openness.resolution.terms import Terms
from openness.value import Shown
from openness.vocabulary import (
    TRAINING_COMPUTE,
    Availability,
    Channel,
    Content,
    Extent,
    Kind,
    circumstance_label,
)

_Part = TypeVar("_Part", bound=tuple[object, ...])
#: The weights at the end of training, and those on the way there.
ALL_WEIGHTS = (Kind.MODEL_PARAMETERS_FINAL, Kind.MODEL_PARAMETERS_INTERMEDIATE)
_ORDER = {kind: at for at, kind in enumerate(Kind)}


class PossibleChange(Shown, ABC):
    """One thing that could be different, of a part or of the release."""

    __slots__ = ()
    sort: ClassVar[str]  # its sort, as the JSON has it
    component: Kind | None = None  # the part it is about
    word: str = ""  # the licence, the criterion, the circumstance or the channel
    effort: int  # how much it asks of somebody, from 1 (a sentence) to 9 (the model is made anew)
    because: str  # why it has this rank

    @property
    def key(self) -> tuple[str, str, str]:
        """The key by which changes are sorted."""
        return (self.sort, self.component or "", self.word)

    @property
    @abstractmethod
    def says(self) -> str:
        """The change in words."""

    @abstractmethod
    def applied(self, world: World) -> World:
        """The world as it would be."""

    def to_dict(self) -> dict[str, object]:
        """The change as the JSON of `openness classify`."""
        return {
            "sort": self.sort,
            "component": self.component.value if self.component else None,
            "word": self.word or None,
            "says": self.says,
            "effort": self.effort,
            "because": self.because,
        }


@frozen(cache_hash=True, repr=False)
class OfPart(PossibleChange):
    """A change of one part, in one respect: one of the kinds below."""

    component: Kind
    effort: int
    because: str
    word: str = ""


class Publish(OfPart):
    """A part is offered to everyone."""

    __slots__ = ()
    sort = "publish"

    @property
    def says(self) -> str:
        """The change in words."""
        return f"publish the {self.component.label}"

    def applied(self, world: World) -> World:
        """The world in which everyone can have the part."""
        return _with_items(world, self.component, lambda item: evolve(item, availability=(Availability.PUBLIC.value,)))


class Ungate(Publish):
    """A part is offered to everyone, where only a form stands in the way today."""

    __slots__ = ()

    @property
    def says(self) -> str:
        """The change in words."""
        return f"offer the {self.component.label} without asking for anything"


class Complete(OfPart):
    """The whole of a part is offered, where it was some."""

    __slots__ = ()
    sort = "complete"

    @property
    def says(self) -> str:
        """The change in words."""
        return f"publish all of the {self.component.label}"

    def applied(self, world: World) -> World:
        """The world in which nothing of the part is kept back."""
        return _with_items(world, self.component, lambda item: evolve(item, extent=(Extent.WHOLE.value,)))


class License(OfPart):
    """A part is put under another licence."""

    __slots__ = ()
    sort = "license"

    @property
    def says(self) -> str:
        """The change in words."""
        return f"put the {self.component.label} under an open licence such as {self.word}"

    def applied(self, world: World) -> World:
        """The world in which the part has that licence."""
        return _with_items(world, self.component, lambda item: evolve(item, terms=Terms(((self.word,),))))


@frozen(cache_hash=True, repr=False)
class OfRelease(PossibleChange):
    """A change that is about no part, but about what a word stands for, or about the base: one of the kinds below."""

    word: str = ""
    what: str = ""


class Rebase(OfRelease):
    """The model is made without its base, or from another."""

    __slots__ = ()
    sort = "rebase"
    effort = 9
    because = "the model is made anew, or the base's maker opens more"

    @property
    def says(self) -> str:
        """The change in words."""
        return "build it on a more open base model, or on none"

    def applied(self, world: World) -> World:
        """The world in which no base has a say."""
        return evolve(world, bases=(), likely=(), at_odds=False, derived=False)


REBASE = Rebase()


class Say(OfRelease):
    """A sentence on a circumstance or a number, where nothing is stated."""

    __slots__ = ()
    sort = "state"
    effort = 1
    because = "it is a sentence in the release's metadata"

    @property
    def says(self) -> str:
        """The change in words."""
        return f"state that “{circumstance_label(self.word)}” {self.what}"

    def applied(self, world: World) -> World:
        """The world with the word stated."""
        return _stated(world, self.word)


class GiveUp(OfRelease):
    """A circumstance that holds is given up."""

    __slots__ = ()
    sort = "state"
    effort = 5
    because = "it takes a decision about how the release is run"

    @property
    def says(self) -> str:
        """The change in words."""
        return f"give up: “{circumstance_label(self.word)}”"

    def applied(self, world: World) -> World:
        """The world in which it does not hold."""
        return _stated(world, self.word)


class Conclude(OfRelease):
    """A person reviews what is there, and concludes that it is enough; `what` says it in the words of the criterion."""

    __slots__ = ()
    sort = "conclude"
    effort = 1
    because = "a person looks at what is there and says so, with a reason"

    @property
    def says(self) -> str:
        """The change in words."""
        return f"have a person review: {self.what or self.word}"

    def applied(self, world: World) -> World:
        """The world in which the person has concluded it."""
        return evolve(world, conclusions=_same(tuple(sorted((*world.conclusions, (self.word, "met"))))))


class Offer(OfRelease):
    """A way for people to reach the model is set up."""

    __slots__ = ()
    sort = "offer"
    effort = 4
    because = "a service is set up"

    @property
    def says(self) -> str:
        """The change in words."""
        return f"offer it by {Channel(self.word).label}"

    def applied(self, world: World) -> World:
        """The world in which people reach it so."""
        return evolve(world, channels=_same(tuple(sorted({*world.channels, self.word}))))


def publish(kind: Kind, world: World) -> Publish:
    """The change that offers a part, as hard as its kind and as what stands between it and everyone today."""
    offered = {word for item in world.items(kind) for word in item.availability}
    if offered & {Availability.GATED, Availability.ON_REQUEST}:
        return Ungate(kind, 2, "a form is taken away")
    if kind in ALL_WEIGHTS:
        return Publish(kind, 6, "it is the producer's business that changes")
    if kind is Kind.RESEARCH_PAPER:
        return Publish(kind, 4, "somebody writes it down, as a publisher takes it")
    effort, because = {
        Content.CODE: (5, "code is made fit to be seen and used by others"),
        Content.DATA: (8, "rights and privacy in data are cleared"),
        Content.DOCUMENT: (3, "somebody writes it down"),
    }[kind.content]
    return Publish(kind, effort, because)


def complete(kind: Kind, world: World) -> Complete:
    """Offering the whole of a part, as hard as offering the part."""
    published = publish(kind, world)
    return Complete(kind, published.effort, published.because)


def relicense(kind: Kind, licence: str) -> License:
    """Putting a part under another licence: harder where more people hold rights."""
    if kind in ALL_WEIGHTS:
        return License(kind, 4, "whoever holds the rights in the weights agrees", licence)
    if kind.content is Content.DATA:
        return License(kind, 6, "everyone who holds rights in the data agrees", licence)
    return License(kind, 3 if kind.content is Content.CODE else 2, "whoever wrote it agrees", licence)


def _with_items(world: World, kind: Kind, make: Callable[[ItemWorld], ItemWorld]) -> World:
    """The world with each item of a part made otherwise."""
    items = _same(tuple(make(item) for item in world.items(kind) or (ItemWorld((), (), Terms()),)))
    others = [(other, its) for other, its in world.components if other is not kind]
    parts = sorted([*others, (kind, items)], key=lambda part: _ORDER[part[0]])
    return evolve(world, components=tuple(parts))


def _stated(world: World, word: str) -> World:
    """The world in which a circumstance does not hold, or a number is small."""
    value = "0" if word == TRAINING_COMPUTE else "false"
    circumstances = tuple(sorted({**dict(world.circumstances), word: (value,)}.items()))
    return evolve(world, circumstances=_same(circumstances))


@lru_cache(maxsize=4_096)
def _same(part: _Part) -> _Part:
    """The one object for all equal parts of worlds, by which `facts.SharedAnswers` knows an answer again."""
    return part
