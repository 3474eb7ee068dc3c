"""Law: a sentence more below the heading of a licence never makes a card more open (rule 2).

What the sentences before it put in doubt stays in doubt: no permission, notice or name in one sentence explains another. A
well-known name without a word for what it stands there is told where nothing else puts the tag in doubt.
"""

import random

import pytest
from tests.support.prose_bench import bench
from tests.support.prose_terms import BESIDES, HARMLESS
from tests.support.releases import WEIGHTS, card, resolved

from openness.release.claim import Rule

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
    alone, together = doubts(first) | doubts(second), doubts(first, second)
    assert bool(alone) == bool(together)
    assert without_names(alone) == without_names(together) == without_names(doubts(second, first))


def without_names(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The doubts that sentences raise by what they say."""
    return {(rule, written) for rule, written in found if rule != Rule.PROSE_NAME}
