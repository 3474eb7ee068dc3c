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
    "package.json": '{"name": "x", "private": true}',
    "setup.cfg": "[metadata]\nname = x\nlicense_files = LICENSE\n",
    "setup.py": "from setuptools import setup\nsetup(name='x', license=open('LICENSE').read())\n",
    "Cargo.toml": '[package]\nname = "x"\nlicense.workspace = true\n',
    "pairs.py": 'import datasets\ndatasets.DatasetInfo(description="Pairs.", license="")\n',
    "pairs.jsonld": '{"@context": "https://schema.org", "@type": "Dataset", "isAccessibleForFree": true}',
    "index.html": '<title>Pebble</title><p>All rights reserved.</p><script type="application/ld+json">{}</script>',
    "README.html": "<h1>Pebble</h1>\n<p>Some files.</p>\n",
    "USAGE.md": "# Usage\n\nLoad it.\n",
    "docs/faq.md": "# FAQ\n\n**How large is it?** Small.\n",
    "DATASHEET.md": "# Datasheet\n\n## Motivation\n\nTo have one.\n",
    "download_data.sh": "wget https://example.org/data.zip\n",
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


GRANTING = {
    "USAGE.md": "The model and the data are released under the MIT license.\n",
    "index.html": "<p>The model and the data are released under the MIT license.</p>",
    "model_card.html": "<h2>License</h2><p>MIT</p>",
    "DATASHEET.md": "License: MIT\n",
    "docs/usage.md": "The weights are under the MIT license, and so are the data.\n",
    "work.jsonld": '{"@context": "https://schema.org", "@type": "CreativeWork", "license": "MIT"}',
    "package.json": '{"license": "MIT"}',
    "setup.py": "setup(license='MIT')\n",
}


@pytest.mark.parametrize("subject", CARDS)
@pytest.mark.parametrize("name", GRANTING)
def test_words_beside_a_card_that_names_no_licence_grant_none(name: str, subject: str, tmp_path: Path) -> None:
    card, use = CARDS[subject]
    (tmp_path / "README.md").write_text(card.replace("license: cc-by-4.0\n", "").replace("license: mit\n", ""))
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(GRANTING[name])
    (permission,) = openness.may(tmp_path, use)
    assert permission.verdict.value == "unknown"
