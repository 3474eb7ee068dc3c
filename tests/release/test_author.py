"""Authors of documents, as people name them and as formats have them."""

import pytest

from openness.errors import OpennessError
from openness.release.author import Author, author_of


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("Acme GmbH", Author("Acme GmbH")), (" Acme ", Author("Acme")), ("Person: Ada Byron", Author("Ada Byron", True)),
        ("Organization: Acme", Author("Acme")), ("Person :Ada", Author("Ada", True)), ("Acme: a firm", Author("Acme: a firm")),
        ("person: Ada", Author("person: Ada")), ("Person", Author("Person")), ("x" * 256, Author("x" * 256)), ("", None),
    ],
)  # fmt: skip
def test_a_name_is_an_organisation_s_unless_it_says_otherwise(written: str, author: Author | None) -> None:
    for form in ("spdx3", "spdx2", "cyclonedx"):
        assert author_of(written, form) == author
    if author is None:
        assert author_of(written, "mof") is None
        return
    help = "leave the author out, or write spdx3, spdx2, cyclonedx"
    with pytest.raises(OpennessError, match=f"mof has no place for its author; {help}"):
        author_of(written, "mof")


@pytest.mark.parametrize("written", [" ", "Person:", "Organization: ", "x" * 257, "a\u202eb", "a\nb"])
def test_what_is_no_name_in_one_line_is_refused(written: str) -> None:
    with pytest.raises(
        OpennessError, match="is not an author's name; write a name in one line of at most 256 characters"
    ):
        author_of(written, "spdx3")


def test_each_version_of_a_bill_has_a_place_for_its_author() -> None:
    person, firm = Author("Ada", True), Author("Acme")
    assert (str(person), str(firm)) == ("Person: Ada", "Organization: Acme")
    assert person.of_bill() == person.of_bill(False) == {"authors": [{"name": "Ada"}]}
    assert (firm.of_bill(), firm.of_bill(False)) == (
        {"manufacturer": {"name": "Acme"}},
        {"authors": [{"name": "Acme"}]},
    )
