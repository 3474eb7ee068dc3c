"""The elements that an SBOM states, from a table of the places where its format has them.

A table names for each element the places that state it, one of which suffices. A place that begins with `?` is a text
that may state it: what is there leaves the question to a person. An element that is in no table has no place in the
format, so nothing is known of it.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from openness.release.claim import SILENT, Claim, Fact, joined_facts
from openness.release.location import Source
from openness.vocabulary import Basis
from openness.vocabulary.elements import Element

Places = Mapping[Element, tuple[str, ...]]
Stated = tuple[tuple[str, Fact], ...]

_KEPT = 20  # things that state an element, and that do not, of one document

_T = TypeVar("_T")


class Elements:
    """The elements of one document, gathered thing by thing."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.claims: dict[tuple[Element, str], list[Claim]] = {}

    def look(self, thing: _T, called: str, line: int, places: Places, has: Callable[[_T, str], bool]) -> None:
        """Keeps which elements are stated of a thing, and which are not.

        Args:
            thing: what is looked at.
            called: what it is called in a message.
            line: where it stands.
            places: where each element can be.
            has: whether a place of the thing holds something.
        """
        for element, names in places.items():
            found = next((name for name in names if not name.startswith("?") and has(thing, name)), "")
            if not found and any(has(thing, name[1:]) for name in names if name.startswith("?")):
                continue
            missing = f"{called} does not state {element.says}"
            self.say(element, bool(found), line, found or missing)

    def say(self, element: Element, stated: bool, line: int, because: str) -> None:
        """Keeps that an element is stated, or is not."""
        word = "true" if stated else "false"
        claims = self.claims.setdefault((element, word), [])
        if len(claims) < _KEPT:
            source = Source(self.document, line)
            claims.append(Claim(word, Basis.DECLARED, source, because, "" if stated else because))

    @property
    def facts(self) -> Stated:
        """The claims on each element."""
        facts: dict[str, Fact] = {}
        for (element, _), claims in sorted(self.claims.items()):
            facts[element.value] = joined_facts(
                [facts.get(element.value, SILENT), *(Fact((claim,)) for claim in claims)]
            )
        return tuple(facts.items())
