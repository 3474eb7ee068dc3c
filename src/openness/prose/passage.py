"""How a card's text is looked at: its paragraphs, their sentences, and the words that make either worth it.

A regular expression over every card would cost more than its YAML, so that a hint must occur before one is compiled.
"""

import re
from collections.abc import Iterator
from itertools import islice

MOST = 20  # finds looked at in one card
_REACH = 400  # characters of a sentence looked at on either side

UNDONE = (
    r"\b(?:not\s+(?:just|merely|limited|only|restricted)|no\s+longer|instead\s+of|unlike|rather\s+than"
    r"|previous(?:ly)?|originally)\b"
)


def finds(pattern: str, text: str, hints: tuple[str, ...], words: str) -> Iterator[re.Match[str]]:
    if occurs(hints, words):
        yield from islice(re.finditer(pattern, text, re.IGNORECASE), MOST)


def sentence_around(text: str, found: re.Match[str]) -> tuple[int, int]:
    before, after = max(0, found.start() - _REACH), found.end() + _REACH
    starts = (text.rfind(mark, before, found.start()) for mark in (". ", "\n", "|", "。"))
    ends = (text.find(mark, found.end(), after) for mark in (". ", ".\n", "\n", "|", "。"))
    return max(before, *starts), min((at for at in ends if at != -1), default=min(after, len(text)))


def plain(lower: str) -> str:
    """Text for hints: without emphasis, in one line."""
    for mark, plain in (("\n", " "), ("*", ""), ("`", ""), ("_", ""), ("’", "'"), ("n't", " not")):
        lower = lower.replace(mark, plain)
    return lower


def paragraphs(body: str, lower: str, hints: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    """The paragraphs that hold a hint: where each is, its text as long as it was, and its words."""
    words = plain(lower)
    hints = tuple([hint for hint in hints if hint in words])
    at = 0
    for text in flat(body).split("\n") if hints else ():
        words = plain(" ".join(text.lower().split()))
        if occurs(hints, words):
            yield at, text, words
        at += len(text) + 1


def flat(body: str) -> str:
    """The body with blanks for marks and for line ends inside a sentence: as long as it was."""
    held: list[str] = []
    code, ends = False, True  # in a block of code; the line before ends what it says
    for line in body.split("\n"):
        start = line.lstrip()
        fence = start.startswith("```")
        apart = not start or code or fence
        held.append("\n" if ends or apart or _begins(start) else " ")
        held.append(line)
        code ^= fence
        ends = apart or start[0] in "#|" or line.endswith(("  ", "\\"))
    text = "".join(held)[1:]
    text = re.sub(r"\]\([^()\s]*\)", lambda link: " " * len(link[0]), text)
    for mark in "*`[]\t":
        text = text.replace(mark, " ")
    return re.sub("_+", lambda line: line[0] if _inside(text, line) else " " * len(line[0]), text)


def _begins(line: str) -> bool:
    """Whether a line begins something of its own: an item, a heading, a row, a quotation, a tag, a bold label."""
    number = line[:4].partition(" ")[0]
    return (
        line[0] in "#|><"
        or line[:2] in ("- ", "* ", "+ ", "• ")
        or (number[-1:] in (".", ")") and number[:-1].isdigit())
        or (line.startswith("**") and ":" in line[:60])
    )


def _inside(text: str, found: re.Match[str]) -> bool:
    return text[found.start() - 1 : found.start()].isalnum() and text[found.end() : found.end() + 1].isalnum()


def occurs(hints: tuple[str, ...], text: str) -> bool:
    for hint in hints:  # noqa: SIM110 - a generator would cost as much again as the search, on every card
        if hint in text:
            return True
    return False


def spoken(body: str) -> str:
    """The body with blanks for what its author does not say in it: code, comments, tags, quotations, another's card."""
    held: list[str] = []
    code = False
    lines = iter(_without_comments(body).split("\n"))
    for line in lines:
        start = line.lstrip()
        fence = start.startswith(("```", "~~~"))
        if start.startswith("#") and not code and _heads_another(start):
            held.extend(" " * len(rest) for rest in (line, *lines))
            break
        held.append(" " * len(line) if fence or code or start.startswith(">") else line)
        code ^= fence
    return re.sub(r"</?[A-Za-z][^<>\n]{0,300}>", lambda tag: " " * len(tag[0]), "\n".join(held))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a paragraph is, with the mark at its end; one too long to be one is passed over."""
    start = 0
    for end in (*(mark.end() for mark in re.finditer(r"[.!?](?=\s)|[。！？|]", text)), len(text)):
        if start < end <= start + 2 * _REACH:
            yield start, end
        start = end


def as_written(sentence: str) -> str:
    """A sentence to show: in one line, without the mark of an item or a heading and without its full stop."""
    words = sentence.split()
    if words and not words[0].strip("#>|-+*•"):
        del words[0]
    return " ".join(words).rstrip(".:|")[:160]


def _heads_another(heading: str) -> bool:
    """Whether a heading begins a copy of another model's card."""
    words = heading.lower().replace("*", "").strip("# ")
    return words.startswith("original ") and any(word in words for word in ("card", "readme", "description"))


def _without_comments(body: str) -> str:
    held: list[str] = []
    end = 0
    while (start := body.find("<!--", end)) != -1:
        held.append(body[end:start])
        end = body.find("-->", start)
        end = len(body) if end == -1 else end + len("-->")
        held.append("\n".join(" " * len(line) for line in body[start:end].split("\n")))
    return "".join((*held, body[end:]))
