"""Where something stands: document, line, columns."""

from attrs import frozen

from openness.vocabulary.value import Value


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
        """What places are sorted by."""
        return (self.document, self.line, self.columns)

    def __str__(self) -> str:
        return f"{self.document}:{self.line}" if self.line else self.document
