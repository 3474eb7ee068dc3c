"""A known text as a template that is walked over an input: all of it, what it lets vary, and nothing else."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from openness.licensing.matching.alignment import Run
from openness.licensing.matching.reading import Input
from openness.licensing.matching.slots import lengths
from openness.licensing.matching.templates import COPYRIGHT
from openness.licensing.matching.text import Slot, Text


def walked(text: Text, given: Input, low: int, high: int) -> tuple[int, int, list[Run]] | None:
    """Start, end and common runs of a known text that stands whole between two places; None where it does not."""
    steps, fixed, before = _steps(text)
    if not fixed:
        return None
    try:
        place = at = given.spelt.index(fixed[0], low, high)
        for words in fixed:  # of a text that was changed, one is most often not there
            at = given.spelt.index(words, at, high) + len(words)
    except ValueError:
        return None
    dead: set[tuple[int, int]] = set()
    for start in range(max(low, place - before), place + 1):
        runs: list[Run] = []
        end = _walk(steps, 0, 0, start, high, given, runs, dead)
        if end is not None:
            runs.reverse()
            return start, end, runs
    return None


class _Part(NamedTuple):
    """A part that may be left out: how many steps forward, and how many words of the known text."""

    steps: int
    words: int


_Step = str | tuple[Slot, str] | _Part


@lru_cache(maxsize=256)
def _steps(text: Text) -> tuple[list[_Step], list[str], int]:
    """A text as steps, the words that no copy lacks, and how many words may stand before the first of them.

    A step is words that stand there, a slot with its default, or the beginning of a part that may be left out.
    """
    events: list[tuple[int, bool, int, Slot | None]] = [
        *((start, True, -end, None) for start, end in text.optional),
        *((slot.start, slot.start < slot.end, -slot.end, slot) for slot in text.slots),
    ]
    steps: list[_Step] = []
    opened: list[tuple[int, int, int]] = []
    at = 0

    def read_to(place: int) -> None:
        nonlocal at
        if at < place:
            steps.append(text.words[at:place])
            at = place

    def close(place: int) -> None:
        """Read to a place; the parts that end before it end."""
        while opened and opened[-1][0] <= place:
            end, step, since = opened.pop()
            read_to(end)
            steps[step] = _Part(len(steps) - step, at - since)
        read_to(place)

    for start, _, negative, slot in sorted(events, key=lambda event: event[:3]):
        if start < at:
            continue
        close(start)
        if slot is None:
            opened.append((-negative, len(steps), at))
            steps.append(_Part(0, 0))
        else:
            steps.append((slot, text.words[slot.start : slot.end]))
            at = slot.end
    close(len(text.words))
    fixed: list[str] = []
    before = until = 0
    for place, each in enumerate(steps):
        if isinstance(each, _Part):
            until = max(until, place + each.steps)
            continue
        if isinstance(each, str) and place >= until:
            fixed.append(each)
        if not fixed:
            before += len(each) if isinstance(each, str) else COPYRIGHT
    return steps, fixed, before


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
    """The end in the input of the steps from one on; None where they cannot be walked. Adds its runs, last first."""
    if step == len(steps):
        return place
    if (step, place) in dead:
        return None
    now = steps[step]
    ways: Iterator[tuple[int, int, int]]  # steps forward, words of the known text, words of the input
    if isinstance(now, str):
        ways = iter([(1, len(now), len(now))] if given.spelt.startswith(now, place, high) else [])
    elif isinstance(now, _Part):
        ways = iter([(1, 0, 0), (*now, 0)])
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
