"""The report of a notice."""

from pathlib import Path

import pytest

from openness import notice
from openness.cli.command_line import main


def test_a_notice_for_another_act_than_passing_on_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: apache-2.0\n---\n# One\n", encoding="utf-8")
    assert main(["notice", "--act", "change", str(tmp_path)]) == 0
    written = " ".join(capsys.readouterr().out.split())
    assert "ask of whoever changes it. Whoever passes it on needs another notice: `--act pass-on`." in written


def test_words_stand_once_and_the_duties_lead_with_what_to_do() -> None:
    written = notice("docs/examples/llama-3.1/README.md").text
    words = " ".join(written.split())
    assert words.count("“Built with Llama”") == 1
    assert "Words to show - show “Built with Llama” prominently" in words
    assert "you must - name the makers: keep the given notice" in words
    assert "- use a given name: see “Names to give” above - show a notice: see “Words to show” above" in words
    assert "- do the same as when you pass it on, changed or not: include the licence, use a given name" in words


def test_the_words_for_another_occasion_stand_there_where_they_are_not_shown_above() -> None:
    words = " ".join(notice("docs/examples/llama-3.1/README.md", act="use").text.split())
    assert "show a notice: show “Built with Llama” prominently" in words


def test_several_licences_that_ask_to_show_words_refer_to_them_once() -> None:
    written = notice(["system:llama-3.1", "system:kimi-k2"], act="host").text
    assert "“Built with Llama”" in written and "“Kimi K2”" in written
    assert written.count("show a notice: see “Words to show” above") == 1


def test_the_columns_of_the_parts_have_names(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nmodel_name: Rel\nlicense: apache-2.0\n---\n", encoding="utf-8")
    assert "  part  made by  licence\n  Rel   unknown  Apache-2.0\n" in notice(tmp_path).text


def test_a_duty_that_falls_due_past_a_number_says_so() -> None:
    words = " ".join(notice("system:kimi-k2").text.split())
    number = "if you have more than 100 million monthly active users or more than 20 million USD of monthly revenue"
    assert f"Words to show - {number}: show “Kimi K2” prominently in the interface" in words


def test_rights_that_may_end_are_among_what_a_recipient_must_know() -> None:
    words = " ".join(notice("system:flux2-dev").text.split()).partition(
        "Limits that everyone who receives it must know"
    )[2]
    assert "The company may end it at any time by notice, and calls the grant revocable (FLUX [dev]" in words


def test_the_last_line_says_what_was_not_read(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n# One\n", encoding="utf-8")
    (tmp_path / "terms.pdf").write_bytes(b"%PDF-1.4")
    end = " ".join(notice(tmp_path).text.split()).rpartition("Licence data")[2]
    assert f"Read: {tmp_path / 'README.md'}. Not read: {tmp_path / 'terms.pdf'}. This is not legal advice." in end


def _groups(text: str) -> dict[str, list[str]]:
    """The duties of a notice by their headings, each on one line."""
    groups: dict[str, list[str]] = {}
    for block in text.split("\n\n"):
        head, *lines = block.splitlines()
        if head.endswith(", you must"):
            items = " ".join(" ".join(lines).split()).split(" - ")
            groups[head.removesuffix(", you must")] = [item.removeprefix("- ") for item in items]
    return groups


def test_a_reference_to_duties_above_names_the_licence_that_asks_each(tmp_path: Path) -> None:
    """Of four models one alone is under a licence that asks a host to mark changes."""
    for name, licence in (("l", "llama3.1"), ("a", "apache-2.0"), ("o", "creativeml-openrail-m"), ("m", "mit")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "README.md").write_text(f"---\nlicense: {licence}\n---\n# {name}\n")
    groups = _groups(notice([tmp_path / name for name in "laom"]).text)
    assert groups["When you let others use it as a service"] == [
        "do the same as when you pass it on, changed or not: name the makers, include the licence, mark changes,"
        " pass on the limits (CreativeML Open RAIL-M); include the licence, use a given name, show a notice"
        " (Llama 3.1 Community License Agreement)",
        "tell of known dangers: tell end users of the dangers of your AI system that you know"
        f" (Llama 3.1 Community License Agreement, Acceptable Use Policy, 4; for {tmp_path / 'l'})",
        "do the same as when you use it",
    ]


def test_a_notice_for_a_host_has_the_duties_of_use_too_and_names_no_licence_where_there_is_one() -> None:
    groups = _groups(notice("system:llama-3.1", act="host").text)
    hosted = [item.partition(":")[0] for item in groups["When you let others use it as a service"]]
    used = ["tell of known dangers", "protect the licensor", "do not sue", "respect names and marks"]
    assert hosted == ["include the licence", "use a given name", "show a notice", *used]
    again = f"do the same as when you let others use it as a service: {', '.join(used)}"
    assert groups["When you use it"] == [again]
