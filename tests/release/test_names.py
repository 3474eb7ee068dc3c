"""When two spellings are one name."""

import pytest

from openness.release.names import explains, is_credit, is_of_weights, item_key, producer_key, tells_news


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


EXPLAINS = """
    usage use info about faq limitations intended-use model_use data-use access data-access download downloads weights
    checkpoints models model-zoo datasheet data-sheet dataset-description important warning how-to-use please-read
    read-me-first readme_first notice notices copyright copyrights legal legal-notice legal_notices disclaimer disclaimers
    licensing policy guidelines ethics permissions rights code-of-use responsible_use ethical-use responsible-ai
"""


@pytest.mark.parametrize("word", EXPLAINS.split())
def test_a_file_may_explain_by_its_name_in_small_letters_too(word: str) -> None:
    assert explains(f"{word}.md") and explains(word) and explains(f"{word.upper()}.TXT")
    assert not explains(f"{word}.py") and not explains(f"x{word}.md") and not explains(f"{word}.md.py")


NEWS = """
    changelog change-log changes history version_history news updates release-notes release_notes releasenotes releases
    security
"""


@pytest.mark.parametrize("word", NEWS.split())
def test_a_file_tells_news_in_each_of_these_words(word: str) -> None:
    assert tells_news(f"{word}.md") and tells_news(word.upper())
    assert not tells_news(f"{word}.py") and not tells_news(f"x{word}.md")


@pytest.mark.parametrize("ending", ["", ".md", ".markdown", ".txt", ".rst", ".html", ".htm"])
def test_a_file_explains_in_a_text(ending: str) -> None:
    assert explains(f"USAGE{ending}")
    assert not explains(f"README{ending}")
    assert not explains(f"USAGE{ending or '.'}x")


@pytest.mark.parametrize(
    ("name", "tells"),
    [
        ("CHANGELOG", True), ("Changelog", True), ("changelog", False), ("CHANGELOG.txt", True), ("Changelog.TXT", True),
        ("changelog.txt", False), ("changelog.md", True), ("changelog.MD", True), ("changelog.markdown", True),
        ("changelog.rst", True), ("CHANGELOG.html", False), ("CHANGELOG.py", False), ("README", False), ("README.md", False),
        ("", False), ("Release Notes.md", True), ("release_notes.md", True), ("Release-Notes", True), ("CHANGELOG.md.txt", False),
    ],
)  # fmt: skip
def test_a_file_tells_news_by_its_name(name: str, tells: bool) -> None:
    assert tells_news(name) is tells


@pytest.mark.parametrize(
    ("title", "others", "are"),
    [
        ("heron-weights", (), True), ("heron-weights  ", (), True), ("weights-heron", (), False), ("heron", (), False),
        ("", ("Model weights of Heron",), True), ("", ("x", "Model weights"), True), ("", ("The tools: model weights",), False),
        ("x" * 9_999 + " heron-weights", (), True), ("", (" " * 9_999 + "Model weights",), False),
    ],
)  # fmt: skip
def test_a_thing_is_weights_by_its_title_or_by_how_a_description_begins(
    title: str, others: tuple[str, ...], are: bool
) -> None:
    assert is_of_weights(title, *others) is are


def test_a_letter_that_becomes_two_counts_by_its_letter() -> None:
    assert producer_key("İx") == producer_key("ix") == "ix"
