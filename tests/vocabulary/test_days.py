"""Days as files write them."""

import pytest

from openness.vocabulary.days import is_day


@pytest.mark.parametrize("text", ["2026-11-24", "2024-02-29", "0001-01-01"])
def test_a_day_is_written_with_its_year_month_and_day(text: str) -> None:
    assert is_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026",
        "2026-11",
        "2026-11-31",
        "2023-02-29",
        "20261124",
        "2026-W48-2",
        "2026-11-24T00:00",
        " 2026-11-24",
    ],
)
def test_everything_else_is_no_day(text: str) -> None:
    assert not is_day(text)
