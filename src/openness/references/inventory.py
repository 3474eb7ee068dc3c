"""The inventory of a repository: each reference with the licence and level of the thing it names."""

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve, field, frozen

from openness._version import document
from openness.errors import OpennessError, Problem, as_json
from openness.references.knowledge import Knowledge, Known
from openness.references.lock import Lock, LockEntry, lock_of
from openness.references.reference import Reference
from openness.references.scan import Scanned, scan
from openness.release.claim import Claim, Fact
from openness.release.component import Component, Item
from openness.release.release import Found, Progress, Release
from openness.value import Value
from openness.vocabulary import Availability, Basis, Kind
from openness.vocabulary.references import Sort


@frozen(eq=False, repr=False)
class Dependency(Value):
    """One reference, and what is known of what it names.

    Args:
        reference: the place that names it.
        licence: the licence of what is used; None where it is unknown.
        reached: its level; None where nothing is known.
        locked: True where the lock holds it.
        known: all that is known.
    """

    reference: Reference
    licence: str | None
    reached: str | None
    locked: bool = False
    known: Known = field(kw_only=True, eq=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The use as the JSON of `openness inventory`."""
        reference = self.reference
        return {
            "name": reference.name,
            "kind": reference.sort.value,
            "written": reference.written,
            "document": reference.source.document,
            "line": reference.source.line or None,
            "revision": reference.revision or None,
            "sure": reference.sure.value,
            "licence": self.licence,
            "reached": self.reached,
            "locked": self.locked,
        }


@frozen(eq=False, repr=False)
class Inventory(Value):
    """The references in the files at one path.

    Args:
        source: the path as it was given.
        uses: in order of place.
        scanned: what was read and what was left out.
    """

    source: str
    uses: tuple[Dependency, ...]
    scanned: Scanned = field(kw_only=True, eq=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The inventory as one of the results of `openness inventory --format json`."""
        unnamed = [call.to_dict() for call in self.scanned.unnamed]
        return {"source": self.source, "references": [use.to_dict() for use in self.uses], "unnamed": unnamed}


def inventories_at(
    paths: Iterable[str], knowledge: Knowledge, exclude: tuple[str, ...] = (), progress: Progress = iter
) -> tuple[list[Inventory], list[Problem]]:
    """The inventories of these paths, and the paths that could not be used.

    Args:
        paths: files or folders.
        knowledge: looks up what is used.
        exclude: globs of files and folders to leave out.
        progress: is handed the files, and then the references, as it shows how far they have come.
    """
    inventories: list[Inventory] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            scanned = scan(path, exclude, progress)
        except OpennessError as error:
            problems.extend(error.problems)
            continue
        uses = []
        for reference in progress(scanned.references):
            known = knowledge.known(reference)
            uses.append(
                Dependency(
                    reference, known.licence, known.reached, knowledge.locked.holds(reference) is not None, known=known
                )
            )
        inventories.append(Inventory(path, tuple(uses), scanned=scanned))
    return inventories, problems


def report_of(inventories: Iterable[Inventory], problems: Iterable[Problem], data: str) -> dict[str, Any]:
    """The JSON of `openness inventory`.

    Args:
        inventories: one for each path.
        problems: the paths and files that could not be read.
        data: the version of the data that the levels rest on.
    """
    listed = list(inventories)
    wrong = [*problems, *(problem for inventory in listed for problem in inventory.scanned.problems)]
    return document(data, {"results": [inventory.to_dict() for inventory in listed], "problems": as_json(wrong)})


def lock_on(inventories: Iterable[Inventory], day: str) -> Lock:
    """A lock of everything that is used.

    Args:
        inventories: one for each path.
        day: today, as `2026-11-29`.
    """
    return lock_of(
        LockEntry(
            use.reference.sort,
            use.reference.name,
            use.reference.revision,
            use.known.revision,
            use.licence or "",
            use.reached or "",
            use.known.card,
            use.known.text,
            use.known.place,
            day if use.known.place else "",
        )
        for inventory in inventories
        for use in inventory.uses
    )


def releases_in_use(inventories: Iterable[Inventory]) -> tuple[Found, ...]:
    """The models and data sets that are used, each as a release under the name that code gives it.

    Services are left out: nothing of them is in the hands of whoever uses them. What is looked at in several revisions and
    differs there is several releases.

    Args:
        inventories: one for each path.
    """
    uses = (use for inventory in inventories for use in inventory.uses if use.reference.sort is not Sort.SERVICE)
    alike: dict[tuple[Sort, str, Release], Dependency] = {}
    for use in uses:
        alike.setdefault((*use.reference.key, use.known.release), use)
    order = sorted(alike, key=lambda key: (key[0].value, key[1].casefold(), key[1]))
    return tuple(Found(alike[key].known.classification.source, _in_hand(alike[key])) for key in order)


def with_releases_in_use(found: Sequence[Found], inventories: Sequence[Inventory]) -> Sequence[Found]:
    """Releases, and what code uses besides: every model and data set that none of them is."""
    if not inventories:
        return found
    names = {release.release.name.value for release in found}
    return [*found, *(release for release in releases_in_use(inventories) if release.release.name.value not in names)]


def _in_hand(use: Dependency) -> Release:
    """The release of a thing that is used: code names it, and whoever runs the code has it in hand."""
    reference, release = use.reference, use.known.release
    because = "the code names it"
    name = Claim(reference.name, Basis.INFERRED, reference.source, reference.written, because)
    kind = Kind.DATASETS if reference.sort is Sort.DATASET else Kind.MODEL_PARAMETERS_FINAL
    if not release.component(kind).items:
        offered = Claim(Availability.PUBLIC.value, Basis.INFERRED, reference.source, reference.written, because)
        component = Component(kind, (Item(availability=Fact((offered,))),))
        release = evolve(release, components=(*release.components, component))
    return evolve(release, name=Fact((name,)))
