"""Facts that the SBOM formats have no field for, as pairs of a name and a value: one list for CycloneDX and SPDX 3."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from openness.export.capability import is_address, is_mixed, names_only_listed
from openness.export.summary import Base, Outline, Part
from openness.syntax.urls import on_hub
from openness.vocabulary import NOASSERTION, Availability, Kind, main_part
from openness.vocabulary.properties import PREFIX, Property

Pairs = list[tuple[str, str]]


def of_part(part: Part, outline: Outline, itself: bool, words: Collection[str] = ()) -> Pairs:
    """The facts about one part.

    Args:
        part: what it is about.
        outline: the release it is a part of.
        itself: whether the element is the release itself, and so needs no word for what it is.
        words: the availabilities that the element says in a field of its own.
    """
    return [(f"{PREFIX}{name}", value) for name, value in _of_part(part, outline, itself, words)]


def _of_part(part: Part, outline: Outline, itself: bool, words: Collection[str]) -> Iterator[tuple[str, str]]:
    if not itself:
        yield Property.COMPONENT, part.kind.value
    for value in _claimed(part, "availability") or ([NOASSERTION] if part.location else []):
        if part.availability not in words:
            yield Property.AVAILABILITY, value
    for value in _claimed(part, "extent"):
        yield Property.EXTENT, value
    yield from _licences(part, outline)
    if part.location and not is_address(part.location):
        yield Property.LOCATION, part.location
    if part.because:
        yield Property.BECAUSE, part.because


def of_base(base: Base, outline: Outline) -> Pairs:
    """The facts about a model that the release came from."""
    relation = [(Property.RELATION, base.relation.value)] if base.relation else []
    likely = [] if base.certain else [(Property.LIKELY, "true")]
    return [(f"{PREFIX}{name}", value) for name, value in (*relation, *likely, *_licences(base, outline))]


def of_release(outline: Outline, native: Collection[str]) -> Pairs:
    """The facts about the release as a whole.

    Args:
        outline: the release.
        native: the details that its element says in fields of its own.
    """
    pairs = [
        *((Property.CHANNEL, channel) for channel in outline.channels),
        *((Property.CLAIM, claim) for claim in outline.claims),
        *outline.circumstances,
        *((Property.NOT_CHECKED, kind) for kind in outline.not_checked),
        *((word, value) for word, value in outline.details if word not in native),
        *((Property.COPYRIGHT, line) for line in outline.copyrights if len(outline.copyrights) > 1),
    ]
    return [(f"{PREFIX}{name}", value) for name, value in pairs]


def _claimed(part: Part | Base, field: str) -> list[str]:
    """Every value that is claimed of a field."""
    several = [value for name, value in part.several if name == field]
    value = getattr(part, field)
    return several or ([value] if value else [])


def _licences(part: Part | Base, outline: Outline) -> Iterator[tuple[str, str]]:
    """The licences that the format's own field cannot name: disputed and unclear ones, expressions with one that SPDX
    does not list, and what has no name but a `LicenseRef-`, which readers take for the document's own.
    """
    for value in _claimed(part, "licence"):
        strange = is_mixed(value) and not names_only_listed(value, outline)
        title = outline.named[value].title if value in outline.named else value
        if part.licence == NOASSERTION or strange or title.startswith("LicenseRef-"):
            yield Property.LICENCE, value


def is_there(part: Part) -> bool:
    """True where a part exists, for all that is known."""
    return part.availability != Availability.NOT_USED


def itself_and_parts(outline: Outline) -> tuple[Part | None, tuple[Part, ...]]:
    """The part that the element of the release stands for, and those that have elements of their own.

    It stands for the weights, or the data, where those are one thing without a name; of several it says the licence
    that all of them have.
    """
    kind = main_part(outline.subject)
    own = outline.of(kind)
    if len(own) == 1 and not own[0].name and is_there(own[0]):
        return own[0], tuple(part for part in outline.parts if part is not own[0])
    licences = {(part.licence, part.several) for part in own}
    shared = own[0].licence if len(licences) == 1 and not own[0].several else ""
    return Part(kind, licence=shared) if shared else None, outline.parts


def package_url(outline: Outline) -> str:
    """The package URL of a model on the Hub, where the release is called as its repository is; empty for others."""
    itself, _ = itself_and_parts(outline)
    if itself is None or outline.subject != "model":
        return ""
    return f"pkg:huggingface/{outline.name}" if on_hub(itself.location) == ("model", outline.name) else ""


def numbered(parts: Iterable[Part]) -> Iterator[tuple[Part, int]]:
    """Each part with its number among those of its kind."""
    counts: Counter[Kind] = Counter()
    for part in parts:
        counts[part.kind] += 1
        yield part, counts[part.kind]
