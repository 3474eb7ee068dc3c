"""The texts that go along with a system: licence texts and notices, and the copyright lines in them.

Nothing here is invented: a text is one that was found beside a release or that ships, a line stands in a file that was read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from openness.evaluation.notice.system import Member
from openness.licensing.licences import Licences
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
class FoundText(Value):
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


@frozen(eq=False, repr=False)
class Library(Value):
    """The licences and texts that the notice of a system may need: they are looked up once, and no shelf after that.

    Args:
        licences: those that a name in it may stand for, and those whose texts lie beside its releases.
        texts: by id, the texts of these licences that come with openness.
        identified: by the words of each text found: the licences whose own words stand in it, none where it adds or changes
            any, and the policies.
        data: the version of the licence data.
    """

    licences: Licences
    texts: Mapping[str, str] = field(hash=False, repr=False)
    identified: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(hash=False, repr=False)
    data: str


def library_for(members: Sequence[Member], shelf: Shelf) -> Library:
    """The library for a system.

    Args:
        members: its releases.
        shelf: where licences and their texts are looked up.
    """
    found = {text.text: identified(text, shelf) for member in members for text in member.release.texts}
    beside = {id for licences, _ in found.values() for id in licences}
    licences = shelf.licences_of(tuple(sorted(beside)))
    for member in members:
        licences = licences.plus(member.resolved.licences)
    texts = {licence.id: words for licence in licences.records if (words := shelf.text(licence.id))}
    return Library(licences, texts, found, shelf.data)


def identified(text: LicenceText, shelf: Shelf) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The licences whose own words stand in a text, none where it adds or changes any, and the policies in it."""
    matches = shelf.identify(text.text)
    policies = dict.fromkeys(match.licence for match in matches if match.policy)
    if any(match.kind not in ("exact", "same-wording") for match in matches):
        return (), tuple(policies)
    return tuple(dict.fromkeys(match.licence for match in matches if not match.policy)), tuple(policies)


def lines_of(member: Member, library: Library) -> Iterator[CopyrightLine]:
    """The copyright lines of a release, but for those of a licence's own text and of a form."""
    for text in member.release.texts:
        known = [library.texts.get(id, "") for id in library.identified[text.text][0]]
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


def each_once(texts: Iterable[FoundText]) -> tuple[FoundText, ...]:
    """The texts, those with the same words made one."""
    kept: dict[str, FoundText] = {}
    for text in texts:
        key = " ".join(text.text.split())
        before = kept.get(key, text)
        of = tuple(dict.fromkeys((*before.of, *text.of)))
        kept[key] = evolve(before, of=of)
    return tuple(kept.values())
