"""Laws: a licence choice is one choice, and AND never grants more than its parts."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.strategies import RANK, weighed, write_record

from openness.licensing.choices import Answers
from openness.release.claim import Claim, Fact
from openness.release.component import Component, Item
from openness.release.location import Source
from openness.release.release import Release
from openness.resolution.resolve import resolve
from openness.shelf.shelf import Shelf, shipped
from openness.vocabulary import Basis, Kind, Term
from openness.vocabulary.verdict import Verdict

TERMS = tuple(Term)
ONE = "LicenseRef-Use-Only"
OTHER = "LicenseRef-Share-Only"

_GRANTS = """
[grants]
use   = {{ answer = {use},  clause = "1", because = "made up" }}
share = {{ answer = {share}, clause = "2", because = "made up" }}
"""

_DEFINITION = """
id      = "{id}"
name    = "A text that asks for use and for sharing"
version = "1"
source  = "made up"
dated   = 2026-11-24
read    = {{ hand = "first-hand", from = "made up", on = 2026-11-24 }}

[[grade]]
id   = "both"
name = "Both"
says = "use and sharing"
{criteria}
"""

_CRITERION = """
[[grade.criterion]]
id         = "{id}"
says       = "the weights may be had for {id}"
cites      = "made up"
components = ["model-parameters-final"]
terms      = {terms}
help       = "grant it"
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """The shipped shelf, two licences of which each grants what the other denies, and two texts that ask for both."""
    for id, use, share in ((ONE, "true", "false"), (OTHER, "false", "true")):
        write_record(tmp_path, id, _GRANTS.format(use=use, share=share))
    together = _CRITERION.format(id="both", terms='["use", "share"]')
    apart = _CRITERION.format(id="use", terms='["use"]') + _CRITERION.format(id="share", terms='["share"]')
    for name, criteria in (("one-criterion", together), ("two-criteria", apart)):
        (tmp_path / f"{name}.toml").write_text(_DEFINITION.format(id=name, criteria=criteria), encoding="utf-8")
    return Shelf((str(tmp_path),))


def grade(licence: str, definition: str, shelf: Shelf) -> Verdict:
    """The verdict of a text on weights under a licence."""
    public = Fact((Claim("public", Basis.DECLARED, Source("here", 1)),))
    terms = Fact((Claim(licence, Basis.DECLARED, Source("here", 2)),))
    release = Release(components=(Component(Kind.MODEL_PARAMETERS_FINAL, (Item("", public, terms),)),))
    return weighed([resolve(release, shelf)], shelf.definition(definition), shelf)[0].grades[0]


@pytest.mark.parametrize("definition", ["one-criterion", "two-criteria"])
@pytest.mark.parametrize(
    ("licence", "verdict"),
    [
        (ONE, Verdict.UNMET),
        (OTHER, Verdict.UNMET),
        (f"{ONE} OR {OTHER}", Verdict.UNMET),
        (f"{ONE} AND {OTHER}", Verdict.UNMET),
        (f"{ONE} OR MIT", Verdict.MET),
        (f"{ONE} OR {OTHER} OR MIT", Verdict.MET),
        (f"({ONE} OR MIT) AND ({OTHER} OR MIT)", Verdict.MET),
        (f"MIT AND ({ONE} OR {OTHER})", Verdict.UNMET),
        (f"{ONE} OR nobody-knows-it", Verdict.UNKNOWN),
        (f"{ONE} AND nobody-knows-it", Verdict.UNMET),
    ],
)
def test_one_alternative_serves_for_the_whole_text(
    shelf: Shelf, licence: str, verdict: Verdict, definition: str
) -> None:
    assert grade(licence, definition, shelf) is verdict


@pytest.mark.parametrize("term", [Term.USE, Term.SHARE])
def test_each_term_alone_is_granted_by_one_alternative(shelf: Shelf, term: Term) -> None:
    assert (Verdict.MET,) in shelf.answers(f"{ONE} OR {OTHER}", (term,), Kind.MODEL_PARAMETERS_FINAL)


def test_no_choice_grants_both(shelf: Shelf) -> None:
    answers = shelf.answers(f"{ONE} OR {OTHER}", (Term.USE, Term.SHARE), Kind.MODEL_PARAMETERS_FINAL)
    assert answers == {(Verdict.MET, Verdict.UNMET), (Verdict.UNMET, Verdict.MET)}


# AND, over every licence on the shelf that answers anything

ANSWERED = tuple(
    id for id in shipped().licences() if (licence := shipped().licence(id)) is not None and len(licence.answers) > 3
)
SINGLE = st.sampled_from(ANSWERED)
EXPRESSIONS = st.one_of(SINGLE, st.builds("{} OR {}".format, SINGLE, SINGLE), st.just("NONE"), st.just("NOASSERTION"))


def at_most(one: Answers, other: Answers) -> bool:
    return all(RANK[mine] <= RANK[theirs] for mine, theirs in zip(one, other, strict=True))


@given(EXPRESSIONS, EXPRESSIONS, st.sampled_from(Kind))
def test_and_never_grants_more_than_its_parts(one: str, other: str, kind: Kind) -> None:
    both = shipped().answers(f"({one}) AND ({other})", TERMS, kind)
    for part in (one, other):
        choices = shipped().answers(part, TERMS, kind)
        for choice in both:
            assert any(at_most(choice, single) for single in choices)


@given(EXPRESSIONS, EXPRESSIONS, st.sampled_from(Kind))
def test_or_grants_no_less_than_each_part(one: str, other: str, kind: Kind) -> None:
    either = shipped().answers(f"({one}) OR ({other})", TERMS, kind)
    for part in (one, other):
        for choice in shipped().answers(part, TERMS, kind):
            assert any(at_most(choice, kept) for kept in either)


@given(EXPRESSIONS, EXPRESSIONS, st.sampled_from(Kind))
def test_or_invents_no_choice(one: str, other: str, kind: Kind) -> None:
    parts = shipped().answers(one, TERMS, kind) | shipped().answers(other, TERMS, kind)
    assert shipped().answers(f"({one}) OR ({other})", TERMS, kind) <= parts


@given(EXPRESSIONS, EXPRESSIONS, EXPRESSIONS, st.sampled_from(Kind))
@settings(max_examples=100)
def test_and_and_or_do_not_depend_on_order(one: str, two: str, three: str, kind: Kind) -> None:
    for word in ("AND", "OR"):
        forward = shipped().answers(f"({one}) {word} ({two}) {word} ({three})", TERMS, kind)
        assert forward == shipped().answers(f"({three}) {word} (({two}) {word} ({one}))", TERMS, kind)


@pytest.mark.parametrize("id", ["MIT", "Apache-2.0", "CC-BY-4.0"])
def test_a_licence_twice_is_that_licence(id: str) -> None:
    plain = shipped().answers(id, TERMS, Kind.DATASETS)
    assert shipped().answers(f"{id} AND {id}", TERMS, Kind.DATASETS) == plain
    assert shipped().answers(f"{id} OR {id}", TERMS, Kind.DATASETS) == plain
