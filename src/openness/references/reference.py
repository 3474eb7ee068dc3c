"""A place in code or settings that names a model, a data set or a hosted service."""

from enum import StrEnum

from attrs import frozen

from openness.release.location import Source
from openness.value import Value


class Sort(StrEnum):
    """The kinds of things that a reference names."""

    MODEL = "model"
    DATASET = "dataset"
    SERVICE = "service"


class Sure(StrEnum):
    """How sure a reader is that the name is used, the surest first."""

    LITERAL = "literal"  #: it stands where a model, a data set or a service is named
    CONSTANT = "constant"  #: it reaches that place through a constant, a default or an entry of a dictionary
    GUESS = "guess"  #: it may reach it, or stands under a name that speaks of one


@frozen(eq=False, repr=False)
class Reference(Value):
    """One place that names a model, a data set or a service.

    Args:
        name: the repository on the Hub as `account/name`, or the provider and the name at it.
        sort: what it names.
        written: the name as it stands there.
        source: the file, the line, the columns.
        revision: the branch, tag or commit that is asked for; empty for none.
        sure: how sure the reader is.
        hub: True where the name is that of a repository on the Hub.
    """

    name: str
    sort: Sort
    written: str
    source: Source
    revision: str = ""
    sure: Sure = Sure.LITERAL
    hub: bool = True

    @property
    def key(self) -> tuple[Sort, str]:
        """The thing it names, whatever place names it."""
        return self.sort, self.name

    @property
    def pinned(self) -> bool:
        """True where a commit is asked for: a branch or a tag may lead elsewhere tomorrow."""
        return 7 <= len(self.revision) <= 64 and not set(self.revision.lower()) - set("0123456789abcdef")
