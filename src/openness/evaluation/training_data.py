"""Training data that nobody may use commercially, beside weights that everybody may.

Whether the licence of data reaches the model that was trained on it is a question of law that no record answers, so it moves
no verdict: a person should know of it (decision 73).
"""

from collections.abc import Iterator

from attrs import frozen

from openness.evaluation.facts import term_verdicts, world_of
from openness.release.claim import Fact, named_licences
from openness.release.finding import Code, Finding, Subject
from openness.release.location import Source
from openness.resolution.resolved import Resolved, data_licences, expressions_of
from openness.value import Value
from openness.vocabulary import WEIGHTS, Availability, Kind, Term
from openness.vocabulary.verdict import Verdict

_NAMED = 3  # data sets that a sentence names
_TRADE = (Term.COMMERCIAL_USE,)


@frozen(eq=False, repr=False)
class NonCommercialData(Value):
    """The training data under one licence that forbids commercial use.

    Args:
        licence: as its record or its source names it.
        names: the data sets under it that have a name.
        source: where the first of them says so.
    """

    licence: str
    names: tuple[str, ...]
    source: Source

    @property
    def listed(self) -> str:
        """The first names, as one reads them out; empty where there is none."""
        return ", ".join(self.names[:_NAMED]) + " and more" * (len(self.names) > _NAMED)


def non_commercial_data(resolved: Resolved) -> Iterator[NonCommercialData]:
    """The training data of a release that nobody may use commercially, by licence.

    Only what is certain counts: each licence that the data may be under forbids it.

    Args:
        resolved: the release; a data set is trained on none.
    """
    if resolved.release.subject == "dataset":
        return
    names: dict[str, dict[str, None]] = {}
    places: dict[str, Source] = {}
    for name, fact in _licences(resolved):
        if not _is_without_trade(resolved, expressions_of(fact)):
            continue
        for claim in fact.claims:
            for licence in named_licences([claim]):
                names.setdefault(licence, {})[name] = None
                places.setdefault(licence, claim.source)
    for licence, found in names.items():
        yield NonCommercialData(licence, tuple(filter(None, found)), places[licence])


def _licences(resolved: Resolved) -> Iterator[tuple[str, Fact]]:
    """The licences of the training data, each with the name of a data set; empty for the data as a whole."""
    for item in resolved.release.component(Kind.DATASETS).spoken:
        if item.availability.value != Availability.NOT_USED:
            yield item.name, item.licence
    yield from ((sign.name, sign.licence) for sign in data_licences(resolved.release))


def _is_without_trade(resolved: Resolved, expressions: tuple[str, ...]) -> bool:
    """True where every licence that data may be under forbids commercial use."""
    choices = (resolved.licences.answers(expression, _TRADE, Kind.DATASETS) for expression in expressions)
    return {choice for answers in choices for choice in answers} == {(Verdict.UNMET,)}


def findings(resolved: Resolved) -> Iterator[Finding]:
    """A finding for each licence of training data that forbids commerce, where the terms of the weights allow it.

    Args:
        resolved: the release.
    """
    found = list(non_commercial_data(resolved))
    if not found or term_verdicts(world_of(resolved), WEIGHTS, _TRADE) != (Verdict.MET,):
        return
    claims = resolved.release.component(WEIGHTS).licence.claims
    own = ", ".join([" and ".join(named_licences(claims)), *(str(claim.source) for claim in claims[:1])])
    for data in found:
        which = f" ({data.listed})" if data.names else ""
        message = (
            f"the weights are under terms that allow commercial use ({own}), and training data{which} is under "
            f"{data.licence}, which forbids it"
        )
        subject = Subject(Kind.DATASETS, data.names[0] if len(data.names) == 1 else "", [data.licence])
        yield Finding(Code.TRAINING_DATA_NON_COMMERCIAL, message, data.source, subject=subject)
