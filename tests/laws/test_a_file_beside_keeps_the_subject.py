"""A file beside a card that states nothing of it changes neither what the release is of nor what one may do with it."""

from pathlib import Path

import pytest

import openness

CARDS = {
    "dataset": ("---\nlicense: cc-by-4.0\ntask_categories: [translation]\n---\n# Plain pairs\n", "train-on-it"),
    "model": ("---\nlicense: mit\npipeline_tag: text-generation\n---\n# Pebble\n", "run"),
}
BESIDE = {
    "data/README.md": "Some files.\n",
    "docs/README.md": "How to build the documentation.\n",
    "README.de.md": "# Paare\n",
    "DATASET_CARD.md": "# Data\n",
    "MODEL_CARD.md": "# Model\nA model.\n",
    "CONTRIBUTING.md": "Send a patch.\n",
    "CHANGELOG.md": "# Changes\n",
    "NOTICE": "Pebble by Acme\n",
    "CITATION.cff": "cff-version: 1.2.0\ntitle: x\nmessage: m\nauthors: []\n",
    "codemeta.json": '{"@context": "https://w3id.org/codemeta/3.0", "@type": "Dataset", "name": "Plain pairs"}',
    "datapackage.json": '{"name": "plain-pairs", "resources": []}',
    "dataset_info.json": '{"description": "", "license": "", "features": {}}',
    ".zenodo.json": '{"title": "Pebble", "upload_type": "software"}',
    "ro-crate-metadata.json": '{"@graph": [{"@id": "./", "@type": "Dataset"}]}',
    "REUSE.toml": "version = 1\n",
    "pyproject.toml": '[project]\nname = "x"\n',
    "tokenizer_config.json": '{"model_max_length": 512}',
    "metadata.json": '{"rows": 3}',
    "dvc.yaml": "stages: {}\n",
    "train.py": "print(1)\n",
    "data/train.csv": "a,b\n",
}


@pytest.mark.parametrize("subject", CARDS)
@pytest.mark.parametrize("name", BESIDE)
def test_a_file_that_states_nothing_changes_nothing(name: str, subject: str, tmp_path: Path) -> None:
    card, use = CARDS[subject]
    (tmp_path / "README.md").write_text(card)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(BESIDE[name])
    found = openness.classify(tmp_path, under=[]).release
    assert found.subject == subject
    (permission,) = openness.may(tmp_path, use)
    assert permission.verdict.value == "met"


@pytest.mark.parametrize("subject", CARDS)
@pytest.mark.parametrize("name", ["data/README.md", "README.de.md", "MODEL_CARD.md", "DATASET_CARD.md"])
def test_what_a_second_card_says_limits_what_the_release_is_of(name: str, subject: str, tmp_path: Path) -> None:
    card, use = CARDS[subject]
    (tmp_path / "README.md").write_text(card)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("All files are for non-commercial research only.\n")
    assert openness.classify(tmp_path, under=[]).release.subject == subject
    (permission,) = openness.may(tmp_path, use)
    of_data_alone = (subject, name) == ("model", "DATASET_CARD.md")
    assert permission.verdict.value == ("met" if of_data_alone else "unknown")
