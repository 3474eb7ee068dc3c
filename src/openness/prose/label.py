"""The producer's word for the model in a card's prose: open source, open weights, open.

What counts is the producer's word for this release (rule 9), not one for others, for code or for data.
"""

import re
from collections.abc import Iterator
from itertools import islice

from openness.prose.reader import Sentence, sentences
from openness.prose.subject import NOUNS, is_article, is_own, is_plain, name_of, names_own, up_to, words_of
from openness.vocabulary import MODEL, Label

_LABEL = (
    r"(?<![\w-])(?P<fully>(?:fully|truly|completely|entirely|totally|100 ?%)[ -]{1,4})?"
    r"open(?:[ -]{0,4}(?P<source>sourc(?:ed?|ing))|[ -]{1,4}(?P<weights>weights?))?(?![\w-])"
)
_MOST = 20  # finds looked at in one card
_CLAUSE = r"[;:(–—]|, | - | (?:and|but|so|while|whereas|as|that) "  # after these a subject may stand
_ASIDE = r"[,:(–—]| - "
_DOUBTED = frozenset(
    "if whether unless until once when would should could might may will soon plan plans hope want aim".split()
)
_SPEAKER = (
    r"(?:we|i)\b(?:['’](?:ve|re|m))? *(?:(?:have|are|am|now|proudly|officially|hereby|here|today|publicly|excited|proud"
    r"|happy|pleased|delighted|thrilled|glad|to) +){0,5}"
)
_SHOWN = (
    rf"(?:{_SPEAKER}(?:releas(?:e|ed|ing)|introduc(?:e|ed|ing)|present(?:ed|ing)?|announc(?:e|ed|ing)|unveil(?:ed|ing)?"
    r"|launch(?:ed|ing)?|publish(?:ed|ing)?|shar(?:e|ed|ing))|introducing|presenting|announcing|meet"
    r"|this +repo(?:sitory)? +(?:contains|hosts|holds|provides))"
    r"(?: +the +release +of)? +"
)
_OPENING = r"\A\W*(?:today|now|here|with +this +release|in +this +(?:work|paper|release))\b,? +"
_SPEAKERS_OWN = rf"{_SPEAKER}(?:(?:also|both|fully|completely) +)*"
_AUXILIARIES = frozenset("have are am we've we're i've i'm".split())
_LINKS = frozenset("is are remains was were has have comes come".split())
# Words for a model besides open, where “open” stands alone: an open-domain one is no open one.
_SORTS = frozenset(
    "large small language vision vision-language multimodal multilingual bilingual foundation foundational generative"
    " base chat code reasoning speech embedding text-to-image text-to-speech diffusion frontier".split()
)
_CALLED = NOUNS | {"tts", "asr"}
_HINTS = (
    *("open sourc", "open-sourc", "opensourc", "open weight", "open-weight", "open model", "open llm"),
    *("ly open", "ly-open", "100% open"),  # fully, truly
    *(f"open {sort}" for sort in _SORTS),
)
_PRAISE = frozenset("new latest first own flagship powerful lightweight free and".split())
_OF_ELSE = frozenset(
    "data dataset datasets corpus code codebase library libraries tool tools toolkit framework software platform"
    " package packages project projects benchmark benchmarks community initiative license licence licensed ecosystem"
    " training".split()
)
_AFTER = frozenset(
    "that which who for with by from in on of to and or as under is was has can at trained built based developed"
    " designed released created capable optimized optimised fine-tuned finetuned pre-trained pretrained tuned"
    " specialized specialised specifically available made focused powered using featuring comprising consisting ranging"
    " intended aimed achieves outperforms supports offers provides delivers".split()
)
_ENDS = r" *(?:$|[.,;:!)(–—]| (?:and|under|on|so|by|via|through|at|which|meaning|because|since|now|but)\b)"
_ENDS_OF_SOURCE = r" *(?:to|for|with|as)\b"


def labels(body: str) -> Iterator[tuple[int, Label, str]]:
    """The labels that the producer gives this model: how many lines down, the word, and the sentence."""
    left = _MOST
    name: frozenset[str] | None = None
    for sentence in sentences(body, MODEL) if "open" in body.lower() else ():
        if "label" not in sentence.questions or sentence.copied or sentence.sort in ("cell", "quote"):
            continue  # a table sets others beside it
        lower = sentence.text.lower()
        if not any(hint in lower for hint in _HINTS):
            continue
        name = name_of(body) if name is None else name
        for found in islice(re.finditer(_LABEL, sentence.text, re.IGNORECASE), left):
            left -= 1
            if label := _label(sentence, found, name):
                yield sentence.line, label, sentence.shown
                break


def _label(sentence: Sentence, found: re.Match[str], name: frozenset[str]) -> Label | None:
    """The label, where the words before it speak of the card's model and those after it go on to nothing else."""
    before, after = sentence.text[: found.start()], sentence.text[found.end() :]
    if sentence.text.endswith("?") or not _DOUBTED.isdisjoint(words_of(before)):
        return None
    heading = sentence.sort == "heading"
    before = re.sub(r"\([^()]{0,120}\)", " ", before).lstrip(" #*+-•.0123456789)")
    before = re.sub(_OPENING, "", before, flags=re.IGNORECASE)
    noun = _leads_to_noun(after, found)
    if (noun and _is_owned(before)) or any(
        _is_opened(clause, after, found, name)
        or (noun and _is_shown(clause, name, heading))
        or _is_told(clause, after, found, name, noun)
        for clause in _clauses(before)
    ):
        return Label.OPEN_SOURCE if found["source"] else Label.OPEN_WEIGHTS if found["weights"] else Label.OPEN
    return None


def _clauses(before: str) -> Iterator[str]:
    """The words before a label, from the beginning and from wherever a subject may stand."""
    yield before
    for cut in islice(re.finditer(_CLAUSE, before), _MOST):
        yield before[cut.end() :].lstrip()


def _is_owned(before: str) -> bool:
    """Our open model, this fully open model."""
    words = words_of(before)
    return words[:1] in (["this"], ["our"]) and (_SORTS | _PRAISE).issuperset(words[1:])


def _is_opened(clause: str, after: str, found: re.Match[str], name: frozenset[str]) -> bool:
    """We open-source the weights."""
    if not found["source"] or not re.fullmatch(_SPEAKERS_OWN, f"{clause} ", re.IGNORECASE):
        return False
    having = found["source"].lower() == "source" and words_of(clause)[-1] in _AUXILIARIES  # “we have open source tools”
    return not having and _is_object(after, name)


def _is_shown(clause: str, name: frozenset[str], heading: bool) -> bool:
    """We release an open model; we release Acme, an open one; Acme: an open one."""
    shown = re.match(_SHOWN, clause, re.IGNORECASE)
    rest = clause[shown.end() :] if shown else clause
    words = words_of(rest)
    if shown and is_article(words) and is_plain(words):
        return True
    for aside in islice(re.finditer(_ASIDE, rest), _MOST):
        subject, what = rest[: aside.start()], words_of(rest[aside.end() :])
        unnamed = shown is not None and not name and subject[:1].isupper() and len(subject.split()) <= 4
        plain = is_plain(what) if is_article(what) else heading and (_SORTS | _PRAISE).issuperset(what)
        if plain and (unnamed or is_own(subject, name)):
            return True
    return False


def _is_told(clause: str, after: str, found: re.Match[str], name: frozenset[str], noun: bool) -> bool:
    """True for: this model is open, Acme is an open one, Acme has open weights, Acme has been open-sourced."""
    words = words_of(clause)
    link = next((place for place, word in enumerate(words) if word in _LINKS), 0)
    if not link or not _is_subject(clause, words[link], words[link + 1 :], name):
        return False
    what = words[link + 1 :]
    if words[link] in ("has", "have", "comes", "come"):
        opened = what[:1] == ["been"] and found["source"] == "sourced"
        what = what[1:] if what[:1] in (["with"], ["been"]) else what
        if not found["weights"] and not opened:
            return False
    elif words[link] in ("was", "were") and found["source"] != "sourced":
        return False
    return is_plain(what) and (noun or (not is_article(what) and _ends(after, found)))


def _is_subject(clause: str, link: str, what: list[str], name: frozenset[str]) -> bool:
    """True where what stands before the verb is the card's model; “this is an …” is of it too."""
    before = up_to(rf"\b{link}\b", clause)
    return names_own(before, name) or (words_of(before) == ["this"] and is_article(what))


def _ends(after: str, found: re.Match[str]) -> bool:
    """True where nothing more is said of what is open."""
    if re.match(_ENDS, after, re.IGNORECASE):
        return True
    return bool(found["source"] and re.match(_ENDS_OF_SOURCE, after, re.IGNORECASE))


def _leads_to_noun(after: str, found: re.Match[str]) -> bool:
    """True where the words after a label come to what a model is called, and not to a thing that bears the word."""
    if found["weights"] == "weights" and re.match(_ENDS, after):
        return True
    alone = not (found["fully"] or found["source"] or found["weights"])
    parts = re.sub(r"\([^()]{0,120}\)", " ", after).split()
    for place, part in enumerate(parts[:8]):
        word = part.lower().strip('.,:;!?"“”')
        if word in _CALLED:
            ended = part[-1] in ".,:;!?)" or place + 1 == len(parts)
            following = "" if ended else parts[place + 1].lower().strip('.,:;!?"“”')
            if ended or following in _AFTER or not following[:1].isalpha():
                return not (alone and word in ("alternative", "weights"))
            if following not in _CALLED:
                return False
        elif part[-1] in ".:;!?" or (alone and word not in _SORTS) or word in _OF_ELSE or not is_plain([word]):
            return False
    return False


def _is_object(after: str, name: frozenset[str]) -> bool:
    """True where what is made open source are the weights, alone or in a list."""
    cut = r"[.;:!(–—]|\b(?:on|in|under|to|at|for|of|via|through|with|that|which|so|here|today|now)\b"
    things = up_to(cut, after)
    return is_own(things, name, bare=True) or names_own(things, name)
