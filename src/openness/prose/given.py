"""Models that a text names beside words of derivation, and that are no base of its own: they are only there, or came of it."""

from openness.prose.clause import Clause, Find, lists_of_whole
from openness.prose.reader import Sentence
from openness.prose.reference import Reference
from openness.prose.sieve import names_what_it_is
from openness.prose.subject import words_of
from openness.vocabulary.patterns import pattern

_GIVING = pattern(
    r"(?i)\b(?:we (?:have |also |now )?(?:release|provide|share|publish)[sd]?|releas(?:e|es|ing)(?= (?:the|our|a)\b)"
    r"|provides)(?: [\w-]+){0,2} ?\Z"
)  # right before the weights that are given
_THERE = pattern(
    r"(?i)\b(?:(?:is|are) (?:at|here|available|hosted|stored|saved|released|provided)"
    r"|be (?:found|reached|downloaded|stored|saved))\b"
)
_REACH = 60  # characters before the weights that are given
_OFFERING = 3  # words from “supports” to the tuning that is
#: Nouns for several things that a link leads to, right behind what they are: “fine-tuned [checkpoints]”.
_THINGS = frozenset("checkpoints ckpts models weights versions variants data dataset datasets".split())
_TUNED = frozenset("tuned tuning finetuned finetuning".split())
_TITLED = pattern(r"[:|,(–—\n]| - ")  # behind the name in a title
_LETTERS = 4  # of a name that tells it from others
_MARK = pattern(r"[\s)\]*_`]*(?:[:：,，、(（–—]|-\s)")  # behind a name that is then described
_ACTING = frozenset("we i was were is are been be by using".split())  # before a verb, and not a word that describes
_BEHIND = 4  # words behind a verb


def is_itself(title: str, name: str) -> bool:
    """True where a name goes on from the one that the title gives the card's own model: Heron, and `lab/heron-large`."""
    letters = "".join(filter(str.isalnum, _TITLED.split(title, maxsplit=1)[0])).lower()
    return len(letters) >= _LETTERS and "".join(filter(str.isalnum, name.rpartition("/")[2])).lower().startswith(
        letters
    )


def is_given(sentence: Sentence, clause: Clause, find: Find, first: int) -> bool:
    """True where words before a name say only what is there: “we release the pre-trained model”, “fine-tuned [checkpoints]”."""
    words, end = clause.words, clause.ends[find.end - 1]
    between = sentence.text[end : clause.starts[first]]
    if ")" in between and "(" not in between[: between.index(")")]:  # “57.2 (fine-tuned): [here]”
        return True
    if end < sentence.value <= clause.starts[first] and words_of(sentence.label)[-1] in ("model", *_THINGS):
        return True  # “Pruned model: …”
    described = words[find.end - 1] in _TUNED and find.end == first and words[first] in _THINGS
    if described and _ACTING.isdisjoint(words[: find.start][-2:]):
        return True
    return find in clause.finds.get("weights-noun", ()) and (
        _GIVING.search(sentence.text[: clause.starts[find.start]][-_REACH:]) is not None
        or _THERE.search(between) is not None
    )


def made_anywhere(clause: Clause) -> list[Find]:
    """The words without blanks by which a model is made from another, and does not only offer it: “supports fine-tuning”."""
    offers = clause.finds.get("offers-tuning", ())
    return [
        find
        for find in clause.finds.get("made-anywhere", ())
        if not any(
            clause.count(offer.end, find.start) <= _OFFERING and not clause.is_parted(offer.end, find.start)
            for offer in offers
            if offer.end <= find.start
        )
    ]


def is_given_anywhere(clause: Clause, made: list[Find], first: int) -> bool:
    """True where what is named is what was made, and is given: “based on Heron, we released [Egret]”."""
    last = max((find.end for find in made if find.end <= first), default=first)
    return any(last <= verb.start and verb.end <= first for verb in clause.finds.get("gives-away-anywhere", ()))


def is_what_came(sentence: Sentence, clause: Clause, reference: Reference, tuned: Find) -> bool:
    """True where what is named came of the tuning: “[heron-chat] is fine-tuned from …”, an item “[heron-chat] (fine-tuned)”."""
    start = clause.starts[tuned.start]
    if _begins_item(sentence, reference):
        bracketed = sentence.text[reference.end : start].lstrip()[:1] == "("
        return bracketed and not any("base-label" in lists_of_whole(heading) for heading in sentence.headings)
    named = names_what_it_is(sentence.text[start:]) or any(link.start > start for link in sentence.links)
    behind = clause.words[tuned.end : tuned.end + _BEHIND]
    return "from" in behind[:2] and (named or "own" in behind)


def _begins_item(sentence: Sentence, reference: Reference) -> bool:
    """True where an item begins with a name."""
    return sentence.sort == "item" and sentence.text[: reference.start].strip(" *_`[") == ""


def is_described(sentence: Sentence, reference: Reference) -> bool:
    """True where an item begins with a name and a mark, behind which it says what that is."""
    return _begins_item(sentence, reference) and _MARK.match(sentence.text, reference.end) is not None
