"""Files that only belong to a release beside them, and licence documents nobody here can read."""

import json
from pathlib import Path

import pytest
from tests.support.folders import CARD, releases
from tests.support.releases import WEIGHTS, licences_of

import openness
from openness.formats import package
from openness.release.hints import LimitInProse
from openness.release.names import is_of_weights
from openness.syntax.document import Document
from openness.vocabulary import Content, Kind

NATIVE = (
    "openness: 1\nname: x\ncomponents:\n  model-parameters-final: {availability: public}\n  training-code: public\n"
)
PROJECT = '[project]\nname = "x"\nlicense = "MIT"\n'
CODE = [kind for kind in Kind if kind.content is Content.CODE]


def test_a_licence_of_code_is_that_of_the_code_somebody_offers(tmp_path: Path) -> None:
    by_path = releases(tmp_path, {"openness.yaml": NATIVE, "pyproject.toml": PROJECT})
    assert licences_of(by_path[""]) == {"training-code": "MIT"}


def test_a_licence_of_code_says_nothing_of_weights_or_of_a_library(tmp_path: Path) -> None:
    card = CARD.replace("license: mit\n", "library_name: transformers\n")
    files = {"README.md": card, "pyproject.toml": PROJECT, "CITATION.cff": "license: MIT\n"}
    by_path = releases(tmp_path, files)
    assert licences_of(by_path[""]) == {"inference-code": "Apache-2.0"}
    assert len(by_path[""].read) == 3


def test_two_files_that_disagree_are_a_dispute(tmp_path: Path) -> None:
    files = {"openness.yaml": NATIVE, "pyproject.toml": PROJECT, "CITATION.cff": "license: GPL-3.0-only\n"}
    assert licences_of(releases(tmp_path, files)[""]) == {"training-code": None}


def test_a_side_file_further_down_is_about_something_else(tmp_path: Path) -> None:
    by_path = releases(tmp_path, {"openness.yaml": NATIVE, "third_party/pyproject.toml": PROJECT})
    assert by_path[""].read == (f"{tmp_path}/openness.yaml",)


def test_a_citation_of_data_beside_a_data_card_is_about_that_data(tmp_path: Path) -> None:
    card = "---\npretty_name: x\ntask_categories: [y]\n---\n"
    by_path = releases(tmp_path, {"README.md": card, "CITATION.cff": "type: dataset\nlicense: CC-BY-4.0\n"})
    assert (by_path[""].subject, licences_of(by_path[""])) == ("dataset", {"datasets": "CC-BY-4.0"})


def test_a_citation_of_data_beside_a_model_is_about_data_somebody_offers(tmp_path: Path) -> None:
    files = {"openness.yaml": NATIVE + "  datasets: public\n", "CITATION.cff": "type: dataset\nlicense: CC-BY-4.0\n"}
    assert licences_of(releases(tmp_path, files)[""]) == {"datasets": "CC-BY-4.0"}
    card = {"README.md": CARD.replace("pipeline_tag", "datasets: [a]\npipeline_tag"), "openness.yaml": NATIVE}
    (tmp_path / "card").mkdir()
    by_path = releases(tmp_path / "card", {**card, "CITATION.cff": "type: dataset\nlicense: CC-BY-4.0\n"})
    assert "datasets" not in licences_of(by_path[""])


def test_real_side_files(shared: Path) -> None:
    found = {}
    for folder in ("citation-cff", "codemeta", "pyproject", "reuse-toml"):
        for path in (shared / "data/corpus" / folder).iterdir():
            found[path.name] = licences_of(openness.read(path))
    assert found == {
        "pitloom__CITATION.cff": dict.fromkeys(CODE, "Apache-2.0"),
        "sentimentdemo__CITATION.cff": dict.fromkeys(CODE, "CC0-1.0"),
        "pitloom__codemeta.json": dict.fromkeys(CODE, "Apache-2.0"),
        "pitloom__pyproject.toml": dict.fromkeys(CODE, "Apache-2.0"),
        "fsfe__REUSE.toml": {},  # of documents, translations and tests only
    }


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ('license = "MIT"\nclassifiers = ["License :: OSI Approved :: MIT License"]', "MIT"),
        (
            'license = "MIT OR Apache-2.0"\nclassifiers = ["License :: OSI Approved :: MIT License", '
            '"License :: OSI Approved :: Apache Software License"]',
            "MIT OR Apache-2.0",
        ),
        ('license = {text = "MIT License"}', "MIT License"),
        ('license = {file = "LICENSE"}', None),
        ('classifiers = ["License :: OSI Approved :: Apache Software License"]', "Apache-2.0"),
        (
            'classifiers = ["License :: OSI Approved :: MIT License", "License :: OSI Approved :: BSD License"]',
            "MIT AND bsd",
        ),
        ('classifiers = ["License :: Other/Proprietary License"]', "Other/Proprietary License"),
        ('classifiers = ["License :: OSI Approved"]', None),
        ("license = 3", "3"),
        ("license = []", None),
    ],
)
def test_every_form_of_a_python_projects_licence(fields: str, licence: str | None) -> None:
    release = package.read(Document("pyproject.toml", f"[project]\n{fields}\n"))
    assert {terms.claim.value for terms in release.terms} == ({licence} if licence else set())
    assert all(terms.kinds == tuple(CODE) and terms.claim.source.line == 2 for terms in release.terms)


NPM, CARGO = '{{"name": "x", "license": {}}}', '[package]\nname = "x"\nlicense = "{}"\n'
CALL = "from setuptools import setup\n{}\nsetup(name='x', {})\n"


@pytest.mark.parametrize(
    ("name", "text", "licence"),
    [
        ("package.json", NPM.format('"MIT"'), "MIT"),
        ("package.json", NPM.format('"UNLICENSED"'), "UNLICENSED"),
        ("package.json", NPM.format('{"type": "MIT", "url": "https://example.org/l"}'), "MIT"),
        ("package.json", '{"licenses": [{"type": "MIT"}, {"type": "Apache-2.0"}]}', "MIT OR Apache-2.0"),
        ("package.json", NPM.format('"SEE LICENSE IN LICENSE.md"'), None),
        ("package.json", NPM.format('"SEE LICENSE IN terms.pdf"'), "SEE LICENSE IN terms.pdf"),
        ("package.json", '{"name": "x", "project": 3, "scripts": {"a": "b"}}', None),
        ("package.json", "[]", None),
        ("Cargo.toml", CARGO.format("MIT OR Apache-2.0"), "MIT OR Apache-2.0"),
        ("Cargo.toml", CARGO.format("MIT/Apache-2.0"), "MIT OR Apache-2.0"),
        ("Cargo.toml", '[package]\nlicense-file = "LICENSE"\n', None),
        ("Cargo.toml", '[workspace.package]\nlicense = "MIT"\n', "MIT"),
        ("Cargo.toml", "[package]\nlicense.workspace = true\n", None),
        ("setup.cfg", "[metadata]\nname = x\nlicense = GPL-3.0-only\n", "GPL-3.0-only"),
        ("setup.cfg", "[metadata]\nlicense = file: LICENSE\n[options]\nlicense = MIT\n", None),
        (
            "setup.cfg",
            "[metadata]\nclassifiers =\n    Topic :: Text\n    # one\n\n    License :: OSI Approved :: MIT License\n",
            "MIT",
        ),
        ("setup.py", CALL.format("", "license='MIT'"), "MIT"),
        ("setup.py", CALL.format("LICENCE = 'CC BY-NC 4.0'", "license=LICENCE"), "CC BY-NC 4.0"),
        ("setup.py", CALL.format("", "license='LICENSE.txt'"), None),
        ("setup.py", CALL.format("", "license=open('LICENSE').read()"), None),
        ("setup.py", CALL.format("", "classifiers=['License :: OSI Approved :: MIT License']"), "MIT"),
        ("setup.py", CALL.format("other(license='MIT')", ""), None),
    ],
)
def test_every_manifest_states_the_licence_of_the_code(name: str, text: str, licence: str | None) -> None:
    release = package.read(Document(name, text))
    assert {terms.claim.value for terms in release.terms} == ({licence} if licence else set())
    assert all(terms.kinds == tuple(CODE) for terms in release.terms)
    assert not release.components and not release.limits and not release.oddities


@pytest.mark.parametrize("name", ["package.json", "Cargo.toml", "setup.py", "CITATION.cff"])
def test_a_broken_manifest_leaves_only_the_licence_of_the_code_unknown(name: str, tmp_path: Path) -> None:
    files = {"openness.yaml": NATIVE, "README.md": CARD, name: "[metadata]\nlicense = {'\n"}
    by_path = releases(tmp_path, files)
    assert licences_of(by_path[""]) == {"model-parameters-final": "MIT", "training-code": "NOASSERTION"}
    assert by_path[""].unread == (f"{tmp_path}/{name}",)


@pytest.mark.parametrize(
    ("classifier", "licence"),
    [
        ("Other/Proprietary License", "Other/Proprietary License"),
        ("Free for non-commercial use", "Free for non-commercial use"),
        ("OSI Approved :: GNU General Public License v3 (GPLv3)", "GPL-3.0-only"),
    ],
)
def test_a_classifier_of_another_licence_disputes_the_field(classifier: str, licence: str) -> None:
    fields = f'license = "MIT"\nclassifiers = ["License :: OSI Approved :: MIT License", "License :: {classifier}"]'
    release = package.read(Document("pyproject.toml", f"[project]\n{fields}\n"))
    assert {terms.claim.value for terms in release.terms} == {"MIT", licence}


@pytest.mark.parametrize(
    "field", ['license = ["MIT", "ISC"]', 'license = {text = "MIT", file = "LICENSE"}', "license = 3"]
)
def test_a_licence_that_is_not_as_the_format_asks_is_said(field: str) -> None:
    release = package.read(Document("pyproject.toml", f"[project]\n{field}\n"))
    (finding,) = release.oddities
    assert finding.code == "field-invalid"


def test_the_text_of_a_licence_in_an_old_table_is_identified(tmp_path: Path) -> None:
    text = Path("LICENSE").read_text()
    files = {"openness.yaml": NATIVE, "pyproject.toml": f"[project]\nlicense = {{text = '''{text}'''}}\n"}
    assert licences_of(releases(tmp_path, files)[""]) == {"training-code": "Apache-2.0"}


# Documents nobody here can read


@pytest.mark.parametrize(
    "name",
    "LICENSE.pdf License.docx MODEL_LICENSE.rtf license.html terms.htm terms-of-use.html LICENSE.png license.jpg "
    "Acceptable_Use_Policy.pdf EULA.odt LICENSES/terms.pdf LICENSE.heic".split(),
)
def test_a_licence_document_that_cannot_be_read_keeps_the_licence_from_being_certain(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"%PDF-1.7\0")
    (tmp_path / "README.md").write_text(CARD)
    for path in (tmp_path, tmp_path / "README.md"):
        classification = openness.classify(path, under=[])
        assert classification.release.unread == (f"{tmp_path}/{name}",)
        assert classification.release.component(WEIGHTS).licence.value is None
        assert classification.spectrum.reached == "weights-available"


def test_a_notice_that_cannot_be_read_is_listed_and_may_say_anything(tmp_path: Path) -> None:
    (tmp_path / "notice.pdf").write_bytes(b"%PDF-1.7\0")
    (tmp_path / "README.md").write_text(CARD)
    classification = openness.classify(tmp_path, under=[])
    assert classification.release.unread == (f"{tmp_path}/notice.pdf",)
    assert "licence-unclear" in [finding.code for finding in classification.findings]
    assert classification.spectrum.reached == "weights-available"


@pytest.mark.parametrize("name", ["license-badge.png", "logo.png", "license.svg", "paper.pdf", "search_terms.html"])
def test_a_picture_that_is_called_otherwise_is_no_licence(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x89PNG\0")
    (tmp_path / "README.md").write_text(CARD)
    classification = openness.classify(tmp_path, under=[])
    assert (classification.release.unread, classification.spectrum.reached) == ((), "open-weights")


def test_a_licence_document_that_a_card_points_to_is_listed_where_it_is_there(tmp_path: Path) -> None:
    card = CARD.replace("license: mit", "license: mit\nlicense_link: papers/agreement.pdf")
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/agreement.pdf").write_bytes(b"%PDF")
    (tmp_path / "README.md").write_text(card)
    for path in (tmp_path, tmp_path / "README.md"):
        classification = openness.classify(path, under=[])
        assert classification.release.unread == (f"{tmp_path}/papers/agreement.pdf",)
        assert classification.spectrum.reached == "weights-available"


BOUND = "For non-commercial use only."
WITH_WORDS: dict[str, tuple[str, str]] = {
    "an MLmodel": ("MLmodel", f"flavors: {{}}\nusage: {BOUND}\nmetadata: {{license: MIT}}\n"),
    "a ModelPack's configuration": (
        "x.modelpack.json",
        json.dumps({"descriptor": {"licenses": ["MIT"]}, "modelfs": {}, "config": {"terms": BOUND}}),
    ),
    "a flavour of an MLmodel": (
        "MLmodel",
        f"flavors: {{python_function: {{signature: {{usage: {BOUND}}}}}}}\nmetadata: {{license: MIT}}\n",
    ),
    "metadata of MLflow": ("MLmodel", f"flavors: {{}}\nmetadata: {{license: MIT, usage: {BOUND}}}\n"),
    "a Kitfile's package": (
        "Kitfile",
        f"manifestVersion: 1.0.0\npackage: {{name: x, license: MIT, description: {BOUND}}}\n",
    ),
    "a Kitfile's model": (
        "Kitfile",
        f"manifestVersion: 1.0.0\nmodel: {{name: x, license: MIT, description: {BOUND}}}\n",
    ),
    "a ModelPack's descriptor": (
        "x.modelpack.json",
        json.dumps({"descriptor": {"licenses": ["MIT"], "description": BOUND}, "modelfs": {}}),
    ),
    "a ModelPack's annotations": (
        "x.modelpack.json",
        json.dumps(
            {"descriptor": {"licenses": ["MIT"]}, "annotations": {"org.opencontainers.image.description": BOUND}}
        ),
    ),
}


@pytest.mark.parametrize(("name", "text"), WITH_WORDS.values(), ids=WITH_WORDS)
def test_words_beside_the_licence_are_heard_for_limits(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    (limit,) = openness.read(tmp_path / name).limits
    assert isinstance(limit, LimitInProse)
    assert "non-commercial" in limit.written


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "x.modelpack.json",
            json.dumps(
                {
                    "descriptor": {"licenses": ["MIT"]},
                    "annotations": {"org.opencontainers.image.licenses": "CC-BY-NC-4.0"},
                }
            ),
        ),
        ("pyproject.toml", '[project]\nlicense = "MIT"\n[tool.poetry]\nlicense = "CC-BY-NC-4.0"\n'),
    ],
)
def test_of_two_places_that_state_a_licence_each_counts(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    release = openness.read(tmp_path / name)
    items = [item for part in release.components for item in part.items]
    stated = {claim.value for item in items for claim in item.licence.claims} | {
        term.claim.value for term in release.terms
    }
    assert stated == {"MIT", "CC-BY-NC-4.0"}


NC_MANIFESTS = {
    "pyproject.toml": '[project]\nname = "heron-weights"\nversion = "1"\nlicense = "CC-BY-NC-4.0"\n',
    "setup.py": 'setup(name="heron", description="Pretrained weights of Heron", license="CC-BY-NC-4.0")\n',
    "setup.cfg": "[metadata]\nname = heron-checkpoints\nlicense = CC-BY-NC-4.0\n",
    "package.json": '{"name": "heron", "description": "Model weights for Heron", "license": "CC-BY-NC-4.0"}',
    "codemeta.json": '{"@context": "https://doi.org/10.5063/schema/codemeta-2.0", "@type": "SoftwareSourceCode", '
    '"name": "Heron weights", "license": "https://spdx.org/licenses/CC-BY-NC-4.0"}',
    ".zenodo.json": '{"title": "Heron model weights", "upload_type": "other", "license": "cc-by-nc-4.0"}',
    "CITATION.cff": "cff-version: 1.2.0\ntitle: Heron weights\nlicense: CC-BY-NC-4.0\n",
}


@pytest.mark.parametrize("name", NC_MANIFESTS)
def test_a_file_about_weights_by_its_own_words_names_their_licence(name: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / name).write_text(NC_MANIFESTS[name])
    assert openness.classify(tmp_path, under=[]).spectrum.reached == "weights-available"


@pytest.mark.parametrize("name", NC_MANIFESTS)
def test_a_file_about_tools_for_weights_names_the_licence_of_code(name: str, tmp_path: Path) -> None:
    words = NC_MANIFESTS[name].replace("weights", "weights converter").replace("checkpoints", "checkpoints tool")
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / name).write_text(words.replace("Model weights", "Tools for weights").replace("Pretrained", "Tools for"))
    assert openness.classify(tmp_path, under=[]).spectrum.reached == "open-weights"


@pytest.mark.parametrize("long", [" " * 200_000, "- " * 100_000, ", " * 100_000, "the " * 50_000])
def test_a_long_name_of_a_package_is_read_in_no_time(long: str) -> None:
    assert not is_of_weights(f"{long}x", f"{long}x", f"x{long}")


def test_a_licence_that_speaks_of_weights_is_theirs_too(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "x"\nlicense = {text = "Apache-2.0, weights CC BY-NC 4.0"}\n'
    )
    assert openness.classify(tmp_path, under=[]).spectrum.reached == "weights-available"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rdf.yaml", "format_version: 0.5.3\ntype: model\nname: heron\nlicense: CC-BY-NC-4.0\n"),
        ("heron.rdf.yaml", "type: model\nlicense: CC-BY-NC-4.0\n"),
        ("bioimageio.yaml", "type: model\nlicense: CC-BY-NC-4.0\n"),
        ("model.yaml", "name: heron\nlicense: cc-by-nc-4.0\n"),
        ("metadata.yml", "license: cc-by-nc-4.0\n"),
        ("axolotl_config.yml", "base_model: meta-llama/Llama-2-7b-hf\ndatasets: [{path: x/y}]\n"),
        ("training_args.json", '{"model_name_or_path": "meta-llama/Llama-2-7b-hf"}'),
        ("train_config.yaml", "pretrained_model_name_or_path: meta-llama/Llama-2-7b-hf\n"),
    ],
)
def test_a_description_beside_a_card_limits_it_and_names_its_base(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD)
    assert openness.classify(tmp_path, under=[]).spectrum.reached == "open-weights"
    (tmp_path / name).write_text(text)
    assert openness.classify(tmp_path, under=[]).spectrum.reached == "weights-available"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rdf.yaml", "type: model\nname: heron\nlicense: MIT\nauthors: [{name: Ada}]\n"),
        ("model.yaml", "layers: 12\nuse_cache: false\n"),
        ("axolotl_config.yml", "base_model: ./out\nlearning_rate: 2e-5\n"),
        ("training_args.json", '{"model_name_or_path": "/data/heron", "learning_rate": 2e-5, "report_to": "none"}'),
        ("train_config.yaml", "lr: 1\nuse_amp: no\n"),
    ],
)
def test_settings_that_say_nothing_of_terms_change_nothing(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / name).write_text(text)
    assert openness.classify(tmp_path, under=[]).spectrum.reached == "open-weights"
