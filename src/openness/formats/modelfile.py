"""An Ollama Modelfile: what a model is made from, and the licence it carries.

Its instructions may be in any case, and a text may run over lines between triple quotes. `LICENSE` holds a name or,
mostly, a whole text, which is kept to be identified. `FROM` names the model that is repackaged, and its terms come
along; a file on this machine is the weights themselves, unless an `ADAPTER` is put on them.
"""

import re
from collections.abc import Iterator

from openness.formats._fields import Statements
from openness.release.claim import unordered
from openness.release.component import Component, Item
from openness.release.location import Source
from openness.release.release import BaseModel, Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.tree import Scalar
from openness.vocabulary import Basis, Kind, Relation, hub
from openness.vocabulary.endings import MAY_BE_WEIGHTS

NAME = "Ollama Modelfile"
HOLDS = "alone"
LIMIT = TEXT_LIMIT
BYTES = False

INSTRUCTIONS = frozenset("from parameter template system adapter license message requires".split())
_OTHERS = (".py", ".go", ".ts", ".js", ".md", ".json", ".yaml", ".yml")  # endings of files that only talk of one
_LINE = re.compile(r'[ \t]*(?P<word>\w+)[ \t]+(?P<rest>"""(?s:.*?)(?:"""|\Z)|[^\n]*)|[^\n]*')
_LOCAL = re.compile(
    r"(?:[./~\\]|[A-Za-z]:[\\/]).*|(?!https?:|(?:hf|huggingface)\.co/).*"
    rf"(?:{'|'.join(map(re.escape, MAY_BE_WEIGHTS))})",
    re.IGNORECASE | re.DOTALL,
)


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format.

    >>> [matches_name(name) for name in ("Modelfile", "small.Modelfile", "Modelfile.q4", "Modelfile.py", "model.file")]
    [True, True, True, False, False]
    """
    return re.fullmatch(
        r"(?:[\w.-]+\.)?modelfile(?:\.[\w-]+)?", base, re.IGNORECASE
    ) is not None and not base.lower().endswith(_OTHERS)


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: it names a model and does something only a Modelfile does."""
    if base.lower().endswith(_OTHERS) or not re.search(r"^[ \t]*from[ \t]", text, re.IGNORECASE | re.MULTILINE):
        return False
    words = {word for word, _, _ in _instructions(text)}
    return "from" in words and bool(words & {"parameter", "template", "adapter", "license"}) and words <= INSTRUCTIONS


def read(document: Document) -> Release:
    """The release that the file describes."""
    state = Statements(document.name)
    values: dict[str, list[Scalar]] = {}
    for word, text, line in _instructions(document.text):
        if word not in INSTRUCTIONS:
            state.odd(Scalar(word, True, line), f"there is no instruction {word.upper()}")
        values.setdefault(word, []).append(Scalar(text, False, line))
    licence = state.licence_or_text(values.get("license", ()), (), (Kind.MODEL_PARAMETERS_FINAL,))
    weights = (Component(Kind.MODEL_PARAMETERS_FINAL, (Item(licence=licence),)),) if licence.claims else ()
    adapted = "adapter" in values
    for node in [node for node in values.get("from", ()) if _is_model(node.text)][1:]:
        state.odd(node, "it is made from several models; the terms of each count", "keep one FROM")
    bases = unordered(
        BaseModel(
            node.text,
            Relation.ADAPTER if adapted else Relation.FINE_TUNE,  # whatever is done to it, its terms come along
            Source(document.name, node.line),
            basis=Basis.DECLARED if adapted else Basis.INFERRED,
        )
        for node in values.get("from", ())
        if node.text and (adapted or _is_model(node.text))
    )
    return state.kept(Release(components=weights, base_models=bases, subject="model"))


def _is_model(text: str) -> bool:
    """True where a text names a model, and no file of weights on this machine but one in the Hub's cache."""
    return bool(text) and (not _LOCAL.fullmatch(text) or hub.repository(text) != text.strip())


def _instructions(text: str) -> Iterator[tuple[str, str, int]]:
    """Each instruction in lower case, with its argument and its line."""
    at, line = 0, 1
    while at < len(text):
        match = _LINE.match(text, at)
        assert match is not None  # the second alternative matches anything
        if match["word"]:
            yield match["word"].lower(), _argument(match["rest"].strip()), line
        end = text.find("\n", match.end())  # what follows a text on its last line is nothing
        end = len(text) if end == -1 else end + 1
        line += text.count("\n", at, end)
        at = end


def _argument(rest: str) -> str:
    for quotes in ('"""', '"'):
        if rest.startswith(quotes):
            return rest[len(quotes) :].removesuffix(quotes).strip()
    return rest
