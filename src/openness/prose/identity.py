"""Sentences that say what the card's own model is: “Heron is X after two epochs”, where X is a model that somebody made before.

What follows the name tells a base from the model's own name: a model that is X *after* or *with* something came from X, and one
that is X and nothing else may be called so.
"""

from collections.abc import Iterator

from openness.prose.sieve import BEING
from openness.prose.subject import is_said_of_own
from openness.vocabulary.patterns import pattern

#: A verb of being right before a name.
_SAID = pattern(rf"{BEING}\s+(?=[A-Z])|\bas\s+(?=[A-Z])")
_OPENING = "`*_\"'“(<["  # marks before a name
_LONGEST = 160  # characters of a subject with its verb
_ASIDE = pattern(
    r"(?i)\W*(?:(?:[^\W\d_]+ ){0,3}[^\W\d_]+,|under the hood|underneath|at (?:its )?(?:heart|core|bottom)|basically|essentially"
    r"|technically|im kern|unter der haube|au fond|en el fondo)\s+"
)
_THINK = pattern(r"(?i)\W*(?:think|conceive) of (?P<subject>.{1,60}) as\s*")
_SEEN = pattern(r"(?i)\W*what (?:you|we|lies|sits|is|runs|answers)\b[^,;.]{0,50}")
_ENDING = pattern(rf"{BEING}\s*\Z")
#: Words that follow where the name is only the card's own: an end, a bracket, its sort, its place.
_ENDS = pattern(
    r"(?i)[`*_\])\"'”]*(?:[\s.,;:!?|]*\Z|\s*['’]s\b|[-–—,;:(]?\s*(?:[-–—]\s*)?(?:an?|the|our|its?|one|available|hosted|released|published|uploaded|by"
    r"|for|from|at|on|as|or|to|model|models|card|repo|repository|compatible|like|based|style|is|are|was|where)\b)"
)


def copulas(text: str) -> Iterator[int]:
    """The places right behind a verb of being."""
    return (said.end() for said in _SAID.finditer(text))


def is_said_to_be(text: str, place: int, own: frozenset[str]) -> bool:
    """True where what stands at a place is what the card's own model is said to be."""
    before = text[:place][-_LONGEST:].rstrip(_OPENING)
    if thought := _THINK.fullmatch(before):
        return is_said_of_own(f"{thought['subject']} is ", own)
    ending = _ENDING.search(before)
    if ending is None:
        return False
    subject = before[: ending.start()]
    if aside := _ASIDE.match(subject + " "):
        subject = subject[aside.end() :]
    return _SEEN.fullmatch(subject) is not None or (subject.strip() != "" and is_said_of_own(f"{subject} is ", own))


def goes_on(text: str, place: int) -> bool:
    """True where what stands behind the name of a model says what was done to it, or what it has besides."""
    return _ENDS.match(text, place) is None
