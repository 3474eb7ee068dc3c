"""YAML, JSON and TOML as one kind of tree: strings with their places, and no types of the format's own.

Every scalar is kept as it is written, so `no` is a country and a licence tag before it is a boolean; what a word
means is decided by whoever reads the field. Sizes are bounded while reading: depth, nodes after aliases, key length.
Nodes are not frozen: a card has dozens of them, and freezing doubles the cost of each.
"""

from collections.abc import Iterator
from typing import Any

from attrs import define

from openness.errors import OpennessError, Problem
from openness.release.location import Source
from openness.value import Shown

DEPTH_LIMIT = 64
NODE_LIMIT = 200_000
KEY_LIMIT = 1_024
DIGIT_LIMIT = 40
CORRECT = "correct what is written there"  # the help for a text that is not of its language

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
        """True where it says nothing: empty, `~` or null, unquoted."""
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
        for written, node in reversed(self.pairs):
            if written.text == key:
                return node
        return None


Node = Scalar | Sequence | Mapping


def source_of(document: str, node: Node) -> Source:
    """The place of a node."""
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
    for value in every(node, key):
        if isinstance(value, Scalar) and not value.null and (text := value.text.strip(" \t\n")):
            yield value, text


def word_of(node: Node | None, key: str) -> str:
    """The last word under such a key; empty where there is none."""
    return ([""] + [text for _, text in texts_of(node, key)])[-1]


class Limits:
    """The values and the depth that a document may have, and the errors for more."""

    __slots__ = ("document", "most", "nodes")

    def __init__(self, document: str, most: int = NODE_LIMIT) -> None:
        self.document = document
        self.most = most
        self.nodes = 0

    def spend(self, depth: int, line: int) -> None:
        """Count a value, at a depth and on a line, and refuse one too many."""
        self.nodes += 1
        if self.nodes > self.most:
            raise self.too_large(line)
        if depth > DEPTH_LIMIT:
            raise self.too_deep(line)

    def too_large(self, line: int) -> OpennessError:
        return self.error(line, f"it has more than {self.most:,} values", "too large to read safely")

    def too_deep(self, line: int | None) -> OpennessError:
        return self.error(line, f"it is nested deeper than {DEPTH_LIMIT} levels", "too deep to read safely")

    def error(self, line: int | None, message: str, help: str) -> OpennessError:
        return OpennessError(Problem(self.document, line, message, help))


def mapping_of(tree: Node | None, document: str, help: str) -> Mapping:
    """A tree that must be a mapping.

    Args:
        tree: the tree of a whole document.
        document: the name to use in messages.
        help: the help for a document that holds none.

    Raises:
        OpennessError: when it is none.
    """
    if not isinstance(tree, Mapping):
        raise OpennessError(Problem(document, 1, "it holds no mapping of fields", help))
    return tree
