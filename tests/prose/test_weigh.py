"""Sentences that no rule reads are weighed by their words: one that is worded as limits are leaves an open licence in doubt."""

import pytest
from tests.support.growth import grows
from tests.support.releases import judged
from tests.support.weights import WEIGHTS

from openness.formats.card import read
from openness.prose.reader import sentences
from openness.prose.weigh import START, seeming_terms
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
