"""The models of a table by their form: rows that say the same have one form, which is read once."""

from typing import TYPE_CHECKING

from attrs import frozen

from openness.release.claim import Fact
from openness.release.release import BaseModel, Release, join
from openness.resolution.resolve import resolve
from openness.table.form import cells_of
from openness.table.row import release_of
from openness.value import Shown
from openness.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openness.shelf.known_models import KnownModel
    from openness.shelf.shelf import Shelf
    from openness.table.form import Form, Row


@frozen(eq=False, repr=False)
class Model(Shown):
    """The release that rows of one form describe, with what its lineage needs.

    Args:
        release: as they say it, before names are looked up.
        bases: the named bases whose terms are certain to reach them, by the names that the form has for them.
        terms: what they say of the licence of their weights.
        others: how many bases they have besides: without a name, or named by prose alone.
    """

    release: Release
    bases: tuple[str, ...]
    terms: Fact
    others: int

    @property
    def is_model(self) -> bool:
        """False for a data set."""
        return self.release.subject != "dataset"


class Models:
    """The forms of rows by their numbers, and the known models by their names.

    Args:
        shelf: where names are looked up.
    """

    def __init__(self, shelf: "Shelf") -> None:
        self._shelf = shelf
        self._numbers: dict[Form | Row, int] = {}
        self._forms: list[Form | Row] = []
        self._models: list[Model | None] = []
        self._known: dict[str, KnownModel | None] = {}

    def __len__(self) -> int:
        return len(self._forms)

    def __getitem__(self, number: int) -> Model:
        """The model that rows of a form describe."""
        model = self._models[number]
        if model is None:
            model = self._models[number] = self.described(release_of(cells_of(self._forms[number])))
        return model

    def all(self) -> "Iterator[Model]":
        """The models that rows of each form describe, in the order of the numbers."""
        return map(self.__getitem__, range(len(self)))

    def number(self, form: "Form | Row") -> int:
        """The number of a form."""
        number = self._numbers.setdefault(form, len(self._numbers))
        if number == len(self._forms):
            self._forms.append(form)
            self._models.append(None)
        return number

    def described(self, release: Release) -> Model:
        """The model that a release describes."""
        resolved = resolve(release, self._shelf)
        reaching = resolved.derived_from
        bases = tuple(base.name for base in reaching if is_followed(base))
        terms = resolved.component(Kind.MODEL_PARAMETERS_FINAL).licence
        return Model(release, bases, terms, len(reaching) - len(bases))

    def together(self, rows: "Iterable[tuple[int, str]]") -> Model:
        """The model that several rows describe together, as one release of all that they say.

        Args:
            rows: of each the number of its form, and its name.
        """
        return self.described(join(release_of(cells_of(self._forms[number], name)) for number, name in rows))

    def known(self, name: str) -> "KnownModel | None":
        """The known model of this name, whatever the source."""
        key = name.lower()
        if key not in self._known:
            self._known[key] = self._shelf.known_base(name)
        return self._known[key]

    def learn(self, name: str, known: "KnownModel | None") -> None:
        """Take over an entry that somebody else has looked up."""
        self._known.setdefault(name.lower(), known)


def is_followed(base: BaseModel) -> bool:
    """True for a base with a name whose terms are certain to reach what is made from it."""
    return bool(base.name) and base.certain and base.relation.carries_terms
