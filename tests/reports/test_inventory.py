"""The inventory in a terminal and as SARIF."""

import json
from pathlib import Path

from attrs import evolve

import openness
from openness.reports import inventory as report

DATA = "2026.11.29"


def test_a_thing_is_listed_once_with_its_places_and_what_is_unknown_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('f.from_pretrained("gpt2")\nf.from_pretrained("someone1/x1")\n' * 4)
    text = report.write(openness.inventory(tmp_path), DATA)
    assert text.count("openai-community/gpt2") == text.count("someone1/x1") == 1
    assert "licence unknown; not known here" in text
    assert "2 models in 8 places; the licence of 1 is unknown." in text
    assert f"Licence data {DATA}. This is not legal advice." in text


def test_sarif_has_a_note_at_each_line(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('\nf.from_pretrained("gpt2")\n')
    run = json.loads(report.sarif(openness.inventory(tmp_path), DATA))["runs"][0]
    (result,) = run["results"]
    assert result["level"] == "note"
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 19,
        "endColumn": 25,
    }


def test_sarif_writes_places_and_messages_as_a_check_does(tmp_path: Path) -> None:
    (tmp_path / "a b.py").write_text('f.from_pretrained("gpt2")\n')
    (inventory,) = openness.inventory(tmp_path)
    (first,) = inventory.uses
    named = evolve(first, reference=evolve(first.reference, name=r"a\[b]{0}"))
    outgrown = evolve(first, reference=evolve(first.reference, name="x" * 3_000))
    problem = openness.Problem(str(tmp_path / "gone.py"), 3, "it cannot be read", "look at it")
    run = json.loads(report.sarif([evolve(inventory, uses=(named, outgrown))], DATA, [problem]))["runs"][0]
    plain, cut = (result["message"]["text"] for result in run["results"])
    assert plain == r"model a\\\[b\]{{0}}: MIT; Open weights"
    assert len(cut) == 2_000
    (place,) = run["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": f"{tmp_path.as_uri()}/a%20b.py"}
    assert not run["invocations"][0]["executionSuccessful"]
    messages = [notification["message"]["text"] for notification in run["invocations"][0]["toolExecutionNotifications"]]
    assert messages[0] == f"{tmp_path}/gone.py:3: it cannot be read; look at it"
    assert run["properties"]["data"] == DATA


def test_control_characters_of_a_path_do_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m.py").write_text('f.from_pretrained("gpt2")\n')
    assert "\x1b" not in report.write(openness.inventory(tmp_path), DATA)
