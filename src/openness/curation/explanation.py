"""An explanation as a value, and the form in which words are compared."""

from collections.abc import Mapping
from typing import Any

from attrs import evolve, field, frozen

from openness.value import Value, read_only


@frozen(eq=False, repr=False)
class Explanation(Value):
    """One word, explained.

    Args:
        word: as it is written properly.
        sort: what kind of word it is.
        lines: pairs of a heading (empty for a plain paragraph) and a text.
        record: the same as data, for `--format json`.
        others: the other meanings of the word.
    """

    word: str
    sort: str
    lines: tuple[tuple[str, str], ...]
    record: Mapping[str, Any] = field(eq=False, converter=read_only)
    others: tuple["Explanation", ...] = ()

    @property
    def meanings(self) -> tuple["Explanation", ...]:
        """Every meaning of the word, this one first."""
        return (evolve(self, others=()), *self.others) if self.others else (self,)

    @property
    def data(self) -> object:
        """The record, as `--format json` prints it; a list of records where the word has several meanings."""
        return [meaning.record for meaning in self.meanings] if self.others else self.record


def key_of(text: str) -> str:
    """A word without its case, its quotation marks, and the difference between a hyphen and a space."""
    return " ".join(text.lower().strip("“”").replace("-", " ").replace("_", " ").split())
