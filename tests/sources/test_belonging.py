"""A folder's licence texts and cards belong to a release, or are listed as unread: none falls silently out."""

import os
import re
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support.folders import CARD, gathered, releases

import openness
from openness.sources import belonging
from openness.sources.beside import Owner
from openness.vocabulary import Kind

PLAIN, BROKEN = "# A model\n\nWords.\n", "---\nlicense: cc-by-nc-4.0\n# A model\n"
DENYING, DATA = "# Docs\n\nThe weights are not released yet.\n", "---\nlicense: mit\ntask_categories: [x]\n---\n"
CITATION = "cff-version: 1.2.0\ntitle: x\nmessage: cite it\nlicense: CC-BY-NC-4.0\n"
FILES = {
    "README.md": (CARD, PLAIN, BROKEN, DENYING, DATA, "---\nsdk: gradio\napp_file: a.py\n---\n"),
    "modelcard.md": (CARD, BROKEN),
    "README_zh.md": (CARD, PLAIN),
    "LICENSE": ("words",),
    "LICENSES/MIT.txt": ("words",),
    "model.bin": ("x",),
}
PLACES = [f"{below}{name}" for below, name in product(("", "a/", "a/b/", "c/"), FILES)]
folders = st.lists(st.sampled_from(PLACES), min_size=1, max_size=7, unique=True).flatmap(
    lambda places: st.fixed_dictionaries(
        {place: st.sampled_from(FILES[re.sub("^(?:[abc]/)+", "", place)]) for place in places}
    )
)


@given(folders)
@settings(max_examples=120, deadline=None)
@example({"LICENSE": "words", "a/README.md": PLAIN, "a/model.bin": "x"})
@example({"LICENSE": "words", "a/README.md": CARD, "c/LICENSE": "words", "c/README.md": PLAIN})
def test_each_text_and_card_is_read_or_listed_as_unread(files: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        result = gathered(Path(folder), files)
        named = {name for found in result.found for name in (*found.release.read, *found.release.unread)}
        if result.found:
            assert named == {f"{folder}/{name}" for name in files if not name.endswith(".bin")}
        else:
            assert result.problems


@pytest.mark.parametrize(
    ("files", "source"),
    [
        ({"README.md": PLAIN, "weights/README.md": PLAIN, "weights/pytorch_model.bin": "x"}, ""),
        ({"weights/README.md": PLAIN, "weights/model.pt": "x"}, ""),
        ({"README.md": PLAIN, "docs/README.md": DENYING}, ""),
        ({"docs/README.md": DENYING}, ""),
        ({"good/README.md": CARD, "bad/README.md": BROKEN}, ""),
        ({"README.rst": "words", "weights/README.md": BROKEN}, ""),
    ],
)
def test_what_lies_above_a_card_that_says_nothing_belongs_to_its_model(
    files: dict[str, str], source: str, tmp_path: Path
) -> None:
    by_path = releases(tmp_path, {"LICENSE": "words", "CITATION.cff": CITATION, **files})
    release = by_path[source]
    assert {f"{tmp_path}/LICENSE", f"{tmp_path}/CITATION.cff"} <= {*release.read}
    assert [text.text for text in release.texts] == ["words"]
    assert {name for name in release.unread if name.endswith(("README.md", "README.rst"))} == {
        f"{tmp_path}/{name}" for name in files if "README" in name and files[name] != CARD
    }


def test_models_of_which_nobody_knows_anything_are_several_where_nothing_lies_above_them(tmp_path: Path) -> None:
    models = {f"{name}/{file}": text for name in "ab" for file, text in {"README.md": BROKEN, "LICENSE": name}.items()}
    by_path = releases(tmp_path, {**models, "c/README.md": CARD})
    assert list(by_path) == ["/a", "/b", "/c"]
    assert [[text.text for text in by_path[f"/{name}"].texts] for name in "ab"] == [["a"], ["b"]]


def test_what_belongs_to_no_release_is_unread_by_those_below_it_and_lends_nothing(tmp_path: Path) -> None:
    above = {"LICENSE": "words", "CITATION.cff": CITATION, "code/README.md": PLAIN, "code/CITATION.cff": CITATION}
    by_path = releases(tmp_path, {**above, "a/x/README.md": CARD, "a/NOTICE": "words", "b/README.md": CARD})
    assert list(by_path) == ["/a/x", "/b"]
    near = [f"{tmp_path}/{name}" for name in ("CITATION.cff", "LICENSE", "code/README.md")]
    assert by_path["/b"].unread == tuple(near)
    assert by_path["/a/x"].unread == (*near[:2], f"{tmp_path}/a/NOTICE", near[2])
    for release in by_path.values():
        assert openness.classify(release).spectrum.reached == "open-weights"


def test_of_many_files_that_belong_to_nobody_the_first_release_names_all(tmp_path: Path) -> None:
    texts = {f"LICENSE-{number}": "words" for number in range(belonging._FEW + 1)}
    by_path = releases(tmp_path, {**texts, "a/README.md": CARD, "b/README.md": CARD})
    assert [len(release.unread) for release in by_path.values()] == [belonging._FEW + 1, 0]


def test_the_nearest_folder_is_the_one_that_owns() -> None:
    owners = {"a": Owner.of([]), "a/b/c": Owner.of([])}
    assert [belonging.owner_of(below, owners) for below in ("a/b", "a/b/c/d", "ab", "")] == ["a", "a/b/c", None, None]


@pytest.mark.parametrize(
    ("below", "own", "licences"),
    [
        (["weights"], None, {"": "MIT"}),
        (["third_party/heron"], None, {"third_party/heron": None}),
        (["examples"], None, {"examples": None}),
        (["a", "b"], None, {"a": None, "b": None}),
        (["m"], "CC-BY-NC-4.0", {"m": "CC-BY-NC-4.0"}),
    ],
)
def test_a_licence_above_is_that_of_the_one_model_below_it_and_of_no_other(
    below: list[str], own: str | None, licences: dict[str, str | None], tmp_path: Path
) -> None:
    (tmp_path / "LICENSE").write_text("SPDX-License-Identifier: MIT\n")
    for folder in below:
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "README.md").write_text("Weights by somebody.\n")
        (tmp_path / folder / "pytorch_model.bin").write_bytes(b"x")
        if own:
            (tmp_path / folder / "LICENSE").write_text(f"SPDX-License-Identifier: {own}\n")
    found = {}
    for classification in openness.classify_all(tmp_path, under=[]):
        place = os.path.relpath(classification.source, tmp_path) if len(licences) > 1 else next(iter(licences))
        found[place] = classification.release.component(Kind.MODEL_PARAMETERS_FINAL).licence.value
    assert found == licences
