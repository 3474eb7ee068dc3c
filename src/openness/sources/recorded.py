"""A record of the Hub and the card of its repository: each states its own facts, and neither speaks for the other."""

from attrs import evolve

from openness import prose
from openness.errors import NotThisFormat, OpennessError
from openness.formats import card, hub_info, hub_record
from openness.release.claim import SILENT
from openness.release.component import Component
from openness.release.finding import Code, Finding
from openness.release.release import Release, StatedBases
from openness.syntax.document import Document
from openness.syntax.tree import Mapping, Scalar, source_of
from openness.vocabulary import Kind

CARD = "README.md"
_OFFERED = {"model": (Kind.MODEL_PARAMETERS_FINAL, "weights"), "dataset": (Kind.DATASETS, "data")}


def recorded(name: str, record: Mapping, subject: str = "") -> Release:
    """The release of a record, and of the card whose whole text it has under `card`, as a public snapshot has it.

    Args:
        name: the record's, to use in sources.
        record: what the API or a snapshot said.
        subject: `model` or `dataset` where it is known; the record tells otherwise.
    """
    text = record.get("card")
    if not isinstance(text, Scalar) or text.null or not text.text.strip():
        return hub_info.release_of(name, record, subject)
    try:
        of_card = card.read(Document(CARD, text.text), subject or hub_record.subject_of(record))
    except (OpennessError, NotThisFormat) as error:
        message = "the text of its card cannot be read, so nothing in it counts"
        odd = Finding(Code.FIELD_INVALID, message, source_of(name, text), str(error))
        release = hub_info.release_of(name, record, subject)
        return evolve(release, oddities=(*release.oddities, odd), unread=(*release.unread, CARD))
    recorded_release = hub_info.release_of(name, record, of_card.subject, card_read=True)
    of_card, recorded_release = weighed(of_card.subject, of_card, text.text, recorded_release)
    release = beside(of_card, recorded_release)
    return evolve(release, name=release.name if release.name.claims else recorded_release.name)


def beside(of_card: Release, of_record: Release) -> Release:
    """A card with what the Hub tells besides, but for name and version: what a file calls itself comes before its address."""
    return of_card.join(evolve(of_record, name=SILENT, version=SILENT).beside(StatedBases(of_card.base_models)))


def weighed(subject: str, of_card: Release, text: str, of_record: Release) -> tuple[Release, Release]:
    """The card and the Hub's record, so that only one of them states the availability of the files.

    The Hub knows its files and its gate, and a card only lets them be inferred; but weights are never inferred against
    the card's prose (rule 2).

    Args:
        subject: `model` or `dataset`.
        of_card: the card.
        text: its whole text.
        of_record: what the Hub tells.
    """
    kind, what = _OFFERED[subject]
    if not _offers(of_card, kind) and prose.not_yet(text, what) is not None:
        return of_card, _without_offer(of_record, kind)
    return _without_offer(of_card, kind), of_record


def _offers(release: Release, kind: Kind) -> bool:
    return any(item.availability.claims for item in release.component(kind).items)


def _without_offer(release: Release, kind: Kind) -> Release:
    """The release without the availability of a part."""
    parts = tuple(
        Component(kind, tuple(evolve(item, availability=SILENT) for item in part.items)) if part.kind is kind else part
        for part in release.components
    )
    return evolve(release, components=parts)
