"""The words that may stand in a slot of a known text.

A slot with listed fillings takes those. One that names a party takes a name besides: no word in lower case that names
have not, and no number. A slot is left empty only where one of its fillings is, or where it holds a copyright line.
"""

from collections.abc import Iterator, Sequence

from openness.licensing.matching.normalise import names, naming
from openness.licensing.matching.reading import Input
from openness.licensing.matching.templates import COPYRIGHT, FREE
from openness.licensing.matching.text import Slot

_NAME = 20  # words a name may have
#: The words of a listed filling that name a party.
_PARTY = tuple(
    """the and author authors holder holders owner owners contributor contributors licensor licensors company university
    regents foundation organization developer developers copyright its their other""".split()
)


def lengths(slot: Slot, default: str, place: int, high: int, given: Input) -> Iterator[int]:
    """The numbers of words of the input, from one place up to another, that can fill a slot."""
    for filling in (default, *slot.fillings):
        head, free, tail = filling.partition(FREE)
        if given.spelt.startswith(head, place, high):
            if not free:
                yield len(head)
                continue
            for length in names(given.raw, place + len(head), high, most=_NAME):
                if given.spelt.startswith(tail, place + len(head) + length, high):
                    yield len(head) + length + len(tail)
    if slot.names >= COPYRIGHT:
        for length in names(given.raw, place, high, most=slot.names):
            if not length or default or _copyright(given.raw[place : place + length]):
                yield length
    elif slot.names:
        for length in names(given.raw, place, high, most=slot.names):
            if length and not any(map(_number, given.raw[place : place + length])):
                yield length


def fills(slot: Slot, default: str, place: int, end: int, given: Input) -> bool:
    """True where the words of the input between two places fill a slot."""
    return end - place in lengths(slot, default, place, end, given)


def renames(slot: Slot, lost: str, raw: Sequence[str], place: int, given: Input) -> bool:
    """True where words that stand in a slot in place of some of its own, at a place of the input, are a name."""
    if slot.names >= COPYRIGHT and slot.start == slot.end:  # an address below a copyright line
        return place in given.statements and naming(raw)
    if not lost or len(raw) > _NAME or (slot.names < COPYRIGHT and any(map(_number, raw))):
        return False
    if slot.names:
        return naming(raw)
    return given.known.characters(_PARTY).issuperset(lost) and naming(raw, strange=0)


def _number(word: str) -> bool:
    """True where a word is a number, and no year."""
    return word.isdigit() and not (len(word) == 4 and word[:2] in {"19", "20"})


def _copyright(raw: Sequence[str]) -> bool:
    """True where names stand in a copyright line; a number before the word is not a year."""
    lower = [word.lower() for word in raw]
    start = next((place for place, word in enumerate(lower[:3]) if word in {"copyright", "c"}), None)
    if start is None:
        return lower[-1] == "reserved"
    return not any(word[0].isdigit() for word in lower[:start])
