"""What the Hub's API says of a repository: `GET /api/models/ORG/NAME` or `/api/datasets/…` as JSON, one or a list.

Fields that a card has too are read as a card's (`hub_fields`). What only the Hub knows is added: who owns it, which
commit, whether a form stands in front, and the names of its files. A list of files decides whether weights are there:
a file of weights says so, and where there is none nothing is inferred (`docs/reference/hub-api-json.md`).
"""

import re

from attrs import evolve

from openness import filename, hub
from openness.claim import SILENT, Claim, Fact, joined_facts, unordered
from openness.component import Component
from openness.document import TEXT_LIMIT, Document
from openness.finding import Code, Finding
from openness.formats import hub_fields, unread_text
from openness.problem import OpennessError, Problem, Unlike
from openness.release import BaseModel, LicenceText, Release
from openness.tree import Mapping, Node, Scalar, Sequence, json_tree, source_of
from openness.vocabulary import Basis, Kind, Relation

NAME = "Hub API JSON"
HOLDS = "alone"
LIMIT = TEXT_LIMIT
BYTES = False

_NAMED = re.compile(r'"(?:id|modelId)"\s*:')
_KNOWN = re.compile(r'"(?:modelId|cardData|siblings|gated)"\s*:')
#: Keys of the API's answer that only a model has, and those that only a data set has.
_OF_MODELS = (
    "modelId",
    "pipeline_tag",
    "config",
    "safetensors",
    "gguf",
    "transformersInfo",
    "mask_token",
    "baseModels",
)
_OF_DATASETS = ("description", "citation", "paperswithcode_id")
_DATASET_TAGS = ("task_categories:", "task_ids:", "size_categories:", "format:", "modality:", "annotations_creators:")
#: Where no files are listed, keys that say as much as a card does: that there is something to load.
_TELL_OF_WEIGHTS = ("cardData", "tags", "safetensors", "gguf")
_OF_SPACES = ("sdk", "runtime", "subdomain")
_CARDS = (Kind.MODEL_CARD, Kind.DATA_CARD)
_COMMIT = r"[0-9a-f]{40}(?:[0-9a-f]{24})?"


def recognises(base: str) -> bool:
    """Whether a file of this name is of the format: no name tells, the content does."""
    return False


def tells(base: str, text: str) -> bool:
    """Whether a text is the API's answer: JSON with a repository's name and a field only the Hub has."""
    return text.lstrip()[:1] in ("{", "[") and bool(_NAMED.search(text)) and bool(_KNOWN.search(text))


def read(document: Document) -> Release | tuple[Release, ...]:
    """What the answer says, of one repository or of each in a list.

    Raises:
        OpennessError: when it is no JSON, or not of repositories.
        Unlike: when it is a Space's.
    """
    tree = json_tree(document.text, document.name)
    if isinstance(tree, Mapping) and any(tree.get(key) is not None for key in _OF_SPACES):
        raise Unlike(
            Problem(document.name, 1, "it is a Space's record, not a model's", "name a model's or a data set's")
        )
    infos = tree.items if isinstance(tree, Sequence) else (tree,)
    problems = [
        Problem(
            document.name, info.line if info else 1, "it is no repository's record", "save the API's answer as it is"
        )
        for info in infos
        if not isinstance(info, Mapping) or not _name_nodes(info)
    ]
    if problems or not infos:
        raise OpennessError(
            *(problems or [Problem(document.name, 1, "the list is empty", "name one with a repository")])
        )
    return tuple(release_of(document.name, info) for info in infos if isinstance(info, Mapping))


def release_of(document: str, info: Mapping, subject: str = "", files_read: bool = False) -> Release:
    """What the record of one repository says.

    Args:
        document: the name to use in sources.
        info: the record.
        subject: `model` or `dataset` where it is known; the record tells otherwise.
        files_read: whether its card and its licence texts are read by themselves, so that they are not to be repeated.
    """
    return _Reader(document, info, subject).release(files_read)


def files_of(info: Mapping) -> tuple[Scalar, ...] | None:
    """The files the record lists, by their paths; None where it lists none."""
    siblings = info.get("siblings")
    if not isinstance(siblings, Sequence):
        return None
    named = (item.get("rfilename") if isinstance(item, Mapping) else None for item in siblings.items)
    return tuple(node for node in named if isinstance(node, Scalar))


def name_of(info: Mapping) -> str:
    """The repository's name; empty where the record does not say one that can be."""
    names = {node.text for node in _name_nodes(info)}
    name = names.pop() if len(names) == 1 else ""
    return name if hub.is_repository(name) else ""


def _name_nodes(info: Mapping) -> list[Scalar]:
    return [node for key in ("id", "modelId") if isinstance(node := info.get(key), Scalar) and not node.null]


class _Reader:
    """Reads one record and keeps what it does not understand."""

    def __init__(self, document: str, info: Mapping, subject: str) -> None:
        self.document = document
        self.info = info
        self.files = files_of(info)
        self.subject = subject or self.told()
        self.oddities: list[Finding] = []

    def odd(self, node: Node, message: str, help: str = "", code: Code = Code.FIELD_INVALID) -> None:
        self.oddities.append(Finding(code, message, source_of(self.document, node), help))

    def told(self) -> str:
        """Whether the record is a model's or a data set's, where it tells."""
        if any(self.info.get(key) is not None for key in _OF_MODELS):
            return "model"
        tags = [node.text for node in self.listed(self.info.get("tags"))]
        if any(self.info.get(key) is not None for key in _OF_DATASETS) or any(
            tag.startswith(_DATASET_TAGS) for tag in tags
        ):
            return "dataset"
        return ""

    def release(self, files_read: bool) -> Release:
        read = hub_fields(self.document, self.fields(files_read), self.subject)
        texts = () if files_read else self.texts()
        return evolve(
            read,
            name=joined_facts([self.named(node) for node in _name_nodes(self.info)]),
            version=self.version(),
            producer=self.producer(),
            components=tuple(kept for part in read.components if (kept := self.offered(part, files_read))),
            base_models=unordered((*read.base_models, *self.adapter_base())),
            texts=texts,
            signs=self.signs(),
            oddities=(*read.oddities, *self.oddities),
            unread=tuple(text.source.document for text in texts),
        )

    # What a card says too

    def fields(self, files_read: bool) -> Mapping:
        """The record as a card's fields: the Hub's own statements in place of those they were made from."""
        held = self.info.get("cardData")
        if held is not None and not isinstance(held, Mapping) and not (isinstance(held, Scalar) and held.null):
            self.odd(held, "cardData is no mapping of fields")
        pairs = list(held) if isinstance(held, Mapping) and not files_read else []
        gated = self.info.get("gated")
        if gated is not None and not (isinstance(gated, Scalar) and gated.null):
            if not isinstance(gated, Scalar) or (gated.boolean is None and gated.text not in ("auto", "manual")):
                self.odd(gated, "gated is neither false, auto nor manual, so a form is taken to stand in front")
            pairs = [pair for pair in pairs if pair[0].text != "gated" and not pair[0].text.startswith("extra_gated_")]
            pairs.append((Scalar("gated", False, gated.line), gated))
        stated = {key.text for key, node in pairs if not (isinstance(node, Scalar) and node.null)}
        library = self.info.get("library_name")
        if library is not None and "library_name" not in stated:
            pairs.append((Scalar("library_name", False, library.line), library))
        tags = () if files_read else self.listed(self.info.get("tags"))
        for field, prefix in (("license", hub.LICENCE_TAG), ("datasets", hub.DATASET_TAG)):
            found = tuple(_without(node, prefix) for node in tags if node.text.startswith(prefix))
            if found and field not in stated:
                line = found[0].line
                pairs.append((Scalar(field, False, line), found[0] if len(found) == 1 else Sequence(found, line)))
        bases = () if files_read else self.hub_bases()
        if tags or bases or self.files is not None:
            own = self.listed(next((node for key, node in pairs if key.text == "tags"), None))
            pairs = [pair for pair in pairs if pair[0].text != "tags"]
            line = self.info.line
            pairs.append((Scalar("tags", False, line), Sequence((*(tags or own), *bases), line)))
        return Mapping(tuple(pairs), self.info.line)

    def hub_bases(self) -> tuple[Scalar, ...]:
        """What `baseModels` says, in the words of the Hub's tags."""
        held = self.info.get("baseModels")
        if not isinstance(held, Mapping):
            return ()
        relation, models = held.get("relation"), held.get("models")
        word = f"{relation.text}:" if isinstance(relation, Scalar) and relation.text in hub.RELATIONS else ""
        items = models.items if isinstance(models, Sequence) else ()
        named = (item.get("id") if isinstance(item, Mapping) else item for item in items)
        return tuple(
            Scalar(f"{hub.BASE_TAG}{word}{node.text}", False, node.line, node.columns)
            for node in named
            if isinstance(node, Scalar) and not node.null
        )

    def listed(self, node: Node | None) -> tuple[Scalar, ...]:
        items = node.items if isinstance(node, Sequence) else ()
        return tuple(item for item in items if isinstance(item, Scalar) and not item.null)

    # What only the Hub says

    def fact(self, node: Node, value: str, basis: Basis = Basis.DECLARED, because: str = "") -> Fact:
        written = node.text if isinstance(node, Scalar) else value
        return Fact((Claim(value, basis, source_of(self.document, node), written, because),))

    def named(self, node: Scalar) -> Fact:
        if hub.is_repository(node.text):
            return self.fact(node, node.text)
        self.odd(node, f"{node.text[:100]!r} is no name of a repository", "save the API's answer as it is")
        return SILENT

    def version(self) -> Fact:
        sha = self.info.get("sha")
        return self.fact(sha, sha.text) if isinstance(sha, Scalar) and re.fullmatch(_COMMIT, sha.text) else SILENT

    def producer(self) -> Fact:
        """The owner, by the name and by `author`: a dispute where they differ."""
        owners = [
            self.fact(node, node.text.partition("/")[0], Basis.INFERRED, "rule hub-owner: the owner of the repository")
            for node in _name_nodes(self.info)
            if hub.is_repository(node.text, owned=True)
        ]
        author = self.info.get("author")
        if isinstance(author, Scalar) and not author.null and author.text:
            owners.append(self.fact(author, author.text))
        return joined_facts(owners)

    def offered(self, part: Component, files_read: bool) -> Component | None:
        """A part as the Hub's list of files has it, where the Hub gives one."""
        if part.kind in _CARDS:
            card = next((node for node in self.files or () if node.text == "README.md"), None)
            there = card is not None or (self.files is None and self.info.get("cardData") is not None)
            return part if there and not files_read and self.closed() is None else None
        whole = next((item for item in part.items if not item.name), None)
        mine = Kind.DATASETS if self.subject == "dataset" else Kind.MODEL_PARAMETERS_FINAL
        if part.kind is not mine or whole is None or not whole.availability.claims:
            return part
        offer = self.offer(whole.availability)
        return Component(
            part.kind, tuple(evolve(item, availability=offer) if item is whole else item for item in part.items)
        )

    def offer(self, told: Fact) -> Fact:
        """How the weights or the data can be had, by the files there are."""
        if closed := self.closed():
            word = "private" if closed is self.info.get("private") else "disabled"
            message = f"the repository is {word}, so nothing is inferred about who can download from it"
            self.odd(closed, message, "make it public, or state what is offered elsewhere", Code.AVAILABILITY_UNKNOWN)
            return SILENT
        if self.subject == "dataset":
            return told
        if self.files is None:  # a row of a list: read as its card would be, where it says anything of one
            return told if any(self.info.get(word) is not None for word in _TELL_OF_WEIGHTS) else SILENT
        weights = next((node for node in self.files if filename.is_weights(node.text)), None)
        if weights is None:
            message = (
                f"none of the files listed ({len(self.files):,}) is one of weights, so nothing is inferred of them"
            )
            self.odd(self.info.get("siblings") or self.info, message, "", Code.AVAILABILITY_UNKNOWN)
            return SILENT
        because = f"rule hub-files: {weights.text} is among its files"
        place = source_of(self.document, weights)
        return Fact(
            tuple(
                evolve(claim, because=because)  # the gate is what is written
                if claim.written
                else evolve(claim, because=because, source=place, written=weights.text)
                for claim in told.claims
            )
        )

    def closed(self) -> Scalar | None:
        """The field that says that people outside cannot reach the repository."""
        nodes = (self.info.get(word) for word in ("private", "disabled"))
        return next((node for node in nodes if isinstance(node, Scalar) and node.boolean is True), None)

    def texts(self) -> tuple[LicenceText, ...]:
        """Licence texts among the files: there, and not read, so the licence is not certain."""
        home = name_of(self.info) or self.document
        near = (node.text for node in self.files or () if node.text.count("/") < 2)
        held = [text for path in near if (found := unread_text(f"{home}/{path}")) for text in found.texts]
        return unordered(held)

    def signs(self) -> tuple[Claim, ...]:
        """What other files look like by their names."""
        found: dict[Kind, list[Scalar]] = {}
        for node in self.files or ():
            if kind := filename.likely_kind(node.text):
                found.setdefault(kind, []).append(node)
        return unordered(
            Claim(
                kind,
                Basis.INFERRED,
                source_of(self.document, nodes[0]),
                filename.shown(node.text for node in nodes),
                "rule file-name",
            )
            for kind, nodes in found.items()
        )

    def adapter_base(self) -> tuple[BaseModel, ...]:
        """The model an adapter was made for, as its settings say."""
        config = self.info.get("config")
        peft = config.get("peft") if isinstance(config, Mapping) else None
        node = peft.get("base_model_name_or_path") if isinstance(peft, Mapping) else None
        if not isinstance(node, Scalar) or node.null:
            return ()
        name = node.text if hub.is_repository(node.text) else ""
        return (BaseModel(name, Relation.ADAPTER, source_of(self.document, node)),)


def _without(node: Scalar, prefix: str) -> Scalar:
    return Scalar(node.text.removeprefix(prefix), False, node.line, node.columns)
