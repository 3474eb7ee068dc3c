"""Metadata that tools write beside the files of a data set: of Hugging Face's `datasets`, Frictionless Data, Zenodo and RO-Crate.

- `dataset_infos.json` and `dataset_info.json` of `datasets`: the licence of the data, of each configuration in the former.
- `datapackage.json` (Data Package 1 and 2): `licenses` of the package and of each resource in it.
- `.zenodo.json`: the licence of the data where `upload_type` says that a data set is deposited, of the model where it says
  so, else of the code.
- `ro-crate-metadata.json` (RO-Crate 1.1 and 1.2): the licence of the root, `./`, which is the whole folder.

Several licences all apply. No part is thereby offered, and nothing is fetched.
"""

import re
from collections.abc import Iterator

from attrs import evolve

from openness.formats._fields import CODE, LICENCE_KEYS, Statements, local_name
from openness.licensing.expression import all_of
from openness.release.claim import Fact, joined_facts
from openness.release.release import Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, mapping_of
from openness.vocabulary import DATASET, MODEL, Kind

NAME = "metadata of a data set"
HOLDS = "beside"
LIMIT = TEXT_LIMIT
BYTES = False

_DATA = (Kind.DATASETS,)
_DEPOSITED = {DATASET: _DATA, MODEL: (Kind.MODEL_PARAMETERS_FINAL,)}
_ROOTS = ("./", ".")
#: Words of generators where nobody says it, and pointers to a file that is read by itself.
_UNSAID = re.compile(
    r"(?i)\W*(?:(?:unknown|unspecified|none|n/a|tbd)\W*\Z|to ?do\b|see (?:the )?\W*(?:licen[cs]e|readme)\b)"
)

#: Fields of texts for people, and those that are read as what they are, are about a part or hold no sentences.
_PROSE = frozenset("description notes readme access_conditions usageInfo conditionsOfAccess".split())
_APART = frozenset(LICENCE_KEYS).union(
    (
        "@id @type id $schema profile name title version revision homepage url citation features splits builder_name config_name "
        "dataset_name post_processed supervised_keys task_templates download_checksums download_size dataset_size "
        "post_processing_size size_in_bytes resources contributors creators sources keywords created image upload_type "
        "publication_date access_right related_identifiers references communities grants doi language subjects metadata "
        "hasPart author publisher identifier datePublished about mentions funder cite-as"
    ).split()
)


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format."""
    return base in NAMES


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: only the name tells."""
    return False


def read(document: Document) -> Release:
    """A release with the licences that the file states.

    Raises:
        OpennessError: when it is not a JSON object.
    """
    tree = mapping_of(json_tree(document.text, document.name), document.name, "write one with a licence in it")
    state = Statements(document.name, tree, linked=True)
    kinds = _kinds(state, document.base, tree)
    entries = list(NAMES.get(document.base, _whole)(tree))
    facts = [fact for entry in entries for fact in _licences(state, entry, kinds)]
    fields = ((key.text, node) for entry in entries for key, node in entry)
    subjects = (DATASET,) if kinds == _DATA else (MODEL, DATASET)  # it may lie beside either
    limits = state.hints_beside(fields, _PROSE, _APART, *subjects)
    return state.kept(Release(terms=state.terms(_all_of(facts), kinds), limits=limits))


def _all_of(facts: list[Fact]) -> Fact:
    """The one licence that asks what all of some do, at the place of the first."""
    claims = [claim for fact in facts for claim in fact.claims]
    if len({claim.value for claim in claims}) < 2:
        return joined_facts(facts)
    return Fact((evolve(claims[0], value=all_of(list(dict.fromkeys(claim.value for claim in claims)))),))


def _kinds(state: Statements, base: str, tree: Mapping) -> tuple[Kind, ...]:
    """The kinds of component that a file of this name is about; none for the whole folder, as of a licence text."""
    if base == "ro-crate-metadata.json":
        return ()
    if base == ".zenodo.json":
        deposited = [state.word(entry.get("upload_type")) for entry in _within(tree, "metadata")]
        return next((_DEPOSITED[word] for word in deposited if word in _DEPOSITED), CODE)
    return _DATA


def _licences(state: Statements, entry: Mapping, kinds: tuple[Kind, ...]) -> Iterator[Fact]:
    """The licences that an object states: names, lists of names or of objects, and whole texts, which are kept apart."""
    for key, node in entry:
        if local_name(key.text) not in LICENCE_KEYS:
            continue
        if not isinstance(node, Scalar):
            yield state.licence(node)
        elif _UNSAID.match(node.text) is None:
            yield state.licence_or_text([node], (), kinds)


def _whole(tree: Mapping) -> Iterator[Mapping]:
    yield tree


def _within(tree: Mapping, key: str) -> Iterator[Mapping]:
    """An object, and those under one of its keys."""
    yield tree
    below = tree.get(key)
    yield from filter(_is_object, below.items if isinstance(below, Sequence) else (below,))


def _is_object(node: Node | None) -> bool:
    return isinstance(node, Mapping)


def _configurations(tree: Mapping) -> Iterator[Mapping]:
    """The objects of `dataset_infos.json`, one for each configuration."""
    for _, node in tree:
        if isinstance(node, Mapping):
            yield node


def _roots(tree: Mapping) -> Iterator[Mapping]:
    """The object of an RO-Crate's graph that is the whole folder."""
    for _, node in tree:
        for item in node.items if isinstance(node, Sequence) else ():
            name = item.get("@id") if isinstance(item, Mapping) else None
            if isinstance(item, Mapping) and isinstance(name, Scalar) and name.text in _ROOTS:
                yield item


#: The names of the files, each with the objects in it that state licences.
NAMES = {
    "dataset_infos.json": _configurations,
    "dataset_info.json": _whole,
    "datapackage.json": lambda tree: _within(tree, "resources"),
    ".zenodo.json": lambda tree: _within(tree, "metadata"),
    "ro-crate-metadata.json": _roots,
}
