"""Tags, by the part of the row that they belong to: each distinct tag is looked at once, and most tell nothing."""

from collections.abc import Callable
from typing import Any

from openness.formats import hub_record
from openness.formats._card_fields import tags_of_text
from openness.prose.sieve import may_say
from openness.table.cells import Fields
from openness.table.part import CARD, ODD
from openness.table.words import BLANKS, THERE, blank, is_list, may_tell
from openness.vocabulary import Relation, hub

_OF_A_MODEL = "transformers"  # stands for each tag from which nothing follows but that it is a model's


def licence_tag(tag: Any) -> str | None:
    """A tag that tells a licence."""
    return tag if isinstance(tag, str) and tag.startswith(hub.LICENCE_TAG) else None


def base_tag(tag: Any) -> str | None:
    """A tag that names a base."""
    return tag if isinstance(tag, str) and tag.startswith(hub.BASE_TAG) else None


def other_tag(tag: Any) -> str | None:
    """One word for each sort of tag on which a verdict may depend besides; None for any other tag, and for a null."""
    if not isinstance(tag, str):
        return None
    if tag.startswith(hub.DATASET_TAG):
        return hub.DATASET_TAG + (THERE if tag[len(hub.DATASET_TAG) :].strip(BLANKS) else "")
    if tag.startswith(hub_record.DATASET_TAGS):
        return hub_record.DATASET_TAGS[0]
    if _may_limit(tag):
        return tag
    how = hub.MADE_FROM_ANOTHER.get(tag.strip(BLANKS).lower())
    if how is not None:
        return "merge" if how is Relation.MERGE else "lora"
    return _OF_A_MODEL if tag.strip(BLANKS).lower() in hub.MODEL_TAGS else None


def odd_tag(tag: Any) -> Any:
    """ODD for what is no tag, for a blank one, and for one with a slip in it; None for a tag as the Hub writes it."""
    return None if isinstance(tag, str) and not blank(tag) and not hub.odd_tag(tag) else ODD


def other_tags(tags: tuple[Any, ...]) -> Any:
    """Tags that tell neither licence nor bases, each sort of them once; ODD where one is not a word."""
    if ODD in tags:
        return ODD
    return tuple(dict.fromkeys(tags)) or (THERE,)  # that there are some tells that there is a card


def may_be_data(field: str, share: Any) -> bool:
    """True where a cell may be a data set's: tags, the fields of a card, or a field that only its record has."""
    if field not in (CARD, "tags"):
        return field in hub_record.OF_DATASETS and not blank(share)
    if isinstance(share, Fields):
        return "task_ids" in dict(share.pairs)
    return share is not None and hub_record.DATASET_TAGS[0] in share


PARTS = (licence_tag, base_tag, other_tag)
BASES = PARTS.index(base_tag)


def part_of(tag: Any) -> tuple[int | None, Any]:
    """The part that a tag tells of, with the word for it; None where it tells nothing."""
    if odd_tag(tag) is ODD:
        return len(PARTS) - 1, ODD
    words = ((of, form(tag)) for of, form in enumerate(PARTS))
    return next(((of, word) for of, word in words if word is not None), (None, None))


def of_text(cell: Any) -> tuple[Any, ...]:
    """The share of each part in a text in the place of a list of tags; ODD for anything else.

    One that names a base, or has a slip in it, is not usual. A blank one says nothing.
    """
    if cell is None or (isinstance(cell, str) and blank(cell)):
        return (None,) * len(PARTS)
    tags = tags_of_text(cell) if isinstance(cell, str) and not is_list(cell) else ()
    if not tags or any(odd_tag(tag) is ODD or base_tag(tag) for tag in tags):
        return (ODD,) * len(PARTS)
    if len(tags) > 1 and any(map(_may_limit, tags)):
        return (ODD,) * len(PARTS)
    return tuple(
        ", ".join(dict.fromkeys(filter(None, map(other_tag, tags)))) or THERE
        if form is other_tag
        else tuple(filter(None, map(form, tags)))
        for form in PARTS
    )


def _may_limit(tag: str) -> bool:
    return hub.is_plain_tag(tag) and may_say(tag, "limit") and may_tell(tag)


def share_of(part: int) -> Callable[[Any], Any]:
    """The form of the tags of a row that tell of a part."""
    return _others if PARTS[part] is other_tag else _own


def _own(tags: Any) -> Any:
    return tags


def _others(tags: Any) -> Any:
    return other_tags(tags) if isinstance(tags, tuple) else tags
