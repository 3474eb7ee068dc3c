"""Fields that no format knows: what they say is read as a sentence behind a label."""

from collections.abc import Iterable, Iterator

from openness.syntax.tree import Node, Scalar, Sequence
from openness.vocabulary import hub


def words_beside(field: str, words: Iterable[str | bool]) -> Iterator[str]:
    """The sentences that an unknown field says: one behind its label for each of its words.

    >>> list(words_beside("commercial_use", [False])), list(words_beside("terms", ["for research only"]))
    (['commercial use: no'], ['terms: for research only'])
    """
    label = "base model" if hub.may_name_base(field) else hub.spelt_out(field)
    for word in words:
        yield f"{label}: {('yes' if word else 'no') if isinstance(word, bool) else word}"


def words_within(node: Node) -> Iterator[Scalar]:
    """Every word in a node that says something, in the order in which they stand."""
    if isinstance(node, Scalar):
        if not node.null and node.text.strip():
            yield node
        return
    for below in node.items if isinstance(node, Sequence) else (value for _, value in node):
        yield from words_within(below)


def sentences_beside(field: str, node: Node) -> Iterator[str]:
    """The same of a field and all the words that it holds."""
    words = (word.text if word.boolean is None else word.boolean for word in words_within(node))
    return words_beside(field, words)
