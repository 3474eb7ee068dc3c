"""The base models of a release: those it names, those that must be there, and what is known of each."""

from typing import TYPE_CHECKING

from attrs import evolve

from openness.release.claim import (
    FROM_THE_TABLE,
    Claim,
    Fact,
    joined_facts,
    unordered,
)
from openness.release.names import producer_key
from openness.release.release import BaseModel, Release
from openness.resolution.names import may_be_open, named_fact, naming_of
from openness.shelf.shelf import Shelf
from openness.vocabulary import NOASSERTION, WEIGHTS, Basis, Relation

if TYPE_CHECKING:
    from openness.release.hints import Sign


def edges(bases: tuple[BaseModel, ...]) -> tuple[BaseModel, ...]:
    """The edges to the bases, each once.

    Several documents may name one base and state nothing about it but a relation that carries its terms. Of these edges
    a declared one replaces an inferred one, and equal ones become one.
    """
    if len(bases) < 2:
        return bases
    kept: dict[tuple[str, str], BaseModel] = {}
    named: set[str] = set()
    bare = sorted(filter(_is_bare, bases), key=lambda base: (base.basis is Basis.INFERRED, base.source.order))
    for base in bare:
        name = base.name.lower()
        if base.basis is Basis.DECLARED or name not in named:
            named.add(name)
            kept.setdefault((name, base.relation), base)
    certain = {base.name.lower() for base in bare if base.certain}
    edges = (evolve(base, certain=True) if base.name.lower() in certain else base for base in kept.values())
    return unordered((*(base for base in bases if not _is_bare(base)), *edges))


def unnamed(signs: "tuple[Sign, ...]", stated: tuple[BaseModel, ...]) -> tuple[BaseModel, ...]:
    """The base that must be there, as an adapter's or a merge's, where none is stated."""
    if not signs or any(base.relation.carries_terms for base in stated):
        return ()
    from openness.release.hints import NeededBase  # most releases hint at nothing

    needed = [sign for sign in signs if isinstance(sign, NeededBase)]
    return tuple(BaseModel("", sign.relation, sign.source, basis=Basis.INFERRED) for sign in needed[:1])


def _is_bare(base: BaseModel) -> bool:
    """True where an edge names a base the terms of which reach the weights, and says nothing else of it."""
    return bool(base.name) and base.relation.carries_terms and not base.licence.claims and not base.producer


def called(signs: "tuple[Sign, ...]", stated: tuple[BaseModel, ...], shelf: Shelf) -> tuple[BaseModel, ...]:
    """The bases that prose calls by a name alone, where the table of well-known models knows it.

    The name of a family alone is a base whose terms nobody knows, unless all versions of it are open.
    """
    if not signs:
        return ()
    from openness.release.hints import CalledBase

    names = {base.name.rpartition("/")[2].lower() for base in stated}
    return tuple(
        BaseModel(sign.name, sign.relation, sign.source, basis=Basis.INFERRED, certain=False)
        for sign in signs
        if isinstance(sign, CalledBase)
        and sign.name.rpartition("/")[2].lower() not in names
        and (shelf.known_base(sign.name) or _is_closed_family(sign.name, shelf))
    )


def is_under_other_terms(name: str, shelf: Shelf) -> bool:
    """True where a name is that of a well-known model, or of a family, that may be under terms which are not open."""
    if known := shelf.known_base(name):
        stated = {id for licence in known.licences for id in shelf.ids_in(licence)} - {
            NOASSERTION
        }  # a longer name may add terms
        return not all(may_be_open(id, WEIGHTS, shelf) for id in stated)
    return _is_closed_family(name, shelf)


def _is_closed_family(name: str, shelf: Shelf) -> bool:
    """True where a name is that of a family of which some version is not open, or of a version of one that nobody listed."""
    return shelf.known_models.is_unlisted(name) or not all(
        may_be_open(licence, WEIGHTS, shelf) for licence in shelf.known_models.versions(name)
    )


def copied(release: Release, stated: tuple[BaseModel, ...], shelf: Shelf) -> tuple[BaseModel, ...]:
    """The model that a release is a copy of by its own name, where it states no base: a copy stays under its maker's terms.

    Only an account that is known to copy, and a name that adds nothing but size, form and packing, tell that much.
    """
    name = release.name.value or ""
    account, _, last = name.rpartition("/")
    if not account or any(base.relation.carries_terms for base in stated):
        return ()
    known = shelf.known_base(name)
    if known is None or not known.copied_by(account):
        return ()
    source = release.name.claims[0].source
    terms = Fact(
        tuple(Claim(id, Basis.INFERRED, source, name, known.because, rule=known.rule) for id in sorted(known.licences))
    )
    return (BaseModel(last, Relation.QUANTISATION, source, terms, known.licensor, Basis.INFERRED),)


def loaded(release: Release, stated: tuple[BaseModel, ...]) -> tuple[BaseModel, ...]:
    """The model that the weights were loaded from, where no base is stated and it is not the release itself."""
    if not release.signs or any(base.relation.carries_terms for base in stated):
        return ()
    from openness.release.hints import LoadedFrom, NeededBase

    own = (release.name.value or "").rpartition("/")[2].lower()
    how = next((sign.relation for sign in release.signs if isinstance(sign, NeededBase)), Relation.FINE_TUNE)
    return tuple(
        BaseModel(sign.name, how, sign.source, basis=Basis.INFERRED, certain=False)
        for sign in release.signs
        if isinstance(sign, LoadedFrom) and sign.name.rpartition("/")[2].lower() != own
    )


def named_base(base: BaseModel, release: Release, shelf: Shelf) -> BaseModel:
    licence = named_fact(base.licence, shelf)
    known = shelf.known_base(base.name)
    if known is None:
        return base if licence is base.licence else evolve(base, licence=licence)
    stated = {candidate for claim in licence.claims for candidate in naming_of(claim, shelf).candidates}
    if not (stated and stated <= set(known.stands_for)):  # a release cannot rename the terms of its base
        looked_up = (
            Claim(id, Basis.INFERRED, base.source, base.name, known.because, rule=known.rule)
            for id in sorted(known.licences)
        )
        licence = joined_facts((licence, named_fact(Fact(tuple(looked_up)), shelf)))
    ours, theirs = release.producer.value or "", base.producer or known.licensor
    if known.producers and base.producer and producer_key(base.producer) not in known.producers:
        theirs = known.licensor  # nor who its licensor is
    is_one_maker = {
        producer_key(ours),
        producer_key(theirs or base.name.rpartition("/")[0]),
    } <= known.producers  # by two of its names
    return evolve(base, licence=licence, producer=ours if is_one_maker else theirs)


def statements(licence: Fact) -> tuple[Fact, ...]:
    """A base's licence claims, grouped by source: the table of known models, and each document that names one."""
    by_source: dict[str, list[Claim]] = {}
    for claim in licence.claims:
        by_source.setdefault("" if claim.rule in FROM_THE_TABLE else claim.source.document, []).append(claim)
    return tuple(Fact(tuple(claims)) for claims in by_source.values())


def bases_of_others(release: Release) -> tuple[BaseModel, ...]:
    """The bases whose terms reach a release, by another licensor: their terms bind it (rule 5)."""
    return tuple(base for base in release.derived_from if not same_licensor(release, base))


def same_licensor(release: Release, base: BaseModel) -> bool:
    """True where the base was released by whoever released this model: a stated producer counts before the name's."""
    ours = producer_key(release.producer.value or "")
    return bool(ours) and ours == producer_key(base.producer or base.name.rpartition("/")[0])
