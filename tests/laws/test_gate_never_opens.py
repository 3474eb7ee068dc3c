"""Law: the gate lets nothing through that is not certain, and asking for more never lets more through."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.strategies import CHOICES, releases

from openness import classify
from openness.policy.check import weigh
from openness.policy.policy import Demand, Policy, Rules
from openness.release.location import Source
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.vocabulary import Kind, Term
from openness.vocabulary.verdict import Verdict

HERE = Source("openness-policy.toml", 1)
RUNGS = shipped().definition("spectrum").rungs[1:]
IDS = ("MIT", "Apache-2.0", "GPL-3.0-only", "CC-BY-4.0", "CC-BY-NC-4.0", "LicenseRef-Llama-3.1-Community")

terms = st.lists(st.sampled_from(list(Term)), unique=True, max_size=4)
ids = st.lists(st.sampled_from(IDS), unique=True, max_size=4)


def asked(words: Sequence[Term]) -> tuple[Demand, ...]:
    return tuple(Demand(word.value, word.value, HERE) for word in words)


def named(words: Sequence[str]) -> tuple[Demand, ...]:
    return tuple(Demand(f"licence:{id}", "", HERE, None, frozenset([id])) for id in words)


def broken(release: Release, rules: Rules) -> set[tuple[str, str]]:
    """The violations of one release."""
    found = weigh(classify(release, under=[], shelf=shipped()), Policy(rules))
    return {(issue.rule, issue.message) for issue in found if issue.violates}


@given(releases(CHOICES), st.sampled_from(RUNGS))
@settings(max_examples=60)
def test_a_rung_that_passes_is_certainly_reached(release: Release, rung: str) -> None:
    passes = "spectrum" not in {rule for rule, _ in broken(release, Rules(require=(Demand("spectrum", rung, HERE),)))}
    assert passes is (classify(release, under=[]).spectrum.at_least(rung) is Verdict.MET)


@given(releases(CHOICES), terms)
@settings(max_examples=60)
def test_terms_that_pass_are_all_met_at_once(release: Release, words: list[Term]) -> None:
    rules = {rule for rule, _ in broken(release, Rules(terms=asked(words), fail_on="never"))}
    if words and not rules:
        classification = classify(release, under=[], shelf=shipped())
        assert set(classification.terms(Kind.MODEL_PARAMETERS_FINAL, tuple(words))) == {Verdict.MET}


@given(releases(CHOICES), ids, ids)
@settings(max_examples=60)
def test_forbidding_more_breaks_no_less(release: Release, one: list[str], other: list[str]) -> None:
    more = list(dict.fromkeys([*one, *other]))
    assert broken(release, Rules(forbid=named(one))) <= broken(release, Rules(forbid=named(more)))


@given(releases(CHOICES), ids, ids)
@settings(max_examples=60)
def test_allowing_more_breaks_no_more(release: Release, one: list[str], other: list[str]) -> None:
    more = list(dict.fromkeys([*one, *other]))
    if one and not broken(release, Rules(allow=named(one), fail_on="never")):
        assert not broken(release, Rules(allow=named(more), fail_on="never"))


@given(releases(CHOICES), st.sampled_from(RUNGS), terms, ids)
@settings(max_examples=60)
def test_a_warning_for_the_unknown_never_hides_what_is_known(
    release: Release, rung: str, words: list[Term], forbidden: list[str]
) -> None:
    strict = Rules((Demand("spectrum", rung, HERE),), asked(words), (), named(forbidden))
    lax = Rules(strict.require, strict.terms, (), strict.forbid, "warn")
    assert broken(release, lax) <= broken(release, strict)
