"""The body of a card, and the words of its block that are read as prose, with their places."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from openness.formats._card_fields import says, words_in
from openness.prose.sieve import is_silent, may_say
from openness.release.claim import Claim, Rule, unordered
from openness.release.location import Source
from openness.release.release import BaseModel
from openness.syntax.document import PROSE_LIMIT, lost_at
from openness.syntax.tree import Node, Scalar, source_of
from openness.vocabulary import Basis, Relation, hub

if TYPE_CHECKING:
    from openness.release.hints import CalledBase, DataLicence, LicenceHint, NeededBase


class Body:
    """The body of one card; sentences are read only where one of them can say something.

    Args:
        document: the card's name.
        text: what stands below its block.
        line: the line at which that begins.
        replaced: whether bytes that are not UTF-8 were replaced in it.
    """

    def __init__(self, document: str, text: str, line: int, replaced: bool = False) -> None:
        self.document = document
        self.lost = lost_at(text, replaced)
        self.text = text if len(text) > PROSE_LIMIT or self.lost >= 0 or not is_silent(text) else ""
        self.read = self.text[:PROSE_LIMIT]
        self.first_line = line

    def place(self, line: int) -> Source:
        """The place of a line of the body, counted from 0."""
        return Source(self.document, self.first_line + line)

    def hints(self, subject: str, states: bool) -> "Iterator[LicenceHint]":
        """The limits of use, and the statements on a licence, in the body.

        Args:
            subject: what the card is about, `model` or `dataset`.
            states: whether it may state the licence itself: without metadata, that is another file's to claim.
        """
        if not self.text:
            return
        from openness.formats._prose import hints, lost_words

        for hint in hints(self.text, self.place, subject, weigh=True):
            from openness.release.hints import LicenceInProse

            yield hint if states or not isinstance(hint, LicenceInProse) else evolve(hint, states=False)
        if self.lost >= 0:
            yield from lost_words(self.text, True, self.place, subject)

    def named(self) -> "Iterator[LicenceHint]":
        """The well-known models that it names without saying why (rule prose-name)."""
        if not self.text or not may_say(self.text, "base"):
            return
        from openness import prose
        from openness.release.hints import NamedInProse

        for found in prose.named_models(self.read):
            yield NamedInProse(self.place(found.line), found.sentence, found.name)

    def files(self) -> "Iterator[LicenceHint]":
        """The files to which it sends for the licence of the model."""
        if not self.text or not may_say(self.text, "licence"):
            return
        from openness import prose
        from openness.release.hints import FileInProse

        for found in prose.licence_files(self.read):
            yield FileInProse(self.place(found.line), found.sentence, found.name)

    def labels(self) -> tuple[Claim, ...]:
        """The labels that the body gives the model (rule prose-label)."""
        if not self.text:
            return ()
        from openness import prose

        return tuple(
            Claim(label, Basis.INFERRED, self.place(line), sentence, rule=Rule.PROSE_LABEL)
            for line, label, sentence in prose.labels(self.read)
        )

    def bases(self, relation: Relation | None) -> "tuple[tuple[BaseModel, ...], tuple[CalledBase | NeededBase, ...]]":
        """The models that it says this one was made from (rule prose-base).

        One that is called by a name alone counts only where a model is well known by it.

        Args:
            relation: what the card's own signs say of how it was made; None where they say nothing.
        """
        if not self.text:
            return (), ()
        from openness import prose
        from openness.formats._prose import named_in_prose

        stated = (base._replace(relation=relation or base.relation) for base in prose.bases(self.read))
        return named_in_prose(stated, self.place)

    def outputs(self, subject: str) -> "tuple[tuple[BaseModel, ...], tuple[CalledBase | NeededBase, ...]]":
        """The models on whose outputs it says this was trained, or of whose outputs its data is made (rule prose-outputs)."""
        if not self.text:
            return (), ()
        from openness import prose
        from openness.formats._prose import named_in_prose

        return named_in_prose(prose.outputs(self.read, subject), self.place)

    def data_licences(self) -> "tuple[DataLicence, ...]":
        """The licences that it says the training data is under."""
        if not self.text or not may_say(self.text, "licence"):
            return ()
        from openness import prose
        from openness.release.hints import DataLicence

        return tuple(
            DataLicence("", self.place(found.line), found.sentence, found.names)
            for found in prose.training_data_licences(self.read)
        )

    def absence(self, subject: str) -> tuple[Source, str] | None:
        """A sentence that says the weights, or the data, are not there: its place, and its words."""
        if not self.text:
            return None
        from openness import prose

        found = prose.not_yet(self.read, subject)
        return found and (self.place(found[0]), found[1])


def spoken(text: str, source: Source, subject: str) -> "Iterator[LicenceHint]":
    """The hints in words of a card's block, read as if they stood in its body."""
    from openness.formats._prose import hints

    yield from hints(text, lambda _: source, subject)


def of_gate(fields: Iterable[tuple[Scalar, Node]], document: str, subject: str) -> "Iterator[LicenceHint]":
    """The hints in the words that a gate shows to those who ask: they agree to them before they get anything.

    Args:
        fields: of a card or a record; those of a gate count, whether or not one stands there today.
        document: the name to use in sources.
        subject: what lies behind the gate, `model` or `dataset`.
    """
    for key, node in fields:
        if not hub.is_of_a_gate(key.text):
            continue
        if key.text == hub.NOT_IN_THE_EU and isinstance(node, Scalar) and node.boolean is not False and says(node):
            from openness.release.hints import LimitInProse

            yield LimitInProse(source_of(document, key), f"{key.text}: {node.text}", subject=subject)
        words = words_in(node)
        found = [hint for word in words for hint in spoken(word.text, source_of(document, word), subject)]
        if not found and len(words) > 1:  # a sentence may go on from one entry of a list to the next
            found.extend(spoken("\n".join(word.text for word in words), source_of(document, key), subject))
        yield from found


def absence_beside(words: Iterable[tuple[str, Source]], subject: str) -> tuple[Source, str] | None:
    """The field of a card's own that says the weights, or the data, are not there, and its words."""
    from openness import prose

    found = ((source, prose.not_yet(text, subject)) for text, source in words)
    return next(((source, absence[1]) for source, absence in found if absence is not None), None)


def bases_beside(
    words: Iterable[tuple[str, Source]], relation: Relation | None
) -> "tuple[tuple[BaseModel, ...], tuple[CalledBase | NeededBase, ...]]":
    """The models that fields of a card's own say it was made from, as prose says it."""
    from openness import prose
    from openness.formats._prose import named_in_prose

    bases: list[BaseModel] = []
    called: list[CalledBase | NeededBase] = []
    for text, source in words:
        stated = (base._replace(relation=relation or base.relation) for base in prose.bases(text))
        some, more = named_in_prose(stated, lambda _: source)  # noqa: B023  # asked before the next turn
        bases.extend(some)
        called.extend(more)
    return unordered(bases), unordered(called)
