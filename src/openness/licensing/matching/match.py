"""Which licence a text is, and what in it is not that licence's.

A text is `exact` only if all of its words are accounted for: by a known text, by what that text lets vary, by titles and
by copyright lines. Whatever is left over makes it `modified`; a small share of a known text is `partial`.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from attrs import evolve, frozen

from openness.licensing.matching.normalise import names, naming, words
from openness.licensing.matching.templates import COPYRIGHT, FREE, Fingerprints, Slot, Text, shipped, triples
from openness.vocabulary.value import Shown, Value

CHARACTERS_AT_MOST = 2_000_000
_CANDIDATES = 10
_SEED = 5
_STRIDE = 3
_SHOWN_WORDS = 80
_HEADING = frozenset("the a license licenses licence text full agreement copyright c notice file".split())

Run = tuple[int, int, int]  # where in the known text, where in the input, how many words


@frozen(eq=False, repr=False)
class Difference(Value):
    """Where an input differs from the known text.

    Args:
        op: what was done to the known text.
        line: the line of the input, counted from 1.
        text: the input's words; of removed ones only the number is known.
    """

    op: Literal["added", "removed", "changed"]
    line: int
    text: str


@frozen(eq=False, repr=False)
class Match(Value):
    """A licence found in a text.

    Args:
        licence: the licence's id.
        likeness: the share of words that agree, 0 to 1; 1 only if exact.
        kind: `exact`, `modified` or `partial`.
        lines: the first and the last line, counted from 1.
        differences: what is not as in the known text; empty if exact.
        policy: whether it is a policy that goes with a licence.
    """

    licence: str
    likeness: float
    kind: Literal["exact", "modified", "partial"]
    lines: tuple[int, int]
    differences: tuple[Difference, ...] = ()
    policy: bool = False


@frozen(eq=False, repr=False)
class _Input(Shown):
    """A text as characters, one a word, with the words as written, their lines and the list numbers left out."""

    spelt: str
    raw: list[str]
    lines: list[int]
    labels: dict[int, str]
    statements: dict[int, list[str]]
    cut: bool
    known: Fingerprints


@frozen(eq=False, repr=False)
class _Fit(Shown):
    """A known text laid beside a part of the input."""

    text: Text
    number: int
    start: int
    end: int
    runs: Sequence[Run]
    matched: int
    missing: int = 0
    added: int = 0
    differences: tuple[Difference, ...] = ()
    exact: bool = False

    @property
    def score(self) -> float:
        return self.matched - min(0.6 * self.missing, 0.3 * self.matched) - self.added + 5 * self.exact

    def beats(self, other: "_Fit") -> bool:
        """Whether this is the better fit; an exact one gives way only to one that explains far more."""
        gain, margin = self.score - other.score, 2 if self.number > other.number else -2
        if self.exact != other.exact:
            near = other if self.exact else self
            margin = (-8 if self.exact else 8) * (near.missing + near.added)
        return gain > margin

    @property
    def likeness(self) -> float:
        return 1.0 if self.exact else min(self.matched / (self.matched + self.missing + self.added), 0.9999)


def identify(text: str, fingerprints: Fingerprints | None = None) -> tuple[Match, ...]:
    """The licences whose texts stand in a text, in the order of their places; none if it knows none.

    >>> identify("This model may be used by anyone for anything.")
    ()
    """
    known = fingerprints if fingerprints is not None else shipped()
    given = _read(text, known)
    found = _identified(given, known)
    if len(found) == 1 and 0.95 < found[0].likeness < 1 and given.statements:
        again = _identified(_read(text, known, statements_too=True), known)  # a line may be part name, part text
        if len(again) == 1 and again[0].kind == "exact":
            return again
    return found


def _identified(given: _Input, known: Fingerprints) -> tuple[Match, ...]:
    if not given.raw:
        return ()
    number = known.whole.get(given.spelt.encode())
    if number is not None and not given.cut:
        whole = known.text(number)
        if not _labels(whole, given, [(0, 0, len(given.spelt))]):
            return (_match(_Fit(whole, number, 0, len(given.raw), (), len(given.raw), exact=True), given),)
    fits = sorted(_search(known, given, 0, len(given.spelt)), key=lambda fit: fit.start)
    return _merged([_match(fit, given) for fit in _leftovers(fits, given)])


def _read(text: str, known: Fingerprints, *, statements_too: bool = False) -> _Input:
    read = words(text[:CHARACTERS_AT_MOST], statements_too=statements_too)
    spelt = known.spelt(read.raw)
    cut = len(text) > CHARACTERS_AT_MOST
    if len(spelt) == len(read.raw):
        return _Input(spelt, read.raw, read.lines, read.labels, read.statements, cut, known)
    counts = [len(known.numbers[word]) for word in read.raw]
    starts = [0]
    for count in counts:
        starts.append(starts[-1] + count)
    return _Input(
        spelt,
        [word for word, count in zip(read.raw, counts, strict=True) for _ in range(count)],
        [line for line, count in zip(read.lines, counts, strict=True) for _ in range(count)],
        {starts[place]: label for place, label in read.labels.items()},
        {starts[place]: said for place, said in read.statements.items()},
        cut,
        known,
    )


def _search(known: Fingerprints, given: _Input, low: int, high: int) -> Iterator[_Fit]:
    """The best fit between two places, and those beside it."""
    if high - low < 12:
        return
    best = _best(known, given, low, high)
    if best is not None:
        yield best
        yield from _search(known, given, low, best.start)
        yield from _search(known, given, best.end, high)


def _best(known: Fingerprints, given: _Input, low: int, high: int) -> _Fit | None:
    found = known.holders(set(triples(given.spelt[low:high])))
    ranked = sorted(
        (
            (shared - 0.15 * min(known.sampled(number) - shared, 3 * shared), -number)
            for number, shared in enumerate(found)
            if shared > 9 or (shared and shared >= 0.25 * known.sampled(number))
        ),
        reverse=True,
    )[:_CANDIDATES]
    best = None
    for promise, negative in ranked:
        if promise <= 0 or promise < ranked[0][0] * 0.5:
            break
        text = known.text(-negative)
        fit = _exactly(text, -negative, given, low, high)
        if fit is not None and fit.exact and fit.end - fit.start == high - low:
            return fit
        if promise > ranked[0][0] * (0.8 if best is None or best.likeness < 0.9 else 0.94):
            near = _nearly(text, -negative, given, low, high)
            if near is not None and (fit is None or near.end - near.start >= fit.end - fit.start + 12):
                fit = near  # the part left out is there, but changed
            elif near is not None and near.exact and not (fit and fit.exact):
                fit = near
        if fit is not None and (best is None or fit.beats(best)):
            best = fit
    return best


# --- exactly: the known text as a template, all of it and nothing else


def _exactly(text: Text, number: int, given: _Input, low: int, high: int) -> _Fit | None:
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
            changed = _labels(text, given, runs)
            return _Fit(
                text, number, start, end, runs, end - start - len(changed), 0, len(changed), tuple(changed), not changed
            )
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
    given: _Input,
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
        ways = ((1, len(now[1]), length) for length in _lengths(*now, place, high, given))
    for forward, known, length in ways:
        end = _walk(steps, step + forward, at + known, place + length, high, given, runs, dead)
        if end is not None:
            if isinstance(now, str):
                runs.append((at, place, length))
            return end
    dead.add((step, place))
    return None


def _lengths(slot: Slot, default: str, place: int, high: int, given: _Input) -> Iterator[int]:
    """How many words of the input can fill a slot."""
    for filling in (default, *slot.fillings):
        head, free, tail = filling.partition(FREE)
        if given.spelt.startswith(head, place, high):
            if not free:
                yield len(head)
                continue
            for length in names(given.raw, place + len(head), high, most=20):
                if given.spelt.startswith(tail, place + len(head) + length, high):
                    yield len(head) + length + len(tail)
    if slot.names:
        for length in names(given.raw, place, high, most=slot.names):
            if not length or slot.names < COPYRIGHT or default or _copyright(given.raw[place : place + length]):
                yield length


def _copyright(raw: Sequence[str]) -> bool:
    """Whether names stand in a copyright line."""
    said = [word.lower() for word in raw]
    return not {"copyright", "c"}.isdisjoint(said[:3]) or said[-1] == "reserved"


def _labels(text: Text, given: _Input, runs: Sequence[Run]) -> list[Difference]:
    """List numbers that are not the known text's: they may be lost or written otherwise, but not be other numbers."""
    changed = []
    for known, place, length in runs:
        for at, label in text.labels.items() if given.labels else ():
            found = given.labels.get(place + at - known) if known <= at <= known + length else None
            if found is not None and _other_number(found, label):
                changed.append(
                    Difference(
                        "changed", given.lines[min(place + at - known, len(given.lines) - 1)], f"{found} (for {label})"
                    )
                )
    return changed


def _other_number(found: str, label: str) -> bool:
    one, other = found.lower().split(), label.lower().split()
    return len(one) == len(other) and any(
        a != b and a[0].isdigit() == b[0].isdigit() for a, b in zip(one, other, strict=True)
    )


# --- nearly: the words in common, in order


@lru_cache(maxsize=64)
def _seeds(text: Text) -> dict[str, int]:
    """Where each short word sequence of a text stands; -1 if in several places."""
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
            after = known.find(spelt[place : place + _SEED], expected, expected + 500)
            at = after if after >= 0 or at < 0 else at
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


def _nearly(text: Text, number: int, given: _Input, low: int, high: int) -> _Fit | None:
    runs = _densest(_filled(_chained(_anchors(text, given.spelt, low, high)), text.words, given.spelt, low, high))
    if not runs:
        return None
    start, end = runs[0][1], runs[-1][1] + runs[-1][2]
    matched = sum(length for _, _, length in runs)
    missing = added = 0
    differences = _labels(text, given, runs)
    loose: list[Difference] = []  # in parts that may vary, but not in just any way
    edges = [(0, start, 0), *runs, (len(text.words), end, 0)]
    for (known, place, length), (known_next, place_next, _) in pairwise(edges):
        known, place = known + length, place + length
        lost, more = known_next - known, place_next - place
        if not (lost or more) or _same_label(text, given, known, known_next, place, place_next):
            continue
        heading = not known or any(not since and known <= until for since, until in text.optional)
        if heading and not lost and _idle(given, place, place_next, [text]):
            continue
        if _allowed(text, known, known_next, given.raw[place:place_next]):
            if not _wholly(text, known, known_next):
                loose.append(_difference(given, place, place_next, lost))
            continue
        missing += lost
        added += more
        differences.append(_difference(given, place, place_next, lost))
    if not (differences or loose):
        return _Fit(text, number, start, end, runs, matched, exact=True)
    share, density = matched / (matched + missing), matched / (matched + added)
    longest = max(length for _, _, length in runs)
    whole = share >= 0.6 and density >= 0.5 and matched >= 12
    part = matched >= 50 and density >= 0.6 and longest >= 20
    if not (whole or part):
        return None
    told = sorted(differences or loose, key=lambda difference: difference.line)
    return _Fit(text, number, start, end, runs, matched, missing, added, tuple(told))


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
            if lost == more == 1:
                blocks: Sequence[tuple[int, int, int]] = [(0, 0, 1)] if known[at] == spelt[place] else []
            else:
                blocks = SequenceMatcher(None, known[at:at_next], spelt[place:place_next], False).get_matching_blocks()
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


def _allowed(text: Text, at: int, to: int, raw: Sequence[str]) -> bool:
    """Whether a known text lets its words be left out, or be filled in with those of the input."""
    slots = [slot for slot in text.slots if slot.start <= at and to <= slot.end]
    if raw and not (slots and naming(raw)):
        return False
    return bool(slots) or any(start <= at and to <= end for start, end in text.optional)


def _wholly(text: Text, at: int, to: int) -> bool:
    """Whether what is left out or filled in is all of an optional part or all of a slot."""
    return (at, to) in text.optional or any((slot.start, slot.end) == (at, to) for slot in text.slots)


def _same_label(text: Text, given: _Input, at: int, to: int, place: int, place_to: int) -> bool:
    """Whether the words between two runs are in both, but passed over in one as a list number or copyright line."""
    if at == to:
        label = text.labels.get(at)
        return label is not None and " ".join(given.raw[place:place_to]).lower() == label.lower()
    if place != place_to:
        return False
    here = (given.labels.get(place, "").split(), given.statements.get(place, ()))
    return text.words[at:to] in map(given.known.spelt, here)


def _difference(given: _Input, place: int, to: int, lost: int) -> Difference:
    line = given.lines[min(place, len(given.lines) - 1)]
    gone = f"{lost} word{'s' * (lost != 1)}"
    if place == to:
        return Difference("removed", line, gone)
    shown = " ".join(given.raw[place : min(to, place + _SHOWN_WORDS)])
    if to - place > _SHOWN_WORDS:
        shown += f" … ({to - place} words)"
    return Difference("changed", line, f"{shown} (for {gone})") if lost else Difference("added", line, shown)


# --- what no text accounts for


def _leftovers(fits: Sequence[_Fit], given: _Input) -> list[_Fit]:
    """The fits, none of them exact beside words that no fit accounts for."""
    if not fits:
        return []
    extra: list[list[Difference]] = [[] for _ in fits]
    edges = [0, *(edge for fit in fits for edge in (fit.start, fit.end)), len(given.raw)]
    for gap in range(len(fits) + 1):
        start, end = edges[2 * gap], edges[2 * gap + 1]
        beside = [number for number in (gap - 1, gap) if 0 <= number < len(fits)]
        if start >= end or _idle(given, start, end, [fits[number].text for number in beside]):
            continue
        concerned = beside if 0 < gap < len(fits) else range(len(fits))
        for number in concerned:
            extra[number].append(_difference(given, start, end, 0))
    for number, fit in enumerate(fits):  # a part of a text with words of its own is foreign to the texts beside it
        foreign = [difference for difference in fit.differences if difference.op != "removed"]
        if foreign and fit.matched < 0.6 * (fit.matched + fit.missing):
            for beside_it in {number - 1, number + 1} & {*range(len(fits))}:
                extra[beside_it] += foreign
    if given.cut:
        for more in extra:
            more.append(
                Difference("added", given.lines[-1], f"what follows the first {CHARACTERS_AT_MOST:,} characters")
            )
    return [
        evolve(
            fit,
            differences=tuple(sorted((*fit.differences, *more), key=lambda difference: difference.line)),
            added=fit.added + sum(len(difference.text.split()) for difference in more),
            exact=False,
        )
        if more
        else fit
        for fit, more in zip(fits, extra, strict=True)
    ]


def _idle(given: _Input, start: int, end: int, beside: Sequence[Text]) -> bool:
    """Whether words between texts say nothing: a title of a text beside them, a heading, a copyright line."""
    place = start
    while place < end:
        titles = [title for text in beside for title in text.titles if given.spelt.startswith(title, place)]
        if [word.lower() for word in given.raw[place : place + 3]] == ["spdx", "license", "identifier"]:
            place += 3
        elif titles:
            place += max(map(len, titles))
        elif given.raw[place].lower() in _HEADING and place - start < 40:
            if given.raw[place].lower() in {"copyright", "c"}:
                return naming(given.raw[place:end])
            place += 1
        else:
            return False
    return True


def _match(fit: _Fit, given: _Input) -> Match:
    kind: Literal["exact", "modified", "partial"] = "modified"
    if fit.exact:
        kind = "exact"
    elif fit.matched < 0.6 * (fit.matched + fit.missing):
        kind = "partial"
    differences = () if fit.exact else fit.differences
    lines = (given.lines[fit.start], given.lines[fit.end - 1])
    return Match(fit.text.licence, fit.likeness, kind, lines, differences, fit.text.policy)


def _merged(matches: Sequence[Match]) -> tuple[Match, ...]:
    """One match a licence: of several the worst is told, and a part that adds nothing to an exact text is none."""
    held: dict[str, Match] = {}
    for match in matches:
        other = held.setdefault(match.licence, match)
        if other is match:
            continue
        first, second = sorted((other, match), key=lambda one: ("modified", "exact", "partial").index(one.kind))
        if second.kind == "partial" and any(difference.op != "removed" for difference in second.differences):
            kind: Literal["exact", "modified", "partial"] = "modified" if first.kind != "partial" else "partial"
        else:
            kind = first.kind
        told = () if kind == "exact" else tuple(sorted({*first.differences, *second.differences}, key=_by_line))
        lines = (min(other.lines[0], match.lines[0]), max(other.lines[1], match.lines[1]))
        likeness = first.likeness if kind == first.kind else min(first.likeness, second.likeness)
        held[match.licence] = evolve(
            first, kind=kind, likeness=min(likeness, 1.0 if kind == "exact" else 0.9999), lines=lines, differences=told
        )
    return tuple(held.values())


def _by_line(difference: Difference) -> tuple[int, str]:
    return difference.line, difference.text
