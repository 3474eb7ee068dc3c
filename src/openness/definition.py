"""A published text turned into a ladder of grades, and `weigh`, the one interpreter.

A definition is a TOML file (`docs/reference/definition-file.md`). A criterion asks whether components are offered, on
what terms, and whether nothing is in the way; the grammar has no negation, so opening more never lowers a verdict.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from openness.problem import OpennessError, Problem, nearest
from openness.show import shown
from openness.verdict import Column
from openness.vocabulary import Availability, Circumstance, Extent, Kind, Term


@frozen(cache_hash=True, repr=False)
class Question:
    """One plain question, answered met, unmet or unknown.

    Args:
        about: `offered`, `not-used`, `term`, `absent` (a circumstance does not hold) or `concluded`.
        component: the part asked about; None for a circumstance or a judgement.
        word: the term, the circumstance, or the criterion to be concluded; of an offer, the criterion whose
            conclusion speaks for a part nothing is said of.
        at: how openly it must be offered.
        doubt: availabilities from here up to `at` leave the answer unknown.
        extent: how much of it must be offered.
    """

    about: str
    component: Kind | None = None
    word: str = ""
    at: Availability = Availability.PUBLIC
    doubt: Availability = Availability.PUBLIC
    extent: Extent = Extent.WHOLE

    __repr__ = shown


@frozen(eq=False, repr=False)
class Every:
    """All parts must hold."""

    parts: tuple["Requirement", ...]


@frozen(eq=False, repr=False)
class Either:
    """One part must hold."""

    parts: tuple["Requirement", ...]


Requirement = Question | Every | Either


@frozen(eq=False, repr=False)
class Criterion:
    """One sentence of the text, as something that can be asked."""

    id: str
    says: str
    cites: str
    help: str
    requirement: Requirement
    concluded: bool = False


@frozen(eq=False, repr=False)
class Grade:
    """One rung: its own criteria; it stands on all rungs before it."""

    id: str
    name: str
    says: str
    criteria: tuple[Criterion, ...]


@frozen(eq=False, repr=False)
class Definition:
    """A published text as a ladder.

    Args:
        id: the id users write.
        name: the text's title.
        version: the version of the text.
        source: where it was published.
        dated: the day of the text.
        read: how it was read: `first-hand` or `second-hand`, and from where.
        floor: the rung below the first grade, reached by everything; empty for none.
        grades: lowest first.
        outcomes: the text's own words for met, unmet and unknown; empty for none.
        subject: what it judges: a `model` or a `dataset`.
        score: `progress` where the text counts how far each grade is met; empty for none.
        note: what a reader must know; how the text was turned into criteria where it leaves room.
        record: the TOML file it was read from.
        questions: every question it asks, each once.
    """

    id: str
    name: str
    version: str
    source: str
    dated: str
    read: str
    floor: str
    grades: tuple[Grade, ...]
    outcomes: Mapping[str, str] = field(factory=dict)
    subject: str = "model"
    score: str = ""
    note: str = ""
    record: Mapping[str, Any] = field(factory=dict, repr=False)
    questions: tuple[Question, ...] = field(init=False, repr=False)

    __repr__ = shown

    def __attrs_post_init__(self) -> None:
        asked = (q for _, criterion in self.criteria for q in questions(criterion.requirement))
        object.__setattr__(self, "questions", tuple(dict.fromkeys(asked)))

    @property
    def rungs(self) -> tuple[str, ...]:
        """Every rung, lowest first, the floor included."""
        return ((self.floor,) if self.floor else ()) + tuple(grade.id for grade in self.grades)

    @property
    def criteria(self) -> Iterator[tuple[Grade, Criterion]]:
        """Every criterion with its grade, in order."""
        return ((grade, criterion) for grade in self.grades for criterion in grade.criteria)

    def terms(self, kind: Kind) -> tuple[Term, ...]:
        """The terms it asks of a component."""
        asked = (q for q in self.questions if q.about == "term" and q.component is kind)
        return tuple(dict.fromkeys(Term(q.word) for q in asked))


def questions(requirement: Requirement) -> Iterator[Question]:
    """Every question in a requirement."""
    if isinstance(requirement, Question):
        yield requirement
    else:
        for part in requirement.parts:
            yield from questions(part)


def fold(requirement: Requirement, ask: Callable[[Question], Column]) -> Column:
    """The verdicts on a requirement, row by row."""
    if isinstance(requirement, Question):
        return ask(requirement)
    first, *rest = requirement.parts
    column = fold(first, ask)
    for part in rest:
        more = fold(part, ask)
        column = column & more if isinstance(requirement, Every) else column | more
    return column


def weigh(definition: Definition, ask: Callable[[Question], Column]) -> tuple[list[Column], list[Column]]:
    """The verdicts on every criterion and on every grade, for as many rows as `ask` answers.

    Args:
        definition: the text.
        ask: answers one question for all rows.

    Returns:
        One column for each criterion, and one for each grade: a grade holds when its criteria and those of
        every grade before it hold.
    """
    criteria: list[Column] = []
    grades: list[Column] = []
    for grade in definition.grades:
        standing = grades[-1] if grades else None
        for criterion in grade.criteria:
            column = fold(criterion.requirement, ask)
            criteria.append(column)
            standing = column if standing is None else standing & column
        assert standing is not None  # a grade without criteria is refused when it is read
        grades.append(standing)
    return criteria, grades


# Reading a definition

_DEFINITION_KEYS = (
    "id",
    "name",
    "version",
    "source",
    "dated",
    "read",
    "floor",
    "outcomes",
    "subject",
    "score",
    "note",
    "grade",
)
_GRADE_KEYS = ("id", "name", "says", "criterion")
_CRITERION_KEYS = ("id", "says", "cites", "help")
_REQUIREMENT_KEYS = ("components", "at", "doubt", "extent", "terms", "any", "unless", "if-used", "concluded")


def definition_of(record: Mapping[str, Any], document: str = "") -> Definition:
    """The definition a record states.

    Raises:
        OpennessError: with every word that is not of the grammar.
    """
    reader = _Reader(document or str(record.get("id", "")))
    definition = reader.definition(record)
    if reader.problems:
        raise OpennessError(*reader.problems)
    return definition


class _Reader:
    """Reads one definition and keeps what is wrong with it."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def wrong(self, message: str, help: str = "") -> None:
        self.problems.append(Problem(self.document, None, message, help))

    def keys(self, record: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
        for key in record:
            if key not in allowed:
                self.wrong(f"{where} has an unknown key {key!r}", nearest(key, allowed))

    def tables(self, held: Any, where: str) -> list[Mapping[str, Any]]:
        """A list of tables; anything else is reported."""
        tables = [one for one in held if isinstance(one, Mapping)] if isinstance(held, list) else []
        if not isinstance(held, list) or len(tables) != len(held):
            self.wrong(f"{where} is no list of tables")
        return tables

    def words(self, held: Any, where: str) -> list[str]:
        """A list of words; anything else is reported."""
        words = [one for one in held if isinstance(one, str)] if isinstance(held, list) else []
        if not isinstance(held, list) or len(words) != len(held):
            self.wrong(f"{where} is no list of words")
        return words

    def text(self, record: Mapping[str, Any], key: str, where: str, default: str = "") -> str:
        """A text; anything else is reported."""
        held = record.get(key, default)
        if isinstance(held, str):
            return held
        self.wrong(f"{key} of {where} is no text", f'write {key} = "…"')
        return default

    def word(self, vocabulary: Any, word: Any, where: str, default: Any) -> Any:
        try:
            return vocabulary(word)
        except ValueError:
            help = nearest(str(word), vocabulary)
            self.wrong(f"{where} names {word!r}, which is no {vocabulary.__name__.lower()}", help)
            return default

    def one_of(self, word: str, words: tuple[str, ...], where: str) -> str:
        if word not in words:
            self.wrong(f"{where} is {word!r}", nearest(word, words) or f"one of {', '.join(filter(None, words))}")
        return word

    def definition(self, record: Mapping[str, Any]) -> Definition:
        self.keys(record, _DEFINITION_KEYS, "the definition")
        for key in ("id", "name", "version", "source", "dated", "read", "grade"):
            if not record.get(key):
                self.wrong(f"the definition has no {key!r}")
        read = record.get("read") or {}
        outcomes = record.get("outcomes", {})
        if not isinstance(outcomes, dict) or not all(isinstance(word, str) for word in outcomes.values()):
            self.wrong("outcomes of the definition is no table of texts")
            outcomes = {}

        def text(key: str, default: str = "") -> str:
            return self.text(record, key, "the definition", default)

        id = text("id")
        return Definition(
            id,
            text("name"),
            str(record.get("version", "")),
            text("source"),
            str(record.get("dated", "")),
            f"{read.get('hand', '')}: {read.get('from', '')}" if isinstance(read, dict) else str(read),
            text("floor"),
            tuple(self.grade(grade, id) for grade in self.tables(record.get("grade", []), "grade")),
            outcomes,
            self.one_of(text("subject", "model"), ("model", "dataset"), "the subject"),
            self.one_of(text("score"), ("", "progress"), "the score"),
            text("note"),
            record,
        )

    def grade(self, record: Mapping[str, Any], definition: str) -> Grade:
        where = f"grade {record.get('id', '?')!r}"
        self.keys(record, _GRADE_KEYS, where)
        criteria = tuple(
            self.criterion(one, definition) for one in self.tables(record.get("criterion", []), f"criterion of {where}")
        )
        if not criteria:
            self.wrong(f"{where} has no criterion", "a rung that asks nothing would be reached by everything")
        id, name, says = (self.text(record, key, where) for key in ("id", "name", "says"))
        return Grade(id, name, says, criteria)

    def criterion(self, record: Mapping[str, Any], definition: str) -> Criterion:
        where = f"criterion {record.get('id', '?')!r}"
        self.keys(record, _CRITERION_KEYS + _REQUIREMENT_KEYS, where)
        for key in _CRITERION_KEYS:
            if not record.get(key):
                self.wrong(f"{where} has no {key!r}")
        name = f"{definition}/{record.get('id', '')}"
        requirement = self.requirement(record, where, name, "")
        concluded = any(question.about == "concluded" for question in questions(requirement))
        id, says, cites, help = (self.text(record, key, where) for key in _CRITERION_KEYS)
        return Criterion(id, says, cites, help, requirement, concluded)

    def requirement(self, record: Mapping[str, Any], where: str, name: str, judged: str) -> Requirement:
        parts: list[Requirement] = []
        at = self.word(Availability, record.get("at", "public"), where, Availability.PUBLIC)
        doubt = self.word(Availability, record.get("doubt", at), where, at)
        extent = self.word(Extent, record.get("extent", "whole"), where, Extent.WHOLE)
        terms = [
            self.word(Term, term, where, Term.USE) for term in self.words(record.get("terms", []), f"terms of {where}")
        ]
        conclusion = record.get("concluded")
        if conclusion:
            judged = conclusion if isinstance(conclusion, str) else name
        for slot in self.words(record.get("components", []), f"components of {where}"):
            fillings: list[Requirement] = []
            for word in slot.split("|"):
                kind = self.word(Kind, word.strip(), where, Kind.MODEL_PARAMETERS_FINAL)
                offered = Question("offered", kind, judged, at, doubt, extent)
                asked = [Question("term", kind, term) for term in terms]
                fillings.append(Every((offered, *asked)) if asked else offered)
                if record.get("if-used"):
                    fillings.append(Question("not-used", kind))
            parts.append(fillings[0] if len(fillings) == 1 else Either(tuple(fillings)))
        if alternatives := self.tables(record.get("any", []), f"any of {where}"):
            for alternative in alternatives:
                self.keys(alternative, _REQUIREMENT_KEYS, f"an alternative of {where}")
            parts.append(Either(tuple(self.requirement(one, where, name, judged) for one in alternatives)))
        for circumstance in self.words(record.get("unless", []), f"unless of {where}"):
            parts.append(Question("absent", None, self.word(Circumstance, circumstance, where, circumstance)))
        if conclusion:
            parts.append(Question("concluded", None, judged))
        if not parts:
            self.wrong(f"{where} asks nothing", "name components, alternatives, circumstances or a conclusion")
            return Question("concluded", None, name)
        return parts[0] if len(parts) == 1 else Every(tuple(parts))
