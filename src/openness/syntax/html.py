"""A web page as the lines that a reader sees, each with the line on which it begins, and the data that its head holds."""

import html
import re
from collections.abc import Iterator

_TOKEN = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]*)>|<![^<>]*>|[^<]+|<")
_INLINE = frozenset("a b strong em i u s span code small sup sub font mark label input".split())
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]+)")
_UNSEEN = ("script", "style")


def is_page(base: str) -> bool:
    """True where a file of this name is a web page."""
    return base.lower().endswith((".html", ".htm"))


def lines_of(text: str, marked: bool = False) -> list[tuple[int, str]]:
    """The texts that the elements of a page hold, each with the number of the line where it begins.

    Args:
        text: the page.
        marked: whether headings, entries of lists and links are marked as in Markdown.
    """
    found: list[tuple[int, str]] = []
    words: list[str] = []
    line = start = 1
    begun = False
    skipped = link = ""

    def end() -> None:
        if piece := " ".join(html.unescape("".join(words)).split()):
            found.append((start, piece))
        words.clear()

    for token in _TOKEN.finditer(text):
        name = (token["name"] or "").lower()
        if skipped:
            skipped = "" if token["close"] and name == skipped else skipped
        elif name in _UNSEEN:
            skipped = "" if token["close"] else name
        elif name == "a" and marked and link and token["close"]:
            words.append(f"]({link})")
            link = ""
        elif name == "a" and (address := _HREF.search(token["rest"])):
            words.append("[" if marked and not link else f" {address[1]} ")
            link = address[1] if marked else ""
        elif name == "input":
            words.append(" ☒ " if "checked" in token["rest"].lower() else " ☐ ")
        elif name and name not in _INLINE:
            end()
            begun = False
            words.append(_mark(name) if marked and not token["close"] else "")
        elif not name and not token[0].startswith("<!"):
            start = start if begun else line + len(token[0]) - len(token[0].lstrip("\n"))
            begun = begun or not token[0].isspace()
            words.append(token[0])
        line += token[0].count("\n")
    end()
    return found


def _mark(name: str) -> str:
    """The sign of Markdown for an element; empty for one that has none."""
    if name == "li":
        return "- "
    return f"{'#' * int(name[1])} " if re.fullmatch(r"h[1-6]", name) else ""


def scripts_of(text: str, sort: str) -> Iterator[tuple[int, str]]:
    """The data of a sort in a page's scripts, each with the number of the line where it begins.

    Args:
        text: the page.
        sort: the type, such as `application/ld+json`.
    """
    begin, line = -1, 1
    for token in _TOKEN.finditer(text):
        name = (token["name"] or "").lower()
        if begin < 0 and name == "script" and not token["close"]:
            begin, first, wanted = token.end(), line + token[0].count("\n"), sort in token["rest"]
        elif begin >= 0 and name == "script" and token["close"]:
            if wanted:
                yield first, text[begin : token.start()]
            begin = -1
        line += token[0].count("\n")
