"""Explanations, as text for a terminal."""

from collections.abc import Iterable, Iterator

from openness.blocks import closing, terminal
from openness.blocks.document import Block, Heading, Paragraph, Table
from openness.curation.explanation import Explanation
from openness.vocabulary.sentences import capital


def report(explanations: Iterable[Explanation], data: str, width: int = 80) -> str:
    """Every meaning of each of some words, and what ends every report.

    Args:
        explanations: the words.
        data: the version of the records that explain them.
        width: as for `write`.
    """
    end = terminal.write((Paragraph(closing(data), quiet=True),), width)
    return "\n".join((*(write(explanation, width) for explanation in explanations), end))


def write(explanation: Explanation, width: int = 80) -> str:
    """Every meaning of a word, one below the other, its headings in a column.

    Args:
        explanation: the word.
        width: columns of the terminal; 40 to 100 are used.
    """
    return "\n".join(terminal.write(_blocks(meaning), width) for meaning in explanation.meanings)


def _blocks(meaning: Explanation) -> Iterator[Block]:
    if meaning.word:
        yield Heading(2, f"{meaning.word} ({meaning.sort})")
    for heading, text in meaning.lines:
        if not heading:
            yield Paragraph(capital(text))
    rows = tuple((heading, text) for heading, text in meaning.lines if heading)
    if rows:
        yield Table(("", ""), rows)
