"""The author of a bill of materials: whoever runs the tool, and never the tool.

Source: SBOM minimum elements, "SBOM author" (NTIA 2021; CISA and partners 2026; G7 2026).
"""

from typing import Any

from attrs import frozen

from openness.errors import OpennessError, Problem
from openness.value import Value
from openness.vocabulary.characters import is_seen

_PERSON, _ORGANIZATION = "Person", "Organization"  # as in SPDX
_LONGEST = 256  # characters of a name

#: The formats with a place for whoever makes the document.
AUTHORED = ("spdx3", "spdx2", "cyclonedx")


@frozen(eq=False, repr=False)
class Author(Value):
    """The maker of a document: a person or an organisation.

    Args:
        name: the full legal name.
        is_person: whether it is a person, not an organisation.
    """

    name: str
    is_person: bool = False

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"

    @property
    def kind(self) -> str:
        """`Person` or `Organization`, as SPDX has it."""
        return _PERSON if self.is_person else _ORGANIZATION

    def of_bill(self, has_manufacturer: bool = True) -> dict[str, Any]:
        """The field of a CycloneDX bill's metadata.

        Args:
            has_manufacturer: whether the version has a field for the organisation that makes the bill (from 1.6 on).
        """
        if self.is_person or not has_manufacturer:
            return {"authors": [{"name": self.name}]}
        return {"manufacturer": {"name": self.name}}


def author_of(written: str, to: str) -> Author | None:
    """The author that somebody names, None where nobody is named.

    Args:
        written: a name of an organisation, or `Person:` or `Organization:` and a name.
        to: the format that is written.

    Raises:
        OpennessError: when the format has no place for an author, or no name is written.

    >>> print(author_of("Acme GmbH", "spdx3"), author_of("Person: Ada Byron", "spdx3"))
    Organization: Acme GmbH Person: Ada Byron
    """
    if not written:
        return None
    if to not in AUTHORED:
        help = f"leave the author out, or write {', '.join(AUTHORED)}"
        raise OpennessError(Problem("", None, f"{to} has no place for its author", help))
    kind, colon, name = written.partition(":")
    if not colon or kind.strip() not in (_PERSON, _ORGANIZATION):
        kind, name = _ORGANIZATION, written
    name = name.strip()
    if not name or not is_seen(name) or len(name) > _LONGEST:
        help = f"write a name in one line of at most {_LONGEST} characters, such as 'Acme GmbH' or 'Person: Ada Byron'"
        raise OpennessError(Problem("", None, f"{written[:40]!r} is not an author's name", help))
    return Author(name, kind.strip() == _PERSON)
