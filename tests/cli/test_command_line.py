"""The command line: streams, exit codes, files."""

import gc
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from openness import api, cli
from openness._version import __version__
from openness.cli import command_line, verbs
from openness.cli.verbs import VERBS
from openness.evaluation import batch
from openness.reports import explained, matches
from openness.reports import text as report

CARD = "---\nlicense: mit\npipeline_tag: x\n---\n"
LLAMA = "docs/examples/llama-3.1/README.md"
OLMO = "docs/examples/olmo-2/openness.yaml"


@pytest.fixture(autouse=True)
def _no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "OPENNESS_PATH"):
        monkeypatch.delenv(name, raising=False)


class Ran:
    """The exit code and the output of one call."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def results(self) -> list[dict[str, object]]:
        """The results of its JSON."""
        results: list[dict[str, object]] = json.loads(self.out)["results"]
        return results


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> "Runner":
    """Runs one call."""
    return Runner(capsysbinary)


class Runner:
    """Runs calls in this process."""

    def __init__(self, captured: pytest.CaptureFixture[bytes]) -> None:
        self.captured = captured

    def __call__(self, *arguments: object) -> Ran:
        """Run one call and take what it wrote."""
        code = cli.main([str(argument) for argument in arguments])
        out, err = self.captured.readouterr()
        return Ran(code, out.decode(), err.decode())


def test_a_result_goes_to_standard_output_and_nothing_else_does(run: Runner) -> None:
    ran = run("classify", LLAMA)
    assert (ran.code, ran.err) == (0, "")
    assert "Weights available" in ran.out


def test_json_is_as_promised(run: Runner) -> None:
    ran = run("classify", LLAMA, OLMO, "--format", "json", "--under", "osaid-1.0")
    assert ran.code == 0
    assert [result["source"] for result in ran.results] == [LLAMA, OLMO]
    assert json.loads(ran.out)["tool"] == __version__


def test_the_console_script_takes_its_words_from_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    for words, code in ((["--version"], 0), (["frobnicate", "--version"], 2)):
        monkeypatch.setattr(sys, "argv", ["openness", *words])
        try:
            with pytest.raises(SystemExit) as end:
                command_line.run()
        finally:
            gc.unfreeze()
            gc.enable()
        assert end.value.code == code


def test_the_version_is_said(run: Runner) -> None:
    assert run("--version").out == f"openness {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["clasify"], ["classify"], ["classify", LLAMA, "--format", "xml"], ["classify", LLAMA, "--nope"]]
)
def test_a_call_that_cannot_be_used_is_2(run: Runner, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


@pytest.mark.parametrize(
    "arguments",
    ["classify L", "notice L", "convert L --to card", "inventory .", "diff L L", "scan docs/examples/catalogue.csv"],
)
def test_only_check_takes_a_format_before_a_file(run: Runner, tmp_path: Path, arguments: str) -> None:
    words = [LLAMA if word == "L" else word for word in arguments.split()]
    ran = run(*words, "-o", "json=x.json")
    assert (ran.code, ran.out) == (2, "")
    assert "'json=x.json' is no file; name the format with --format. A file of this name is ./json=x.json" in ran.err
    assert not Path("json=x.json").exists()


def test_a_bare_call_shows_the_help_and_is_2(run: Runner) -> None:
    """As nothing is done; a script whose words are empty fails."""
    bare, asked = run(), run("--help")
    assert (bare.code, bare.out, bare.err) == (2, asked.out, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("clasify x", "'clasify' is no verb; did you mean classify?"),
        ("frobnicate", "'frobnicate' is no verb; `openness --help` lists them"),
        ("--shlf x classify x", "there is no option --shlf; did you mean --shelf?"),
        ("classify --formt json", "there is no option --formt; did you mean --format?"),
        ("compatible --ass MIT", "there is no option --ass; did you mean --as?"),
        ("classify x --formt json", "there is no option --formt; did you mean --format?"),
        ("classify --formt=json x", "there is no option --formt; did you mean --format?"),
        ("check x --prest osi-only", "there is no option --prest; did you mean --preset?"),
        (
            "classify x --ful",
            "there is no option --ful; did you mean --full?",
        ),  # what is short today is another word tomorrow
        ("check x --bas y", "there is no option --bas; did you mean --baseline?"),
        ("may x --uses run", "there is no option --uses; did you mean --use?"),
        ("check nosuch", "nosuch: there is no such file; check the path"),
        ("explain OSAID-1.1", "nothing here is called 'OSAID-1.1'; did you mean osaid-1.0"),
        ("check x --zzz", "there is no option --zzz; `openness check --help` lists them"),
        ("classify x --format jsno", "'jsno' is no value of --format; did you mean json?"),
        ("classify x --format xyz", "'xyz' is no value of --format; it is one of text, json, markdown, html"),
        ("classify x --under osaid-1.1", "there is no definition 'osaid-1.1'; did you mean osaid-1.0"),
        ("check x --preset osi-ony", "there is no preset 'osi-ony'; did you mean osi-only?"),
        ("classify system:olmo2", "there is no described system 'olmo2'; did you mean olmo-2"),
        ("classify", "the following arguments are required: PATH; `openness classify --help` lists what it takes"),
        ("diff a b c", "nothing takes 'c'; `openness diff --help` lists what it takes"),
    ],
)
def test_a_mistyped_word_is_2_on_one_line_with_the_nearest(run: Runner, arguments: str, message: str) -> None:
    ran = run(*arguments.split())
    assert (ran.code, ran.out) == (2, "")
    [line] = ran.err.splitlines()
    assert message in line


def test_each_mistyped_option_has_its_line(run: Runner) -> None:
    assert run("classify", "x", "--formt", "json", "--undr", "spectrum").err.splitlines() == [
        "openness: there is no option --formt; did you mean --format?",
        "openness: there is no option --undr; did you mean --under?",
    ]


def test_a_mistyped_word_does_nothing_to_a_terminal(run: Runner) -> None:
    for arguments in (["\x1b[31mx"], ["classify", "x", "--\x1b[31m"], ["classify", "x", "--format", "\x1b[31m"]):
        ran = run(*arguments)
        assert ran.code == 2
        assert "\x1b" not in ran.err


@pytest.mark.parametrize("place", ["before", "after", "both"])
def test_a_shelf_stands_before_the_verb_or_after_it(run: Runner, tmp_path: Path, place: str) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"licenseref-{name}.toml").write_text(f'id = "LicenseRef-{name}"\nname = "Licence {name}"\n')
    one, two = ["--shelf", str(tmp_path / "one")], ["--shelf", str(tmp_path / "two")]
    before, after = {"before": ([*one, *two], []), "after": ([], [*one, *two]), "both": (one, two)}[place]
    ran = run(*before, "explain", "LicenseRef-one", "LicenseRef-two", *after)
    assert (ran.code, ran.err) == (0, "")
    assert "Licence one" in ran.out and "Licence two" in ran.out


def test_a_pattern_of_described_systems_names_all_of_them(run: Runner) -> None:
    ran = run("classify", "system:olmo-*", "--under", "spectrum", "--format", "json")
    assert [result["source"] for result in ran.results] == ["system:olmo-2", "system:olmo-3"]
    ran = run("classify", "system:nothing-like-*")
    assert (ran.code, ran.out) == (2, "")
    assert "no described system is called like 'nothing-like-*'" in ran.err


@pytest.mark.parametrize("arguments", [["--help"], ["classify", "--help"]])
def test_help_is_a_result(run: Runner, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.err) == (0, "")
    assert "openness" in ran.out


def test_a_missing_file_is_2_on_one_line(run: Runner) -> None:
    ran = run("classify", "gone.md")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "openness: gone.md: there is no such file; check the path\n"


def test_of_several_inputs_the_good_ones_are_still_reported(run: Runner) -> None:
    ran = run("classify", "gone.md", OLMO, "also-gone.md", "--format", "json")
    assert ran.code == 2
    assert [result["source"] for result in ran.results] == [OLMO]
    assert [problem["document"] for problem in json.loads(ran.out)["problems"]] == ["gone.md", "also-gone.md"]
    assert len(ran.err.splitlines()) == 2


def test_an_unknown_definition_is_2_with_the_nearest(run: Runner) -> None:
    ran = run("classify", LLAMA, "--under", "osaid-1.1")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean osaid-1.0" in ran.err


def test_an_unknown_component_is_2_with_its_line_and_the_result_is_still_shown(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "openness.yaml"
    path.write_text(
        "openness: 1\ncomponents:\n  model-parameters-final: {availability: public, licence: MIT}\n  code: public\n"
    )
    ran = run("classify", path, "--format", "json")
    assert ran.code == 2
    assert ran.err.startswith(f"openness: {path}:4: there is no component 'code'")
    assert ran.results[0]["spectrum"] == {
        "reached": "open-weights",
        "reachable": "open-source-ai-with-open-data",
        "basis": "declared",
    }


def test_a_problem_is_path_line_what_and_what_to_do(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "openness.yaml"
    path.write_text("name: x\nopenness: 2\n")
    assert run("classify", path).err == (
        f"openness: {path}:2: it is not version 1 of the format; write `openness: 1`\n"
    )


def test_a_file_is_written_whole_under_its_name(run: Runner, tmp_path: Path) -> None:
    ran = run("classify", LLAMA, "--format", "json", "-o", tmp_path / "out.json")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert json.loads((tmp_path / "out.json").read_text())["results"]
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_file_is_replaced_and_never_cut(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out.txt").write_text("old")

    def broken(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", broken)
    ran = run("classify", LLAMA, "-o", tmp_path / "out.txt")
    assert ran.code == 2
    assert "No space left on device" in ran.err
    assert (tmp_path / "out.txt").read_text() == "old"


def test_a_write_that_fails_leaves_nothing_behind(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", broken)
    run("classify", LLAMA, "-o", tmp_path / "out.txt")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_2(run: Runner, tmp_path: Path) -> None:
    ran = run("classify", LLAMA, "-o", tmp_path / "nowhere" / "out.txt")
    assert (ran.code, ran.out) == (2, "")
    assert "it cannot be written: No such file or directory" in ran.err


def test_a_device_is_written_to_as_it_is(run: Runner) -> None:
    assert run("classify", LLAMA, "-o", os.devnull).code == 0
    assert not Path(os.devnull).is_file()


def test_a_file_that_happens_to_be_called_part_is_no_place_to_write_to(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "out.txt.part").write_text("mine")
    assert run("classify", LLAMA, "-o", tmp_path / "out.txt").code == 0
    assert (tmp_path / "out.txt.part").read_text() == "mine"


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_has_the_usual_mode_and_one_that_is_replaced_keeps_its_own(
    run: Runner, tmp_path: Path, mask: int
) -> None:
    (tmp_path / "old").touch(0o600)
    before = os.umask(mask)
    try:
        for name in ("new", "old"):
            assert run("classify", LLAMA, "-o", tmp_path / name).code == 0
    finally:
        os.umask(before)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("new", "old")] == [0o666 & ~mask, 0o600]


@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing yet"])
def test_a_link_that_is_named_is_written_through(run: Runner, tmp_path: Path, there: bool) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "end").symlink_to("folder/out.json")
    (tmp_path / "link").symlink_to("end")
    if there:
        (tmp_path / "folder/out.json").write_text("old")
    assert run("classify", LLAMA, "--format", "json", "-o", tmp_path / "link").code == 0
    assert (tmp_path / "link").is_symlink() and (tmp_path / "end").is_symlink()
    assert json.loads((tmp_path / "folder/out.json").read_text())["results"]
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["out.json"]


def test_links_that_lead_nowhere_are_2(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    ran = run("classify", LLAMA, "-o", tmp_path / "a")
    assert (ran.code, ran.out) == (2, "")
    assert "it cannot be written: Too many levels of symbolic links" in ran.err


@pytest.mark.parametrize("text", [CARD, "openness: 1\nname: x\n", '{"openness": 1, "name": "x"}'])
def test_a_dash_is_standard_input(run: Runner, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    ran = run("classify", "-", "--format", "json")
    assert ran.code == 0
    assert [result["source"] for result in ran.results] == ["-"]


def test_standard_input_of_no_known_format_is_2(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"hello")))
    ran = run("classify", "-")
    assert (ran.code, ran.out) == (2, "")
    assert "standard input" in ran.err


def test_paths_are_separate_results_and_join_makes_them_one(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / "openness.yaml").write_text("openness: 1\nname: x\n")
    paths = (tmp_path / "README.md", tmp_path / "openness.yaml")
    assert len(run("classify", *paths, "--format", "json").results) == 2
    (joined,) = run("classify", *paths, "--join", "--format", "json").results
    release = joined["release"]
    assert isinstance(release, dict)
    assert release["name"] == "x"


def test_a_folder_of_several_releases_gives_several_results(run: Runner, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "README.md").write_text(CARD)
    ran = run("classify", tmp_path, "--format", "json")
    assert [result["source"] for result in ran.results] == [f"{tmp_path}/a", f"{tmp_path}/b"]
    assert len(run("classify", tmp_path, "--format", "json", "--exclude", "b/").results) == 1


@pytest.mark.parametrize(
    ("set_to", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "", "NO_COLOR": ""}, False),
        ({"FORCE_COLOR": "0"}, False),
    ],
    ids=["a pipe", "forced", "none", "none outweighs forced", "empty is unset", "forced off"],
)
def test_colour_is_a_matter_of_the_environment(
    run: Runner, monkeypatch: pytest.MonkeyPatch, set_to: dict[str, str], coloured: bool
) -> None:
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run("classify", LLAMA).out) is coloured


def test_json_is_never_coloured(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in run("classify", LLAMA, "--format", "json").out


def crashing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let every classification raise."""

    def crash(*arguments: object) -> None:
        raise error

    monkeypatch.setattr(batch, "classify_release", crash)


def test_an_internal_error_is_101_and_shows_no_traceback(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    crashing(monkeypatch, ZeroDivisionError("secret"))
    ran = run("classify", LLAMA)
    assert (ran.code, ran.out) == (101, "")
    assert "Traceback" not in ran.err
    assert "report it" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_debug_shows_the_traceback(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    crashing(monkeypatch, ZeroDivisionError("why"))
    ran = run("--debug", "classify", LLAMA)
    assert ran.code == 101
    assert "Traceback" in ran.err and "why" in ran.err


@pytest.mark.parametrize("error", [RecursionError(), MemoryError(), ValueError(), KeyError("x")])
def test_any_crash_is_an_internal_error(run: Runner, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    crashing(monkeypatch, error)
    assert run("classify", LLAMA).code == 101


def test_an_interrupt_is_130(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    crashing(monkeypatch, KeyboardInterrupt())
    assert run("classify", LLAMA).code == 130


@pytest.mark.parametrize("name", ["\x1b[31mred.md", "a\n::error::b.md", "a\u202eb.md"])
def test_a_hostile_path_never_reaches_the_terminal(run: Runner, name: str) -> None:
    ran = run("classify", name)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert not {"\x1b", "\u202e"} & set(ran.err)


def test_a_shelf_that_is_broken_is_2_with_its_line(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("id = \n")
    ran = run("--shelf", tmp_path, "classify", LLAMA)
    assert (ran.code, ran.out) == (2, "")
    assert "broken.toml:1: it is not valid TOML" in ran.err


def test_the_module_and_the_console_script_are_one() -> None:
    ran = subprocess.run([sys.executable, "-m", "openness", "--version"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"openness {__version__}\n", "")


def test_a_reader_that_leaves_early_shows_no_traceback() -> None:
    command = [sys.executable, "-m", "openness", "classify", *[OLMO] * 40, "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


# Streams that are full or closed; what a shell does with >&-


def shell(words: str, folder: Path | None = None) -> Ran:
    """One call by a shell, the program being `openness` and LLAMA a card."""
    command = words.replace("openness", f"{sys.executable} -m openness", 1).replace("LLAMA", str(Path(LLAMA).resolve()))
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, cwd=folder)
    return Ran(ran.returncode, ran.stdout, ran.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("verb", ["classify LLAMA", "explain mit", "--help", "--version"])
@pytest.mark.parametrize("unbuffered", ["", "PYTHONUNBUFFERED=1 "])
def test_a_full_standard_output_is_2(verb: str, unbuffered: str) -> None:
    ran = shell(f"{unbuffered}openness {verb} >/dev/full")
    assert (ran.code, ran.err) == (
        2,
        "openness: standard output: it cannot be written: No space left on device; "
        "check that there is room, and that you may write there\n",
    )


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no names of open files here")
def test_a_lock_is_written_to_an_open_file_as_to_standard_output(tmp_path: Path) -> None:
    (tmp_path / "serve.py").write_text('AutoModel.from_pretrained("mistralai/Mistral-7B-v0.1")\n')
    named, plain = (shell(f"openness lock -o {name}", tmp_path) for name in ("/dev/stdout", "-"))
    assert (named.code, named.out) == (plain.code, plain.out)
    assert plain.code == 0
    assert 'name = "mistralai/Mistral-7B-v0.1"' in plain.out


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no names of open files here")
@pytest.mark.parametrize("name", ["link", "/proc/self/fd/1"])
@pytest.mark.parametrize("to", ["", " >>log"])
def test_what_is_open_is_written_to_and_never_replaced_or_cut(tmp_path: Path, name: str, to: str) -> None:
    (tmp_path / "link").symlink_to("/proc/self/fd/1")
    (tmp_path / "log").write_text("before\n")
    ran = shell(f"openness classify LLAMA -o {name}{to}", tmp_path)
    log = (tmp_path / "log").read_text()
    assert (ran.code, ran.err) == (0, "")
    assert "Weights available" in (log if to else ran.out)
    assert log.startswith("before\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "log"]
    assert (tmp_path / "link").is_symlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name here")
def test_a_pipe_by_name_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    ran = shell("cat pipe & openness classify LLAMA -o pipe; wait", tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "Weights available" in ran.out


@pytest.mark.skipif(os.name != "posix", reason="no limits of a shell here")
@pytest.mark.parametrize("verb", ["classify", "check"])
@pytest.mark.parametrize("unbuffered", ["", "PYTHONUNBUFFERED=1 "])
def test_a_result_that_is_cut_short_is_2(tmp_path: Path, verb: str, unbuffered: str) -> None:
    ran = shell(
        f"ulimit -f 1; PYTHONDONTWRITEBYTECODE=1 {unbuffered}openness {verb} {'LLAMA ' * 40} --format json >out.json",
        tmp_path,
    )
    assert 0 < (tmp_path / "out.json").stat().st_size < 2_000
    assert ran.code == 2
    assert ran.err.endswith(
        "openness: standard output: it cannot be written: File too large; "
        "check that there is room, and that you may write there\n"
    )


@pytest.mark.parametrize("verb", ["classify", "check --full"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_leaves_early_is_2_however_it_is_written(verb: str, unbuffered: str) -> None:
    command = [sys.executable, "-m", "openness", *verb.split(), *[str(Path(LLAMA).resolve())] * 40, "--format", "json"]
    surroundings = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 2


@pytest.mark.parametrize("verb", ["classify LLAMA", "explain mit", "--help"])
def test_a_closed_standard_output_is_2(verb: str) -> None:
    ran = shell(f"openness {verb} >&-")
    assert (ran.code, ran.err) == (
        2,
        "openness: standard output: it cannot be written: it is closed; "
        "check that there is room, and that you may write there\n",
    )


def test_with_a_file_to_write_to_a_closed_standard_output_matters_not(tmp_path: Path) -> None:
    ran = shell("openness classify LLAMA --format json -o out.json >&-", tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert json.loads((tmp_path / "out.json").read_text())["results"]


@pytest.mark.parametrize("verb", ["classify -", "identify -"])
def test_a_closed_standard_input_is_2(verb: str) -> None:
    ran = shell(f"openness {verb} <&-")
    assert (ran.code, ran.out, ran.err) == (2, "", "openness: standard input: it is closed; name a file\n")


@pytest.mark.parametrize("closed", ["2>/dev/full", "2>&-"])
@pytest.mark.parametrize("verb", ["classify nope", "clasify", "identify nope", "lint nope"])
def test_a_message_nobody_can_hear_changes_no_exit_code_and_no_result(verb: str, closed: str) -> None:
    ran = shell(f"openness {verb} {closed}")
    assert (ran.code, ran.out) == (2, "")


# Options between paths


def test_options_may_stand_between_paths(run: Runner) -> None:
    ran = run("classify", LLAMA, "--format", "json", OLMO, "--under", "osaid-1.0", "--", LLAMA)
    assert (ran.code, [result["source"] for result in ran.results]) == (0, [LLAMA, OLMO, LLAMA])
    assert run("explain", "mit", "--format", "json", "apache-2.0").out.count('"id":') == 2
    assert run("diff", OLMO, "--under", "spectrum", OLMO).code == 0


def test_after_two_dashes_everything_is_a_path(run: Runner) -> None:
    assert run("classify", "--", "-gone.md", "--format").err.count("there is no such file") == 2


def test_an_unknown_option_between_paths_is_2(run: Runner) -> None:
    ran = run("classify", LLAMA, "--nope", OLMO)
    assert (ran.code, ran.out) == (2, "")
    assert "--nope" in ran.err


# What could not be used is no fault


def test_lint_tells_what_it_cannot_read_from_what_breaks_the_rules(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "half.toml").write_text('id = "LicenseRef-half"\n')
    assert run("lint", tmp_path).code == 1
    ran = run("lint", tmp_path / "nope", tmp_path)
    assert (ran.code, ran.err) == (2, f"openness: {tmp_path}/nope: there is no such file; check the path\n")
    assert "half.toml" in ran.out


def test_without_a_result_nothing_is_written(run: Runner) -> None:
    ran = run("identify", "nope")
    assert (ran.code, ran.out) == (2, "")


# Narrow terminals


@pytest.mark.parametrize("rung", ["reached", "reachable"])
def test_on_40_columns_nothing_is_wider_and_no_rung_loses_its_mark(rung: str) -> None:
    classification = api.classify(OLMO, under=[])
    page = report.write([classification], 40)
    assert max(map(len, page.splitlines())) <= 40
    mark = {"reached": "← certain", "reachable": "← possible"}[rung]
    assert f"{getattr(classification.spectrum, rung)} {mark}" in " ".join(page.split()) or (
        classification.spectrum.reached == classification.spectrum.reachable
    )


def test_explanations_and_matches_fit_40_columns() -> None:
    text = Path("LICENSE").read_text().replace("perpetual", "eternal") + "\nyou may not use it in any way at all\n"
    wide = [explained.write(api.explain(word), 40) for word in ("spectrum", "g7-2026", "definitions", "llama3.1")]
    wide.append(matches.write([("LICENSE", api.identify(text))], 40))
    assert max(len(line) for page in wide for line in page.splitlines()) <= 40


# openness notice


def test_a_notice_that_lacks_something_exits_with_1_and_one_that_lacks_nothing_with_0(
    run: Runner, tmp_path: Path
) -> None:
    assert run("notice", LLAMA).code == 1
    (tmp_path / "README.md").write_text("---\nlicense: cc0-1.0\npipeline_tag: x\n---\n")
    assert run("notice", tmp_path).code == 0


def test_a_notice_is_one_text_for_all_paths(run: Runner, tmp_path: Path) -> None:
    ran = run("notice", LLAMA, OLMO, "--format", "json", "-o", tmp_path / "notice.json", "-q")
    assert (ran.code, ran.out, ran.err) == (1, "", "")
    notice = json.loads((tmp_path / "notice.json").read_text())
    assert list(notice) == ["schema", "tool", "data", "text", "missing", "problems"]
    assert notice["text"] == run("notice", LLAMA, OLMO).out
    assert all(gap["says"] for gap in notice["missing"])


def test_no_notice_is_written_of_a_part_of_a_system(run: Runner) -> None:
    ran = run("notice", LLAMA, "gone.md")
    assert (ran.code, ran.out) == (2, "")
    assert "gone.md" in ran.err


def test_a_notice_in_markdown_is_the_same_notice(run: Runner) -> None:
    ran = run("notice", LLAMA, "--format", "markdown")
    assert ran.code == 1
    assert ran.out.startswith("# Notice for ")
    assert "**INCOMPLETE**" in ran.out


@pytest.mark.parametrize(("act", "first"), [("use", "When you use it"), ("host", "When you let others use it")])
def test_a_notice_is_made_for_an_act(run: Runner, act: str, first: str) -> None:
    out = run("notice", LLAMA, "--act", act).out
    occasions = [line for line in out.splitlines() if line.startswith("When you ")]
    assert occasions[0].startswith(first)


@pytest.mark.parametrize("verb", ["check .", "notice .", "convert . --to native"])
@pytest.mark.parametrize("option", ["--cards .", "--lock x.lock"])
def test_an_option_of_an_inventory_is_refused_without_one(run: Runner, verb: str, option: str) -> None:
    ran = run(*verb.split(), *option.split())
    assert ran.code == 2
    assert f"{option.split()[0]} is for what code uses; add --inventory" in ran.err


@pytest.mark.parametrize(("columns", "widest"), [(70, 70), (300, 100)])
def test_help_is_as_wide_as_the_screen_within_reason(
    run: Runner, monkeypatch: pytest.MonkeyPatch, columns: int, widest: int
) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((columns, 24)))
    text = [line for line in run("classify", "--help").out.splitlines() if line.startswith("  ")]
    assert widest - 15 <= max(map(len, text)) <= widest


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["-q"], "the following arguments are required: VERB; `openness --help` lists what it takes"),
        (["--"], "the following arguments are required: VERB; `openness --help` lists what it takes"),
        (["--shelf", "x", "--verbos", "classify", "y"], "there is no option --verbos; did you mean --verbose?"),
        (["diff", "a", "b", "c", "d"], "nothing takes 'c' 'd'; `openness diff --help` lists what it takes"),
        (["check", "x", "--under"], "argument --under: expected one argument; `openness check --help` lists what it takes"),
        (["-qv", "may"], "argument -v/--verbose: not allowed with argument -q/--quiet; `openness --help` lists what it takes"),
        (["check", "--", "-x"], "-x: there is no such file; check the path"),
        (["check", "--", "--x"], "--x: there is no such file; check the path"),
        (["completion", "fishy"], "'fishy' is no value of SHELL; did you mean fish?"),
        (["scan", "x", "--engine", "sparc"], "'sparc' is no value of --engine; did you mean spark?"),
        (["check", "x", "--updat-baseline=3"], "there is no option --updat-baseline; did you mean --update-baseline?"),
        (["check", "x", "--baseline-update"], "there is no option --baseline-update; did you mean --baseline?"),
        (["check", "x", "--hub"], "there is no option --hub; `openness check --help` lists them"),
        (["check", "x", "--f"], "there is no option --f; did you mean --fix?"),
        (["check", "x", "--dff"], "there is no option --dff; did you mean --diff?"),
        (["may", "x", "--us"], "there is no option --us; did you mean --use?"),
        (["check", "x", "--stat"], "there is no option --stat; did you mean --statistics?"),
        (["diff", "a", "b", "--format", "htm"], "'htm' is no value of --format; it is one of text, json, markdown"),
    ],
)  # fmt: skip
def test_a_call_that_cannot_be_used_is_told_with_the_verb_that_it_belongs_to(
    run: Runner, arguments: list[str], line: str
) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"openness: {line}\n")


def test_help_names_the_program_the_verb_and_every_option(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((80, 24)))
    top, below = run("--help"), run("check", "--help")
    assert (top.code, below.code, top.err + below.err) == (0, 0, "")
    assert top.out.startswith("usage: openness [-h] [--version] [--shelf DIR] [--debug] [-q | -v] VERB ...\n")
    assert below.out.startswith("usage: openness check [-h] ")
    for words in ("\nShows how open an AI model is", "\nverbs:\n  VERB\n", "\nExit codes: 0 done; 1 a check failed,"):
        assert words in top.out
    assert "\nCheck every release against a policy, for CI.\n" in below.out
    for name in VERBS:
        assert f"\n    {name} " in top.out
    for option in ("--shelf DIR", "--debug", "-q, --quiet", "-v, --verbose"):
        assert f"\n  {option} " in top.out
        assert f"\n  {option} " in below.out
    assert run("--help", "check").out == top.out == run("-h").out


def test_only_the_verb_that_is_called_is_asked_for_its_options(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """To load the others takes longer than most calls."""
    asked: list[str] = []

    def verb(name: str) -> Any:
        asked.append(name)
        return verbs.verb(name)

    monkeypatch.setattr(command_line, "verb", verb)
    run("explain", "MIT")
    assert set(asked) == {"explain"}
    asked.clear()
    run("--help")
    run("frobnicate")
    assert asked == []
    run("-q", "explain", "MIT")
    assert set(asked) == set(VERBS)


def test_help_is_80_columns_wide_where_nobody_knows_the_screen(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> os.terminal_size:
        raise OSError

    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((80, 24)))
    usual = run("check", "--help").out
    for width in (79, 81):
        monkeypatch.setattr(os, "get_terminal_size", lambda *_, width=width: os.terminal_size((width, 24)))
        assert run("check", "--help").out != usual
    monkeypatch.setattr(os, "get_terminal_size", unknown)
    assert run("check", "--help").out == usual
    monkeypatch.delattr(os, "get_terminal_size")  # as under Pyodide
    assert run("check", "--help").out == usual


@pytest.mark.parametrize(("width", "as_wide_as"), [(20, 40), (39, 40), (101, 100), (300, 100)])
def test_help_is_no_narrower_than_40_columns_and_no_wider_than_100(
    run: Runner, monkeypatch: pytest.MonkeyPatch, width: int, as_wide_as: int
) -> None:
    def shown(columns: int) -> str:
        monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((columns, 24)))
        return run("--help").out + "".join(
            run(verb, "--help").out for verb in ("check", "scan", "may", "notice", "lock")
        )

    assert shown(width) == shown(as_wide_as)
    assert len({shown(columns) for columns in (40, 41, 97, 98, 99, 100)}) == 6


def test_no_option_of_one_call_is_kept_for_the_next(run: Runner, tmp_path: Path) -> None:
    assert run("--shelf", tmp_path / "gone", "explain", "MIT").code == 2
    assert run("explain", "MIT", "--shelf", tmp_path / "gone").code == 2
    assert run("explain", "MIT").code == 0


def test_an_error_with_debug_before_the_verb_has_its_traceback_too(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(batch, "definitions", fails)
    for arguments, shown in ((["--debug", "classify", LLAMA], True), (["classify", LLAMA], False)):
        ran = run(*arguments)
        assert (ran.code, ran.out) == (101, "")
        assert ("Traceback" in ran.err) is shown
        last = ran.err.splitlines()[-1]
        assert last.startswith("openness: internal error: ZeroDivisionError")
        assert "; please report it" in last


def test_an_internal_error_names_the_file_that_was_read_last(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("openness.curation.lint.read_record", fails)
    ran = run("lint", "licences/mit.toml")
    assert (ran.code, ran.out) == (101, "")
    assert "internal error: ZeroDivisionError (the file read last is licences/mit.toml); please report it" in ran.err


def test_a_missing_file_of_ours_is_an_internal_error_where_the_working_directory_is_there(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise FileNotFoundError("index")

    monkeypatch.setattr(batch, "definitions", fails)
    assert run("classify", LLAMA).code == 101


def test_one_parser_reads_options_between_paths_again_and_again() -> None:
    parser = command_line.parser("classify")
    for _ in range(3):
        call = parser.parse_args(["classify", "a", "--full", "b"])
        assert (call.paths, call.full) == (["a", "b"], True)


def test_output_that_is_lost_fails_a_call_that_would_have_passed_and_changes_no_other(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        command_line, "emptied", lambda stream: OSError(28, "No space left") if stream is sys.stdout else None
    )
    lost = run("explain", "MIT")
    assert (lost.code, lost.err) == (
        2,
        "openness: standard output: it cannot be written: No space left; "
        "check that there is room, and that you may write there\n",
    )
    failed = run("identify", LLAMA)
    assert (failed.code, failed.err) == (1, "")


@pytest.mark.parametrize(
    "words", [["explain", "MIT"], ["explain"], ["explain", "osaid-1.0", "spectrum"], ["identify", "LICENSE"]]
)
def test_an_explanation_and_an_identified_text_end_as_every_report(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(words) == 0
    shown = capsys.readouterr().out
    assert shown.rstrip().splitlines()[-1].strip().startswith("Licence data ")
    assert shown.count("This is not legal advice.") == 1 and shown.rstrip().endswith("This is not legal advice.")
