"""A call's words on standard error: remarks, details, a bar; and how much of it."""

import io
import itertools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from openness import OpennessError, cli
from openness.cli import console
from openness.cli.console import Voice, detail, emptied, progress, remark, speak

APACHE = "---\nlicense: apache-2.0\npipeline_tag: x\n---\n"


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _voice() -> Iterator[None]:
    yield
    speak(Voice.NORMAL)


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """A terminal in the place of standard error; a fixture cannot set it, as pytest sets it anew for each test."""
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    return screen


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock on which two seconds pass between two looks."""
    seconds = itertools.count(0, 2)
    monkeypatch.setattr(console, "monotonic", lambda: next(seconds))


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with several releases, in which we are."""
    for number in range(20):
        (tmp_path / "many" / str(number)).mkdir(parents=True)
        (tmp_path / "many" / str(number) / "README.md").write_text(APACHE)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "many"


@pytest.mark.usefixtures("slow")
def test_a_bar_is_drawn_after_a_second_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = on_a_terminal(monkeypatch)
    assert list(progress(range(20))) == list(range(20))
    drawn = screen.getvalue()
    assert "of 20" in drawn
    assert drawn.endswith("\r")
    assert drawn.rstrip("\r").rpartition("\r")[2].strip() == ""
    assert "\n" not in drawn


def test_what_is_done_in_a_second_needs_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = on_a_terminal(monkeypatch)
    assert list(progress(range(20_000))) == list(range(20_000))
    assert screen.getvalue() == ""


@pytest.mark.usefixtures("slow")
def test_a_bar_is_taken_away_where_the_work_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = on_a_terminal(monkeypatch)
    for thing in progress(range(20)):
        if thing == 10:
            break
    assert screen.getvalue().endswith("\r")


@pytest.mark.usefixtures("slow")
def test_no_bar_is_drawn_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress(range(20))) == list(range(20))
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("slow")
def test_a_quiet_call_draws_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = on_a_terminal(monkeypatch)
    speak(Voice.QUIET)
    assert list(progress(range(20))) == list(range(20))
    assert screen.getvalue() == ""


@pytest.mark.usefixtures("slow", "many")
@pytest.mark.parametrize(
    "call",
    [
        ["check", "many"],
        ["classify", "many", "--under", "spectrum", "-o", "out.txt"],
        ["report", "many", "-o", "site", "-q"],
        ["report", "many", "-o", "site"],
        ["classify", *(f"many/{number}" for number in range(20)), "--under", "spectrum", "-o", "out.txt"],
    ],
    ids=" ".join,
)
def test_every_verb_over_many_things_has_a_bar(call: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    screen = on_a_terminal(monkeypatch)
    assert cli.main(call) == 0
    assert ("of 20" in screen.getvalue()) is ("-q" not in call)


@pytest.mark.usefixtures("slow")
def test_lint_has_a_bar(monkeypatch: pytest.MonkeyPatch, many: Path) -> None:
    screen = on_a_terminal(monkeypatch)
    for number in range(20):
        (many / f"licenseref-{number}.toml").write_text(f'id = "LicenseRef-{number}"\nname = "A licence"\n')
    assert cli.main(["lint", str(many)]) in (0, 1)
    assert "of 20" in screen.getvalue()


@pytest.mark.parametrize(
    ("voice", "written"),
    [
        (Voice.QUIET, []),
        (Voice.NORMAL, ["openness: a remark"]),
        (Voice.VERBOSE, ["openness: a remark", "openness: a detail"]),
    ],
)
def test_a_voice_says_how_much_is_written(voice: Voice, written: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    speak(voice)
    remark("a remark")
    detail("a detail")
    assert capsys.readouterr().err.splitlines() == written


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("call", [["-q", "convert"], ["convert", "-q"], ["convert", "--quiet"]])
def test_quiet_stands_before_or_after_the_verb_and_leaves_the_result(
    call: list[str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    arguments = ["many/1", "--to", "spdx2"]
    assert cli.main(["convert", *arguments]) == 0
    loud = capsysbinary.readouterr()
    assert cli.main([*call, *arguments]) == 0
    quiet = capsysbinary.readouterr()
    assert (quiet.out, quiet.err) == (loud.out, b"")
    assert loud.err != b""


def test_quiet_hides_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["classify", "-q", "gone.md"]) == 2
    assert "gone.md" in capsys.readouterr().err


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("verb", ["classify", "check", "notice"])
def test_verbose_names_what_is_read_and_the_time_on_standard_error(
    verb: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    cli.main([verb, "many/1"])
    plain = capsysbinary.readouterr()
    cli.main([verb, "many/1", "-v"])
    verbose = capsysbinary.readouterr()
    assert verbose.out == plain.out
    assert b"openness: read many/1/README.md\n" in verbose.err
    assert f"openness: {verb} took ".encode() in verbose.err


def test_no_terminal_obeys_the_name_of_a_file_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a\x1b[31m", "##vso[b]", "c\n::error::d"):
        Path(name).mkdir()
        Path(name, "README.md").write_text("---\nlicense: mit\npipeline_tag: x\n---\n")
    cli.main(["check", "-v", "."])
    told = capsys.readouterr().err
    assert "read ./a\\x1b[31m/README.md" in told
    assert not [part for part in ("\x1b", "##vso", "\n::") if part in told]


@pytest.mark.skipif(os.name == "nt", reason="Windows removes no folder that a process stands in")
def test_a_working_directory_that_is_gone_is_no_internal_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert cli.main(["check"]) == 2
    assert "the working directory is gone" in capsys.readouterr().err


def test_one_call_leaves_the_next_as_loud_as_ever(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["-q", "--version"])
    cli.main(["classify", "-q", "gone.md"])
    remark("heard")
    cli.main(["explain", "mit"])
    remark("heard")
    assert capsys.readouterr().err.count("openness: heard") == 1


@pytest.mark.parametrize(("output", "colours"), [("-", True), ("report.txt", False)])
def test_colours_are_for_a_report_that_goes_to_the_terminal(
    output: str, colours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((120, 40)))
    monkeypatch.setattr(Screen, "fileno", lambda _: 1)
    assert console.screen(output) == ((120, True) if colours else (80, False))


def test_what_nobody_reads_is_dropped_and_told_once() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as stream:
        stream.write("a report\n")
        assert isinstance(emptied(stream), BrokenPipeError)
        stream.write("the rest of it\n")
        assert emptied(stream) is None
    assert emptied(None) is None


def test_a_result_for_an_output_that_is_closed_is_an_error_and_nothing_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    console.write("", "-")
    console.write(["", ""], "-")
    with pytest.raises(OpennessError, match="it is closed"):
        console.write(["", "a report"], "-")


def test_a_line_is_there_when_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    pipe = io.TextIOWrapper(written)  # which is written by the block
    monkeypatch.setattr(sys, "stderr", pipe)
    console.say("openness: a line")
    assert written.getvalue() == b"openness: a line\n"
    pipe.detach()
