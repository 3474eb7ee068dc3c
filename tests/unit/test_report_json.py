"""The JSON of the contract as text that is inert wherever it is pasted."""

import json as standard

import pytest
from tests.unit.made import card, judged

from openness.reports import json


@pytest.mark.parametrize(
    "hostile", ["</script>", "<!--", "&amp;", "\u2028", "\u2029", "é", "\x1b[31m", "\x00", "\ud800"]
)
def test_no_value_leaves_its_string(hostile: str) -> None:
    written = json.write({"name": hostile})
    assert written.isascii()
    assert not set("<>&\x1b\x00") & set(written)
    assert standard.loads(written) == {"name": hostile}


def test_a_whole_report_is_ascii_and_can_be_read() -> None:
    report = judged(card("license: <script>alert(1)</script>\npipeline_tag: x")).to_dict()
    written = json.write(report)
    assert standard.loads(written) == report
    assert "<script>" not in written
