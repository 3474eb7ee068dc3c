"""Text in a report that would act where it is shown: on a terminal, a web page, a spreadsheet or a CI server."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from tests.support.hostile_words import UNSAFE
from tests.support.reported import commands

TAGS = frozenset(
    "html head meta title style body main h1 h2 h3 h4 p ul li table thead tbody tr th td strong em code pre span br hr a".split()
)
#: A call of somebody, an issue, an address: GitHub makes a link of each in a run of text.
LIVE = re.compile(r"@\w|\w@|#\d|\bgh-\d|\w://|\bwww\.\w", re.IGNORECASE)
JUNIT = {"testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out"}
FORMULAS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # how a formula may begin in one spreadsheet or another
PROPERTIES = {"file", "line", "endLine", "col", "endColumn", "title"}


def leaks(form: str, text: str) -> Iterator[str]:
    """The places where a report of a format would act, in a few words each.

    Args:
        form: the format's name, as `--format` takes it; `csv` for rows.
        text: the report.
    """
    if form != "csv" and (found := UNSAFE.search(text)):  # rows keep the bytes of their ids
        yield f"{form}: the character {found[0]!r}"
    if form not in ("github", "csv"):
        for command in commands(text):
            yield f"{form}: the command {command.name[:40]!r}"
            break
    yield from _OF_FORM.get(form, _nothing)(text)


def _nothing(text: str) -> Iterator[str]:
    return iter(())


def _json(text: str) -> Iterator[str]:
    try:
        json.loads(text)
    except ValueError as error:
        yield f"JSON that is none: {error}"
    if not text.isascii() or set("<>&") & set(text):
        yield "JSON that a web page reads as more"


def _sarif(text: str) -> Iterator[str]:
    """SARIF's messages may hold links, `[words](target)`; ours hold none."""
    yield from _json(text)

    def messages(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            if isinstance(value.get("text"), str) and "markdown" not in value:
                yield value["text"]
            for child in value.values():
                yield from messages(child)
        elif isinstance(value, list):
            for child in value:
                yield from messages(child)

    for run in json.loads(text)["runs"]:
        for message in messages(run["results"]):
            if re.search(r"(?<!\\)(?:\\\\)*\[[^\]]*(?<!\\)\]\([^)]*\)", message):
                yield f"a link in SARIF: {message[:60]!r}"
                return


def _junit(text: str) -> Iterator[str]:
    try:
        tags = {one.tag for one in ElementTree.fromstring(text).iter()}
    except ElementTree.ParseError as error:
        yield f"XML that is none: {error}"
        return
    if tags - JUNIT:
        yield f"elements of JUnit: {sorted(tags - JUNIT)}"


def _github(text: str) -> Iterator[str]:
    found = list(commands(text))
    if len(found) != len(text.splitlines()):
        yield "a line for GitHub that is no command"
    if any(one.name not in ("error", "warning", "notice") or not set(one.properties) <= PROPERTIES for one in found):
        yield f"a command for GitHub: {sorted({one.name for one in found})}"


def _html(text: str) -> Iterator[str]:
    page = _Page()
    page.feed(text)
    yield from page.found
    if len(re.findall(r"(?i)<style", text)) > 1:
        yield "styles in HTML"


class _Page(HTMLParser):
    """The tags and attributes of a page that ours never has."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found.append(f"the tag {tag[:40]} in HTML")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "src"):
                self.found.append(f"the attribute {name[:40]} in HTML")
            if name == "href" and not (value or "").startswith(("https://", "http://", "#")):
                self.found.append(f"an address in HTML: {value!r:.60}")

    def handle_comment(self, data: str) -> None:
        self.found.append("a comment in HTML")


def _markdown(text: str) -> Iterator[str]:
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    tags = {tag.strip("/") for tag in re.findall(r"<(/?[a-zA-Z!][^\s>/]*)", html)}
    if tags - TAGS:
        yield f"tags in Markdown: {sorted(tags - TAGS)[:3]}"
    words = re.sub(r"(?s)<code[^>]*>.*?</code>", "", html)  # in code nothing is a link
    for run in re.split(r"<[^>]*>", words):  # GitHub looks into each run of text by itself
        if live := LIVE.search(unescape(run)):
            yield f"what GitHub makes a link of in Markdown: {live[0]!r} in {run[:60]!r}"
            return


def _csv(text: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            if cell.startswith(FORMULAS):
                yield f"a formula in CSV: {cell[:40]!r}"
                return


_OF_FORM: Mapping[str, Callable[[str], Iterator[str]]] = {
    "json": _json,
    "gitlab": _json,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
    "html": _html,
    "markdown": _markdown,
    "csv": _csv,
}
