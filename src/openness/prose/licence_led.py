"""The items below a line that leads to the licence or the terms of a card's model: “released under the following terms:”.

The line itself says nothing; each item must name a licence that a record knows, or be understood by itself.
"""

from openness.prose.clause import lists_in
from openness.prose.licence_name import MOST, runs
from openness.prose.reader import Sentence
from openness.prose.subject import is_said_of_own
from openness.vocabulary.patterns import pattern

#: A line that leads to what a model is released under.
_LEADS = pattern(
    r"(?i)(?P<before>.{0,160}?)\b(?:(?:dual[- ]|multi[- ])?licen[cs]ed|released|distributed|available|published|provided|shared"
    r"|governed|covered|subject to|falls?|comes?)\b.{0,40}?\b(?:following|below|these|this)\b.{0,40}?"
    r"\b(?:licen[cs]es?|terms|conditions|agreements?)\b[^.;]{0,40}[:：]\W*"
)
_NAME = pattern(r"\W*(?P<name>[^.;!?]{2,80}?)(?:\s+(?:for|on) (?:the )?(?:model|weights|checkpoints?|parameters))?\W*")


def leads_to_licence(sentence: Sentence, own: frozenset[str]) -> bool:
    """True where a line leads to what the card's own model is released under."""
    found = _LEADS.fullmatch(sentence.text) if sentence.sort == "text" else None
    if found is None:
        return False
    before = found["before"]
    return is_said_of_own(before, own) or any(
        "own" in clause.finds and "other" not in clause.finds for clause in sentence.clauses
    )


def names_in_item(sentence: Sentence) -> tuple[str, ...] | None:
    """Possible names of a licence in an item that such a line leads to; None where it is that of something else."""
    label = lists_in(sentence.label, sentence.of) if sentence.label else frozenset()
    value = sentence.text[sentence.value :]
    nouns = label | lists_in(value, sentence.of)
    if "other" in nouns and "own" not in nouns:
        return None
    named = _NAME.fullmatch(value)
    whole = [named["name"].strip(" *`\"'")] if named and len(value.split()) <= MOST else []
    linked = [link.address for link in sentence.links if "://" in link.address]
    return tuple(dict.fromkeys([*linked, *whole, *(name for _, name in runs(sentence.text, sentence.value))]))


def is_only_a_name(sentence: Sentence) -> bool:
    """True where an item is no sentence: it only names something."""
    return len(sentence.text[sentence.value :].split()) <= MOST and _VERB.search(sentence.text) is None


_VERB = pattern(
    r"(?i)\b(?:you|we|must|may|can|cannot|shall|should|is|are|has|have|do|does|keep|give|include|use|cite|credit|retain|state|share|no)\b"
)
