"""What prose says of the licence of the model that a card's own was made from."""

import pytest
from tests.support.releases import card, codes, judged

from openness import prose
from openness.prose.licence_of_base import is_handed_on, names_of_base
from openness.prose.reader import sentences
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


SAME = "It is released under the same licence as the base model"


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        (f"{SAME}.", True),
        (f"# {SAME}", False),  # a heading
        (f"```\n# {SAME}.\n```", False),  # an example
        (f"> {SAME}.", False),  # somebody else's words
        (f"{SAME}?", False),
        (f"Unlike others, {SAME}.", False),
        ("It is no longer a copy, it is under the same licence as the base model.", False),
        ("License: same as base model", True),
        ("License: same as base model, but for trade", False),
        ("The licence of the base model applies.", True),
        ("It follows the base model's licence.", True),
        ("It follows the base model in all that it does under a licence.", False),  # not right behind
        ("A licence is no guide: see others beside the base model.", True),
        ("It is under the same Apache licence as the base model.", False),  # a name
    ],
)
def test_a_licence_is_that_of_the_base_where_a_statement_says_so(text: str, is_so: bool) -> None:
    assert any(map(is_handed_on, sentences(text))) is is_so


def test_a_data_set_has_no_licence_of_a_base() -> None:
    assert not any(map(is_handed_on, sentences(f"{SAME}.", "dataset")))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The base model is under CC BY-NC 4.0.", ["CC BY-NC 4.0"]),
        ("Our model is CC BY-NC 4.0 licensed, as is the base model.", []),  # the noun before it is another
        ("The code is CC BY-NC 4.0 licensed, and the base model is licensed under MIT.", ["MIT"]),
        (f"CC BY-NC 4.0 is the licence of {'x' * 47} base model.", ["CC BY-NC 4.0"]),  # 79 characters behind
        (f"CC BY-NC 4.0 is the licence of {'x' * 48} base model.", []),
    ],
)
def test_a_name_is_that_of_the_licence_of_a_base_behind_the_noun_or_right_before_it(
    text: str, names: list[str]
) -> None:
    assert [name for sentence in sentences(text) for name in names_of_base(sentence)] == names
