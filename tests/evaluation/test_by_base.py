"""Rows with several bases: joined from what each base adds, they come to what each row comes to by itself."""

import json
import random
from itertools import combinations
from typing import Any

import pytest
from attrs import evolve
from tests.support.releases import judgeable, native

import openness
from openness.evaluation import by_base
from openness.evaluation.batch import classify_release, definitions
from openness.release.claim import Claim
from openness.release.hints import LimitInProse
from openness.release.location import Source
from openness.release.release import LicenceText, Release, TermsElsewhere
from openness.resolution.resolved import Resolved
from openness.shelf.shelf import shipped
from openness.table.answers import answer
from openness.table.row import release_of
from openness.vocabulary import Basis, Kind

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

UNDER = definitions(["spectrum", "osaid-1.0", "g7-2026", "mof-1.0"], shipped())
#: Models of several makers under licences that answer alike, apart, or against each other; one nobody knows.
BASES = (
    "meta-llama/Llama-2-7b-hf",
    "meta-llama/Llama-3.1-8B",
    "meta-llama/Llama-3.2-1B",
    "meta-llama/Llama-3.2-11B-Vision",
    "google/gemma-2-9b",
    "mistralai/Mistral-7B-v0.1",
    "Qwen/Qwen2.5-3B",
    "CohereForAI/c4ai-command-r-v01",
    "stabilityai/stable-diffusion-xl-base-1.0",
    "bigscience/bloom-7b1",
    "someone/llama-2-tune",
    "a/b",
)
LICENCES = (
    "mit",
    "apache-2.0",
    "cc-by-nc-4.0",
    "cc-by-sa-4.0",
    "gpl-3.0",
    "llama3.1",
    "gemma",
    "other",
    "nobody's",
    None,
)
#: The other fields of a row, on which the effect of its bases may depend.
RESTS: tuple[dict[str, Any], ...] = (
    {},
    {"library_name": "peft"},
    {"base_model_relation": "quantized"},
    {"tags": ["merge", "x"]},
    {"datasets": ["x"], "gated": "auto"},
    {"pipeline_tag": "image-to-text"},
    {"id": "meta-llama/own", "siblings": ["README.md", "model.safetensors", "adapter_config.json"]},
    {"id": "someone/else", "siblings": ["README.md", "LICENSE"]},
    {"id": "unsloth/Meta-Llama-3.1-8B"},
    {"id": "a/x", "author": "b"},
    {"id": "a/x", "training-code.availability": "public", "datasets.availability": "public"},
)


def in_a_field(bases: tuple[str, ...]) -> dict[str, Any]:
    return {"base_model": list(bases)}


def in_a_card(bases: tuple[str, ...]) -> dict[str, Any]:
    return {"cardData": json.dumps({"base_model": list(bases)}), "id": "x/card"}


def in_tags(bases: tuple[str, ...]) -> dict[str, Any]:
    return {"base_model": list(bases[:1]), "tags": [f"base_model:{name}" for name in bases], "id": "x/tagged"}


def in_a_mapping(bases: tuple[str, ...]) -> dict[str, Any]:
    return {"baseModels": {"models": [{"id": name} for name in bases]}, "id": "x/mapped"}


@pytest.mark.parametrize("shape", [in_a_field, in_a_card, in_tags, in_a_mapping])
def test_rows_with_several_bases_are_what_each_is_by_itself(shape: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    joined: list[Resolved] = []
    join = by_base.joined

    def counted(*arguments: Any) -> Resolved:
        joined.append(join(*arguments))
        return joined[-1]

    monkeypatch.setattr(by_base, "joined", counted)
    pick = random.Random(7)
    sets = [bases for size in (2, 3, 4) for bases in combinations(BASES, size)]
    beside = [(pick.choice(LICENCES), pick.choice(RESTS)) for _ in range(8)]
    rows = []
    for bases in pick.sample(sets, 280):
        licence, rest = pick.choice(beside)
        shown = shape(tuple(pick.sample(bases, len(bases))))
        tags = [*shown.get("tags", ()), *rest.get("tags", ())]
        rows.append({"license": licence, **shown, **rest, **({"tags": tags} if tags else {})})
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: [row.get(name) for row in rows] for name in names}
    answers = openness.classify_table(arrow.table(columns), under=list(UNDER)).to_pylist()
    assert len(joined) > 30
    differ = []
    for row, found in zip(rows, answers, strict=True):
        single = answer(classify_release(release_of(row.items()), "row", UNDER, shipped()), UNDER)
        if {name: found[name] for name in single} != single:
            differ.append((row, [(name, found[name], single[name]) for name in single if found[name] != single[name]]))
    assert not differ, differ[:2]


OWN = native(
    "components: {model-parameters-final: {availability: public, licence: MIT}}\n"
    "base-models: [{name: a/b, relation: merge}]\n"
)


@pytest.mark.parametrize(
    ("release", "apart"),
    [
        (OWN, True),
        (native("base-models: [{name: a/b, relation: merge}, {name: c/d, relation: distillation}]\n"), False),
        (evolve(OWN, texts=(LicenceText(Source("LICENSE", 1), (Kind.MODEL_PARAMETERS_FINAL,), "words"),)), False),
        (evolve(OWN, limits=(LimitInProse(Source("README.md", 3), "For research only."),)), False),
        (evolve(OWN, terms=(TermsElsewhere(Claim("MIT", Basis.DECLARED, Source("a", 1)), ()),)), False),
        (native("claims: [open-source]\nbase-models: [{name: a/b, relation: merge}]\n"), False),
        (native("concluded: [{criterion: a/b, verdict: met, by: A, on: 2026-11-24, because: B}]\n"), False),
    ],
)
def test_bases_stand_apart_where_nothing_else_depends_on_which_they_are(release: Release, apart: bool) -> None:
    assert by_base.is_apart(evolve(judgeable(native("name: M\n")), release=release)) is apart


def test_bases_under_a_limit_on_some_models_do_not_stand_apart() -> None:
    bases = "{name: meta-llama/Llama-3.2-1B, relation: merge}, {name: %s, relation: merge}"
    assert not by_base.is_apart(judgeable(native(f"base-models: [{bases % 'meta-llama/Llama-3.2-11B-Vision'}]\n")))
    assert not by_base.is_apart(judgeable(native(f"base-models: [{bases % 'a/b'}]\n")))
