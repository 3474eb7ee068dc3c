"""The closed word lists are those that are promised."""

import pytest

from openness import vocabulary
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
from openness.vocabulary.asking import Ending, Owner
from openness.vocabulary.captions import Caption
from openness.vocabulary.details import Modality, ModelDetail
from openness.vocabulary.doubts import Doubt
from openness.vocabulary.duties import Act, Duty, Effect, Lack
from openness.vocabulary.glossary import Likeness, Notion, Truth
from openness.vocabulary.licence_words import Category, Metric
from openness.vocabulary.marks import Hand
from openness.vocabulary.references import Sort, Sure
from openness.vocabulary.words import Band, Confidence, Extent, Quantity, Severity, State, circumstance_label

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
    (Extent, "whole part"),
    (Confidence, "high medium"),
    (State, "known silent disputed"),
    (Severity, "error warning note"),
    (Band, "closed semi-open fully-open unknown"),
    (Quantity, "training-compute"),
    (Content, "code data document"),
    (Doubt, "clause-number limit-effect one-sentence record-stale shared-name"),
    (Ending, "grades count points each-component"),
    (Owner, "both own base"),
    (Modality, "text image audio video other"),
    (
        ModelDetail,
        "release-date union-market-date knowledge-cutoff input-modality output-modality training-modality "
        "language architecture parameters context-length training-tokens training-images "
        "training-audio-hours training-video-hours training-energy needs",
    ),
    (Act, "use change host pass-on"),
    (
        Duty,
        "attribution include-licence state-changes share-alike flow-down naming display notify register "
        "keep-guardrails disclose-source network-disclose disclose-ai disclose-risks indemnify grant-back "
        "retaliation brand",
    ),
    (Effect, "withholds asks pays duty"),
    (
        Lack,
        "conflict part-licence unread-clauses permission named-data licence-text copyright-lines credit name-prefix unread-file",
    ),
    (
        Category,
        "permissive weak-copyleft copyleft use-restricted non-commercial research-only source-available "
        "data-use proprietary",
    ),
    (
        Metric,
        "monthly-active-users daily-active-users monthly-visits devices annual-revenue monthly-revenue "
        "people users class territory",
    ),
    (Sort, "model dataset service"),
    (Sure, "literal constant guess"),
    (
        Notion,
        "release component spectrum level rung grade band reached reachable definition criterion verdict outcome "
        "score term clause duty limit end-users-exempt claim evidence basis availability extent circumstance channel "
        "relation base lineage finding conclusion consequence opening effort licence-record shelf policy violation "
        "exception baseline certain possibly not-stated NOASSERTION licence-data not-checked native-file anchor OSI "
        "SBOM SARIF no-level no ruling no verdict",
    ),
    (Likeness, "exact same-wording modified partial"),
    (Truth, "right coarse outdated wrong category-error"),
    (Hand, "first-hand second-hand"),
    (
        Caption,
        "what-you-may-do licence held-back if-it-is-yours next-step look-out you-must how-open-it-is what-holds-it-back parts "
        "what-would-raise-it what-you-can-do-with-it files side-by-side fix because",
    ),
]


@pytest.mark.parametrize(("vocabulary", "words"), WORDS, ids=[vocabulary.__name__ for vocabulary, _ in WORDS])
def test_a_word_list_is_as_promised(vocabulary: type[Kind], words: str) -> None:
    assert " ".join(word.value for word in vocabulary) == words


def test_every_name_that_the_package_offers_is_there() -> None:
    assert [name for name in vocabulary.__all__ if not hasattr(vocabulary, name)] == []


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


@pytest.mark.parametrize("vocabulary", [Term, *(vocabulary for vocabulary, _ in WORDS)], ids=lambda each: each.__name__)
def test_every_word_has_a_label_and_says_what_it_is(vocabulary: type[Kind]) -> None:
    assert [word.value for word in vocabulary if not word.label or not word.says] == []


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


def test_two_relations_tell_what_a_model_was_trained_on_and_not_what_it_was_made_from() -> None:
    assert [relation.value for relation in Relation if relation.from_outputs] == ["distillation", "trained-on-outputs"]


def test_a_circumstance_has_its_label_and_another_word_stays_as_it_is() -> None:
    assert circumstance_label("training-compute") == "training compute"
    assert {circumstance_label(circumstance) for circumstance in Circumstance} == {each.label for each in Circumstance}
    assert circumstance_label("heron") == "heron"
