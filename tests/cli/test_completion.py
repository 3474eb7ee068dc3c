"""The completion scripts, run by the shells where they are installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from openness import cli
from openness.cli.verbs import VERBS
from openness.vocabulary.territories import territory_of

SHELLS = ("bash", "zsh", "fish")


def script(shell: str, capsysbinary: pytest.CaptureFixture[bytes]) -> str:
    """The script for a shell."""
    assert cli.main(["completion", shell]) == 0
    return capsysbinary.readouterr().out.decode()


def needs(shell: str) -> None:
    """Skip a test where a shell is not installed."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")


def completed_by_bash(path: Path, *words: str) -> list[str]:
    """The words that bash offers for the last of these."""
    needs("bash")
    typed = " ".join(f"'{word}'" for word in words)
    ask = (
        f"source '{path}'; complete -p openness >/dev/null || exit 3; COMP_WORDS=({typed}); "
        'COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _openness; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    ran = subprocess.run(["bash", "--norc", "-c", ask], capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    return ran.stdout.split()


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_names_every_verb_and_option(shell: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = script(shell, capsysbinary)
    assert all(verb in text for verb in VERBS)
    assert all(word in text for word in ("format", "preset", "osi-only", "osaid-1.0", "verbose", "pass-on"))


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_reads_its_script(shell: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "script"
    path.write_text(script(shell, capsysbinary))
    needs(shell)
    ran = subprocess.run([shell, "-n", str(path)], capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["cla"], ["classify"]),
        (["classify", "--for"], ["--format"]),
        (["classify", "--format", ""], ["text", "json", "markdown", "html"]),
        (["classify", "--format", "=", "j"], ["json"]),
        (["classify", "--under", "osaid"], ["osaid-1.0", "osaid-1.0-faq"]),
        (["check", "--preset", "osi"], ["osi-only"]),
        (["check", "--shelf", ""], []),
        (["--shelf", "folder", "ident"], ["identify"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["may", "--in", "Ger"], ["Germany"]),
        (["may", "--in", "South-K"], ["South-Korea"]),
        (["may", "--in", "EE"], ["EEA", "EE"]),
        (["classify", ""], []),
        (["--ver"], ["--version", "--verbose"]),
    ],
)
def test_bash_completes(
    words: list[str], offered: list[str], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "script"
    path.write_text(script("bash", capsysbinary))
    assert completed_by_bash(path, "openness", *words) == offered


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("openness cla", ["classify"]),
        ("openness classify --form", ["--format"]),
        ("openness classify --format j", ["json"]),
        ("openness check --preset osi", ["osi-only"]),
        ("openness completion b", ["bash"]),
    ],
)
def test_fish_completes(
    typed: str, offered: list[str], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "script"
    path.write_text(script("fish", capsysbinary))
    needs("fish")
    ask = f"source '{path}'; complete -C '{typed}'"
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    ran = subprocess.run(["fish", "-N", "-c", ask], capture_output=True, text=True, env=environment, cwd=tmp_path)
    assert [line.split("\t")[0] for line in ran.stdout.splitlines()] == offered


def test_zsh_knows_the_function_and_the_specifications_are_whole(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "script"
    path.write_text(script("zsh", capsysbinary))
    needs("zsh")
    ask = f"autoload -Uz compinit; compinit -D; source '{path}'; print -r -- $_comps[openness]"
    ran = subprocess.run(["zsh", "-f", "-c", ask], capture_output=True, text=True, cwd=tmp_path)
    assert ran.stdout.split() == ["_openness"], ran.stderr


def test_a_shell_that_there_is_not_is_2_with_the_nearest(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["completion", "bsh"]) == 2
    assert b"did you mean bash" in capsysbinary.readouterr().err


def test_the_licences_and_the_uses_are_offered(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "script"
    path.write_text(script("bash", capsysbinary))
    assert completed_by_bash(path, "openness", "compatible", "Apache-2") == ["Apache-2.0"]
    assert completed_by_bash(path, "openness", "compatible", "MIT", "--as", "GPL-2.0-o") == [
        "GPL-2.0-only",
        "GPL-2.0-or-later",
    ]
    assert completed_by_bash(path, "openness", "may", "--use", "sell") == ["sell-a-product"]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_territory_that_is_offered_is_one(shell: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = script(shell, capsysbinary)
    offered = next(line for line in text.splitlines() if "Germany" in line and "South-Korea" in line)
    words = offered[offered.index("EU EEA") :].split("Zimbabwe")[0].split()
    assert len(words) > 400
    assert all(territory_of(word) for word in words)
