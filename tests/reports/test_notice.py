"""The report of a notice."""

from pathlib import Path

import pytest

from openness.cli.command_line import main


def test_a_notice_for_another_act_than_passing_on_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: apache-2.0\n---\n# One\n", encoding="utf-8")
    assert main(["notice", "--act", "change", str(tmp_path)]) == 0
    written = " ".join(capsys.readouterr().out.split())
    assert "ask of whoever changes it. Whoever passes it on needs another notice: `--act pass-on`." in written
