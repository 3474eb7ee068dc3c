"""A place in code or settings that names a model, a data set or a hosted service."""

from attrs import frozen

from openness.release.location import Source
from openness.value import Value
from openness.vocabulary.references import Sort, Sure


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


@frozen(eq=False, repr=False)
class UnnamedCall(Value):
    """A call that asks for a model or a data set, and whose code does not show which.

    Args:
        written: the expression that stands for the name.
        sort: what is asked for.
        source: the file and the line.
        placeholder: True for a name that examples have in place of a real one.
    """

    written: str
    sort: Sort
    source: Source
    placeholder: bool = False

    def to_dict(self) -> dict[str, object]:
        """The call as the JSON of `openness inventory`."""
        return {
            "kind": self.sort.value,
            "written": self.written,
            "placeholder": self.placeholder,
            "document": self.source.document,
            "line": self.source.line or None,
        }
