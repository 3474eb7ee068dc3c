"""The uses that the pages answer: the tiles of a release, the intents of the first page, a column of its table."""

from collections.abc import Mapping

from openness.evaluation.classification import Classification
from openness.evaluation.uses.permission import Permission
from openness.licensing.clauses import SELL
from openness.vocabulary.sentences import capital

#: The uses that the page of a release answers, in this order.
TILES = ("run", SELL, "publish-a-derivative", "host", "any-purpose", "retrain")

#: The wishes that the first page offers, each with the use it asks.
INTENTS = {
    "I want to sell a product": SELL,
    "I want to run it privately": "run",
    "I want to reproduce it": "retrain",
}


def permissions_of(classification: Classification) -> Mapping[str, Permission]:
    """By use, the answer for a release when nothing is known of whoever asks.

    A data set on its own is asked what a data set is asked, so that most tiles are missing.
    """
    return {answer.use: answer for answer in classification.permissions}


def asking(permission: Permission) -> str:
    """The use as the title of a tile."""
    return capital(permission.label)
