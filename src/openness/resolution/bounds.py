"""Bounds on one release. Whatever is left out may be anything, so no release gains by being large.

Each step after this one takes time for each base, item and text, and for each pair of an item and a text: what nobody
needs is cut before it. A release within the limits is left as it is.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

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
#: Characters of all names and statements on parts and bases: reports say each of them at every question that asks it.
SIZE = 500_000
WORD = 2_000  # characters of a name or a statement that is looked at where all are more

_SIZE = "characters of names and statements"
_HELP = "say less in one release"


def bounded(release: Release) -> Release:
    """The release within the limits; something of which nothing is known stands for all that is beyond them.

    Args:
        release: as its files state it.
    """
    cut = Counter(dict(_beyond(release)))
    if not cut:
        return release
    where = Source(release.first_document)
    return evolve(
        release,
        components=tuple(_items(_part(part) if _SIZE in cut else part, where) for part in release.components),
        base_models=_bases([_base(base) if _SIZE in cut else base for base in release.base_models[: BASES + 1]]),
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
        (_SIZE, sum(_sizes(release)), SIZE),
        *((f"items of {part.kind.value}", len(part.items), ITEMS) for part in release.components),
    ]
    return ((what, most) for what, size, most in sizes if size > most)


def _finding(what: str, most: int, where: Source) -> Finding:
    message = f"there are more than {most:,} {what}; what is beyond them is not looked at and may be anything"
    return Finding(Code.FIELD_INVALID, message, where, _HELP, Subject())


def _sizes(release: Release) -> Iterator[int]:
    """The characters of each name and statement on parts and bases."""
    for part in release.components:
        for item in part.items:
            yield len(item.name)
            yield from map(_length, _claims(item))
    for base in release.base_models:
        yield len(base.name) + len(base.producer)
        yield from map(_length, base.licence.claims)


def _claims(item: Item) -> Iterator[Claim]:
    for fact in (item.availability, item.licence, item.extent, item.location):
        yield from fact.claims


def _length(claim: Claim) -> int:
    return len(claim.value) + len(claim.written) + len(claim.because)


def _cut(text: str) -> str:
    return text if len(text) <= WORD else f"{text[:WORD]}…"


def _fact(fact: Fact, licence: bool = False) -> Fact:
    """A fact with what is too long cut; a licence that is, is not known."""
    return Fact(
        tuple(
            evolve(
                claim,
                value=NOASSERTION if licence and len(claim.value) > WORD else _cut(claim.value),
                written=_cut(claim.written),
                because=_cut(claim.because),
            )
            for claim in fact.claims
        )
    )


def _part(part: Component) -> Component:
    return Component(
        part.kind,
        tuple(
            Item(
                _cut(item.name),
                _fact(item.availability),
                _fact(item.licence, True),
                _fact(item.extent),
                _fact(item.location),
                item.on_hub,
            )
            for item in part.items
        ),
    )


def _base(base: BaseModel) -> BaseModel:
    return evolve(base, name=_cut(base.name), producer=_cut(base.producer), licence=_fact(base.licence, True))


def _bases(bases: Sequence[BaseModel]) -> tuple[BaseModel, ...]:
    if len(bases) <= BASES:
        return tuple(bases)
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
