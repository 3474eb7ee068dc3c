"""The pages of the documentation, and the fenced blocks in them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).parents[2]


FENCE = re.compile(
    r"^```(?P<language>\w*)(?: file=(?P<file>\S+))?(?: needs=(?P<needs>\S+))?[^\n]*\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A fenced block of a page."""

    language: str
    file: str
    text: str
    line: int
    needs: str = ""


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        line = text.count("\n", 0, match.start("text"))
        yield Block(match["language"], match["file"] or "", match["text"], line, match["needs"] or "")
