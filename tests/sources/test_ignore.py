"""Patterns that leave files out, as git reads them."""

import pytest
from tests.support.growth import ending

from openness.sources.ignore import ignored, lines_of, patterns


@pytest.mark.parametrize(
    ("lines", "path", "folder", "out"),
    [
        (["*.md"], "a/b/x.md", False, True),
        (["/x.md"], "x.md", False, True),
        (["/x.md"], "a/x.md", False, False),
        (["a/x.md"], "a/x.md", False, True),
        (["a/x.md"], "b/a/x.md", False, False),
        (["**/x.md"], "b/a/x.md", False, True),
        (["**/x.md"], "x.md", False, True),
        (["a/**"], "a/b/x.md", False, True),
        (["a/**/x.md"], "a/x.md", False, True),
        (["a/*"], "a/b/x.md", False, False),
        (["build/"], "build", True, True),
        (["build/"], "build", False, False),
        (["x?.md"], "x1.md", False, True),
        (["x?.md"], "x/.md", False, False),
        (["x[0-9].md"], "x1.md", False, True),
        (["x[!0-9].md"], "x1.md", False, False),
        (["x[0.md"], "x[0.md", False, False),  # a set that is not closed matches nothing
        (["x[^0-9].md"], "x1.md", False, False),
        (["[^a]x"], "ax", False, False),
        (["[^a]x"], "bx", False, True),
        (["[]a]x"], "]x", False, True),
        (["[[:upper:]]x"], "Ax", False, True),
        (["x?"], "xé", False, False),  # two bytes
        (["x??"], "xé", False, True),
        (["x\\ "], "x ", False, True),
        (["x\t"], "x", False, False),
        (["a**/x"], "ab/c/x", False, True),
        (["b/a**/x"], "b/ac/d/x", False, True),
        (["x//"], "x", True, False),
        (["*.md", "!x.md"], "x.md", False, False),
        (["!x.md", "*.md"], "x.md", False, True),
        (["# x.md", "", "   "], "x.md", False, False),
        (["x.md   "], "x.md", False, True),
        ([r"\#x.md"], "#x.md", False, True),
        ([r"\!x.md"], "!x.md", False, True),
        (["(a+)+$"], "aaaa", False, False),
    ],
)
def test_a_pattern_leaves_out_what_git_leaves_out(lines: list[str], path: str, folder: bool, out: bool) -> None:
    assert ignored(path, folder, patterns(lines)) is out


def test_a_file_ends_its_lines_with_a_line_feed_and_drops_one_carriage_return() -> None:
    data = b"\xef\xbb\xbfone\r\ntwo\x0bthree\nfour\r\r\nfive\rsix\n"
    assert lines_of(data) == [b"one", b"two\x0bthree", b"four\r", b"five\rsix", b""]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("*a" * 300 + "*b", "a" * 4_000),
        ("**/*a*a*a*b", "aaaa/" * 800),
        ("**/a*b*c/" * 40 + "x", "a/ab/abc/" * 450),
        ("[^b]*" * 300 + "b", "a" * 4_000),
    ],
)
def test_no_pattern_takes_long(line: str, path: str) -> None:
    compiled = patterns([line])
    with ending():
        assert not ignored(path, False, compiled)


@pytest.mark.parametrize("line", ["[z-a]", "[]", "[!]", "[a-\\]", "/", "!", "[[:alpha:]]"])
def test_an_odd_pattern_is_no_error(line: str) -> None:
    assert not ignored("unrelated/name.md", False, patterns([line]))
