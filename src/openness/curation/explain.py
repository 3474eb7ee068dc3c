"""The meanings of a word: a licence, a definition, a criterion, a system, or any word that a report prints."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from attrs import evolve, field, frozen

from openness.definition.definition import (
    Absent,
    Below,
    Concluded,
    Criterion,
    Definition,
    Either,
    Ending,
    Grade,
    Grants,
    NotUsed,
    Offered,
    Owner,
    Question,
    ReachedBy,
    Requirement,
    States,
    questions,
)
from openness.errors import OpennessError, Problem, nearest
from openness.evaluation.uses import uses
from openness.licensing import expression
from openness.licensing.clauses import cited
from openness.licensing.licence import Licence
from openness.release.finding import Code
from openness.shelf.naming import UNKNOWN
from openness.shelf.shelf import Shelf
from openness.sources import systems as described
from openness.vocabulary import CIRCUMSTANCES, Availability, Channel, Extent, Kind, Term
from openness.vocabulary.details import Modality, ModelDetail
from openness.vocabulary.duties import Act, Duty, Lack
from openness.vocabulary.elements import Element
from openness.vocabulary.glossary import Likeness, Notion, Severity, Truth
from openness.vocabulary.properties import Property
from openness.vocabulary.value import Value
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Band, Basis, Confidence, Content, Label, Relation, State


@frozen(eq=False, repr=False)
class Explanation(Value):
    """One word, explained.

    Args:
        word: as it is written properly.
        sort: what kind of word it is.
        lines: pairs of a heading (empty for a plain paragraph) and a text.
        record: the same as data, for `--format json`.
        others: the other meanings of the word.
    """

    word: str
    sort: str
    lines: tuple[tuple[str, str], ...]
    record: Mapping[str, Any] = field(eq=False)
    others: tuple["Explanation", ...] = ()

    @property
    def meanings(self) -> tuple["Explanation", ...]:
        """Every meaning of the word, this one first."""
        return (evolve(self, others=()), *self.others) if self.others else (self,)

    @property
    def data(self) -> object:
        """The record, as `--format json` prints it; a list of records where the word has several meanings."""
        return [meaning.record for meaning in self.meanings] if self.others else self.record


def explain(word: str, shelf: Shelf) -> Explanation:
    """The meanings of a word; a word with several has `others`.

    Args:
        word: an id or a label in any case, a name of a licence or an expression of them, an SPDX exception, a
            `definition/criterion`, `system:ID`, the plural of a list, or `schema`.
        shelf: where licences and definitions are looked up.

    Raises:
        OpennessError: with the nearest words, when nothing has this name.
    """
    text = word.strip()
    found = [meaning for find in _FINDERS for meaning in find(text, shelf)]
    if found:
        return evolve(found[0], others=tuple(found[1:])) if len(found) > 1 else found[0]
    if strange := shelf.strange(text):
        problems = [Problem("", None, f"no record knows {name!r} in {text!r}", shelf.nearest(name)) for name in strange]
        raise OpennessError(*problems)
    known = [
        *_LISTS,
        *_SCHEMAS,
        *shelf.every_definition(),
        *described.ids(),
        *uses(shelf),
        *(_written(one) for _, _, words in _WORDS for one in words),
    ]
    help = nearest(word, known) or shelf.nearest(word) or "`openness explain` lists every word"
    raise OpennessError(Problem("", None, f"nothing here is called {word!r}", help))


def _key(text: str) -> str:
    """A word without its case, its quotation marks, and the difference between a hyphen and a space."""
    return " ".join(text.lower().strip("“”").replace("-", " ").replace("_", " ").split())


#: The JSON Schemas, each with what it describes.
_SCHEMAS = {
    "schema": "the native file",
    "licence-schema": "a licence record",
    "definition-schema": "a definition file",
    "system-schema": "a described system",
    "policy-schema": "a policy file",
    "report-schema": "the reports of `classify` and `check` in JSON",
}

# Lists

#: Every closed list: the kind of word, its plural, and the words. A word of several lists is explained in this order.
_WORDS: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
    ("component", "components", tuple(Kind)),
    ("term", "terms", tuple(Term)),
    ("finding", "findings", tuple(Code)),
    ("duty", "duties", tuple(Duty)),
    ("availability", "availabilities", tuple(Availability)),
    ("basis", "bases", tuple(Basis)),
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
    ("word", "words", tuple(Notion)),
)


def _written(one: Any) -> str:
    """A word of a list as files hold it."""
    return str(one.value)


def _worded(one: Any) -> str:
    """The label and the meaning of a word; the meaning alone where the label is the word itself."""
    return one.says if _key(one.label) == _key(_written(one)) else f"{one.label}: {one.says}"


def _list(words: tuple[Any, ...]) -> Callable[[Shelf], list[tuple[str, str]]]:
    return lambda shelf: [(_written(one), _worded(one)) for one in words]


_LISTS: dict[str, Callable[[Shelf], list[tuple[str, str]]]] = {
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
    "uses": lambda shelf: [(use.id, use.label) for use in uses(shelf).values()],
    "systems": lambda shelf: [(id, described.title(described.system(id))) for id in described.ids()],
    **{plural: _list(words) for _, plural, words in _WORDS},
}


def contents(shelf: Shelf) -> Explanation:
    """Every list there is, with the number of its words."""
    lines = [(name, f"{len(words(shelf))} words") for name, words in _LISTS.items()]
    lines.extend((name, f"the JSON Schema of {what}") for name, what in _SCHEMAS.items())
    return Explanation(
        "", "contents", tuple(lines), {name: [word for word, _ in words(shelf)] for name, words in _LISTS.items()}
    )


def _listing(word: str, shelf: Shelf) -> Iterator[Explanation]:
    name = word.lower()
    if name in _LISTS:
        words = _LISTS[name](shelf)
        yield Explanation(name, "list", tuple(words), dict(words))


def _schema(word: str, shelf: Shelf) -> Iterator[Explanation]:
    name = word.lower()
    if not name.endswith("schema"):
        return
    from openness.curation import report_schema, schema

    schemas = {
        "schema": schema.native_schema,
        "licence-schema": schema.licence_schema,
        "system-schema": schema.system_schema,
        "definition-schema": schema.definition_schema,
        "policy-schema": schema.policy_schema,
        "report-schema": report_schema.report_schema,
    }
    if name in schemas:
        yield Explanation(name, "schema", (), schemas[name]())


# Definitions and criteria


def _definition(word: str, shelf: Shelf) -> Iterator[Explanation]:
    for id in shelf.every_definition():
        definition = shelf.definition(id)
        if _key(word) in map(_key, (id, definition.name, definition.label)):
            yield Explanation(id, "definition", tuple(_definition_lines(definition)), definition.record)


def _definition_lines(definition: Definition) -> Iterator[tuple[str, str]]:
    yield "", definition.name
    if definition.says:
        yield "", definition.says
    yield "version", definition.version
    yield "published", f"{definition.dated}, {definition.source}"
    yield "read", definition.read
    yield "result", definition.ending.says
    if definition.rungs:
        yield "levels", " < ".join(definition.grade(rung).name for rung in definition.rungs)
    if definition.scope is not None:
        yield "does not judge", _question_words(definition.scope)
    yield from ((f"outcome {key}", word) for key, word in definition.outcomes.items())
    if definition.note:
        yield "note", definition.note
    for grade, criterion in definition.criteria:
        yield f"{grade.id}/{criterion.id}" if grade else criterion.id, criterion.says


def _levels(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A level of every definition that has one of this name."""
    for id in shelf.definitions():
        definition = shelf.definition(id)
        for rung in definition.rungs:
            grade = definition.grade(rung)
            if _key(word) in (_key(rung), _key(grade.name), _key(f"{id}/{rung}")):
                yield Explanation(
                    rung,
                    f"level of {id}",
                    (
                        ("", ": ".join(filter(None, (grade.name, grade.says)))),
                        *(("asks", criterion.says) for criterion in grade.criteria),
                        ("levels", " < ".join(definition.grade(other).name for other in definition.rungs)),
                        ("from", definition.name),
                    ),
                    {
                        "id": rung,
                        "sort": "level",
                        "definition": id,
                        "label": grade.name,
                        "says": grade.says,
                        "criteria": [criterion.id for criterion in grade.criteria],
                    },
                )


def _criterion(word: str, shelf: Shelf) -> Iterator[Explanation]:
    id, slash, name = word.lower().partition("/")
    if not slash or id not in shelf.every_definition():
        return
    definition = shelf.definition(id)
    pair = next(((grade, one) for grade, one in definition.criteria if one.id == name), None)
    if pair:
        grade, criterion = pair
        lines = tuple(_criterion_lines(definition, grade, criterion))
        yield Explanation(f"{id}/{name}", "criterion", lines, _record(grade, criterion))
    elif name not in definition.rungs:
        known = [f"{id}/{one.id}" for _, one in definition.criteria]
        raise OpennessError(
            Problem("", None, f"{id} has no criterion {name!r}", nearest(word, known) or ", ".join(known))
        )


def _criterion_lines(definition: Definition, grade: Grade | None, criterion: Criterion) -> Iterator[tuple[str, str]]:
    yield "", criterion.says
    yield "from", f"{definition.name}, {criterion.cites} ({definition.source})"
    if grade:
        yield "level" if definition.ending is Ending.GRADES else "part", f"{grade.name} ({grade.id})"
    else:
        yield "result", definition.ending.says
    yield "asks", requirement_words(criterion.requirement)
    yield "met", f"the facts show that all of this holds{_by_a_person(criterion, 'it')}"
    yield "not met", f"the facts show that something of this does not hold{_by_a_person(criterion, 'the opposite')}"
    yield "unknown", "neither: a fact is not stated or is disputed, or a person has not judged yet"
    yield "fix", criterion.help


def _by_a_person(criterion: Criterion, what: str) -> str:
    """The part of a verdict that is a person's; empty where a criterion asks facts alone."""
    if any(isinstance(question, Concluded) for question in questions(criterion.requirement)):
        return f", and a person has concluded {what}" if what == "it" else f", or a person has concluded {what}"
    return f"; where a licence record leaves it open, a person has concluded {what}" if criterion.concluded else ""


def _record(grade: Grade | None, criterion: Criterion) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "grade": grade.id if grade else None,
        "says": criterion.says,
        "cites": criterion.cites,
        "asks": requirement_words(criterion.requirement),
        "concluded": criterion.concluded,
        "help": criterion.help,
    }


def requirement_words(requirement: Requirement) -> str:
    """A requirement in words."""
    if isinstance(requirement, Question):
        return _question_words(requirement)
    joiner = " or " if isinstance(requirement, Either) else " and "
    parts = [requirement_words(part) for part in requirement.parts]
    return joiner.join(f"({part})" if " or " in part or " and " in part else part for part in parts)


def _question_words(question: Question) -> str:
    match question:
        case Offered():
            least = "public" if question.at is Availability.PUBLIC else f"at least {question.at.label}"
            doubt = f" (unknown when {question.doubt.label})" if question.doubt is not question.at else ""
            whole = "" if question.extent is Extent.WHOLE else ", at least in part"
            owner = f"{question.of.label} " if question.of is not Owner.BOTH else ""
            return f"{owner}{question.component.label}: {least}{doubt}{whole}"
        case Grants():
            person = ", where a licence record leaves it open by a person's conclusion" if question.judged else ""
            return f"{question.component.label}: its licence meets “{Term(question.word).label}”{person}"
        case NotUsed():
            return f"{question.component.label}: not used"
        case Absent():
            return f"not “{_circumstance(question.word)}”"
        case Below():
            return f"{_circumstance(question.word)}: known to be below {question.bound}"
        case ReachedBy():
            return f"people reach it by {Channel(question.word).label}"
        case States():
            return f"the document states {Element(question.word).says}, of everything it lists that has it"
    return f"a person's conclusion on {question.word}"


def _circumstance(word: str) -> str:
    return next(one.label for one in CIRCUMSTANCES if one == word)


# Words and licences


def _vocabulary(word: str, shelf: Shelf) -> Iterator[Explanation]:
    for sort, words in _named().get(_key(word), ()):
        yield _word(sort, words, shelf)


@cache
def _named() -> Mapping[str, list[tuple[str, Any]]]:
    """Every word of a closed list by its key and by that of its label, with the kind of word it is."""
    named: dict[str, list[tuple[str, Any]]] = {}
    for sort, _, words in _WORDS:
        for one in words:
            for key in dict.fromkeys((_key(_written(one)), _key(one.label))):
                named.setdefault(key, []).append((sort, one))
    return named


def _word(sort: str, one: Any, shelf: Shelf) -> Explanation:
    lines = [("", _worded(one))]
    if isinstance(one, Code):
        lines += [("level", one.level), ("fix", one.help)]
    if isinstance(one, Duty):
        lines.append(("asked of", " and ".join(act.says for act in one.when)))
    if isinstance(one, Kind):
        lines.append(("content", one.content.value))
    if isinstance(one, Term):
        lines.append(("sort", one.sort))
    if asking := _asking(one, shelf):
        lines.append(("asked for by", ", ".join(asking)))
    return Explanation(
        _written(one),
        sort,
        tuple(lines),
        {
            "id": _written(one),
            "sort": sort,
            **{heading: text for heading, text in lines if heading},
            "label": one.label,
            "says": one.says,
        },
    )


def _asking(one: Any, shelf: Shelf) -> list[str]:
    """The criteria that ask about a component, a term, a circumstance or a channel."""
    if not isinstance(one, (Kind, Term, Channel)) and one not in CIRCUMSTANCES:
        return []
    asking = [
        f"{id}/{criterion.id}"
        for id in shelf.every_definition()
        for _, criterion in shelf.definition(id).criteria
        if any(one in (question.component, question.word) for question in questions(criterion.requirement))
    ]
    return asking or ["no definition"]


def _system(word: str, shelf: Shelf) -> Iterator[Explanation]:
    id = word.lower().removeprefix(described.PREFIX)
    if id != word.lower() or id in described.ids():
        system = described.system(id)
        yield Explanation(id, "system", tuple(described.lines(system)), system.to_dict())


def _use(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A use, by its id or its label: what it asks, and the limits and duties that count for it."""
    key = _key(word)
    for use in uses(shelf).values():
        if key in (_key(use.id), _key(use.label)):
            lines = [("", use.label), ("parts", ", ".join(kind.label for kind in use.kinds))]
            lines.append(("available", f"{Availability(use.asks['at']).label}, or more openly"))
            lines += [("asks", f"{term.label}: {term.says}") for term in use.terms]
            lines += [("limits of", term.label) for term in use.limits]
            lines += [("duties of", act.says) for act in use.acts]
            yield Explanation(use.id, "use", tuple(lines), use.to_dict())


def _exception(word: str, shelf: Shelf) -> Iterator[Explanation]:
    if id := next((listed for listed in shelf.exceptions if listed.lower() == word.lower()), ""):
        title = shelf.exceptions[id]
        adds = f"it allows more than the licence alone; write it after the licence: LICENCE WITH {id}"
        yield Explanation(id, "exception", (("", title), ("", adds)), {"id": id, "name": title})


#: The candidate that a family has beside its records where it is not complete.
_TEXTS_WITHOUT_RECORD = {UNKNOWN: "texts of the same name that have no record"}


def _licence(word: str, shelf: Shelf) -> Iterator[Explanation]:
    naming = shelf.naming(word)
    if not naming.known or naming.candidates == ("NONE",):
        return
    licence = shelf.licence(naming.value)
    if licence is not None and not naming.ambiguous:
        yield _record_of(licence)
        return
    expressions = naming.candidates
    if naming.ambiguous:
        lines = [("", f"{word} stands for several licences; a question has an answer only where all of them agree")]
        lines += [("candidate", _TEXTS_WITHOUT_RECORD.get(expression, expression)) for expression in expressions]
    else:
        lines = list(_parts(naming.value, shelf))
    answers = {term.value: _together(term, expressions, shelf) for term in Term if term.sort != "derived"}
    lines += ((Term(term).label, answer) for term, answer in answers.items())
    if naming.ambiguous:
        record = {"id": word, "candidates": list(expressions), "answers": answers}
        yield Explanation(word, "family", tuple(lines), record)
    else:
        record = {"id": naming.value, "licences": list(shelf.ids_in(naming.value)), "answers": answers}
        yield Explanation(naming.value, "expression", tuple(lines), record)


def _parts(value: str, shelf: Shelf) -> Iterator[tuple[str, str]]:
    """The licences in an expression, each once."""
    tree = expression.parse(value)
    if isinstance(tree, expression.Any):
        yield "", "people who receive it choose one of these"
    elif isinstance(tree, expression.All):
        yield "", "all of these apply"
    for name in dict.fromkeys(expression.names(tree)):
        licence = shelf.licence(name.id)
        later = ", or any later version of it" if name.later else ""
        yield str(name), f"{licence.name if licence else name.id}{later}"
        if name.exception:
            yield "with", f"{shelf.exceptions[name.exception]}, which allows more than the licence alone"


def _together(term: Term, expressions: Iterable[str], shelf: Shelf) -> str:
    """The answer of all expressions for weights; where they differ, or leave a choice, each answer."""
    answers = {answer for one in expressions for (answer,) in shelf.answers(one, (term,), Kind.MODEL_PARAMETERS_FINAL)}
    words = {Verdict.MET: "yes", Verdict.UNMET: "no", Verdict.UNKNOWN: "unknown"}
    return " or ".join(said for verdict, said in words.items() if verdict in answers)


def _record_of(licence: Licence) -> Explanation:
    record = {"known-as": {}, "listed": {}, "grants": {}, "duties": {}, "limit": [], **licence.record}
    lines = [("", licence.name), ("id", licence.id)]
    lines.extend(licence.heads)
    if licence.made_for:
        lines.append(("made for", ", ".join(licence.made_for)))
    names = list(dict.fromkeys(name for names in licence.names.values() for name in names))
    if names:
        lines.append(("known as", ", ".join(names)))
    if read := licence.read:
        whole = "" if read.whole else "; not the whole text"
        lines.append(("read", f"{read.on}, from {read.source}{whole}"))
        for document in read.documents:
            lines.append((f"read: {document.name}", "the whole text" if document.whole else "not the whole text"))
        if read.note:
            lines.append(("note", read.note))
    lines.extend(_answers(licence))
    return Explanation(licence.id, "licence", tuple(lines), record)


def _answers(licence: Licence) -> Iterator[tuple[str, str]]:
    """Every answer of a licence: lists, grants, duties, limits; a term that is missing is unknown."""
    for term in Term:
        if term.sort == "derived":
            continue
        answer = licence.answers.get(term)
        if answer is None:
            yield term.label, "unknown"
            continue
        word = "yes" if answer.verdict is Verdict.MET else "no"
        if term.sort == "list":
            yield term.label, f"{word} (looked up {answer.origin})"
            continue
        origin = f", as {answer.origin}" if answer.origin else ""
        because = f": {answer.reason}" if answer.because else ""
        yield term.label, f"{word} ({cited(answer.clause)}{origin}){because}"
    for duty in licence.duties.values():
        words = f" (“{duty.words}”)" if duty.words else ""
        yield f"duty: {Duty(duty.duty).label}", f"{duty.says}{words} ({cited(duty.clause)})"
    for limit in licence.limits:
        details = "; ".join(filter(None, (cited(limit.clause), limit.test)))
        yield "limit", f"{limit.what}: {limit.because or limit.effect.says} ({details})"


_FINDERS = (_listing, _schema, _definition, _criterion, _vocabulary, _levels, _system, _use, _exception, _licence)
