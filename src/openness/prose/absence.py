"""Whether a card's prose says that the weights, or the data, cannot be had."""

import re
from collections.abc import Iterator

from openness.prose.passage import UNDONE, finds, flat, occurs, paragraphs, sentence_around

# Looked for only where one of these words occurs: a regular expression over every card would cost more than its YAML.
_NOT_YET_HINTS = ("soon", "shortly", "future", "request", "api", "only", "exclusively", "upon", "not", "n't", "n’t")
_NOT_YET_HINTS_OF_TWO = (
    "soon",
    "shortly",
    "near future",
    "on request",
    "api only",
    "api-only",
    "only available",
    "only accessible",
    "only be ",
    "only through",
    "only via",
    "exclusively",
    "not yet",
    "not public",
    "not available",
    "not current",
    "not be released",
    "not be made",
    "not be publi",
    "not be shared",
    "not been released",
    "not been made",
    "not been publi",
    "not plan",
    "not intend",
    "not releas",
    "not publish",
    "not shar",
    "not provid",
    "not distribut",
    "upon acceptance",
    "upon publication",
)
# What may be said of a subject, with its verb.
_LATER = (
    r"(?:soon|later|shortly|(?:up)?on +request|by +request|upon +(?:acceptance|publication)"
    r"|in +the +(?:near|coming|next) +(?:future|days|weeks|months))"
)
_GIVEN = r"(?:released|available|published|uploaded|shared|public|open-?sourced)"
_PREDICATES = (
    (
        ("soon", "shortly", "future", "request", "upon "),
        rf"(?:will(?: +soon)? +be|to +be|are|is) +(?:made +)?(?:publicly +|openly +)?{_GIVEN} +{_LATER}\b"
        rf"|will +(?:soon|shortly) +be +(?:made +)?(?:publicly +|openly +)?{_GIVEN}\b"
        r"|(?:(?:is|are|(?:can|will|may) +be) +)?(?:only +)?"
        r"(?:available|provided|shared|released|granted|given|distributed) +(?:only +)?(?:(?:up)?on|by) +request\b"
        r"|(?:[:|(–—-][:|(–— -]{0,9})?(?:(?:is|are) +)?coming +soon\b",
    ),
    (
        ("api",),
        r"(?:(?:is|are|can|will) +)?(?:(?:be|currently|still) +)*"
        r"(?:(?:only|exclusively) +(?:be +)?(?:available|accessible|accessed|offered|served|used)"
        r"|(?:available|accessible|offered|served) +(?:only|exclusively)) +(?:through|via|by|over) +"
        r"(?:an?\b +|our +|the +|its +)?(?:[\w-]+ +){0,2}?apis?\b"
        r"|(?:(?:is|are|can +be) +)?(?:access(?:ible|ed)?|available|offered|served|used) +(?:is +)?"
        r"(?:through|via|by|over) +(?:an?\b +|our +|the +|its +)?(?:[\w-]+ +){0,2}?apis? +(?:only|exclusively)\b"
        r"|(?:(?:is|are) +)?api[- ]only\b",
    ),
    (
        ("not ",),
        r"(?:(?:is|are|has|have|will|can)(?:(?: +(?:currently|still))* +not|n['’]t)|cannot|won['’]t) +"
        r"(?:(?:yet|currently|be|been|being|made|publicly|openly) +)*(?:released|available|published|public|shared)"
        r"(?: +(?:yet|publicly|openly|for +download|to +the +public|at +(?:this|the) +(?:time|moment)))*"
        r" *(?=[.,;!)\n|]|$|\b(?:due|because|but|and)\b)",
    ),
)
# What is said of the object of the one who speaks.
_SPEAKER = r"\b(?:we|i|our +(?:team|company))"
_OBJECTS = (
    (
        ("soon", "shortly", "upon ", "future"),
        rf"{_SPEAKER}(?: +will|['’]ll| +plan +to| +intend +to| +are +going +to)(?: +(?:soon|also|publicly))* +"
        r"(?:release|publish|share|upload|open-?source|provide) +(?P<object>[^.,;:!?\n|]{1,80}?)"
        rf"(?: +publicly)? +{_LATER}\b",
    ),
    (
        ("soon", "shortly"),
        rf"{_SPEAKER} +will +(?:soon|shortly) +(?:release|publish|share|upload|open-?source) +"
        r"(?P<object>[^.,;:!?\n|]{1,80})",
    ),
    (
        ("not ",),
        rf"{_SPEAKER} +(?:(?:do|did|will|can|have|are) *(?:not|n['’]t)|cannot|can['’]t|won['’]t"
        r"|(?:chose|decided) +not +to)(?: +(?:yet|currently|publicly|plan +to|planning +to|intend +to))* +"
        r"(?:releas|publish|shar|provid|distribut)(?:e|ed|ing)? +(?P<object>[^.,;:!?\n|]{1,80})",
    ),
    (("coming soon",), r"\bcoming +soon *[:–—-]+ *(?P<object>[^.,;:!?\n|]{1,80})"),
)
_OWN = {
    "weights": r"(?:models?\b['’]?s? +)?(?:weights?|checkpoints?)|(?:models? +)?parameters|models?",
    "data": r"(?:training +)?(?:data\s?sets?|data|corpus|corpora)",
}
# A phrase is about the subject where nothing before the noun says that it is something else's, or another one.
_OTHER = (
    r"(?:of|for|to|with|about|from|in|on|by|at|as|if|when|whenever|unless|whether|until|once|where|since"
    r"|because|whose|their|original|base|teacher"
    r"|reward|parent|other|another|previous|earlier|larger|bigger|smaller|more|additional|new|newer|next|future|further"
    r"|updated|improved|quanti[sz]ed|gguf|awq|gptq|onnx|intermediate|fine-?tuned|chat|instruct|test|raw|source|some"
    r"|generation|sampling|training|gpt|chatgpt|openai)"
)
_PHRASE = (
    r"\W*(?P<access>access +to +)?(?:(?:for +now|for +the +moment|at +present|so +far) +)?"
    r"(?P<before>(?:[\w'’.-]+ +){{0,5}}?)(?P<own>{own})\b(?: +files?| +itself| +themselves)?"
    r"(?: +(?:of|for) +(?:the +|this +|our +)?models?\b)?(?P<name> +of +(?-i:[A-Z])[\w.-]+)?"
    r"(?: *$| +(?:and|or|behind|described|presented|trained|publicly|yet|here|due|at +this)\b.*)"
)
_PLAIN_BEFORE = (
    r"(?:(?:the|this|these|our|all|both|and|or|code|data|full|final|complete|actual|trained|pre-?trained) +)*"
)
_CUT = (
    r"[.!?]\s|[;:|\n()]|[–—]| - |\b(?:is|are|was|were|has|have|had|can|will|may|does|do|that|which|who|but|while"
    r"|whereas|although|though|so)\b"
)
_ANOTHER = (
    r"\b(?:original|base|teacher|reward|parent|other|previous|larger|gpt|chatgpt)\b"
    r"|(?<![\w.-])\d+(?:\.\d+)?\s?[bmt]\b"  # one size of several
)
_THERE = (  # then what comes later is another one
    r"\b(?:we +(?:have +)?|['’]ve +)(?:now +)?(?:released|uploaded|open-?sourced) +(?:all +)?(?:the +|our +)?"
    r"(?:pre-?trained +|models? +)*(?:weights|checkpoints|models?)\b"
    r"|\b(?:weights|checkpoints|models?) +(?:are|is|have +been|has +been) +(?:now|already) +(?:publicly +)?"
    r"(?:available|released|uploaded)\b(?! +(?:only|through|via|on|upon)\b)"
)
_ASIDE = r" *(?:and +)?(?:along|together|including|like|as +well)\b"


def not_yet(body: str, of: str = "weights") -> tuple[int, str] | None:
    """Where the prose says that the weights, or the data, are not there: how many lines down, and its words."""
    lower = body.lower()
    if not occurs(_NOT_YET_HINTS, lower):
        return None
    end_of_body = len(body.rstrip())
    for at, text, words in paragraphs(body, lower, _NOT_YET_HINTS_OF_TWO):
        last = at + len(text) >= end_of_body
        said = [*_of_subjects(text, words, of, last), *_of_objects(text, words, of)]
        later = all(of_later for _, _, of_later in said)
        if said and not (later and re.search(_THERE, flat(body), re.IGNORECASE)):
            start, end, _ = min(said)
            return body.count("\n", 0, at + start), " ".join(body[at + start : at + end].split())[:120]
    return None


def _of_subjects(text: str, words: str, of: str, last: bool) -> Iterator[tuple[int, int, bool]]:
    """Where something is said of weights that stand before it, and whether it is that they come later."""
    for hints, pattern in _PREDICATES:
        for found in finds(rf"(?:(?<![\w-])|(?=[:|(–—]))(?:{pattern})", text, hints, words):
            start, end = sentence_around(text, found)
            if re.search(UNDONE, text[start:end], re.IGNORECASE):
                continue
            clause = max(start, found.start() - 160)
            for cut in re.finditer(_CUT, text[clause : found.start()], re.IGNORECASE):
                start = clause + cut.end()
            start = max(start, clause)
            parts = text[start : found.start()].split(",")
            while len(parts) > 1 and (not parts[-1].strip() or re.match(_ASIDE, parts[-1], re.IGNORECASE)):
                parts.pop()
            later = "soon" in hints
            ours = re.search(r"\bour\b", found[0], re.IGNORECASE)
            at = _named(parts[-1], of, plainly=not later and not ours)
            if at is not None:
                yield start + sum(len(part) + 1 for part in parts[:-1]) + at, found.end(), later
            elif last and ours and hints == ("api",) and text.strip(" .") == found[0].strip():
                yield found.start(), found.end(), False  # the last words of a card, without a subject


def _of_objects(text: str, words: str, of: str) -> Iterator[tuple[int, int, bool]]:
    """Where someone says what they do with the weights."""
    for hints, pattern in _OBJECTS:
        for found in finds(pattern, text, hints, words):
            start, end = sentence_around(text, found)
            if not re.search(UNDONE, text[start:end], re.IGNORECASE) and _named(found["object"], of) is not None:
                yield found.start(), found.end(), "soon" in hints


def _named(phrase: str, of: str, plainly: bool = False) -> int | None:
    """Where a phrase names the weights, if that is what it is about; plainly: and no model by its name."""
    found = re.match(_PHRASE.format(own=_OWN[of]), phrase, re.IGNORECASE)
    if not found or re.search(rf"\b(?:{_OTHER}|an?|any)\b", found["before"], re.IGNORECASE):
        return None
    if plainly and (found["name"] or not re.fullmatch(_PLAIN_BEFORE, found["before"], re.IGNORECASE)):
        return None
    if re.search(_ANOTHER, phrase, re.IGNORECASE):
        return None
    return found.start("access") if found["access"] else found.start("own")
