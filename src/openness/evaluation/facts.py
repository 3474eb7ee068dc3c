"""The world of a release: its claims without their places; and its answers to a definition's questions.

Many releases share one world: it is the key under which a verdict is computed once. Its rows are the choices that
licences joined by `OR` leave; hypothetical changes are further rows of the same kind.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from itertools import product

from attrs import evolve, field, frozen

from openness.definition.definition import (
    Absent,
    Below,
    Concluded,
    Definition,
    Grants,
    NotUsed,
    Offered,
    Question,
    ReachedBy,
    States,
)
from openness.licensing.choices import Answers, agree, meet
from openness.licensing.licences import Licences
from openness.release.component import Component, Item
from openness.release.release import OF_THE_BASE, BaseModel
from openness.resolution.lineage import bases_of_others, statements
from openness.resolution.resolved import Resolved
from openness.resolution.terms import Terms, leaves_out, terms_of
from openness.value import Shown, Value
from openness.vocabulary import Availability, Basis, Extent, Kind, Term
from openness.vocabulary.asking import Owner
from openness.vocabulary.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN

#: More rows than this are not laid out: the parts with most choices are then judged only where all choices agree.
ROW_LIMIT = 4_096


@frozen(eq=False, repr=False)
class ItemWorld(Value):
    """The claims on one item, and the strongest basis of each."""

    availability: tuple[str, ...]
    extent: tuple[str, ...]
    terms: Terms
    offer_basis: str = ""
    terms_basis: str = ""


@frozen(cache_hash=True, repr=False)
class World(Shown):
    """Everything a definition can ask of a release.

    Args:
        components: the items that answer for each component about which something is stated.
        bases: the licences of the bases whose terms reach the weights.
        likely: the licences of bases that only prose or a settings file names.
        derived: whether the weights are a derivative, so that the base's data belongs to them too.
        at_odds: whether the weights' licence leaves out terms of a base that go along, so that it may not hold.
        circumstances: the claims on each circumstance.
        conclusions: the verdicts persons reached, by criterion.
        channels: the ways in which people reach it.
        licences: the licences that the terms name.
        elements: the claims on each element that a document may state; none where no such document was read.
        unchecked: parts that nobody looked up.
    """

    components: tuple[tuple[Kind, tuple[ItemWorld, ...]], ...] = ()
    bases: tuple[Terms, ...] = ()
    likely: tuple[Terms, ...] = ()
    derived: bool = False
    at_odds: bool = False
    circumstances: tuple[tuple[str, tuple[str, ...]], ...] = ()
    conclusions: tuple[tuple[str, str], ...] = ()
    channels: tuple[str, ...] = ()
    licences: Licences = field(factory=Licences, hash=False)
    elements: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unchecked: tuple[Kind, ...] = ()
    _items: dict[Kind | None, tuple[ItemWorld, ...]] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_items", dict(self.components))

    def items(self, kind: Kind | None) -> tuple[ItemWorld, ...]:
        """The items of a component; none where nothing is stated about it."""
        return self._items.get(kind, ())

    @property
    def cautious(self) -> "World":
        """The same world with the parts that nobody looked up not published: nothing is possible because of them."""
        components = dict(self.components)
        for kind in self.unchecked:
            items = components.get(kind) or (_SILENT,)
            components[kind] = tuple(evolve(item, availability=(Availability.WITHHELD.value,)) for item in items)
        return evolve(self, components=tuple(components.items()), unchecked=())


@frozen(cache_hash=True, repr=False)
class VerdictKey(Shown):
    """All that a verdict can depend on: the facts of a world, and what its licences answer, whichever licences these are.

    Args:
        facts: what is claimed, without licences.
        choices: by component, the answers to every term that its licences leave, those of the bases among them.
        world: one of the worlds that are alike in this.
    """

    facts: World
    choices: tuple[tuple[Kind, tuple[Answers, ...]], ...]
    world: World = field(eq=False)


@lru_cache(maxsize=4_096)
def verdict_key(world: World) -> VerdictKey:
    """A world as definitions see it: two that answer alike are equal."""
    kinds = dict.fromkeys((*(kind for kind, _ in world.components), Kind.MODEL_PARAMETERS_FINAL))
    choices = tuple((kind, tuple(_choices(world, kind, _TERMS))) for kind in kinds)
    components = tuple(
        (kind, tuple(evolve(item, terms=_NO_TERMS) for item in items)) for kind, items in world.components
    )
    facts = evolve(world, components=components, bases=(), likely=(), at_odds=False, licences=_NO_LICENCES)
    return VerdictKey(facts, choices, world)


def world_of(resolved: Resolved) -> World:
    """The world of a resolved release."""
    release = resolved.release
    others = bases_of_others(release)
    return World(
        tuple((component.kind, _items(component)) for component in release.components),
        _terms_of_all(base for base in others if base.certain),
        _terms_of_all(base for base in others if not base.certain),
        bool(release.derived_from),
        any(leaves_out(resolved, statement) for base in others for statement in statements(base.licence)),
        tuple((word, fact.values) for word, fact in release.circumstances),
        tuple(sorted({(c.about, c.value) for c in release.conclusions})),
        tuple(sorted({claim.value for claim in release.channels})),
        resolved.licences,
        tuple((word, fact.values) for word, fact in release.elements),
        release.unchecked,
    )


def _terms_of_all(bases: Iterable[BaseModel]) -> tuple[Terms, ...]:
    return tuple(sorted({terms_of(base.licence) for base in bases}, key=_terms_order))


def _items(component: Component) -> tuple[ItemWorld, ...]:
    worlds = [_item(item) for item in component.spoken]
    return tuple(worlds) if len(worlds) < 2 else tuple(sorted(set(worlds), key=_order))


def _item(item: Item) -> ItemWorld:
    offer, licence = item.availability, item.licence
    if not (offer.claims or licence.claims or item.extent.claims):
        return _SILENT
    return ItemWorld(offer.values, item.extent.values, terms_of(licence), offer.basis or "", licence.basis or "")


def _order(item: ItemWorld) -> tuple[object, ...]:
    return (item.availability, item.extent, _terms_order(item.terms), item.offer_basis, item.terms_basis)


def _terms_order(terms: Terms) -> tuple[object, ...]:
    return (terms.claims, terms.concluded)


_TERMS = tuple(Term)
_NO_LICENCES = Licences()
_NO_TERMS = Terms()
_SILENT = ItemWorld((), (), _NO_TERMS)


# Answers


class SharedAnswers:
    """The answers that several worlds share: a world that differs in a part is asked about that part alone.

    Worlds that are made from one another have the parts that did not change as the very same objects, by which an answer is
    known again; the worlds are kept, so that no other object takes the place of one.
    """

    def __init__(self) -> None:
        self._worlds: list[World] = []
        self._given: dict[tuple[object, ...], dict[Question, Verdict]] = {}
        self._choices: dict[tuple[object, ...], list[Answers]] = {}

    def fixed(self, world: World, definition: Definition) -> dict[Question, Verdict]:
        """The answers to the questions that do not depend on a choice of licences."""
        self._worlds.append(world)
        whole = (id(world.circumstances), id(world.conclusions), id(world.channels), id(world.elements), world.derived)
        row: dict[Question, Verdict] = {}
        for kind, questions in definition.fact_questions.items():
            given = self._given.setdefault((id(world.items(kind)), *whole), {})
            for question in questions:
                verdict = given.get(question)
                if verdict is None:
                    verdict = given[question] = answer(world, question)
                row[question] = verdict
        return row

    def choices(self, world: World, kind: Kind, terms: tuple[Term, ...]) -> list[Answers]:
        """The answers that the licences of a part leave to choose among."""
        whole = (id(world.bases), id(world.likely), id(world.licences), world.at_odds)
        key = (kind, terms, id(world.items(kind)), *whole)
        if key not in self._choices:
            self._choices[key] = _choices(world, kind, terms)
        return self._choices[key]


def rows(world: World, definition: Definition, known: SharedAnswers) -> list[dict[Question, Verdict]]:
    """The answers to a definition's questions, one row for each choice of licences.

    One alternative of an `OR` serves for the whole definition (rule 6): a row fixes it for each component.
    """
    fixed = known.fixed(world, definition)
    choices = []
    for kind, terms in definition.term_questions.items():
        choices.append((kind, terms, known.choices(world, kind, definition.asked_terms[kind])))
    while _count(choices) > ROW_LIMIT:
        widest = max(range(len(choices)), key=lambda i: len(choices[i][2]))
        kind, terms, options = choices[widest]
        choices[widest] = (kind, terms, [reduce(lambda a, b: tuple(map(Verdict.agree, a, b)), options)])
    laid = []
    for combination in product(*(options for _, _, options in choices)):
        row = dict(fixed)
        for (_, terms, _), answers in zip(choices, combination, strict=True):
            row.update(zip(terms, answers, strict=True))
        for question in definition.judged:  # what a licence record leaves open, a person may have concluded
            if row[question] is UNKNOWN:
                row[question] = _concluded(world, question.judged)
        laid.append(row)
    return laid


def _count(choices: Iterable[tuple[Kind, tuple[Grants, ...], Sequence[Answers]]]) -> int:
    return reduce(lambda count, choice: count * len(choice[2]), choices, 1)


def _choices(world: World, kind: Kind, terms: tuple[Term, ...]) -> list[Answers]:
    """The answers that a component's licences leave to choose among: every item's terms apply, and its base's.

    Licences at odds with each other may each be on a list of open ones, and what they make together is not.
    """
    under = [item.terms for item in world.items(kind)] or [Terms()]
    if kind is Kind.MODEL_PARAMETERS_FINAL:
        under.extend(world.bases)
    sets = [terms_of_item.choices(terms, kind, world.licences) for terms_of_item in under]
    if kind is Kind.MODEL_PARAMETERS_FINAL and world.at_odds:
        sets.append(frozenset([tuple(MET if term.sort == "grant" else UNKNOWN for term in terms)]))
    folded = reduce(meet, sets)
    for terms_of_base in world.likely if kind is Kind.MODEL_PARAMETERS_FINAL else ():
        folded = agree(folded, meet(folded, terms_of_base.choices(terms, kind, world.licences)))
    return sorted(folded, key=lambda answers: [verdict.value for verdict in answers])


def term_verdicts(world: World, kind: Kind, terms: tuple[Term, ...]) -> tuple[Verdict, ...]:
    """The answers of a part's licences to these terms, its base's included, under the one choice that grants most."""
    choices = _choices(world, kind, terms)
    return max(choices, key=lambda answers: (answers.count(MET), -answers.count(UNMET)))


def answer(world: World, question: Question) -> Verdict:
    """The verdict on a question that does not depend on a choice of licences."""
    match question:
        case Offered():
            return _offered(world, question)
        case NotUsed(component=component):
            items = world.items(component)
            return _all(_alike(value == Availability.NOT_USED for value in item.availability) for item in items)
        case Absent(word=circumstance):
            return _alike(value == "false" for value in dict(world.circumstances).get(circumstance, ()))
        case Below(word=number, limit=limit):
            return _below(dict(world.circumstances).get(number, ()), limit)
        case ReachedBy(word=channel):  # that others are not named is not a statement on them
            return MET if channel in world.channels else UNKNOWN
        case States(word=element):  # one thing that lacks it is enough for the document to lack it
            return _all(MET if value == "true" else UNMET for value in dict(world.elements).get(element, ()))
        case Concluded(word=criterion):
            return _concluded(world, criterion)
    raise TypeError(f"{question!r} depends on a choice of licences")


def _offered(world: World, question: Offered) -> Verdict:
    items = world.items(question.component)
    if question.of is Owner.BASE and world.derived:  # nothing is said of the parts of another model
        own, of_base = MET, UNKNOWN
    else:
        answers = [_reached(item, question) for item in items]
        some = question.extent is Extent.PART and answers  # one item of several is a part of it
        own = reduce(Verdict.__or__, answers) if some else _all(answers)
        of_base = UNKNOWN if of_the_base(question) and world.derived else MET
    verdict = own & of_base
    silent = not any(item.availability for item in items) or (own is MET and of_base is UNKNOWN)
    if verdict is UNKNOWN and silent and question.judged:  # a person who judged the part has seen it
        return UNKNOWN | _concluded(world, question.judged)
    return verdict


def of_the_base(question: Offered) -> bool:
    """True where an offer is asked of the model that a derivative was made from too."""
    return question.of is Owner.BASE or (question.of is Owner.BOTH and question.component in OF_THE_BASE)


def bases(world: World, question: Question) -> Iterator[str]:
    """The bases of the claims that answer a question."""
    for item in world.items(question.component):
        yield from filter(None, (item.terms_basis if isinstance(question, Grants) else item.offer_basis,))
    if person := question.person:
        yield from (Basis.CONCLUDED for about, _ in world.conclusions if about == person)


def _reached(item: ItemWorld, question: Offered) -> Verdict:
    """The verdict on one item: is it offered as openly and as wholly as is asked?"""
    verdicts = []
    for word in item.availability:
        reached = Availability(word)
        if reached is Availability.NOT_USED or reached.openness < question.doubt.openness:
            verdicts.append(UNMET)
        else:
            verdicts.append(MET if reached.openness >= question.at.openness else UNKNOWN)
    availability = reduce(Verdict.agree, verdicts) if verdicts else UNKNOWN
    if question.extent is Extent.PART or not item.extent:
        return availability
    return availability & _alike(word == Extent.WHOLE for word in item.extent)


def _concluded(world: World, criterion: str) -> Verdict:
    return _alike(value == "met" for about, value in world.conclusions if about == criterion)


def _below(values: Iterable[str], limit: float) -> Verdict:
    """Met where every number claimed is smaller than a limit; unknown where one is not a number."""
    try:
        return _alike(float(value) < limit for value in values)
    except ValueError:
        return UNKNOWN


def _alike(answers: Iterable[bool]) -> Verdict:
    """Met or unmet where every claim says so; unknown where they differ or none is made."""
    distinct = set(answers)
    if len(distinct) != 1:
        return UNKNOWN
    return MET if distinct.pop() else UNMET


def _all(verdicts: Iterable[Verdict]) -> Verdict:
    """All must hold; where there is none nothing is known."""
    listed = list(verdicts)
    return reduce(Verdict.__and__, listed) if listed else UNKNOWN
