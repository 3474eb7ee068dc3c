"""TOML as a tree, and the lines of its keys."""

import re
from collections.abc import Iterator
from typing import Any

from openness.syntax.tree import CORRECT, DEPTH_LIMIT, Limits, Mapping, Node, Scalar, Sequence

#: Marks that begin or end something in TOML. A string or a comment is passed by whole, whatever stands in it.
_TOML_MARK = (
    r'"""[^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*)*"{3,5}|'
    r"'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}|"
    r'"(?:\\.|[^"\\\n])*"|'
    r"'[^'\n]*'|#[^\n]*|[\n=\[\]{}]"
)


#: The beginnings of what `tomllib` says of a quote that nothing closes.
_OF_QUOTES = ("Illegal character '\\n'", "Unterminated string", 'Expected "\'"', "Expected \"'''\"")
_SHOWN = 60  # letters of a key or a word that a message shows
_TOML_KEY = r'"(?:\\.|[^"\\])*"|\'[^\']*\'|[\w-]+'


def toml_tree(text: str, document: str) -> Node | None:
    """The tree of a TOML text; a value's line is that of the key it is written under.

    Raises:
        OpennessError: with the line, when it is not TOML or goes past a limit.
    """
    import tomllib

    limits = Limits(document)
    for number, written in enumerate(text.split("\n"), 1):  # tomllib takes seconds for a key of thousands of parts
        if written.count(".") > DEPTH_LIMIT and written.partition("=")[0].count(".") > DEPTH_LIMIT:
            raise limits.too_deep(number)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"at line (\d+)", str(error))
        line, message = int(where[1]) if where else None, str(error).partition(" (at")[0]
        if message.startswith(_OF_QUOTES) and (opened := _open_quote(text)):
            line, message = opened, "a quote is not closed"
        said, help = _clearer(text, message, str(error), line)
        raise limits.error(line, f"it is not valid TOML: {said}", help) from None
    except RecursionError:
        raise limits.too_deep(None) from None
    except ValueError as error:
        raise limits.error(None, f"it is not valid TOML: {type(error).__name__}", CORRECT) from None
    return data_tree(data, document, toml_lines(text)) if data else None


#: Advice for a word that stands without quotes in the place of a value.
_MEANT = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}


def _clearer(text: str, message: str, whole: str, line: int | None) -> tuple[str, str]:
    """The words of `tomllib` on a text as whoever wrote it would say them, and what to write; its own words for the rest."""
    if line and message == "Cannot overwrite a value":
        heads = [(at, head) for at, head in _toml_heads(text) if at <= line]
        if heads and not heads[-1][1].startswith("["):
            return f"the key {heads[-1][1][:_SHOWN]!r} stands twice in one table", "keep one of them"
    column = re.search(r"column (\d+)", whole)
    if line and column and message == "Invalid value":
        written = text.split("\n")[line - 1][int(column[1]) - 1 :]
        word = re.match(r"[^\W\d][\w.-]*", written)
        if word and (meant := _MEANT.get(word[0].lower())):
            return f"{word[0]} is no value", f"write {meant}"
        if word and len(word[0]) <= _SHOWN:
            return f"{word[0]} is no value", f'write "{word[0]}", in quotes'
    return message, CORRECT


def data_tree(data: Any, document: str, lines: dict[str, int] | None = None) -> Node:
    """The tree of dicts, lists and values, as TOML and Python have them.

    Args:
        data: the whole.
        document: the name to use in messages.
        lines: by path (`check.path[0].forbid`), the lines where values stand; none where they stand in no text.

    Raises:
        OpennessError: when it goes past a limit.
    """
    limits = Limits(document)
    at_path = lines or {}

    def node(value: Any, path: str, line: int, depth: int) -> Node:
        limits.spend(depth, line)
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


def _open_quote(text: str) -> int:
    """The line of the first quote of a TOML text that nothing closes; 0 where each is closed."""
    line, counted = 1, 0
    for mark in re.finditer(rf"{_TOML_MARK}|[\"']", text, re.DOTALL):
        if mark[0] in ("'", '"'):
            return line + text.count("\n", counted, mark.start())
        line, counted = line + text.count("\n", counted, mark.end()), mark.end()
    return 0


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
