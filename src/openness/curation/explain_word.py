"""Explains the words of closed lists: components, terms, findings, duties and whatever else a report prints."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from openness.curation.explanation import Explanation, key_of
from openness.policy import preset
from openness.release.claim import Rule
from openness.release.finding import Code
from openness.shelf.shelf import Shelf
from openness.vocabulary import CIRCUMSTANCES, Availability, Channel, Extent, Kind, Term
from openness.vocabulary.asking import Ending, Owner
from openness.vocabulary.captions import Caption
from openness.vocabulary.columns import Column
from openness.vocabulary.details import Modality, ModelDetail
from openness.vocabulary.doubts import Doubt
from openness.vocabulary.duties import Act, Duty, Effect, Lack
from openness.vocabulary.elements import Element
from openness.vocabulary.glossary import Likeness, Notion, Truth
from openness.vocabulary.keys import Key
from openness.vocabulary.licence_words import Category, Metric
from openness.vocabulary.marks import Hand, Mark
from openness.vocabulary.properties import Property
from openness.vocabulary.references import Sort, Sure
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Band, Basis, Confidence, Content, Label, Relation, Severity, State

#: Every closed list: the kind of word, its plural, and the words. A word of several lists is explained in this order.
WORDS: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
    ("component", "components", tuple(Kind)),
    ("term", "terms", tuple(Term)),
    ("finding", "findings", tuple(Code)),
    ("duty", "duties", tuple(Duty)),
    ("category", "categories", tuple(Category)),
    ("metric", "metrics", tuple(Metric)),
    ("availability", "availabilities", tuple(Availability)),
    ("basis", "bases", tuple(Basis)),
    ("rule", "rules", tuple(Rule)),
    ("confidence", "confidences", tuple(Confidence)),
    ("extent", "extents", tuple(Extent)),
    ("relation", "relations", tuple(Relation)),
    ("channel", "channels", tuple(Channel)),
    ("claim", "claims", tuple(Label)),
    ("band", "bands", tuple(Band)),
    ("verdict", "verdicts", tuple(Verdict)),
    ("state", "states", tuple(State)),
    ("ending", "endings", tuple(Ending)),
    ("owner", "owners", tuple(Owner)),
    ("circumstance", "circumstances", CIRCUMSTANCES),
    ("detail", "details", tuple(ModelDetail)),
    ("modality", "modalities", tuple(Modality)),
    ("element", "elements", tuple(Element)),
    ("property", "properties", tuple(Property)),
    ("act", "acts", tuple(Act)),
    ("lack", "lacks", tuple(Lack)),
    ("severity", "severities", tuple(Severity)),
    ("likeness", "likenesses", tuple(Likeness)),
    ("truth", "truths", tuple(Truth)),
    ("content", "contents", tuple(Content)),
    ("doubt", "doubts", tuple(word for word in Doubt if word.value not in tuple(Code))),  # `record-stale` is a finding
    ("word", "words", tuple(Notion)),
    ("caption", "captions", tuple(Caption)),
    ("mark", "marks", tuple(Mark)),
    ("way of reading", "ways of reading", tuple(Hand)),
    ("effect of a limit", "effects", tuple(Effect)),
    ("reference", "references", tuple(Sort)),
    ("sureness", "sureness", tuple(Sure)),
    ("key", "keys", tuple(Key)),
    ("column", "columns", tuple(Column)),
)


def written(entry: Any) -> str:
    """A word of a list as files hold it."""
    return str(entry.value)


def _worded(entry: Any) -> str:
    """The label and the meaning of a word; the meaning alone where the label is the word itself."""
    return entry.says if key_of(entry.label) == key_of(written(entry)) else f"{entry.label}: {entry.says}"


def _list(words: tuple[Any, ...]) -> Callable[[Shelf], list[tuple[str, str]]]:
    return lambda shelf: [(written(entry), _worded(entry)) for entry in words]


LISTS: dict[str, Callable[[Shelf], list[tuple[str, str]]]] = {
    "definitions": lambda shelf: [(id, shelf.definition(id).name) for id in shelf.every_definition()],
    "criteria": lambda shelf: [
        (f"{id}/{criterion.id}", criterion.says)
        for id in shelf.every_definition()
        for _, criterion in shelf.definition(id).criteria
    ],
    "levels": lambda shelf: [
        (f"{id}/{rung}", ": ".join(filter(None, (grade.name, grade.says))))
        for id in shelf.every_definition()
        for rung in shelf.definition(id).rungs
        if (grade := shelf.definition(id).grade(rung))
    ],
    "licences": lambda shelf: [
        (id, licence.name)
        for id in shelf.licences()
        if (licence := shelf.licence(id)) and licence.curated and not licence.silent
    ],
    "uses": lambda shelf: [(use["id"], use["label"]) for use in shelf.uses["use"]],
    "presets": lambda shelf: [(name, preset.says(name)) for name in preset.names()],
    "systems": lambda shelf: _systems(),
    **{plural: _list(words) for _, plural, words in WORDS},
}


def _systems() -> list[tuple[str, str]]:
    from openness.sources.system_ids import ids
    from openness.sources.systems import system, title

    return [(id, title(system(id))) for id in ids()]


def listings(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A closed list by its plural, with every word."""
    name = word.lower()
    if name in LISTS:
        words = LISTS[name](shelf)
        yield Explanation(name, "list", tuple(words), dict(words))


def keys() -> list[str]:
    """The words of closed lists and the plurals of the lists, as `key_of` makes keys of words: `listed.txt` holds them."""
    return sorted({*_named(), *map(key_of, LISTS)})


def vocabulary_words(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A word of a closed list, by its id or its label; of several lists, each."""
    for sort, words in _named().get(key_of(word), ()):
        yield _word(sort, words, shelf)


@cache
def _named() -> Mapping[str, list[tuple[str, Any]]]:
    """Every word of a closed list by its key, by that of its label and by its sign, with the kind of word it is."""
    named: dict[str, list[tuple[str, Any]]] = {}
    for sort, _, words in WORDS:
        for entry in words:
            names = (key_of(written(entry)), key_of(entry.label), getattr(entry, "sign", ""))
            for key in filter(None, dict.fromkeys(names)):
                named.setdefault(key, []).append((sort, entry))
    return named


def _word(sort: str, entry: Any, shelf: Shelf) -> Explanation:
    lines = [("", _worded(entry))]
    if isinstance(entry, Code):
        lines += [("level", entry.level), ("fix", entry.help)]
    if isinstance(entry, Duty):
        lines.append(("asked of", " and ".join(act.says for act in entry.when)))
    if isinstance(entry, Kind):
        lines.append(("content", entry.content.value))
    if isinstance(entry, Term):
        lines.append(("sort", entry.sort))
    if isinstance(entry, (Mark, Hand)) and entry.sign:
        lines.append(("sign", entry.sign))
    if asking := _asking(entry, shelf):
        lines.append(("asked for by", ", ".join(asking)))
    return Explanation(
        written(entry),
        sort,
        tuple(lines),
        {
            "id": written(entry),
            "sort": sort,
            **{heading: text for heading, text in lines if heading},
            "label": entry.label,
            "says": entry.says,
        },
    )


def _asking(entry: Any, shelf: Shelf) -> list[str]:
    """The criteria that ask about a component, a term, a circumstance or a channel."""
    if not isinstance(entry, (Kind, Term, Channel)) and entry not in CIRCUMSTANCES:
        return []
    from openness.definition.definition import questions

    asking = [
        f"{id}/{criterion.id}"
        for id in shelf.every_definition()
        for _, criterion in shelf.definition(id).criteria
        if any(entry in (question.component, question.word) for question in questions(criterion.requirement))
    ]
    return asking or ["no definition"]
