"""A known text as a template that is walked over an input: all of it, what it lets vary, and nothing else."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from openness.licensing.matching.alignment import Run
from openness.licensing.matching.fingerprints import Slot, Text
from openness.licensing.matching.reading import Input
from openness.licensing.matching.slots import lengths


def walked(text: Text, given: Input, low: int, high: int) -> tuple[int, int, list[Run]] | None:
    """Where a known text stands as a whole between two places, and the runs of words in common; None if it does not."""
    steps = _steps(text)
    first = next((i for i, step in enumerate(steps) if isinstance(step, str) and _required(steps, i)), None)
    if first is None:
        return None
    anchor = steps[first]
    assert isinstance(anchor, str)
    before = sum(len(step) if isinstance(step, str) else 40 for step in steps[:first] if not isinstance(step, int))
    place = given.spelt.find(anchor, low, high)
    dead: set[tuple[int, int]] = set()
    for start in range(max(low, place - before), place + 1) if place >= 0 else ():
        runs: list[Run] = []
        end = _walk(steps, 0, 0, start, high, given, runs, dead)
        if end is not None:
            runs.reverse()
            return start, end, runs
    return None


_Step = str | tuple[Slot, str] | int


@lru_cache(maxsize=256)
def _steps(text: Text) -> list[_Step]:
    """A text as steps: words that must stand, slots with their defaults, and how many steps may be left out."""
    events: list[tuple[int, bool, int, Slot | None]] = [
        *((start, True, -end, None) for start, end in text.optional if start < end),
        *((slot.start, slot.start < slot.end, -slot.end, slot) for slot in text.slots),
    ]
    steps: list[_Step] = []
    opened: list[tuple[int, int]] = []
    at = 0
    for start, _, negative, slot in [*sorted(events, key=lambda event: event[:3]), (len(text.words), True, 0, None)]:
        if start < at:
            continue
        while opened and opened[-1][0] <= start:
            end, step = opened.pop()
            steps.extend([text.words[at:end]] if at < end else [])
            at = max(at, end)
            steps[step] = len(steps) - step
        steps.extend([text.words[at:start]] if at < start else [])
        at = start
        if slot is not None:
            steps.append((slot, text.words[slot.start : slot.end]))
            at = slot.end
        elif negative:
            opened.append((min(-negative, opened[-1][0] if opened else -negative), len(steps)))
            steps.append(0)
    return steps


def _required(steps: Sequence[_Step], place: int) -> bool:
    return not any(isinstance(step, int) and i + step > place for i, step in enumerate(steps[:place]))


def _width(step: _Step) -> int:
    return 0 if isinstance(step, int) else len(step) if isinstance(step, str) else len(step[1])


def _walk(
    steps: Sequence[_Step],
    step: int,
    at: int,
    place: int,
    high: int,
    given: Input,
    runs: list[Run],
    dead: set[tuple[int, int]],
) -> int | None:
    """Where the steps from one on end in the input, if they can be walked; the runs walked, last first."""
    if step == len(steps):
        return place
    if (step, place) in dead:
        return None
    now = steps[step]
    ways: Iterator[tuple[int, int, int]]  # steps forward, words of the known text, words of the input
    if isinstance(now, str):
        ways = iter([(1, len(now), len(now))] if given.spelt.startswith(now, place, high) else [])
    elif isinstance(now, int):
        ways = iter([(1, 0, 0), (now, sum(map(_width, steps[step + 1 : step + now])), 0)])
    else:
        ways = ((1, len(now[1]), length) for length in lengths(*now, place, high, given))
    for forward, known, length in ways:
        end = _walk(steps, step + forward, at + known, place + length, high, given, runs, dead)
        if end is not None:
            if isinstance(now, str):
                runs.append((at, place, length))
            return end
    dead.add((step, place))
    return None
