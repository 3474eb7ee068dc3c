"""A resolved release with the licences its names may stand for: whatever judges it asks no shelf."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from openness.licensing.licence import Licence
from openness.licensing.licences import Licences
from openness.release.claim import Claim, Fact
from openness.release.component import Component
from openness.release.release import Found, Release
from openness.resolution.resolve import resolve
from openness.shelf.shelf import Shelf
from openness.value import Value
from openness.vocabulary import Kind
from openness.vocabulary.verdict import Verdict

if TYPE_CHECKING:
    from openness.release.hints import DataLicence


@frozen(eq=False, repr=False)
class Resolved(Value):
    """A release with the licences that its names may stand for: the value that is judged.

    Args:
        release: each claim about a licence in it says what its name stands for.
        licences: every licence that one of these names may stand for, as it holds for this release: what is limited for some
            models alone is denied to no other.
        scopes: by the id of each licence that limits some models alone: whether the release is, or rests on, one of them.
    """

    release: Release
    licences: Licences
    scopes: tuple[tuple[str, Verdict], ...] = ()

    def component(self, kind: Kind) -> Component:
        """The component of this kind; one without items when nothing is stated about it."""
        return self.release.component(kind)

    def licences_of(self, fact: Fact) -> tuple[Licence, ...]:
        """The licences with a record that a licence fact may mean."""
        ids = dict.fromkeys(id for name in expressions_of(fact) for id in self.licences.ids_in(name))
        return tuple(licence for licence in map(self.licences.licence, ids) if licence is not None)


def resolved(release: Release, shelf: Shelf) -> Resolved:
    """A release with its licence names resolved, and the licences they may stand for.

    Args:
        release: as its files state it.
        shelf: where names and licences are looked up.
    """
    return with_licences(resolve(release, shelf), shelf)


def read_together(found: Sequence[Found], shelf: Shelf) -> Sequence[Found]:
    """Releases that were read together, each with what the others say of its bases."""
    if len(found) < 2:
        return found
    from openness.resolution.siblings import related

    return related(found, shelf)


def with_licences(release: Release, shelf: Shelf) -> Resolved:
    """A resolved release with the licences that its names may stand for.

    Args:
        release: with its names resolved.
        shelf: where they were looked up.
    """
    names = dict.fromkeys(name for claim in licence_claims(release) for name in claim.candidates)
    ids = dict.fromkeys(id for name in names for id in shelf.ids_in(name))
    licences = shelf.licences_of(tuple(sorted(ids)))
    if not any("only" in limit for licence in licences.records for limit in licence.record.get("limit", ())):
        return Resolved(release, licences)
    from openness.resolution.scope import confined, scopes  # few licences limit some models alone

    reaching = scopes(release, shelf)
    return Resolved(release, confined(licences, reaching), reaching)


def licence_claims(release: Release) -> Iterator[Claim]:
    """Every claim about a licence: of a part, or of a base model."""
    for component in release.components:
        for item in component.items:
            yield from item.licence.claims
    for base in release.base_models:
        yield from base.licence.claims
    for sign in data_licences(release):
        yield from sign.licence.claims


def names_data_licence(release: Release) -> bool:
    """True where anything may say under which licence the data lie that trained a model."""
    return bool(release.signs) or any(item.licence.claims for item in release.component(Kind.DATASETS).items)


def data_licences(release: Release) -> "tuple[DataLicence, ...]":
    """The licences of the data that trained a model, where something else than a claim says them."""
    if not release.signs:
        return ()
    from openness.release.hints import DataLicence  # most releases hint at nothing

    return tuple(sign for sign in release.signs if isinstance(sign, DataLicence))


def expressions_of(fact: Fact) -> tuple[str, ...]:
    """The expressions of ids that a licence fact of a resolved release may mean."""
    return tuple(dict.fromkeys(candidate for claim in fact.settled.claims for candidate in claim.candidates))
