"""The fields of a card, as a mapping or as its JSON: each part of a row gets its own."""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from json import JSONDecoder
from typing import Any

from openness.formats._called import has_size
from openness.formats._words import words_beside
from openness.syntax.tree import DIGIT_LIMIT, KEY_LIMIT, NODE_LIMIT
from openness.table.cells import Fields
from openness.table.part import ODD
from openness.table.tags import base_tag, licence_tag, odd_tag, other_tag
from openness.table.words import (
    THERE,
    blank,
    data_sets,
    library,
    may_tell,
    says_something,
    task,
    there,
    word_list,
    worded,
)
from openness.vocabulary import hub
from openness.vocabulary.own_fields import is_licence_text

_CLOSING = ("gated", *hub.CLOSING)
_READ = {*hub.LICENCE_FIELDS, "base_model", "tags", "datasets", "library_name", *_CLOSING, *hub.ONE_WORD, *hub.INDICES}
_LONG_NUMBER = re.compile(rf"\d{{{DIGIT_LIMIT + 1}}}")
_LONG_KEY = re.compile(rf'"(?:[^"\\]|\\.){{{KEY_LIMIT + 1},}}"\s*:')
_DEEP = 32  # opening brackets that no text nested too deep does without


def card_fields(cell: Any) -> Any:
    """The fields of a card, each part of a row with its own; ODD where the cell holds no fields.

    Returns:
        three mappings: of the licence, of the bases, of the rest; None where there is no cell.
    """
    if cell is None:
        return None
    if isinstance(cell, Fields):
        pairs = list(cell.pairs)
    elif (fields := parsed(cell)) is not None:
        pairs = [(name, value_of(content) if _is_read(name, content) else _short(content)) for name, content in fields]
    else:
        return ODD
    tags = dict(pairs).get("tags")
    telling = any(tells(name, content) or hub.names_library(name) for name, content in _own_fields(pairs))
    telling = telling or any(
        name == "model_name" and isinstance(content, str) and has_size(content) for name, content in pairs
    )
    if telling or not word_list(tags) or any(odd_tag(tag) is ODD for tag in tags or () if tag is not None):
        return ODD
    licence, bases = [], []
    rest: dict[str, Any] = {}
    for name, content in pairs:
        if name in hub.LICENCE_FIELDS or hub.is_misspelt(name):
            licence.append((name, content))
        elif hub.names_base(name):
            bases.append((name, content))
        else:
            rest.update(_other_field(name, content))
    for part, keep in ((licence, licence_tag), (bases, base_tag)):
        if tags and (found := tuple(filter(None, map(keep, tags)))):
            part.append(("tags", found))
    return _fields(licence), _fields(bases), _fields(sorted(rest.items()))


_NO_FIELDS = Fields(())


def _fields(pairs: list[tuple[str, Any]]) -> Fields:
    return Fields(tuple(pairs)) if pairs else _NO_FIELDS  # most cards say nothing of the one or the other


def parsed(cell: Any) -> list[tuple[str, Any]] | None:
    """The pairs of the mapping that a JSON text holds; None where it is none, or one that a careful reader may refuse."""
    pairs = decoded(cell)
    return list(pairs) if isinstance(pairs, tuple) and len({name for name, _ in pairs}) == len(pairs) else None


def decoded(cell: Any) -> Any:
    """The value of a JSON text, its mappings as tuples of pairs; ODD where it is none or a careful reader may refuse it."""
    if not isinstance(cell, str) or len(cell) > NODE_LIMIT or "\r" in cell or _LONG_NUMBER.search(cell):
        return ODD
    if len(cell) > KEY_LIMIT and _LONG_KEY.search(cell):
        return ODD
    try:
        value = _DECODER.decode(cell)
    except (ValueError, RecursionError):
        return ODD
    deep = cell.count("{") + cell.count("[") > _DEEP and _depth(value) > _DEEP
    return ODD if deep else value


def _refused(word: str) -> None:
    raise ValueError(word)


_DECODER = JSONDecoder(object_pairs_hook=tuple, parse_constant=_refused)


def _depth(value: Any, depth: int = 0) -> int:
    if depth > _DEEP or not isinstance(value, (list, tuple)):
        return depth
    return max((_depth(content, depth + 1) for content in value), default=depth)


def _is_read(name: str, content: Any) -> bool:
    """True where a verdict may depend on what a field of a card says, and not only on its being there."""
    if name in _READ or name not in hub.FIELDS:
        return True
    return is_of_another_sort(name, value_of(content))


def _own_fields(pairs: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """The fields that are none of the Hub's, and such fields in a list of results."""
    for name, content in pairs:
        if hub.is_unknown(name) or is_of_another_sort(name, content):
            yield name, content
        elif name in hub.INDICES:
            for entry in content if isinstance(content, tuple) else (content,):
                for key, value in entry.pairs if isinstance(entry, Fields) else ():
                    if key not in hub.OF_AN_INDEX:
                        yield key, value


def is_of_another_sort(name: str, content: Any) -> bool:
    """True where a field of words, or of one, holds anything else."""
    if name not in hub.OF_WORDS or not isinstance(content, (tuple, Fields)):
        return False
    if name in hub.ONE_WORD or isinstance(content, Fields):
        return True
    return any(isinstance(item, (tuple, Fields)) for item in content)


def tells(field: str, content: Any) -> bool:
    """True where the words of a field may tell of the terms or of a base, or are the text of a licence."""
    if isinstance(content, str) and is_licence_text(field, content):
        return True
    sentences = (
        sentence
        for label, word in _words(field, content)
        for name in dict.fromkeys((field, label))
        for sentence in words_beside(name, (word,))
    )
    return any(map(may_tell, sentences))


def field_form(name: str) -> Callable[[Any], Any]:
    """The form of a column that is a field of a card.

    What the Hub does not know is words, which count only where they may tell of the terms or of a base.
    """

    def form(cell: Any) -> Any:
        own = list(_own_fields([(name, worded(cell))]))
        if any(hub.names_library(field) or tells(field, content) for field, content in own):
            return ODD
        whole = hub.is_of_a_gate(name) or (name in hub.ONE_WORD and isinstance(cell, (tuple, Fields)))
        if whole or any(
            tells(field, THERE) for field, _ in own
        ):  # as “no restrictions”, which another word would not say
            return cell
        return there(cell) if own else says_something(cell)

    return form


def _words(label: str, content: Any) -> Iterator[tuple[str, str | bool]]:
    """The words in a cell, each behind the nearest name of a field."""
    if isinstance(content, Fields):
        for name, value in content.pairs:
            yield from _words(name, value)
    elif isinstance(content, tuple):
        for item in content:
            yield from _words(label, item)
    elif isinstance(content, (str, bool)):
        yield label, content


def without_names(cell: Any, names: Container[str]) -> Any:
    """A cell without the fields of some names, wherever they stand in it."""
    if isinstance(cell, Fields):
        return Fields(tuple((name, without_names(content, names)) for name, content in cell.pairs if name not in names))
    return tuple(without_names(item, names) for item in cell) if isinstance(cell, tuple) else cell


def value_of(value: Any) -> Any:
    """A value of parsed JSON as a cell: lists as tuples, mappings as fields."""
    if isinstance(value, list):
        return tuple(map(value_of, value))
    if isinstance(value, tuple):
        return Fields(tuple((name, value_of(content)) for name, content in value))
    return value if value is None or isinstance(value, (str, bool)) else str(value)


def _short(value: Any) -> Any:
    """A value cut down to whether it says something."""
    return () if value == [] else "" if blank(value) and value != () else None if value is None else THERE


def _other_field(name: str, content: Any) -> dict[str, Any]:
    """A field that tells nothing of licence or bases, in the form that it shares with those from which the same follows."""
    if content is None:
        return {}
    if name == "tags":
        stated = [tag for tag in content if tag is not None]
        tags = tuple(dict.fromkeys(filter(None, map(other_tag, stated))))
        return {"tags": tags or (THERE,) if stated else ()}
    if name == "datasets":
        return {name: data_sets(content)}
    if name == "library_name":
        return {name: library(content)}
    if name == "pipeline_tag" and not blank(content):
        return {name: task(content)}
    if name in (*_CLOSING, "base_model_relation") or hub.is_of_a_gate(name):
        return {name: content}
    if blank(content):
        return {}
    if name in hub.ONE_WORD and isinstance(content, (tuple, Fields)):
        return {name: content}
    if name in hub.DATASET_KEYS:
        return {"task_ids": THERE}
    if name == "quantized_by":
        return {name: THERE}
    return {"metrics": THERE} if name in hub.TELLING_KEYS else {"language": THERE}
