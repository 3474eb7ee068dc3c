"""Releases of one input that are each other's bases: what one says of itself holds where another names it.

A base's licence is looked up in a table only where its own files are not at hand. What a base was itself made from
reaches what is made from it, so those bases are added, as inferred; a model that comes from itself is a cycle.
"""

from collections.abc import Mapping, Sequence

from attrs import evolve

from openness.release.claim import joined_facts, unordered
from openness.release.finding import Code, Finding, Subject
from openness.release.release import BaseModel, Found, Release
from openness.resolution.resolve import resolve
from openness.shelf.shelf import Shelf
from openness.vocabulary import Basis, Kind

_Kin = Mapping[str, Release]  # by name in lower case, what bears it


def related(found: Sequence[Found], shelf: Shelf) -> Sequence[Found]:
    """The same releases, each with what the others say of its bases.

    Args:
        found: what was read, each by its files alone.
        shelf: where licences are looked up.
    """
    asked = {base.name.lower() for one in found for base in one.release.base_models if base.name}
    kin: dict[str, Release] = {}
    for one in found:
        for name in {name.lower() for name in one.release.name.values} & asked:
            if one.release.subject != "dataset":
                kin[name] = one.release.join(kin[name]) if name in kin else one.release
    return [evolve(one, release=_with_bases(one.release, kin, shelf)) for one in found] if kin else found


def _with_bases(release: Release, kin: _Kin, shelf: Shelf) -> Release:
    """A release with what is said elsewhere of its bases, and with theirs."""
    own = {name.lower() for name in release.name.values}
    held = [_described(base, kin, shelf) for base in release.base_models]
    seen = {base.name.lower() for base in held}
    cycles: list[Finding] = []
    waiting = [(base, base) for base in held if base.relation.carries_terms]
    while waiting:
        stated, base = waiting.pop()
        parent = kin.get(base.name.lower()) if base.name.lower() not in own else None
        for further in parent.base_models if parent else ():
            if further.name.lower() in own:
                message = f"{further.name} is named as a base of {base.name}, which this comes from"
                subject = Subject(bases=[base.name, further.name])
                cycles.append(Finding(Code.LINEAGE_CYCLE, message, stated.source, subject=subject))
            elif further.relation.carries_terms and further.name.lower() not in seen:
                seen.add(further.name.lower())
                reached = evolve(_described(further, kin, shelf), basis=Basis.INFERRED, source=stated.source)
                held.append(reached)
                waiting.append((stated, reached))
    return evolve(release, base_models=unordered(held), oddities=unordered((*release.oddities, *cycles)))


def _described(base: BaseModel, kin: _Kin, shelf: Shelf) -> BaseModel:
    """A base with what its own files say of its licence and its producer."""
    itself = kin.get(base.name.lower())
    if itself is None:
        return base
    said = resolve(itself, shelf).component(Kind.MODEL_PARAMETERS_FINAL).licence
    return evolve(
        base, licence=joined_facts((base.licence, said)), producer=base.producer or itself.producer.value or ""
    )
