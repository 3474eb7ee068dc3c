"""An Ollama Modelfile: what a model is made from, and the licence it carries.

Its instructions may be in any case, and a text may run over lines between triple quotes. `LICENSE` holds a name or,
mostly, a whole text, which is kept to be identified. `FROM` names the model that is repackaged, and its terms come
along; a file on this machine is the weights themselves, unless an `ADAPTER` is put on them.
"""

import re
from collections.abc import Iterator

from openness.formats._fields import Statements
from openness.formats._prose import hints_beside, hints_in
from openness.formats._words import words_beside
from openness.release.claim import Claim, Fact, joined_facts, unordered
from openness.release.component import Component, Item
from openness.release.location import Source
from openness.release.release import BaseModel, Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.tree import Scalar
from openness.vocabulary import NOASSERTION, Basis, Kind, Relation, hub
from openness.vocabulary.endings import MAY_BE_WEIGHTS

NAME = "Ollama Modelfile"
HOLDS = "alone"
LIMIT = TEXT_LIMIT
BYTES = False

_SHOWN = 80  # characters of a text without an end
INSTRUCTIONS = frozenset("from parameter template system adapter license message requires".split())
_OTHERS = (".py", ".go", ".ts", ".js", ".md", ".json", ".yaml", ".yml")  # endings of files that only talk of one
#: An argument that begins with quotes goes on to a line that ends with them, as Ollama reads it.
_LINE = re.compile(
    r"[ \t]*(?P<word>\w+)[ \t]+"
    r'(?P<rest>"""(?s:.*?)(?:"""[ \t\r]*(?=\n|\Z)|\Z)|"(?!"")(?s:.*?)(?:"[ \t\r]*(?=\n|\Z)|\Z)|[^\n]*)|[^\n]*'
)
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
    """The release that the file describes; of a text without an end nobody knows what else it says."""
    state = Statements(document.name)
    comments = [(Source(document.name, line), text) for line, text in _comments(document.text)]
    values: dict[str, list[Scalar]] = {}
    unknown: list[tuple[Source, str]] = []
    unread: list[Claim] = []
    for word, text, line in _instructions(document.text):
        if _is_open(text):
            state.odd(Scalar(word, True, line), "a text is not closed, so nobody knows what else it says")
            unread.append(Claim(NOASSERTION, Basis.DECLARED, Source(document.name, line), text[:_SHOWN]))
        text = _argument(text)
        if word not in INSTRUCTIONS:
            state.odd(Scalar(word, True, line), f"there is no instruction {word.upper()}")
            unknown += ((Source(document.name, line), said) for said in words_beside(word, (text,)))
        values.setdefault(word, []).append(Scalar(text, False, line))
    licence = state.licence_or_text(values.get("license", ()), (), (Kind.MODEL_PARAMETERS_FINAL,))
    licence = joined_facts([licence, *(Fact((claim,)) for claim in unread)])
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
    limits = unordered((*hints_in(unknown), *hints_beside(comments)))
    return state.kept(Release(components=weights, base_models=bases, subject="model", limits=limits))


def _is_model(text: str) -> bool:
    """True where a text names a model, and no file of weights on this machine but one in the Hub's cache."""
    return bool(text) and (not _LOCAL.fullmatch(text) or hub.repository(text) != text.strip())


def _instructions(text: str) -> Iterator[tuple[str, str, int]]:
    """Each instruction in lower case, with its argument as it is written, and its line."""
    for match, _, line in _lines(text):
        if match["word"]:
            yield match["word"].lower(), match["rest"].strip(), line


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """The comments between instructions, each with its line."""
    for _, whole, line in _lines(text):
        comment = whole.strip()
        if comment.startswith("#"):
            yield line, comment.lstrip("# \t")


def _lines(text: str) -> Iterator[tuple[re.Match[str], str, int]]:
    """Each instruction or other line: as it was matched, the whole of its lines, and the number of the first."""
    at, line = 0, 1
    while at < len(text):
        match = _LINE.match(text, at)
        assert match is not None  # the second alternative matches anything
        end = text.find("\n", match.end())  # what follows a text on its last line is nothing
        end = len(text) if end == -1 else end + 1
        yield match, text[at:end], line
        line += text.count("\n", at, end)
        at = end


def _quotes(written: str) -> str:
    """The quotes that an argument begins with."""
    return next((quotes for quotes in ('"""', '"') if written.startswith(quotes)), "")


def _is_open(written: str) -> bool:
    """True where an argument begins with quotes and does not end with them."""
    quotes = _quotes(written)
    return len(written) < 2 * len(quotes) or not written.endswith(quotes)


def _argument(written: str) -> str:
    quotes = _quotes(written)
    return written.removeprefix(quotes).removesuffix(quotes).strip()
