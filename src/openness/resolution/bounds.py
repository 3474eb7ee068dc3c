"""Bounds on one release. Whatever is left out may be anything, so no release gains by being large.

Each step after this one takes time for each base, item and text, and for each pair of an item and a text: what nobody
needs is cut before it. A release within the limits is left as it is.
"""

from collections import Counter
from collections.abc import Iterator

from attrs import evolve

from openness.release.claim import Claim, Fact
from openness.release.component import Component, Item
from openness.release.finding import Code, Finding, Subject
from openness.release.location import Source
from openness.release.release import BASES, BaseModel, LicenceText, Release
from openness.vocabulary import NOASSERTION, Availability, Basis, Extent, Relation

ITEMS = 1_000  # items of one component
TEXTS = 100  # licence texts beside one release
CONCLUSIONS = 1_000  # conclusions of persons on one release

_HELP = "say less in one release"


def bounded(release: Release) -> Release:
    """The release within the limits; something of which nothing is known stands for all that is beyond them.

    Args:
        release: as its files state it.
    """
    cut = Counter(dict(_beyond(release)))
    if not cut:
        return release
    where = Source(release.read[0] if release.read else "")
    return evolve(
        release,
        components=tuple(_items(part, where) for part in release.components),
        base_models=_bases(release.base_models) if "base models" in cut else release.base_models,
        texts=_texts(release.texts) if "licence texts" in cut else release.texts,
        # of two persons who disagree one may be beyond the limit, so then nobody's conclusion counts
        conclusions=() if "conclusions" in cut else release.conclusions,
        oddities=(*release.oddities, *(_finding(what, most, where) for what, most in cut.items())),
    )


def _beyond(release: Release) -> Iterator[tuple[str, int]]:
    """Each sort of thing that is beyond its limit in a release, with the limit."""
    sizes = [
        ("base models", len(release.base_models), BASES),
        ("licence texts", len(release.texts), TEXTS),
        ("conclusions", len(release.conclusions), CONCLUSIONS),
        *((f"items of {part.kind.value}", len(part.items), ITEMS) for part in release.components),
    ]
    return ((what, most) for what, size, most in sizes if size > most)


def _finding(what: str, most: int, where: Source) -> Finding:
    message = f"there are more than {most:,} {what}; what is beyond them is not looked at and may be anything"
    return Finding(Code.FIELD_INVALID, message, where, _HELP, Subject())


def _bases(bases: tuple[BaseModel, ...]) -> tuple[BaseModel, ...]:
    return (*bases[:BASES], BaseModel("", Relation.FINE_TUNE, bases[BASES].source, basis=Basis.INFERRED))


def _texts(texts: tuple[LicenceText, ...]) -> tuple[LicenceText, ...]:
    kinds = tuple(dict.fromkeys(kind for text in texts for kind in text.kinds))
    return (*texts[:TEXTS], LicenceText(texts[TEXTS].source, kinds, ""))


def _items(part: Component, where: Source) -> Component:
    if len(part.items) <= ITEMS:
        return part

    def either(*words: str) -> Fact:
        return Fact(tuple(Claim(word, Basis.INFERRED, where, because="it is not looked at") for word in words))

    rest = Item(
        f"{len(part.items) - ITEMS:,} more",
        either(Availability.PUBLIC, Availability.WITHHELD),
        either(NOASSERTION),
        either(Extent.PART, Extent.WHOLE),
    )
    return Component(part.kind, (*part.items[:ITEMS], rest))
