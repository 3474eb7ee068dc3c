"""The base models that a card's fields name, and the signs of a base that they do not name."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from openness.formats._card_fields import BLANKS, Fields, says, word_of, words_in
from openness.release.claim import unordered
from openness.release.release import BASES, BaseModel
from openness.syntax.tree import Node, Scalar, Sequence, source_of
from openness.vocabulary import Basis, Relation, hub

if TYPE_CHECKING:
    from openness.release.hints import NeededBase

BASE_HELP = "leave base_model out where there is no base, and name the model where there is one"


def relation(fields: Fields) -> Relation | None:
    """The relation to the base, by the card's own signs: the field, the library, the tags (rule 5)."""
    stated: set[Relation | None] = set()
    for _, node in fields.pairs("base_model_relation"):
        if word := word_of(node).lower():
            stated.add(hub.RELATIONS.get(word))
            if word not in hub.RELATIONS:
                message = f"the relation to the base model is {word!r}, which the Hub does not know"
                fields.odd(source_of(fields.name, node), message)
    if len(stated) == 1 and None not in stated:
        return stated.pop()
    signs = [item.text.strip(BLANKS).lower() for item in (*fields.libraries(), *fields.tags)]
    if any(hub.MADE_FROM_ANOTHER.get(sign) is Relation.ADAPTER for sign in signs[:1]):
        return Relation.ADAPTER  # by its library
    if not hub.QUANTISED.isdisjoint(signs) or any(words_in(node) for _, node in fields.pairs("quantized_by")):
        return Relation.QUANTISATION
    relations = {hub.MADE_FROM_ANOTHER[sign] for sign in signs if sign in hub.MADE_FROM_ANOTHER}
    return next((how for how in (Relation.ADAPTER, Relation.MERGE) if how in relations), None)


def base_models(fields: Fields, relation: Relation | None) -> tuple[BaseModel, ...]:
    """The base models that the card names.

    Args:
        fields: of its block.
        relation: how the card's own signs say that it was made from them; None where they say nothing.
    """
    words = list(_base_words(fields))
    relations = hub.base_relations(name for name, _ in words)
    places = {hub.named_base(name)[1]: node for name, node in reversed(words)}
    unstated = Relation.MERGE if len(places) > 1 and relation is not Relation.ADAPTER else Relation.FINE_TUNE
    stated = "base_model_relation" in fields and relation is not None
    bases = []
    for name, node in islice(places.items(), BASES + 1):
        own = relation if stated else hub.RELATIONS.get(relations[name])
        how = own or (unstated if unstated is Relation.MERGE else relation or unstated)
        basis = Basis.DECLARED if own else Basis.INFERRED
        bases.append(BaseModel(name, how, source_of(fields.name, node), basis=basis))
    return unordered(bases)


def needed_base(fields: Fields) -> "tuple[NeededBase, ...]":
    """The sign of a base that must be there: that of an adapter or a merge, by library, tag or relation."""
    relations = [word for _, value in fields.pairs("base_model_relation") for word in words_in(value)]
    for known, words in ((hub.RELATIONS, relations), (hub.MADE_FROM_ANOTHER, (*fields.libraries(), *fields.tags))):
        for node in words:
            if relation := known.get(node.text.strip(BLANKS).lower()):
                from openness.release.hints import NeededBase

                return (NeededBase(relation, source_of(fields.name, node)),)
    for _, value in fields.pairs("quantized_by"):
        from openness.release.hints import NeededBase

        return (NeededBase(Relation.QUANTISATION, source_of(fields.name, value)),)
    return ()


def _base_words(fields: Fields) -> Iterator[tuple[str, Node]]:
    """Every base model named, with its place; what cannot be read is a base without a name, whose terms may bind."""
    for field, pairs in fields.stating.items():
        if not hub.names_base(field):
            continue
        for key, node in pairs:
            if field != "base_model":
                message = (
                    f"the field {field!r} is not the Hub's, which reads `base_model`; it counts here as if it were"
                )
                fields.odd(source_of(fields.name, key), message, f"rename {field} to base_model")
            for item in node.items if isinstance(node, Sequence) else (node,):
                if not isinstance(item, Scalar) or item.boolean is not None or not says(item):
                    fields.odd(source_of(fields.name, node), "base_model holds something that is not a word")
                    yield "", item
                else:
                    name = word_of(item)
                    base = hub.base_said(name)
                    if base != name:
                        message = f"base_model says {name!r}, which is not a model's name"
                        fields.odd(source_of(fields.name, item), message, BASE_HELP)
                    if base is not None:
                        yield base, item
    for tag in fields.tags:
        if tag.text.startswith(hub.BASE_TAG):
            base = hub.base_said(tag.text.removeprefix(hub.BASE_TAG).strip(BLANKS))
            if base is not None:
                yield base, tag
