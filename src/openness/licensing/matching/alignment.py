"""A known text laid beside an input: the runs of words both have, in the same order."""

from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from openness.licensing.matching.text import Text

_SEED = 5
_STRIDE = 3

Run = tuple[int, int, int]  # where in the known text, where in the input, how many words


def aligned(text: Text, spelt: str, low: int, high: int) -> list[Run]:
    """The words in common between a known text and the input from one place to another, in the order of both."""
    chain = _chained(_anchors(text, spelt, low, high))
    return _densest(_filled(chain, text.words, spelt, low, high)) if chain else []


@lru_cache(maxsize=64)
def _seeds(text: Text) -> dict[str, int]:
    """The place of each short word sequence of a text; -1 where it stands in several."""
    known = text.words
    # the last sequences are shorter, and no input asks for them
    seeds = [known[place : place + _SEED] for place in range(len(known))]
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
    """The number of characters that two strings share at their beginning."""
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
    ends, weights, lasts = [0], [0], [-1]  # of the best chain up to a place of the known text, first the empty one
    before: list[int] = []
    for number, (at, _, length) in enumerate(runs):
        place = bisect_right(ends, at) - 1
        weight = weights[place] + length
        before.append(lasts[place])
        place = bisect_right(ends, at + length)
        if weights[place - 1] >= weight:
            continue
        stop = place
        while stop < len(ends) and weights[stop] <= weight:
            stop += 1
        ends[place:stop], weights[place:stop], lasts[place:stop] = [at + length], [weight], [number]
    chain: list[Run] = []
    number = lasts[-1]
    while number >= 0:
        chain.append(runs[number])
        number = before[number]
    return chain[::-1]


def _filled(chain: Sequence[Run], known: str, spelt: str, low: int, high: int) -> list[Run]:
    """The chain and the shorter runs between its runs and beside it."""
    runs: list[Run] = []
    before = (max(0, chain[0][0] - 60), max(low, chain[0][1] - 80), 0)
    last = chain[-1]
    after = (min(len(known), last[0] + last[2] + 60), min(high, last[1] + last[2] + 80), 0)
    for (at, place, length), (at_next, place_next, length_next) in pairwise([before, *chain, after]):
        at, place = at + length, place + length
        if (at_next - at) * (place_next - place) <= 40_000:
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
    if other in one:
        return [(one.index(other), 0, len(other))]
    if one in other:
        return [(0, other.index(one), len(one))]
    if set(one).isdisjoint(other):
        return []
    return SequenceMatcher(None, one, other, False).get_matching_blocks()


def _densest(runs: Sequence[Run]) -> list[Run]:
    """The stretch of runs worth most: a word in common counts for it, a foreign word between against it."""
    stretches: list[tuple[float, int, int]] = []  # the best up to each run: worth, from, to
    worth, since = 0.0, 0
    for number, ((at_before, place_before, length_before), (at, place, length)) in enumerate(
        pairwise([(*runs[0][:2], 0), *runs])
    ):
        foreign = place - place_before - length_before
        lost = at - at_before - length_before
        worth -= 0.35 * foreign + 0.02 * lost
        if worth < 0:
            worth, since = 0.0, number
        worth += length
        stretches.append((worth, since, number + 1))
    _, since, to = max(stretches, key=itemgetter(0))
    return list(runs[since:to])
