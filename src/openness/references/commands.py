"""Command lines: shell scripts, Dockerfiles, Modelfiles, lists of requirements, and what settings hand to a shell.

A line is taken apart as a shell does, within bounds; nothing is run. Variables that the file itself sets are put in.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from openness.references import embedded, names
from openness.references.lexicon import Call, Lexicon
from openness.references.reference import Reference
from openness.release.location import Source
from openness.vocabulary.references import Sort, Sure

_WORDS_LIMIT = 400  # words of one command that are looked at
_LINE_LIMIT = 20_000  # characters of one line
_PIECE = re.compile(
    r"""(?P<gap>[ \t]+)|(?P<join>\\\n)|(?P<end>\n|;|&&|\|\|?|&|\(|\))|(?P<note>\#[^\n]*)"""
    r"""|(?P<word>(?:"(?:[^"\\]|\\.){0,4000}+"|'[^']{0,4000}+'|\\.|[^\s;&|()"'\\]++|["'\\])++)""",
    re.DOTALL,
)
_QUOTED = re.compile(r""""((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)""", re.DOTALL)
_VARIABLE = re.compile(r"\$(?:(\w+)|\{(\w+)(?::?[-=]([^{}$]*))?\})")
_ASSIGNED = re.compile(r"([A-Za-z_][\w.]*)=(.*)", re.DOTALL)
_INSTRUCTION = re.compile(r"\s*(?:RUN|CMD|ENTRYPOINT|ENV|ARG|ADD|COPY|HEALTHCHECK|ONBUILD)\b", re.IGNORECASE)
_FROM = re.compile(r"[ \t]*(FROM|ADAPTER)[ \t]+(\S+)", re.IGNORECASE)
_SPACY_WHEEL = re.compile(r"([a-z]{2,3}[_-][a-z]+[_-][a-z]+[_-](?:sm|md|lg|trf))(?=[\s@=<>~!;\[-]|$)")

_SHELL = re.compile(r"(?:.*/)?(?:ba|da|z|k)?sh")
_HANDED_OVER = re.compile(r"-[a-z]{0,4}c")  # the option of a shell before a command line

_OLLAMA = Call("FROM", bare="ollama/*")
_SPACY = Call("requirement", bare="spacy/*")


class Token(NamedTuple):
    """A word of a command line."""

    text: str
    line: int


def references(text: str, document: str, lexicon: Lexicon, first: int = 1) -> Iterator[Reference]:
    """List the references in the command lines of a script.

    Args:
        text: the script, a Dockerfile, or a part of one.
        document: its name in the result.
        lexicon: the words by which models are named.
        first: the line of the document on which the text begins.
    """
    variables: dict[str, str] = {}
    for tokens in lines_of(text, first):
        yield from of_tokens(tokens, document, lexicon, variables)


def lines_of(text: str, first: int = 1) -> Iterator[list[Token]]:
    r"""The commands of a text, each as its words.

    >>> [[word.text for word in line] for line in lines_of("a 'b c' \\\n d # e\nf; g=\"h\"")]
    [['a', 'b c', 'd'], ['f'], ['g=h']]
    """
    tokens: list[Token] = []
    line, at, start = first, 0, True
    while at < len(text):
        match = _PIECE.match(text, at)
        if match is None:  # what no shell would take either
            at, start = at + 1, False
            continue
        kind, piece = match.lastgroup, match[0]
        if kind == "note" and not start:
            match = re.compile(r"[^\s;&|()]+").match(text, at)
            assert match is not None
            kind, piece = "word", match[0]
        if kind == "word" and len(tokens) < _WORDS_LIMIT and len(piece) < _LINE_LIMIT:
            tokens.append(Token(_QUOTED.sub(lambda part: part[1] or part[2] or part[3] or "", piece), line))
        elif kind == "end":
            if tokens:
                yield tokens
            tokens = []
        line += piece.count("\n")
        at, start = match.end(), kind in ("gap", "end", "join")
    if tokens:
        yield tokens


def of_tokens(
    tokens: list[Token], document: str, lexicon: Lexicon, variables: dict[str, str] | None = None
) -> Iterator[Reference]:
    """List the references in one command line.

    Args:
        tokens: its words.
        document: the file's name in the result.
        lexicon: the words by which models are named.
        variables: what earlier lines have set; takes what this one sets.
    """
    known = {} if variables is None else variables
    for at, token in enumerate(tokens):
        text, line = token
        if at > 1 and _HANDED_OVER.fullmatch(tokens[at - 1].text) and _SHELL.fullmatch(tokens[at - 2].text):
            if len(text) < _LINE_LIMIT:  # a shorter text than the one around it, so that this ends
                for inner in lines_of(text, line):
                    yield from of_tokens(inner, document, lexicon, known)
            continue
        if names.is_download(text) and (found := names.address(text)):
            yield _reference(found, text, document, line, Sure.LITERAL)
        elif text.startswith("-"):
            yield from _option(tokens, at, document, lexicon, known)
        elif embedded.is_json(text):
            for word, value, below in embedded.pairs(text):
                if call := lexicon.field(word):
                    yield from _named(value, call, document, line + below, Sure.LITERAL, lexicon, known)
        elif assigned := _ASSIGNED.fullmatch(text):
            name, value = assigned[1], assigned[2]
            known.setdefault(name, _put_in(value, known)[:300])
            last = name.rpartition(".")[2]
            if call := lexicon.field(last, name.rpartition(".")[0].rpartition(".")[2]):
                yield from _named(value, call, document, line, Sure.GUESS, lexicon, known)
        for call in lexicon.commands.get(text.rpartition("/")[2], ()):
            words = call.name.split(" ")
            if [other.text for other in tokens[at + 1 : at + len(words)]] == words[1:]:
                yield from _command(tokens[at + len(words) :], call, document, lexicon, known)


def started(image: str, tokens: list[Token], document: str, lexicon: Lexicon) -> Iterator[Reference]:
    """List the references in the words that a container hands to the command of its image.

    Args:
        image: its name.
        tokens: the words.
        document: the file's name in the result.
        lexicon: the words by which models are named.
    """
    for call in lexicon.started_by(image):
        yield from _command(tokens, call, document, lexicon, {})


def _option(
    tokens: list[Token], at: int, document: str, lexicon: Lexicon, known: dict[str, str]
) -> Iterator[Reference]:
    name, equals, value = tokens[at].text.partition("=")
    call = lexicon.options.get(name) or (lexicon.field(name.replace(".", "_")) if name.startswith("--") else None)
    if call is None:
        return
    values = [Token(value, tokens[at].line)] if equals else []
    for token in tokens[at + 1 : at + 9] if not equals else ():
        if token.text.startswith("-"):
            break
        values.append(token)
    for token in values if call.names_many else values[:1]:
        for text in token.text.split(",") if call.names_many else [token.text]:
            yield from _named(text, call, document, token.line, Sure.LITERAL, lexicon, known)


def _command(
    tokens: Iterable[Token], call: Call, document: str, lexicon: Lexicon, known: dict[str, str]
) -> Iterator[Reference]:
    """The first word behind a command that is not an option, or its value; of `hf download` also what sort it asks for."""
    words = list(tokens)
    texts = [word.text for word in words]
    data = any(text in ("--repo-type=dataset", "dataset") for text in texts)
    revision = ""
    for option, value in pairwise(texts):
        revision = value if option == "--revision" else revision
    asked = Call(call.name, sort=Sort.DATASET if data else call.sort, bare=call.bare, hub=call.hub)
    plain = [at for at, text in enumerate(texts) if not text.startswith("-")]
    apart = [at for at in plain[1:] if plain[0] and not texts[at - 1].startswith("-")]
    for at in (*plain[:1], *apart[:1]):  # the first, behind an option, may be its value
        if names.is_download(texts[at]):
            return
        found = list(_named(texts[at], asked, document, words[at].line, Sure.LITERAL, lexicon, known, revision))
        yield from found
        if found:
            return


def _named(
    text: str,
    call: Call,
    document: str,
    line: int,
    sure: Sure,
    lexicon: Lexicon,
    known: dict[str, str],
    revision: str = "",
) -> Iterator[Reference]:
    full = _put_in(text, known)
    found = names.named(full, call, lexicon) if len(full) < 300 else None
    if found is not None:
        kept = Sure.CONSTANT if full != text and sure is Sure.LITERAL else sure
        yield _reference(found, text, document, line, kept, revision)


def _reference(found: names.Named, text: str, document: str, line: int, sure: Sure, revision: str = "") -> Reference:
    asked = "" if revision == "main" else revision
    return Reference(found.name, found.sort, text, Source(document, line), asked or found.revision, sure, found.hub)


def _put_in(text: str, known: dict[str, str]) -> str:
    """A word with the variables that are known put in; a default counts where nothing sets the variable."""
    if "$" not in text or len(text) > 1000:
        return text
    return _VARIABLE.sub(lambda part: known.get(part[1] or part[2], part[3] or part[0])[:300], text)


def dockerfile(text: str, document: str, lexicon: Lexicon) -> Iterator[Reference]:
    """List the references in a Dockerfile: in its variables, and in what it runs or adds."""
    variables: dict[str, str] = {}
    for tokens in lines_of(_plain_lists(text)):
        if tokens[0].text.upper() in ("ENV", "ARG") and len(tokens) == 3 and "=" not in tokens[1].text:
            tokens = [tokens[0], Token(f"{tokens[1].text}={tokens[2].text}", tokens[2].line)]
        yield from of_tokens(tokens, document, lexicon, variables)


def _plain_lists(text: str) -> str:
    """A Dockerfile with its lists of words (`CMD ["a", "b"]`) written as plain words, line by line."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if ("[" in line and len(line) < _LINE_LIMIT and _INSTRUCTION.match(line)) or line.lstrip().startswith('"'):
            lines[at] = re.sub(r'"\s*,\s*"', '" "', line).replace('["', '"', 1).replace('"]', '"', 1).replace('",', '"')
    return "\n".join(lines)


def modelfile(text: str, document: str, lexicon: Lexicon) -> Iterator[Reference]:
    """List the models that an Ollama Modelfile is made from."""
    for number, line in enumerate(text.split("\n"), 1):
        if (match := _FROM.match(line[:_LINE_LIMIT])) and not match[2].startswith((".", "/", "~")):
            yield from _named(match[2], _OLLAMA, document, number, Sure.LITERAL, lexicon, {})


def requirements(text: str, document: str, lexicon: Lexicon) -> Iterator[Reference]:
    """The models among a project's requirements: spaCy's packages, and wheels on the Hub."""
    for number, line in enumerate(text.split("\n"), 1):
        line = line[:_LINE_LIMIT].strip(" \t'\",")
        if match := _SPACY_WHEEL.match(line):
            written, package = match[1], match[1].replace("-", "_")
            for found in _named(package, _SPACY, document, number, Sure.LITERAL, lexicon, {}):
                yield Reference(found.name, found.sort, written, found.source)
        else:
            for word in line.split():
                if names.is_download(word) and (named := names.address(word)):
                    yield _reference(named, word, document, number, Sure.LITERAL)
