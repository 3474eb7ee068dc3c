"""The models that this one was made from, as a card's prose says.

A name is a link to a model on the Hub, or `owner/name`; a word of derivation must stand near it, and nothing between
them that makes it a data set, a comparison or a tool. A teacher is no base: what was distilled bears its own terms.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from openness.prose.called import NAME, WORDS, called_at, leads_to_thing, merged_at, name_at, word_at
from openness.prose.clause import Clause, Find, clauses, lists_in, lists_of_whole
from openness.prose.given import is_described, is_given, is_given_anywhere, is_itself, is_what_came, made_anywhere
from openness.prose.identity import copulas, goes_on, is_said_to_be
from openness.prose.reader import Sentence, sentences
from openness.prose.reference import FAR, Reference, references
from openness.prose.sieve import names_what_it_is
from openness.prose.subject import NOUNS, is_article, is_plain, is_said_of_own, name_of, words_of
from openness.vocabulary import MODEL, Relation
from openness.vocabulary.patterns import pattern


class Base(NamedTuple):
    """A model that prose says this one was made from.

    Args:
        line: how many lines down it is said.
        relation: how this model came from it.
        name: `owner/name`, or the name as it stands there.
        called: whether only a name calls it, or it may be the card's own model: it counts where a well-known model has the name.
        sentence: the words that say so.
    """

    line: int
    relation: Relation
    name: str
    called: bool
    sentence: str


class _Stated(NamedTuple):
    """The relation to a model that words state, and whether they only say that it is there, as the card's own may be."""

    relation: Relation
    given: bool


# The surest first: of two that stand before a name, as “LoRA fine-tuned from”, the first here tells the relation.
_RELATIONS = {
    "made-merge": Relation.MERGE,
    "made-adapter": Relation.ADAPTER,
    "made-quantisation": Relation.QUANTISATION,
    "made-fine-tune": Relation.FINE_TUNE,
    "made-near": Relation.FINE_TUNE,
    "trained-on": Relation.ADAPTER,  # a data set may stand there, so only a link or a well-known name counts
}
_OF_A_WORD = ("made-merge", "made-adapter", "made-fine-tune")  # of these behind which a name may be one word: BERT
_VERY_NEAR = 3
_AFTER, _ALONE = 4, 10
#: Lists of verbs of which the model behind is the object, and the words that may stand between.
_TAKING = {"takes": 4, "teaches": 2, "shows": 2}
_CHANGED = 16  # words between a model that is taken and what is done to it

_OPENINGS = frozenset("see find visit check try also if is are does do can other others".split())
_NAMED = pattern(r"[A-Z\d]")  # no name of a model has neither


def bases(body: str) -> Iterator[Base]:
    """The models that a body says this one was made from, each once."""
    seen: set[str] = set()
    own: frozenset[str] | None = None
    read = sentences(body, MODEL)
    for place, sentence in enumerate(read):
        asked = "base" in sentence.questions or _introduced(sentence) or _may_name(sentence)
        if not asked or is_passed_over(sentence):
            continue
        own = name_of(body) if own is None else own
        for relation, name, called in _of(sentence, own):
            if called and _points_to_another(read, place):
                continue
            if name.lower() not in seen:
                seen.add(name.lower())
                yield Base(sentence.line, relation, name, called, sentence.shown)


def _may_name(sentence: Sentence) -> bool:
    """True where a sentence may name a model, in its words or by a link."""
    return sentence.sort != "code" and (
        names_what_it_is(sentence.text)
        or any("huggingface.co/" in link.address or link.address.startswith(("hf:", "`")) for link in sentence.links)
    )


def is_passed_over(sentence: Sentence) -> bool:
    """True for a sentence that says nothing of the card's own model: a quotation, a copy, a question, a comparison."""
    return sentence.copied or sentence.sort == "quote" or _is_about_others(sentence) or _is_no_statement(sentence)


def _points_to_another(read: Sequence[Sentence], place: int) -> bool:
    """True where a sentence begins with “it” or “this”, and the one before it spoke of something else."""
    if _first_word(read[place]) not in ("it", "this"):
        return False
    before = next((read[at] for at in range(place - 1, -1, -1) if not is_passed_over(read[at])), None)
    return before is not None and any(clause.has("no-base-between", "no-base-subject") for clause in before.clauses)


def _is_about_others(sentence: Sentence) -> bool:
    name = "about-rivals" if _label_relation(sentence.label) else "about-others"
    return any(name in lists_in(heading) for heading in sentence.headings)


def _is_no_statement(sentence: Sentence) -> bool:
    """True where a sentence asks, points elsewhere or supposes; a heading below the title heads what others made."""
    version = re.match(r"(?i)v?\d", sentence.label) is not None  # one of several
    return (
        version
        or sentence.text.endswith("?")
        or _first_word(sentence) in _OPENINGS
        or (sentence.sort == "heading" and bool(sentence.headings))
    )


def _first_word(sentence: Sentence) -> str:
    return sentence.text.partition(" ")[0].lower()


def _of(sentence: Sentence, own: frozenset[str]) -> Iterator[tuple[Relation, str, bool]]:
    """The bases that one sentence tells: how, the name, and whether it is only called so."""
    labelled = _label_relation(sentence.label)
    named = list(references(sentence, near=labelled is not None))
    if not (named or _NAMED.search(sentence.text)):
        return
    if any("no-base" in clause.finds for clause in sentence.clauses):
        return
    introduced = _introduced(sentence)
    for reference in named:
        if labelled is not None and reference.start >= sentence.value:
            yield labelled, reference.name, False
        elif introduced is not None and reference is named[0]:
            yield introduced, reference.name, False
        elif reference.end > sentence.value and (found := _relation_in(sentence, reference, len(named) == 1, own)):
            yield found.relation, reference.name, found.given  # what a label names itself is only described behind it
    if not named:
        yield from ((relation, name, True) for relation, name in _called(sentence, labelled, own))


#: A label that tells how the model came from another, in whatever words: “Continue-pretrained from model”.
_FROM_A_MODEL = pattern(
    r"(?:[a-z]+[ -]){0,2}(?:pre-?)?"
    r"(?:trained|tuned|finetuned|initiali[sz]ed|quanti[sz]ed|started|adapted|converted|merged|pruned) from"
    r"(?: (?:the )?(?:model|weights|checkpoint|base(?: model)?))?(?: \[?optional\]?)?"
)


@lru_cache(maxsize=128)
def _label_relation(label: str) -> Relation | None:
    """The relation to the model behind a label; None where the label speaks of no base."""
    label = label.lower()
    if "base-label" not in lists_of_whole(label) and not _FROM_A_MODEL.fullmatch(label):
        return None
    return (
        Relation.QUANTISATION
        if label.startswith(("original", "quantized"))
        else Relation.MERGE
        if "merge" in label
        else Relation.FINE_TUNE
    )


def _introduced(sentence: Sentence) -> Relation | None:
    """The relation to an item's model that the line above its list states: “the following models were merged:”."""
    if sentence.sort != "item":
        return None
    lead = sentence.lead or (sentence.heading if "made-merge" in lists_in(sentence.heading) else "")
    return _relation_led_by(lead) if lead else None


@lru_cache(maxsize=64)
def _relation_led_by(lead: str) -> Relation | None:
    """The relation to the models of a list, where the line above it states one."""
    for clause in clauses(lead):
        if "others-led" in clause.finds:
            return None
        if "no-base-between" not in clause.finds and "no-base" not in clause.finds:
            for name, relation in _RELATIONS.items():
                if name in clause.finds and name != "made-near":
                    return relation
    return None


def _relation_in(sentence: Sentence, reference: Reference, alone: bool, own: frozenset[str]) -> _Stated | None:
    """The relation to a named model that a sentence states; None where it states none."""
    for clause in sentence.clauses:
        inside = [at for at, start in enumerate(clause.starts) if reference.start <= start < reference.end]
        if not inside:
            continue
        first, after = inside[0], inside[-1] + 1
        least = first if reference.in_words else after
        if any(least <= thing.start <= after + 1 for thing in clause.finds.get("thing-after", ())):
            return None
        if (found := _before(sentence, clause, first, reference)) is not None:
            return found
        if (tuned := _after(clause, after, alone)) is not None:
            relation = Relation.MERGE if "made-merge" in clause.finds else Relation.FINE_TUNE
            return _Stated(relation, is_what_came(sentence, clause, reference, tuned))
        if _is_changed(clause, first, after):
            return _Stated(Relation.FINE_TUNE, given=False)
        if is_said_to_be(sentence.text, clause.starts[first], own):
            known = is_itself(sentence.title, reference.name) or not goes_on(sentence.text, reference.end)
            return _Stated(Relation.FINE_TUNE, given=known)
        if not clause.has("no-base-between", "another-anywhere") and (made := made_anywhere(clause)):
            given = is_described(sentence, reference) or is_given_anywhere(clause, made, first)
            return _Stated(Relation.FINE_TUNE, given)
    return None


def _before(sentence: Sentence, clause: Clause, first: int, reference: Reference) -> _Stated | None:
    if "unlike" in clause.finds:
        return None
    barriers = clause.finds.get("no-base-between", ())
    relations = []
    for name, relation in _RELATIONS.items():
        if name == "trained-on" and reference.reach != FAR:
            continue
        reach = _VERY_NEAR if name in ("made-near", "trained-on") else reference.reach
        for find in clause.finds.get(name, ()):
            blocked = any(find.end <= barrier.start and barrier.end <= first for barrier in barriers)
            near = find.end <= first and clause.count(find.end, first) <= reach
            if near and not blocked and _is_of_it(clause, find):
                itself = name == "made-near" and is_itself(sentence.title, reference.name)
                relations.append(_Stated(relation, itself or is_given(sentence, clause, find, first)))
    return min(relations, key=lambda stated: stated.given, default=None)


def _after(clause: Clause, after: int, alone: bool) -> Find | None:
    """The words behind a name that say that it was tuned, merged or taken as a base."""
    barriers = [*clause.finds.get("no-base-between", ()), *clause.finds.get("no-tuned-after", ())]
    for name, reach in (("made-after", _AFTER), ("tuned-after", _ALONE)):
        for find in clause.finds.get(name, ()) if name == "made-after" or alone else ():
            blocked = any(after <= barrier.start and barrier.end <= find.start for barrier in barriers)
            if after <= find.start and clause.count(after, find.start) <= reach and not blocked:
                return find
    return None


def _is_changed(clause: Clause, first: int, after: int) -> bool:
    """True where the model between two places is taken and changed, or taught: “we took X and taught it Y”, “we let X read Y”."""
    if clause.has("unlike"):
        return False
    barriers = clause.finds.get("no-base-between", ())
    before = [
        (name, find)
        for name, reach in _TAKING.items()
        for find in clause.finds.get(name, ())
        if find.end <= first
        and clause.count(find.end, first) <= reach
        and not any(find.end <= barrier.start and barrier.end <= first for barrier in barriers)
    ]
    asked = any(after <= find.start for find in clause.finds.get("not-to-learn", ()))
    parting = [*barriers, *clause.finds.get("no-tuned-after", ())]
    changed = any(
        after <= find.start
        and clause.count(after, find.start) <= _CHANGED
        and not any(after <= barrier.start and barrier.end <= find.start for barrier in parting)
        for find in clause.finds.get("changes", ())
    )
    return any(
        name == "teaches" or (name == "shows" and not asked) or (name == "takes" and changed) for name, _ in before
    )


def _is_of_it(clause: Clause, find: Find) -> bool:
    """True where the words of derivation are said of the model: not where the clause begins with something else, or denies it."""
    own = {noun.start for noun in clause.finds.get("own", ())}
    nouns = [
        (noun.start, -noun.end, name == "own")
        for name in ("own", "other", "no-base-subject")
        for noun in clause.finds.get(name, ())
        if noun.start <= 4 and noun.end <= find.start and not (name == "other" and noun.end in own)  # the audio model
    ]
    denied = any(find.start - 4 <= no.start and no.end <= find.start for no in clause.finds.get("no-base-before", ()))
    return not denied and (not nouns or min(nouns)[2])


def _begins(sentence: Sentence, before: str) -> bool:
    """True where a card begins with what it is, without a subject: “A fine-tune of …”, “Fine-tuned version of …”."""
    words = words_of(before)
    described = is_article(words) and words[-1] in NOUNS and is_plain(words[1:])
    return not sentence.headings and (described or words in (["a"], ["an"], ["fine-tuned"], ["a", "fine-tuned"]))


def _called(sentence: Sentence, labelled: Relation | None, own: frozenset[str]) -> Iterator[tuple[Relation, str]]:
    """The model called by a name alone, directly after words of derivation that are surely said of this one."""
    text = sentence.text
    if labelled is not None:
        if name := name_at(text, sentence.value):
            yield labelled, name
        return
    if sentence.sort not in ("item", "heading") and (found := list(_called_behind(sentence, own))):
        yield from found
        return
    if (name := next(chain(_taken(sentence), _said_to_be(text, own)), "")) != "":
        yield Relation.FINE_TUNE, name
        return
    yield from ((Relation.FINE_TUNE, name) for name in _made_of(text, own))


#: A name of which is said how something came from it: “from Llama 2 through continued pretraining”.
_FROM_BY = pattern(
    rf"\bfrom{NAME.pattern}(?: model)?,? (?:through|by|via|with) (?:[\w-]+ ){{0,2}}"
    r"(?:pre-?)?(?:train|tun|fine-?tun|merg|prun|quanti[sz])ing\b"
)
#: A name within what a model is said to be: “is a Llama 3 8B fine-tune”, “a LLaMA-based model”.
_MADE_OF = pattern(rf"\b(?:is|a|an|the|our|this) {NAME.pattern}[- ](?:fine-?tune|based)\b")
_BASED = pattern(rf"\b(?:is|a|an|the|our|this) (?P<name>{WORDS})[- ]based\b")


def _made_of(text: str, own: frozenset[str]) -> Iterator[str]:
    """The names of models within what a text says that the card's own is."""
    if "from" in text and (came := _FROM_BY.search(text)):
        yield came["name"].replace("-", " ")
    elif " fine" in text or "based" in text:
        numbered, plain = _MADE_OF.search(text), _BASED.search(text)
        if numbered and not any(map(str.isdigit, numbered["name"])):
            numbered = None
        found = numbered or plain
        if found and is_said_of_own(text[: found.start("name")], own):
            yield found["name"].replace("-", " ")


def _called_behind(sentence: Sentence, own: frozenset[str]) -> Iterator[tuple[Relation, str]]:
    """The names right behind the first words of derivation that have one."""
    text = sentence.text
    for clause in sentence.clauses:
        for rule, relation in _RELATIONS.items():
            for find in clause.finds.get(rule, ()):
                end = clause.ends[find.end - 1]
                name = name_at(text, end)  # asked first: a long sentence has few names
                if not name and rule in _OF_A_WORD:
                    name = word_at(text, end, own)
                if not name or not _is_of_it(clause, find):
                    continue
                before = text[: clause.starts[_first_of_run(clause, find)]]
                if is_said_of_own(before, own) or _begins(sentence, before):
                    yield from ((relation, name) for name in [*merged_at(text, end)] or [name])
                    return


def _first_of_run(clause: Clause, find: Find) -> int:
    """The word with which words of derivation begin that stand one behind the other: “built on top of”, “tuned, based on”."""
    finds = [one for name in _RELATIONS for one in clause.finds.get(name, ()) if one.start < find.start]
    start = find.start
    for one in sorted(finds, reverse=True):
        if one.end >= start:
            start = one.start
    return start


def _taken(sentence: Sentence) -> Iterator[str]:
    """The names of models that are taken and changed: “we took Egret 7B and taught it Welsh”."""
    for clause in sentence.clauses:
        for find in (find for name in _TAKING for find in clause.finds.get(name, ())):
            taken = called_at(sentence.text, clause.ends[find.end - 1])
            if taken and not leads_to_thing(sentence.text[taken[1] :]):
                name, end = taken
                if _is_changed(clause, find.end, bisect_left(clause.starts, end)):
                    yield name


def _said_to_be(text: str, own: frozenset[str]) -> Iterator[str]:
    """The names of what a text says that the card's own model is, and was before: “Heron is Egret 7B after two epochs”."""
    for place in copulas(text):
        called = called_at(text, place)
        if called and goes_on(text, called[1]) and is_said_to_be(text, place, own):
            yield called[0]
