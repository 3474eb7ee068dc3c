"""Cuts an outline down to what a format holds: nothing is left out without a word."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from attrs import evolve

from openness.export.capability import FACTS, Holds, Slot, is_address, is_mixed, names_only_listed
from openness.export.summary import Base, Omission, Outline, Part
from openness.licensing.expression import all_of
from openness.syntax.urls import is_of_another, is_public, offers
from openness.vocabulary import NOASSERTION, Availability, Circumstance, Extent, Kind
from openness.vocabulary.details import TOLD_BY_TASKS, told_by


def cut(outline: Outline, holds: Holds) -> Outline:
    """The outline with nothing but what a format holds; what is cut is among its omissions."""
    return _Cut(outline, holds).outline()


class _Cut:
    """Cuts one outline."""

    def __init__(self, outline: Outline, holds: Holds) -> None:
        self.whole = outline
        self.holds = holds
        self.omitted: list[Omission] = list(outline.omitted)

    def omit(self, about: str, message: str) -> None:
        self.omitted.append(Omission(about, message))

    def outline(self) -> Outline:
        if not self.holds.disputes:
            self.settle()
        stated = {about: getattr(self.whole, about) for about in ("circumstances", "details")}
        told = self.told_by_task() if self.holds.task else ()
        whole, holds = self.whole, self.holds
        lacking = f"{holds.title} has no field for it"
        for word in FACTS:
            if word not in holds.facts and (value := getattr(whole, word)):
                shown_value = value if isinstance(value, str) else _shown(word, value)
                self.omit(word.replace("_", "-"), f"{shown_value!r} is left out: {lacking}")
        if whole.subject != holds.subject:
            self.omit("subject", f"the release is a {whole.subject}, which {holds.title} cannot say")
        kept = {word: getattr(whole, word) for word in holds.facts}
        for about in ("circumstances", "details"):
            if holds.words is not None and about in kept:
                kept[about] = self.worded(about, kept[about], holds.words)
        if holds.one_line and "\n" in whole.producer:
            self.omit("producer", f"{whole.producer!r} is left out: it is more than one line")
            kept["producer"] = ""
        if told:
            kept["task"] = whole.task
            for about, pairs in stated.items():
                kept[about] = tuple(pair for pair in pairs if pair in (*told, *kept.get(about, ())))
        return Outline(
            **kept,
            subject=holds.subject,
            parts=tuple(part for kind in Kind for part in self.component(kind)),
            bases=self.bases(),
            licences=whole.licences,
            sources=whole.sources,
            omitted=tuple(dict.fromkeys(self.omitted)),
        )

    def told_by_task(self) -> tuple[tuple[str, str], ...]:
        """The pairs that the task tells: they leave the circumstances and details. A task that tells others is not written."""
        whole = self.whole
        stated = [pair for pair in (*whole.circumstances, *whole.details) if pair[0] in TOLD_BY_TASKS]
        told = told_by(whole.task)
        if set(told) != set(stated):
            told = ()
            for word, value in stated:
                about = "circumstances" if word == Circumstance.MULTIMODAL else "details"
                how = f"{self.holds.title} says it by a task (pipeline_tag), and none is known that says it"
                self.omit(f"{about}, {word}", f"{value!r} is left out: {how}")
        self.whole = evolve(
            whole,
            circumstances=tuple(pair for pair in whole.circumstances if pair[0] not in TOLD_BY_TASKS),
            details=tuple(pair for pair in whole.details if pair[0] not in TOLD_BY_TASKS),
        )
        return told

    def worded(
        self, about: str, pairs: tuple[tuple[str, str], ...], words: tuple[str, ...]
    ) -> tuple[tuple[str, str], ...]:
        """Pairs of a word and its value, without those of a word that the format has no field for."""
        for word, value in pairs:
            if word not in words:
                self.omit(f"{about}, {word}", f"{value!r} is left out: {self.holds.title} has no field for it")
        return tuple(pair for pair in pairs if pair[0] in words)

    # Disputes

    def settle(self) -> None:
        """Leaves out what is disputed: it is said, and the fields are written as if nothing were claimed of them.

        Channels would answer what is disputed of the weights, so they go with it.
        """
        whole = self.whole
        weights = whole.of(Kind.MODEL_PARAMETERS_FINAL)
        channels = whole.channels
        if channels and any(part.availability == NOASSERTION for part in weights):
            self.omit("channels", f"left out ({', '.join(channels)}): they would settle a dispute about the weights")
            channels = ()
        for base in whole.bases:
            self.undecided(f"base-models, {base.name}", base.several)
        self.whole = evolve(
            whole,
            parts=tuple(map(self.settled, whole.parts)),
            bases=tuple(dict.fromkeys(evolve(base, several=()) for base in whole.bases)),
            channels=channels,
            circumstances=self.undisputed("circumstances", whole.circumstances),
            details=self.undisputed("details", whole.details),
        )

    def undisputed(self, field: str, pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        """Pairs of a word and its value, without those of a word that has several and may have one."""
        if not pairs:
            return ()
        from openness.vocabulary.details import ModelDetail

        free = {detail.value for detail in ModelDetail if detail.several}
        counts = Counter(word for word, _ in pairs if word not in free)
        for word in (word for word, count in counts.items() if count > 1):
            values = [value for of, value in pairs if of == word]
            self.omit(f"{field}, {word}", f"left out, as it has several values: {_listed(values)}")
        return tuple((word, value) for word, value in pairs if counts[word] < 2)

    def settled(self, part: Part) -> Part:
        """A part without what is disputed: how much of it is offered tells nothing by itself."""
        self.undecided(_called(part), part.several)
        unclear = NOASSERTION in (part.availability, part.extent)
        if part.availability not in ("", NOASSERTION) and part.extent == NOASSERTION:
            self.omit(part.kind.value, "its availability is left out with its extent")
        return evolve(
            part,
            availability="" if unclear else part.availability,
            extent="" if part.extent == NOASSERTION else part.extent,
            several=(),
        )

    def undecided(self, about: str, several: tuple[tuple[str, str], ...]) -> None:
        """Says of each disputed field what is claimed."""
        for word in dict.fromkeys(word for word, _ in several):
            how = "written as NOASSERTION" if word == "licence" else "left out"
            self.omit(
                about, f"its {word} is disputed and {how}: {_listed(value for of, value in several if of == word)}"
            )

    # Components

    def component(self, kind: Kind) -> list[Part]:
        parts = list(self.whole.of(kind))
        slot = self.holds.parts.get(kind)
        if slot is None:
            for part in parts:
                self.omit(_called(part), f"left out, as {self.holds.title} has no place for it{_described(part)}")
            return []
        if slot.known:
            return self.known(parts, slot)
        if parts and not slot.several:
            parts = [self.single(parts)]
        cut = [self.part(part, slot) for part in parts]
        kept = [part for part in cut if not part.silent or (slot.several and (part.name or len(cut) > 1))]
        return kept if kept != [Part(kind)] else []

    def known(self, parts: list[Part], slot: Slot) -> list[Part]:
        """The first item that a reader recognises by its name alone."""
        known = [
            part
            for part in parts
            if part.availability == Availability.PUBLIC
            and part.licence == slot.known.get(part.name.lower())
            and not (part.concluded or part.location or part.extent == Extent.PART)
        ][:1]
        for part in parts:
            if part not in known:
                self.omit(_called(part), f"left out, as {self.holds.title} has no place for it{_described(part)}")
        return known

    def single(self, parts: list[Part]) -> Part:
        """One part for all items: the least open availability, and every licence."""
        if len(parts) == 1:
            if parts[0].name:
                self.omit(parts[0].kind.value, f"its name {parts[0].name!r} is left out: {self.holds.title} has none")
            return evolve(parts[0], name="")
        about = parts[0].kind.value
        names = ", ".join(repr(part.name) for part in parts if part.name)
        self.omit(about, f"its {len(parts)} items are written as one: {names or 'without names'}")
        availabilities = [Availability(part.availability) for part in parts if part.availability]
        words = [part.concluded or part.licence for part in parts]
        partly = any(part.extent == Extent.PART for part in parts)
        licence = words[0] if len(set(words)) == 1 else all_of(words) if all(words) else ""
        if not licence and any(words):
            self.omit(about, "its licence is left out, as one of its items has none")
        places = list(dict.fromkeys(part.location for part in parts if part.location))
        if len(places) > 1:
            self.omit(about, f"the locations of its items are left out: {', '.join(places)}")
        return Part(
            parts[0].kind,
            location=places[0] if len(places) == 1 else "",
            availability=min(availabilities, key=lambda word: word.openness)
            if len(availabilities) == len(parts)
            else "",
            licence=licence,
            extent=Extent.PART if partly else "",
        )

    def part(self, part: Part, slot: Slot) -> Part:
        title, about = self.holds.title, _called(part)
        if part.extent and not slot.extent:
            if part.extent == Extent.PART:
                offered = part.availability or "offered"
                self.omit(about, f"that only a part of it is {offered} is left out: {title} would say it of all")
                part = evolve(part, availability="", because="")
            part = evolve(part, extent="")
        if part.location and not slot.location:
            self.omit(about, f"its location {part.location!r} is left out: {title} has no field for it")
            part = evolve(part, location="")
        elif part.location and self.holds.uri and not is_address(part.location):
            self.omit(about, f"its location {part.location!r} is left out: it is not an address, as {title} asks")
            part = evolve(part, location="")
        part = self.availability(part, slot)
        if slot.offered and part.availability != Availability.PUBLIC:
            if not part.silent:
                self.omit(about, f"left out, as what {title} lists is public{_described(part)}")
            return Part(part.kind)
        return self.licence(part, slot)

    def availability(self, part: Part, slot: Slot) -> Part:
        """The part with an availability that the format has a word, or an address, for."""
        title, about = self.holds.title, _called(part)
        addressed = slot.location and self.has_public_address(part)
        if part.availability == NOASSERTION:  # all that is claimed is kept
            return part
        if part.availability and part.availability not in slot.availability and not slot.offered:
            self.omit(about, f"that it is {part.availability} is left out: {title} has no word for it")
            part = evolve(part, availability="", because="")
        elif part.availability == Availability.PUBLIC and slot.by_address and not addressed:
            self.omit(
                about, f"that it is public is left out: {title} shows it only by an address, and there is no public one"
            )
            part = evolve(part, availability="", because="")
        if addressed and not part.availability and slot.by_address:
            self.omit(about, f"its location {part.location!r} is left out: it would be read as public")
            part = evolve(part, location="")
        return part

    def has_public_address(self, part: Part) -> bool:
        """True where its location is read as that of something anyone can download."""
        if part.kind is Kind.MODEL_CARD:
            return is_public(part.location)
        sort = "model" if part.kind is Kind.MODEL_PARAMETERS_FINAL else "data"
        name = part.name or (self.whole.name if sort == "model" or self.holds.subject == "dataset" else "")
        return bool(part.location and offers(part.location, sort)) and not is_of_another(part.location, (name,))

    def licence(self, part: Part, slot: Slot) -> Part:
        title, about = self.holds.title, _called(part)
        if part.licence and not slot.licence:
            self.omit(about, f"its licence {part.licence!r} is left out: {title} has no field for it")
            part = evolve(part, licence="", concluded="")
        if part.concluded and not slot.conclusion:
            self.omit(about, f"its licence is written as {part.concluded!r}, without who concluded it")
            part = evolve(part, licence=part.concluded, concluded="")
        if part.concluded and self.holds.one_expression and (is_mixed(part.licence) or is_mixed(part.concluded)):
            self.omit(
                about,
                f"the concluded licence {part.concluded!r} is left out: there is no place for it beside an expression",
            )
            part = evolve(part, concluded="")
        for word in (part.licence, part.concluded):
            self.mixed(word, about)
        return part

    def mixed(self, licence: str, about: str) -> None:
        if not self.holds.mixed and is_mixed(licence) and not names_only_listed(licence, self.whole):
            self.omit(about, f"in {licence!r} readers of {self.holds.title} know only what SPDX lists")

    # Bases

    def bases(self) -> tuple[Base, ...]:
        title = self.holds.title
        if not self.holds.bases:
            for base in self.whole.bases:
                binds = "; its terms may bind" if base.relation and base.relation.carries_terms else ""
                self.omit("base-models", f"{base.name!r} is left out: {title} has no place for it{binds}")
            return ()
        kept = [base for base in self.whole.bases if self.holds_relation(base) or _binds(base)]
        relations = {base.relation for base in kept}
        related = not (self.holds.one_relation and len(relations) > 1)
        bases = []
        for base in self.whole.bases:
            if base not in kept:
                self.omit("base-models", f"{base.name!r} is left out: {title} has no word for {base.relation}")
                continue
            if not (related and self.holds_relation(base)):
                self.omit(
                    "base-models", f"{base.name!r} is written as a base; {title} cannot say {base.relation} of it"
                )
                base = evolve(base, relation=None)
            for word in ("licence", "producer"):
                if (value := getattr(base, word)) and word not in self.holds.base:
                    self.omit(
                        "base-models", f"the {word} of {base.name!r}, {value!r}, is left out: {title} has no field"
                    )
                    base = evolve(base, licence="") if word == "licence" else evolve(base, producer="")
            if self.holds.one_line and "\n" in base.producer:
                self.omit("base-models", f"the producer of {base.name!r} is left out: it is more than one line")
                base = evolve(base, producer="")
            self.mixed(base.licence, f"base-models, {base.name}")
            bases.append(base)
        return tuple(dict.fromkeys(bases))

    def holds_relation(self, base: Base) -> bool:
        return base.relation in self.holds.relations


def _binds(base: Base) -> bool:
    return base.relation is not None and base.relation.carries_terms


def _listed(values: Iterable[str]) -> str:
    return ", ".join(map(repr, values))


def _called(part: Part) -> str:
    return f"{part.kind.value}, {part.name}" if part.name else part.kind.value


def _described(part: Part) -> str:
    """The statements on a part, in parentheses."""
    words = [part.availability, part.concluded or part.licence, part.location]
    return f" ({', '.join(filter(None, words))})" if any(words) else ""


def _shown(word: str, value: tuple[Any, ...]) -> str:
    if word == "concluded":
        return ", ".join(f"{part.about}: {part.value}" for part in value)
    return ", ".join(part if isinstance(part, str) else ": ".join(part) for part in value)
