"""Where a steward is to be reached: an address that a licence's text tells, and that changed from one printing to the next.

The Free Software Foundation moved three times and now tells a web page, and SIL's page has a new host; each printing
of a GNU licence, or of the OFL, is the same licence. An address of a known text is therefore a slot that takes every
other one of the same steward, and nothing else.
"""

from collections.abc import Callable, Sequence
from functools import cache

from openness.licensing.matching.templates import fillings

#: Addresses of one steward, as SPDX writes what a slot takes; each with the words that a text with one of them has.
_ADDRESSES = (
    (
        "free software foundation inc",
        "write to the Free Software Foundation Inc (675 Mass Ave Cambridge MA 02139|59 Temple Place( Suite 330)? Boston MA"
        " 02111( 1307)?|51 Franklin (Street|St) Fifth Floor Boston MA 02110( 1301)?) USA",
        "see http www gnu org licenses",
    ),
    ("www gnu org", "http www gnu org copyleft", "http www gnu org licenses"),
    ("scripts sil org", "http scripts sil org OFL", "http openfontlicense org"),
)

Spelling = Callable[[Sequence[str]], str]
Part = tuple[int, int, tuple[str, ...]]


@cache
def _written() -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """The words that a text has, and every way to write the address."""
    return tuple(
        (sign, tuple(filling for pattern in patterns for filling in fillings(pattern)[0]))
        for sign, *patterns in _ADDRESSES
    )


def words() -> frozenset[str]:
    """The words of all addresses, which not every file of fingerprints has from a text."""
    return frozenset(word for _, written in _written() for way in written for word in way)


def addresses(words: str, spelt: Spelling, unknown: str) -> list[Part]:
    """Where a text tells an address of its steward, from and to, and every way to write it there.

    Args:
        words: the text, a character for a word.
        spelt: spells words as such characters.
        unknown: the character of a word that no text has.
    """
    found: list[Part] = []
    for sign, written in _written():
        if spelt(sign.split()) not in words:
            continue
        ways = sorted({way for way in map(spelt, written) if unknown not in way}, key=lambda way: (-len(way), way))
        for way in ways:
            place = words.find(way)
            while place >= 0:
                end = place + len(way)
                if all(end <= start or stop <= place for start, stop, _ in found):
                    found.append((place, end, tuple(ways)))
                place = words.find(way, place + 1)
    return found
