"""The record that the Hub's API gives of a repository, as a tree: its name, its files, and the fields of its card.

The public snapshots of the Hub, and catalogues made from it, hold the same in other shapes: what is nested as a JSON text,
files by their names alone, fields of a card beside the record's own. `unpacked` gives such a record the API's shape.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeGuard

from attrs import evolve

from openness.errors import OpennessError
from openness.formats._card_fields import closes, tags_in
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, plain
from openness.syntax.written_list import list_in
from openness.vocabulary import hub
from openness.vocabulary.own_fields import tells_of_terms

#: Keys and tags that only a model's record has, and those that only a data set's has; of a model, too, people write descriptions.
OF_MODELS = "modelId pipeline_tag config safetensors gguf transformersInfo mask_token baseModels base_model".split()
OF_DATASETS = "citation paperswithcode_id".split()
DATASET_TAGS = (
    *("task_categories:", "task_ids:", "size_categories:", "format:", "modality:", "annotations_creators:", "library:"),
)
OF_SPACES = "sdk runtime subdomain".split()

#: Keys that tell that a mapping is a record of the Hub, and no card's fields: its other keys are the Hub's own notes.
KEYS = frozenset(("id", "modelId", "cardData", "siblings", "baseModels", "card"))
#: Fields of a card that stand beside the record's own, as catalogues have them.
CARD_FIELDS = (hub.MODEL_KEYS | hub.GATE_FIELDS | {"license"}) - {"tags", "library_name"}
SETTINGS = "config"  # the key of a model's settings
ADAPTERS = "adapter_transformers"  # the field of such settings that tells of adapters
PEFT = "peft"  # the field of those that PEFT has written, which name the base of an adapter
LOADED_FROM = "_name_or_path"  # the field of a model's settings
PROSE = "description"  # the words about a repository that stand in its record
#: Every field of a record on which a verdict can depend: the record's own, and those of a card.
FIELDS = (
    KEYS
    | hub.MODEL_KEYS
    | hub.GATE_FIELDS
    | {"license", "author", "gated", *hub.CLOSING, PROSE}
    | {*OF_MODELS, *OF_DATASETS, *OF_SPACES}
)
#: By their folded names; `base_models` is a slip of the card's `base_model`, not the record's `baseModels`.
_BY_FOLDED_NAME = {hub.folded_name(field): field for field in sorted(FIELDS) if field != "baseModels"}
_NESTED = ("cardData", "siblings", "baseModels", "config")  # values that snapshots hold as a JSON text
LISTED = (
    "license",
    "base_model",
    "datasets",
    "tags",
    "siblings",
)  # lists that tables without such a type hold as a text


def unpacked(record: Mapping) -> Mapping:
    """A record in the shape of the API, whichever a snapshot gave it."""
    return Mapping(tuple((key, _nested(key, node)) for key, node in record), record.line)


def _nested(key: Scalar, node: Node) -> Node:
    """A value that holds others as their tree; one that cannot be read stays a word, which is no such value."""
    if not isinstance(node, Scalar) or node.plain:
        return node
    if key.text in LISTED and (items := list_in(node.text)) is not None:
        words = ("null" if item is None else item for item in items)
        nulls = (item is None for item in items)
        return Sequence(
            tuple(Scalar(*word, node.line, node.columns) for word in zip(words, nulls, strict=True)), node.line
        )
    if key.text not in _NESTED:
        return node
    try:
        return json_tree(node.text, key.text) or node
    except OpennessError:
        return node


def has(record: Mapping, *keys: str) -> bool:
    """True where a record has one of these keys, and not for nothing."""
    stated = {key.text: node for key, node in record}
    return any(not _silent(stated[key]) for key in keys if key in stated)


def right_name(key: str) -> str:
    """The field of a record that a key is another spelling of; empty for a field itself, and for what is none.

    Capitals, hyphens, underscores and blanks make no other name; the Hub's `_id` numbers a record, and is not its `id`.

    >>> [right_name(key) for key in ("License", "license-name", "licence", "Model ID", "license", "downloads", "_id")]
    ['license', 'license_name', 'license', 'modelId', '', '', '']
    """
    if key in FIELDS or key in hub.IDLE_KEYS:
        return ""
    return hub.MISSPELT.get(hub.visible(key).lower()) or _BY_FOLDED_NAME.get(hub.folded_name(key), "")


def right_names(names: Iterable[str]) -> dict[str, str]:
    """The name under which each key is read: of the field it is meant for, where no other key is of that.

    >>> right_names(["id", "License"]), right_names(["license", "License"])
    ({'id': 'id', 'License': 'license'}, {'license': 'license', 'License': 'License'})
    """
    names = tuple(names)
    taken = set(names)
    found: dict[str, str] = {}
    for name in names:
        field = right_name(name)
        found[name] = field if field and field not in taken else name
        taken.add(found[name])
    return found


def with_right_names(record: Mapping) -> Mapping:
    """A record with its fields under the names that they are meant for; one that is called so and says nothing gives way.

    A key that two fields are meant for stays with the one that is called so; the other counts beside it, by `is_slip`.
    """
    if not any(right_name(key.text) for key, _ in record):
        return record
    pairs = sorted(record, key=lambda pair: _silent(pair[1]))  # what says something comes first
    stating = {key.text for key, node in pairs if not _silent(node)}
    claimed = {*right_names(key.text for key, _ in pairs if key.text in stating).values()} - stating
    pairs = [pair for pair in pairs if pair[0].text not in claimed]
    names = right_names(key.text for key, _ in pairs)
    return Mapping(tuple((evolve(key, text=names[key.text]), node) for key, node in pairs), record.line)


def is_record(fields: Mapping) -> bool:
    """True for a record of the Hub, or a part of one, and False for the fields of a card."""
    return any(key.text in KEYS or key.text == SETTINGS for key, _ in fields)


def is_slip(key: str) -> bool:
    """True for a key that is meant for a field of a record and is not called so: no slip hides a licence or a base.

    >>> [is_slip(key) for key in ("License", "base_modle", "base_models", "base_model", "baseModels", "downloads")]
    [True, True, True, False, False, False]
    """
    return key not in FIELDS and (bool(right_name(key)) or hub.names_base(key))


def subject_of(record: Mapping) -> str:
    """The sort of repository: `model`, `dataset` or `space`; empty where the record does not tell."""
    if has(record, *OF_SPACES):
        return "space"
    if has(record, *OF_MODELS):
        return "model"
    tagged = any(node.text.startswith(DATASET_TAGS) for node in words(record.get("tags")))
    return "dataset" if tagged or has(record, *OF_DATASETS) else ""


def names_of(record: Mapping) -> list[Scalar]:
    """The repository's names as the record says them: today's `id`, and `modelId`."""
    return [node for key in ("id", "modelId") if isinstance(node := record.get(key), Scalar) and not node.null]


def name_of(record: Mapping) -> str:
    """The repository's one name; empty where the record says none that can be, or two."""
    names = {node.text for node in names_of(record)}
    name = names.pop() if len(names) == 1 else ""
    return name if hub.is_repository(name) else ""


def files_of(record: Mapping) -> tuple[Scalar, ...] | None:
    """The files the record lists, by their paths; None where it has no list."""
    siblings = record.get("siblings")
    if _null(siblings):
        return None
    items = siblings.items if isinstance(siblings, Sequence) else ()
    named = (item.get("rfilename") if isinstance(item, Mapping) else item for item in items)
    return tuple(node for node in named if isinstance(node, Scalar) and not node.plain)


def words(node: Node | None) -> tuple[Scalar, ...]:
    """The words of a list; a word in its place is a list of one."""
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(item for item in items if isinstance(item, Scalar) and not item.null)


def fields_of(record: Mapping, card_read: bool) -> Mapping:
    """The record as the fields of a card: the Hub's own statements in place of those they were made from.

    Args:
        record: what the API said.
        card_read: whether the card is read by itself, so that what the Hub took from it is left out.
    """
    card = record.get("cardData")
    pairs = [pair for pair in card if not _silent(pair[1])] if isinstance(card, Mapping) and not card_read else []
    gated = record.get("gated")
    own = _own_fields(record)
    if card_read:
        pairs.extend((key, node) for key, node in own if key.text == PROSE or tells_of_terms(key.text))
    else:
        pairs.extend(besides(own, Mapping(tuple(pairs), record.line)))
    if gated is not None and not _null(gated):  # the form is there or not, whatever the card has words for
        pairs = [pair for pair in pairs if pair[0].text != "gated" and not hub.is_of_a_gate(pair[0].text)]
        pairs.append(_pair("gated", gated))
    pairs.extend(_pair(key, node) for key in hub.CLOSING if (node := record.get(key)) is not None and closes(node))
    stated = {key.text for key, _ in pairs}
    for key in ("library_name", "pipeline_tag"):
        node = record.get(key)
        if node is not None and key not in stated:
            pairs.append(_pair(key, node))
    tags = [] if card_read else tags_in(record.get("tags"))
    for field, prefix in (("license", hub.LICENCE_TAG), ("datasets", hub.DATASET_TAG)):
        found = tuple(_word(node, node.text.removeprefix(prefix)) for node in tags if node.text.startswith(prefix))
        if found and field not in stated:
            pairs.append(_pair(field, found[0] if len(found) == 1 else Sequence(found, found[0].line)))
    tags_of_card = next((node for key, node in pairs if key.text == "tags"), None)
    bases, unread = ((), ()) if card_read else _bases(record)
    pairs = [pair for pair in pairs if pair[0].text != "tags"]
    if unread:
        pairs.append(_pair("base_model", Sequence(unread, unread[0].line)))
    pairs.append(_pair("tags", Sequence((*(tags or tags_in(tags_of_card)), *bases), record.line)))
    return Mapping(tuple(pairs), record.line)


def card_fields(record: Mapping) -> Iterator[tuple[Scalar, Node]]:
    """The fields of the card that a record holds, and those of a card beside its own, as they stand."""
    card = record.get("cardData")
    yield from card if isinstance(card, Mapping) else ()
    yield from _own_fields(record)


def terms_beside(record: Mapping, card: Mapping) -> Mapping:
    """The record's statements on licence and bases where its card, which is read by itself, has none or another.

    What the Hub took from the card says the same, in whatever case. Of a licence the name and the link go with the word.

    Args:
        record: what the API or a snapshot said.
        card: the fields of the card.
    """
    whole = fields_of(unpacked(record), card_read=False)
    stated = {key.text for key, _ in besides(whole, card) if tells_terms(key.text)}
    stated.update(() if stated.isdisjoint(hub.LICENCE_FIELDS) else hub.LICENCE_FIELDS)
    named = {word.text.casefold() for word in words(card.get("base_model"))}
    tags = [node for node in words(whole.get("tags")) if node.text.startswith(hub.BASE_TAG)]
    bases = tuple(node for node in tags if node.text.rpartition(":")[2].casefold() not in named)
    pairs = [pair for pair in whole if pair[0].text in stated]
    return Mapping((*pairs, *([_pair("tags", Sequence(bases, bases[0].line))] if bases else ())), record.line)


def besides(fields: Iterable[tuple[Scalar, Node]], card: Mapping) -> Iterator[tuple[Scalar, Node]]:
    """The fields that a card lacks, and of those that tell its terms also what it says otherwise.

    Args:
        fields: a record's.
        card: the fields of the card, wherever that stands.
    """
    stated = {key.text: node for key, node in card}
    for key, node in fields:
        own = stated.get(key.text)
        if own is None or _silent(own) or (tells_terms(key.text) and _folded(own) != _folded(node)):
            yield key, node


def tells_terms(key: str) -> bool:
    """True for a field of a card that tells its licence or its bases, however it is spelt: two that differ are two statements.

    >>> [tells_terms(key) for key in ("license", "Licence", "license_link", "base-model", "gated")]
    [True, True, True, True, False]
    """
    return key in hub.LICENCE_FIELDS or hub.is_misspelt(key) or hub.names_base(key)


def _folded(node: Node | None) -> object:
    """A value as it is compared: the words of a list without their order and case, and anything else as it stands."""
    found, items = words(node), node.items if isinstance(node, Sequence) else (node,)
    if node is not None and len(found) < len(items):
        return plain(node)
    return frozenset(word.text.strip().casefold() for word in found)


def parameter_count(record: Mapping) -> Scalar | None:
    """The number of parameters in the files of weights, as the Hub counts them."""
    for key in ("safetensors", "gguf"):
        value = record.get(key)
        total = value.get("total") if isinstance(value, Mapping) else None
        if isinstance(total, Scalar) and not total.null:
            return total
    return None


def _own_fields(record: Mapping) -> Iterator[tuple[Scalar, Node]]:
    """The fields of a card that stand beside the record's own; its prose is read as a card's field of that name would be.

    A field that nobody knows is its writer's own, as in a card; where a key tells that the Hub wrote the record, it is so
    if its name tells of terms.
    """
    whole = any(key.text in KEYS for key, _ in record)
    for key, node in record:
        field = key.text
        own = field not in FIELDS and (tells_of_terms(field) if whole else hub.is_unknown(field))
        own = own or (field == "author" and not isinstance(node, Scalar))
        if (own or field in CARD_FIELDS or field == PROSE or is_slip(field)) and not _silent(node):
            yield key, node


def adapter_base(record: Mapping) -> Scalar | None:
    """The model an adapter was made for, as its settings in the record say."""
    config = record.get(SETTINGS)
    peft = config.get("peft") if isinstance(config, Mapping) else None
    node = peft.get("base_model_name_or_path") if isinstance(peft, Mapping) else None
    return node if isinstance(node, Scalar) and not node.null else None


def tells_origin(key: str, within: str = "") -> bool:
    """True for a field of settings, or of those that some field holds, that tells from which weights a model's were loaded."""
    if key == "model_name":
        return within == ADAPTERS
    return key in (LOADED_FROM, "model_name_or_path", "pretrained_model_name_or_path") or hub.names_base(key)


def loaded_from(settings: Node | None) -> Iterator[Scalar]:
    """The repositories from which the weights were loaded, by a model's settings or by those of a part of it."""
    waiting = deque([("", settings)] if settings is not None else ())
    while waiting:
        name, node = waiting.popleft()
        if isinstance(node, Sequence):
            waiting.extend((name, item) for item in node.items)
        elif isinstance(node, Mapping):
            for key, value in node:
                if isinstance(value, Mapping) or (isinstance(value, Sequence) and not all(_are_words(value))):
                    waiting.extend(() if key.text == PEFT else ((key.text, value),))
                elif tells_origin(key.text, name):
                    yield from (word for word in words(value) if is_origin(word.text))


def _are_words(items: Sequence) -> Iterator[bool]:
    return (isinstance(item, Scalar) for item in items.items)


def is_origin(place: str) -> bool:
    """True for a repository with its account; a place on somebody's disk may hold anything, also one in the Hub's cache.

    >>> [is_origin(place) for place in ("acme/heron", "bert-base-uncased", "/content/out", "./heron")]
    [True, False, False, False]
    """
    return not hub.in_the_cache(place) and hub.is_repository(hub.repository(place), owned=True)


def _bases(record: Mapping) -> tuple[tuple[Scalar, ...], tuple[Node, ...]]:
    """The models in `baseModels`, in words of the Hub's tags; and its entries that name no model, which may be any."""
    bases = record.get("baseModels")
    relation, models = (bases.get("relation"), bases.get("models")) if isinstance(bases, Mapping) else (None, bases)
    word = f"{relation.text}:" if isinstance(relation, Scalar) and relation.text in hub.RELATIONS else ""
    if models is None or _silent(models):
        return (), (Sequence((relation,), relation.line),) if relation is not None and word else ()
    items = models.items if isinstance(models, Sequence) else (models,)
    named = [(item.get("id") or item) if isinstance(item, Mapping) else item for item in items]
    return (
        tuple(_word(node, f"{hub.BASE_TAG}{word}{node.text}") for node in named if _names(node)),
        tuple(node for node in named if not _names(node)),
    )


def _names(node: Node) -> TypeGuard[Scalar]:
    """True where an entry of a list is a word that names something."""
    return isinstance(node, Scalar) and not _silent(node)


def _null(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and node.null)


def _silent(node: Node) -> bool:
    """True where a field says nothing, so that it might as well not be there."""
    if isinstance(node, Sequence):
        return not node.items
    return _null(node) or (isinstance(node, Scalar) and not node.text.strip(" \t\n"))


def _pair(key: str, node: Node) -> tuple[Scalar, Node]:
    return Scalar(key, False, node.line), node


def _word(node: Scalar, text: str) -> Scalar:
    return Scalar(text, False, node.line, node.columns)
