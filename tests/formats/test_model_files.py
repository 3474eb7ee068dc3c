"""Files that describe a model or a data set by themselves: what they say, and what folders of them are."""

from pathlib import Path

import pytest
from tests.support.folders import CARD, releases
from tests.support.releases import WEIGHTS, codes, resolved

import openness
from openness.errors import OpennessError
from openness.formats import catalogue, index, kitfile, modelfile
from openness.release.release import Release
from openness.syntax.document import Document
from openness.vocabulary import Basis, Kind


def real(shared: Path, folder: str) -> dict[str, Release]:
    """Every real file of a kind, with licence names as records."""
    return {path.name: resolved(openness.read(path)) for path in sorted((shared / "data/corpus" / folder).iterdir())}


def said(release: Release, kind: Kind) -> list[tuple[str, str | None, str | None]]:
    """Each item of a component: its name, availability and licence."""
    return [(item.name, item.availability.value, item.licence.value) for item in release.component(kind).items]


# Kitfile


def test_real_kitfiles(shared: Path) -> None:
    folder = shared / "data/corpus/kitfile"
    with pytest.raises(OpennessError, match="its format is not known"):  # what a generator is tested with
        openness.read(folder / "kitops__test_metadata-files-model.yaml")
    held = {name.partition("__")[2] or name: resolved(openness.read(folder / name)) for name in KITFILES}
    whole = held["Kitfile_base_thru_model"]
    assert said(whole, WEIGHTS) == [("", None, "Apache-2.0")]
    assert said(whole, Kind.DATASETS) == [("testing", None, "Apache-2.0"), ("training", None, "Apache-2.0")]
    assert said(whole, Kind.TRAINING_CODE) == [("titanic_survivability.ipynb", None, "Apache-2.0")]
    assert (whole.name.value, whole.version.value) == ("Titanic-Survivability-Predictor", "1.0.0")
    assert said(held["Kitfile_base_thru_datasets"], WEIGHTS) == []
    assert held["Kitfile_manifestVersion_only"].components == ()
    assert held["scryptoginger.Kitfile"].components == ()
    assert held["scryptoginger.Kitfile"].name.value == "public-model-usage"
    qwen = held["qwen.Kitfile"]
    (claim,) = qwen.component(WEIGHTS).licence.claims
    assert (claim.value, claim.written, claim.source.line, claim.basis) == ("Apache-2.0", "Apache 2.0", 10, "declared")
    assert (qwen.producer.value, qwen.base_models) == ("Alibaba Cloud", ())


KITFILES = (
    "pykitops__Kitfile_base_thru_datasets",
    "pykitops__Kitfile_base_thru_model",
    "pykitops__Kitfile_manifestVersion_only",
    "scryptoginger.Kitfile",
    "shivay__qwen.Kitfile",
)


def test_a_part_of_a_model_under_another_licence_is_an_item_of_its_own() -> None:
    text = "manifestVersion: 1\nmodel:\n  path: a\n  license: MIT\n  parts: [{name: t, license: gemma}, {path: u}]\n"
    release = kitfile.read(Document("Kitfile", text))
    assert said(release, WEIGHTS) == [("", None, "MIT"), ("t", None, "gemma")]
    assert release.component(WEIGHTS).licence.state == "disputed"


@pytest.mark.parametrize(
    ("path", "available"),
    [
        ("https://huggingface.co/datasets/acme/corpus", "public"),
        ("https://huggingface.co/acme/model", None),
        ("https://example.org/corpus.zip", None),
        ("./corpus.csv", None),
    ],
)
def test_a_data_set_of_a_kit_is_public_by_its_own_address_on_the_hub(path: str, available: str | None) -> None:
    text = f"manifestVersion: 1\ndatasets: [{{name: corpus, path: '{path}', license: CC-BY-4.0}}]\n"
    assert said(kitfile.read(Document("Kitfile", text)), Kind.DATASETS) == [("corpus", available, "CC-BY-4.0")]


def test_the_licence_of_code_in_a_kit_is_never_that_of_the_weights() -> None:
    text = "manifestVersion: 1\ncode: [{path: train.py, license: GPL-3.0-only}]\nmodel: {path: a, license: MIT}\n"
    release = kitfile.read(Document("Kitfile", text))
    assert said(release, WEIGHTS) == [("", None, "MIT")]
    assert said(release, Kind.TRAINING_CODE) == [("train.py", None, "GPL-3.0-only")]
    assert said(kitfile.read(Document("Kitfile", text.replace(", license: MIT", ""))), WEIGHTS) == []


def test_code_that_no_word_tells_is_about_what_other_files_offer() -> None:
    text = "manifestVersion: 1\ncode: [{path: a.txt, license: MIT}, {path: eval/, license: GPL-3.0-only}]\n"
    release = kitfile.read(Document("Kitfile", text))
    assert [(terms.claim.value, WEIGHTS in terms.kinds) for terms in release.terms] == [
        ("MIT", False),
        ("GPL-3.0-only", False),
    ]
    assert release.components == ()
    text = text.replace("eval/", "evaluate.py")
    assert said(kitfile.read(Document("Kitfile", text)), Kind.EVALUATION_CODE) == [
        ("evaluate.py", None, "GPL-3.0-only")
    ]


# Ollama Modelfile


def test_the_licence_text_of_a_modelfile_is_identified(tmp_path: Path) -> None:
    text = Path("LICENSE").read_text()
    (tmp_path / "Modelfile").write_text(f'FROM ./x.gguf\nLICENSE """{text}"""\nPARAMETER stop "x"\n')
    licence = openness.classify(tmp_path / "Modelfile", under=[]).release.component(WEIGHTS).licence
    assert [(claim.value, claim.basis, claim.source.line) for claim in licence.claims] == [
        ("Apache-2.0", Basis.DETECTED, 2)
    ]


def test_a_changed_licence_text_in_a_modelfile_is_no_licence_of_that_name(tmp_path: Path) -> None:
    text = Path("LICENSE").read_text().replace("perpetual", "brief")
    (tmp_path / "Modelfile").write_text(f'FROM ./x.gguf\nLICENSE """{text}"""\n')
    classification = openness.classify(tmp_path / "Modelfile", under=[])
    assert classification.release.component(WEIGHTS).licence.value == "NOASSERTION"
    assert "licence-text-modified" in codes(classification)


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("llama3.2", ["llama3.2"]),
        ("hf.co/a/b:Q4_K_M", ["a/b"]),
        ("https://huggingface.co/a/b", ["a/b"]),
        ("./x.gguf", []),
        ("/models/x", []),
        ("C:\\models\\x", []),
        ("x.gguf", []),
    ],
)
def test_what_a_modelfile_is_from(name: str, base: list[str]) -> None:
    release = modelfile.read(Document("Modelfile", f"FROM {name}\n"))
    assert [one.name for one in release.base_models] == base


def test_a_second_file_hides_no_model() -> None:
    release = modelfile.read(Document("Modelfile", "FROM llama3.2\nFROM ./mmproj.gguf\n"))
    assert [one.name for one in release.base_models] == ["llama3.2"]


def test_a_text_is_told_to_be_a_modelfile_by_what_it_does() -> None:
    assert modelfile.matches_content("x", "FROM llama3\nPARAMETER stop x\n")
    assert not modelfile.matches_content("Dockerfile", "FROM debian\nRUN true\n")
    assert not modelfile.matches_content("Dockerfile", "FROM debian\n")
    assert not modelfile.matches_content("x.md", "FROM llama3\nPARAMETER stop x\n")


def test_an_instruction_there_is_not_is_reported() -> None:
    release = modelfile.read(Document("Modelfile", "FROM x\nLICENCE mit\n"))
    assert [finding.message for finding in release.oddities] == ["there is no instruction LICENCE"]
    assert release.component(WEIGHTS).items == ()


# Croissant


def test_real_croissants(shared: Path) -> None:
    held = real(shared, "croissant")
    found = {}
    for name, release in held.items():
        assert release.subject == "dataset"
        ((item, availability, licence),) = said(release, Kind.DATASETS)
        assert item == release.name.value
        found[name.partition("__")[2].removesuffix(".croissant.json")] = (availability, licence)
    assert found == {
        "bigcode-the-stack": ("public", "other"),  # its address on the Hub says so, and not that a form stands there
        "coco2014": ("public", "CC-BY-4.0"),
        "flores-200": ("public", "CC-BY-SA-4.0"),
        "gpt-3": (None, "unknown"),
        "huggingface-anthropic-hh-rlhf": (None, "MIT"),
        "huggingface-c4": ("public", "ODC-By-1.0"),
        "huggingface-the-cauldron": ("public", None),
        "movielens": ("public", None),
        "full": (None, "Apache-2.0"),
        "prefixed": (None, "MIT"),
    }


# The index


def test_real_entries_of_both_generations_of_the_index(shared: Path) -> None:
    held = {name.partition("__")[2].removesuffix(".yaml"): one for name, one in real(shared, "osai-index-yaml").items()}
    olmo = held["OLMo"]
    assert (olmo.name.value, olmo.producer.value) == ("Olmo-3.1-32B-Think", "Ai2")
    assert said(olmo, WEIGHTS) == [("", "public", "Apache-2.0")]
    assert [base.name for base in olmo.base_models] == ["allenai/Olmo-3-1125-32B"]
    assert olmo.component(Kind.DATASETS).availability.value == "public"
    assert said(olmo, Kind.RESEARCH_PAPER) == [("", "public", None)]
    assert olmo.component(Kind.RESEARCH_PAPER).items[0].extent.value == "part"
    nemotron = held["Llama-Nemotron"]
    assert [base.name for base in nemotron.base_models] == ["meta-llama/Llama-3.3-70B-Instruct"]
    assert [base.licence.value for base in nemotron.base_models] == ["LicenseRef-Llama-3.3-Community"]
    assert nemotron.component(Kind.DATASETS).availability.value == "withheld"
    assert said(nemotron, Kind.MODEL_CARD) == []
    assert said(held["CodeLlama"], WEIGHTS) == [("", None, "LicenseRef-Llama-2-Community")]
    assert said(held["DeepSeek-Coder"], WEIGHTS) == [("", "public", "LicenseRef-DeepSeek-Model-1.0")]
    assert said(held["Llama-Sherkala"], WEIGHTS) == [("", None, "CC-BY-NC-SA-4.0")]
    assert said(held["BELLE"], WEIGHTS) == [("", None, "NOASSERTION")]
    assert [base.name for base in held["BELLE"].base_models] == ["BLOOMZ", "LLaMA"]
    assert said(held["ChatGLM-6B"], WEIGHTS) == [("", None, "Apache-2.0")]
    assert held["ChatGLM-6B"].base_models == ()
    assert said(held["A_sample"], WEIGHTS) == [("", "withheld", None)]
    reached = {name: openness.classify(release, under=[]).spectrum.reached for name, release in held.items()}
    assert {name for name, rung in reached.items() if rung != "closed"} == {"OLMo", "Llama-Nemotron", "DeepSeek-Coder"}
    assert (reached["OLMo"], reached["Llama-Nemotron"]) == ("open-weights", "weights-available")


def test_every_class_is_read_from_its_own_line() -> None:
    text = "system: {name: x}\norg: {name: y}\nmodelcard:\n  class: open\ndatasheet:\n  class: closed\n"
    (claim,) = index.read(Document("x.yaml", text)).component(Kind.MODEL_CARD).availability.claims
    assert (claim.value, claim.source.line, claim.written) == ("public", 4, "open")


# Catalogues


def test_a_real_catalogue_is_several_releases(shared: Path) -> None:
    path = shared / "data/corpus/kubeflow-model-catalog/odh__other-models-catalog.yaml"
    held = openness.classify_all(path, under=[])
    assert len(held) == 23
    licences = {one.release.name.value: one.release.component(WEIGHTS).licence.value for one in held}
    assert licences["RedHatAI/bge-m3"] == "MIT"
    assert licences["RedHatAI/embeddinggemma-300m"] == "gemma"
    assert sorted(set(licences.values()) - {"gemma"}, key=str) == ["Apache-2.0", "MIT"]
    assert {one.release.component(WEIGHTS).availability.value for one in held} == {None}
    assert held[0].source == f"{path}#RedHatAI/Laguna-XS.2-FP8"
    with pytest.raises(OpennessError, match="it holds 23 releases"):
        openness.classify(path)


def test_a_real_list_of_licences_is_several_releases(shared: Path) -> None:
    held = openness.classify_all(shared / "data/corpus/license-index/hyeonseo2__models.json", under=[])
    assert len(held) == 57
    licences = {one.release.name.value: one.release.component(WEIGHTS).licence.value for one in held}
    assert licences["meta-llama/Llama-3.3-70B-Instruct"] == "LicenseRef-Llama-3.3-Community"
    assert licences["mistralai/Mistral-Medium-3.5-128B"] == "other"
    assert licences["google/medgemma-4b-it"] == "LicenseRef-Health-AI-Developer-Foundations-2024-11-15"
    assert {one.spectrum.reached for one in held} == {"closed"}


def test_a_list_of_anything_else_is_no_catalogue() -> None:
    assert not catalogue.matches_content("x.yaml", "models:\n- name: x\n  path: y\n")
    assert not catalogue.matches_content("x.json", '{"models": [{"name": "x"}]}')
    with pytest.raises(OpennessError, match="it lists no models"):
        catalogue.read(Document("x.yaml", "models: [plain]\n"))


def test_no_real_page_is_taken_for_a_model(shared: Path) -> None:
    for path in sorted((shared / "data/corpus/not-a-model-card").iterdir()):
        with pytest.raises(OpennessError) as caught:
            openness.read(path)
        assert len(str(caught.value).splitlines()) == 1


# In folders

ENTRY = "  - {{name: {0}, license: mit, artifacts: []}}\n"
MODELS = (
    "models:\n  - name: x\n    license: mit\n    artifacts: []\n  - name: y\n    license: gemma\n    artifacts: []\n"
)


def test_a_catalogue_alone_in_a_folder_is_as_many_releases_as_it_lists(tmp_path: Path) -> None:
    held = releases(tmp_path, {"models.yaml": MODELS})
    assert list(held) == ["/models.yaml#x", "/models.yaml#y"]


def test_a_catalogue_beside_a_release_is_nobodys(tmp_path: Path) -> None:
    held = releases(tmp_path, {"README.md": CARD, "models.yaml": MODELS})
    assert held[""].component(WEIGHTS).licence.value == "mit"
    assert held[""].unread == (f"{tmp_path}/models.yaml",)


def test_what_describes_a_model_makes_no_release_beside_a_card(tmp_path: Path) -> None:
    files = {"README.md": CARD, "Kitfile": "manifestVersion: 1\nmodel: {license: mit}\n", "a/Modelfile": "FROM x\n"}
    held = releases(tmp_path, files)
    assert list(held) == [""]
    assert [base.name for base in held[""].base_models] == ["x"]


def test_folders_of_models_are_a_release_each(tmp_path: Path) -> None:
    kit = "manifestVersion: 1\npackage: {{name: {}}}\nmodel: {{license: mit}}\n"
    held = releases(
        tmp_path, {"a/Kitfile": kit.format("a"), "b/Kitfile": kit.format("b"), "b/c/MLmodel": "flavors: {}\n"}
    )
    assert list(held) == ["/a", "/b"]


def test_files_of_several_kinds_may_call_one_model_by_several_names(tmp_path: Path) -> None:
    context = '{"@context": "http://mlcommons.org/croissant/", "@type": "Dataset", "name": "stones"}'
    held = releases(tmp_path, {"Kitfile": "manifestVersion: 1\npackage: {name: a}\n", "croissant.json": context})
    assert list(held) == [""]


def test_models_that_are_there_for_tests_are_no_release(tmp_path: Path) -> None:
    kit = "manifestVersion: 1\nmodel: {license: gemma}\n"
    held = releases(tmp_path, {"README.md": CARD, "tests/Kitfile": kit, "a/fixtures/b/Kitfile": kit})
    assert held[""].read == (f"{tmp_path}/README.md",)


@pytest.mark.parametrize(
    "name", ["config.json", "pyproject.toml", "CITATION.cff", "codemeta.json", "REUSE.toml", "x.py"]
)
def test_what_lies_everywhere_makes_no_folder_a_release(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("license: mit\n")
    with pytest.raises(OpennessError, match="the folder holds nothing that is known here"):
        openness.read(tmp_path)
