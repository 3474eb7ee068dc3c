"""Whatever a name, a licence, a path or a policy's reason holds, no report of a check acts where it is shown."""

import json
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from attrs import evolve
from markdown_it import MarkdownIt
from tests.support.hostile.leaks import JUNIT
from tests.support.hostile_words import UNSAFE, WORDS
from tests.support.reported import FORMATS, JSON, commands, spoken, written

from openness import cli
from openness.blocks.escape import terminal


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_a_word_is_inert_in_every_report(word: str, form: str) -> None:
    text = written(form, spoken(word))
    assert not UNSAFE.search(text)
    text.encode("utf-8")
    if form != "github":
        assert list(commands(text)) == []
    if form in JSON:
        json.loads(text)
        assert text.isascii()
        assert not set("<>&") & set(text)


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_github_reads_the_commands_that_were_meant(word: str) -> None:
    text = written("github", spoken(word))
    found = list(commands(text))
    assert len(found) == len(text.splitlines())
    assert [one.name for one in found] == ["error", "error", "warning", "error", "error", "notice", "notice"]
    known = {"file", "line", "endLine", "col", "endColumn", "title"}
    assert all(set(one.properties) <= known for one in found)
    assert found[0].properties["title"] == terminal(f"openness licence:{word}")
    assert found[0].properties["line"] == "3"


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_junit_is_xml_that_says_the_word_and_nothing_else(word: str) -> None:
    suites = ElementTree.fromstring(written("junit", spoken(word)))
    tags = {one.tag for one in suites.iter()}
    assert tags == JUNIT
    failure = suites.find("*/testcase/failure")
    assert failure is not None
    assert failure.get("message") == terminal(word)


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_markdown_shows_a_table_and_nothing_else(word: str) -> None:
    text = written("markdown", spoken(word))
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    tags = re.findall(r"<(/?[a-zA-Z!][^\s>]*)", html)
    assert {tag.strip("/") for tag in tags} <= {
        "h2",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "strong",
        "p",
        "br",
        "span",
    }
    assert tags.count("tr") == 1 + 4
    assert tags.count("td") == 4 * 4
    assert len(text.encode()) < 1_000_000


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_markdown_calls_nobody_and_links_nowhere(word: str) -> None:
    text = written("markdown", spoken(word))
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    runs = re.split(r"<[^>]*>", html)  # GitHub looks into each run of text by itself
    live = r'(?i)@\w|\w@|#\d|\bgh-\d|\w://|\bwww\.\w|\$[`\w$]|[!~%][\w"]|&\d|:\w+:'
    assert [run for run in runs if re.search(live, unescape(run))] == []
    assert re.search(r"(?i)\w://|\bwww\.\w", text) is None  # which a reader of Markdown looks for before that
    shown = "".join(runs)
    if len(word) < 400:
        assert " ".join(terminal(word).split()) in " ".join(unescape(shown).split())


@pytest.mark.parametrize("form", ["text", "concise"])
def test_a_message_on_a_screen_is_cut_where_nobody_would_read_on(form: str) -> None:
    one = spoken("x")
    long = evolve(one, issues=tuple(evolve(issue, message="y" * 100_000) for issue in one.issues))
    text = written(form, long)
    assert text.count("y" * 60) > 0
    assert len(text) < 3_000 * len(one.issues)
    assert written("json", long).count("y" * 100_000) > 0


def test_a_summary_never_outgrows_what_github_takes() -> None:
    one = spoken("&" * 100_000)
    many = type(one)((), one.issues * 5_000, one.policy, one.problems * 5_000, one.replaced)
    text = written("markdown", many)
    assert len(text.encode()) < 1024 * 1024
    assert " more; the JSON has all." in text
    assert " more that are not usable." in text


@pytest.mark.parametrize(
    "name", ["a\n::error::b", "no UTF-8 \udcff", "a\x1b[31m", "$(touch pwned)", "-o", "a,b:c%0A", "é\u202e", "a=b"]
)
def test_a_path_is_inert_and_leads_back(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / name
    folder.mkdir()
    (folder / "README.md").write_text("---\nlicense: nobody-knows\npipeline_tag: x\n---\n")
    Path("openness-policy.toml").write_text('[check]\nrequire = { spectrum = "open-weights" }\n')
    outputs = [f"--output={form}=report.{form}" for form in FORMATS]
    assert cli.main(["check", *outputs, "-o", "out.txt", "--", f"./{name}"]) == 1
    for form in FORMATS:
        assert not UNSAFE.search(Path(f"report.{form}").read_text(encoding="utf-8"))
    first = next(commands(Path("report.github").read_text(encoding="utf-8")))
    assert first.properties["file"] == f"{terminal(name)}/README.md"
    quality = json.loads(Path("report.gitlab").read_text())
    assert quality[0]["location"]["path"] == f"{name}/README.md".replace("\udcff", r"\udcff")
