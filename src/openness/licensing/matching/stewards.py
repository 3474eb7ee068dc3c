"""Passages that a steward printed in several ways: most often the address at which to reach it.

The Free Software Foundation moved three times and now tells a web page, SIL's page has a new host, and Mozilla's plain
text counts sections that its page lists. Each printing is the same licence. Such a place of a known text is therefore a
slot that takes every other printing of the same steward, and nothing else.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from openness.licensing.matching.templates import fillings

#: Passages printed in several ways, as SPDX writes what a slot takes; each after words of every text that has it.
_PRINTED = (
    (
        "free software foundation inc",
        "write to the Free Software Foundation Inc (675 Mass Ave Cambridge MA 02139|59 Temple Place( Suite 330)? Boston MA"
        " 02111( 1307)?|51 Franklin (Street|St) Fifth Floor Boston MA 02110( 1301)?) USA",
        "see http www gnu org licenses",
    ),
    ("www gnu org", "http www gnu org copyleft", "http www gnu org licenses"),
    ("scripts sil org", "http scripts sil org OFL", "http openfontlicense org"),
    (
        "3.1 3.2 3.3 3.4 and 3.5",
        "requirements of Sections 3.1, 3.2, 3.3, 3.4 and 3.5",
        "requirements of Section 3.1 3.5",
    ),
)

Spelling = Callable[[Sequence[str]], str]
Part = tuple[int, int, tuple[str, ...]]


@cache
def _written() -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """Words that a text has, and every way to print what they stand in."""
    return tuple(
        (sign, tuple(filling for pattern in patterns for filling in fillings(pattern)[0]))
        for sign, *patterns in _PRINTED
    )


def words() -> Iterator[str]:
    """The words of all printings, which not every file of fingerprints has from a text."""
    return (word for _, written in _written() for way in written for word in way)


def printings(words: str, spelt: Spelling) -> list[Part]:
    """The places of a text that are printed in several ways, from and to, each with all of them.

    Args:
        words: the text, a character for a word.
        spelt: spells words as such characters; it knows those of all printings.
    """
    found: list[Part] = []
    for sign, written in _written():
        if spelt(sign.split()) not in words:
            continue
        ways = sorted(set(map(spelt, written)), key=lambda way: (-len(way), way))
        for way in ways:
            place = words.find(way)
            while place >= 0:
                end = place + len(way)
                if all(end <= start or stop <= place for start, stop, _ in found):
                    found.append((place, end, tuple(ways)))
                place = words.find(way, end)
    return found
