"""Hints at the terms of a model in the prose of a file, as values of a release."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from openness import prose
from openness.release.location import Source
from openness.syntax.document import PROSE_LIMIT

if TYPE_CHECKING:
    from openness.release.hints import LicenceHint


def hints(text: str, place: Callable[[int], Source]) -> "Iterator[LicenceHint]":
    """The limits of use, and the statements on a licence, in a text.

    Args:
        text: Markdown, or plain words.
        place: the source of a line of the text, counted from 0.
    """
    read = text[:PROSE_LIMIT]
    limits, licences = tuple(prose.limits(read)), tuple(prose.licences(read))
    if not (limits or licences or len(read) < len(text)):  # most texts say nothing of either
        return
    from openness.release.hints import LicenceInProse, LimitInProse

    for line, sentence in limits:
        yield LimitInProse(place(line), sentence)
    for licence in licences:
        states = licence.sort != "mention"
        source = place(licence.line)
        yield LicenceInProse(source, licence.sentence, licence.names, states, licence.understood, licence.certain)
    if len(read) < len(text):
        words = f"the text is longer than {PROSE_LIMIT:,} characters; what stands behind them is not read"
        yield LicenceInProse(place(read.count("\n")), words, (), True, False)
