"""A licence found in a text."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from openness.value import Value

if TYPE_CHECKING:
    from openness.licensing.matching.difference import Difference

MatchKind = Literal["exact", "same-wording", "modified", "partial"]

#: The words of a licence's text that may be shown, by the characters that stand for them.
Spelling = Callable[[str], Mapping[str, str]]


@frozen(eq=False, repr=False)
class Match(Value):
    """A licence found in a text.

    Args:
        licence: the licence's id.
        likeness: the share of words that agree, 0 to 1; 1 only if exact.
        kind: `exact`; `same-wording`, the same words in another layout; `modified` or `partial`.
        lines: the first and the last line, counted from 1.
        differences: what is not as in the known text; empty if exact. In the same wording, what was overlooked.
        policy: whether it is a policy that goes with a licence.
        version: the other version that the text's title names; empty where it names none, or this one.
    """

    licence: str
    likeness: float
    kind: MatchKind
    lines: tuple[int, int]
    differences: "tuple[Difference, ...]" = ()
    policy: bool = False
    version: str = ""
