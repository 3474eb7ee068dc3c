"""The records of one shelf, loaded once and complete before the first answer that they could change.

This is the part of a shelf that changes while it is used: a lock guards the loading, and what is loaded stays as it is.
"""

from threading import Lock
from typing import TYPE_CHECKING, Any

from openness.errors import OpennessError, Problem
from openness.index import tables
from openness.index.words import fold

if TYPE_CHECKING:
    from openness.shelf.additions import Additions


class Stock:
    """The records of a shelf: the shipped ones, those of folders, and those of installed packages.

    A shelf with folders loads everything when it is opened. One without asks installed packages only for what the shipped
    records do not know, as looking for packages takes longer than checking a card. That changes no answer: packages may
    add ids, names and texts, and fill in a listed licence that has no answers yet, but replace nothing. So whatever is
    found without them is found with them, and whatever is not found asks all of them first. Where their records break a
    rule, every question that needs them fails, and always alike.

    Args:
        folders: folders of records, which may replace one by saying so.
        adding: folders that may only add.
    """

    def __init__(self, folders: tuple[str, ...], adding: tuple[str, ...]) -> None:
        self.index = tables.shipped()
        self._folders = folders
        self._adding = adding
        self._lock = Lock()
        self._loaded: Additions | None = None
        self._problems: tuple[Problem, ...] = ()
        if folders or adding:
            self.complete()

    def complete(self) -> "Additions":
        """All that folders and packages add.

        Raises:
            OpennessError: with every problem in their records; each time anew.
        """
        with self._lock:
            if self._loaded is None and not self._problems:
                from openness.shelf.additions import loaded

                try:
                    self._loaded = loaded(self._folders, self._adding, self.index)
                except OpennessError as error:
                    self._problems = error.problems
        if self._loaded is None:
            raise OpennessError(*self._problems)
        return self._loaded

    def named(self, name: str) -> list[str]:
        """The ids of the records that claim a name."""
        folded = fold(name)
        added = self._loaded.names.get(folded) if self._loaded else None
        return added or self.index.named(folded) or self.complete().names.get(folded, [])

    def has_name(self, name: str) -> bool:
        """True where a record that is loaded claims a name."""
        folded = fold(name)
        return bool((self._loaded and self._loaded.names.get(folded)) or self.index.named(folded))

    def record(self, id: str) -> dict[str, Any] | None:
        """The record of a licence; None where there is none."""
        shipped = self.index.record(id)
        if shipped is not None and shipped.get("grants") and not self._loaded:
            return shipped
        if shipped is None and (not id or " " in id):  # none that a record points to, or an expression
            return None
        return self.complete().records.get(id) or shipped

    def definition(self, id: str) -> dict[str, Any] | None:
        """The record of a definition; None where there is none."""
        added = self._loaded.definitions.get(id) if self._loaded else None
        return added or self.index.definition(id) or self.complete().definitions.get(id)

    def adds_definition(self, id: str) -> bool:
        """True where the record of a definition that `definition` has found is no shipped one."""
        return self._loaded is not None and id in self._loaded.definitions

    def licences(self) -> list[str]:
        """The ids of all licences."""
        return sorted({*self.index.ids("licences"), *self.complete().records})

    def definitions(self) -> list[str]:
        """The ids of the definitions that everything is asked under: the shipped ones, and those in folders.

        A definition of a package is known by its id and asked for by it, so that to install something changes no report.
        """
        added = self._loaded.definitions if self._loaded else {}
        documents = {id for id in self.index.ids("documents") if id not in added}
        documents.update(id for id, record in added.items() if record.get("about") == "document")
        return [id for id in self.every_definition() if id not in documents]

    def every_definition(self) -> list[str]:
        """The same with the definitions of a document, which are judged only where they are named."""
        added = self._loaded.asked if self._loaded else ()
        return sorted({*self.index.ids("definitions"), *added}, key=lambda id: (id != "spectrum", id))

    def titles(self) -> dict[str, tuple[str, ...]]:
        """The names of every definition and of its levels, by its id."""
        found = self.index.titles()
        if self._loaded:
            from openness.index.records import titles

            found |= {id: titles(record) for id, record in self._loaded.definitions.items()}
        return {id: tuple(found[id]) for id in self.every_definition()}

    @property
    def replaced(self) -> tuple[str, ...]:
        """The records that a folder replaces, each with its reason."""
        return tuple(self._loaded.replaced) if self._loaded else ()
