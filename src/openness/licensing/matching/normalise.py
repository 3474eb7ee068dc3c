"""A licence text as words: what SPDX's matching guidelines call the same comes out the same.

White space, case, punctuation, quotes, Markdown, HTML, list numbers and copyright lines fall away. What falls away is
read strictly: a copyright line that says more than who and when is kept, word for word.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat

from attrs import frozen

from openness.value import Shown
from openness.vocabulary.patterns import pattern

_WIDE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ue000-\uf8ff"  # one character, one word; markers are private use
_SIGNS = "$%€£¥₩₹&"
_PLAIN = re.compile(r"\d+(?:[.,]\d+)+|[0-9A-Za-z]+|[$%&]")
_ANY = pattern(rf"\d+(?:[.,]\d+)+|[{_WIDE}]|[^\W_{_WIDE}]+|[{_SIGNS}]")
_GAP = r"[\s\ue000-\uf8ff]"
_NUMBER = r"(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxlIVXL]{2,6})"
#: List numbers in running text. Each pattern begins with a sign that few characters are, as Python's engine passes over all
#: others at once: “(1)(a)” with its first sign, “1.” and “a\)” with their last one.
_IN_PARENTHESES = re.compile(rf"\((?<![\w)]\(){_NUMBER}\)(?:\({_NUMBER}\))*(?={_GAP})")
_WITH_A_SIGN = re.compile(
    rf"[.)](?={_GAP}|\Z)(?:%s)"
    % "|".join(
        rf"(?<=\s{number}{escape}[.)])"
        for escape in ("", r"\\")
        for number in (r"[A-Za-z\d]", r"(?:[ivx]{2}|\d\d)", "[ivx]{3}", "[ivx]{4}")
    )
)
#: A list number that starts a line or follows the end of a clause. Repeats that can match the same blanks are
#: possessive, and a run of lines that holds no number is passed over at once: it would be read again from each of its lines.
_LEADING = re.compile(
    rf"([\n.;:])(?:"
    rf"([\"”’'*_)]*(?:(?<=\n){_GAP}*+|{_GAP}++(?:and{_GAP}++|or{_GAP}++)?+)[>#*+•·|/_\-–—\"\s\ue000-\uf8ff]*+)"
    rf"({_NUMBER}(?:\\?[.)\]]+|(?<=[0-9]\.[0-9])|(?<=[0-9]\.[0-9][0-9]))[*_]*)(?={_GAP})"
    rf"|(?<=\n)[>#*+•·|/_\-–—\"\s\ue000-\uf8ff]*(?=\n))"
)
_LONGEST_NUMBER = 6  # characters of a list number with one sign
_LABEL = re.compile(r"\x00[^\x00]*\x00")
_LAST_WORD = re.compile(r"(\w+)\W*\Z")
REFERRING = frozenset(
    """section sections paragraph paragraphs subparagraph subparagraphs clause clauses article articles subsection
    subsections item items exhibit exhibits schedule part step appendix version versions v no number copyright than phase
    annex art par point points""".split()
)
_JOINING = frozenset("and or to of by the in a an is under with at for from than".split())
_EMPTY = re.compile(r"[\x00 \t>#*/;|%\-\ue000-\uf8ff]*$")
_TAG = pattern(
    r"</?(?:a|abbr|article|b|blockquote|body|br|center|code|dd|div|dl|dt|em|font|h[1-6]|head|hr|html|i|img|li|ol|p|pre"
    r"|section|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul)"
    r"(?:\s+(?:href|id|class|name|rel|target|align|style)=(?:\"[^\"\s]*\"|'[^'\s]*'|[^\s>\"']+))*\s*/?>",
    re.IGNORECASE,
)
_LINK = pattern(r"!?\[([^\]\[]*)\]\((?:https?://|mailto:|[#./])?[^\s()]*\)")
_SOFT = "\u200b\u200c\u200d\u2060\ufeff\u00ad®™"
_STATEMENT = re.compile(
    r"[\W_]*(?:(?:portions|parts)\W+)?(?:spdx-filecopyrighttext\W+)?(?:copyright\b|\(c\)|©)[\W_]*(\w*)", re.IGNORECASE
)
_MARKED = re.compile(
    r"(?:SPDX-FileCopyrightText:\s*|©\s*|\(c\)\s*(?=(?:19|20)\d\d))\S", re.IGNORECASE
)  # without the word
_TAGGED = re.compile(r"SPDX-FileCopyrightText:\s*", re.IGNORECASE)
_SMALL_BEFORE_CAPITAL = re.compile(r"[a-z]{3,}(?=[A-Z])")
_LONGEST_STATEMENT = 300  # characters of a line that a mark alone makes a statement
_YEARS = frozenset(("19", "20", "yy", "ye", "co", "by"))
_SURE = re.compile(r"(?:(?:19|20)\d\d|(?:19|20)?(?:xx|yy)(?:xx|yy)?|c|copyright|by|year|years|yyyy)$", re.IGNORECASE)
_RESERVED = re.compile(r"\W*all\s+rights\s+reserved\W*$", re.IGNORECASE)
_ADDRESS = pattern(r"<?\b(?:https?://|www\.)[^\s<>]+|(?<!\S)\S+@\S+")
_SHORT = pattern(r"\b\w{1,2}\b")  # a word of an address that says nothing there: example.be, me@example.it
_FORM = pattern(r"\b(?:inc|llc|ltd|gmbh|ag|corp|plc|bv|sarl|foundation)\b", re.IGNORECASE)

SAME = {
    word: first
    for first, *others in map(
        str.split,
        """acknowledgement acknowledgment|analog analogue|and &|analyze analyse|artifact artefact
        |authorization authorisation|authorized authorised|authorize authorise|caliber calibre|canceled cancelled
        |capitalizations capitalisations|catalog catalogue|categorize categorise|center centre|emphasized emphasised
        |favor favour|favorite favourite|fulfill fulfil|fulfillment fulfilment|initialize initialise
        |judgment judgement|labeling labelling|labor labour|license licence|licenses licences|maximize maximise
        |merchantability merchantibility|modeled modelled|modeling modelling|offense offence|optimize optimise
        |organization organisation|organizations organisations|organize organise|practice practise
        |program programme|programs programmes|realize realise|recognize recognise|recognized recognised
        |signaling signalling|utilization utilisation|while whilst|willful wilful|willful wilfull|http https
        |behavior behaviour|honor honour|defense defence|licensed licenced|licensing licencing""".split("|"),
    )
    for word in others
}
SPLIT = {
    "noncommercial": "non commercial",
    "percent": "per cent",
    "sublicense": "sub license",
    "sublicence": "sub license",
    "sublicenses": "sub licenses",
    "sublicences": "sub licenses",
    "sublicensed": "sub licensed",
    "sublicensing": "sub licensing",
    "sublicensable": "sub licensable",
}

_LINKING = frozenset(
    """a of the and by its their his her in at for from de la le du des van von der den di da del y et und e inc llc ltd
    corp co gmbh ag sa srl bv plc pty contributors contributor authors author holders holder owner owners developers
    developer team project community foundation group organization organisation members maintainers others other c
    copyright portions present as represented see file files list name names fullname year years yyyy login email com
    org net www http https io html txt md git github s al company corporation university""".split()
)
TELLING = frozenset(
    """not no non nor or none neither either nothing nobody
    mean means never only solely exclusively except excepting excluding exclude excludes excluded
    unless until without within with but if when where while provided subject under pursuant according term terms
    condition conditions conditional agreement agreements shall may might must can cannot could will would should be
    is are was were being been has have had do does did dont allow allows allowed permit permits permitted
    permission permissions prohibit prohibits prohibited prohibiting prohibition forbid forbids forbidden ban bans
    banned deny denied denies grant grants granted granting restrict restricts restricted restricting restriction
    restrictions limit limits limitation limitations use uses used using user users usage usable commercial
    commercially noncommercial profit profits evaluation evaluate evaluating trial internal internally personal
    private privately purpose purposes license licenses licensed licensing licence licences licensee licensor
    sublicense copy copies copying copied reproduce reproduction distribute distributed distributing distribution
    redistribute redistributed redistribution modify modified modifies modifying modification modifications sell
    sells selling sale sold resell royalty royalties fee fees pay payment paid free freely gratis require requires
    required request requests consent approval authorization authorized prior strictly confidential proprietary
    secret military weapon weapons war surveillance this that these those which who whom whose you your yours
    yourself we our ours us i it they them my me any each every some such rights reserve reserves right disclaim
    disclaims warranty warranties liable liability notice notices express implied waive waived revoked revoke edition
    editions addendum amendment amended terminate terminated void expires expire before after than more less over
    above below exceed exceeding monthly active outside inside against bar barred bars block blocked embargoed
    sanctioned refuse refused instead rather also on to into unpublished academic educational hobbyists students
    nonprofit""".split()
)


#: Pairs of words of a copyright line of which the first tells something elsewhere.
_PHRASES = frozenset(
    (
        *(("free", "software"), ("rights", "reserved"), ("to", "present"), ("to", "date"), ("or", "its")),
        *(("more", "information"), ("more", "details")),
    )
)
_FIRST_NAMES = frozenset(("will", "grant", "may"))
_BEFORE_A_NAME = frozenset("c by and copyright present".split())


@frozen(eq=False, repr=False)
class Words(Shown):
    """The words of a text, each with its line, counted from 1, and what was left out.

    Args:
        raw: the words as written.
        lines: the line of each.
        labels: list numbers: the place of the word after it → the number.
        statements: copyright lines left out: the place of the word after them → their words.
    """

    raw: list[str]
    lines: list[int]
    labels: dict[int, str]
    statements: dict[int, list[str]]


def words(text: str, *, statements_too: bool = False) -> Words:
    r"""The words that count, as written; copyright lines only if asked for.

    >>> words("The 'Software' is\nprovided: 1. AS-IS. Copyright (c) 2024 A").raw[:6]
    ['The', 'Software', 'is', 'provided', 'AS', 'IS']
    >>> words("Copyright (c) 2024 Acme Inc.\n\nUse it.").raw
    ['Use', 'it']
    """
    text, find = _levelled(text)
    raw: list[str] = []
    numbers: list[int] = []
    labels: dict[int, str] = {}
    statements: dict[int, list[str]] = {}
    lines = text.split("\n")
    dropped: frozenset[int] = frozenset()
    if not statements_too and ("opyright" in text or "OPYRIGHT" in text or "(c)" in text):
        dropped = _statements(lines)
    for number, line in enumerate(lines, 1):
        if number in dropped:
            statements.setdefault(len(raw), []).extend(find(_LABEL.sub(" ", line)))
        elif "\x00" in line:
            for position, piece in enumerate(line.split("\x00")):
                if position % 2:
                    labels[len(raw)] = f"{labels[len(raw)]} {piece}" if len(raw) in labels else piece
                else:
                    found = find(piece)
                    raw += found
                    numbers += repeat(number, len(found))
        elif line:
            found = find(line)
            raw += found
            numbers += repeat(number, len(found))
    return Words(raw, numbers, labels, statements)


def same(word: str) -> str:
    """A word as it is compared: without case, in one spelling; two words where SPDX's list writes two."""
    word = word.lower()
    return SPLIT.get(word) or SAME.get(word, word)


def naming(words: Sequence[str], strange: int = 3) -> bool:
    """True where the words can be a name, or several: what fills a placeholder, and says nothing else.

    >>> naming(["The", "Regents", "of", "the", "University", "of", "California"])
    True
    >>> naming(["Acme", "for", "research", "use", "only"])
    False
    """
    return len(words) in names(words, 0, len(words), strange=strange)


def names(words: Sequence[str], place: int, high: int, *, most: int = 1_000, strange: int = 3) -> Iterator[int]:
    """The numbers of words from a place on that can be names: 0 and more; numbers are not counted against the most."""
    yield 0
    for number in range(place, high):
        word = words[number]
        low = word.lower()
        most -= not word[0].isdigit()
        strange -= word[0].islower() and low not in _LINKING
        if most < 0 or strange < 0 or _pieces_tell(words, place, number):
            return
        if low not in TELLING:
            yield number - place + 1
        elif not _set_phrase(words, number, low):
            return


def _pieces_tell(words: Sequence[str], place: int, number: int) -> bool:
    """True where a word and one or two before it are the pieces of a telling word, or it begins with one: “n ot”, “notAcme”."""
    beginning = _SMALL_BEFORE_CAPITAL.match(words[number])
    if beginning and beginning[0] in TELLING:
        return True
    for count in (2, 3):
        pieces = words[max(place, number + 1 - count) : number + 1]
        if len(pieces) == count and "".join(pieces) in TELLING and not TELLING.issuperset(pieces):
            return True
    return False


def _set_phrase(words: Sequence[str], place: int, word: str) -> bool:
    """True where a telling word says nothing where it stands: in “all rights reserved”, “2017 to present”, or as a first name."""
    after = words[place + 1] if place + 1 < len(words) else ""
    return (word, after.lower()) in _PHRASES or (
        word in _FIRST_NAMES
        and words[place].istitle()
        and after.istitle()
        and after.lower() not in TELLING
        and (words[place - 1].isdigit() or words[place - 1].lower() in _BEFORE_A_NAME if place else True)
    )


def _levelled(text: str) -> tuple[str, Callable[[str], list[str]]]:
    """The text without mark-up, its list numbers between NULs; and how to find words in it."""
    text = text.replace("\x00", "\ufffd")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        import html  # few texts need its table

        text = html.unescape(text)
    find = _PLAIN.findall
    if not text.isascii():
        text = text.replace("©", "(c)")
        for sign in _SOFT:
            text = text.replace(sign, "")
        text = unicodedata.normalize("NFKC", text)
        find = _ANY.findall
    if "](" in text:
        text = _LINK.sub(r" \1 ", text)
    if "<" in text:
        text = _TAG.sub(_as_space, text)
    return _LEADING.sub(_leading, _inline("\n\n" + text))[2:], find


def _as_space(match: re.Match[str]) -> str:
    return " " + "\n" * match.group().count("\n")


def _inline(text: str) -> str:
    """The text with the list numbers in its running text between NULs."""
    found = [match.span() for match in _IN_PARENTHESES.finditer(text)]
    for match in _WITH_A_SIGN.finditer(text):
        end = match.end()
        found.append((end - len(text[max(0, end - _LONGEST_NUMBER) : end].split()[-1]), end))
    if not found:
        return text
    pieces: list[str] = []
    last = 0
    for start, end in sorted(found):
        if (label := _label(text, start, end)) is not None:
            pieces += (text[last:start], "\x00", label, "\x00")
            last = end
    return "".join((*pieces, text[last:]))


def _label(text: str, start: int, end: int) -> str | None:
    """A list number without its signs; None if it belongs to the word before it."""
    label = text[start:end]
    before = _LAST_WORD.search(text, start - 20, start)
    word = before.group(1).lower() if before else ""
    if word in REFERRING or (word.isdigit() and text[start - 2 : start - 1].isdigit()):
        return None
    if label[-1] == ")" and label[0] != "(":
        near = text[max(0, start - 200) : start]
        if near.rfind("(") > near.rfind(")"):
            return None
    if label in {"(c)", "(C)"} and text[end : end + 8].strip(" \t\n[<{")[:2].lower() in _YEARS:
        return None
    return label.strip("(.)\\").replace(")(", " ")


def _leading(match: re.Match[str]) -> str:
    """A list number between NULs, if it starts a line or follows the end of a clause."""
    sign, more, label = match.groups()
    if label is None:
        return match.group()
    before = f"{sign}{more}"
    if label[-1].isdigit():  # 1.1 without a full stop may as well be a version
        capital = match.string[match.end() :][:3].strip("\"“'*_ \n\t")[:1].isupper()
        if before[0] != "\n":
            if before[0] == ":" or not capital:
                return match.group()
        elif before.count("\n") < 2:
            line = match.string[max(0, match.start() - 24) : match.start()].rstrip("\"”’'*_) \t")
            last = _LAST_WORD.search(line)
            word = last.group(1) if last else ""
            sentence = line[-1:] in {".", ";", ":", "!", "?", ""}
            if not sentence and (not capital or not word.islower() or word in REFERRING | _JOINING):
                return match.group()
    elif before[0] == "\n" and before.count("\n") < 2:
        last = _LAST_WORD.search(match.string, match.start() - 24, match.start())
        if last and last.group(1).lower() in REFERRING:
            return match.group()
    return f"{before}\x00{label.strip('().]*_ ' + chr(92))}\x00"


def copyright_lines(text: str) -> list[tuple[int, str]]:
    r"""The copyright statements of a text, each with the number of its first line, counted from 1, as they are written.

    The end of a sentence that a text quotes is none.

    >>> copyright_lines("MIT License\n\n# Copyright (c) 2024 Acme Inc.\nand others\n\nPermission is hereby granted.")
    [(3, 'Copyright (c) 2024 Acme Inc. and others')]
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    numbers = _statements(_levelled(text)[0].split("\n"))
    found: list[tuple[int, str]] = []
    for number, written in enumerate(text.split("\n"), 1):
        line = " ".join(written.lstrip("#;%*/|> \t").removesuffix("*/").removesuffix("-->").split())
        if _MARKED.match(line) and len(line) <= _LONGEST_STATEMENT:
            found.append((number, _TAGGED.sub("", line)))
        elif number in numbers and _STATEMENT.match(line):
            found.append((number, line))
        elif line and found and number in numbers and number - 1 in numbers:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line}")
    return [(number, line) for number, line in found if line[-1] not in '"”’']


def _statements(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that say nothing but who holds the copyright."""
    dropped = set()
    ending = last = 0  # up to which line the last statement's paragraph passes as a whole; and was read with it
    for number, line in enumerate(lines, 1):
        if number <= ending or _RESERVED.match(line):
            dropped.add(number)
        elif match := _STATEMENT.match(line):
            sure = _SURE.match(match.group(1)) is not None
            first = number == 1 or _EMPTY.match(lines[number - 2])
            strange = 3 if sure else 1 if _FORM.search(line) else 0  # “Copyright npm, Inc.”
            if (sure or first) and says_who(line, strange):
                dropped.add(number)
                last = max(last, number)
                while last < len(lines) and not _EMPTY.match(lines[last]) and says_who(lines[last], 3):
                    last += 1
                if last == len(lines) or _EMPTY.match(lines[last]):
                    ending = last
    return frozenset(dropped)


def says_who(line: str, strange: int) -> bool:
    """True where a line of a copyright statement holds names, years and addresses only."""
    found = _ANY.findall(_ADDRESS.sub(lambda address: _SHORT.sub(" ", address[0]), line))
    telling = (
        word.lower() in TELLING and not _set_phrase(found, place, word.lower()) for place, word in enumerate(found)
    )
    return not any(telling) and naming(_ANY.findall(_ADDRESS.sub(" ", line)), strange)
