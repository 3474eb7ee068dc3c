"""A model's own settings, `config.json` of transformers and diffusers: where its weights were loaded from.

Programs keep further settings beside it, such as `generation_config.json`: whatever they hold, they are settings by their names.
A `metadata.json` whose `@context` is schema.org is read as the description that it is; what is not clear there is read as here.

`_name_or_path` is the model itself, a copy, a folder on somebody's disk or the model it was trained from. A repository
of the Hub is an inferred base where nothing else names one and it is not the release itself; a folder is none. Settings of
a part, as of the language model within one that sees, say the same of that part. Of
`architectures` and `model_type` nothing follows, since the same architecture is no descent (rule 5). The
reasons are in `docs/decisions/0010-signs.md`.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from openness.errors import NotThisFormat, OpennessError, Problem
from openness.formats._fields import Statements
from openness.formats._settings import settings_hints
from openness.formats._shape import Shape, no_utf8, unread
from openness.formats.hub_record import loaded_from
from openness.release.claim import unordered
from openness.release.finding import Code, Finding
from openness.release.hints import LoadedFrom
from openness.release.location import Source
from openness.release.release import Release, join
from openness.syntax.document import TEXT_LIMIT, Document, document_of
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Node, Scalar, source_of
from openness.syntax.yaml import yaml_tree
from openness.vocabulary import MODEL, Kind
from openness.vocabulary.details import ModelDetail

if TYPE_CHECKING:
    import json

NAME = "model's settings"
HOLDS = "beside"
LIMIT = TEXT_LIMIT
BYTES = True  # other programs use the name, in whatever encoding: what cannot be read here is theirs

_TELLING = ("architectures", "model_type", "_name_or_path", "_class_name", "transformers_version")


#: Further files of settings, which programs that load the weights read.
_FURTHER = re.compile(
    r"(?:generation|(?:video_)?preprocessor|processor|image_processor|feature_extractor|tokenizer|scheduler|quanti[sz]ation"
    r"|quanti[sz]e|quant|hf_quant|model|mlc-chat|open_clip|sentence_bert)[_-]config\.json|config_sentence_transformers\.json"
    r"|model_index\.json|params\.json|(?:model[ _-]?)?(?:instance[ _-]?)?metadata\.json|model[ _-]?info\.json"
    r"|model[ _-]?card\.(?:json|ya?ml)"
    r"|hyper_?params\.ya?ml|hparams\.ya?ml|(?:training|train|finetun(?:e|ing))[_-](?:args|config|params)\.(?:json|ya?ml)"
    r"|axolotl(?:[_-]config)?\.ya?ml|(?:[\w.-]{1,60}\.)?rdf\.ya?ml|bioimageio\.ya?ml|(?:model|metadata|model[_-]config|config)\.ya?ml"
)
_YAML = (".yml", ".yaml")
#: A field and its text in an object that cannot be read, as JSON and as YAML write them.
_TEXT = {
    False: re.compile(r'"([^"\\]{1,200})"\s*:\s*"([^"\\]*)"'),
    True: re.compile(r"^[ \t-]*+(\w[\w.-]{0,199})[ \t]*+:[ \t]++(\S.*)$", re.MULTILINE),
}
_WITHIN_A_WORD = 6  # characters that may stand between a fault and the place where a text was cut: “\\u12”, “fals”
_SHAPES = {"_name_or_path": Shape.WORD, "architectures": Shape.WORDS, "max_position_embeddings": Shape.NUMBER}


def matches_name(base: str) -> bool:
    """True where a file of this name may be of the format; other programs use the name too.

    >>> [matches_name(name) for name in ("config.json", "generation_config.json", "dataset_config.json")]
    [True, True, False]
    """
    return base.lower() == "config.json" or _is_further(base)


def _is_further(base: str) -> bool:
    return _FURTHER.fullmatch(base) is not None


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
        tree = (yaml_tree if document.base.endswith(_YAML) else json_tree)(text.text, document.name)
        return _settings(document, text, tree)
    except OpennessError as error:
        tells = re.search(rf'"(?:{"|".join(_TELLING)})"\s*:', text.text) is not None
        if _is_cut_off(document, text.text):
            return evolve(_damaged(text, error.problems[0]), subject=MODEL if tells else "")
        if not (tells or _is_further(document.base) or _is_whole(text.text)):
            raise NotThisFormat(error.problems[0]) from None
        return evolve(_unread(text, error.problems[0]), subject=MODEL if tells else "")


def _settings(document: Document, text: Document, tree: Node | None) -> Release:
    """The same of settings that have been taken apart."""
    if b"schema.org" in document.data and _is_further(document.base):
        from openness.formats import _schema_org  # few settings mention it

        if _schema_org.names_vocabulary(tree):
            limits = unordered(
                hint for node in _schema_org.unclear(tree) for hint in settings_hints(document.name, node)
            )
            odd = (no_utf8(document.name),) if text.replaced else ()
            beside = Release(signs=_loaded_from(document.name, tree), limits=limits, oddities=odd)
            return join([_schema_org.described(text), beside])
    tells = isinstance(tree, Mapping) and any(tree.get(field) is not None for field in _TELLING)
    if tree is None and not document.base.endswith(_YAML):
        raise OpennessError(Problem(document.name, 1, "it is empty", "write the settings anew"))
    if not isinstance(tree, Mapping) or not (tells or _is_further(document.base)):
        help = "name a file that transformers has written"
        raise NotThisFormat(Problem(document.name, 1, "it is not a model's settings: no field of one is there", help))
    state = Statements(document.name, tree, _SHAPES)
    state.oddities += [no_utf8(document.name)] if text.replaced else ()
    fields = ((ModelDetail.ARCHITECTURE, "architectures"), (ModelDetail.CONTEXT_LENGTH, "max_position_embeddings"))
    details = state.details((detail, tree.get(field)) for detail, field in fields)
    signs = _loaded_from(document.name, tree)
    limits = settings_hints(document.name, tree)
    return state.kept(Release(signs=signs, limits=limits, details=details, subject=MODEL if tells else ""))


def _is_cut_off(document: Document, text: str) -> bool:
    """True where settings in JSON end before their object does: what is lost may have named a base, or a limit."""
    if document.base.endswith(_YAML):
        return False  # of YAML nobody can tell
    if not document.data.strip():
        return len(document.data) < LIMIT
    error = _fault(text)
    if not text.lstrip().startswith("{") or error is None:
        return False
    lost = text[error.pos :].rstrip()
    return error.msg.startswith("Unterminated") or len(lost) <= _WITHIN_A_WORD


def _is_whole(text: str) -> bool:
    """True where a text has all of an object, though it is refused: numbers that are none, and keys twice, lose nothing."""
    return text.lstrip().startswith("{") and _fault(text) is None


def _fault(text: str) -> "json.JSONDecodeError | None":
    """The place where a text stops to be JSON, for a reader that takes every number and every key; None where it nowhere does."""
    import json  # few settings are refused

    try:
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        return error
    except RecursionError:
        return json.JSONDecodeError("Unterminated: it is nested too deep", text, len(text))
    return None


def _loaded_from(document: str, tree: Node | None) -> tuple[LoadedFrom, ...]:
    """The places that an object of settings names."""
    nodes = loaded_from(tree) if isinstance(tree, Mapping) else ()
    return unordered(LoadedFrom(node.text, source_of(document, node)) for node in nodes)


def _unread(document: Document, problem: Problem) -> Release:
    """The places and the words in settings which are no JSON, as where a program wrote a NaN."""
    odd = Finding(Code.FIELD_INVALID, problem.message, Source(document.name, problem.line or 0), problem.help)
    fields = [Mapping((pair,), 1) for pair in _texts_in(document)]  # one by one: a key may be there twice
    signs = unordered(sign for field in fields for sign in _loaded_from(document.name, field))
    limits = unordered(hint for field in fields for hint in settings_hints(document.name, field))
    return Release(signs=signs, limits=limits, oddities=(odd,), unread=(document.name,))


def _damaged(document: Document, problem: Problem) -> Release:
    """The same of settings of which a part is lost: it may have named a base, or a licence."""
    lost = unread(Document(document.name, ""), problem, (Kind.MODEL_PARAMETERS_FINAL,))
    return lost.join(evolve(_unread(document, problem), oddities=(), unread=()))


def _texts_in(document: Document) -> Iterator[tuple[Scalar, Scalar]]:
    """The texts in an object that cannot be read, each with its field."""
    text, line, counted = document.text, 1, 0
    for found in _TEXT[document.base.endswith(_YAML)].finditer(text):
        line, counted = line + text.count("\n", counted, found.start()), found.start()
        yield Scalar(found[1], True, line), Scalar(found[2], False, line)
