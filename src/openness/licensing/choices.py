"""The choices that licences leave, each as its answers to some terms; and how many of them are kept apart.

Licences joined by `AND` and `OR` leave every combination of their alternatives. Only those count that no other one is at
least as open as, and people write expressions that leave a few. Of an expression that leaves more than `CHOICES`, one is
kept: the answers on which all of them agree. So no alternative is cut off, and no answer comes out more open than it is.
"""

from collections.abc import Callable, Iterable

from openness.vocabulary.verdict import Verdict

Answers = tuple[Verdict, ...]  # one verdict for each of some terms, in their order

CHOICES = 128  # that are kept apart; two such sets make 16,384 pairs

_MET, _UNKNOWN, _UNMET = Verdict.MET, Verdict.UNKNOWN, Verdict.UNMET
_BITS = {_UNMET: "00", _UNKNOWN: "01", _MET: "11"}  # both of two is `&` then
_OF_BITS = (_UNMET, _UNKNOWN, _UNMET, _MET)


def best(choices: frozenset[Answers]) -> frozenset[Answers]:
    """The choices no other choice is at least as open as, on every term; of too many the answers on which all agree."""
    if len(choices) <= 1:
        return choices
    kept, _ = apart(map(packed, choices))
    return unpacked(kept, _width(choices))


def meet(one: frozenset[Answers], other: frozenset[Answers]) -> frozenset[Answers]:
    """The choices where the terms of both apply."""
    return together(one, other)[0]


def together(one: frozenset[Answers], other: frozenset[Answers]) -> tuple[frozenset[Answers], bool]:
    """The same, and whether there were too many to be kept apart."""
    return _paired(one, other, int.__and__)


def agree(one: frozenset[Answers], other: frozenset[Answers]) -> frozenset[Answers]:
    """The answers that are certain when either of two statements may be the true one: those on which both agree."""
    low = _low(_width(one))

    def agreed(left: int, right: int) -> int:
        return (left & right & ~low) | ((left | right) & low)

    return _paired(one, other, agreed)[0]


def settle(one: frozenset[Answers], concluded: frozenset[Answers]) -> frozenset[Answers]:
    """A person's conclusion fills what is unknown and never speaks against what is known."""
    low = _low(_width(one))

    def filled(left: int, right: int) -> int:
        unknown = left & ~(left >> 1) & low
        unknown |= unknown << 1
        return (left & ~unknown) | (right & unknown)

    return _paired(one, concluded, filled)[0]


def apart(choices: Iterable[int]) -> tuple[frozenset[int], bool]:
    """The packed choices no other one is at least as open as, and whether they were too many to be kept apart."""
    ordered = sorted(set(choices), key=_openness, reverse=True)
    kept: list[int] = []
    for choice in ordered:
        if any(choice & other == choice for other in kept):
            continue
        if len(kept) == CHOICES:
            return frozenset([_agreed_by_all(ordered)]), True
        kept.append(choice)
    return frozenset(kept), False


def packed(answers: Answers) -> int:
    """Answers as a number of two bits each, so that the answers of two licences that both apply are `&` of two numbers."""
    return int("1" + "".join(map(_BITS.__getitem__, answers)), 2)


def unpacked(choices: Iterable[int], width: int) -> frozenset[Answers]:
    """The answers that numbers stand for, so many in each."""
    places = range(2 * width - 2, -1, -2)
    return frozenset(tuple(_OF_BITS[choice >> place & 3] for place in places) for choice in choices)


def _paired(
    one: frozenset[Answers], other: frozenset[Answers], pair: Callable[[int, int], int]
) -> tuple[frozenset[Answers], bool]:
    """The best of what each pair makes, and whether they were too many."""
    others = list(map(packed, other))
    kept, are_many = apart(pair(left, right) for left in map(packed, one) for right in others)
    return unpacked(kept, _width(one)), are_many


def _openness(choice: int) -> tuple[int, int]:
    """The order in which no choice stands before one that is more open on every term."""
    return choice.bit_count(), choice


def _agreed_by_all(choices: list[int]) -> int:
    """The answers on which all agree: met where all are met, unmet where all are unmet."""
    low = _low(choices[0].bit_length() // 2)
    met = some = choices[0]
    for choice in choices:
        met &= choice
        some |= choice
    return (met & ~low) | (some & low)


def _width(choices: frozenset[Answers]) -> int:
    return len(next(iter(choices)))


def _low(width: int) -> int:
    """The lower bit of each of so many answers."""
    return (1 << 2 * width) // 3
