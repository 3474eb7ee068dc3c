"""When two spellings are one name."""

import pytest

from openness.release.names import is_credit, item_key, producer_key


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


def test_a_name_of_signs_alone_is_itself() -> None:
    assert [item_key(name) for name in ("-", "_ ", "/", "a-/", "")] == ["-", "_ ", "/", "a", ""]
    assert [producer_key(name) for name in ("A1", "Ä-b_2", "--", "")] == ["a1", "äb2", "", ""]


CREDITS = "NOTICE notice Notices.txt copyright.md COPYRIGHTS Legal.md LEGAL_NOTICE.txt Legal-Notices Disclaimer"
NO_CREDITS = (
    "LICENSE legal.md disclaimers.txt policy.md guidelines ethics.txt README.md notice_me.txt Copyright-2024.md"
)
SPELT = "Disclaimers Licensing.md POLICY Policy.txt Guidelines Ethics.md Permissions Rights Code_of_Use.md Responsible-Use.md"


@pytest.mark.parametrize("name", [*CREDITS.split(), *SPELT.split(), "Ethical Use.md", "Responsible.AI.md"])
def test_files_that_credit_or_explain_are_known_by_their_names(name: str) -> None:
    assert is_credit(name)


@pytest.mark.parametrize("name", [*NO_CREDITS.split(), ""])
def test_other_files_credit_nobody(name: str) -> None:
    assert not is_credit(name)
