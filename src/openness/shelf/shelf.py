"""Finds licence and definition records, and gives names their records.

Shelves are data and never executed. The shipped shelf comes first; folders named by a user may add records, and
replace one only by saying so (`replaces`, with a reason).
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from openness.errors import OpennessError, Problem, nearest, suggesting
from openness.index.tables import Index
from openness.licensing.choices import Answers
from openness.licensing.licence import Licence, answers, licence_of
from openness.licensing.licences import Licences
from openness.recent import Recent, remembered
from openness.release.naming import Naming
from openness.shelf.naming import Names
from openness.shelf.stock import Stock
from openness.value import Value
from openness.vocabulary import NOASSERTION, Kind, Term

if TYPE_CHECKING:
    from openness.definition.definition import Definition
    from openness.licensing.matching.fingerprints import Fingerprints
    from openness.licensing.matching.match import Match
    from openness.licensing.name_asked import NameAsked
    from openness.licensing.statement import Statements
    from openness.shelf.known_models import KnownModel, KnownModels

_NUMBERS = 2_101  # numbers below are shown of any text; a year is one


class _Memory:
    """Caches for the answers of one shelf. A shelf itself never changes: only its caches and its lookups do.

    A cached answer is the one that the shelf would work out again. Each cache is bounded: its keys come from inputs, and
    a process may read inputs for weeks.
    """

    def __init__(self, shelf: "Shelf") -> None:
        self.naming = remembered(8_192)(shelf._names.naming)
        self.identify = lru_cache(maxsize=64)(shelf._identify)  # texts of up to 1 MiB
        self.fingerprints = cache(shelf._fingerprints)
        self.spelling = lru_cache(maxsize=64)(shelf._spelling)  # some thousand words each
        self.answers = remembered(8_192)(shelf._answer)
        self.known_base = remembered(8_192)(shelf._base)
        self.licences_of = lru_cache(maxsize=1_024)(shelf._licences_of)
        self.licence = remembered(4_096)(shelf._licence)  # there are some 900; an expression is asked for too
        self.definition = cache(shelf._definition)
        self.bases = cache(shelf._known_models)
        self.statements = cache(shelf._statements)
        self.recent: dict[str, Recent[Any, Any]] = {}


def _folders(given: object) -> tuple[str, ...]:
    """The folders that somebody gives a shelf: one path or several.

    Raises:
        TypeError: when it is anything else.
    """
    if isinstance(given, (str, os.PathLike)):
        given = (given,)
    if isinstance(given, Iterable) and not isinstance(given, (bytes, bytearray, Mapping)):
        paths = tuple(os.fspath(path) if isinstance(path, os.PathLike) else path for path in given)
        if all(isinstance(path, str) for path in paths):
            return paths
    raise TypeError(f"a shelf takes a path or several, not {type(given).__name__}")


@frozen(eq=False, repr=False)
class Shelf(Value):
    """Licences and definitions, from the package and from folders; two of the same folders are equal.

    Args:
        folders: further folders of TOML records, one path or several, which may also replace a record by saying so.
        adding: further folders, which may only add.

    Raises:
        OpennessError: when a folder cannot be read, or a record in it breaks the rules.
        TypeError: when what is given is not a path.

    >>> Shelf(), Shelf() == Shelf(())
    (Shelf(), True)
    """

    folders: tuple[str, ...] = field(default=(), converter=_folders)
    adding: tuple[str, ...] = field(default=(), converter=_folders)
    _stock: Stock = field(init=False, repr=False, eq=False)
    _memory: _Memory = field(init=False, repr=False, eq=False)
    _names: Names = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        stock = Stock(self.folders, self.adding)
        object.__setattr__(self, "_stock", stock)
        object.__setattr__(self, "_names", Names(stock.index, stock.named, lambda: stock.complete().names))
        object.__setattr__(self, "_memory", _Memory(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return opened, (self.folders, self.adding)  # records are read again where it is unpacked

    @property
    def _index(self) -> Index:
        return self._stock.index

    @property
    def naming(self) -> Callable[[str], Naming]:
        """Looks up the licences that a written name may stand for."""
        return self._memory.naming

    @property
    def identify(self) -> "Callable[[str], tuple[Match, ...]]":
        """The licences whose texts stand in a text."""
        return self._memory.identify

    @property
    def answers(self) -> Callable[[str, tuple[Term, ...], Kind], frozenset[Answers]]:
        """The choices that an expression of ids leaves, each with its answers to terms."""
        return self._memory.answers

    @property
    def known_base(self) -> "Callable[[str], KnownModel | None]":
        """Looks up a base model by its name."""
        return self._memory.known_base

    @property
    def known_models(self) -> "KnownModels":
        """The table of well-known models."""
        return self._memory.bases()

    def recent(self, what: str, most: int) -> Recent[Any, Any]:
        """The room for what others work out with this shelf and remember a while.

        Args:
            what: that is.
            most: as many things as are remembered.
        """
        found = self._memory.recent.get(what)
        if found is None:
            found = self._memory.recent[what] = Recent(most)
        return found

    def model(self, name: str) -> Naming:
        """The licences that a well-known model may be under, by its name with its account; of any other name none is known."""
        known = self.known_base(name) if "/" in name else None
        return Naming(name, known.licences, known.certain) if known else Naming(name, (NOASSERTION,), False)

    def nearest_model(self, name: str) -> str:
        """A hint for the name of a model: the well-known ones whose accounts alone are spelt in another way.

        >>> shipped().nearest_model("meta-lama/Llama-3.1-8B"), shipped().nearest_model("meta-llama/Llama-3.1-8B")
        ('did you mean meta-llama/Llama-3.1-8B?', '')
        """
        return suggesting(self.known_models.nearest(name))

    @property
    def licences_of(self) -> Callable[[tuple[str, ...]], Licences]:
        """The licences with these ids that have a record."""
        return self._memory.licences_of

    @property
    def data(self) -> str:
        """The version of the data: the newest day on which a shipped record was read."""
        return self._index.data

    @property
    def consequences(self) -> dict[str, Any]:
        """The rows that say what follows from a release, as their file states them."""
        return self._index.rules("consequences")

    @property
    def uses(self) -> dict[str, Any]:
        """The uses that one may ask for, as their file states them."""
        return self._index.rules("uses")

    @property
    def statements(self) -> "Statements":
        """The statements of licences and their stewards on each other."""
        return self._memory.statements()

    @property
    def replaced(self) -> tuple[str, ...]:
        """The records that a folder replaces, each with its reason."""
        return self._stock.replaced

    @property
    def texts(self) -> dict[str, str]:
        """Licence texts that lie beside records of a user or a package, by id."""
        return dict(self._stock.complete().texts)

    # Licences

    def licence(self, id: str) -> Licence | None:
        """The licence with this id; None where no record has it."""
        return self._memory.licence(id)

    def _licence(self, id: str) -> Licence | None:
        record = self._stock.record(id)
        return licence_of(record) if record else None

    def _licences_of(self, ids: tuple[str, ...]) -> Licences:
        """The licences with these ids that have a record; see `licences_of`, which remembers."""
        records = (self.licence(id) for id in sorted(set(ids)))
        return Licences(tuple(licence for licence in records if licence is not None), self._names.exceptions)

    def licences(self) -> list[str]:
        """The ids of all licences."""
        return self._stock.licences()

    @property
    def names_asked(self) -> "tuple[NameAsked, ...]":
        """The names that licences ask for what is made from a work, each once."""
        asked = (licence.name_asked for licence in map(self.licence, self.licences()) if licence)
        return tuple(dict.fromkeys(name for name in asked if name))

    @property
    def exceptions(self) -> dict[str, str]:
        """The names of the SPDX exceptions by their ids."""
        return self._index.exception_names()

    def strange(self, text: str) -> list[str]:
        """The names in an expression that no record knows; none where it is not an expression of several names."""
        return self._names.strange(text)

    def retired(self, id: str) -> bool:
        """True where SPDX has retired an id."""
        return id in self._index.deprecated

    def owners(self, name: str) -> list[str]:
        """The ids of the records that claim a name."""
        return self._stock.named(name)

    def has_name(self, name: str) -> bool:
        """True where a record claims a name; no package is asked and no expression taken apart, so that many can be tried."""
        return self._stock.has_name(name)

    def linked(self, address: str) -> Naming:
        """The licences that an address may stand for; for a well-known model's licence file the table gives them.

        That is enough to doubt a licence that is stated or to tell which one a name means, and never to name one where none is.
        """
        from openness.syntax.urls import licence_on_hub

        naming = self.naming(address)
        known = self.known_base(model) if not naming.known and (model := licence_on_hub(address)) else None
        return Naming(address, known.licences, known.certain) if known else naming

    def nearest(self, name: str) -> str:
        """A hint for a name that resolves to nothing: what an expression lacks, or the licences most like it."""
        return self._names.nearest(name, self.naming)

    def advice(self, name: str) -> str:
        """The same, or else how a licence becomes known.

        >>> shipped().advice("apache-2"), shipped().advice("zephyr-2")
        ('did you mean apache-v2?', 'write its SPDX identifier, or add a record of it with --shelf')
        """
        return self.nearest(name) or "write its SPDX identifier, or add a record of it with --shelf"

    @property
    def met_most(self) -> tuple[str, ...]:
        """The licences of well-known models, that of most first."""
        counted: Counter[str] = Counter()
        for entry in self._index.known_bases()["base"]:
            licence = entry["licence"]
            for id in [licence] if isinstance(licence, str) else licence:
                counted[id] += len(entry["names"])
        return tuple(sorted(filter(self.licence, counted), key=lambda id: (-counted[id], id)))

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
        return answers(expression, terms, kind, self.licence, self._names.exceptions)[0]

    def _base(self, name: str) -> "KnownModel | None":
        """The known model of this name; see `known_base`, which remembers."""
        return self.known_models.find(name)

    def _known_models(self) -> "KnownModels":
        from openness.shelf.known_models import KnownModels  # most cards name no base

        table = self._index.known_bases()
        return KnownModels(table["base"], table["copied-by"])

    def _statements(self) -> "Statements":
        from openness.licensing.statement import Statements  # a card asks for none of it

        return Statements(self._index.statements())

    def _identify(self, text: str) -> "tuple[Match, ...]":
        """The licences whose texts stand in a text; see `identify`, which remembers."""
        if not text.strip():
            return ()
        from openness.licensing.matching.identify import identify

        own = self._stock.complete().texts
        return identify(text, self._memory.fingerprints() if own else None, self._memory.spelling)

    def _fingerprints(self) -> "Fingerprints":
        """The fingerprints of the texts that ship, and of those that lie beside a user's records."""
        from openness.licensing.matching.fingerprints import shipped
        from openness.syntax.document import LICENCE_LIMIT, open_document

        own = self.texts
        if not own:
            return shipped()
        titles = {id: [licence.name, id] for id in own if (licence := self.licence(id)) is not None}
        return shipped().plus({id: [open_document(path, LICENCE_LIMIT).text] for id, path in own.items()}, titles)

    def _spelling(self, id: str) -> "Mapping[str, str]":
        """The words of a licence's text that may be shown, by the characters that stand for them."""
        return self._memory.fingerprints().spelling(self._words(id))

    def text(self, id: str) -> str | None:
        """The text of a licence: SPDX's, as it ships, or the one that lies beside a user's record.

        Args:
            id: the licence's id; a name that is none has no text.

        Returns:
            The text, or None where none is at hand.

        Raises:
            OpennessError: when a user's text cannot be read.

        >>> Shelf().text("MIT").splitlines()[0]
        'MIT License'
        >>> Shelf().text("LicenseRef-Llama-3.1-Community") is None
        True
        """
        if path := self.texts.get(id):
            from openness.syntax.document import LICENCE_LIMIT, open_document

            return open_document(path, LICENCE_LIMIT).text
        from openness.licensing.texts import shipped  # 0.4 MB, which most cards do not need

        return shipped().texts.get(id)

    def _words(self, id: str) -> "Iterable[str]":
        """The words by which a licence's text may be quoted: its own, or without it the commonest, and numbers."""
        from openness.licensing.matching.normalise import words
        from openness.licensing.texts import shipped

        text = self.text(id)
        if text is None:
            return [*shipped().common, *map(str, range(_NUMBERS))]
        return words(text, statements_too=True).raw

    # Definitions

    def definition(self, id: str) -> "Definition":
        """The definition with this id.

        Raises:
            OpennessError: with the nearest ids, when there is none.
        """
        return self._memory.definition(id)

    def _definition(self, id: str) -> "Definition":
        record = self._stock.definition(id)
        if record is None:
            known = self.every_definition()
            help = nearest(id, known) or f"known are {', '.join(known)}"
            raise OpennessError(Problem("", None, f"there is no definition {id!r}", help))
        if not self._stock.adds_definition(id):
            return _shipped_definition(self._stock.index, id)
        from openness.definition.parse import definition_of

        return definition_of(record)

    def definitions(self) -> list[str]:
        """The ids of the definitions that everything is asked under, the spectrum first; a package's is asked by its id."""
        return self._stock.definitions()

    @property
    def titles(self) -> dict[str, tuple[str, ...]]:
        """The names of every definition and of its levels, by its id; none is taken apart for them."""
        return self._stock.titles()

    def every_definition(self) -> list[str]:
        """The same with the definitions of a document, which are judged only where they are named."""
        return self._stock.every_definition()


@lru_cache(maxsize=64)
def _shipped_definition(index: Index, id: str) -> "Definition":
    """A shipped definition, the same for every shelf: what is remembered of one keeps no second one alive."""
    from openness.definition.parse import definition_of

    record = index.definition(id)
    assert record is not None
    return definition_of(record)


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
    from openness.syntax.document import project_files

    files = tuple(project_files())
    if not (folders or files or os.environ.get("OPENNESS_PATH")):
        return opened()
    from openness.shelf import additions as addition
    from openness.shelf.project import configured

    return opened((*addition.from_environment(), *folders), configured(files))
