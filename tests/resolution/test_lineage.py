"""The base models of a release, before anything is judged."""

import pytest

from openness.release.hints import CalledBase
from openness.release.location import Source
from openness.release.release import BaseModel, Release
from openness.resolution.lineage import called, edges
from openness.resolution.resolve import resolve
from openness.shelf.shelf import shipped
from openness.vocabulary import Basis, Relation


def base(name: str, line: int, basis: Basis = Basis.INFERRED, certain: bool = False) -> BaseModel:
    return BaseModel(name, Relation.FINE_TUNE, Source("README.md", line), basis=basis, certain=certain)


def looked_up(name: str) -> BaseModel:
    """A base of which nothing but the name is said, resolved."""
    (edge,) = resolve(Release(base_models=(base(name, 1, Basis.DECLARED, certain=True),)), shipped()).base_models
    return edge


def test_an_edge_that_is_not_certain_stays_so_beside_others() -> None:
    kept = edges((base("acme/heron", 1), base("acme/egret", 2, Basis.DECLARED, certain=True)))
    assert {edge.name: edge.certain for edge in kept} == {"acme/heron": False, "acme/egret": True}


@pytest.mark.parametrize("name", ["acme/heron", "Acme/Heron"])
def test_an_edge_that_is_told_twice_is_certain_where_it_is_once(name: str) -> None:
    (edge,) = edges((base("acme/heron", 1), base(name, 2, certain=True)))
    assert edge.certain


def test_a_declared_relation_stands_and_an_inferred_one_gives_way() -> None:
    inferred = BaseModel("acme/heron", Relation.QUANTISATION, Source("README.md", 1), basis=Basis.INFERRED)
    declared = base("acme/heron", 2, Basis.DECLARED, certain=True)
    assert edges((inferred, declared)) == (declared,)


def test_a_known_base_that_names_no_producer_is_its_licensors() -> None:
    known = shipped().known_base("meta-llama/Llama-3.1-8B")
    assert known is not None
    edge = looked_up("meta-llama/Llama-3.1-8B")
    assert edge.producer == known.licensor
    assert {candidate for claim in edge.licence.claims for candidate in claim.candidates} == set(known.licences)


def test_a_base_that_is_stated_is_not_called_once_more_by_its_last_name() -> None:
    sign = CalledBase("Llama-3.1-8B", Relation.FINE_TUNE, Source("README.md", 5))
    assert [edge.name for edge in called((sign,), (), shipped())] == ["Llama-3.1-8B"]
    assert called((sign,), (base("meta-llama/Llama-3.1-8B", 1),), shipped()) == ()
