"""The smallest changes that raise a verdict, found by weighing the worlds they lead to.

An opening is a set of changes to what is claimed; no opening contains a smaller one that reaches the same. Changes are
taken from what a definition asks and does not find, combined as its requirement is, and every combination is weighed
before it is proposed. Ranks are by effort, which is an estimate with its reason and never a verdict.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from operator import attrgetter
from typing import NamedTuple

from attrs import evolve

from openness.definition.definition import (
    Absent,
    Below,
    Concluded,
    Criterion,
    Definition,
    Either,
    Every,
    Grants,
    Offered,
    Question,
    ReachedBy,
    Requirement,
    questions,
)
from openness.evaluation.change import (
    ALL_WEIGHTS,
    REBASE,
    Conclude,
    GiveUp,
    Offer,
    PossibleChange,
    Publish,
    Say,
    complete,
    publish,
    relicense,
)
from openness.evaluation.facts import SharedAnswers, World, answer, of_the_base, term_verdicts
from openness.evaluation.opening import Opening, unsaid
from openness.evaluation.standing import Verdicts, Weighed, verdicts_on
from openness.licensing.licences import Licences
from openness.release.finding import Code
from openness.shelf.shelf import shipped
from openness.vocabulary import Content, Extent, Kind
from openness.vocabulary.asking import Ending
from openness.vocabulary.verdict import Verdict

_MOST = 48  # combinations kept at each step: the easiest ones
_PROPOSED = 8  # ways to one rung that are weighed and proposed: the easiest ones
#: Well-known licences that are proposed, the first that meets what is asked.
_LICENCES = {
    Content.CODE: ("Apache-2.0", "MIT", "GPL-3.0-only"),
    Content.DATA: ("CC-BY-4.0", "CC0-1.0", "Apache-2.0", "MIT"),
    Content.DOCUMENT: ("CC-BY-4.0", "CC0-1.0", "Apache-2.0", "MIT"),
}


Changes = frozenset[PossibleChange]
Ways = tuple[Changes, ...]
_NOTHING: Ways = (frozenset(),)


@lru_cache(maxsize=2_048)
def openings(definition: Definition, world: World, weighed: Weighed) -> tuple[Opening, ...]:
    """The openings of a world under one definition, for each thing it could reach and does not; the easiest first."""
    asked = _Search(definition, _around(world), weighed)
    ways = {target: _proposed(requirement, asked) for target, requirement in _targets(definition, weighed)}
    asked.around.weighed(definition, dict.fromkeys(way for proposed in ways.values() for way in proposed))
    return tuple(opening for target in ways for opening in _reaching(target, ways[target], asked))


def _next(definition: Definition, world: World, weighed: Weighed) -> tuple[Opening, ...]:
    """The openings to the first thing that has any: as a rule the next rung."""
    asked = _Search(definition, _around(world), weighed)
    for target, requirement in _targets(definition, weighed):
        if found := tuple(_reaching(target, _proposed(requirement, asked), asked)):
            return found
    return ()


def _reaching(target: str, ways: Ways, asked: "_Search") -> list[Opening]:
    """The openings to one thing: the smallest of some ways that reach it, the easiest first."""
    definition, around = asked.definition, asked.around
    after = around.weighed(definition, ways)
    requirement = dict(_targets(definition, asked.weighed))[target]
    found = (
        Opening(_sorted(way), ((definition.id, target),), unsaid(requirement, around.after(way), way))
        for way in _minimal(way for way in ways if _holds(definition, after[way], target))
    )
    return sorted(found, key=attrgetter("effort"))


def _sorted(way: Changes) -> tuple[PossibleChange, ...]:
    """Changes with the easiest first."""
    return tuple(sorted(way, key=lambda change: (change.effort, change.key)))


@lru_cache(maxsize=256)
def across(worlds_of: tuple[tuple[Definition, Weighed], ...], world: World) -> tuple[Opening, ...]:
    """Openings with all they reach under every text that has rungs: what raises most for the least effort first.

    Those of each text that reach its next rung are weighed under every text that asks about what they change.
    """
    worlds_of = tuple((definition, weighed) for definition, weighed in worlds_of if definition.rungs)
    distinct: dict[Changes, dict[Publish, None]] = {}
    for definition, weighed in worlds_of:
        for opening in _next(definition, world, weighed):
            distinct.setdefault(frozenset(opening.changes), {}).update(dict.fromkeys(opening.unsaid))
    reached: dict[Changes, list[tuple[str, str]]] = {way: [] for way in distinct}
    around = _around(world)
    for definition, weighed in worlds_of:
        asked = {way: about for way in distinct if (about := _asked_about(way, definition))}
        after = around.weighed(definition, dict.fromkeys(asked.values()))
        targets = [target for target, _ in _targets(definition, weighed)]
        reached_by = {
            about: [target for target in targets if _holds(definition, after[about], target)] for about in after
        }
        for way, about in asked.items():
            reached[way].extend((definition.id, target) for target in reached_by[about])
    found = (Opening(_sorted(way), tuple(openings_of), tuple(distinct[way])) for way, openings_of in reached.items())
    return tuple(
        sorted(found, key=lambda way: (-len({id for id, _ in way.reaches}) / way.effort, way.effort, way.says))
    )


class _Around:
    """A world and those it may become, each made once for all definitions, and weighed once under each."""

    def __init__(self, world: World) -> None:
        self.world = with_proposed(world)
        self.circumstances = dict(world.circumstances)
        self._known = SharedAnswers()
        self._after: dict[Changes, World] = {frozenset(): self.world}
        self._weighed: dict[Definition, dict[Changes, Verdicts]] = {}
        self._offers: dict[Offered, Ways] = {}
        self._terms: dict[tuple[Grants, str], Ways] = {}

    def weighed(self, definition: Definition, ways: Collection[Changes]) -> dict[Changes, Verdicts]:
        """Each way with the verdicts, under a definition, on the world that it leads to."""
        weighed = self._weighed.setdefault(definition, {})
        if new := [way for way in ways if way not in weighed]:
            weighed.update(zip(new, verdicts_on(definition, list(map(self.after, new)), self._known), strict=True))
        return {way: weighed[way] for way in ways}

    def after(self, way: Changes) -> World:
        """The world that a way leads to: one step on from where the way without its last change leads."""
        world = self._after.get(way)
        if world is None:
            *first, last = sorted(way, key=attrgetter("key"))
            world = self._after[way] = last.applied(self.after(frozenset(first)))
        return world

    def offers(self, question: Offered) -> Ways:
        """The ways to offer a part, wholly where that is asked, and the base's too; many definitions ask the same."""
        ways = self._offers.get(question)
        if ways is None:
            ways = self._offers[question] = tuple(self._offering(question))
        return ways

    def _offering(self, question: Offered) -> Iterator[Changes]:
        kind = question.component
        published = publish(kind, self.world)
        parts: list[list[PossibleChange]] = [[published]]
        if question.extent is Extent.WHOLE and any("part" in item.extent for item in self.world.items(kind)):
            whole = complete(kind, self.world)
            parts = [[whole], [published, whole]]
        of_base = self.world.derived and of_the_base(question)
        ways = [frozenset([*part, *extra]) for part in parts for extra in (([], [REBASE]) if of_base else ([],))]
        if of_base:
            ways.append(frozenset([REBASE]))
        return (way for way in ways if answer(self.after(way), question) is Verdict.MET)

    def terms(self, question: Grants, licence: str) -> Ways:
        """The ways to a licence that meets what is asked of a part, for itself and for what it was made from."""
        ways = self._terms.get((question, licence))
        if ways is None:
            ways = self._terms[question, licence] = tuple(self._licensing(question, licence))
        return ways

    def _licensing(self, question: Grants, licence: str) -> list[Changes]:
        kind, world = question.component, self.world
        of_base = kind is Kind.MODEL_PARAMETERS_FINAL and (world.bases or world.likely or world.at_odds)
        changes: list[PossibleChange] = [
            *([relicense(kind, licence)] if licence else ()),
            *([REBASE] if of_base else ()),
        ]
        found: list[Changes] = []
        for way in (frozenset(some) for count in (1, 2) for some in combinations(changes, count)):
            reached = term_verdicts(self.after(way), kind, (question.term,)) == (Verdict.MET,)
            if reached and not any(smaller <= way for smaller in found):
                found.append(way)
        return found


@lru_cache(maxsize=4)
def _around(world: World) -> _Around:
    return _Around(world)


def _asked_about(way: Changes, definition: Definition) -> Changes:
    """The changes of a way that a definition asks about: under it the others make no difference."""
    parts, words = _subjects(definition)
    return frozenset(
        change
        for change in way
        if change is REBASE or (change.component in parts if change.component else change.word in words)
    )


@lru_cache(maxsize=256)
def _subjects(definition: Definition) -> tuple[frozenset[Kind | None], frozenset[str]]:
    """The parts and the words that a definition asks about."""
    asked = definition.questions
    words = (word for question in asked for word in (question.word, question.person))
    return frozenset(question.component for question in asked), frozenset(words)


def with_proposed(world: World) -> World:
    """The world with the licences that are proposed at hand, each as the package ships it."""
    ids = tuple(sorted({id for names in _LICENCES.values() for id in names}))
    return evolve(world, licences=world.licences.plus(shipped().licences_of(ids)))


def advice(definition: Definition, world: World, weighed: Weighed, criterion: Criterion, verdict: Verdict) -> str:
    """Advice on the base models that keep a criterion from being met; empty where none does."""
    if verdict is Verdict.UNKNOWN:
        return Code.LINEAGE_CONFLICT.help if world.at_odds else ""
    ways = _ways(criterion.requirement, _Search(definition, _around(world), weighed))
    return Opening(_sorted(ways[0]), ()).says if ways and REBASE in ways[0] else ""


# Results within reach


def _targets(definition: Definition, weighed: Weighed) -> Iterator[tuple[str, Requirement]]:
    """The results of a definition that are not certain yet, each with its requirement."""
    criteria = [criterion.requirement for _, criterion in definition.criteria]
    if definition.ending is Ending.POINTS:
        for (_, criterion), verdict in zip(definition.criteria, weighed.criteria, strict=True):
            if verdict is not Verdict.MET:
                yield criterion.id, criterion.requirement
        return
    for at, (grade, verdict) in enumerate(zip(definition.grades, weighed.grades, strict=True)):
        if verdict is Verdict.MET:
            continue
        if definition.ending is Ending.COUNT:
            yield grade.id, Either(tuple(Every(some) for some in combinations(criteria, at + 1)))
        elif definition.ending is Ending.COMPONENTS:
            yield grade.id, Every(tuple(criterion.requirement for criterion in grade.criteria))
        else:
            below = definition.grades[: at + 1]
            yield grade.id, Every(tuple(criterion.requirement for rung in below for criterion in rung.criteria))


def _holds(definition: Definition, weighed: Verdicts, target: str) -> bool:
    if definition.ending is Ending.POINTS:
        ids = [criterion.id for _, criterion in definition.criteria]
        return weighed.criteria[ids.index(target)] is Verdict.MET
    ids = [grade.id for grade in definition.grades]
    return weighed.grades[ids.index(target)] is Verdict.MET


# Ways to get there


class _Search(NamedTuple):
    """The question of one search for changes: a definition, a world with those it may become, and its answers."""

    definition: Definition
    around: _Around
    weighed: Weighed


def _proposed(requirement: Requirement, asked: _Search) -> Ways:
    """The ways worth weighing: the easiest, and the same with the base kept, as another change may make up for it."""
    ways = _ways(requirement, asked)[:_PROPOSED]
    return tuple(dict.fromkeys(some for way in ways for some in (way - {REBASE}, way) if some))


def _ways(requirement: Requirement, asked: _Search) -> Ways:
    """The sets of changes that make a requirement hold, as far as its form tells; none where nothing can."""
    if isinstance(requirement, Question):
        if asked.weighed.answers[requirement] is Verdict.MET:
            return _NOTHING
        return _minimal(_changes(requirement, asked))
    if isinstance(requirement, Either):
        return _minimal(way for part in requirement.parts for way in _ways(part, asked))
    both: Ways = _NOTHING
    for part in requirement.parts:
        ways = _ways(part, asked)
        both = _minimal(one | other for one in both for other in ways)
        if not both:
            return ()
    return both


def _minimal(ways: Iterable[Changes]) -> Ways:
    """The ways that contain no smaller one, the easiest first, and not too many."""
    distinct = set(ways)
    if len(distinct) < 2:
        return tuple(distinct)
    smallest: list[Changes] = []
    for way in sorted(distinct, key=_order):
        if not any(smaller <= way for smaller in smallest):
            smallest.append(way)
        if len(smallest) == _MOST:
            break
    return tuple(smallest)


@lru_cache(maxsize=4_096)
def _order(way: Changes) -> tuple[int, tuple[tuple[str, str, str], ...]]:
    """The key by which ways are sorted."""
    return sum(change.effort for change in way), tuple(sorted(change.key for change in way))


def _changes(question: Question, asked: _Search) -> Iterator[Changes]:
    """The changes that would make the answer to one question *met*."""
    around = asked.around
    match question:
        case Offered():
            yield from around.offers(question)
            if question.judged:
                for way in _conclusion(question.judged, asked):
                    if answer(around.after(way), question) is Verdict.MET:
                        yield way
        case Grants():
            licence = _licence(asked.definition, question.component, around.world.licences)
            yield from around.terms(question, licence)
            if question.judged:
                yield from _conclusion(question.judged, asked)
        case Absent(word=word):
            stated = around.circumstances.get(word)
            yield frozenset([GiveUp(word) if stated else Say(word, "does not apply, if that is so")])
        case Below(word=word) if not around.circumstances.get(word):
            yield frozenset([Say(word, f"is below {question.bound}, if that is so")])
        case ReachedBy(word=word):
            yield frozenset([Offer(word)])
        case Concluded(word=word):
            yield from _conclusion(word, asked)


def _conclusion(criterion: str, asked: _Search) -> Iterator[Changes]:
    if not any(about == criterion for about, _ in asked.around.world.conclusions):
        asking = (
            asker
            for _, asker in asked.definition.criteria
            if any(asks.person == criterion for asks in questions(asker.requirement))
        )
        what = next((asker.says for asker in asking), "")
        yield frozenset([Conclude(criterion, what)])


def _licence(definition: Definition, kind: Kind, licences: Licences) -> str:
    """A well-known licence that meets all a definition asks of a part; empty where none does."""
    terms = definition.terms(kind)
    names = _LICENCES[Content.CODE if kind in ALL_WEIGHTS else kind.content]
    return next((id for id in names if (Verdict.MET,) * len(terms) in licences.answers(id, terms, kind)), "")
