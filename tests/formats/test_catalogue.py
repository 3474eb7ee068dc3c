"""Catalogues of models and lists of licences."""

from pathlib import Path

import pytest
from tests.support.releases import WEIGHTS

import openness
from openness.errors import OpennessError
from openness.formats import catalogue
from openness.syntax.document import Document


def test_a_real_catalogue_is_several_releases(shared: Path) -> None:
    path = shared / "data/corpus/kubeflow-model-catalog/odh__other-models-catalog.yaml"
    classifications = openness.classify_all(path, under=[])
    assert len(classifications) == 23
    licences = {
        classification.release.name.value: classification.release.component(WEIGHTS).licence.value
        for classification in classifications
    }
    assert licences["RedHatAI/bge-m3"] == "MIT"
    assert licences["RedHatAI/embeddinggemma-300m"] == "gemma"
    assert sorted(set(licences.values()) - {"gemma"}, key=str) == ["Apache-2.0", "MIT"]
    assert {classification.release.component(WEIGHTS).availability.value for classification in classifications} == {
        None
    }
    assert classifications[0].source == f"{path}#RedHatAI/Laguna-XS.2-FP8"
    with pytest.raises(OpennessError, match="it holds 23 releases"):
        openness.classify(path)


def test_a_real_list_of_licences_is_several_releases(shared: Path) -> None:
    classifications = openness.classify_all(shared / "data/corpus/license-index/hyeonseo2__models.json", under=[])
    assert len(classifications) == 57
    licences = {
        classification.release.name.value: classification.release.component(WEIGHTS).licence.value
        for classification in classifications
    }
    assert licences["meta-llama/Llama-3.3-70B-Instruct"] == "LicenseRef-Llama-3.3-Community"
    assert licences["mistralai/Mistral-Medium-3.5-128B"] == "other"
    assert licences["google/medgemma-4b-it"] == "LicenseRef-Health-AI-Developer-Foundations-2024-11-15"
    assert {classification.spectrum.reached for classification in classifications} == {"closed"}


def test_a_list_of_anything_else_is_no_catalogue() -> None:
    assert not catalogue.matches_content("x.yaml", "models:\n- name: x\n  path: y\n")
    assert not catalogue.matches_content("x.json", '{"models": [{"name": "x"}]}')
    with pytest.raises(OpennessError, match="it lists no models"):
        catalogue.read(Document("x.yaml", "models: [plain]\n"))


def test_no_real_page_is_taken_for_a_model(shared: Path) -> None:
    for path in sorted((shared / "data/corpus/not-a-model-card").iterdir()):
        with pytest.raises(OpennessError) as caught:
            openness.read(path)
        assert len(str(caught.value).splitlines()) == 1
