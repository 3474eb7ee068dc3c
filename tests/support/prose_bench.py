"""The labelled bench of sentences that `docs/reference/prose-bench.tsv` publishes, and what is heard of each."""

from pathlib import Path
from typing import NamedTuple

from tests.support.releases import WEIGHTS, card, resolved

from openness.release.claim import Rule

BENCH = Path(__file__).parents[2] / "docs" / "reference" / "prose-bench.tsv"
QUESTIONS = ("limit", "none", "base", "licence", "unclear")


class Labelled(NamedTuple):
    """A sentence with what a person hears in it.

    Args:
        question: what is asked of it.
        language: its language.
        heard: the person's answer.
        origin: `own`, or where the sentence was found.
        sentence: the sentence, as it stands in a card.
    """

    question: str
    language: str
    heard: bool
    origin: str
    sentence: str


def bench() -> list[Labelled]:
    """Every sentence of the bench."""
    rows = [line.split("\t") for line in BENCH.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        Labelled(q, language, heard == "yes", origin, text.replace("\\n", "\n"))
        for q, language, heard, origin, text in rows
    ]


def is_heard(question: str, sentence: str) -> bool:
    """True where a card under an open licence that says a sentence is judged by it."""
    release = resolved(card("license: apache-2.0\npipeline_tag: text-generation", f"# Heron\n\n{sentence}\n"))
    weights = release.component(WEIGHTS)
    rules = {claim.rule for item in weights.items for claim in item.licence.claims}
    return {
        "limit": Rule.PROSE_LIMIT in rules,
        "licence": Rule.PROSE_LIMIT in rules,
        "unclear": Rule.PROSE_UNCLEAR in rules,
        "none": not any(item.availability.claims for item in weights.items),
        "base": any(base.relation.carries_terms for base in release.base_models),
    }[question]


def figures() -> dict[str, tuple[int, int, int, int]]:
    """By question: sentences that say it, heard; sentences that do not, heard wrongly."""
    counts = {}
    for question in QUESTIONS:
        rows = [row for row in bench() if row.question == question]
        answers = [(row.heard, is_heard(question, row.sentence)) for row in rows]
        says = [heard for label, heard in answers if label]
        does_not = [heard for label, heard in answers if not label]
        counts[question] = (len(says), sum(says), len(does_not), sum(does_not))
    return counts
