"""A known text laid beside a part of an input, and how well it fits.

A fit is `exact` if the walk over SPDX's template accounts for every word. Else runs of common words are laid beside each
other, and what lies between them is a change, unless the known text's own freedom accounts for it: an optional part, a
slot, a list number.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from openness.licensing.matching.alignment import Run, aligned
from openness.licensing.matching.difference import TextChange, change
from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.match import MatchKind
from openness.licensing.matching.normalise import naming
from openness.licensing.matching.reading import Input
from openness.licensing.matching.sameness import ListLabel, TextGap, harmless, in_optional, left_out, renumbered
from openness.licensing.matching.slots import fills, renames
from openness.licensing.matching.text import Text, triples
from openness.licensing.matching.walking import walked
from openness.value import Shown

_CANDIDATES = 11
_PASSES = 64  # how often all words of a text may be searched
_HEADING = frozenset("the a license licenses licence text full agreement copyright c notice file".split())


@frozen(eq=False, repr=False)
class Fit(Shown):
    """A known text laid beside a part of the input."""

    text: Text
    number: int
    start: int
    end: int
    runs: Sequence[Run]
    matched: int
    missing: int = 0
    added: int = 0
    changes: tuple[TextChange, ...] = ()
    exact: bool = False
    same: bool = False
    gaps: tuple[TextGap, ...] = ()

    @property
    def score(self) -> float:
        return self.matched - min(0.6 * self.missing, 0.3 * self.matched) - self.added + 5 * self.exact

    def beats(self, other: "Fit") -> bool:
        """True where this is the better fit; an exact one gives way only to one that explains far more."""
        gain, margin = self.score - other.score, 2 if self.number > other.number else -2
        if self.exact != other.exact:
            near = other if self.exact else self
            margin = (-8 if self.exact else 8) * (near.missing + near.added)
        return gain > margin

    @property
    def likeness(self) -> float:
        return 1.0 if self.exact else min(self.matched / (self.matched + self.missing + self.added), 0.9999)

    @property
    def kind(self) -> MatchKind:
        if self.exact:
            return "exact"
        if self.same:
            return "same-wording"
        return "partial" if self.matched < 0.6 * (self.matched + self.missing) else "modified"


def overlooking(text: Text, number: int, given: Input, low: int, high: int) -> Fit | None:
    """A known text between two places of an input, if all that differs is layout."""
    runs = aligned(text, given.spelt, low, high)
    if not runs:
        return None
    matched = sum(length for _, _, length in runs)
    notes: list[TextChange] = []
    missing = added = 0
    labels = other_labels(text, given, runs)
    if not renumbered(labels, given):
        return None
    notes += [label.change for label in labels]
    for gap in _gaps(text, given, runs, low, high):
        if not harmless(gap, text, given):
            return None
        missing, added = missing + gap.lost, added + gap.more
        notes.append(change(given, gap.place, gap.end, text.words[gap.at : gap.to]))
    start, end = runs[0][1], runs[-1][1] + runs[-1][2]
    changes = tuple(sorted(notes, key=by_line))
    return Fit(text, number, start, end, runs, matched, missing, added, changes, exact=not notes, same=bool(notes))


def search(known: Fingerprints, given: Input, low: int, high: int) -> Iterator[Fit]:
    """The best fit between two places, and those beside it.

    What is left after many passes is not read, so that no text costs more than its share; it makes the fits beside it
    modified.
    """
    left = [(low, high)]
    budget = _PASSES * (high - low)
    while left:
        low, high = left.pop()
        budget -= high - low
        best = _best(known, given, low, high) if high - low >= 12 and budget >= 0 else None
        if best is not None:
            yield best
            copies = _copies(best, given, high)
            yield from copies
            left += [(low, best.start), (copies[-1].end if copies else best.end, high)]


def _copies(fit: Fit, given: Input, high: int) -> list[Fit]:
    """The copies of a whole text that follow it without a word between, but for the last, which may begin another text."""
    copies: list[Fit] = []
    end = fit.end
    while fit.exact:
        found = walked(fit.text, given, end, min(high, end + 2 * (fit.end - fit.start)))
        if found is None:
            break
        start, until, runs = found
        if start != end or other_labels(fit.text, given, runs):
            break
        end = until
        copies.append(Fit(fit.text, fit.number, start, end, runs, end - start, exact=True))
    return copies[:-1]


def _best(known: Fingerprints, given: Input, low: int, high: int) -> Fit | None:
    found = known.holders(set(triples(given.spelt[low:high])))
    likely = [
        (shared, number)
        for number, (shared, least) in enumerate(zip(found, known.least, strict=True))
        if shared >= least
    ]
    if not likely:
        return None
    some = 0.275 * max(likely)[0]  # who shares less promises less than half of what the best one does
    ranked = sorted(
        (
            (shared - 0.15 * min(known.sampled(number) - shared, 3 * shared), -number)
            for shared, number in likely
            if shared >= some
        ),
        reverse=True,
    )[:_CANDIDATES]
    best = None
    for promise, negative in ranked:
        share = promise / ranked[0][0]
        if share < 0.5:
            break
        text = known.text(-negative)
        fit = _exactly(text, -negative, given, low, high)
        if fit is not None and fit.exact and fit.end - fit.start == high - low:
            return fit
        if share > (0.8 if best is None or best.likeness < 0.9 else 0.94):
            near = _nearly(text, -negative, given, low, high)
            if near is not None and (fit is None or near.end - near.start >= fit.end - fit.start + 12):
                fit = near  # the part left out is there, but changed
        if fit is not None and (best is None or fit.beats(best)):
            best = fit
    return best and _with_changes(best, given)


def _exactly(text: Text, number: int, given: Input, low: int, high: int) -> Fit | None:
    found = walked(text, given, low, high)
    if found is None:
        return None
    start, end, runs = found
    changed = tuple(label.change for label in other_labels(text, given, runs))
    return Fit(text, number, start, end, runs, end - start - len(changed), 0, len(changed), changed, not changed)


def other_labels(text: Text, given: Input, runs: Sequence[Run]) -> list[ListLabel]:
    """List numbers that are not the known text's: they may be lost or written otherwise, but not be other numbers."""
    changed: list[ListLabel] = []
    if not given.labels:
        return changed
    numbered = [*text.labels]  # in the order of the text
    for known, place, length in runs:
        for at in numbered[bisect_left(numbered, known) : bisect_right(numbered, known + length)]:
            where = place + at - known
            found, label = given.labels.get(where), text.labels[at]
            if found is not None and _other_number(found, label):
                changed.append(ListLabel(where, found, label, given.lines[min(where, len(given.lines) - 1)]))
    return changed


def _other_number(found: str, label: str) -> bool:
    if found == label:
        return False
    one, other = found.lower().split(), label.lower().split()
    return len(one) == len(other) and any(
        a != b and a[0].isdigit() == b[0].isdigit() for a, b in zip(one, other, strict=True)
    )


def _nearly(text: Text, number: int, given: Input, low: int, high: int) -> Fit | None:
    """A known text laid beside the input between two places, if enough of it is there."""
    runs = aligned(text, given.spelt, low, high)
    if not runs:
        return None
    start, end = runs[0][1], runs[-1][1] + runs[-1][2]
    matched = sum(length for _, _, length in runs)
    missing = added = 0
    gaps: list[TextGap] = []
    loose: list[TextGap] = []  # in parts that may be left out, but not in just any way
    for gap in _gaps(text, given, runs, start, end):
        if not gap.more and any(in_optional(text, gap.at, gap.to)):
            loose.append(gap)
            continue
        missing, added = missing + gap.lost, added + gap.more
        gaps.append(gap)
    labels = tuple(label.change for label in other_labels(text, given, runs))
    if not (gaps or labels or loose):
        return Fit(text, number, start, end, runs, matched, exact=True)
    share, density = matched / (matched + missing), matched / (matched + added)
    longest = max(length for _, _, length in runs)
    whole = share >= 0.6 and density >= 0.5 and matched >= 12
    part = matched >= 50 and density >= 0.6 and longest >= 20
    if not (whole or part):
        return None
    counted = tuple(gaps) if gaps or labels else tuple(loose)
    return Fit(text, number, start, end, runs, matched, missing, added, labels, gaps=counted)


def _with_changes(fit: Fit, given: Input) -> Fit:
    """A fit with the words of its gaps as changes."""
    if not fit.gaps:
        return fit
    changes = (change(given, gap.place, gap.end, fit.text.words[gap.at : gap.to]) for gap in fit.gaps)
    return evolve(fit, changes=tuple(sorted((*fit.changes, *changes), key=by_line)))


def _gaps(text: Text, given: Input, runs: Sequence[Run], low: int, high: int) -> Iterator[TextGap]:
    """The places between two places of an input, beside its runs, that the known text's own freedom does not account for."""
    edges = [(0, low, 0), *runs, (len(text.words), high, 0)]
    headed = max((until for since, until in text.optional if not since), default=0)
    for (known, place, length), (known_next, place_next, _) in pairwise(edges):
        gap = TextGap(known + length, known_next, place + length, place_next)
        if not (gap.lost or gap.more) or _same_label(text, given, gap):
            continue
        if gap.at <= headed and not gap.lost and idle(given, gap.place, gap.end, [text]):
            continue
        if not left_out(text, gap) and not _filled_in(text, given, gap, edges):
            yield gap


def _filled_in(text: Text, given: Input, gap: TextGap, edges: Sequence[Run]) -> bool:
    """True where a gap lies in a slot, and the slot's whole filling is one it takes, or a name stands for words of it."""
    for slot in text.slots:
        if not slot.start <= gap.at <= gap.to <= slot.end:
            continue
        start = gap.place if slot.start == gap.at else _start_of(slot.start, edges)
        end = gap.end if slot.end == gap.to else _end_of(slot.end, edges)
        if start is not None and end is not None:
            default = text.words[slot.start : slot.end]
            if fills(slot, default, start, end, given):
                return True
        lost = text.words[gap.at : gap.to]
        if gap.more and renames(slot, lost, given.raw[gap.place : gap.end], gap.place, given):
            return True
    return False


def _start_of(at: int, runs: Sequence[Run]) -> int | None:
    """The place in the input of a place of the known text; None where that is in a gap."""
    for known, place, length in reversed(runs):
        if known <= at:
            return place + at - known if at <= known + length else None
    return None


def _end_of(at: int, runs: Sequence[Run]) -> int | None:
    for known, place, length in runs:
        if at <= known + length:
            return place + at - known if known <= at else None
    return None


def _same_label(text: Text, given: Input, gap: TextGap) -> bool:
    """True where the words between two runs are in both, but passed over in one as a list number or copyright line."""
    if not gap.lost:
        label = text.labels.get(gap.at)
        return label is not None and " ".join(given.raw[gap.place : gap.end]).lower() == label.lower()
    if gap.more or (gap.place not in given.labels and gap.place not in given.statements):
        return False
    here = (given.labels.get(gap.place, "").split(), given.statements.get(gap.place, ()))
    return text.words[gap.at : gap.to] in map(given.known.spelt, here)


def idle(given: Input, start: int, end: int, beside: Sequence[Text]) -> bool:
    """True where words between texts say nothing: a title of a text beside them, a heading, a copyright line."""
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


def by_line(change: TextChange) -> int:
    return change.line
