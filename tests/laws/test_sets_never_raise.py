"""Law: in a set of releases that are each other's bases no edge and no file beside raises a derivative (rule 5).

The sets are every one of three models with a few licences, and every edge between them that ends at another model.
"""

from functools import cache
from itertools import permutations, product

import pytest
from tests.support.releases import card, native

from openness.evaluation.facts import world_of
from openness.evaluation.standing import Standing, weigh_worlds
from openness.release.release import Found, Release
from openness.resolution.resolved import resolved
from openness.resolution.siblings import related
from openness.shelf.shelf import shipped

NAMES = ("one/tune", "two/base", "three/root")
LICENCES = ("MIT", "llama3.1", "nobody-knows")
RELATIONS = ("", "fine-tune", "distillation", "same-architecture")
PLAIN = ("", "distillation", "same-architecture")  # edges that carry no terms
EDGES = ((0, 1), (0, 2), (1, 2))

Edges = tuple[str, ...]


def release(at: int, licence: str, edges: dict[int, str], more: str = "") -> Release:
    """A model of the set, with its edges to others by relation."""
    bases = ", ".join(f"{{name: {NAMES[to]}, relation: {word}}}" for to, word in edges.items() if word)
    producer = NAMES[at].partition("/")[0]
    return native(
        f"name: {NAMES[at]}\nproducer: {producer}\n{more}base-models: [{bases}]\n"
        f"components: {{model-parameters-final: {{availability: public, licence: {licence}}}}}\n"
    )


def standing(releases: list[Release]) -> Standing:
    """Where the first of some releases stands when all are read together."""
    found = [Found(str(at), one) for at, one in enumerate(releases)]
    first = related(found, shipped())[0].release
    world = world_of(resolved(first, shipped()))
    return weigh_worlds(shipped().definition("spectrum"), [world])[0].standing


def height(one: Standing) -> int:
    """The rung reached, as a number."""
    return one.rungs.index(one.reached) if one.reached else -1


@cache
def placed(licences: tuple[str, ...], edges: Edges, back: bool = False) -> Standing:
    """Where the first model stands in a set; `back` closes a circle from the last model to the first."""
    out: list[dict[int, str]] = [{}, {}, {0: "fine-tune"} if back else {}]
    for (start, end), word in zip(EDGES, edges, strict=True):
        out[start][end] = word
    return standing([release(at, licence, out[at]) for at, licence in enumerate(licences)])


@pytest.mark.parametrize("licences", list(product(LICENCES, repeat=3)), ids="-".join)
def test_no_edge_raises_a_derivative(licences: tuple[str, ...]) -> None:
    alone = placed(licences, ("", "", ""))
    for edges in product(RELATIONS, repeat=3):
        whole = placed(licences, edges)
        assert height(whole) <= height(alone), edges
        for at, word in enumerate(edges):
            if word:
                without = placed(licences, (*edges[:at], "", *edges[at + 1 :]))
                assert height(whole) <= height(without), (edges, at)


@pytest.mark.parametrize("licences", list(product(LICENCES, repeat=3)), ids="-".join)
def test_an_edge_that_carries_no_terms_changes_nothing(licences: tuple[str, ...]) -> None:
    for edges in product(RELATIONS, repeat=3):
        plain = tuple("" if word in PLAIN else word for word in edges)
        assert placed(licences, edges) == placed(licences, plain), edges


@pytest.mark.parametrize("edges", list(product(RELATIONS, repeat=3)), ids="-".join)
def test_a_circle_ends_and_raises_nothing(edges: Edges) -> None:
    for licences in product(LICENCES, repeat=3):
        assert height(placed(licences, edges, back=True)) <= height(placed(licences, edges)), licences


@pytest.mark.parametrize("edges", list(product(("fine-tune", "distillation"), repeat=3)), ids="-".join)
def test_the_order_of_the_releases_does_not_matter(edges: Edges) -> None:
    out: list[dict[int, str]] = [{}, {}, {}]
    for (start, end), word in zip(EDGES, edges, strict=True):
        out[start][end] = word
    found = [Found(NAMES[at], release(at, licence, out[at])) for at, licence in enumerate(("MIT", "MIT", "llama3.1"))]
    completed = {
        tuple(one.release.base_models for one in sorted(related(order, shipped()), key=lambda one: one.source))
        for order in permutations(found)
    }
    assert len(completed) == 1


@pytest.mark.parametrize("relation", ["distillation", "same-architecture"])
def test_a_base_named_otherwise_is_a_base_all_the_same_where_another_base_leads_to_it(relation: str) -> None:
    licences = ("MIT", "MIT", "llama3.1")
    assert placed(licences, ("fine-tune", relation, "fine-tune")).reached == "weights-available"


@pytest.mark.parametrize(
    "fields",
    ["library_name: peft", "tags: [merge]", "tags: [lora]\nlibrary_name: peft"],
)
def test_a_base_that_itself_has_a_base_nobody_names_leaves_its_derivative_unknown(fields: str) -> None:
    base = card(f"license: mit\npipeline_tag: x\n{fields}\n")
    named = native("name: two/base\n").join(base)
    assert standing([release(0, "MIT", {1: "fine-tune"}), named]).reached == "weights-available"


def test_a_derivative_cannot_say_who_made_its_base_against_the_base_s_own_file() -> None:
    tune = native(
        "name: one/tune\nproducer: one\nbase-models: [{name: two/base, relation: fine-tune, producer: one}]\n"
        "components: {model-parameters-final: {availability: public, licence: MIT}}\n"
    )
    assert standing([tune, release(1, "CC-BY-NC-4.0", {})]).reached == "weights-available"


def test_a_chain_longer_than_is_looked_at_ends_in_doubt() -> None:
    chain = [
        native(
            f"name: a/{at}\nproducer: p{at}\nbase-models: [{{name: a/{at + 1}, relation: fine-tune}}]\n"
            "components: {model-parameters-final: {availability: public, licence: MIT}}\n"
        )
        for at in range(150)
    ]
    root = native(
        "name: a/150\nproducer: x\ncomponents: {model-parameters-final: {availability: public, licence: CC-BY-NC-4.0}}"
    )
    assert standing([*chain, root]).reached == "weights-available"
