"""The uses that the pages answer: the tiles of a release, the intents of the first page, a column of its table."""

from collections.abc import Mapping

from attrs import frozen

from openness.evaluation.classification import Classification
from openness.shelf.shelf import Shelf
from openness.vocabulary import Kind, Term
from openness.vocabulary.value import Value
from openness.vocabulary.verdict import Verdict

#: The uses that the page of a release answers, in this order.
TILES = ("run", "sell-a-product", "publish-a-derivative", "host", "any-purpose", "retrain")

#: The wishes that the first page offers, each with the use it asks.
INTENTS = {
    "I want to sell a product": "sell-a-product",
    "I want to run it privately": "run",
    "I want to reproduce it": "retrain",
}

SELL = "sell-a-product"

_TERMS = {
    "run": ("run it", (Term.USE,)),
    "sell-a-product": ("sell a product with it", (Term.USE, Term.COMMERCIAL_USE, Term.ANYONE)),
    "publish-a-derivative": ("publish a changed version of it", (Term.SHARE_MODIFIED,)),
    "host": ("offer it to others as a service", (Term.HOST,)),
    "any-purpose": ("use it for any purpose", (Term.ANY_FIELD, Term.COMMERCIAL_USE)),
    "retrain": ("train it again from its data", (Term.USE, Term.MODIFY)),
}


@frozen(eq=False, repr=False)
class Permission(Value):
    """The answer to one use."""

    use: str
    verdict: Verdict
    because: str
    duties: tuple[object, ...] = ()
    depends_on: tuple[str, ...] = ()
    label: str = ""


def permissions_of(classification: Classification, shelf: Shelf) -> Mapping[str, Permission]:
    """By use, the answer for a release when nothing is known of whoever asks."""
    answers = {}
    for use, (label, terms) in _TERMS.items():
        verdict = Verdict.MET
        for one in classification.terms(Kind.MODEL_PARAMETERS_FINAL, terms):
            verdict = verdict & one
        answers[use] = Permission(use, verdict, "Its licence says so.", label=label)
    return answers


def state(permission: Permission) -> str:
    """The class of an answer: the verdict, or `depends` where numbers of whoever asks decide it."""
    return "depends" if permission.depends_on and permission.verdict is Verdict.UNKNOWN else permission.verdict.value


def wording(permission: Permission) -> str:
    """The answer in a word or two."""
    return {"met": "yes", "unmet": "no", "depends": "it depends"}.get(state(permission), "unknown")


def asking(permission: Permission) -> str:
    """The use as the title of a tile."""
    return f"{permission.label[:1].upper()}{permission.label[1:]}"
