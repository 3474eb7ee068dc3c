"""Sources of every verb in Python: one function turns any of them into releases."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

import openness
from openness import OpennessError
from openness.release.release import Release
from openness.sources.given import given
from openness.vocabulary import Kind

CARD = {"license": "apache-2.0", "library_name": "transformers", "base_model": "x/y"}
NATIVE = {
    "openness": 1,
    "name": "N",
    "components": {"model-parameters-final": {"availability": "public", "licence": "MIT"}},
}
RECORD = {
    "id": "o/n",
    "tags": ["license:mit"],
    "cardData": {"license": "mit"},
    "siblings": [{"rfilename": "a.safetensors"}],
}


def only_release(source: object) -> Release:
    gathered = given(source)
    assert not gathered.problems
    (found,) = gathered.found
    return found.release


def licence(release: Release) -> str | None:
    return release.component(Kind.MODEL_PARAMETERS_FINAL).licence.value


def test_a_mapping_is_a_native_file_a_record_of_the_hub_or_a_card_by_its_keys() -> None:
    native, record, card = only_release(NATIVE), only_release(RECORD), only_release(CARD)
    assert (native.name.value, licence(native)) == ("N", "MIT")
    assert (record.name.value, record.producer.value, licence(record)) == ("o/n", "o", "mit")
    assert (licence(card), [base.name for base in card.base_models]) == ("apache-2.0", ["x/y"])
    assert only_release({**RECORD, "id": None, "modelId": "o/m"}).name.value == "o/m"


@pytest.mark.parametrize("fields", [{"id": "o/n"}, {"license": "apache-2.0"}])
def test_fields_of_components_count_in_a_mapping_as_in_a_row(fields: dict[str, str]) -> None:
    beside = {
        f"{Kind.MODEL_PARAMETERS_FINAL}.licence": "MIT",
        "training-code.availability": "public",
        "datasets.licence": None,
    }
    release = only_release({**fields, **beside})
    stated = {claim.value for claim in release.component(Kind.MODEL_PARAMETERS_FINAL).licence.claims}
    assert stated == {"MIT", *({"apache-2.0"} & {*fields.values()})}
    assert release.component(Kind.TRAINING_CODE).availability.value == "public"
    assert not release.component(Kind.DATASETS).licence.claims
    with pytest.raises(OpennessError, match=r"'engine\.licence' is of no component"):
        openness.read(fields | {"engine.licence": "MIT"})


TEXT = "---\nlicense: {}\nbase_model: x/y\n---\n# A model\n"


def facts(**record: object) -> tuple[list[str], list[str]]:
    """The licences that claims on the weights name, and the names of bases."""
    release = only_release({"id": "o/n", "gated": False, **record})
    claims = release.component(Kind.MODEL_PARAMETERS_FINAL).licence.claims
    return sorted(claim.value for claim in claims), sorted({base.name for base in release.base_models})


@pytest.mark.parametrize(
    ("beside", "licences", "bases"),
    [
        ({"license": "Apache-2.0", "base_model": "X/Y"}, [], []),
        ({"cardData": {"license": "apache-2.0", "base_model": ["x/y"]}, "tags": ["base_model:finetune:x/y"]}, [], []),
        ({"license": "cc-by-nc-4.0"}, ["cc-by-nc-4.0"], []),
        ({"cardData": {"license": "cc-by-nc-4.0"}}, ["cc-by-nc-4.0"], []),
        ({"tags": ["license:cc-by-nc-4.0"]}, ["cc-by-nc-4.0"], []),
        ({"license": "other", "license_name": "llama3.1"}, ["llama3.1"], []),
        ({"base_model": ["x/y", "q/r"]}, [], ["q/r"]),
        ({"base_models": "q/r"}, [], ["q/r"]),
        ({"tags": ["base_model:q/r", "base_model:merge:q/r"]}, [], ["q/r"]),
        ({"baseModels": {"relation": "adapter", "models": [{"id": "q/r"}]}}, [], ["q/r"]),
    ],
)
def test_what_a_record_states_otherwise_than_its_card_counts_beside_it(
    beside: dict[str, object], licences: list[str], bases: list[str]
) -> None:
    assert facts(card=TEXT.format("apache-2.0"), **beside) == (
        sorted(["apache-2.0", *licences]),
        sorted([*bases, "x/y"]),
    )


def test_a_record_repeats_no_licence_that_its_card_names_in_several_fields() -> None:
    text = "---\nlicense: other\nlicense_name: llama3.1\n---\n# A model\n"
    assert facts(card=text, tags=["license:other"]) == facts(card=text)
    assert facts(card="# No block\n", license="mit") == (["mit"], [])


def test_a_mapping_says_what_the_file_with_its_fields_says(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("---\nlicense: apache-2.0\nlibrary_name: transformers\nbase_model: x/y\n---\n", encoding="utf-8")
    only_release, other = openness.classify(str(path)), openness.classify(CARD)
    assert only_release.spectrum == other.spectrum
    assert [finding.code for finding in only_release.findings] == [finding.code for finding in other.findings]


def test_what_huggingface_hub_hands_out_is_read_without_importing_it() -> None:
    hub = pytest.importorskip("huggingface_hub")
    from huggingface_hub.hf_api import DatasetInfo, ModelInfo

    text = "---\nlicense: cc-by-nc-4.0\n---\nWeights.\n"
    assert licence(only_release(hub.ModelCard(text))) == "cc-by-nc-4.0"
    data = only_release(hub.DatasetCard(text))
    assert (data.subject, data.component(Kind.DATASETS).licence.value) == ("dataset", "cc-by-nc-4.0")
    model = only_release(
        ModelInfo(**{**RECORD, "gated": "manual", "sha": "a" * 40, "lastModified": "2026-11-01T00:00:00.000Z"})
    )
    assert (model.name.value, licence(model)) == ("o/n", "mit")
    assert model.component(Kind.MODEL_PARAMETERS_FINAL).availability.value == "gated"
    info = only_release(DatasetInfo(id="o/d", tags=["license:mit"], cardData={"license": "mit"}, gated=False))
    assert (info.name.value, info.subject) == ("o/d", "dataset")


def test_a_release_stays_as_it_is() -> None:
    release = only_release(NATIVE)
    assert only_release(release) is release


VERBS: list[Callable[[Any], Any]] = [
    openness.read,
    openness.classify,
    openness.classify_all,
    openness.may,
    openness.check,
    lambda source: openness.diff(source, source),
    lambda source: openness.convert(source, to="native"),
]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("source", ["system:olmo-2", NATIVE, RECORD, CARD, Path("docs/examples/llama-3.1/README.md")])
def test_every_verb_takes_every_source(verb: Callable[[Any], Any], source: Any) -> None:
    assert verb(source) is not None
    if not isinstance(source, (str, Path)):
        assert verb(openness.read(source)) is not None


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("source", [7, b"README.md", object(), 1.5])
def test_a_wrong_type_is_a_type_error_that_lists_what_is_taken(verb: Callable[[Any], Any], source: Any) -> None:
    with pytest.raises(TypeError, match="hub:ORG/NAME, a Release, a mapping of fields") as refused:
        verb(source)
    assert type(source).__name__ in str(refused.value)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb is not openness.check])
@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("meta-llama/Llama-3.1-8B", "hub:meta-llama/Llama-3.1-8B"),
        ("https://huggingface.co/meta-llama/Llama-3.1-8B/tree/main", "hub:meta-llama/Llama-3.1-8B"),
        ("huggingface.co/meta-llama/Llama-3.1-8B", "hub:meta-llama/Llama-3.1-8B"),
        ("hf.co/datasets/allenai/dolma", "hub:datasets/allenai/dolma"),
        ("https://example.org/model.md", "hub:ORG/NAME"),
    ],
)
def test_a_name_or_an_address_that_is_no_path_leads_to_the_hub(
    verb: Callable[[Any], Any], source: str, message: str
) -> None:
    with pytest.raises(OpennessError, match="there is no such file or folder") as refused:
        verb(source)
    assert message in refused.value.problems[0].help


def test_a_folder_of_that_name_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "org" / "name").mkdir(parents=True)
    (tmp_path / "org" / "name" / "README.md").write_text("---\nlicense: mit\n---\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert licence(openness.read("org/name")) == "mit"


def test_fields_that_are_no_fields_are_a_problem_and_no_crash() -> None:
    turning: dict[str, Any] = {"license": "mit"}
    turning["x"] = turning
    wrong: list[Any] = [turning, {("a", "b"): 1}, {"openness": 2}]
    for fields in wrong:
        with pytest.raises(OpennessError):
            openness.read(fields)
    assert licence(openness.read({"license": "mit", "x": float("nan")})) == "mit"  # as in a row
    assert licence(openness.read({"license": "mit", "released": __import__("datetime").date(2026, 1, 1)})) == "mit"


FIELDS = (
    "openness id modelId license base_model tags cardData siblings gated datasets components name not-checked".split()
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=3) | st.sampled_from(["mit", "x/y", "public"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=3),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@hypothesis_given(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=5))
def test_whatever_fields_hold_there_is_a_release_or_a_problem(fields: dict[str, Any]) -> None:
    try:
        release = openness.read(fields)
    except OpennessError:
        return
    assert openness.may(release)
    assert openness.classify(release, under=[]).to_dict()["results"]


def test_a_word_is_a_text_and_a_path_a_file_to_identify() -> None:
    assert [match.licence for match in openness.identify(Path("LICENSE"))] == ["Apache-2.0"]
    assert openness.identify("the LICENSE") == ()
    with pytest.raises(TypeError):
        openness.identify(b"MIT License")  # type: ignore[arg-type]  # bytes are refused


def test_a_name_of_a_file_that_is_given_as_a_text_to_identify_gets_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("LICENSE").write_text("words")
    with pytest.warns(UserWarning, match=r"the file of this name is Path\('LICENSE'\)"):
        assert openness.identify("LICENSE") == ()


def test_a_description_makes_no_data_set_of_a_model() -> None:
    record = {"id": "a/b", "license": "apache-2.0", "base_model": "meta-llama/Llama-3.1-8B", "description": "A heron."}
    classification = openness.classify(record)
    assert classification.release.subject == "model"
    assert "lineage-conflict" in {finding.code.value for finding in classification.findings}
