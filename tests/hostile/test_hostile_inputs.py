"""Every attack ends as it must, and none of them acts on a terminal, a web page or a CI server."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.support.attacks import Attack, Must, attacks
from tests.support.hostile_words import UNSAFE

from openness import cli

ATTACKS = list(attacks())
SHOWN = [attack for attack in ATTACKS if attack.must is not Must.END]
OPEN = ("open-weights", "open-source-ai", "open-source-ai-with-open-data")
COMMAND = re.compile(r"^\s*(?:::|##)", re.MULTILINE)


def ran(attack: Attack, folder: Path, form: str, captured: pytest.CaptureFixture[bytes]) -> tuple[int, str, str]:
    """What `classify` gives for an attack: exit code, standard output, standard error."""
    path = folder / attack.file
    path.write_bytes(attack.data)
    code = cli.main(["classify", str(path), "--format", form])
    out, err = captured.readouterr()
    return code, out.decode(), err.decode()


def reached(report: dict[str, Any]) -> list[str | None]:
    """The rungs reached."""
    return [result["spectrum"]["reached"] for result in report["results"]]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_ends_as_it_must(attack: Attack, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, err = ran(attack, tmp_path, "json", capsysbinary)
    report = json.loads(out)
    assert code in (0, 2)
    assert (code == 2) is bool(report["problems"]) is bool(err)
    assert len(err.splitlines()) == len({json.dumps(problem) for problem in report["problems"]})
    assert all(line.startswith(f"openness: {tmp_path}") for line in err.splitlines())
    if attack.must is Must.FAIL:
        assert (code, report["results"]) == (2, [])
        assert all(problem["message"] for problem in report["problems"])
    elif attack.must is Must.NOT_BE_OPEN:
        assert not set(OPEN) & set(reached(report))
    elif attack.must is Must.BE_READ:
        assert (code, reached(report)) == (0, ["open-weights"])


@pytest.mark.parametrize("attack", SHOWN, ids=lambda attack: attack.name)
def test_an_attack_never_acts_where_it_is_shown(
    attack: Attack, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    _, out, err = ran(attack, tmp_path, "text", capsysbinary)
    assert not UNSAFE.search(out + err)
    assert not COMMAND.search(out + err)
    _, out, _ = ran(attack, tmp_path, "json", capsysbinary)
    assert out.isascii()
    assert not set("<>&") & set(out)


def test_nothing_was_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for attack in ATTACKS:
        if b"os.system" in attack.data:
            Path(attack.file).write_bytes(attack.data)
            cli.main(["classify", attack.file, "-o", "out.txt"])
    assert not Path("pwned").exists()


def test_one_attack_in_eight_is_a_control_that_must_be_read() -> None:
    controls = [attack for attack in ATTACKS if attack.must is Must.BE_READ]
    assert len(controls) * 8 >= len(ATTACKS)
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)
