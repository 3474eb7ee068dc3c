"""What of a row a verdict depends on: names give way to others of which just as little is known, the rest to one word.

A row has three parts that depend on nothing in each other: what it says of its licence, of its bases, and all the rest.
Each part is given a form that it shares with every other part from which the same follows, and is a mapping of the same
fields, so that the very reader of one record reads it. A part in an unusual shape has no such form: its row is then
read as it is.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from enum import Enum
from json import JSONDecoder
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from openness.formats import file_names, hub_record, texts_among
from openness.release.names import producer_key
from openness.shelf.naming import UNKNOWN
from openness.shelf.shelf import Shelf
from openness.syntax.tree import DIGIT_LIMIT, KEY_LIMIT, NODE_LIMIT
from openness.table.cells import Fields
from openness.vocabulary import Relation, hub
from openness.vocabulary.details import TASKS, is_multimodal
from openness.vocabulary.value import Shown

if TYPE_CHECKING:
    from openness.shelf.known_models import KnownModel

#: A part of a row: fields by their names, in order.
Part = tuple[tuple[str, Any], ...]

CARD = "cardData"
OF_LICENCE = ("license", "licence", "license_name", "license_link")
OF_BASES = ("base_model", "baseModels", "config")


class _Odd(Enum):
    """The one thing of its kind, which equals no cell."""

    ODD = "odd"


ODD = _Odd.ODD  # a cell of no usual shape
_BLANKS = " \t\n"
_LICENCES = frozenset(("license", "license_name", "license_link", *hub.MISSPELT))
_READ = _LICENCES | {"tags", "datasets", "library_name", "pipeline_tag", "gated", "base_model_relation"}
_NOBODY = "a licence nobody knows {}"
_ANY = "any licence nobody knows"  # stands for every name beside a tag that nobody knows
_NOBODY_AT = {_NOBODY.format(at): at for at in range(64)}
UNKNOWN_BASE = "_/base"  # stands for all of which nothing is known
_NAMES_REMEMBERED = 1 << 18
_DATASET_TAG = "task_categories:"
_OF_A_MODEL = hub.MODEL_KEYS - {"language", "tags", "license_name", "license_link", "thumbnail"}
_LONG_NUMBER = re.compile(rf"\d{{{DIGIT_LIMIT + 1}}}")
_LONG_KEY = re.compile(rf'"(?:[^"\\]|\\.){{{KEY_LIMIT + 1},}}"\s*:')
_DEEP = 32  # opening brackets that no text nested too deep does without


def blank(cell: Any) -> bool:
    """True where a cell says nothing."""
    return cell is None or cell == () or (isinstance(cell, str) and not cell.strip(_BLANKS))


def word_or_words(cell: Any) -> bool:
    """True for a word, or a list of words and nulls."""
    return cell is None or isinstance(cell, str) or (isinstance(cell, tuple) and all(map(_is_word, cell)))


def _is_word(item: Any) -> bool:
    return item is None or isinstance(item, str)


# Tags


def licence_tag(tag: Any) -> str | None:
    """A tag that tells a licence."""
    return tag if isinstance(tag, str) and tag.startswith(hub.LICENCE_TAG) else None


def base_tag(tag: Any) -> str | None:
    """A tag that names a base."""
    return tag if isinstance(tag, str) and tag.startswith(hub.BASE_TAG) else None


def other_tag(tag: Any) -> str | None:
    """One word for each sort of tag on which a verdict may depend besides; None for any other tag, and for a null."""
    if not isinstance(tag, str):
        return None
    if tag.startswith(hub.DATASET_TAG):
        return hub.DATASET_TAG + ("x" if tag[len(hub.DATASET_TAG) :].strip(_BLANKS) else "")
    if tag.startswith(hub_record.DATASET_TAGS):
        return hub_record.DATASET_TAGS[0]
    how = hub.MADE_FROM_ANOTHER.get(tag.strip(_BLANKS).lower())
    return None if how is None else "merge" if how is Relation.MERGE else "lora"


def odd_tag(tag: Any) -> Any:
    """ODD for what is no tag; None for a tag."""
    return None if isinstance(tag, str) else ODD


def other_tags(tags: tuple[Any, ...]) -> Any:
    """Tags that tell neither licence nor bases, each sort of them once; ODD where one is no word."""
    if ODD in tags:
        return ODD
    return tuple(dict.fromkeys(tags)) or ("x",)  # that there are some tells that there is a card


def may_be_data(share: Any) -> bool:
    """True where tags, or the fields of a card, may be those of a data set: what they say besides licence and bases."""
    if isinstance(share, Fields):
        return "task_ids" in dict(share.pairs)
    return share is not None and hub_record.DATASET_TAGS[0] in share


# Other columns


def a_word(cell: Any) -> Any:
    """A word as it is."""
    return cell if cell is None or isinstance(cell, str) else ODD


def words(cell: Any) -> Any:
    """A word or a list of them as it is."""
    return cell if word_or_words(cell) else ODD


def small_word(cell: Any) -> Any:
    """A word in small letters."""
    return cell.strip(_BLANKS).lower() if isinstance(cell, str) else a_word(cell)


def gate(cell: Any) -> Any:
    """A word or a truth."""
    return cell if isinstance(cell, bool) else small_word(cell)


_TASKS = {told: next(word for word in TASKS if is_multimodal(word) is told) for told in (True, False)}


def task(cell: Any) -> Any:
    """A task: of those that tell the same of a model one, any other as one word."""
    if not isinstance(cell, str) or blank(cell):
        return says_something(cell)
    told = is_multimodal(cell.strip(_BLANKS))
    return "x" if told is None else _TASKS[told]


def says_something(cell: Any) -> Any:
    """A cell of which nothing counts but whether it says something."""
    return None if cell is None else cell if blank(cell) and isinstance(cell, tuple) else "" if blank(cell) else "x"


def says_nothing(cell: Any) -> Any:
    """A cell that is only usual where it says nothing."""
    return "" if cell is not None and blank(cell) else None if cell is None else ODD


def there(cell: Any) -> Any:
    """A cell of which nothing counts but that it is there."""
    return None if cell is None else "x"


def as_it_is(cell: Any) -> Any:
    """Any cell."""
    return cell


def named_sets(cell: Any) -> Any:
    """Data sets, by their names."""
    return data_sets(cell) if word_or_words(cell) else ODD


def of_ids(cell: Any) -> Any:
    """The ids of bases as the field that the Hub has for them."""
    return None if cell is None else Fields((("models", cell),))


def a_set(cell: Any) -> Any:
    """The name of a data set: any is as good as another."""
    return "x" if isinstance(cell, str) and not blank(cell) else cell


def named_library(cell: Any) -> Any:
    """A library, by its name."""
    return library(cell) if a_word(cell) is not ODD else ODD


def base_models(cell: Any) -> Any:
    """The names in what the Hub makes of the bases that a card names."""
    if isinstance(cell, str) and (pairs := _parsed(cell)) is not None:
        cell = Fields(tuple((name, _value(content)) for name, content in pairs))
    if cell is None or not isinstance(cell, Fields):
        return None if cell is None else ODD
    models = dict(cell.pairs).get("models", ())
    named = [dict(model.pairs).get("id") if isinstance(model, Fields) else model for model in models or ()]
    usual = isinstance(models, tuple) and word_list(tuple(named))
    return Fields((("models", tuple(name for name in named if name is not None)),)) if usual else ODD


def settings(cell: Any) -> Any:
    """The base of an adapter in the settings of a model."""
    if isinstance(cell, str):
        if '"peft"' not in cell:
            return Fields(())
        if (pairs := _parsed(cell)) is None:
            return ODD
        cell = Fields(tuple((name, _value(content)) for name, content in pairs))
    if cell is None or not isinstance(cell, Fields):
        return None if cell is None else Fields(())
    peft = dict(cell.pairs).get("peft")
    base = dict(peft.pairs).get("base_model_name_or_path") if isinstance(peft, Fields) else None
    return Fields(()) if base is None else Fields((("peft", base),)) if isinstance(base, str) else ODD


def flag(cell: Any) -> Any:
    """A truth, or a word for one."""
    return cell if isinstance(cell, bool) else a_word(cell)


#: By column, the form that its cells share; of other columns only whether they say something counts.
FORMS: dict[str, Callable[[Any], Any]] = {
    "license": words,
    **dict.fromkeys(("licence", "license_name", "license_link"), a_word),
    "base_model": words,
    "base_model_relation": small_word,
    "baseModels": base_models,
    "config": settings,
    CARD: lambda cell: card_fields(cell),
    "datasets": named_sets,
    "pipeline_tag": task,
    "library_name": named_library,
    "gated": gate,
    **dict.fromkeys(("private", "disabled"), flag),
    **dict.fromkeys(("safetensors", "gguf"), there),
    **dict.fromkeys(("card", "model_name"), says_nothing),
}


def nobody(word: Any) -> int:
    """The number of the name that nobody knows which a licence is shown by; -1 for any other."""
    at = _NOBODY_AT.get(word) if isinstance(word, str) else None
    return -1 if at is None else at


# The fields of a card, as a mapping or as its JSON


def card_fields(cell: Any) -> Any:
    """The fields of a card, each part of a row with its own; ODD where the cell holds no fields.

    Returns:
        three mappings: of the licence, of the bases, of the rest; None where there is no cell.
    """
    if cell is None:
        return None
    if isinstance(cell, Fields):
        pairs = list(cell.pairs)
    elif (parsed := _parsed(cell)) is not None:
        pairs = [(name, _value(content) if _is_read(name) else _short(content)) for name, content in parsed]
    else:
        return ODD
    tags = dict(pairs).get("tags")
    if not word_list(tags):
        return ODD
    licence, bases = [], []
    rest: dict[str, Any] = {}
    for name, content in pairs:
        if name in _LICENCES:
            licence.append((name, content))
        elif name[:1] in "bB" and re.sub("[-_ ]", "", name.lower()).rstrip("s") == "basemodel":
            bases.append((name, content))
        else:
            rest.update(_other_field(name, content))
    for part, keep in ((licence, licence_tag), (bases, base_tag)):
        if tags and (found := tuple(filter(None, map(keep, tags)))):
            part.append(("tags", found))
    return _fields(licence), _fields(bases), _fields(sorted(rest.items()))


_NO_FIELDS = Fields(())


def _fields(pairs: list[tuple[str, Any]]) -> Fields:
    return Fields(tuple(pairs)) if pairs else _NO_FIELDS  # most cards say nothing of the one or the other


def word_list(cell: Any) -> bool:
    """True for a list of words and nulls."""
    return cell is None or (isinstance(cell, tuple) and all(map(_is_word, cell)))


def _parsed(cell: Any) -> list[tuple[str, Any]] | None:
    """The pairs of the mapping that a JSON text holds; None where it is none, or one that a careful reader may refuse."""
    if not isinstance(cell, str) or len(cell) > NODE_LIMIT or "\r" in cell or _LONG_NUMBER.search(cell):
        return None
    if len(cell) > KEY_LIMIT and _LONG_KEY.search(cell):
        return None
    try:
        pairs = _DECODER.decode(cell)
    except (ValueError, RecursionError):
        return None
    if not isinstance(pairs, tuple) or len({name for name, _ in pairs}) < len(pairs):
        return None
    if cell.count("{") + cell.count("[") > _DEEP and _depth(pairs) > _DEEP:
        return None
    return list(pairs)


def _refused(word: str) -> None:
    raise ValueError(word)


_DECODER = JSONDecoder(object_pairs_hook=tuple, parse_constant=_refused)


def _depth(value: Any, depth: int = 0) -> int:
    if depth > _DEEP or not isinstance(value, (list, tuple)):
        return depth
    return max((_depth(content, depth + 1) for content in value), default=depth)


def _is_read(name: str) -> bool:
    """True where a verdict may depend on what a field of a card says, and not only on its being there."""
    return name in _READ or name[:1] in "bB" or name.startswith("extra_gated_")


def _value(value: Any) -> Any:
    """A value of parsed JSON as a cell: lists as tuples, mappings as fields."""
    if isinstance(value, list):
        return tuple(map(_value, value))
    if isinstance(value, tuple):
        return Fields(tuple((name, _value(content)) for name, content in value))
    return value if value is None or isinstance(value, (str, bool)) else str(value)


def _short(value: Any) -> Any:
    """A value of which nothing counts but whether it says something."""
    return () if value == [] else "" if blank(value) and value != () else None if value is None else "x"


def _other_field(name: str, content: Any) -> dict[str, Any]:
    """A field that tells nothing of licence or bases, in the form that it shares with those from which the same follows."""
    if content is None:
        return {}
    if name == "tags":
        tags = tuple(dict.fromkeys(filter(None, map(other_tag, content))))
        return {"tags": tags or ("x",) if content else ()}
    if name == "datasets":
        return {name: data_sets(content)}
    if name == "library_name":
        return {name: library(content)}
    if name == "pipeline_tag" and not blank(content):
        return {name: task(content)}
    if name in ("gated", "base_model_relation") or name.startswith("extra_gated_"):
        return {name: content}
    if blank(content):
        return {}
    if name in hub.DATASET_KEYS:
        return {"task_ids": "x"}
    return {"metrics": "x"} if name in _OF_A_MODEL else {"language": "x"}


def data_sets(cell: Any) -> Any:
    """Data sets: whether some are named; anything but words as it is."""
    if cell is None or not word_or_words(cell):
        return cell
    items = cell if isinstance(cell, tuple) else (cell,)
    return "x" if any(not blank(item) for item in items) else ("",) if items and cell == items else "" if items else ()


def library(cell: Any) -> Any:
    """A library: one that is known by its name, any other as one word; anything but a word as it is."""
    if not isinstance(cell, str):
        return cell
    word = cell.strip(_BLANKS).lower()
    return word if word in hub.LIBRARIES or word in hub.MADE_FROM_ANOTHER or not word else "x"


# The three parts of a row, and who made it


@frozen(eq=False, repr=False)
class Base(Shown):
    """A word for a base.

    Args:
        word: what it comes to.
        name: the same where it is plainly the name of a repository; else empty.
        group: the number of those of which the same is known.
        member: a name that stands for all of them.
        makers: who may be its maker by what is known of it, folded.
        known: what is known of it.
    """

    word: str
    name: str
    group: int
    member: str
    makers: frozenset[str]
    known: "KnownModel | None" = None

    @property
    def account(self) -> str:
        """Its owner, folded; `/NAME` where it has none."""
        account = self.word.rpartition("/")[0]
        return producer_key(account) if account else f"/{self.word.lower()}"


@frozen(eq=False, repr=False)
class Based(Shown):
    """What a row says of its bases.

    Args:
        part: as it is.
        form: the form that it shares with all from which the same follows; the part itself where there is none.
        bases: the bases.
    """

    part: Part
    form: Part
    bases: tuple[Base, ...]


class Alike:
    """The forms of the parts of rows, and what it remembers of names: the same whoever asks first."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._licences: dict[object, str] = {}
        self._named: dict[Part, tuple[Part, tuple[str, ...]]] = {}
        self._words: dict[Part, frozenset[str]] = {}
        self._bases: dict[str, Base] = {}
        self._groups: dict[KnownModel | None, tuple[int, str, frozenset[str]]] = {}
        self._alike: dict[KnownModel | None, tuple[int, str]] = {}
        self._based: dict[Hashable, Part] = {}
        self._files: dict[tuple[object, ...], str] = {}
        self._paths: dict[str, str] = {}

    @property
    def copying(self) -> str:
        """A pattern of the names by which a model may be a copy."""
        accounts = sorted(re.escape(account) for account in self._shelf.accounts)
        return rf"(?i)^(?:{'|'.join(accounts)})/"

    def is_copy(self, name: str) -> bool:
        """True where a model's own name tells that it is a copy."""
        return self._shelf.is_copy(name)

    # Licence

    def licence(self, part: Part) -> tuple[Part, tuple[str, ...]]:
        """What a row says of its licence, and the names in it that nobody knows, in their order.

        What follows from a name is what it stands for. A name that stands for nothing is shown as it is written: it gives
        way to a name that nobody knows either, and the caller puts it back.
        """
        found = self._named.get(part)
        if found is None:
            if len(self._named) >= _NAMES_REMEMBERED:
                self._named.clear()
                self._words.clear()
            found = self._named[part] = self._like_any(part) or self._licence(_once(part))
        return found

    def _like_any(self, part: Part) -> tuple[Part, tuple[str, ...]] | None:
        """What a part says that names its licence beside a tag, as any does with another name there that nobody knows.

        None where it does not, or where the name stands elsewhere in the part too.
        """
        at = next((at for at, (field, _) in enumerate(part) if field == "license_name"), -1)
        cell = part[at][1] if at >= 0 else None
        word = cell.strip(_BLANKS) if isinstance(cell, str) else ""
        if not word or word == _ANY or not self._is_unknown(word):
            return None
        others = (*part[:at], *part[at + 1 :])
        if others not in self._words:
            self._words[others] = frozenset(other.lower() for other in _words_of(others))
        if word.lower() in self._words[others]:
            return None
        form, own = self.licence((*part[:at], ("license_name", _ANY), *part[at + 1 :]))
        return (form, (word,)) if own == (_ANY,) else None

    def _licence(self, part: Part) -> tuple[Part, tuple[str, ...]]:
        words = list(_words_of(part))
        own = list(dict.fromkeys(word for word in words if self._is_unknown(word)))
        if (
            len({word.lower() for word in own}) < len(own)
            or len(own) > len(_NOBODY_AT)
            or any(map(_is_long, (content for _, content in _flat(part))))
        ):
            return part, ()
        names = {word: _NOBODY.format(at) for at, word in enumerate(own)}
        once = len({name for name, _ in _flat(part)}) == len(_flat(part))
        apart = {
            content.strip(_BLANKS)
            for name, content in _flat(part)
            if name == "license_name" and isinstance(content, str)
        }
        for word in words if once else ():  # a name beside a tag may be shown as it is written
            if word not in apart:
                names.setdefault(word, self._like(word))
        return _renamed(part, names, self._link), tuple(own)

    def _is_unknown(self, word: str) -> bool:
        if word.upper() in (UNKNOWN, "NONE") or word.lower() == "other" or "://" in word:
            return False
        naming = self._shelf.naming(word)
        return not naming.known and naming.candidates == (UNKNOWN,) and not naming.deprecated

    def _like(self, word: str) -> str:
        """The first name met that stands for the same; one that is shown as it is written stays."""
        naming = self._shelf.naming(word)
        if word.lower() == "other" or not naming.known or naming.ambiguous or "://" in word:
            return word
        return self._licences.setdefault((naming.candidates, naming.deprecated), word)

    def _link(self, address: str) -> str:
        """An address of a licence text: the first one met that leads to the same, any that leads nowhere as one word."""
        word = address.strip(_BLANKS)
        if not word or "://" not in word:
            return word and "x"
        naming = self._shelf.linked(word)
        return self._licences.setdefault((naming.candidates, naming.known), word) if naming.known else "x"

    # Bases

    def bases(self, part: Part) -> "Based":
        """What a row says of its bases.

        What follows from a base's name is what the table of known models tells of it; of several of which the same is
        known one tells as much as all.
        """
        part = _once(part)
        words = [(field, self.base(word)) for field, word in base_words(part)]
        if any(not base.name for _, base in words) or not _is_usual(part):
            return Based(part, part, tuple(base for _, base in words))
        groups = tuple((field, base.group) for field, base in words)
        shapes = tuple((name, _shape(content)) for name, content in part)
        form = self._based.get((groups, shapes))
        if form is None:
            form = self._based[groups, shapes] = _rebased(part, {base.name: base.member for _, base in words})
        return Based(part, form, tuple(base for _, base in words))

    def member(self, cell: Any) -> tuple[Any, frozenset[str]]:
        """A word for a base with the name that stands for all of which the same is known, and who may be its maker by that.

        Anything that is no plain name of a base stays as it is.
        """
        base = self.base(cell) if isinstance(cell, str) and not blank(cell) else None
        if base is None:
            return cell, frozenset()
        if not base.name or not cell.endswith(base.name):
            return cell, base.makers
        return cell[: len(cell) - len(base.name)] + base.member, base.makers

    def own_bases(self, based: "Based", owner: str, name: str) -> tuple[Part, str]:
        """What a row says of its bases, and a name for it, where it may be of the same maker as one of them.

        Args:
            based: what it says of its bases.
            owner: the maker, folded; empty where nobody is known to be it.
            name: the row's own.
        """
        if any(base.word.lower() == name.lower() or not base.name for base in based.bases) or based.form is based.part:
            return based.part, name
        if any(owner in (base.account, *base.makers) and base.member != UNKNOWN_BASE for base in based.bases):
            return based.part, name  # what is known of a base tells whose it is
        names = {base.name: "own/base" if base.account == owner else base.member for base in based.bases}
        return _rebased(based.part, names), "own/own"

    def base(self, word: str) -> "Base":
        """A word for a base."""
        found = self._bases.get(word)
        if found is None:
            if len(self._bases) >= _NAMES_REMEMBERED:
                self._bases.clear()
            name = _name_of(word)
            plain = name or hub.named_base(word.strip(_BLANKS))[1]
            known = self._shelf.known_base(plain)
            group, member, makers = self._groups.get(known) or self._group(known, name)
            found = self._bases[word] = Base(plain, name, group, member, makers, known)
        return found

    def _group(self, known: "KnownModel | None", name: str) -> tuple[int, str, frozenset[str]]:
        """The bases of which the same is known: their number, a name that stands for all, and the makers they may be by."""
        told = known and evolve(known, because="", licensor="", producers=frozenset())  # whose it is counts elsewhere
        makers = frozenset() if known is None else frozenset((*known.producers, producer_key(known.licensor))) - {""}
        number, member = self._alike.get(told) or (len(self._alike), name if known else UNKNOWN_BASE)
        if known is None or name:  # what stands for others can be a repository
            self._alike[told] = number, member
            self._groups[known] = number, member, makers
        return number, member, makers

    # Files

    def files(self, cell: Any) -> Any:
        """The files of a repository: of those that tell the same one, in order; ODD where it is no list of names."""
        if cell is None:
            return None
        if not isinstance(cell, tuple):
            return ODD
        paths = [dict(item.pairs).get("rfilename") if isinstance(item, Fields) else item for item in cell]
        return tuple(sorted({self._file(path) for path in paths if isinstance(path, str)}))

    def _file(self, path: str) -> str:
        found = self._paths.get(path)
        if found is None:
            tells = (
                path if path == "README.md" or texts_among([path]) else "",
                file_names.is_weights(path),
                file_names.is_data(path),
                file_names.likely_kind(path),
                path.startswith(("adapter_config.", "adapter_model.")),
            )
            if len(self._paths) >= _NAMES_REMEMBERED:
                self._paths.clear()
            found = self._paths[path] = self._files.setdefault(tells, path)
        return found


# Licence words


def _once(part: Part) -> Part:
    """A part without the card's tags where there are the Hub's, and without a base beside the card that the card has."""
    cells = dict(part)
    card = cells.get(CARD)
    if card is None:
        return part
    fields = dict(card.pairs)
    if cells.get("tags") is not None:
        fields.pop("tags", None)
    if "base_model" in cells and cells["base_model"] == fields.get("base_model"):
        cells["base_model"] = None
    cells[CARD] = Fields(tuple(fields.items()))
    return tuple(cells.items())


def _flat(part: Part) -> list[tuple[str, Any]]:
    """The fields of a part, those of the card among them."""
    return [
        pair
        for name, content in part
        for pair in (content.pairs if name == CARD and content is not None else [(name, content)])
    ]


def _is_long(cell: Any) -> bool:
    return isinstance(cell, tuple) and len(cell) > 1


def _words_of(part: Part) -> Iterable[str]:
    """The names of licences in a part."""
    for name, content in _flat(part):
        if name == "tags":
            yield from (word for tag in content or () if (word := tag.removeprefix(hub.LICENCE_TAG).strip(_BLANKS)))
        elif name != "license_link":
            cells = content if isinstance(content, tuple) else (content,)
            yield from (word for cell in cells if isinstance(cell, str) and (word := cell.strip(_BLANKS)))


def _renamed(part: Part, names: dict[str, str], link: Callable[[str], str]) -> Part:
    """A part with other names for licences."""

    def word(cell: str) -> str:
        return names.get(cell.strip(_BLANKS), cell.strip(_BLANKS))

    def cell_of(name: str, cell: Any) -> Any:
        if isinstance(cell, Fields):
            return Fields(tuple((key, cell_of(key, content)) for key, content in cell.pairs)) if name == CARD else cell
        if isinstance(cell, tuple):
            return tuple(cell_of(name, item) for item in cell)
        if not isinstance(cell, str):
            return cell
        if name == "tags":
            return hub.LICENCE_TAG + word(cell.removeprefix(hub.LICENCE_TAG))
        return link(cell) if name == "license_link" else word(cell)

    return tuple((name, cell_of(name, cell)) for name, cell in part)


# Bases


def _name_of(word: str) -> str:
    """The name of a base in a word for it; empty where it is no plain name of a repository."""
    word = word.strip(_BLANKS)
    name = hub.named_base(word)[1]
    return name if hub.base_said(word) == word and hub.is_repository(name) else ""


def base_words(part: Part) -> Iterable[tuple[str, str]]:
    """Every word for a base, with what it stands in."""
    for name, content in _flat(part):
        if name == "tags":
            yield from ((name, tag.removeprefix(hub.BASE_TAG)) for tag in content or ())
        elif name == "baseModels":
            models = dict(content.pairs).get("models") if content else None
            ids = (dict(model.pairs).get("id") if isinstance(model, Fields) else model for model in models or ())
            yield from ((name, id) for id in ids if isinstance(id, str))
        elif name == "config":
            if content and content.pairs:
                yield name, content.pairs[0][1]
        else:
            cells = content if isinstance(content, tuple) else (content,)
            yield from ((name, cell) for cell in cells if isinstance(cell, str) and cell.strip(_BLANKS))


def several_bases(part: Part) -> tuple[Hashable, tuple[tuple[str, str], ...]] | None:
    """The bases of a part that names several, each with the field that names it, and all that the part says besides.

    None where one of them is no plain name, or where what follows from one may depend on which the others are.
    """
    words = tuple(base_words(part))
    names = {word.lower() for _, word in words}
    if not 1 < len(names) == len(words) or not _is_usual(part) or any(_name_of(word) != word for _, word in words):
        return None
    counts = Counter(field for field, _ in words)
    if counts["config"]:
        return None
    shapes = tuple((name, _shape(content)) for name, content in part)
    return (shapes, frozenset((field, min(count, 2)) for field, count in counts.items())), words


def _is_usual(part: Part) -> bool:
    """True where the bases stand in fields as the Hub has them."""
    fields = [
        (name, content)
        for name, content in _flat(part)
        if name not in ("tags", "baseModels", "config") and content is not None
    ]
    return len(fields) < 2 and all(name == "base_model" and word_or_words(content) for name, content in fields)


def _shape(cell: Any) -> Any:
    """Whether a cell says nothing, and how; of the fields of a card which there are."""
    if isinstance(cell, Fields):
        return tuple((name, _shape(content)) for name, content in cell.pairs)
    return cell if cell is None or blank(cell) else True


def _rebased(part: Part, names: dict[str, str]) -> Part:
    """A part with other names for bases, each said once: in a field, or else in a tag."""
    by_field = {names[_name_of(word)] for field, word in base_words(part) if field == "base_model"}

    def cell_of(name: str, cell: Any) -> Any:
        if name == CARD and cell is not None:
            return Fields(tuple((key, cell_of(key, content)) for key, content in cell.pairs))
        if blank(cell):
            return cell
        words = {names[_name_of(word)] for _, word in base_words(((name, cell),))}
        if name == "base_model":
            return tuple(sorted(words)) or ("",)
        if name == "tags":
            return tuple(hub.BASE_TAG + word for word in sorted(words - by_field))
        if name == "baseModels":
            return Fields((("models", tuple(sorted(words - by_field))),))
        return (
            Fields(tuple((key, names[_name_of(content)]) for key, content in cell.pairs)) if name == "config" else cell
        )

    return tuple((name, cell_of(name, cell)) for name, cell in part)
