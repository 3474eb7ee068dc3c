"""What prose says of the licence of the model that a card's own was made from."""

import pytest
from tests.support.releases import card, codes, judged

from openness import prose
from openness.release.hints import NeededBase

FIELDS = "license: apache-2.0\npipeline_tag: text-generation"


def body(sentence: str) -> str:
    return f"# Heron 3B\n\nHeron 3B reads maps.\n\n{sentence}\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "The base model is under CC BY-NC 4.0.",
        "Base license: CC-BY-NC-4.0",
        "The base model is licensed under CC-BY-NC 4.0.",
        "The base model is released under the Gemma license.",
        "The base model is governed by the Gemma Terms of Use.",
        "The license of the base model is CC BY-NC 4.0.",
        "The original weights are under the CC BY-NC 4.0 license.",
        "Its base model is under the Llama 2 Community License.",
        "As the base model is licensed under cc-by-nc-4.0, keep that in mind.",
        "Base model license: Gemma Terms of Use",
        "The data is under Apache 2.0 and the base model is licensed under CC BY-NC 4.0.",
        "The base model is licensed under CC BY-NC 4.0, but we like it.",
    ],
)
def test_a_licence_of_the_base_that_limits_is_a_doubt(sentence: str) -> None:
    assert "restriction-in-prose" in codes(judged(card(FIELDS, body(sentence))))


@pytest.mark.parametrize(
    "sentence",
    [
        "The base model is Apache 2.0 licensed.",
        "Heron inherits the Apache 2.0 license of its base model.",
        "License: Apache 2.0, same as the base model",
        "The base model is licensed under Apache 2.0 and the data under CC BY-NC 4.0.",
        "The data of the base model is under CC BY-NC 4.0.",
        "The code inherits the Apache License, Version 2.0 of its base model.",
        "The licence of the baseline is CC BY-NC 4.0.",
        "The teacher model is licensed under CC BY-NC 4.0.",
        "Is the base model licensed under CC BY-NC 4.0?",
        "> The base model is licensed under CC BY-NC 4.0.",
        "Unlike the base model, which is under CC BY-NC 4.0, Heron was trained by us.",
        "The base model was formerly under CC BY-NC 4.0.",
        "Data license: as that of the base model, CC BY-NC 4.0",
        "## Evaluation\n\nThe accuracy of the base model is 4.0.",
    ],
)
def test_a_licence_of_the_base_that_limits_nothing_or_is_of_something_else_is_none(sentence: str) -> None:
    found = codes(judged(card(FIELDS, body(sentence))))
    assert not {"restriction-in-prose", "lineage-unknown", "licence-unclear"}.intersection(found)


@pytest.mark.parametrize("sentence", ["The base model is Apache 2.0 licensed.", "The base model is under MIT."])
def test_an_open_licence_of_the_base_opens_nothing(sentence: str) -> None:
    assert not any(licence.certain for licence in prose.licences(body(sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        "License: same as base model",
        "**License:** Same as the base model.",
        "| License | inherited from the base model |",
        "The license follows that of the base model.",
        "This model inherits the license of its base model.",
        "Heron is released under the same license as the base model.",
        "License: see base model",
        "The licence of the base model applies.",
        "The original model's licence applies.",
        "Upstream licence applies here too.",
        "Original licence applies to the underlying weights.",
        "The terms of the original model also apply.",
        "The terms of its base model remain in force.",
        "We use the base model's licence.",
    ],
)
def test_a_licence_that_is_whatever_the_base_has_tells_that_there_is_a_base(sentence: str) -> None:
    told = card(FIELDS, body(sentence))
    assert [type(sign) for sign in told.signs if isinstance(sign, NeededBase)] == [NeededBase]
    assert "lineage-unknown" in codes(judged(told))
    named = card(f"{FIELDS}\nbase_model: mistralai/Mistral-7B-v0.1", body(sentence))
    assert "lineage-unknown" not in codes(judged(named))


@pytest.mark.parametrize(
    "sentence",
    [
        "This model inherits the Apache 2.0 license of its base model.",
        "Is it under the license of the base model?",
        "> It is released under the same license as the base model.",
        "The base model is large.",
        "It has been optimized in terms of speed while keeping the same accuracy as the original model.",
        "It has the same size as the base model and comes with a licence.",
        "The license is in this folder; the base model is large.",
        "The original licence does not apply.",
        "The original licence applies to the code.",
        "The original licence applies only to the paper.",
        "An open source licence applies.",
        "The terms of the original dataset apply.",
        "Upstream licences apply to data and base models apart.",
        "We use the base model's tokenizer and terms from biology.",
    ],
)
def test_a_named_licence_and_a_question_tell_of_no_further_base(sentence: str) -> None:
    assert not any(isinstance(sign, NeededBase) for sign in card(FIELDS, body(sentence)).signs)
