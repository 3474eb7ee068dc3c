"""An adapter's own settings, `adapter_config.json` of PEFT and of Adapters: which model it was made for.

An adapter is a derivative by its nature, so the model it names is a base whose terms reach it. A path on somebody's
disk names no model anyone else can look up: the base is then one without a name, unless what stands in the path is the
name of a well-known model.
"""

from openness.errors import OpennessError, Problem
from openness.formats._fields import Statements
from openness.formats._settings import settings_hints
from openness.formats._shape import Shape
from openness.release.claim import unordered
from openness.release.hints import CalledBase, NeededBase, Sign
from openness.release.release import BaseModel, Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Scalar, source_of
from openness.vocabulary import MODEL, Relation, hub

NAME = "adapter's settings"
HOLDS = "beside"
LIMIT = TEXT_LIMIT
BYTES = False

#: The fields that name the model: PEFT's, then that of Adapters.
_FIELDS = ("base_model_name_or_path", "model_name")


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format."""
    return base.lower() == "adapter_config.json"


def matches_content(base: str, text: str) -> bool:
    """True where a text is one: only the name tells."""
    return False


def read(document: Document) -> Release:
    """The model the adapter was made for.

    Raises:
        OpennessError: when it is not JSON, or no mapping.
    """
    tree = json_tree(document.text, document.name)
    if not isinstance(tree, Mapping):
        raise OpennessError(Problem(document.name, 1, "it is not a JSON object", "name a file that PEFT has written"))
    state = Statements(document.name, tree, dict.fromkeys(_FIELDS, Shape.WORD))
    limits = settings_hints(document.name, tree)
    named = [node for field in _FIELDS if isinstance(node := tree.get(field), Scalar) and not node.null]
    place = source_of(document.name, named[0] if named else tree)
    text = named[0].text if named else ""
    name = hub.repository(text)
    if hub.is_repository(name) and not hub.in_the_cache(text):
        return state.kept(
            Release(
                base_models=(BaseModel(name, Relation.ADAPTER, place, certain=False),), limits=limits, subject=MODEL
            )
        )
    folder = hub.named_by_path(name)
    called = () if folder.isalpha() else (CalledBase(folder, Relation.ADAPTER, place),)  # `llama` may hold any model
    signs: tuple[Sign, ...] = unordered((NeededBase(Relation.ADAPTER, place), *called))
    return state.kept(Release(signs=signs, limits=limits, subject=MODEL))
