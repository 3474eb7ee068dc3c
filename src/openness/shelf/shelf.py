"""Finds licence and definition records, and gives names their records.

Shelves are data and never executed. The shipped shelf comes first; folders named by a user may add records, and
replace one only by saying so (`replaces`, with a reason).
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from openness.errors import OpennessError, Problem, nearest
from openness.index import tables as indexes
from openness.licensing.licence import Answers, Licence, answers, licence_of
from openness.licensing.licences import Licences
from openness.release.claim import Naming
from openness.shelf.naming import Names
from openness.vocabulary import Kind, Term
from openness.vocabulary.value import Shown

if TYPE_CHECKING:
    from openness.definition.definition import Definition
    from openness.licensing.matching.match import Match
    from openness.shelf.additions import Additions
    from openness.shelf.known_models import Bases, Known


@lru_cache(maxsize=1)
def _shipped_index() -> indexes.Index:
    return indexes.load()


@frozen(eq=False, repr=False)
class Shelf(Shown):
    """Licences and definitions, from the package and from folders.

    Args:
        folders: further folders of TOML records, which may also replace a record by saying so.
        adding: further folders, which may only add.
    """

    folders: tuple[str, ...] = ()
    adding: tuple[str, ...] = ()
    _index: indexes.Index = field(factory=_shipped_index, repr=False)
    _additions: "list[Additions]" = field(factory=list, init=False, repr=False)
    _asked_packages: list[bool] = field(factory=list, init=False, repr=False)
    _licences: dict[str, Licence | None] = field(factory=dict, init=False, repr=False)
    _definitions: "dict[str, Definition]" = field(factory=dict, init=False, repr=False)
    _bases: "list[Bases]" = field(factory=list, init=False, repr=False)
    _listed: list[str] = field(factory=list, init=False, repr=False)
    _names: Names = field(init=False, repr=False)
    naming: Callable[[str], Naming] = field(init=False, repr=False)
    identify: "Callable[[str], tuple[Match, ...]]" = field(init=False, repr=False)
    answers: Callable[[str, tuple[Term, ...], Kind], frozenset[Answers]] = field(init=False, repr=False)
    known_base: "Callable[[str], Known | None]" = field(init=False, repr=False)
    licences_of: Callable[[tuple[str, ...]], Licences] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_names", Names(self._index, self._look_up, self._added_names))
        object.__setattr__(self, "naming", lru_cache(maxsize=65_536)(self._names.naming))
        object.__setattr__(self, "identify", lru_cache(maxsize=256)(self._identify))
        object.__setattr__(self, "answers", lru_cache(maxsize=65_536)(self._answer))
        object.__setattr__(self, "licences_of", lru_cache(maxsize=16_384)(self._licences_of))
        object.__setattr__(self, "known_base", lru_cache(maxsize=65_536)(self._base))
        for folder in self.adding:
            self._add(folder, may_replace=False)
        for folder in self.folders:
            self._add(folder, may_replace=True)

    @property
    def data(self) -> str:
        """The version of the data: the newest day on which a shipped record was read."""
        return self._index.data

    @property
    def consequences(self) -> dict[str, Any]:
        """The rows that say what follows from a release, as their file states them."""
        return self._index.rows()

    @property
    def replaced(self) -> tuple[str, ...]:
        """The shipped records that a folder replaces, each with its reason."""
        return tuple(said for additions in self._additions for said in additions.replaced)

    @property
    def texts(self) -> dict[str, str]:
        """Licence texts that lie beside records of a user, by id."""
        return {id: path for additions in self._additions for id, path in additions.texts.items()}

    def _add(self, folder: str, may_replace: bool) -> None:
        from openness.shelf import additions as addition

        if not self._additions:
            self._additions.append(addition.Additions())
        self._listed.clear()
        addition.add(self._additions[0], folder, self._index, may_replace)

    def _ask_packages(self) -> None:
        """Take the records of installed packages; once, and only for a name that nothing else knows."""
        if self._asked_packages:
            return
        self._asked_packages.append(True)
        from openness.shelf import additions as addition

        for folder in addition.from_packages():
            self._add(folder, may_replace=False)

    # Licences

    def licence(self, id: str) -> Licence | None:
        """The licence with this id; None where no record has it."""
        if id not in self._licences:
            record = self._record(id)
            self._licences[id] = licence_of(record) if record else None
        return self._licences[id]

    def _licences_of(self, ids: tuple[str, ...]) -> Licences:
        """The licences with these ids that have a record; see `licences_of`, which remembers."""
        records = (self.licence(id) for id in sorted(set(ids)))
        return Licences(tuple(licence for licence in records if licence is not None), self._names.exceptions)

    def _record(self, id: str) -> dict[str, Any] | None:
        held = next((additions.records[id] for additions in self._additions if id in additions.records), None)
        return held or self._index.record(id)

    def licences(self) -> list[str]:
        """The ids of all licences."""
        added = (id for additions in self._additions for id in additions.records)
        return sorted({*self._index.ids("licences"), *added})

    @property
    def exceptions(self) -> dict[str, str]:
        """The names of the SPDX exceptions by their ids."""
        return self._index.exception_names()

    def strange(self, text: str) -> list[str]:
        """The names in an expression that no record knows; none where it is no expression of several names."""
        return self._names.strange(text)

    def owners(self, name: str) -> list[str]:
        """The ids of the records that claim a name."""
        return self._look_up(name)

    def _look_up(self, name: str) -> list[str]:
        folded = indexes.fold(name)
        for additions in self._additions:
            if folded in additions.names:
                return additions.names[folded]
        held = self._index.named(folded)
        if not held and not self._asked_packages:
            self._ask_packages()
            return self._look_up(name) if self._additions else []
        return held

    def _added_names(self) -> dict[str, list[str]]:
        """The names that folders add, each with its ids."""
        return self._additions[0].names if self._additions else {}

    def linked(self, address: str) -> Naming:
        """What a text at an address stands for; that of a well-known model's licence file is inferred from the table.

        That is enough to doubt a licence that is stated, and never to name one where none is.
        """
        from openness.syntax.urls import licence_on_hub

        naming = self.naming(address)
        known = self.known_base(model) if not naming.known and (model := licence_on_hub(address)) else None
        return Naming(address, known.licences, known.certain) if known else naming

    def nearest(self, name: str) -> str:
        """A hint that names the licences most like a name that resolves to nothing."""
        added = (one for additions in self._additions for one in additions.names if not one.startswith("//"))
        names = (*self._index.spellings(), *added) if len(name) <= 100 else ()
        folded = indexes.fold(name)
        return nearest(folded, (one for one in names if one != folded))

    def ids_in(self, expression: str) -> tuple[str, ...]:
        """The ids of the licences in an expression of ids, in order."""
        if self.licence(expression) is not None:
            return (expression,)
        from openness.licensing.expression import ids

        return ids(expression)

    def _answer(self, expression: str, terms: tuple[Term, ...], kind: Kind) -> frozenset[Answers]:
        """The choices an expression of ids leaves; see `answers`, which remembers."""
        plain = self.licence(expression)
        if plain is not None:
            return frozenset([tuple(plain.answer(term, kind) for term in terms)])
        return answers(expression, terms, kind, self.licence, self._names.exceptions)

    def _base(self, name: str) -> "Known | None":
        """What is known of a base model by this name; see `known_base`, which remembers."""
        from openness.shelf.known_models import Bases  # most cards name no base

        if not self._bases:
            table = self._index.known_bases()
            self._bases.append(Bases(table["base"], table["copied-by"]))
        return self._bases[0].find(name)

    def _identify(self, text: str) -> "tuple[Match, ...]":
        """The licences whose texts stand in a text; see `identify`, which remembers."""
        if not text.strip():
            return ()
        from openness.licensing.matching.match import identify
        from openness.licensing.matching.templates import shipped
        from openness.syntax.document import LICENCE_LIMIT, open_document

        known = shipped()
        if own := self.texts:
            known = known.plus({id: [open_document(path, LICENCE_LIMIT).text] for id, path in own.items()})
        return identify(text, known)

    # Definitions

    def definition(self, id: str) -> "Definition":
        """The definition with this id.

        Raises:
            OpennessError: with the nearest ids, when there is none.
        """
        if id not in self._definitions:
            added = (additions.definitions.get(id) for additions in self._additions)
            record = next(filter(None, added), None) or self._index.definition(id)
            if record is None:
                help = nearest(id, self.definitions()) or f"known are {', '.join(self.definitions())}"
                raise OpennessError(Problem("", None, f"there is no definition {id!r}", help))
            from openness.definition.parse import definition_of

            self._definitions[id] = definition_of(record)
        return self._definitions[id]

    def definitions(self) -> list[str]:
        """The ids of all definitions, the spectrum first."""
        if not self._listed:
            added = (id for additions in self._additions for id in additions.definitions)
            ids = {*self._index.ids("definitions"), *added}
            self._listed.extend(sorted(ids, key=lambda id: (id != "spectrum", id)))
        return list(self._listed)


def opened(folders: tuple[str, ...] = (), adding: tuple[str, ...] = ()) -> Shelf:
    """The shelf with these folders, opened once for as long as their files do not change."""
    if not (folders or adding):
        return _opened((), (), ())
    from openness.shelf.additions import stamps

    return _opened(folders, adding, stamps((*folders, *adding)))


@lru_cache(maxsize=8)
def _opened(folders: tuple[str, ...], adding: tuple[str, ...], stamps: tuple[object, ...]) -> Shelf:
    return Shelf(folders, adding)


def shipped() -> Shelf:
    """The shelf that comes with the package, and nothing else."""
    return opened()


def default(folders: tuple[str, ...] = ()) -> Shelf:
    """The shelf a call uses: the shipped one, what the environment and the project add, and these folders.

    Raises:
        OpennessError: when one of them cannot be read, or a record in it breaks the rules.
    """
    from os import environ

    from openness.syntax.document import project_files

    if not (folders or environ.get("OPENNESS_PATH") or any(project_files())):
        return opened()
    from openness.shelf import additions as addition

    return opened((*addition.from_environment(), *folders), addition.configured())
