"""Law: a sentence that binds, put anywhere into the text of a licence, makes it another text (rule 2)."""

import random

import pytest

from openness import identify
from openness.shelf.shelf import shipped

TEXTS = [
    *(
        "MIT",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "Zlib",
        "MPL-2.0",
        "CC-BY-4.0",
        "CDLA-Permissive-2.0",
    ),
    *("Unlicense", "OpenMDW-1.0", "GPL-3.0-only"),
]
SENTENCES = (
    "The software must not be used commercially.",
    "Commercial use requires a separate license.",
    "This license ends on 1 January 2027.",
)
PLACES = 3


@pytest.mark.parametrize("id", [id for id in TEXTS if shipped().text(id)])
def test_a_text_with_a_sentence_more_is_not_that_text(id: str) -> None:
    text = shipped().text(id)
    assert text is not None
    assert [match.kind for match in identify(text)][:1] == ["exact"]
    paragraphs = text.split("\n\n")
    chosen = random.Random(id)
    for sentence in SENTENCES:
        for place in {len(paragraphs), *(chosen.randrange(1, len(paragraphs) + 1) for _ in range(PLACES))}:
            changed = "\n\n".join([*paragraphs[:place], sentence, *paragraphs[place:]])
            whole = [match for match in identify(changed) if match.kind in ("exact", "same-wording")]
            lines = changed.split("\n")
            for match in whole:  # MIT before a sentence is MIT, and the sentence is beside it
                first, last = match.lines
                assert sentence not in " ".join(" ".join(lines[first - 1 : last]).split()), (place, match)
