"""The files to which a card sends its readers for the licence of the model, by their names.

“See LICENSE” stands on very many cards and tells nothing. A name with more in it than a word for a licence (`MODEL_LICENSE`,
`LICENSE-HERON.pdf`, `EULA.txt`) is that of another text than the tag names, unless it has the name of an open licence or tells of
something else (`LICENSE-APACHE`, `DATA_LICENSE`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from openness.prose.clause import is_licence_heading, lists_in
from openness.prose.reader import Sentence, sentences, token_at
from openness.prose.rule import of_own, of_own_section
from openness.prose.subject import speaks_of_another
from openness.prose.term import is_of_the_past
from openness.vocabulary import MODEL
from openness.vocabulary.patterns import pattern

_ENDING = r"(?:\.(?:md|txt|rst|pdf|html?|docx?))"
#: A file by its name: in capitals, or with an ending.
_BEGINS, _ENDS = r"(?<![\w/.:@-])(?:[A-Za-z0-9]+[-_])*", r"(?![\w/-])"
_FILE = pattern(
    rf"{_BEGINS}(?:LICEN[CS]E|EULA|TERMS|AGREEMENT|POLICY|RESTRICTIONS)(?:[-_][A-Za-z0-9.]+?)*{_ENDING}?{_ENDS}"
    rf"|{_BEGINS}(?:[Ll]icen[cs]e|[Tt]erms|[Aa]greement|[Pp]olicy)(?:[-_][A-Za-z0-9]+)*{_ENDING}{_ENDS}"
)
_LICENCE = frozenset(("license", "licence"))
_TERMS = frozenset(("eula", "terms", "agreement", "policy", "restrictions"))
#: Words of names that tell of an open licence, of something else than the model, or of nothing.
_HARMLESS = frozenset(
    """apache apache2 mit bsd gpl gplv2 gplv3 lgpl agpl mpl isc cc cc0 by sa zero unlicense boost zlib wtfpl code source src
    software script scripts data dataset datasets doc docs documentation content third party parties thirdparty 3rd
    3rdparty notice notices base original upstream template header file files font fonts text full example examples demo
    app tokenizer library lib deps dependencies open project repo repository package clause new see the privacy security
    contributor contributors cla cookie cookies key keys server id url check checker""".split()
)
_MODEL = frozenset("model models weight weights checkpoint checkpoints".split())
_SHOWN = 60  # characters of a name
_MOST = 10  # files of one card


class NamedFile(NamedTuple):
    """A file to which a card sends for the licence of its model.

    Args:
        line: how many lines down it is named.
        name: of the file, without its folder.
        sentence: the words that send there.
    """

    line: int
    name: str
    sentence: str


def licence_files(body: str) -> Iterator[NamedFile]:
    """The files to which a body sends for the licence of its model, each once."""
    seen: set[str] = set()
    for sentence in sentences(body, MODEL):
        if sentence.copied or not ("licence" in sentence.questions or is_licence_heading(sentence.heading)):
            continue
        found = [*_in_words(sentence), *_in_links(sentence)]
        if not found or is_of_the_past(sentence) or speaks_of_another(sentence.text, sentence.row, body):
            continue
        for place, name in found:
            if name.lower() not in seen and len(seen) < _MOST and _is_of_the_model(sentence, place, name):
                seen.add(name.lower())
                yield NamedFile(sentence.line, name, sentence.shown)


def _in_words(sentence: Sentence) -> Iterator[tuple[int, str]]:
    for found in _FILE.finditer(sentence.text):
        yield found.start(), found[0]


def _in_links(sentence: Sentence) -> Iterator[tuple[int, str]]:
    for link in sentence.links:
        name = re.split(r"[?#]", link.address)[0].rpartition("/")[2]
        if "apache.org/" not in link.address and _FILE.fullmatch(name):
            yield link.start, name


def holds_another(name: str) -> bool:
    """True where a file holds, by its name, a licence that is none of the usual ones.

    >>> [holds_another(name) for name in ("MODEL_LICENSE", "EULA.txt", "LICENSE.md", "LICENSE-APACHE", "notes.txt")]
    [True, True, False, False, False]
    """
    return _FILE.fullmatch(name) is not None and _words_of_another(name) is not None


def _words_of_another(name: str) -> frozenset[str] | None:
    """The words of such a file's name; None where it is a usual one."""
    stem = re.sub(rf"{_ENDING}\Z", "", name, flags=re.IGNORECASE)
    words = frozenset(word for word in re.split(r"[-_]", stem.lower()) if not re.fullmatch(r"v?[\d.]*", word))
    if not _HARMLESS.isdisjoint(words) or len(name) > _SHOWN:
        return None
    if words <= _LICENCE or (words.isdisjoint(_LICENCE) and stem == name and len(words) == 1):
        return None  # “LICENSE”, “EULA” alone
    return words


def _is_of_the_model(sentence: Sentence, place: int, name: str) -> bool:
    """True where a sentence sends to a file that holds, by its name, a licence of the model that is none of the usual ones."""
    words = _words_of_another(name)
    if words is None:
        return False
    clause, at = token_at(sentence, place)
    if clause is None or "others-led" in lists_in(sentence.lead) or "of-base" in clause.finds:
        return False
    return (not words.isdisjoint(_MODEL) and of_own_section(sentence)) or of_own(sentence, clause, at)
