"""Scopes of limits: some limits reach only certain models, such as the multimodal ones of a maker; is a release one of them?

A limit of that kind is about the models that the licensor published. So the models that a release was made from count where
they bring the licence, and the release itself where none does.
"""

from collections.abc import Iterator
from functools import reduce

from openness.release.claim import Fact
from openness.release.release import BaseModel, Release
from openness.shelf.shelf import Shelf
from openness.vocabulary import Kind
from openness.vocabulary.verdict import Verdict

_STATED = {"true": Verdict.MET, "false": Verdict.UNMET}


def scopes(release: Release, shelf: Shelf) -> tuple[tuple[str, Verdict], ...]:
    """By the id of each licence that confines a limit to some models: is the release, or what it rests on, one of them?

    Args:
        release: with its licence names resolved.
        shelf: where licences and well-known models are looked up.
    """
    weights = release.component(Kind.MODEL_PARAMETERS_FINAL).licence
    bases = [base for base in release.base_models if base.relation.carries_terms]
    ids = dict.fromkeys(id for fact in (weights, *(base.licence for base in bases)) for id in _ids(fact, shelf))
    found = []
    for id in ids:
        licence = shelf.licence(id)
        word = next((limit.only for limit in licence.limits if limit.only), "") if licence else ""
        if word:
            bringing = [_of_base(base, word, release, shelf) for base in bases if id in _ids(base.licence, shelf)]
            found.append((id, reduce(Verdict.__or__, bringing) if bringing else _own(release, word, shelf)))
    return tuple(found)


def _ids(fact: Fact, shelf: Shelf) -> Iterator[str]:
    """The licences that a fact of a resolved release may mean."""
    return (id for claim in fact.claims for candidate in claim.candidates for id in shelf.ids_in(candidate))


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
