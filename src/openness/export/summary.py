"""A release as plain facts: what is left of it when it is written in another format.

Each question has one answer: a word, `NOASSERTION` where what was read disagrees or is not clear, or none. Where a
claim stands, on which basis and how it was written are about the file it was read from, and stay behind.
"""

from collections.abc import Iterable
from contextlib import suppress

from attrs import evolve, field, frozen

from openness.release.claim import FROM_THE_TABLE, UNIDENTIFIED, Claim, Conclusion, Fact
from openness.release.component import Component, Item
from openness.release.release import BaseModel, Release
from openness.resolution.resolve import resolve
from openness.shelf.shelf import Shelf
from openness.vocabulary import Availability, Basis, Kind, Relation
from openness.vocabulary.value import Value


@frozen(eq=False, repr=False)
class Omission(Value):
    """One thing that a written file does not say of a release, or says less clearly.

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
    """

    kind: Kind
    name: str = ""
    availability: str = ""
    licence: str = ""
    concluded: str = ""
    extent: str = ""
    location: str = ""
    because: str = ""

    @property
    def silent(self) -> bool:
        """Whether nothing is said of it but its name."""
        return not (self.availability or self.licence or self.concluded or self.extent or self.location)


@frozen(eq=False, repr=False)
class Base(Value):
    """A model this one came from.

    Args:
        name: as it was written; empty where it has none.
        relation: how this model came from it; None where a format cannot tell, and its terms may bind.
        licence, producer: as said; empty where nothing is.
    """

    name: str
    relation: Relation | None
    licence: str = ""
    producer: str = ""


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


@frozen(eq=False, repr=False)
class Outline(Value):
    """A release as plain facts.

    Args:
        name, version, producer: one word each; empty where nothing is said.
        subject: `model` or `dataset`.
        parts: the items of all components, in the vocabulary's order.
        bases: what it came from.
        channels, claims: as in the native file.
        circumstances: pairs of a circumstance and `true`, `false` or a number.
        concluded: what persons concluded.
        licences: every licence named in it, by its word.
        omitted: what could not be said plainly.
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
    concluded: tuple[Conclusion, ...] = ()
    licences: tuple[tuple[str, Named], ...] = field(default=(), repr=False)
    omitted: tuple[Omission, ...] = ()

    def of(self, kind: Kind) -> tuple[Part, ...]:
        """What is said of one kind of component."""
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
        weights = [part for part in parts if part.kind is Kind.MODEL_PARAMETERS_FINAL]
        channels = tuple(sorted({claim.value for claim in release.channels}))
        if channels and any(part.availability == UNIDENTIFIED for part in weights):
            self.omit(
                "channels", f"left out ({', '.join(channels)}): they would answer what is disputed of the weights"
            )
            channels = ()
        self.unoffered(release, parts)
        circumstances = [(word, self.word(fact, f"circumstances, {word}")) for word, fact in release.circumstances]
        return Outline(
            self.word(release.name, "name"),
            self.word(release.version, "version"),
            self.word(release.producer, "producer"),
            release.subject or "model",
            tuple(self.plain(part) for part in parts),
            tuple(dict.fromkeys(map(self.base, release.base_models))),
            channels,
            tuple(sorted({claim.value for claim in release.labels})),
            tuple((word, value) for word, value in circumstances if value),
            release.conclusions,
            tuple(sorted(self.licences.items())),
            tuple(dict.fromkeys(self.omitted)),
        )

    def word(self, fact: Fact, about: str) -> str:
        """The one word of a fact; none where several are said."""
        if fact.state == "disputed":
            self.omit(about, f"left out, as several are said: {_listed(fact.values)}")
        return fact.value or ""

    def parts(self, component: Component) -> list[Part]:
        """The items that answer for a component, and those that are only named: they share what is said of all."""
        whole = next((item for item in component.items if not item.name), Item())
        spoken = component.spoken
        silent = [item.within(whole) for item in component.items if item.name and item.silent and item not in spoken]
        return [self.part(component.kind, item) for item in (*spoken, *silent) if item != Item()]

    def part(self, kind: Kind, item: Item) -> Part:
        about = f"{kind.value}, {item.name}" if item.name else kind.value
        concluded = Fact(tuple(claim for claim in item.licence.claims if claim.basis is Basis.CONCLUDED))
        said = [claim for claim in item.licence.claims if claim.basis is not Basis.CONCLUDED]
        places = item.location.values
        if len(places) > 1:
            self.omit(about, f"of {len(places)} locations the first is written: {places[0]}")
        return Part(
            kind,
            item.name,
            self.disputable(item.availability, about, "availability"),
            self.licence(said, about),
            self.licence(concluded.claims, about),
            self.disputable(item.extent, about, "extent"),
            places[0] if places else "",
            _reason(item.availability),
        )

    def disputable(self, fact: Fact, about: str, what: str) -> str:
        if fact.state == "disputed":
            self.omit(about, f"its {what} is disputed, so it is not said: {_listed(fact.values)}")
            return UNIDENTIFIED
        return fact.value or ""

    def plain(self, part: Part) -> Part:
        """A part without what is disputed in words no format has: how much of it is offered tells nothing by itself."""
        availability = "" if UNIDENTIFIED in (part.availability, part.extent) else part.availability
        if part.availability and part.extent == UNIDENTIFIED:
            self.omit(part.kind.value, "its availability is left out with its extent")
        return evolve(part, availability=availability, extent="" if part.extent == UNIDENTIFIED else part.extent)

    def base(self, base: BaseModel) -> Base:
        said = [claim for claim in base.licence.claims if claim.rule not in FROM_THE_TABLE]
        return Base(base.name, base.relation, self.licence(said, f"base-models, {base.name}"), base.producer)

    def unoffered(self, release: Release, parts: Iterable[Part]) -> None:
        """Licences named for parts that nothing offers."""
        spoken = {part.kind for part in parts}
        for terms in release.terms:
            if not spoken.intersection(terms.kinds):
                self.omit("licence", f"{terms.claim.value} is left out: it is named for parts that nothing offers")

    # Licences

    def licence(self, claims: Iterable[Claim], about: str) -> str:
        """The one licence that is claimed; `NOASSERTION` where there are several, or it is not clear which one is meant."""
        claims = tuple(claims)
        values = Fact(claims).values
        if len(values) > 1:
            self.omit(about, f"its licence is disputed and written as NOASSERTION: {_listed(values)}")
            return UNIDENTIFIED
        if not values:
            return ""
        value = values[0].strip(" \t\n") or UNIDENTIFIED
        plain = self.shelf.naming(value).candidates
        if any(claim.candidates != plain for claim in claims):
            self.omit(about, f"its licence is called {value!r} and may be another of that name: written as NOASSERTION")
            return UNIDENTIFIED
        self.know(value)
        return value

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
        """Whether one licence with `+` or an exception is made of SPDX's words; the shelf knows its exceptions."""
        from openness.errors import OpennessError
        from openness.licensing import expression as spdx

        try:
            name = spdx.parse(word)
        except OpennessError:
            return False
        held = self.shelf.licence(name.id) if isinstance(name, spdx.Name) else None
        return held is not None and held.listed_by_spdx


def _reason(availability: Fact) -> str:
    """Why a part is as it is; what only a rule says, of one that is not used."""
    declared = [claim.because for claim in availability.claims if claim.basis is Basis.DECLARED]
    if availability.value == Availability.NOT_USED:
        declared += [claim.because for claim in availability.claims]
    return next(filter(None, declared), "")


def _listed(values: Iterable[str]) -> str:
    return ", ".join(repr(value) for value in values)
