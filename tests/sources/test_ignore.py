"""Patterns that leave files out, as git reads them."""

import pytest

from openness.sources.ignore import ignored, patterns


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
        (["x[0.md"], "x[0.md", False, True),
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


@pytest.mark.parametrize("line", ["[z-a]", "[]", "[!]", "[a-\\]", "/", "!", "[[:alpha:]]"])
def test_an_odd_pattern_is_no_error(line: str) -> None:
    assert not ignored("unrelated/name.md", False, patterns([line]))
