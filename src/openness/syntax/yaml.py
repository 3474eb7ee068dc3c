"""YAML as a tree: the plainest without a parser, all other as events, so that each value keeps its place (decision 2)."""

import re
from collections.abc import Callable
from typing import Any

from openness.errors import OpennessError
from openness.syntax.plain_yaml import plain_tree
from openness.syntax.tree import CORRECT, DEPTH_LIMIT, KEY_LIMIT, NODE_LIMIT, Limits, Mapping, Node, Scalar, Sequence

_OF_YAML = "tag:yaml.org,2002:"  # types, which nothing here has; others' dumps use them too, as `!!python/tuple`


def yaml_tree(text: str, document: str, first_line: int = 1) -> Node | None:
    """The tree of a YAML text; None when it is empty.

    Args:
        text: one YAML document.
        document: the name to use in messages.
        first_line: the line of the file on which the text begins.

    Raises:
        OpennessError: with the line, when it is not YAML or goes past a limit.
    """
    if (plain := plain_tree(text, first_line)) is not None:
        return plain
    import yaml

    limits = Limits(document)
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
        raise limits.error(line, f"it is not valid YAML: {error.problem or error.context}", CORRECT) from None
    except yaml.reader.ReaderError:  # the place it names is a byte, or a letter
        line, sign = _no_character(text)
        raise limits.error(line + first_line, f"it is not valid YAML: it holds the character {sign}", CORRECT) from None
    except Exception as error:  # PyYAML lets ValueError, IndexError and others out of malformed text
        raise limits.error(None, f"it is not valid YAML: {type(error).__name__}", CORRECT) from None


def _no_character(text: str) -> tuple[int, str]:
    """The first character that YAML does not allow: how many lines down it stands, and its number as people write it."""
    found = re.search(r"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    return (text.count("\n", 0, found.start()), f"U+{ord(found[0]):04X}") if found else (0, "it cannot read")


def _compose(next_event: Callable[[], Any], limits: Limits, offset: int) -> Node | None:
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
            value = event.value if event.tag is None else f"{_own_tag(event.tag)}{event.value}"
            node: Node = Scalar(value, not event.style, line, columns)
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
            if kind is sequences and event.tag is not None and (tag := _own_tag(event.tag)):
                children.append(Scalar(tag.rstrip(), False, line, (0, 0)))
                nodes += 1
            if len(outer) > DEPTH_LIMIT:
                raise limits.too_deep(line)
        elif kind is kinds.MappingEndEvent or kind is kinds.SequenceEndEvent:
            items = children
            children, anchor, line, before, is_mapping = outer.pop()
            size = nodes - before
            node = _mapping(items, line, size, limits) if is_mapping else Sequence(tuple(items), line, size)
            if anchor is not None:
                anchors[anchor] = node
            children.append(node)
        elif kind is kinds.AliasEvent:
            line = event.start_mark.line + offset
            aliased = anchors.get(event.anchor)
            if aliased is None:
                raise limits.error(
                    line, f"the alias *{event.anchor[:40]} has nothing to stand for", "write out what it means"
                )
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


def _own_tag(tag: str) -> str:
    """A tag that somebody made up, as the words before a value or in a list that they are to people; empty for YAML's own."""
    return "" if tag == "!" or tag.startswith(_OF_YAML) else f"{tag} "


def _mapping(children: list[Node], line: int, size: int, limits: Limits) -> Mapping:
    pairs = []
    for key, value in zip(children[::2], children[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise limits.error(key.line, "a key is a list or a mapping", "use a word as key")
        if len(key.text) > KEY_LIMIT:
            raise limits.error(key.line, f"a key is longer than {KEY_LIMIT:,} characters", "shorten it")
        pairs.append((key, value))
    return Mapping(tuple(pairs), line, size)
