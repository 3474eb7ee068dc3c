"""Kitfiles of real kits and made ones."""

from pathlib import Path

import pytest
from tests.support.releases import WEIGHTS, items_of, resolved

import openness
from openness.errors import OpennessError
from openness.formats import kitfile
from openness.syntax.document import Document
from openness.vocabulary import Kind


def test_real_kitfiles(shared: Path) -> None:
    folder = shared / "data/corpus/kitfile"
    with pytest.raises(OpennessError, match="its format is not known"):  # what a generator is tested with
        openness.read(folder / "kitops__test_metadata-files-model.yaml")
    releases = {name.partition("__")[2] or name: resolved(openness.read(folder / name)) for name in KITFILES}
    whole = releases["Kitfile_base_thru_model"]
    assert items_of(whole, WEIGHTS) == [("", None, "Apache-2.0")]
    assert items_of(whole, Kind.DATASETS) == [("testing", None, "Apache-2.0"), ("training", None, "Apache-2.0")]
    assert items_of(whole, Kind.TRAINING_CODE) == [("titanic_survivability.ipynb", None, "Apache-2.0")]
    assert (whole.name.value, whole.version.value) == ("Titanic-Survivability-Predictor", "1.0.0")
    assert items_of(releases["Kitfile_base_thru_datasets"], WEIGHTS) == []
    assert releases["Kitfile_manifestVersion_only"].components == ()
    assert releases["scryptoginger.Kitfile"].components == ()
    assert releases["scryptoginger.Kitfile"].name.value == "public-model-usage"
    qwen = releases["qwen.Kitfile"]
    (claim,) = qwen.component(WEIGHTS).licence.claims
    assert (claim.value, claim.written, claim.source.line, claim.basis) == ("Apache-2.0", "Apache 2.0", 10, "declared")
    assert (qwen.producer.value, qwen.base_models) == ("Alibaba Cloud", ())


KITFILES = (
    "pykitops__Kitfile_base_thru_datasets",
    "pykitops__Kitfile_base_thru_model",
    "pykitops__Kitfile_manifestVersion_only",
    "scryptoginger.Kitfile",
    "shivay__qwen.Kitfile",
)


def test_a_part_of_a_model_under_another_licence_is_an_item_of_its_own() -> None:
    text = "manifestVersion: 1\nmodel:\n  path: a\n  license: MIT\n  parts: [{name: t, license: gemma}, {path: u}]\n"
    release = kitfile.read(Document("Kitfile", text))
    assert items_of(release, WEIGHTS) == [("", None, "MIT"), ("t", None, "gemma")]
    assert release.component(WEIGHTS).licence.state == "disputed"


@pytest.mark.parametrize(
    ("path", "available"),
    [
        ("https://huggingface.co/datasets/acme/corpus", "public"),
        ("https://huggingface.co/acme/model", None),
        ("https://example.org/corpus.zip", None),
        ("./corpus.csv", None),
    ],
)
def test_a_data_set_of_a_kit_is_public_by_its_own_address_on_the_hub(path: str, available: str | None) -> None:
    text = f"manifestVersion: 1\ndatasets: [{{name: corpus, path: '{path}', license: CC-BY-4.0}}]\n"
    assert items_of(kitfile.read(Document("Kitfile", text)), Kind.DATASETS) == [("corpus", available, "CC-BY-4.0")]


def test_the_licence_of_code_in_a_kit_is_never_that_of_the_weights() -> None:
    text = "manifestVersion: 1\ncode: [{path: train.py, license: GPL-3.0-only}]\nmodel: {path: a, license: MIT}\n"
    release = kitfile.read(Document("Kitfile", text))
    assert items_of(release, WEIGHTS) == [("", None, "MIT")]
    assert items_of(release, Kind.TRAINING_CODE) == [("train.py", None, "GPL-3.0-only")]
    assert items_of(kitfile.read(Document("Kitfile", text.replace(", license: MIT", ""))), WEIGHTS) == []


def test_code_that_no_word_tells_is_about_what_other_files_offer() -> None:
    text = "manifestVersion: 1\ncode: [{path: a.txt, license: MIT}, {path: eval/, license: GPL-3.0-only}]\n"
    release = kitfile.read(Document("Kitfile", text))
    assert [(terms.claim.value, WEIGHTS in terms.kinds) for terms in release.terms] == [
        ("MIT", False),
        ("GPL-3.0-only", False),
    ]
    assert release.components == ()
    text = text.replace("eval/", "evaluate.py")
    assert items_of(kitfile.read(Document("Kitfile", text)), Kind.EVALUATION_CODE) == [
        ("evaluate.py", None, "GPL-3.0-only")
    ]
