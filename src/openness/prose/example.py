"""The rules that an example fires: `openness lint` and the tests try each rule with its own."""

from collections.abc import Iterator

from openness.prose.reader import Sentence, sentences
from openness.prose.rule import Heard, heard, is_of_the_model
from openness.prose.term import unexplained


def fired(text: str, question: str) -> list[str]:
    """The ids of the rules of a question that a text fires."""
    return [found.rule["id"] for sentence in sentences(text) for found in _fired(sentence, question)]


def _fired(sentence: Sentence, question: str) -> Iterator[Heard]:
    if question == "term":
        return unexplained(sentence)
    found = heard(sentence, question)
    return (each for each in found if is_of_the_model(sentence, each)) if question == "limit" else found
