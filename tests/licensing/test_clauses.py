"""Clauses as people read them, and limits."""

import pytest

from openness.licensing.clauses import USED, Limit, cited, limit_of
from openness.vocabulary import Term
from openness.vocabulary.duties import Duty, Effect


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        ("2, 3.a", "clauses 2, 3.a"),
        ("Attachment A, B", "Attachment A, B"),  # a letter behind a name belongs to it
        ("Attachment A, Schedule", "Attachment A and Schedule"),
        ("5, Attachment A, B", "clause 5 and Attachment A, B"),
        ("5, Attachment A, last paragraph", "clause 5 and Attachment A, last paragraph"),
        ("5, Attachment A (ii)", "clause 5 and Attachment A (ii)"),
        ("Attachment A, (ii)", "Attachment A, (ii)"),
        ("Attachment A, mRNA models", "Attachment A, mRNA models"),  # one small letter is enough
        ("2; 3.a", "clause 2; 3.a"),  # of two versions
    ],
)
def test_what_follows_a_name_and_is_none_belongs_to_it(clause: str, text: str) -> None:
    assert cited(clause) == text


@pytest.mark.parametrize(
    ("clauses", "text"),
    [
        (("1", "preamble"), "clause 1 and preamble"),
        (("1", "preamble", "title"), "clause 1; preamble; title"),
        (("1", "preamble", "title", "annex"), "clause 1; preamble; title; annex"),
        (("1", "", "1"), "clause 1"),
        ((), ""),
    ],
)
def test_two_places_are_joined_by_a_word_and_more_by_a_sign(clauses: tuple[str, ...], text: str) -> None:
    assert cited(*clauses) == text


@pytest.mark.parametrize(("word", "past"), [("above", [11]), ("at-least", [10, 11])])
def test_a_number_is_past_a_limit_above_it_or_from_it(word: str, past: list[int]) -> None:
    limit = limit_of({"metric": "users", word: 10})
    assert [number for number in (9, 10, 11) if limit.passed(number)] == past


def test_no_number_is_past_a_territory() -> None:
    limit = limit_of({"metric": "territory", "except": ["EU"]})
    assert [limit.passed(number) for number in (0, 1, 10**9)] == [False] * 3


def test_a_limit_that_says_only_what_it_must_spares_nobody_and_presumes_nothing() -> None:
    assert limit_of({"metric": "users", "above": 10, "effect": "pays", "because": "large", "clause": "2"}) == Limit(
        "users", 10, Effect.PAYS, "large", "2"
    )


def test_a_limit_has_all_that_its_record_says() -> None:
    record = {
        "metric": "annual-revenue", "at-least": 10, "effect": "asks", "because": "large", "clause": "2", "of": "host",
        "uses": ["sell-a-product"], "currency": "USD", "test": "on the first day", "period": "year", "affiliates": True,
        "except": ["EU"], "only": "multimodal", "end-users-exempt": True, "presumed": True, "duty": "notify", "where": USED,
    }  # fmt: skip
    assert limit_of(record) == Limit(
        metric="annual-revenue", number=10, effect=Effect.ASKS, because="large", clause="2", of=Term.HOST,
        uses=("sell-a-product",), currency="USD", test="on the first day", period="year", affiliates=True, excepting=("EU",),
        reached=True, only="multimodal", end_users_exempt=True, presumed=True, duty=Duty.NOTIFY, where_used=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("of", "effect", "uses", "metric", "rules_out"),
    [
        (None, "withholds", (), "monthly-active-users", True),
        ("anyone", "withholds", (), "monthly-active-users", True),
        ("use", "asks", (), "annual-revenue", True),
        ("share", "withholds", (), "monthly-active-users", False),  # the others stay
        ("commercial-use", "asks", (), "annual-revenue", False),
        ("anyone", "pays", (), "annual-revenue", False),
        ("anyone", "duty", (), "monthly-active-users", False),
        ("anyone", "withholds", ("host",), "monthly-active-users", False),
        ("anyone", "withholds", (), "territory", False),
    ],
)
def test_a_limit_rules_out_every_use_where_it_takes_the_grant_that_all_of_them_ask(
    of: str | None, effect: str, uses: tuple[str, ...], metric: str, rules_out: bool
) -> None:
    limit = Limit(metric, 7, Effect(effect), "", "1", of=Term(of) if of else None, uses=uses)
    assert bool(limit.rules_out_every_use) is rules_out
