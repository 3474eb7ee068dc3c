"""When two spellings are one name."""

import pytest

from openness.release.names import item_key, producer_key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("allenai/Dolma", "AllenAI/dolma", True),
        ("allenai/Dolma", "dolma", False),
        ("data 1.1", "data 11", False),
        ("Dolma 1.7", "dolma-1.7", True),
        ("allenai/dolma/", "allenai/dolma", True),
        ("dolma", "dolmino", False),
        ("数据", "語料", False),
    ],
)
def test_two_names_are_one_item_whatever_their_case_and_blanks(one: str, other: str, same: bool) -> None:
    assert (item_key(one) == item_key(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("DeepSeek-AI", "deepseek ai", True),
        ("Mistral AI", "mistralai", True),
        ("Meta", "Metal", False),
        ("百度", "百度", True),
    ],
)
def test_a_producer_is_one_whatever_stands_between_its_letters(one: str, other: str, same: bool) -> None:
    assert (producer_key(one) == producer_key(other)) is same
