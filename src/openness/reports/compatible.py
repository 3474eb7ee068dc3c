"""The answer whether licences go together, as text for a terminal, as Markdown or as data."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from openness._version import document
from openness.blocks import closing, markdown, terminal
from openness.blocks.document import Block, Code, Heading, Paragraph, listed
from openness.errors import Problem, as_json
from openness.evaluation.compatibility.combination import Carried, Combination, Compatibility, ModelNamed
from openness.evaluation.compatibility.ground import CitedClause
from openness.licensing.clauses import cited
from openness.vocabulary import NOASSERTION
from openness.vocabulary.sentences import capital, editions, series
from openness.vocabulary.verdict import Verdict

_NAMED = 30  # licences of one verdict that are named; the JSON has all
_FEW = 12  # licences of an unknown or a no that are named
_IN_TITLE = 3  # licences that the first line names

_OURS = re.compile(r"LicenseRef-[\w.-]*\w")
_SERIES = re.compile(rf"{_OURS.pattern}(?:(?:, {_OURS.pattern})* (?:and|or) {_OURS.pattern})?")
_UNDER = {Verdict.MET: "Yes, under", Verdict.UNKNOWN: "Unknown under", Verdict.UNMET: "No, not under"}


def to_dict(combination: Combination) -> dict[str, Any]:
    """The JSON of `openness compatible`."""
    results = {"results": [answer.to_dict() for answer in combination.answers]}
    models = [model.to_dict() for model in combination.models]
    return document(combination.data, {**results, **({"models": models} if models else {}), "problems": []})


def refused(problems: Iterable[Problem], data: str) -> dict[str, Any]:
    """The same where names of licences are unknown: no answer, and the problems.

    Args:
        problems: of the names.
        data: the version of the licence data.
    """
    return document(data, {"results": [], "problems": as_json(problems)})


def text(combination: Combination, width: int = 80, colour: bool = False) -> str:
    """The answer for a terminal."""
    return terminal.write(_blocks(_called(combination)), width, colour)


def markdown_text(combination: Combination) -> str:
    """The answer as Markdown."""
    return markdown.write(_blocks(_called(combination)))


def _called(combination: Combination) -> Combination:
    """The same with the names of licences in the place of the ids that nobody but us knows."""

    def name(text: str) -> str:
        return _SERIES.sub(lambda ids: _titles(ids[0], combination.names), text)

    answers = (
        evolve(
            answer,
            outbound=name(answer.outbound),
            because=name(answer.because),
            clauses=tuple(CitedClause(name(clause.licence), clause.clause) for clause in answer.clauses),
            duties=tuple(evolve(duty, licence=name(duty.licence)) for duty in answer.duties),
        )
        for answer in combination.answers
    )
    common = tuple(map(name, combination.common))
    models = tuple(evolve(model, licences=tuple(map(name, model.licences))) for model in combination.models)
    return evolve(
        combination,
        answers=tuple(answers),
        common=common,
        excluded=name(combination.excluded),
        models=models,
        own=tuple(map(name, combination.own)),
    )


def _titles(ids: str, names: Mapping[str, str]) -> str:
    """Ids by the names of the licences; in a series those of several editions of one text as one."""
    link = "and" if " and " in ids else "or"
    return series(editions([names.get(id, id) for id in _OURS.findall(ids)], link), link)


def _blocks(combination: Combination) -> Iterator[Block]:
    yield from _any(combination) if combination.outbound is None else _one(combination)
    if combination.models:
        look = "That is what the table of well-known models says; look at their own pages before you rely on it."
        yield Paragraph(" ".join((*map(_licensed, combination.models), look)))
    yield Paragraph(closing(combination.data), quiet=True)


def _licensed(model: ModelNamed) -> str:
    """A sentence on the licence that a model is under by the table of well-known models."""
    named = (licence.replace(f" AND {NOASSERTION}", "") for licence in model.licences)
    under = f"{model.name} is under {series(editions(named, 'or'), 'or')}"
    if model.certain:
        return f"{under}."
    hint = f" ({model.hint})" if model.hint else ""
    return f"{under}, and perhaps under other terms too: its name tells no more than a family{hint}."


def _one(combination: Combination) -> Iterator[Block]:
    answer = combination.answers[0]
    yield Heading(1, f"{_work(combination)} under {answer.outbound}: {answer.verdict.answer}")
    yield Paragraph(answer.because)
    yield from _details(answer)
    if answer.verdict is not Verdict.MET:
        yield from _apart(combination)


def _details(answer: Compatibility) -> Iterator[Block]:
    if answer.clauses:
        yield Heading(2, "Where it says so")
        yield listed(tuple(f"{clause.licence}: {cited(clause.clause)}" for clause in answer.clauses))
    if answer.duties:
        yield Heading(2, "What must be done")
        yield listed(tuple(map(_duty, answer.duties)))


def _duty(duty: Carried) -> str:
    words = f": “{duty.words}”" if duty.words else ""
    return f"{duty.says.removesuffix('.')}{words} ({duty.licence}, {cited(duty.clause)})"


def _any(combination: Combination) -> Iterator[Block]:
    of = {verdict: [answer for answer in combination.answers if answer.verdict is verdict] for verdict in _UNDER}
    yield Heading(1, f"{_work(combination)}: {_upshot(combination, of[Verdict.MET])}")
    if not of[Verdict.MET]:
        yield Paragraph(combination.excluded or "No licence on the shelf is a certain yes; another one may be.")
        if not combination.excluded:
            yield from _under_own(combination)
    for verdict, answers in of.items():
        if answers:
            yield Heading(2, _UNDER[verdict])
            yield Paragraph(_listed(answers, combination.common, whole=verdict is Verdict.MET))
    if not of[Verdict.MET]:
        yield from _apart(combination)
    yield Paragraph("Name one with --as to see the reasons, the clauses and the duties.")


def _under_own(combination: Combination) -> Iterator[Block]:
    """The reasons against each licence that goes in as the licence of the whole, which people ask for next."""
    answers = {answer.outbound: answer for answer in combination.answers}
    alike: dict[tuple[str, ...], list[str]] = {}  # reasons that differ in the licence alone stand once
    for name in combination.own:
        if answer := answers.get(name):
            alike.setdefault((answer.verdict.answer, *answer.because.split(name)), []).append(name)
    reasons = []
    for (verdict, *pieces), names in alike.items():
        because = names[0].join(pieces) if len(names) == 1 else _of_it(pieces)
        reasons.append(f"{series(editions(names, 'or'), 'or')}: {verdict}. {capital(because)}")
    if reasons:
        yield Heading(2, "Under the licences that go in")
        yield listed(tuple(reasons[:_IN_TITLE]))


def _of_it(pieces: Sequence[str]) -> str:
    """Sentences in which `it` stands between the pieces.

    >>> _of_it(["", " grants more than MIT. ", " asks more than ", "."])
    'It grants more than MIT. It asks more than it.'
    """
    words = pieces[0]
    for piece in pieces[1:]:
        words += f"{'It' if not words or words.endswith('. ') else 'it'}{piece}"
    return words


def _work(combination: Combination) -> str:
    """The work that is asked about: one work, made of what is under all of the licences."""
    return f"One work made from {series(combination.inbound)}"


def _apart(combination: Combination) -> Iterator[Block]:
    """A note on parts that stay apart: neither a no nor an unknown is about them."""
    if len(combination.inbound) > 1:
        yield Paragraph(
            (
                "Parts that stay apart, such as weights, code and data side by side, each keep their own licence: ",
                Code("openness may --together PATH PATH"),
                " answers for those.",
            )
        )


def _upshot(combination: Combination, met: Sequence[Compatibility]) -> str:
    """The answer in a few words: a yes names the licences that are left."""
    if not met:
        return "no" if combination.excluded else "unknown"
    if len(met) > _NAMED:
        return f"yes, under any of {len(met)} licences"
    named = [answer.outbound for answer in met[:_IN_TITLE]]
    more = f" or {len(met) - len(named)} more" if len(met) > len(named) else ""
    return f"yes, under {', '.join(named)}{more}"


def _listed(answers: Sequence[Compatibility], common: Sequence[str], whole: bool) -> str:
    """The licences of one verdict, those that people meet most first; of a yes the others too.

    >>> answers = [Compatibility(id, Verdict.UNMET, "") for id in ("0BSD", "MIT", "Apache-2.0", "Zlib")]
    >>> _listed(answers, ["Apache-2.0", "MIT"], whole=False), _listed(answers, ["MIT"], whole=True)
    ('Apache-2.0, MIT and 2 more', '0BSD, MIT, Apache-2.0, Zlib')
    """
    ids = {answer.outbound: None for answer in answers}
    met_most = {id: None for id in common if id in ids}
    if whole:
        named = [*(ids if len(ids) <= _NAMED else {**met_most, **ids})][:_NAMED]
    else:
        named = [*met_most][:_FEW]
    rest = len(ids) - len(named)
    return " and ".join(filter(None, (", ".join(editions(named)), f"{rest:,} more" if rest else "")))
