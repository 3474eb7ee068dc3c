"""The choices that licences leave are bounded, and no bound makes an answer more open."""

import random
from collections.abc import Callable
from functools import reduce
from itertools import product

import pytest
from tests.support.growth import Run, grows

import openness
from openness.evaluation.compatibility import compatible
from openness.formats import native
from openness.licensing import choices
from openness.licensing.choices import Answers, agree, best, meet, packed, settle, unpacked
from openness.shelf.shelf import shipped
from openness.syntax.document import Document
from openness.vocabulary import WEIGHTS, Term
from openness.vocabulary.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
TERMS = tuple(Term)
IDS = [id for id in shipped().licences() if (licence := shipped().licence(id)) and licence.curated]


def drawn(chance: random.Random, width: int) -> frozenset[Answers]:
    return frozenset(tuple(chance.choices(list(Verdict), k=width)) for _ in range(chance.randint(1, 6)))


def plainly_best(sets: frozenset[Answers]) -> frozenset[Answers]:
    """The choices kept, worked out from the words of the rule alone."""

    def below(one: Answers, other: Answers) -> bool:
        return one != other and all((a & b) is a for a, b in zip(one, other, strict=True))

    return frozenset(one for one in sets if not any(below(one, other) for other in sets))


Joining = Callable[[frozenset[Answers], frozenset[Answers]], frozenset[Answers]]
PAIRED: dict[Joining, Callable[[Verdict, Verdict], Verdict]] = {
    meet: Verdict.__and__,
    agree: Verdict.agree,
    settle: lambda stated, concluded: concluded if stated is UNKNOWN else stated,
}


@pytest.mark.parametrize("made", PAIRED)
def test_numbers_answer_as_verdicts_do(made: Joining) -> None:
    chance = random.Random(5)
    for _ in range(300):
        width = chance.randint(1, 5)
        one, other = drawn(chance, width), drawn(chance, width)
        pairs = (tuple(map(PAIRED[made], left, right)) for left, right in product(one, other))
        assert made(one, other) == plainly_best(frozenset(pairs))
        assert best(one) == plainly_best(one)
        assert unpacked(map(packed, one), width) == one


def pairs_of_licences(count: int) -> str:
    chance = random.Random(count)
    return " AND ".join(f"({' OR '.join(chance.sample(IDS, 2))})" for _ in range(count))


def test_too_many_choices_leave_what_all_of_them_grant_or_deny(monkeypatch: pytest.MonkeyPatch) -> None:
    written = pairs_of_licences(12)
    whole = shipped()._answer(written, TERMS, WEIGHTS)
    monkeypatch.setattr(choices, "CHOICES", 2)
    bounded = shipped()._answer(written, TERMS, WEIGHTS)
    assert len(whole) > 2 >= len(bounded)
    granted = [{term for term, answer in enumerate(choice) if answer is MET} for choice in whole]
    for choice in bounded:  # no choice grants what none grants that is there
        assert any({term for term, answer in enumerate(choice) if answer is MET} <= terms for terms in granted)
    for term in range(len(TERMS)):  # and what is denied is denied by all
        assert any(choice[term] is not UNMET for choice in bounded) or all(choice[term] is UNMET for choice in whole)


def test_where_choices_are_too_many_that_counts_on_which_all_of_them_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "CHOICES", 1)
    chance = random.Random(7)
    many = 0
    for _ in range(300):
        width = chance.randint(1, 5)
        one = drawn(chance, width)
        kept, too_many = choices.apart(map(packed, one))
        assert too_many is (len(plainly_best(one)) > 1)
        agreed = tuple(answers.pop() if len(answers) == 1 else UNKNOWN for answers in map(set, zip(*one, strict=True)))
        assert unpacked(kept, width) == ({agreed} if too_many else plainly_best(one))
        many += too_many
    assert many > 50


CHOICE = "CC-BY-NC-4.0 OR CC-BY-ND-4.0"


@pytest.mark.parametrize("licence", [CHOICE, f"{CHOICE} OR Apache-2.0"])
def test_too_many_choices_are_a_finding_and_never_more_open(licence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "CHOICES", 1)
    monkeypatch.setattr("openness.evaluation.licence_choices.CHOICES", 1)
    shelf = openness.Shelf()
    before = openness.classify({"id": "a/b", "license": "mit"}, shelf=shelf)
    found = openness.classify({"id": "a/b", "license": licence}, shelf=shelf)
    messages = [finding.message for finding in found.findings if finding.code.value == "licence-ambiguous"]
    is_many = "Apache" not in licence  # people may choose it, and no other is more open
    assert any("more than 1 choices" in message for message in messages) == is_many
    assert (found.spectrum.reached == before.spectrum.reached) != is_many


def test_a_base_whose_licence_leaves_too_many_choices_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "CHOICES", 1)
    monkeypatch.setattr("openness.evaluation.licence_choices.CHOICES", 1)
    base = f"base-models: [{{name: e/f, relation: fine-tune, licence: {CHOICE}, producer: E}}]\n"
    found = openness.classify(
        native.read(Document("openness.yaml", f"openness: 1\nname: x\n{base}")), shelf=openness.Shelf()
    )
    (finding,) = (finding for finding in found.findings if finding.code.value == "licence-ambiguous")
    assert finding.message.startswith("the licence of the base model e/f leaves more than 1 choices")


def test_items_that_leave_too_many_choices_together_are_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = (
        "openness: 1\nname: x\ncomponents:\n  datasets:\n"
        "  - {name: a, availability: public, licence: CC-BY-NC-4.0 OR CC-BY-ND-4.0}\n"
        "  - {name: b, availability: public, licence: CC-BY-SA-4.0 OR LicenseRef-OpenRAIL-M}\n"
    )
    monkeypatch.setattr(choices, "CHOICES", 2)
    monkeypatch.setattr("openness.evaluation.licence_choices.CHOICES", 2)
    found = openness.classify(native.read(Document("openness.yaml", parts)), shelf=openness.Shelf())
    (finding,) = (finding for finding in found.findings if finding.code.value == "licence-ambiguous")
    assert "the datasets leaves more than" not in finding.message
    assert "more than 2 choices" in finding.message


@pytest.mark.parametrize("asked", ["answers", "classify", "may"])
def test_choices_of_different_licences_grow_slowly(asked: str) -> None:
    def prepare(count: int) -> Run:
        chance = random.Random(3)
        written = " AND ".join(f"({' OR '.join(chance.sample(IDS, 3))})" for _ in range(count))
        card = {"id": "a/b", "license": "other", "license_name": written}
        shelf = openness.Shelf()
        if asked == "answers":
            return lambda: shelf._answer(written, TERMS, WEIGHTS)
        if asked == "classify":
            return lambda: openness.classify(card, shelf=shelf, under=["spectrum"]).to_dict()
        return lambda: openness.may(card, "sell-a-product", shelf=shelf)

    grows(prepare, 20)


def test_a_question_compares_so_many_pairs_of_licences_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    licences = ["MIT", "ISC", "Zlib"]
    whole = openness.outbound(*licences, among=IDS[:3])
    assert any(answer.verdict is MET for answer in whole)
    monkeypatch.setattr(compatible, "PAIRS", 8)
    bounded = openness.outbound(*licences, among=IDS[:3])
    assert [answer.verdict for answer in bounded] == [UNKNOWN] * 3
    assert all("pairs of licences" in answer.because for answer in bounded)
    monkeypatch.setattr(compatible, "PAIRS", 9)
    assert openness.outbound(*licences, among=IDS[:3]) == whole
    monkeypatch.setattr(compatible, "_STEPS", 8)
    assert openness.compatible("MIT OR ISC AND Zlib", outbound="ISC").verdict is MET
    monkeypatch.setattr(compatible, "_STEPS", 2)
    assert openness.compatible("MIT OR ISC AND Zlib", outbound="ISC").verdict is UNKNOWN


def test_that_nothing_is_left_is_looked_for_within_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    judge = compatible.Judge(shipped())
    assert judge.nothing_left(["GPL-2.0-only", "CC-BY-NC-ND-4.0"])
    monkeypatch.setattr(compatible, "_STEPS", 1)
    assert not judge.nothing_left(["GPL-2.0-only", "CC-BY-NC-ND-4.0"])


def test_every_alternative_counts_whatever_stands_between() -> None:
    texts = [f"({one} OR {other})" for one, other in zip(IDS[:8], IDS[8:16], strict=True)]
    parts = [shipped()._answer(text, TERMS, WEIGHTS) for text in texts]
    assert shipped()._answer(" AND ".join(texts), TERMS, WEIGHTS) == reduce(meet, parts)
