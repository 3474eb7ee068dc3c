"""Settings of training and serving: YAML, JSON, TOML, `.env` files, the YAML block of a card, and notebooks."""

import re
from collections.abc import Iterator

from attrs import evolve

from openness.errors import OpennessError
from openness.references import commands, embedded, names, python
from openness.references.lexicon import Lexicon
from openness.references.reference import Reference, UnnamedCall
from openness.release.location import Source
from openness.syntax.document import Document
from openness.syntax.front_matter import front_matter
from openness.syntax.json import json_tree
from openness.syntax.python import python_tree
from openness.syntax.toml import toml_tree
from openness.syntax.tree import Mapping, Node, Scalar, Sequence
from openness.syntax.yaml import yaml_tree
from openness.vocabulary.references import Sure

_SHELL = frozenset("run script command cmd args entrypoint before_script after_script commands arguments".split())
_TABLE_OF_VALUES = ("name", "value")  # as Kubernetes writes an environment
_LINE = re.compile(
    r"\s*(?:-\s+)?(?:export\s+)?[\"']?([A-Za-z_][\w.-]{0,60})[\"']?\s*[:=]\s*"
    r"[\"']?([^\s\"'#]{2,200})[\"']?,?\s*(?:#.*)?"
)
#: The first line of a cell that is written to a file of settings.
_SETTINGS_CELL = re.compile(r"%%(?:writefile|file)\s+\S+\.(?:ya?ml|json|toml|env|cfg|ini)\b")
_PARTS = re.compile(r"^---(?:[ \t].*)?$", re.MULTILINE)


def of_yaml(text: str, document: str, lexicon: Lexicon) -> Iterator[Reference]:
    """List the references in YAML; a template that is not YAML before it is filled in is read line by line."""
    start, line = 0, 1
    ends = [match.start() for match in _PARTS.finditer(text)][:2_000]
    for end in [*ends, len(text)]:
        part = text[start:end]
        if part.strip():
            try:
                tree = yaml_tree(part, document, line)
            except OpennessError:
                yield from by_line(part, document, lexicon, line)
            else:
                yield from of_tree(tree, document, lexicon)
        line += part.count("\n")
        start = end


def of_json(text: str, document: str, lexicon: Lexicon) -> Iterator[Reference]:
    """List the references in JSON.

    A file that is nearly JSON, as with a comma too many, is read as YAML, and line by line where it is none either.
    """
    try:
        tree = json_tree(text, document)
    except OpennessError:
        yield from of_yaml(text, document, lexicon)
    else:
        yield from of_tree(tree, document, lexicon)


def of_toml(text: str, document: str, lexicon: Lexicon) -> Iterator[Reference]:
    """List the references in TOML.

    Raises:
        OpennessError: when it is not TOML.
    """
    yield from of_tree(toml_tree(text, document), document, lexicon)


def of_card(text: str, document: str, lexicon: Lexicon) -> Iterator[Reference]:
    """List the references in the YAML block of a card.

    Raises:
        OpennessError: when the block is not YAML.
    """
    block, _, _ = front_matter(Document(document, text))
    if block is not None:
        kept = tuple((key, value) for key, value in block if key.text in ("base_model", "datasets", "new_version"))
        yield from of_tree(Mapping(kept, block.line), document, lexicon)


def by_line(text: str, document: str, lexicon: Lexicon, first: int = 1) -> Iterator[Reference]:
    """List the references in lines of the form `key: value` or `KEY=value`, and in those that are commands."""
    for number, line in enumerate(text.split("\n"), first):
        match = _LINE.fullmatch(line) if len(line) < 1_000 else None
        call = lexicon.field(match[1].rpartition(".")[2]) if match else None
        if match and call and (found := names.named(match[2], call, lexicon)):
            yield _reference(found, match[2], Source(document, number))
    for tokens in commands.lines_of(text, first):
        if tokens[0].text in lexicon.commands:
            yield from commands.of_tokens(tokens, document, lexicon)


def of_tree(tree: Node | None, document: str, lexicon: Lexicon) -> Iterator[Reference]:
    """List the references in a tree of settings, field by field."""
    waiting: list[tuple[Node, str, str]] = [(tree, "", "")] if tree is not None else []
    seen: set[int] = set()  # what an alias repeats stands in one place
    while waiting:
        node, key, around = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Mapping):
            yield from _started(node, document, lexicon)
            name, value = (node.get(word) for word in _TABLE_OF_VALUES)
            if isinstance(name, Scalar) and isinstance(value, Scalar):
                yield from _scalar(value, name.text, "", document, lexicon)
            if (call := lexicon.field(key, around)) is not None and call.names_many:
                for word, _ in node.pairs:
                    yield from _scalar(word, key, around, document, lexicon)
            waiting.extend((below, word.text, key) for word, below in reversed(node.pairs))
        elif isinstance(node, Sequence):
            if key in _SHELL and all(isinstance(item, Scalar) for item in node.items):
                tokens = [commands.Token(item.text, item.line) for item in node.items if isinstance(item, Scalar)]
                yield from commands.of_tokens(tokens[:400], document, lexicon)
            waiting.extend((item, key, around) for item in reversed(node.items))
        else:
            yield from _scalar(node, key, around, document, lexicon)


def _started(node: Mapping, document: str, lexicon: Lexicon) -> Iterator[Reference]:
    """List the references in what a container is handed, where its image begins with a command."""
    image = node.get("image")
    for words in (node.get("command"), node.get("args")) if isinstance(image, Scalar) else ():
        if isinstance(words, Scalar):
            tokens = next((line for line in commands.lines_of(words.text, words.line)), [])
        else:
            items = words.items if isinstance(words, Sequence) else ()
            tokens = [commands.Token(item.text, item.line) for item in items[:400] if isinstance(item, Scalar)]
        if isinstance(image, Scalar):
            yield from commands.started(image.text, tokens, document, lexicon)


def _scalar(node: Scalar, key: str, around: str, document: str, lexicon: Lexicon) -> Iterator[Reference]:
    text = embedded.default_of(node.text)
    block = not node.plain and node.columns == (0, 0)  # a block's text begins on the line below its key
    if names.is_download(text) and (found := names.address(text)):
        yield _reference(found, text, Source(document, node.line, node.columns))
        return
    if key in _SHELL and len(text) > 8:
        yield from commands.references(text, document, lexicon, node.line + block)
    call = lexicon.field(key, around)
    if embedded.is_json(text):
        for word, value, line in embedded.pairs(text):
            if (inner := lexicon.field(word, key)) and (found := names.named(value, inner, lexicon)):
                yield _reference(found, value, Source(document, node.line + block + line))
        return
    if block and key not in _SHELL and (call is None or "\n" in text.strip()):
        yield from by_line(text, document, lexicon, node.line + block)
        return
    if call is None:
        if "=" in text and key.lower() in ("environment", "env", "environ"):
            yield from by_line(text, document, lexicon, node.line)
        return
    if len(text) < 300 and (named := names.named(text, call, lexicon)):
        yield _reference(named, text, Source(document, node.line, node.columns))


def _reference(found: names.Named, text: str, source: Source) -> Reference:
    return Reference(found.name, found.sort, text, source, found.revision, Sure.LITERAL, found.hub)


def of_notebook(text: str, document: str, lexicon: Lexicon) -> Iterator[Reference | UnnamedCall]:
    """List the references in the cells of a notebook, each on its own line of the file.

    Raises:
        OpennessError: when it is not a notebook.
    """
    tree = json_tree(text, document)
    cells = tree.get("cells") if isinstance(tree, Mapping) else None
    code: list[str] = []
    places: list[int] = []
    for cell in cells.items if isinstance(cells, Sequence) else ():
        if isinstance(cell, Mapping) and isinstance(kind := cell.get("cell_type"), Scalar) and kind.text == "code":
            lines = list(_lines(cell.get("source")))
            if lines and _SETTINGS_CELL.match(lines[0][0]):
                written = by_line("\n".join(line for line, _ in lines), document, lexicon, 0)
                yield from (evolve(found, source=Source(document, lines[found.source.line][1])) for found in written)
                continue
            yield from _shell(lines, document, lexicon)
            plain = [(_plain(line), place) for line, place in lines]
            try:
                python_tree("\n".join(line for line, _ in plain), document)
            except OpennessError:  # a cell that is not Python takes no other with it
                continue
            code.extend(line for line, _ in plain)
            places.extend(place for _, place in plain)
    for found in python.references("\n".join(code), document, lexicon):
        place = Source(document, places[min(found.source.line, len(places)) - 1] if places else 0)
        yield evolve(found, source=place)


def _lines(source: Node | None) -> Iterator[tuple[str, int]]:
    """The lines of a cell, each with its line in the file."""
    for item in source.items if isinstance(source, Sequence) else (source,):
        if isinstance(item, Scalar):
            for line in item.text.removesuffix("\n").split("\n"):
                yield line, item.line


def _plain(line: str) -> str:
    """A line of a cell as Python: what goes to the notebook or to a shell does nothing."""
    bare = line.lstrip()
    return f"{line[: len(line) - len(bare)]}pass" if bare.startswith(("%", "!", "?")) else line


def _shell(lines: list[tuple[str, int]], document: str, lexicon: Lexicon) -> Iterator[Reference]:
    """List the references in the lines that a cell hands to a shell."""
    whole = bool(lines) and lines[0][0].startswith(("%%bash", "%%sh", "%%script"))
    for line, place in lines:
        if whole or line.lstrip().startswith(("!", "%")):
            for tokens in commands.lines_of(line.lstrip(" \t!%")):
                here = [commands.Token(token.text, place) for token in tokens]
                yield from commands.of_tokens(here, document, lexicon)
