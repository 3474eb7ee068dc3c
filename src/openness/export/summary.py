"""A release as plain facts: what is left of it when it is written in another format.

Each question has one answer: a word, `NOASSERTION` where what was read disagrees or is not clear, or none. Where a
claim stands, on which basis and how it was written are about the file it was read from, and stay behind.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property

from attrs import field, frozen

from openness.release.claim import FROM_THE_TABLE, Claim, Conclusion, Fact, Rule
from openness.release.component import Component, Item
from openness.release.location import Origin, Source
from openness.release.release import BaseModel, Release
from openness.resolution.resolve import resolve
from openness.shelf.shelf import Shelf
from openness.value import Value
from openness.vocabulary import NOASSERTION, Availability, Basis, Kind, Relation
from openness.vocabulary.words import State


@frozen(eq=False, repr=False)
class Omission(Value):
    """One fact about a release that a written file leaves out, or states less clearly.

    Args:
        about: the component, or the field of the native file.
        message: what is not said, and why.

    >>> print(Omission("training-code", "SPDX 2.3 has no place for it"))
    training-code: SPDX 2.3 has no place for it
    """

    about: str
    message: str

    def __str__(self) -> str:
        return f"{self.about}: {self.message}"


@frozen(eq=False, repr=False)
class Part(Value):
    """One item of a component, or the component itself.

    Args:
        kind: which component.
        name: what the item is called; empty for the component itself.
        availability, licence, extent, location: one word each; empty where nothing is said.
        concluded: the licence that a person concluded.
        because: why no such part exists, or why it is not offered.
        several: pairs of a field and a value, where several values are claimed of that field; the field is then
            `NOASSERTION`.
        sources: pairs of a field and a place where it is claimed; no difference between two parts.
    """

    kind: Kind
    name: str = ""
    availability: str = ""
    licence: str = ""
    concluded: str = ""
    extent: str = ""
    location: str = ""
    because: str = ""
    several: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[str, str], ...] = field(default=(), eq=False, repr=False)

    @property
    def silent(self) -> bool:
        """True where nothing but its name is stated."""
        return not (self.availability or self.licence or self.concluded or self.extent or self.location)


@frozen(eq=False, repr=False)
class Base(Value):
    """A model this one came from.

    Args:
        name: as it was written; empty where it has none.
        relation: how this model came from it; None where a format cannot tell, and its terms may bind.
        licence, producer: as said; empty where nothing is.
        several: as of a part.
        certain: False where only prose or a settings file names it.
        source: where it is named; no difference between two bases.
    """

    name: str
    relation: Relation | None
    licence: str = ""
    producer: str = ""
    several: tuple[tuple[str, str], ...] = ()
    certain: bool = True
    source: str = field(default="", eq=False, repr=False)


@frozen(eq=False, repr=False)
class Named(Value):
    """A licence as others may call it.

    Args:
        word: as it stands in an outline: an identifier, or a name nobody knows.
        title: a name that stands for nothing else.
        tag: the Hub's word for it; empty where it has none.
        listed: whether SPDX lists it.
        address: where its text can be read.
    """

    word: str
    title: str
    tag: str = ""
    listed: bool = False
    address: str = ""


@frozen(slots=False, eq=False, repr=False)
class Outline(Value):
    """A release as plain facts.

    Args:
        name, version, producer: one word each; empty where nothing is said.
        subject: `model` or `dataset`.
        parts: the items of all components, in the vocabulary's order.
        bases: what it came from.
        channels, claims: as in the native file.
        circumstances: pairs of a circumstance and `true`, `false` or a number; several where they are disputed.
        not_checked: parts that whoever described the release did not look up.
        details: pairs of a detail that forms ask for and a value; several where it has several, or is disputed.
        copyrights: the copyright statements about it.
        concluded: what persons concluded.
        licences: every licence named in it, by its word.
        omitted: what could not be said plainly.
        sources: triples of what is claimed of the release itself, the value, and a place; no difference between two.
        task: the Hub's word for what it does, by which a card tells some of these; empty where none or several stand there.
            It says nothing that they do not say, and is no difference between two.
    """

    name: str = ""
    version: str = ""
    producer: str = ""
    subject: str = "model"
    parts: tuple[Part, ...] = ()
    bases: tuple[Base, ...] = ()
    channels: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    circumstances: tuple[tuple[str, str], ...] = ()
    not_checked: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    copyrights: tuple[str, ...] = ()
    concluded: tuple[Conclusion, ...] = ()
    licences: tuple[tuple[str, Named], ...] = field(default=(), repr=False)
    omitted: tuple[Omission, ...] = ()
    sources: tuple[tuple[str, str, str], ...] = field(default=(), eq=False, repr=False)
    task: str = field(default="", eq=False, repr=False)

    @cached_property
    def named(self) -> Mapping[str, Named]:
        """Every licence named in it, by its word."""
        return dict(self.licences)

    def of(self, kind: Kind) -> tuple[Part, ...]:
        """The parts of one kind of component."""
        return tuple(part for part in self.parts if part.kind is kind)


def outline(release: Release, shelf: Shelf) -> Outline:
    """The plain facts of a release.

    Args:
        release: as it was read.
        shelf: where licences are looked up.
    """
    return _Outliner(shelf).outline(resolve(release, shelf))


class _Outliner:
    """Draws one outline and keeps what cannot be said plainly."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.omitted: list[Omission] = []
        self.licences: dict[str, Named] = {}

    def omit(self, about: str, message: str) -> None:
        self.omitted.append(Omission(about, message))

    def outline(self, release: Release) -> Outline:
        parts = tuple(part for component in release.components for part in self.parts(component))
        self.unoffered(release, parts)
        return Outline(
            self.word(release.name, "name"),
            self.word(release.version, "version"),
            self.word(release.producer, "producer"),
            release.subject or "model",
            parts,
            tuple(dict.fromkeys(map(self.base, release.base_models))),
            tuple(sorted({claim.value for claim in release.channels})),
            tuple(sorted({claim.value for claim in release.labels})),
            tuple((word, value) for word, fact in release.circumstances for value in fact.settled.values),
            tuple(kind.value for kind in release.unchecked),
            tuple((word, value) for word, fact in release.details for value in fact.settled.values),
            tuple(sorted({claim.value for claim in release.copyrights})),
            release.conclusions,
            tuple(sorted(self.licences.items())),
            tuple(dict.fromkeys(self.omitted)),
            tuple(_sources(release)),
            _task(release),
        )

    def word(self, fact: Fact, about: str) -> str:
        """The one word of a fact; empty where the fact has several."""
        if fact.state is State.DISPUTED:
            self.omit(about, f"left out, as it has several values: {_listed(fact.values)}")
        return fact.value or ""

    def parts(self, component: Component) -> list[Part]:
        """The items that answer for a component, and those that are only named; a statement about it counts for each."""
        whole = next((item for item in component.items if not item.name), Item())
        spoken = component.spoken
        silent = [item.within(whole) for item in component.items if item.name and item.silent and item not in spoken]
        items = [*spoken, *silent]
        return [] if items == [Item()] else [self.part(component.kind, item) for item in items]

    def part(self, kind: Kind, item: Item) -> Part:
        about = f"{kind.value}, {item.name}" if item.name else kind.value
        concluded = [claim for claim in item.licence.claims if claim.basis is Basis.CONCLUDED]
        claims = [claim for claim in item.licence.claims if claim.basis is not Basis.CONCLUDED]
        places = item.location.values
        if len(places) > 1:
            self.omit(about, f"of {len(places)} locations the first is written: {places[0]}")
        fields = {
            "availability": item.availability.settled.values,
            "licence": self.licence(claims, about),
            "extent": item.extent.settled.values,
        }
        return Part(
            kind,
            item.name,
            concluded=_single(self.licence(concluded, about)),
            location=places[0] if places else "",
            because=_reason(item.availability),
            several=_several(fields),
            sources=tuple(
                (word, _place(claim))
                for word in ("availability", "licence", "extent", "location")
                for claim in getattr(item, word).settled.claims
            ),
            **{word: _single(values) for word, values in fields.items()},
        )

    def base(self, base: BaseModel) -> Base:
        claims = [claim for claim in base.licence.claims if claim.rule not in FROM_THE_TABLE]
        licence = self.licence(claims, f"base-models, {base.name}")
        return Base(
            base.name,
            base.relation,
            _single(licence),
            base.producer,
            _several({"licence": licence}),
            base.certain,
            _at(base.source, base.origin),
        )

    def unoffered(self, release: Release, parts: Iterable[Part]) -> None:
        """Licences named for parts that nothing offers."""
        spoken = {part.kind for part in parts}
        for terms in release.own_terms:
            if not spoken.intersection(terms.kinds):
                self.omit("licence", f"{terms.claim.value} is left out: it is named for parts that nothing offers")

    # Licences

    def licence(self, claims: Iterable[Claim], about: str) -> tuple[str, ...]:
        """The licences that are claimed; `NOASSERTION` in place of one where it is not clear which one is meant."""
        claims = tuple(claims)
        values = []
        for value in Fact(claims).values:
            plain = value.strip(" \t\n") or NOASSERTION
            naming = self.shelf.naming(plain).candidates
            if all(claim.candidates == naming for claim in claims if claim.value == value):
                self.know(plain)
            else:
                self.omit(
                    about, f"its licence is called {plain!r} and may be another of that name: written as NOASSERTION"
                )
                plain = NOASSERTION
            values.append(plain)
        return tuple(dict.fromkeys(values))

    def know(self, value: str) -> None:
        """Keeps how others call each licence in an expression."""
        from openness.errors import OpennessError
        from openness.licensing import expression as spdx

        words = [value]
        if self.shelf.licence(value) is None:
            with suppress(OpennessError):  # a name of more than one word
                words += [str(name) for name in spdx.names(spdx.parse(value))]
        for word in words:
            if word not in self.licences:
                self.licences[word] = self.named(word)

    def named(self, word: str) -> Named:
        naming = self.shelf.naming(word)
        licence = self.shelf.licence(word)
        tags = licence.names.get("huggingface", ()) if licence else ()
        tag = next((tag for tag in tags if self.shelf.naming(tag).candidates == naming.candidates), "")
        if not tag and naming.ambiguous and word == word.lower() and word.replace("-", "").replace(".", "").isalnum():
            tag = word  # the Hub's own word for several
        name = licence.name if licence else ""
        clear = naming.known and not naming.ambiguous and naming.candidates == (word,)
        return Named(
            word,
            name if name and self.shelf.naming(name).candidates == naming.candidates else word,
            tag,
            clear and (bool(licence and licence.listed_by_spdx) or self.is_listed(word)),
            licence.text if licence else "",
        )

    def is_listed(self, word: str) -> bool:
        """True where one licence with `+` or an exception is made of SPDX's words; the shelf knows its exceptions."""
        from openness.errors import OpennessError
        from openness.licensing import expression as spdx

        try:
            name = spdx.parse(word)
        except OpennessError:
            return False
        record = self.shelf.licence(name.id) if isinstance(name, spdx.Name) else None
        return record is not None and record.listed_by_spdx


def _task(release: Release) -> str:
    """The task by which a card of the Hub tells what goes in and what comes out; empty where none or several do."""
    facts = (fact for _, fact in (*release.circumstances, *release.details))
    tasks = {claim.written for fact in facts for claim in fact.claims if claim.rule is Rule.PIPELINE_TAG}
    return tasks.pop() if len(tasks) == 1 else ""


def _sources(release: Release) -> Iterator[tuple[str, str, str]]:
    """The claims about the release itself, each with its place."""
    facts = [(word, getattr(release, word)) for word in ("name", "version", "producer")]
    for about, fact in (*facts, *release.circumstances, *release.details):
        yield from ((about, claim.value, _place(claim)) for claim in fact.settled.claims)
    yield from (("channels", claim.value, _place(claim)) for claim in release.channels)
    yield from (("read", "", document) for document in release.read)


def _place(claim: Claim) -> str:
    """The place of a claim, and the rule behind it where nobody stated it of this release."""
    inferred = "" if claim.stated or claim.rule is None else f"; inferred, as {claim.rule.says}"
    return f"{_at(claim.source, claim.origin)}{inferred}"


def _at(source: Source, origin: Origin | None) -> str:
    return f"{source}, from {origin.source}" if origin and origin.source else str(source)


def _single(values: tuple[str, ...]) -> str:
    """The one value; `NOASSERTION` for several."""
    return values[0] if len(values) == 1 else NOASSERTION if values else ""


def _several(fields: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    """The values of the fields that have more than one."""
    return tuple((word, value) for word, values in fields.items() if len(values) > 1 for value in values)


def _reason(availability: Fact) -> str:
    """The stated reason for a part's availability; of a part that is not used, a rule's reason too."""
    declared = [claim.because for claim in availability.claims if claim.basis is Basis.DECLARED]
    if availability.value == Availability.NOT_USED:
        declared += [claim.because for claim in availability.claims]
    return next(filter(None, declared), "")


def _listed(values: Iterable[str]) -> str:
    return ", ".join(repr(value) for value in values)
