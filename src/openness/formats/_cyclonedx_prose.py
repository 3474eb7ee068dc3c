"""The texts for people in a BOM: what they say of the terms and the bases of a component is read as prose."""

import re
from collections.abc import Container, Iterable, Iterator

from openness.formats._cyclonedx_tree import listed, own_properties, properties_of
from openness.formats._prose import telling
from openness.formats._words import other_words, words_beside
from openness.syntax.tree import Mapping, Node, Scalar, every, texts_of, word_of
from openness.vocabulary.properties import PREFIX

#: Texts, each with its line.
Texts = list[tuple[int, str]]


#: Fields of a component whose words are texts for people, whatever they lie in.
_PROSE = frozenset("description pedigree releaseNotes modelCard data tags".split())
#: Fields that are read as what they are, that hold another component, or whose words are no sentences.
_APART = frozenset(
    (
        "type mime-type bom-ref ref supplier manufacturer authors author publisher group name version versionRange "
        "scope hashes licenses copyright cpe purl omniborId swhid externalReferences evidence components "
        "signature cryptoProperties isExternal modified timestamp url uid id locale governance "
        "ancestors descendants variants datasets diff"
    ).split()
)


#: The same of a BOM as a whole and of its metadata: what else it lists is about other things, or read by itself.
_PROSE_OF_A_BOM = frozenset(("declarations",))
_APART_OF_A_BOM = frozenset(
    (
        "bomFormat specVersion serialNumber version xmlns metadata components component services dependencies compositions "
        "externalReferences vulnerabilities annotations formulation definitions citations properties signature timestamp "
        "lifecycles tools manufacture manufacturer supplier authors licenses claims assessors bom-ref $schema"
    ).split()
)
#: Fields of a licence, and of an entry of the list, that are read as what they are or whose words are no sentences.
_APART_OF_A_LICENCE = frozenset("id name url text licensing properties bom-ref acknowledgement".split())
_APART_OF_AN_ENTRY = frozenset(
    "license expression expressionDetails bom-ref acknowledgement licensing properties".split()
)


def annotations(tree: Mapping) -> dict[str, Texts]:
    """The texts of annotations and declared claims of a BOM, under the reference of the component that each is about."""
    texts: dict[str, Texts] = {}
    for note in listed(tree, "annotations", "annotation"):
        subjects = (
            subject.text.strip() if isinstance(subject, Scalar) else word_of(subject, "ref")
            for subject in listed(note, "subjects", "subject")
        )
        for id in dict.fromkeys(subjects) or ("",):
            texts.setdefault(id, []).extend(_texts(note, "text"))
    for declared in every(tree, "declarations"):
        for claim in listed(declared, "claims", "claim"):
            for key in ("predicate", "reasoning"):
                texts.setdefault(word_of(claim, "target"), []).extend(_texts(claim, key))
    return texts


def about_all(tree: Mapping, notes: dict[str, Texts], refs: Container[str]) -> Texts:
    """The texts that speak of no component by its reference, or of none that is there: they may be about any model.

    Args:
        tree: the BOM.
        notes: its annotations, by reference.
        refs: the references of its components.
    """
    texts = [text for ref, about in notes.items() if ref not in refs for text in about]
    for holder in (tree, *(node for node in every(tree, "metadata") if isinstance(node, Mapping))):
        texts.extend(_in_properties(own_properties(holder)))
        texts.extend(other_words(((key.text, value) for key, value in holder), _PROSE_OF_A_BOM, _APART_OF_A_BOM))
    return telling(texts)


def texts_about(node: Mapping) -> Iterator[tuple[int, str]]:
    """The texts of a component: every word of it that is read as nothing else, and the comments of its addresses."""
    fields = ((key.text, value) for key, value in node if key.text != "properties")  # which are read behind their names
    yield from other_words(fields, _PROSE, _APART)
    for card in every(node, "modelCard"):  # the name of a consideration is all that many say of it
        for considerations in every(card, "considerations"):
            for consideration in listed(considerations, "ethicalConsiderations", "ethicalConsideration"):
                yield from _texts(consideration, "name")
    for reference in listed(node, "externalReferences", "reference"):
        yield from _texts(reference, "comment")
    entries = [entry for entry in every(node, "licenses") if isinstance(entry, Mapping)]
    licences = [licence for entry in entries for licence in every(entry, "license") if isinstance(licence, Mapping)]
    for apart, holders in ((_APART_OF_AN_ENTRY, entries), (_APART_OF_A_LICENCE, licences)):
        for holder in holders:
            yield from other_words(((key.text, value) for key, value in holder), (), apart)
    for holder in (node, *entries, *licences):
        yield from _in_properties(properties_of(holder))


def _in_properties(properties: Iterable[tuple[str, Scalar]]) -> Iterator[tuple[int, str]]:
    """The sentences of properties under names that are not ours, behind their names."""
    for name, value in properties:
        if not name.startswith(PREFIX):
            label = re.split(r"[:./]", name)[-1]
            yield from ((value.line, words) for words in words_beside(label, [value.text]))


def _texts(node: Node, key: str) -> Iterator[tuple[int, str]]:
    return ((written.line, written.text) for written, _ in texts_of(node, key))
