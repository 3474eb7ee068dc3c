"""Which models a card's prose says this one was made from.

Heard are the sentences that tools write into cards, and those like them: a name must stand directly after words that
say how this model came from it. A model it is compared with, or that only inspired it, is none.
"""

import re
from collections.abc import Iterator
from itertools import islice

from openness.prose.passage import MOST, as_written, finds, occurs, paragraphs, sentences, spoken
from openness.prose.subject import FORMATS, is_own, is_plain, name_of, words_of
from openness.vocabulary import Relation

_PHRASES = (  # the relation, what must occur for each to be worth compiling, the expression, and what follows it
    (
        Relation.FINE_TUNE,
        (
            *("version of", "variant of", "checkpoint of", "derivative of", "tune of", "tuning of", "tuned from"),
            "base model",
        ),
        r"fine-? ?tuned? +(?:[\w-]+ +){0,2}?(?:version|variant|checkpoint|derivative) +of|fine-? ?tun(?:e|ing) +of"
        r"|fine-? ?tuned +from(?: +model(?: +optional)? *:)?|(?<!\w )base +model *:",
        "a name",
    ),
    (
        Relation.QUANTISATION,
        (
            *("version of", "versions of", "variant of", "variants of", "conversion of", "conversions of", "files for"),
            *("zation of", "zations of", "sation of", "sations of", "quants of", "quant of", "converted to"),
        ),
        rf"(?:quanti[sz]ed|{FORMATS})(?: +[\w-]+){{0,3}}? +(?:version|variant|conversion)s? +of"
        rf"|{FORMATS}(?: +[\w-]+){{0,3}}? +files +for|quanti[sz]ations? +of|quants? +of"
        rf"|converted +to +(?:the +)?{FORMATS}(?: +format)? +from",
        "a name",
    ),
    (
        Relation.ADAPTER,
        (
            *("adapter for", "adapters for", "adapter of", "adapters of", "adaption weights", "adaptation weights"),
            *("lora weights", "lora model", "lora checkpoint", "peft model"),
        ),
        r"(?:q?lora|peft|dora)s?(?: +(?:adapters?|adapta?tion|adaption|weights|model|checkpoint)){1,2} +(?:for|of)"
        r"|(?<![\w-])adapters? +for",
        "a name",
    ),
    (
        Relation.MERGE,
        ("as a base", "as the base", "as its base"),
        r"\bmerged\b[^.]{0,200}?\busing(?= +\S{1,200} +as +(?:a|the|its) +base\b)",
        "a name",
    ),
    (Relation.MERGE, ("merge of",), r"merge +of", "names"),
    (
        Relation.MERGE,
        ("in the merge", "merge of the following", "with the following models"),
        r"the +following +models +were +included +in +the +merge\b|merge +of +the +following\b"
        r"|(?:mixture +of +experts +(?:\(moe\) +)?|\bmoe +)made +with +the +following +models\b",
        "items",
    ),
)
_HINTS = tuple(dict.fromkeys(hint for _, hints, _, _ in _PHRASES for hint in hints))

_PART = r"[A-Za-z0-9][\w.-]{0,95}"
_HUB = r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/"
_NAME = (
    r"[ \t*_\"'“]{0,6}\n?[ \t*_\"'“]{0,6}(?:(?:the|this) +)?(?:(?:base|original|pre-?trained) +)?(?:model +)?[*_]{0,3}(?:"
    rf"\[(?P<text>[^\[\]\n]{{0,200}})\]\( ?<?{_HUB}(?P<linked>{_PART}(?:/{_PART})?)(?:/tree/main)?/?(?:[ >?#][^()\n]{{0,99}})?\)"
    rf"|<a\s[^<>\n]{{0,200}}?href=[\"']{_HUB}(?P<tagged>{_PART}/{_PART})(?:/tree/main)?/?[\"'?#]"
    rf"|<?{_HUB}(?P<address>{_PART}/{_PART})(?![/\w.-])"
    rf"|`(?P<quoted>{_PART}/{_PART})`"
    rf"|(?P<plain>{_PART}/{_PART})(?![/\w.-])"
    rf"|(?P<called>(?-i:[A-Z])[\w.]{{1,30}}(?:[ -](?-i:[A-Z0-9])[\w.]{{0,30}}){{1,5}}))"
)
_WAYS = ("linked", "tagged", "address", "quoted", "plain", "called")
_NO_MAKERS = frozenset("datasets spaces models docs papers blog collections learn tasks".split())
_THIS = frozenset(("this", "these", "it", "these files", "this repo", "this repository", "this adapter", "this lora"))
_LINKS = frozenset("is are was were contains contain provides hosts".split())
_SORTS = frozenset("a an static weighted imatrix weighted/imatrix llamacpp llama.cpp official unofficial".split())


def bases(body: str) -> Iterator[tuple[int, Relation, str, str]]:
    """What this model was made from: how many lines down, how, the base's name, and the sentence."""
    lower = body.lower()
    if not occurs(_HINTS, lower):
        return
    told: set[str] = set()
    for place, relation, name, sentence in _told(body, lower):
        if name.lower() not in told:
            told.add(name.lower())
            yield body.count("\n", 0, place), relation, name, sentence


def _told(body: str, lower: str) -> Iterator[tuple[int, Relation, str, str]]:
    """Every base with its place; one may be told several times."""
    said = spoken(body)
    own: frozenset[str] | None = None
    for (start, end, next_line), found, relation, what in islice(_phrases(said, lower), MOST):
        own = name_of(said) if own is None else own
        if not _is_of_own(found.string[: found.start()], own, labelled=found[0].endswith(":")):
            continue
        for place in _items(body, next_line) if what == "items" else (start + found.end(),):
            for name in _names(body, place, several=what == "names"):
                yield place, relation, name, as_written(body[start:end])


def _phrases(said: str, lower: str) -> Iterator[tuple[tuple[int, int, int], re.Match[str], Relation, str]]:
    """Every phrase of the table: where its sentence is and what is below, the phrase, and what it tells."""
    for at, text, _ in paragraphs(said, lower, _HINTS):
        for start, end in sentences(text):
            sentence = text[start:end]
            words = " ".join(sentence.lower().split())
            for relation, hints, pattern, what in _PHRASES:
                for found in finds(pattern, sentence, hints, words):
                    yield (at + start, at + end, at + len(text) + 1), found, relation, what


def _is_of_own(before: str, own: frozenset[str], labelled: bool) -> bool:
    """Whether what stands before a phrase says it of the card's model, or is nothing at all."""
    item = before.lstrip()[:2] in ("- ", "* ", "+ ") or before.lstrip()[:1].isdigit()
    section = before.lstrip().startswith("##")
    words = words_of(before.lstrip(" #*+-•.0123456789)"))
    if labelled:
        return not words
    link = next((place for place, word in enumerate(words) if word in _LINKS), 0)
    if not link:  # a list may name other versions
        return not (item or section) and all(word in _SORTS or re.fullmatch(FORMATS, word) for word in words)
    subject = words[:link]
    if subject[:2] == ["the", "model"] and len(subject) == 3 and "/" in subject[2]:
        subject = subject[:2]  # the model someone/this, was converted
    phrase = " ".join(subject)
    return (phrase in _THIS or is_own(phrase, own)) and is_plain(words[link + 1 :])


def _names(body: str, at: int, several: bool = False) -> Iterator[str]:
    """The name of a model at a place, and those listed after it."""
    left = MOST
    while left and (found := re.compile(_NAME, re.IGNORECASE).match(body, at)):
        name = next(found[way] for way in _WAYS if found[way]).rstrip(".-")
        if _is_told(found, name):
            yield name.replace("-", " ") if found["called"] else name  # a blank tells a name alone
        following = re.compile(r"[)*_` ]{0,4}(?:, and|,|and|&|\+)(?=\s)").match(body, found.end())
        at, left = (following.end(), left - 1) if several and following else (at, 0)


def _is_told(found: re.Match[str], name: str) -> bool:
    """Whether what stands in a name's place is one; by its name alone only a well-known model is told, with its size."""
    maker, _, model = name.partition("/")
    if found["called"]:
        return re.search(r"\d", name) is not None
    if found["plain"] and not re.search(r"[-\d]", model):  # “BERT/RoBERTa”
        return False
    if not model and (name.lower() == "none" or found["text"].strip(" *`_") != name):
        return False
    return maker.lower() not in _NO_MAKERS


def _items(body: str, at: int) -> Iterator[int]:
    """Where each item begins, after its mark, of the list at a place; blank lines may stand before and between."""
    for line in body[at : at + 20_000].split("\n")[: 10 * MOST]:
        start = line.lstrip()
        if start and not start.startswith(("* ", "- ", "+ ")):
            return
        if start:
            yield at + len(line) - len(start) + 2
        at += len(line) + 1
