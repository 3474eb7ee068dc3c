"""Well-known models that a card names without saying why: they may be what its own model was made from.

Words of derivation tell a base for sure (`base.py`); authors find ever new ones. So the direction of proof is turned round
for the names of well-known families: where nothing around one explains it (a comparison, an evaluation, data, a tool, an
architecture, thanks), the card's own model may come from it. Who has the table of well-known models tells which counts.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from openness.prose.base import is_passed_over, own_names
from openness.prose.called import Name, families
from openness.prose.clause import Clause, Find, lists_in
from openness.prose.derivation import is_alike, is_of_it
from openness.prose.reader import Sentence, sentences
from openness.prose.rule import of_own_section
from openness.prose.term import is_of_the_past
from openness.vocabulary import MODEL
from openness.vocabulary.patterns import pattern

_SORTS = frozenset(("text", "item", "quote"))
_ALL = 0.8  # of a sentence, which only leads somewhere where a link is that much of it
_NEAR = 4  # words between a name and what of it is meant
_LOOKED_AT = 8  # names of one clause
_MOST = 20  # names of one card


class NamedModel(NamedTuple):
    """A well-known model that a card names without saying why.

    Args:
        line: how many lines down it is named.
        name: as it stands there.
        sentence: the words around it.
    """

    line: int
    name: str
    sentence: str


def named_models(body: str) -> Iterator[NamedModel]:
    """The well-known models that a body names without saying why, each once."""
    read = sentences(body, MODEL)
    own: frozenset[str] | None = None
    seen: set[str] = set()
    for sentence in read:
        titled = _is_title(sentence)
        if "base" not in sentence.questions or not (titled or sentence.sort in _SORTS) or _is_explained(sentence):
            continue
        own = own_names(body, read) if own is None else own
        for name in _names_in_title(sentence) if titled else _names(sentence, own):
            if name.lower() not in seen and len(seen) < _MOST:
                seen.add(name.lower())
                yield NamedModel(sentence.line, name, sentence.shown)


def _is_title(sentence: Sentence) -> bool:
    """True for the title of a card."""
    return sentence.sort == "heading" and not sentence.title


def _names_in_title(sentence: Sentence) -> Iterator[str]:
    """The names with a number of well-known families in a title: what is called Llama 3 comes from it, or is a copy."""
    for clause in sentence.clauses:
        if not clause.has("explains", "unlike", "no-base", "closed-model"):
            for name in islice(families(sentence.text, clause, frozenset(), whole=True), _LOOKED_AT):
                if any(map(str.isdigit, name.text)):
                    yield name.text


def _is_explained(sentence: Sentence) -> bool:
    """True where what is said around a sentence tells that it speaks of something else than the card's own model."""
    return (
        (is_passed_over(sentence) and (sentence.sort != "quote" or sentence.copied))
        or is_of_the_past(sentence)
        or any(link.end - link.start >= _ALL * len(sentence.text) for link in sentence.links)
        or any("explains-heading" in lists_in(heading) for heading in sentence.headings)
        or any("explains" in lists_in(words) for words in (sentence.lead, sentence.label))
    )


def _names(sentence: Sentence, own: frozenset[str]) -> Iterator[str]:
    """The names of well-known families in a sentence that nothing in their clause explains."""
    title = _letters(sentence.title)
    for clause in sentence.clauses:
        if clause.has("explains", "unlike", "no-base"):
            continue
        for name in islice(families(sentence.text, clause, own, whole=True), _LOOKED_AT):
            if not (_letters(name.text) in title or _is_a_word(name, clause) or _is_of_another(sentence, clause, name)):
                yield name.text


def _is_of_another(sentence: Sentence, clause: Clause, name: Name) -> bool:
    """True where what stands before a name is something else than the card's own model, or denies it: “Egret is X”."""
    if any(find.end <= name.first for find in clause.finds.get("explains-before", ())):
        return True
    if any(name.first - _NEAR <= find.start < name.after + _NEAR for find in clause.finds.get("explains-near", ())):
        return True
    own = of_own_section(sentence) and is_of_it(clause, Find(name.first, name.after))
    return not own or _is_told_of_another(sentence, clause, name)


def _is_told_of_another(sentence: Sentence, clause: Clause, name: Name) -> bool:
    """True where a clause begins with a well-known model that is none of the title, and says what that is."""
    first = min(find.end for find in clause.finds["family"])
    being = next((at for at in range(first, name.first) if clause.words[at] in _BEING), None)
    if being is None:
        return False
    subject = sentence.text[clause.starts[0] : clause.starts[being]]
    return not is_alike(_ARTICLE.sub("", subject), sentence.title)


_ARTICLE = pattern(r"(?i)\A\W*(?:the|this|our)\s")
_BEING = frozenset(("is", "are", "was", "were"))
_BILLIONS = pattern(r"\d[bB]\b")  # of parameters


def _is_a_word(name: Name, clause: Clause) -> bool:
    """True where a name may be an ordinary word, or that of data: one without a number, in small letters or of such a family."""
    of_data = any(find.start == name.first for find in clause.finds.get("family-of-data", ()))
    if any(map(str.isdigit, name.text)):
        return of_data and clause.words[name.first - 1] == "on" and not _BILLIONS.search(name.text)
    of_words = any(find.start == name.first for find in clause.finds.get("family-of-words", ()))
    of_data = of_data and clause.words[name.first - 1] not in _BEING
    return of_data or of_words or not name.text[:1].isupper() or _is_subject(name, clause)


def _is_subject(name: Name, clause: Clause) -> bool:
    """True where a clause says what a family is, and not what it is under: “Gemma is a family of models by Google”."""
    behind = clause.words[name.after :]
    return not name.first and behind != [] and behind[0] in _BEING and "licence-word" not in clause.finds


@lru_cache(maxsize=64)
def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()
