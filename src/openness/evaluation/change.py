"""One thing about a release that could be different, how much that asks of somebody, and the world it leads to.

Efforts are estimates, each with its reason: from 1 (a sentence) to 9 (the model is made anew). They rank what could be done
and never decide a verdict.
"""

from collections.abc import Callable, Iterable

from attrs import evolve, frozen

from openness.evaluation.facts import ItemWorld, World
from openness.resolution.terms import Terms
from openness.vocabulary import TRAINING_COMPUTE, Availability, Content, Extent, Kind
from openness.vocabulary.value import Shown

WEIGHTS = (Kind.MODEL_PARAMETERS_FINAL, Kind.MODEL_PARAMETERS_INTERMEDIATE)
_ORDER = {kind: at for at, kind in enumerate(Kind)}


@frozen(cache_hash=True, repr=False)
class Change(Shown):
    """One thing that could be different.

    Args:
        sort: `publish`, `complete`, `license`, `rebase` (to do without the base), `conclude`, `state` or `offer`.
        component: the part it is about; None where it is about no part.
        word: the licence, the criterion, the circumstance or the channel.
        effort: how much it asks of somebody, from 1 (a sentence) to 9 (the model is made anew).
        because: why it has this rank.
        says: the change in words.
    """

    sort: str
    component: Kind | None
    word: str
    effort: int
    because: str
    says: str

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


REBASE = Change(
    "rebase",
    None,
    "",
    9,
    "the model is made anew, or the base's maker opens more",
    "build it without the base model, or on one that grants and shows as much",
)


def state(word: str, says: str) -> Change:
    """A sentence on a circumstance or a number."""
    return Change("state", None, word, 1, "it is a sentence in the release's metadata", says)


def conclude(criterion: str) -> Change:
    """A person's judgement."""
    why = "a person looks at what is there and says so, with a reason"
    return Change("conclude", None, criterion, 1, why, f"have a person conclude {criterion}, if it is met")


def offer(channel: str) -> Change:
    """A way for people to reach it."""
    return Change("offer", None, channel, 4, "a service is set up", f"offer it by {channel}")


def do_without(circumstance: str) -> Change:
    """A circumstance that holds, given up."""
    why = "it takes a decision about how the release is run"
    return Change("state", None, circumstance, 5, why, f"do without {circumstance}")


def complete(kind: Kind, world: World) -> Change:
    """The whole of a part of which some is offered."""
    offered = publish(kind, world)
    return evolve(offered, sort="complete", says=f"offer the whole of {kind.value}")


def publish(kind: Kind, world: World) -> Change:
    """Offering a part, as hard as what it is and as what stands between it and everyone."""
    held = {word for item in world.items(kind) for word in item.availability}
    if held & {Availability.GATED, Availability.ON_REQUEST}:
        return Change("publish", kind, "", 2, "a form is taken away", f"offer {kind.value} without asking for anything")
    if kind in WEIGHTS:
        effort, why = 6, "it is the producer's business that changes"
    elif kind.content is Content.CODE:
        effort, why = 5, "code is made fit to be seen and used by others"
    elif kind.content is Content.DATA:
        effort, why = 8, "rights and privacy in data are cleared"
    else:
        effort, why = 3, "somebody writes it down"
    return Change("publish", kind, "", effort, why, f"publish {kind.value}")


def relicense(kind: Kind, licence: str) -> Change:
    """A part under another licence."""
    if kind in WEIGHTS:
        effort, why = 4, "whoever holds the rights in the weights agrees"
    elif kind.content is Content.DATA:
        effort, why = 6, "everyone who holds rights in the data agrees"
    else:
        effort, why = 3 if kind.content is Content.CODE else 2, "whoever wrote it agrees"
    return Change("license", kind, licence, effort, why, f"put {kind.value} under an open licence such as {licence}")


def changed(world: World, changes: Iterable[Change]) -> World:
    """The world as it would be."""
    for change in sorted(changes, key=lambda one: one.says):
        world = _EFFECTS[change.sort](world, change)
    return world


def _with_items(world: World, change: Change, made: Callable[[ItemWorld], ItemWorld]) -> World:
    kind = change.component
    assert kind is not None
    items = tuple(made(item) for item in world.items(kind) or (ItemWorld((), (), Terms()),))
    others = [(held, those) for held, those in world.components if held is not kind]
    parts = sorted([*others, (kind, items)], key=lambda part: _ORDER[part[0]])
    return evolve(world, components=tuple(parts))


def _published(world: World, change: Change) -> World:
    return _with_items(world, change, lambda item: evolve(item, availability=(Availability.PUBLIC.value,)))


def _completed(world: World, change: Change) -> World:
    return _with_items(world, change, lambda item: evolve(item, extent=(Extent.WHOLE.value,)))


def _licensed(world: World, change: Change) -> World:
    return _with_items(world, change, lambda item: evolve(item, terms=Terms(((change.word,),))))


def _stated(world: World, change: Change) -> World:
    others = tuple(pair for pair in world.circumstances if pair[0] != change.word)
    value = "0" if change.word == TRAINING_COMPUTE else "false"
    return evolve(world, circumstances=tuple(sorted((*others, (change.word, (value,))))))


def _concluded(world: World, change: Change) -> World:
    return evolve(world, conclusions=tuple(sorted((*world.conclusions, (change.word, "met")))))


def _offered(world: World, change: Change) -> World:
    return evolve(world, channels=tuple(sorted({*world.channels, change.word})))


_EFFECTS: dict[str, Callable[[World, Change], World]] = {
    "publish": _published,
    "complete": _completed,
    "license": _licensed,
    "rebase": lambda world, _: evolve(world, bases=(), at_odds=False, derived=False),
    "conclude": _concluded,
    "state": _stated,
    "offer": _offered,
}
