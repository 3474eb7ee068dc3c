"""The work folder of a scan by its name, and the pieces of it that its journal tells of: parts, and strips of a batch."""

import json
import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from openness.scan.tally import Tally


class Done:
    """A part that is written.

    Args:
        place: where its piece begins in the table.
        batch: its number in the piece.
        rows: how many rows it answers.
        at: the byte of the output at which it begins.
        footer: its entry in the footer of the output.
    """

    __slots__ = ("at", "batch", "footer", "place", "rows")

    def __init__(self, place: tuple[int, int, int, int], batch: int, rows: int, at: int, footer: bytes) -> None:
        self.place = place
        self.batch = batch
        self.rows = rows
        self.at = at
        self.footer = footer


#: A batch by the place where its piece begins, and its number in the piece.
Spot = tuple[tuple[int, int, int, int], int]


class Strip(NamedTuple):
    """Answers to some rows of a batch that is not done.

    Args:
        spot: the batch.
        rows: how many rows are answered.
        data: the answers.
        tally: what was counted.
    """

    spot: Spot
    rows: int
    data: bytes
    tally: "Tally"


def folder_of(output: str) -> str:
    """The work folder of an output."""
    return f"{output}.scan"


def rows_kept(output: str) -> int:
    """The rows that a scan which was stopped has kept, by its journal."""
    rows = strips = 0
    try:
        with open(os.path.join(folder_of(output), "journal"), "rb") as lines:
            next(lines, None)  # what is scanned
            for line in lines:
                entry = json.loads(line)
                rows, strips = (rows, strips + entry["strip"]) if "strip" in entry else (rows + entry["rows"], 0)
    except (OSError, ValueError, LookupError, TypeError):  # a line that is torn
        pass
    return rows + strips


def rejected_of(output: str) -> str:
    """The file of the rows that could not be read."""
    return f"{output}.rejected.jsonl"
