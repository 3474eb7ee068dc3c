"""The bases that models hand on: each terms of each maker once, however many models are on the way.

Nothing but its name tells two bases apart that are under the same terms, by the same maker, in the same relation: whatever is
judged of one is judged of the other. So the nearest stands for all of them, and what a model hands on stays small.
"""

from collections.abc import Hashable, Iterable

from attrs import evolve, frozen

from openness.release.claim import FROM_THE_TABLE
from openness.release.location import Source
from openness.release.names import producer_key
from openness.release.release import BaseModel
from openness.resolution.names import naming_of
from openness.shelf.shelf import Shelf
from openness.value import Value
from openness.vocabulary import Basis, Relation

_REST: Hashable = ()  # the key of what nobody looked at


@frozen(eq=False, repr=False)
class InheritedBase(Value):
    """A base that reaches a model.

    Args:
        key: the same for all bases that one stands for.
        base: the base; it is certain where the whole way to it is.
        steps: how many models are on that way.
    """

    key: Hashable
    base: BaseModel
    steps: int = 0

    def by(self, other: "InheritedBase") -> "InheritedBase":
        """This base as it reaches a model made from `other`: stated where that is, and certain only where both are."""
        way = other.base
        base = evolve(self.base, basis=Basis.INFERRED, source=way.source, certain=way.certain and self.base.certain)
        return InheritedBase(self.key, base, other.steps + self.steps + 1)

    @property
    def order(self) -> tuple[bool, int, str]:
        """The key of their order: certain bases first, and of those the nearest."""
        return not self.base.certain, self.steps, self.base.name


def inherited_base(base: BaseModel, shelf: Shelf) -> InheritedBase:
    """A base, with all that it is judged by as its key.

    Args:
        base: with what its own files say of it.
        shelf: where names of licences and of known models are looked up.
    """
    known = shelf.known_base(base.name)
    documents: dict[str, int] = {}  # which two say it does not count, but that two do
    claims = tuple(
        (
            naming_of(claim, shelf),
            claim.basis,
            claim.rule,
            claim.because,
            claim.origin,
            documents.setdefault(claim.source.document, len(documents)),
        )
        for claim in base.licence.claims
        if claim.rule not in FROM_THE_TABLE  # which the name tells
    )
    maker = producer_key(base.producer or base.name.rpartition("/")[0])
    return InheritedBase((known and evolve(known, because=""), base.relation, maker, claims), base)


def rest(source: Source) -> InheritedBase:
    """The base that stands for all that nobody looked at, under unknown terms."""
    return InheritedBase(_REST, BaseModel("", Relation.FINE_TUNE, source, basis=Basis.INFERRED))


def once(found: Iterable[InheritedBase], most: int) -> tuple[InheritedBase, ...]:
    """The first of the bases that stand for each other, and at most so many; behind them the rest, where there is one.

    >>> from openness.shelf.shelf import shipped
    >>> def tune(name):
    ...     return inherited_base(BaseModel(name, Relation.FINE_TUNE, Source("card")), shipped())
    >>> [one.base.name for one in once([tune("a/two"), tune("a/one"), tune("b/one")], 100)]
    ['a/one', 'b/one']
    """
    kept: dict[Hashable, InheritedBase] = {}
    for base in sorted(found, key=lambda base: base.order):
        kept.setdefault(base.key, base)
    left = kept.pop(_REST, None)
    some = tuple(kept.values())
    if len(some) > most:
        left = rest(some[most].base.source)
    return some if left is None else (*some[:most], left)
