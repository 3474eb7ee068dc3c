"""Releases of one input that are each other's bases: what one says of itself holds where another names it.

A base's licence is looked up in a table only where its own files are not at hand. What a base was itself made from
reaches what is made from it, so those bases are added, as inferred; a model that comes from itself is a cycle.
"""

from collections import deque
from collections.abc import Container, Iterable, Sequence

from attrs import evolve

from openness.release.claim import FROM_THE_TABLE, Fact, joined_facts, unordered
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.release import BaseModel, Found, Release
from openness.resolution.resolve import resolve
from openness.shelf.shelf import Shelf
from openness.vocabulary import Basis, Kind, Relation

_MOST = 100  # bases of one release, those of its bases included; beyond them there may be more, under any terms


def related(found: Sequence[Found], shelf: Shelf) -> Sequence[Found]:
    """The same releases, each with what the others say of its bases.

    Args:
        found: what was read, each by its files alone.
        shelf: where licences are looked up.
    """
    family = _Family(found, shelf)
    return [
        evolve(one, release=family.completed(one.release)) if family.has_base_of(one.release) else one for one in found
    ]


class _Family:
    """The models among some releases, by their names."""

    def __init__(self, found: Sequence[Found], shelf: Shelf) -> None:
        self._shelf = shelf
        self._read: dict[str, Release] = {}
        self._resolved: dict[str, Release] = {}
        self._bases: dict[str, tuple[BaseModel, ...]] = {}
        for one in found:
            for name in _names(one.release) if one.release.subject != "dataset" else ():
                self._read[name] = one.release.join(self._read[name]) if name in self._read else one.release

    def has_base_of(self, release: Release) -> bool:
        """True where a base of a release is among them."""
        return any(base.name.lower() in self._read for base in release.base_models)

    def model(self, name: str) -> Release | None:
        """The model of a name, resolved once: its bases are those it names and those that follow from its files."""
        name = name.lower()
        if name not in self._resolved and name in self._read:
            self._resolved[name] = resolve(self._read[name], self._shelf)
        return self._resolved.get(name)

    def completed(self, release: Release) -> Release:
        """A release with what is said elsewhere of its bases, and with theirs."""
        own = _names(release)
        bases = [self._described(base) for base in release.base_models]
        reached = {base.name.lower() for base in bases if base.relation.carries_terms}
        cycles: list[Finding] = []
        bearing = sorted((base for base in bases if base.relation.carries_terms), key=lambda base: not base.certain)
        waiting = deque((base, base.source) for base in bearing)
        while waiting:
            base, source = waiting.popleft()
            for further in self._bases_of(base, own):
                name = further.name.lower()
                if name in own:
                    message = f"{further.name} is named as a base of {base.name}, which this comes from"
                    cycles.append(Finding(Code.LINEAGE_CYCLE, message, source))
                elif name not in reached:
                    reached.add(name)
                    sure = base.certain and further.certain
                    known = evolve(further, basis=Basis.INFERRED, source=source, certain=sure)
                    if sure:  # what is certain by one way is looked at before what is likely by another
                        waiting.appendleft((known, source))
                    else:
                        waiting.append((known, source))
                    bases.append(known)
                    if len(bases) >= _MOST:
                        bases.append(_any_other(source))
                        waiting.clear()
                        break
        return evolve(
            release, base_models=_ordered(bases), oddities=unordered((*release.oddities, *dict.fromkeys(cycles)))
        )

    def _bases_of(self, base: BaseModel, own: Container[str]) -> tuple[BaseModel, ...]:
        """The bases of a base the terms of which reach it, each described once."""
        name = base.name.lower()
        if name in own:
            return ()
        if name not in self._bases:
            model = self.model(name)
            bases = model.base_models if model else ()
            self._bases[name] = tuple(map(self._described, filter(_carries_terms, bases)))
        return self._bases[name]

    def _described(self, base: BaseModel) -> BaseModel:
        """A base with what its own files say of its licence and its producer; on the producer they have the last word.

        What the table says of a base of a base is looked up anew, as for a base: not where its own files say the same.
        """
        model = self.model(base.name)
        if model is None:
            return base
        licence = model.component(Kind.MODEL_PARAMETERS_FINAL).licence
        producer = (model.producer.value or "") if model.producer.claims else base.producer
        stated = Fact(tuple(claim for claim in base.licence.claims if claim.rule not in FROM_THE_TABLE))
        return evolve(base, licence=joined_facts((stated, licence)), producer=producer)


def _names(release: Release) -> set[str]:
    return {name.lower() for name in release.name.values}


def _carries_terms(base: BaseModel) -> bool:
    return base.relation.carries_terms


def _ordered(bases: Iterable[BaseModel]) -> tuple[BaseModel, ...]:
    """As `unordered` has them: a name comes first in that order, and most names stand alone."""
    by_name: dict[str, list[BaseModel]] = {}
    for base in bases:
        by_name.setdefault(base.name, []).append(base)
    return tuple(base for name in sorted(by_name) for base in unordered(by_name[name]))


def _any_other(source: Source) -> BaseModel:
    """A base that nobody looked at: its terms are unknown."""
    return BaseModel("", Relation.FINE_TUNE, source, basis=Basis.INFERRED)
