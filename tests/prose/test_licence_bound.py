"""Licences by their names to which a sentence without a word for the model binds whoever takes it."""

import pytest
from tests.support.releases import judged

from openness import prose
from openness.formats.card import read
from openness.syntax.document import Document

BINDING = (
    "Released under the Plover License.",
    "It is released under the Plover License.",
    "We release it under the Plover License.",
    "Heron is released under the Plover License.",
    "Under the Plover license.",
    "Weights under Plover License.",
    "By downloading you accept the Plover Agreement.",
    "Clicking Agree makes the Plover Evaluation Agreement binding on your organisation.",
    "The Plover License applies to the weights.",
    "Usage requires acceptance of the Plover License.",
    "This release uses the Plover License.",
)
OTHERS = (
    "The data is released under the Plover License.",
    "By downloading the dataset you accept the Plover License.",
    "Egret is released under the Plover License.",
    "The tokenizer comes from Egret, which is released under the Plover License.",
    "Our paper is published under the Plover Open Access License.",
    "It was trained on text that is under the Plover Government Licence.",
    "The Plover License applies to the images.",
    "By using it you accept the license.",
    "Released under an Open Source License.",
    "Maps:\n\n- under the Plover License",
    "## Dataset\n\nReleased under the Plover License.",
)


def sorts(text: str) -> list[str]:
    return [licence.sort for licence in prose.licences(f"# Heron\n\n{text}\n")]


@pytest.mark.parametrize("text", BINDING)
def test_whoever_takes_the_model_is_bound_to_a_licence_by_its_name(text: str) -> None:
    assert sorts(text) == ["sentence"]


@pytest.mark.parametrize("text", OTHERS)
def test_a_licence_of_something_else_or_without_a_name_binds_nobody(text: str) -> None:
    assert "sentence" not in sorts(text)


@pytest.mark.parametrize(
    ("name", "opens"), [("Plover License", False), ("MIT License", True), ("Apache License 2.0", True)]
)
def test_a_name_that_no_record_knows_leaves_an_open_tag_in_doubt(name: str, opens: bool) -> None:
    card = f"---\nlicense: apache-2.0\n---\n# Heron\n\nReleased under the {name}.\n"
    reached = judged(read(Document("README.md", card))).spectrum.reached
    assert (reached == "open-weights") is opens


@pytest.mark.parametrize(("tag", "opens"), [("mit", True), ("gpl-3.0", False)])
def test_weights_that_do_not_have_the_licence_of_the_code_are_doubted_where_the_tag_says_they_have(
    tag: str, opens: bool
) -> None:
    card = f"---\nlicense: {tag}\n---\n# Heron\n\nThe code is GPL-licensed; the weights are not.\n"
    reached = judged(read(Document("README.md", card))).spectrum.reached
    assert (reached == "open-weights") is opens
