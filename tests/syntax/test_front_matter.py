"""Where the Hub sees a block on top of a card, and where it sees none."""

import pytest

from openness.errors import OpennessError
from openness.syntax.document import Document
from openness.syntax.front_matter import front_matter


def found(text: str) -> tuple[dict[str, int] | None, str, str]:
    """The fields with their lines, the body, and what is odd."""
    block, start, oddity = front_matter(Document("README.md", text))
    fields = None if block is None else {key.text: key.line for key, _ in block}
    return fields, text[start:], f"{oddity.source.line}: {oddity.message}" if oddity and oddity.source else ""


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ("---\nlicense: mit\n---\n# A\n", {"license": 2}, "\n# A\n"),
        ("\n\n---\nlicense: mit\n---\n", {"license": 4}, "\n"),
        ("---\n\n---\n# A\n", {}, "\n# A\n"),
        ("# A\n---\nlicense: mit\n---\n", None, "# A\n---\nlicense: mit\n---\n"),
        ("", None, ""),
    ],
)
def test_the_block_is_where_the_hub_sees_it(text: str, fields: dict[str, int] | None, body: str) -> None:
    assert found(text) == (fields, body, "")


def test_four_dashes_close_nothing() -> None:
    with pytest.raises(OpennessError, match=r"README\.md:"):  # so the block goes on, and is not YAML
        found("---\nlicense: mit\n----\ntags: []\n---\n")


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("--- \nlicense: mit\n---\n", "1: blanks follow the opening dashes, so the Hub reads no block"),
        ("---\nlicense: mit\n", "1: the YAML block is not closed, so the Hub reads none of it"),
        ("\n---\nlicense: mit\n--- \n", "2: the YAML block is not closed, so the Hub reads none of it"),
    ],
)
def test_what_only_looks_like_a_block_is_said_and_is_body(text: str, odd: str) -> None:
    assert found(text) == (None, text, odd)
