"""The columns of a lineage for a row of a form that something reaches: one release, judged by the code that judges any."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pyarrow
from attrs import evolve

from openness.evaluation.batch import classify_release
from openness.evaluation.lineage import terms_known
from openness.release.claim import Claim, Fact, unordered
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.release import BaseModel, Release
from openness.resolution.ancestry import MORE
from openness.table.bases import UNKNOWN_BASE
from openness.table.licences import nobody
from openness.table.models import Model, is_followed
from openness.table.row import ROW
from openness.vocabulary import NOASSERTION, Basis, Relation

if TYPE_CHECKING:
    from openness.shelf.known_models import KnownModel
    from openness.shelf.shelf import Shelf

_OWN = "own"
#: The columns of a lineage, each with its type.
COLUMNS = {
    "lineage.bases": pyarrow.int32(),
    "lineage.licences": pyarrow.list_(pyarrow.string()),
    "lineage.unknown": pyarrow.bool_(),
    "lineage.reached": pyarrow.string(),
    "lineage.reachable": pyarrow.string(),
    "lineage.band": pyarrow.string(),
    "lineage.findings": pyarrow.list_(pyarrow.string()),
}
SCHEMA = pyarrow.schema(list(COLUMNS.items()))

#: The entry of the known models for models of a sort, by their name, and the terms that they state.
Sort = tuple["KnownModel | None", Fact]
#: The sorts that reach a row, each with True where it is by the row's own maker; and that maker where it counts.
View = tuple[tuple[tuple[int, bool], ...], str]


class LineageJudge:
    """Judges rows of a form that something reaches.

    Args:
        shelf: where licences and definitions are looked up.
        sorts: of models.
        called: by sort, names by which that is known.
    """

    def __init__(self, shelf: "Shelf", sorts: Sequence[Sort], called: dict[int, list[str]]) -> None:
        self._shelf = shelf
        self._sorts = sorts
        self._called = called

    def answer(self, model: Model, view: View, circle: bool) -> dict[str, Any]:
        """The columns of the lineage but for the count.

        Args:
            model: what the row says.
            view: what reaches it.
            circle: whether it comes from itself.
        """
        release = self._release(model, view, circle)
        classification = classify_release(release, ROW, ("spectrum",), self._shelf)
        bases = classification.release.derived_from
        licences = {value for base in bases for value in base.licence.values if nobody(value) < 0}
        standing = classification.spectrum
        return {
            "lineage.licences": sorted(licences - {NOASSERTION}),
            "lineage.unknown": not all(terms_known(base, classification.resolved.licences) for base in bases),
            "lineage.reached": standing.reached,
            "lineage.reachable": standing.reachable,
            "lineage.band": classification.band,
            "lineage.findings": sorted({finding.code.value for finding in classification.findings}),
        }

    def _release(self, model: Model, view: View, circle: bool) -> Release:
        """The release that rows of a form are, with the bases that reach them."""
        release = model.release
        seen, owner = view
        own = (release.name.value or "").lower()
        kept = [base for base in release.base_models if not is_followed(base)]
        producer = owner or _OWN
        if any(same for _, same in seen):
            release = evolve(release, producer=Fact((Claim(producer, Basis.INFERRED, Source(ROW)),)))
        bases = [self._base(sort, producer if same else "", own) for sort, same in seen]
        oddities = release.oddities
        if circle:
            oddities = (*oddities, Finding(Code.LINEAGE_CYCLE, "it comes from itself", Source(ROW)))
        return evolve(release, base_models=unordered((*kept, *bases)), oddities=oddities)

    def _base(self, sort: int, maker: str, own: str) -> BaseModel:
        """A base of a sort."""
        if sort == MORE[0]:
            return BaseModel("", Relation.FINE_TUNE, Source(ROW), basis=Basis.INFERRED)
        known, terms = self._sorts[sort]
        names = self._called[sort] if known is not None else [UNKNOWN_BASE]
        name = next((name for name in names if name != own), names[0])
        return BaseModel(name, Relation.FINE_TUNE, Source(ROW), terms, maker)
