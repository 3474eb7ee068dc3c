"""The native file: `openness.yaml`, `.toml` or `.json` (docs/reference/native-file.md)."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from openness.errors import OpennessError, Problem, nearest
from openness.formats._native_fields import NativeFields
from openness.licensing.expression import all_of
from openness.release.claim import SILENT, Claim, Conclusion, Fact, Rule, joined_facts, unordered
from openness.release.component import Component, Item, joined_components, joined_items
from openness.release.finding import Code
from openness.release.release import BASES, BaseModel, Release
from openness.syntax.citations import Cited, cited
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.json import json_tree
from openness.syntax.toml import toml_tree
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, mapping_of, source_of
from openness.syntax.urls import offers
from openness.syntax.yaml import yaml_tree
from openness.vocabulary import (
    CIRCUMSTANCES,
    DATASET,
    MODEL,
    NOASSERTION,
    TRAINING_COMPUTE,
    Availability,
    Basis,
    Channel,
    Extent,
    Kind,
    Label,
    Relation,
)
from openness.vocabulary.days import is_day

if TYPE_CHECKING:
    from openness.release.hints import LicenceHint
    from openness.vocabulary.details import ModelDetail

NAME = "native file"
HOLDS = "release"
LIMIT = TEXT_LIMIT
BYTES = False

KEYS = (
    "openness",
    "subject",
    "name",
    "version",
    "producer",
    "channels",
    "claims",
    "components",
    "base-models",
    "circumstances",
    "details",
    "copyrights",
    "not-checked",
    "concluded",
)
ITEM_KEYS = ("name", "availability", "licence", "location", "extent", "because")
BASE_KEYS = ("name", "relation", "licence", "producer")
_WEIGHTS = (Kind.MODEL_PARAMETERS_FINAL, Kind.MODEL_PARAMETERS_INTERMEDIATE)
_OFFERED = (Availability.PUBLIC, Availability.GATED)  # where a reason for something else may be a limit
#: Words for weights, where no id of a component is meant: one of them in a key tells of what it may be a part.
_OF_WEIGHTS = frozenset(
    "model models weight weights checkpoint checkpoints parameters params adapter adapters lora encoder decoder backbone".split()
)
_SLIP = 0.9  # how like an id of a component a key is that is meant for it
CONCLUDED_KEYS = ("criterion", "component", "verdict", "licence", "by", "on", "because")
APART = ("concluded",)  # a conclusion has its own words for who, when and why


def matches_name(base: str) -> bool:
    """True where a file of this name is a native file: `openness.yaml`, or `NAME.openness.yaml`, in any case."""
    stem, _, suffix = base.lower().rpartition(".")
    return suffix in ("yaml", "yml", "toml", "json") and (stem == "openness" or stem.endswith(".openness"))


def matches_content(base: str, text: str) -> bool:
    """True where a text is a native file: it names the version of the format."""
    return "openness" in text and re.search(r"""^[ \t{]*["']?openness["']?[ \t]*[:=]""", text, re.MULTILINE) is not None


def read(document: Document) -> Release:
    """The release that the file describes.

    Raises:
        OpennessError: when it cannot be read, is not a mapping or is of another version.
    """
    parse = toml_tree if document.base.lower().endswith(".toml") else yaml_tree
    if document.text.lstrip().startswith("{") and document.base.lower().rpartition(".")[2] not in (
        "yaml",
        "yml",
        "toml",
    ):
        parse = json_tree
    tree = mapping_of(parse(document.text, document.name), document.name, "begin with `openness: 1` and a name")
    return release_of(cited(tree, APART), document.name)


def release_of(cited: Cited, document: str, rule: Rule | None = None, besides: Collection[str] = ()) -> Release:
    """The release that a tree describes.

    Args:
        cited: the tree, and where its writer found what it says.
        document: the name of the document it is from.
        rule: the rule by which it counts as said, where its writer speaks of a release of somebody else.
        besides: further keys it may have, which are somebody else's to read.

    Raises:
        OpennessError: when it is of another version.
    """
    return _NativeReader(document, cited, rule, besides).release()


class _NativeReader(NativeFields):
    """Reads one native file."""

    # The parts of the file

    def release(self) -> Release:
        tree = self.cited.tree
        fields = self.fields(tree, (*KEYS, *self.besides), "the file")
        version = fields.get("openness", [])
        if self.word(version, "openness") != "1":
            line = (version or [tree])[0].line
            raise OpennessError(
                Problem(self.document, line, "it is not version 1 of the format", "write `openness: 1`")
            )
        subject = self.subject(fields.get("subject", ()))
        facts = {
            key: joined_facts([self.fact(node, self.word((node,), key)) for node in fields.get(key, ())])
            for key in ("name", "version", "producer")
        }
        components = joined_components(
            component for node in fields.get("components", ()) for component in self.components(node)
        )
        not_checked = self.not_checked(fields.get("not-checked", ()), components)
        details = self.details(fields.get("details", ()))
        copyrights = self.copyrights(fields.get("copyrights", ()))
        release = Release(
            facts["name"],
            facts["version"],
            facts["producer"],
            components,
            self.base_models((*fields.get("base-models", ()), *self.bases)),
            self.claims(fields.get("channels", ()), Channel, "a channel"),
            self.claims(fields.get("claims", ()), Label, "a claim"),
            self.circumstances(fields.get("circumstances", ())),
            self.conclusions(fields.get("concluded", ())),
            limits=self.limits(),
            signs=unordered(self.unread),
            oddities=tuple(self.oddities),
            problems=tuple(self.problems),
            read=(self.document,),
            subject=subject,
            not_checked=not_checked,
            details=details,
            copyrights=copyrights,
        )
        found = self.weights(fields.get("components", ()))
        return release.with_model(source_of(self.document, found), f"the part {found.text}") if found else release

    def subject(self, nodes: Iterable[Node]) -> str:
        """The sort of thing that the file is about: a model, unless it says that it is a data set."""
        stated = tuple(nodes)
        if len(stated) == 1 and self.of((MODEL, DATASET), stated[0], "the subject") == DATASET:
            return DATASET
        return MODEL

    @staticmethod
    def weights(nodes: Iterable[Node]) -> Scalar | None:
        """The key of weights among the components; None where there is none."""
        keys = (key for node in nodes if isinstance(node, Mapping) for key, _ in node)
        return next((key for key in keys if key.text in _WEIGHTS), None)

    def limits(self) -> "tuple[LicenceHint, ...]":
        """The limits, and the licences, in fields that are not understood, which are never passed over."""
        if not self.words:
            return ()
        from openness.formats._prose import hints_beside

        return unordered(hints_beside((source_of(self.document, key), words) for key, words in self.words))

    def not_checked(self, nodes: Iterable[Node], components: Iterable[Component]) -> tuple[Kind, ...]:
        """The parts that whoever wrote the file did not look up: none that it describes."""
        described = {
            component.kind for component in components if any(item.availability.claims for item in component.items)
        }
        kinds = []
        for item in self.listed(nodes):
            word = self.of(list(Kind), item, "a component")
            if word in described:
                self.odd(item, f"{word} is not checked, and described all the same", "leave it out of one of them")
            elif word:
                kinds.append(Kind(word))
        return unordered(kinds)

    def claims(self, nodes: Iterable[Node], vocabulary: Iterable[str], where: str) -> tuple[Claim, ...]:
        words = list(vocabulary)
        claims = [claim for item in self.listed(nodes) for claim in self.fact(item, self.of(words, item, where)).claims]
        return unordered(claims)

    def components(self, node: Node) -> tuple[Component, ...]:
        if not isinstance(node, Mapping):
            self.odd(node, "components is not a mapping of component ids", "write `training-code: public` and the like")
            return ()
        components: list[Component] = []
        slips: list[Component] = []
        for key, value in node:
            if key.text not in list(Kind):
                help = nearest(key.text, Kind) or "`openness explain components` lists them"
                message = f"there is no component {key.text!r}"
                self.odd(key, message, help, Code.COMPONENT_UNKNOWN)
                self.problems.append(Problem(self.document, key.line, message, help))
                slips.extend(self.misspelt(key, value))
                continue
            items = [self.item(item, key.text) for item in self.listed((value,)) or (value,)]
            if len(items) > 1:  # an entry among others never speaks for them
                items = [
                    item if item.name else evolve(item, name=f"{self.document}, entry {number}")
                    for number, item in enumerate(items, 1)
                ]
            components.append(Component(Kind(key.text), joined_items(items)))
        stated = {component.kind for component in components}
        return (*components, *(slip for slip in slips if slip.kind in stated))

    def misspelt(self, key: Scalar, value: Node) -> Iterator[Component]:
        """The component that a slip, or another word for it, names: it may speak of a part that is under any terms."""
        from difflib import get_close_matches  # seldom asked

        spelt = key.text[:100].lower().replace("_", "-").replace(" ", "-")
        meant_for = get_close_matches(spelt, list(Kind), n=1, cutoff=_SLIP)
        only_offered = isinstance(value, Scalar) and value.text in _OFFERED  # one word has no licence beside it
        if not (meant_for or only_offered or _OF_WEIGHTS.isdisjoint(spelt.split("-"))):
            meant_for = [Kind.MODEL_PARAMETERS_FINAL]
        for meant in meant_for:
            yield Component(Kind(meant), (Item(f"{self.document}, {key.text}", licence=self.fact(key, NOASSERTION)),))

    def item(self, node: Node, where: str) -> Item:
        if isinstance(node, Scalar):  # `inference-code: withheld`
            return Item(availability=self.availability(node, where, "")) if not node.null else Item()
        if not isinstance(node, Mapping):
            self.odd(node, f"{where} is a list in a list", "write one mapping for each item")
            return Item()
        fields = self.fields(node, ITEM_KEYS, where)
        because = self.word(fields.get("because", ()), f"{where}'s reason")
        stated = [self.availability(node, where, because) for node in fields.get("availability", ())]
        if not all(fact.claims for fact in stated):
            stated = [SILENT]  # of several, one that cannot be read may say the contrary
        if where == Kind.MODEL_PARAMETERS_FINAL and any(word in _OFFERED for fact in stated for word in fact.values):
            self.words.extend((reason, because) for reason in fields.get("because", ()))
        return Item(
            self.word(fields.get("name", ()), f"{where}'s name"),
            joined_facts(stated or [self.by_address(node, where) for node in fields.get("location", ())]),
            self.licence(fields.get("licence", ()), where),
            joined_facts([self.extent(node, where) for node in fields.get("extent", ())]),
            joined_facts(
                [self.fact(node, self.word((node,), f"{where}'s location")) for node in fields.get("location", ())]
            ),
        )

    def by_address(self, node: Node, where: str) -> Fact:
        """The availability of a data set by its address, where nothing else states it: one on the Hub leads to data."""
        if where != Kind.DATASETS or self.rule or not isinstance(node, Scalar):
            return SILENT
        rule = offers(node.text, "data")
        if rule is not Rule.HUB_REPOSITORY:
            return SILENT
        source = source_of(self.document, node)
        return Fact((Claim(Availability.PUBLIC, Basis.INFERRED, source, node.text, rule=rule),))

    def availability(self, node: Node, where: str, because: str) -> Fact:
        word = self.of(Availability, node, f"{where}'s availability", Code.AVAILABILITY_UNKNOWN)
        if not word:
            from openness.release.hints import NothingInferred

            self.unread.append(NothingInferred(Kind(where), source_of(self.document, node)))
        if word == Availability.NOT_USED and not because:
            self.odd(node, f"{where} is not used, and no reason is given", "add because")
        return self.fact(node, word, because)

    def extent(self, node: Node, where: str) -> Fact:
        """The extent that is offered; a word that is not understood may mean either."""
        if word := self.of(Extent, node, f"{where}'s extent"):
            return self.fact(node, word)
        return joined_facts([self.fact(node, either) for either in Extent])

    def licence(self, nodes: Iterable[Node], where: str) -> Fact:
        """Every claim; a list is every licence at once (rule 3), and what is not a word is not known."""
        return joined_facts([self.one_licence(node, where) for node in nodes])

    def one_licence(self, node: Node, where: str) -> Fact:
        items = node.items if isinstance(node, Sequence) else (node,)
        words = [self.word((item,), f"{where}'s licence") for item in items]
        if len(words) == 1 and words[0]:
            return self.fact(items[0], words[0])
        if not isinstance(node, Scalar) and words:
            return self.fact(node, all_of(words))
        return SILENT

    def base_models(self, nodes: Iterable[Node]) -> tuple[BaseModel, ...]:
        """The models this one was made from; an entry that cannot be read is a base too, whose terms may bind."""
        models = []
        for item in self.listed(nodes)[: BASES + 1]:
            if not isinstance(item, Mapping):
                self.odd(item, "a base model is not a mapping", "write `{name: …, relation: fine-tune}`")
                name = item.text if isinstance(item, Scalar) else ""
                models.append(BaseModel(name, Relation.FINE_TUNE, source_of(self.document, item), basis=Basis.INFERRED))
                continue
            fields = self.fields(item, BASE_KEYS, "a base model")
            relations = [self.of(Relation, node, "a base model's relation") for node in fields.get("relation", ())]
            word = relations[0] if len(relations) == 1 else ""
            licence = self.licence(fields.get("licence", ()), "a base model")
            producer = self.word(fields.get("producer", ()), "a base model's producer")
            names = self.listed(fields.get("name", ()))  # the terms of each that is named may reach this model
            for node in names or (item,):
                name = self.word((node,), "a base model's name") if names else ""
                models.append(
                    BaseModel(
                        name,
                        Relation(word)
                        if word
                        else Relation.FINE_TUNE,  # whatever it is, its terms may reach this model
                        source_of(self.document, node),
                        licence if name or not names else SILENT,  # what cannot be read may be under other terms
                        producer,
                        self.basis if word else Basis.INFERRED,
                        self.cited.origins.get(item),
                    )
                )
        return unordered(models)

    def circumstances(self, nodes: Iterable[Node]) -> tuple[tuple[str, Fact], ...]:
        facts_of: dict[str, list[Fact]] = {}
        for node in nodes:
            if isinstance(node, Mapping):
                for word, values in self.fields(node, CIRCUMSTANCES, "circumstances").items():
                    facts_of.setdefault(word, []).extend(self.circumstance(word, value) for value in values)
            else:
                self.odd(node, "circumstances is not a mapping", "write `{monetised: false}` and the like")
        facts = {word: joined_facts(stated) for word, stated in facts_of.items()}
        return tuple(sorted((word, fact) for word, fact in facts.items() if fact.claims))

    def circumstance(self, word: str, value: Node) -> Fact:
        text = self.word((value,), word)
        if word == TRAINING_COMPUTE:
            if _is_number(text):
                return self.fact(value, text)
            self.odd(value, f"{word} is {text!r}, which is not a number of FLOP", "write a number such as 2.1e24")
        elif isinstance(value, Scalar) and value.boolean is not None:
            return self.fact(value, str(value.boolean).lower())
        else:
            self.odd(value, f"{word} is {text!r}, which is neither true nor false", "write true or false")
        return SILENT

    def details(self, nodes: Iterable[Node]) -> tuple[tuple[str, Fact], ...]:
        """The details that forms ask for: a list is every value of a detail that may have several."""
        nodes = tuple(nodes)
        if not nodes:
            return ()
        from openness.vocabulary.details import ModelDetail  # most files state none

        facts_of: dict[str, list[Fact]] = {}
        for node in nodes:
            if not isinstance(node, Mapping):
                self.odd(node, "details is not a mapping", "write `{release-date: 2026-11-24}` and the like")
                continue
            for word, values in self.fields(node, list(ModelDetail), "details").items():
                listed = self.listed(values) if ModelDetail(word).several else values
                facts_of.setdefault(word, []).extend(self.detail(ModelDetail(word), value) for value in listed)
        facts = {word: joined_facts(stated) for word, stated in facts_of.items()}
        return tuple(sorted((word, fact) for word, fact in facts.items() if fact.claims))

    def detail(self, detail: "ModelDetail", node: Node) -> Fact:
        text = self.word((node,), detail)
        value = detail.read(text)
        if text and not value:
            self.odd(node, f"{detail} is {text!r}, which is not a valid {detail.sort.value}", detail.sort.help)
        return self.fact(node, value)

    def copyrights(self, nodes: Iterable[Node]) -> tuple[Claim, ...]:
        """Copyright statements, each as its owner words it."""
        items = self.listed(nodes)
        return unordered(claim for item in items for claim in self.fact(item, self.word((item,), "copyrights")).claims)

    def conclusions(self, nodes: Iterable[Node]) -> tuple[Conclusion, ...]:
        conclusions = []
        for item in self.listed(nodes):
            if not isinstance(item, Mapping):
                self.odd(item, "a conclusion is not a mapping", "write criterion, verdict, by, on and because")
                continue
            fields = self.fields(item, CONCLUDED_KEYS, "a conclusion")
            words = {key: self.word(value, f"a conclusion's {key}") for key, value in fields.items()}
            about = words.get("criterion") or words.get("component", "")
            value = words.get("verdict") if "criterion" in words else words.get("licence")
            missing = [key for key in ("by", "on", "because") if not words.get(key)]
            if not about or not value or missing:
                lacks = ", ".join(missing) or "a criterion with its verdict, or a component with its licence"
                self.odd(item, f"a conclusion lacks {lacks}; it does not count", "say who concluded it, when and why")
            elif "criterion" in words and value not in ("met", "unmet"):
                self.odd(item, f"a conclusion's verdict is {value!r}", "write met or unmet")
            elif "criterion" not in words and about not in list(Kind):
                self.odd(item, f"a conclusion is about {about!r}, which is not a component", nearest(about, Kind))
            elif not is_day(words["on"]):
                self.odd(
                    item, f"a conclusion was made on {words['on']!r}, which is not a day", "write it as 2026-11-24"
                )
            else:
                source = source_of(self.document, item)
                conclusions.append(Conclusion(about, value, words["by"], words["on"], words["because"], source))
        return unordered(conclusions)


def _is_number(text: str) -> bool:
    try:
        return 0 <= float(text) < float("inf")
    except ValueError:
        return False
