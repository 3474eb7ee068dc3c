"""A licence that lies with code is that of weights which lie with it, and of others only where something says so."""

from pathlib import Path

import pytest
from tests.support.licence_texts import APACHE, MIT
from tests.support.releases import WEIGHTS, codes

import openness

CODE = {"LICENSE": MIT, "train.py": "x", "setup.py": "x"}
PAGE, HEADED = "# Checkpoints\n\nLarge and small.\n", "---\nlicense: mit\npipeline_tag: x\n---\n"
BELOW = {"checkpoints/model.pt": "x", "checkpoints/README.md": PAGE}
SAYING = "The weights are released under the MIT license."


def classified(folder: Path, files: dict[str, str]) -> openness.Classification:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return openness.classify(folder, under=[])


@pytest.mark.parametrize(
    "files",
    [
        {**CODE, **BELOW},
        {"LICENSE": MIT, "heron/net.py": "x", **BELOW},
        {"LICENSE": MIT, "requirements.txt": "torch", **BELOW},
        {**CODE, "COPYING": MIT, "heron/LICENSE": MIT, **BELOW},
        {"LICENSES/MIT.txt": MIT, "train.py": "x", **BELOW},
        {**CODE, "README.md": "# Heron\n\nThe code of our paper.\n", **BELOW},
        {
            **CODE,
            "README.md": "# Heron\n\n## License\n\nThis project is under the MIT license.\n",
            "tests/model.pt": "x",
        },
        {**CODE, "README.md": "# Heron\n\nThe code of our paper.\n"},
        {**CODE, **BELOW, "checkpoints/README.md": "The weights are released under the Heron Accord.\n"},
    ],
    ids=[
        "manifest",
        "module below",
        "requirements",
        "several texts",
        "folder of texts",
        "page above",
        "of a project without them",
        "no weights",
        "another",
    ],
)
def test_the_licence_of_a_repository_with_code_is_not_surely_that_of_its_weights(
    files: dict[str, str], tmp_path: Path
) -> None:
    found = classified(tmp_path, files)
    licence = found.release.component(WEIGHTS).licence
    assert (licence.value, "licence-disputed" in codes(found)) == (None, False)
    assert "MIT" in {claim.value for claim in licence.claims}
    assert openness.check(tmp_path, policy={"require-terms": ["commercial-use"]}).violations


@pytest.mark.parametrize(
    "files",
    [
        {"LICENSE": MIT, "model.pt": "x", "README.md": PAGE, "train.py": "x"},
        {"LICENSE": MIT, **BELOW},
        {"LICENSE": MIT, **BELOW, "fetch.sh": "x"},
        {**CODE, **BELOW, "checkpoints/README.md": f"{PAGE}\n{SAYING}\n"},
        {**CODE, **BELOW, "README.md": f"# Heron\n\n{SAYING}\n"},
        {**CODE, **BELOW, "checkpoints/README.md": f"{PAGE}\n## License\n\nMIT\n"},
        {**CODE, **BELOW, "README.md": HEADED},
        {**CODE, **BELOW, "checkpoints/LICENSE": MIT},
        {**CODE, **BELOW, "MODEL_LICENSE": MIT, "LICENSE": ""} | {"LICENSE": MIT},
    ],
    ids=[
        "beside",
        "no code",
        "a script",
        "a sentence",
        "one above",
        "a section",
        "a card",
        "a text of their own",
        "a text for them",
    ],
)
def test_it_is_where_they_lie_with_it_or_something_says_so(files: dict[str, str], tmp_path: Path) -> None:
    found = classified(tmp_path, files)
    assert found.release.component(WEIGHTS).licence.value == "MIT" or "MODEL_LICENSE" in files


NATIVE = "openness: 1\nname: Heron\nproducer: Acme\ncomponents:\n  model-parameters-final:\n"


def item(name: str, licence: str = "") -> str:
    stated = f"      licence: {licence}\n" if licence else ""
    return f"    - name: {name}\n      availability: public\n      location: https://acme.org/{name}\n{stated}"


@pytest.mark.parametrize(
    ("items", "beside", "values"),
    [
        (item("small"), CODE, [None]),
        (item("big", "MIT") + item("small"), CODE, ["MIT", None]),
        (item("big", "MIT") + item("small", "MIT"), CODE, ["MIT", "MIT"]),
        (item("big", "MIT") + item("small"), {"LICENSE": MIT}, ["MIT", "MIT"]),
        (item("small"), {**CODE, "small.pt": "x"}, ["MIT"]),
    ],
    ids=["one", "one of two", "both", "no code", "beside the text"],
)
def test_each_item_of_the_weights_is_asked_by_itself(
    items: str, beside: dict[str, str], values: list[str | None], tmp_path: Path
) -> None:
    found = classified(tmp_path, {"openness.yaml": NATIVE + items, **beside})
    licences = [item.licence.value for item in found.release.component(WEIGHTS).items]
    assert (licences, found.spectrum.at_least("open-weights").value) == (values, "unknown" if None in values else "met")


@pytest.mark.parametrize(
    "name",
    [
        "run.sh",
        "Makefile",
        "Dockerfile",
        "Heron.swift",
        "heron.m",
        "try.ipynb",
        "net.cpp",
        "net.rs",
        "poetry.lock",
        "setup.cfg",
    ],
)
def test_code_is_told_by_more_than_python(name: str, tmp_path: Path) -> None:
    found = classified(tmp_path, {"LICENSE": MIT, name: "x", **BELOW})
    assert found.release.component(WEIGHTS).licence.value is None


@pytest.mark.parametrize("folder", ["third_party/egret", "vendor/egret", "src/3rdparty/egret"])
def test_what_others_made_says_nothing_of_the_weights(folder: str, tmp_path: Path) -> None:
    theirs = {
        f"{folder}/README.md": f"# Egret\n\n{SAYING}\nThey may not be used commercially.\n",
        f"{folder}/LICENSE": APACHE,
    }
    found = classified(tmp_path, {**CODE, **BELOW, **theirs})
    rules = [(claim.value, claim.rule) for claim in found.release.component(WEIGHTS).licence.claims]
    assert rules == [("MIT", None), ("NOASSERTION", "code-licence")]
    assert {f"{tmp_path}/{name}" for name in theirs} <= {*found.release.read, *found.release.unread}


def test_a_text_of_others_counts_where_weights_lie_with_it(tmp_path: Path) -> None:
    files = {**CODE, "README.md": f"# Heron\n\n{SAYING}\n", "third_party/egret/LICENSE": APACHE, "heron/model.pt": "x"}
    assert classified(tmp_path, files).release.component(WEIGHTS).licence.values == ("MIT",)
    found = classified(tmp_path, {"third_party/egret/sub/model.pt": "x"})
    assert set(found.release.component(WEIGHTS).licence.values) == {"MIT", "Apache-2.0"}
