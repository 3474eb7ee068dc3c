"""The header of a safetensors file: weights, with a table of words (`__metadata__`) in front of the tensors.

The header is one JSON object whose length stands in the first eight bytes. No tensor is read. Of a header longer than
what is read only the table counts, where it comes first, as writers put it. A file that is at hand is not thereby
public: its availability stays unknown. The list of a model's shards (`model.safetensors.index.json`) is such an object by
itself, whose table of words is called `metadata`.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from openness.errors import OpennessError, Problem
from openness.formats._header_words import Figure, HeaderWords
from openness.release.release import Release
from openness.syntax.document import Document, is_pointer
from openness.syntax.tree import DEPTH_LIMIT, DIGIT_LIMIT

if TYPE_CHECKING:
    pass

NAME = "safetensors weights"
HOLDS = "alone"
LIMIT = 4 * 1024 * 1024
BYTES = True

METADATA = "__metadata__"
_TABLES = (METADATA, "metadata")  # the second in a list of shards
HEADER_LIMIT = 100_000_000  # bytes, as the format has it

_MOST_FAULTS = 10  # that are said of the tables of one file
_LISTS = (".safetensors.index.json", ".bin.index.json")


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format."""
    return base.lower().endswith((".safetensors", *_LISTS))


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: it is never a text."""
    return False


def read(document: Document) -> Release:
    """The release that the header describes.

    Raises:
        OpennessError: when it is not a safetensors header, or a broken one.
    """
    if is_pointer(document.data):
        return Release(unread=(document.name,))
    is_list = document.base.lower().endswith(_LISTS)
    header, whole = (document.data, len(document.data) < LIMIT) if is_list else _header(document)
    text = header.decode("utf-8", "replace")
    pairs = _pairs(text, whole, document.name)
    reader = HeaderWords(document.name, _metadata(pairs))
    if whole and text.encode() != header:
        reader.state.odd(None, "some bytes are not UTF-8 and were replaced")
    for fault in islice(() if is_list else _faults(pairs), _MOST_FAULTS):
        reader.state.odd(None, fault)
    if not whole:
        reader.state.odd(None, f"its header is longer than {LIMIT:,} bytes; what stands beyond them is not read")
    return reader.release()


def _broken(document: str, message: str) -> OpennessError:
    return OpennessError(Problem(document, None, message, "its header is broken"))


def _header(document: Document) -> tuple[bytes, bool]:
    """The header, and whether that is all of it."""
    data = document.data
    length = int.from_bytes(data[:8], "little")
    if len(data) < 10 or data[8:9] != b"{":
        raise _broken(document.name, "it does not begin as safetensors does")
    if length > HEADER_LIMIT:
        raise _broken(document.name, f"it names a header of {length:,} bytes, and {HEADER_LIMIT:,} are allowed")
    whole = 8 + length <= len(data)
    if not whole and len(data) < LIMIT:
        raise _broken(document.name, "it ends in the middle of its header")
    return data[8 : 8 + length], whole


_Pairs = tuple[tuple[str, object], ...]


def _pairs(text: str, whole: bool, document: str) -> _Pairs:
    """The pairs of the header, in order; of a header that was not read whole, its table of words alone."""
    import json

    decoder = json.JSONDecoder(
        object_pairs_hook=tuple, parse_int=_number, parse_float=_number, parse_constant=_no_number
    )
    try:
        if whole:
            pairs: _Pairs = decoder.decode(text)
        else:
            first = re.match(rf'\s*\{{\s*"(?:{"|".join(_TABLES)})"\s*:\s*', text)
            pairs = ((METADATA, decoder.raw_decode(text, first.end())[0]),) if first else ()
    except (ValueError, RecursionError):
        if not whole:  # the table itself goes on beyond what was read
            return ()
        raise _broken(document, "it is not valid JSON") from None
    if not isinstance(pairs, tuple):
        raise _broken(document, "it holds no object of JSON")
    if _is_deep(pairs):
        raise _broken(document, f"it is nested deeper than {DEPTH_LIMIT} levels")
    return pairs


def _is_deep(pairs: _Pairs) -> bool:
    """True where tables and lists lie in each other deeper than may be; how deep JSON reads is up to the interpreter."""
    level: list[object] = [pairs]
    for _ in range(DEPTH_LIMIT):
        tables = (value for value in level if isinstance(value, tuple))
        lists = (value for value in level if isinstance(value, list))
        level = [*(value for table in tables for _, value in table), *(item for items in lists for item in items)]
        if not level:
            return False
    return True


def _metadata(pairs: _Pairs) -> list[tuple[str, object]]:
    """The pairs of every table of words."""
    tables = [value for key, value in pairs if key in _TABLES and isinstance(value, tuple)]
    return [pair for table in tables for pair in table]


def _faults(pairs: _Pairs) -> Iterator[str]:
    """The faults of the tables: words that are none, and a tensor that stands twice or has no place in the file."""
    seen = set()
    for key, value in pairs:
        if key in seen:
            yield f"{key[:80]!r} is there twice"
        seen.add(key)
        if key == METADATA:
            if not isinstance(value, tuple):
                yield f"{METADATA} is not a table of words, so it is not understood"
            continue
        places = [place for name, place in value if name == "data_offsets"] if isinstance(value, tuple) else []
        if not places or not all(map(_is_place, places)):
            yield f"the tensor {key[:80]!r} has no place in the file: its offsets are {places!r:.80}"


def _is_place(value: object) -> bool:
    """True where a value is the beginning and the end of something, counted in bytes."""
    if (
        not isinstance(value, list)
        or len(value) != 2
        or not all(isinstance(figure, Figure) and figure.isdecimal() for figure in value)
    ):
        return False
    return int(value[0]) <= int(value[1])


def _number(written: str) -> Figure:
    if len(written) > DIGIT_LIMIT:
        raise ValueError(f"a number has more than {DIGIT_LIMIT} digits")
    return Figure(written)


def _no_number(written: str) -> str:
    raise ValueError(f"{written} is not a number of JSON")
