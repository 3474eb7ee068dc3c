"""Releases of one input that are each other's bases."""

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st
from tests.support.releases import card
from tests.support.releases import native as yaml

import openness
from openness.release.claim import Claim, Fact, unordered
from openness.release.hints import DataLicence
from openness.release.location import Source
from openness.release.release import BaseModel, Found, Release
from openness.resolution import siblings
from openness.resolution.ancestry import nearest
from openness.resolution.inherited import InheritedBase
from openness.resolution.siblings import related
from openness.shelf.shelf import shipped
from openness.vocabulary import Basis, Relation


def native(folder: Path, name: str, licence: str, *bases: str, more: str = "") -> None:
    """A release in a folder of its own, by the owner in its name."""
    path = folder / name.replace("/", "-").lower() / "openness.yaml"
    path.parent.mkdir()
    named = ", ".join(base if base.startswith("{") else f"{{name: {base}, relation: fine-tune}}" for base in bases)
    path.write_text(
        f"openness: 1\nname: {name}\nproducer: {name.partition('/')[0]}\n{more}"
        f"components: {{model-parameters-final: {{availability: public, licence: {licence}}}}}\nbase-models: [{named}]\n"
    )


def lineage(folder: Path) -> dict[str, set[str]]:
    """By release, its findings on lineage that are no notes."""
    return {
        str(classification.release.name.value): {
            finding.code.value
            for finding in classification.findings
            if finding.code.value.startswith("lineage") and finding.code.level != "note"
        }
        for classification in openness.classify_all(folder)
    }


def test_a_base_s_own_file_tells_its_licence(tmp_path: Path) -> None:
    native(tmp_path, "acme/base", "CC-BY-NC-4.0")
    native(tmp_path, "other/tune", "MIT", "ACME/base")
    assert lineage(tmp_path) == {"acme/base": set(), "other/tune": {"lineage-conflict"}}


def test_a_base_that_allows_it_is_known_and_no_doubt(tmp_path: Path) -> None:
    native(tmp_path, "acme/base", "Apache-2.0")
    native(tmp_path, "other/tune", "Apache-2.0", "acme/base")
    assert lineage(tmp_path) == {"acme/base": set(), "other/tune": set()}


def test_a_base_of_another_owner_is_not_that_one(tmp_path: Path) -> None:
    native(tmp_path, "acme/base", "Apache-2.0")
    native(tmp_path, "other/tune", "Apache-2.0", "stranger/base")
    assert lineage(tmp_path)["other/tune"] == {"lineage-unknown"}


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("acme/base", {"lineage-conflict"}),
        ("mirror/Acme/Base", {"lineage-conflict"}),
        ("base", {"lineage-unknown"}),
        ("acme/base/v2", {"lineage-unknown"}),
        ("acme-base", {"lineage-unknown"}),
    ],
)
def test_a_base_is_known_by_a_folder_as_the_hub_has_it(place: str, found: set[str], tmp_path: Path) -> None:
    """Cards seldom say the name by which others call a model."""
    for folder, block in ((place, "license: cc-by-nc-4.0"), ("other/tune", "license: mit\nbase_model: acme/base")):
        card = tmp_path / folder / "README.md"
        card.parent.mkdir(parents=True)
        card.write_text(f"---\n{block}\n---\n# It\n", encoding="utf-8")
    tune = next(c for c in openness.classify_all(tmp_path) if c.source.endswith("tune"))
    assert {f.code.value for f in tune.findings if f.code.level in ("error", "warning")} == found


def test_a_record_is_no_folder() -> None:
    """The name of a record is what it says, and not what its last words are."""
    records = [
        {"id": "x/acme/base", "license": "mit"},
        {"id": "other/tune", "license": "mit", "base_model": "acme/base"},
    ]
    _, tune = openness.classify_all(records)
    assert "lineage-unknown" in {finding.code.value for finding in tune.findings}


def test_a_folder_of_the_name_of_its_own_base_is_not_that_base(tmp_path: Path) -> None:
    card = tmp_path / "acme/base/README.md"
    card.parent.mkdir(parents=True)
    card.write_text("---\nlicense: mit\nbase_model: acme/base\n---\n# It\n", encoding="utf-8")
    native(tmp_path, "other/tune", "MIT", "acme/base")
    assert all(found == {"lineage-unknown"} for found in lineage(tmp_path).values())


def test_a_base_s_text_alone_tells_its_licence_too(tmp_path: Path) -> None:
    native(tmp_path, "acme/base", "Apache-2.0")
    card = tmp_path / "acme-base" / "openness.yaml"
    card.write_text("openness: 1\nname: acme/base\nproducer: acme\ncomponents: {model-parameters-final: public}\n")
    card.with_name("LICENSE").write_text(Path("LICENSE").read_text(encoding="utf-8"))
    native(tmp_path, "other/tune", "Apache-2.0", "acme/base")
    assert lineage(tmp_path)["other/tune"] == set()


def test_the_base_of_a_base_reaches_what_is_made_from_it(tmp_path: Path) -> None:
    native(tmp_path, "acme/base", "MIT", "meta-llama/Llama-3.1-8B")
    native(tmp_path, "other/tune", "MIT", "acme/base")
    native(tmp_path, "third/tune", "MIT", "other/tune")
    assert set(map(frozenset, lineage(tmp_path).values())) == {frozenset({"lineage-conflict", "lineage-name"})}
    found = {classification.release.name.value: classification for classification in openness.classify_all(tmp_path)}
    assert [(base.name, base.basis.value) for base in found["third/tune"].release.base_models] == [
        ("acme/base", "inferred"),
        ("meta-llama/Llama-3.1-8B", "inferred"),
        ("other/tune", "declared"),
    ]
    assert all(one.spectrum.reached == "weights-available" for one in found.values())


def test_a_base_s_own_file_comes_before_a_family_in_its_name_however_far_it_is(tmp_path: Path) -> None:
    native(tmp_path, "acme/distilbert-tune", "Apache-2.0")
    native(tmp_path, "other/tune", "Apache-2.0", "acme/distilbert-tune")
    native(tmp_path, "third/tune", "Apache-2.0", "other/tune")
    assert lineage(tmp_path) == {"acme/distilbert-tune": set(), "other/tune": set(), "third/tune": set()}


def test_what_was_distilled_from_a_base_is_not_made_from_its_bases(tmp_path: Path) -> None:
    native(tmp_path, "acme/base", "Apache-2.0", "meta-llama/Llama-3.1-8B")
    native(tmp_path, "other/tune", "MIT", "{name: acme/base, relation: distillation}")
    assert lineage(tmp_path)["other/tune"] == set()


def test_the_same_producer_may_license_anew(tmp_path: Path) -> None:
    native(tmp_path, "acme/base", "CC-BY-NC-4.0")
    native(tmp_path, "acme/tune", "MIT", "acme/base")
    assert lineage(tmp_path) == {"acme/base": set(), "acme/tune": set()}


def test_a_file_cannot_rename_the_terms_of_a_base_that_lies_beside_it(tmp_path: Path) -> None:
    native(tmp_path, "acme/base", "CC-BY-NC-4.0")
    native(tmp_path, "other/tune", "MIT", "{name: acme/base, relation: fine-tune, licence: MIT, producer: acme}")
    assert "lineage-conflict" in lineage(tmp_path)["other/tune"]


@pytest.mark.parametrize("length", [2, 3, 5])
def test_a_circle_of_any_length_is_a_cycle_at_each(length: int, tmp_path: Path) -> None:
    for at in range(length):
        native(tmp_path, f"o{at}/m{at}", "MIT", f"o{(at + 1) % length}/m{(at + 1) % length}")
    assert lineage(tmp_path) == {f"o{at}/m{at}": {"lineage-cycle"} for at in range(length)}


def test_a_model_above_a_circle_is_none(tmp_path: Path) -> None:
    native(tmp_path, "a/a", "MIT", "b/b")
    native(tmp_path, "b/b", "MIT", "a/a")
    native(tmp_path, "c/c", "MIT", "a/a")
    assert lineage(tmp_path)["c/c"] == set()


def test_a_data_set_of_a_base_s_name_is_not_the_base(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.joinpath("README.md").write_text("---\nlicense: mit\npretty_name: acme/base\ntask_categories: [x]\n---\n")
    native(tmp_path, "other/tune", "MIT", "acme/base")
    assert lineage(tmp_path)["other/tune"] == {"lineage-unknown"}


def test_bases_beyond_the_bound_may_be_under_any_terms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openness.resolution.siblings._MOST", 3)
    for number in range(1, 6):
        native(tmp_path, f"acme-{number}/m", "MIT", *([f"acme-{number - 1}/m"] if number > 1 else []))
    found = {
        str(classification.release.name.value): classification for classification in openness.classify_all(tmp_path)
    }
    assert {base.name for base in found["acme-3/m"].release.base_models} == {"acme-2/m", "acme-1/m"}
    assert "" in [base.name for base in found["acme-5/m"].release.base_models]
    assert "lineage-unknown" in {finding.code.value for finding in found["acme-5/m"].findings}


def test_the_terms_of_a_maker_are_named_once_however_many_models_are_on_the_way(tmp_path: Path) -> None:
    native(tmp_path, "acme/m0", "CC-BY-NC-4.0")
    for number in range(1, 6):
        native(tmp_path, f"acme/m{number}", "Apache-2.0", f"acme/m{number - 1}")
    native(tmp_path, "birds/m", "Apache-2.0", "acme/m5")
    native(tmp_path, "last/m", "MIT", "birds/m")
    found = {
        str(classification.release.name.value): classification for classification in openness.classify_all(tmp_path)
    }
    assert [base.name for base in found["birds/m"].release.base_models] == ["acme/m0", "acme/m5"]
    assert [base.name for base in found["last/m"].release.base_models] == ["acme/m0", "acme/m5", "birds/m"]
    assert "lineage-conflict" in {finding.code.value for finding in found["last/m"].findings}


def test_a_base_that_is_only_likely_stands_for_none_that_is_certain(tmp_path: Path) -> None:
    native(tmp_path, "acme/base", "CC-BY-NC-4.0")
    native(tmp_path, "acme/other", "CC-BY-NC-4.0")
    native(tmp_path, "birds/mid", "CC-BY-NC-4.0", "acme/base")
    last = tmp_path / "last"
    last.mkdir()
    card = "---\nlicense: mit\nbase_model: birds/mid\n---\nThis model is a fine-tuned version of acme/other.\n"
    last.joinpath("README.md").write_text(card)
    (found,) = [
        classification
        for classification in openness.classify_all(tmp_path)
        if classification.release.name.value is None
    ]
    assert {base.name for base in found.release.base_models if base.certain} >= {"birds/mid", "acme/base"}


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["a/one", "a/two", "b/one", "b/two", "c/one"]),
        st.sampled_from(["mit", "cc-by-nc-4.0", "llama2", "odd", None]),
        st.lists(
            st.sampled_from(
                ["a/one", "a/two", "b/one", "b/two", "c/one", "a/nowhere", "gpt2", "meta-llama/Llama-2-7b"]
            ),
            max_size=2,
            unique=True,
        ),
    ),
    min_size=2,
    max_size=6,
)


@given(ROWS)
def test_what_stands_for_others_is_judged_as_they_are(rows: list[tuple[str, str | None, list[str]]]) -> None:
    """Beside the same releases with each base of a base named."""
    cards = [{"id": name, "license": licence, "base_model": bases} for name, licence, bases in rows]
    records = [{key: value for key, value in card.items() if value} for card in cards]

    def judged() -> list[object]:
        return [
            (
                classification.spectrum.reached,
                classification.spectrum.reachable,
                {finding.code for finding in classification.findings},
            )
            for classification in openness.classify_all(records, under=["spectrum"])
        ]

    found = judged()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(siblings, "inherited_base", lambda base, shelf: InheritedBase(base.name.lower(), base))
        assert found == judged()


NODES = 7
EDGES = st.lists(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)), max_size=12, unique=True)


@given(EDGES)
def test_the_bases_of_a_release_are_the_models_that_one_walk_finds(edges: list[tuple[int, int]]) -> None:
    parents = {node: [parent for child, parent in edges if child == node] for node in range(NODES)}

    def release(node: int) -> Release:
        name = Fact((Claim(f"o{node}/m{node}", Basis.DECLARED, Source(f"{node}")),))
        bases = (BaseModel(f"o{base}/M{base}", Relation.FINE_TUNE, Source(f"{node}")) for base in parents[node])
        return Release(name=name, base_models=unordered(bases))

    found = related([Found(str(node), release(node)) for node in range(NODES)], shipped())
    for node, one in enumerate(found):
        behind, circle = nearest(node, parents.__getitem__, NODES)
        others = [base for base in one.release.base_models if base.name != f"o{node}/M{node}"]
        assert sorted(base.name for base in others) == sorted(f"o{other}/M{other}" for other in behind)
        assert circle == any(finding.code.value == "lineage-cycle" for finding in one.release.oddities)
        assert one.release.base_models == unordered(one.release.base_models)


SURE = st.lists(
    st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1), st.booleans()),
    max_size=14,
    unique_by=lambda edge: edge[:2],
)


@given(SURE, st.booleans())
@example([(0, 1, True), (1, 2, False), (1, 3, True), (3, 2, True), (3, 0, True)], False)
@example([(0, 1, True), (1, 2, False), (1, 3, True), (3, 2, True)], True)
@example([(0, 2, False), (0, 1, True), (1, 2, True)], True)
@example([(0, 2, False), (0, 1, True), (1, 2, True)], False)
def test_a_base_is_certain_where_each_step_of_one_way_to_it_is(
    edges: list[tuple[int, int, bool]], of_data: bool
) -> None:
    """Of each maker there is one model, so that none stands for another."""

    def release(node: int) -> Release:
        name = Fact((Claim(f"o{node}/m{node}", Basis.DECLARED, Source(f"{node}")),))
        bases = (
            BaseModel(f"o{base}/m{base}", Relation.FINE_TUNE, Source(f"{node}"), certain=certain)
            for child, base, certain in edges
            if child == node
        )
        return Release(name=name, base_models=unordered(bases), subject="dataset" if of_data and not node else "")

    def behind(node: int, sure: bool) -> set[str]:
        parents = {
            node: [base for child, base, certain in edges if child == node and certain >= sure] for node in range(NODES)
        }
        if of_data:  # which no model is made from
            parents = {node: [base for base in bases if base] for node, bases in parents.items()}
        return {f"o{other}/m{other}" for other in nearest(node, parents.__getitem__, NODES)[0]}

    found = related([Found(str(node), release(node)) for node in range(NODES)], shipped())
    for node, one in enumerate(found):
        others = [
            base
            for base in one.release.base_models
            if base.name not in (f"o{node}/m{node}", "o0/m0" if of_data else "")
        ]
        assert {base.name for base in others} == behind(node, sure=False)
        assert {base.name for base in others if base.certain} == behind(node, sure=True)


def test_the_producer_that_a_base_states_itself_counts_before_the_owner_of_its_name(tmp_path: Path) -> None:
    native(tmp_path, "acme/base", "CC-BY-NC-4.0")
    card = tmp_path / "acme-base" / "openness.yaml"
    card.write_text(card.read_text().replace("producer: acme", "producer: other"))
    native(tmp_path, "other/tune", "MIT", "acme/base")
    native(tmp_path, "third/tune", "MIT", "{name: acme/base, relation: fine-tune, producer: third}")
    assert lineage(tmp_path) == {
        "acme/base": set(),
        "other/tune": set(),  # whose licensor may license anew
        "third/tune": {"lineage-conflict"},
    }


def test_many_models_of_one_maker_and_terms_are_one_of_the_bases_that_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openness.resolution.siblings._MOST", 3)
    native(tmp_path, "acme/m0", "CC-BY-NC-4.0")
    for number in range(1, 7):
        native(tmp_path, f"acme/m{number}", "Apache-2.0", f"acme/m{number - 1}")
    found = {
        str(classification.release.name.value): classification for classification in openness.classify_all(tmp_path)
    }
    assert [base.name for base in found["acme/m6"].release.base_models] == ["acme/m0", "acme/m5"]


def named(name: str, *bases: str, subject: str = "") -> Found:
    """What was read of a release of a name, with these bases."""
    edges = (BaseModel(base, Relation.FINE_TUNE, Source(name)) for base in bases)
    called = Fact((Claim(name, Basis.DECLARED, Source(name)),))
    return Found(name, Release(name=called, base_models=unordered(edges), subject=subject))


@pytest.mark.parametrize("subject", ["", "dataset"])
@pytest.mark.parametrize("more", [0, 1, 2])
def test_of_the_bases_of_one_release_a_hundred_are_kept_and_the_rest_may_be_anything(more: int, subject: str) -> None:
    behind = [f"o{number:03}/m" for number in range(99 + more)]
    one, *_ = related([named("a/a", "b/b", subject=subject), named("b/b", *behind)], shipped())
    assert [base.name for base in one.release.base_models] == ([""] if more else []) + ["b/b", *behind[:99]]


@pytest.mark.parametrize("subject", ["", "dataset"])
@pytest.mark.parametrize(
    ("count", "kept"),
    [(97, ["x/m", "y/m", "z/m"]), (98, ["", "x/m", "y/m"]), (99, ["", "x/m"]), (100, [""]), (101, [""])],
)
def test_the_bases_that_a_release_names_itself_are_all_kept(count: int, kept: list[str], subject: str) -> None:
    own = [f"o{number:03}/m" for number in range(count)]
    found = [named("a/a", *own, subject=subject), named(own[0], "x/m", "y/m", "z/m")]
    one, *_ = related(found, shipped())
    assert [base.name for base in one.release.base_models] == sorted([*own, *kept])


def test_a_base_of_a_base_follows_from_where_the_nearer_one_is_named(tmp_path: Path) -> None:
    native(tmp_path, "acme/far", "CC-BY-NC-4.0")
    native(tmp_path, "acme/base", "MIT", "acme/far")
    native(tmp_path, "other/tune", "MIT", "acme/base")
    found = {
        str(classification.release.name.value): classification for classification in openness.classify_all(tmp_path)
    }
    far, base = sorted(found["other/tune"].release.base_models, key=lambda each: each.name != "acme/far")
    assert (far.name, far.basis, far.certain, far.source) == ("acme/far", Basis.INFERRED, True, base.source)
    assert "other-tune" in base.source.document


def test_of_bases_under_the_same_terms_the_nearest_is_named_whichever_way_is_longer() -> None:
    family = [
        named("last/m", "p/m", "r/m"),
        named("p/m", "acme/near"),
        named("r/m", "s/m"),
        named("s/m", "acme/far"),
        named("acme/near"),
        named("acme/far"),
    ]
    one, *_ = related(family, shipped())
    assert [base.name for base in one.release.base_models] == ["acme/near", "p/m", "r/m", "s/m"]


def test_well_known_bases_of_one_maker_under_one_licence_are_named_once_wherever_that_was_looked_up() -> None:
    one, *_ = related([named("last/m", "p/m"), named("p/m", "Qwen/Qwen2.5-7B", "Qwen/Qwen3-8B")], shipped())
    assert [base.name for base in one.release.base_models] == ["Qwen/Qwen2.5-7B", "p/m"]


MAPS = "license: cc-by-nc-4.0\npretty_name: acme/maps\ntask_categories: [x]"
HERON = "license: mit\npipeline_tag: x\ndatasets: [acme/maps]"


@pytest.mark.parametrize(
    ("data", "model", "signs"),
    [
        (MAPS, HERON, [("acme/maps", ("CC-BY-NC-4.0",), 2)]),
        (MAPS, HERON.replace("acme", "ACME"), [("ACME/maps", ("CC-BY-NC-4.0",), 2)]),
        (f"{MAPS}\nlicense_name: kite", HERON, [("acme/maps", ("CC-BY-NC-4.0", "kite"), 2)]),
        (MAPS, HERON.replace("maps", "roads"), []),
        ("pretty_name: acme/maps\ntask_categories: [x]", HERON, []),
        ("license: cc-by-nc-4.0\npipeline_tag: x\nmodel_name: acme/maps", HERON, []),
    ],
)
def test_a_model_has_what_the_data_set_beside_it_says_of_its_licence(
    data: str, model: str, signs: list[tuple[str, tuple[str, ...], int]]
) -> None:
    found = related([Found("maps", card(data, name="maps/README.md")), Found("heron", card(model))], shipped())
    for one in (
        found[1],
        *related([found[0], Found("heron", card(model)), Found("egret", card(model))], shipped())[1:],
    ):
        stated = [sign for sign in one.release.signs if isinstance(sign, DataLicence)]
        assert [(sign.name, sign.licence.values, sign.source.line) for sign in stated] == signs


@pytest.mark.parametrize(
    "release",
    [
        yaml("components: {datasets: [{name: acme/maps, availability: public, licence: MIT}]}\n"),
        evolve(card(HERON), subject="dataset"),
    ],
    ids=["a model that states it itself", "another data set"],
)
def test_the_licence_of_a_data_set_is_no_word_on(release: Release) -> None:
    _, one = related([Found("maps", card(MAPS, name="maps/README.md")), Found("heron", release)], shipped())
    assert not [sign for sign in one.release.signs if isinstance(sign, DataLicence)]
