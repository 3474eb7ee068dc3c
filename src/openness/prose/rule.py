"""The rules that a sentence fires: one phrase of each list that a rule needs, near together, in one clause.

The rules are data (`rules/*.toml`), each with sentences that must fire it and sentences that must not (`example.py`).
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice, pairwise
from math import inf
from typing import Any, NamedTuple

from openness.prose.behind import stands_beside
from openness.prose.clause import (
    Clause,
    Find,
    is_aside_heading,
    is_licence_heading,
    is_terms_heading,
    lists_in,
    lists_of_whole,
    rules,
)
from openness.prose.reader import Sentence
from openness.prose.reason import RELATES, is_in_reason, is_parted_before
from openness.vocabulary import DATASET
from openness.vocabulary.patterns import pattern

Record = dict[str, Any]

_OPENING = 1  # words before what begins a clause: “please”
_NEAR = 3  # words before a find in which a list of `not-before` counts
LONGEST = inf  # words: more than a clause has
_MOST = 40  # finds of one list looked at in one clause
_OF_USE = frozenset(("limit", "term"))  # questions about the use, which is limited whatever comes between


class RuleMatch(NamedTuple):
    """A rule that a sentence fires: where the find begins and ends in which clause."""

    rule: Record
    clause: Clause
    start: int
    end: int


@lru_cache(maxsize=1)
def _by_question() -> dict[str, dict[str, list[Record]]]:
    """The rules, by what they answer and by the first list they need."""
    sorted_rules: dict[str, dict[str, list[Record]]] = {}
    for rule in rules()["rules"]:
        first, *_ = rule["needs"]
        sorted_rules.setdefault(rule["question"], {}).setdefault(first, []).append(rule)
    return sorted_rules


def matches(sentence: Sentence, question: str, every: bool = False) -> Iterator[RuleMatch]:
    """The rules of a question that a sentence fires.

    Args:
        sentence: what is asked.
        question: of the rules.
        every: every place where a rule finds all that it needs; the first alone by default.
    """
    first = _by_question()[question]
    for clause in sentence.clauses:
        unlike = clause.finds.get("unlike")
        if unlike and question not in _OF_USE:
            continue
        for name in filter(first.__contains__, clause.finds):
            for rule in first[name]:
                if rule.get("about", sentence.of) != sentence.of:
                    continue
                if "under" in rule and not _is_under(sentence, rule["under"]):
                    continue
                if "outside" in rule and _is_below(sentence, rule["outside"]):
                    continue
                places = (at for at in _found(rule, clause) if not (unlike and _is_contrasted(clause, unlike[0], at)))
                places = (at for at in places if stands_beside(rule, sentence, clause, at))
                found = (RuleMatch(rule, clause, *place) for place in places)
                yield from found if every else islice(found, 1)


def _is_contrasted(clause: Clause, unlike: Find, place: Find) -> bool:
    """True where something is said of what the rest is unlike: behind that word, up to the comma where the rest goes on."""
    if place.start < unlike.start:
        return False
    commas = [at for at in range(unlike.end, place.start + 1) if is_parted_before(clause, at)]
    match commas:
        case [first, *others] if clause.words[first] in RELATES:  # “unlike Egret, which may not be sold, it …”
            commas = others
    return unlike.start > 0 or not commas


def _is_below(sentence: Sentence, name: str) -> bool:
    """True where a sentence stands below a heading, or behind a label, with a phrase of a list."""
    return any(name in lists_in(text) for text in (*sentence.headings, sentence.label) if text)


def _is_under(sentence: Sentence, what: str) -> bool:
    """True where a sentence stands behind a licence's label; for `licence` also under its heading, for `terms` where any are."""
    if what == "terms":
        return is_stated(sentence)
    labelled = "licence-label" in lists_of_whole(sentence.label)
    return labelled or (what == "licence" and is_licence_heading(sentence.heading))


def is_stated(sentence: Sentence) -> bool:
    """True where terms are stated: behind a label of some, or under a heading about them, however far up.

    What stands beside terms, such as whom to ask, ends them where it has a heading of its own.
    """
    labelled = sentence.label != "" and not _TERMS.isdisjoint(lists_of_whole(sentence.label))
    return labelled or _is_below_terms(sentence.headings)


@lru_cache(maxsize=64)  # of one card: each is asked of every sentence below it
def _is_below_terms(headings: tuple[str, ...]) -> bool:
    """True where the lowest of some headings that tells of terms, or ends them, tells of terms."""
    telling = (heading for heading in reversed(headings) if is_terms_heading(heading) or is_aside_heading(heading))
    return any(map(is_terms_heading, islice(telling, 1)))


_TERMS = frozenset(("licence-label", "licence-heading", "terms-label"))  # lists of labels before terms


def _found(rule: Record, clause: Clause) -> Iterator[Find]:
    """The places in a clause with all that a rule needs."""
    finds = clause.finds
    if not all(name in finds for name in rule["needs"]) or any(name in finds for name in rule.get("never", ())):
        return
    if len(clause.words) > rule.get("most", LONGEST) or ("least" in rule and len(clause.words) < rule["least"]):
        return
    if "and" in rule and not any(name in finds for name in rule["and"]):
        return
    needed = [finds[name][:_MOST] for name in rule["needs"]]
    subject = rule["needs"].index(rule["subject"]) if "subject" in rule else None
    for chosen in _together(needed, rule, clause, ()):
        start, end = min(find.start for find in chosen), max(find.end for find in chosen)
        of, of_end = (start, chosen[0].end) if subject is None else (chosen[subject].start, chosen[subject].end)
        if not (
            _near(rule, "not-before", clause, of - _NEAR, of)
            or _near(rule, "not-inside", clause, start, end)
            or _is_of_another(rule, clause, end)
            or ("unparted" in rule and clause.is_parted(start + 1, end - 1))
            or ("begins" in rule and start > _OPENING)
            or ("ends" in rule and end < len(clause.words))
            or (rule["question"] not in _OF_USE and _is_of_another(rule, clause, of_end))
            or (rule["question"] not in _OF_USE and _turns(clause, chosen, end))
        ):
            yield Find(start, end)


def _is_of_another(rule: Record, clause: Clause, at: int) -> bool:
    """True where what stands at a place says that something else is meant: the weights of the generator, in another form."""
    itself = any(find.start == at for find in clause.finds.get("en.itself-after", ()))
    return not itself and _near(rule, "not-after", clause, at, at + 1)


def _turns(clause: Clause, chosen: tuple[Find, ...], end: int) -> bool:
    """True where something else than what is spoken of comes between, so that the rest is said of that."""
    at = first = chosen[0].end
    for other in clause.finds.get("other", ()):
        if first <= other.start < end and not any(other.start < find.end and find.start < other.end for find in chosen):
            if not _JOINS.issuperset(clause.words[at : other.start]):
                return True
            at = other.end
    return False


def _together(
    needed: list[list[Find]], rule: Record, clause: Clause, chosen: tuple[Find, ...]
) -> Iterator[tuple[Find, ...]]:
    """Finds that hold one of each list, none over another, with no more words between them than the rule allows."""
    if len(chosen) == len(needed):
        yield chosen
        return
    for find in needed[len(chosen)]:
        if rule["ordered"] and chosen and find.start < chosen[-1].end:
            continue
        if any(find.start < other.end and other.start < find.end for other in chosen):
            continue
        if chosen:
            finds = (*chosen, find)
            whole = clause.count(min(one.start for one in finds), max(one.end for one in finds))
            if whole - sum(clause.count(one.start, one.end) for one in finds) > rule["within"]:
                continue
        yield from _together(needed, rule, clause, (*chosen, find))


def _near(rule: Record, key: str, clause: Clause, start: int, end: int) -> bool:
    """True where a phrase of a list that may not stand beside the find stands there."""
    return any(
        start < find.end and find.start < end for name in rule.get(key, ()) for find in clause.finds.get(name, ())
    )


def of_own(sentence: Sentence, clause: Clause, start: int, reach: float = LONGEST, asides: bool = False) -> bool:
    """True where something is said of the card's model and not of its data, its code or anything else.

    The nearest noun before it decides, with those it is joined to by “and”; without one the nearest after, then the
    heading, and where none says anything it is of the model.

    Args:
        sentence: what says it.
        clause: the clause.
        start: the word from which it is said.
        reach: words behind that among which a noun counts.
        asides: whether another noun in a reason, or in a bracket, stands aside: “because of the data, …”.
    """
    own, other = _nouns(sentence, clause)
    nouns = sorted((*own, *other))
    if "(" in clause.text:
        nouns = [noun for noun in nouns if not _is_an_aside(clause, noun, start)]
    if asides and other:
        nouns = [noun for noun in nouns if noun in own or not is_in_reason(clause, noun.start, start)]
    if before := [noun for noun in nouns if noun.start < start]:
        subject = _subject(clause, before, start) if asides else []
        return _own_among(sentence, clause, before, own) or (
            bool(subject) and _own_among(sentence, clause, subject, own)
        )
    for earlier in reversed(sentence.clauses[: sentence.clauses.index(clause)]):
        theirs = _nouns(sentence, earlier)
        if any(theirs):
            return _own_among(sentence, earlier, sorted((*theirs[0], *theirs[1])), theirs[0])
    nouns = [noun for noun in nouns if noun in own or not _is_made_of_it(sentence, clause, noun, other)]
    near = bool(nouns) and clause.count(start, nouns[0].start) <= reach
    return nouns[0] in own if near else of_own_section(sentence)


def _subject(clause: Clause, nouns: list[Find], start: int) -> list[Find]:
    """The nouns of whom a sentence goes on to tell by a verb of their own: “the models saw the data and may only be used …”."""
    last = nouns[-1].end
    goes_on = any(
        clause.words[at - 1] in _ANDS and clause.words[at] in _FINITE
        for at in range(last + 1, min(start + 2, len(clause.words)))
    )
    verb = next((at for at, word in enumerate(clause.words) if word in _FINITE), 0)
    return [noun for noun in nouns if noun.end <= verb] if goes_on and verb <= last else []


_FINITE = frozenset("is are was were has have had can cannot may must should shall will".split())


def _is_an_aside(clause: Clause, noun: Find, start: int) -> bool:
    """True where a noun stands in brackets that only tell what something is for: “the test set (for the model) is …”."""
    return any(begin <= clause.starts[noun.start] < end <= clause.starts[start] for begin, end in _asides(clause.text))


@lru_cache(maxsize=8)  # of one sentence: each find in it asks
def _asides(text: str) -> tuple[tuple[int, int], ...]:
    """The first such brackets of a text."""
    return tuple(aside.span() for aside in islice(_ASIDE.finditer(text), _LOOKED_AT))


_LOOKED_AT = 8  # brackets of one sentence

_ASIDE = pattern(r"(?i)\((?:not|which|see|needed|used|to|for|from)\b[^()]{0,120}\)")


def _is_made_of_it(sentence: Sentence, clause: Clause, noun: Find, other: list[Find]) -> bool:
    """True where a noun is what users make of a data set, and no longer one: “train commercial models”, not “our models”."""
    if sentence.of != DATASET:
        return False
    whole = any(find.start <= noun.start and noun.end <= find.end for find in clause.finds.get("made-of-data", ()))
    return whole and not any(_is_within(noun, find) for find in other)


def _is_within(find: Find, whole: Find) -> bool:
    """True where a find is a part of a longer one."""
    return find != whole and whole.start <= find.start and find.end <= whole.end


def all_of_own(sentence: Sentence, clause: Clause) -> bool:
    """True where every noun of a clause is the model, or one that is joined to it by “and”: “the code and the weights”."""
    own, other = _nouns(sentence, clause)
    nouns = sorted((*own, *other))
    between = [clause.words[noun.end : following.start] for noun, following in pairwise(nouns)]
    joined = all(map(_JOINS.issuperset, between)) and not _ANDS.isdisjoint(chain(*between[-1:]))
    return not other or (bool(own) and joined)


def _nouns(sentence: Sentence, clause: Clause) -> tuple[list[Find], list[Find]]:
    """The nouns of a clause that are the model, and those that are something else; what the title names is the model."""
    title = f" {sentence.title.lower()} "
    other: list[Find] = []
    own: list[Find] = []
    for find in clause.finds.get("other", ()):
        if _is_in_a_name(sentence, clause, find):
            continue
        if any(_is_within(find, noun) for noun in clause.finds.get("own", ())):
            continue  # “models trained on it”
        words = " ".join(clause.words[find.start : find.end])
        (own if f" {words.removesuffix(' model')} " in title else other).append(find)
    of_others = _is_of_others(sentence)
    for find in clause.finds.get("own", ()):
        if any(noun.start <= find.start and find.end <= noun.end for noun in other):
            continue
        theirs = of_others and any(word.end == find.start for word in clause.finds.get("of-theirs", ()))
        (other if theirs else own).append(find)
    return own, other


def _is_of_others(sentence: Sentence) -> bool:
    """True where a sentence stands below a heading about others, and in no row about the model: what it is compared with."""
    return any("others-heading" in lists_in(heading) for heading in sentence.headings) and not _is_own_row(sentence)


def _is_own_row(sentence: Sentence) -> bool:
    """True where the row of a table is about the card's model: “ours”, or the name in the title."""
    row = sentence.row.lower()
    first = sentence.title.lower().partition(" ")[0]
    return "ours" in row or (first != "" and first in row)


def of_own_section(sentence: Sentence) -> bool:
    """True where the heading above, or the label before it, is about the model, or about nothing in particular."""
    own_row = _is_own_row(sentence)
    for heading in (sentence.label, *reversed(sentence.headings)):
        finds = lists_in(heading, sentence.of)
        of_licence = "licence-heading" in finds and heading is not sentence.label
        if own_row or "own" in finds or (of_licence and not _is_of_others_licence(heading, sentence.of)):
            return True
        if "other" in finds or "others-heading" in finds:
            return False
    return True


_OTHER = r"(?:(?!\b(?:and|models?|weights|checkpoints?|adapters?)\b)[\w -]){2,40}"
_LICENCE_OF = pattern(
    rf"(?i)\W*(?:\d+\W+)?(?:(?:the|our)\s+)?(?:(?P<before>{_OTHER}?)(?:['’]s)?\s+licen[cs](?:es?|ing)"
    rf"(?:\s+(?:information|details|terms|notice))?|licen[cs](?:e|ing)\s+(?:of|for)\s+(?:the\s+|our\s+)?(?P<behind>{_OTHER}))\W*"
)


def _is_of_others_licence(heading: str, of: str) -> bool:
    """True where a heading is about the licence of something else alone: “Dataset licence”, “Licence of the training data”."""
    found = _LICENCE_OF.fullmatch(heading)
    return found is not None and "other" in lists_in(found["before"] or found["behind"], of)


def _is_in_a_name(sentence: Sentence, clause: Clause, find: Find) -> bool:
    """True where a noun is a part of a name: of a model, which leads to it on the Hub, or of somebody (“by Loom Audio”)."""
    start, end = clause.starts[find.start], clause.ends[find.end - 1]
    whose = _MADE_BY.search(sentence.text[:start][-_NAMED:]) is not None and sentence.text[start].isupper()
    return (
        whose
        or _goes_on_as_name(sentence.text, start, end)
        or any(
            link.start <= start and end <= link.end and link.end - link.start > end - start
            for link in sentence.links
            if "huggingface.co/" in link.address and "/datasets/" not in link.address
        )
    )


def _goes_on_as_name(text: str, start: int, end: int) -> bool:
    """True where a word in a capital has a word in a small letter somewhere before it, and one in a capital right behind it."""
    return (
        text[start].isupper()
        and text[end : end + 1] == " "
        and text[end + 1 : end + 2].isupper()
        and _SMALL.search(text[:start]) is not None
    )


_NAMED = 60  # characters before a noun that may be the name of whoever made something
_MADE_BY = pattern(r"\b(?:by|from) (?:[A-Z][\w&.-]* ){1,4}\Z")
_SMALL = pattern(r"\b[a-z]{4,}")  # where all words have capitals, a capital tells no name


def _own_among(sentence: Sentence, clause: Clause, nouns: list[Find], own: list[Find]) -> bool:
    """True where the last noun, the one it belongs to (“the outputs of the model”) or one it is joined to, is the model."""
    last = nouns[-1]
    for noun in reversed(nouns[:-1]):
        between = clause.words[noun.end : last.start]
        if not between or between[0] not in BELONGS or not _JOINS.issuperset(between[1:]):
            break
        last = noun
    if last in own:
        return True
    at = last
    for noun in reversed(nouns[: nouns.index(last)]):
        between = clause.words[noun.end : at.start]
        text = sentence.text[clause.ends[noun.end - 1] : clause.starts[at.start]]
        joined = "," in text or "、" in text or not _ANDS.isdisjoint(between)
        if not joined or not _JOINS.issuperset(between):
            return False
        if noun in own:
            return True
        at = noun
    return False


BELONGS = frozenset("of in der des du di do da из".split())
_ANDS = frozenset("and or along as y e et und i и 和 及 与 與 と や 및".split())
_JOINS = _ANDS | frozenset("the our this its your all both with well together".split())
