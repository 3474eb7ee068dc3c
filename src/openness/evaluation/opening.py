"""An opening: changes that together reach something, and what people must publish for it though no verdict asks."""

from collections.abc import Iterable

from attrs import frozen

from openness.definition.definition import Either, Every, Grants, Offered, Requirement
from openness.evaluation.change import REBASE, Conclude, License, PossibleChange, Publish, publish
from openness.evaluation.facts import World, answer, term_verdicts
from openness.value import Value
from openness.vocabulary import Kind
from openness.vocabulary.verdict import Verdict


@frozen(eq=False, repr=False)
class Opening(Value):
    """Changes that together reach something, none of which can be left out.

    Args:
        changes: what would be different, the easiest first.
        reaches: pairs of a definition and the rung, component or share that is certainly reached then.
        unsaid: the publishing of parts of which no file says that they are published, and that a person is to review.
    """

    changes: tuple[PossibleChange, ...]
    reaches: tuple[tuple[str, str], ...]
    unsaid: tuple[Publish, ...] = ()

    @property
    def effort(self) -> int:
        """The effort of all its changes."""
        return sum(change.effort for change in (*self.changes, *self.unsaid))

    @property
    def says(self) -> str:
        """The changes in one sentence: all of them are needed, and another base comes before what it makes possible."""
        changes = (*self.changes, *self.unsaid)
        published = {change.component for change in changes if isinstance(change, Publish)}
        licensed = {change.component: change.word for change in self.changes if isinstance(change, License)}
        parts: list[str] = []
        for change in sorted(changes, key=lambda change: (change is not REBASE, isinstance(change, Conclude))):
            if isinstance(change, License) and change.component in published:
                continue
            under = licensed.get(change.component) if isinstance(change, Publish) else None
            parts.append(f"{change.says}, under an open licence such as {under}" if under else change.says)
        return "; and ".join(filter(None, ("; ".join(parts[:-1]), parts[-1])))

    def to_dict(self) -> dict[str, object]:
        """The opening as the JSON of `openness classify`."""
        return {
            "change": self.says,
            "reaches": self.reaches[0][1] if len(self.reaches) == 1 else [list(pair) for pair in self.reaches],
            "effort": self.effort,
            "changes": [change.to_dict() for change in (*self.changes, *self.unsaid)],
        }


def unsaid(requirement: Requirement, world: World, changes: Iterable[PossibleChange]) -> tuple[Publish, ...]:
    """The publishing of parts that a requirement counts as offered because a person reviews them, and no file says so.

    A verdict may rest on the review alone; whoever opens a release has to publish what is reviewed. Of several ways to meet
    the requirement it is the one with the fewest such parts.

    Args:
        requirement: what is asked.
        world: where it holds, after the changes.
        changes: what was changed; a part that they publish is none of these.
    """
    published = {change.component for change in changes if isinstance(change, Publish)}
    silent = _silent(requirement, world) or frozenset()
    return tuple(publish(kind, world) for kind in Kind if kind in silent and kind not in published)


def _silent(requirement: Requirement, world: World) -> frozenset[Kind] | None:
    """The parts of which no file says that they are published where a requirement holds; None where it does not hold."""
    if isinstance(requirement, Either):
        ways = [found for part in requirement.parts if (found := _silent(part, world)) is not None]
        return min(ways, key=len, default=None)
    if isinstance(requirement, Every):
        parts = [_silent(part, world) for part in requirement.parts]
        return None if None in parts else frozenset().union(*filter(None, parts))
    if isinstance(requirement, Grants):
        holds = requirement.judged or term_verdicts(world, requirement.component, (requirement.term,)) == (Verdict.MET,)
        return frozenset() if holds else None
    if answer(world, requirement) is not Verdict.MET:
        return None
    if isinstance(requirement, Offered) and not any(item.availability for item in world.items(requirement.component)):
        return frozenset((requirement.component,))
    return frozenset()
