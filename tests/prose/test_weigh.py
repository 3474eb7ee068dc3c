"""Sentences that no rule reads are weighed by their words: one that is worded as limits are leaves an open licence in doubt."""

from pathlib import Path

import pytest
from tests.support import weights
from tests.support.growth import grows
from tests.support.releases import judged
from tests.support.weights import WEIGHTS

from openness.formats.card import read
from openness.prose.reader import sentences
from openness.prose.weigh import START, seeming_terms, signs_of
from openness.release.hints import LimitInProse
from openness.release.location import Source
from openness.syntax.document import Document
from openness.vocabulary import DATASET


def seeming(body: str) -> list[str]:
    return [term.sentence for term in seeming_terms(f"# Heron\n\n{body}\n")]


@pytest.mark.parametrize(
    "sentence",
    ["Any improvements belong to Acme.", "Minors may not use this model.", "Not for political campaigns."],
)
def test_a_sentence_that_no_rule_reads_leaves_the_licence_in_doubt_and_is_quoted(sentence: str) -> None:
    release = read(Document("README.md", f"---\nlicense: mit\n---\n# Heron\n\n{sentence}\n"))
    place = Source("README.md", 6)
    assert release.limits == (LimitInProse(place, sentence.removesuffix("."), understood=False),)
    assert judged(release).spectrum.reached == "weights-available"


@pytest.mark.parametrize(
    "sentence",
    [
        "As the images are small, it can only be used with crops.",
        "Clinical deployment requires regulatory approval.",
        "The model can be purchased nowhere, it is free.",
        "No licence agreement, no form, no waiting list.",
        "The tokenizer requires sentencepiece.",
        "You need at least 16 GB of VRAM.",
    ],
)
def test_an_ordinary_sentence_says_nothing(sentence: str) -> None:
    assert seeming(sentence) == []


@pytest.mark.parametrize(
    "body",
    [
        "## News\n\nAny improvements belong to Acme.",
        "## Dataset\n\nAny improvements belong to Acme.",
        "Any improvements belong to [Acme](https://example.org).",
        "```\nAny improvements belong to Acme.\n```",
    ],
)
def test_what_stands_among_news_or_under_something_else_or_leads_elsewhere_is_not_weighed(body: str) -> None:
    assert seeming("Any improvements belong to Acme.") != []
    assert seeming(body) == []


def test_where_a_rule_hears_a_limit_nothing_is_weighed() -> None:
    body = "---\nlicense: mit\n---\n# Heron\n\nFor research only.\n\nAny improvements belong to Acme.\n"
    assert read(Document("README.md", body)).limits == (LimitInProse(Source("README.md", 6), "For research only"),)


def test_the_card_of_a_data_set_is_not_weighed() -> None:
    body = "---\nlicense: mit\ntask_categories: [translation]\n---\n# Heron\n\nAny improvements belong to Acme.\n"
    release = read(Document("README.md", body))
    assert (release.subject, release.limits) == (DATASET, ())


LIMITS = (
    "Any gains belong to us",
    "All gains belong to Acme",
    "Gains from it belong to us",
    "The gains belong to Acme",
)
ORDINARY = ("It runs on one card", "Its maps are small", "We like maps", "The maps belong in one folder")


def sample(text: str, limits: bool, counts: float = 1.0) -> weights.Sample:
    (sentence,) = (found for found in sentences(f"# Heron\n\n{text}.\n") if found.sort != "heading")
    return weights.Sample(frozenset(signs_of(sentence)), limits, counts)


def test_what_limits_have_and_ordinary_pages_have_not_weighs_more_than_nothing() -> None:
    samples = [*(sample(text, True) for text in LIMITS), *(sample(text, False) for text in ORDINARY)]
    learnt = weights.learnt(samples)
    assert learnt["gain"] > 0
    assert all((weights.total(learnt, each.signs) > 0) is each.limits for each in samples)
    assert weights.total(learnt, sample("Our gains belong to us", True).signs) > 0


def test_the_fewer_cards_may_reach_the_threshold_the_higher_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    own = [*(sample(text, True) for text in LIMITS), *(sample(text, False) for text in ORDINARY)]
    cards = [
        weights.Weighed(f"{number}.md", text, sample(text, False).signs)
        for number, text in enumerate([*LIMITS, *ORDINARY])
    ]
    begins = []
    for share in (0.0, 0.25, 0.5):
        monkeypatch.setattr(weights, "TOO_MANY", share)
        begins.append(weights.derived(own, cards, [], len(cards))[START])
    assert begins == sorted(begins) and begins[0] < begins[-1]


def test_a_page_in_which_a_rule_hears_a_limit_teaches_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nlicense: mit\n---\n# Heron\n\nFor research only.\n")
    (tmp_path / "b.md").write_text("# Heron\n\nUse of its maps needs patience.\n\n## News\n\nUse needs patience.\n")
    assert weights.weighed(tmp_path / "a.md") is None
    assert [found.text for found in weights.weighed(tmp_path / "b.md") or ()] == ["Use of its maps needs patience."]


def test_the_weights_are_of_words_alone() -> None:
    rows = [line.split("\t") for line in WEIGHTS.read_text(encoding="utf-8").splitlines()]
    signs = [sign for sign, _ in rows]
    assert signs == sorted(set(signs)) and START in signs
    assert all(len(sign.split(" ")) <= 2 for sign in signs if sign[0] not in "(@")
    assert all(float(weight) for _, weight in rows)


def test_many_sentences_cost_no_more_than_their_number() -> None:
    def ask(body: str) -> None:
        sentences.cache_clear()
        list(seeming_terms(body))

    grows(lambda times: lambda: ask("Heron must be used by people with a key.\n\n" * times))
