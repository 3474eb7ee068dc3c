"""The grammar of definitions: a record in, a `Definition` out, or every word that is not of the grammar.

One published text is one TOML file (`docs/reference/definition-file.md`). There is no negation, so opening more never
lowers a verdict, and there are no options.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from openness.definition import record_shape
from openness.definition.definition import (
    Absent,
    Below,
    Concluded,
    Criterion,
    Definition,
    Either,
    Every,
    Grade,
    Grants,
    NotUsed,
    Offered,
    ReachedBy,
    Requirement,
    States,
    questions,
)
from openness.definition.fields import DefinitionFields, tables_in
from openness.errors import OpennessError
from openness.vocabulary import TRAINING_COMPUTE, Availability, Channel, Circumstance, Extent, Kind, Term
from openness.vocabulary.asking import Ending, Owner
from openness.vocabulary.marks import Hand
from openness.vocabulary.shapes import fitting

_Asking = TypeVar("_Asking", Offered, Grants, NotUsed)

DEFINITION_KEYS = tuple(record_shape.DEFINITION)
_REPLACES = 'write replaces = { because = "…" }'
REQUIRED = ("id", "name", "version", "source", "dated", "read")
RESULTS = ("met", "unmet", "unknown")
OUTCOMES = (*RESULTS, "out-of-scope")
GRADE_KEYS = tuple(record_shape.GRADE)
CRITERION_KEYS = tuple(record_shape.CRITERION)
REQUIREMENT_KEYS = tuple(record_shape.REQUIREMENT)


def definition_of(
    record: Mapping[str, Any], document: str = "", lines: Mapping[str, int] = MappingProxyType({})
) -> Definition:
    """The definition a record states.

    Args:
        record: the record.
        document: its file.
        lines: the line of each table and key in it, by dotted path, for messages.

    Raises:
        OpennessError: with every word that is not of the grammar.
    """
    reader = _DefinitionReader(document or str(record.get("id", "")), record, lines)
    if document:  # a shipped one was checked when it was written
        fitting(record, record_shape.DEFINITION, reader.mistyped)
        if reader.problems:
            raise OpennessError(*reader.problems)
    definition = reader.definition(record)
    if reader.problems:
        raise OpennessError(*reader.problems)
    return definition


def requirement_of(record: Mapping[str, Any], name: str) -> Requirement:
    """The requirement that a table of requirement keys states.

    Args:
        record: the keys of a criterion, without what it says.
        name: what to call it in messages.

    Raises:
        OpennessError: with every word that is not of the grammar.
    """
    reader = _DefinitionReader(name, record)
    reader.keys(record, REQUIREMENT_KEYS, name)
    requirement = reader.requirement(record, name, name, "")
    if reader.problems:
        raise OpennessError(*reader.problems)
    return requirement


@lru_cache(maxsize=4_096)
def _same(question: _Asking) -> _Asking:
    """The one object for all equal questions: among answers, the same object is found sooner than an equal one."""
    return question


def is_definition(record: Mapping[str, Any]) -> bool:
    """True where a record is a definition, and no licence: it holds criteria."""
    return "grade" in record or "criterion" in record


def criterion_lines(record: Mapping[str, Any], lines: Mapping[str, int]) -> dict[str, int]:
    """The line of each criterion of a record, by its id.

    Args:
        record: a definition.
        lines: the line of each table and key in it, by dotted path.
    """
    tables = ((path, table) for path, table in tables_in(record) if path.rpartition("[")[0].endswith("criterion"))
    return {str(table.get("id", "")): lines.get(path, 1) for path, table in tables}


class _DefinitionReader(DefinitionFields):
    """Reads one definition."""

    def definition(self, record: Mapping[str, Any]) -> Definition:
        self.keys(record, DEFINITION_KEYS, "the definition")
        ending = self.word(Ending, record.get("ending", Ending.GRADES), "the definition", Ending.GRADES)
        holds = "grade" if ending is Ending.GRADES else "criterion"
        wanted = {
            Ending.COUNT: ("grade", "criterion"),
            Ending.COMPONENTS: ("components", "criterion"),
        }.get(ending, (holds,))
        for key in (*REQUIRED, *wanted):
            if not record.get(key):
                self.wrong(f"the definition has no {key!r}")
        for key in ("grade", "criterion", "components"):
            if key in record and key not in wanted:
                self.wrong(f"the definition has {key!r}, which the ending {ending.value!r} does not have")
        replaces = record.get("replaces", {"because": "nothing"})
        if not isinstance(replaces, Mapping) or not replaces.get("because"):
            self.wrong("nothing says why the definition replaces another", _REPLACES, "replaces")
        read = record.get("read") or {}
        outcomes, results = self.wordings(record, "outcomes", OUTCOMES), self.wordings(record, "results", RESULTS)

        def text(key: str, default: str = "") -> str:
            return self.text(record, key, "the definition", default)

        id = text("id")
        about = self.one_of(text("about", "release"), ("release", "document"), "about")
        grades, loose = self.parts(record, ending, id)
        self.place = ""
        asked = [criterion for part in (loose, *(grade.criteria for grade in grades)) for criterion in part]
        for criterion in asked:
            if {isinstance(question, States) for question in questions(criterion.requirement)} != {about == "document"}:
                message = f"criterion {criterion.id!r} asks of another than the {about}"
                self.wrong(message, "ask for elements of documents alone")
        return Definition(
            id,
            text("name"),
            str(record.get("version", "")),
            text("source"),
            str(record.get("dated", "")),
            f"{read.get('hand', '')}: {read.get('from', '')}" if isinstance(read, dict) else str(read),
            text("floor"),
            grades,
            loose,
            ending,
            outcomes,
            self.one_of(
                text("subject", "any" if about == "document" else "model"), ("model", "dataset", "any"), "the subject"
            ),
            self.scope(record),
            self.one_of(text("score"), ("", "progress"), "the score"),
            text("note"),
            record,
            text("says"),
            text("label") or text("name"),
            text("floor-name"),
            text("floor-says"),
            about,
            results,
            text("beside"),
            isinstance(read, dict) and read.get("hand") == Hand.SECOND,
        )

    def wordings(self, record: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> Mapping[str, str]:
        """A text for each of some results; anything else is reported."""
        wordings = record.get(key, {})
        if not isinstance(wordings, dict) or not all(isinstance(words, str) for words in wordings.values()):
            self.wrong(f"{key} of the definition is not a table of texts")
            return {}
        self.keys(wordings, allowed, f"{key} of the definition")
        return wordings

    def parts(
        self, record: Mapping[str, Any], ending: Ending, id: str
    ) -> tuple[tuple[Grade, ...], tuple[Criterion, ...]]:
        """The grades, and the criteria that belong to none."""
        grades = self.tables(record.get("grade", []), "grade")
        if ending is Ending.GRADES:
            return tuple(self.grade(grade, id) for grade in grades), ()
        criteria = self.tables(record.get("criterion", []), "criterion of the definition")
        if ending is Ending.COMPONENTS:
            return tuple(self.answered(kind, criteria, id) for kind in self.kinds(record)), ()
        rungs = tuple(self.rung(grade) for grade in grades) if ending is Ending.COUNT else ()
        if ending is Ending.COUNT and len(rungs) != len(criteria):
            self.wrong(f"the rating has {len(criteria)} criteria and {len(rungs)} rungs above its floor")
        return rungs, tuple(self.criterion(criterion, id) for criterion in criteria)

    def kinds(self, record: Mapping[str, Any]) -> list[Kind]:
        """The components that are answered for one by one."""
        words = self.words(record.get("components", []), "components of the definition")
        return [self.word(Kind, word, "the definition", Kind.DATASETS) for word in words]

    def answered(self, kind: Kind, criteria: list[Mapping[str, Any]], id: str) -> Grade:
        """One component with its own copy of the criteria, which ask it alone."""
        own = []
        for criterion in criteria:
            self.reading(criterion)
            if "components" in criterion:
                message = f"criterion {criterion.get('id', '?')!r} names components"
                self.wrong(message, "each of the definition's is asked alone")
            own.append({**criterion, "id": f"{kind.value}-{criterion.get('id', '')}", "components": [kind.value]})
        return Grade(kind.value, kind.label, kind.says, tuple(self.criterion(criterion, id) for criterion in own))

    def scope(self, record: Mapping[str, Any]) -> Below | None:
        """The limit below which a release is out of scope; None where the definition has none."""
        limits = self.limits(record.get("scope", {}), "scope of the definition")
        return {limit.word: limit for limit in limits}.get(TRAINING_COMPUTE)

    def limits(self, value: Any, where: str) -> Iterator[Below]:
        """Numbers that must be known to be smaller than a limit."""
        if not isinstance(value, Mapping):
            self.wrong(f"{where} is not a table of numbers", f"write {{ {TRAINING_COMPUTE} = 1e25 }}")
            return
        for word, limit in value.items():
            if word != TRAINING_COMPUTE:
                self.wrong(f"{where} names {word!r}, which is not a number known here", f"write {TRAINING_COMPUTE}")
            elif isinstance(limit, bool) or not isinstance(limit, int | float) or not 0 < limit < float("inf"):
                self.wrong(f"{where} is {limit!r} for {word}", "write a number such as 1e25")
            else:
                yield Below(word, float(limit))

    def rung(self, record: Mapping[str, Any]) -> Grade:
        """A rung without criteria of its own."""
        self.reading(record)
        where = f"grade {record.get('id', '?')!r}"
        self.keys(record, tuple(key for key in GRADE_KEYS if key != "criterion"), where)
        id, name, says = (self.text(record, key, where) for key in ("id", "name", "says"))
        return Grade(id, name, says, ())

    def grade(self, record: Mapping[str, Any], definition: str) -> Grade:
        self.reading(record)
        where = f"grade {record.get('id', '?')!r}"
        self.keys(record, GRADE_KEYS, where)
        criteria = tuple(
            self.criterion(table, definition)
            for table in self.tables(record.get("criterion", []), f"criterion of {where}")
        )
        self.reading(record)
        if not criteria:
            self.wrong(f"{where} has no criterion", "a rung that asks nothing would be reached by everything")
        id, name, says = (self.text(record, key, where) for key in ("id", "name", "says"))
        return Grade(id, name, says, criteria)

    def criterion(self, record: Mapping[str, Any], definition: str) -> Criterion:
        self.reading(record)
        where = f"criterion {record.get('id', '?')!r}"
        self.keys(record, CRITERION_KEYS + REQUIREMENT_KEYS, where)
        for key in CRITERION_KEYS:
            if not record.get(key):
                self.wrong(f"{where} has no {key!r}")
        name = f"{definition}/{record.get('id', '')}"
        requirement = self.requirement(record, where, name, "")
        concluded = any(
            isinstance(question, Concluded) or (isinstance(question, Grants) and question.judged)
            for question in questions(requirement)
        )
        id, says, cites, help = (self.text(record, key, where) for key in CRITERION_KEYS)
        return Criterion(id, says, cites, help, requirement, concluded)

    def requirement(self, record: Mapping[str, Any], where: str, name: str, judged: str) -> Requirement:
        parts: list[Requirement] = []
        at = self.stated(record, "at", Availability.PUBLIC, where)
        doubt = self.stated(record, "doubt", at, where)
        extent = self.stated(record, "extent", Extent.WHOLE, where)
        of = self.stated(record, "of", Owner.BOTH, where)
        conclusion = record.get("concluded")
        if conclusion:
            judged = conclusion if isinstance(conclusion, str) else name
        terms = [(term, "") for term in self.terms(record, "terms", where)]
        terms += [(term, name) for term in self.terms(record, "judged-terms", where)]
        for slot in self.words(record.get("components", []), f"components of {where}"):
            fillings: list[Requirement] = []
            for word in slot.split("|"):
                kind = self.word(Kind, word.strip(), where, Kind.MODEL_PARAMETERS_FINAL)
                offered = _same(Offered(kind, at, doubt, extent, of, judged))
                asked = [_same(Grants(kind, term, person)) for term, person in terms]
                fillings.append(Every((offered, *asked)) if asked else offered)
                if record.get("if-used"):
                    fillings.append(_same(NotUsed(kind)))
            parts.append(_together(Either, fillings))
        if alternatives := self.tables(record.get("any", []), f"any of {where}"):
            for alternative in alternatives:
                self.keys(alternative, REQUIREMENT_KEYS, f"an alternative of {where}")
            ways = [self.requirement(alternative, where, name, judged) for alternative in alternatives]
            parts.append(Either(tuple(ways)))
        if channels := self.words(record.get("channels", []), f"channels of {where}"):
            ways = [ReachedBy(self.word(Channel, word, where, word)) for word in channels]
            parts.append(_together(Either, ways))
        if elements := self.words(record.get("elements", []), f"elements of {where}"):
            from openness.vocabulary.elements import Element  # only a definition of a document asks for them

            parts.extend(States(self.word(Element, word, where, word)) for word in elements)
        for circumstance in self.words(record.get("unless", []), f"unless of {where}"):
            parts.append(Absent(self.word(Circumstance, circumstance, where, circumstance)))
        parts.extend(self.limits(record.get("below", {}), f"below of {where}"))
        if conclusion:
            parts.append(Concluded(judged))
        if not parts:
            self.wrong(f"{where} asks nothing", "name components, alternatives, circumstances or a conclusion")
            return Concluded(name)
        return _together(Every, parts)

    def terms(self, record: Mapping[str, Any], key: str, where: str) -> list[Term]:
        """The terms under a key."""
        return [self.word(Term, term, where, Term.USE) for term in self.words(record.get(key, []), f"{key} of {where}")]


def _together(sort: type[Every] | type[Either], parts: list[Requirement]) -> Requirement:
    """Several requirements as one; a single one stays itself."""
    if len(parts) > 1:
        return sort(tuple(parts))
    (part,) = parts
    return part
