"""The place of a statement in a document, and the source where its writer found it."""

from attrs import frozen

from openness.value import Value


@frozen(eq=False, repr=False)
class Source(Value):
    """A place in a document.

    Args:
        document: the name of the document as it was given.
        line: counted from 1; 0 when the place is the document as a whole.
        columns: first and one past the last column, counted from 1; (0, 0) when the whole line is meant.
    """

    document: str
    line: int = 0
    columns: tuple[int, int] = (0, 0)

    @property
    def order(self) -> tuple[str, int, tuple[int, int]]:
        """The key by which places are sorted."""
        return (self.document, self.line, self.columns)

    def __str__(self) -> str:
        return f"{self.document}:{self.line}" if self.line else self.document


@frozen(eq=False, repr=False)
class Origin(Value):
    """The source of a statement, as its writer cites it.

    Args:
        source: an address, or `github:owner/name@commit:path`; several are joined by a semicolon.
        checked: the day it was looked up, as `2026-11-24`.
        confidence: a word of `Confidence`.
        quote: a few words of the source, as they stand there.
        second_hand: others report what the maker says; the maker's own page was not read.

    >>> str(Origin("github:example/small@1a2b3c4:README.md", "2026-11-24", "high"))
    'github:example/small@1a2b3c4:README.md, looked up 2026-11-24, confidence high'
    >>> str(Origin("https://index.example", second_hand=True))
    'https://index.example, second-hand'
    """

    source: str = ""
    checked: str = ""
    confidence: str = ""
    quote: str = ""
    second_hand: bool = False

    def within(self, outer: "Origin") -> "Origin":
        """This origin, its empty fields filled in from the origin around it.

        A quotation and the mark *second-hand* are about one source, and are not taken over to another.

        >>> outer = Origin("https://a.example", "2026-11-24", "medium", "It is MIT.", second_hand=True)
        >>> Origin(confidence="high").within(outer).quote, Origin("https://b.example").within(outer).quote
        ('It is MIT.', '')
        """
        around = Origin() if self.source else outer
        return Origin(
            self.source or outer.source,
            self.checked or outer.checked,
            self.confidence or outer.confidence,
            self.quote or around.quote,
            self.second_hand or around.second_hand,
        )

    def __str__(self) -> str:
        day = f"looked up {self.checked}" if self.checked else ""
        sure = f"confidence {self.confidence}" if self.confidence else ""
        mark = "second-hand" if self.second_hand else ""
        return ", ".join(filter(None, (self.source or "no source", mark, day, sure)))

    def to_dict(self) -> dict[str, object]:
        """The origin as the JSON of `openness classify`."""
        return {
            "source": self.source or None,
            "checked": self.checked or None,
            "confidence": self.confidence or None,
            "quote": self.quote or None,
            "second-hand": self.second_hand,
        }
