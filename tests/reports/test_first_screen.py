"""The first screen: one screen for every release, with an answer to each use and a line for each definition."""

import re
from pathlib import Path
from types import ModuleType

import pytest

from openness import Shelf, classify
from openness.cli.command_line import main
from openness.evaluation.summary import called, mark
from openness.reports import html, markdown, text
from openness.reports.detail import Detail
from openness.sources.system_ids import ids

LINES = {80: 60, 100: 55}  # as promised, by the columns of a terminal


@pytest.mark.parametrize("system", ids())
def test_every_shipped_system_fits_a_screen(system: str) -> None:
    one = [classify(f"system:{system}")]
    for width, most in LINES.items():
        lines = text.write(one, width).splitlines()
        assert len(lines) <= most, (width, len(lines))
        assert max(map(len, lines)) <= width
        assert "…" not in "".join(lines)


@pytest.mark.parametrize(
    "card",
    [
        "---\nlicense: apache-2.0\n---\n# " + "long name " * 40 + "\n",
        "openness: 1\nname: "
        + "x" * 300
        + "\nversion: "
        + "9" * 90
        + "\nproducer: "
        + "p " * 90
        + "\ncomponents: {}\n",
        "openness: 1\ncomponents:\n  model-parameters-final: {availability: public, licence: mit}\n"
        "  datasets:\n"
        + "".join(f"    - {{name: part {n}, availability: public, licence: cc0-1.0}}\n" for n in range(99)),
    ],
    ids=["long title", "long names", "many items"],
)
def test_whatever_a_source_says_fits_a_screen(card: str, tmp_path: Path) -> None:
    file = tmp_path / ("openness.yaml" if card.startswith("openness") else "README.md")
    file.write_text(card, encoding="utf-8")
    assert len(text.write([classify(file)]).splitlines()) <= LINES[80]


def test_each_use_stands_with_its_answer_and_each_definition_has_its_line() -> None:
    one = classify("docs/examples/llama-3.1/README.md")
    written = text.write([one], 100).replace("\n    ", " ")
    for permission in one.permissions:
        label = rf"(?:. |.* · ){re.escape(permission.label)}(?: ·.*)?"
        (line,) = re.findall(rf"^  {label}: {re.escape(permission.brief)} – ", written, re.MULTILINE)
        assert line.startswith(f"  {permission.verdict.mark} ")
    for id, judgement in one.judgements.items():
        assert id == "spectrum" or f"{mark(judgement).sign}  {called(judgement.definition)}  " in written


def test_a_maker_is_told_what_to_publish_and_a_user_what_to_look_out_for() -> None:
    written = text.write([classify("docs/examples/llama-3.1/README.md")])
    assert "  If it is yours: build it on a more open base model, or on none; and offer the\n" in written
    assert "  Look out: licence text not found\n" in written
    assert "  Held back: Companies with more than 700 million" in written
    assert "Meta grants a licence (Llama 3.1 Community License Agreement, clause 2)\n" in written


def test_what_stands_at_the_top_is_not_held_back() -> None:
    assert "Held back:" not in text.write([classify("docs/examples/olmo-2/openness.yaml")])


@pytest.mark.parametrize("call", ["may {}", "diff {} {}", "check {}", "classify {} --full", "notice {}"])
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_every_report_names_what_was_not_read(
    call: str, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n", encoding="utf-8")
    for name in ("LICENSE.pdf", "terms.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.4\n")
    main([*call.format(tmp_path, tmp_path).split(), "--format", form])
    written = " ".join(capsys.readouterr().out.replace("\\", "").split())
    unbroken = written.replace(" ", "")  # a line has room for a part of a long path
    assert f"{tmp_path}/LICENSE.pdf" in unbroken and f"{tmp_path}/terms.pdf" in unbroken
    assert written.removesuffix("*").endswith("This is not legal advice.")


def test_the_screen_says_that_files_were_not_read_before_what_they_may_change(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n", encoding="utf-8")
    assert "not read" not in text.write([classify(tmp_path)])
    for name in ("LICENSE.pdf", "terms.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.4\n")
    written = text.write([classify(tmp_path)])
    assert "  Look out: LICENSE.pdf and 1 more file not read, licence not known\n" in written
    assert len(written.splitlines()) <= LINES[80]
    assert f"Not read: {tmp_path}/LICENSE.pdf, {tmp_path}/terms.pdf." in classify(tmp_path).to_markdown().replace(
        "\\", ""
    )


def test_the_screen_opens_the_other_reports_with_every_sentence_whole() -> None:
    one = [classify("docs/examples/olmo-2/openness.yaml")]
    full = text.write(one, detail=Detail.FULL)
    screen, _, _ = text.write(one).partition("\n  --full")
    assert "…" not in screen and full.startswith(screen)
    assert "## What you may do" in markdown.write(one) and "## Files" in markdown.write(one)
    assert "What you may do</h2>" in html.write(one) and "Files</h2>" in html.write(one)


def test_definitions_of_a_folder_do_not_push_the_rest_off_the_screen(tmp_path: Path) -> None:
    template = (Path(text.__file__).parents[1] / "definitions" / "open-weights-definition-2024.toml").read_text("utf-8")
    for number in range(5):
        (tmp_path / f"house-{number}.toml").write_text(
            template.replace("open-weights-definition-2024", f"house-{number}"), encoding="utf-8"
        )
    one = classify("docs/examples/olmo-2/openness.yaml", shelf=Shelf([tmp_path]))
    written = text.write([one])
    assert "  and  " in written and " more\n" in written and len(written.splitlines()) <= LINES[80]


def test_full_has_the_criteria_of_every_definition(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["classify", "docs/examples/llama-3.1/README.md"]) == 0
    short = capsys.readouterr().out
    assert main(["classify", "docs/examples/llama-3.1/README.md", "--full"]) == 0
    full = capsys.readouterr().out
    assert len(short.splitlines()) <= LINES[80] and "[osaid-1.0/" not in short
    assert "[osaid-1.0/" in full and "[spectrum/weights-licence]" in full


def test_a_definition_that_bears_the_name_of_the_level_and_differs_says_why() -> None:
    written = text.write([classify("docs/examples/olmo-2/openness.yaml")])
    assert "Open source AI + open data" in written
    (line,) = (line for line in written.splitlines() if "OSAID 1.0  " in line)
    assert line.split(maxsplit=3)[-1].startswith("unknown: a person must review it")
    (other,) = (line for line in written.splitlines() if "MOF 1.0 " in line)
    assert "a person must review it" not in other  # the name of the level is not in its own


def test_every_yes_has_its_clause() -> None:
    for system in ("bloom", "olmo-2", "starcoder2", "gemma-2"):
        written = " ".join(text.write([classify(f"system:{system}")]).split())
        rows = re.findall(r": yes\b[^✓✗?]*", written)
        assert rows and all(re.match(r": yes(, but [^–]+)? – \w", row) for row in rows), system


@pytest.mark.parametrize("report", [text, markdown, html])
def test_no_first_screen_drops_what_a_yes_excludes(report: ModuleType) -> None:
    for system, but in (
        ("qwen2.5-3b", "not commercially and not for every purpose"),
        ("mistral-large-2", "not commercially, not for every purpose and not for everybody"),
        ("qwen2.5-72b", "not commercially with more than 100 million monthly active users"),
    ):
        written = " ".join(re.sub(r"<[^>]*>|[*_\\]", "", report.write([classify(f"system:{system}")])).split())
        yes = re.findall(r": yes\b(?:, but ([^–]*\w))? –", written.partition("Definitions")[0])
        assert but in yes, (system, yes)


@pytest.mark.parametrize("system", ["gemma-2", "olmo-2", "llama-3.1", "bloom"])
def test_a_licence_is_named_once_behind_the_clauses_of_a_yes(system: str) -> None:
    words = " ".join(text.write([classify(f"system:{system}")]).split())
    reason = re.split(r": yes(?:, but [^–]+)? – ", words, maxsplit=1)[-1].partition("Definitions")[0]
    assert " of " in reason and not re.search(r" of ([^;]{4,}) of \1", reason)


def test_where_our_description_is_silent_the_next_step_is_the_readers() -> None:
    written = text.write([classify("system:olmoe")])
    assert "  Next: look at the maker's page, and state the licence in a file of your own\n" in written
    assert "If it is yours" not in written
    assert "Next:" not in text.write([classify("docs/examples/llama-3.1/README.md")])


def test_the_licence_stands_below_the_level() -> None:
    title, level, licence = text.write([classify("system:olmo-2")]).splitlines()[:3]
    assert (title[:6], level[:14], licence) == ("OLMo 2", "Open source AI", "Licence: Apache-2.0")
    written = text.write([classify("docs/examples/llama-3.1/README.md")])
    assert "\nLicence: Llama 3.1 Community License Agreement [LicenseRef-Llama-3.1-Community]\n" in written


def test_no_part_stands_behind_a_label_that_says_the_opposite() -> None:
    written = text.write([classify("system:deepseek-r1-distill-llama")])
    assert "  Parts: weights (public); " in written and "(not published)" in written
    assert "Published:" not in written


def test_items_of_one_part_that_are_had_in_different_ways_have_their_names() -> None:
    written = " ".join(text.write([classify("system:qwen2.5-72b")]).split())
    assert "training code (fine-tuning settings for LLaMA-Factory), " in written
    assert "(public); training code (pre-training code), training data (not published)" in written


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_sentence_that_carries_an_answer_ends_where_it_ends(width: int) -> None:
    words = " ".join(text.write([classify("docs/examples/llama-3.1/README.md")], width).split())
    assert "have no rights until Meta grants a licence (Llama 3.1 Community License Agreement, clause 2)" in words
    assert "no ruling by Debian; under the draft a non-free model" in words


def test_a_mark_that_does_not_explain_itself_has_a_line_that_does() -> None:
    legend = "↥ met, not at the highest level; † known second-hand: the text may ask more or less"
    llama = classify("docs/examples/llama-3.1/README.md")
    for written in (text.write([llama], 100), markdown.write([llama]), html.write([llama]), llama.to_markdown()):
        assert legend in written
    plain_yes = classify("docs/examples/olmo-2/openness.yaml", under=["owd-0.3"])
    assert "↥" not in text.write([plain_yes]) and "†" not in text.write([plain_yes])


def test_a_reason_that_a_row_above_says_is_not_said_again() -> None:
    words = " ".join(text.write([classify("docs/examples/olmo-2/openness.yaml")]).split())
    assert words.count("a person must review it") == 1


def test_whoever_asks_for_a_definition_gets_it_and_the_level_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: apache-2.0\npipeline_tag: text-generation\n---\n# A\n", "utf-8")
    call = ["classify", str(tmp_path), "--under", "osaid-1.0"]
    for form in ("text", "markdown", "html"):
        assert main([*call, "--format", form]) == 0
        written = capsys.readouterr().out
        assert "osaid-1.0/parameters" in written and "spectrum/" not in written
        assert not any(word in written for word in ("Geopolitics", "Economics", "What you may do", "How open it is"))
        assert len(written.splitlines()) < 80
        assert main([*call, "--format", form, "--full"]) == 0
        full = capsys.readouterr().out
        assert all(word in full for word in ("osaid-1.0/parameters", "spectrum/", "Geopolitics", "What you may do"))


def test_what_does_not_decide_a_definition_stands_beside_its_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: apache-2.0\npipeline_tag: text-generation\n---\n# A\n", "utf-8")
    assert main(["classify", str(tmp_path), "--under", "eu-ai-act-53-2"]) == 0
    written = capsys.readouterr().out
    beside = Shelf().definition("eu-ai-act-53-2").beside
    head, _, tail = " ".join(written.split()).partition(beside)
    assert "53(1)(c) and (d)" in beside and "training content" in beside and tail
    assert "? unknown whether the exemption applies – " in head and "[eu-ai-act-53-2/" not in head


def test_no_report_shows_the_sum_of_several_efforts() -> None:
    one = [classify("docs/examples/llama-3.1/README.md")]
    for written in (text.write(one, detail=Detail.FULL), markdown.write(one), html.write(one)):
        assert "Reaches " in written and not re.search(r"(?i)effort", written)
