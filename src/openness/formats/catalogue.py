"""A catalogue of models: the YAML of a Kubeflow-style model catalogue, or a list of the licences of models as JSON.

Each entry of `models` is a release. An entry says under what licence its weights are and where they lie; an address in
a registry, or on the Hub, does not say that anyone may fetch them, so no availability follows.
"""

import re
from collections.abc import Iterator
from itertools import chain

from attrs import evolve

from openness.errors import OpennessError, Problem
from openness.formats._fields import Statements
from openness.formats._prose import hints
from openness.formats._several import with_doubles_reported
from openness.formats._shape import Shape, misfits
from openness.release.claim import Fact, unordered
from openness.release.component import Component, Item
from openness.release.hints import LicenceHint
from openness.release.release import Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, every, source_of
from openness.syntax.yaml import yaml_tree
from openness.vocabulary import Kind
from openness.vocabulary.details import ModelDetail

NAME = "model catalogue"
HOLDS = "alone"
LIMIT = TEXT_LIMIT
BYTES = False


_SHAPES = {
    **dict.fromkeys("models artifacts".split(), Shape.LIST),
    **dict.fromkeys("id name version provider uri url readme licenseLink".split(), Shape.WORD),
}


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format: the name never tells, the content does."""
    return False


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: a list of models that have names and licences."""
    if text.lstrip().startswith("{"):
        return re.search(r'"models"\s*:\s*\[\s*\{', text) is not None and '"license"' in text
    if "models" not in text or re.search(r"^models[ \t]*:[ \t]*\n[ \t]*-[ \t]", text, re.MULTILINE) is None:
        return False
    return all(re.search(rf"^[ \t-]*{key}[ \t]*:", text, re.MULTILINE) for key in ("name", "license", "artifacts"))


def read(document: Document) -> tuple[Release, ...]:
    """The release of each entry.

    Raises:
        OpennessError: when there is no list of models.
    """
    parse = json_tree if document.text.lstrip().startswith("{") else yaml_tree
    tree = parse(document.text, document.name)
    models = tree.get("models") if isinstance(tree, Mapping) else None
    entries = [entry for entry in models.items if isinstance(entry, Mapping)] if isinstance(models, Sequence) else []
    if not entries:
        raise OpennessError(Problem(document.name, 1, "it lists no models", "write `models:` and a list of them"))
    typed = parse is json_tree
    odd = misfits(tree, document.name, _SHAPES, typed)
    entered = (Statements(document.name, entry, _SHAPES if odd.parts else {}, typed) for entry in entries)
    releases = [_entry(state, entry) for state, entry in zip(entered, entries, strict=True)]
    return tuple(
        evolve(release, oddities=tuple(dict.fromkeys((*release.oddities, *odd.findings))))
        for release in with_doubles_reported(document.name, releases)
    )


#: Fields of an entry that are read as what they are, or whose words are no sentences.
_APART = frozenset(
    "id name provider version license licenseLink licence readme language url artifacts logo "
    "createTimeSinceEpoch lastUpdateTimeSinceEpoch customProperties".split()
)


def _entry(state: Statements, entry: Mapping) -> Release:
    places = [artefact.get("uri") for artefact in every(entry, "artifacts") if isinstance(artefact, Mapping)]
    location = next((fact for node in (*places, entry.get("url")) if (fact := state.fact(node)).claims), Fact())
    fields = chain(((key.text, node) for key, node in entry), _properties(entry))
    weights = Item(licence=_licence(state, entry), location=location)
    return state.kept(
        Release(
            state.fact(entry.get("id") or entry.get("name")),
            state.fact(entry.get("version")),
            state.fact(entry.get("provider")),
            (Component(Kind.MODEL_PARAMETERS_FINAL, (weights,)),),
            limits=unordered(
                (*_limits(state, entry.get("readme")), *state.other_hints(fields, ("description",), _APART))
            ),
            subject="model",
            details=state.details([(ModelDetail.LANGUAGE, entry.get("language"))]),
        )
    )


def _properties(entry: Mapping) -> Iterator[tuple[str, Node]]:
    """The properties that a catalogue has of its own, each with what it holds: such as `string_value` beside its type."""
    for properties in every(entry, "customProperties"):
        for key, node in properties if isinstance(properties, Mapping) else ():
            pairs = node if isinstance(node, Mapping) else [(key, node)]
            yield from ((key.text, value) for name, value in pairs if name.text != "metadataType")


def _licence(state: Statements, entry: Mapping) -> Fact:
    """The licence that an entry names: a word; or, with its evidence, the tag and the name that a card has."""
    value: Node | None = entry.get("license")
    if isinstance(value, Mapping):
        return state.tagged_licence([value.get("raw") or value.get("id")], [value.get("name")])
    fact = state.licences(entry, "license")
    return fact if fact.claims else state.licences(entry, "licenseLink")


def _limits(state: Statements, readme: Node | None) -> tuple[LicenceHint, ...]:
    """Limits of use that the card in an entry states, and what it says of a licence."""
    if not isinstance(readme, Scalar):
        return ()
    source = source_of(state.document, readme)
    return unordered(hints(readme.text, lambda _: source))
