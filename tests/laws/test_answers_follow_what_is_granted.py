"""Law: `may`, `compatible` and `notice` follow what is granted: a grant more never lowers an answer, a duty more is never lost.

Every grant stands in three records that differ in nothing else: it is denied, nobody says, it is given. They come in
three surroundings: everything else is given, nothing else is said, and everything but share-alike.
"""

from itertools import pairwise

import pytest
from tests.support.releases import native
from tests.support.strategies import RANK, write_record

from openness import Release, compatible, may, notice
from openness.shelf.shelf import Shelf
from openness.vocabulary import Term
from openness.vocabulary.duties import Duty
from openness.vocabulary.terms import GRANTS

ANSWERS = {
    "denied": 'answer = false, clause = "1", because = "no"',
    "silent": "",
    "given": 'answer = true, clause = "1"',
}
SURROUNDINGS = ("full", "empty", "copyleft")
OUTBOUND = ("MIT", "Apache-2.0", "GPL-3.0-only", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "llama3.1", "LicenseRef-Free")
ACTS = ("use", "change", "host", "pass-on")
DUTIES = [duty for duty in Duty if duty not in (Duty.NAMING, Duty.DISPLAY)]


def record(grant: Term, answer: str, surroundings: str) -> str:
    """The body of a record: one grant, and the same for all others."""
    others = {"full": ANSWERS["given"], "empty": "", "copyleft": ANSWERS["given"]}[surroundings]
    answers = dict.fromkeys(GRANTS, others)
    if surroundings == "copyleft":
        answers[Term.RELICENSE] = ANSWERS["denied"]
    answers[grant] = ANSWERS[answer]
    return "[grants]\n" + "".join(f"{term.value} = {{ {text} }}\n" for term, text in answers.items() if text)


def name(grant: Term, answer: str, surroundings: str) -> str:
    """The id of such a record."""
    return f"LicenseRef-{surroundings}-{grant.value}-{answer}"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """All of them, and one with each duty."""
    folder = tmp_path_factory.mktemp("shelf")
    everything = record(Term.USE, "given", "full")
    write_record(folder, "LicenseRef-Free", everything)
    for grant in GRANTS:
        for answer in ANSWERS:
            for surroundings in SURROUNDINGS:
                write_record(folder, name(grant, answer, surroundings), record(grant, answer, surroundings))
    for duty in DUTIES:
        owed = f'\n[duties]\n{duty.value} = {{ clause = "9", says = "do {duty.value}" }}\n'
        write_record(folder, f"LicenseRef-Owes-{duty.value}", everything + owed)
    return Shelf((str(folder),))


def released(licence: str, kind: str = "model-parameters-final") -> Release:
    """A release of one part under a licence."""
    return native(f"name: M\ncomponents: {{{kind}: {{availability: public, licence: {licence}}}}}")


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
@pytest.mark.parametrize("grant", GRANTS, ids=lambda grant: grant.value)
def test_a_grant_more_never_lowers_an_answer_of_may(shelf: Shelf, grant: Term, surroundings: str) -> None:
    """For every use, of a model and of a data set."""
    for kind in ("model-parameters-final", "datasets"):
        answers = [
            {
                permission.use: RANK[permission.verdict]
                for permission in may(released(name(grant, answer, surroundings), kind), shelf=shelf)
            }
            for answer in ANSWERS
        ]
        for less, more in pairwise(answers):
            assert [use for use in less if less[use] > more[use]] == []


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
@pytest.mark.parametrize("grant", GRANTS, ids=lambda grant: grant.value)
def test_a_grant_more_of_what_goes_in_never_lowers_an_answer_of_compatible(
    shelf: Shelf, grant: Term, surroundings: str
) -> None:
    """Alone, and beside another licence."""
    for outbound in OUTBOUND:
        for beside in ((), ("Apache-2.0",)):
            ranks = [
                RANK[compatible(name(grant, answer, surroundings), *beside, outbound=outbound, shelf=shelf).verdict]
                for answer in ANSWERS
            ]
            assert ranks == sorted(ranks), (outbound, beside)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.value)
def test_a_duty_more_is_never_lost_by_a_notice(shelf: Shelf, duty: Duty) -> None:
    """A notice for some act names it, and none says less than without it."""
    plain = {act: notice(released("LicenseRef-Free"), act=act, shelf=shelf) for act in ACTS}
    owing = {act: notice(released(f"LicenseRef-Owes-{duty.value}"), act=act, shelf=shelf) for act in ACTS}
    for act in ACTS:
        assert len(owing[act].missing) >= len(plain[act].missing)
    assert any(f"do {duty.value}" in one.text for one in owing.values())


def test_a_grant_decides_some_answer(shelf: Shelf) -> None:
    """So that the law above compares answers that differ: in full surroundings each grant but a few decides a use."""
    deciding = {
        grant
        for grant in GRANTS
        for denied, given in [
            [
                [permission.verdict for permission in may(released(name(grant, answer, "full")), shelf=shelf)]
                for answer in ("denied", "given")
            ]
        ]
        if denied != given
    }
    assert len(deciding) >= 9
