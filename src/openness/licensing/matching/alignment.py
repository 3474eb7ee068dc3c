"""A known text laid beside an input: the runs of words both have, in the same order."""

from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from openness.licensing.matching.text import Text

_SEED = 5
_STRIDE = 3

Run = tuple[int, int, int]  # where in the known text, where in the input, how many words


def aligned(text: Text, spelt: str, low: int, high: int) -> list[Run]:
    """The words in common between a known text and the input from one place to another, in the order of both."""
    return _densest(_filled(_chained(_anchors(text, spelt, low, high)), text.words, spelt, low, high))


@lru_cache(maxsize=64)
def _seeds(text: Text) -> dict[str, int]:
    """The place of each short word sequence of a text; -1 where it stands in several."""
    known = text.words
    seeds = [known[place : place + _SEED] for place in range(len(known) - _SEED + 1)]
    places = dict(zip(seeds, range(len(seeds)), strict=True))
    if len(places) < len(seeds):
        places.update((seed, -1) for place, seed in enumerate(seeds) if places[seed] != place)
    return places


def _anchors(text: Text, spelt: str, low: int, high: int) -> list[Run]:
    """Runs of words in common, by their places in the input."""
    known, seeds = text.words, _seeds(text)
    runs: list[Run] = []
    place, done, expected = low, low, 0
    while place <= high - _SEED:
        at = seeds.get(spelt[place : place + _SEED])
        if at is not None and at < expected:
            at = max(at, known.find(spelt[place : place + _SEED], expected, expected + 500))
        if at is None or at < 0:
            place += _STRIDE
            continue
        floor = max(at - place + done, expected if at >= expected else 0)
        back = _common(known[floor:at][::-1], spelt[done:place][::-1])
        on = _common(known[at:], spelt[place:high])
        over = expected - at  # a word that stands twice
        if 0 < over < min(on, 16):
            runs.append((at + over, place + over, on - over))
        else:
            runs.append((at - back, place - back, back + on))
        place = done = place + on
        expected = at + on
    return runs


def _common(one: str, other: str) -> int:
    """How many characters two strings share at their beginning."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while low < high - 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _chained(runs: Sequence[Run]) -> list[Run]:
    """The runs that stand in the same order in both, with the most words."""
    ends: list[int] = []
    weights: list[int] = []
    lasts: list[int] = []
    before: list[int] = []
    for number, (at, _, length) in enumerate(runs):
        place = bisect_right(ends, at) - 1
        weight = (weights[place] if place >= 0 else 0) + length
        before.append(lasts[place] if place >= 0 else -1)
        end = at + length
        place = bisect_right(ends, end)
        if place and weights[place - 1] >= weight:
            continue
        stop = place
        while stop < len(ends) and weights[stop] <= weight:
            stop += 1
        if place and ends[place - 1] == end:
            place -= 1
        ends[place:stop], weights[place:stop], lasts[place:stop] = [end], [weight], [number]
    chain = []
    number = lasts[-1] if lasts else -1
    while number >= 0:
        chain.append(runs[number])
        number = before[number]
    chain.reverse()
    kept: list[Run] = []
    for at, place, length in chain:  # runs of one chain may still overlap in the input
        over = max(0, kept[-1][1] + kept[-1][2] - place) if kept else 0
        if over < length:
            kept.append((at + over, place + over, length - over))
    return kept


def _filled(chain: Sequence[Run], known: str, spelt: str, low: int, high: int) -> list[Run]:
    """The chain and the shorter runs between its runs and beside it."""
    if not chain:
        return []
    runs: list[Run] = []
    before = (max(0, chain[0][0] - 60), max(low, chain[0][1] - 80), 0)
    last = chain[-1]
    after = (min(len(known), last[0] + last[2] + 60), min(high, last[1] + last[2] + 80), 0)
    for (at, place, length), (at_next, place_next, length_next) in pairwise([before, *chain, after]):
        at, place = at + length, place + length
        lost, more = at_next - at, place_next - place
        if lost and more and lost * more <= 40_000:
            blocks = _blocks(known[at:at_next], spelt[place:place_next])
            runs += [(at + a, place + b, size) for a, b, size in blocks if size]
        if length_next:
            runs.append((at_next, place_next, length_next))
    joined: list[Run] = []
    for at, place, length in runs:
        if joined and joined[-1][0] + joined[-1][2] == at and joined[-1][1] + joined[-1][2] == place:
            joined[-1] = (*joined[-1][:2], joined[-1][2] + length)
        else:
            joined.append((at, place, length))
    return joined


def _blocks(one: str, other: str) -> Sequence[Run]:
    """The runs that two strings share, the longest first taken out of both; most often the whole of the shorter one."""
    if len(other) <= len(one):
        if (at := one.find(other)) >= 0:
            return [(at, 0, len(other))]
    elif (place := other.find(one)) >= 0:
        return [(0, place, len(one))]
    if set(one).isdisjoint(other):
        return []
    return SequenceMatcher(None, one, other, False).get_matching_blocks()


def _densest(runs: Sequence[Run]) -> list[Run]:
    """The stretch of runs worth most: a word in common counts for it, a foreign word between against it."""
    best, best_from, best_to = 0.0, 0, 0
    worth, since = 0.0, 0
    for number, (at, place, length) in enumerate(runs):
        if number:
            at_before, place_before, length_before = runs[number - 1]
            foreign = place - place_before - length_before
            lost = at - at_before - length_before
            worth -= 0.35 * foreign + 0.02 * lost
        if worth < 0 or not number:
            worth, since = 0.0, number
        worth += length
        if worth > best:
            best, best_from, best_to = worth, since, number + 1
    return list(runs[best_from:best_to])
