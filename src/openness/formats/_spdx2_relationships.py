"""Relationships of an SPDX 2.3 document, each a statement about two things."""

import re
from collections.abc import Container, Iterable, Sequence
from enum import Enum, auto

from openness.formats._sbom import Bill
from openness.formats._sbom_things import Relationship, Thing
from openness.formats._spdx_relationships import SPDX2
from openness.release.location import Source
from openness.syntax.tree import Mapping, texts_of, word_of
from openness.vocabulary import NOASSERTION, Relation
from openness.vocabulary.endings import WEIGHTS

_TRAINED = re.compile(r"\b(?:pre-?)?train(?:ed|ing)?\b|\bfine-?tun", re.IGNORECASE)
_TESTED = re.compile(r"\b(?:test(?:ed|ing)?|evaluat\w+|benchmark\w*|validat\w+)\b", re.IGNORECASE)
_DERIVED = re.compile(r"\b(?:base model|based on|derived|adapter|quanti[sz]ed|merge)|fine-?tun")


class _Meaning(Enum):
    """The meaning of a type of relationship for its two things."""

    HOLDS = auto()  # the first contains the second
    ORIGIN = auto()  # the first was made from the second
    COPY = auto()  # the same, only where both are models: a file may be a copy, and a package a patch
    NEED = auto()  # the first needs the second
    TEST = auto()  # the first is tested with the second
    ANY = auto()  # its comment says what


#: The types by their meaning: as the meaning has them, and those that are written the other way round.
_TYPES = {
    _Meaning.HOLDS: ("CONTAINS", "CONTAINED_BY"),
    _Meaning.ORIGIN: ("DESCENDANT_OF GENERATED_FROM VARIANT_OF", "ANCESTOR_OF GENERATES"),
    _Meaning.COPY: ("COPY_OF PATCH_FOR PATCH_APPLIED FILE_MODIFIED EXPANDED_FROM_ARCHIVE", ""),
    _Meaning.NEED: (
        "DEPENDS_ON HAS_PREREQUISITE STATIC_LINK DYNAMIC_LINK",
        "DEPENDENCY_OF DATA_FILE_OF PREREQUISITE_FOR RUNTIME_DEPENDENCY_OF OPTIONAL_DEPENDENCY_OF PROVIDED_DEPENDENCY_OF",
    ),
    _Meaning.TEST: ("", "TEST_OF TEST_CASE_OF TEST_DEPENDENCY_OF"),
    _Meaning.ANY: ("OTHER", ""),
}
_MEANINGS = {
    word: (meaning, turned)
    for meaning, directions in _TYPES.items()
    for turned, words in enumerate(directions)
    for word in words.split()
}
#: Those that only a model has with a model, described in the document or not.
_ANCESTRY = ("DESCENDANT_OF", "ANCESTOR_OF")


def described_by(relationships: Iterable[Mapping], document_id: str) -> set[str]:
    """The ids of what the document says it is about."""
    described = set()
    for node in relationships:
        of, to = _ends(node)
        word = word_of(node, "relationshipType")
        if word == "DESCRIBES" and of == document_id:
            described.add(to)
        elif word == "DESCRIBED_BY" and to == document_id:
            described.add(of)
    return described


def holders_of_weights(bill: Bill, relationships: Iterable[Mapping], packages: Iterable[Mapping]) -> set[str]:
    """The ids of the packages that hold a file of weights."""
    weights = {id for id, thing in bill.things.items() if thing.called.lower().endswith(WEIGHTS)}
    holders = set()
    for node in relationships:
        meaning, turned = _MEANINGS.get(word_of(node, "relationshipType"), (None, 0))
        ends = _ends(node)
        if meaning is _Meaning.HOLDS and ends[not turned] in weights:
            holders.add(ends[turned])
    for node in packages:
        if any(text in weights for _, text in texts_of(node, "hasFiles")):
            holders.add(word_of(node, "SPDXID"))
    return holders


def relate(bill: Bill, node: Mapping, untold: Container[str], ids: Container[str]) -> None:
    """Add the statement of a relationship about two packages to the bill.

    Args:
        bill: the things that the document lists.
        node: the relationship.
        untold: the ids of packages of which nothing says what they are.
        ids: those of everything that the document describes.
    """
    word = word_of(node, "relationshipType").upper()
    ends = _ends(node)
    _comment(bill, node, ends)
    if NOASSERTION in ends or "NONE" in ends:
        return
    if word not in SPDX2 or not all(ends):
        _misread(bill, node, word, untold)
        return
    if word not in _MEANINGS:
        return
    meaning, turned = _MEANINGS[word]
    of, to = reversed(ends) if turned else ends
    for id in (of, to) if meaning is _Meaning.ORIGIN else (of,):
        if id not in ids and not id.startswith("DocumentRef-"):
            bill.undescribed(id, node.line, has_base=id == of and meaning is _Meaning.ORIGIN)
    if meaning is _Meaning.ANY and _sorts(bill, (of, to)) == ("data", "model"):
        of, to = to, of
    source = Source(bill.document, node.line)
    sort = _sort(meaning, _sorts(bill, (of, to)), word_of(node, "comment"), _may_be_model(bill, to, untold))
    if sort != "base":
        if sort:
            bill.relate(Relationship(of, to, sort, source))
        return
    relation = Relation.ADAPTER if meaning is _Meaning.NEED else Relation.FINE_TUNE
    is_model = bill.things[to].sort == "model" if to in bill.things else word in _ANCESTRY
    bill.relate(Relationship(of, to, sort, source, relation, likely=not is_model))


def _comment(bill: Bill, node: Mapping, ends: Iterable[str]) -> None:
    """A comment on a relationship is about the models in it; beside a data set it may be about that alone."""
    prose = tuple((written.line, written.text) for written, _ in texts_of(node, "comment"))
    things = [thing for end in ends if (thing := bill.things.get(end)) is not None]
    if prose and all(thing.sort != "data" for thing in things):
        for thing in things:
            bill.add(Thing(thing.id, "", Source(bill.document, node.line), prose=prose), further=True)


def _sort(meaning: _Meaning, sorts: tuple[str, ...], comment: str, may_be_model: bool) -> str:
    """The sort of statement that a meaning makes of two things; empty where it makes none.

    Args:
        meaning: what the type says.
        sorts: of the two things: `model`, `data` or neither.
        comment: the words beside it.
        may_be_model: True where the second is a model, or nothing says that it is not.
    """
    trained, tested = _TRAINED.search(comment), _TESTED.search(comment)
    match meaning, sorts:
        case _Meaning.HOLDS, _:
            return "holds"
        case ((_Meaning.ORIGIN | _Meaning.NEED), ("data", "data")):
            return "made-of"
        case ((_Meaning.ORIGIN | _Meaning.NEED | _Meaning.TEST), ("model", "data")):
            return "tested-on" if meaning is _Meaning.TEST or (tested and not trained) else "trained-on"
        case _Meaning.ANY, ("model", "data"):
            return "trained-on" if trained else "tested-on" if tested else ""
        case _Meaning.ORIGIN, ("model", _) if may_be_model:
            return "base"
        case ((_Meaning.COPY | _Meaning.NEED), ("model", "model")):
            return "base"
        case _Meaning.ANY, ("model", "model") if _DERIVED.search(comment):
            return "base"
    return ""


def _misread(bill: Bill, node: Mapping, word: str, untold: Container[str]) -> None:
    """A relationship of no type that SPDX knows, or without an end: each model in it may have a base, of any terms."""
    if word and word not in SPDX2:
        bill.odd(node.line, f"the relationship {word[:80]!r} is none of SPDX's", "write one of SPDX 2.3's types")
    else:
        bill.odd(node.line, "a relationship lacks its type or one of its ends", "say what it relates, and how")
    if word in SPDX2 and _MEANINGS.get(word, (None, 0))[0] is not _Meaning.ORIGIN:
        return
    ends = _ends(node)
    for of, to in (ends, ends[::-1]):
        if _sorts(bill, (of,)) == ("model",) and (not to or _may_be_model(bill, to, untold)):
            bill.relate(Relationship(of, to, "base", Source(bill.document, node.line), likely=True))


def _ends(node: Mapping) -> tuple[str, str]:
    """The ids of the two things that a relationship is about."""
    return word_of(node, "spdxElementId"), word_of(node, "relatedSpdxElement")


def _sorts(bill: Bill, ids: Sequence[str]) -> tuple[str, ...]:
    """The sorts of some things; empty for what the document does not list."""
    return tuple(bill.things[id].sort if id in bill.things else "" for id in ids)


def _may_be_model(bill: Bill, id: str, untold: Container[str]) -> bool:
    """True where an id is a model's, or nothing says that it is not."""
    return id not in bill.things or bill.things[id].sort == "model" or id in untold
