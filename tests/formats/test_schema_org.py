"""Linked data in the words of schema.org, in files of its own and in the heads of pages, beside a model and beside data."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.releases import WEIGHTS, codes

import openness
from openness.release.release import Release
from openness.vocabulary import Kind

NC, BY = "https://creativecommons.org/licenses/by-nc/4.0/", "https://creativecommons.org/licenses/by/4.0/"
MODEL = "---\nlicense: mit\npipeline_tag: text-generation\n---\n"
DATA = "---\nlicense: cc-by-4.0\ntask_categories: [translation]\n---\n"
CONTEXT = {"@context": "https://schema.org"}


def beside(folder: Path, card: str, name: str, content: Any) -> openness.Classification:
    (folder / "README.md").write_text(card)
    text = json.dumps(content)
    if name.endswith(".html"):
        text = (
            f'<html><head>\n<script type="application/ld+json">{text}</script></head><body><p>Heron</p></body></html>'
        )
    (folder / name).write_text(text)
    return openness.classify(folder, under=[])


@pytest.mark.parametrize("name", ["metadata.json", "dataset.jsonld", "index.html", "README.html", "codemeta.json"])
@pytest.mark.parametrize(
    "content",
    [
        {**CONTEXT, "@type": "Dataset", "license": NC},
        {**CONTEXT, "@type": ["Dataset", "CreativeWork"], "license": [BY, NC]},
        {**CONTEXT, "@graph": [{"@type": "Organization"}, {"@type": "schema:Dataset", "schema:license": {"@id": NC}}]},
        [{**CONTEXT, "@type": "WebSite"}, {**CONTEXT, "@type": "Dataset", "usageInfo": "For non-commercial use only."}],
    ],
)
def test_a_description_of_data_limits_data(name: str, content: Any, tmp_path: Path) -> None:
    beside(tmp_path, DATA, name, content)
    (use,) = openness.may(tmp_path, "train-on-it")
    assert use.verdict.value == "unknown"


@pytest.mark.parametrize("name", ["metadata.json", "model.jsonld", "index.html", "model_card.html"])
@pytest.mark.parametrize(
    "type", ["SoftwareApplication", "CreativeWork", "fair4ml:MLModel", "AIModel", "Thing", "LearningResource"]
)
def test_what_may_be_the_model_is_a_doubt_and_states_nothing(name: str, type: str, tmp_path: Path) -> None:
    found = beside(tmp_path, MODEL, name, {**CONTEXT, "@type": type, "license": NC})
    assert "restriction-in-prose" in codes(found)
    assert found.spectrum.reached == "weights-available"
    silent = beside(tmp_path, MODEL.replace("license: mit\n", ""), name, {**CONTEXT, "@type": type, "license": "MIT"})
    assert not silent.release.component(WEIGHTS).licence.claims


@pytest.mark.parametrize(
    "content",
    [
        {**CONTEXT, "@type": "CreativeWork", "license": "https://spdx.org/licenses/MIT.html"},
        {**CONTEXT, "@type": "CreativeWork", "license": "LICENSE"},
        {**CONTEXT, "@type": "SoftwareSourceCode", "license": NC},  # that of the code
        {**CONTEXT, "@type": "WebSite", "license": NC},
        {**CONTEXT, "@type": "ScholarlyArticle", "license": NC, "isAccessibleForFree": False},
        {**CONTEXT, "@type": "Dataset", "license": NC},  # of some data, beside a model
        {**CONTEXT, "name": "Heron"},
        {"name": "Heron", "comment": "see https://schema.org"},
    ],
)
@pytest.mark.parametrize("name", ["metadata.json", "x.jsonld", "index.html"])
def test_what_is_of_something_else_changes_no_answer(name: str, content: Any, tmp_path: Path) -> None:
    found = beside(tmp_path, MODEL, name, content)
    assert (found.spectrum.reached, found.release.component(WEIGHTS).licence.value) == ("open-weights", "MIT")


def test_what_is_not_free_is_not_inferred_to_be_public(tmp_path: Path) -> None:
    closed = {**CONTEXT, "@type": "Dataset", "license": BY, "isAccessibleForFree": False}
    found = beside(tmp_path, DATA, "dataset.jsonld", closed)
    data = found.release.component(Kind.DATASETS)
    assert (data.availability.value, data.licence.value) == (None, "CC-BY-4.0")
    assert "availability-unknown" in codes(found)
    free = beside(tmp_path, DATA, "dataset.jsonld", {**closed, "isAccessibleForFree": True})
    assert free.release.component(Kind.DATASETS).availability.value == "public"


def test_a_head_that_is_broken_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(MODEL)
    (tmp_path / "index.html").write_text('<script type="application/ld+json">\n{"license": </script>')
    found = openness.classify(tmp_path, under=[])
    (finding,) = [finding for finding in found.findings if finding.code == "field-invalid"]
    assert str(finding.source) == f"{tmp_path}/index.html:2"


def test_the_licence_of_code_is_that_of_code_somebody_offers(tmp_path: Path) -> None:
    native = "openness: 1\nname: x\ncomponents: {training-code: public}\n"
    (tmp_path / "openness.yaml").write_text(native)
    (tmp_path / "metadata.json").write_text(json.dumps({**CONTEXT, "@type": "SoftwareSourceCode", "license": "MIT"}))
    release: Release = openness.classify(tmp_path, under=[]).release
    assert release.component(Kind.TRAINING_CODE).licence.value == "MIT"


@pytest.mark.parametrize(
    "content",
    [
        {**CONTEXT, "name": "Egret", "license": "CC-BY-NC-4.0"},
        {**CONTEXT, "type": "MachineLearningModel", "license": "CC-BY-NC-4.0"},
        {**CONTEXT, "@graph": [], "license": "CC-BY-NC-4.0"},
        {**CONTEXT, "@type": "Thing", "license": "Our own terms"},
        {**CONTEXT, "@type": "WebPage", "@graph": [{"license": NC}]},
        {**CONTEXT, "@type": "WebPage", "mainEntity": {"name": "Egret", "license": "cc-by-nc-4.0"}},
        {"@context": {"@vocab": "https://schema.org/"}, "terms": {"usage": "Not for commercial use."}},
        {"homepage": "https://schema.org/x", "license": "cc-by-nc-4.0", "usage": "Not for commercial use."},
        {"about": "see schema.org", "usage": "Not for commercial use."},
        {"info": {"@context": "https://schema.org"}, "@type": "Dataset", "usage": "Not for commercial use."},
    ],
)
def test_what_metadata_says_of_nobody_knows_what_is_a_doubt(content: Any, tmp_path: Path) -> None:
    found = beside(tmp_path, MODEL, "metadata.json", content)
    assert "restriction-in-prose" in codes(found) or "licence-unclear" in codes(found)
    assert found.spectrum.reached == "weights-available"


def test_metadata_that_is_broken_ends_no_folder(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(MODEL)
    (tmp_path / "metadata.json").write_text('{"@context": "https://schema.org", "license": "cc-by-nc-4.0", }')
    found = openness.classify(tmp_path, under=[])
    assert {"field-invalid", "restriction-in-prose"} <= {*codes(found)}


@pytest.mark.parametrize(
    "content",
    [
        {**CONTEXT, "@type": "Dataset", "license": "MIT"},
        [
            {**CONTEXT, "@type": "Dataset", "name": "ImageNet", "license": "MIT"},
            {**CONTEXT, "@type": "Dataset", "name": "Birds"},
        ],
        {**CONTEXT, "@type": "Dataset", "name": "MNIST", "url": "https://example.org/mnist", "license": "MIT"},
        {**CONTEXT, "@type": "Dataset", "about": "in codemeta", "license": "MIT"},
    ],
)
@pytest.mark.parametrize("name", ["metadata.json", "references.jsonld", "index.html", "dataset_card.html"])
def test_the_licence_of_some_data_is_not_that_of_the_data_here(name: str, content: Any, tmp_path: Path) -> None:
    found = beside(tmp_path, DATA.replace("license: cc-by-4.0\n", ""), name, content)
    assert not found.release.component(Kind.DATASETS).licence.claims
