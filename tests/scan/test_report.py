"""The report of a scan: what it says of its counts, for people and as JSON."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.golden import agrees

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

from openness.release.finding import Code
from openness.scan.batch import Rejected
from openness.scan.ids import Ids
from openness.scan.report import Report, markdown_text, ranked, report_of, text, top
from openness.scan.tally import Tally
from openness.shelf.shelf import shipped
from openness.vocabulary.words import Band

TABLES = Path(__file__).parent / "answers"
SPECTRUM = shipped().definition("spectrum")
REJECTED = tuple(Rejected("t.jsonl", row, line, "it is no JSON", "{") for row, line in ((3, 4), (9, None)))


def tally(many: int) -> Tally:
    """The counts of rows that reach every level, with so many codes, names, columns and conflicts."""
    counts = Tally()
    for number, level in enumerate(SPECTRUM.rungs, 1):
        counts.levels[level] = counts.inherited_levels[level] = 100 * number
    for number, band in enumerate(Band, 1):
        counts.bands[band.value] = counts.inherited_bands[band.value] = 210 * number
    for number, code in enumerate([*Code][: 2 * many], 1):
        counts.findings[code.value] = number
        counts.inherited_findings[code.value] = 2 * number % 7
    for number in range(many):
        counts.licences[f"kite {number:03}"] = 5
        counts.columns[f"column {number:03}"] = 1
        counts.conflicts[json.dumps([None if number == 3 else f"L{number}", [f"B{number}"] * (number % 3)])] = (
            number + 1
        )
    counts.columns["licens"] = 1
    counts.descent.update(made=many, unknown=many // 2)
    return counts


REPORTS: dict[str, Report] = {
    "nothing": report_of("t.jsonl", None, Tally(), (0, ()), SPECTRUM, "2026-11-30"),
    "one": report_of("t.jsonl", "o.csv", tally(1), (1, REJECTED[:1]), SPECTRUM, "2026-11-30", True, Ids(0, (), 0, ())),
    "many": report_of(
        "t.jsonl",
        "o.csv",
        tally(13),
        (2_000, REJECTED),
        SPECTRUM,
        "2026-11-30",
        True,
        Ids(1, (3,), 2, ((4, 1), (9, 1))),
    ),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_says_what_the_table_says(name: str) -> None:
    def rows() -> Iterator[str]:
        yield from text(REPORTS[name], SPECTRUM).splitlines()
        yield from markdown_text(REPORTS[name], SPECTRUM).splitlines()
        yield from json.dumps(REPORTS[name].to_dict(), indent=1).splitlines()

    agrees(TABLES / f"report-{name}.txt", rows())


def test_of_very_many_names_the_most_frequent_are_kept() -> None:
    report = report_of("t", None, tally(130), (0, ()), SPECTRUM, "x", lineage=True)
    assert len(report.unknown_licences) == len(report.unread_columns) == 100
    assert report.lineage is not None and len(report.lineage.conflicts) == 100
    assert report.lineage.conflicts[0].rows == 130
    assert report.unread.endswith("and 80 more")


def test_counts_stand_with_the_highest_first_and_equal_ones_by_their_names() -> None:
    assert ranked(Counter("abbcca")) == (("a", 2), ("b", 2), ("c", 2))
    assert ranked({"b": 1, "a": 1, "c": 3}) == (("c", 3), ("a", 1), ("b", 1))


def test_a_table_of_the_summary_has_ten_rows_and_one_for_the_rest() -> None:
    rows = [((str(at),),) for at in range(11)]
    assert top(rows[:10], (("rest",),)) == tuple(rows[:10])
    assert top(rows, (("rest",),)) == (*rows[:10], (("rest",),))
