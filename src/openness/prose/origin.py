"""Which models a card's prose says this one was made from.

Heard are the sentences that tools write into cards, and those like them: a name must stand directly after words that
say how this model came from it. A model it is compared with, or that only inspired it, is none; nor is one whose
architecture, code or paper it took.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from openness.prose.descent import PHRASES
from openness.prose.named import name_before, names_at
from openness.prose.passage import MOST, UNDONE, as_written, finds, occurs, paragraphs, sentences, spoken
from openness.prose.subject import (
    FORMATS,
    NOUNS,
    OTHER,
    is_article,
    is_own,
    is_part,
    is_plain,
    name_of,
    title_of,
    words_of,
)
from openness.vocabulary import Relation

_HINTS = tuple(dict.fromkeys(hint for _, hints, _, _ in PHRASES for hint in hints))

_ANEW = (  # then only the likes of it was taken, or the sentence tells of a trial or of a tool
    r"\b(?:from +scratch|trained +based|random(?:ly)? +(?:initiali|weights)|re-?implement|baselines?|compar(?:e|ed|ison|ing)\b"
    r"|ablation|(?:architectur|conceptu|structur)ally\b|architecture +only|loosely|inspired"
    r"|same +data\b.{0,40}?\b(?:gives?|scores?|gets?|got|points?)"
    r"|used +(?:it|them) +to +(?:filter|label|score|rank|judge|annotate|select|clean|translate)\b)"
)
# What follows where others made something else of a model, and this only tells of it.
_OF_OTHERS = (
    r"(?i)(?:[^.\n]|\.(?=\w)){0,120}?(?:\b(?:is|are) +(?:also +)?(?:(?:made|provided|hosted) +by\b"
    r"|in +(?:another|a +separate|other)\b|available +(?:from +the +community|elsewhere|as +[\w.-]+/))|: *see\b)"
)
_OF_A_TRIAL = (
    r"(?i);\s*this\s+(?:one|model)\b[^.\n]{0,40}?\bfrom\s+scratch\b"
    r"|\bsame\s+data\b.{0,40}?\b(?:gives?|scores?|gets?|got)\b"
)
_SOMEONE_ELSE = (
    r"(?i)\b(?:reward|judge|teacher|draft|baselines?|classifier|ablations?"
    r"|(?:other|related|compared) +(?:models?|versions?))\b"
)
_THIS = frozenset(
    (
        *("this", "these", "it", "these files", "this repo", "this repository", "this adapter", "this lora"),
        *("dieses modell", "das modell", "ce modèle", "le modèle", "este modelo", "el modelo", "o modelo"),
        *("questo modello", "il modello"),
    )
)
_REACH = 400  # characters looked at on either side of a sentence
_POINTING = frozenset(("this", "it"))
_OF_FILES = frozenset(("these", "these files", "this repo", "this repository"))
_LINKS = frozenset("is are was were contains contain provides hosts".split())
_SORTS = frozenset("a an static weighted imatrix weighted/imatrix llamacpp llama.cpp official unofficial".split())
_WE_MADE = (
    r"we +(?:(?:have|then|further) +)?(?:train|buil[dt]|develop|create|initiali[sz]e)(?:e?d)? +(?P<object>.{1,80})"
)
_MADE_BY = (
    r"\b(?:developed|created|made|trained|released|built)\s+by\s+(?:(?:the|and|at|&|(?-i:[A-Z])[\w.-]*)[\s,]+){1,6}"
)
_THAT_IS = r",?\s+(?:which|that)\s+(?:is|was)\s*$"
_SHOWN = frozenset("present introduce release introducing presenting announce announcing share".split())
_OUR_MODEL = r"\W*(?:(?:本|この|当|이|본|해당) ?(?:モデル|모델) ?(?:は|은|는)?)?\W*"


class _Heard(NamedTuple):
    """A phrase of the table in a card: its paragraph with its place, where its sentence is in it, and what it tells."""

    at: int
    paragraph: str
    start: int
    end: int
    found: re.Match[str]
    relation: Relation
    what: str

    @property
    def sentence(self) -> int:
        """Where the sentence begins in the card."""
        return self.at + self.start

    @property
    def preceding(self) -> str:
        """What stands before the sentence in its paragraph."""
        return self.paragraph[max(0, self.start - _REACH) : self.start]


def bases(body: str) -> Iterator[tuple[int, Relation, str, str]]:
    """What this model was made from: how many lines down, how, the base's name, and the sentence."""
    lower = body.lower()
    if not occurs(_HINTS, lower):
        return
    told: set[str] = set()
    said = spoken(body)
    own: frozenset[str] | None = None
    for heard in islice(_phrases(said, lower), 3 * MOST):
        own = name_of(said) if own is None else own
        for place, name in _names(body, heard, own):
            if name.lower() not in told:
                told.add(name.lower())
                sentence = as_written(body[heard.sentence : heard.at + heard.end])
                yield body.count("\n", 0, place), heard.relation, name, sentence


def _phrases(said: str, lower: str) -> Iterator[_Heard]:
    """Every phrase of the table."""
    for at, text, words in paragraphs(said, lower, _HINTS):
        phrases = [phrase for phrase in PHRASES if occurs(phrase[1], words)]
        for start, end in sentences(text) if phrases else ():
            sentence = text[start:end]
            words = " ".join(sentence.lower().split())
            for relation, hints, pattern, what in phrases:
                for found in finds(pattern, sentence, hints, words):
                    yield _Heard(at, text, start, end, found, relation, what)


def _names(body: str, heard: _Heard, own: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The bases that a phrase tells, each with its place."""
    place = heard.sentence + heard.found.end()
    before = heard.found.string[: heard.found.start()]
    if heard.what == "before it":
        named = name_before(body, heard.sentence, heard.sentence + heard.found.start())
        trial = re.search(_ANEW, heard.found.string, re.IGNORECASE)
        if named and not trial and _is_of_own_before_a_name(heard, named[1] - heard.sentence, own):
            yield place, named[0]
    elif heard.what in ("its base", "a base"):
        yield from _one_name(body, heard, own)
    elif _is_label(body, heard) if heard.found[0][-1] in ":|" else _is_of_own(before, own) and not _is_of_others(heard):
        below = heard.at + len(heard.paragraph) + 1
        for item in _items(body, below) if heard.what == "items" else (place,):
            for name, _, _ in names_at(body, item, several=heard.what == "names"):
                yield item, name


def _one_name(body: str, heard: _Heard, own: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The base that looser words tell: one alone, in a sentence that tells nothing else of it.

    Without a subject the sentence must end with it; where a data set may stand in its place, it must be a link or known.
    """
    place = heard.sentence + heard.found.end()
    told = list(names_at(body, place, several=True))
    if len(told) != 1 or re.search(_ANEW, heard.found.string, re.IGNORECASE):
        return
    name, end, way = told[0]
    before = heard.found.string[: heard.found.start()]
    if heard.what == "a base":
        sure = OTHER.isdisjoint(words_of(heard.found[0]))
        sure &= heard.relation is not Relation.ADAPTER or way not in ("plain", "quoted")
    else:
        sure = bool(words_of(before)) or not words_of(body[end : heard.at + heard.end].strip(" *_`)<>\n"))
    if sure and _is_of_own(before, own, heard.preceding if heard.what == "its base" else None):
        yield place, name


def _is_of_others(heard: _Heard) -> bool:
    """Whether a phrase without a subject tells what there is elsewhere, or the sentence of a model that came before."""
    before, after = heard.found.string[: heard.found.start()], heard.found.string[heard.found.end() :]
    if all(word in _SORTS or re.fullmatch(FORMATS, word) for word in words_of(before)) and re.match(_OF_OTHERS, after):
        return True
    return re.search(_OF_A_TRIAL, after) is not None


def _is_label(body: str, heard: _Heard) -> bool:
    """Whether a label begins its line or its sentence; one in a table has one cell beside it, as several are compared.

    Below a heading that names another model it is that model's.
    """
    above = body[max(0, heard.sentence - 50 * _REACH) : heard.sentence]
    other = re.search(_SOMEONE_ELSE, next(reversed(re.findall(r"(?m)^##+[ \t]+(.*)$", above)), ""))
    if other and other[0].lower() not in title_of(body).lower():  # the card of a reward model is about one
        return False
    at = heard.sentence + heard.found.start()
    begins = not words_of(body[max(0, at - _REACH) : at].rpartition("\n")[2].strip(" \t#*+-•_`|.0123456789)"))
    if heard.found[0][-1] == ":":
        return begins or not words_of(heard.found.string[: heard.found.start()].strip(" #*+-•.0123456789)"))
    end = heard.sentence + heard.found.end()
    beside = body[end : end + _REACH].partition("\n")[0]
    return begins and re.fullmatch(r"[^|]{1,300}\|?\s*", beside) is not None


def _is_of_own(before: str, own: frozenset[str], preceding: str | None = None) -> bool:
    """Whether what stands before a phrase says it of the card's model, or is nothing at all.

    With what precedes it in its paragraph it is said neither of files nor by a word that points to something else.
    """
    item = before.lstrip()[:2] in ("- ", "* ", "+ ") or before.lstrip()[:1].isdigit()
    section = before.lstrip().startswith("##")
    if re.search(UNDONE, before, re.IGNORECASE):
        return False
    before = re.sub(_THAT_IS, "", re.sub(_MADE_BY, "", f"{before.rstrip()} ", flags=re.IGNORECASE), flags=re.IGNORECASE)
    words = words_of(before.lstrip(" #*+-•.0123456789)"))
    link = next((place for place, word in enumerate(words) if word in _LINKS), 0)
    if not link and all(word in _SORTS or re.fullmatch(FORMATS, word) for word in words):
        return not (item or section)  # a list may name other versions
    subject = words[:link] if link else words
    if subject[:2] == ["the", "model"] and len(subject) == 3 and "/" in subject[2]:
        subject = subject[:2]  # the model someone/this, was converted
    phrase = " ".join(subject)
    if not link and (made := re.fullmatch(_WE_MADE, phrase)):
        return is_own(made["object"], own)
    if preceding is not None and (phrase in _OF_FILES or (phrase in _POINTING and not _is_spoken_of(preceding, own))):
        return False
    if not (phrase in _THIS or is_own(phrase, own) or is_part(subject) or _is_own_aside(before, own)):
        return False
    what = words[link + 1 :] if link else []
    if before.rstrip().endswith(",") and is_article(what):  # a model for this and that, based on
        noun = next((place for place, word in enumerate(what) if word in NOUNS), len(what))
        what = what[: noun + 1] if noun < len(what) else what
    return is_plain(what)


def _is_own_aside(before: str, own: frozenset[str]) -> bool:
    """Whether the subject is the model with an aside: “Acme, a small model for chats, is …”."""
    subject, aside, rest = before.partition(",")
    return bool(aside) and is_article(words_of(rest)) and is_own(subject.strip(" #*+-•"), own)


def _is_spoken_of(preceding: str, own: frozenset[str]) -> bool:
    """Whether what stands before “it” in a paragraph is about the card's model."""
    for start, end in reversed(list(sentences(preceding))):
        words = words_of(preceding[start:end])
        if not words or words[0] in _POINTING:
            continue
        link = next((place for place, word in enumerate(words) if word in _LINKS), 0)
        return is_own(" ".join(words[:link]), own) or not _SHOWN.isdisjoint(words[:2])
    return True


def _is_of_own_before_a_name(heard: _Heard, at: int, own: frozenset[str]) -> bool:
    """Whether what stands before a name says it of the card's model, which Japanese and Korean mark by its ending."""
    before = heard.found.string[:at].strip(' "“「『\n#')
    if re.fullmatch(_OUR_MODEL, before):
        return heard.found[0].strip()[0] > "z"
    subject = re.sub(r"(?:は|은|는)[、,]?$", "", before)
    return bool(words_of(before)) and (is_own(subject, own) or _is_of_own(before, own, heard.preceding))


def _items(body: str, at: int) -> Iterator[int]:
    """Where each item begins, after its mark, of the list at a place; blank lines may stand before and between."""
    for line in body[at : at + 20_000].split("\n")[: 10 * MOST]:
        start = line.lstrip()
        if start and not start.startswith(("* ", "- ", "+ ")):
            return
        if start:
            yield at + len(line) - len(start) + 2
        at += len(line) + 1
