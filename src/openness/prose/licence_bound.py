"""Sentences that bind whoever takes a model to a licence by its name, without a word for the model.

“Released under the Heron License.” says it of the card's model as “this model is released under …” does, and so does “by
downloading you accept the Heron License”.
"""

from collections.abc import Iterable
from itertools import chain, islice

from openness.prose.clause import Clause
from openness.prose.licence_apart import PLAIN_SUBJECTS
from openness.prose.licence_name import ENDS
from openness.prose.reader import Sentence, token_at
from openness.prose.rule import of_own, of_own_section
from openness.prose.subject import is_own, up_to, words_of
from openness.vocabulary.patterns import pattern

_LICENCES = frozenset("license licence licenses licences agreement".split())
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
_FILES = frozenset(
    "model models weights project repo repository file text full complete attached included accompanying this our its".split()
)
_LOOKED_UP = pattern(
    r"(?i)\W*(?:please )?(?:see|read|consult|check|review|refer to|look at)"
    r" (?P<name>[^.,;:()]{3,60}? (?:licen[cs]e|terms|agreement))(?: agreement)? (?:for|to (?:see|learn|know|find)|before|on)"
    r" (?:what|how|which|when|whether|who|the (?:permitted|allowed|conditions|terms|rights|restrictions|details)|your rights"
    r"|details|conditions|restrictions|permitted|allowed|use|using|usage)\b"
)
#: Ends for which others than those who take the model accept something: who builds an app, or trains it anew.
_FOR_ANOTHER_END = pattern(
    r"(?i)\bto (?:build|compile|sign|submit|ship|(?:re-?)?train|reproduce|replicate|pre-?process|crawl|join|contribute)\b"
    r"|\bfor (?:building|compiling|signing|(?:re-?)?training|reproducing|contributing)\b"
)
_BEING = r"\b(?:is|are|was|were|must|should|may|can|has|have|comes?|falls?|remains?)\b"


def is_of_a_licence(name: str) -> bool:
    """True where a name is one of a licence by its own words: one for a licence, and more than that."""
    words = words_of(name)
    return not (_LICENCES.isdisjoint(words) and "Terms" not in name) and not (ENDS | PLAIN_SUBJECTS).issuperset(words)


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
        if _is_looked_up(sentence, clause, name):
            return True
    return False


def _is_accepted(sentence: Sentence, clause: Clause, at: int) -> bool:
    """True where somebody accepts what is named at a word by taking the model, and not to do something else with it."""
    return not _FOR_ANOTHER_END.search(sentence.text) and any(
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


def _is_looked_up(sentence: Sentence, clause: Clause, name: str) -> bool:
    """True where a sentence sends whoever takes the model to a licence for what they may do: “see the Heron License for …”."""
    found = _LOOKED_UP.match(sentence.text)
    if found is None or name not in sentence.text[: found.end()] or "other" in clause.finds:
        return False
    return not (_NAMELESS | _FILES).issuperset(words_of(found["name"]))


def _applies(clause: Clause, at: int) -> bool:
    """True where what is named at a word is said to apply to the model: “the Heron License applies to the weights”."""
    return any(
        at < find.start <= at + _BEHIND
        and any(find.end <= noun.start <= find.end + 2 for noun in clause.finds.get("own", ()))
        for find in clause.finds.get("licence-applies", ())
    )
