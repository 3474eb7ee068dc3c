"""Whatever stands in a document, a printer only shows it; and no line is wider than the page."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as some
from markdown_it import MarkdownIt
from tests.support.hostile_words import WORDS
from tests.support.reported import commands
from tests.support.sites import read

from openness.blocks import html, markdown, terminal
from openness.blocks.document import (
    Block,
    Code,
    Heading,
    Item,
    Line,
    Link,
    Listing,
    Paragraph,
    Quiet,
    Rule,
    Strong,
    Table,
    Verbatim,
    listed,
)
from openness.blocks.wrapping import columns
from openness.vocabulary.marks import Mark
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Severity

COLOUR = re.compile(r"\x1b\[\d+m")
UNSAFE = re.compile(r"[^\n -~\xa0-\U0010ffff]|[\u202a-\u202e\u2066-\u2069\u200b\u2028\u2029]")


def document(word: str) -> list[Block]:
    """A document in which every place where text can stand holds this word."""
    pieces: tuple[Line, ...] = (
        word,
        Strong(word),
        Quiet(word),
        Code(word),
        Link(word, word),
        (word, Verdict.MET, word),
    )
    return [
        Heading(1, word),
        Heading(2, (word, " [", Code(word), "]")),
        *(Paragraph(piece) for piece in pieces),
        Paragraph(word, quiet=True),
        Listing(tuple(Item(piece, Verdict.UNKNOWN, (Paragraph(piece), listed([piece]))) for piece in pieces)),
        Table((word, word, word), tuple((piece, piece, piece) for piece in pieces), below=1),
        Table(("", ""), tuple((piece, piece) for piece in pieces)),
        Rule(),
        Paragraph((Severity.ERROR, ": ", word)),
    ]


def quotation(word: str) -> Verbatim:
    """A text of somebody else with this word, which tries to end its block."""
    return Verbatim(f"{word}\n```\n{word}\n````\n</pre>\n{word}")


def cells(text: str) -> Iterator[int]:
    """The number of cells of each row of the first table."""
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(text).replace(" />", ">")
    for row in read(rendered).first("table").rows:
        yield len(row)


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_a_terminal_shows_a_word_and_does_nothing(word: str, width: int) -> None:
    text = terminal.write(document(word), width)
    assert not UNSAFE.search(text)
    assert list(commands(text)) == []
    assert max(map(len, text.splitlines())) <= width
    coloured = terminal.write(document(word), width, colour=True)
    assert COLOUR.sub("", coloured) == text


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_markdown_shows_a_word_and_does_nothing(word: str) -> None:
    text = markdown.write([*document(word), quotation(word)])
    assert not UNSAFE.search(text)
    html_of_it = MarkdownIt("commonmark", {"html": True}).enable("table").render(text).replace(" />", ">")
    tree = read(html_of_it)
    names = "h1 h2 p ul li strong em code span table thead tbody tr th td hr a pre".split()
    assert {one.name for one in tree.all()} <= set(names)
    assert set(cells(text)) == {3}
    for link in re.findall(r'<a href="([^"]*)"', html_of_it):
        assert not re.match(r"(?i)\s*(?:javascript|data|vbscript):", link)


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_html_shows_a_word_and_does_nothing(word: str) -> None:
    text = str(html.markup([*document(word), quotation(word)]))
    assert not UNSAFE.search(text)
    names = "h1 h2 p ul li strong code span table thead tbody tr th td hr a pre".split()
    assert {one.name for one in read(text).all()} <= set(names)
    assert not re.search(r"(?i)href=\"\s*javascript:", text)


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_a_quoted_text_keeps_its_lines_and_does_nothing(word: str) -> None:
    text = terminal.write([Paragraph("a"), Verbatim(f"one  two\n\n\tthree {word}")])
    assert text.startswith("a\n\none  two\n\n        three")
    assert not UNSAFE.search(text)
    assert list(commands(text)) == []


def test_an_address_stays_whole_where_nothing_is_cut() -> None:
    address = f"https://example.org/{'x' * 200}"
    assert address in terminal.write([Paragraph(("see ", Link(address, address)))], cut=False).splitlines()
    assert address not in terminal.write([Paragraph(("see ", Link(address, address)))])


@given(some.lists(some.text(max_size=30), max_size=12), some.integers(1, 30))
def test_wrapping_keeps_every_word_and_the_width(texts: list[str], width: int) -> None:
    pieces = tuple(Strong(text) if number % 2 else text for number, text in enumerate(texts))
    lines = terminal.wrap(pieces, width, width)
    assert all(columns(line) <= width or len(line) == 1 or "\\x" in line for line in lines)
    whole = terminal.wrap(pieces, 100_000, 100_000)
    if not any(columns(word) > width for word in whole[0].split()):
        assert " ".join(lines).split() == whole[0].split()


def test_wide_letters_take_two_columns_each() -> None:
    assert terminal.wrap(("许可证 仅供研究",), 8, 8) == ["许可证", "仅供研究"]
    assert terminal.wrap(("许可证仅供研究",), 7, 7) == ["许可证", "仅供研", "究"]


def test_pieces_that_stand_together_are_one_word() -> None:
    assert terminal.wrap(("a", Strong("b"), " c ", Code("d")), 80, 80) == ["ab c d"]


def test_two_harmless_pieces_do_not_make_a_command_together() -> None:
    assert list(commands(terminal.write([Paragraph((":", ":error::x"))], 80))) == []


def test_a_table_without_rows_is_nothing() -> None:
    assert terminal.write([Table(("part", "licence", "address"), (), below=1)], 60).strip() == ""


def test_a_table_that_has_no_room_names_the_column_before_each_cell() -> None:
    table = Table(("", "first of two", "second of two"), (("Weights", "x" * 35, "y" * 35),))
    text = terminal.write([table], 60)
    assert "Weights\n  first of two: xxx" in text and "\n  second of two: yyy" in text


@given(
    some.lists(some.tuples(some.sampled_from([str, Strong, Quiet]), some.text(" *_a中–(.,“`[", max_size=6)), max_size=6)
)
def test_in_markdown_what_is_emphasised_is_read_so_and_nothing_else_is(drawn: list[tuple[type, str]]) -> None:
    pieces = tuple(kind(text) for kind, text in (*drawn, (str, " end")))
    rendered = MarkdownIt("commonmark", {"html": True}).render(markdown.write([Paragraph(("a", *pieces))]))
    (paragraph,) = read(rendered).all("p")
    assert paragraph.text == " ".join(("a" + "".join(text for _, text in drawn) + " end").split())
    for element, kind in (("strong", Strong), ("em", Quiet)):
        found = "".join(one.text for one in paragraph.all(element))
        assert found.split() == "".join(text.strip() for made, text in drawn if made is kind).split()


def test_a_table_without_room_puts_a_mark_before_what_it_marks() -> None:
    table = Table(("", "definition", "result"), ((Mark.BELOW, "Release gradient", "met: Downloadable"),))
    assert terminal.write([table], 40) == "↥ Release gradient\n  result: met: Downloadable\n"


def test_a_grid_names_its_columns() -> None:
    table = Table(("part", "made by", "licence"), (("Rel", "unknown", "Apache-2.0"),))
    assert terminal.write([table]) == "part  made by  licence\nRel   unknown  Apache-2.0\n"
