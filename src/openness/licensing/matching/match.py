"""Which licence a text is, and what in it is not that licence's.

A text is `exact` only if all of its words are accounted for: by a known text, by what that text lets vary, by titles and
by copyright lines. A text that is not exact is read once more, and is `same-wording` if everything that differs is
layout (`sameness`). Whatever else is left over makes it `modified`; a small share of a known text is `partial`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import Literal

from attrs import evolve, frozen

from openness.licensing.matching.alignment import Run, aligned
from openness.licensing.matching.difference import Change, Difference, change
from openness.licensing.matching.mending import Mended, mended
from openness.licensing.matching.normalise import naming
from openness.licensing.matching.reading import CHARACTERS_AT_MOST, Input, read
from openness.licensing.matching.sameness import Gap, Label, harmless, left_out, other_version, renumbered
from openness.licensing.matching.slots import fills, renames
from openness.licensing.matching.templates import Fingerprints, Text, shipped, triples
from openness.licensing.matching.walking import walked
from openness.vocabulary.value import Shown, Value

_CANDIDATES = 10
_PASSES = 64  # how often all words of a text may be searched
_LIKE = 0.95  # a likeness below which a text that names another version is one
_ADDED = 80  # words of one place, more than which are never layout
_FITS = 64  # known texts in an input that is read a second time
_HEADING = frozenset("the a license licenses licence text full agreement copyright c notice file".split())

MatchKind = Literal["exact", "same-wording", "modified", "partial"]
#: The words of a licence's text that may be shown, by the characters that stand for them.
Spelling = Callable[[str], Mapping[str, str]]


@frozen(eq=False, repr=False)
class Match(Value):
    """A licence found in a text.

    Args:
        licence: the licence's id.
        likeness: the share of words that agree, 0 to 1; 1 only if exact.
        kind: `exact`; `same-wording`, the same words in another layout; `modified` or `partial`.
        lines: the first and the last line, counted from 1.
        differences: what is not as in the known text; empty if exact. In the same wording, what was overlooked.
        policy: whether it is a policy that goes with a licence.
        version: the other version that the text's title names; empty where it names none, or this one.
    """

    licence: str
    likeness: float
    kind: MatchKind
    lines: tuple[int, int]
    differences: tuple[Difference, ...] = ()
    policy: bool = False
    version: str = ""


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
    changes: tuple[Change, ...] = ()
    exact: bool = False
    same: bool = False

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

    @property
    def kind(self) -> MatchKind:
        if self.exact:
            return "exact"
        if self.same:
            return "same-wording"
        return "partial" if self.matched < 0.6 * (self.matched + self.missing) else "modified"


def identify(
    text: str, fingerprints: Fingerprints | None = None, spelling: Spelling | None = None
) -> tuple[Match, ...]:
    """The licences whose texts stand in a text, in the order of their places; none if it knows none.

    Args:
        text: the text; what follows its first 2,000,000 characters is not read.
        fingerprints: which texts are known; the shipped ones by default.
        spelling: licence id → the words of its text that may be shown; none by default, and removed words are counted.

    >>> identify("This model may be used by anyone for anything.")
    ()
    """
    known = fingerprints if fingerprints is not None else shipped()
    given = read(text, known)
    fits = _fits(given, known)
    if any(fit.kind == "modified" for fit in fits):
        if len(fits) == 1 and fits[0].likeness > 0.95 and given.statements:
            both = read(text, known, statements_too=True)  # a line may be part name, part text
            again = _fits(both, known)
            if len(again) == 1 and again[0].exact:
                return _matches(again, both, spelling)
        if _may_be_same(fits) and (second := _second(text, fits, known)):
            return _matches(*second, spelling)
    return _matches(fits, given, spelling)


def _fits(given: Input, known: Fingerprints) -> list[_Fit]:
    """The known texts in an input, in the order of their places."""
    if not given.raw:
        return []
    number = known.whole.get(given.spelt.encode())
    if number is not None and not given.cut:
        whole = known.text(number)
        if not _labels(whole, given, [(0, 0, len(given.spelt))]):
            return [_Fit(whole, number, 0, len(given.raw), (), len(given.raw), exact=True)]
    fits = sorted(_search(known, given, 0, len(given.spelt)), key=lambda fit: fit.start)
    return _leftovers(fits, given)


def _may_be_same(fits: Sequence[_Fit]) -> bool:
    """Whether a second read can overlook what differs: it overlooks no part of a text, and no long run of words."""
    whole = all(fit.kind != "partial" for fit in fits)
    return whole and len(fits) <= _FITS and all(each.count <= _ADDED for fit in fits for each in fit.changes)


def _second(text: str, first: Sequence[_Fit], known: Fingerprints) -> tuple[list[_Fit], Input] | None:
    """The fits of a second read that overlooks layout, with what it read; None unless it accounts for every word.

    Only texts of the licences that the first read found are tried.
    """
    if len(text) > CHARACTERS_AT_MOST:
        return None
    found = {fit.text.licence for fit in first}
    return next(filter(None, (_same(mend, found, known) for mend in mended(text, known))), None)


def _same(mend: Mended, found: Set[str], known: Fingerprints) -> tuple[list[_Fit], Input] | None:
    """The fits of a mended text with some licences; None unless all that differs is layout."""
    given = read(mend.text, known)
    if not given.raw:
        return None
    given = evolve(given, lines=[mend.lines[line - 1] for line in given.lines])
    fits = sorted(_search(known, given, 0, len(given.spelt)), key=lambda fit: fit.start)
    if {fit.text.licence for fit in fits} != found:
        return None
    numbers = known.numbers_of(found)
    same = []
    for place, fit in enumerate(fits):
        low = fits[place - 1].end if place else 0
        high = fits[place + 1].start if place + 1 < len(fits) else len(given.raw)
        high = fit.end if fit.exact and high < len(given.raw) else high
        tried = (
            _overlooking(known.text(number), number, given, low, high)
            for number in sorted(numbers[fit.text.licence], key=lambda number: number != fit.number)
        )
        idle = fit.exact and _idle(given, low, fit.start, [fit.text]) and _idle(given, fit.end, high, [fit.text])
        better = fit if idle else next(filter(None, tried), None)
        if better is None:
            return None
        same.append(better)
    if mend.notes:
        worst = max(range(len(same)), key=lambda place: (not same[place].exact, -place))
        notes = tuple(sorted((*same[worst].changes, *mend.notes), key=_by_line))
        same[worst] = evolve(same[worst], changes=notes, added=same[worst].added + 1, exact=False, same=True)
    return same, given


def _overlooking(text: Text, number: int, given: Input, low: int, high: int) -> _Fit | None:
    """A known text between two places of an input, if all that differs is layout."""
    runs = aligned(text, given.spelt, low, high)
    if not runs:
        return None
    matched = sum(length for _, _, length in runs)
    notes: list[Change] = []
    missing = added = 0
    labels = _labels(text, given, runs)
    if not renumbered(labels, given):
        return None
    notes += [label.change for label in labels]
    for gap in _gaps(text, given, runs, (0, low, 0), (len(text.words), high, 0)):
        if not harmless(gap, text, given):
            return None
        missing, added = missing + gap.lost, added + gap.more
        notes.append(change(given, gap.place, gap.end, text.words[gap.at : gap.to]))
    start, end = runs[0][1], runs[-1][1] + runs[-1][2]
    told = tuple(sorted(notes, key=_by_line))
    return _Fit(text, number, start, end, runs, matched, missing, added, told, exact=not notes, same=bool(notes))


def _search(known: Fingerprints, given: Input, low: int, high: int) -> Iterator[_Fit]:
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


def _copies(fit: _Fit, given: Input, high: int) -> list[_Fit]:
    """The copies of a whole text that follow it without a word between, but for the last, which may begin another text."""
    copies: list[_Fit] = []
    end = fit.end
    while fit.exact:
        found = walked(fit.text, given, end, min(high, end + 2 * (fit.end - fit.start)))
        if found is None or found[0] != end or _labels(fit.text, given, found[2]):
            break
        start, end, runs = found
        copies.append(_Fit(fit.text, fit.number, start, end, runs, end - start, exact=True))
    return copies[:-1]


def _best(known: Fingerprints, given: Input, low: int, high: int) -> _Fit | None:
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


def _exactly(text: Text, number: int, given: Input, low: int, high: int) -> _Fit | None:
    found = walked(text, given, low, high)
    if found is None:
        return None
    start, end, runs = found
    changed = tuple(label.change for label in _labels(text, given, runs))
    return _Fit(text, number, start, end, runs, end - start - len(changed), 0, len(changed), changed, not changed)


def _labels(text: Text, given: Input, runs: Sequence[Run]) -> list[Label]:
    """List numbers that are not the known text's: they may be lost or written otherwise, but not be other numbers."""
    changed = []
    for known, place, length in runs:
        for at, label in text.labels.items() if given.labels else ():
            found = given.labels.get(place + at - known) if known <= at <= known + length else None
            if found is not None and _other_number(found, label):
                where = place + at - known
                changed.append(Label(where, found, label, given.lines[min(where, len(given.lines) - 1)]))
    return changed


def _other_number(found: str, label: str) -> bool:
    one, other = found.lower().split(), label.lower().split()
    return len(one) == len(other) and any(
        a != b and a[0].isdigit() == b[0].isdigit() for a, b in zip(one, other, strict=True)
    )


def _nearly(text: Text, number: int, given: Input, low: int, high: int) -> _Fit | None:
    """A known text laid beside the input between two places, if enough of it is there."""
    runs = aligned(text, given.spelt, low, high)
    if not runs:
        return None
    start, end = runs[0][1], runs[-1][1] + runs[-1][2]
    matched = sum(length for _, _, length in runs)
    missing = added = 0
    changes = [label.change for label in _labels(text, given, runs)]
    loose: list[Change] = []  # in parts that may be left out, but not in just any way
    for gap in _gaps(text, given, runs, (0, start, 0), (len(text.words), end, 0)):
        told = change(given, gap.place, gap.end, text.words[gap.at : gap.to])
        if not gap.more and any(since <= gap.at and gap.to <= until for since, until in text.optional):
            loose.append(told)
            continue
        missing, added = missing + gap.lost, added + gap.more
        changes.append(told)
    if not (changes or loose):
        return _Fit(text, number, start, end, runs, matched, exact=True)
    share, density = matched / (matched + missing), matched / (matched + added)
    longest = max(length for _, _, length in runs)
    whole = share >= 0.6 and density >= 0.5 and matched >= 12
    part = matched >= 50 and density >= 0.6 and longest >= 20
    if not (whole or part):
        return None
    told_first = tuple(sorted(changes or loose, key=_by_line))
    return _Fit(text, number, start, end, runs, matched, missing, added, told_first)


def _gaps(text: Text, given: Input, runs: Sequence[Run], before: Run, after: Run) -> Iterator[Gap]:
    """The places between runs that the known text's own freedom does not account for."""
    edges = [before, *runs, after]
    for number, ((known, place, length), (known_next, place_next, _)) in enumerate(pairwise(edges)):
        gap = Gap(known + length, known_next, place + length, place_next)
        if not (gap.lost or gap.more) or _same_label(text, given, gap):
            continue
        heading = not gap.at or any(not since and gap.at <= until for since, until in text.optional)
        if heading and not gap.lost and _idle(given, gap.place, gap.end, [text]):
            continue
        if not left_out(text, gap) and not _filled_in(text, given, gap, edges, number):
            yield gap


def _filled_in(text: Text, given: Input, gap: Gap, edges: Sequence[Run], number: int) -> bool:
    """Whether a gap lies in a slot, and the slot's whole filling is one it takes, or a name stands for words of it."""
    for slot in text.slots:
        if not slot.start <= gap.at <= gap.to <= slot.end:
            continue
        start = gap.place if slot.start == gap.at else _start_of(slot.start, edges[: number + 1])
        end = gap.end if slot.end == gap.to else _end_of(slot.end, edges[number + 1 :])
        if start is not None and end is not None:
            default = text.words[slot.start : slot.end]
            if fills(slot, default, start, end, given):
                return True
        lost = text.words[gap.at : gap.to]
        if gap.more and renames(slot, lost, given.raw[gap.place : gap.end], gap.place, given):
            return True
    return False


def _start_of(at: int, runs: Sequence[Run]) -> int | None:
    """Where in the input a place of the known text is; None if it is in a gap."""
    for known, place, length in reversed(runs):
        if known <= at:
            return place + at - known if at <= known + length else None
    return None


def _end_of(at: int, runs: Sequence[Run]) -> int | None:
    for known, place, length in runs:
        if at <= known + length:
            return place + at - known if known <= at else None
    return None


def _same_label(text: Text, given: Input, gap: Gap) -> bool:
    """Whether the words between two runs are in both, but passed over in one as a list number or copyright line."""
    if not gap.lost:
        label = text.labels.get(gap.at)
        return label is not None and " ".join(given.raw[gap.place : gap.end]).lower() == label.lower()
    if gap.more:
        return False
    here = (given.labels.get(gap.place, "").split(), given.statements.get(gap.place, ()))
    return text.words[gap.at : gap.to] in map(given.known.spelt, here)


# --- what no text accounts for


def _leftovers(fits: Sequence[_Fit], given: Input) -> list[_Fit]:
    """The fits, none of them exact beside words that no fit accounts for."""
    if not fits:
        return []
    extra: list[list[Change]] = [[] for _ in fits]
    edges = [0, *(edge for fit in fits for edge in (fit.start, fit.end)), len(given.raw)]
    for gap in range(len(fits) + 1):
        start, end = edges[2 * gap], edges[2 * gap + 1]
        beside = [number for number in (gap - 1, gap) if 0 <= number < len(fits)]
        if start >= end or _idle(given, start, end, [fits[number].text for number in beside]):
            continue
        concerned = beside if 0 < gap < len(fits) else range(len(fits))
        for number in concerned:
            extra[number].append(change(given, start, end, ""))
    for number, fit in enumerate(fits):  # a part of a text with words of its own is foreign to the texts beside it
        foreign = [each for each in fit.changes if each.op != "removed"]
        if foreign and fit.matched < 0.6 * (fit.matched + fit.missing):
            for beside_it in {number - 1, number + 1} & {*range(len(fits))}:
                extra[beside_it] += foreign
    if given.cut:
        for more in extra:
            more.append(Change(given.lines[-1], f"what follows the first {CHARACTERS_AT_MOST:,} characters", count=1))
    return [
        evolve(
            fit,
            changes=tuple(sorted((*fit.changes, *more), key=_by_line)),
            added=fit.added + sum(each.count for each in more),
            exact=False,
        )
        if more
        else fit
        for fit, more in zip(fits, extra, strict=True)
    ]


def _idle(given: Input, start: int, end: int, beside: Sequence[Text]) -> bool:
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


def _matches(fits: Sequence[_Fit], given: Input, spelling: Spelling | None) -> tuple[Match, ...]:
    return _merged([_match(fit, given, spelling) for fit in fits])


def _match(fit: _Fit, given: Input, spelling: Spelling | None) -> Match:
    lost = not fit.exact and any(each.lost for each in fit.changes)
    words = spelling(fit.text.licence) if spelling is not None and lost else {}
    differences = () if fit.exact else tuple(each.spelt(words) for each in fit.changes)
    lines = (given.lines[fit.start], given.lines[fit.end - 1])
    unlike = fit.kind == "modified" and fit.likeness < _LIKE
    version = other_version(fit.text, given) if unlike else ""
    return Match(fit.text.licence, fit.likeness, fit.kind, lines, differences, fit.text.policy, version)


_WORST_FIRST = ("modified", "same-wording", "exact", "partial")


def _merged(matches: Sequence[Match]) -> tuple[Match, ...]:
    """One match a licence: of several the worst is told, and a part that adds nothing to a whole text is none."""
    merged: dict[str, Match] = {}
    for match in matches:
        other = merged.setdefault(match.licence, match)
        if other is match:
            continue
        first, second = sorted((other, match), key=lambda each: _WORST_FIRST.index(each.kind))
        kind, differences = first.kind, {*first.differences, *second.differences}
        if second.kind == "partial":
            if any(difference.op != "removed" for difference in second.differences):
                kind = "modified" if first.kind != "partial" else "partial"
            elif kind == "same-wording":
                differences = {*first.differences}
        likeness = first.likeness if kind == first.kind else min(first.likeness, second.likeness)
        merged[match.licence] = evolve(
            first,
            kind=kind,
            likeness=min(likeness, 1.0 if kind == "exact" else 0.9999),
            lines=(min(other.lines[0], match.lines[0]), max(other.lines[1], match.lines[1])),
            differences=() if kind == "exact" else tuple(sorted(differences, key=lambda each: (each.line, each.text))),
        )
    return tuple(merged.values())


def _by_line(change: Change) -> int:
    return change.line
