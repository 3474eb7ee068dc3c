"""What a card's prose says beside its fields: that the weights cannot be had, or that their use is limited.

Read with few false alarms rather than completely: a sentence must say it of the model, in words that leave little else
(`docs/reference/what-a-card-says.md` has the figures).
"""

import re
from collections.abc import Iterator
from itertools import islice

# Looked for only where one of these words occurs: a regular expression over every card would cost more than its YAML.
_NOT_YET_HINTS = (
    "coming soon",
    "request",
    "api only",
    "api-only",
    "only available through",
    "only available via",
    "released soon",
)
_NOT_YET = (
    r"\b(?:weights?|checkpoints?|parameters|models?)\b[^.\n|]{0,80}?"
    r"\b(?:(?:will be|to be|are|is)\s+(?:made\s+)?(?:publicly\s+)?(?:released|available|published|uploaded)\s+"
    r"(?:soon|later|upon request|on request)"
    r"|(?:available|provided|shared|released)\s+(?:up)?on\s+request"
    r"|coming soon"
    r"|(?:only\s+(?:be\s+)?(?:available|accessible|accessed)|(?:available|accessible)\s+only)\s+(?:through|via)\s+"
    r"(?:an?\s+|our\s+|the\s+)?(?:\w+\s+)?api"
    r"|api[- ]only)\b"
    r"|\bcoming soon\b[^.\n|]{0,40}\b(?:weights|checkpoints)\b"
)

_LIMIT_HINTS = (
    "commercial",
    "research purpose",
    "research use",
    "research only",
    "academic use",
    "academic purpose",
    "academic research",
)
# Three short expressions compile in a tenth of the time of one that spells every combination out.
_MOST = 20  # limits looked at in one card
_REACH = 400  # characters of a sentence looked at on either side
_KIND = r"\b(?:non-?\s?commercial|academic|research|educational|scientific)\b"
_USE = r"\b(?:use|usage|purposes?|research)\b"
_LIMIT = (  # what must occur for each to be worth compiling, and the expression
    ((" only", "\nonly"), rf"{_KIND}[\w ,/&-]{{0,60}}?{_USE}\s+only\b"),
    (
        ("only ", "solely ", "exclusively ", "strictly "),
        rf"\b(?:only|solely|exclusively|strictly)\b[\w ]{{0,30}}?\bfor\s+{_KIND}[\w ,/&-]{{0,40}}?{_USE}",
    ),
    (
        ("commercial",),
        r"\b(?:(?:limited|restricted) to non-?\s?commercial (?:use|usage|purpose)"
        r"|commercial (?:use|usage|applications?)[^.\n]{0,40}? (?:is|are) (?:strictly )?"
        r"(?:prohibited|forbidden|not allowed|not permitted)"
        r"|not be used (?:for|in) (?:any )?commercial|no commercial use)\b",
    ),
)
_OF_SOMETHING_ELSE = (
    r"\b(?:data\s?sets?|corpus|corpora|training data|images?|samples?|paper|demo|space|benchmarks?|code)\b"
)
_OF_THE_MODEL = r"\b(?:models?|weights|checkpoints?|parameters|release|repository|licen[cs]e)\b"
_UNDONE = (
    r"\b(?:not\s+(?:just|merely|limited|only|restricted)|no\s+longer|instead\s+of|unlike|rather\s+than"
    r"|previous(?:ly)?|originally)\b"
)


def not_yet(body: str) -> tuple[int, str] | None:
    """Where the prose says that the weights are not there: how many lines down, and its words."""
    if not _occurs(_NOT_YET_HINTS, body.lower()):
        return None
    found = re.search(_NOT_YET, body, re.IGNORECASE)
    return _place(body, found) if found else None


def limits(body: str) -> Iterator[tuple[int, str]]:
    """Where the prose limits the use of the model: how many lines down, and the sentence."""
    lower = body.lower()
    if not _occurs(_LIMIT_HINTS, lower):
        return
    likely = [pattern for hints, pattern in _LIMIT if _occurs(hints, lower)]
    finds = (islice(re.finditer(pattern, body, re.IGNORECASE), _MOST) for pattern in likely)
    places = {found.start(): found for held in finds for found in held}
    for _, found in sorted(places.items())[:_MOST]:
        before, after = max(0, found.start() - _REACH), found.end() + _REACH
        starts = (body.rfind(mark, before, found.start()) for mark in (". ", "\n\n", "\n- ", "\n* ", "\n#", "|"))
        ends = (body.find(mark, found.end(), after) for mark in (". ", ".\n", "\n\n", "\n- ", "\n#", "|"))
        sentence = body[max(before, *starts) : min((at for at in ends if at != -1), default=after)]
        if re.search(_UNDONE, sentence, re.IGNORECASE):
            continue
        if re.search(_OF_SOMETHING_ELSE, sentence, re.IGNORECASE) and not re.search(
            _OF_THE_MODEL, sentence, re.IGNORECASE
        ):
            continue
        line, _ = _place(body, found)
        yield line, " ".join(sentence.lstrip(". |-*#").split())[:160]


def _occurs(hints: tuple[str, ...], text: str) -> bool:
    for hint in hints:  # noqa: SIM110 - a generator would cost as much again as the search, on every card
        if hint in text:
            return True
    return False


def _place(body: str, found: re.Match[str]) -> tuple[int, str]:
    return body.count("\n", 0, found.start()), " ".join(found[0].split())[:120]
