"""The releases of a folder, and the facts that files beside them add."""

import os
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define, evolve, field

from openness.release.claim import SILENT, Claim, Fact, joined_facts, unordered
from openness.release.component import Component, Item, joined_items
from openness.release.finding import Code, Finding
from openness.release.hints import LimitInProse
from openness.release.location import Source
from openness.release.names import producer_key
from openness.release.release import LicenceText, Release, StatedBases, join
from openness.value import Shown
from openness.vocabulary import MODEL, NOASSERTION, Basis, Kind

_DATA = (Kind.DATASETS, Kind.EVALUATION_DATA)
_NAMES = 100  # of one release with which those in files beside it are compared


@define(eq=False, repr=False)
class Owner(Shown):
    """The releases of a directory, and what is found beside them; all of it is joined once, at the end.

    Args:
        releases: as the directory's own files make them.
        core: of one release, what decides on the files beside it: its name and its parts.
        bases: of one release, the base models that it states; a file beside it does not add them again.
        added: what each release is joined with.
        doubts: what each release that names a licence is joined with besides.
        models: the files beside them that tell of a model.
        apart: the licence texts in folders without weights.
        fetching: scripts that fetch weights by their names.
        has_weights: whether weights, or what may be some, lie in its folders.
        holds_models: whether what is a model's by its name, or its folder's, and no test's or other's lies there.
        is_of_code: whether code lies in its folders.
        unclear: whether no file says anything of the model, and it is a release all the same.
    """

    releases: list[Release]
    core: Release
    bases: StatedBases
    marks: set[tuple[str, ...]] = field(
        factory=set
    )  # what of the core decides, so that it is joined with nothing twice
    added: list[Release] = field(factory=list)
    doubts: list[Release] = field(factory=list)
    models: set[str] = field(factory=set)
    apart: list[LicenceText] = field(factory=list)
    fetching: list[str] = field(factory=list)
    has_weights: bool = False
    holds_models: bool = False
    is_of_code: bool = False
    unclear: bool = False

    @classmethod
    def of(cls, releases: list[Release], unclear: bool = False) -> "Owner":
        """Releases that nothing was found beside yet."""
        core = releases[0] if len(releases) == 1 else Release()
        return cls(releases, core, StatedBases(core.base_models), unclear=unclear)

    def put(self, texts: list[Release], others: list[Release], lookalikes: list[Release]) -> None:
        """Add the files beside the releases.

        What lies beside several is nobody's: it is not read, and a licence text among it only keeps a licence that is
        named from being certain.
        """
        if len(self.releases) < 2:
            mixed = _mixed(others)
            joined = [_of_this(other.beside(self.bases), self.core, mixed) for other in others]
            if deciding := [*filter(self._decides, map(_core, joined))]:
                self.core = join([self.core, *deciding])
            for other in joined:
                self.bases.add(other.base_models)
            self.added += [*texts, *joined, *lookalikes]
        else:
            unread = [Release(unread=(*release.read, *release.unread)) for release in (*texts, *others)]
            self.added += [*unread, *lookalikes]
            self.doubts += [
                Release(texts=tuple(evolve(evidence, text="") for evidence in text.texts)) for text in texts
            ]

    def _decides(self, core: Release) -> bool:
        """True where a file tells of the release what no file before it did; of very many names the first count."""
        if not self.marks:
            self.marks.update(_marks(self.core))
        full = len(self.core.name.claims) >= _NAMES
        new = {mark for mark in _marks(core) if mark not in self.marks and not (full and mark[0] == "name")}
        self.marks |= new
        return bool(new)

    def joined(self) -> list[Release]:
        """Each release with everything that was found beside it."""
        files = ((*other.read, *other.unread) for other in self.added if other.subject == MODEL)
        model = min((*self.models, *(names[0] for names in files)), default="")

        def marked(release: Release) -> Release:
            return release.with_model(Source(model), os.path.basename(model)) if model else release

        return [  # a card tells before it is joined, and files beside one that tells nothing only afterwards
            marked(join([marked(release), *self.added, *(self.doubts if _names_a_licence(release) else ())]))
            for release in self.releases
        ]


def _marks(core: Release) -> Iterator[tuple[str, ...]]:
    """The facts that decide on a file beside a release: the names, the subject, and which parts have a licence."""
    yield "subject", core.subject
    for name in core.name.values:
        yield "name", name
    for part in core.components:
        for item in part.items:
            yield part.kind.value, item.name, "licence" if item.licence.claims else ""


def _core(release: Release) -> Release:
    """A release with nothing but the facts that decide on files beside it."""
    return Release(release.name, components=release.components, subject=release.subject)


def _mixed(others: Sequence[Release]) -> frozenset[str]:
    """The endings of files among these that name several models: nothing tells which of them is the release."""
    names: dict[str, list[str]] = {}
    for other in others:
        if other.subject == "model" and other.read:
            names.setdefault(os.path.splitext(other.read[0])[1].lower(), []).extend(other.name.values)
    return frozenset(ending for ending, named in names.items() if not _all_alike(named))


def _all_alike(names: Sequence[str]) -> bool:
    """True where any two of the names are alike: put by their lengths, each is in the next."""
    ordered = sorted({*map(_key, names)}, key=len)
    return all(short and short in long for short, long in pairwise(ordered)) and ordered != [""]


def _of_this(other: Release, release: Release, mixed: frozenset[str]) -> Release:
    """The facts of a file beside a release that count for it: a file about something else lends it nothing.

    A data set counts where the release names it. A model by another name may have become this one, so that its bases
    and its licence are a doubt, and offer nothing.
    """
    if other.subject == "dataset" and release.subject != "dataset" and other.components:
        ours = {_key(item.name) for kind in _DATA for item in release.component(kind).items}
        theirs = {_key(item.name) for part in other.components for item in part.items}
        if all(any(_alike(own, name) for own in ours) for name in theirs):
            return _with_doubts(other)
        message = "it is about a data set, and nothing says what that has to do with the model"
        return _doubted(
            evolve(other, components=(), terms=(), limits=()), message, "name the data set among the model's"
        )
    names, own = other.name.values, release.name.values
    if not own and other.read and os.path.splitext(other.read[0])[1].lower() in mixed:
        parts = tuple(_lends_nothing(part, release.component(part.kind), other.read[0]) for part in other.components)
        message = "files of its kind here are of several models, so nothing it grants is taken to be of the release"
        return _doubted(evolve(other, components=parts), message, "give each model a folder of its own")
    keys, own_keys = {*map(_key, names)}, {*map(_key, own)}
    if not names or not own or any(_alike(key, own_key) for key in keys for own_key in own_keys):
        return other
    message = (
        f"it is about {names[0]!r}, and the release is called {own[0]!r}, so nothing it grants is taken to be of it"
    )
    parts = tuple(_lends_nothing(part, release.component(part.kind), other.read[0]) for part in other.components)
    return _doubted(evolve(other, name=SILENT, version=SILENT, components=parts), message, "give both one name")


def _with_doubts(data: Release) -> Release:
    """A data set of a model, with the limits that its own words state at its licence: the model's words are others."""
    doubts = Fact(unordered(hint.doubt for hint in data.limits if isinstance(hint, LimitInProse)))

    def doubted(item: Item) -> Item:
        return evolve(item, licence=joined_facts([item.licence, doubts])) if item.licence.claims else item

    parts = tuple(Component(part.kind, tuple(map(doubted, part.items))) for part in data.components)
    return evolve(data, components=parts, limits=())


def _doubted(other: Release, message: str, help: str) -> Release:
    finding = Finding(Code.FIELD_INVALID, message, Source(other.first_document), help)
    return evolve(other, oddities=(*other.oddities, finding))


def _lends_nothing(part: Component, own: Component, document: str) -> Component:
    """A part of something else: its licence only doubts one that the release names, or keeps it unknown."""
    doubt = Fact((Claim(NOASSERTION, Basis.INFERRED, Source(document), "", "it is named for another model"),))
    named = any(item.licence.claims for item in own.items)
    licences = (item.licence if named or not item.licence.claims else doubt for item in part.items)
    return Component(part.kind, joined_items(Item(licence=licence) for licence in licences))


def _alike(one: str, other: str) -> bool:
    """True where two names may be of one thing: the key of one is in that of the other."""
    return bool(one and other) and (one in other or other in one)


def _key(name: str) -> str:
    """The letters and digits of a name without an account."""
    return producer_key(name.rpartition("/")[2])


def _names_a_licence(release: Release) -> bool:
    return any(item.licence.claims for part in release.components for item in part.items)
