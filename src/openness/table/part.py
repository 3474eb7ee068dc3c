"""A part of a row: fields by their names, and the columns that each part is made of."""

from enum import Enum, auto
from typing import Any

from openness.table.cells import Fields
from openness.vocabulary import hub

#: A part of a row: fields by their names, in order.
Part = tuple[tuple[str, Any], ...]

CARD = "cardData"
OF_LICENCE = hub.LICENCE_FIELDS
OF_BASES = ("base_model", "baseModels", "config")
REMEMBERED = 1 << 18  # names


class _Odd(Enum):
    """The one thing of its kind, which equals no cell."""

    ODD = auto()


ODD = _Odd.ODD  # a cell of no usual shape


def once(part: Part) -> Part:
    """A part without the card's tags where there are the Hub's, and without a base beside the card that the card has."""
    cells = dict(part)
    card = cells.get(CARD)
    if card is None:
        return part
    fields = dict(card.pairs)
    if cells.get("tags") is not None:
        fields.pop("tags", None)
    if "base_model" in cells and cells["base_model"] == fields.get("base_model"):
        cells["base_model"] = None
    cells[CARD] = Fields(tuple(fields.items()))
    return tuple(cells.items())


def flat(part: Part) -> list[tuple[str, Any]]:
    """The fields of a part, those of the card among them."""
    return [
        pair
        for name, content in part
        for pair in (content.pairs if name == CARD and content is not None else [(name, content)])
    ]
