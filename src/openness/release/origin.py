"""Where whoever wrote a file found what it says: the source, the day they looked, how sure it is."""

from attrs import frozen

from openness.vocabulary.value import Value


@frozen(eq=False, repr=False)
class Origin(Value):
    """Where a statement was found.

    Args:
        source: an address, or `github:owner/name@commit:path`; several are joined by a semicolon.
        checked: the day it was looked up, as `2026-11-24`.
        confidence: a word of `Confidence`.

    >>> str(Origin("github:example/small@1a2b3c4:README.md", "2026-11-24", "high"))
    'github:example/small@1a2b3c4:README.md, looked up 2026-11-24, confidence high'
    """

    source: str = ""
    checked: str = ""
    confidence: str = ""

    def within(self, outer: "Origin") -> "Origin":
        """This origin, with what is said around it where it says nothing itself."""
        return Origin(self.source or outer.source, self.checked or outer.checked, self.confidence or outer.confidence)

    def __str__(self) -> str:
        day = f"looked up {self.checked}" if self.checked else ""
        sure = f"confidence {self.confidence}" if self.confidence else ""
        return ", ".join(filter(None, (self.source or "no source", day, sure)))

    def to_dict(self) -> dict[str, object]:
        """The origin as the JSON of `openness classify`."""
        return {
            "source": self.source or None,
            "checked": self.checked or None,
            "confidence": self.confidence or None,
        }
