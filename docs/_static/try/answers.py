"""The answers for the page to try `openness`: one text and one question, answered as HTML.

The page runs this module in the browser beside the unchanged wheel; the tests run it in Python and compare.
"""

import re
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import openness
from openness.blocks import html
from openness.blocks.document import Block, Heading, Paragraph, Verbatim
from openness.errors import Problem
from openness.evaluation.uses.permission import Answered
from openness.reports import matches, may
from openness.reports.first_screen import first_screen

#: The name that a pasted text is read under, by how it begins; anything else is a card.
NAMES = (
    (re.compile(r"\s*\{"), "pasted.json"),
    (re.compile(r"\s*<"), "pasted.xml"),
    (re.compile(r"SPDXVersion:"), "pasted.spdx"),
    (re.compile(r"(?:#[^\n]*\n|\s)*openness\s*:"), "openness.yaml"),
    (re.compile(r"(?:#[^\n]*\n|\s)*(?:framework|release):\s*$", re.MULTILINE), "mof.yaml"),
)
_WIDTH = 60


def answer(question: str, text: str, users: str = "", territory: str = "") -> str:
    """The answer to a question about a text.

    Args:
        question: `classify`, `may` or `identify`.
        text: a card, an SBOM, a native file or a licence text.
        users: monthly active users, as somebody writes a number; empty where nobody says.
        territory: where the caller is established; empty where nobody says.

    Returns:
        HTML to stand in a page. What cannot be used is said there, too.
    """
    if not text.strip():
        return _problem("There is nothing to read; paste a card, an SBOM or a licence text.")
    try:
        return str(html.markup(_blocks(question, text, users, territory)))
    except openness.OpennessError as error:
        return _problem(*(str(problem).removeprefix(": ") for problem in error.problems))


def name_of(text: str) -> str:
    """The name of the file that a text would be."""
    return next((name for pattern, name in NAMES if pattern.match(text)), "README.md")


def _blocks(question: str, text: str, users: str, territory: str) -> list[Block]:
    if question == "identify":
        return _identified(text)
    name = name_of(text)
    with TemporaryDirectory() as folder, chdir(folder):
        Path(name).write_text(text, encoding="utf-8", newline="")
        if question == "may":
            asked = openness.may(name, users=_number(users), territory=territory.strip() or None)
            blocks = list(may.blocks([Answered("this", asked)], openness.Shelf().data))
        else:
            blocks = list(first_screen(openness.classify(name), brief=False))
    if name == "README.md" and not text.lstrip().startswith("---") and openness.identify(text):
        return [Paragraph("This looks like a licence text. As such it is:"), *_identified(text)]
    return blocks


def _number(word: str) -> float | None:
    digits = re.sub(r"[\s,_.']", "", word)
    if digits and not digits.isdecimal():
        raise openness.OpennessError(Problem("", None, f"{word!r} is no number of users", "write 5000000"))
    return float(digits) if digits else None


def _identified(text: str) -> list[Block]:
    found = matches.write([("Which licence is it?", openness.identify(text))], _WIDTH)
    heading, _, rest = found.partition("\n")
    return [Heading(2, heading), Verbatim(rest)]


def _problem(*lines: str) -> str:
    return str(html.markup([Paragraph("This cannot be used:"), *map(Verbatim, lines)]))
