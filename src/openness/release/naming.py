"""The licences that a written name may stand for, as a value: whoever looks a name up needs no claim."""

from attrs import field, frozen

from openness.value import Value


@frozen(eq=False, repr=False)
class Naming(Value):
    """The licences that a written name may stand for.

    Args:
        written: the name as it was written.
        candidates: the expressions it may stand for: one when it is clear, several when it is ambiguous, the one
            `NOASSERTION` when it resolves to nothing.
        known: a record stands behind every candidate.
        deprecated: the retired SPDX identifiers in it.
        value: the expression it resolves to; as written where it is unknown or ambiguous.
    """

    written: str
    candidates: tuple[str, ...]
    known: bool
    deprecated: tuple[str, ...] = ()
    value: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        clear = self.known and len(self.candidates) == 1
        object.__setattr__(self, "value", self.candidates[0] if clear else self.written)

    @property
    def ambiguous(self) -> bool:
        """True where it stands for several licences."""
        return len(self.candidates) > 1
