"""A model or data set card from the Hugging Face Hub: the YAML block on top, and what its prose says of it.

The Hub's own rules decide what is metadata: the block begins the file, opens and closes with a line of three dashes,
and holds a mapping. A card speaks of the weights and of itself, never of code or data; naming a data set is not
releasing it (contract, rule 2). Rules that infer something are named in the claim's `rule`.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from attrs import evolve

from openness.errors import Problem, Unlike
from openness.formats._card_body import Body, spoken
from openness.release.claim import (
    SILENT,
    UNIDENTIFIED,
    Claim,
    Fact,
    Rule,
    joined_facts,
    unordered,
)
from openness.release.component import Component, Item, joined_items
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.release import BASES, BaseModel, Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.front_matter import front_matter
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, source_of
from openness.vocabulary import Availability, Basis, Circumstance, Kind, Relation, hub

if TYPE_CHECKING:
    from openness.release.hints import LicenceHint, NeededBase, Sign

NAME = "Hugging Face card"
HOLDS = "release"
LIMIT = TEXT_LIMIT
BYTES = False

SKILL_KEYS = frozenset(("name", "description"))
PAGE_KEYS = frozenset(["layout", "title", "sidebar", "permalink", "nav_order", "sidebar_position", "slug"])
_OF_A_MODEL = hub.MODEL_KEYS - {"language", "tags", "license_name", "license_link", "thumbnail"}
_TELLING = (hub.MODEL_KEYS | hub.DATASET_KEYS) - {"tags"}
_BLANKS = " \t\n"  # what YAML takes for nothing; a no-break space is none of them
#: Fields that hold one word.
_ONE_WORD = ("license_name", "license_link", "model_name", "pretty_name", "base_model_relation", "pipeline_tag")
_FIELD_HELP = "write the field as the Hub's documentation shows it"
_BASE_HELP = "leave base_model out where there is no base, and name the model where there is one"


def recognises(base: str) -> bool:
    """Whether a file of this name may be a card: any Markdown file."""
    return base.lower().endswith((".md", ".markdown"))


def tells(base: str, text: str) -> bool:
    """Whether a text is a card: it begins with a line of dashes and the name says nothing else."""
    return "." not in base and text.lstrip().startswith("---\n")


def read(document: Document, subject: str = "") -> Release:
    """What the card says.

    Args:
        document: the card.
        subject: `model` or `dataset` where it is known; the fields tell otherwise.

    Raises:
        OpennessError: when its block is no YAML mapping.
        Unlike: when the file is no card.
    """
    block, start, oddity = front_matter(document)
    reader = _Reader(document, subject, start)
    if oddity is not None:
        reader.oddities.append(oddity)
    if block is None:
        if document.base.lower() != "readme.md":
            raise Unlike(
                Problem(document.name, 1, "it has no YAML block on top, so it is no model card", "name a card")
            )
        reader.odd(
            Source(document.name, 1),
            "there is no YAML block the Hub would read, so nothing is inferred from it",
            "begin the file with a line of three dashes, the fields, and another line of three dashes",
        )
        return reader.release(None)
    return reader.release(block)


def labelled(document: Document) -> Release:
    """What a card that is not read as a release's own hints at: limits, and the licences that it labels."""
    block, start, _ = front_matter(document)
    return _Reader(document, "model", start).labelled(block)


def fields_of(name: str, fields: Mapping, subject: str = "", on_hub: bool = False) -> Release:
    """What the fields of a card say by themselves, wherever they come from.

    Args:
        name: the document to name in sources.
        fields: as in a card's block.
        subject: `model` or `dataset` where it is known; the fields tell otherwise.
        on_hub: whether the Hub has them, so that they are a card's whatever they are.

    Raises:
        Unlike: when they are those of something else.
    """
    return _Reader(Document(name, ""), subject, on_hub=on_hub).release(fields)


_GATES = ("false", "true", "auto", "manual")  # snapshots of the Hub hold the first two as words
_GATED = {Rule.HUB_MODEL: Rule.HUB_MODEL_GATED, Rule.HUB_DATASET: Rule.HUB_DATASET_GATED}


class _Reader:
    """Reads one card and keeps what it does not understand."""

    def __init__(self, document: Document, subject: str = "", start: int = 0, on_hub: bool = False) -> None:
        self.document = document
        self.subject = subject
        self.on_hub = on_hub
        self.name = document.name
        self.oddities: list[Finding] = []
        self.body = Body(self.name, document.text[start:], document.text.count("\n", 0, start) + 1)
        self.links: tuple[str, ...] = ()
        self.addresses: tuple[LicenceHint, ...] = ()
        self.gate_words: tuple[Scalar, ...] = ()
        self.comments: tuple[tuple[str, Source], ...] = ()
        self.has_fields = False
        if document.replaced:
            self.odd(Source(self.name), "some bytes are no UTF-8 and were replaced", "save the file as UTF-8")

    def odd(self, source: Source, message: str, help: str = _FIELD_HELP) -> None:
        self.oddities.append(Finding(Code.FIELD_INVALID, message, source, help))

    # From fields to claims

    def fact(self, value: str, node: Node, basis: Basis = Basis.DECLARED, rule: Rule | None = None) -> Fact:
        written = node.text if isinstance(node, Scalar) else value
        return Fact((Claim(value, basis, source_of(self.name, node), written, rule=rule),))

    def release(self, block: Mapping | None) -> Release:
        fields: dict[str, list[tuple[Scalar, Node]]] = {}
        for key, node in block or ():
            fields.setdefault(key.text, []).append((key, node))
        for held in fields.values():
            for key, _ in held[1:]:
                self.odd(
                    source_of(self.name, key),
                    f"the field {key.text!r} is there twice; the Hub takes the last",
                    "keep one",
                )
        if not self.on_hub:
            self.recognise(fields, block)
        spoken = ((word, [(key, node) for key, node in held if _says(node)]) for word, held in fields.items())
        fields = {word: held for word, held in spoken if held}  # a field that says nothing might as well not be there
        self.has_fields = bool(fields)  # without metadata nothing is inferred
        for word in _ONE_WORD:
            for key, node in fields.get(word, ()):
                if not isinstance(node, Scalar):
                    self.odd(source_of(self.name, key), f"{word} is not one word, so it is not understood")
        self.links, self.addresses = self.beside(fields), self.linked(fields)
        self.gate_words, self.comments = self.gate(fields), self.commented(fields)
        licence = self.licence(fields)
        card = Item(availability=self.here("the card itself can be read"))
        of_data = not hub.DATASET_KEYS.isdisjoint(fields) and _OF_A_MODEL.isdisjoint(fields)
        if self.subject == "dataset" or (not self.subject and of_data):
            data = Item(availability=self.offer(block, fields, Rule.HUB_DATASET), licence=licence)
            parts = (Component(Kind.DATASETS, (data,)), Component(Kind.DATA_CARD, (card,)))
            return self.made(parts, (), "dataset", self.called(fields, "pretty_name"))
        weights = Item(availability=self.offer(block, fields, Rule.HUB_MODEL), licence=licence)
        components = (
            *self.inference_code(fields),
            Component(Kind.MODEL_PARAMETERS_FINAL, (weights,)),
            *self.datasets(fields),
            Component(Kind.MODEL_CARD, (card,)),
        )
        relation = self.relation(fields)
        bases = self.base_models(fields, relation)
        signs: tuple[Sign, ...] = self.needed_base(fields)
        if self.has_fields and not bases:
            bases, called = self.body.bases(relation)
            signs = unordered((*signs, *called))
        name = self.called(fields, "model_name")
        release = self.made(components, bases, "model", name, self.body.labels() if self.has_fields else (), signs)
        task = self.task(fields)
        details = self.details(fields)
        return evolve(release, circumstances=task, details=details) if task or details else release

    def task(self, fields: dict[str, list[tuple[Scalar, Node]]]) -> tuple[tuple[str, Fact], ...]:
        """Whether more than text goes in or comes out, by the task that the card names (rule pipeline-tag)."""
        node = fields["pipeline_tag"][-1][1] if "pipeline_tag" in fields else None
        if not isinstance(node, Scalar):
            return ()
        from openness.vocabulary.details import is_multimodal

        answer = is_multimodal(_word(node))
        if answer is None:
            return ()
        value = "true" if answer else "false"
        return ((Circumstance.MULTIMODAL.value, self.fact(value, node, Basis.INFERRED, Rule.PIPELINE_TAG)),)

    def details(self, fields: dict[str, list[tuple[Scalar, Node]]]) -> tuple[tuple[str, Fact], ...]:
        """The languages, and what its task tells of what goes in and comes out (rule pipeline-tag)."""
        told = [*self.stated(fields, "language"), *self.stated(fields, "pipeline_tag")[-1:]]
        if not told:
            return ()
        from openness.vocabulary.details import TASKS, ModelDetail

        held: dict[str, list[Fact]] = {}
        for field, node in told:
            if field == "pipeline_tag":
                kinds = zip(
                    (ModelDetail.INPUT_MODALITY, ModelDetail.OUTPUT_MODALITY), TASKS.get(_word(node), ()), strict=False
                )
                for detail, words in kinds:
                    facts = (self.fact(word, node, Basis.INFERRED, Rule.PIPELINE_TAG) for word in words.split())
                    held.setdefault(detail.value, []).extend(facts)
            elif value := ModelDetail.LANGUAGE.read(_word(node)):
                held.setdefault(ModelDetail.LANGUAGE.value, []).append(self.fact(value, node))
        return tuple(sorted((word, joined_facts(facts)) for word, facts in held.items() if facts))

    @staticmethod
    def stated(fields: dict[str, list[tuple[Scalar, Node]]], field: str) -> list[tuple[str, Scalar]]:
        """The words of a field, each with the field's name."""
        nodes = [
            item
            for _, node in fields.get(field, ())
            for item in (node.items if isinstance(node, Sequence) else (node,))
        ]
        return [(field, node) for node in nodes if isinstance(node, Scalar) and _says(node)]

    def called(self, fields: dict[str, list[tuple[Scalar, Node]]], field: str) -> Fact:
        """What the card calls the thing; a field that is there twice has its last value, as on the Hub."""
        nodes = [node for _, node in fields.get(field, ()) if isinstance(node, Scalar)]
        name = nodes[-1].text.strip(_BLANKS) if nodes else ""
        return self.fact(name, nodes[-1]) if name and name != UNIDENTIFIED else SILENT

    def made(
        self,
        components: tuple[Component, ...],
        base_models: tuple[BaseModel, ...],
        subject: str,
        name: Fact,
        labels: tuple[Claim, ...] = (),
        signs: "tuple[Sign, ...]" = (),
    ) -> Release:
        return Release(
            name,
            components=components,
            base_models=base_models,
            labels=labels,
            oddities=tuple(self.oddities),
            limits=unordered((*self.limits(), *self.addresses)) if subject == "model" else (),
            links=self.links,
            signs=signs,
            read=(self.name,),
            subject=subject,
        )

    def beside(self, fields: dict[str, list[tuple[Scalar, Node]]]) -> tuple[str, ...]:
        """Files beside the card or below that it points to for the licence, by name or by their addresses on the Hub.

        No other address is followed, and no path that leads out of the card's folder.
        """
        on_hub = (
            r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?:[^/?#]+/){1,3}(?:blob|resolve|raw)/"
            r"(?:refs/\w+/)?[^/?#]+/([^?#]+)(?:[?#].*)?"
        )
        targets = [node.text.strip(_BLANKS) for _, node in fields.get("license_link", ()) if isinstance(node, Scalar)]
        addressed = ((re.fullmatch(on_hub, target), target) for target in targets)
        names = [found[1].replace("%20", " ") if found else target.removeprefix("./") for found, target in addressed]
        part = r"\w[\w. ()+-]*"
        return tuple(name for name in names if re.fullmatch(f"{part}(?:/{part})*", name) and not self.named(name))

    def linked(self, fields: dict[str, list[tuple[Scalar, Node]]]) -> "tuple[LicenceHint, ...]":
        """Addresses it points to for the licence; none is followed, but the place of a known text tells which it is."""
        nodes = [node for _, node in fields.get("license_link", ()) if isinstance(node, Scalar) and "://" in node.text]
        if not nodes:
            return ()
        from openness.release.hints import LicenceLink  # most cards hint at nothing

        return tuple(LicenceLink(source_of(self.name, node), node.text.strip(_BLANKS)) for node in nodes)

    def named(self, name: str) -> bool:
        """Whether a name is the card's own."""
        return name == self.document.base

    def labelled(self, block: Mapping | None) -> Release:
        """The hints alone, where another file speaks for the release."""
        tags = [
            word for key, node in block or () if key.text in ("license", "license_name") for word in _words_in(node)
        ]
        from openness.release.hints import LicenceInProse

        named = (LicenceInProse(source_of(self.name, tag), tag.text, (tag.text,), True, True) for tag in tags)
        told = (evolve(hint, understood=True) for hint in self.limits() if isinstance(hint, LicenceInProse))
        limited = () if block else (hint for hint in self.limits() if not isinstance(hint, LicenceInProse))
        return Release(limits=unordered((*named, *told, *limited)), unread=(self.name,))

    def limits(self) -> "Iterator[LicenceHint]":
        """Limits of use and licences that the body tells, the words of a gate and a comment beside the licence."""
        yield from self.body.hints(states=self.has_fields)
        for node in self.gate_words:
            yield from spoken(node.text, source_of(self.name, node))
        for comment, source in self.comments:
            for hint in spoken(f"License: {comment}", source):  # a comment may be about anything else
                from openness.release.hints import LicenceInProse

                yield evolve(hint, understood=True) if isinstance(hint, LicenceInProse) else hint

    def gate(self, fields: dict[str, list[tuple[Scalar, Node]]]) -> tuple[Scalar, ...]:
        """The words that a gate shows to those who ask: they agree to them before they get anything."""
        words: list[Scalar] = []
        for key, held in fields.items():
            if key.startswith("extra_gated_"):
                for _, node in held:
                    words.extend(_words_in(node))
        return tuple(words)

    def commented(self, fields: dict[str, list[tuple[Scalar, Node]]]) -> tuple[tuple[str, Source], ...]:
        """The comments that stand on the lines of the licence in the block, which YAML passes over."""
        found = []
        lines = self.document.text.split("\n", self.body.first_line)[: self.body.first_line]
        for key, node in (
            pair for word in ("license", "license_name", "license_link") for pair in fields.get(word, ())
        ):
            for line in dict.fromkeys((key.line, *(item.line for item in _words_in(node)))):
                written = lines[line - 1] if 0 < line <= len(lines) else ""
                comment = re.search(r"(?:^|\s)#+\s*(.*\w.*)$", written)
                if comment:
                    found.append((comment[1], Source(self.name, line)))
        return tuple(found)

    def recognise(self, fields: dict[str, list[tuple[Scalar, Node]]], block: Mapping | None) -> None:
        """Refuse a file whose block is that of something else."""
        keys = fields.keys()
        if not keys or not _TELLING.isdisjoint(keys) or any(key.startswith("extra_gated") for key in keys):
            return
        what = ""
        if len(hub.SPACE_KEYS & keys) > 1:
            what = "a Space's page, not a model card"
        elif keys >= SKILL_KEYS:
            what = "an agent's skill, not a model card"
        elif PAGE_KEYS & keys and "license" not in keys:
            what = "a web page, not a model card"
        elif not {"license", "tags", *hub.MISSPELT} & keys:
            what = "no model card: its YAML block has no field of one"
        if what:
            raise Unlike(Problem(self.name, block.line if block else 1, f"it is {what}", "name a model card"))

    def here(self, because: str) -> Fact:
        return Fact((Claim(Availability.PUBLIC, Basis.INFERRED, Source(self.name), "", because),))

    def offer(self, block: Mapping | None, fields: dict[str, list[tuple[Scalar, Node]]], rule: Rule) -> Fact:
        """Weights and data on the Hub can be downloaded by the nature of a card, unless its prose says otherwise."""
        if block is None or not fields:  # no metadata, nothing to infer from
            return SILENT
        what = "data" if rule is Rule.HUB_DATASET else "weights"
        if (absence := self.body.absence(what)) is not None:  # even behind a gate, which may guard no files
            line, words = absence
            message = f"the prose says that the {what} are not available: {words!r}"
            self.odd(self.body.place(line), message, "say what can be downloaded")
            return SILENT
        gates = [held[-1] for key, held in fields.items() if key.startswith("extra_gated_")]
        for key, node in fields.get("gated", [])[-1:]:
            word = _word(node)
            if word.lower() not in _GATES:
                message = "gated is neither false, auto nor manual, so a form is taken to stand in front"
                self.odd(source_of(self.name, node), message)
            if word.lower() != "false":
                gates.append((key, node))
        gates = [(key, node) for key, node in gates if _words_in(node)]
        if gates:
            key, node = gates[0]
            written = f"{key.text}: {node.text[:80]}" if isinstance(node, Scalar) else key.text
            claim = Claim(Availability.GATED, Basis.INFERRED, source_of(self.name, key), written, rule=_GATED[rule])
            return Fact((claim,))
        source = Source(self.name, block.line)
        return Fact((Claim(Availability.PUBLIC, Basis.INFERRED, source, rule=rule),))

    def licence(self, fields: dict[str, list[tuple[Scalar, Node]]]) -> Fact:
        """Every statement about the licence; several are a dispute, a list is every licence at once."""
        facts = [self.one_licence(node, fields) for _, node in fields.get("license", ())]
        stated = any(fact.claims for fact in facts)
        facts.extend(self.other_tags(fields) if stated else ())
        for word in hub.MISSPELT:
            for key, node in fields.get(word, ()):
                message = f"the field {word!r} is not the Hub's, which reads `license`"
                self.odd(source_of(self.name, key), message, f"rename {word} to license")
                if stated:
                    facts.append(self.one_licence(node, {}))
        return joined_facts(facts)

    def other_tags(self, fields: dict[str, list[tuple[Scalar, Node]]]) -> Iterator[Fact]:
        """What tags `license:…` say besides the field."""
        held = [self.words(node, "license") for _, node in fields.get("license", ()) if not isinstance(node, Mapping)]
        said = {word.text.strip(_BLANKS).lower() for words in held for word in words}
        for _, node in fields.get("tags", ()):
            for item in node.items if isinstance(node, Sequence) else (node,):
                if isinstance(item, Scalar) and item.text.startswith(hub.LICENCE_TAG):
                    name = item.text.removeprefix(hub.LICENCE_TAG).strip(_BLANKS)
                    if name and name.lower() not in said:
                        yield self.fact(name, item)

    def one_licence(self, node: Node, fields: dict[str, list[tuple[Scalar, Node]]]) -> Fact:
        if isinstance(node, Sequence):
            words = [_word(item) for item in node.items if isinstance(item, Scalar) and _says(item)]
            if len(words) != len(node.items):
                self.odd(source_of(self.name, node), "the licence list holds something that is no word")
                return self.fact("NOASSERTION", node)
            if len(words) < 2:
                return self.one_licence(node.items[0], fields) if words else SILENT
            from openness.licensing.expression import all_of  # seldom there

            return joined_facts([self.fact(all_of(words), node), *self.licence_names(fields)])
        if isinstance(node, Mapping):
            self.odd(source_of(self.name, node), "the licence is a mapping, not a word")
            return self.fact("NOASSERTION", node)
        if not _says(node):
            return SILENT
        if node.boolean is not None:
            self.odd(source_of(self.name, node), f"the licence is {node.text}, which names none")
        tag = _word(node)
        if tag.lower() == "other" and (named := self.licence_names(fields, Rule.NAMED_OTHER)):
            return joined_facts(named)
        return joined_facts([self.fact(tag, node), *self.licence_names(fields)])

    def licence_names(self, fields: dict[str, list[tuple[Scalar, Node]]], rule: Rule | None = None) -> list[Fact]:
        """What `license_name` says, every time it is there: nobody can say which one holds."""
        names = [held for _, held in fields.get("license_name", ())]
        return [self.fact(_word(name) or UNIDENTIFIED, name, rule=rule) for name in names]

    def datasets(self, fields: dict[str, list[tuple[Scalar, Node]]]) -> tuple[Component, ...]:
        """Data sets are named here; nothing is said of their being released."""
        items = [
            Item(name.text.strip(_BLANKS))
            for _, node in fields.get("datasets", ())
            for name in self.words(node, "datasets")
            if name.text.strip(_BLANKS)
        ]
        return (Component(Kind.DATASETS, joined_items(items)),) if items else ()

    def inference_code(self, fields: dict[str, list[tuple[Scalar, Node]]]) -> tuple[Component, ...]:
        """An open-source library that loads the weights is their inference code (rule library-name)."""
        named = [word for _, node in fields.get("library_name", ()) for word in self.words(node, "library_name")]
        for node in reversed(named):
            if licence := hub.LIBRARIES.get(node.text.strip(_BLANKS).lower()):
                item = Item(
                    node.text.strip(_BLANKS),
                    self.fact(Availability.PUBLIC, node, Basis.INFERRED, Rule.LIBRARY_NAME),
                    self.fact(licence, node, Basis.INFERRED, Rule.LIBRARY_NAME),
                )
                return (Component(Kind.INFERENCE_CODE, (item,)),)
        return ()

    def relation(self, fields: dict[str, list[tuple[Scalar, Node]]]) -> Relation | None:
        """How the card's own signs say that it was made from its base: the field, the library, the tags (contract, rule 5)."""
        stated = [node for _, node in fields.get("base_model_relation", ()) if isinstance(node, Scalar)]
        word = stated[-1].text.strip(_BLANKS).lower() if stated else ""
        if word and word not in hub.RELATIONS:
            self.odd(source_of(self.name, stated[-1]), f"the relation to the base model is {word!r}, none of the Hub's")
        if word in hub.RELATIONS:
            return hub.RELATIONS[word]
        signs = [
            item.text.strip(_BLANKS).lower()
            for field in ("library_name", "tags")
            for _, node in fields.get(field, ())
            for item in _words_in(node)
        ]
        if any(hub.MADE_FROM_ANOTHER.get(sign) is Relation.ADAPTER for sign in signs[:1]):
            return Relation.ADAPTER  # by its library
        if not hub.QUANTISED.isdisjoint(signs) or any(_words_in(node) for _, node in fields.get("quantized_by", ())):
            return Relation.QUANTISATION
        made = {hub.MADE_FROM_ANOTHER[sign] for sign in signs if sign in hub.MADE_FROM_ANOTHER}
        return next((how for how in (Relation.ADAPTER, Relation.MERGE) if how in made), None)

    def base_models(
        self, fields: dict[str, list[tuple[Scalar, Node]]], relation: Relation | None
    ) -> tuple[BaseModel, ...]:
        words = list(self.base_words(fields))
        if not words:
            return ()
        relations = hub.base_relations(name for name, _ in words)
        places = {hub.named_base(name)[1]: node for name, node in reversed(words)}
        unstated = Relation.MERGE if len(places) > 1 and relation is not Relation.ADAPTER else Relation.FINE_TUNE
        stated = "base_model_relation" in fields and relation is not None
        bases = []
        for name, node in islice(places.items(), BASES + 1):
            own = relation if stated else hub.RELATIONS.get(relations[name])
            how = own or (unstated if unstated is Relation.MERGE else relation or unstated)
            basis = Basis.DECLARED if own else Basis.INFERRED
            bases.append(BaseModel(name, how, source_of(self.name, node), basis=basis))
        return unordered(bases)

    def needed_base(self, fields: dict[str, list[tuple[Scalar, Node]]]) -> "tuple[NeededBase, ...]":
        """The sign of a base that must be there: that of an adapter or a merge, by library, tag or relation."""
        for field in ("base_model_relation", "library_name", "tags"):
            known = hub.RELATIONS if field == "base_model_relation" else hub.MADE_FROM_ANOTHER
            for _, held in fields.get(field, ()):
                for node in _words_in(held):
                    if relation := known.get(node.text.strip(_BLANKS).lower()):
                        from openness.release.hints import NeededBase

                        return (NeededBase(relation, source_of(self.name, node)),)
        return ()

    def base_words(self, fields: dict[str, list[tuple[Scalar, Node]]]) -> Iterator[tuple[str, Node]]:
        """Every base model named, with its place; what cannot be read is a base without a name, whose terms may bind."""
        for word, held in fields.items():
            if word[:1] not in "bB" or re.sub("[-_ ]", "", word.lower()).rstrip("s") != "basemodel":
                continue
            for key, node in held:
                if word != "base_model":
                    message = f"the field {word!r} is not the Hub's, which reads `base_model`"
                    self.odd(source_of(self.name, key), message, f"rename {word} to base_model")
                for item in node.items if isinstance(node, Sequence) else (node,):
                    if not isinstance(item, Scalar) or item.boolean is not None:
                        self.odd(source_of(self.name, node), "base_model holds something that is no word")
                        yield "", item
                    elif _says(item):
                        name = _word(item)
                        said = hub.base_said(name)
                        if said != name:
                            message = f"base_model says {name!r}, which is no model's name"
                            self.odd(source_of(self.name, item), message, _BASE_HELP)
                        if said is not None:
                            yield said, item
        for _, node in fields.get("tags", ()):
            for item in node.items if isinstance(node, Sequence) else (node,):
                if isinstance(item, Scalar) and item.text.startswith(hub.BASE_TAG):
                    said = hub.base_said(item.text.removeprefix(hub.BASE_TAG).strip(_BLANKS))
                    if said is not None:
                        yield said, item

    def words(self, node: Node, field: str) -> list[Scalar]:
        """The words of a field that may hold one or a list; anything else is reported."""
        items = node.items if isinstance(node, Sequence) else (node,)
        words = [item for item in items if isinstance(item, Scalar) and item.boolean is None]
        if len(words) != len(items):
            self.odd(source_of(self.name, node), f"{field} holds something that is no word")
        return [word for word in words if not word.null]


def _says(node: Node) -> bool:
    """Whether a field says anything: no word that is null or blank, and no empty list."""
    if isinstance(node, Scalar):
        return not node.null and bool(_word(node))
    return not isinstance(node, Sequence) or bool(node.items)


def _word(node: Node) -> str:
    """A word without the blanks around it; empty where there is none."""
    return node.text.strip(_BLANKS) if isinstance(node, Scalar) else ""


def _words_in(node: Node) -> list[Scalar]:
    """The words of a field, whatever its shape; keys of a mapping too."""
    if isinstance(node, Scalar):
        return [] if node.null or not node.text.strip(_BLANKS) else [node]
    if isinstance(node, Mapping):
        return [word for key, value in node for word in (key, *_words_in(value))]
    return [word for item in node.items for word in _words_in(item)]
