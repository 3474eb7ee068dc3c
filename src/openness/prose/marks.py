"""The marks in a card: entities, comments, pictures, links and emphasis become plain text, with the links apart.

Each step looks at a character a bounded number of times.
"""

import re
import sys
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from openness.prose.badge import badge_of
from openness.vocabulary.characters import FORMS
from openness.vocabulary.patterns import pattern

_ENTITY = pattern(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,30}));")
_NAMED = dict(
    zip(
        "nbsp amp quot apos shy hyphen ndash mdash lsquo rsquo".split(),
        " &\"'\u00ad-\u2013\u2014\u2018\u2019",
        strict=True,
    )
)
_HIDDEN = pattern(
    r"[\u00ad\u034f\u061c\u0640\u064b-\u0652\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    rf"\ufeff\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
    rf"|(?<=[A-Za-z])[\u0300-\u036f\u200c\u200d]+|(?<=\w)[{FORMS}]+"
)  # within words, and seen by nobody, or as a blot on a letter
_JOINERS = ("\u200c", "\u200d")  # hidden between Latin letters alone
_FORM = pattern(r"[\u0250-\u02af\u1d00-\u1d7f\ua720-\ua7ff\U0001f150-\U0001f189]")  # of Latin letters, maybe
_CROSS, TICK = (
    pattern(r"[\u274c\u2716-\u2718\u26d4\U0001f6ab\U0001f6d1]\ufe0f?"),
    pattern(r"[\u2705\u2611\u2713\u2714]"),
)
#: Where code begins, in which nothing is a comment, or a comment does: of a line of its own, or within one.
_OPENING = pattern(r"(?m)^[ \t]*+(?P<fence>`{3,}(?=[^`\n]*+$)|~{3,})|`[^`\n]*+`|(?P<block>^[ \t]*+)?<!--")
_FENCE_END = pattern(r"(?m)^[ \t]*+(`{3,}|~{3,})[ \t]*+$")
_COMMENT_END = pattern(r"--!?>(?:[ \t]*+[`~]{3,})?")  # marks right behind it open no code
_PARAGRAPH_END = pattern(r"\n[ \t>]*+(?=\n)")
_IMAGE = pattern(r"!\[([^\[\]]*+)\](?:\(([^()]*+)\)|\[[^\[\]]*+\])")
_REFERRED = pattern(r"!\[([^\[\]]*+)\]\[([^\[\]]*+)\]")
_TITLE = pattern(r"\s[\"']([^\"']*+)[\"']\s*+\Z")
_HTML_IMAGE = pattern(r"<img\b([^<>]*+)>", re.IGNORECASE)
_ATTRIBUTE = pattern(r"\b(alt|src|title)\s*+=\s*+(?:\"([^\"<>]*+)\"|'([^'<>]*+)'|([^\s\"'<>]++))", re.IGNORECASE)
_NAME = 2  # words: more than a name of a picture says something
_TITLED = pattern(r"<[A-Za-z][^<>]*?\stitle\s*+=\s*+(?:\"([^\"<>]*+)\"|'([^'<>]*+)')", re.IGNORECASE)
_CROSSED_OUT = pattern(
    r"(?<![\w\\~])~~(?=[^\s~])[^~`]*+(?<=[^\s\\])~~(?![\w~]) ?|<(s|del|strike)>[^<>`]*+</\1\s*> ?", re.IGNORECASE
)  # where there is no doubt that it is shown so
_ANCHOR = pattern(r"<a\b([^<>]*+)>|</a\s*>", re.IGNORECASE)
_HREF = pattern(r"href\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE)
_BREAK, _BLOCK_END = pattern(r"(?i)<br\s*/?>"), pattern(r"(?i)</(?:p|li|tr|div|h[1-6])>")
#: A line that goes on with the sentence of the one before begins small, and is no label; one that does not ends itself.
_GOES_ON = pattern(r"\s*(?![a-z][\w /()-]{0,30}[:：])[a-zß-öø-ÿа-яё]")
_LABELS = pattern(r"\W*[^\W\d_][\w /()-]{0,30}[:：]")
_STOPS = tuple(".!?:;…。！？：；")
_ROW = pattern(r"(?is)<tr\b[^<>]*+>(?:(?!</?tr\b).)*+</tr\s*+>")
_CELL_END = pattern(r"(?i)</t[dh]\s*+>\s*+(?=<t[dh]\b)")
_BARE = pattern(r"<(https?://[^<>\s]*+)>")
_TAG = pattern(r"</?[A-Za-z][^<>]*+>")
_LINK = pattern(
    r"\[([^\[\]]*+)\]"
    r"(?:\(\s*+<?([^()\s<>]*+(?:\([^()\s]*+\)[^()\s<>]*+)*+)>?(?:\s++[\"']([^\"']*+)[\"'])?\s*+\)|\[([^\[\]]*+)\])?"
    r"|`([A-Za-z0-9][\w.-]*+/[A-Za-z0-9][\w.-]*+)`"
    r"|(https?://[^\s<>()\[\]|\"'`，。；、）]+)"
)
_MARKED = pattern(r"[*`~_<\[&]|http")
_EMPHASIS = pattern(r"[*`~]+|(?<![^\W_])_+|_+(?![^\W_])")


class Link(NamedTuple):
    """Words that lead somewhere: where they are in a sentence, and the address; a bare address leads to itself."""

    start: int
    end: int
    address: str


def cleaned(body: str) -> str:
    """A card's body with letters for entities and words for crosses, without comments and hidden characters, line by line."""
    if "&" in body:
        body = _ENTITY.sub(_letter, body)
    if not body.isascii():
        import unicodedata

        body = unicodedata.normalize("NFKC", body).replace("\u2010", "-")  # an editor's hyphen, of every kind
        body = _FORM.sub(_plain_letter, _HIDDEN.sub("", body))
        if _CROSS.search(body):
            body = "\n".join(line if TICK.search(line) else _CROSS.sub(" no ", line) for line in body.split("\n"))
    if "<!--" in body:
        body = _without_comments(body)
    return body


def _row(row: re.Match[str]) -> str:
    """A row of a table in HTML with a mark between its cells: of two the first is a label."""
    return _CELL_END.sub(": " if len(_CELL_END.findall(row[0])) == 1 else " | ", row[0])


def _plain_letter(found: re.Match[str]) -> str:
    """The letter that another form of it is named by: LATIN LETTER SMALL CAPITAL A; those with a sound of their own stay."""
    import unicodedata

    *_, kind, letter = ["", *unicodedata.name(found[0], "").split()]
    return letter.lower() if len(letter) == 1 and kind in ("CAPITAL", "LETTER") else found[0]


def _without_comments(body: str) -> str:
    """A body without what its comments hide from who sees it rendered; its lines stay.

    A comment within a line ends before the paragraph does, or is none. One of lines of its own without an end hides the
    rest on the Hub, and not everywhere: that stands as a quotation, which may warn, and grants nothing.
    """
    pieces: list[str] = []
    kept = place = 0
    closing = _COMMENT_END.search(body)
    paragraph_end = -1
    while opening := _OPENING.search(body, place):
        place = opening.end()
        if fence := opening["fence"]:
            ends = (end.end() for end in _FENCE_END.finditer(body, place) if end[1].startswith(fence))
            place = next(ends, len(body))
            continue
        if not opening[0].endswith("<!--"):
            continue
        begin = place - len("<!--")
        if closing and closing.start() < begin + 2:  # “<!-->” is a whole comment
            closing = _COMMENT_END.search(body, begin + 2)
        if opening["block"] is None:
            if paragraph_end < place:
                end = _PARAGRAPH_END.search(body, place)
                paragraph_end = end.start() if end else len(body)
            if not closing or closing.start() > paragraph_end or closing[0].startswith("--!"):
                continue
        pieces.append(body[kept:begin])
        if not closing:
            return "".join((*pieces, f"> {body[place:]}".replace("\n", "\n> ")))
        pieces.append("\n" * body.count("\n", begin, closing.end()))
        kept = place = closing.end()
    return "".join((*pieces, body[kept:]))


def goes_on(line: str, following: str) -> bool:
    """True where a line that its author broke is half a sentence, as far as one sees, and the next one goes on with it.

    >>> goes_on("It is for research", "purposes only"), goes_on("License: MIT", "free"), goes_on("It is free", "license: x")
    (True, False, False)
    """
    whole = line.rstrip(" *_`\"')]>").endswith(_STOPS) or _LABELS.match(line)
    return not whole and _GOES_ON.match(following) is not None


def plain(raw: str, references: Mapping[str, str]) -> tuple[str, list[Link], list[tuple[int, int]]]:
    """Text without marks, the links in it, and where pieces of it stood in the raw text, roughly.

    Args:
        raw: a piece of a block.
        references: the addresses that links lead to by a name, each by that name in lower case.
    """
    if not _MARKED.search(raw):
        return raw, [], [(0, 0)]
    if "![" in raw:
        raw = _IMAGE.sub(_image, _REFERRED.sub(partial(_inline, references), raw) if references else raw)
    beside: list[str] = []
    if "~~" in raw or "</" in raw:
        raw = _CROSSED_OUT.sub(_crossed_out, raw)
    if "<" in raw:
        raw = _BARE.sub(r" \1 ", raw)
        raw = _HTML_IMAGE.sub(_html_image, raw)
        beside = [double or single for double, single in _TITLED.findall(raw)]
        raw = _ROW.sub(_row, raw)
        raw = _BREAK.sub("\n", _BLOCK_END.sub("\n\n", _anchored(raw)))
        raw = _TAG.sub("", raw)
    pieces: list[str] = []
    links: list[Link] = []
    origins: list[tuple[int, int]] = []
    length = last = 0

    def keep(piece: str, place: int) -> None:
        nonlocal length
        origins.append((length, place))
        pieces.append(piece)
        length += len(piece)

    def add(words: str, start: int) -> None:
        at = 0
        for mark in _EMPHASIS.finditer(words):
            keep(words[at : mark.start()], start + at)
            at = mark.end()
        keep(words[at:], start + at)

    for found in _LINK.finditer(raw) if "[" in raw or "http" in raw or "`" in raw else ():
        text, address, title, reference, quoted, bare = found.groups()
        if bare:
            address = text = bare.rstrip(".,:;!?*_")
        elif quoted:
            address, text = found[0], quoted
        elif address is None:
            address = references.get((reference or text).lower(), "")
        add(raw[last : found.start()], last)
        start = length
        if bare:
            keep(text, found.start())
        else:
            add(text if address else found[0], found.start())
        if address:
            links.append(Link(start, length, address))
        if title:
            beside.append(title)
        last = found.start() + len(text) if bare else found.end()
    add(raw[last:], last)
    for title in beside:
        add(_line(title), last)
    return "".join(pieces), links, origins


def _letter(entity: re.Match[str]) -> str:
    """The letter that an entity stands for; one that would be a mark of HTML or end a line stays as it is."""
    decimal, digits, name = entity.groups()
    if name:
        return _NAMED[name] if name in _NAMED else _letter_within(entity)
    code = int(decimal) if decimal else int(digits, 16)
    letter = chr(code) if code <= sys.maxunicode else "\n"
    return letter if letter.isprintable() and letter not in "<>" else entity[0]


def _letter_within(entity: re.Match[str]) -> str:
    """The letter, or the hidden character, of an entity that stands within a word; the table of all names is long."""
    begin, end = entity.span()
    if not any(
        beside.isalnum() or beside in "&;" for beside in entity.string[begin - 1 : begin] + entity.string[end : end + 1]
    ):
        return entity[0]
    from html.entities import html5

    letter = html5.get(f"{entity[3]};", "")
    return letter if letter.isalpha() or _HIDDEN.fullmatch(letter) or letter in _JOINERS else entity[0]


def _crossed_out(found: re.Match[str]) -> str:
    """Nothing, since it is said no longer; a label of which that was all keeps a value that nobody knows."""
    begin, end = found.span()
    labelled = found.string[max(0, begin - 4) : begin].rstrip(" *_").endswith((":", "："))
    return "…" if labelled and not found.string[end : end + 4].strip(" *_|") else ""


def _inline(references: Mapping[str, str], image: re.Match[str]) -> str:
    """A picture of Markdown whose address stands elsewhere, with its address."""
    address = references.get((image[2] or image[1]).lower(), "")
    return f"![{image[1]}]({address})" if address and not _ODD.search(address) else image[0]


_ODD = pattern(r"[()\s]")


def _image(image: re.Match[str]) -> str:
    """A picture of Markdown as text."""
    words, place = image.groups()
    title = _TITLE.search(place or "")
    return _shown(place or "", words, title[1] if title else "", image)


def _html_image(image: re.Match[str]) -> str:
    """A picture of HTML as text."""
    attributes = {name.lower(): double or single or bare for name, double, single, bare in _ATTRIBUTE.findall(image[1])}
    return _shown(attributes.get("src", ""), attributes.get("alt", ""), attributes.get("title", ""), image)


def _shown(address: str, words: str, title: str, image: re.Match[str]) -> str:
    """A picture as text: the label and value of a licence badge, else the sentence that stands for it; and its title."""
    if address and _MAY_BE_BADGE.search(address):
        begin = image.start()
        before = image.string[max(0, begin - _BEFORE) : begin].rpartition("\n")[2]
        if badge := badge_of(address, before):
            return f"{badge}{_line(title)}"
    return _line(words) + _line(title)


_MAY_BE_BADGE = pattern(r"(?i)shields\.io|badgen\.net|licensebuttons|creativecommons|cc[-_]by")
_BEFORE = 400  # characters of its line


def _line(words: str) -> str:
    """Words that stand for something, or appear above it, as a line of their own."""
    return f"\n\n{words}\n\n" if names_more(words) else " "


def names_more(words: str) -> bool:
    """True where words that stand for something are more than a name of it, as one or two are."""
    return len(words.split()) > _NAME or not words.isascii()


def _anchored(raw: str) -> str:
    """Links of HTML as those of Markdown."""
    open_address = ""

    def link(found: re.Match[str]) -> str:
        nonlocal open_address
        closing = f"]({open_address})" if open_address else ""
        open_address = ""
        attributes = found[1]
        if attributes is None:
            return closing
        href = _HREF.search(attributes)
        open_address = href[1] if href else ""
        return f"{closing}[" if open_address else closing

    raw = _ANCHOR.sub(link, raw)
    return f"{raw}]({open_address})" if open_address else raw
