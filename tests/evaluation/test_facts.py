"""The claims of a release without their places; and its answers to questions."""

from collections.abc import Iterable
from typing import Any

import pytest
from attrs import evolve
from tests.support.releases import WEIGHTS, card, judgeable, judged, native, weights

from openness.definition.definition import (
    Absent,
    Below,
    Concluded,
    Criterion,
    Definition,
    Grants,
    NotUsed,
    Offered,
    Question,
    ReachedBy,
    States,
)
from openness.evaluation.facts import (
    ItemWorld,
    SharedAnswers,
    World,
    answer,
    bases,
    of_the_base,
    rows,
    term_verdicts,
    verdict_key,
    world_of,
)
from openness.licensing.licence import Answer, Licence
from openness.licensing.licences import Licences
from openness.release.release import Release
from openness.resolution.terms import Terms
from openness.shelf.shelf import shipped
from openness.vocabulary import Availability, Basis, Extent, Kind, Term
from openness.vocabulary.asking import Ending, Owner
from openness.vocabulary.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN


def asked(release: Release, question: Question) -> Verdict:
    """The answer of a release."""
    return answer(world_of(judgeable(release)), question)


def test_a_world_does_not_know_where_a_claim_stands() -> None:
    one = card("license: mit\npipeline_tag: x", name="README.md")
    other = card("pipeline_tag: x\ntags: []\nlicense: MIT", name="deep/down/README.md")
    assert world_of(judgeable(one)) == world_of(judgeable(other))


@pytest.mark.parametrize(
    ("availability", "at_public", "with_doubt", "at_hosted"),
    [
        ("public", MET, MET, MET),
        ("gated", UNMET, UNKNOWN, MET),
        ("on-request", UNMET, UNMET, MET),
        ("hosted", UNMET, UNMET, MET),
        ("withheld", UNMET, UNMET, UNMET),
        ("not-used", UNMET, UNMET, UNMET),
    ],
)
def test_a_part_is_offered_as_openly_as_it_is_said(
    availability: str, at_public: Verdict, with_doubt: Verdict, at_hosted: Verdict
) -> None:
    release = weights(availability)
    assert asked(release, Offered(WEIGHTS)) is at_public
    assert asked(release, Offered(WEIGHTS, doubt=Availability.GATED)) is with_doubt
    at = Availability.HOSTED
    assert asked(release, Offered(WEIGHTS, at=at, doubt=at)) is at_hosted


def test_of_a_part_that_is_not_listed_nothing_is_known() -> None:
    assert asked(Release(), Offered(Kind.DATASETS)) is UNKNOWN
    assert asked(Release(), NotUsed(Kind.DATASETS)) is UNKNOWN


@pytest.mark.parametrize(
    ("extent", "whole", "part"), [("part", UNMET, MET), ("whole", MET, MET)], ids=["a part", "the whole"]
)
def test_a_part_is_not_the_whole(extent: str, whole: Verdict, part: Verdict) -> None:
    release = native(f"components: {{datasets: {{availability: public, extent: {extent}}}}}\n")
    assert asked(release, Offered(Kind.DATASETS)) is whole
    assert asked(release, Offered(Kind.DATASETS, extent=Extent.PART)) is part


def test_every_item_is_asked() -> None:
    release = native("components: {datasets: [{name: a, availability: public}, {name: b, availability: withheld}]}\n")
    assert asked(release, Offered(Kind.DATASETS)) is UNMET


def test_two_claims_answer_only_what_both_answer_alike() -> None:
    release = weights("public").join(weights("gated"))
    assert asked(release, Offered(WEIGHTS)) is UNKNOWN
    at = Availability.GATED
    assert asked(release, Offered(WEIGHTS, at=at, doubt=at)) is MET


@pytest.mark.parametrize(("stated", "verdict"), [("false", MET), ("true", UNMET)])
def test_a_circumstance_must_be_known_not_to_hold(stated: str, verdict: Verdict) -> None:
    question = Absent("monetised")
    assert asked(native(f"circumstances: {{monetised: {stated}}}\n"), question) is verdict
    assert asked(Release(), question) is UNKNOWN


def test_a_derivative_is_asked_for_its_bases_data_too() -> None:
    release = native("components: {datasets: public}\nbase-models: [{name: a, relation: fine-tune}]\n")
    assert asked(release, Offered(Kind.DATASETS)) is UNKNOWN


def test_one_of_the_same_architecture_is_not() -> None:
    release = native("components: {datasets: public}\nbase-models: [{name: a, relation: same-architecture}]\n")
    assert asked(release, Offered(Kind.DATASETS)) is MET


def test_each_choice_of_licences_is_a_row() -> None:
    definition = shipped().definition("spectrum")
    world = world_of(judgeable(weights(licence="MIT OR LicenseRef-Llama-3.1-Community")))
    assert len(rows(world, definition, SharedAnswers())) == 1  # the other choice is never better
    assert set(rows(world, definition, SharedAnswers())[0]) == set(definition.questions)


def test_the_terms_of_a_part_are_those_of_the_choice_that_grants_most() -> None:
    world = world_of(judgeable(weights(licence="MIT OR CC-BY-NC-ND-4.0")))
    assert term_verdicts(world, WEIGHTS, (Term.COMMERCIAL_USE, Term.SHARE_MODIFIED)) == (MET, MET)


def test_what_a_person_concluded_rests_on_that() -> None:
    stated = "{criterion: osaid-1.0/data-information, verdict: met, by: A, on: 2026-11-24, because: read it}"
    world = world_of(judgeable(native(f"concluded: [{stated}]\n")))
    assert list(bases(world, Concluded("osaid-1.0/data-information"))) == [Basis.CONCLUDED]
    assert list(bases(world, Concluded("osaid-1.0/code"))) == []


def test_items_in_another_order_and_items_that_are_alike_are_one_world() -> None:
    def world(*items: str) -> World:
        return world_of(judgeable(native(f"components: {{datasets: [{', '.join(items)}]}}\n")))

    open_, closed = "{availability: public, licence: MIT}", "{availability: withheld}"
    assert world(open_, closed) == world(closed, open_)
    assert world(open_, open_) == world(open_)


# --- worlds made by hand, whose licences answer what is asked


def licence(id: str, answers: str) -> Licence:
    """A licence that answers, in this order, on commercial use, on sharing changed works, and on every field."""
    verdicts = {"y": MET, "n": UNMET}
    return Licence(
        id, id, {term: Answer(verdicts[sign]) for term, sign in zip(TERMS, answers, strict=True) if sign in verdicts}
    )


def one_item(*licences: str) -> tuple[ItemWorld, ...]:
    """An item under one licence, or another."""
    return (ItemWorld(("public",), (), Terms(((" OR ".join(licences),),))),)


TERMS = (Term.COMMERCIAL_USE, Term.SHARE_MODIFIED, Term.ANY_FIELD)
MADE = Licences(
    tuple(
        licence(id, answers)
        for id, answers in {
            "A": "ynn",
            "B": "ny?",
            "C": "nny",
            "N": "nnn",
            "U": "???",
            "Y": "yyy",
            "Y-2": "yyy",
        }.items()
    )
)


def asking(kinds: Iterable[Kind], terms: Iterable[Term] = TERMS[:2]) -> Definition:
    """A text that asks some terms of some parts."""
    asked = [Grants(kind, term) for kind in kinds for term in terms]
    criteria = tuple(Criterion(str(at), "", "", "", question) for at, question in enumerate(asked))
    return Definition("made", "", "1", "", "", "", "", (), criteria, Ending.POINTS)


def test_parts_that_nobody_looked_up_are_not_published_in_the_cautious_world() -> None:
    data, card_of_data = Kind.DATASETS, Kind.DATA_CARD
    world = World(((WEIGHTS, one_item("Y")), (data, one_item("A"))), licences=MADE, unchecked=(data, card_of_data))
    cautious = world.cautious
    assert [item.availability for item in cautious.items(data)] == [("withheld",)]
    assert [item.terms for item in cautious.items(data)] == [Terms((("A",),))]
    assert [item.availability for item in cautious.items(card_of_data)] == [("withheld",)]
    assert cautious.items(WEIGHTS) == world.items(WEIGHTS)
    assert cautious.unchecked == ()


@pytest.mark.parametrize(
    ("changes", "alike"),
    [
        ({"components": ((WEIGHTS, one_item("Y-2")),)}, True),  # another licence of the same answers
        ({"components": ((WEIGHTS, one_item("A")),)}, False),
        ({"bases": (Terms((("Y-2",),)),)}, True),
        ({"bases": (Terms((("A",),)),)}, False),
        ({"likely": (Terms((("Y-2",),)),)}, True),
        ({"likely": (Terms((("A",),)),)}, False),
        ({"at_odds": True}, True),  # no list has it, so that nothing is taken away
        ({"licences": Licences((*MADE.records, licence("Z", "yyy")))}, True),
        ({"derived": True}, False),
        ({"channels": ("product",)}, False),
        ({"components": ((WEIGHTS, one_item("Y")), (Kind.DATASETS, one_item("Y")))}, False),
    ],
)
def test_worlds_that_answer_alike_are_one_to_a_definition(changes: dict[str, Any], alike: bool) -> None:
    world = World(((WEIGHTS, one_item("Y")),), licences=MADE)
    other = evolve(world, **changes)
    assert (verdict_key(world) == verdict_key(other)) is alike
    assert verdict_key(other).world == other


def test_what_is_verdict_key_weights_that_nobody_speaks_of_is_asked_all_the_same() -> None:
    silent = World(bases=(Terms((("A",),)),), licences=MADE)
    assert dict(verdict_key(silent).choices).keys() == {WEIGHTS}
    assert verdict_key(silent) != verdict_key(World(licences=MADE))


def test_every_choice_of_licences_of_twelve_parts_is_a_row_and_of_more_parts_the_widest_is_judged_as_one() -> None:
    kinds, wide = list(Kind)[:13], list(Kind)[5]
    world = World(
        tuple((kind, one_item("A", "B", "C") if kind is wide else one_item("A", "B")) for kind in kinds), licences=MADE
    )

    def laid(asked: list[Kind]) -> list[dict[Question, Verdict]]:
        return rows(world, asking(asked, TERMS), SharedAnswers())

    twelve = laid([kind for kind in kinds if kind is not wide])
    assert len(twelve) == 4_096 == len({tuple(row.values()) for row in twelve})
    more = laid(kinds[:12])  # 3 × 2 ** 11 would be 6,144
    assert len(more) == 2_048
    for row in more:
        assert [row[Grants(wide, term)] for term in TERMS] == [UNKNOWN, UNKNOWN, UNKNOWN]
        assert row[Grants(kinds[0], TERMS[0])] is not UNKNOWN


def test_of_choices_that_grant_as_much_the_one_that_denies_less_counts() -> None:
    for choice in (("A", "B"), ("B", "A")):
        world = World(((WEIGHTS, one_item(*choice)),), licences=MADE)
        assert term_verdicts(world, WEIGHTS, TERMS) == (UNMET, MET, UNKNOWN)
    assert term_verdicts(World(licences=MADE), WEIGHTS, TERMS) == (UNKNOWN, UNKNOWN, UNKNOWN)


@pytest.mark.parametrize(
    ("bases", "likely", "answers"),
    [
        ((), (), [MET, MET, MET]),
        (("A",), (), [MET, UNMET, UNMET]),
        (("A", "N"), (), [UNMET, UNMET, UNMET]),
        ((), ("Y-2",), [MET, MET, MET]),
        ((), ("A",), [MET, UNKNOWN, UNKNOWN]),  # what is only likely undecides and never denies
        (("A",), ("N",), [UNKNOWN, UNMET, UNMET]),
    ],
)
def test_the_terms_of_bases_bind_the_weights_and_nothing_else(
    bases: tuple[str, ...], likely: tuple[str, ...], answers: list[Verdict]
) -> None:
    reaching, perhaps = (tuple(Terms(((id,),)) for id in ids) for ids in (bases, likely))
    parts = ((WEIGHTS, one_item("Y")), (Kind.TRAINING_CODE, one_item("Y")))
    world = World(parts, reaching, perhaps, bool(bases or likely), licences=MADE)
    assert list(term_verdicts(world, WEIGHTS, TERMS)) == answers
    assert list(term_verdicts(world, Kind.TRAINING_CODE, TERMS)) == [MET, MET, MET]


def test_licences_at_odds_keep_their_grants_and_are_on_no_list() -> None:
    listed = Licence("L", "L", {Term.OSI_APPROVED: Answer(MET), Term.SHARE: Answer(MET)})
    terms = (Term.OSI_APPROVED, Term.SHARE, Term.OPEN_LICENCE)
    parts = ((WEIGHTS, one_item("L")), (Kind.TRAINING_CODE, one_item("L")))
    world = World(parts, at_odds=True, licences=Licences((listed,)))
    assert term_verdicts(world, WEIGHTS, terms) == (UNKNOWN, MET, UNKNOWN)
    assert term_verdicts(world, Kind.TRAINING_CODE, terms) == (MET, MET, MET)


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        (("9",), MET), (("10",), UNMET), (("10.5",), UNMET), (("9.99",), MET), (("1e1",), UNMET), ((), UNKNOWN),
        (("9", "8"), MET), (("9", "11"), UNKNOWN), (("many",), UNKNOWN), (("9", "many"), UNKNOWN),
    ],
)  # fmt: skip
def test_a_number_is_below_a_limit_where_every_claim_is(values: tuple[str, ...], verdict: Verdict) -> None:
    world = World(circumstances=(("training-compute", values), ("monetised", ("5",))))
    assert answer(world, Below("training-compute", 10.0)) is verdict


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        (ReachedBy("product"), MET), (ReachedBy("download"), UNKNOWN),
        (States("name"), MET), (States("version"), UNMET), (States("hash"), UNKNOWN),
        (Absent("monetised"), UNKNOWN), (Absent("dual-licence"), MET), (Absent("systemic-risk"), UNMET),
        (Concluded("a/met"), MET), (Concluded("a/unmet"), UNMET), (Concluded("a/both"), UNKNOWN), (Concluded("b"), UNKNOWN),
        (NotUsed(Kind.DATASETS), MET), (NotUsed(Kind.DATA_CARD), UNMET), (NotUsed(Kind.EVALUATION_DATA), UNKNOWN),
        (NotUsed(Kind.MODEL_CARD), UNMET), (NotUsed(Kind.TRAINING_CODE), UNKNOWN),
    ],
)  # fmt: skip
def test_a_question_about_a_word_is_answered_by_the_claims_on_it(question: Question, verdict: Verdict) -> None:
    def items(*availabilities: str) -> tuple[ItemWorld, ...]:
        return tuple(ItemWorld(tuple(words.split()), (), Terms()) for words in availabilities)

    world = World(
        (
            (Kind.DATASETS, items("not-used", "not-used")),
            (Kind.DATA_CARD, items("not-used", "public")),
            (Kind.EVALUATION_DATA, items("not-used public")),
            (Kind.MODEL_CARD, items("withheld")),
            (Kind.TRAINING_CODE, items("")),
        ),
        circumstances=(("monetised", ("false", "true")), ("dual-licence", ("false",)), ("systemic-risk", ("true",))),
        conclusions=(("a/both", "met"), ("a/both", "unmet"), ("a/met", "met"), ("a/unmet", "unmet")),
        channels=("product",),
        elements=(("name", ("true",)), ("version", ("false", "true"))),
    )
    assert answer(world, question) is verdict


def test_a_question_about_a_term_is_no_question_of_fact() -> None:
    with pytest.raises(TypeError, match="choice of licences"):
        answer(World(), Grants(WEIGHTS, Term.SHARE))


#: The data of a model, as it is stated; how it is asked for; the answer of a model of its own and of a derivative.
OFFERS = [
    (("public",), Offered(Kind.DATASETS), MET, UNKNOWN),
    (("public",), Offered(Kind.DATASETS, of=Owner.OWN), MET, MET),
    (("public",), Offered(Kind.DATASETS, of=Owner.BASE), MET, UNKNOWN),
    (("withheld",), Offered(Kind.DATASETS), UNMET, UNMET),
    (("withheld",), Offered(Kind.DATASETS, of=Owner.BASE), UNMET, UNKNOWN),
    (("public", "withheld"), Offered(Kind.DATASETS), UNMET, UNMET),
    (("public", "withheld"), Offered(Kind.DATASETS, extent=Extent.PART), MET, UNKNOWN),
    (("withheld", "withheld"), Offered(Kind.DATASETS, extent=Extent.PART), UNMET, UNMET),
    ((), Offered(Kind.DATASETS, extent=Extent.PART), UNKNOWN, UNKNOWN),
    (("public",), Offered(Kind.DATASETS, judged="a/data"), MET, MET),  # a person has seen the base's too
    ((), Offered(Kind.DATASETS, judged="a/data"), MET, MET),
    ((), Offered(Kind.DATASETS, judged="a/other"), UNKNOWN, UNKNOWN),
    ((), Offered(Kind.DATASETS, judged="a/unmet"), UNKNOWN, UNKNOWN),
    (("gated",), Offered(Kind.DATASETS, doubt=Availability.GATED, judged="a/data"), UNKNOWN, UNKNOWN),
    (("withheld",), Offered(Kind.DATASETS, judged="a/data"), UNMET, UNMET),
    (("public",), Offered(Kind.TRAINING_CODE), UNKNOWN, UNKNOWN),
    (("gated",), Offered(Kind.DATASETS, at=Availability.GATED, doubt=Availability.GATED), MET, UNKNOWN),
    (("on-request",), Offered(Kind.DATASETS, at=Availability.GATED, doubt=Availability.ON_REQUEST), UNKNOWN, UNKNOWN),
    (("hosted",), Offered(Kind.DATASETS, at=Availability.GATED, doubt=Availability.ON_REQUEST), UNMET, UNMET),
    (("not-used",), Offered(Kind.DATASETS, at=Availability.WITHHELD, doubt=Availability.WITHHELD), UNMET, UNMET),
]


@pytest.mark.parametrize(("stated", "question", "own", "of_a_derivative"), OFFERS)
def test_a_part_is_offered_by_its_own_items_and_by_the_base_s(
    stated: tuple[str, ...], question: Offered, own: Verdict, of_a_derivative: Verdict
) -> None:
    items = tuple(ItemWorld((word,), (), Terms()) for word in stated)
    conclusions = (("a/data", "met"), ("a/unmet", "unmet"))
    world = World(((Kind.DATASETS, items),) if items else (), conclusions=conclusions)
    assert answer(world, question) is own
    assert answer(evolve(world, derived=True), question) is of_a_derivative


def test_the_parts_that_a_base_has_too_are_its_data_and_what_is_told_of_them() -> None:
    assert [kind for kind in Kind if of_the_base(Offered(kind))] == [Kind.DATASETS, Kind.DATA_INFORMATION]
    assert all(of_the_base(Offered(kind, of=Owner.BASE)) for kind in Kind)
    assert not any(of_the_base(Offered(kind, of=Owner.OWN)) for kind in Kind)


def test_two_claims_on_the_extent_that_differ_leave_it_open() -> None:
    item = ItemWorld(("public",), ("part", "whole"), Terms())
    assert answer(World(((Kind.DATASETS, (item,)),)), Offered(Kind.DATASETS)) is UNKNOWN
    assert answer(World(((Kind.DATASETS, (item,)),)), Offered(Kind.DATASETS, extent=Extent.PART)) is MET


def test_an_offer_rests_on_what_is_said_of_it_and_a_term_on_what_is_said_of_the_licence() -> None:
    item = ItemWorld(("public",), (), Terms(), "inferred", "declared")
    world = World(((WEIGHTS, (item, ItemWorld((), (), Terms()))),), conclusions=(("a/b", "met"), ("a/c", "met")))
    assert list(bases(world, Offered(WEIGHTS))) == ["inferred"]
    assert list(bases(world, Grants(WEIGHTS, Term.SHARE))) == ["declared"]
    assert list(bases(world, Grants(WEIGHTS, Term.SHARE, "a/b"))) == ["declared", Basis.CONCLUDED]
    assert list(bases(world, Grants(WEIGHTS, Term.SHARE, "a/d"))) == ["declared"]
    assert list(bases(world, Absent("monetised"))) == []


def test_what_a_licence_leaves_open_a_person_may_have_concluded_and_what_it_denies_not() -> None:
    def answered(id: str) -> Verdict:
        criterion = Criterion("c", "", "", "", Grants(WEIGHTS, TERMS[0], "a/b"))
        definition = Definition("made", "", "1", "", "", "", "", (), (criterion,), Ending.POINTS)
        world = World(((WEIGHTS, one_item(id)),), licences=MADE, conclusions=(("a/b", "met"),))
        (row,) = rows(world, definition, SharedAnswers())
        return row[Grants(WEIGHTS, TERMS[0], "a/b")]

    assert [answered(id) for id in ("U", "Y", "N")] == [MET, MET, UNMET]


def test_what_several_worlds_share_is_answered_once() -> None:
    """A world that differs in one part has the others as the same objects, which the answers are known by."""
    definition, known = shipped().definition("g7-2026"), SharedAnswers()
    world = world_of(judgeable(native("components: {model-parameters-final: {availability: public, licence: MIT}}\n")))
    more = evolve(world, components=(*world.components, (Kind.DATASETS, one_item("MIT"))))
    derived = evolve(world, derived=True)
    concluded = evolve(world, conclusions=tuple((asks.person, "met") for asks in definition.questions if asks.person))
    for one in (world, more, derived, concluded, world):
        assert rows(one, definition, known) == rows(one, definition, SharedAnswers())


def test_the_world_of_a_release_holds_what_it_claims() -> None:
    release = native(
        """
producer: Acme
channels: [product, download, product]
components:
  model-parameters-final: {availability: public, licence: MIT}
base-models:
  - {name: a/b, relation: fine-tune, licence: MIT}
  - {name: c/d, relation: merge, licence: Apache-2.0}
  - {name: e/f, relation: merge, licence: MIT}
  - {name: acme/g, relation: merge, licence: llama3.1}
  - {name: h/i, relation: distillation, licence: llama2}
circumstances: {monetised: true, training-compute: 1e23}
concluded:
  - {criterion: osaid-1.0/code, verdict: met, by: A, on: 2026-11-24, because: a}
  - {criterion: g7-2026/reason, verdict: unmet, by: A, on: 2026-11-24, because: a}
"""
    )
    world = world_of(judgeable(release))
    assert world.bases == (Terms((("Apache-2.0",),)), Terms((("MIT",),)))
    assert (world.likely, world.derived, world.at_odds) == ((), True, False)
    assert world.channels == ("download", "product")
    assert world.conclusions == (("g7-2026/reason", "unmet"), ("osaid-1.0/code", "met"))
    assert dict(world.circumstances) == {"monetised": ("true",), "training-compute": ("1e23",)}
    assert world.items(WEIGHTS) == (ItemWorld(("public",), (), Terms((("MIT",),)), "declared", "declared"),)
    assert world.items(Kind.DATASETS) == ()


@pytest.mark.parametrize("availability", ["public", "gated"])
def test_a_part_of_an_offer_is_not_the_whole_however_it_is_offered(availability: str) -> None:
    def open_weights(extent: str) -> Verdict:
        part = f"{{availability: {availability}, licence: MIT, extent: {extent}}}"
        return judged(native(f"components: {{model-parameters-final: {part}}}\n")).spectrum.at_least("open-weights")

    assert open_weights("whole") is Verdict.MET
    assert open_weights("part") is not Verdict.MET
