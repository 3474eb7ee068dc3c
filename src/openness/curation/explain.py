"""What a word means: a licence, definition, criterion, system, component, term, finding code or any word of ours."""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
    questions,
)
from openness.errors import OpennessError, Problem, nearest
from openness.licensing import expression
from openness.licensing.licence import Licence
from openness.release.finding import Code
from openness.shelf.naming import UNKNOWN
from openness.shelf.shelf import Shelf
from openness.sources import systems as described
from openness.vocabulary import (
    CIRCUMSTANCES,
    Availability,
    Basis,
    Channel,
    Confidence,
    Extent,
    Kind,
    Label,
    Relation,
    Term,
)
from openness.vocabulary.duties import Duty
from openness.vocabulary.value import Value
from openness.vocabulary.verdict import Verdict


@frozen(eq=False, repr=False)
class Explanation(Value):
    """One word, explained.

    Args:
        word: as it is written properly.
        sort: what kind of word it is.
        lines: pairs of a heading (empty for a plain paragraph) and a text.
        record: the same as data, for `--format json`.
        others: the word's other meanings.
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
        """What `--format json` prints: the record; a list of them where the word has several meanings."""
        return [meaning.record for meaning in self.meanings] if self.others else self.record


def explain(word: str, shelf: Shelf) -> Explanation:
    """What a word means, whatever its case; a word with several meanings has `others`.

    Args:
        word: an id, a name of a licence or an expression of them, an SPDX exception, a `definition/criterion`,
            `system:ID`, the plural of a list, or `schema`.
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
        "schema",
        "licence-schema",
        "system-schema",
        *shelf.definitions(),
        *described.ids(),
        *(str(one) for _, words in _WORDS for one in words),
    ]
    help = nearest(word, known) or shelf.nearest(word) or "`openness explain` lists every word"
    raise OpennessError(Problem("", None, f"nothing here is called {word!r}", help))


# Lists

_WORDS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("component", tuple(Kind)),
    ("term", tuple(Term)),
    ("finding", tuple(Code)),
    ("duty", tuple(Duty)),
    ("availability", tuple(Availability)),
    ("basis", tuple(Basis)),
    ("confidence", tuple(Confidence)),
    ("extent", tuple(Extent)),
    ("relation", tuple(Relation)),
    ("channel", tuple(Channel)),
    ("claim", tuple(Label)),
    ("ending", tuple(Ending)),
    ("circumstance", tuple(CIRCUMSTANCES)),
)

_LISTS: dict[str, Callable[[Shelf], list[tuple[str, str]]]] = {
    "definitions": lambda shelf: [(id, shelf.definition(id).name) for id in shelf.definitions()],
    "criteria": lambda shelf: [
        (f"{id}/{criterion.id}", criterion.says)
        for id in shelf.definitions()
        for _, criterion in shelf.definition(id).criteria
    ],
    "components": lambda shelf: [(kind.value, kind.says) for kind in Kind],
    "terms": lambda shelf: [(term.value, term.says) for term in Term],
    "duties": lambda shelf: [(duty.value, duty.says) for duty in Duty],
    "findings": lambda shelf: [(code.value, code.says) for code in Code],
    "licences": lambda shelf: [
        (id, licence.name)
        for id in shelf.licences()
        if (licence := shelf.licence(id)) and licence.curated and not licence.silent
    ],
    "systems": lambda shelf: [(id, described.title(described.system(id))) for id in described.ids()],
}


def contents(shelf: Shelf) -> Explanation:
    """Every list there is, with how many words it holds."""
    lines = [(name, f"{len(words(shelf))} words") for name, words in _LISTS.items()]
    lines.append(("schema", "the JSON Schema of the native file"))
    lines.append(("licence-schema", "the JSON Schema of a licence record"))
    lines.append(("system-schema", "the JSON Schema of a described system"))
    return Explanation(
        "", "contents", tuple(lines), {name: [word for word, _ in words(shelf)] for name, words in _LISTS.items()}
    )


def _listing(word: str, shelf: Shelf) -> Iterator[Explanation]:
    word = word.lower()
    if word in _LISTS:
        words = _LISTS[word](shelf)
        yield Explanation(word, "list", tuple(words), dict(words))


def _schema(word: str, shelf: Shelf) -> Iterator[Explanation]:
    word = word.lower()
    if not word.endswith("schema"):
        return
    from openness.curation import schema

    made = {
        "schema": schema.native_schema,
        "licence-schema": schema.licence_schema,
        "system-schema": schema.system_schema,
    }
    if word in made:
        yield Explanation(word, "schema", (), made[word]())


# Definitions and criteria


def _definition(word: str, shelf: Shelf) -> Iterator[Explanation]:
    word = _as_listed(word, shelf.definitions())
    if not word:
        return
    definition = shelf.definition(word)
    lines = [
        ("", definition.name),
        ("version", definition.version),
        ("published", f"{definition.dated}, {definition.source}"),
        ("read", definition.read),
        ("comes to", definition.ending.says),
    ]
    if definition.rungs:
        lines.append(("rungs", " < ".join(definition.rungs)))
    if definition.scope is not None:
        lines.append(("out of scope", _question_words(definition.scope)))
    lines.extend((f"outcome {key}", word) for key, word in definition.outcomes.items())
    if definition.note:
        lines.append(("note", definition.note))
    for grade, criterion in definition.criteria:
        lines.append((f"{grade.id}/{criterion.id}" if grade else criterion.id, criterion.says))
    yield Explanation(word, "definition", tuple(lines), definition.record)


def _as_listed(word: str, words: Iterable[str]) -> str:
    """The listed word that this is, whatever its case; empty where it is none."""
    return next((listed for listed in words if listed.lower() == word.lower()), "")


def _criterion(word: str, shelf: Shelf) -> Iterator[Explanation]:
    written, _, name = word.partition("/")
    id = _as_listed(written, shelf.definitions()) if name else ""
    if not id:
        return
    definition = shelf.definition(id)
    held = next(((grade, one) for grade, one in definition.criteria if one.id.lower() == name.lower()), None)
    if held is None:
        known = [f"{id}/{one.id}" for _, one in definition.criteria]
        raise OpennessError(
            Problem("", None, f"{id} has no criterion {name!r}", nearest(word, known) or ", ".join(known))
        )
    grade, criterion = held
    yield Explanation(
        f"{id}/{criterion.id}",
        "criterion",
        tuple(_criterion_lines(definition, grade, criterion)),
        _record(grade, criterion),
    )


def _criterion_lines(definition: Definition, grade: Grade | None, criterion: Criterion) -> Iterator[tuple[str, str]]:
    yield "", criterion.says
    yield "from", f"{definition.name}, {criterion.cites} ({definition.source})"
    if grade:
        yield "grade" if definition.ending is Ending.GRADES else "component", grade.id
    else:
        yield "counts", definition.ending.says
    yield "asks", requirement_words(criterion.requirement)
    yes, no = "", ""
    if any(isinstance(question, Concluded) for question in questions(criterion.requirement)):
        yes, no = ", a person's conclusion included", ", or a person has concluded that it does not"
    elif criterion.concluded:
        yes, no = (
            f", or, where a licence record leaves it open, a person has concluded {it}" for it in ("it", "the reverse")
        )
    yield "yes", f"all that is asked is known to hold{yes}"
    yield "no", f"something that is asked is known not to hold{no}"
    yield "unknown", "neither: something is not said, disputed, or left to a person who has not spoken"
    yield "to meet it", criterion.help


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
        case Offered(component=kind):
            whose = {Owner.OWN: ", this model's own,", Owner.BASE: ", the base model's,"}.get(question.of, "")
            least = f"at least {question.at.value}" if question.at is not Availability.PUBLIC else "public"
            doubt = f" (unknown when {question.doubt.value})" if question.doubt is not question.at else ""
            whole = "" if question.extent is Extent.WHOLE else ", at least in part"
            return f"{kind.value}{whose} offered {least}{doubt}{whole}"
        case Grants(component=kind):
            person = f" (where a licence record leaves it open, by a person's conclusion on {question.judged})"
            return f"{kind.value} under terms that meet {question.word}{person if question.judged else ''}"
        case NotUsed(component=kind):
            return f"{kind.value} not used"
        case Absent():
            return f"not {question.word}"
        case Below():
            return f"{question.word} known to be below {question.bound}"
        case ReachedBy():
            return f"people reach it by {question.word}"
    return f"a person's conclusion on {question.word}"


# Words and licences


def _vocabulary(word: str, shelf: Shelf) -> Iterator[Explanation]:
    for sort, words in _WORDS:
        for one in words:
            if word.lower() == str(one).lower():
                yield _word(sort, one, shelf)


def _word(sort: str, one: Any, shelf: Shelf) -> Explanation:
    says = CIRCUMSTANCES.get(str(one)) or getattr(one, "says", "")
    lines = [("", says or f"a word of the list “{sort}”")]
    if isinstance(one, Code):
        lines += [("level", one.level), ("to mend it", one.help)]
    if isinstance(one, Duty):
        lines.append(("falls due for", " and ".join(act.says for act in one.when)))
    if isinstance(one, Kind):
        lines.append(("content", one.content.value))
    if isinstance(one, Term):
        lines.append(("sort", one.sort))
    if asking := _asking(one, shelf):
        lines.append(("asked for by", ", ".join(asking)))
    return Explanation(
        str(one),
        sort,
        tuple(lines),
        {"id": str(one), "sort": sort, **{k: v for k, v in lines if k}, "says": lines[0][1]},
    )


def _asking(one: Any, shelf: Shelf) -> list[str]:
    """The criteria that ask about a component, a term, a circumstance or a channel."""
    if not isinstance(one, (Kind, Term, Channel)) and one not in CIRCUMSTANCES:
        return []
    asking = [
        f"{id}/{criterion.id}"
        for id in shelf.definitions()
        for _, criterion in shelf.definition(id).criteria
        if any(one in (question.component, question.word) for question in questions(criterion.requirement))
    ]
    return asking or ["no definition"]


def _system(word: str, shelf: Shelf) -> Iterator[Explanation]:
    id = word.removeprefix(described.PREFIX)
    listed = _as_listed(id, described.ids())
    if listed or id != word:
        held = described.system(listed or id)
        yield Explanation(listed or id, "system", tuple(described.lines(held)), held.to_dict())


def _exception(word: str, shelf: Shelf) -> Iterator[Explanation]:
    if id := _as_listed(word, shelf.exceptions):
        title = shelf.exceptions[id]
        adds = f"it allows more than the licence before it does, and is written after it: LICENCE WITH {id}"
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
        lines = [("", f"{word} stands for several licences; a question is answered only where all answer alike")]
        lines += [("candidate", _TEXTS_WITHOUT_RECORD.get(expression, expression)) for expression in expressions]
    else:
        lines = list(_parts(naming.value, shelf))
    answers = {term.value: _together(term, expressions, shelf) for term in Term if term.sort != "derived"}
    lines += answers.items()
    if naming.ambiguous:
        record = {"id": word, "candidates": list(expressions), "answers": answers}
        yield Explanation(word, "family", tuple(lines), record)
    else:
        record = {"id": naming.value, "licences": list(shelf.ids_in(naming.value)), "answers": answers}
        yield Explanation(naming.value, "expression", tuple(lines), record)


def _parts(value: str, shelf: Shelf) -> Iterator[tuple[str, str]]:
    """What an expression is made of, each name once."""
    tree = expression.parse(value)
    if isinstance(tree, expression.Any):
        yield "", "whoever receives it chooses one of these"
    elif isinstance(tree, expression.All):
        yield "", "all of these apply"
    for name in dict.fromkeys(expression.names(tree)):
        licence = shelf.licence(name.id)
        later = ", or any later version of it" if name.later else ""
        yield str(name), f"{licence.name if licence else name.id}{later}"
        if name.exception:
            yield "with", f"{shelf.exceptions[name.exception]}, which allows more than the licence does"


def _together(term: Term, expressions: Iterable[str], shelf: Shelf) -> str:
    """The answer that all expressions give of weights; where they differ, or leave a choice, each of them."""
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
            yield term.value, "unknown"
            continue
        word = "yes" if answer.verdict is Verdict.MET else "no"
        if term.sort == "list":
            yield term.value, f"{word} (looked up {answer.origin})"
            continue
        origin = f", as {answer.origin}" if answer.origin else ""
        because = f": {answer.reason}" if answer.because else ""
        yield term.value, f"{word} (clause {answer.clause}{origin}){because}"
    for duty in licence.duties.values():
        words = f" (“{duty.words}”)" if duty.words else ""
        yield f"duty {duty.duty}", f"{duty.says}{words} (clause {duty.clause})"
    for limit in licence.limits:
        details = "; ".join(filter(None, (f"clause {limit.clause}", limit.test)))
        yield "limit", f"{limit.what}: {limit.because or limit.effect.says} ({details})"


_FINDERS = (_listing, _schema, _definition, _criterion, _vocabulary, _system, _exception, _licence)
