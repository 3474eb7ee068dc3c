"""A licence that lies with code is that of weights which lie with it, and of others only where something says so."""

from pathlib import Path

import pytest
from tests.support.licence_texts import MIT
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
        {**CODE, "README.md": "# Heron\n\n## License\n\nThis project is under the MIT license.\n", **BELOW},
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
        "of the project",
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
