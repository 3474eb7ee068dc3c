"""Metadata beside a data set: what `datasets`, Frictionless Data, Zenodo and RO-Crate write of its licence."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.releases import codes

import openness
from openness.errors import OpennessError
from openness.formats import dataset_metadata
from openness.syntax.document import Document
from openness.vocabulary import Content, Kind

CARD = "---\nlicense: {}\ntask_categories: [translation]\n---\n# Plain pairs\n"
CODE = tuple(kind for kind in Kind if kind.content is Content.CODE)
NC, BY = "CC-BY-NC-4.0", "CC-BY-4.0"
NC_PAGE = "https://creativecommons.org/licenses/by-nc/4.0/"
BY_PAGE = "https://creativecommons.org/licenses/by/4.0/"
ROOT: dict[str, Any] = {"@id": "./", "@type": "Dataset"}


def crate(root: dict[str, Any], *others: dict[str, Any]) -> dict[str, Any]:
    descriptor = {"@id": "ro-crate-metadata.json", "about": {"@id": "./"}, "license": {"@id": NC_PAGE}}
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [descriptor, root, *others]}


#: Words that point to a file and say nothing more, and words that may be what a licence is called, or limit it.
POINTERS = [
    "See LICENSE",
    "LICENSE.md",
    "see the README file",
    "file: docs/COPYING",
    "SEE LICENSE IN LICENSE.txt",
    "TODO",
]
NAMES = [
    *("LICENSE-CC-BY-NC-4.0", "license_non_commercial", "License-NC", "LICENSE.NonCommercial", "licence-research-only"),
    *("COPYING-NC", "EULA", "see EULA", "file: EULA.txt", "the EULA", "See the licence: CC BY-NC 4.0"),
    *("see license (CC BY-NC 4.0)", "todo: CC BY-NC", "see readme, non-commercial only", "CC-BY-NC-4.0/LICENSE"),
    *("TODO: add the licence CC BY-NC", "LICENSE.pdf", "license non-commercial", "in the EULA"),
]

#: By file, what states that the data may not be used commercially.
LIMITED: list[tuple[str, object]] = [
    *(("dataset_info.json", {"license": name}) for name in NAMES),
    ("dataset_infos.json", {"en": {"license": BY}, "de": {"license": "CC BY-NC 4.0"}}),
    ("dataset_info.json", {"description": "x", "license": "cc-by-nc-4.0"}),
    ("dataset_info.json", {"license": "You may use the pairs for research.\nAny other use needs our permission."}),
    ("dataset_info.json", {"license": BY, "description": "The pairs are for non-commercial research only."}),
    ("datapackage.json", {"licenses": [{"name": NC, "path": NC_PAGE}], "resources": []}),
    ("datapackage.json", {"licenses": [{"path": NC_PAGE}]}),
    ("datapackage.json", {"licenses": [{"name": BY}], "resources": [{"path": "a.csv", "licenses": [{"name": NC}]}]}),
    (".zenodo.json", {"upload_type": "dataset", "license": "cc-by-nc-4.0"}),
    (".zenodo.json", {"metadata": {"upload_type": "dataset", "license": {"id": "cc-by-nc-4.0"}}}),
    ("ro-crate-metadata.json", crate({**ROOT, "license": {"@id": NC_PAGE}})),
    ("ro-crate-metadata.json", crate({**ROOT, "license": NC_PAGE})),
    ("ro-crate-metadata.jsonld", crate({**ROOT, "license": NC_PAGE})),
    ("ro-crate-metadata.json", crate({**ROOT, "license": {"@id": "#l"}}, {"@id": "#l", "name": "CC BY-NC 4.0"})),
    ("ro-crate-metadata.json", crate({**ROOT, "license": {"@id": "#l"}}, {"@id": "#l", "url": {"@id": NC_PAGE}})),
    ("ro-crate-metadata.json", crate({**ROOT, "license": {"@id": "#l"}}, {"@id": "#l", "name": "Our own terms"})),
    ("ro-crate-metadata.json", crate({**ROOT, "license": {"@id": "#nowhere"}})),
]
#: By file, what says that not everybody gets the data.
CLOSED: list[tuple[str, object]] = [
    (".zenodo.json", {"upload_type": "dataset", "license": "cc-by-4.0", "access_right": "restricted"}),
    (".zenodo.json", {"metadata": {"upload_type": "dataset", "access_right": "embargoed"}}),
    (".zenodo.json", {"upload_type": "dataset", "access": {"record": "public", "files": "restricted"}}),
    (".zenodo.json", {"access_right": "closed"}),
    (".zenodo.json", {"metadata": {"access_right": "closed", "upload_type": "other"}}),
    ("ro-crate-metadata.json", crate({**ROOT, "isAccessibleForFree": False})),
    ("ro-crate-metadata.json", crate({**ROOT, "conditionsOfAccess": "Sign the agreement first."})),
]
#: By file, what states the licence of the card, or none.
AGREEING: list[tuple[str, object]] = [
    ("dataset_infos.json", {"en": {"license": "CC BY 4.0", "features": {"license": {"dtype": "string"}}}}),
    ("dataset_info.json", {"license": "Unknown", "citation": "@misc{x, note={for research only}}"}),
    ("dataset_info.json", {"license": ""}),
    # the words with which the template of `datasets` asks for one
    ("dataset_info.json", {"license": "# TODO: Add the licence for the data set here if you can find it"}),
    *(("dataset_info.json", {"license": pointer}) for pointer in POINTERS),
    ("datapackage.json", {"licenses": [{"name": BY}], "resources": [{"path": "a.csv", "licenses": []}]}),
    (".zenodo.json", {"upload_type": "dataset", "license": "cc-by-4.0", "access_right": "open"}),
    (".zenodo.json", {"upload_type": "software", "access_right": "restricted"}),  # of a script, not of the data
    ("ro-crate-metadata.json", crate({**ROOT, "isAccessibleForFree": True, "conditionsOfAccess": "open access"})),
    ("ro-crate-metadata.json", crate({**ROOT, "license": {"@id": "#l"}}, {"@id": "#l", "name": "CC BY 4.0"})),
    ("ro-crate-metadata.json", crate({**ROOT, "license": {"@id": "#l"}}, {"@id": "#l", "url": {"@id": BY_PAGE}})),
    ("ro-crate-metadata.json", crate({**ROOT, "license": {"@id": "LICENSE"}}, {"@id": "LICENSE", "@type": "File"})),
    (".zenodo.json", {"upload_type": "software", "license": "cc-by-nc-4.0"}),  # that of a script beside it
    ("ro-crate-metadata.json", crate(ROOT)),  # the licence of the descriptor is that of the description
]


def classified(folder: Path, licence: str, name: str, content: object) -> openness.Classification:
    (folder / "README.md").write_text(CARD.format(licence))
    (folder / name).write_text(json.dumps(content))
    return openness.classify(folder, under=[])


@pytest.mark.parametrize(("name", "content"), LIMITED)
def test_a_licence_beside_a_data_set_is_heard(name: str, content: object, tmp_path: Path) -> None:
    found = classified(tmp_path, "cc-by-4.0", name, content)
    assert str(tmp_path / name) in found.release.read
    assert {"licence-disputed", "restriction-in-prose", "licence-unknown"}.intersection(codes(found))
    (use,) = openness.may(tmp_path, "train-on-it")
    assert use.verdict.value == "unknown"


@pytest.mark.parametrize(("name", "content"), AGREEING)
def test_what_agrees_with_the_card_or_says_nothing_is_no_doubt(name: str, content: object, tmp_path: Path) -> None:
    assert "licence-disputed" not in codes(classified(tmp_path, "cc-by-4.0", name, content))
    (use,) = openness.may(tmp_path, "train-on-it")
    assert use.verdict.value == "met"


@pytest.mark.parametrize(("name", "content"), CLOSED)
def test_of_data_that_not_everybody_gets_nothing_is_inferred(name: str, content: object, tmp_path: Path) -> None:
    found = classified(tmp_path, "cc-by-4.0", name, content)
    data = found.release.component(Kind.DATASETS)
    assert (data.availability.value, data.licence.value) == (None, "CC-BY-4.0")
    assert "availability-unknown" in codes(found)


#: The values that a loading script gives as the licence, and whether they limit what the card says.
SCRIPTS = [
    ('_LICENSE = "CC BY-NC 4.0"', "_LICENSE", True),
    ('_LICENSE: str = "CC BY-NC 4.0"', "_LICENSE", True),
    ('_LICENSES = {"de": "CC BY 4.0", "en": "CC BY-NC 4.0"}', "_LICENSES[self.config.name]", True),
    ("", '("Non-commercial "\n"research only")', True),
    ("", '"CC BY" + "-NC 4.0"', True),
    ('class Config:\n    LICENSE = "CC BY-NC 4.0"', "self.LICENSE", True),
    ('_LICENSE = """\nFor research purposes only; commercial use\nis prohibited.\n"""', "_LICENSE.strip()", True),
    ('CONFIGS = [Config(name="en", license="CC BY-NC 4.0")]', "self.config.license", True),
    ('class A:\n    """The data is for non-commercial research only."""', "None", True),
    ('_LICENSE = "CC BY 4.0"\n_LICENSE += ", non-commercial use only"', "_LICENSE", True),
    ('_LICENSE = "CC BY 4.0"\n_LICENSE = _LICENSE + "-NC"', "_LICENSE", True),
    ('_LICENSE = "CC BY 4.0"', '_LICENSE + "-NC"', True),
    ('_LICENSE = "CC BY 4.0"\ndef f():\n    global _LICENSE\n    _LICENSE = g()', "_LICENSE", True),
    ("from terms import _LICENSE", "_LICENSE", True),
    ("", "None)\n        info = datasets.DatasetInfo(**FIELDS", True),
    ("", "None)\n        info.license = str('CC-BY-NC-4.0'", True),
    ("", "None, **{'a': 1})\n        info = datasets.DatasetInfo(**{'license': 'CC-BY-NC-4.0'}", True),
    ("", "None)\n        info = datasets.DatasetInfo('', '', '', 'CC-BY-NC-4.0'", True),
    ('_LICENSE = "CC BY 4.0"', "_LICENSE", False),
    ('_LICENSE = "Creative Commons Attribution 4.0 International"', "_LICENSE", False),
    ('# TODO: Add the licence for the dataset here if you can find it\n_LICENSE = ""', "_LICENSE", False),
    ("", "None", False),
    ("_LICENSE = _LICENSE", "_LICENSE", False),
]
SCRIPT = """# Licensed under the Apache License, Version 2.0 (the "License");
import datasets

{}

class Pairs(datasets.GeneratorBasedBuilder):
    def _info(self):
        return datasets.DatasetInfo(description="Sentence pairs.", license={})
"""


@pytest.mark.parametrize(("before", "value", "limits"), SCRIPTS)
def test_a_loading_script_states_the_licence_of_the_data(before: str, value: str, limits: bool, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD.format("cc-by-4.0"))
    (tmp_path / "pairs.py").write_text(SCRIPT.format(before, value))
    (use,) = openness.may(tmp_path, "train-on-it")
    assert use.verdict.value == ("unknown" if limits else "met")
    assert str(tmp_path / "pairs.py") in openness.read(tmp_path).read


@pytest.mark.parametrize(
    "code",
    [
        '_LICENSE = "MIT"\n_LICENSE += ", non-commercial use only"\nDatasetInfo(license=_LICENSE)',
        'info = DatasetInfo(license="MIT")\ninfo.license = "CC-BY-NC-4.0"',
        '"""The data is for non-commercial research only."""\nDatasetInfo(license="MIT")',
        '_LICENSE, x = "MIT", 1\nDatasetInfo(license=_LICENSE)',
        'DatasetInfo(**{"license": "MIT", **more})',
        'A(description="Non-commercial research only.")\nA(description="Pairs.")\nDatasetInfo(license="MIT")',
    ],
)
def test_a_script_that_may_say_something_else_grants_nothing(code: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD.replace("license: {}\n", ""))
    (tmp_path / "pairs.py").write_text(code)
    (use,) = openness.may(tmp_path, "train-on-it")
    assert use.verdict.value != "met"


def test_a_loading_script_beside_a_model_says_nothing_of_the_weights(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\npipeline_tag: text-generation\n---\n")
    (tmp_path / "pairs.py").write_text(SCRIPT.format("", '"CC BY-NC 4.0"'))
    assert openness.classify(tmp_path, under=[]).release.component(Kind.MODEL_PARAMETERS_FINAL).licence.value == "MIT"


@pytest.mark.parametrize("place", ["dataset_infos.json", "datapackage.json", ".zenodo.json", "pairs.py"])
def test_a_file_that_is_broken_leaves_what_it_has_words_of_unknown(place: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD.format("cc-by-4.0"))
    (tmp_path / place).write_text("{'license' DatasetInfo(")
    found = openness.classify(tmp_path, under=[])
    assert found.release.unread == (str(tmp_path / place),)
    assert "field-invalid" in codes(found)
    assert found.release.component(Kind.DATASETS).licence.value is None


def test_a_broken_file_without_a_word_of_a_licence_changes_no_answer(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD.format("cc-by-4.0"))
    (tmp_path / "dataset_infos.json").write_text('{"features": [')
    (use,) = openness.may(tmp_path, "train-on-it")
    assert use.verdict.value == "met"


@pytest.mark.parametrize(
    ("name", "content", "kinds"),
    [
        ("dataset_info.json", {"license": "mit"}, (Kind.DATASETS,)),
        ("datapackage.json", {"licenses": [{"name": "mit"}]}, (Kind.DATASETS,)),
        (".zenodo.json", {"upload_type": "dataset", "license": "mit"}, (Kind.DATASETS,)),
        (".zenodo.json", {"upload_type": "model", "license": "mit"}, (Kind.MODEL_PARAMETERS_FINAL,)),
        (".zenodo.json", {"upload_type": "software", "license": "mit"}, CODE),
        (".zenodo.json", {"license": "mit"}, CODE),
        ("ro-crate-metadata.json", crate({**ROOT, "license": "mit"}), ()),
    ],
)
def test_the_file_tells_what_its_licence_is_about(name: str, content: object, kinds: tuple[Kind, ...]) -> None:
    release = dataset_metadata.read(Document(name, json.dumps(content)))
    assert [(terms.claim.value, terms.kinds) for terms in release.terms] == [("mit", kinds)]
    assert not release.components


def test_the_licence_of_a_crate_is_that_of_the_weights_beside_it(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\npipeline_tag: text-generation\n---\n")
    (tmp_path / "ro-crate-metadata.json").write_text(json.dumps(crate({**ROOT, "license": NC_PAGE})))
    assert "licence-disputed" in codes(openness.classify(tmp_path, under=[]))


def test_several_licences_all_apply() -> None:
    infos = {"en": {"license": "MIT"}, "de": {"license": "Apache-2.0"}, "fr": {"license": "MIT"}}
    (terms,) = dataset_metadata.read(Document("dataset_infos.json", json.dumps(infos))).terms
    assert terms.claim.value == "MIT AND Apache-2.0"


def test_it_makes_no_data_set_of_a_page_without_a_block(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\ntitle: Heron\n---\nWe release the weights for research only.\n")
    (tmp_path / "pytorch_model.bin").write_bytes(b"x")
    (tmp_path / "datapackage.json").write_text(json.dumps({"licenses": [{"name": "CC0-1.0"}]}))
    release = openness.classify(tmp_path, under=[]).release
    assert release.subject != "dataset"
    assert not release.component(Kind.DATASETS).licence.claims


def test_a_data_package_beside_a_model_says_nothing_of_the_weights(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\npipeline_tag: text-generation\n---\n")
    (tmp_path / "datapackage.json").write_text(json.dumps({"licenses": [{"name": NC}]}))
    assert openness.classify(tmp_path, under=[]).release.component(Kind.MODEL_PARAMETERS_FINAL).licence.value == "MIT"


@pytest.mark.parametrize("name", sorted(dataset_metadata.NAMES))
def test_what_is_no_object_is_an_error_with_its_place(name: str) -> None:
    with pytest.raises(OpennessError, match="no mapping of fields"):
        dataset_metadata.read(Document(name, "[]"))


@pytest.mark.parametrize(
    "name", ["ro-crate-metadata.json", "ro-crate-metadata.jsonld", ".zenodo.json", "REUSE.toml", "x.jsonld"]
)
def test_a_broken_file_of_whatever_lies_there_leaves_the_licence_of_weights_unknown(name: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\npipeline_tag: text-generation\n---\n")
    (tmp_path / name).write_text('{"@graph": [{"@id": "./", "license": "CC-BY-NC-4.0"}')
    found = openness.classify(tmp_path, under=[])
    assert found.release.component(Kind.MODEL_PARAMETERS_FINAL).licence.value is None


def test_of_weights_in_a_closed_deposit_nothing_is_inferred(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\npipeline_tag: text-generation\n---\n")
    (tmp_path / ".zenodo.json").write_text('{"access_right": "closed"}')
    found = openness.classify(tmp_path, under=[])
    assert found.release.component(Kind.MODEL_PARAMETERS_FINAL).availability.value is None
