"""The uses that the pages answer: the tiles of a release, the intents of the first page, a column of its table.

A data set is asked what a data set is asked (`Classification.permissions`), which is less and other than what a model is.
"""

from collections.abc import Mapping

from openness.evaluation.uses.permission import Permission
from openness.licensing.clauses import SELL
from openness.vocabulary.sentences import capital

_TRAIN = "train-on-it"  # what a data set is asked

#: The uses that the page of a release answers, in this order; one that is no use of such a release is left out.
TILES = ("run", SELL, "publish-a-derivative", "host", "any-purpose", "retrain", _TRAIN)

#: The use of a data set that answers a wish in the place of a model's.
_OF_DATA = {SELL: _TRAIN}

#: The wishes that the first page offers, each with the use it asks.
INTENTS = {
    "I want to sell a product": SELL,
    "I want to run it privately": "run",
    "I want to reproduce it": "retrain",
}


def answer_to(use: str, answers: Mapping[str, Permission]) -> Permission | None:
    """The answer of a release to a use, of a data set to the one that takes its place; None where it was asked neither."""
    return answers.get(use) or answers.get(_OF_DATA.get(use, ""))


def asking(permission: Permission) -> str:
    """The use as the title of a tile."""
    return capital(permission.label)
