"""The licence that the fields of a card state."""

import re
from collections.abc import Iterator

from openness.formats._card_fields import BLANKS, Fields, says, word_of
from openness.release.claim import SILENT, Fact, Rule, joined_facts
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, source_of
from openness.vocabulary import NOASSERTION, hub

_POINTER = r"(?i)(?:(?:see|in|refer to)\s+)?(?:the\s+)?(?:file\s+)?[\w./-]*LICEN[CS]E(?:\.\w{1,4})?(?:\s+file)?"


def licence(fields: Fields) -> Fact:
    """Every statement about the licence; several are a dispute, a list is every licence at once."""
    facts = [_one(fields, node) for _, node in fields.pairs("license")]
    stated = any(fact.claims for fact in facts)
    facts.extend(_other_tags(fields) if stated else ())
    for word in filter(hub.is_misspelt, fields.stating):
        for key, node in fields.pairs(word):
            message = f"the field {word!r} is not the Hub's, which reads `license`"
            fields.odd(source_of(fields.name, key), message, f"rename {word} to license")
            if stated and _may_name_one(node):
                facts.append(_one(fields, node, named=False))
    return joined_facts(facts)


def unread_licences(fields: Fields) -> Fact:
    """The licences in fields that the Hub reads none from, where it reads one nowhere: a doubt about any that lies beside."""
    if any(says(node) for _, node in fields.pairs("license")):
        return SILENT
    misspelt = (node for word in filter(hub.is_misspelt, fields.stating) for _, node in fields.pairs(word))
    return joined_facts(
        [*(_one(fields, node, named=False) for node in misspelt if _may_name_one(node)), *_names(fields)]
    )


def _may_name_one(node: Node) -> bool:
    """True where a misspelt field may hold the name of a licence: no number, no plain yes, and no pointer to a file."""
    return not isinstance(node, Scalar) or (
        node.boolean is not True
        and not re.fullmatch(r"[\d.,\s]*", node.text)
        and not re.fullmatch(_POINTER, node.text.strip())
    )


def _other_tags(fields: Fields) -> Iterator[Fact]:
    """The licences of tags `license:…` that the field does not state."""
    values = [node for _, node in fields.pairs("license") if not isinstance(node, Mapping)]
    stated = {word.text.strip(BLANKS).lower() for node in values for word in fields.words(node, "license")}
    for tag in fields.tags:
        if tag.text.startswith(hub.LICENCE_TAG):
            name = tag.text.removeprefix(hub.LICENCE_TAG).strip(BLANKS)
            if name and name.lower() not in stated:
                yield fields.fact(name, tag)


def _one(fields: Fields, node: Node, named: bool = True) -> Fact:
    """The licence that one field states.

    Args:
        fields: those of the card.
        node: its value.
        named: True where `license_name` belongs to it.
    """
    names = _names(fields) if named else []
    if isinstance(node, Sequence):
        words = [word_of(item) for item in node.items if isinstance(item, Scalar) and says(item)]
        if len(words) != len(node.items):
            fields.odd(source_of(fields.name, node), "the licence list holds something that is not a word")
            return fields.fact(NOASSERTION, node)
        if len(words) == 1:
            (item,) = node.items
            return _one(fields, item, named)
        from openness.licensing.expression import all_of  # seldom there

        return joined_facts([fields.fact(all_of(words), node), *names])
    if isinstance(node, Mapping):
        fields.odd(source_of(fields.name, node), "the licence is a mapping, not a word")
        return fields.fact(NOASSERTION, node)
    if node.boolean is not None:
        fields.odd(source_of(fields.name, node), f"the licence is {node.text}, which names no licence")
    tag = word_of(node)
    if tag.lower() == "other" and names:
        return joined_facts(_names(fields, Rule.NAMED_OTHER))
    return joined_facts([fields.fact(tag, node), *names])


def _names(fields: Fields, rule: Rule | None = None) -> list[Fact]:
    """The licences under `license_name`, every time it is there: it is unclear which applies."""
    names = [node for _, node in fields.pairs("license_name")]
    return [fields.fact(word_of(name) or NOASSERTION, name, rule=rule) for name in names]
