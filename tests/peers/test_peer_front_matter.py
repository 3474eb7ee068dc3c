"""The block on top of a card against the Hub's own rule: the regular expression of huggingface_hub's `repocard.py`."""

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import OpennessError
from openness.formats import card
from openness.release.release import Release
from openness.syntax.document import Document
from openness.vocabulary import Kind

#: huggingface_hub, `repocard.py`, REGEX_YAML_BLOCK.
HUB = re.compile(r"^(\s*---[\r\n]+)([\S\s]*?)([\r\n]+---(\r\n|\r|\n|$))")


def read(text: str) -> Release:
    """A card as it is read from a file, with its line ends made one."""
    return card.read(Document("README.md", text.replace("\r\n", "\n").replace("\r", "\n")))


def has_block(text: str) -> bool:
    """True where we read a block: only then are weights inferred to be there."""
    release = read(text)
    weights = release.component(Kind.MODEL_PARAMETERS_FINAL)
    return any(item.availability.claims for item in weights.items)


def licence(text: str) -> str | None:
    weights = read(text).component(Kind.MODEL_PARAMETERS_FINAL)
    return weights.licence.value


def fields_of(block: str) -> dict[str, Any] | None:
    """The fields the Hub reads in a block; None where it is not a mapping."""
    try:
        fields = yaml.safe_load(block)
    except yaml.YAMLError:
        return None
    if fields is None:
        return {}
    return fields if isinstance(fields, dict) else None


BLOCK = "license: mit\nlibrary_name: transformers"
CARDS = {
    "plain": f"---\n{BLOCK}\n---\n# A model\n",
    "ends with the block": f"---\n{BLOCK}\n---",
    "blank lines before": f"\n\n---\n{BLOCK}\n---\n",
    "blanks before": f"  ---\n{BLOCK}\n---\n",
    "blank line after the dashes": f"---\n\n{BLOCK}\n---\n",
    "blank lines before the end": f"---\n{BLOCK}\n\n\n---\n",
    "windows": f"---\n{BLOCK}\n---\n# A model\n".replace("\n", "\r\n"),
    "old mac": f"---\n{BLOCK}\n---\n# A model\n".replace("\n", "\r"),
    "a longer rule before the end": f"---\n{BLOCK}\n----\nlicense_name: x\n---\n",
    "blanks after the closing dashes": f"---\n{BLOCK}\n--- \n# A model\n---\n",
    "dashes inside a value": f"---\n{BLOCK}\ntags: [a---b]\n---\n",
    "a comment first": f"---\n# a comment\n{BLOCK}\n---\n",
    "a second block": f"---\n{BLOCK}\n---\ntext\n---\nlicense: apache-2.0\n---\n",
    "a document marker first": f"---\n---\n{BLOCK}\n---\n",
    "not closed": f"---\n{BLOCK}\n# A model\n",
    "text before": f"# A model\n---\n{BLOCK}\n---\n",
    "a blank after the opening dashes": f"--- \n{BLOCK}\n---\n",
    "four dashes": f"----\n{BLOCK}\n----\n",
    "two dashes": f"--\n{BLOCK}\n--\n",
    "a blank before the closing dashes": f"---\n{BLOCK}\n ---\n",
    "nothing": "",
    "dashes alone": "---",
    "prose alone": "# A model\n",
    "a byte-order mark": f"\ufeff---\n{BLOCK}\n---\n",
}


@pytest.mark.parametrize("text", CARDS.values(), ids=CARDS.keys())
def test_a_block_is_read_where_the_hub_reads_one(text: str) -> None:
    try:
        read_one = has_block(text)
    except OpennessError:  # a block that is not YAML is a block
        read_one = True
    assert read_one == (HUB.match(text) is not None)


@pytest.mark.parametrize("text", [text for text in CARDS.values() if HUB.match(text) and "----" not in text])
def test_what_is_read_is_what_the_hub_reads(text: str) -> None:
    block = HUB.match(text)
    assert block is not None
    try:
        assert licence(text) == ("mit" if "--- " not in block[2] else None)
    except OpennessError:
        assert "--- " in block[2], "the block holds a second document"


LINES = st.sampled_from(
    ["---", "----", "--- ", " ---", "--", "license: mit", "tags: [a]", "library_name: peft", "", "# text", "- a"]
)


@given(st.lists(LINES, max_size=8), st.sampled_from(("\n", "\r\n")), st.booleans())
def test_a_block_is_read_where_the_hub_reads_one_in_any_file(lines: list[str], end: str, ends: bool) -> None:
    text = end.join(lines) + (end if ends else "")
    block = HUB.match(text)
    fields = fields_of(block[2]) if block else {}
    try:
        assert has_block(text) == bool(fields)
        assert licence(text) == (fields or {}).get("license")
    except OpennessError:
        assert fields is None
