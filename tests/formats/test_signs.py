"""The look of files is a note and never a part; the place where weights were loaded from is an inferred base."""

from pathlib import Path

import pytest
from tests.support.releases import judged, native

import openness
from openness.formats import model_config
from openness.release.hints import LikelyPart, LoadedFrom
from openness.release.location import Source
from openness.release.release import BaseModel, Release, StatedBases
from openness.syntax.document import Document
from openness.vocabulary import Basis, Kind, Relation

CARD = "---\nlicense: mit\npipeline_tag: x\n---\n"


def folder(root: Path, **files: str) -> Path:
    """A folder of a card and these files, `__` in a name for a slash."""
    for name, text in {"README.md": CARD, **{name.replace("__", "/"): text for name, text in files.items()}}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def notes(path: Path) -> list[str]:
    """The messages of the notes on what is not stated."""
    found = openness.classify(path, under=[]).findings
    return [finding.message for finding in found if finding.code == "statement-missing"]


def test_training_code_in_a_folder_is_a_note_and_no_part(tmp_path: Path) -> None:
    place = folder(tmp_path, **{"train.py": "", "src__finetune.sh": "", "model.py": ""})
    assert notes(place) == ["src/finetune.sh, train.py looks like the training code, and nothing is stated about it"]
    classification = openness.classify(place, under=[])
    assert classification.release.component(Kind.TRAINING_CODE).items == ()
    assert classification.spectrum.reached == "open-weights"


def test_a_sign_raises_no_verdict(tmp_path: Path) -> None:
    plain = openness.classify(folder(tmp_path / "plain"))
    with_code = openness.classify(folder(tmp_path / "code", **{"train.py": "", "checkpoint-5__model.bin": ""}))
    assert {id: one.verdict for id, one in plain.judgements.items()} == {
        id: one.verdict for id, one in with_code.judgements.items()
    }


def test_what_is_stated_needs_no_note(tmp_path: Path) -> None:
    stated = "openness: 1\nname: x\ncomponents: {training-code: withheld}\n"
    assert notes(folder(tmp_path, **{"train.py": "", "openness.yaml": stated})) == []


def test_files_of_a_release_below_are_its_own(tmp_path: Path) -> None:
    folder(tmp_path, **{"a__README.md": CARD, "a__b__train.py": ""})
    above, below = openness.classify_all([tmp_path], under=[])
    assert above.release.signs == ()
    assert [sign.written for sign in below.release.signs if isinstance(sign, LikelyPart)] == ["b/train.py"]


def test_files_beside_several_releases_are_nobodys(tmp_path: Path) -> None:
    text = "openness: 1\nname: {}\n"
    folder(tmp_path, **{"a.openness.yaml": text.format("a"), "b.openness.yaml": text.format("b"), "train.py": ""})
    assert [classification.release.signs for classification in openness.classify_all([tmp_path], under=[])] == [(), ()]


def loaded_from(name: str, release: Release) -> list[tuple[str, str]]:
    """The bases of a release the weights of which were loaded from somewhere, each with how it is known."""
    classification = judged(release.join(Release(signs=(LoadedFrom(name, Source("config.json", 1)),))))
    return [(base.name, base.basis.value) for base in classification.release.base_models]


def test_where_weights_were_loaded_from_is_a_base_unless_one_is_stated_or_it_is_its_own_name() -> None:
    assert loaded_from("org/other", native("name: org/model")) == [("org/other", "inferred")]
    assert loaded_from("Org/Model", native("name: org/model")) == []
    stated = native("base-models: [{name: org/base, relation: fine-tune}]")
    assert loaded_from("org/other", stated) == [("org/base", "declared")]


def test_settings_of_a_model_and_an_adapter_in_a_folder(tmp_path: Path) -> None:
    place = folder(
        tmp_path,
        **{
            "config.json": '{"_name_or_path": "org/loaded", "model_type": "x"}',
            "adapter_config.json": '{"base_model_name_or_path": "meta-llama/Llama-3.1-8B"}',
        },
    )
    classification = openness.classify(place, under=[])
    assert [base.name for base in classification.release.base_models] == ["meta-llama/Llama-3.1-8B"]
    assert classification.spectrum.reached == "weights-available"
    assert notes(place) == []


@pytest.mark.parametrize(
    "data", [b'{"port": 80}', b"{// a comment\n}", b"[]", '{"port": 80}'.encode("utf-16"), b"\0", b" " * 5_000_000]
)
def test_another_programs_settings_in_a_folder_are_nothing(tmp_path: Path, data: bytes) -> None:
    (folder(tmp_path) / "config.json").write_bytes(data)
    release = openness.read(tmp_path)
    assert [Path(name).name for name in (*release.read, *release.unread)] == ["README.md"]
    assert release.oddities == ()


# Edges that several files state


def resolved_bases(*bases: BaseModel) -> list[tuple[str, str, str]]:
    """The edges that are left, by name, relation and basis."""
    kept = judged(Release(base_models=bases)).release.base_models
    return [(base.name, base.relation.value, base.basis.value) for base in kept]


def edge(name: str, relation: Relation, document: str, basis: Basis = Basis.DECLARED, line: int = 1) -> BaseModel:
    """An edge that a document states."""
    return BaseModel(name, relation, Source(document, line), basis=basis)


INFERRED = edge("org/Base", Relation.FINE_TUNE, "README.md", Basis.INFERRED)
ADAPTER = edge("org/base", Relation.ADAPTER, "adapter_config.json")
UNNAMED = edge("", Relation.ADAPTER, "adapter_config.json")


def test_a_relation_that_was_inferred_gives_way_to_one_declared() -> None:
    assert resolved_bases(INFERRED, ADAPTER) == [("org/base", "adapter", "declared")]


def test_an_edge_told_twice_is_one() -> None:
    assert len(resolved_bases(ADAPTER, edge("org/base", Relation.ADAPTER, "info.json"))) == 1


def test_two_relations_that_are_declared_are_two() -> None:
    assert len(resolved_bases(ADAPTER, edge("org/base", Relation.FINE_TUNE, "info.json"))) == 2


def test_what_is_said_of_a_base_keeps_its_edge_and_frees_no_other() -> None:
    for more in ("licence: MIT", "producer: Acme"):
        release = native(f"base-models: [{{name: org/base, relation: adapter, {more}}}]")
        assert len(judged(release.join(Release(base_models=(ADAPTER,)))).release.base_models) == 2


# What a file beside a release adds


def added(beside: Release, *stated: BaseModel) -> list[str]:
    """The names of the bases that a file beside adds to a release that states some."""
    return [base.name for base in beside.beside(StatedBases(stated)).base_models]


def test_a_base_that_the_release_states_is_not_added_again() -> None:
    assert added(Release(base_models=(ADAPTER,)), edge("Org/Base", Relation.FINE_TUNE, "README.md")) == []
    assert added(Release(base_models=(ADAPTER,)), edge("org/other", Relation.ADAPTER, "README.md")) == ["org/base"]


def test_a_relation_that_the_release_does_not_state_is_added(tmp_path: Path) -> None:
    assert added(Release(base_models=(ADAPTER,)), INFERRED) == ["org/base"]
    (tmp_path / "README.md").write_text(CARD.replace("pipeline_tag", "base_model: org/base\npipeline_tag"))
    (tmp_path / "adapter_config.json").write_text('{"base_model_name_or_path": "org/base"}')
    bases = openness.classify(tmp_path, under=[]).release.base_models
    assert [(base.name, base.relation.value, base.basis.value) for base in bases] == [
        ("org/base", "adapter", "declared")
    ]


def test_a_base_without_a_name_is_one_that_the_release_names() -> None:
    assert added(Release(base_models=(UNNAMED,)), INFERRED) == []
    assert added(Release(base_models=(UNNAMED,))) == [""]


def test_a_base_without_a_name_stays_where_its_own_file_names_another() -> None:
    other = edge("org/base", Relation.ADAPTER, "adapter_config.json", line=2)
    assert added(Release(base_models=(UNNAMED, other)), edge("org/third", Relation.ADAPTER, "README.md")) == [
        "",
        "org/base",
    ]


def test_an_edge_without_terms_names_no_base_for_an_adapter() -> None:
    assert added(Release(base_models=(UNNAMED,)), edge("org/teacher", Relation.DISTILLATION, "README.md")) == [""]
    same = edge("org/base", Relation.SAME_ARCHITECTURE, "README.md")
    assert added(Release(base_models=(ADAPTER,)), same) == ["org/base"]


@pytest.mark.parametrize("path", ["/data/llama", "org/base"])
def test_an_adapters_settings_add_nothing_to_a_base_a_native_file_states(tmp_path: Path, path: str) -> None:
    stated = "openness: 1\nname: x\nbase-models: [{name: org/base, relation: adapter, licence: MIT}]\n"
    settings = f'{{"base_model_name_or_path": "{path}"}}'
    place = folder(tmp_path, **{"openness.yaml": stated, "adapter_config.json": settings})
    (base,) = openness.read(place).base_models
    assert base.licence.value == "MIT"


@pytest.mark.parametrize(
    "settings",
    [
        '{"model_type": "x", "text_config": {"_name_or_path": "meta-llama/Llama-3.1-8B"}}',
        '{"model_type": "x", "base_model_name_or_path": "meta-llama/Llama-3.1-8B"}',
    ],
)
def test_the_settings_of_a_part_tell_what_that_was_loaded_from(settings: str, tmp_path: Path) -> None:
    found = openness.classify(folder(tmp_path, **{"config.json": settings}), under=[])
    assert [(base.name, base.certain) for base in found.release.base_models] == [("meta-llama/Llama-3.1-8B", False)]
    assert found.spectrum.reached == "weights-available"


@pytest.mark.parametrize("name", ["merge/mergekit_config.yml", "merge.yaml"])
def test_the_settings_of_a_merge_are_known_by_their_content_and_read_further_down(name: str, tmp_path: Path) -> None:
    merge = "models:\n- model: meta-llama/Llama-3.1-8B\nmerge_method: slerp\n"
    found = openness.classify(folder(tmp_path, **{name.replace("/", "__"): merge}), under=[])
    assert [(base.name, base.relation) for base in found.release.base_models] == [
        ("meta-llama/Llama-3.1-8B", Relation.MERGE)
    ]


def test_a_card_infers_nothing_beside_a_file_whose_availability_nobody_can_read(tmp_path: Path) -> None:
    stated = "openness: 1\nname: x\ncomponents: {{model-parameters-final: {{availability: {}, licence: MIT}}}}\n"
    for word, reached in (("perhaps", "closed"), ("public", "open-weights"), ("null", "open-weights")):
        found = openness.classify(folder(tmp_path, **{"openness.yaml": stated.format(word)}), under=[])
        assert found.spectrum.reached == reached


@pytest.mark.parametrize(
    "settings",
    [
        '{"model_type": "x", "_name_or_path": "meta-llama/Llama-2-7b-hf", "rope": NaN}',
        '{"model_type": "x", "_name_or_path": "meta-llama/Llama-2-7b-hf",',
        '{"model_type": "x", "_name_or_path": ["meta-llama/Llama-2-7b-hf"]}',
    ],
)
def test_settings_that_are_not_as_they_should_be_still_tell_where_weights_were_loaded_from(settings: str) -> None:
    release = model_config.read(Document("config.json", "", data=settings.encode()))
    assert [sign.name for sign in release.signs if isinstance(sign, LoadedFrom)] == ["meta-llama/Llama-2-7b-hf"]
    assert [finding.code for finding in release.oddities] == ["field-invalid"]


SETTINGS = [
    *("config.json", "generation_config.json", "preprocessor_config.json", "model_index.json", "tokenizer_config.json"),
    *("adapter_config.json", "config_sentence_transformers.json", "params.json"),
]


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize(
    "words",
    [
        '"license": "cc-by-nc-4.0"',
        '"_comment": "For research only."',
        '"x": {"y": [{"terms": "Not for commercial use."}]}',
        '"commercial_use": false',
    ],
)
def test_settings_beside_a_card_may_limit_the_use(name: str, words: str, tmp_path: Path) -> None:
    settings = f'{{"model_type": "x", "chat_template": "You may not sell it.", "eos_token": "x", {words}}}'
    found = openness.classify(folder(tmp_path, **{name: settings, "README.md": "---\nlicense: mit\n---\n"}), under=[])
    limits = [finding for finding in found.findings if finding.code == "restriction-in-prose"]
    assert {finding.source and finding.source.document for finding in limits} == {f"{tmp_path}/{name}"}


@pytest.mark.parametrize("name", SETTINGS[:5])
@pytest.mark.parametrize(
    "more", ['"license": "mit"', '"chat_template": "You may not use it commercially."', '"a": NaN']
)
def test_settings_that_limit_nothing_leave_a_card_as_it_is(name: str, more: str, tmp_path: Path) -> None:
    settings = f'{{"model_type": "x", {more}}}'
    found = openness.classify(folder(tmp_path, **{name: settings, "README.md": "---\nlicense: mit\n---\n"}), under=[])
    assert found.spectrum.reached == "open-weights"


def test_settings_that_are_no_json_limit_the_use_by_the_texts_in_them(tmp_path: Path) -> None:
    settings = '{"model_type": "x",\n "scale": NaN,\n "license": "cc-by-nc-4.0"}'
    release = openness.read(folder(tmp_path, **{"config.json": settings, "README.md": "---\nlicense: mit\n---\n"}))
    assert [hint.source for hint in release.limits] == [Source(f"{tmp_path}/config.json", 3)]
    assert release.unread == (f"{tmp_path}/config.json",)


def test_a_merge_of_what_is_not_understood_is_one_of_any_models(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n")
    (tmp_path / "mergekit_config.yml").write_text("merge_method: linear\nmodels: a/b and c/d\n")
    release = openness.read(tmp_path)
    assert [(base.name, base.relation) for base in release.base_models] == [("", "merge")]
