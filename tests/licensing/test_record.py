"""The form of a licence's record."""

import pytest

from openness.licensing.record import problems


@pytest.mark.parametrize(("duty", "lacks"), [("naming", True), ("display", True), ("attribution", False)])
def test_a_duty_to_show_words_names_them(duty: str, lacks: bool) -> None:
    record = {"id": "LicenseRef-Acme", "duties": {duty: {"clause": "2", "says": "say so"}}}
    found = [problem.message for problem in problems(record, "acme.toml", {}, lambda _: True)]
    assert (f"{duty} lacks the words" in found) is lacks
