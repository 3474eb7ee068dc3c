"""Tags, by the part of the row that they belong to: each distinct tag is looked at once, and most tell nothing."""

from typing import TYPE_CHECKING, Any

import numpy
import pyarrow

from openness.formats import hub_record
from openness.prose.sieve import may_answer
from openness.table.cells import Change, Column, Fields, column_of, items_of, lists
from openness.table.part import CARD, ODD
from openness.table.words import BLANKS, blank
from openness.vocabulary import Relation, hub

if TYPE_CHECKING:
    from openness.table.cells import Numbers
    from openness.table.memory import Memory, Numbered


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
        return hub.DATASET_TAG + ("x" if tag[len(hub.DATASET_TAG) :].strip(BLANKS) else "")
    if tag.startswith(hub_record.DATASET_TAGS):
        return hub_record.DATASET_TAGS[0]
    if ":" not in tag and may_answer(tag, "limit"):
        return tag
    how = hub.MADE_FROM_ANOTHER.get(tag.strip(BLANKS).lower())
    return None if how is None else "merge" if how is Relation.MERGE else "lora"


def odd_tag(tag: Any) -> Any:
    """ODD for what is no tag, for a blank one, and for one with a slip in it; None for a tag as the Hub writes it."""
    return None if isinstance(tag, str) and not blank(tag) and not hub.odd_tag(tag) else ODD


def other_tags(tags: tuple[Any, ...]) -> Any:
    """Tags that tell neither licence nor bases, each sort of them once; ODD where one is not a word."""
    if ODD in tags:
        return ODD
    return tuple(dict.fromkeys(tags)) or ("x",)  # that there are some tells that there is a card


def may_be_data(field: str, share: Any) -> bool:
    """True where a cell may be a data set's: tags, the fields of a card, or a field that only its record has."""
    if field not in (CARD, "tags"):
        return field in hub_record.OF_DATASETS and not blank(share)
    if isinstance(share, Fields):
        return "task_ids" in dict(share.pairs)
    return share is not None and hub_record.DATASET_TAGS[0] in share


_PARTS = (licence_tag, base_tag, other_tag)
_BASES = _PARTS.index(base_tag)


def of_tags(array: Any, memory: "Memory", change: Change | None) -> "tuple[list[Column], list[Numbered]]":
    """The share of each part in a column of tags, as the numbers of its forms; ODD where it is not a list of words.

    A share is null where there are no tags at all.

    Args:
        array: the column.
        memory: numbers the forms.
        change: gives words for bases the names that stand for them; None where each stands for itself.
    """
    shares = [memory.of_cells(("tags", of), form) for of, form in enumerate((_own, _own, _others))]
    kind = array.type
    if not (pyarrow.types.is_list(kind) or pyarrow.types.is_large_list(kind)):
        column = column_of(array)
        cells = [None if cell is None else ODD for cell in column.cells]
        return [column.mapped_to(share.numbers(cells)) for share in shares], shares
    items, lengths = items_of(array)
    found = memory.of_cells("a tag", _sort).found_of(items.cells)
    telling = numpy.array([of is not None for of, _ in found] or [False]).take(items.at)
    tags = Column(items.at.compress(telling), found).used()
    ends = _before(telling).take(_before(lengths))  # of the tags that tell something, those before each row
    columns = []
    for part, share in enumerate(shares):
        own = numpy.array([of == part for of, _ in tags.cells] or [False]).take(tags.at)
        words = [word if of == part else None for of, word in tags.cells]
        if change is not None and part == _BASES:
            words = _members(words, change)
        some = Column(tags.at.compress(own), []).mapped_to(words)
        columns.append(lists(some, numpy.diff(_before(own).take(ends)), lengths > 0, share.numbers))
    return columns, shares


def _before(counts: "Numbers") -> "Numbers":
    """The sum of the counts before each place, and of all of them."""
    sums = numpy.zeros(len(counts) + 1, numpy.int32)
    numpy.cumsum(counts, out=sums[1:])
    return sums


def _members(words: list[str | None], change: Change) -> list[str | None]:
    """Tags that name bases, each with the name that stands for the base."""
    at = [place for place, word in enumerate(words) if word is not None]
    others = change([word.removeprefix(hub.BASE_TAG) for word in words if word is not None])
    changed = list(words)
    for place, other in zip(at, others, strict=True):
        changed[place] = hub.BASE_TAG + other
    return changed


def _sort(tag: Any) -> tuple[int | None, Any]:
    """The part that a tag tells of, with the word for it; None where it tells nothing."""
    if odd_tag(tag) is ODD:
        return len(_PARTS) - 1, ODD
    words = ((of, form(tag)) for of, form in enumerate(_PARTS))
    return next(((of, word) for of, word in words if word is not None), (None, None))


def _own(tags: Any) -> Any:
    return tags


def _others(tags: Any) -> Any:
    return other_tags(tags) if isinstance(tags, tuple) else tags
