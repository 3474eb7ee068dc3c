"""A model or data set card from the Hugging Face Hub: the YAML block on top, and what its prose says of it.

The Hub's own rules decide what is metadata: the block begins the file, opens and closes with a line of three dashes,
and holds a mapping. A card speaks of the weights and of itself, never of code or data; naming a data set is not
releasing it (rule 2). Rules that infer something are named in the claim's `rule`.
"""

import re
from collections.abc import Iterator, Set
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve

from openness.errors import NotThisFormat, Problem
from openness.formats._card_body import Body, absence_beside, bases_beside, of_gate
from openness.formats._card_fields import BLANKS, Fields, is_of_another_sort, word_of, words_in
from openness.formats._card_licence import licence as licence_of
from openness.formats._card_licence import unread_licences
from openness.prose.sieve import may_say
from openness.release.claim import (
    SILENT,
    Claim,
    Fact,
    Rule,
    unordered,
)
from openness.release.component import Component, Item, joined_items
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.release import BaseModel, LicenceText, Release, TermsElsewhere
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.front_matter import front_matter
from openness.syntax.tree import Mapping, Node, Scalar, source_of
from openness.vocabulary import DATASET, MODEL, Availability, Basis, Kind, Relation, hub, main_part
from openness.vocabulary.patterns import pattern

if TYPE_CHECKING:
    from openness.release.hints import LicenceHint, Sign

NAME = "Hugging Face card"
HOLDS = "release"
LIMIT = TEXT_LIMIT
BYTES = False

SKILL_KEYS = frozenset(("name", "description"))
PAGE_KEYS = frozenset(["layout", "title", "sidebar", "permalink", "nav_order", "sidebar_position", "slug"])
_TELLING = (hub.MODEL_KEYS | hub.DATASET_KEYS) - {"tags"}
#: Fields that may hold the sign of a base, besides those that name one.
_OF_A_BASE = ("base_model_relation", "tags", "quantized_by")

_MODEL_CARD = pattern(r"^#{1,6}[ \t]+(model[ _-]?card\b[^\n]{0,80})", re.IGNORECASE | re.MULTILINE)
_MODEL_CARDS_NAME = pattern(r"model[ _-]?card", re.IGNORECASE)


def matches_name(base: str) -> bool:
    """True where a file of this name may be a card: any Markdown file."""
    return base.lower().endswith((".md", ".markdown"))


def matches_content(base: str, text: str) -> bool:
    """True where a text is a card: it begins with a line of dashes and the name says nothing else."""
    return "." not in base and text.lstrip().startswith("---\n")


def read(document: Document, subject: str = "") -> Release:
    """The release that the card describes.

    Args:
        document: the card.
        subject: `model` or `dataset` where it is known; the fields tell otherwise.

    Raises:
        OpennessError: when its block is not a YAML mapping.
        NotThisFormat: when the file is no card.
    """
    block, start, oddity = front_matter(document)
    reader = _CardReader(document, subject, start)
    if oddity is not None:
        reader.fields.oddities.append(oddity)
        reader.unread_block = oddity
    if block is None:
        lacks = "has no YAML block on top" if document.text.strip() else "is empty"
        if document.base.lower() != "readme.md":
            raise NotThisFormat(Problem(document.name, 1, f"it {lacks}, so it is not a model card", "name a card"))
        if oddity is None:
            reader.fields.odd(
                Source(document.name, 1),
                "there is no YAML block the Hub would read, so nothing is inferred from it"
                if document.text.strip()
                else "it is empty, so nothing is inferred from it",
                "begin the file with a line of three dashes, the fields, and another line of three dashes",
            )
        return reader.release(None)
    return reader.release(block)


def is_broken(document: Document) -> bool:
    """True where a block begins of which the Hub reads nothing; one in a fence of code may be an example."""
    block, _, oddity = front_matter(document)
    return block is None and oddity is not None and document.text.lstrip().startswith("---")


def labelled(document: Document) -> Release:
    """The hints of a card that is not read as a release's own: limits, and labelled licences; of a data card those of data."""
    block, start, oddity = front_matter(document)
    reader = _CardReader(document, "model", start)
    reader.unread_block = oddity
    return reader.labelled(block)


def fields_of(name: str, fields: Mapping, subject: str = "", on_hub: bool = False) -> Release:
    """The release that the fields of a card describe by themselves, wherever they come from.

    Args:
        name: the document to name in sources.
        fields: as in a card's block.
        subject: `model` or `dataset` where it is known; the fields tell otherwise.
        on_hub: whether the Hub has them, so that they are a card's whatever they are.

    Raises:
        NotThisFormat: when they are those of something else.
    """
    return _CardReader(Document(name, ""), subject, on_hub=on_hub).release(fields)


_GATES = ("false", "true", "auto", "manual")  # snapshots of the Hub hold the first two as words
_GATED = {Rule.HUB_MODEL: Rule.HUB_MODEL_GATED, Rule.HUB_DATASET: Rule.HUB_DATASET_GATED}


class _CardReader:
    """Reads one card and keeps what it does not understand."""

    def __init__(self, document: Document, subject: str = "", start: int = 0, on_hub: bool = False) -> None:
        self.document = document
        self.subject = subject
        self.on_hub = on_hub
        self.name = document.name
        self.fields = Fields(document.name)
        self.body = Body(self.name, document.text[start:], document.text.count("\n", 0, start) + 1, document.replaced)
        self.links: tuple[str, ...] = ()
        self.addresses: tuple[LicenceHint, ...] = ()
        self.comments: tuple[tuple[str, Source], ...] = ()
        self.words_beside: tuple[tuple[str, Source], ...] = ()
        self.denied: tuple[Sign, ...] = ()
        self.unread_block: Finding | None = None  # what is odd about a block of which the Hub, too, reads nothing
        self.has_fields = False
        if document.replaced:
            self.fields.odd(Source(self.name), "some bytes are not UTF-8 and were replaced", "save the file as UTF-8")

    def release(self, block: Mapping | None) -> Release:
        written: dict[str, list[tuple[Scalar, Node]]] = {}
        for key, node in block or ():
            written.setdefault(key.text, []).append((key, node))
        for pairs in written.values():
            for key, _ in pairs[1:]:
                self.fields.odd(
                    source_of(self.name, key),
                    f"the field {key.text!r} is there twice; the Hub takes the last",
                    "keep one",
                )
        if not self.on_hub:
            self.recognise(written.keys(), block)
        self.fields.keep(written)
        fields = self.fields
        self.has_fields = bool(fields.stating)  # without metadata nothing is inferred
        of_data = not hub.DATASET_KEYS.isdisjoint(fields.stating) and hub.TELLING_KEYS.isdisjoint(fields.stating)
        is_data = self.subject == DATASET or (not self.subject and of_data)
        of_model = self.of_model() if is_data and not self.subject else None
        self.subject = DATASET if is_data else MODEL  # the page of a Space is read for what it says of a model
        for word in hub.ONE_WORD:
            for key, node in self.fields.pairs(word):
                if not isinstance(node, Scalar):
                    self.fields.odd(source_of(self.name, key), f"{word} is not one word, so it is not understood")
        if "license_link" in fields:
            from openness.formats._card_links import addresses, files, unread

            self.links = files(fields, self.document.base)
            self.addresses = (*addresses(fields), *unread(fields, self.links))
        self.comments = self.commented()
        self.words_beside = tuple(self.beside())
        licence = licence_of(fields)
        is_there = fields.closing() is None
        card = Item(availability=self.here("the card itself can be read"))
        of_outputs, called_so = self.outputs()
        if self.subject == DATASET:
            data = Item(availability=self.offer(block, Rule.HUB_DATASET), licence=licence)
            parts = (Component(Kind.DATASETS, (data,)), *((Component(Kind.DATA_CARD, (card,)),) if is_there else ()))
            release = self.made(parts, of_outputs, fields.called("pretty_name"), signs=called_so)
            return release.with_model(*of_model) if of_model else release
        weights = Item(availability=self.offer(block, Rule.HUB_MODEL), licence=licence)
        components = (
            *self.inference_code(),
            Component(Kind.MODEL_PARAMETERS_FINAL, (weights,)),
            *self.datasets(),
            *((Component(Kind.MODEL_CARD, (card,)),) if is_there else ()),
        )
        relation: Relation | None = None
        bases: tuple[BaseModel, ...] = ()
        signs: tuple[Sign, ...] = ()
        if self.may_name_a_base():
            from openness.formats import _card_bases

            relation = _card_bases.relation(fields)
            bases = _card_bases.base_models(fields, relation)
            signs = _card_bases.needed_base(fields)
        if self.has_fields and not bases:
            bases, called = self.body.bases(relation)
            signs = unordered((*signs, *called))
        if self.words_beside and not bases:
            bases, called = bases_beside(self.words_beside, relation)
            signs = unordered((*signs, *called))
        if of_outputs:
            bases = unordered((*bases, *of_outputs))
        if called_so:
            signs = unordered((*signs, *called_so))
        if self.has_fields and (under := self.body.data_licences()):
            signs = unordered((*signs, *under))
        name = fields.called("model_name")
        if name.claims:
            from openness.formats._called import called_as

            alone = (claim for claim in name.claims if "/" not in claim.value)  # of a repository the account tells
            stated = (hint for claim in alone for hint in called_as(claim.source, (claim.value,)))
            self.addresses = (*self.addresses, *stated)
        release = self.made(components, bases, name, self.body.labels() if self.has_fields else (), signs)
        if "language" not in fields and "pipeline_tag" not in fields:
            return release
        from openness.formats import _card_details

        return evolve(release, circumstances=_card_details.task(fields), details=_card_details.details(fields))

    def outputs(self) -> "tuple[tuple[BaseModel, ...], tuple[Sign, ...]]":
        """The models whose outputs the prose speaks of; without metadata it says nothing."""
        return self.body.outputs(self.subject) if self.has_fields else ((), ())

    def of_model(self) -> tuple[Source, str] | None:
        """The place and the words that tell of a model in a card with the fields of a data set."""
        for tag in self.fields.tags:
            if tag.text.strip(BLANKS).lower() in hub.MODEL_TAGS:
                return source_of(self.name, tag), f"the tag {tag.text!r}"
        if heading := _MODEL_CARD.search(self.document.text):
            line = self.document.text.count("\n", 0, heading.start()) + 1
            return Source(self.name, line), f"the heading {heading[1].strip()!r}"
        named = _MODEL_CARDS_NAME.match(self.document.base)
        return (Source(self.name), "the name of the file") if named else None

    def may_name_a_base(self) -> bool:
        """True where a field names a base or may be a sign of one; most cards have none."""
        libraries = self.fields.libraries()
        return any(field in _OF_A_BASE or hub.names_base(field) for field in self.fields.stating) or any(
            word.text.strip(BLANKS).lower() in {*hub.MADE_FROM_ANOTHER, *hub.QUANTISED} for word in libraries
        )

    def made(
        self,
        components: tuple[Component, ...],
        base_models: tuple[BaseModel, ...],
        name: Fact,
        labels: tuple[Claim, ...] = (),
        signs: "tuple[Sign, ...]" = (),
    ) -> Release:
        addresses = (evolve(link, subject=self.subject) for link in self.addresses)
        unread = unread_licences(self.fields).claims
        return Release(
            name,
            components=components,
            base_models=base_models,
            labels=labels,
            oddities=tuple(self.fields.oddities),
            limits=unordered((*self.unread(), *self.limits(self.subject), *addresses)),
            texts=tuple(self.licence_texts()),
            links=self.links,
            signs=unordered((*signs, *self.denied)) if self.denied else signs,
            terms=tuple(TermsElsewhere(claim, (main_part(self.subject),), partial=True) for claim in unread),
            read=(self.name,),
            subject=self.subject,
        )

    def labelled(self, block: Mapping | None) -> Release:
        """The hints alone, where another file speaks for the release, and says whether that is a model or a data set."""
        from openness.release.hints import LicenceInProse

        of_data = re.match(r"data(?:set)?[-_ ]?card", self.document.base, re.IGNORECASE) is not None
        subjects = (DATASET,) if of_data else (MODEL, DATASET)
        hints = [hint for subject in subjects for hint in self.limits(subject)]
        tags = [word for key, node in block or () if key.text in ("license", "license_name") for word in words_in(node)]
        named = [LicenceInProse(source_of(self.name, tag), tag.text, (tag.text,), True, True) for tag in tags]
        understood = (evolve(hint, understood=True) for hint in hints if isinstance(hint, LicenceInProse))
        limited = () if block else (hint for hint in hints if not isinstance(hint, LicenceInProse))
        of_either = [evolve(hint, subject=DATASET if of_data else "") for hint in (*named, *self.unread())]
        return Release(limits=unordered((*of_either, *understood, *limited)), unread=(self.name,))

    def limits(self, subject: str) -> "Iterator[LicenceHint]":
        """Limits of use and licences that the body tells, the words of a gate and a comment beside the licence.

        Args:
            subject: what the card is read as the card of.
        """
        yield from self.body.hints(subject, states=self.has_fields)
        if self.has_fields and subject == MODEL:
            yield from self.body.named()
            yield from self.body.files()
        yield from of_gate(self.gate, self.name, subject)
        comments = ((source, f"License: {comment}") for comment, source in self.comments)
        if self.comments or self.words_beside:
            from openness.formats._prose import hints_beside

            words_beside = ((source, words) for words, source in self.words_beside)
            yield from hints_beside((*comments, *words_beside), subject)

    def unread(self) -> "Iterator[LicenceHint]":
        """The doubt of a block that nobody reads: it may state any licence, whatever lies around the card."""
        if self.unread_block is not None and self.unread_block.source is not None:
            from openness.release.hints import LicenceInProse

            yield LicenceInProse(self.unread_block.source, self.unread_block.message, (), True, False, subject="")

    @property
    def gate(self) -> list[tuple[Scalar, Node]]:
        """The fields whose words a gate shows."""
        stating = self.fields.stating
        return [pair for field, pairs in stating.items() if hub.is_of_a_gate(field) for pair in pairs]

    def beside(self) -> Iterator[tuple[str, Source]]:
        """The words of fields that are none of the Hub's, and of tags, where they may tell of the terms or of a base."""
        for field, key, node in self.unknown_fields:
            from openness.formats._words import own_fields, sentences_beside

            if not _licence_text(field, node):
                source = source_of(self.name, key)
                texts = (words for name, value in own_fields(field, node) for words in sentences_beside(name, value))
                yield from ((words, source) for words in texts if may_say(words))
        for tag in self.fields.tags:
            if hub.is_plain_tag(tag.text) and may_say(tag.text, "limit"):
                yield tag.text, source_of(self.name, tag)

    def licence_texts(self) -> Iterator[LicenceText]:
        """The licence texts in fields that are none of the Hub's, of whatever the card is about."""
        for field, key, node in self.unknown_fields:
            if text := _licence_text(field, node):
                yield LicenceText(source_of(self.name, key), (main_part(self.subject),), text)

    @cached_property
    def unknown_fields(self) -> tuple[tuple[str, Scalar, Node], ...]:
        """The fields that are none of the Hub's, or that hold something else than the Hub's do, each under its name."""
        found: list[tuple[str, Scalar, Node]] = []
        for field, pairs in self.fields.stating.items():
            odd = field in hub.OF_WORDS and any(is_of_another_sort(field, node) for _, node in pairs)
            if hub.is_unknown(field) or field in hub.INDICES or odd:
                found.extend((field, key, node) for key, node in pairs)
        return tuple(found)

    def commented(self) -> tuple[tuple[str, Source], ...]:
        """The comments that stand on the lines of the licence in the block, which YAML passes over."""
        found = []
        above = self.document.text.split("\n", self.body.first_line)[: self.body.first_line]
        lines = dict(enumerate(above, 1))
        for key, node in (pair for word in hub.LICENCE_FIELDS for pair in self.fields.pairs(word)):
            for line in dict.fromkeys((key.line, *(item.line for item in words_in(node)))):
                text = lines.get(line, "")
                if "#" in text and (comment := re.search(r"(?:^|\s)#+\s*(.*\w.*)$", text)):
                    found.append((comment[1], Source(self.name, line)))
        return tuple(found)

    def recognise(self, keys: Set[str], block: Mapping | None) -> None:
        """Refuse a file whose block is that of something else."""
        if not keys or not _TELLING.isdisjoint(keys) or any(map(hub.is_of_a_gate, keys)):
            return
        what = ""
        if len(hub.SPACE_KEYS & keys) > 1:
            what = "a Space's page, not a model card"
        elif keys >= SKILL_KEYS:
            what = "an agent's skill, not a model card"
        elif PAGE_KEYS & keys and "license" not in keys:
            what = "a web page, not a model card"
        elif not {"license", "tags"} & keys and not any(map(hub.is_misspelt, keys)):
            what = "no model card: its YAML block has no field of one"
        if what:
            raise NotThisFormat(Problem(self.name, block.line if block else 1, f"it is {what}", "name a model card"))

    def here(self, because: str) -> Fact:
        return Fact((Claim(Availability.PUBLIC, Basis.INFERRED, Source(self.name), "", because),))

    def offer(self, block: Mapping | None, rule: Rule) -> Fact:
        """Weights and data on the Hub can be downloaded by the nature of a card, unless a field or its prose says otherwise."""
        what = "data" if rule is Rule.HUB_DATASET else "weights"
        if closing := self.fields.closing():
            key, node = closing
            message = f"the repository is {key.text}, so nothing is inferred about who can download from it"
            help = "make it public, or state what is offered elsewhere"
            source = source_of(self.name, node)
            self.fields.odd(source, message, help, Code.AVAILABILITY_UNKNOWN)
            return self.nothing_inferred(what, source)
        absence = self.body.absence(self.subject) or absence_beside(self.words_beside, self.subject)
        if absence:  # even behind a gate, which may guard no files
            source, words = absence
            message = f"the prose says that the {what} are not available: {words!r}"
            self.fields.odd(source, message, "say what can be downloaded", Code.AVAILABILITY_UNKNOWN)
            return self.nothing_inferred(what, source)
        if block is None or not self.has_fields:  # no metadata, nothing to infer from
            return SILENT
        gates = self.gate
        for key, node in self.fields.pairs("gated"):
            word = word_of(node)
            if word.lower() not in _GATES:
                message = "gated is not false, auto or manual, so it counts as behind a form"
                self.fields.odd(source_of(self.name, node), message)
            if word.lower() != "false":
                gates.append((key, node))
        gates = [(key, node) for key, node in gates if words_in(node)]
        if gates:
            key, node = gates[0]
            written = f"{key.text}: {node.text[:80]}" if isinstance(node, Scalar) else key.text
            claim = Claim(Availability.GATED, Basis.INFERRED, source_of(self.name, key), written, rule=_GATED[rule])
            return Fact((claim,))
        source = Source(self.name, block.line)
        return Fact((Claim(Availability.PUBLIC, Basis.INFERRED, source, rule=rule),))

    def nothing_inferred(self, what: str, source: Source) -> Fact:
        """No availability, and a sign that no file beside this one lets anyone infer it."""
        from openness.release.hints import NothingInferred

        self.denied = (NothingInferred(Kind.DATASETS if what == "data" else Kind.MODEL_PARAMETERS_FINAL, source),)
        return SILENT

    def datasets(self) -> tuple[Component, ...]:
        """The data sets that a card names; naming one does not say that it is released."""
        words = (name for _, node in self.fields.pairs("datasets") for name in self.fields.words(node, "datasets"))
        items = [Item(name, on_hub=True) for name in map(word_of, words) if name]
        return (Component(Kind.DATASETS, joined_items(items)),) if items else ()

    def inference_code(self) -> tuple[Component, ...]:
        """An open-source library that loads the weights is their inference code (rule library-name)."""
        named = [
            word for _, node in self.fields.pairs("library_name") for word in self.fields.words(node, "library_name")
        ]
        for node in reversed(named):
            if licence := hub.LIBRARIES.get(node.text.strip(BLANKS).lower()):
                item = Item(
                    node.text.strip(BLANKS),
                    self.fields.fact(Availability.PUBLIC, node, Basis.INFERRED, Rule.LIBRARY_NAME),
                    self.fields.fact(licence, node, Basis.INFERRED, Rule.LIBRARY_NAME),
                )
                return (Component(Kind.INFERENCE_CODE, (item,)),)
        return ()


def _licence_text(field: str, node: Node) -> str:
    """The text of a licence that a field holds; empty where it holds none."""
    from openness.vocabulary.own_fields import is_licence_text  # few cards have a field of their own

    return node.text if isinstance(node, Scalar) and is_licence_text(field, node.text) else ""
