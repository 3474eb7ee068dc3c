"""The texts of SPDX's licences, and the words that any licence may be quoted by.

They ship as one compressed file, which is read when a text is first asked for. `openness lint --texts` builds it.
"""

import json
import lzma
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from openness.licensing.matching.normalise import same, words
from openness.vocabulary.json_text import json_text

COMMON_WORDS = 5_000


class Shipped(NamedTuple):
    """The content of the file.

    Args:
        texts: SPDX id → the licence's text.
        common: the commonest words of those texts, the commonest first.
    """

    texts: Mapping[str, str]
    common: Sequence[str]


@cache
def shipped() -> Shipped:
    """The texts that come with openness."""
    data = Path(__file__).with_name("texts.json.xz").read_bytes()
    content = json.loads(lzma.decompress(data))
    return Shipped(content["texts"], content["common"].split(" "))


def build(texts: Mapping[str, str]) -> bytes:
    """The file of some texts: the same bytes for the same texts and the same liblzma."""
    counts = Counter(part for text in texts.values() for word in words(text).raw for part in same(word).split(" "))
    common = sorted(counts, key=lambda word: (-counts[word], word))[:COMMON_WORDS]
    content = {"common": " ".join(common), "texts": dict(sorted(texts.items()))}
    plain = json_text(content, ascii=False, separators=(",", ":")).encode()
    return lzma.compress(plain, preset=9 | lzma.PRESET_EXTREME)
