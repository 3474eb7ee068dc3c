"""Facts about a model, a data set or a service, as far as they are known without a network.

Looked up in this order: a card that was given, the Hub's cache on this machine, the table of known models, the described
systems; the Hub itself only where the user asks for it. What none of them knows is unknown, and said so.
"""

import os
from collections.abc import Callable
from datetime import date
from functools import cache
from hashlib import sha256

from attrs import evolve, frozen

from openness.errors import OpennessError
from openness.evaluation.classification import Classification
from openness.references.cards import Cards, cards_at
from openness.references.lexicon import lexicon
from openness.references.lock import Lock, key_of
from openness.references.reference import Reference
from openness.release.claim import Claim, Fact, Rule
from openness.release.component import Component, Item
from openness.release.location import Origin, Source
from openness.release.release import Found, Release
from openness.resolution.resolved import expressions_of, resolved
from openness.shelf.shelf import Shelf
from openness.sources.gather import gather
from openness.syntax.document import TEXT_LIMIT, open_document
from openness.value import Shown
from openness.vocabulary import NOASSERTION, Availability, Basis, Kind, main_part
from openness.vocabulary.references import Sort


@frozen(eq=False, repr=False)
class Known(Shown):
    """The facts known about a thing that is used.

    Args:
        classification: the release it is, judged.
        release: the same, as it was read.
        place: where it was looked up: `cache`, `table`, `system:ID`, `hub:ACCOUNT/NAME` or a card's path; empty where
            nothing is known.
        revision: the commit that was looked at; empty where none is known.
        card: the hash of its card; empty where none was read.
        text: the hash of its licence texts; empty where none was read.
    """

    classification: Classification
    release: Release
    place: str = ""
    revision: str = ""
    card: str = ""
    text: str = ""

    @property
    def _expressions(self) -> tuple[str, ...]:
        """The expressions that the licence of the weights, of the data or of the service may stand for."""
        release = self.classification.release
        kind = main_part(release.subject)
        return tuple(expressions_of(release.component(kind).licence))

    @property
    def licence(self) -> str | None:
        """The licence of the weights, of the data or of the service; None where it is unknown."""
        found = self._expressions
        return found[0] if len(found) == 1 and NOASSERTION not in found[0] else None

    @property
    def family(self) -> tuple[str, ...]:
        """The licences of a known family, whose terms reach what bears its name, beside what else holds for it."""
        ending = " AND NOASSERTION"
        return tuple(name.removesuffix(ending) for name in self._expressions if name.endswith(ending))

    @property
    def perhaps(self) -> tuple[str, ...]:
        """The known licences that its name may stand for, where these are several; empty where it may be any other."""
        found = self._expressions
        return () if len(found) < 2 or any(NOASSERTION in expression for expression in found) else found

    @property
    def reached(self) -> str | None:
        """The level that is certainly reached; None where that is the lowest and a higher one may be."""
        standing = self.classification.spectrum
        lowest = standing.reached == standing.rungs[0] and standing.reachable != standing.reached
        return None if lowest or not self.place else standing.reached


class Knowledge:
    """Looks things up, each once.

    Args:
        shelf: where licences, definitions and known models are looked up.
        under: the definitions that each release is judged by.
        cards: the cards on this machine; by default the Hub's cache.
        hub: True where the Hub may be asked.
        locked: what somebody looked up before; it answers where nothing else here does.
    """

    def __init__(
        self,
        shelf: Shelf,
        under: tuple[str, ...] = (),
        cards: Cards | None = None,
        hub: bool = False,
        locked: Lock | None = None,
    ) -> None:
        self.locked = locked or Lock()
        self.shelf = shelf
        self.under = under or tuple(shelf.definitions())
        self.cards = cards or cards_at()
        self.hub = hub
        self.of: Callable[[Sort, str, str, bool], Known] = cache(self._of)

    def known(self, reference: Reference) -> Known:
        """The facts known about the thing that a reference names."""
        return self.of(reference.sort, reference.name, reference.revision, reference.hub)

    def _of(self, sort: Sort, name: str, revision: str, hub: bool) -> Known:
        if hub and (found := self.cards.of(sort, name)):
            return self._from_files(found, name, sort, found.source)
        if hub and (cached := self.cards.snapshot(sort, name, revision)):
            gathered = gather(cached)
            if len(gathered.found) == 1:
                return self._from_files(gathered.found[0], name, sort, "cache", os.path.basename(cached))
        if hub and self.hub and sort is not Sort.SERVICE and (asked := self._from_hub(sort, name, revision)):
            return asked
        if sort is Sort.MODEL and (release := self._in_table(name, hub)):
            return self._facts(release, sort, name, "table")
        if sort is Sort.SERVICE:
            for pattern, id in lexicon().systems:
                if pattern.fullmatch(name):
                    found = gather(f"system:{id}").found[0]
                    return self._facts(found.release, sort, name, f"system:{id}")
        if release := self._in_lock(sort, name, revision):
            return self._facts(release, sort, name, "lock")
        silent = Release(subject="dataset" if sort is Sort.DATASET else "model", read=(source_of(sort, name),))
        return self._facts(silent, sort, name)

    def _facts(self, release: Release, sort: Sort, name: str, place: str = "") -> Known:
        source = source_of(sort, name)
        return Known(Classification(resolved(release, self.shelf), source, self.under, self.shelf), release, place)

    def _from_files(self, found: Found, name: str, sort: Sort, place: str, revision: str = "") -> Known:
        release = found.release
        documents = [document for document in release.read if os.path.isfile(document)]
        card = next((document for document in documents if document.lower().endswith((".md", ".yaml", ".toml"))), "")
        texts = sorted(text.text for text in release.texts)
        hashed = sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest() if texts else ""
        return evolve(self._facts(release, sort, name, place), revision=revision, card=_hash(card), text=hashed)

    def _from_hub(self, sort: Sort, name: str, revision: str) -> Known | None:
        """The facts that the Hub gives; None where it does not give it."""
        at = f"@{revision}" if revision else ""
        address = f"hub:{'datasets/' if sort is Sort.DATASET else ''}{name}{at}"
        gathered = gather(address)
        if not gathered.found:
            return None
        cached = self.cards.snapshot(sort, name, revision)
        known = self._from_files(gathered.found[0], name, sort, address, os.path.basename(cached))
        return evolve(known, card=_hash(os.path.join(cached, "README.md")))

    def _in_lock(self, sort: Sort, name: str, revision: str) -> Release | None:
        """The release that the lock tells of: the licence that somebody found, and that it was available."""
        entry = self.locked.entries.get(key_of(sort, name, revision))
        if entry is None or not entry.licence:
            return None
        place = Source(self.locked.document, entry.line)
        kind = Kind.DATASETS if sort is Sort.DATASET else Kind.MODEL_PARAMETERS_FINAL
        because = f"looked up {entry.day} in {entry.place}"
        licence = Claim(entry.licence, Basis.DECLARED, place, entry.licence, because)
        offered = Claim(Availability.PUBLIC.value, Basis.DECLARED, place, name, because)
        public = () if entry.level in ("", "closed", "hosted") else (offered,)
        item = Item(licence=Fact((licence,)), availability=Fact(public))
        subject = "dataset" if sort is Sort.DATASET else "model"
        return Release(components=(Component(kind, (item,)),), subject=subject, read=(place.document,))

    def _in_table(self, name: str, hub: bool) -> Release | None:
        """The release that the table of known models tells of; its availability only where the whole name is known."""
        known = self.shelf.known_base(name if hub else name.partition("/")[2])
        if known is None:
            return None
        place = Source(source_of(Sort.MODEL, name))
        licences = Fact(
            tuple(
                Claim(id, Basis.INFERRED, place, "", known.because, Origin(known.because), known.rule)
                for id in sorted(known.licences)
            )
        )
        offered = Claim(Availability.PUBLIC.value, Basis.INFERRED, place, name, known.because, rule=Rule.HUB_REPOSITORY)
        item = Item(licence=licences, availability=Fact((offered,) if known.certain else ()))
        return Release(
            components=(Component(Kind.MODEL_PARAMETERS_FINAL, (item,)),), subject="model", read=(place.document,)
        )


def source_of(sort: Sort, name: str) -> str:
    """The source of the release that stands for a used thing.

    >>> source_of(Sort.DATASET, "stanfordnlp/imdb"), source_of(Sort.SERVICE, "openai/gpt-4o")
    ('hub:datasets/stanfordnlp/imdb', 'service:openai/gpt-4o')
    """
    return {Sort.MODEL: f"hub:{name}", Sort.DATASET: f"hub:datasets/{name}", Sort.SERVICE: f"service:{name}"}[sort]


def today() -> str:
    """The day on which something is looked up."""
    return date.today().isoformat()


def _hash(path: str) -> str:
    """The hash of a file; empty where there is none."""
    try:
        data = open_document(path, TEXT_LIMIT, head=True).data if path else b""
    except OpennessError:
        return ""
    return sha256(data).hexdigest() if data else ""
