"""A web page as lines: what a reader sees, each where it begins."""

import pytest

from openness.syntax.html import lines_of, scripts_of


@pytest.mark.parametrize(
    ("text", "lines", "marked"),
    [
        ("<p>one</p>\n<p>two</p>", [(1, "one"), (2, "two")], [(1, "one"), (2, "two")]),
        ("<p>one <b>and</b>\n two</p>", [(1, "one and two")], [(1, "one and two")]),
        ("<h2>one</h2>\n<li>two", [(1, "one"), (2, "two")], [(1, "## one"), (2, "- two")]),
        ("<a href='x'>one</a>", [(1, "x one")], [(1, "[one](x)")]),
        ("<a name=x>one</a>", [(1, "one")], [(1, "one")]),
        ("<script>if (a<b) {}</script>one<style>x</style>", [(1, "one")], [(1, "one")]),
        ("&lt;one&gt;<!-- two -->", [(1, "<one>")], [(1, "<one>")]),
        ("<p>\n\none", [(3, "one")], [(3, "one")]),
        ("a < b", [(1, "a < b")], [(1, "a < b")]),
    ],
)
def test_a_page_is_the_lines_that_are_seen(
    text: str, lines: list[tuple[int, str]], marked: list[tuple[int, str]]
) -> None:
    assert lines_of(text) == lines
    assert lines_of(text, marked=True) == marked


def test_the_scripts_of_one_sort_are_given_with_their_lines() -> None:
    page = "<script>x</script>\n<script\n type='application/ld+json'>{\n}</script><script type='application/ld+json'>"
    assert list(scripts_of(page, "application/ld+json")) == [(3, "{\n}")]
