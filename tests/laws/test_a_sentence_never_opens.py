"""Law: a sentence more below the heading of a licence never makes a card more open (rule 2).

What the sentences before it put in doubt stays in doubt: no permission, notice or name in one sentence explains another.
"""

import random

import pytest
from tests.support.prose_bench import bench
from tests.support.prose_terms import BESIDES, HARMLESS
from tests.support.releases import WEIGHTS, card, resolved

SENTENCES = sorted(
    {
        *BESIDES,
        *HARMLESS,
        *(row.sentence for row in bench() if "\n" not in row.sentence and row.sentence[:1] not in "#>|"),
    }
)
PAIRS = [tuple(random.Random(seed).sample(SENTENCES, 2)) for seed in range(150)]


def doubts(*sentences: str) -> set[tuple[str, str]]:
    """What puts an open tag in doubt where these sentences stand below the heading of a licence."""
    body = "\n\n".join(["# Heron", "## Licence", *sentences])
    (weights,) = resolved(card("license: mit\npipeline_tag: text-generation", f"{body}\n")).component(WEIGHTS).items
    return {(claim.rule or "", claim.written) for claim in weights.licence.claims} - {("", "mit")}


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_what_is_in_doubt_stays_so_whatever_is_said_besides(first: str, second: str) -> None:
    assert doubts(first) | doubts(second) == doubts(first, second) == doubts(second, first)
