"""The sentences of a card that limit the use of its model."""

from collections.abc import Iterator

from openness.prose.clause import lists_in
from openness.prose.reader import sentences
from openness.prose.rule import heard, is_of_the_model
from openness.prose.subject import name_of, tells_of_another


def limits(body: str) -> Iterator[tuple[int, str]]:
    """Each sentence that limits the use of the model: how many lines down it is, and its words."""
    own: frozenset[str] | None = None
    for sentence in sentences(body):
        if "limit" not in sentence.questions:
            continue
        if any("news" in lists_in(heading) for heading in sentence.headings):
            continue  # what was said at some time may hold no longer
        if any(is_of_the_model(sentence, found) for found in heard(sentence, "limit")):
            own = name_of(body) if own is None else own
            if not tells_of_another(sentence.text, own):
                yield sentence.line, sentence.shown
