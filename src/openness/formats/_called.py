"""The names that files of weights and fields give a model: one of a well-known model under other terms may be that model."""

import re
from collections.abc import Iterable, Iterator

from openness.release.hints import NamedInProse
from openness.release.location import Source

#: Without a size a name may be that of an architecture, or of anything.
_SIZE = re.compile(r"(?i)(?<![a-z0-9])\d+(?:\.\d+)?[bm](?![a-z0-9])")
#: How weights were packed, at the end of a name.
_PACKING = re.compile(
    r"(?i)[-_. ](?:i?q\d\w*|f16|f32|fp16|fp32|bf16|mxfp4|gguf|imat\w*|\d+-of-\d+)(?:[-_. ]\d+-of-\d+)?$"
)


def has_size(word: str) -> bool:
    """True where a name tells how large a model is.

    >>> has_size("heron-7b"), has_size("heron-2b2b")
    (True, False)
    """
    return _SIZE.search(word) is not None


def called_as(source: Source, words: Iterable[str], file: str = "") -> Iterator[NamedInProse]:
    """The hints at what a model is called: each name that has a size; that of the file where no name is given.

    >>> [hint.name for hint in called_as(Source("x"), ["Heron 7B Q4_K_M", "LLaMA v2"])]
    ['Heron 7B']
    >>> [hint.name for hint in called_as(Source("x"), [], "a/heron-7b.Q4_0.gguf")]
    ['heron-7b']
    """
    names = [word for word in words if word.strip()] or [file.rpartition("/")[2].rpartition(".")[0]]
    for name in names:
        if has_size(name):
            yield NamedInProse(source, name, _PACKING.sub("", name.strip()))
