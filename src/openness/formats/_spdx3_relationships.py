"""Relationships of an SPDX 3 document, each a statement about two things."""

from openness.formats._sbom import Bill
from openness.formats._sbom_things import Relationship
from openness.formats._spdx3_graph import Element, Graph, id_of, local
from openness.formats._spdx_relationships import SPDX3
from openness.release.location import Source
from openness.vocabulary import Basis, Relation

#: Relationships that say of what a model was made; those that are written the other way round are turned.
_BASES = {
    "descendantOf": (False, Relation.FINE_TUNE, Basis.INFERRED),
    "ancestorOf": (True, Relation.FINE_TUNE, Basis.INFERRED),
    "finetunedOn": (False, Relation.FINE_TUNE, Basis.DECLARED),
    "quantizedFrom": (False, Relation.QUANTISATION, Basis.DECLARED),
    "distilledFrom": (False, Relation.DISTILLATION, Basis.DECLARED),
    "dependsOn": (False, Relation.ADAPTER, Basis.INFERRED),
    "trainedOn": (False, Relation.FINE_TUNE, Basis.INFERRED),
    **dict.fromkeys(
        ("hasVariant", "generates", "copiedTo", "expandsTo", "modifiedBy", "hasOutput"),
        (True, Relation.FINE_TUNE, Basis.INFERRED),
    ),
    **dict.fromkeys(("patchedBy", "hasInput"), (False, Relation.FINE_TUNE, Basis.INFERRED)),
    **dict.fromkeys(
        (
            "hasPrerequisite hasStaticLink hasDynamicLink hasOptionalDependency hasProvidedDependency"
            " hasOptionalComponent other"
        ).split(),
        (False, Relation.ADAPTER, Basis.INFERRED),
    ),
}
#: Those that may say something else too.
_LIKELY = ("modifiedBy", "hasOutput", "other")
_DATA = {
    "trainedOn": "trained-on",
    "pretrainedOn": "trained-on",
    "finetunedOn": "trained-on",
    "validatedOn": "trained-on",  # data to choose a model by is data it was made with
    "dependsOn": "trained-on",
    "hasInput": "trained-on",
    "hasDataFile": "trained-on",
    "testedOn": "tested-on",
    "evaluatedOn": "tested-on",
}
#: Those that only a model has, whatever they lead to.
_OF_MODELS = ("trainedOn", "pretrainedOn", "finetunedOn", "validatedOn", "testedOn", "evaluatedOn")
#: Those that only a model has with a model, described in the document or not.
_OF_ANCESTRY = ("descendantOf", "ancestorOf", "quantizedFrom", "distilledFrom")
#: Relationships that say of what, or by what, data was made; those that are written the other way round are turned.
_MADE_OF = {"hasInput": False, "descendantOf": False, "dependsOn": False, "ancestorOf": True, "generates": True}
#: The types that are understood; another may say anything.
KNOWN = SPDX3.union(_BASES, _DATA)


def relate(bill: Bill, element: Element, graph: Graph) -> None:
    """Add the statements of a relationship about its things to the bill."""
    word = local(element.word("relationshipType"))
    source = Source(bill.document, element.line)
    ends = [(id_of(of), id_of(to)) for of in element.fields.get("from", ()) for to in element.fields.get("to", ())]
    if word not in KNOWN or not any(of and to for of, to in ends):
        _misread(bill, element, word, graph)
    for of, to in ends:
        if not of or not to or local(to) in ("NoneElement", "NoAssertionElement"):
            continue
        if _part_or_base(bill, of, to, source):
            continue
        if word == "contains":
            bill.relate(Relationship(of, to, "holds", source))
            continue
        turned, relation, basis = _BASES.get(word, (False, Relation.FINE_TUNE, Basis.INFERRED))
        model, base = (to, of) if turned else (of, to)
        if (word in _BASES or word in _DATA) and not graph.knows(model):
            bill.undescribed(model, element.line, word in _OF_ANCESTRY)
        sorts = [bill.things[id].sort if id in bill.things else None for id in (model, base)]
        if word in _MADE_OF and None not in sorts and "model" not in sorts:
            bill.relate(Relationship(*((to, of) if _MADE_OF[word] else (of, to)), "made-of", source))
            continue
        is_outside = sorts[1] is None and word in _OF_ANCESTRY
        if word in _BASES and sorts[0] == "model" and (sorts[1] == "model" or is_outside):
            bill.relate(Relationship(model, base, "base", source, relation, basis, word in _LIKELY))
        elif word in _DATA and sorts[1] != "model" and (word in _OF_MODELS or sorts == ["model", "data"]):
            bill.relate(Relationship(of, to, _DATA[word], source))


def _misread(bill: Bill, element: Element, word: str, graph: Graph) -> None:
    """A relationship of no type that SPDX knows, or without an end: each model in it may have a base, of any terms."""
    if word and word not in KNOWN:
        message, help = f"the relationship {word[:80]!r} is none of SPDX's", "write one of SPDX 3.0.1's types"
    else:
        message, help = "a relationship lacks its type or one of its ends", "say what it relates, and how"
    bill.odd(element.line, message, help)
    if word in KNOWN and word not in _BASES:
        return
    source = Source(bill.document, element.line)
    if not any(graph.knows(id_of(node)) for node in element.fields.get("from", ())):
        bill.orphaned = bill.orphaned or source  # each model may be the one that it is said of
    froms, tos = ([id_of(node) for node in element.fields.get(key, ())] or [""] for key in ("from", "to"))
    for of, to in ((of, to) for ones, others in ((froms, tos), (tos, froms)) for of in ones for to in others):
        about, thing = bill.things.get(of), bill.things.get(to)
        is_another = graph.get(to) is not None and (thing is None or thing.sort != "model")
        if about is not None and about.sort == "model" and not is_another:
            bill.relate(Relationship(of, to, "base", source, likely=True))


def _part_or_base(bill: Bill, of: str, to: str, source: Source) -> bool:
    """Relates a thing that says itself which part or base it is to the model or the data it is of, however related."""
    for whole, other in ((of, to), (to, of)):
        thing, about = bill.things.get(whole), bill.things.get(other)
        if thing is None or about is None or not thing.sort or (thing.stated.apart and thing.sort != "data"):
            continue
        if about.stated.relation is not None:
            bill.relate(Relationship(whole, other, "base", source, about.stated.relation, Basis.DECLARED))
            return True
        if about.stated.kind is not None:
            bill.relate(Relationship(whole, other, "part", source))
            return True
    return False
