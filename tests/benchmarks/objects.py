"""Releases that were seen before, and mappings by the hundred thousand, beside a function that does nothing but remember."""

from collections.abc import Iterator
from itertools import cycle, islice

import pyarrow
from tests.support.goals import REPEATS, Asked, Goal
from tests.support.timing import ratios

from openness import Shelf, classify, classify_table, read

ROWS = 100_000  # at most
STATED = ("mit", "apache-2.0", "llama3.1", "cc-by-nc-4.0", "other", None)


class Memory:
    """Answers by their keys."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str | None, str | None, str | None], int] = {}

    def asked(self, licence: str | None, name: str | None, gated: str | None) -> int:
        """The answer to a key, as a table of answers gives it."""
        key = (licence, name, gated)
        try:
            return self.answers[key]
        except KeyError:
            return self.answers.setdefault(key, len(self.answers))


def goals(asked: Asked) -> Iterator[Goal]:
    """One release again and again, and many mappings."""
    memory = Memory()
    release, shelf = read({"license": "apache-2.0", "library_name": "transformers"}), Shelf()
    found = ratios(
        {
            "memo": lambda: [memory.asked("apache-2.0", None, None) for _ in range(100 * REPEATS)],
            "ours": lambda: [classify(release) for _ in range(REPEATS)],
            "shelf": lambda: [classify(release, shelf=shelf) for _ in range(100 * REPEATS)],
        },
        asked.pairs,
    )
    yield Goal("C1", "`classify()` of a seen release, beside a remembered answer", 100 * found["ours"], 10, 4)
    yield Goal("C1", "the same with `shelf=`, so that no project is looked for", found["shelf"], 10, 4)
    rows = [
        {
            "id": f"a/{number}",
            "license": licence,
            "license_name": "own" if licence == "other" else None,
            "gated": "auto",
        }
        for number, licence in enumerate(islice(cycle(STATED), min(asked.rows, ROWS)))
    ]
    found = ratios(
        {
            "memo": lambda: [
                memory.asked(row.get("license"), row.get("license_name"), row.get("gated")) for row in rows
            ],
            "ours": lambda: classify_table(pyarrow.Table.from_pylist(rows), under=[]),
        },
        asked.pairs,
    )
    what = "mappings a second by `classify_table`, beside a loop that remembers"
    yield Goal("C2", what, 1 / found["ours"], 0.33, 0.6, most=False)
