"""The Hub's API on a repository: `GET /api/models/ORG/NAME` or `/api/datasets/…` as JSON, one or a list.

Fields that a card has too are read as a card's (`hub_fields`). What only the Hub knows is added: who owns it, which
commit, whether a form stands in front, and the names of its files. A list of files decides whether weights are there:
a file of weights says so, and where there is none nothing is inferred (`docs/reference/what-the-hub-says.md`).
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import evolve

from openness.errors import NotThisFormat, OpennessError, Problem
from openness.formats import file_names as filename
from openness.formats import hub_card, hub_fields, hub_record, texts_among, unread_text
from openness.formats._card_body import of_gate
from openness.formats._card_fields import closes
from openness.formats._several import with_doubles_reported
from openness.formats._shape import Shape, misfits
from openness.release.claim import SILENT, Claim, Fact, Rule, joined_facts, unordered
from openness.release.component import Component
from openness.release.finding import Code, Finding
from openness.release.hints import LicenceInProse, LoadedFrom, NeededBase, Sign
from openness.release.location import Source
from openness.release.release import BaseModel, LicenceText, Release, StatedBases
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.front_matter import front_matter
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, source_of
from openness.vocabulary import DATASET, Availability, Basis, Kind, Relation, hub, main_part

if TYPE_CHECKING:
    from openness.release.hints import LicenceHint

NAME = "Hub API JSON"
HOLDS = "alone"
LIMIT = TEXT_LIMIT
BYTES = False

CARD = "README.md"
TEXTS_LIMIT = 32  # licence texts doubted one by one; of more it is only said that they were not read

_NAMED = re.compile(r'"(?:id|modelId)"\s*:')
_KNOWN = re.compile(r'"(?:modelId|cardData|siblings|gated)"\s*:')
#: Keys that say as much as a card does where no files are listed: that there is something to load.
_TELL_OF_FILES = ("card", "cardData", "tags", "library_name", "safetensors", "gguf", *hub_record.CARD_FIELDS)
_TELL_OF_CARD = ("cardData", "library_name", *hub_record.CARD_FIELDS)
_OFFERED = {"dataset": (Kind.DATASETS, "data", filename.is_data)}
_OFFERED_ELSE = (Kind.MODEL_PARAMETERS_FINAL, "weights", filename.is_weights)
_OF_CARDS = ("cardData", "card")  # the keys that hold a card
_COMMIT = r"[0-9a-f]{40}(?:[0-9a-f]{24})?"
_HELP = "save the API's answer as it is"


_SHAPES = {
    "models": Shape.THING,
    **dict.fromkeys("id modelId author rfilename relation pipeline_tag".split(), Shape.WORD),
    **dict.fromkeys("baseModels".split(), Shape.OBJECT),
}


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format: no name tells, the content does."""
    return False


def matches_content(base: str, text: str) -> bool:
    """True where a text is the API's answer: JSON with a repository's name and a field only the Hub has."""
    return text.lstrip()[:1] in ("{", "[") and bool(_NAMED.search(text)) and bool(_KNOWN.search(text))


def read(document: Document) -> tuple[Release, ...]:
    """The releases of the repositories that the answer describes, of one or of each in a list.

    Raises:
        OpennessError: when it is not JSON, or not of repositories.
        NotThisFormat: when it is a Space's.
    """
    tree = json_tree(document.text, document.name)
    listed = tree.items if isinstance(tree, Sequence) else (tree,)
    records = [record for record in listed if isinstance(record, Mapping) and hub_record.names_of(record)]
    strange = next((record for record in listed if record not in records), tree)
    if len(records) < len(listed) or not records:
        line = strange.line if strange else 1
        raise OpennessError(Problem(document.name, line, "it is not a record of a repository", _HELP))
    odd = misfits(tree, document.name, _SHAPES).findings
    records = list(map(hub_record.with_right_names, records))
    for record in records:
        if hub_record.subject_of(record) == "space":
            help = "name a model's or a data set's"
            raise NotThisFormat(Problem(document.name, record.line, "it is a Space's record, not a model's", help))
    releases = with_doubles_reported(document.name, [recorded(document.name, record) for record in records])
    return tuple(evolve(release, oddities=(*release.oddities, *odd)) for release in releases)


def release_of(
    document: str, record: Mapping, subject: str = "", card_read: bool = False, texts_read: bool = False
) -> Release:
    """The release that the record of one repository describes.

    Args:
        document: the name to use in sources.
        record: what the API said.
        subject: `model` or `dataset` where it is known; the record tells otherwise.
        card_read: whether its card is read by itself, so that nothing of it is to be repeated.
        texts_read: whether its licence texts are, and its settings.
    """
    return _HubInfoReader(document, record, subject).release(card_read, texts_read)


def recorded(name: str, record: Mapping, subject: str = "") -> Release:
    """The release of a record, and of the card whose whole text it has under `card`, as a public snapshot has it.

    Args:
        name: the record's, to use in sources.
        record: what the API or a snapshot said.
        subject: `model` or `dataset` where it is known; the record tells otherwise.
    """
    text = record.get("card")
    if not isinstance(text, Scalar) or text.null or not text.text.strip():
        return release_of(name, record, subject)
    try:
        of_card = hub_card(CARD, text.text, subject or hub_record.subject_of(record))
    except (OpennessError, NotThisFormat) as error:
        message = "the text of its card cannot be read, so nothing in it counts"
        odd = Finding(Code.FIELD_INVALID, message, source_of(name, text), str(error))
        release = release_of(name, record, subject)
        return evolve(
            release,
            oddities=(*release.oddities, odd),
            unread=(*release.unread, CARD),
            limits=unordered((*release.limits, _unread(odd))),
        )
    read_as = _read_as(of_card)
    recorded_release = release_of(name, record, read_as, card_read=True)
    otherwise = _otherwise(name, record, Document(CARD, text.text), read_as)
    if _tells_of_an_offer(record, recorded_release):
        of_card = without_offer(read_as, of_card)
    release = beside(of_card, recorded_release)
    release = release.join(otherwise.beside(StatedBases(of_card.base_models)))
    return evolve(release, name=release.name if release.name.claims else recorded_release.name)


def _read_as(release: Release) -> str:
    """The sort of thing as which a release was read, whatever beside it tells of another."""
    return DATASET if Kind.DATASETS in release.described else release.subject


def _tells_of_an_offer(record: Mapping, release: Release) -> bool:
    """True where a record tells more of the weights, or the data, than its card lets anyone infer."""
    offers = (item.availability for item in release.component(main_part(release.subject)).items if not item.name)
    return hub_record.files_of(hub_record.unpacked(record)) is not None or any(offer.claims for offer in offers)


def _unread(odd: Finding) -> LicenceInProse:
    """The doubt of a card that cannot be read: it may state any licence, whatever its record states."""
    return LicenceInProse(odd.source or Source(CARD), odd.message, (), True, False, subject="")


def _otherwise(name: str, record: Mapping, card: Document, subject: str) -> Release:
    """The licence and the bases that a record states besides its card, and nothing of what they only let one infer."""
    fields = hub_record.terms_beside(record, front_matter(card)[0] or Mapping((), 1))
    if not fields.pairs:
        return Release()
    stated, kind = hub_fields(name, fields, subject), main_part(subject)
    parts = tuple(part for part in stated.components if part.kind is kind)
    return without_offer(subject, evolve(stated, components=parts, signs=()))


def beside(of_card: Release, of_record: Release) -> Release:
    """A card with what the Hub tells besides: each states its own facts, and neither speaks for the other.

    Name and version are not told again: what a file calls itself comes before its address.
    """
    return of_card.join(evolve(of_record, name=SILENT, version=SILENT).beside(StatedBases(of_card.base_models)))


def without_offer(subject: str, of_card: Release) -> Release:
    """A card without the availability that it lets be inferred, where the Hub's record tells which files there are."""
    kind = main_part(subject)
    parts = tuple(
        Component(kind, tuple(evolve(item, availability=SILENT) for item in part.items)) if part.kind is kind else part
        for part in of_card.components
    )
    return evolve(of_card, components=parts)


class _HubInfoReader:
    """Reads one record and keeps what it does not understand."""

    def __init__(self, document: str, record: Mapping, subject: str) -> None:
        self.document = document
        self.record = hub_record.unpacked(record)
        self.files = hub_record.files_of(self.record)
        self.subject = subject or hub_record.subject_of(self.record)
        self.oddities: list[Finding] = []
        self.doubts: list[LicenceInProse] = []

    def odd(self, node: Node, message: str, help: str = _HELP, code: Code = Code.FIELD_INVALID) -> None:
        self.oddities.append(Finding(code, message, source_of(self.document, node), help))

    def release(self, card_read: bool, texts_read: bool) -> Release:
        self.shapes()
        read = hub_fields(self.document, hub_record.fields_of(self.record, card_read), self.subject)
        kind, what, is_one = _OFFERED.get(_read_as(read), _OFFERED_ELSE)
        offers = [item.availability for item in read.component(kind).items if not item.name]
        offer = self.offer(joined_facts(offers), what, next(filter(is_one, self.paths()), ""))
        texts = [] if texts_read else texts_among(self.paths())
        release = evolve(
            read,
            name=joined_facts([self.named(node) for node in hub_record.names_of(self.record)]),
            version=self.version(),
            producer=self.producer(),
            components=tuple(
                self.offered(part, kind, offer) for part in read.components if self.is_there(part, card_read)
            ),
            base_models=unordered((*read.base_models, *self.adapter_base())),
            texts=(*read.texts, *self.texts(texts[:TEXTS_LIMIT])),
            signs=unordered((*read.signs, *self.signs())),
            limits=unordered(
                (*read.limits, *self.doubts, *self.gate(read, card_read), *(() if texts_read else self.settings(read)))
            ),
            oddities=(*read.oddities, *self.oddities),
            unread=tuple(map(self.home, texts)),
            details=self.details(read),
        )
        model = next((node for node in self.files or () if filename.tells_of_model(node.text)), None)
        return release.with_model(source_of(self.document, model), model.text) if model else release

    def shapes(self) -> None:
        """Say which fields are not of the shape the Hub gives them."""
        for key, shape, what in (
            ("cardData", Mapping, "mapping"),
            ("siblings", Sequence, "list"),
            ("tags", Sequence, "list"),
            ("baseModels", Mapping, "mapping"),
            ("card", Scalar, "text"),
        ):
            node = self.record.get(key)
            if hub_record.has(self.record, key) and node is not None and not isinstance(node, shape):
                self.odd(node, f"{key} is not a {what}")
                self.doubts += [_unread(self.oddities[-1])] if key in _OF_CARDS else []

    def gate(self, read: Release, card_read: bool) -> "Iterable[LicenceHint]":
        """The hints in the words of a gate, where the card is not read by itself."""
        if card_read:
            return ()
        return of_gate(hub_record.card_fields(self.record), self.document, _read_as(read))

    def settings(self, read: Release) -> "Iterable[LicenceHint]":
        """The hints in a model's settings at its terms."""
        settings = self.record.get(hub_record.SETTINGS)
        if _read_as(read) == DATASET or not isinstance(settings, Mapping):
            return ()
        from openness.formats._settings import settings_hints

        return settings_hints(self.document, settings)

    def paths(self) -> list[str]:
        """The paths of the files listed."""
        return [node.text for node in self.files or ()]

    def home(self, path: str) -> str:
        """A file of the repository, as evidence names it."""
        return f"{hub_record.name_of(self.record) or self.document}/{path}"

    # Who and which

    def fact(self, node: Scalar, value: str, basis: Basis = Basis.DECLARED, rule: Rule | None = None) -> Fact:
        return Fact((Claim(value, basis, source_of(self.document, node), node.text, rule=rule),))

    def named(self, node: Scalar) -> Fact:
        if hub.is_repository(node.text):
            return self.fact(node, node.text)
        self.odd(node, f"{node.text[:100]!r} is not a name of a repository")
        return SILENT

    def version(self) -> Fact:
        sha = self.record.get("sha")
        return self.fact(sha, sha.text) if isinstance(sha, Scalar) and re.fullmatch(_COMMIT, sha.text) else SILENT

    def producer(self) -> Fact:
        """The owner, by the name and by `author`: a dispute where they differ."""
        owners = [
            self.fact(node, node.text.partition("/")[0], Basis.INFERRED, Rule.HUB_OWNER)
            for node in hub_record.names_of(self.record)
            if hub.is_repository(node.text, owned=True)
        ]
        author = self.record.get("author")
        if isinstance(author, Scalar) and not author.null and author.text:
            owners.append(self.fact(author, author.text))
        return joined_facts(owners)

    def details(self, read: Release) -> tuple[tuple[str, Fact], ...]:
        """The details in the fields of a card, and the number of parameters that the Hub counts."""
        total = hub_record.parameter_count(self.record)
        if total is None:
            return read.details
        from openness.vocabulary.details import ModelDetail

        value = ModelDetail.PARAMETERS.read(total.text)
        counted = self.fact(total, value, Basis.INFERRED, Rule.HUB_COUNT) if value else SILENT
        return tuple(sorted((*read.details, *([(ModelDetail.PARAMETERS.value, counted)] if counted.claims else []))))

    # Availability

    def is_there(self, part: Component, card_read: bool) -> bool:
        """True where a part is to be spoken of: a card only where it can be read, and is not read by itself."""
        if part.kind not in (Kind.MODEL_CARD, Kind.DATA_CARD):
            return True
        listed = "README.md" in self.paths() if self.files is not None else hub_record.has(self.record, *_TELL_OF_CARD)
        return listed and not card_read

    def offered(self, part: Component, kind: Kind, offer: Fact) -> Component:
        if part.kind is not kind:
            return part
        return Component(kind, tuple(item if item.name else evolve(item, availability=offer) for item in part.items))

    def offer(self, offered: Fact, what: str, file: str) -> Fact:
        """The availability of the weights or the data: the gate that a card's field states, and the files that there are."""
        if self.is_closed:  # the fields of a card say so
            return SILENT
        if self.files is None:  # a row of a list: read as its card would be, where it says anything of one
            return offered if hub_record.has(self.record, *_TELL_OF_FILES) else SILENT
        if not file:
            message = f"none of the files listed ({len(self.files):,}) is one of {what}, so nothing is inferred of them"
            node = self.record.get("siblings") or self.record
            self.odd(node, message, f"state where the {what} are available", Code.AVAILABILITY_UNKNOWN)
            return SILENT
        because = f"{file} is among its files"
        gate = next((claim for claim in offered.claims if claim.value == Availability.GATED), None)
        if gate is not None:  # the gate is what is written
            return Fact((evolve(gate, because=because, rule=Rule.HUB_FILES),))
        place = source_of(self.document, next(node for node in self.files if node.text == file))
        return Fact((Claim(Availability.PUBLIC, Basis.INFERRED, place, file, because, rule=Rule.HUB_FILES),))

    @property
    def is_closed(self) -> bool:
        """True where people outside cannot reach the repository."""
        marks = (self.record.get(word) for word in hub.CLOSING)
        return any(node is not None and closes(node) for node in marks)

    # Other files

    def texts(self, paths: list[str]) -> tuple[LicenceText, ...]:
        """Licence texts among the files: there, and not read, so the licence is not certain."""
        return unordered(text for path in paths for text in unread_text(self.home(path)).texts)

    def signs(self) -> tuple[Sign, ...]:
        """The parts of a release that files look like by their names, and the base that an adapter's files need."""
        found: dict[Kind, list[Scalar]] = {}
        for node in self.files or ():
            if kind := filename.likely_kind(node.text):
                found.setdefault(kind, []).append(node)
        files = (file for file in self.files or () if filename.is_of_adapter(file.text))
        loaded = hub_record.loaded_from(self.record.get(hub_record.SETTINGS))
        put_on = (NeededBase(Relation.ADAPTER, source_of(self.document, file)) for file in files)
        return unordered(
            (
                *put_on,
                *(LoadedFrom(node.text, source_of(self.document, node)) for node in loaded),
                *(
                    filename.sign(kind, source_of(self.document, nodes[0]), [node.text for node in nodes])
                    for kind, nodes in found.items()
                ),
            )
        )

    def adapter_base(self) -> tuple[BaseModel, ...]:
        node = hub_record.adapter_base(self.record)
        if node is None:
            return ()
        name = hub.repository(node.text)
        return (BaseModel(name if hub.is_repository(name) else "", Relation.ADAPTER, source_of(self.document, node)),)
