"""What the prose of a file hints at of the terms of its model, as values of a release."""

from collections.abc import Callable, Iterator

from openness import prose
from openness.release.hints import LicenceHint, LicenceInProse, LimitInProse
from openness.release.location import Source


def hints(text: str, place: Callable[[int], Source]) -> Iterator[LicenceHint]:
    """The limits of use that a text states, and what it says of a licence.

    Args:
        text: Markdown, or plain words.
        place: the source of a line of the text, counted from 0.
    """
    for line, sentence in prose.limits(text):
        yield LimitInProse(place(line), sentence)
    for held in prose.licences(text):
        yield LicenceInProse(place(held.line), held.sentence, held.names, held.sort != "mention", held.understood)
