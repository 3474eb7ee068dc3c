"""YAML, JSON and TOML as one kind of tree: strings with their places, and no types of the format's own.

Every scalar is kept as it is written, so `no` is a country and a licence tag before it is a boolean; what a word
means is decided by whoever reads the field. Sizes are bounded while reading: depth, nodes after aliases, key length.
Nodes are not frozen: a card has dozens of them, and freezing doubles the cost of each.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from attrs import define

from openness.errors import OpennessError, Problem
from openness.release.location import Source
from openness.vocabulary.value import Shown

DEPTH_LIMIT = 64
NODE_LIMIT = 200_000
KEY_LIMIT = 1_024
DIGIT_LIMIT = 40

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


@define(eq=False, repr=False)
class Scalar(Shown):
    """A word as written; `plain` when it stood without quotes."""

    text: str
    plain: bool
    line: int
    columns: tuple[int, int] = (0, 0)
    size: int = 1

    @property
    def null(self) -> bool:
        """Whether it says nothing: empty, `~` or null, unquoted."""
        return self.plain and self.text in _NULLS

    @property
    def boolean(self) -> bool | None:
        """True or false where it says one of these words unquoted."""
        return _BOOLEANS.get(self.text) if self.plain else None


@define(eq=False, repr=False)
class Sequence(Shown):
    """A list of nodes."""

    items: tuple["Node", ...]
    line: int
    size: int = 1


@define(eq=False, repr=False)
class Mapping(Shown):
    """Pairs of key and node, in order; a key written twice is there twice."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    line: int
    size: int = 1

    def __iter__(self) -> Iterator[tuple[Scalar, "Node"]]:
        return iter(self.pairs)

    def get(self, key: str) -> "Node | None":
        """The node under the last such key, as most readers take it."""
        return next((node for written, node in reversed(self.pairs) if written.text == key), None)


Node = Scalar | Sequence | Mapping


def source_of(document: str, node: Node) -> Source:
    """Where a node stands."""
    return Source(document, node.line, node.columns if isinstance(node, Scalar) else (0, 0))


def plain(node: Node) -> Any:
    """The node as plain lists, dicts and strings; of keys written twice the last."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node}


def every(node: Node | None, key: str) -> Iterator[Node]:
    """Each node under each such key of a mapping, one by one where a list stands there."""
    for written, value in node if isinstance(node, Mapping) else ():
        if written.text == key:
            yield from value.items if isinstance(value, Sequence) else (value,)


def texts_of(node: Node | None, key: str) -> Iterator[tuple[Scalar, str]]:
    """Each word that says something under such a key, as it stands and without the blanks around it."""
    for held in every(node, key):
        if isinstance(held, Scalar) and not held.null and (text := held.text.strip(" \t\n")):
            yield held, text


def word_of(node: Node | None, key: str) -> str:
    """The last word under such a key; empty where there is none."""
    return ([""] + [text for _, text in texts_of(node, key)])[-1]


class _Limits:
    """What a document may still use up, and the one error for using more."""

    __slots__ = ("document", "most", "nodes")

    def __init__(self, document: str, most: int = NODE_LIMIT) -> None:
        self.document = document
        self.most = most
        self.nodes = 0

    def spend(self, size: int, depth: int, line: int) -> None:
        self.nodes += size
        if self.nodes > self.most:
            raise self.too_large(line)
        if depth > DEPTH_LIMIT:
            raise self.too_deep(line)

    def too_large(self, line: int) -> OpennessError:
        return self.error(line, f"it has more than {self.most:,} values", "too large to read safely")

    def too_deep(self, line: int) -> OpennessError:
        return self.error(line, f"it is nested deeper than {DEPTH_LIMIT} levels", "too deep to read safely")

    def error(self, line: int | None, message: str, help: str = "") -> OpennessError:
        return OpennessError(Problem(self.document, line, message, help))


def mapping_of(tree: Node | None, document: str, mend: str) -> Mapping:
    """A tree that must be a mapping.

    Args:
        tree: the tree of a whole document.
        document: the name to use in messages.
        mend: what mends a document that holds none.

    Raises:
        OpennessError: when it is none.
    """
    if not isinstance(tree, Mapping):
        raise OpennessError(Problem(document, 1, "it holds no mapping of fields", mend))
    return tree


def yaml_tree(text: str, document: str, first_line: int = 1) -> Node | None:
    """The tree of a YAML text; None when it is empty.

    Args:
        text: one YAML document.
        document: the name to use in messages.
        first_line: the line of the file on which the text begins.

    Raises:
        OpennessError: with the line, when it is no YAML or goes past a limit.
    """
    import yaml

    limits = _Limits(document)
    # YAML 1.1 ends a line at these and YAML 1.2, the Hub and every eye do not: nothing may hide behind them
    text = text.replace("\x85", " ").replace("\u2028", " ").replace("\u2029", " ")
    try:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text)
        try:
            return _compose(loader.get_event, limits, first_line)
        finally:
            loader.dispose()
    except OpennessError:
        raise
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + first_line if mark else None
        raise limits.error(line, f"it is not valid YAML: {error.problem or error.context}") from None
    except Exception as error:  # PyYAML lets ValueError, IndexError and others out of malformed text
        raise limits.error(None, f"it is not valid YAML: {type(error).__name__}") from None


def _compose(next_event: Callable[[], Any], limits: _Limits, offset: int) -> Node | None:
    """The tree of PyYAML's events, without recursion and within the limits."""
    from yaml import events as kinds

    scalars, mappings, sequences = kinds.ScalarEvent, kinds.MappingStartEvent, kinds.SequenceStartEvent
    roots: list[Node] = []
    anchors: dict[str, Node | None] = {}  # None while the anchored node is still open
    children = roots
    outer: list[
        tuple[list[Node], str | None, int, int, bool]
    ] = []  # parent's children, anchor, line, nodes before, mapping
    nodes = 0
    while True:
        event = next_event()
        kind = type(event)
        if kind is scalars:
            start, end = event.start_mark, event.end_mark
            line = start.line + offset
            columns = (start.column + 1, end.column + 1) if start.line == end.line else (0, 0)
            node: Node = Scalar(event.value, not event.style, line, columns)
            nodes += 1
            if event.anchor is not None:
                anchors[event.anchor] = node
            children.append(node)
        elif kind is mappings or kind is sequences:
            line = event.start_mark.line + offset
            if event.anchor is not None:
                anchors[event.anchor] = None
            outer.append((children, event.anchor, line, nodes, kind is mappings))
            children = []
            nodes += 1
            if len(outer) > DEPTH_LIMIT:
                raise limits.too_deep(line)
        elif kind is kinds.MappingEndEvent or kind is kinds.SequenceEndEvent:
            held = children
            children, anchor, line, before, mapping = outer.pop()
            size = nodes - before
            node = _mapping(held, line, size, limits) if mapping else Sequence(tuple(held), line, size)
            if anchor is not None:
                anchors[anchor] = node
            children.append(node)
        elif kind is kinds.AliasEvent:
            line = event.start_mark.line + offset
            aliased = anchors.get(event.anchor)
            if aliased is None:
                raise limits.error(line, f"the alias *{event.anchor[:40]} has nothing to stand for")
            nodes += aliased.size
            children.append(aliased)
        elif kind is kinds.StreamEndEvent:
            break
        if nodes > NODE_LIMIT:
            raise limits.too_large(line)
    if len(roots) > 1:
        raise limits.error(roots[1].line, "it holds more than one YAML document", "keep one")
    root = roots[0] if roots else None
    return None if isinstance(root, Scalar) and root.null else root


def _mapping(children: list[Node], line: int, size: int, limits: _Limits) -> Mapping:
    pairs = []
    for key, value in zip(children[::2], children[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise limits.error(key.line, "a key is a list or a mapping", "use a word as key")
        if len(key.text) > KEY_LIMIT:
            raise limits.error(key.line, f"a key is longer than {KEY_LIMIT:,} characters")
        pairs.append((key, value))
    return Mapping(tuple(pairs), line, size)


_JSON_TOKEN = r'[ \t\n]*(?:([{}\[\],:])|"|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)\b)'


def json_tree(text: str, document: str, most: int = NODE_LIMIT) -> Node | None:
    """The tree of a JSON text, with lines; duplicate keys are kept, NaN and very long numbers refused.

    Args:
        text: one JSON value.
        document: the name to use in messages.
        most: how many values it may hold, keys among them.

    Raises:
        OpennessError: with the line, when it is no JSON or goes past a limit.
    """
    from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed leaves it out

    limits = _Limits(document, most)
    pattern = re.compile(_JSON_TOKEN)
    at = line = 1  # the place last asked for, as position + 1 and line, and where that line starts: places only go on
    start_of_line = 0

    def line_of(position: int) -> int:
        nonlocal at, line, start_of_line
        if position + 1 < at:  # only for an error a little before
            return line - text.count("\n", position, at - 1)
        if passed := text.count("\n", at - 1, position):
            start_of_line = text.rindex("\n", at - 1, position) + 1
        at, line = position + 1, line + passed
        return line

    def token(position: int) -> tuple[str, Any, int, int]:
        match = pattern.match(text, position)
        if match is None:
            raise limits.error(line_of(position), "it is not valid JSON")
        if match[1]:
            return match[1], None, match.start(1), match.end()
        if match[2]:
            if len(match[2]) > DIGIT_LIMIT:
                raise limits.error(line_of(position), f"a number has more than {DIGIT_LIMIT} digits")
            return "word", match[2], match.start(2), match.end()
        start = match.end() - 1
        try:
            value, end = scanstring(text, match.end(), True)
        except ValueError:
            raise limits.error(line_of(position), "it is not valid JSON: a string is not closed") from None
        return "string", value.encode("utf-8", "replace").decode("utf-8"), start, end

    def value(position: int, depth: int) -> tuple[Node, int]:
        sort, word, start, end = token(position)
        line = line_of(start)
        limits.spend(1, depth, line)
        if sort in ("word", "string"):
            columns = (start - start_of_line + 1, end - start_of_line + 1)
            return Scalar(word, sort == "word", line, columns), end
        if sort == "[":
            return sequence(end, depth, line)
        if sort == "{":
            return mapping(end, depth, line)
        raise limits.error(line, "it is not valid JSON: a value is missing")

    def sequence(end: int, depth: int, line: int) -> tuple[Node, int]:
        items: list[Node] = []
        if token(end)[0] == "]":
            return Sequence((), line), token(end)[3]
        while True:
            item, end = value(end, depth + 1)
            items.append(item)
            sort, _, start, end = token(end)
            if sort == "]":
                return Sequence(tuple(items), line), end
            if sort != ",":
                raise limits.error(line_of(start), "it is not valid JSON: a comma or ] is missing")

    def mapping(end: int, depth: int, line: int) -> tuple[Node, int]:
        pairs: list[tuple[Scalar, Node]] = []
        if token(end)[0] == "}":
            return Mapping((), line), token(end)[3]
        while True:
            sort, _, start, _ = token(end)
            if sort != "string":
                raise limits.error(line_of(start), "it is not valid JSON: a key is not a string")
            key, end = value(end, depth + 1)
            assert isinstance(key, Scalar)
            if len(key.text) > KEY_LIMIT:
                raise limits.error(key.line, f"a key is longer than {KEY_LIMIT:,} characters")
            sort, _, start, end = token(end)
            if sort != ":":
                raise limits.error(line_of(start), "it is not valid JSON: a colon is missing")
            node, end = value(end, depth + 1)
            pairs.append((key, node))
            sort, _, start, end = token(end)
            if sort == "}":
                return Mapping(tuple(pairs), line), end
            if sort != ",":
                raise limits.error(line_of(start), "it is not valid JSON: a comma or } is missing")

    if not text.strip():
        return None
    root, end = value(0, 0)
    if text[end:].strip():
        raise limits.error(line_of(end), "it is not valid JSON: something follows the end")
    return root


#: What begins or ends something in TOML. A string or a comment is passed by whole, whatever stands in it.
_TOML_MARK = (
    r'"""[^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*)*"{3,5}|'
    r"'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}|"
    r'"(?:\\.|[^"\\\n])*"|'
    r"'[^'\n]*'|#[^\n]*|[\n=\[\]{}]"
)
_TOML_KEY = r'"(?:\\.|[^"\\])*"|\'[^\']*\'|[\w-]+'


def toml_tree(text: str, document: str) -> Node | None:
    """The tree of a TOML text; a value's line is that of the key it is written under.

    Raises:
        OpennessError: with the line, when it is no TOML or goes past a limit.
    """
    import tomllib

    limits = _Limits(document)
    for number, written in enumerate(text.split("\n"), 1):  # tomllib takes seconds for a key of thousands of parts
        if written.count(".") > DEPTH_LIMIT and written.partition("=")[0].count(".") > DEPTH_LIMIT:
            raise limits.too_deep(number)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"at line (\d+)", str(error))
        message = str(error).partition(" (at")[0]
        raise limits.error(int(where[1]) if where else None, f"it is not valid TOML: {message}") from None
    except (RecursionError, ValueError) as error:
        raise limits.error(None, f"it is not valid TOML: {type(error).__name__}") from None
    return data_tree(data, document, toml_lines(text)) if data else None


def data_tree(data: Any, document: str, lines: dict[str, int] | None = None) -> Node:
    """The tree of dicts, lists and values, as TOML and Python have them.

    Args:
        data: the whole.
        document: the name to use in messages.
        lines: by path (`check.path[0].forbid`), the lines where values stand; none where they stand in no text.

    Raises:
        OpennessError: when it goes past a limit.
    """
    limits = _Limits(document)
    at_path = lines or {}

    def node(value: Any, path: str, line: int, depth: int) -> Node:
        limits.spend(1, depth, line)
        if isinstance(value, dict):
            pairs = []
            for key, child in value.items():
                below = f"{path}.{key}" if path else key
                at = at_path.get(below, line)
                pairs.append((Scalar(str(key), True, at), node(child, below, at, depth + 1)))
            return Mapping(tuple(pairs), line)
        if isinstance(value, (list, tuple)):
            return Sequence(
                tuple(
                    node(item, f"{path}[{i}]", at_path.get(f"{path}[{i}]", line), depth + 1)
                    for i, item in enumerate(value)
                ),
                line,
            )
        if isinstance(value, bool):
            return Scalar(str(value).lower(), True, line)
        return Scalar(value if isinstance(value, str) else str(value), not isinstance(value, str), line)

    return node(data, "", 0 if lines is None else 1, 0)


def toml_lines(text: str) -> dict[str, int]:
    r"""The line of each table and key of an ordinary TOML text, by dotted path; items of arrays of tables by number.

    >>> toml_lines("a = 1\n[b]\nc = 2\n[[d]]\ne = 3\n")
    {'a': 1, 'b': 2, 'b.c': 3, 'd': 4, 'd[0]': 4, 'd[0].e': 5}
    """
    places: dict[str, int] = {}
    counts: dict[str, int] = {}  # how many items an array of tables has so far
    table = ""
    for line, head in _toml_heads(text):
        parts = [part.strip("\"'") for part in re.findall(_TOML_KEY, head)]
        if not head.startswith("["):
            places.setdefault(".".join([table, *parts] if table else parts), line)
            continue
        table = ""
        for depth, part in enumerate(parts, 1):
            table = f"{table}.{part}" if table else part
            if depth < len(parts) and table in counts:
                table = f"{table}[{counts[table] - 1}]"
        places.setdefault(table, line)
        if head.startswith("[["):
            counts[table] = counts.get(table, 0) + 1
            table = f"{table}[{counts[table] - 1}]"
            places[table] = line
    return places


def _toml_heads(text: str) -> Iterator[tuple[int, str]]:
    """Each line that begins something in a TOML text, by its number: a table's header, or a key as far as its `=`."""
    line, start = 1, 0
    depth, valued = 0, False  # lists and inline tables that are open, and whether the key's `=` is passed
    for mark in re.finditer(_TOML_MARK, f"{text}\n", re.DOTALL):
        sort = mark[0]
        if sort == "\n" and not depth:
            if not valued and text[start : mark.start()].lstrip().startswith("["):
                yield line, text[start : mark.start()].partition("#")[0].strip()
            start, valued = mark.end(), False
        elif sort == "=" and not valued:
            valued = True
            yield line, text[start : mark.start()].strip()
        elif valued:
            depth += (sort in "[{") - (sort in "]}")
        line += sort.count("\n")
