"""The licence of training data in the prose of a model's card."""

import pytest
from tests.support.releases import card

import openness
from openness.prose.training_data import training_data_licences
from openness.release.finding import Code

FIELDS = "license: apache-2.0\npipeline_tag: text-generation"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The training data is licensed under CC-BY-NC-4.0.", ("CC-BY-NC-4.0",)),
        ("The dataset used for training is released under CC BY-NC 4.0.", ("CC BY-NC 4.0",)),
        ("The datasets used to train this model are licensed under cc-by-nc-4.0.", ("cc-by-nc-4.0",)),
        ("Our fine-tuning data are under CC-BY-NC-SA-4.0.", ("CC-BY-NC-SA-4.0",)),
        ("The ISIC 2019 Training data is licensed under CC-BY-NC 4.0.", ("CC-BY-NC 4.0",)),
        ("The model was trained on the PCam dataset, which is licensed under CC-BY-NC-4.0.", ("CC-BY-NC-4.0",)),
        ("Training data license: CC-BY-NC-4.0", ("CC-BY-NC-4.0",)),
        ("- **Training data license:** CC-BY-NC-4.0", ("CC-BY-NC-4.0",)),
    ],
)
def test_a_statement_on_what_trained_the_model_names_its_licence(text: str, names: tuple[str, ...]) -> None:
    (found,) = training_data_licences(f"# M\n\n{text}\n")
    assert found.names[: len(names)] == names
    assert found.line == 2


@pytest.mark.parametrize(
    "text",
    [
        "The evaluation data is licensed under CC-BY-NC-4.0.",
        "The data is licensed under CC-BY-NC-4.0.",
        "The model is licensed under CC-BY-NC-4.0.",
        "Is the training data licensed under CC-BY-NC-4.0?",
        "The training data is not licensed under CC-BY-NC-4.0.",
        "The training data is not public.",
        "The Nova framework that produced the training data is licensed under AGPL-3.0.",
        "The model was trained on data that we host under example.org, and is licensed under MIT.",
        "The training data is licensed under no licence.",
        "> The training data is licensed under CC-BY-NC-4.0.",
        "We filtered training data with CC-BY-NC-4.0 out.",
        "Other models are trained on training data licensed under CC-BY-NC-4.0.",
    ],
)
def test_other_sentences_state_none(text: str) -> None:
    assert list(training_data_licences(f"# M\n\n{text}\n")) == []


@pytest.mark.parametrize(
    ("licence", "told"),
    [("CC-BY-NC-4.0", True), ("CC-BY-4.0", False), ("the Acme Data Licence", False), ("the MIT license", False)],
)
def test_it_warns_beside_weights_that_may_be_sold_and_moves_nothing(licence: str, told: bool) -> None:
    plain = openness.classify(card(FIELDS, "# M\n"))
    beside = openness.classify(card(FIELDS, f"# M\n\nThe training data is licensed under {licence}.\n"))
    found = [finding for finding in beside.findings if finding.code is Code.TRAINING_DATA_NON_COMMERCIAL]
    assert [finding.source.line for finding in found if finding.source] == ([7] if told else [])
    assert beside.spectrum.reached == plain.spectrum.reached
    assert [finding for finding in beside.findings if finding not in found] == list(plain.findings)


def test_a_sentence_of_more_than_400_characters_states_no_licence_of_the_data() -> None:
    says = "The training data is licensed under CC-BY-NC-4.0"
    for characters, count in ((400, 1), (401, 0)):
        assert len(list(training_data_licences(f"{says} {'x' * (characters - len(says) - 2)}."))) == count
