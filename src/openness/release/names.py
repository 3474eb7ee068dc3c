"""Spellings that are one name: of an item, of a producer; and names of files that credit."""

import re

from openness.recent import remembered
from openness.vocabulary.patterns import pattern

_SEPARATORS = dict.fromkeys(map(ord, "-_ "))
#: Files that credit others, or explain rights: they are no licence of their own, and may tell of limits.
_CREDITS = frozenset(("notice", "notices", "copyright", "copyrights"))
#: Names that tell so with a capital: in small letters they are often a folder's, or a policy's that was trained.
_CAPITALISED = frozenset(
    (
        *("legal", "legal notice", "legal notices", "disclaimer", "disclaimers", "licensing", "policy", "guidelines"),
        *("ethics", "permissions", "rights", "code of use", "responsible use", "ethical use", "responsible ai"),
    )
)


_TEXTS = ("", "md", "markdown", "txt", "rst", "html", "htm")
#: Names of files that tell where a thing is and how it may be used, beside the card.
_EXPLAINS = frozenset(
    (
        *("usage", "use", "info", "about", "faq", "limitations", "intended use", "model use", "data use"),
        *("access", "data access", "download", "downloads", "weights", "checkpoints", "models", "model zoo"),
        *("datasheet", "data sheet", "dataset description", "important", "warning"),
        *("how to use", "please read", "read me first", "readme first"),
    )
)
#: Names of files that tell what was changed, and to whom flaws are told: what they say of the licence is said beside that.
_TELLS_NEWS = frozenset(
    (
        *("changelog", "change log", "changes", "history", "version history", "news", "updates"),
        *("release notes", "releasenotes", "releases", "security"),
    )
)
_WEIGHTS = (
    r"(?:(?:pre-?)?trained|model|network|final|neural|open|our|the)?[\s_-]*(?:weights|checkpoints?|model parameters)"
)
_LONG = 300  # characters of a name, from its end, and of a description that tell
_CALLED_WEIGHTS = pattern(rf"(?:^|[\s_-]){_WEIGHTS}\s*$", re.IGNORECASE)
_TELLS_OF_WEIGHTS = pattern(
    rf"\s*(?:the\s+|our\s+)?{_WEIGHTS}\b(?!\s*(?:and bias|converter|loader))|.*[,;(]\s*{_WEIGHTS}\b\s*(?:are|is|under|:|cc|non)",
    re.IGNORECASE,
)
#: The name of what is attached to a licence, such as the uses that a RAIL licence forbids.
_ATTACHED = r"(?:attachment|schedule|appendix|annex|exhibit)(?: [a-z]| \d)?"


def item_key(name: str) -> str:
    """A key that two spellings of one item share: the whole name without case, hyphens and blanks.

    The organisation counts: a statement about one's copy says nothing about another's.

    >>> item_key("allenai/Dolma 1.7") == item_key("AllenAI/dolma-1.7")
    True
    """
    return name.rstrip("/").lower().translate(_SEPARATORS) or name


@remembered(256)  # one release asks for the same names again and again
def producer_key(name: str) -> str:
    """A producer's name as its letters and digits.

    >>> producer_key("DeepSeek-AI")
    'deepseekai'
    """
    if name.isascii() and name.isalnum():
        return name.lower()
    return "".join(letter for letter in name.lower() if letter.isalnum())


def is_of_weights(title: str, *others: str) -> bool:
    """True where a thing is weights by its name, or by its description: its licence is theirs.

    >>> is_of_weights("heron-weights"), is_of_weights("heron", "Model weights of Heron"), is_of_weights("", "MIT, weights: NC")
    (True, True, True)
    >>> is_of_weights("heron", "Tools that convert weights"), is_of_weights("weights-converter"), is_of_weights("Weights loader")
    (False, False, False)
    """
    return _CALLED_WEIGHTS.search(title.rstrip()[-_LONG:]) is not None or any(
        _TELLS_OF_WEIGHTS.match(words[:_LONG]) for words in others
    )


def is_credit(base: str) -> bool:
    """True where a file credits or explains by its name.

    >>> [is_credit(base) for base in ("NOTICE", "copyright.txt", "LEGAL.md", "Responsible_Use.md", "policy.md", "LICENSE")]
    [True, True, True, True, False, False]
    """
    name = re.sub(r"\.\w+$", "", base)
    words = re.sub("[ ._-]+", " ", name).lower()
    return words in _CREDITS or (name[:1].isupper() and words in _CAPITALISED)


def tells_news(base: str) -> bool:
    """True where a file tells by its name what was changed, or to whom flaws are told; plain text in small letters may be data.

    >>> names = ("CHANGELOG.md", "NEWS", "release-notes.rst", "news.txt", "news.html", "CONTRIBUTING.md")
    >>> [tells_news(base) for base in names]
    [True, True, True, False, False, False]
    """
    stem, _, ending = base.partition(".")
    named = re.sub("[ _-]+", " ", stem.lower()) in _TELLS_NEWS
    return named and (
        ending.lower() in ("md", "markdown", "rst") or (base[:1].isupper() and ending.lower() in ("", "txt"))
    )


def explains(base: str) -> bool:
    """True where a file tells by its name where a thing is and how it may be used, or credits: in small letters it may be so too.

    >>> [explains(base) for base in ("USAGE.md", "datasheet.txt", "disclaimer.md", "README.md", "usage.py")]
    [True, True, True, False, False]
    """
    stem, _, ending = base.lower().partition(".")
    words = re.sub("[ _-]+", " ", stem)
    named = words in _EXPLAINS or re.fullmatch(_ATTACHED, words) is not None
    return ending in _TEXTS and (named or words in _CREDITS or words in _CAPITALISED)
