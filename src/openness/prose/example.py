"""The rules that an example fires: `openness lint` and the tests try each rule with its own."""

from collections.abc import Iterator

from openness.prose.bond import binding
from openness.prose.reader import Sentence, sentences
from openness.prose.rule import RuleMatch, matches
from openness.vocabulary import MODEL


def fired(text: str, question: str, about: str = MODEL) -> list[str]:
    """The ids of the rules of a question that a text about a model, or about a data set, fires."""
    return [match.rule["id"] for sentence in sentences(text, about) for match in _fired(sentence, question)]


def _fired(sentence: Sentence, question: str) -> Iterator[RuleMatch]:
    if question in ("limit", "term"):
        return (match for match in binding(sentence) if match.rule["question"] == question)
    return matches(sentence, question)
