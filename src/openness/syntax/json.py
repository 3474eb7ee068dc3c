"""JSON as a tree, each value with its place."""

import re
from typing import Any

from openness.syntax.tree import DIGIT_LIMIT, KEY_LIMIT, NODE_LIMIT, Limits, Mapping, Node, Scalar, Sequence

_JSON_TOKEN = r'[ \t\n]*(?:([{}\[\],:])|"|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)\b)'


def json_tree(text: str, document: str, most: int = NODE_LIMIT) -> Node | None:
    """The tree of a JSON text, with lines; duplicate keys are kept, NaN and very long numbers refused.

    Args:
        text: one JSON value.
        document: the name to use in messages.
        most: how many values it may hold, keys among them.

    Raises:
        OpennessError: with the line, when it is not JSON or goes past a limit.
    """
    from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed leaves it out

    limits = Limits(document, most)
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
