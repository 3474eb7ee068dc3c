"""A model's own settings, `config.json` of transformers and diffusers: where its weights were loaded from.

`_name_or_path` is the model itself, a copy, a folder on somebody's disk or the model it was trained from. A repository
of the Hub is an inferred base where nothing else names one and it is not the release itself; a folder is none. Settings of
a part, as of the language model within one that sees, say the same of that part. Of
`architectures` and `model_type` nothing follows, since the same architecture is no descent (rule 5). The
reasons are in `docs/decisions/0010-signs.md`.
"""

from openness.errors import NotThisFormat, OpennessError, Problem
from openness.formats._fields import Statements
from openness.formats._shape import Shape, no_utf8, shape_findings
from openness.formats.hub_record import loaded_from
from openness.release.claim import unordered
from openness.release.hints import LoadedFrom
from openness.release.release import Release
from openness.syntax.document import TEXT_LIMIT, Document, document_of
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, source_of
from openness.vocabulary.details import ModelDetail

NAME = "model's settings"
HOLDS = "beside"
LIMIT = TEXT_LIMIT
BYTES = True  # other programs use the name, in whatever encoding: what cannot be read here is theirs

_TELLING = ("architectures", "model_type", "_name_or_path", "_class_name", "transformers_version")


_SHAPES = {"_name_or_path": Shape.WORD, "architectures": Shape.WORDS, "max_position_embeddings": Shape.NUMBER}


def matches_name(base: str) -> bool:
    """True where a file of this name may be of the format; other programs use the name too."""
    return base == "config.json"


def matches_content(base: str, text: str) -> bool:
    """True where a text is one: only the name tells."""
    return False


def read(document: Document) -> Release:
    """The place the weights were loaded from, as a hint at a base; and the classes and the context length in the file.

    Raises:
        NotThisFormat: when it is another program's.
    """
    try:
        text = document_of(document.name, document.data)
        tree = json_tree(text.text, document.name)
    except OpennessError as error:
        raise NotThisFormat(error.problems[0]) from None
    if not isinstance(tree, Mapping) or all(tree.get(field) is None for field in _TELLING):
        help = "name a file that transformers has written"
        raise NotThisFormat(Problem(document.name, 1, "it is not a model's settings: no field of one is there", help))
    fields = ((ModelDetail.ARCHITECTURE, "architectures"), (ModelDetail.CONTEXT_LENGTH, "max_position_embeddings"))
    details = Statements(document.name).details((detail, tree.get(field)) for detail, field in fields)
    odd = (
        *shape_findings(tree, document.name, _SHAPES),
        *([no_utf8(document.name)] if text.replaced else ()),
    )
    signs = unordered(LoadedFrom(node.text, source_of(document.name, node)) for node in loaded_from(tree))
    return Release(signs=signs, oddities=odd, read=(document.name,), details=details)
