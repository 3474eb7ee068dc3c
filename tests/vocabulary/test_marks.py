"""The marks beside results: one source for every report and for the site."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from openness import classify
from openness.blocks.document import Paragraph
from openness.blocks.html import markup
from openness.blocks.markdown import write as markdown
from openness.blocks.terminal import write as terminal
from openness.evaluation.summary import called, mark, marked
from openness.reports import html, text
from openness.reports.detail import Detail
from openness.shelf.shelf import shipped
from openness.site.marks import class_of
from openness.vocabulary.marks import SECOND_HAND, Mark

RELEASES = sorted((Path(__file__).parents[1] / "verdicts" / "releases").glob("*.yaml"))
RECORDS = {
    id: tomllib.loads(files("openness.definitions").joinpath(f"{id}.toml").read_text("utf-8"))
    for id in shipped().every_definition()
}


@pytest.mark.parametrize("path", RELEASES[::4], ids=lambda path: path.stem)
def test_a_plain_yes_is_a_level_that_nothing_stands_above(path: Path) -> None:
    for id, judgement in classify(path).judgements.items():
        if judgement.verdict is None:
            assert mark(judgement) is Mark.NONE, id
        elif mark(judgement) is Mark.MET:
            assert judgement.deciding is None or len(judgement.standing.rungs) == 0, id
        else:
            assert (mark(judgement) is Mark.BELOW) == (judgement.verdict.value == "met"), id


def test_every_printer_has_the_mark() -> None:
    one = classify("docs/examples/llama-3.1/README.md").judgements["gradient-2023"]
    line = [Paragraph(marked(one))]
    assert terminal(line).startswith("↥ met: ") and markdown(line).startswith("↥ met: ")
    assert 'class="below" title="met, not at the highest level">↥<' in str(markup(line))


def test_the_style_sheet_of_the_site_has_the_signs_of_the_marks() -> None:
    style = files("openness.site").joinpath("site.css").read_text("utf-8")
    signs = {
        name: sign
        for selectors, sign in re.findall(r'^([^{}\n]+) \{ content: "(.)"', style, re.MULTILINE)
        for name in re.findall(r"\.([\w-]+)::before", selectors)
    }
    assert {one: signs[class_of(one).split()[-1]] for one in Mark} == {one: one.sign for one in Mark}
    unknown = [name for name, sign in signs.items() if sign == Mark.UNKNOWN.sign]
    assert unknown == ["unknown", "silent"] and "depends" not in style  # one sign for what is unknown


@pytest.mark.parametrize("id", RECORDS)
def test_a_definition_is_marked_where_its_record_says_that_it_was_read_second_hand(id: str) -> None:
    definition = shipped().definition(id)
    second_hand = RECORDS[id]["read"]["hand"] == "second-hand"
    assert definition.second_hand == second_hand
    assert (
        called(definition).endswith(SECOND_HAND) == called(definition, whole=True).endswith(SECOND_HAND) == second_hand
    )


def test_the_records_read_in_either_way_are_both_there() -> None:
    hands = [record["read"]["hand"] for record in RECORDS.values()]
    assert {"first-hand", "second-hand"} == set(hands) and hands.count("second-hand") > 5


def test_every_report_has_the_mark_beside_the_verdict() -> None:
    one = classify("docs/examples/llama-3.1/README.md", under=["debian-ml-policy", "osaid-1.0"])
    assert "✗  Debian draft †" in text.write([one]) and "✗  OSAID 1.0  " in text.write([one])
    for detail in (Detail.UNDER, Detail.FULL):
        written = text.write([one], 100, detail=detail)
        assert "Machine Learning Policy (draft) † [debian-ml-policy]" in written
        assert "† known second-hand" in written
    assert "Debian draft †" in html.write([one])
    for section in (one.to_markdown(), one._repr_html_()):
        assert "Machine Learning Policy (draft) †" in section and "† known second-hand" in section
