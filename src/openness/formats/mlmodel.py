"""MLflow's `MLmodel`: the YAML file that makes a folder a logged model.

The format has no licence field. What is read is the model that a flavour says it was made from, and the free `metadata`
where whoever logged it wrote a licence or a base. The licence text that MLflow puts beside it is read as any other is.
"""

from openness.formats._fields import LICENCE_KEYS, Statements
from openness.formats._shape import Shape
from openness.formats._words import telling_fields
from openness.release.claim import unordered
from openness.release.component import Component, Item
from openness.release.hints import NeededBase
from openness.release.release import BaseModel, Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.tree import Mapping, Node, mapping_of, source_of
from openness.syntax.yaml import yaml_tree
from openness.vocabulary import Basis, Kind, Relation, hub

NAME = "MLflow MLmodel"
HOLDS = "alone"
LIMIT = TEXT_LIMIT
BYTES = False

SOURCES = ("source_model_name", "peft_base_model", "base_model")  # in a flavour or in the metadata
ADAPTER = "peft_adaptor"  # MLflow's spelling
_READ = (*LICENCE_KEYS, *SOURCES)  # of the metadata; other fields are words like any


#: Fields of the file that are read as what they are, or whose words are a program's.
_APART = frozenset(
    (
        "artifact_path databricks_runtime flavors metadata mlflow_version model_size_bytes model_uuid model_id run_id "
        "saved_input_example_info signature utc_time_created resources prompts type auth_policy is_signature_from_type_hint"
    ).split()
)
_SHAPES = {
    **dict.fromkeys("flavors metadata transformers".split(), Shape.OBJECT),
    **dict.fromkeys("source_model_name peft_base_model base_model".split(), Shape.WORD),
}


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format."""
    return base == "MLmodel"


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: only the name tells."""
    return False


def read(document: Document) -> Release:
    """The release that the file describes.

    Raises:
        OpennessError: when it is not a YAML mapping.
    """
    tree = mapping_of(yaml_tree(document.text, document.name), document.name, "name an MLmodel")
    state = Statements(document.name, tree, _SHAPES, typed=False)
    metadata = tree.get("metadata")
    flavours = tree.get("flavors")
    fields = metadata if isinstance(metadata, Mapping) else Mapping((), 0)
    licence = state.licences(fields, *LICENCE_KEYS)
    weights = (Component(Kind.MODEL_PARAMETERS_FINAL, (Item(licence=licence),)),) if licence.claims else ()
    bases: dict[str, BaseModel] = {}
    signs: tuple[NeededBase, ...] = ()
    for part in (fields, *(flavour for _, flavour in (flavours if isinstance(flavours, Mapping) else ()))):
        if isinstance(part, Mapping):
            relation = Relation.ADAPTER if any(ADAPTER in key.text for key, _ in part) else Relation.FINE_TUNE
            for node in (part.get(key) for key in SOURCES):
                if node is not None and _is_model(name := state.word(node)):
                    bases.setdefault(name, _base(document.name, node, name, relation))
            if relation is Relation.ADAPTER:
                signs = state.needed_base(relation, part)
    others = ((key.text, node) for key, node in (*(pair for pair in tree if pair[0].text not in _APART), *fields))
    of_flavours = state.hints_beside(() if flavours is None else telling_fields(flavours), (), ())
    limits = unordered((*state.other_hints(others, ("description",), _READ), *of_flavours))
    return state.kept(
        Release(components=weights, base_models=unordered(bases.values()), signs=signs, limits=limits, subject="model")
    )


def _is_model(name: str) -> bool:
    """True where a name is that of a model, and no place on somebody's disk but the Hub's cache."""
    name = hub.repository(name)
    return bool(name) and not name.startswith(("/", ".", "~", "file:")) and "\\" not in name


def _base(document: str, node: Node, name: str, relation: Relation) -> BaseModel:
    return BaseModel(name, relation, source_of(document, node), basis=Basis.INFERRED)
