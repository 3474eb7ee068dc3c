"""A ModelPack: the configuration, or the manifest, of a model packed as an OCI artefact (CNCF model-spec).

Its `licenses` are those of everything in the artefact, and all of them apply. Which registry it lies in, and who may
pull it, is not said here.
"""

from typing import TYPE_CHECKING

from openness.errors import OpennessError, Problem
from openness.formats._fields import Statements
from openness.formats._shape import Shape
from openness.formats._words import telling_fields
from openness.release.claim import Fact, joined_facts, unordered
from openness.release.component import Component, Item, joined_items
from openness.release.release import Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Node, Scalar
from openness.syntax.urls import model_on_hub
from openness.vocabulary import Kind
from openness.vocabulary.details import ModelDetail

if TYPE_CHECKING:
    from openness.release.hints import LicenceHint

NAME = "ModelPack"
HOLDS = "alone"
LIMIT = TEXT_LIMIT
BYTES = False

ANNOTATION = "org.opencontainers.image."
_MANIFEST = '"application/vnd.cncf.model.manifest.v1+json"'


#: Fields that are read as what they are, or whose words are no sentences.
_APART = frozenset(
    "name title version vendor licenses datasetsURL createdAt created authors family docURL sourceURL url documentation "
    "source revision architecture format paramSize precision quantization capabilities mediaType digest size".split()
)
_SHAPES = {
    **dict.fromkeys("descriptor annotations".split(), Shape.OBJECT),
    **dict.fromkeys("name version vendor".split(), Shape.WORD),
    **dict.fromkeys("datasetsURL".split(), Shape.WORDS),
}


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format: its name is usually but a hash, so only the content tells."""
    return base.lower().endswith(".modelpack.json")


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: JSON with a descriptor and a model's file system, or such a manifest."""
    return text.lstrip().startswith("{") and (('"descriptor"' in text and '"modelfs"' in text) or _MANIFEST in text)


def _details(state: Statements, tree: Node | None) -> tuple[tuple[str, Fact], ...]:
    """The model's structure, kinds of content, languages and cut-off of knowledge, as the configuration states them."""
    config = tree.get("config") if isinstance(tree, Mapping) else None
    able = config.get("capabilities") if isinstance(config, Mapping) else None
    details: list[tuple[ModelDetail, Node | None]] = []
    if isinstance(config, Mapping):
        details.append((ModelDetail.ARCHITECTURE, config.get("architecture")))
    if isinstance(able, Mapping):
        details += [
            (ModelDetail.INPUT_MODALITY, able.get("inputTypes")),
            (ModelDetail.OUTPUT_MODALITY, able.get("outputTypes")),
            (ModelDetail.LANGUAGE, able.get("languages")),
            (ModelDetail.KNOWLEDGE_CUTOFF, able.get("knowledgeCutoff")),
        ]
    return state.details(details)


def _of_layers(state: Statements, tree: Node | None) -> "tuple[LicenceHint, ...]":
    """The hints at the terms in what the layers of a manifest say of themselves."""
    layers = tree.get("layers") if isinstance(tree, Mapping) else None
    return state.hints_beside(() if layers is None else telling_fields(layers), (), ())


def _last(key: str) -> str:
    """The last word of a key, as an annotation's begins with whose it is."""
    return key.rpartition(".")[2]


def read(document: Document) -> Release:
    """The release that the file describes.

    Raises:
        OpennessError: when it is not a JSON object with a descriptor or annotations.
    """
    tree = json_tree(document.text, document.name)
    descriptor = tree.get("descriptor") if isinstance(tree, Mapping) else None
    annotations = tree.get("annotations") if isinstance(tree, Mapping) else None
    fields = descriptor or annotations
    if not isinstance(fields, Mapping):
        raise OpennessError(Problem(document.name, 1, "it has no descriptor and no annotations", "name a ModelPack"))
    state = Statements(document.name, tree, _SHAPES)
    prefix = "" if fields is descriptor else ANNOTATION
    both = ((descriptor, ""), (annotations, ANNOTATION))
    parts = [(part, before) for part, before in both if isinstance(part, Mapping)]
    for part, before in parts:
        if isinstance(node := part.get(f"{before}licenses"), Scalar) and not before:
            state.odd(node, "licenses is not a list; it is read as a list of one", "write a list")
    licence = joined_facts([state.licences(part, f"{before}licenses") for part, before in parts])
    config = tree.get("config") if isinstance(tree, Mapping) else None
    holders = (*(part for part, _ in parts), *((config,) if isinstance(config, Mapping) else ()))
    others = ((_last(key.text), node) for holder in holders for key, node in holder)
    data = joined_items(
        Item(model_on_hub(word.text) or word.text, location=state.fact(word))
        for word in state.words(fields.get("datasetsURL"), "datasetsURL")
    )
    components = (
        *((Component(Kind.MODEL_PARAMETERS_FINAL, (Item(licence=licence),)),) if licence.claims else ()),
        *((Component(Kind.DATASETS, data),) if data else ()),
    )
    return state.kept(
        Release(
            state.fact(fields.get("name") or fields.get(f"{prefix}title")),
            state.fact(fields.get(f"{prefix}version")),
            state.fact(fields.get(f"{prefix}vendor")),
            components,
            subject="model",
            limits=unordered((*state.other_hints(others, ("description",), _APART), *_of_layers(state, tree))),
            details=_details(state, tree),
        )
    )
