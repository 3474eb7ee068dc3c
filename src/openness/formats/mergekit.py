"""The settings of a merge, `mergekit_config.yml` of mergekit: the models that were merged.

What was merged is a derivative of each of them, so their terms reach it. A model stands under `model` and `base_model`
at any depth, as a word or as a mapping with a path; an adapter may be added to it with `+`. A path on somebody's disk
names no model that anyone else can look up: the base is then one without a name.
"""

import re
from collections.abc import Iterator

from openness.errors import OpennessError, Problem
from openness.formats._fields import Statements
from openness.formats._shape import Shape
from openness.release.claim import unordered
from openness.release.release import BASES, BaseModel, Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, source_of
from openness.syntax.yaml import yaml_tree
from openness.vocabulary import MODEL, Relation, hub

NAME = "settings of a merge"
HOLDS = "beside"
LIMIT = TEXT_LIMIT
BYTES = False

_NAMES = ("mergekit_config.yml", "mergekit_config.yaml", "mergekit_moe_config.yml", "mergekit_moe_config.yaml")
_MODELS = ("model", "base_model", "source_model")
#: Fields that are read as what they are, or whose words are names and settings of a program.
_APART = frozenset(
    (
        *_MODELS,
        *"slices models experts merge_method dtype out_dtype parameters tokenizer_source tokenizer chat_template".split(),
    )
)
_SHAPES = {
    **dict.fromkeys("slices sources models experts".split(), Shape.OBJECT),
    **dict.fromkeys(_MODELS, Shape.THING),
    "path": Shape.WORD,
}


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format."""
    return base.lower() in _NAMES


def matches_content(base: str, text: str) -> bool:
    """True where a text is one, under whatever name: YAML that says how models are merged."""
    return base.endswith((".yml", ".yaml")) and re.search(r"^merge_method[ \t]*:", text, re.MULTILINE) is not None


def read(document: Document) -> Release:
    """The models that were merged.

    Raises:
        OpennessError: when it is not YAML, or no mapping.
    """
    tree = yaml_tree(document.text, document.name)
    if not isinstance(tree, Mapping):
        raise OpennessError(Problem(document.name, 1, "it holds no settings", "name a file that mergekit has written"))
    state = Statements(document.name, tree, _SHAPES, typed=False)
    bases = []
    for node in _models(tree):
        for name in (node.text if isinstance(node, Scalar) else "").split("+"):
            known = hub.repository(name)
            place = source_of(document.name, node)
            known = known if hub.is_repository(known, owned=True) else ""
            bases.append(BaseModel(known, Relation.MERGE, place, certain=False))
    if (lost := state.misfits.has(_SHAPES)) is not None:  # what is not understood may name any model
        bases.append(BaseModel("", Relation.MERGE, source_of(document.name, lost), certain=False))
    limits = state.hints_beside(((key.text, node) for key, node in tree), (), _APART)
    return state.kept(Release(base_models=unordered(bases[: BASES + 1]), limits=limits, subject=MODEL))


def _models(node: Node) -> Iterator[Node]:
    """The nodes that name a model, at any depth; a mapping names it by its path."""
    if isinstance(node, Scalar):
        return
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _models(item)
        return
    for key, below in node:
        if key.text not in _MODELS:
            yield from _models(below)
        elif isinstance(below, Mapping):
            path = below.get("path") or below.get("model")
            yield (path.get("path") or path) if isinstance(path, Mapping) else path or below
        elif not (isinstance(below, Scalar) and below.null):
            yield below
