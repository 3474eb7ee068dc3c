"""Finds the sentence of a card that says that the weights, or the data, are not available."""

import re

from openness.prose.clause import lists_in, lists_of_whole
from openness.prose.reader import Sentence, sentences
from openness.prose.rule import RuleMatch, matches, of_own_section
from openness.prose.sieve import bits_of, questions_for
from openness.prose.subject import is_own, is_said_of_own, name_of, speaks_of_another, tells_of_another, words_of
from openness.vocabulary import MODEL

# Words of time, which leave the subject as it is.
_MEANWHILE = (
    r"\b(?:currently|presently|now|today|still|so far|unfortunately|(?:please )?note(?: that)?|at present"
    r"|at (?:the|this) (?:moment|time|point)|(?:for|as of|right) now)\b,?"
)
_WILL_BE = r"\b(?:will|shall|must) (?:then )?be\b|\b(?:remain|stay|become)s?\b"
# Subjects and labels without a noun of their own.
_BARE = frozenset(
    (
        "",
        "they",
        "both",
        "both models",
        "all models",
        "everything",
        "access",
        "availability",
        "status",
        "usage",
        "download",
    )
)
_ASKED = frozenset(("none", "given"))
# After these a part or an ability of the model is spoken of.
_OFFERS = frozenset("has have had offers supports features includes provides comes with".split())


def not_yet(body: str, of: str = MODEL) -> tuple[int, str] | None:
    """A sentence that says the weights, or the data, are not there: how many lines down, and its words.

    A promise gives way to a sentence that says they are out by now.

    Args:
        body: the card's text below its block.
        of: what the card is about, `model` or `dataset`.
    """
    promise: Sentence | None = None
    given = False
    read = sentences(body, of)
    above: tuple[str, ...] = ()
    for sentence in read:
        first, above = sentence.headings != above, sentence.headings
        if first and of == MODEL and sentence.sort != "heading":
            sentence = _with_heading(sentence)
        if sentence.copied or _ASKED.isdisjoint(sentence.questions):
            continue
        for found in matches(sentence, "none"):
            if _is_another_size(found, sentence) or speaks_of_another(sentence.text, sentence.row, body):
                continue
            if found.rule.get("last") and not (  # it asks whether the model is meant
                of == MODEL
                and sentence is read[-1]
                and sentence.sort == "text"
                and _is_of_own(found, sentence, name_of(body))
            ):
                continue
            if not found.rule.get("later"):
                return sentence.line, sentence.shown
            promise = promise or sentence
        given = given or any(matches(sentence, "given"))
    return (promise.line, promise.shown) if promise and not given else None


def _with_heading(sentence: Sentence) -> Sentence:
    """The first sentence below a heading that names the weights, behind that as its label, where it has no noun itself."""
    heading = sentence.heading
    if "en.weights" not in lists_of_whole(heading) or not {"own", "other"}.isdisjoint(lists_in(sentence.text)):
        return sentence
    text = f"{heading}: {sentence.text}"
    named = Sentence(text, sentence.line, (), sentence.sort, questions_for(bits_of(text)))
    named.title, named.headings, named.copied = sentence.title, sentence.headings, sentence.copied
    return named


def _is_another_size(found: RuleMatch, sentence: Sentence) -> bool:
    """True where the words just before tell a size that is not in the title: “the 70B weights”."""
    before = found.clause.words[found.start - 1] if found.start else ""
    return re.fullmatch(r"\d+[bm]", before) is not None and before not in sentence.title.lower()


def _is_of_own(found: RuleMatch, sentence: Sentence, name: frozenset[str]) -> bool:
    """True where the subject before the words is the card's model, or they have none and stand in a section about it."""
    before = sentence.text[: found.clause.starts[found.start]]
    before = re.sub(_WILL_BE, "is", re.sub(_MEANWHILE, "", before, flags=re.IGNORECASE), flags=re.IGNORECASE)
    words = words_of(before)
    subject = " ".join(words[:-1] if words[-1:] in (["is"], ["are"]) else words)
    if subject in _BARE:
        return of_own_section(sentence)
    if tells_of_another(sentence.text, name):
        return False
    unsized = " ".join(word for word in words if f" {word}" not in name)  # “the 70B version” of Heron-70B
    if is_said_of_own(before, name) or is_said_of_own(unsized, name):
        return True
    others = any(find.end <= found.start for find in found.clause.finds.get("other", ()))
    return not others and _OFFERS.isdisjoint(words) and any(is_own(word, name) for word in words)
