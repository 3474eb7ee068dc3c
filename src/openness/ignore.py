"""Patterns that leave files out: `--exclude` and the lines of a `.gitignore`, as git reads them."""

import re
from collections.abc import Iterable

from attrs import frozen


@frozen(repr=False)
class Pattern:
    """One pattern of a `.gitignore`.

    Args:
        regex: what it matches, on a path below the folder it stands in, with `/` between parts.
        negated: whether it takes a file back in.
        folders: whether it speaks of folders only.
    """

    regex: re.Pattern[str]
    negated: bool
    folders: bool

    def matches(self, path: str, folder: bool) -> bool:
        """Whether it speaks of a path."""
        return (folder or not self.folders) and self.regex.fullmatch(path) is not None


def patterns(lines: Iterable[str]) -> tuple[Pattern, ...]:
    """The patterns these lines state; blank lines and comments state none."""
    held = []
    for line in lines:
        text = line.rstrip()
        if not text or text.startswith("#"):
            continue
        negated = text.startswith("!")
        text = text[1:] if negated else text.removeprefix("\\") if text[:2] in ("\\#", "\\!") else text
        folders = text.endswith("/")
        text = text.rstrip("/")
        anchored = "/" in text
        regex = _regex(text.lstrip("/"))
        held.append(Pattern(re.compile(regex if anchored else f"(?:.*/)?{regex}"), negated, folders))
    return tuple(held)


def ignored(path: str, folder: bool, held: Iterable[Pattern]) -> bool:
    """Whether a path is left out; the last pattern that matches decides.

    >>> ignored("build/x.md", False, patterns(["build/", "*.md", "!x.md"]))
    False
    """
    answer = False
    for pattern in held:
        if pattern.matches(path, folder):
            answer = not pattern.negated
    return answer


def _regex(glob: str) -> str:
    """A glob as a regular expression; `**` crosses folders, `*` does not."""
    out = []
    at = 0
    while at < len(glob):
        if glob.startswith("**/", at):
            out.append("(?:.*/)?")
            at += 3
        elif glob.startswith("**", at):
            out.append(".*")
            at += 2
        elif glob[at] == "*":
            out.append("[^/]*")
            at += 1
        elif glob[at] == "?":
            out.append("[^/]")
            at += 1
        elif glob[at] == "\\" and at + 1 < len(glob):
            out.append(re.escape(glob[at + 1]))
            at += 2
        elif glob[at] == "[" and (end := glob.find("]", at + 2)) != -1:
            out.append(_set(glob[at + 1 : end]))
            at = end + 1
        else:
            out.append(re.escape(glob[at]))
            at += 1
    return "".join(out)


def _set(inside: str) -> str:
    """A set of characters as a regular expression; one that makes no sense matches nothing, as in git."""
    negated = inside[0] in "!^"
    members = re.sub(r"([\\\[\]^&~|])", r"\\\1", inside[1:] if negated else inside)
    regex = f"[^/{members}]" if negated else f"[{members}]"
    try:
        re.compile(regex)
    except re.error:
        return "(?!)"
    return regex
