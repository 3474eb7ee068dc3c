"""A judgement only a person can make."""

from attrs import frozen

from openness.release.location import Source
from openness.vocabulary.value import Value


@frozen(eq=False, repr=False)
class Conclusion(Value):
    """A judgement by a named person (contract, rule 4).

    Args:
        about: a criterion as `definition/criterion`, or a component id when a licence is concluded.
        value: `met` or `unmet`, or the licence.
        by: who concluded it.
        on: the day, as written.
        because: the reason.
        source: where it stands.
    """

    about: str
    value: str
    by: str
    on: str
    because: str
    source: Source

    def to_dict(self) -> dict[str, object]:
        """The conclusion as the JSON of `openness classify`."""
        return {"about": self.about, "value": self.value, "by": self.by, "on": self.on, "because": self.because}
