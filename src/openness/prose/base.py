"""The models that this one was made from, as a card's prose says.

A name is a link to a model on the Hub, or `owner/name`; a word of derivation must stand near it, and nothing between
them that makes it a data set, a comparison or a tool. A teacher is no base: what was distilled bears its own terms.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from openness.prose.base_called import called_bases
from openness.prose.clause import Clause, Find, clauses, lists_in, lists_of_whole
from openness.prose.derivation import RELATIONS, is_alike, is_changed, is_of_it
from openness.prose.given import is_described, is_given, is_given_anywhere, is_itself, is_what_came, made_anywhere
from openness.prose.identity import goes_on, is_said_to_be
from openness.prose.licence_of_base import is_handed_on
from openness.prose.reader import Sentence, sentences
from openness.prose.reference import FAR, Reference, references
from openness.prose.sieve import names_what_it_is
from openness.prose.subject import name_of
from openness.vocabulary import MODEL, Relation
from openness.vocabulary.patterns import pattern


class Base(NamedTuple):
    """A model that prose says this one was made from.

    Args:
        line: how many lines down it is said.
        relation: how this model came from it.
        name: `owner/name`, or the name as it stands there; empty where nobody names it.
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


_VERY_NEAR = 3
_AFTER, _ALONE = 4, 10
#: A first sentence that says what a model is: its name, with a version, right before the verb.
_INTRODUCED = pattern(
    r"\W*(?:(?:We (?:introduce|present|release)|Introducing|Meet) )?(?:The )?(?P<name>[A-Z][\w.+-]{2,50}"
    r"(?: (?:[A-Z][\w.+-]{0,30}|v?\d[\w.]{0,15})){0,4})"
    r"(?: \([^()]{1,40}\))?(?: (?:is|are|was)|, an?)\b"
)
_OPENINGS = frozenset("see find visit check try also if is are does do can other others".split())
_NAMED = pattern(r"[A-Z\d]")  # no name of a model has neither


def bases(body: str) -> Iterator[Base]:
    """The models that a body says this one was made from, each once."""
    seen: set[str] = set()
    own: frozenset[str] | None = None
    read = sentences(body, MODEL)
    for place, sentence in enumerate(read):
        handed = "licence" in sentence.questions and is_handed_on(sentence)
        asked = handed or "base" in sentence.questions or _introduced(sentence) or _may_name(sentence)
        if handed and "" not in seen and not (sentence.copied or _is_about_others(sentence)):
            seen.add("")
            yield Base(sentence.line, Relation.FINE_TUNE, "", True, sentence.shown)
        if not asked or is_passed_over(sentence):
            continue
        own = own_names(body, read) if own is None else own
        for relation, name, called in _of(sentence, own):
            if called and _points_to_another(read, place):
                continue
            if name.lower() not in seen:
                seen.add(name.lower())
                yield Base(sentence.line, relation, name, called, sentence.shown)


def own_names(body: str, read: Sequence[Sentence]) -> frozenset[str]:
    """The ways a card names its model, in its title and in its first sentence."""
    titled = name_of(body)
    return titled | _introduced_as(read, titled)


def _introduced_as(read: Sequence[Sentence], titled: frozenset[str]) -> frozenset[str]:
    """The ways the first sentence of a card names its model: “Egret 7B is a chat model”.

    None where that is a family's name, or the title names another.
    """
    first = next((sentence for sentence in read if sentence.sort == "text"), None)
    if first is None or first.headings or (found := _INTRODUCED.match(first.text)) is None:
        return frozenset()
    name = found["name"]
    alike = is_alike(name, first.title)
    alone = " " not in name and not any(map(str.isdigit, name))
    if (titled and not alike) or (alone and "family" in lists_in(name)):
        return frozenset()
    introduced = name_of(f"# {name}")
    stems = {one for one in introduced if one[:1] != " "}  # without sizes
    return introduced if stems.isdisjoint(titled) else frozenset()  # else a sibling of it


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
    if not (named or _NAMED.search(sentence.text) or any("family" in clause.finds for clause in sentence.clauses)):
        return
    if any("no-base" in clause.finds for clause in sentence.clauses):
        return
    introduced = _introduced(sentence)
    for reference in named:
        if labelled is not None and reference.start >= sentence.value:
            if not (is_architecture(reference.name) and "part-label" in lists_of_whole(sentence.label)):
                yield labelled, reference.name, False
        elif introduced is not None and reference is named[0]:
            yield introduced, reference.name, False
        elif reference.end > sentence.value and (found := _relation_in(sentence, reference, len(named) == 1, own)):
            yield found.relation, reference.name, found.given  # what a label names itself is only described behind it
    if not named:
        yield from ((relation, name, True) for relation, name in called_bases(sentence, labelled, own))


#: A label that tells how the model came from another, in whatever words: “Continue-pretrained from model”.
_FROM_A_MODEL = pattern(
    r"(?:[a-z]+[ -]){0,2}(?:pre-?)?"
    r"(?:trained|tuned|finetuned|initiali[sz]ed|quanti[sz]ed|started|adapted|converted|merged|pruned) from"
    r"(?: (?:the )?(?:model|weights|checkpoint|base(?: model)?))?(?: \[?optional\]?)?"
)


def is_architecture(name: str) -> bool:
    """True where a name is that of an architecture, and of no model that somebody made: “EfficientNet-B0”."""
    return "/" not in name and "architecture-name" in lists_in(name)


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
            for name, relation in RELATIONS.items():
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
        if is_changed(clause, first, after):
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
    for name, relation in RELATIONS.items():
        if name == "trained-on" and reference.reach != FAR:
            continue
        reach = _VERY_NEAR if name in ("made-near", "trained-on") else reference.reach
        for find in clause.finds.get(name, ()):
            blocked = any(find.end <= barrier.start and barrier.end <= first for barrier in barriers)
            near = find.end <= first and clause.count(find.end, first) <= reach
            if near and not blocked and is_of_it(clause, find):
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
