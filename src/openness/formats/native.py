"""The native file: `openness.yaml`, `.toml` or `.json` (docs/reference/native-file.md)."""

import re
from collections.abc import Iterable

from openness.claim import SILENT, Claim, Fact, unordered
from openness.component import Component, Item, joined_components, joined_items
from openness.conclusion import Conclusion
from openness.document import Document
from openness.finding import Code, Finding
from openness.problem import OpennessError, Problem, nearest
from openness.release import BaseModel, Release
from openness.tree import Mapping, Node, Scalar, Sequence, json_tree, source_of, toml_tree, yaml_tree
from openness.vocabulary import (
    TRAINING_COMPUTE,
    Availability,
    Basis,
    Channel,
    Circumstance,
    Extent,
    Kind,
    Label,
    Relation,
)

NAME = "native file"
HOLDS = "release"

KEYS = (
    "openness",
    "name",
    "version",
    "producer",
    "channels",
    "claims",
    "components",
    "base-models",
    "circumstances",
    "concluded",
)
ITEM_KEYS = ("name", "availability", "licence", "location", "extent", "because")
BASE_KEYS = ("name", "relation", "licence", "producer")
CONCLUDED_KEYS = ("criterion", "component", "verdict", "licence", "by", "on", "because")
CIRCUMSTANCES = (*Circumstance, TRAINING_COMPUTE)


def recognises(base: str) -> bool:
    """Whether a file of this name is a native file: `openness.yaml`, or `NAME.openness.yaml`."""
    stem, _, suffix = base.rpartition(".")
    return suffix in ("yaml", "yml", "toml", "json") and (stem == "openness" or stem.endswith(".openness"))


def tells(base: str, text: str) -> bool:
    """Whether a text is a native file: it names the version of the format."""
    return re.search(r"""^[ \t{]*["']?openness["']?[ \t]*[:=]""", text, re.MULTILINE) is not None


def read(document: Document) -> Release:
    """What the file says.

    Raises:
        OpennessError: when it cannot be read, is no mapping or is of another version.
    """
    parse = toml_tree if document.base.endswith(".toml") else yaml_tree
    if document.text.lstrip().startswith("{") and document.base.rpartition(".")[2] not in ("yaml", "yml", "toml"):
        parse = json_tree
    tree = parse(document.text, document.name)
    if not isinstance(tree, Mapping):
        raise OpennessError(
            Problem(document.name, 1, "it holds no mapping of fields", "begin with `openness: 1` and a name")
        )
    return _Reader(document.name).release(tree)


class _Reader:
    """Reads one native file and keeps what it does not understand."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.oddities: list[Finding] = []
        self.problems: list[Problem] = []

    # What is odd is kept

    def odd(self, node: Node, message: str, help: str = "", code: Code = Code.FIELD_INVALID) -> None:
        self.oddities.append(Finding(code, message, source_of(self.document, node), help))

    def fields(self, mapping: Mapping, known: Iterable[str], where: str) -> dict[str, Node]:
        """The fields of a mapping, once each; unknown, doubled and empty ones are reported."""
        fields: dict[str, Node] = {}
        for key, node in mapping:
            if key.text not in known:
                self.odd(key, f"{where} has an unknown field {key.text!r}", nearest(key.text, known))
            elif key.text in fields:
                self.odd(key, f"{where} has the field {key.text!r} twice; the first counts", "keep one")
            elif not (isinstance(node, Scalar) and node.null):
                fields[key.text] = node
        return fields

    def word(self, node: Node | None, where: str) -> str:
        """A scalar's text; empty, and reported, where it is none."""
        if node is None:
            return ""
        if isinstance(node, Scalar):
            return node.text.strip(" \t\n")
        self.odd(node, f"{where} is not a word", "write one word or one sentence")
        return ""

    def fact(self, node: Node | None, value: str, because: str = "") -> Fact:
        if node is None or not value:
            return SILENT
        written = node.text if isinstance(node, Scalar) else value
        return Fact((Claim(value, Basis.DECLARED, source_of(self.document, node), written, because),))

    def listed(self, node: Node | None) -> tuple[Node, ...]:
        """A list's items; a single value is a list of one."""
        if node is None:
            return ()
        return node.items if isinstance(node, Sequence) else (node,)

    def of(self, vocabulary: Iterable[str], node: Node, where: str, code: Code = Code.FIELD_INVALID) -> str:
        """A word of a closed list; empty, and reported, where it is none."""
        word = self.word(node, where)
        words = [str(one) for one in vocabulary]
        if word and word not in words:
            self.odd(
                node, f"{where} is {word!r}, which is none of its words", nearest(word, words) or _list(words), code
            )
            return ""
        return word

    # The parts of the file

    def release(self, tree: Mapping) -> Release:
        fields = self.fields(tree, KEYS, "the file")
        version = fields.get("openness")
        if version is None or not isinstance(version, Scalar) or version.text != "1":
            line = (version or tree).line
            raise OpennessError(
                Problem(self.document, line, "it is not version 1 of the format", "write `openness: 1`")
            )
        facts = {
            key: self.fact(fields.get(key), self.word(fields.get(key), key)) for key in ("name", "version", "producer")
        }
        return Release(
            facts["name"],
            facts["version"],
            facts["producer"],
            self.components(fields.get("components")),
            self.base_models(fields.get("base-models")),
            self.claims(fields.get("channels"), Channel, "a channel"),
            self.claims(fields.get("claims"), Label, "a claim"),
            self.circumstances(fields.get("circumstances")),
            self.conclusions(fields.get("concluded")),
            oddities=tuple(self.oddities),
            problems=tuple(self.problems),
            read=(self.document,),
            subject="model",
        )

    def claims(self, node: Node | None, vocabulary: Iterable[str], where: str) -> tuple[Claim, ...]:
        words = list(vocabulary)
        claims = [claim for item in self.listed(node) for claim in self.fact(item, self.of(words, item, where)).claims]
        return unordered(claims)

    def components(self, node: Node | None) -> tuple[Component, ...]:
        if node is None:
            return ()
        if not isinstance(node, Mapping):
            self.odd(node, "components is not a mapping of component ids", "write `training-code: public` and the like")
            return ()
        components = []
        for key, value in node:
            if key.text not in list(Kind):
                help = nearest(key.text, Kind) or "`openness explain components` lists them"
                message = f"there is no component {key.text!r}"
                self.odd(key, message, help, Code.COMPONENT_UNKNOWN)
                self.problems.append(Problem(self.document, key.line, message, help))
                continue
            items = [self.item(item, key.text) for item in self.listed(value) or (value,)]
            components.append(Component(Kind(key.text), joined_items(items)))
        return joined_components(components)

    def item(self, node: Node, where: str) -> Item:
        if isinstance(node, Scalar):  # `inference-code: withheld`
            return Item(availability=self.availability(node, where, "")) if not node.null else Item()
        if not isinstance(node, Mapping):
            self.odd(node, f"{where} is a list in a list", "write one mapping for each item")
            return Item()
        fields = self.fields(node, ITEM_KEYS, where)
        because = self.word(fields.get("because"), f"{where}'s reason")
        extent = fields.get("extent")
        location = fields.get("location")
        return Item(
            self.word(fields.get("name"), f"{where}'s name"),
            self.availability(fields.get("availability"), where, because),
            self.licence(fields.get("licence"), where),
            self.fact(extent, self.of(Extent, extent, f"{where}'s extent")) if extent else SILENT,
            self.fact(location, self.word(location, f"{where}'s location")),
        )

    def availability(self, node: Node | None, where: str, because: str) -> Fact:
        if node is None:
            return SILENT
        word = self.of(Availability, node, f"{where}'s availability", Code.AVAILABILITY_UNKNOWN)
        return self.fact(node, word, because)

    def licence(self, node: Node | None, where: str) -> Fact:
        """One claim; a list is every licence at once (contract, rule 3)."""
        if isinstance(node, Sequence):
            words = [self.word(item, f"{where}'s licence") for item in node.items]
            return self.fact(node, _all_of(words)) if all(words) else SILENT
        return self.fact(node, self.word(node, f"{where}'s licence"))

    def base_models(self, node: Node | None) -> tuple[BaseModel, ...]:
        models = []
        for item in self.listed(node):
            if not isinstance(item, Mapping):
                self.odd(item, "a base model is not a mapping", "write `{name: …, relation: fine-tune}`")
                continue
            fields = self.fields(item, BASE_KEYS, "a base model")
            relation = fields.get("relation")
            word = self.of(Relation, relation, "a base model's relation") if relation else ""
            source = source_of(self.document, fields.get("name") or item)
            models.append(
                BaseModel(
                    self.word(fields.get("name"), "a base model's name"),
                    Relation(word) if word else Relation.FINE_TUNE,  # whatever it is, its terms may reach this model
                    source,
                    self.licence(fields.get("licence"), "a base model"),
                    self.word(fields.get("producer"), "a base model's producer"),
                    Basis.DECLARED if word else Basis.INFERRED,
                )
            )
        return unordered(models)

    def circumstances(self, node: Node | None) -> tuple[tuple[str, Fact], ...]:
        if node is None:
            return ()
        if not isinstance(node, Mapping):
            self.odd(node, "circumstances is not a mapping", "write `{monetised: false}` and the like")
            return ()
        held = []
        for word, value in self.fields(node, CIRCUMSTANCES, "circumstances").items():
            text = self.word(value, word)
            if word == TRAINING_COMPUTE:
                if not _is_number(text):
                    self.odd(value, f"{word} is {text!r}, which is no number of FLOP", "write a number such as 2.1e24")
                    continue
            elif not isinstance(value, Scalar) or value.boolean is None:
                self.odd(value, f"{word} is {text!r}, which is neither true nor false", "write true or false")
                continue
            else:
                text = str(value.boolean).lower()
            held.append((word, self.fact(value, text)))
        return tuple(sorted(held))

    def conclusions(self, node: Node | None) -> tuple[Conclusion, ...]:
        held = []
        for item in self.listed(node):
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
                self.odd(item, f"a conclusion is about {about!r}, which is no component", nearest(about, Kind))
            else:
                source = source_of(self.document, item)
                held.append(Conclusion(about, value, words["by"], words["on"], words["because"], source))
        return unordered(held)


def _all_of(licences: list[str]) -> str:
    """Several licences that all apply, as one expression."""
    if len(licences) == 1:
        return licences[0]
    return " AND ".join(f"({licence})" if " OR " in licence.upper() else licence for licence in licences)


def _is_number(text: str) -> bool:
    try:
        return 0 <= float(text) < float("inf")
    except ValueError:
        return False


def _list(words: list[str]) -> str:
    return f"write {', '.join(words[:-1])} or {words[-1]}"
