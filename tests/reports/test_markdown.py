"""Every report as Markdown, read by a parser of CommonMark: emphasis is emphasis, and no mark of it is left as a letter."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.support.hostile_words import WORDS

from openness import classify
from openness.cli.command_line import main

ONE, TWO = "docs/examples/llama-3.1", "docs/examples/olmo-2"
CALLS = (
    f"classify {ONE} {TWO}",
    f"classify {ONE} --full",
    f"classify {TWO} --under eu-ai-act-53-2 --under spectrum",
    "classify system:deepseek-r1-distill-llama --full",
    f"may {ONE} {TWO}",
    f"notice {ONE} {TWO}",
    f"diff {ONE} {TWO}",
    f"check {ONE} {TWO}",
    "compatible mit llama3.1 --as apache-2.0",
)


def texts(tokens: list[Token]) -> str:
    """The text that a reader sees, without code and quoted texts."""
    return "".join(token.content if token.type == "text" else texts(token.children or []) for token in tokens)


def assert_no_mark_is_left(written: str) -> None:
    outside = re.sub(r"(?ms)^(`{3,})text$.*?^\1$", "", written)  # texts that are quoted line by line
    escaped = len(re.findall(r"(?<!\\)(?:\\\\)*\\\*", outside))
    left = texts(MarkdownIt("commonmark", {"html": True}).enable("table").parse(written))
    assert left.count("*") == escaped, [line for line in left.splitlines() if "*" in line]


@pytest.mark.parametrize("call", CALLS)
def test_no_mark_of_emphasis_is_left_in_a_report(call: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*call.split(), "--format", "markdown"]) in (0, 1)
    written = capsys.readouterr().out
    assert "*" in written
    assert_no_mark_is_left(written)


@pytest.mark.parametrize("system", ["gemma-2", "olmoe", "kimi-k2"])
def test_no_mark_of_emphasis_is_left_in_the_section_of_a_card(system: str) -> None:
    assert_no_mark_is_left(classify(f"system:{system}").to_markdown())


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_no_word_of_a_source_breaks_emphasis(word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = word.encode("utf-8", "replace").decode("utf-8")
    quoted = "'" + re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff]", " ", text).replace("'", "''") + "'"
    (tmp_path / "openness.yaml").write_text(
        f"openness: 1\nname: {quoted}\ncomponents: {{model-parameters-final: {{availability: public, licence: {quoted}}}}}\n",
        encoding="utf-8",
    )
    main(["classify", str(tmp_path / "openness.yaml"), "--format", "markdown"])
    assert_no_mark_is_left(capsys.readouterr().out)
