"""The words by which code and settings name models: `calls.toml`, arranged for looking them up."""

import os
import re
import tomllib
from fnmatch import translate
from functools import lru_cache
from typing import Any

from attrs import frozen

from openness.value import Shown, Value
from openness.vocabulary.references import Sort

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
#: Words that tell what a constant holds, wherever they stand in its name.
_TELLING = frozenset("model models checkpoint checkpoints dataset datasets".split())
#: Registries whose names are no repositories of the Hub, though they have an account and a name.
_ELSEWHERE = frozenset("ollama timm flair bedrock replicate".split())
_LONGEST = 120  # letters of an identifier that are looked at


@frozen(eq=False, repr=False)
class Call(Value):
    """A call, a field or a command that names a model, a data set or a service.

    Args:
        name: the last parts of the called name, the field, or the first words of the command.
        at: positions and keywords where the name stands.
        of: libraries of which the file must import one; empty where the name tells enough.
        sort: what it names.
        bare: what a name without an account stands for, `*` being that name; empty for nothing.
        hub: False where `account/name` is not a repository of the Hub.
        publishes: True for a field that names what somebody publishes, and nothing that is used.
    """

    name: str
    at: tuple[int | str, ...] = ()
    of: tuple[str, ...] = ()
    sort: Sort = Sort.MODEL
    bare: str = ""
    hub: bool = True
    publishes: bool = False

    @property
    def names_many(self) -> bool:
        """True for a field whose name speaks of several: the keys of a table under it may be their names."""
        return self.name.endswith(("s", "mixer", "mixture"))

    @property
    def hub_bare(self) -> bool:
        """True where what a name without an account stands for is a repository of the Hub."""
        account = self.bare.partition("/")[0]
        return self.sort is not Sort.SERVICE and account not in _ELSEWHERE


@frozen(eq=False, repr=False)
class Prefix(Shown):
    """A beginning of names that tells where they are served."""

    prefix: str
    name: str
    sort: Sort
    but: re.Pattern[str]


@frozen(eq=False, repr=False)
class Service(Shown):
    """Names that only one provider uses, and how they start."""

    pattern: re.Pattern[str]
    provider: str
    start: str


@frozen(eq=False, repr=False)
class Lexicon(Shown):
    """The tables.

    Args:
        calls: by the last part of the called name.
        fields: by the words of the field; of a dotted one, those of its last part.
        commands: by the first word of the command.
        options: the options whose names say nothing by themselves.
        images: patterns of images of containers, each with the command that such an image begins with.
        prefixes: by the first letters.
        services: in their order.
        served: whatever one of the services' patterns fits.
        no_account: words that are no account.
        placeholders: those of them that stand for somebody's account in an example.
        no_name: words that are not a name of a repository.
        endings: endings of files.
        short: old names without an account, by what they name.
        systems: the described systems, by patterns of what services are called.
    """

    calls: dict[str, tuple[Call, ...]]
    fields: dict[tuple[str, ...], tuple[Call, ...]]
    commands: dict[str, tuple[Call, ...]]
    options: dict[str, Call]
    images: tuple[tuple[re.Pattern[str], str], ...]
    prefixes: dict[str, tuple[Prefix, ...]]
    services: tuple[Service, ...]
    served: re.Pattern[str]
    no_account: frozenset[str]
    placeholders: frozenset[str]
    no_name: frozenset[str]
    endings: frozenset[str]
    short: dict[Sort, dict[str, str]]
    systems: tuple[tuple[re.Pattern[str], str], ...]

    shortest_prefix = 3

    def started_by(self, image: str) -> tuple[Call, ...]:
        """The commands that an image of a container begins with, which need not be written."""
        begun = {command for pattern, command in self.images if pattern.fullmatch(image[:300])}
        return tuple(call for calls in self.commands.values() for call in calls if call.name in begun) if begun else ()

    def field(self, key: str, around: str = "") -> Call | None:
        """The field that a key, a variable, an option or an argument is; None where it is none.

        Args:
            key: as it is written.
            around: the key around it; empty where there is none.
        """
        return _field(self, key[:_LONGEST], around[:_LONGEST])

    def __hash__(self) -> int:
        return id(self)


@lru_cache(maxsize=16_384)
def _field(lexicon: Lexicon, key: str, around: str) -> Call | None:
    words = words_of(key)
    for length in range(min(len(words), 5), 0, -1):
        for call in lexicon.fields.get(words[-length:], ()):
            outer, dot, _ = call.name.rpartition(".")
            if not dot or words_of(around)[-len(words_of(outer)) :] == words_of(outer):
                return None if call.publishes else call
    if key.isupper():  # a constant of its file: DEFAULT_MODELS_GGUF, MODEL_DIR
        return next((lexicon.fields[word,][-1] for word in words if word in _TELLING), None)
    return None


def words_of(name: str) -> tuple[str, ...]:
    """The words of an identifier, in lower case.

    >>> words_of("EMBEDDING_MODEL"), words_of("--modelNameOrPath")
    (('embedding', 'model'), ('model', 'name', 'or', 'path'))
    """
    return tuple(word.lower() for word in _WORDS.findall(name[:_LONGEST]))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The tables that ship."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "calls.toml"), "rb") as file:
        return _arranged(tomllib.load(file))


def _arranged(data: dict[str, Any]) -> Lexicon:
    calls: dict[str, list[Call]] = {}
    for record in data["calls"]:
        call = _call(record, "call")
        calls.setdefault(call.name.rpartition(".")[2], []).append(call)
    fields: dict[tuple[str, ...], list[Call]] = {}
    for record in data["fields"]:
        call = _call(record, "field")
        fields.setdefault(words_of(call.name.rpartition(".")[2]), []).insert(0 if "." in call.name else 99, call)
    commands: dict[str, list[Call]] = {}
    for record in data["commands"]:
        call = _call(record, "command")
        commands.setdefault(call.name.partition(" ")[0], []).append(call)
    prefixes: dict[str, list[Prefix]] = {}
    for record in data["prefixes"]:
        sort = Sort(record.get("means", "service"))
        but = re.compile("|".join(map(translate, record.get("but", ()))) or "(?!)")
        prefixes.setdefault(record["prefix"][: Lexicon.shortest_prefix].lower(), []).append(
            Prefix(record["prefix"], record["name"], sort, but)
        )
    services = tuple(
        Service(re.compile(translate(record["pattern"])), record["provider"], record["pattern"].partition("*")[0])
        for record in data["services"]
    )
    none = data["no-account"]
    return Lexicon(
        {name: tuple(found) for name, found in calls.items()},
        {name: tuple(found) for name, found in fields.items()},
        {name: tuple(found) for name, found in commands.items()},
        {record["option"]: _call(record, "option") for record in data["options"]},
        tuple((re.compile(translate(record["image"])), record["command"]) for record in data["images"]),
        {start: tuple(found) for start, found in prefixes.items()},
        services,
        re.compile("|".join(f"(?:{service.pattern.pattern})" for service in services)),
        frozenset((*none["placeholders"], *none["folders"], *none["media"])),
        frozenset(none["placeholders"]),
        frozenset(none["names"]),
        frozenset(none["endings"]),
        {Sort.MODEL: data["short"]["models"], Sort.DATASET: data["short"]["datasets"]},
        tuple((re.compile(translate(record["name"])), record["id"]) for record in data["systems"]),
    )


def _call(record: dict[str, Any], name: str) -> Call:
    return Call(
        record[name],
        tuple(record.get("at", ())),
        tuple(record.get("of", ())),
        Sort(record.get("means", "model")),
        record.get("bare", ""),
        record.get("hub", True),
        record.get("publishes", False),
    )
