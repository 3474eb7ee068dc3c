"""A native file about a data set."""

import pytest
from tests.support.releases import native

import openness
from openness.evaluation.uses.may import system_of
from openness.release.release import Release
from openness.vocabulary import Kind

DATA = "components: {datasets: {availability: public, licence: %s}}\n"
PARTS = "components:\n  datasets: {availability: public, licence: CC-BY-4.0}\n"


def of_data(text: str = DATA % "CC-BY-4.0") -> Release:
    return native(f"subject: dataset\nname: Facts\n{text}")


def test_it_is_read_and_asked_as_a_data_set() -> None:
    release = of_data()
    assert (release.subject, release.described, release.oddities) == ("dataset", (Kind.DATASETS,), ())
    assert [permission.use for permission in openness.may(release)] == [
        permission.use
        for permission in openness.may({"license": "cc-by-4.0", "task_categories": ["question-answering"]})
    ]
    assert "licence-missing" not in {finding.code.value for finding in openness.classify(release).findings}
    assert "availability-unknown" not in {finding.code.value for finding in openness.classify(release).findings}


@pytest.mark.parametrize("kind", ["model-parameters-final", "model-parameters-intermediate"])
def test_with_weights_in_it_it_is_judged_as_a_model_too(kind: str) -> None:
    text = f"{PARTS}  {kind}: {{availability: public, licence: CC-BY-NC-4.0}}\n"
    release = of_data(text)
    assert release.described == (Kind.MODEL_PARAMETERS_FINAL, Kind.DATASETS)
    assert [odd.message for odd in release.oddities] == [
        f"it is described as a data set, and the part {kind} tells of a model, so it is judged as a model too"
    ]
    assert release.oddities[0].source is not None and release.oddities[0].source.line == 6
    assert system_of([release]).of_either


def test_named_weights_in_it_stay_what_they_are() -> None:
    text = f"{PARTS}  model-parameters-final: {{name: w, availability: public, licence: MIT}}\n"
    assert openness.classify(of_data(text)).spectrum.reached == "open-weights"


@pytest.mark.parametrize("word", ["data", "[model, dataset]", "{a: b}", "Dataset"])
def test_a_subject_that_there_is_not_is_a_model_and_told(word: str) -> None:
    release = native(f"subject: {word}\n{DATA % 'MIT'}")
    assert release.subject == "model"
    assert release.oddities


def test_a_subject_twice_is_a_model_and_told() -> None:
    release = native(f"subject: dataset\nsubject: model\n{DATA % 'MIT'}")
    assert (release.subject, bool(release.oddities)) == ("model", True)


def test_a_data_set_written_as_a_native_file_is_one_when_read_again() -> None:
    conversion = openness.convert(of_data(), to="native")
    assert "subject: dataset" in conversion.text
    assert native(conversion.text.removeprefix("openness: 1\n")).subject == "dataset"
    assert conversion.omissions == ()
