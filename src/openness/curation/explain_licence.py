"""Explains licences: a record, an expression, a name that may stand for several, an SPDX exception."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from openness.curation.explanation import Explanation
from openness.licensing import expression
from openness.licensing.clauses import cited
from openness.licensing.licence import Licence
from openness.shelf.shelf import Shelf
from openness.vocabulary import NOASSERTION, Kind, Term
from openness.vocabulary.duties import Duty
from openness.vocabulary.sentences import editions, series
from openness.vocabulary.verdict import Verdict


def exceptions(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """An SPDX exception by its id."""
    if id := next((listed for listed in shelf.exceptions if listed.lower() == word.lower()), ""):
        title = shelf.exceptions[id]
        adds = f"it allows more than the licence alone; write it after the licence: LICENCE WITH {id}"
        yield Explanation(id, "exception", (("", title), ("", adds)), {"id": id, "name": title})


#: The candidate that a family has beside its records where it is not complete.
_TEXTS_WITHOUT_RECORD = {NOASSERTION: "texts of the same name that have no record"}


def licences(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A licence by any of its names, an expression, or a name that may stand for several licences."""
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
    ids = dict.fromkeys(id for text in expressions for id in shelf.ids_in(text))
    records = list(filter(None, map(shelf.licence, ids)))
    asking = _asking(records)
    lines += _duties(asking, records, NOASSERTION not in expressions)
    duties = {duty.value: [licence.id for licence in found] for duty, found in asking.items()}
    if naming.ambiguous:
        record = {"id": word, "candidates": list(expressions), "answers": answers, "duties": duties}
        yield Explanation(word, "family", tuple(lines), record)
    else:
        record = {"id": naming.value, "licences": list(ids), "answers": answers, "duties": duties}
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
    answers = {
        answer for value in expressions for (answer,) in shelf.answers(value, (term,), Kind.MODEL_PARAMETERS_FINAL)
    }
    return " or ".join(
        verdict.answer for verdict in (Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN) if verdict in answers
    )


def _asking(licences: Iterable[Licence]) -> dict[Duty, list[Licence]]:
    """The duties of several licences, each with the licences that ask it; those that most ask come first."""
    asking: dict[Duty, list[Licence]] = {}
    for licence in licences:
        for duty in licence.duties.values():
            asking.setdefault(Duty(duty.duty), []).append(licence)
    order = list(Duty)
    return dict(sorted(asking.items(), key=lambda pair: (-len(pair[1]), order.index(pair[0]))))


def _duties(
    asking: Mapping[Duty, Sequence[Licence]], licences: Sequence[Licence], complete: bool
) -> Iterator[tuple[str, str]]:
    """The duties in words, each with whom it is asked by.

    Args:
        asking: the duties, each with the licences that ask it.
        licences: all that there is a record of.
        complete: False where texts without a record may be meant too, of which nobody knows what they ask.
    """
    every = "all of them" if complete else "all that have a record"
    for duty, found in asking.items():
        ids = {licence.id for licence in found}
        left = [licence.label for licence in licences if licence.id not in ids]
        who = series(editions(licence.label for licence in found))
        if len(left) < len(found) // 2:
            who = f"{every} but {series(editions(left))}" if left else every
        elif not left:
            who = every
        yield f"duty: {duty.label}", f"{duty.says} (asked by {who})"
    if asking:
        yield "duties in full", f"openness explain {licences[0].id} has words and clauses, and so for each of them"


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
