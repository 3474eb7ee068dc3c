"""Folders as people have them: one release a directory, and nothing lent from one to another."""

import os
import sys
from pathlib import Path

import pytest
from tests.support.folders import CARD, gathered, releases
from tests.support.releases import WEIGHTS, gguf, safetensors

import openness
from openness.errors import MAY_READ, OpennessError
from openness.release.claim import Rule
from openness.release.release import Release
from openness.sources.gather import gather
from openness.vocabulary import Kind
from openness.vocabulary.verdict import Verdict

NATIVE = "openness: 1\nname: {}\n"


def read(root: Path, release: Release) -> list[str]:
    """The documents read, below the folder."""
    return sorted(name.removeprefix(f"{root}/") for name in release.read)


def test_one_folder_is_one_release_under_the_path_as_given(tmp_path: Path) -> None:
    by_path = releases(tmp_path, {"README.md": CARD, "LICENSE": "words", "openness.yaml": NATIVE.format("a")})
    assert list(by_path) == [""]
    assert read(tmp_path, by_path[""]) == ["LICENSE", "README.md", "openness.yaml"]


def test_each_directory_with_a_card_is_a_release_named_by_its_path(tmp_path: Path) -> None:
    by_path = releases(tmp_path, {"a/README.md": CARD, "b/c/README.md": CARD})
    assert list(by_path) == ["/a", "/b/c"]


def test_a_licence_text_belongs_to_the_nearest_release_above_it(tmp_path: Path) -> None:
    by_path = releases(
        tmp_path, {"README.md": CARD, "sub/LICENSE": "one", "a/README.md": CARD, "a/deep/er/LICENSE": "two"}
    )
    assert [text.text for text in by_path[""].texts] == ["one"]
    assert [text.text for text in by_path["/a"].texts] == ["two"]


@pytest.mark.parametrize("settings", ["adapter_config.json", "mergekit_config.yml"])
def test_settings_of_a_derivative_that_cannot_be_read_are_a_derivatives_all_the_same(
    settings: str, tmp_path: Path
) -> None:
    card = "---\nlicense: mit\npipeline_tag: x\n---\n"
    for name, text in (("broken", "{"), ("list", "[]"), ("twice", '{"base_model": "a/b", "base_model": "a/c"}')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "README.md").write_text(card)
        (tmp_path / name / settings).write_text(text)
        (release,) = gather(str(tmp_path / name)).found
        assert openness.classify(release.release).spectrum.reached == "weights-available"
        assert str(tmp_path / name / settings) in release.release.unread


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_known_files_that_lead_out_of_the_folder_or_are_no_plain_ones_are_unread(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out.json"
    (folder / "sub").mkdir(parents=True)
    outside.write_text('{"base_model_name_or_path": "a/b"}')
    (folder / "README.md").write_text("---\nlicense: mit\npipeline_tag: x\n---\n")
    os.mkfifo(folder / "openness.yaml")
    (folder / "sub" / "m.gguf").symlink_to(outside)
    for name in ("config.json", "sub/config.json", "notes.txt"):  # one of a part below, and one that is not known
        (folder / name).symlink_to("nowhere")
    (release,) = gather(str(folder)).found
    assert [path.removeprefix(f"{folder}/") for path in release.release.unread] == [
        "config.json",
        "openness.yaml",
        "sub/m.gguf",
    ]
    assert openness.classify(release.release).spectrum.reached == "open-weights"
    (folder / "adapter_config.json").symlink_to(outside)  # an adapter has a base, whichever it is
    (release,) = gather(str(folder)).found
    assert openness.classify(release.release).spectrum.reached == "weights-available"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("name", ["README.md", "model_card.md", "openness.yaml", "model.gguf", "bom.cdx.json"])
def test_what_makes_a_release_and_leads_away_is_a_problem_where_no_release_lies(name: str, tmp_path: Path) -> None:
    """So that no gate passes a model whose card nobody read; within a release, or in code, it is a file of that."""
    folder, outside = tmp_path / "in", tmp_path / name
    outside.write_text("---\nlicense: cc-by-nc-4.0\n---\n")
    for place, target in (("good", None), ("hid", "nowhere"), ("lent", outside)):
        (folder / place).mkdir(parents=True)
        if target is None:
            (folder / place / "README.md").write_text(CARD)
        else:
            (folder / place / name).symlink_to(target)
    gathered = gather(str(folder))
    assert [one.release.read for one in gathered.found] == [(f"{folder}/good/README.md",)]
    assert [problem.document for problem in gathered.problems] == [f"{folder}/{at}/{name}" for at in ("hid", "lent")]
    assert not gather(str(folder), code=True).problems
    (folder / "README.md").write_text(CARD)
    gathered = gather(str(folder))
    assert not gathered.problems
    listed = {path for one in gathered.found for path in one.release.unread}
    assert listed == {f"{folder}/{at}/{name}" for at in ("hid", "lent")}


def test_nothing_is_lent_from_one_release_to_the_one_below(tmp_path: Path) -> None:
    by_path = releases(tmp_path, {"README.md": CARD, "LICENSE": "words", "a/openness.yaml": NATIVE.format("a")})
    assert by_path["/a"].texts == ()
    assert by_path["/a"].component(WEIGHTS).availability.state == "silent"


def test_several_native_files_are_several_releases_and_a_card_there_joins_none(tmp_path: Path) -> None:
    by_path = releases(
        tmp_path,
        {
            "small.openness.yaml": NATIVE.format("s"),
            "large.openness.yaml": NATIVE.format("l"),
            "README.md": CARD,
            "LICENSE": "w",
        },
    )
    assert list(by_path) == ["/large.openness.yaml", "/small.openness.yaml"]
    for release in by_path.values():
        assert release.component(WEIGHTS).availability.state == "silent"
        assert release.texts == ()
        assert sorted(name.rpartition("/")[2] for name in release.unread) == ["LICENSE", "README.md"]


def test_other_markdown_files_of_a_folder_are_no_cards(tmp_path: Path) -> None:
    by_path = releases(tmp_path, {"README.md": CARD, "NOTES.md": "# Notes", "docs/guide.md": CARD})
    assert list(by_path) == [""]
    assert read(tmp_path, by_path[""]) == ["README.md"]


@pytest.mark.parametrize(
    "files",
    [
        {"README.md": "---\nlicense: cc-by-nc-4.0\n# A model\n"},
        {"README.md": "---\nlicense: cc-by-nc-4.0\n--\n# A model\n"},
        {"README.md": "--- \nlicense: cc-by-nc-4.0\n---\n"},
        {"README.md": "# A model\n\nThe weights are not released.\n"},
        {"README.md": "# A model\n\nFor research only.\n", "pytorch_model.bin": "x"},
    ],
    ids=["not closed", "closed with two dashes", "blanks after the dashes", "denies the weights", "beside weights"],
)
def test_a_model_whose_card_nobody_can_read_passes_no_gate_unseen(files: dict[str, str], tmp_path: Path) -> None:
    by_path = releases(tmp_path, {"good/README.md": CARD, **{f"bad/{name}": text for name, text in files.items()}})
    assert list(by_path) == ["/bad", "/good"]
    assert by_path["/bad"].oddities
    outcome = openness.check(tmp_path, policy={"require": {"spectrum": "open-weights"}})
    assert [issue.rule for issue in outcome.violations] == ["spectrum"]


def test_a_readme_without_a_block_is_no_model_by_itself(tmp_path: Path) -> None:
    code = {"README.md": "# Notes on training\n", "tests/model.bin": "x", "tests/README.md": "# Weights for tests\n"}
    by_path = releases(tmp_path, {"good/README.md": CARD, **{f"code/{name}": text for name, text in code.items()}})
    assert [read(tmp_path, release) for release in by_path.values()] == [["good/README.md"]]


def test_weights_below_a_release_are_its_own_whatever_card_lies_beside_them(tmp_path: Path) -> None:
    by_path = releases(tmp_path, {"README.md": CARD, "onnx/README.md": "# Converted\n", "onnx/model.bin": "x"})
    assert list(by_path) == [""]


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    (problem,) = gathered(tmp_path, {}).problems
    assert "the folder holds nothing that is known here" in str(problem)


def test_one_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    result = gathered(tmp_path, {"a/README.md": CARD, "b/openness.yaml": "openness: 1\nname: [\n"})
    assert [found.release.component(WEIGHTS).availability.value for found in result.found] == ["public"]
    assert ["b/openness.yaml" in str(problem) for problem in result.problems] == [True]


@pytest.mark.parametrize("folder", [".git", "node_modules", "__pycache__", ".venv"])
def test_folders_of_tools_are_skipped(tmp_path: Path, folder: str) -> None:
    assert list(releases(tmp_path, {"README.md": CARD, f"{folder}/README.md": CARD})) == [""]


def test_gitignore_is_honoured_below_the_folder_it_lies_in(tmp_path: Path) -> None:
    by_path = releases(
        tmp_path, {"README.md": CARD, "a/.gitignore": "/out\n", "a/out/README.md": CARD, "out/README.md": CARD}
    )
    assert list(by_path) == ["", "/out"]


@pytest.mark.parametrize("refused", ["", "/b"])
def test_a_folder_that_cannot_be_listed_is_a_problem(
    tmp_path: Path, refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def refusing(path: str) -> object:
        if path == f"{tmp_path}{refused}":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr("os.scandir", refusing)
    found = gathered(tmp_path, {"a/README.md": CARD, "b/README.md": CARD})
    assert list(map(str, found.problems)) == [f"{tmp_path}{refused}: it cannot be read: Permission denied; {MAY_READ}"]
    assert len(found.found) == bool(refused)


def test_a_link_to_itself_is_a_problem_and_in_a_folder_nothing(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert ["it cannot be read" in str(problem) for problem in gather(str(tmp_path / "loop")).problems] == [True]
    assert list(releases(tmp_path, {"README.md": CARD})) == [""]


def test_what_is_excluded_is_not_read(tmp_path: Path) -> None:
    assert list(releases(tmp_path, {"README.md": CARD, "old/README.md": CARD}, exclude=("old/",))) == [""]


def test_a_conclusion_in_a_folder_does_not_count_and_is_said(tmp_path: Path) -> None:
    text = NATIVE.format("a") + (
        "concluded: [{criterion: osaid-1.0/code, verdict: met, by: A, on: 2026-11-24, because: B}]\n"
    )
    by_path = releases(tmp_path, {"openness.yaml": text})
    assert by_path[""].conclusions == ()
    assert ["conclusions count only" in finding.message for finding in by_path[""].oddities] == [True]
    (named,) = gather(str(tmp_path / "openness.yaml")).found
    assert len(named.release.conclusions) == 1


def test_a_hub_caches_folder_tells_the_name_and_the_producer(tmp_path: Path) -> None:
    snapshot = tmp_path / "models--some-org--some-model" / "snapshots" / "abc"
    (release,) = releases(snapshot, {"README.md": CARD}).values()
    assert (release.name.value, release.producer.value) == ("some-org/some-model", "some-org")


def test_links_of_a_hub_cache_lead_into_its_blobs(tmp_path: Path) -> None:
    cache = tmp_path / "models--some-org--some-model"
    (cache / "blobs").mkdir(parents=True)
    (cache / "blobs" / "0123").write_text(CARD)
    snapshot = cache / "snapshots" / "abc"
    snapshot.mkdir(parents=True)
    (snapshot / "README.md").symlink_to(cache / "blobs" / "0123")
    (release,) = releases(snapshot, {}).values()
    assert release.component(WEIGHTS).availability.value == "public"


BOM = '{{"bomFormat":"CycloneDX","specVersion":"1.6"{},"components":[{}]}}'
HERON = '{"type":"machine-learning-model","name":"heron","licenses":[{"license":{"id":"MIT"}}]}'
IBIS = '{"type":"machine-learning-model","name":"ibis","licenses":[{"license":{"id":"Apache-2.0"}}]}'
APP = ',"metadata":{"component":{"type":"application","name":"app"}}'


def test_an_sbom_of_one_model_is_read_with_the_card_beside_it(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\npipeline_tag: x\n---\n")
    (tmp_path / "bom.json").write_text(BOM.format("", HERON))
    assert openness.read(tmp_path).component(WEIGHTS).licence.value == "MIT"


@pytest.mark.parametrize(
    ("text", "message"),
    [(BOM.format("", f"{HERON},{IBIS}"), "it lists 2 models"), (BOM.format(APP, HERON), "it is not about a model")],
)
def test_an_sbom_of_other_models_lends_a_card_nothing(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "README.md").write_text("---\npipeline_tag: x\n---\n")
    (tmp_path / "bom.json").write_text(text)
    release = openness.read(tmp_path)
    assert release.component(WEIGHTS).licence.claims == ()
    assert release.unread == (f"{tmp_path}/bom.json",)
    assert message in release.oddities[0].message


def test_an_sbom_alone_in_a_folder_makes_its_releases(tmp_path: Path) -> None:
    (tmp_path / "bom.json").write_text(BOM.format(APP, f"{HERON},{IBIS}"))
    (tmp_path / "software.cdx.json").write_text(BOM.format(APP, ""))
    found = gather(str(tmp_path)).found
    assert [one.source.removeprefix(str(tmp_path)) for one in found] == ["/bom.json#heron", "/bom.json#ibis"]
    assert [one.release.component(WEIGHTS).licence.value for one in found] == ["MIT", "Apache-2.0"]


def test_an_sbom_of_software_is_no_error_beside_a_card(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\npipeline_tag: x\n---\n")
    (tmp_path / "bom.json").write_text(BOM.format(APP, ""))
    result = gather(str(tmp_path))
    assert result.problems == ()
    assert result.found[0].release.unread == (f"{tmp_path}/bom.json",)


def test_a_file_that_is_only_called_as_an_sbom_is_no_error_beside_a_card(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\npipeline_tag: x\n---\n")
    (tmp_path / "bom.json").write_text('{"parts": ["a screw"]}')
    result = gather(str(tmp_path))
    assert result.problems == ()
    assert "it has the name of an SBOM" in result.found[0].release.oddities[0].message
    assert "it has the name of an SBOM" in gather(str(tmp_path / "bom.json")).problems[0].message


# Folders of files that describe models

ENTRY = "  - {{name: {0}, license: mit, artifacts: []}}\n"
MODELS = (
    "models:\n  - name: x\n    license: mit\n    artifacts: []\n  - name: y\n    license: gemma\n    artifacts: []\n"
)


def test_a_catalogue_alone_in_a_folder_is_as_many_releases_as_it_lists(tmp_path: Path) -> None:
    by_path = releases(tmp_path, {"models.yaml": MODELS})
    assert list(by_path) == ["/models.yaml#x", "/models.yaml#y"]


def test_a_catalogue_beside_a_release_is_nobodys(tmp_path: Path) -> None:
    by_path = releases(tmp_path, {"README.md": CARD, "models.yaml": MODELS})
    assert by_path[""].component(WEIGHTS).licence.value == "mit"
    assert by_path[""].unread == (f"{tmp_path}/models.yaml",)


def test_what_describes_a_model_makes_no_release_beside_a_card(tmp_path: Path) -> None:
    files = {"README.md": CARD, "Kitfile": "manifestVersion: 1\nmodel: {license: mit}\n", "a/Modelfile": "FROM x\n"}
    by_path = releases(tmp_path, files)
    assert list(by_path) == [""]
    assert [base.name for base in by_path[""].base_models] == ["x"]


def test_folders_of_models_are_a_release_each(tmp_path: Path) -> None:
    kit = "manifestVersion: 1\npackage: {{name: {}}}\nmodel: {{license: mit}}\n"
    by_path = releases(
        tmp_path, {"a/Kitfile": kit.format("a"), "b/Kitfile": kit.format("b"), "b/c/MLmodel": "flavors: {}\n"}
    )
    assert list(by_path) == ["/a", "/b"]


def test_files_of_several_kinds_may_call_one_model_by_several_names(tmp_path: Path) -> None:
    context = '{"@context": "http://mlcommons.org/croissant/", "@type": "Dataset", "name": "stones"}'
    by_path = releases(tmp_path, {"Kitfile": "manifestVersion: 1\npackage: {name: a}\n", "croissant.json": context})
    assert list(by_path) == [""]


def test_models_that_are_there_for_tests_are_no_release(tmp_path: Path) -> None:
    kit = "manifestVersion: 1\nmodel: {license: gemma}\n"
    by_path = releases(tmp_path, {"README.md": CARD, "tests/Kitfile": kit, "a/fixtures/b/Kitfile": kit})
    assert by_path[""].read == (f"{tmp_path}/README.md",)


@pytest.mark.parametrize(
    "name", ["config.json", "pyproject.toml", "CITATION.cff", "codemeta.json", "REUSE.toml", "x.py"]
)
def test_what_lies_everywhere_makes_no_folder_a_release(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("license: mit\n")
    with pytest.raises(OpennessError, match="the folder holds nothing that is known here"):
        openness.read(tmp_path)


# Models in folders beside that of a card

BASE = "meta-llama/Llama-3.1-8B"
SPDX_2 = (
    '{"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"d","packages":[{"name":"heron","SPDXID":"SPDXRef-1",'
    '"downloadLocation":"https://huggingface.co/acme/heron","licenseDeclared":"MIT"}]}'
)
OF_MODELS: dict[str, bytes | str] = {
    "model.gguf": gguf([("general.license", "mit")]),
    "model.safetensors": safetensors('{"license":"mit"}'),
    "Modelfile": 'FROM x\nLICENSE """MIT"""\n',
    "Kitfile": "manifestVersion: 1\nmodel: {license: mit}\n",
    "MLmodel": "flavors: {}\nmetadata: {license: mit}\n",
    "m.modelpack.json": '{"descriptor":{"licenses":["MIT"]},"modelfs":{}}',
    "croissant.json": '{"@context":"http://mlcommons.org/croissant/","@type":"Dataset","name":"stones"}',
    "bom.json": BOM.format("", HERON),
    "sbom.spdx.json": SPDX_2,
    "models.yaml": MODELS,
    "adapter_config.json": f'{{"base_model_name_or_path": "{BASE}"}}',
}
OF_SOFTWARE = {
    "sbom.json": BOM.format(APP, '{"type":"library","name":"left-pad"}'),
    "app.cdx.json": BOM.format(APP, ""),
    "bom.json": '{"parts": ["a screw"]}',
    "pyproject.toml": '[project]\nname = "app"\nlicense = "MIT"\n',
    "CITATION.cff": "cff-version: 1.2.0\nlicense: MIT\ntitle: App\n",
    "codemeta.json": '{"@context": "https://doi.org/10.5063/schema/codemeta-2.0", "license": "MIT"}',
    "config.json": '{"model_type": "llama", "_name_or_path": "meta-llama/Llama-2-7b"}',
    "mergekit_config.yml": f"merge_method: linear\nmodels: [{{model: {BASE}}}]\n",
    "README.md": "# A parser\n\nIt parses.\n",
}


def written(root: Path, files: dict[str, bytes | str]) -> Path:
    """A folder of these files."""
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return root


@pytest.mark.parametrize("name", OF_MODELS)
def test_a_card_in_the_next_folder_hides_no_file_of_a_model(tmp_path: Path, name: str) -> None:
    root = written(tmp_path, {f"m/{name}": OF_MODELS[name], "n/README.md": CARD})
    alone, both = gather(str(root / "m")), gather(str(root))
    assert alone.found and both.problems == ()
    assert [found.release for found in both.found[:-1]] == [found.release for found in alone.found]
    assert both.found[-1].release.read == (f"{root}/n/README.md",)


@pytest.mark.parametrize("name", OF_MODELS)
def test_a_file_of_a_model_below_a_card_belongs_to_the_card(tmp_path: Path, name: str) -> None:
    (found,) = gather(str(written(tmp_path, {f"m/{name}": OF_MODELS[name], "README.md": CARD}))).found
    assert f"{tmp_path}/m/{name}" in (*found.release.read, *found.release.unread)


@pytest.mark.parametrize("name", OF_SOFTWARE)
def test_a_file_of_software_is_no_release_beside_one(tmp_path: Path, name: str) -> None:
    gathered_there = gather(str(written(tmp_path, {name: OF_SOFTWARE[name], "m/README.md": CARD})))
    assert gathered_there.problems == ()
    assert [found.release.read for found in gathered_there.found] == [(f"{tmp_path}/m/README.md",)]


def test_an_sbom_of_software_hides_no_model_below_it(tmp_path: Path) -> None:
    kit = "manifestVersion: 1\nmodel: {license: mit}\n"
    root = written(tmp_path, {"sbom.json": OF_SOFTWARE["sbom.json"], "a/Kitfile": kit, "b/c/model.gguf": gguf([])})
    assert [found.source.removeprefix(str(root)) for found in gather(str(root)).found] == ["/a", "/b/c"]


def test_an_sbom_of_software_hides_no_adapter_beside_it(tmp_path: Path) -> None:
    files = {"a/sbom.json": OF_SOFTWARE["sbom.json"], "a/adapter_config.json": OF_MODELS["adapter_config.json"]}
    ours, _ = (found.release for found in gather(str(written(tmp_path, {**files, "b/README.md": CARD}))).found)
    assert [base.name for base in ours.base_models] == [BASE]


def test_a_model_above_a_card_is_a_release_of_its_own_and_the_cards_stay_theirs(tmp_path: Path) -> None:
    files = {"model.gguf": OF_MODELS["model.gguf"], "a/README.md": CARD, "a/Modelfile": "FROM x\n"}
    above, below = (found.release for found in gather(str(written(tmp_path, files))).found)
    assert [above.read, below.read] == [
        (f"{tmp_path}/model.gguf",),
        (f"{tmp_path}/a/Modelfile", f"{tmp_path}/a/README.md"),
    ]


def test_a_licence_text_and_settings_beside_weights_are_theirs_although_a_card_lies_elsewhere(tmp_path: Path) -> None:
    adapter = OF_MODELS["adapter_config.json"]
    files = {"a/w.safetensors": safetensors("{}"), "a/adapter_config.json": adapter, "a/LICENSE": "words"}
    ours, _ = (found.release for found in gather(str(written(tmp_path, {**files, "b/README.md": CARD}))).found)
    assert [text.text for text in ours.texts] == ["words"]
    assert [(base.name, base.relation) for base in ours.base_models] == [(BASE, "adapter")]


@pytest.mark.parametrize(
    ("name", "data"), [("m.gguf", b"GGUF\x03"), ("Kitfile", b"[\n"), ("app.cdx.json", b'{"bomFormat":"CycloneDX",')]
)
def test_a_file_of_a_model_that_cannot_be_read_is_a_problem_although_a_card_lies_elsewhere(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (problem,) = gather(str(written(tmp_path, {f"a/{name}": data, "b/README.md": CARD}))).problems
    assert str(problem).startswith(f"{tmp_path}/a/{name}")


@pytest.mark.parametrize("name", ["model.gguf", "adapter_config.json"])
def test_models_that_are_there_for_tests_are_no_release_beside_one(tmp_path: Path, name: str) -> None:
    root = written(tmp_path, {f"tests/a/{name}": OF_MODELS[name], "b/README.md": CARD})
    assert [found.release.read for found in gather(str(root)).found] == [(f"{root}/b/README.md",)]


OPEN_BESIDE = "openness: 1\nname: x\ncomponents: {model-parameters-final: {availability: public, licence: MIT}}\n"


@pytest.mark.parametrize(
    ("readme", "level"),
    [
        ("---\nlicense: mit\n---\n# A model\n", "open-weights"),
        ("# A model\n", "open-weights"),
        ("---\npipeline_tag: x\n# A model\n", "weights-available"),
        ("---\npipeline_tag: x\nlicence_terms: |\n  no comm", "weights-available"),
        ("--- \npipeline_tag: x\n---\n# A model\n", "weights-available"),
    ],
)
@pytest.mark.parametrize("name", ["README.md", "README_de.md"])
def test_a_block_that_nobody_reads_doubts_the_licence_that_lies_beside_it(
    readme: str, level: str, name: str, tmp_path: Path
) -> None:
    (tmp_path / "openness.yaml").write_text(OPEN_BESIDE)
    (tmp_path / name).write_text(readme)
    assert openness.classify(tmp_path, under=[]).spectrum.reached == level


DATA_CARD = "---\nlicense: cc-by-4.0\ntask_categories: [text-generation]\n---\n# Letters\n"
LIMITED = "You may use the data for non-commercial research only. You may not sell models trained on it.\n"


@pytest.mark.parametrize(
    ("file", "codes"),
    [
        ("LICENSE", {"licence-unknown"}),
        ("LICENSE-DATA", {"licence-unknown"}),
        ("USE_POLICY.md", {"restriction-in-prose"}),
        ("NOTICE", {"restriction-in-prose"}),
    ],
)
def test_a_licence_file_beside_a_data_set_is_about_its_data(file: str, codes: set[str], tmp_path: Path) -> None:
    releases(tmp_path, {"README.md": DATA_CARD, file: LIMITED})
    (permission,) = openness.may(tmp_path)
    assert permission.verdict is Verdict.UNKNOWN
    assert codes <= {finding.code.value for finding in openness.classify(tmp_path).findings}


@pytest.mark.parametrize("file", ["LICENSE-MODEL", "LICENSE-CODE"])
def test_a_licence_file_of_something_else_leaves_the_data_as_it_is(file: str, tmp_path: Path) -> None:
    releases(tmp_path, {"README.md": DATA_CARD, file: LIMITED})
    (permission,) = openness.may(tmp_path)
    assert permission.verdict is Verdict.MET


def test_a_licence_file_beside_a_model_is_never_about_its_data(tmp_path: Path) -> None:
    native = (
        "openness: 1\ncomponents: {model-parameters-final: public, datasets: {availability: public, licence: MIT}}\n"
    )
    releases(tmp_path, {"openness.yaml": native, "LICENSE": LIMITED})
    assert openness.classify(tmp_path).release.component(Kind.DATASETS).licence.value == "MIT"


def test_the_limits_of_a_croissant_beside_a_model_are_those_of_the_data(tmp_path: Path) -> None:
    parts = "{model-parameters-final: {licence: MIT}, datasets: [{name: letters, availability: public}]}"
    native = f"openness: 1\ncomponents: {parts}\n"
    croissant = (
        '{"@context": {"cr": "http://mlcommons.org/croissant/"}, "@type": "sc:Dataset", "name": "letters",'
        ' "license": "cc-by-4.0", "description": "The letters. This dataset is for research use only."}'
    )
    releases(tmp_path, {"openness.yaml": native, "croissant.json": croissant})
    release = openness.classify(tmp_path).release
    assert release.component(WEIGHTS).licence.value == "MIT"
    assert {claim.rule for claim in release.component(Kind.DATASETS).licence.claims} == {None, Rule.PROSE_LIMIT}


@pytest.mark.parametrize(
    ("files", "base", "level"),
    [
        (["adapter_model.bin"], "", "weights-available"),
        (["pytorch_lora_weights.bin"], "", "weights-available"),
        (["lora/adapter_model.bin"], "", "weights-available"),
        (["adapter_model.bin"], "base_model: mistralai/Mistral-7B-v0.1\n", "open-weights"),
        (["model.bin", "lora/adapter_model.bin"], "", "open-weights"),
        (["model.bin"], "", "open-weights"),
    ],
)
def test_weights_of_an_adapter_belong_to_a_model_that_somebody_must_name(
    files: list[str], base: str, level: str, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text(f"---\nlicense: mit\npipeline_tag: x\n{base}---\n# Heron\n")
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (found,) = openness.classify_all(tmp_path, under=[])
    assert found.spectrum.reached == level
