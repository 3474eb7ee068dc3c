"""Licences that a sentence keeps to something else than the card's model: “MIT applies to the code only”."""

from collections.abc import Iterable, Iterator

from openness.prose.clause import Find, is_licence_heading, lists_in
from openness.prose.licence_name import runs
from openness.prose.reader import Sentence
from openness.prose.rule import BELONGS, RuleMatch, matches
from openness.prose.subject import words_of
from openness.vocabulary.patterns import pattern

#: Words before those that license something which name nothing else than the model.
PLAIN_SUBJECTS = frozenset(
    "we it this released licensed distributed available published provided shared by using use due to the license licence"
    " note that all and both free i our release publish share".split()
)

_NOT_SO = pattern(
    r"(?i)\W*(?:but |however,? )?(?:the|our|its|these) (?:[\w-]{1,30} ){0,3}(?:weights|checkpoints?|parameters|models?) "
    r"(?:themselves |itself )?(?:is|are|do|does) not\W*"
)

_REACHES = pattern(
    r"(?i)(?:the|this) licen[cs]e (?:(?:only|solely) )?(?:applies|extends) (?:(?:only|solely) )?to (?P<things>[^.;]{1,300})"
)


def is_not_so_of_weights(text: str) -> bool:
    """True where a sentence only says that what was said before is not so of the weights: “The weights are not”."""
    return _NOT_SO.fullmatch(text) is not None


def names_of_code(sentence: Sentence) -> Iterator[str]:
    """The names of licences that a sentence gives to something of which the next says that the weights have none of it."""
    for _, name in runs(sentence.text):
        if "licence-by-name" in lists_in(name):
            yield _LICENSED.sub("", name)


_LICENSED = pattern(r"(?i)[-– ]licen[cs]ed\Z")


def reaches_the_weights(sentence: Sentence) -> bool:
    """True where a sentence only says that the licence is that of the weights: “the license only applies to the weights”."""
    found = _REACHES.fullmatch(sentence.text.rstrip(" ."))
    if found is None:
        return False
    from openness.prose.licensed import names_in, thing_of  # few sentences are of this form

    return thing_of(found["things"], names_in(sentence.title)) == "weights"


def names_apart(sentence: Sentence) -> tuple[str, ...] | None:
    """The names of the licence that is not the model's, by a rule; empty where it is only called the licence.

    None where no rule says so, or nothing in the sentence is a licence.
    """
    if sentence.sort == "quote" or sentence.text.endswith("?"):
        return None
    fired = [found.rule for found in matches(sentence, "apart") if _is_about(found)]
    if not fired:
        return None
    found = [link.address for link in sentence.links if "://" in link.address]
    found.extend(name for _, name in runs(sentence.text))
    names = tuple(name for name in dict.fromkeys(found) if not PLAIN_SUBJECTS.issuperset(words_of(name)))
    spoken = any("licence-word" in clause.finds for clause in sentence.clauses) or is_licence_heading(sentence.heading)
    return names if names or (spoken and not all(rule.get("named") for rule in fired)) else None


def _is_about(found: RuleMatch) -> bool:
    """True where what a licence is kept to is something else than the model, and what it is kept from is the model."""
    finds = found.clause.finds
    own = [noun for noun in finds.get("own", ()) if not _qualifies(noun, finds.get("other", ()), found.clause.words)]
    if found.rule.get("of") == "part":
        return True
    if found.rule.get("of") == "behind":
        return not any(noun.start >= found.end for noun in own)
    if found.rule.get("of") == "model":
        return any(found.start <= noun.start and noun.end <= found.end for noun in own)
    return not own


def _qualifies(noun: Find, others: Iterable[Find], words: list[str]) -> bool:
    """True where a noun only says of what another is: the model code, the code of this model."""
    return any(
        other.start == noun.end
        or (other.start <= noun.start and noun.end <= other.end)
        or (other.end < noun.start <= other.end + 3 and words[other.end] in BELONGS)
        for other in others
    )
