"""The dependencies of a CycloneDX BOM: what a model needs, and what a model or a data set was made with."""

from collections.abc import Container, Iterator

from openness.formats._cyclonedx_tree import listed
from openness.formats._sbom import Bill
from openness.formats._sbom_things import Relationship, is_weights
from openness.release.location import Source
from openness.syntax.tree import Mapping, Node, Scalar, every, source_of, texts_of, word_of
from openness.syntax.urls import purl, sort_of_purl
from openness.vocabulary import Relation


def relate(bill: Bill, tree: Mapping, refs: Container[str]) -> None:
    """Add what the dependencies say of the things of a document to its bill.

    Args:
        bill: the things.
        tree: the document.
        refs: every `bom-ref` in it.
    """
    for dependency in listed(tree, "dependencies", "dependency"):
        of = word_of(dependency, "ref")
        _see_described(bill, of, refs, dependency.line)
        for written, to in _dependencies(dependency):
            _see_described(bill, to, refs, written.line)
            relationship = _relationship(bill, of, to, to in refs, source_of(bill.document, written))
            if relationship is not None:
                bill.relate(relationship)


def _dependencies(dependency: Node) -> Iterator[tuple[Scalar, str]]:
    """The things that something depends on: as JSON lists them, and as XML does."""
    yield from texts_of(dependency, "dependsOn")
    for below in every(dependency, "dependency"):
        yield from texts_of(below, "ref")


def _relationship(bill: Bill, of: str, to: str, is_ref: bool, source: Source) -> Relationship | None:
    """A model that depends on a model needs its weights; on a data set, was made with it, as is data.

    What the document does not describe may be a model too, unless its package URL says that it is something else.
    """
    match [bill.things[id].sort if id in bill.things else "" for id in (of, to)]:
        case "model", "model":
            return Relationship(of, to, "base", source, Relation.ADAPTER)
        case "model", "data":
            return Relationship(of, to, "trained-on", source)
        case "data", "data":
            return Relationship(of, to, "made-of", source)
        case "model", _ if to in bill.things:
            return Relationship(of, to, "holds", source) if is_weights(bill.things[to].name) else None
        case "model", _ if not is_ref:
            sort = sort_of_purl(to)[0]
            if sort == "data":
                return Relationship(of, to, "trained-on", source)
            if sort or purl(to) is None:
                return Relationship(of, to, "base", source, Relation.ADAPTER, likely=not sort)
    return None


def _see_described(bill: Bill, ref: str, refs: Container[str], line: int) -> None:
    """See that something has an id; otherwise the document says something of what it does not describe."""
    if ref not in bill.things and ref not in refs:
        bill.odd(line, f"dependencies name {ref[:80]!r}, and nothing has that bom-ref", "describe it")
