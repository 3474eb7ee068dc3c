"""The dependencies of a CycloneDX BOM: what a model needs, and what a model or a data set was made with."""

from collections import Counter
from collections.abc import Collection, Container, Iterator

from openness.formats._cyclonedx_tree import listed
from openness.formats._sbom import Bill
from openness.formats._sbom_things import Relationship, is_weights
from openness.release.location import Source
from openness.syntax.tree import Mapping, Node, Scalar, every, source_of, texts_of, word_of
from openness.syntax.urls import purl, sort_of_purl
from openness.vocabulary import Relation


def relate(bill: Bill, tree: Mapping, refs: Collection[str]) -> None:
    """Add what the dependencies say of the things of a document to its bill.

    Args:
        bill: the things.
        tree: the document.
        refs: every `bom-ref` in it.
    """
    by_purl = _by_purl(bill, tree)
    strange = 0  # dependencies of what nothing describes, on what may be a model
    reached: Counter[str] = Counter()  # models, by how many of those depend on them
    for dependency in listed(tree, "dependencies", "dependency"):
        of = _meant(bill, word_of(dependency, "ref"), refs, by_purl, dependency.line)
        likely = set()
        for written, ref in _dependencies(dependency):
            to = _meant(bill, ref, refs, by_purl, written.line)
            relationship = _relationship(bill, of, to, to in refs, source_of(bill.document, written))
            if relationship is not None:
                bill.relate(relationship)
            if of not in bill.things and of not in refs and _may_be_model(bill, to, to in refs):
                likely.add(to)
        strange += bool(likely)
        reached.update(likely)
        for written, ref in texts_of(dependency, "provides"):
            _provide(bill, of, _meant(bill, ref, refs, by_purl, written.line), written)
    if strange:
        place = source_of(bill.document, tree)
        for id, thing in bill.things.items():
            if thing.sort == "model" and reached[id] < strange:  # it may be the one by a wrong name; none needs itself
                bill.relate(Relationship(id, "", "base", place, Relation.ADAPTER, likely=True))


def _by_purl(bill: Bill, tree: Mapping) -> dict[str, str]:
    """The things by their package URLs, where one alone has it: some tools refer to things so."""
    found: dict[str, set[str]] = {}
    for node in listed(tree, "components", "component"):
        if (written := word_of(node, "purl")) and (id := word_of(node, "bom-ref")) in bill.things:
            found.setdefault(written, set()).add(id)
    return {written: ids.pop() for written, ids in found.items() if len(ids) == 1}


def _meant(bill: Bill, ref: str, refs: Container[str], by_purl: dict[str, str], line: int) -> str:
    """The thing that a reference means; one that nothing has is reported."""
    if ref in bill.things or ref in refs:
        return ref
    bill.odd(line, f"dependencies name {ref[:80]!r}, and nothing has that bom-ref", "describe it")
    return by_purl.get(ref, ref)


def _may_be_model(bill: Bill, to: str, is_ref: bool) -> bool:
    """True for a model, and for what the document does not describe unless its package URL says that it is something else."""
    if to in bill.things:
        return bill.things[to].sort == "model"
    return not is_ref and (sort_of_purl(to)[0] == "model" or purl(to) is None)


def _provide(bill: Bill, of: str, to: str, written: Scalar) -> None:
    """Models are not made of specifications: one that another is said to provide may be made from it."""
    if all(id in bill.things and bill.things[id].sort == "model" for id in (of, to)):
        bill.odd(
            written.line, f"{of[:80]!r} provides {to[:80]!r}, and both are models", "name the base in the pedigree"
        )
        bill.relate(Relationship(to, of, "base", source_of(bill.document, written), likely=True))


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
            if _may_be_model(bill, to, is_ref):
                return Relationship(of, to, "base", source, Relation.ADAPTER, likely=not sort)
    return None
