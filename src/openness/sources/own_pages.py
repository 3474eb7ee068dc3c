"""Pages that `openness report` wrote among the files of a release: they are about it, and no file of it.

A list beside them names them. Whoever made the release can write such a list too, so it is believed of nothing but web pages,
and of a page only where it begins as every page of a report does. A licence, a card or settings in its list stay what they are.
"""

import os
import re
from collections.abc import Iterator

from openness.errors import OpennessError
from openness.syntax.document import open_document

#: Lists the files of the last report, which the next one may replace.
LIST = "openness-report.txt"
#: The name of a file that a report writes; what a list says beside, such as a path of Windows, is not its own.
_NAME = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*")
LIMIT = 1 << 24  # bytes of a list
_HEAD_LIMIT = 8_192
_HEAD = re.compile(
    rb'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n<meta name="viewport"[^<>]*>\n'
    rb'<meta http-equiv="Content-Security-Policy" content="default-src [^<>]*>\n(?:<meta [^<>]*>\n)*?'
    rb'<meta name="generator" content="openness [\w.+-]+">\n'
)


def names_listed(folder: str) -> Iterator[str]:
    """The names in the list of a report, in its order; none where there is no list that can be read."""
    path = os.path.join(folder, LIST)
    if os.path.isfile(path):
        try:
            text = open_document(path, LIMIT).text
        except OpennessError:
            return
        yield from names_in(text)


def names_in(text: str) -> Iterator[str]:
    """The names in the text of a list."""
    return filter(_NAME.fullmatch, text.splitlines())


def pages_listed(folder: str) -> Iterator[str]:
    """The web pages among them."""
    return (name for name in names_listed(folder) if name.endswith(".html"))


def is_page(path: str) -> bool:
    """True for a file that begins as a page of a report does."""
    try:
        head = open_document(path, _HEAD_LIMIT, head=True).data
    except OpennessError:
        return False
    return _HEAD.match(head or b"") is not None
