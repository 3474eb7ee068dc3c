"""Escapes for text from data, one for each place it goes to."""

import re

from openness.vocabulary.characters import seen


def terminal(text: str) -> str:
    r"""One line of text that a terminal only shows: what could act is shown as an escape.

    >>> print(terminal("a\x1b[31mb\n::error::c"))
    a\x1b[31mb\n\x3a:error::c
    """
    if "::" in text or "##" in text:  # commands to a CI's runner: GitHub's, Azure's, TeamCity's
        text = re.sub(r"(?<!\S)::|#(?=#\w*\[)", lambda match: "\\x3a:" if match[0] == "::" else "\\x23", text)
    return seen(text if text.isprintable() else re.sub(r"[\n\r\t]", lambda match: _NAMED[match[0]], text))


def verbatim(text: str) -> list[str]:
    r"""The lines of a text, each as a terminal only shows it: blanks of all sorts as blanks, without page breaks.

    >>> verbatim("\ufeffA licence\r\n\n\tis granted.\x0c")
    ['A licence', '', '        is granted.']
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "").rstrip("\n")
    return [terminal(_BLANKS.sub(" ", line.expandtabs()).rstrip()) for line in text.split("\n")]


_BLANKS = re.compile(r"[^\S\n]")


_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def markdown(text: str) -> str:
    r"""Text that Markdown only shows, in a paragraph or a table's cell.

    GitHub and GitLab look for people, issues, addresses and formulas in the rendered text, where escapes are gone. So the
    letter that makes a word one of them gets an element around it.

    >>> print(markdown("a|b <i> [c](d)"))
    a\|b &lt;i&gt; \[c\](d)
    >>> print(markdown("@team"))
    <span>@</span>team
    """
    shown = terminal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = re.sub(r"([\\`*_{}\[\]|~!])", r"\\\1", shown)
    return re.sub(_LIVE, r"<span>\g<0></span>", shown)


#: `@name`, `#1`, `GH-1`, `https://…`, `www.…`, formulas (`$…$`), and GitLab's `!1`, `~name`, `%name`, `&1`, `:name:`: the sign
#: of each without which it is nothing.
_LIVE = (
    r"(?i)[@#$]|(?<=\bgh)-(?=\d)|:(?=//|[\w+-]+:)|(?<=\bwww)\."
    r"|(?:\\[!~]|%)(?=[\w\"])|&amp;(?=\d)"
)


def html(text: str) -> str:
    r"""Text that HTML only shows, as the content of an element or the value of a quoted attribute.

    >>> print(html("<script>alert('x')</script>"))
    &lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;
    """
    shown = terminal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return shown.replace('"', "&quot;").replace("'", "&#x27;")
