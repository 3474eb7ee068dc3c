"""The licences in a text that is no copy of a known one, found word by word.

A text is `exact` only if all of its words are accounted for: by a known text, by what that text lets vary, by titles and
by copyright lines. A text that is not exact is read once more, and is `same-wording` if everything that differs is
layout (`sameness`). Whatever else is left over makes it `modified`; a small share of a known text is `partial`.
"""

from collections.abc import Sequence, Set

from attrs import evolve

from openness.licensing.matching.difference import TextChange, change
from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.fit import Fit, by_line, idle, other_labels, overlooking, search
from openness.licensing.matching.match import Match, Spelling
from openness.licensing.matching.mending import Mended, mended
from openness.licensing.matching.reading import CHARACTERS_AT_MOST, Input, read
from openness.licensing.matching.sameness import other_version

#: A likeness below which a text that names another version is one, and up to which its copyright lines are not read as words.
_LIKE = 0.95
_ADDED = 80  # words of one place, more than which are never layout
_FITS = 64  # known texts in an input that is read a second time


def identified(text: str, known: Fingerprints, spelling: Spelling | None = None) -> tuple[Match, ...]:
    """The matches of `identify`, found word by word."""
    given = read(text, known)
    found = _found(given, known)
    fits = _leftovers(found, given)
    if any(fit.kind == "modified" for fit in fits):
        match fits:
            case [fit] if fit.likeness > _LIKE and given.statements:
                both = read(text, known, statements_too=True)  # a line may be part name, part text
                again = _leftovers(_found(both, known), both)
                if [fit.exact for fit in again] == [True]:
                    return _matches(again, both, spelling)
        if _may_be_same(fits) and (second := _second(text, found, given)):
            return _matches(*second, spelling)
    return _matches(fits, given, spelling)


def _found(given: Input, known: Fingerprints) -> list[Fit]:
    """The known texts in an input, in the order of their places; what none of them accounts for is not yet held against them."""
    number = known.whole.get(given.spelt.encode())
    if number is not None and not given.cut:
        whole = known.text(number)
        if not other_labels(whole, given, [(0, 0, len(given.spelt))]):
            return [Fit(whole, number, 0, len(given.raw), (), len(given.raw), exact=True)]
    return _searched(given, known)


def _searched(given: Input, known: Fingerprints) -> list[Fit]:
    return sorted(search(known, given, 0, len(given.spelt)), key=lambda fit: fit.start)


def _may_be_same(fits: Sequence[Fit]) -> bool:
    """True where a second read can overlook what differs: it overlooks no part of a text, and no long run of words."""
    whole = all(fit.kind != "partial" for fit in fits)
    return whole and len(fits) <= _FITS and all(each.count <= _ADDED for fit in fits for each in fit.changes)


def _second(text: str, first: Sequence[Fit], given: Input) -> tuple[list[Fit], Input] | None:
    """The fits of a second read that overlooks layout, with what it read; None unless it accounts for every word.

    Only texts of the licences that the first read found are tried.

    Args:
        text: the text.
        first: what the first read found in it.
        given: what the first read read.
    """
    if len(text) > CHARACTERS_AT_MOST:
        return None
    known = given.known
    for mend in mended(text, known):
        if mend.text == text:  # nothing had to be mended, so that it need not be read again
            again, fits = given, first
        else:
            again = read(mend.text, known)
            if not again.raw:
                continue
            again = evolve(again, lines=[mend.lines[line - 1] for line in again.lines])
            fits = _searched(again, known)
        same = _same(mend, fits, again, {fit.text.licence for fit in first})
        if same is not None:
            return same, again
    return None


def _same(mend: Mended, fits: Sequence[Fit], given: Input, found: Set[str]) -> list[Fit] | None:
    """The fits of a mended text with some licences; None unless all that differs is layout."""
    known = given.known
    if {fit.text.licence for fit in fits} != found:
        return None
    numbers = known.numbers_of(found)
    same = []
    for place, fit in enumerate(fits):
        low = fits[place - 1].end if place else 0
        high = fits[place + 1].start if place + 1 < len(fits) else len(given.raw)
        high = fit.end if fit.exact and high < len(given.raw) else high
        tried = (
            overlooking(known.text(number), number, given, low, high)
            for number in sorted(numbers[fit.text.licence], key=lambda number: number != fit.number)
        )
        only_beside = fit.exact and idle(given, low, fit.start, [fit.text]) and idle(given, fit.end, high, [fit.text])
        better = fit if only_beside else next(filter(None, tried), None)
        if better is None:
            return None
        same.append(better)
    if mend.notes:
        worst = max(range(len(same)), key=lambda place: (not same[place].exact, -place))
        notes = tuple(sorted((*same[worst].changes, *mend.notes), key=by_line))
        same[worst] = evolve(same[worst], changes=notes, added=same[worst].added + 1, exact=False, same=True)
    return same


# --- what no text accounts for


def _leftovers(fits: Sequence[Fit], given: Input) -> list[Fit]:
    """The fits, none of them exact beside words that no fit accounts for."""
    if not fits:
        return []
    extra: list[list[TextChange]] = [[] for _ in fits]
    edges = [0, *(edge for fit in fits for edge in (fit.start, fit.end)), len(given.raw)]
    for gap in range(len(fits) + 1):
        start, end = edges[2 * gap], edges[2 * gap + 1]
        beside = [number for number in (gap - 1, gap) if 0 <= number < len(fits)]
        if start >= end or idle(given, start, end, [fits[number].text for number in beside]):
            continue
        concerned = beside if 0 < gap < len(fits) else range(len(fits))
        for number in concerned:
            extra[number].append(change(given, start, end, ""))
    for number, fit in enumerate(fits):  # a part of a text with words of its own is foreign to the texts beside it
        foreign = [each for each in fit.changes if each.op != "removed"]
        if fit.matched < 0.6 * (fit.matched + fit.missing):
            for beside_it in {number - 1, number + 1} & {*range(len(fits))}:
                extra[beside_it] += foreign
    if given.cut:
        for more in extra:
            more.append(
                TextChange(given.lines[-1], f"what follows the first {CHARACTERS_AT_MOST:,} characters", count=1)
            )
    return [
        evolve(
            fit,
            changes=tuple(sorted((*fit.changes, *more), key=by_line)),
            added=fit.added + sum(each.count for each in more),
            exact=False,
        )
        if more
        else fit
        for fit, more in zip(fits, extra, strict=True)
    ]


def _matches(fits: Sequence[Fit], given: Input, spelling: Spelling | None) -> tuple[Match, ...]:
    return _merged([_match(fit, given, spelling) for fit in fits])


def _match(fit: Fit, given: Input, spelling: Spelling | None) -> Match:
    lost = not fit.exact and any(each.lost for each in fit.changes)
    words = spelling(fit.text.licence) if spelling is not None and lost else {}
    differences = () if fit.exact else tuple(each.spelt(words) for each in fit.changes)
    lines = (given.lines[fit.start], given.lines[fit.end - 1])
    unlike = fit.kind == "modified" and fit.likeness < _LIKE
    version = other_version(fit.text, given) if unlike else ""
    return Match(fit.text.licence, fit.likeness, fit.kind, lines, differences, fit.text.policy, version)


_WORST_FIRST = ("modified", "same-wording", "exact", "partial")


def _merged(matches: Sequence[Match]) -> tuple[Match, ...]:
    """One match a licence, of matches in the order of their places.

    Of several the worst is told, and a part that adds nothing to a whole text is none.
    """
    merged: dict[str, Match] = {}
    for match in matches:
        other = merged.setdefault(match.licence, match)
        if other is match:
            continue
        first, second = sorted((other, match), key=lambda each: _WORST_FIRST.index(each.kind))
        kind, differences = first.kind, {*first.differences, *second.differences}
        if first.kind == "exact" and any(difference.op != "removed" for difference in second.differences):
            kind = "modified"
        likeness = first.likeness if kind == first.kind else min(first.likeness, second.likeness)
        merged[match.licence] = evolve(
            first,
            kind=kind,
            likeness=min(likeness, 1.0 if kind == "exact" else 0.9999),
            lines=(other.lines[0], max(other.lines[1], match.lines[1])),
            differences=() if kind == "exact" else tuple(sorted(differences, key=lambda each: (each.line, each.text))),
        )
    return tuple(merged.values())
