"""A call's words on standard error: remarks, details, a bar; and how much of it."""

import errno
import io
import itertools
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from openness import OpennessError, cli
from openness.cli import console
from openness.cli.console import Gauge, Voice, detail, emptied, progress, remark, speak

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
    messages = capsys.readouterr().err
    assert "read ./a\\x1b[31m/README.md" in messages
    assert not [part for part in ("\x1b", "##vso", "\n::") if part in messages]


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


@pytest.mark.parametrize(
    ("windows", "variables", "colours"),
    [
        (False, {}, True),
        (True, {}, False),
        *((True, {name: "1"}, True) for name in ("WT_SESSION", "TERM_PROGRAM", "TERM", "ANSICON", "ConEmuANSI")),
        (False, {"TERM": "dumb"}, False),
        (True, {"TERM": "dumb", "WT_SESSION": "1"}, False),
        (False, {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        (True, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "0"}, False),
        (False, {"NO_COLOR": "1"}, False),
        (False, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_a_terminal_draws_colours_unless_it_is_a_plain_one_of_windows_or_somebody_wants_none(
    windows: bool, variables: dict[str, str], colours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "WT_SESSION", "TERM_PROGRAM", "TERM", "ANSICON", "ConEmuANSI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(console, "WINDOWS", windows)
    monkeypatch.setattr(sys, "stdout", Screen())
    assert console.screen("-") == (80, colours)


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


@pytest.mark.parametrize(("windows", "kind"), [(True, BrokenPipeError), (False, OpennessError)])
def test_a_pipe_that_nobody_reads_is_known_by_the_error_of_windows(
    windows: bool, kind: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """There it is an invalid argument, which elsewhere is a fault of its own."""

    class Pipe(io.BytesIO):
        """A pipe whose reader has left."""

        def write(self, data: object) -> int:
            raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(console, "WINDOWS", windows)
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=Pipe()))
    with pytest.raises(kind):
        console.write("a report", "-")


def test_a_line_is_there_when_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    pipe = io.TextIOWrapper(written)  # which is written by the block
    monkeypatch.setattr(sys, "stderr", pipe)
    console.say("openness: a line")
    assert written.getvalue() == b"openness: a line\n"
    pipe.detach()


def at(times: Iterable[float], monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that shows these times, look by look."""
    looks = iter(times)
    monkeypatch.setattr(console, "monotonic", lambda: next(looks))


def bar(done: int, after: str) -> str:
    return f"\r[{'#' * done}{' ' * (40 - done)}] {after}"


@pytest.mark.usefixtures("slow")
def test_a_bar_shows_the_share_that_is_done_and_leaves_an_empty_line(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = on_a_terminal(monkeypatch)
    assert list(progress(range(4))) == [0, 1, 2, 3]
    drawn = "".join(bar(10 * step, f"{step} of 4") for step in range(4))
    assert screen.getvalue() == f"{drawn}\r{' ' * 49}\r"


def test_a_bar_is_drawn_from_the_first_second_on_ten_times_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    for times, drawn in (
        ((0, 0.75, 0.875), []), ((0, 0.75, 1.0, 1.0), [1]), ((0, 1.0, 1.0, 1.05), [0]), ((0, 1.0, 1.0, 1.25, 1.25), [0, 1]),
    ):  # fmt: skip
        screen = on_a_terminal(monkeypatch)
        at(times, monkeypatch)
        assert list(progress("ab")) == ["a", "b"]
        assert re.findall(r"(\d) of 2", screen.getvalue()) == list(map(str, drawn))


@pytest.mark.usefixtures("slow")
def test_one_thing_has_no_bar_and_two_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for things, drawn in (((), False), (("a",), False), (("a", "b"), True)):
        screen = on_a_terminal(monkeypatch)
        assert list(progress(things)) == list(things)
        assert ("of 2" in screen.getvalue()) is drawn
    monkeypatch.setattr(sys, "stderr", None)
    assert list(progress("ab")) == ["a", "b"]


def test_a_bar_is_on_the_screen_as_soon_as_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal keeps a line without an end back until somebody flushes it."""
    written = io.BytesIO()
    terminal = io.TextIOWrapper(written, encoding="utf-8")
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stderr", terminal)
    at(range(0, 100, 2), monkeypatch)
    for thing in progress(range(2)):
        assert written.getvalue().endswith(f"{thing} of 2".encode())
    assert written.getvalue().endswith(b" \r")
    gauge = Gauge()
    gauge(0.5, 7)
    assert written.getvalue().endswith(b"7 rows")
    gauge.clear()
    assert written.getvalue().endswith(b" \r")
    terminal.detach()


def test_a_gauge_shows_the_rate_and_the_time_left_since_it_was_first_told(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = on_a_terminal(monkeypatch)
    at((0, 0.5, 128.5, 128.55, 256.5), monkeypatch)
    gauge = Gauge()
    gauge(0.25, 1_000)  # within the first second nothing is drawn
    assert screen.getvalue() == ""
    gauge(0.5, 129_000)
    first = bar(20, "129,000 rows, 1,000 a second, 4:16 left")
    assert screen.getvalue() == first
    gauge(0.5, 129_001)  # within a tenth of a second after that neither
    gauge(0.9375, 257_000)
    second = bar(37, "257,000 rows, 1,000 a second, 0:23 left")
    assert screen.getvalue() == first + second
    gauge.clear()
    gauge.clear()
    assert screen.getvalue() == f"{first}{second}\r{' ' * (len(second) - 1)}\r"


def test_a_gauge_shows_that_time_passes_until_it_is_first_told(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = on_a_terminal(monkeypatch)
    at((0, 0, 1.5, 62.5, 70, 71), monkeypatch)
    gauge = Gauge()
    pauses = iter((None, None, lambda: gauge(0.5, 1_000)))

    def paused(seconds: float) -> None:
        """Pass the time; in the third pause the first rows are there."""
        if told := next(pauses):
            told()

    monkeypatch.setattr(console, "sleep", paused)
    monkeypatch.setattr("threading.Thread", lambda target, daemon: SimpleNamespace(start=target))
    gauge.wait()
    blank = f"\r[{' ' * 40}] the first rows, "
    told = screen.getvalue().rpartition("\r")[2]
    assert screen.getvalue() == f"{blank}0:01{blank}1:02\r{told}"
    assert told.startswith(f"[{'#' * 20}{' ' * 20}] 1,000 rows")


def test_a_gauge_that_cannot_wait_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = on_a_terminal(monkeypatch)

    def refused(**_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("threading.Thread", refused)
    Gauge().wait()
    assert screen.getvalue() == ""


def test_a_gauge_has_no_rate_at_first_and_a_shorter_line_covers_a_longer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = on_a_terminal(monkeypatch)
    at((0, 1.0, 1.0625, 3.0, 5.0), monkeypatch)
    gauge = Gauge()
    gauge(0.5, 1_000)
    assert screen.getvalue() == bar(20, "1,000 rows")
    gauge(0.75, 1_500)
    gauge(0.75, 1_500)
    assert screen.getvalue().endswith(bar(30, "1,500 rows, 250 a second, 0:02 left"))
    gauge(0.5, 7)  # another file
    longer = "1,500 rows, 250 a second, 0:02 left"
    assert screen.getvalue().endswith(f"{bar(20, '7 rows')}{' ' * (len(longer) - len('7 rows'))}")


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("where", ["quiet", "a quiet pipe", "pipe", "closed"])
def test_a_gauge_draws_for_a_terminal_that_listens_alone(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    screen: io.StringIO | None = None if where == "closed" else io.StringIO() if "pipe" in where else Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    if "quiet" in where:
        speak(Voice.QUIET)
    gauge = Gauge()
    gauge(0.5, 100)
    gauge(0.75, 100)
    gauge.clear()
    assert screen is None or screen.getvalue() == ""


@pytest.mark.parametrize("voice", Voice)
def test_a_gauge_writes_a_line_every_half_minute_where_there_is_no_terminal(
    voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = io.StringIO()
    monkeypatch.setattr(sys, "stderr", log)
    at((0, 2.0, 12.0, 32.0, 42.0, 62.0), monkeypatch)
    speak(voice)
    gauge = Gauge()
    gauge.wait()
    for share, rows in ((0.25, 1_000), (0.3, 2_000), (0.5, 31_000), (0.6, 40_000), (0.75, 61_000)):
        gauge(share, rows)
    gauge.clear()
    lines = [
        "openness: 31,000 rows, 1,000 a second, 1:00 left",
        "openness: 61,000 rows, 1,000 a second, 0:30 left",
    ]
    assert log.getvalue().splitlines() == ([] if voice is Voice.QUIET else lines)


def test_each_problem_is_written_once(capsys: pytest.CaptureFixture[str]) -> None:
    console.complain(["a: one", "b: two", "a: one"])
    assert capsys.readouterr().err.splitlines() == ["openness: a: one", "openness: b: two"]


@pytest.mark.parametrize(
    ("terminal", "no", "force", "colours"),
    [
        (True, None, None, True), (False, None, None, False), (True, "1", None, False), (True, "", None, True),
        (False, None, "1", True), (False, None, "0", False), (True, None, "0", False), (False, None, "", False),
        (True, "1", "1", False), (False, "1", "1", False),
    ],
)  # fmt: skip
def test_the_environment_decides_on_colours_before_the_terminal_does(
    terminal: bool, no: str | None, force: str | None, colours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("NO_COLOR", no), ("FORCE_COLOR", force)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Screen() if terminal else io.StringIO())
    monkeypatch.setattr(Screen, "fileno", lambda _: 1)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((100, 40)))
    assert console.screen("-") == (100 if terminal else 80, colours)


@pytest.mark.parametrize(("name", "colours"), [("", False), ("WT_SESSION", True), ("TERM", True), ("ConEmuANSI", True)])
def test_a_console_of_windows_has_colours_where_it_says_so(
    name: str, colours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in ("NO_COLOR", "FORCE_COLOR", *console._DRAWS):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setattr(console, "WINDOWS", True)
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setattr(Screen, "fileno", lambda _: 1)
    if name:
        monkeypatch.setenv(name, "1")
    assert console.screen("-")[1] == colours
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert console.screen("-")[1]


def test_a_screen_without_a_width_has_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: int) -> os.terminal_size:
        raise OSError

    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setattr(Screen, "fileno", lambda _: 1)
    monkeypatch.setattr(os, "get_terminal_size", unknown)
    assert console.screen("-") == (80, True)
    monkeypatch.delattr(os, "get_terminal_size")  # as under Pyodide
    assert console.screen("-") == (80, True)
    monkeypatch.setattr(sys, "stdout", None)
    assert console.screen("-") == (80, False)


@pytest.mark.skipif(not os.path.isdir("/dev/fd"), reason="an open file has no name here")
def test_what_reads_along_has_each_piece_as_it_comes() -> None:
    read, write = os.pipe()
    os.set_blocking(read, False)  # a piece that has not come fails, and nobody waits for it

    def pieces() -> Iterator[str]:
        yield "one "
        assert os.read(read, 100) == b"one "
        yield "two"

    console.write(pieces(), f"/dev/fd/{write}")
    assert os.read(read, 100) == b"two"
    os.close(read)
    os.close(write)


@pytest.mark.skipif(not os.path.isdir("/dev/fd"), reason="an open file has no name here")
@pytest.mark.parametrize(
    ("output", "file"), [("-", None), ("/dev/fd/1", None), ("/dev/null", None), ("new", "new"), ("old", "old")]
)
def test_a_name_leads_to_a_file_or_to_what_is_none(output: str, file: str | None, tmp_path: Path) -> None:
    (tmp_path / "old").write_text("")
    asked = output if output[0] in "-/" else str(tmp_path / output)
    assert console.file_of(asked) == (file and str(tmp_path / file))


def test_links_to_a_file_lead_to_it_whether_it_is_there_or_not(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below/second").symlink_to("../first")
    (tmp_path / "first").symlink_to("below/file")
    (tmp_path / "folder").symlink_to("below")
    for name in ("first", "below/second", "folder/file", "folder/second"):
        assert console.file_of(str(tmp_path / name)) == str(tmp_path / "below/file"), name
    (tmp_path / "below/file").write_text("")
    assert console.file_of(str(tmp_path / "folder/second")) == str(tmp_path / "below/file")


def test_a_file_that_replaces_another_keeps_its_mode_and_a_link_is_replaced_itself(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("before")
    (tmp_path / "old").chmod(0o640)
    console.replace("after", str(tmp_path / "old"))
    assert (tmp_path / "old").read_text() == "after"
    if os.name != "nt":
        assert (tmp_path / "old").stat().st_mode & 0o777 == 0o640
    (tmp_path / "other").write_text("theirs")
    (tmp_path / "link").symlink_to("other")
    console.replace(b"ours", str(tmp_path / "link"))
    assert ((tmp_path / "other").read_text(), (tmp_path / "link").read_text()) == ("theirs", "ours")
    assert not (tmp_path / "link").is_symlink()
    with pytest.raises(OpennessError, match="it cannot be written"):
        console.replace("", str(tmp_path / "gone/file"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "old", "other"]


class Slow(io.RawIOBase):
    """A stream that takes three bytes at a time, and at the end none."""

    def __init__(self, room: int) -> None:
        self.taken = bytearray()
        self.room = room

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int | None:
        part = bytes(data[: min(3, self.room - len(self.taken))])
        self.taken += part
        return len(part) or None


def test_a_stream_that_takes_a_part_at_a_time_gets_all_and_one_that_takes_nothing_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for room, error in ((100, None), (5, "it cannot be written")):
        stream = Slow(room)
        monkeypatch.setattr(sys, "stdout", type("Out", (), {"buffer": stream})())
        if error:
            with pytest.raises(OpennessError, match=error):
                console.write(["a rep", "ort"], "-")
        else:
            console.write(["a rep", "ort"], "-")
        assert bytes(stream.taken) == b"a report"[:room]


def test_a_result_is_there_when_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()

    class Out:
        buffer = io.BufferedWriter(written)

    monkeypatch.setattr(sys, "stdout", Out())
    console.write("a report", "-")
    assert written.getvalue() == b"a report"
    Out.buffer.detach()


def test_a_program_may_give_streams_of_text_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(APACHE))
    monkeypatch.setattr(sys, "stdout", out)
    assert cli.main(["classify", "-", "--format", "json"]) == 0
    assert '"Apache-2.0"' in out.getvalue()
