"""Scripts in a folder: which load a data set, and which say that the weights are elsewhere."""

from pathlib import Path

import pytest
from tests.support.folders import CARD, releases
from tests.support.releases import WEIGHTS

import openness
from openness.sources import scripts
from openness.vocabulary import Kind

FETCH = "#!/bin/sh\nmkdir -p weights\nwget https://example.org/heron.pt -O weights/heron.pt\n"
DATA = "---\nlicense: mit\ntask_categories: [x]\n---\n"
LOADS = 'datasets.DatasetInfo(license="CC BY-NC 4.0")\n'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("download_weights.sh", FETCH),
        ("scripts/download_model.py", 'hf_hub_download("acme/heron", "heron.pt")\n'),
        ("checkpoints/download.sh", "gdown 1xVI2fNImtZ3l\n"),
        ("tools/get_pretrained.bat", "huggingface-cli download acme/heron\n"),
    ],
)
def test_weights_that_a_script_fetches_are_not_inferred_to_be_here(name: str, text: str, tmp_path: Path) -> None:
    found = releases(tmp_path, {"README.md": CARD, name: text})[""]
    classification = openness.classify(found, under=[])
    assert classification.release.component(WEIGHTS).availability.value is None
    (finding,) = [finding for finding in found.oddities if finding.code == "availability-unknown"]
    assert str(finding.source).startswith(f"{tmp_path}/{name}:")


@pytest.mark.parametrize(
    "files",
    [
        {"download_weights.sh": FETCH, "model.safetensors.index.json": "{}", "unet/model.bin": "x"},
        {"download_weights.sh": FETCH, "heron.pt": "x"},
        {"download_data.sh": FETCH},
        {"download_base_model.sh": FETCH},
        {"download_weights.sh": "echo soon\n"},
        {"tests/download_weights.sh": FETCH},
        {"train_model.py": FETCH},
        {"download_weights.md": "see https://example.org\n"},
    ],
)
def test_other_scripts_and_those_beside_weights_say_nothing(files: dict[str, str], tmp_path: Path) -> None:
    found = releases(tmp_path, {"README.md": CARD, **files})[""]
    assert openness.classify(found, under=[]).release.component(WEIGHTS).availability.value == "public"


def test_weights_that_are_stated_to_be_public_are(tmp_path: Path) -> None:
    native = "openness: 1\nname: x\ncomponents: {model-parameters-final: {availability: public}}\n"
    found = releases(tmp_path, {"openness.yaml": native, "download_weights.sh": FETCH})[""]
    assert openness.classify(found, under=[]).release.component(WEIGHTS).availability.value == "public"


def test_of_many_scripts_few_are_looked_at_and_the_folders_own_is_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "pairs"
    files = {f"a{number}.py": "x" for number in range(scripts._LOOKED_AT + 5)}
    found = releases(folder, {"README.md": DATA, **files, "pairs.py": LOADS, "z.py": LOADS})[""]
    assert [name.rpartition("/")[2] for name in found.read] == ["README.md", "pairs.py"]
    assert [terms.kinds for terms in found.terms] == [(Kind.DATASETS,)]
