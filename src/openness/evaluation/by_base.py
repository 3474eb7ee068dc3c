"""Findings base by base: releases that differ in nothing but their bases share what each of these adds.

What a base adds by itself is found once. What all bases do together, a cap and licences that leave none, is asked of each
release, by the rules that ask it of any.
"""

from collections.abc import Iterable

from attrs import evolve, frozen

from openness.evaluation import lineage
from openness.evaluation.classification import Classification
from openness.evaluation.rules import CHECKS, licence_incompatible
from openness.evaluation.rules import lineage as of_lineage
from openness.release.finding import Code
from openness.release.release import BaseModel
from openness.resolution.resolved import Resolved
from openness.shelf.shelf import Shelf
from openness.value import Value

_OF_EACH = tuple(check for check in CHECKS if check not in (of_lineage, licence_incompatible))


@frozen(eq=False, repr=False)
class Share(Value):
    """The findings that one base adds to a release.

    Args:
        base: it.
        codes: of the findings that there are where it is the only one, without those on all bases together.
        clear: whether it leaves open that the bases set a cap.
    """

    base: BaseModel
    codes: frozenset[Code]
    clear: bool


def is_apart(resolved: Resolved) -> bool:
    """True where nothing else that is said of a release depends on which its bases are.

    Whether a licence lets a model be trained on outputs may depend on what the model was made from, and so may whether a
    limit on some models alone reaches it.
    """
    release = resolved.release
    if resolved.scopes or any(base.relation.from_outputs for base in release.base_models):
        return False
    return not (release.texts or release.limits or release.terms or release.conclusions or release.labels)


def share(classification: Classification, base: BaseModel, shelf: Shelf) -> Share:
    """The findings that one base adds to a release.

    Args:
        classification: of the release, with nothing that `is_apart` rules out.
        base: one of its bases.
        shelf: where names are looked up.
    """
    whole = classification.resolved
    alone = evolve(whole, release=evolve(whole.release, base_models=(base,)))
    codes = {finding.code for finding in whole.release.oddities}
    codes.update(found.code for check in _OF_EACH for found in check(alone, shelf, lambda: classification.spectrum))
    found, clear = lineage.of_base(alone, base)
    return Share(base, frozenset((*codes, *(finding.code for finding in found))), clear)


def joined(like: Resolved, shares: Iterable[Share], shelf: Shelf) -> Resolved:
    """A release that differs from another in nothing but its bases.

    Args:
        like: the other, resolved.
        shares: what each of its bases adds.
        shelf: where licences are looked up.
    """
    bases = tuple(part.base for part in shares)
    candidates = (name for base in bases for claim in base.licence.claims for name in claim.candidates)
    ids = {licence.id for licence in like.licences.records} | {id for name in candidates for id in shelf.ids_in(name)}
    release = evolve(like.release, base_models=bases)
    return evolve(like, release=release, licences=shelf.licences_of(tuple(sorted(ids))))


def codes(classification: Classification, shares: Iterable[Share], shelf: Shelf) -> frozenset[Code]:
    """The codes of all findings on a release.

    Args:
        classification: of the release.
        shares: what each of its bases adds.
        shelf: where licences, and what they say of each other, are looked up.
    """
    resolved, parts = classification.resolved, tuple(shares)
    clear = all(part.clear for part in parts)
    spectrum = shelf.definition("spectrum")
    found = [
        *lineage.of_all(resolved, spectrum, lambda: classification.spectrum, clear),
        *lineage.incompatible(resolved, shelf),
    ]
    return frozenset().union((finding.code for finding in found), *(part.codes for part in parts))
