"""The base models of a release, before anything is judged."""

import pytest

from openness.release.claim import Claim, Fact, Rule
from openness.release.hints import CalledBase, LikelyPart, LoadedFrom, NeededBase, Sign
from openness.release.location import Source
from openness.release.release import BaseModel, Release
from openness.resolution.lineage import called, copied, edges, loaded, named_base, same_licensor, statements, unnamed
from openness.resolution.resolve import resolve
from openness.shelf.shelf import shipped
from openness.vocabulary import Basis, Kind, Relation


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
@pytest.mark.parametrize("other", ["acme/heron", "Acme/Heron"])
def test_an_edge_that_is_told_twice_is_certain_where_it_is_once(name: str, other: str) -> None:
    (edge,) = edges((base(other, 1), base(name, 2, certain=True)))
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


PLACE = Source("README.md", 9)
PART = LikelyPart(Kind.TRAINING_CODE, PLACE, "train.py")
ADAPTER, MERGE = NeededBase(Relation.ADAPTER, PLACE), NeededBase(Relation.MERGE, PLACE)


@pytest.mark.parametrize(
    ("signs", "stated", "relations"),
    [
        ((), (), []),
        ((PART,), (), []),
        ((PART, ADAPTER, MERGE), (), [Relation.ADAPTER]),
        ((ADAPTER,), (base("a/b", 1),), []),
        ((ADAPTER,), (BaseModel("a/b", Relation.DISTILLATION, PLACE),), [Relation.ADAPTER]),
        ((ADAPTER,), (BaseModel("a/b", Relation.DISTILLATION, PLACE), base("a/c", 1)), []),
    ],
)
def test_one_base_must_be_there_where_none_is_stated_that_hands_its_terms_on(
    signs: tuple[Sign, ...], stated: tuple[BaseModel, ...], relations: list[Relation]
) -> None:
    found = unnamed(signs, stated)
    assert [edge.relation for edge in found] == relations
    assert all((edge.name, edge.basis, edge.source) == ("", Basis.INFERRED, PLACE) for edge in found)


def test_only_a_well_known_model_is_called_by_its_name_alone() -> None:
    signs = tuple(
        CalledBase(name, Relation.ADAPTER, PLACE) for name in ("Llama-3.1-8B", "kite-7b", "meta-llama/Llama-2-7b")
    )
    found = called((PART, *signs), (base("Somebody/LLAMA-2-7B", 1),), shipped())
    assert [(edge.name, edge.relation, edge.basis, edge.certain, edge.source) for edge in found] == [
        ("Llama-3.1-8B", Relation.ADAPTER, Basis.INFERRED, False, PLACE)
    ]


@pytest.mark.parametrize("name", ["LLaMA", "Gemma", "Stable Diffusion", "ChatGLM", "Qwen", "Mistral 99B", "Falcon 99"])
def test_a_family_s_name_alone_and_a_version_that_nobody_listed_is_a_base_of_unknown_terms(name: str) -> None:
    (found,) = called((CalledBase(name, Relation.FINE_TUNE, PLACE),), (), shipped())
    edge = named_base(found, Release(), shipped())
    assert (edge.name, edge.licence.claims, edge.certain) == (name, (), False)


@pytest.mark.parametrize("name", ["Pythia", "Whisper", "Egret", "Egret Diffusion"])
def test_a_family_all_of_whose_versions_are_open_and_a_word_that_is_none_s_are_no_unknown_base(name: str) -> None:
    found = called((CalledBase(name, Relation.FINE_TUNE, PLACE),), (), shipped())
    assert all(named_base(edge, Release(), shipped()).licence.claims for edge in found)


def release(name: str = "", signs: tuple[Sign, ...] = (), producer: str = "") -> Release:
    facts = [Fact((Claim(value, Basis.DECLARED, PLACE),)) if value else Fact() for value in (name, producer)]
    return Release(name=facts[0], producer=facts[1], signs=signs)


@pytest.mark.parametrize(
    ("signs", "stated", "edges"),
    [
        ((LoadedFrom("b/heron", PLACE),), (), [("b/heron", Relation.FINE_TUNE)]),
        ((LoadedFrom("b/heron", PLACE), ADAPTER, MERGE), (), [("b/heron", Relation.ADAPTER)]),
        ((LoadedFrom("b/KITE", PLACE),), (), []),  # which is the release itself
        (
            (LoadedFrom("b/heron", PLACE), LoadedFrom("egret", PLACE)),
            (),
            [("b/heron", Relation.FINE_TUNE), ("egret", Relation.FINE_TUNE)],
        ),
        ((LoadedFrom("b/heron", PLACE),), (base("c/d", 1),), []),
        (
            (LoadedFrom("b/heron", PLACE),),
            (BaseModel("c/d", Relation.DISTILLATION, PLACE),),
            [("b/heron", Relation.FINE_TUNE)],
        ),
        ((PART,), (), []),
        ((), (), []),
    ],
)
def test_weights_were_loaded_from_another_model_where_no_base_is_stated(
    signs: tuple[Sign, ...], stated: tuple[BaseModel, ...], edges: list[tuple[str, Relation]]
) -> None:
    found = loaded(release("acme/Kite", signs), stated)
    assert [(edge.name, edge.relation) for edge in found] == edges
    assert all((edge.basis, edge.certain, edge.source) == (Basis.INFERRED, False, PLACE) for edge in found)


@pytest.mark.parametrize(
    ("name", "stated", "is_copy"),
    [
        ("bartowski/gemma-2-9b-it-GGUF", (), True),
        ("gemma-2-9b-it-GGUF", (), False),
        ("somebody/gemma-2-9b-it-GGUF", (), False),
        ("bartowski/kite-GGUF", (), False),
        ("bartowski/gemma-2-9b-it-GGUF", (base("c/d", 1),), False),
        ("bartowski/gemma-2-9b-it-GGUF", (BaseModel("c/d", Relation.DISTILLATION, PLACE),), True),
        ("bartowski/gemma-2-9b-it-GGUF", (BaseModel("c/d", Relation.DISTILLATION, PLACE), base("c/d", 1)), False),
        ("", (), False),
    ],
)
def test_an_account_that_copies_has_a_copy_by_a_known_name(
    name: str, stated: tuple[BaseModel, ...], is_copy: bool
) -> None:
    found = copied(release(name), stated, shipped())
    assert [(edge.name, edge.relation, edge.basis, edge.producer, edge.source) for edge in found] == [
        ("gemma-2-9b-it-GGUF", Relation.QUANTISATION, Basis.INFERRED, "Google", PLACE)
    ] * is_copy
    for edge in found:
        assert edge.licence.values == tuple(sorted(edge.licence.values))
        assert {(claim.rule, claim.written) for claim in edge.licence.claims} == {(Rule.KNOWN_COPY, name)}


@pytest.mark.parametrize(
    ("ours", "name", "producer", "same"),
    [
        ("acme", "acme/kite", "", True),
        ("kite", "acme/kite", "", False),
        ("acme", "other/kite", "Acme", True),
        ("other", "other/kite", "acme", False),  # a stated producer counts before the name's
        ("", "acme/kite", "", False),
        ("", "kite", "", False),
        ("acme", "kite", "", False),
        ("a", "a/b/c", "", False),
    ],
)
def test_whoever_released_the_base_is_its_producer_or_the_owner_of_its_name(
    ours: str, name: str, producer: str, same: bool
) -> None:
    edge = BaseModel(name, Relation.FINE_TUNE, PLACE, producer=producer)
    assert same_licensor(release(producer=ours), edge) is same


def claims(*values: tuple[str, str, Rule | None]) -> Fact:
    return Fact(tuple(Claim(value, Basis.DECLARED, Source(document, 1), rule=rule) for value, document, rule in values))


def test_the_claims_about_a_base_stand_by_who_makes_them() -> None:
    fact = claims(
        ("MIT", "a", None),
        ("ISC", "b", None),
        ("0BSD", "a", Rule.KNOWN_BASE),
        ("Zlib", "c", Rule.KNOWN_FAMILY),
        ("BSL-1.0", "a", None),
    )
    assert [statement.values for statement in statements(fact)] == [("BSL-1.0", "MIT"), ("ISC",), ("0BSD", "Zlib")]
    assert statements(Fact()) == ()


LLAMA = "LicenseRef-Llama-3.1-Community"


@pytest.mark.parametrize(
    ("licence", "producer", "ours", "values", "licensor"),
    [
        ("", "", "", (LLAMA,), ""),
        (LLAMA, "", "", (LLAMA,), ""),
        ("llama3.1", "", "", (LLAMA,), ""),
        ("MIT", "", "", (LLAMA, "MIT"), ""),  # a release cannot rename the terms of its base
        ("", "Kite", "", (LLAMA,), ""),  # nor who its licensor is
        ("", "Meta", "", (LLAMA,), "Meta"),
        ("", "Facebook", "Meta AI", (LLAMA,), "Facebook"),
        ("", "Facebook", "Meta", (LLAMA,), "Meta"),  # one maker, by two of its names
        ("", "", "Meta", (LLAMA,), "Meta"),
        ("", "", "Kite", (LLAMA,), ""),
    ],
)
def test_the_table_of_well_known_models_says_what_a_release_cannot(
    licence: str, producer: str, ours: str, values: tuple[str, ...], licensor: str
) -> None:
    stated = claims((licence, "README.md", None)) if licence else Fact()
    edge = BaseModel("meta-llama/Llama-3.1-8B", Relation.FINE_TUNE, PLACE, stated, producer)
    found = named_base(edge, release(producer=ours), shipped())
    assert (set(found.licence.values), found.producer) == (set(values), licensor)
    looked_up = [claim for claim in found.licence.claims if claim.rule is Rule.KNOWN_BASE]
    assert [claim.written for claim in looked_up] == (["meta-llama/Llama-3.1-8B"] if licence in ("", "MIT") else [])


@pytest.mark.parametrize("ours", ["Meta", "Facebook", "Kite"])
def test_a_maker_that_builds_on_somebody_else_s_copy_of_its_own_model_builds_on_its_own(ours: str) -> None:
    copy = BaseModel("unsloth/Llama-3.1-8B", Relation.FINE_TUNE, PLACE)
    found = named_base(copy, release(producer=ours), shipped())
    assert found.producer == ("Meta" if ours == "Kite" else ours)


def test_a_base_that_nobody_knows_keeps_what_is_stated_of_it() -> None:
    edge = BaseModel("acme/kite", Relation.FINE_TUNE, PLACE, claims(("mit", "README.md", None)), "Acme")
    found = named_base(edge, release(producer="Acme"), shipped())
    assert (found.licence.values, found.producer) == (("MIT",), "Acme")
    plain = BaseModel("acme/kite", Relation.FINE_TUNE, PLACE, claims(("MIT", "README.md", None)))
    assert named_base(plain, release(), shipped()) is plain


def test_an_edge_that_says_more_than_a_name_stands_beside_the_others() -> None:
    more = BaseModel("acme/heron", Relation.FINE_TUNE, PLACE, claims(("MIT", "README.md", None)))
    maker = BaseModel("acme/heron", Relation.FINE_TUNE, PLACE, producer="Acme")
    far = BaseModel("acme/heron", Relation.DISTILLATION, PLACE)
    nameless = BaseModel("", Relation.FINE_TUNE, PLACE)
    bare = (base("acme/heron", 1), base("Acme/Heron", 2), base("acme/heron", 3, Basis.DECLARED))
    kept = edges((more, maker, far, nameless, *bare))
    assert sorted((edge.name, edge.source.line or 0) for edge in kept if edge not in (more, maker, far, nameless)) == [
        ("acme/heron", 3)
    ]
    assert {more, maker, far, nameless} <= {*kept}
    assert edges((nameless,)) == (nameless,)
    assert {*edges((nameless, base("", 2)))} == {nameless, base("", 2)}  # which may be two
