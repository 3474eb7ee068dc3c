"""The terms of use that the sentences of a card state: those that bind, but what held before, or holds for another model."""

from collections.abc import Iterator
from typing import NamedTuple

from openness.prose.bond import binding, is_understood, may_state
from openness.prose.change import change_of, is_left
from openness.prose.clause import lists_in
from openness.prose.licence_apart import reaches_the_weights
from openness.prose.reader import Sentence, sentences
from openness.prose.rule import matches, of_own
from openness.prose.subject import name_of, speaks_of_another, tells_of_another
from openness.vocabulary import MODEL
from openness.vocabulary.patterns import pattern

_VERSION = pattern(
    r"\W*(?:[\w-]+ )?[Vv](?:ersion )?(?P<number>\d{1,9}(?:\.\d{1,9})*)(?P<past>[^.]{0,20}? (?:was|were|had)\b)?"
)
_OWN_VERSION = pattern(r"\b[Vv](\d{1,9}(?:\.\d{1,9})*)")
_BEFORE_NOW = pattern(
    r"(?i)\W*(?:Q:\W*)?(?:the|our|its) (?:old|older|former|previous|earlier|prior)"
    r" (?:repository|repo|readme|card|licen[cs]e|terms|release|tag) (?:said|read|was|were|had|stated|forbade|limited|used)\b"
    r"|(?i:\W*until (?:[a-z]+\.? )?\d{4}, [^.;]{1,60} ha(?:s|ve|d) been used)\b"
)
_AFTER_ALL = pattern(r"(?i)\b(?:now|new|current|currently|today|still|remain|remains|replaced)\b")
_FROM_NOW = pattern(
    r"(?i)\b(?:no longer|not any ?more|from (?:now|today) on|as of (?:today|now|this (?:release|version))|henceforth"
    r"|effective immediately|going forward|is now|are now|may now|now (?:for|only|under|restricted|limited|non)"
    r"|starting (?:today|now))\b"
    r"|\b(?:since|from|with|as of|starting (?:with|from)|beginning (?:with|from)) (?:v\.?\d|version|release)"
    r"|\b(?:v\.?|version |release )\d[\w.]*(?: and (?:later|newer|above|up)|\+| onwards?\b| or (?:later|newer))"
)
_UNTIL = pattern(r"(?i)\b(?:until|till|was|were|used to|previously|formerly|before|lifted|removed|dropped)\b")
_ANSWER = frozenset(("a", "answer"))  # labels of one
_SHOWN = 160  # characters


class Term(NamedTuple):
    """A sentence that limits the use of the card's model, or may do so.

    Args:
        line: how many lines down it begins.
        sentence: its words.
        understood: whether a rule knows which right it takes.
    """

    line: int
    sentence: str
    understood: bool


def terms(body: str, of: str = MODEL) -> Iterator[Term]:
    """The terms of use that a text states for its model, or for its data set, in its order."""
    own: frozenset[str] | None = None
    before: Sentence | None = None
    for sentence in sentences(body, of):
        if before and ((_asks_leave(before) and _begins_with_no(sentence)) or _leaves_the_rest(before, sentence)):
            yield Term(before.line, f"{before.shown} {sentence.shown}"[:_SHOWN], True)
        above, before = before, sentence
        if not (may_state(sentence, "limit") or may_state(sentence, "term")):
            continue
        if any("news" in lists_in(heading) for heading in sentence.headings) and not _holds_today(sentence.text):
            continue  # what held at some time may hold no longer
        finds = map(is_understood, binding(sentence))
        if (understood := next(finds, None)) is None:
            continue
        if reaches_the_weights(sentence):
            continue
        own = name_of(body) if own is None else own
        another = tells_of_another(sentence.text, own) or speaks_of_another(sentence.text, sentence.row, body)
        if not (another or is_of_the_past(sentence) or (above and _goes_on_of_another(above, sentence))):
            yield Term(sentence.line, sentence.shown, understood or any(finds))


def _goes_on_of_another(above: Sentence, sentence: Sentence) -> bool:
    """True where a sentence goes on from one of something else, and points back to that: “the logo is ours; do not use it”."""
    own = any("own" in clause.finds for each in (above, sentence) for clause in each.clauses)
    first = above.clauses[0] if above.clauses else None
    other = first is not None and any(
        find.start <= _SUBJECT and _ACTING.isdisjoint(first.words[: find.start])
        for find in first.finds.get("other", ())
    )
    points = any(not _POINTING.isdisjoint(clause.words) for clause in sentence.clauses)
    return above.text.endswith(";") and other and not own and points


_SUBJECT = 4  # words of a sentence before its subject
_ACTING = frozenset("we i it this these".split())
_POINTING = frozenset("it them they these those this".split())


def _holds_today(text: str) -> bool:
    """True where words among news say what holds from then on, as a changed licence does, and not what held until then."""
    return (_FROM_NOW.search(text) is not None and _UNTIL.search(text) is None) or change_of(text) is not None


def _asks_leave(sentence: Sentence) -> bool:
    """True where somebody asks whether the model may be sold, passed on or used for trade."""
    return (
        "leave" in sentence.questions
        and sentence.text.rstrip(" *_").endswith("?")
        and any(of_own(sentence, match.clause, match.end) for match in matches(sentence, "leave"))
    )


def _leaves_the_rest(sentence: Sentence, following: Sentence) -> bool:
    """True where one sentence names who may use the model, and the next sends the rest away: “Hobbyists: yes. Others: ask.”."""
    return (
        "some" in sentence.questions
        and not following.text.endswith("?")
        and not any(binding(following))  # it says by itself that the rest may not
        and all(
            any(of_own(each, match.clause, match.start) for match in matches(each, question))
            for each, question in ((sentence, "some"), (following, "rest"))
        )
    )


def _begins_with_no(sentence: Sentence) -> bool:
    """True where the answer to a question is no, or not yet, or on a condition."""
    clause = next(iter(sentence.clauses), None)
    begin = len(_ANSWER.intersection(clause.words[:1])) if clause else 0
    return clause is not None and any(find.start == begin for find in clause.finds.get("plain-no", ()))


def is_of_the_past(sentence: Sentence) -> bool:
    """True where a sentence says what was so before: of “the old licence”, or of a version that the title does not name.

    Of an older version than that in the title it says what is so, too: “v1 is for research only” in the card of v2.
    """
    if is_left(sentence.text) or (_BEFORE_NOW.match(sentence.text) and not _AFTER_ALL.search(sentence.text)):
        return True
    version = _VERSION.match(sentence.text)
    if version is None or version["number"] in sentence.title:
        return False
    own = _OWN_VERSION.search(sentence.title)
    older = own is not None and _numbers(version["number"]) < _numbers(own[1]) and own[0] not in sentence.text
    return version["past"] is not None or older


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".") if number]
