"""What the Hub's tags say."""

import pytest

from openness import hub


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("a/b", ("", "a/b")),
        ("finetune:a/b", ("finetune", "a/b")),
        ("quantized:", ("", "quantized:")),
        ("other:a/b", ("", "other:a/b")),
    ],
)
def test_a_tag_names_a_base_and_may_tell_its_relation(word: str, said: tuple[str, str]) -> None:
    assert hub.named_base(word) == said


def test_a_base_named_by_several_tags_is_one() -> None:
    assert hub.base_relations(["a/b", "finetune:a/b", "c/d"]) == {"a/b": "finetune", "c/d": ""}
