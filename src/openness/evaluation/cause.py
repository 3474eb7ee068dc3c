"""The causes of a moved verdict: the changed facts that move it, found by trying each of them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property

from attrs import evolve, frozen

from openness.evaluation.classification import Classification
from openness.evaluation.differences import Change, Difference, Take
from openness.evaluation.judgement import Judgement
from openness.release.release import Release
from openness.resolution.resolved import Resolved
from openness.value import Shown

#: More changed facts than this are not tried one by one: all of one kind are then tried together.
TRIED_ALONE = 100

#: How high a judgement places a release, in one respect: the higher, the more open.
Height = Callable[[Judgement], float]


@frozen(eq=False, repr=False)
class _Trial(Shown):
    """Changed facts that are tried together: one, where there are not too many."""

    changes: tuple[Change, ...]
    take: Take
    names: Collection[str]


#: A trial, and the judgements on the old release that has its changes and on the new one that has not.
_Judged = tuple[_Trial, Judgement, Judgement]


class Causes:
    """The causes of what moved from one release to another.

    At most `TRIED_ALONE` trials are judged twice under each definition, and for a verdict that no fact moves by itself once more.

    Args:
        old: as it was.
        new: as it is.
        differences: the facts that differ.
    """

    def __init__(self, old: Classification, new: Classification, differences: Sequence[Difference]) -> None:
        self._old, self._new = old, new
        self._trials = tuple(_trials(differences))
        self._judgements: dict[str, tuple[_Judged, ...]] = {}
        self._licences = old.resolved.licences.plus(new.resolved.licences)

    def of(self, definition: str, height: Height) -> tuple[Change, ...]:
        """The changed facts that moved a verdict.

        A fact is a cause where its change alone moves the verdict on the old release towards that on the new one, or where
        the verdict on the new release moves back without its change. Where no fact does so by itself, the causes are facts
        that move it together, none of which can be left out.

        Args:
            definition: the id of the text.
            height: how high the text places a release, in the respect that moved.
        """
        start, end = (height(side.judgement(definition)) for side in (self._old, self._new))
        if start > end:  # what fell is what rises when up and down are exchanged: one comparison serves both
            return self.of(definition, lambda judgement: -height(judgement))

        causes = [
            trial
            for trial, alone, without in self._judged(definition)
            if height(alone) > start or height(without) < end
        ] or self._together(lambda release: height(release.judgement(definition)) < end)
        return tuple(change for trial in causes for change in trial.changes)

    @cached_property
    def _tried(self) -> tuple[tuple[_Trial, Classification, Classification], ...]:
        """Each trial with the old release that has its changes, and with the new one that has not."""
        return tuple(
            (trial, self._taken(trial, self._old, self._new), self._taken(trial, self._new, self._old))
            for trial in self._trials
        )

    def _judged(self, definition: str) -> tuple[_Judged, ...]:
        """Each trial with the judgements on both."""
        if definition not in self._judgements:
            self._judgements[definition] = tuple(
                (trial, alone.judgement(definition), without.judgement(definition))
                for trial, alone, without in self._tried
            )
        return self._judgements[definition]

    def _together(self, falls: Callable[[Classification], bool]) -> Iterator[_Trial]:
        """Facts that move a verdict together: a change without which it stays is taken back for good."""
        release = self._new
        for trial in self._trials:
            without = self._taken(trial, release, self._old)
            if falls(without):
                yield trial
            else:
                release = without

    def _taken(self, trial: _Trial, release: Classification, other: Classification) -> Classification:
        """The release with the facts of a trial as the other has them."""
        taken: Release = trial.take(release.release, other.release, trial.names)
        return evolve(release, resolved=Resolved(taken, self._licences))


def _trials(differences: Sequence[Difference]) -> Iterator[_Trial]:
    """A trial for each fact, or for each kind of facts where these are too many; facts of one kind have equal takes."""
    if len(differences) <= TRIED_ALONE:
        for difference in differences:
            yield _Trial((difference.change,), difference.take, (difference.name,))
        return
    kinds: dict[Take, list[Difference]] = {}
    for difference in differences:
        kinds.setdefault(difference.take, []).append(difference)
    for take, alike in kinds.items():
        yield _Trial(tuple(each.change for each in alike), take, {each.name for each in alike})
