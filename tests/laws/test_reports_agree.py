"""Law: all reports state the same verdicts."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.support.strategies import CHOICES, releases

from openness import classify
from openness.blocks import html, markdown, terminal
from openness.blocks.document import Block, Code, Heading, Listing, Paragraph, Table, plain, spans
from openness.evaluation.classification import Classification, report_of
from openness.evaluation.summary import called
from openness.release.release import Release
from openness.reports import json as json_report
from openness.reports.outline import outline
from openness.shelf.shelf import shipped
from openness.vocabulary import Kind
from openness.vocabulary.marks import Mark
from openness.vocabulary.verdict import Verdict

RELEASES = sorted((Path(__file__).parents[1] / "verdicts" / "releases").glob("*.yaml"))


def marked(blocks: Iterable[Block]) -> list[tuple[Verdict, str]]:
    """The marked items of lists: the verdict, and the id that can be copied, else the words."""
    items = [item for block in blocks if isinstance(block, Listing) for item in block.items]
    found = []
    for item in items:
        codes = [piece.text for piece in spans(item.text) if isinstance(piece, Code)]
        if item.mark is not None:
            first = next(piece for piece in spans(item.text) if isinstance(piece, str))
            found.append((item.mark, codes[0] if codes else first))
    return found


def sections(blocks: Iterable[Block]) -> dict[str, list[Block]]:
    """The blocks below each heading, by its words."""
    parts: dict[str, list[Block]] = {}
    below: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            below = parts.setdefault(plain(block.text), [])
        else:
            below.append(block)
    return parts


def assert_same_verdicts(classification: Classification) -> None:
    result = json.loads(json_report.write(report_of([classification])))["results"][0]
    parts = sections(outline([classification]))
    standing = classification.spectrum
    rows = {}
    for block in parts.get("Definitions", ()):
        if isinstance(block, Table):
            rows = {row[1]: row[0] for row in block.rows}
    for id, judged in result["definitions"].items():
        definition = classification.judgements[id].definition
        silent = set(judged["components"] or ()) - {
            criterion["grade"] for criterion in judged["criteria"] if criterion["evidence"]
        }
        criteria = [
            (Verdict(criterion["verdict"]), f"{id}/{criterion['id']}")
            for criterion in judged["criteria"]
            if criterion["grade"] not in silent
        ]
        if id == "spectrum":
            achieved = [rung for rung in reversed(standing.rungs) if rung != definition.floor]
            rungs = [(standing.at_least(rung), definition.grade(rung).name) for rung in achieved]
            assert marked(parts["How open it is"]) == (rungs + criteria if judged["criteria"] else [])
            continue
        own = parts[f"{called(definition, whole=True)} [{id}]"]
        components = (judged["components"] or {}).items()
        assert marked(own) == [(Verdict(verdict), Kind(name).label) for name, verdict in components] + criteria, id
        shown = Verdict(judged["verdict"]) if judged["verdict"] else None
        reached = judged["reached"] is not None and judged["reached"] != definition.rungs[-1]
        mark = Mark.BELOW if shown is Verdict.MET and reached else Mark(judged["verdict"] or "none")
        assert rows[called(definition)] == mark, id
        first = next(block for block in own[1:] if isinstance(block, Paragraph))
        marks = [piece for piece in spans(first.text) if isinstance(piece, Mark)]
        assert marks == ([] if shown is None else [mark]), id
    assert result["spectrum"]["reached"] == standing.reached
    codes = [item.text for block in parts.get("Findings", ()) if isinstance(block, Listing) for item in block.items]
    assert [finding["code"] for finding in result["findings"]] == [
        piece.text for text in codes for piece in spans(text) if isinstance(piece, Code)
    ]


@pytest.mark.parametrize("printer", [terminal.write, markdown.write, lambda blocks: str(html.markup(blocks))])
def test_every_printer_prints_every_mark_and_every_id(printer: Callable[[list[Block]], str]) -> None:
    blocks = list(outline([classify(RELEASES[0])]))
    items = marked(blocks)
    text = printer(blocks)
    counts = Counter(verdict.mark for verdict, _ in items)
    assert set(counts) == {verdict.mark for verdict in Verdict}
    assert all(text.count(mark) >= number for mark, number in counts.items())
    assert all(word in text for _, word in items if "/" in word)


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_on_the_golden_releases(path: Path) -> None:
    assert_same_verdicts(classify(path))


@given(releases(CHOICES, concluded=True))
@settings(max_examples=15)
def test_on_releases(release: Release) -> None:
    assert_same_verdicts(classify(release))


def test_the_law_reads_marks_of_every_kind() -> None:
    found = marked(outline([classify(RELEASES[0])]))
    assert {verdict for verdict, _ in found} == set(Verdict)
    ids = {word.partition("/")[0] for _, word in found if "/" in word}
    assert ids == set(shipped().definitions())
