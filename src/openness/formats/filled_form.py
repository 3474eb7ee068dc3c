"""A filled form of a regulator that is written and not read: the EU's model documentation, California's AB 2013.

What it states may be as good as what a card states, but each of its fields has a legal meaning of its own, so a release is
told that the form is there, and nothing of it counts (`docs/decisions/0032-forms-are-data.md`).
"""

import re

from openness.errors import NotThisFormat, Problem
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.release import Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.vocabulary.forms import NOT_READ
from openness.vocabulary.patterns import pattern

NAME = "filled form of a regulator"
HOLDS = "form"
LIMIT = TEXT_LIMIT
BYTES = False

_NAMED = pattern(r"(?:.*[^a-z0-9])?(?:ab[-_ ]?2013|model[-_ ]documentation)(?:[^a-z0-9].*)?")
_HEADING = pattern(rf"(?im)^#[ \t]{{1,4}}({'|'.join(map(re.escape, NOT_READ))})[ \t]*$")
_TITLE_WITHIN = 20_000  # characters at the start of a text


def matches_name(base: str) -> bool:
    """True where a file's name says that it may be such a form.

    >>> [matches_name(name) for name in ("ab-2013.md", "eu_model_documentation.txt", "documentation.md", "ab-2013.pdf")]
    [True, True, False, False]
    """
    stem, _, ending = base.lower().rpartition(".")
    return ending in ("md", "markdown", "txt") and _NAMED.fullmatch(stem) is not None


def matches_content(base: str, text: str) -> bool:
    """True where a text is such a form, whatever it is called: its title is a heading of its own."""
    return bool(_title(text))


def read(document: Document) -> Release:
    """A release of which nothing is known but that the form is there and is not read.

    Raises:
        NotThisFormat: when it has none of the titles.
    """
    title = _title(document.text)
    if not title:
        help = f"its title is {' or '.join(map(repr, NOT_READ))}"
        raise NotThisFormat(Problem(document.name, 1, "it is no form of a regulator", help))
    message = f"it is a filled form ({title}), and nothing in it is read"
    help = "state its facts in an openness.yaml, and convert that to the form"
    finding = Finding(Code.STATEMENT_MISSING, message, Source(document.name, 1), help)
    return Release(oddities=(finding,), unread=(document.name,))


def _title(text: str) -> str:
    """The title of the form that a text is; empty where it is none."""
    found = _HEADING.search(text, 0, _TITLE_WITHIN)
    return next((title for title in NOT_READ if found and title.lower() == found[1].lower()), "")
