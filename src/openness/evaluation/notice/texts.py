"""The texts that go along with a system: licence texts and notices, and the copyright lines in them.

Nothing here is invented: a text is one that was found beside a release or that ships, a line stands in a file that was read.
"""

import re
from collections.abc import Iterable, Iterator

from attrs import evolve, field, frozen

from openness.evaluation.notice.system import Member
from openness.licensing.matching.normalise import copyright_lines
from openness.release.location import Source
from openness.release.release import LicenceText
from openness.shelf.shelf import Shelf
from openness.value import Value

#: A line of a licence's form that somebody must fill in.
_BLANK = re.compile(
    r"(?i)[<\[{](?:insert |the )?(?:years?|yyyy|dates?|names?|full ?name|copyright|owner|holder|author)"
)


@frozen(eq=False, repr=False)
class Text(Value):
    """A licence text, a notice, or another text that was found with a release.

    Args:
        licences: the ids of the licences whose texts stand in it; empty where it is not identified, and of a notice.
        text: the text as it was found.
        source: the file it stands in; empty for a text that comes with openness.
        of: the releases that it was found with, or that need it.
        policies: the ids of the policies that stand in it.
    """

    licences: tuple[str, ...]
    text: str = field(repr=False)
    source: str
    of: tuple[str, ...]
    policies: tuple[str, ...] = ()


@frozen(eq=False, repr=False)
class CopyrightLine(Value):
    """A copyright line, as it was read.

    Args:
        text: the line.
        source: where it stands.
        of: the release that it was found with.
    """

    text: str
    source: Source
    of: str


def identified(text: LicenceText, shelf: Shelf) -> tuple[str, ...]:
    """The licences whose own words stand in a text; none where it adds or changes any."""
    matches = shelf.identify(text.text)
    if any(match.kind not in ("exact", "same-wording") for match in matches):
        return ()
    return tuple(dict.fromkeys(match.licence for match in matches if not match.policy))


def policies(text: LicenceText, shelf: Shelf) -> tuple[str, ...]:
    """The policies that stand in a text."""
    return tuple(dict.fromkeys(match.licence for match in shelf.identify(text.text) if match.policy))


def lines_of(member: Member, shelf: Shelf) -> Iterator[CopyrightLine]:
    """The copyright lines of a release, but for those of a licence's own text and of a form."""
    for text in member.release.texts:
        known = [shelf.text(id) or "" for id in identified(text, shelf)]
        own = {line for words in known for _, line in copyright_lines(words)}
        for number, line in copyright_lines(text.text):
            if line not in own and not _BLANK.search(line):
                source = Source(text.source.document, max(text.source.line, 1) + number - 1)
                yield CopyrightLine(line, source, member.name)
    for claim in member.release.copyrights:
        yield CopyrightLine(claim.value, claim.source, member.name)


def form(id: str) -> str:
    """A licence without the words for later versions: their text is the same."""
    return id.removesuffix("+").removesuffix("-or-later").removesuffix("-only")


def each_once(texts: Iterable[Text]) -> tuple[Text, ...]:
    """The texts, those with the same words made one."""
    kept: dict[str, Text] = {}
    for text in texts:
        key = " ".join(text.text.split())
        before = kept.get(key, text)
        of = tuple(dict.fromkeys((*before.of, *text.of)))
        kept[key] = evolve(before, of=of)
    return tuple(kept.values())
