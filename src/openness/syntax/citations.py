"""Takes the sources off a tree and keeps, for each value, where it was found.

`source`, `checked` and `confidence` may stand in any mapping and hold for everything in it that does not say
otherwise; `quote` and `second-hand` belong to the source that they stand with. Where a value alone has a source,
`{value: gated, source: …}` stands for the value; what else stands there may narrow it, so the value is not known then.
"""

from collections.abc import Collection

from attrs import define, field

from openness.errors import nearest
from openness.release.location import Origin
from openness.syntax.tree import Mapping, Node, Scalar, Sequence
from openness.value import Shown
from openness.vocabulary import Confidence
from openness.vocabulary.days import is_day

NEEDED = ("source", "checked", "confidence")  # of a fact in a described system
QUOTE, SECOND_HAND = "quote", "second-hand"
KEYS = (*NEEDED, QUOTE, SECOND_HAND)
VALUE = "value"
NOWHERE = Origin()
LIMIT = 500  # characters of a source: it is repeated with every fact below it


@define(eq=False, repr=False)
class Cited(Shown):
    """A tree without its sources.

    Args:
        tree: the mapping, every `{value: …}` in it replaced by the value.
        origins: for each node that somebody gave a source, day or confidence, these.
        faults: nodes that are not what they should be, each with what is wrong and what to do.
    """

    tree: Mapping
    origins: dict[Node, Origin] = field(factory=dict)
    faults: list[tuple[Node, str, str]] = field(factory=list)


class Unusable(Mapping):
    """A value that is there and not understood, such as that of a misspelt field: nothing is guessed."""


def cited(tree: Mapping, apart: Collection[str] = ()) -> Cited:
    """The tree and where each of its values was found.

    Args:
        tree: a file's fields.
        apart: fields of the file that are left as they are: the keys mean something else there, or nothing.
    """
    citations = Cited(tree)
    inside = [pair for pair in tree.pairs if pair[0].text not in apart]
    outer = _origin(Mapping(tuple(inside), tree.line), NOWHERE, citations)
    pairs = [
        (key, node if key.text in apart else _without(node, outer, citations))
        for key, node in tree
        if key.text not in KEYS
    ]
    citations.tree = Mapping(tuple(pairs), tree.line, tree.size)
    return citations


def _without(node: Node, outer: Origin, citations: Cited) -> Node:
    """A node without sources; a copy of its own, since an alias may stand in several places."""
    if isinstance(node, Scalar):
        return (
            _kept(Scalar(node.text, node.plain, node.line, node.columns), outer, citations)
            if outer != NOWHERE
            else node
        )
    if isinstance(node, Sequence):
        return _kept(
            Sequence(tuple(_without(item, outer, citations) for item in node.items), node.line), outer, citations
        )
    own = _origin(node, outer, citations)
    pairs = [(key, value) for key, value in node if key.text not in KEYS]
    if value := node.get(VALUE):
        unknown = [key for key, _ in pairs if key.text != VALUE]
        for key in unknown:
            help = nearest(key.text, KEYS) or f"write {VALUE}, {', '.join(KEYS)}"
            citations.faults.append((key, f"a value has an unknown field {key.text!r}", help))
        if len(pairs) > 1 + len(unknown):
            citations.faults.append((pairs[-1][0], f"{VALUE} is there twice", "keep one"))
        return _without(value, own, citations) if len(pairs) == 1 else Unusable((), node.line)
    return _kept(
        Mapping(tuple((key, _without(value, own, citations)) for key, value in pairs), node.line), own, citations
    )


def _kept(node: Node, origin: Origin, citations: Cited) -> Node:
    if origin != NOWHERE:
        citations.origins[node] = origin
    return node


def _origin(node: Mapping, outer: Origin, citations: Cited) -> Origin:
    """The origin that a mapping states, filled in from the one around it."""
    source, checked, confidence, quote, second_hand = (_word(node, key, citations) for key in KEYS)
    return Origin(source, checked, confidence, quote, bool(second_hand)).within(outer)


def _word(node: Mapping, key: str, citations: Cited) -> str:
    """The text under one of the keys; empty where there is none, or where it breaks a rule, which is a fault."""
    nodes = [value for written, value in node if written.text == key]
    if not nodes:
        return ""
    if len(nodes) > 1:
        citations.faults.append((nodes[1], f"{key} is there twice; the first is taken", "keep one"))
    items = nodes[0].items if isinstance(nodes[0], Sequence) else (nodes[0],)
    words = [item.text.strip(" \t\n") for item in items if isinstance(item, Scalar) and not item.null]
    text = "; ".join(filter(None, words))
    if len(text) > LIMIT:
        citations.faults.append(
            (nodes[0], f"{key} is longer than {LIMIT:,} characters", "name the page, not its content")
        )
    elif len(words) < len(items) or not text:
        citations.faults.append((nodes[0], f"{key} is not a word", "write one word, or leave it out"))
    elif key == "checked" and not is_day(text):
        citations.faults.append((nodes[0], f"checked is {text!r}, which is not a day", "write it as 2026-11-24"))
    elif key == "confidence" and text not in list(Confidence):
        help = nearest(text, Confidence) or f"write {' or '.join(Confidence)}; leave out what is less sure"
        citations.faults.append((nodes[0], f"confidence is {text!r}, which is not allowed here", help))
    elif key == SECOND_HAND and text != "true":
        citations.faults.append((nodes[0], f"{key} is {text!r}, which is not true", "write true, or leave it out"))
    else:
        return text
    return ""
