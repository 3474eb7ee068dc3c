"""Licences in an SPDX 3 document: their classes become expressions."""

import re

from openness.formats._licences import SILENCE, Own, licence_said
from openness.formats._spdx3_graph import Element, Graph, id_of, local
from openness.release.claim import Fact
from openness.release.location import Source
from openness.release.release import LicenceText
from openness.syntax.tree import DEPTH_LIMIT, Mapping, source_of

_IS_LICENCE = re.compile(r"License(?:Set|Expression)?$|(?:OrLater|WithAddition)Operator$")
_LISTED = re.compile(r"https?://(?:www\.)?spdx\.org/licenses/([\w.+-]+?)(?:\.html|\.json)?/?", re.IGNORECASE)
_NONE = re.compile(r"https?://spdx\.org/rdf/3[\d.]*/terms/(?:Expanded)?Licensing/(No(?:ne|Assertion))(?:License)?")
_OWN_ID = r"^(?:DocumentRef-[\w.+-]+:)?(?:LicenseRef|AdditionRef)-"
_PARTS = ("member", "subjectLicense", "subjectExtendableLicense")
_LONGEST = 10_000  # characters of an expression
_SHOWN = 80  # characters of a text that stand for it


def is_licence(element: Element) -> bool:
    """True for a licence, whatever class it is of."""
    return _IS_LICENCE.search(element.sort) is not None


class Licences:
    """Reads the licences of one document."""

    def __init__(self, document: str, graph: Graph) -> None:
        self.document = document
        self.graph = graph
        self.own: dict[str, Own] = {}
        self.words: dict[str, str] = {}
        self.depth = 0

    def leads_to_one(self, element: Element) -> bool:
        """True where a relationship leads to a licence, whatever it is called."""
        ends = (self.graph.get(id_of(node)) for node in element.fields.get("to", ()))
        return any(end is not None and is_licence(end) for end in ends)

    def fact(self, element: Element, because: str) -> tuple[Fact, tuple[LicenceText, ...]]:
        """The licence that a relationship states; all it names apply."""
        words = [self.expression(id_of(node)) for node in element.fields.get("to", ())]
        source = Source(self.document, element.line)
        if len(element.fields.get("to", ())) == 1 and (expression := self.graph.get(id_of(element.fields["to"][0]))):
            for word in expression.words("licenseExpression"):
                source = source_of(self.document, word)
        return licence_said([word for word in words if word], self.own, source, because)

    def expression(self, id: str) -> str:
        """A licence as an expression; one that the document defines is put aside under an id of its own."""
        if id not in self.words:
            self.words[id] = self._unknown(id)  # what it is within itself, and where it goes too deep
            self.depth += 1
            expression = self._read(id) if self.depth <= DEPTH_LIMIT else ""
            self.depth -= 1
            if expression or self.depth < DEPTH_LIMIT:
                self.words[id] = expression if len(expression) <= _LONGEST else self._unknown(id)
        return self.words[id]

    def _unknown(self, id: str) -> str:
        """A licence of which nothing more than an id can be read."""
        ref = f"LicenseRef-unread-{len(self.own) + 1}"
        self.own[ref] = Own(line=0, written=id)
        return ref

    def _read(self, id: str) -> str:
        if found := _NONE.fullmatch(id):
            return found[1].upper()
        listed = _LISTED.fullmatch(id)
        element = self.graph.get(id)
        if element is None:
            return listed[1] if listed else "" if local(id) == "NoAssertionElement" else self._unknown(id)
        if element.differs:
            return self._unknown(id)
        if element.sort == "LicenseExpression":
            return self._with_defined_ids(element)
        if element.sort in ("NoneLicense", "NoAssertionLicense"):
            return element.sort.removesuffix("License").upper()
        parts = {key: [self.expression(id_of(node)) for node in element.fields.get(key, ())] for key in _PARTS}
        if element.sort in ("ConjunctiveLicenseSet", "DisjunctiveLicenseSet"):
            joint = " AND " if element.sort.startswith("Con") else " OR "
            return joint.join(f"({member or 'NOASSERTION'})" for member in parts["member"])
        inner = parts["subjectLicense"] or parts["subjectExtendableLicense"]
        if element.sort == "OrLaterOperator" and inner:
            return f"{inner[0]}+"
        if element.sort == "WithAdditionOperator" and inner:
            additions = [local(id_of(node)) for node in element.fields.get("subjectAddition", ())]
            return f"{inner[0]} WITH {additions[0] if additions else 'NOASSERTION'}"
        if listed is not None and not any(element.words("licenseText")):
            return listed[1]
        return self._defined_id(element, listed[1] if listed else "")

    def _defined_id(self, element: Element, listed: str) -> str:
        """The id under which a licence that stands in the document is put aside."""
        texts = list(element.words("licenseText"))
        name = listed or element.word("name")
        id = listed or f"LicenseRef-{len(self.own) + 1}"
        text = texts[-1].text if texts else ""
        doubled = len({text.text for text in texts}) > 1
        line = texts[-1].line if texts else element.line
        self.own[id] = Own(name, text, line, doubled, name or " ".join(text.split())[:_SHOWN] or element.id)
        return id

    def _with_defined_ids(self, element: Element) -> str:
        """An expression with the ids that are its own in place of those that stand for them."""
        word = element.word("licenseExpression")
        if word in SILENCE:
            return ""
        places: dict[str, str] = {}
        for node in element.fields.get("customIdToUri", ()):
            if isinstance(node, Mapping):
                entry = Element(node, "")
                places[entry.word("key")] = entry.word("value")
        return re.sub(r"(?:DocumentRef-[\w.+-]+:)?[\w.+-]+", lambda found: self._licence_of(found[0], places), word)

    def _licence_of(self, id: str, places: dict[str, str]) -> str:
        """The licence that an id in an expression stands for: its own, or one of SPDX's that the map says is another."""
        place = places.get(id, id)
        if place not in self.graph.elements and (id not in places or re.search(_OWN_ID, id)):
            return id
        meant = self.expression(place)
        return f"({meant})" if " " in meant else meant  # it stands within another expression
