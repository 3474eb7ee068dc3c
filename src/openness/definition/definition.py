"""A published text turned into criteria and the results they give, and `weigh`, the one interpreter.

A definition is a TOML file (`docs/reference/definition-file.md`). A criterion asks whether components are offered, on
what terms, and whether nothing is in the way; the grammar has no negation, so opening more never lowers a verdict.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from operator import and_
from typing import Any, ClassVar

from attrs import field, frozen

from openness.value import ReadOnly, Shown, Value, read_only
from openness.vocabulary import MODEL, Availability, Extent, Kind, Term
from openness.vocabulary.asking import Ending, Owner
from openness.vocabulary.verdict import Column


class Question(Shown):
    """One plain question, answered met, unmet or unknown: one of the eight classes below."""

    __slots__ = ()
    about: ClassVar[str]  # its sort, as a word

    @property
    def component(self) -> Kind | None:
        """The part asked about; None where no part is."""
        return None

    @property
    def word(self) -> str:
        """The term, circumstance, number, channel or criterion asked about; empty where only a part is."""
        return ""

    @property
    def person(self) -> str:
        """The criterion on which a person's conclusion can speak to it; empty for none."""
        return ""


@frozen(cache_hash=True, repr=False)
class Offered(Question):
    """A part is offered.

    Args:
        component: the part.
        at: how openly it must be offered.
        doubt: availabilities from here up to `at` leave the answer unknown.
        extent: how much of it must be offered.
        of: whose part: the model's own, that of the model it was made from, or both where a derivative has both.
        judged: the criterion whose conclusion speaks where the part is silent.
    """

    about = "offered"
    component: Kind
    at: Availability = Availability.PUBLIC
    doubt: Availability = Availability.PUBLIC
    extent: Extent = Extent.WHOLE
    of: Owner = Owner.BOTH
    judged: str = ""

    @property
    def person(self) -> str:
        """The criterion on which a person's conclusion can speak to it."""
        return self.judged


@frozen(cache_hash=True, repr=False)
class NotUsed(Question):
    """A part does not exist, as the release says with a reason."""

    about = "not-used"
    component: Kind


@frozen(cache_hash=True, repr=False)
class Grants(Question):
    """The licence of a part meets a term.

    Args:
        component: the part.
        term: what is asked of its licence.
        judged: the criterion whose conclusion speaks where a licence record leaves the term open.
    """

    about = "term"
    component: Kind
    term: Term
    judged: str = ""

    @property
    def word(self) -> str:
        """The term."""
        return self.term.value

    @property
    def person(self) -> str:
        """The criterion on which a person's conclusion can speak to it."""
        return self.judged


@frozen(cache_hash=True, repr=False)
class OfWord(Question):
    """A question about one word: one of the four kinds below."""

    word: str


class Absent(OfWord):
    """A circumstance does not hold."""

    __slots__ = ()
    about = "absent"


@frozen(cache_hash=True, repr=False)
class Below(Question):
    """A number is smaller than a limit."""

    about = "below"
    word: str
    limit: float

    @property
    def bound(self) -> str:
        """The limit in words: 1e25 rather than 1e+25."""
        return f"{self.limit:g}".replace("e+", "e")


class ReachedBy(OfWord):
    """People reach the model by a channel."""

    __slots__ = ()
    about = "channel"


class States(OfWord):
    """A document states an element, of everything it lists that has it."""

    __slots__ = ()
    about = "element"


class Concluded(OfWord):
    """A person concluded that a criterion is met."""

    __slots__ = ()
    about = "concluded"

    @property
    def person(self) -> str:
        """The criterion."""
        return self.word


@frozen(eq=False, repr=False)
class Several(Value):
    """Several requirements, of which all must hold, or one."""

    parts: tuple["Requirement", ...]


class Every(Several):
    """All parts must hold."""

    __slots__ = ()


class Either(Several):
    """One part must hold."""

    __slots__ = ()


Requirement = Question | Every | Either


@frozen(eq=False, repr=False)
class Criterion(Value):
    """One sentence of the text, as something that can be asked."""

    id: str
    says: str
    cites: str
    help: str
    requirement: Requirement
    concluded: bool = False


@frozen(eq=False, repr=False)
class Grade(Value):
    """One rung with its own criteria, or the component that is answered for by itself."""

    id: str
    name: str
    says: str
    criteria: tuple[Criterion, ...]


@frozen(eq=False, repr=False)
class Definition(Value):
    """A published text as criteria and the results they give.

    Args:
        id: the id users write.
        name: the text's title.
        version: the version of the text.
        source: where it was published.
        dated: the day of the text.
        read: how it was read: `first-hand` or `second-hand`, and from where.
        floor: the rung below the first grade, reached by everything; empty for none.
        grades: lowest first; of a rating, without criteria; of components, one for each; of an index, none.
        loose: the criteria that belong to no grade: those of a rating or an index.
        ending: what the criteria come to.
        outcomes: the text's own words for met, unmet, unknown and out-of-scope; empty for none.
        results: what a report shows for met, unmet and unknown, where the text's own word would be misread by itself.
        beside: what stands beside every answer: what does not decide it, and what holds whatever it is; empty for nothing.
        second_hand: whether it was read as others report it, so that it may ask more or less.
        subject: what it judges: a `model`, a `dataset`, or `any` of the two.
        about: whether it judges the `release`, or the `document` that lists it, and then only where it is named.
        scope: what it does not judge when it is met; None where it judges everything.
        score: `progress` where the text counts how far each grade is met; empty for none.
        note: what a reader must know; how the text was turned into criteria where it leaves room.
        record: the TOML file it was read from.
        says: what the text is, in one line.
        label: a short name, for tables.
        floor_name, floor_says: the label of the floor, and its meaning in one line.
        questions: every question it asks, each once.
        term_questions: those about terms, by the component they are asked of.
        asked_terms: the terms of these, in their order.
        judged: those about terms on which a person's conclusion can speak.
    """

    id: str
    name: str = field(hash=False)
    version: str
    source: str = field(hash=False)
    dated: str = field(hash=False)
    read: str = field(hash=False, repr=False)
    floor: str = field(hash=False, repr=False)
    grades: tuple[Grade, ...] = field(hash=False)
    loose: tuple[Criterion, ...] = field(hash=False)
    ending: Ending = field(default=Ending.GRADES, hash=False)
    outcomes: Mapping[str, str] = field(factory=dict, hash=False, repr=False, converter=read_only)
    subject: str = field(default="model", hash=False)
    scope: Below | None = field(default=None, hash=False, repr=False)
    score: str = field(default="", hash=False, repr=False)
    note: str = field(default="", hash=False, repr=False)
    record: Mapping[str, Any] = field(factory=dict, repr=False, eq=False, converter=read_only)
    says: str = field(default="", hash=False, repr=False)
    label: str = field(default="", hash=False, repr=False)
    floor_name: str = field(default="", hash=False, repr=False)
    floor_says: str = field(default="", hash=False, repr=False)
    about: str = field(default="release", hash=False)
    results: Mapping[str, str] = field(factory=dict, hash=False, repr=False, converter=read_only)
    beside: str = field(default="", hash=False, repr=False)
    second_hand: bool = field(default=False, hash=False, repr=False)
    questions: tuple[Question, ...] = field(init=False, repr=False, eq=False)
    term_questions: Mapping[Kind, tuple[Grants, ...]] = field(init=False, repr=False, eq=False)
    asked_terms: Mapping[Kind, tuple[Term, ...]] = field(init=False, repr=False, eq=False)
    judged: tuple[Grants, ...] = field(init=False, repr=False, eq=False)
    fact_questions: Mapping[Kind | None, tuple[Question, ...]] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        asking = (q for _, criterion in self.criteria for q in questions(criterion.requirement))
        asked = tuple(dict.fromkeys(asking))
        terms: dict[Kind, tuple[Grants, ...]] = {}
        facts: dict[Kind | None, tuple[Question, ...]] = {}
        for question in asked:
            if isinstance(question, Grants):
                terms[question.component] = (*terms.get(question.component, ()), question)
            else:
                facts[question.component] = (*facts.get(question.component, ()), question)
        object.__setattr__(self, "questions", asked)
        asked_of = {kind: tuple(question.term for question in of) for kind, of in terms.items()}
        object.__setattr__(self, "term_questions", ReadOnly(terms))
        object.__setattr__(self, "asked_terms", ReadOnly(asked_of))
        object.__setattr__(
            self, "judged", tuple(question for of in terms.values() for question in of if question.judged)
        )
        object.__setattr__(self, "fact_questions", ReadOnly(facts))

    @property
    def rungs(self) -> tuple[str, ...]:
        """Every rung, lowest first, the floor included; none where there is no ladder."""
        if self.ending is Ending.COMPONENTS:
            return ()
        return ((self.floor,) if self.floor else ()) + tuple(grade.id for grade in self.grades)

    def grade(self, rung: str) -> Grade:
        """A rung with its label (`name`) and its meaning; the floor has no criteria.

        Raises:
            KeyError: when there is no such rung.
        """
        if rung == self.floor:
            return Grade(rung, self.floor_name or rung, self.floor_says, ())
        return {grade.id: grade for grade in self.grades}[rung]

    @property
    def criteria(self) -> Iterator[tuple[Grade | None, Criterion]]:
        """Every criterion, in order, with the grade it belongs to."""
        yield from ((None, criterion) for criterion in self.loose)
        yield from ((grade, criterion) for grade in self.grades for criterion in grade.criteria)

    def terms(self, kind: Kind) -> tuple[Term, ...]:
        """The terms it asks of a component."""
        return tuple(dict.fromkeys(question.term for question in self.term_questions.get(kind, ())))


def judges(definition: Definition, subject: str) -> bool:
    """True where a text judges releases of this sort.

    Args:
        definition: the text.
        subject: `model` or `dataset`; a release that does not say is of a model.
    """
    return definition.subject in (subject or MODEL, "any")


def questions(requirement: Requirement) -> Iterator[Question]:
    """Every question in a requirement."""
    if isinstance(requirement, Question):
        return iter((requirement,))
    return chain.from_iterable(map(questions, requirement.parts))


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
        One column for each criterion, and one for each grade. A grade of a ladder holds when its criteria and those
        of every grade before it hold; the second rung of a rating when two criteria do, whichever; a component when
        its own criteria do.
    """
    criteria = [fold(criterion.requirement, ask) for _, criterion in definition.criteria]
    if definition.ending is Ending.COUNT:
        return criteria, _at_least(criteria)
    left = iter(criteria)
    grades = [_all([next(left) for _ in grade.criteria]) for grade in definition.grades]
    return criteria, list(accumulate(grades, and_)) if definition.ending is Ending.GRADES else grades


def _all(columns: Sequence[Column]) -> Column:
    """The column that holds where all of some columns hold."""
    first, *rest = columns
    for column in rest:
        first = first & column
    return first


def _at_least(columns: Sequence[Column]) -> list[Column]:
    """The columns that hold where at least one of some columns holds, where at least two do, and so on to all."""
    counts: list[Column] = []
    for column in columns:
        one_more = [count & column for count in counts]
        counts = [count | more for count, more in zip(counts, [column, *one_more], strict=False)]
        counts.append(one_more[-1] if one_more else column)
    return counts
