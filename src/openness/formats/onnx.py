"""An ONNX model: the words beside its graph (`metadata_props`, `doc_string`), which is stepped over unread.

`model_license` is ONNX's own key, and programs write `license`. What they write as `name`, `version` and `author` is often
their own, so it is read for limits only. A file that is at hand is not thereby public: its availability stays unknown.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from openness.formats._header_words import HeaderWords
from openness.formats._protobuf import Message
from openness.release.release import Release
from openness.syntax.document import Document, begins_as_pointer

NAME = "ONNX model"
HOLDS = "alone"
LIMIT = 16 * 1024 * 1024
BYTES = True

_PRODUCER, _DOMAIN, _WORDS, _GRAPH, _PROPERTY = 2, 4, 6, 7, 14
_LABELS = {_PRODUCER: "producer", _DOMAIN: "domain", _WORDS: "description"}
_KEY, _VALUE = 1, 2
#: Keys under which the writers of models state what another key means elsewhere.
_MEANT = {"model_license": "license", "name": "model_name", "version": "model_version", "author": "model_author"}


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format."""
    return base.lower().endswith(".onnx")


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: it is never a text."""
    return False


def read(document: Document) -> Release:
    """The release that the words of a model describe.

    Raises:
        OpennessError: when it is not a model, or a broken one.
    """
    return read_file(document.name, BytesIO(document.data))


def read_file(name: str, file: BinaryIO) -> Release:
    """The same of an open file, of which only the words are read.

    Raises:
        OpennessError: when it is not a model, or a broken one.
    """
    if begins_as_pointer(file):
        return Release(unread=(name,))
    pairs: list[tuple[str, str]] = []
    has_graph = False
    message = Message(name, file)
    for number, data in message.fields((*_LABELS, _PROPERTY)):
        has_graph |= number == _GRAPH
        if data is not None:
            pairs += _property(name, data) if number == _PROPERTY else [(_LABELS[number], _text(data))]
    if not has_graph:
        raise message.error("it holds no graph, so it is no model, or not all of one")
    words = HeaderWords(name, [(_MEANT.get(key.strip().lower(), key), word) for key, word in pairs])
    if any("\ufffd" in text for pair in pairs for text in pair):
        words.state.odd(None, "some bytes are not UTF-8 and were replaced")
    if any("\0" in text for pair in pairs for text in pair):
        words.state.odd(None, "there are bytes of nothing within words")
    return words.release()


def _property(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """The key and the word of a property.

    Raises:
        OpennessError: when it has two of either, so that it is unclear which applies, or is broken.
    """
    message = Message.within(name, data)
    found: dict[int, str] = {}
    for number, text in message.fields((_KEY, _VALUE)):
        if text is not None:
            if number in found:
                raise message.error("a property has two keys or two values; it is unclear which applies")
            found[number] = _text(text)
    yield found.get(_KEY, ""), found.get(_VALUE, "")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
