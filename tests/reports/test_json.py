"""JSON as text that is inert wherever it is pasted."""

import json as standard

import pytest
from tests.support.releases import card, judged

from openness.reports import json


@pytest.mark.parametrize(
    "hostile", ["</script>", "<!--", "&amp;", "\u2028", "\u2029", "é", "\x1b[31m", "\x00", "\U0001f680", r"\ud800"]
)
def test_no_value_leaves_its_string(hostile: str) -> None:
    written = json.write({"name": hostile})
    assert written.isascii()
    assert not set("<>&\x1b\x00") & set(written)
    assert standard.loads(written) == {"name": hostile}


@pytest.mark.parametrize(
    ("half", "shown"),
    [
        ("a\udcff", r"a\udcff"),
        ("\ud83dx", r"\ud83dx"),
        ("\\\ud83d", r"\\ud83d"),
        ("\udc00\ud83d\U0001f680", "\\udc00\\ud83d\U0001f680"),
        ("\ud83d\ud83d", r"\ud83d\ud83d"),
    ],
)
def test_half_a_character_is_shown_and_no_parser_is_given_it(half: str, shown: str) -> None:
    for indent in (None, 2):
        back = standard.loads(json.write({half: [half]}, indent))
        assert back == {shown: [shown]}
        str(back).encode("utf-8")


def test_a_whole_report_is_ascii_and_can_be_read() -> None:
    report = judged(card("license: <script>alert(1)</script>\npipeline_tag: x")).to_dict()
    written = json.write(report)
    assert standard.loads(written) == report
    assert "<script>" not in written
