"""Checks that a document is made as its format asks: each key once, and in each field that is read a value of the right sort.

A reader passes over what it does not understand. What it passes over in a field that it reads may be what limits the
model, so it is never passed over in silence, and its words count as those of a field that nobody knows.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from enum import Enum

from attrs import define

from openness.errors import OpennessError, Problem
from openness.release.claim import Claim
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.release import Release, TermsElsewhere
from openness.syntax.document import Document
from openness.syntax.tree import Mapping as Object
from openness.syntax.tree import Node, Scalar, Sequence, source_of
from openness.value import Shown
from openness.vocabulary import NOASSERTION, Basis, Kind

_MOST = 100  # findings of one document


class Shape(Enum):
    """The sort of value that a field holds; a field that is empty says nothing, and may be of any."""

    WORD = "one text"
    ALONE = "one text, alone or in a list"
    NUMBER = "one text or number"
    WORDS = "a text or a list of texts"
    OBJECT = "an object or a list of objects"
    LIST = "a list of objects"
    THING = "a text or an object, or a list of them"  # the thing that is meant, or where it stands


Shapes = Mapping[str, Shape]
_OBJECTS = (Shape.OBJECT, Shape.LIST)
_ONCE = frozenset((Shape.WORD, Shape.NUMBER))  # fields with one value even where an element may stand again


@define(eq=False, repr=False)
class Misfits(Shown):
    """The values of the wrong sort in a document.

    Args:
        findings: about the first of them.
        parts: each value that is passed over, or each part of one, with its field.
    """

    findings: list[Finding]
    parts: list[tuple[str, Node]]

    def has(self, fields: Collection[str]) -> Node | None:
        """The first value that is passed over in one of some fields."""
        return next((part for field, part in self.parts if field in fields), None)

    def words(self) -> Iterator[tuple[int, str]]:
        """The parts that are passed over as sentences behind the names of their fields, each with its line."""
        from openness.formats._words import sentences_beside  # most documents are as they should be

        for field, part in self.parts:
            yield from ((part.line, sentence) for sentence in sentences_beside(field, part))


def no_utf8(document: str) -> Finding:
    """The finding that bytes of a document were replaced."""
    message, help = "some bytes are not UTF-8 and were replaced", "save the file as UTF-8"
    return Finding(Code.FIELD_INVALID, message, Source(document), help)


def unread(document: Document, problem: Problem, kinds: tuple[Kind, ...]) -> Release:
    """A release with a file that cannot be read; a word about a licence in it keeps the licence of some parts unknown."""
    odd = Finding(Code.FIELD_INVALID, problem.message, Source(document.name, problem.line or 0), problem.help)
    if document.text and not re.search(r"licen[cs]e|rights", document.text, re.IGNORECASE):
        return Release(oddities=(odd,), unread=(document.name,))
    because = "a file that cannot be read and may name another"
    doubt = Claim(NOASSERTION, Basis.DETECTED, Source(document.name, problem.line or 0), "", because)
    return Release(oddities=(odd,), unread=(document.name,), terms=(TermsElsewhere(doubt, kinds),))


def misfits(
    tree: Node | None,
    document: str,
    fields: Shapes,
    typed: bool = True,
    prefixed: bool = False,
    repeated: bool = False,
    every: Collection[str] = (),
) -> Misfits:
    """The values of the wrong sort in a document.

    Args:
        tree: the document.
        document: its name.
        fields: by key, wherever it stands, the sort of value it must hold; other keys are not looked at.
        typed: whether the syntax tells a text from a number, as JSON does.
        prefixed: whether a key may begin with a prefix or an address, as in linked data.
        repeated: whether what stands again is a list, as in XML.
        every: keys of which the reader keeps every value; one that stands twice is a dispute.

    Raises:
        OpennessError: when a key stands twice in one object, or has several values where one is meant: it is unclear
            which applies.
    """
    found = Misfits([], [])

    def odd(node: Node, message: str, help: str) -> None:
        if len(found.findings) < _MOST:
            found.findings.append(Finding(Code.FIELD_INVALID, message, source_of(document, node), help))

    waiting = [tree] if tree is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sequence):
            waiting.extend(node.items)
        elif isinstance(node, Object):
            seen: set[str] = set()
            for key, value in node:
                word = _last(key.text) if prefixed else key.text
                shape = fields.get(word)
                name = word if shape else key.text
                if name in seen and (not repeated or shape in _ONCE):
                    message = f"the key {name[:80]!r} appears twice; it is unclear which applies"
                    if name not in every:
                        raise OpennessError(Problem(document, key.line, message, "keep one"))
                    odd(key, message, "keep one")
                seen.add(name)
                if shape is Shape.ALONE and isinstance(value, Sequence) and len(value.items) > 1:
                    message = f"the key {name[:80]!r} has several values; it is unclear which applies"
                    raise OpennessError(Problem(document, value.line, message, "keep one"))
                parts = [] if shape is None else _passed_over(value, shape, typed)
                if shape is not None and parts:
                    odd(value, f"{key.text} is not {shape.value}, so it is not understood", f"write {shape.value}")
                    found.parts += ((name, part) for part in parts)
                elif shape is Shape.LIST and isinstance(value, Object) and not repeated:
                    odd(value, f"{key.text} is one object; it is read as a list of one", f"write {shape.value}")
                waiting.append(value)
    return found


def _last(key: str) -> str:
    """The last word of a key, behind its prefix or in its address."""
    return key.rpartition("/")[2].rpartition("_")[2]


def _passed_over(value: Node, shape: Shape, typed: bool) -> list[Node]:
    """The parts of a value that are not of a sort."""
    if isinstance(value, Sequence):
        alone = shape in (Shape.WORD, Shape.NUMBER) and value.items
        return [value] if alone else [item for item in value.items if not _fits(item, shape, typed, True)]
    return [] if _fits(value, shape, typed) else [value]


def _fits(item: Node, shape: Shape, typed: bool, listed: bool = False) -> bool:
    """True where a value, or what a list holds, is of a sort."""
    if isinstance(item, Scalar):
        silent = item.null or not item.text.strip()
        if listed and shape is Shape.LIST:  # a place of its own, and nothing in it
            return False
        return silent or shape is Shape.NUMBER or (shape not in _OBJECTS and not (typed and item.plain))
    if isinstance(item, Sequence):
        return not item.items
    return not item.pairs or shape in (*_OBJECTS, Shape.THING) or item.get("@value") is not None
