"""A no, or an unknown, in words: the clause, the limit or the gap that stands in the way.

The reason is read from what decided it: of a no the denials that are certain, of an unknown whatever keeps it open.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from openness.definition.definition import Criterion, Grants, questions
from openness.evaluation.evidence import facts, reasons
from openness.evaluation.gap import UNNAMED, Gap, GapSort
from openness.evaluation.standing import Weighed, deciding
from openness.evaluation.uses.asked import UseAsked, as_sentence
from openness.evaluation.uses.permission import Clause, Reason, cited_of
from openness.licensing.clauses import Limit, cited
from openness.resolution.resolved import expressions_of
from openness.value import Value
from openness.vocabulary import NOASSERTION, WEIGHTS, Kind, Term
from openness.vocabulary.sentences import editions, few, series
from openness.vocabulary.territories import spelt_out
from openness.vocabulary.verdict import Verdict

#: Gaps that are a certain no, and not merely open.
_DENIALS = (GapSort.TERM_DENIED, GapSort.NO_LICENCE, GapSort.NOT_OPEN_ENOUGH, GapSort.ONLY_A_PART)
_DEPENDS = {
    "users": "your number of users",
    "revenue": "your yearly revenue",
    "people": "how many people work for you",
    "territory": "the country you are established in",
    "class": "who you are",
    "multimodal": "whether the model takes or makes more than text",
}
_SENTENCES = 3  # of a choice so many reasons are given; the clauses are all there, and the other licences are named
_EXEMPT = "People who only use a product that somebody else makes with it are exempt"


@frozen(eq=False, repr=False)
class Obstacle(Value):
    """One thing that stands in the way.

    Args:
        gap: what is missing, or denied.
        says: it in a sentence, without its full stop.
        cite: where that stands; empty where no clause says it.
        title: the licence in which it stands, where a sentence must name it; else empty.
        clause: the clause; None where there is none.
        depends_on: what would decide it.
        end_users_exempt: those who use a product of another are exempt from it.
    """

    gap: Gap
    says: str
    cite: str = ""
    title: str = ""
    clause: Clause | None = None
    depends_on: tuple[str, ...] = ()
    end_users_exempt: bool = False


def not_granted(asked: UseAsked, verdict: Verdict, criterion: Criterion, weighed: Weighed) -> Reason:
    """The reason for a no or an unknown: the first obstacle, and of a choice the one of each alternative.

    Args:
        asked: the use, as it is asked.
        verdict: unmet or unknown.
        criterion: the use as a criterion.
        weighed: the answers to its questions.
    """
    gaps = _gaps(asked, verdict, criterion, weighed)
    found = [obstacle for gap in gaps for obstacle in _obstacles(asked, verdict, gap)]
    places: dict[str, list[tuple[str, str]]] = {}
    for obstacle in found:
        if obstacle is found[0] or (verdict is Verdict.UNMET and _is_other(asked, obstacle.gap, found[0].gap)):
            places.setdefault(obstacle.says, []).append((obstacle.cite, obstacle.title))
    sentences = [f"{says} ({where})" if (where := _where(cites)) else says for says, cites in places.items()]
    if len(titles := _silent(asked, found)) == 1 and len({obstacle.gap.licence for obstacle in found}) > 1:
        sentences = [as_sentence(str(evolve(found[0].gap, title=titles[0])))]
    exempt = [_EXEMPT] if found and found[0].end_users_exempt else []
    others = _denying_too(asked, found, list(places)[:_SENTENCES]) if len(sentences) > _SENTENCES else []
    because = (
        ". ".join((*sentences[:_SENTENCES], *others, *exempt)) or _half_known(asked, criterion) or "Nothing is known"
    )
    clauses = dict.fromkeys(obstacle.clause for obstacle in found if obstacle.clause)
    depends = dict.fromkeys(word for obstacle in found for word in obstacle.depends_on)
    return Reason(f"{because}.", tuple(clauses), tuple(depends), _gist(asked, found))


def _denying_too(asked: UseAsked, found: Sequence[Obstacle], shown: Sequence[str]) -> list[str]:
    """A sentence that names the licences of a choice that deny the use for other reasons than those that are shown."""
    named = {obstacle.gap.licence for obstacle in found if obstacle.says in shown}
    left = dict.fromkeys(asked.title(each.gap.licence) for each in found if each.gap.licence not in named)
    return [f"{series(few(editions(left)))} {'deny' if len(left) > 1 else 'denies'} it too"] if left else []


def _gist(asked: UseAsked, found: Sequence[Obstacle]) -> str:
    """The reason that uses share which ask several terms of a licence that answers none; empty for any other reason."""
    titles = _silent(asked, found)
    return f"Unknown whether {series(few(titles), 'or')} grants this." if len(titles) == 1 else ""


def _silent(asked: UseAsked, found: Sequence[Obstacle]) -> list[str]:
    """The licences of which nobody knows whether they grant what is asked; none where anything else stands in the way."""
    silent = all(
        each.gap.sort is GapSort.TERM_UNKNOWN and not (each.clause or each.gap.detail or _is_on_place(asked, each.gap))
        for each in found
    )
    return editions([asked.title(each.gap.licence) for each in found], "or") if silent else []


def _half_known(asked: UseAsked, criterion: Criterion) -> str:
    """The bases that only their family's words tell of: other terms than the family's may reach them too."""
    grants = [question for question in questions(criterion.requirement) if isinstance(question, Grants)]
    half = dict.fromkeys(
        base
        for question in grants
        for base, about, fact in facts(question, asked.plain.release)
        if about == "base licence"
        and any(NOASSERTION in asked.plain.licences.ids_in(expression) for expression in expressions_of(fact))
    )
    bases = series(list(half))
    return f"Nobody says whether other terms than its family's reach the base model {bases}" if half else ""


def _gaps(asked: UseAsked, verdict: Verdict, criterion: Criterion, weighed: Weighed) -> list[Gap]:
    """The gaps that decide a use that is not met, denials by a licence first."""
    gaps: dict[Gap, None] = {}
    for question in deciding(criterion.requirement, weighed.answers):
        if weighed.answers[question] is verdict:
            gaps.update(dict.fromkeys(reasons(question, weighed.answers, asked.resolved)[1]))
    weightiest = [gap for gap in gaps if gap.sort in _DENIALS] if verdict is Verdict.UNMET else list(gaps)
    silent = {gap.component for gap in weightiest if gap.sort in (GapSort.PART_SILENT, GapSort.NOT_CHECKED)}
    weightiest = [gap for gap in weightiest if not (gap.sort is GapSort.NO_LICENCE_NAMED and gap.component in silent)]
    weightiest = [gap for gap in weightiest if not _is_idle(asked, gap, weightiest)]
    return sorted(weightiest or gaps, key=lambda gap: _comes_last(asked, verdict, gap))


def _is_idle(asked: UseAsked, gap: Gap, gaps: Sequence[Gap]) -> bool:
    """True where a name may mean several licences, and all of them leave the same open: to name one would decide nothing."""
    if gap.sort is not GapSort.LICENCE_AMBIGUOUS:
        return False
    open_ = {other.licence for other in gaps if other.sort is GapSort.TERM_UNKNOWN and _about(other) == _about(gap)}
    named = evolve(gap, licence=next(iter(open_), ""))
    meant = {id for text in _expressions(asked, named) for id in asked.plain.licences.ids_in(text)}
    return bool(meant) and meant <= open_


def _about(gap: Gap) -> tuple[str, str, Kind | None]:
    """The part, or the base, that a gap is about."""
    return gap.base, gap.item, gap.component


def _comes_last(asked: UseAsked, verdict: Verdict, gap: Gap) -> bool:
    """True where other gaps tell more: a denial comes first, unless another licence may be chosen that leaves it open."""
    left_open = verdict is Verdict.UNKNOWN and len(_expressions(asked, gap)) == 1
    return (gap.sort is GapSort.TERM_DENIED) is left_open


def _obstacles(asked: UseAsked, verdict: Verdict, gap: Gap) -> Iterator[Obstacle]:
    """The obstacles that a gap gives: each limit that decides it, the clause that denies it, or the gap itself."""
    of, kind = gap.base or asked.name, gap.component or WEIGHTS
    title = asked.title(gap.licence)
    is_open = verdict is Verdict.UNKNOWN
    sides = _expressions(asked, gap) if is_open else []
    limits = tuple(_deciding_limits(asked, gap))
    for limit, scope in limits:
        words = tuple(asked.caller.open(limit, scope)) if is_open else ()
        says = f"{_depends(words, title, _sides(asked, sides))}{as_sentence(limit.because or str(gap))}"
        clause = Clause(gap.licence, limit.clause, kind, of, title)
        yield Obstacle(gap, says, cited(limit.clause), _whose(asked, gap), clause, words, limit.end_users_exempt)
    if not limits and gap.clause and gap.sort is GapSort.TERM_DENIED:
        says = f"{_depends((), title, _sides(asked, sides))}{as_sentence(gap.detail)}"
        clause = Clause(gap.licence, gap.clause, kind, of, title)
        yield Obstacle(gap, says, cited(gap.clause), _whose(asked, gap), clause)
    elif not limits and gap.sort is GapSort.TERM_UNKNOWN and (reason := _unclear(asked, gap))[1]:
        where, because = reason
        clause = Clause(gap.licence, where, kind, of, title)
        yield Obstacle(gap, f"Its text is not clear. {as_sentence(because)}", cited(where), _whose(asked, gap), clause)
    elif not limits and _is_on_place(asked, gap):
        yield Obstacle(
            gap, f"Nobody has checked the text of {title} for whether it gives its rights in {_place(asked)}"
        )
    elif not limits:
        yield Obstacle(gap, as_sentence(str(gap)))


def _unclear(asked: UseAsked, gap: Gap) -> tuple[str, str]:
    """The clause and the reason for which a licence leaves a term open; empty words where it is silent on it."""
    licence = asked.plain.licences.licence(gap.licence)
    return licence.unclear(Term(gap.word)) if licence else ("", "")


def _is_on_place(asked: UseAsked, gap: Gap) -> bool:
    """True where a record does not say whether its rights reach every country, and the use asks it for the caller's alone."""
    silent = gap.sort is GapSort.TERM_UNKNOWN and not gap.detail and gap.word == Term.EVERYWHERE
    return silent and asked.use.terms[0] is not Term.EVERYWHERE


def _place(asked: UseAsked) -> str:
    """The place that a caller stated, in words."""
    return spelt_out(asked.caller.territory or "")


def _deciding_limits(asked: UseAsked, gap: Gap) -> Iterator[tuple[Limit, Verdict]]:
    """The limits that make a grant false or open, each with its scope; none where the record itself denies it, or is silent."""
    licence = asked.plain.licences.licence(gap.licence)
    if licence is None or gap.sort not in (GapSort.TERM_DENIED, GapSort.TERM_UNKNOWN):
        return
    term = Term(gap.word)
    answer = licence.answers.get(term)
    yielding = licence.gives_way(term) or licence.only_commerce(term)
    if answer is not None and answer.verdict is Verdict.UNMET and not yielding:
        return
    if answer is None and gap.sort is GapSort.TERM_UNKNOWN:
        return
    wanted = Verdict.UNMET if gap.sort is GapSort.TERM_DENIED else Verdict.UNKNOWN
    for limit in licence.limits:
        scope = asked.scope(licence, limit)
        if asked.narrows(licence, limit) and asked.caller.keeps(limit, scope) is wanted:
            yield limit, scope


def _whose(asked: UseAsked, gap: Gap) -> str:
    """The licence of a gap, where a base brings it, or where it is one of several that may hold."""
    title = asked.title(gap.licence)
    if gap.base:
        return f"{title}, the licence of the base model {gap.base}"
    return title if _is_choice(asked, gap) else ""


# A choice, and a doubt


def _is_other(asked: UseAsked, gap: Gap, first: Gap) -> bool:
    """True where two gaps are of licences of which one or the other holds: a no needs the reason of both."""
    return _about(gap) == _about(first) and _is_choice(asked, gap)


def _is_choice(asked: UseAsked, gap: Gap) -> bool:
    """True where the licence of a gap is one of several of which one applies."""
    expressions = _expressions(asked, gap)
    return len(expressions) > 1 or any(" OR " in expression for expression in expressions)


def _expressions(asked: UseAsked, gap: Gap) -> list[str]:
    """The expressions that may hold of what a gap is about: several where sources disagree, or a name is ambiguous."""
    if gap.component is None or not gap.licence:
        return []
    about = "base licence" if gap.base else "licence"
    name = "" if gap.base == UNNAMED else gap.base or gap.item
    return [
        expression
        for item, word, fact in facts(Grants(gap.component, asked.use.terms[0]), asked.plain.release)
        if word == about and (item == name or not (gap.base or gap.item))
        for expression in expressions_of(fact)
    ]


def _where(places: Sequence[tuple[str, str]]) -> str:
    """Clauses with their licences, where these must be named."""
    if len(places) == 1 and places[0][1]:
        return " of ".join(places[0])
    return cited_of(places)


def _sides(asked: UseAsked, expressions: Sequence[str]) -> str:
    """The licences of which one or the other holds, in words; empty where there is no doubt which."""
    return series(few(editions(map(asked.title, expressions), "or")), "or") if len(expressions) > 1 else ""


def _depends(words: Sequence[str], title: str, sides: str) -> str:
    """Words on what would decide an unknown, before its reason; empty where nothing is open but what the reason says.

    Args:
        words: what would decide a limit.
        title: the licence with the limit, or with the denial.
        sides: the licences of which one or the other holds; empty where there is no doubt which.
    """
    numbers = series([_DEPENDS.get(word) or f"your {word}".replace("-", " ") for word in words])
    if sides:
        holds = f"It depends on which licence holds, {sides}"
        return f"{holds}; under {title} it depends on {numbers}. " if numbers else f"{holds}. Under {title}: "
    return f"It depends on {numbers}. " if numbers else ""
