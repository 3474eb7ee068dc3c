"""REUSE: annotations, and the tags in sidecars and licence files."""

from pathlib import Path

import pytest
from tests.support.folders import CARD, releases
from tests.support.releases import WEIGHTS, codes, licences_of

import openness
from openness.formats import licence_file, reuse
from openness.syntax.document import Document
from openness.vocabulary import Content, Kind

NATIVE = (
    "openness: 1\nname: x\ncomponents:\n  model-parameters-final: {availability: public}\n  training-code: public\n"
)
CODE = [kind for kind in Kind if kind.content is Content.CODE]


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("**", {WEIGHTS, Kind.DATASETS, *CODE}),
        ("model.safetensors", {WEIGHTS}),
        ("deep/down/*.gguf", {WEIGHTS}),
        ("weights/**", {WEIGHTS}),
        ("tests/tiny.gguf", set()),
        ("**.py", set(CODE)),
        ("src/**", set(CODE)),
        ("src/vendored/**", set()),
        ("one.py", set()),
        ("data/**", {Kind.DATASETS}),
        ("**/*.parquet", {Kind.DATASETS}),
        ("data/train.csv", {Kind.DATASETS}),
        ("docs/**", set()),
        ("*", {WEIGHTS, Kind.DATASETS, *CODE}),
    ],
)
def test_what_an_annotation_is_about(path: str, kinds: set[Kind]) -> None:
    assert set(reuse.about(path)) == kinds


def test_an_annotation_of_every_file_is_never_about_the_data_of_a_model(tmp_path: Path) -> None:
    text = 'version = 1\n[[annotations]]\npath = "**"\nSPDX-License-Identifier = "MIT"\n'
    by_path = releases(tmp_path, {"openness.yaml": NATIVE + "  datasets: public\n", "REUSE.toml": text})
    assert licences_of(by_path[""]) == {"training-code": "MIT", "model-parameters-final": "MIT"}


@pytest.mark.parametrize(
    ("annotations", "licence"),
    [
        ({"**": "CC-BY-NC-4.0"}, "disputed"),
        ({"**": "CC-BY-NC-4.0", "data/**": "CC-BY-4.0"}, "CC-BY-4.0"),  # the last one counts
        ({"**": "CC-BY-NC-4.0", "weights/**": "CC-BY-4.0"}, "disputed"),
        ({"train.csv": "CC-BY-NC-4.0"}, "disputed"),
        ({"src/**": "CC-BY-NC-4.0"}, "CC-BY-4.0"),
        ({"tests/few.csv": "CC-BY-NC-4.0"}, "CC-BY-4.0"),
    ],
)
def test_of_a_data_set_an_annotation_of_every_file_is_about_the_data(
    annotations: dict[str, str], licence: str, tmp_path: Path
) -> None:
    paths = (f'[[annotations]]\npath = "{path}"\n{reuse.FIELD} = "{id}"\n' for path, id in annotations.items())
    (tmp_path / "REUSE.toml").write_text("version = 1\n" + "".join(paths))
    (tmp_path / "README.md").write_text("---\nlicense: cc-by-4.0\ntask_categories: [translation]\n---\n# Plain pairs\n")
    fact = openness.classify(str(tmp_path), under=[]).release.component(Kind.DATASETS).licence
    assert fact.value == (None if licence == "disputed" else licence)
    assert (fact.state.value == "disputed") is (licence == "disputed")


@pytest.mark.parametrize("path", ["metadata.csv", "docs/results-*.csv", "images/**", "**/*.png"])
def test_the_licence_of_some_files_is_no_licence_of_all_and_doubts_one(path: str, tmp_path: Path) -> None:
    annotation = '[[annotations]]\npath = "{}"\nSPDX-License-Identifier = "{}"\n'
    (tmp_path / "README.md").write_text("---\ntask_categories: [translation]\n---\n# Plain pairs\n")
    for every, state in ("", "silent"), (annotation.format("**", "CC0-1.0"), "disputed"):
        (tmp_path / "REUSE.toml").write_text("version = 1\n" + every + annotation.format(path, "CC-BY-NC-4.0"))
        licence = openness.classify(tmp_path, under=[]).release.component(Kind.DATASETS).licence
        assert licence.state.value == state


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", '[project]\nname = "x"\nlicense = "MIT"\n'),
        ("LICENSE-CODE", "SPDX-License-Identifier: MIT\n"),
        ("LICENSE-CODE", "Ask us before you use the code.\n"),
    ],
)
def test_a_licence_of_the_code_makes_none_of_the_data_of_that_of_some_files(
    name: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text("---\ntask_categories: [translation]\n---\n# Plain pairs\n")
    (tmp_path / "REUSE.toml").write_text(
        'version = 1\n[[annotations]]\npath = "metadata.csv"\nSPDX-License-Identifier = "CC0-1.0"\n'
    )
    (tmp_path / name).write_text(text)
    release = openness.classify(tmp_path, under=[]).release
    assert not release.component(Kind.DATASETS).licence.claims


TAGS = "SPDX-FileCopyrightText: 2026 Example Lab\n\nSPDX-License-Identifier: {}\n"


def test_a_sidecar_names_the_licence_of_the_file_it_stands_beside(tmp_path: Path) -> None:
    files = {
        "README.md": CARD.replace("license: mit\n", ""),
        "pebble.safetensors.license": TAGS.format("CC-BY-4.0"),
        "train.py.license": TAGS.format("GPL-3.0-only"),
        "logo.png.license": TAGS.format("CC-BY-NC-4.0"),
        "tests/tiny.gguf.license": TAGS.format("CC0-1.0"),
    }
    (release,) = releases(tmp_path, files).values()
    assert licences_of(release) == {"model-parameters-final": "CC-BY-4.0"}
    (terms,) = release.terms
    assert (terms.claim.written, terms.claim.source.line) == ("CC-BY-4.0", 3)
    assert len(release.read) == 5


def test_the_files_of_a_paragraph_may_stand_on_lines_of_their_own() -> None:
    text = "Format: x\n\nFiles:\n weights/**\n data/**\nCopyright: A\nLicense: MIT\n its text\n\nFiles: src/**\nLicense: Zlib\n"
    terms = reuse.read(Document("a/.reuse/dep5", text)).terms
    assert {(entry.claim.value, entry.claim.source.line) for entry in terms} == {("MIT", 7), ("Zlib", 11)}
    assert {kind for entry in terms if entry.claim.value == "MIT" for kind in entry.kinds} == {WEIGHTS, Kind.DATASETS}


def test_tags_in_a_licence_file_name_a_licence_and_are_no_text(tmp_path: Path) -> None:
    files = {"openness.yaml": NATIVE, "LICENSE": f"# {TAGS.format('MIT')}# SPDX-License-Identifier: Apache-2.0\n"}
    classification = openness.classify(releases(tmp_path, files)[""], under=[])
    assert classification.release.component(WEIGHTS).licence.value == "MIT AND Apache-2.0"
    assert "licence-text-missing" in codes(classification)


@pytest.mark.parametrize(
    "more",
    [
        "You may not use it for anything.",
        "Copyright Example Lab. For research only.",
        "SPDX-FileCopyrightText: Example Lab, which does not permit commerce",
        "SPDX-Comment: but not for you",
        "x",
    ],
)
def test_anything_beside_the_tags_is_a_text_that_must_be_known(tmp_path: Path, more: str) -> None:
    release = licence_file.read(Document("LICENSE", f"SPDX-License-Identifier: MIT\n{more}\n"))
    assert release.terms == ()
    assert len(release.texts) == 1
