"""The statements of a card's prose about the model's licence, with names as they are written.

Which of them are names of a licence is for whoever has the records to say. A statement behind a label, under a licence
heading, or of the model in so many words is one that a reader relies on; where nothing in it is understood, the tag
above is in doubt.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from openness.prose.bond import binding, is_understood
from openness.prose.change import change_of, changed_licence
from openness.prose.clause import Clause, Find, is_licence_heading, lists_in, lists_of_whole
from openness.prose.licence_abroad import licences_abroad
from openness.prose.licence_apart import (
    PLAIN_SUBJECTS,
    is_not_so_of_weights,
    names_apart,
    names_of_code,
    reaches_the_weights,
)
from openness.prose.licence_bound import binds_by_name, is_of_a_licence
from openness.prose.licence_led import is_only_a_name, leads_to_licence, names_in_item
from openness.prose.licence_link import is_of_another_model, leads_to_text
from openness.prose.licence_name import ENDS, JOINS, MOST, in_small_letters, runs
from openness.prose.licence_of_base import names_of_base
from openness.prose.reader import Sentence, sentences, token_at
from openness.prose.rule import all_of_own, matches, of_own, of_own_section
from openness.prose.subject import is_own, is_part, name_of, speaks_of_another, tells_of_another, up_to, words_of
from openness.prose.term import is_of_the_past
from openness.vocabulary import MODEL
from openness.vocabulary.patterns import pattern


class LicenceSentence(NamedTuple):
    """A statement about the licence of a card's model.

    Args:
        line: how many lines down it is said.
        sort: `label`, `section`, `sentence` (of the model, in so many words), `mention`, or `apart` where it says that the
            licence is that of something else, and not the model's.
        names: addresses and runs of words that may hold the name of a licence, the likeliest first.
        understood: whether it says something besides a name that explains it.
        sentence: the words that say so.
        certain: whether it is said as a fact, and of nothing but the model; else, as in a quotation, it may warn, and grants
            nothing.
    """

    line: int
    sort: str
    names: tuple[str, ...]
    understood: bool
    sentence: str
    certain: bool


_SPOKEN = frozenset(("licence", "apart"))  # questions of a sentence that speaks of a licence
_VERSIONED = pattern(r"\W*[A-Z][A-Z0-9]*[A-Z][ -]v?\d+(?:\.\d+)*\W*")  # a short form with a version, and nothing else
_SHORT = 4  # words of a line that is nothing but a name
_BRACKETS = pattern(r"\s*\((?P<words>[^()]{1,40})\)")
_TITLE = pattern(
    r"\b[A-Z][\w-]* Model Licen[cs]e\b|\bthe Model Licen[cs]e\b"
)  # “model license” alone is passed over as a word of cards
_ANOTHERS = pattern(r"\b[A-Z][\w.-]*['’]s\s+(?:[\w-]+\s+)?(?:licen[cs]e|terms|agreement)\b")
#: A name with quotation marks in it: “BSD 3-Clause "New" or "Revised" License”.
_QUOTED = pattern(r"[A-Z][\w .-]{1,30}(?:[\"“][\w -]{1,30}[\"”][\w .-]{0,30}){1,2}\bLicen[cs]e")
_THE_LICENCE = frozenset(("the license", "the licence", "this license", "this licence"))  # names none
_IS = pattern(
    r"(?i)\blicen[cs]e\b[^.;:!?]{0,60} is (?P<name>(?!(?:t?here|below|above)\b)[\w-]+(?:\.\d+)?)\W*\Z"
)  # “the license for it is odbl”
# A name right behind what it licenses: of two words and more, a short form, or one in small letters with its version.
_NAMED = pattern(
    r"(?:\s+the)?\s+(?:[A-Z]{3}[\w.-]*|[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*)+|(?!version\b)[a-z][\w-]{1,30}\s+v?\d{1,3}(?:\.\d{1,3})+)"
)
_LICENSED = pattern(r" ?[-–—] ?licen[cs]ed")  # “Apache 2.0 - licensed”, which a clause parts
#: Lists of what needs no name: where the text is, whose it is, and what an open licence asks.
_EXPLAINING = ("licence-explained", "en.notices", "en.no-warranty", "en.the-law", "en.names", "en.questions")
_COPYRIGHT = pattern(r"(?i)©|\(c\)|\bcopyright\b")
_TEMPLATE = pattern(r"(?i)\W*(?:\[?more information needed\]?|\[optional\]|todo|\{\{[^{}]*\}\}(?:\s*\{%.*%\}-?)?)\W*")


def licences(body: str, of: str = MODEL) -> Iterator[LicenceSentence]:
    """The statements of the prose about the licence of the model, or of the data set, in its order."""
    found = list(_statements(body, of))
    led = {sentence.lead for sentence, statement in found if statement.sort == "led"}
    named = {sentence.headings for sentence, _ in found if _has(sentence, "en.licence")}
    owned = {sentence.headings for sentence, _ in found if _COPYRIGHT.search(sentence.text)}
    for sentence, statement in found:
        if sentence.headings in named & owned and _has(sentence, "rights-reserved"):
            names = tuple(name for name in statement.names if "rights-reserved" not in lists_in(name))
            statement = statement._replace(names=names)
        if sentence.text in led:
            statement = statement._replace(understood=True)  # what it leads to says it
        yield statement._replace(sort="section") if statement.sort == "led" else statement


def _statements(body: str, of: str) -> Iterator[tuple[Sentence, LicenceSentence]]:
    """The same, each with its sentence."""
    own: frozenset[str] | None = None
    leading: set[str] = set()  # the lines that lead to a list of licences or terms
    before: Sentence | None = None  # where it speaks of a licence
    for sentence in sentences(body, of):
        if sentence.copied:
            continue
        above, before = before, sentence if not sentence.questions.isdisjoint(_SPOKEN) else None
        if above and is_not_so_of_weights(sentence.text):
            denied = tuple(names_of_code(above))
            yield sentence, LicenceSentence(sentence.line, "apart", denied, True, sentence.shown, certain=False)
            continue
        changed = changed_licence(sentence, body)
        for told in changed:
            certain = told.sort == "sentence" and _is_certain(sentence)
            yield sentence, LicenceSentence(sentence.line, *told, sentence.shown, certain)
        apart = names_apart(sentence) if "apart" in sentence.questions else None
        if apart is not None:
            came = change_of(sentence.text)
            apart = (*apart, *came.names) if came and apart else apart
            yield sentence, LicenceSentence(sentence.line, "apart", apart, True, sentence.shown, certain=False)
        if changed or apart is not None or reaches_the_weights(sentence):
            continue
        if sentence.lead in leading:
            if (listed := names_in_item(sentence)) is not None:
                understood = not is_only_a_name(sentence) and _is_explained(sentence, "section", list(listed))
                yield sentence, LicenceSentence(sentence.line, "led", listed, understood, sentence.shown, certain=False)
            continue
        sort = _sort(sentence)
        if "licence" in sentence.questions and sentence.text.rstrip(" *_").endswith((":", "：")):
            own = name_of(body) if own is None else own
            if leads_to_licence(sentence, own):
                leading.add(sentence.text)
                sort = sort if sort in ("label", "section") else "sentence"
        if not sort:
            continue
        own = name_of(body) if own is None else own
        if _is_of_another(sentence, sort, own):
            continue
        if sentence.row and speaks_of_another("", sentence.row, body):
            continue
        if sort != "label" and (speaks_of_another(sentence.text, "", body) or is_of_the_past(sentence)):
            continue
        value = sentence.text[sentence.value :] if sort == "label" else sentence.text
        if _TEMPLATE.fullmatch(value):
            continue
        names, elsewhere = _names(sentence, sort)
        if elsewhere and (of_base := tuple(dict.fromkeys(names_of_base(sentence)))):
            yield sentence, LicenceSentence(sentence.line, "mention", of_base, True, sentence.shown, certain=False)
        is_heading = sentence.sort == "heading"
        if is_heading:  # most only say what stands below
            names = [name for name in names if not (ENDS | JOINS).issuperset(words_of(name))]
        bound = sort == "mention" and not elsewhere and binds_by_name(sentence, filter(is_of_a_licence, names), own)
        if not bound and sort in ("mention", "sentence") and (abroad := list(licences_abroad(sentence, own))):
            bound, names = True, abroad
        if names or not (is_heading or sort == "mention"):
            sort = "sentence" if bound else sort
            understood = not bound and (elsewhere or _is_explained(sentence, sort, names))
            certain = not bound and _is_certain(sentence)
            names = list(dict.fromkeys(names))
            yield sentence, LicenceSentence(sentence.line, sort, tuple(names), understood, sentence.shown, certain)


def _has(sentence: Sentence, name: str) -> bool:
    return any(name in clause.finds for clause in sentence.clauses)


def _sort(sentence: Sentence) -> str | None:
    """The way a sentence speaks of a licence: `label`, `section`, `sentence` or `mention`; None where it does not."""
    below = sentence.sort != "heading" and is_licence_heading(sentence.heading)
    if "licence" not in sentence.questions:
        return "section" if below else None
    labels = lists_of_whole(sentence.label, sentence.of)
    if "licence-label" in labels or ("weights-label" in labels and _has(sentence, "licence-word")):
        return "label"
    if below:
        return "section"
    if not _has(sentence, "licence-word") and not _TITLE.search(sentence.text):
        return None
    for clause in sentence.clauses:
        licensing = clause.finds.get("under-a-name", ())
        for bound in clause.finds.get("bound-by", ()):
            nouns = [noun for noun in clause.finds.get("licence-of", ()) if bound.end <= noun.start <= bound.end + 8]
            named = bool(nouns) or _TITLE.search(sentence.text, clause.ends[bound.end - 1]) is not None
            named = named or (bound in licensing and _is_named_at(sentence, clause, bound))
            own = any(find.end <= bound.start for find in clause.finds.get("own", ()))
            if named and own and of_own(sentence, clause, bound.start):
                return "sentence"
    return "mention"


def _is_of_another(sentence: Sentence, sort: str, own: frozenset[str]) -> bool:
    """True where a sentence speaks of another model, denies what it names, or only supposes it."""
    if "others-led" in lists_in(sentence.lead):
        return True
    if sort == "label":
        return False
    if sentence.text.endswith("?"):
        return True
    if sort == "section" and len(sentence.text.split()) <= _SHORT:
        return False  # nothing but a name, in which the word for a model may stand
    if tells_of_another(sentence.text, own):
        return True
    if sort == "section":
        return False
    for clause in sentence.clauses:
        for bound in clause.finds.get("bound-by", ())[:1]:
            before = sentence.text[clause.starts[0] : clause.starts[bound.start]]
            subject = up_to(r"\b(?:is|are|was|were|must|should|may|can|has|have)\b", before)
            words = words_of(subject)
            named = subject[:1].isupper() and not clause.finds.keys() & {"own", "other"}
            if named and not is_own(subject, own) and not is_part(words) and not PLAIN_SUBJECTS.issuperset(words):
                return True
    return False


def _names(sentence: Sentence, sort: str) -> tuple[list[str], bool]:
    """Possible names of the model's licence, and True where the sentence names something else's."""
    names: list[str] = []
    elsewhere = False
    first = sentence.value if sort == "label" else 0
    found = [(link.start, link.address) for link in sentence.links if link.start >= first and "://" in link.address]
    value = sentence.text[first:].strip(" .*`\"'")
    short = sort == "section" and len(value.split()) <= _SHORT
    whole = (sort == "label" and len(value.split()) <= MOST) or (sort == "section" and _QUOTED.fullmatch(value))
    if (whole or short) and not _is_apart(value, sentence.of):
        found.append((first, value))
        if " (" in value:
            found.append((first, value.partition(" (")[0]))
    found.extend(runs(sentence.text, first))
    found.extend(in_small_letters(sentence, first))
    if sort == "section" and (said := _IS.search(sentence.text)) is not None:
        found.append((said.start("name"), said["name"]))
    for place, name in found:
        if sort == "section" and name.lower() in _THE_LICENCE:
            continue
        clause, at = token_at(sentence, place)
        if (clause is not None and ("licence-denied" in clause.finds or "unlike" in clause.finds)) or not _is_own(
            sentence, sort, place, name
        ):
            elsewhere = True
        elif (
            sort == "label"
            or short
            or _LICENSED.match(sentence.text, place + len(name))
            or "://" in name
            or _TITLE.search(name)
            or clause is None
            or _is_beside_licence(clause, at, place + len(name))
        ):
            names.append(name)
    return names, elsewhere


def _is_own(sentence: Sentence, sort: str, place: int, name: str) -> bool:
    """True where a name is that of the model's licence: what brackets behind it say counts first."""
    brackets = _BRACKETS.match(sentence.text, place + len(name))
    own = _own_by(brackets["words"], sentence.of) if brackets else None
    return _is_of_model(sentence, sort, place) if own is None else own


def _is_apart(text: str, of: str) -> bool:
    """True where brackets tell of several names which is the model's: “MIT (code), Gemma (weights)”."""
    return any(_own_by(brackets["words"], of) is not None for brackets in _BRACKETS.finditer(text))


def _own_by(words: str, of: str) -> bool | None:
    """True where words in brackets name the model, False for another thing: “MIT (code)”; None where they tell neither."""
    finds = lists_in(words, of) if len(words.split()) <= _SHORT else frozenset()
    if "of-base" in finds or ("other" in finds and "own" not in finds):
        return False
    return True if "own" in finds else None


def _is_of_model(sentence: Sentence, sort: str, place: int) -> bool:
    """True where what stands at a place is said of the card's model, not of its base, its data or its code."""
    clause, at = token_at(sentence, place)
    if clause is None:
        return True
    base = [find for find in clause.finds.get("of-base", ()) if find.end <= at and at - find.end < 12]
    if base and not any(own.start >= base[-1].end + 1 and own.end <= at for own in clause.finds.get("own", ())):
        return False
    if sort in ("label", "section") and not any(
        find.end <= at for name in ("own", "other") for find in clause.finds.get(name, ())
    ):
        return of_own_section(sentence)
    return of_own(sentence, clause, at)


def _is_beside_licence(clause: Clause, at: int, end: int) -> bool:
    """True where a name stands where that of a licence does: by a word for one, or what is bound by it.

    Args:
        clause: with the name.
        at: its first word.
        end: the character of the sentence behind it.
    """
    behind = bisect_left(clause.starts, end)
    return any(find.start < behind + 2 and at - 6 < find.end for find in clause.finds.get("licence-word", ())) or any(
        at - 5 < find.end <= at for find in clause.finds.get("bound-by", ())
    )


def _is_certain(sentence: Sentence) -> bool:
    """True where a statement is one of fact, and of nothing but the model; a heading only says what stands below."""
    if (
        sentence.text.endswith("?")
        or sentence.sort in ("quote", "heading")
        or any(_is_elsewhere(heading, sentence.of) for heading in sentence.headings)
    ):
        return False
    binding = [clause for clause in sentence.clauses if clause.has("bound-by")]
    for clause in binding or sentence.clauses:
        bound = clause.finds["bound-by"][0].start if binding else len(clause.words)
        if any(doubt.start < bound for doubt in clause.finds.get("licence-doubted", ())):
            return False
        if any(_is_for(clause, bound, noun) for noun in clause.finds.get("other", ())):
            return False
        if not (binding or _is_apart(sentence.text, sentence.of) or all_of_own(sentence, clause)):
            return False
    return True


def _is_for(clause: Clause, bound: int, noun: Find) -> bool:
    """True where what binds is only for something else: “under the MIT license for the code”."""
    return "for" in clause.words[bound : noun.start][-_SHORT:]


def _is_elsewhere(heading: str, of: str) -> bool:
    """True where a licence below a heading may be that of something else."""
    finds = lists_in(heading, of)
    return "licence-elsewhere" in finds or "of-base" in finds or ("other" in finds and "own" not in finds)


def _is_explained(sentence: Sentence, sort: str, names: list[str]) -> bool:
    """True where it says something that needs no name: where the text is, whose it is, what it asks.

    What it may ask besides is another question (`term.py`).

    Args:
        sentence: what says it.
        sort: of the statement.
        names: possible names of the licence in it.
    """
    if any(is_of_another_model(sentence, link) for link in sentence.links):
        return False
    if any(map(leads_to_text, sentence.links)) and not any(map(is_of_a_licence, names)):
        return True
    if "licence-open" in lists_of_whole(sentence.text[sentence.value if sort == "label" else 0 :]):
        return True
    if sort == "sentence" and _ANOTHERS.search(sentence.text):
        return False  # Meta's licence
    if sort == "section" and not _has(sentence, "licence-word") and not _TITLE.search(sentence.text):
        named = any(_names_behind(sentence)) or _VERSIONED.fullmatch(sentence.text)
        return not (names and named)  # else it is not about a licence
    if any(_names_behind(sentence)) and any(map(is_of_a_licence, names)):
        return _has_limit(sentence)  # where its text is, and whose it is, tells nobody what it asks
    if sort != "label" and not sentence.links and re.search(r"\bLICEN[CS]E\b", sentence.text):
        return True  # the file, in its usual capitals
    if any(_has(sentence, name) for name in _EXPLAINING) and not (
        sort == "label" and _has(sentence, "en.text-elsewhere")
    ):
        return True
    if not names and (_tells_of_others(sentence, sort) or _is_public_domain(sentence)):
        return True
    return _has_limit(sentence)


def _is_public_domain(sentence: Sentence) -> bool:
    """True where all of what is given is said to be in the public domain, which takes no right."""
    return _has(sentence, "public-domain") and not _has(sentence, "of-some")


def _has_limit(sentence: Sentence) -> bool:
    """True where it has a limit of its own."""
    return any(matches(sentence, "limit")) or any(map(is_understood, binding(sentence)))


def _names_behind(sentence: Sentence) -> Iterator[bool]:
    """Each verb under which something is licensed: whether the name of a licence stands right behind it."""
    for clause in sentence.clauses:
        for bound in clause.finds.get("under-a-name", ()):
            yield _is_named_at(sentence, clause, bound)


def _is_named_at(sentence: Sentence, clause: Clause, bound: Find) -> bool:
    return _NAMED.match(sentence.text, clause.ends[bound.end - 1]) is not None


def _tells_of_others(sentence: Sentence, sort: str) -> bool:
    """True where every licence of which a sentence speaks is that of something else: “the videos have their own licences”."""
    finds = [(clause, find) for clause in sentence.clauses for find in clause.finds.get("licence-word", ())]
    unnamed = not _has(sentence, "own")
    return bool(finds) and not any(
        _is_of_model(sentence, sort, clause.starts[find.start])
        and not (unnamed and not of_own(sentence, clause, find.start))
        for clause, find in finds
    )
