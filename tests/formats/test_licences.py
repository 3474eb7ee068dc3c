"""The licences that a document states."""

import pytest

from openness.formats._licences import Own, licence_said
from openness.release.claim import Rule
from openness.release.location import Source

HERE = Source("x.json", 1)
LONG = "You may use this for research.\n" + "Nothing else is allowed without our written approval. " * 3


def claims_of(word: str, **own: Own) -> list[tuple[str, str, str]]:
    fact, _ = licence_said((word,), {id.replace("_", "-"): one for id, one in own.items()}, HERE, "declared")
    return [(claim.value, claim.written, claim.rule or claim.because) for claim in fact.claims]


@pytest.mark.parametrize("word", ["", "  ", "NOASSERTION"])
def test_no_assertion_is_silence(word: str) -> None:
    assert claims_of(word) == []


def test_none_is_a_claim() -> None:
    assert claims_of("NONE") == [("NONE", "NONE", "declared")]


@pytest.mark.parametrize(
    "id", ["LicenseRef-Llama-3.1-Community", "licenseref-llama-3.1-community", "DocumentRef-a:LicenseRef-x"]
)
def test_an_own_id_defined_nowhere_is_not_known(id: str) -> None:
    assert claims_of(id) == [("NOASSERTION", id, "declared")]
    assert claims_of(f"MIT AND {id}")[0][0] == "MIT AND NOASSERTION"


def test_scancode_s_ids_are_known_to_others_unless_the_document_defines_them() -> None:
    id = "LicenseRef-scancode-x"
    assert claims_of(id)[0][0] == id
    assert claims_of(f"MIT AND {id}")[0][0] == f"MIT AND {id}"
    assert claims_of(f"MIT AND {id}", LicenseRef_scancode_x=Own("", LONG))[0][0] == "MIT AND NOASSERTION"


def test_an_own_licence_is_called_by_its_name_or_left_to_its_text() -> None:
    assert claims_of("LicenseRef-1", LicenseRef_1=Own("Theirs", LONG)) == [
        ("Theirs", "LicenseRef-1", Rule.NAMED_LOCALLY)
    ]
    assert claims_of("LicenseRef-1", LicenseRef_1=Own("", LONG)) == [("other", "LicenseRef-1", Rule.NAMED_LOCALLY)]
    assert claims_of("LicenseRef-1", LicenseRef_1=Own("", "A short title")) == [
        ("A short title", "LicenseRef-1", Rule.NAMED_LOCALLY)
    ]
    assert claims_of("LicenseRef-1", LicenseRef_1=Own("", "NOASSERTION")) == [
        ("other", "LicenseRef-1", Rule.NAMED_LOCALLY)
    ]


@pytest.mark.parametrize(
    ("word", "texts"),
    [
        ("LicenseRef-1", 1),
        ("MIT AND LicenseRef-1", 1),
        ("MIT AND (LicenseRef-1 OR Apache-2.0)", 0),
        ("MIT OR LicenseRef-1", 0),
        ("MIT AND (LicenseRef-1", 0),
    ],
)
def test_a_text_binds_where_there_is_no_choice(word: str, texts: int) -> None:
    _, fact = licence_said((word,), {"LicenseRef-1": Own("", LONG, 7)}, HERE)
    assert [(text.source.line, text.text) for text in fact] == [(7, LONG)] * texts


def test_a_text_that_cannot_be_read_is_a_text_all_the_same() -> None:
    for own in (Own("MIT", "", 7, unread=True), Own("MIT", "x" * 2_000_000, 7)):
        _, (text,) = licence_said(("LicenseRef-1",), {"LicenseRef-1": own}, HERE)
        assert text.text == ""


def test_all_of_several_words_apply() -> None:
    fact, _ = licence_said(("MIT", "Apache-2.0 OR BSD-3-Clause", "no expression"), {}, HERE)
    assert fact.value == "MIT AND (Apache-2.0 OR BSD-3-Clause) AND NOASSERTION"
