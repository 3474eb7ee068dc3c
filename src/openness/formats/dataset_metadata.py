"""Metadata that tools write beside the files of a data set: of Hugging Face's `datasets`, Frictionless Data, Zenodo and RO-Crate.

- `dataset_infos.json` and `dataset_info.json` of `datasets`: the licence of the data, of each configuration in the former.
- A loading script of `datasets`, from which it made those: the licence that it states in its calls. It is never run.
- `datapackage.json` (Data Package 1 and 2): `licenses` of the package and of each resource in it.
- `.zenodo.json`: the licence of the data where `upload_type` says that a data set is deposited, of the model where it says
  so, else of the code; an `access_right` that is not open says that not everybody gets what is deposited, which is whatever
  lies there where nothing says what it is.
- `ro-crate-metadata.json` (RO-Crate 1.0 to 1.2): the licence of the root, `./`, which is the whole folder.

Several licences all apply. No part is thereby offered, and nothing is fetched.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from openness.formats._fields import CODE, LICENCE_KEYS, Statements, local_name, names_none
from openness.formats._linked import Linked, closed_to_some
from openness.licensing.expression import all_of
from openness.release.claim import Fact, joined_facts
from openness.release.names import is_of_weights
from openness.release.release import Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.json import json_tree
from openness.syntax.python import keywords, loose_texts, python_tree
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, mapping_of
from openness.vocabulary import DATASET, MODEL, Kind

if TYPE_CHECKING:
    from openness.release.hints import Sign

NAME = "metadata of a data set"
HOLDS = "beside"
LIMIT = TEXT_LIMIT
BYTES = False

_DATA = (Kind.DATASETS,)
_DEPOSITED = {DATASET: _DATA, MODEL: (Kind.MODEL_PARAMETERS_FINAL,)}
_ROOTS = ("./", ".")
_ANYTHING = (Kind.MODEL_PARAMETERS_FINAL, Kind.DATASETS)  # what a folder may be of
_ZENODO = ".zenodo.json"
_CRATES = ("ro-crate-metadata.json", "ro-crate-metadata.jsonld")
_DESCRIPTION = "description"  # what a script hands on beside the licence
_OPEN = ("", "open", "public")  # rights of access that keep nobody out
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


def named_for(base: str) -> tuple[Kind, ...]:
    """The parts that a licence in a file of this name may be about: a crate is of the whole folder, and Zenodo has anything."""
    return () if base in (*_CRATES, _ZENODO) else _DATA


def matches_content(base: str, text: str) -> bool:
    """True where a text is a loading script; of the others only the name tells."""
    return base.endswith(".py") and "DatasetInfo" in text


def read(document: Document) -> Release:
    """A release with the licences that the file states.

    Raises:
        OpennessError: when it is not a JSON object, or a script that is no Python.
    """
    if document.base.endswith(".py"):
        tree = _of_script(document)
    else:
        tree = mapping_of(json_tree(document.text, document.name), document.name, "write one with a licence in it")
    state = Statements(document.name, tree, linked=True)
    kinds = _kinds(state, document.base, tree)
    entries = list(NAMES.get(document.base, _whole)(tree))
    linked = Linked(tree)
    facts = [fact for entry in entries for fact in _licences(state, entry, kinds, linked)]
    fields = ((key.text, node) for entry in entries for key, node in entry)
    subjects = (DATASET,) if kinds == _DATA else (MODEL, DATASET)  # it may lie beside either
    limits = state.hints_beside(fields, _PROSE, _APART, *subjects)
    signs = _closed(state, document.base, entries, kinds if not _is_anything(state, document.base, tree) else _ANYTHING)
    return state.kept(Release(terms=state.terms(_all_of(facts), kinds), limits=limits, signs=signs))


def _of_script(document: Document) -> Mapping:
    """The fields that a script hands on, and its words for people."""
    module = python_tree(document.text, document.name)
    given = keywords(module, (*LICENCE_KEYS, _DESCRIPTION), sure=("DatasetInfo",))
    words = Sequence((*(node for key, node in given if key.text == _DESCRIPTION), *loose_texts(module)), 1)
    licences = (pair for pair in given if pair[0].text in LICENCE_KEYS)
    return Mapping((*licences, (Scalar(_DESCRIPTION, True, 1), words)), 1)


def _closed(state: Statements, base: str, entries: list[Mapping], kinds: tuple[Kind, ...]) -> "tuple[Sign, ...]":
    """The signs that not everybody gets what is described, so that nobody may infer that."""
    if base in _CRATES:
        closing = [node for entry in entries if (node := closed_to_some(entry)) is not None]
        return state.nothing_inferred(closing, _ANYTHING)
    if base != _ZENODO or kinds == CODE:
        return ()
    rights = [entry.get("access_right") for entry in entries]
    rights += [access.get("files") for entry in entries if isinstance(access := entry.get("access"), Mapping)]
    return state.nothing_inferred([node for node in rights if state.word(node).lower() not in _OPEN], kinds)


def _deposited(state: Statements, tree: Mapping) -> list[str]:
    """The words of a Zenodo deposit for what it is."""
    words = [state.word(entry.get("upload_type")).lower() for entry in _within(tree, "metadata")]
    return [word for word in words if word]


def _is_anything(state: Statements, base: str, tree: Mapping) -> bool:
    """True for a Zenodo deposit that does not say what it is."""
    return base == _ZENODO and {"other"}.issuperset(_deposited(state, tree))


def _all_of(facts: list[Fact]) -> Fact:
    """The one licence that asks what all of some do, at the place of the first."""
    claims = [claim for fact in facts for claim in fact.claims]
    if len({claim.value for claim in claims}) < 2:
        return joined_facts(facts)
    return Fact((evolve(claims[0], value=all_of(list(dict.fromkeys(claim.value for claim in claims)))),))


def _kinds(state: Statements, base: str, tree: Mapping) -> tuple[Kind, ...]:
    """The kinds of component that a file of this name is about; none for the whole folder, as of a licence text."""
    if base in _CRATES:
        return ()
    if base == _ZENODO:
        if any(is_of_weights(state.word(entry.get("title"))) for entry in _within(tree, "metadata")):
            return (Kind.MODEL_PARAMETERS_FINAL,)
        return next((_DEPOSITED[word] for word in _deposited(state, tree) if word in _DEPOSITED), CODE)
    return _DATA


def _licences(state: Statements, entry: Mapping, kinds: tuple[Kind, ...], linked: Linked) -> Iterator[Fact]:
    """The licences that an object states: names, lists of names or of objects, and whole texts, which are kept apart."""
    for key, node in entry:
        if local_name(key.text) not in LICENCE_KEYS:
            continue
        for item in node.items if isinstance(node, Sequence) else (node,):
            word = state.licence_word(item)
            if names_none(word) and (word or isinstance(item, Scalar)):
                continue
            if isinstance(item, Scalar):
                yield state.licence_or_text([item], (), kinds)
            else:
                yield state.licence(linked.followed(item))


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
    _ZENODO: lambda tree: _within(tree, "metadata"),
    **dict.fromkeys(_CRATES, _roots),
}
