"""A model's own settings, `config.json` of transformers and diffusers: where its weights were loaded from.

`_name_or_path` is the model itself, a copy, a folder on somebody's disk or the model it was trained from. A repository
of the Hub is an inferred base where nothing else names one and it is not the release itself; a folder is none. Settings of
a part, as of the language model within one that sees, say the same of that part. Of
`architectures` and `model_type` nothing follows, since the same architecture is no descent (rule 5). The
reasons are in `docs/decisions/0010-signs.md`.
"""

import re
from collections.abc import Iterator

from openness.errors import NotThisFormat, OpennessError, Problem
from openness.formats._fields import Statements
from openness.formats._shape import Shape, no_utf8
from openness.formats.hub_record import LOADED_FROM, loaded_from
from openness.release.claim import unordered
from openness.release.finding import Code, Finding
from openness.release.hints import LoadedFrom
from openness.release.location import Source
from openness.release.release import Release
from openness.syntax.document import TEXT_LIMIT, Document, document_of
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Scalar, source_of
from openness.vocabulary.details import ModelDetail

NAME = "model's settings"
HOLDS = "beside"
LIMIT = TEXT_LIMIT
BYTES = True  # other programs use the name, in whatever encoding: what cannot be read here is theirs

_TELLING = ("architectures", "model_type", "_name_or_path", "_class_name", "transformers_version")


#: Fields that are read as what they are, or whose words are names of classes, of labels and of files, or a program's.
_APART = frozenset(
    "_name_or_path architectures model_type auto_map id2label label2id chat_template task_specific_params tokenizer_class "
    "transformers_version torch_dtype dtype".split()
)
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
    text = Document(document.name, "")
    try:
        text = document_of(document.name, document.data)
        tree = json_tree(text.text, document.name)
    except OpennessError as error:
        if not re.search(rf'"(?:{"|".join(_TELLING)})"\s*:', text.text):
            raise NotThisFormat(error.problems[0]) from None
        return _unread(text, error.problems[0])
    if not isinstance(tree, Mapping) or all(tree.get(field) is None for field in _TELLING):
        help = "name a file that transformers has written"
        raise NotThisFormat(Problem(document.name, 1, "it is not a model's settings: no field of one is there", help))
    state = Statements(document.name, tree, _SHAPES)
    state.oddities += [no_utf8(document.name)] if text.replaced else ()
    fields = ((ModelDetail.ARCHITECTURE, "architectures"), (ModelDetail.CONTEXT_LENGTH, "max_position_embeddings"))
    details = state.details((detail, tree.get(field)) for detail, field in fields)
    signs = unordered(LoadedFrom(node.text, source_of(document.name, node)) for node in loaded_from(tree))
    limits = state.hints_beside(((key.text, node) for key, node in tree), (), _APART)
    return state.kept(Release(signs=signs, limits=limits, details=details))


def _unread(document: Document, problem: Problem) -> Release:
    """The places that settings name which are no JSON, as where a program wrote a NaN."""
    odd = Finding(Code.FIELD_INVALID, problem.message, Source(document.name, problem.line or 0), problem.help)
    fields = tuple((Scalar(LOADED_FROM, False, node.line), node) for node in _named_in(document.text))
    signs = unordered(LoadedFrom(node.text, source_of(document.name, node)) for node in loaded_from(Mapping(fields, 1)))
    return Release(signs=signs, oddities=(odd,), unread=(document.name,))


def _named_in(text: str) -> Iterator[Scalar]:
    """The places that a text names as those the weights were loaded from."""
    line, counted = 1, 0
    for found in re.finditer(rf'"{LOADED_FROM}"\s*:\s*"([^"\\]*)"', text):
        line, counted = line + text.count("\n", counted, found.start()), found.start()
        yield Scalar(found[1], False, line)
