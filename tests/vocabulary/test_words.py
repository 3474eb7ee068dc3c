"""The closed word lists are those that are promised."""

import pytest

from openness.vocabulary import (
    FREEDOMS,
    TRAINING_COMPUTE,
    Availability,
    Basis,
    Channel,
    Circumstance,
    Content,
    Kind,
    Label,
    Relation,
    Term,
)

WORDS = [
    (
        Kind,
        "model-architecture data-preprocessing-code training-code inference-code evaluation-code "
        "supporting-libraries-and-tools model-parameters-final model-parameters-intermediate datasets evaluation-data "
        "model-metadata model-card data-card technical-report research-paper evaluation-results sample-model-outputs "
        "data-information",
    ),
    (Availability, "public gated on-request hosted withheld not-used"),
    (Basis, "inferred declared detected concluded"),
    (Relation, "fine-tune adapter quantisation merge distillation trained-on-outputs same-architecture"),
    (Channel, "download first-party-api third-party-api product fine-tuning-service managed-on-premise"),
    (Label, "open-source open-weights open"),
    (Circumstance, "monetised dual-licence paid-platform-only personal-data-gate systemic-risk multimodal"),
]


@pytest.mark.parametrize(("vocabulary", "words"), WORDS, ids=[vocabulary.__name__ for vocabulary, _ in WORDS])
def test_a_word_list_is_as_promised(vocabulary: type[Kind], words: str) -> None:
    assert [word.value for word in vocabulary] == words.split()


def test_the_terms_are_as_promised() -> None:
    grants = (
        "use study modify share share-modified commercial-use anyone any-field safety-limits-only everywhere "
        "without-asking royalty-free host irrevocable patents outputs train-on-outputs relicense"
    )
    assert [term.value for term in Term if term.sort == "grant"] == grants.split()
    lists = "osi-approved fsf-free od-conformant dfsg-free mof-open"
    assert [term.value for term in Term if term.sort == "list"] == lists.split()
    assert TRAINING_COMPUTE == "training-compute"


def test_patents_irrevocability_and_relicensing_are_no_freedoms() -> None:
    left_out = {term for term in Term if term.sort == "grant"} - set(FREEDOMS)
    assert left_out == {Term.PATENTS, Term.IRREVOCABLE, Term.RELICENSE, Term.SAFETY_LIMITS_ONLY}


def test_every_kind_and_term_says_what_it_is() -> None:
    assert all(word.says for word in (*Kind, *Term, *Availability))


def test_kinds_are_made_of_what_mof_says() -> None:
    by_content = {content: [kind for kind in Kind if kind.content is content] for content in Content}
    assert {content: len(kinds) for content, kinds in by_content.items()} == {
        Content.CODE: 6,
        Content.DATA: 5,
        Content.DOCUMENT: 7,
    }


def test_availabilities_are_ranked_public_first() -> None:
    ranked = sorted(Availability, key=lambda word: -word.openness)
    assert ranked == ["public", "gated", "on-request", "hosted", "withheld", "not-used"]


def test_only_derivatives_carry_the_terms_of_their_base() -> None:
    assert [relation.value for relation in Relation if relation.carries_terms] == [
        "fine-tune",
        "adapter",
        "quantisation",
        "merge",
    ]
