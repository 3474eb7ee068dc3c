"""The texts for people in a BOM: what they say of the terms and the bases of a component is read as prose."""

import re
from collections.abc import Iterator

from openness.formats._cyclonedx_tree import listed, properties_of
from openness.formats._words import words_beside, words_within
from openness.syntax.tree import Mapping, Node, Scalar, every, texts_of, word_of
from openness.vocabulary.properties import PREFIX

#: Texts, each with its line.
Texts = list[tuple[int, str]]


def annotations(tree: Mapping) -> dict[str, Texts]:
    """The annotations of a BOM, under the reference of the component that each is about."""
    texts: dict[str, Texts] = {}
    for note in listed(tree, "annotations", "annotation"):
        for subject in listed(note, "subjects", "subject"):
            id = subject.text.strip() if isinstance(subject, Scalar) else word_of(subject, "ref")
            texts.setdefault(id, []).extend(_texts(note, "text"))
    return texts


def texts_about(node: Mapping) -> Iterator[tuple[int, str]]:
    """The texts of a component: descriptions, notes, comments, tags, properties, and the considerations of a model card."""
    yield from _texts(node, "description")
    for pedigree in every(node, "pedigree"):
        yield from _texts(pedigree, "notes")
        for commit in listed(pedigree, "commits", "commit"):
            yield from _texts(commit, "message")
    for reference in listed(node, "externalReferences", "reference"):
        yield from _texts(reference, "comment")
    yield from ((tag.line, tag.text) for tag in listed(node, "tags", "tag") if isinstance(tag, Scalar))
    stated = (licence for entry in every(node, "licenses") for licence in every(entry, "license"))
    licences = [licence for licence in stated if isinstance(licence, Mapping)]
    for name, value in (pair for holder in (node, *licences) for pair in properties_of(holder)):
        if not name.startswith(PREFIX):
            label = re.split(r"[:./]", name)[-1]
            yield from ((value.line, words) for words in words_beside(label, [value.text]))
    for card in every(node, "modelCard"):
        for considered in every(card, "considerations"):
            yield from ((word.line, word.text) for word in words_within(considered))


def _texts(node: Node, key: str) -> Iterator[tuple[int, str]]:
    return ((written.line, written.text) for written, _ in texts_of(node, key))
