"""GitHub's annotations: what stands in them besides the violations."""

from attrs import evolve
from tests.support.reported import commands, spoken

from openness.errors import Problem
from openness.reports import github


def test_a_problem_without_advice_ends_with_its_message() -> None:
    outcome = evolve(spoken("x"), problems=(Problem("a.md", 2, "broken"), Problem("b.md", None, "lost", "find it")))
    lines = [
        command.data
        for command in commands(github.write(outcome))
        if command.properties.get("file") in ("a.md", "b.md")
    ]
    assert lines == ["broken", "lost; find it"]


def test_the_last_command_names_the_data_it_was_judged_by() -> None:
    outcome = spoken("x")
    *_, last = commands(github.write(outcome))
    assert last.name == "notice"
    assert f"Licence data {outcome.data}." in last.data
