"""Scopes of limits: some limits reach only certain models, such as the multimodal ones of a maker; is a release one of them?

A limit of that kind is about the models that the licensor published. So the models that a release was made from count where
they bring the licence, and the release itself where none does. Where nearly every model under a licence is one, its record
presumes it, and only the table of well-known models says otherwise.
"""

from collections.abc import Iterable, Iterator
from functools import reduce

from attrs import evolve

from openness.licensing.clauses import Limit
from openness.licensing.licence import Licence
from openness.licensing.licences import Licences
from openness.release.claim import Fact
from openness.release.release import BaseModel, Release
from openness.shelf.shelf import Shelf
from openness.vocabulary import Kind
from openness.vocabulary.verdict import Verdict

_STATED = {"true": Verdict.MET, "false": Verdict.UNMET}
#: The answer on a grant, by whether a limit that denies it reaches the release.
_DENIED_BY = {Verdict.MET: Verdict.UNMET, Verdict.UNMET: Verdict.MET, Verdict.UNKNOWN: Verdict.UNKNOWN}


def scopes(release: Release, shelf: Shelf) -> tuple[tuple[str, Verdict], ...]:
    """By the id of each licence that confines a limit to some models, the verdict that the release or its base is one.

    Args:
        release: with its licence names resolved.
        shelf: where licences and well-known models are looked up.
    """
    weights = release.component(Kind.MODEL_PARAMETERS_FINAL).licence
    bases = release.derived_from
    ids = dict.fromkeys(id for fact in (weights, *(base.licence for base in bases)) for id in _ids(fact, shelf))
    found = []
    for id in ids:
        if (limit := _confining(id, shelf)) is not None:
            bringing = [base for base in bases if id in _ids(base.licence, shelf)]
            found.append((id, (_presumed if limit.presumed else _told)(bringing, limit.only, release, shelf)))
    return tuple(found)


def scopes_of_model(name: str, ids: Iterable[str], shelf: Shelf) -> tuple[tuple[str, Verdict], ...]:
    """By the id of each licence that confines a limit to some models, the verdict that a model known by its name is one.

    Args:
        name: the model's, with its account.
        ids: the licences that it may be under.
        shelf: where licences and well-known models are looked up.
    """
    found = []
    for id in dict.fromkeys(ids):
        if (limit := _confining(id, shelf)) is not None:
            known = _known(name, limit.only, shelf)
            found.append((id, Verdict.MET if limit.presumed and known is Verdict.UNKNOWN else known))
    return tuple(found)


def _confining(id: str, shelf: Shelf) -> Limit | None:
    """The limit by which a licence speaks of some models alone, the first of several."""
    licence = shelf.licence(id)
    return next((limit for limit in licence.limits if limit.only), None) if licence else None


def confined(licences: Licences, scopes: tuple[tuple[str, Verdict], ...]) -> Licences:
    """Licences as they hold for one release: a grant that only a limit on other models denies is not denied to it.

    A limit that may or may not reach the release leaves the grant open.

    Args:
        licences: as their texts state them.
        scopes: of the release, as `scopes` gives them.
    """
    reaching = dict(scopes)
    records = (confined_to(licence, reaching.get(licence.id, Verdict.UNKNOWN)) for licence in licences.records)
    return Licences(tuple(records), licences.exceptions)


def confined_to(licence: Licence, scope: Verdict) -> Licence:
    """A licence as it holds for a model that its confined limits reach, do not reach, or may reach."""
    limits = [limit for limit in licence.limits if limit.of and licence.gives_way(limit.of)]
    if scope is Verdict.MET or not any(limit.only for limit in limits):
        return licence
    answers = dict(licence.answers)
    for term in dict.fromkeys(limit.of for limit in limits if limit.of):
        reached = (limit.reach(scope) for limit in limits if limit.of is term)
        answers[term] = evolve(answers[term], verdict=_DENIED_BY[reduce(Verdict.__or__, reached)])
    return evolve(licence, answers=answers)


def _ids(fact: Fact, shelf: Shelf) -> Iterator[str]:
    """The licences that a fact of a resolved release may mean."""
    return (id for claim in fact.claims for candidate in claim.candidates for id in shelf.ids_in(candidate))


def _told(bringing: list[BaseModel], word: str, release: Release, shelf: Shelf) -> Verdict:
    """The verdict on the bases that bring the licence, or on the release where none does."""
    answers = [_of_base(base, word, release, shelf) for base in bringing]
    return reduce(Verdict.__or__, answers) if answers else _own(release, word, shelf)


def _presumed(bringing: list[BaseModel], word: str, release: Release, shelf: Shelf) -> Verdict:
    """Met, unless the table says of each of them that it is none."""
    names = [base.name for base in bringing] or release.name.values
    return Verdict.UNMET if {_known(name, word, shelf) for name in names} == {Verdict.UNMET} else Verdict.MET


def _of_base(base: BaseModel, word: str, release: Release, shelf: Shelf) -> Verdict:
    """The answer on a base: what the table of well-known models says, else what the release says of itself."""
    known = _known(base.name, word, shelf)
    verdict = _stated(release, word) if known is Verdict.UNKNOWN else known
    return verdict if base.certain or verdict is Verdict.UNMET else Verdict.UNKNOWN


def _own(release: Release, word: str, shelf: Shelf) -> Verdict:
    """The answer on the release itself; unknown where the table and its own files differ."""
    answers = {_known(name, word, shelf) for name in release.name.values} | {_stated(release, word)}
    answers -= {Verdict.UNKNOWN}
    return answers.pop() if len(answers) == 1 else Verdict.UNKNOWN


def _stated(release: Release, word: str) -> Verdict:
    return _STATED.get(release.circumstance(word).value or "", Verdict.UNKNOWN)


def _known(name: str, word: str, shelf: Shelf) -> Verdict:
    known = shelf.known_base(name)
    return dict(known.circumstances).get(word, Verdict.UNKNOWN) if known else Verdict.UNKNOWN
