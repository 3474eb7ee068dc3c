"""Sentences that bind whoever takes a model to a licence by its name, without a word for the model.

“Released under the Heron License.” says it of the card's model as “this model is released under …” does, and so does “by
downloading you accept the Heron License”.
"""

from collections.abc import Iterable
from itertools import chain, islice

from openness.prose.clause import Clause
from openness.prose.licence_apart import PLAIN_SUBJECTS
from openness.prose.reader import Sentence, token_at
from openness.prose.rule import of_own, of_own_section
from openness.prose.subject import is_own, up_to, words_of

_LOOKED_AT = 4  # names of one sentence
_BEHIND = 4  # words between what binds and the name: “the terms of the”
_AROUND = 8  # words between a name and what says that it binds: “makes the … binding on you”
_PLAIN = PLAIN_SUBJECTS | frozenset(
    "is are was has been be everything here project repository work were must should may can have comes come falls fall remains"
    " remain made offered releasing publishing sharing currently now also fully only open sourced open-sourced perhaps"
    " ships".split()
)
#: Words that name no licence by themselves.
_NAMELESS = frozenset(
    "an a the open source open-source permissive free software public osi osi-approved approved license licence agreement user"
    " end end-user standard usual same original".split()
)
_IN_PART = frozenset(("encoder", "encoders", "version"))  # what may be somebody else's, or another one
_BEING = r"\b(?:is|are|was|were|must|should|may|can|has|have|comes?|falls?|remains?)\b"


def binds_by_name(sentence: Sentence, names: Iterable[str], own: frozenset[str]) -> bool:
    """True where one of some names in a sentence is that of a licence to which it binds whoever takes the model.

    Args:
        sentence: without a word for the model.
        names: of licences in it.
        own: the names of the card's model.
    """
    for name in islice(names, _LOOKED_AT):
        if _NAMELESS.issuperset(words_of(name)):
            continue
        place = sentence.text.find(name)
        clause, at = token_at(sentence, place) if place >= 0 else (None, 0)
        if clause is None or not of_own_section(sentence):
            continue
        if _is_accepted(sentence, clause, at) or _is_released_under(sentence, clause, at, own) or _applies(clause, at):
            return True
    return False


def _is_accepted(sentence: Sentence, clause: Clause, at: int) -> bool:
    """True where somebody accepts what is named at a word by taking the model."""
    return any(
        find.start <= at + _AROUND and at <= find.end + _AROUND and of_own(sentence, clause, min(find.start, at))
        for find in clause.finds.get("accepts-licence", ())
    )


def _is_released_under(sentence: Sentence, clause: Clause, at: int, own: frozenset[str]) -> bool:
    """True where what is named at a word is what the model, or what is not called anything, is released under."""
    if sentence.lead:
        return False  # what leads to a list says of what its items are
    unders = (place for place in (at - 1, at - 2) if place > 0 and clause.words[place] == "under")
    bounds = (find.start for find in clause.finds.get("bound-by", ()) if find.start <= at <= find.end + _BEHIND)
    for place in islice(chain(bounds, unders), 1):
        before = sentence.text[: clause.starts[place]]
        subject = up_to(_BEING, before)
        words, rest = words_of(subject), [word for word in words_of(before[len(subject) :]) if word not in _PLAIN]
        named = _PLAIN.issuperset(words) or (_IN_PART.isdisjoint(words) and is_own(subject, own, bare=True))
        return named and (not rest or is_own(" ".join(rest), own, bare=True))
    return False


def _applies(clause: Clause, at: int) -> bool:
    """True where what is named at a word is said to apply to the model: “the Heron License applies to the weights”."""
    return any(
        at < find.start <= at + _BEHIND
        and any(find.end <= noun.start <= find.end + 2 for noun in clause.finds.get("own", ()))
        for find in clause.finds.get("licence-applies", ())
    )
