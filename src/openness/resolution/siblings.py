"""Releases of one input that are each other's bases: the statements of one on itself count where another names it.

A model is known by its name, and where its folder lies as on the Hub (`account/name`) by that. A base's licence is looked up in
a table only where its own files are not at hand. What a base was itself made from
reaches what is made from it, so those bases are added, as inferred, of each maker and terms the nearest; a model that comes
from itself is a cycle. What a model hands on is put together once, from what its own bases do.
"""

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from attrs import evolve

from openness.release.claim import FROM_THE_TABLE, Fact, joined_facts, unordered
from openness.release.finding import Code, Finding
from openness.release.release import BaseModel, Found, Release
from openness.resolution.ancestry import strongly_connected
from openness.resolution.inherited import InheritedBase, inherited_base, once, rest
from openness.resolution.resolve import resolve
from openness.shelf.shelf import Shelf
from openness.vocabulary import Kind

_PARTED = re.compile(r"[/\\]")
_MOST = 100  # bases of one release, those of its bases included; beyond them there may be more, under any terms


def related(found: Sequence[Found], shelf: Shelf) -> Sequence[Found]:
    """The same releases, each with the others' statements on its bases.

    Args:
        found: what was read, each by its files alone.
        shelf: where licences are looked up.
    """
    family, data = _Family(found, shelf), _DataSets(found, shelf)
    return [
        evolve(member, release=data.completed(family.completed(member)))
        if family.has_base_of(member.release)
        else evolve(member, release=data.completed(member.release))
        if data.has_data_of(member.release)
        else member
        for member in found
    ]


class _DataSets:
    """The data sets among some releases, by their names."""

    def __init__(self, found: Sequence[Found], shelf: Shelf) -> None:
        self._shelf = shelf
        self._read = {
            name: member.release
            for member in found
            if member.release.subject == "dataset"
            for name in _names(member.release)
        }
        self._resolved: dict[str, Release] = {}

    def has_data_of(self, release: Release) -> bool:
        """True where data that a model names is among them."""
        return bool(self._read) and release.subject != "dataset" and any(True for _ in self._named(release))

    def completed(self, release: Release) -> Release:
        """A model with what the data sets that it names say of their licence: no claim on the data (decision 73)."""
        if not self.has_data_of(release):
            return release
        from openness.release.hints import DataLicence

        signs = []
        for name in self._named(release):
            key = name.lower()
            if key not in self._resolved:
                self._resolved[key] = resolve(self._read[key], self._shelf)
            licence = self._resolved[key].component(Kind.DATASETS).licence
            if licence.claims:
                signs.append(DataLicence(name, licence.claims[0].source, licence=licence))
        return evolve(release, signs=unordered((*release.signs, *signs)))

    def _named(self, release: Release) -> Iterator[str]:
        """The names of data of a model that says nothing of its licence, and is among them."""
        for item in release.component(Kind.DATASETS).items:
            if item.name.lower() in self._read and not item.licence.claims:
                yield item.name


class _Family:
    """The models among some releases, by their names."""

    def __init__(self, found: Sequence[Found], shelf: Shelf) -> None:
        self._shelf = shelf
        self._named = dict.fromkeys(base.name.lower() for member in found for base in member.release.base_models)
        self._read: dict[str, Release] = {}
        self._resolved: dict[str, Release] = {}
        self._bases: dict[str, tuple[InheritedBase, ...]] = {}
        for member in found:
            for name in self._names(member) if member.release.subject != "dataset" else ():
                self._read[name] = member.release.join(self._read[name]) if name in self._read else member.release

    def has_base_of(self, release: Release) -> bool:
        """True where a base of a release is among them."""
        return any(base.name.lower() in self._read for base in release.base_models)

    def model(self, name: str) -> Release | None:
        """The model of a name, resolved once: its bases are those it names and those that follow from its files."""
        name = name.lower()
        if name not in self._resolved and name in self._read:
            self._resolved[name] = resolve(self._read[name], self._shelf)
        return self._resolved.get(name)

    def _names(self, member: Found) -> set[str]:
        """The names of a model, and the one by which others name it where its folder is called so: it is no base of itself."""
        names, release = _names(member.release), member.release
        place = "/".join(_PARTED.split(member.source.lower())[-2:])
        bases = {base.name.lower() for base in release.base_models}
        if (
            place in self._named
            and place not in bases
            and any(_PARTED.match(path, len(member.source)) for path in release.read)
        ):
            names.add(place)
        return names

    def completed(self, member: Found) -> Release:
        """A release with the statements of other releases on its bases, and with the bases behind these."""
        release, own = member.release, self._names(member)
        bases = [self._described(base) for base in release.base_models]
        bearing = [inherited_base(base, self._shelf) for base in bases if base.relation.carries_terms]
        cycles: list[Finding] = []
        if own & self._circular or release.subject == "dataset":
            further, cycles = self._walked(bearing, own)
        else:
            further = [
                inherited.by(base) for base in bearing for inherited in self._inherited.get(base.base.name.lower(), ())
            ]
        sure = {inherited.key for inherited in bearing if inherited.base.certain}
        known = {inherited.key for inherited in bearing}
        added = (inherited for inherited in further if inherited.key not in (sure if inherited.base.certain else known))
        bases += [inherited.base for inherited in once(added, max(0, _MOST - len(bases)))]
        return evolve(
            release, base_models=_ordered(bases), oddities=unordered((*release.oddities, *dict.fromkeys(cycles)))
        )

    @cached_property
    def _strongly_connected(self) -> list[list[str]]:
        """The models that others name as bases, each after those it comes from; those that come from each other together."""
        waiting = [name for name in self._named if name in self._read]
        parents: dict[str, list[str]] = {}
        while waiting:
            name = waiting.pop()
            if name not in parents:
                bases = (inherited.base.name.lower() for inherited in self._bases_of(name))
                parents[name] = [base for base in dict.fromkeys(bases) if base in self._read]
                waiting += parents[name]
        return list(strongly_connected(parents, parents))

    @cached_property
    def _circular(self) -> frozenset[str]:
        """The models that come from themselves."""
        return frozenset(
            name
            for group in self._strongly_connected
            for name in group
            if len(group) > 1 or any(inherited.base.name.lower() == name for inherited in self._bases_of(name))
        )

    @cached_property
    def _inherited(self) -> dict[str, tuple[InheritedBase, ...]]:
        """The bases behind a model that reach whatever is made from it, without the model itself, by its name."""
        found: dict[str, tuple[InheritedBase, ...]] = {}
        for name in (name for group in self._strongly_connected for name in group):
            bases = self._bases_of(name)
            if name in self._circular:
                behind = [*bases, *self._walked(bases, ())[0]]
            else:
                behind = [
                    *bases,
                    *(inherited.by(base) for base in bases for inherited in found.get(base.base.name.lower(), ())),
                ]
            found[name] = once(behind, _MOST)
        return found

    def _walked(
        self, bases: Iterable[InheritedBase], own: Collection[str]
    ) -> tuple[list[InheritedBase], list[Finding]]:
        """The bases behind some, model by model, and where one of them is the model itself.

        Args:
            bases: those.
            own: the names of the model itself.
        """
        bearing = sorted(bases, key=lambda inherited: not inherited.base.certain)
        reached: set[str] = set()
        found: list[InheritedBase] = []
        cycles: list[Finding] = []
        waiting = deque((base, True) for base in bearing)
        while waiting:
            base, named = waiting.popleft()
            name, source = base.base.name.lower(), base.base.source
            if name in reached:
                continue
            reached.add(name)
            if not named:
                if len(bearing) + len(found) >= _MOST:
                    return [*found, rest(source)], cycles
                found.append(base)
            behind: list[InheritedBase] = []
            for further in self._bases_of(name) if name not in own else ():
                if further.base.name.lower() in own:
                    message = f"{further.base.name} is named as a base of {base.base.name}, which this comes from"
                    cycles.append(Finding(Code.LINEAGE_CYCLE, message, source))
                else:
                    behind.append(further.by(base))
            # what is certain by one way is looked at before what is likely by another
            waiting.extendleft((inherited, False) for inherited in reversed(behind) if inherited.base.certain)
            waiting.extend((inherited, False) for inherited in behind if not inherited.base.certain)
        return found, cycles

    def _bases_of(self, name: str) -> tuple[InheritedBase, ...]:
        """The bases of a model whose terms reach it, by its name in small letters: each described once."""
        if name not in self._bases:
            model = self.model(name)
            bases = map(self._described, model.derived_from if model else ())
            self._bases[name] = tuple(inherited_base(base, self._shelf) for base in bases)
        return self._bases[name]

    def _described(self, base: BaseModel) -> BaseModel:
        """A base with the licence and the producer that its own files state; on the producer they have the last word.

        An entry of the known models for a base of a base is looked up anew, unless the base's own files state the same.
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


def _ordered(bases: Iterable[BaseModel]) -> tuple[BaseModel, ...]:
    """As `unordered` has them: a name comes first in that order, and most names stand alone."""
    by_name: dict[str, list[BaseModel]] = {}
    for base in bases:
        by_name.setdefault(base.name, []).append(base)
    return tuple(base for name in sorted(by_name) for base in unordered(by_name[name]))
