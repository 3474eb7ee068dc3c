"""What of a row a verdict depends on: names give way to others of which just as little is known, the rest to one word.

A row has three parts that depend on nothing in each other: what it says of its licence, of its bases, and all the rest.
Each part is given a form that it shares with every other part from which the same follows, and is a mapping of the same
fields, so that the very reader of one record reads it. A part in an unusual shape has no such form: its row is then
read as it is.
"""

import re
from collections.abc import Callable, Iterable
from json import loads
from typing import TYPE_CHECKING, Any

from attrs import evolve

from openness.formats import file_names, hub_record, texts_among
from openness.release.names import producer_key
from openness.shelf.naming import UNKNOWN
from openness.shelf.shelf import Shelf
from openness.syntax.tree import DIGIT_LIMIT, KEY_LIMIT, NODE_LIMIT
from openness.table.cells import Fields
from openness.vocabulary import Relation, hub

if TYPE_CHECKING:
    pass

#: A part of a row: fields by their names, in order.
Part = tuple[tuple[str, Any], ...]

CARD = "cardData"
OF_LICENCE = ("license", "licence", "license_name", "license_link")
OF_BASES = ("base_model", "baseModels", "config")
ODD = ("odd",)  # a cell of no usual shape, the one of its kind
_BLANKS = " \t\n"
_LICENCES = frozenset(("license", "license_name", "license_link", *hub.MISSPELT))
_NOBODY = "a licence nobody knows {}"
_NOBODY_AT = {_NOBODY.format(at): at for at in range(64)}
_SAME = 2  # of bases of which the same is known, more than these add nothing
_NAMES_REMEMBERED = 1 << 18
_DATASET_TAG = "task_categories:"
_OF_A_MODEL = hub.MODEL_KEYS - {"language", "tags", "license_name", "license_link", "thumbnail"}
_UNREADABLE = re.compile(rf'\r|\d{{{DIGIT_LIMIT + 1}}}|"(?:[^"\\]|\\.){{{KEY_LIMIT + 1},}}"\s*:')
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


def telling_tag(tag: Any) -> Any:
    """A tag on which a verdict may depend; None for any other, ODD for what is none."""
    return (licence_tag(tag) or base_tag(tag) or other_tag(tag)) if isinstance(tag, str) else ODD


def parts_of_tags(tags: tuple[Any, ...] | None, some: bool) -> Any:
    """Tags that tell, by the part of the row that they belong to; ODD where one is no word.

    Args:
        tags: those that tell.
        some: whether there were any.
    """
    if tags is None:
        return None
    if ODD in tags:
        return ODD
    if not some:
        return None, None, ()  # as if there were none, but for its being there
    others = tuple(dict.fromkeys(tag for tag in tags if not licence_tag(tag) and not base_tag(tag)))
    filler = ("x",) if some and not others else ()
    return tuple(filter(licence_tag, tags)), tuple(filter(base_tag, tags)), others or filler


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


def named_library(cell: Any) -> Any:
    """A library, by its name."""
    return library(cell) if a_word(cell) is not ODD else ODD


def base_models(cell: Any) -> Any:
    """The names in what the Hub makes of the bases that a card names."""
    if isinstance(cell, str) and (pairs := _parsed(cell)) is not None:
        cell = Fields(tuple((name, _value(held)) for name, held in pairs))
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
        cell = Fields(tuple((name, _value(held)) for name, held in pairs))
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
        pairs = [(name, _value(held) if _is_read(name) else _short(held)) for name, held in parsed]
    else:
        return ODD
    if not word_list(dict(pairs).get("tags")):
        return ODD
    licence, bases = [], []
    rest: dict[str, Any] = {}
    for name, held in pairs:
        if name in _LICENCES:
            licence.append((name, held))
        elif name[:1] in "bB" and re.sub("[-_ ]", "", name.lower()).rstrip("s") == "basemodel":
            bases.append((name, held))
        else:
            rest.update(_other_field(name, held))
    tags = dict(pairs).get("tags") or ()
    for part, keep in ((licence, licence_tag), (bases, base_tag)):
        if found := tuple(filter(None, map(keep, tags))):
            part.append(("tags", found))
    return Fields(tuple(licence)), Fields(tuple(bases)), Fields(tuple(sorted(rest.items())))


def word_list(cell: Any) -> bool:
    """True for a list of words and nulls."""
    return cell is None or (isinstance(cell, tuple) and all(map(_is_word, cell)))


def _parsed(cell: Any) -> list[tuple[str, Any]] | None:
    """The pairs of the mapping that a JSON text holds; None where it is none, or one that a careful reader may refuse."""
    if not isinstance(cell, str) or len(cell) > NODE_LIMIT or _UNREADABLE.search(cell):
        return None
    try:
        pairs = loads(cell, object_pairs_hook=tuple, parse_constant=_refused)
    except (ValueError, RecursionError):
        return None
    if not isinstance(pairs, tuple) or len({name for name, _ in pairs}) < len(pairs):
        return None
    if cell.count("{") + cell.count("[") > _DEEP and _depth(pairs) > _DEEP:
        return None
    return list(pairs)


def _refused(word: str) -> None:
    raise ValueError(word)


def _depth(value: Any, depth: int = 0) -> int:
    if depth > _DEEP or not isinstance(value, (list, tuple)):
        return depth
    return max((_depth(held, depth + 1) for held in value), default=depth)


def _is_read(name: str) -> bool:
    """True where a verdict may depend on what a field of a card says, and not only on its being there."""
    return (
        name in _LICENCES
        or name[:1] in "bB"
        or name in ("tags", "datasets", "library_name", "gated", "base_model_relation")
        or name.startswith("extra_gated_")
    )


def _value(value: Any) -> Any:
    """A value of parsed JSON as a cell: lists as tuples, mappings as fields."""
    if isinstance(value, list):
        return tuple(map(_value, value))
    if isinstance(value, tuple):
        return Fields(tuple((name, _value(held)) for name, held in value))
    return value if value is None or isinstance(value, (str, bool)) else str(value)


def _short(value: Any) -> Any:
    """A value of which nothing counts but whether it says something."""
    return () if value == [] else "" if blank(value) and value != () else None if value is None else "x"


def _other_field(name: str, held: Any) -> dict[str, Any]:
    """A field that tells nothing of licence or bases, in the form that it shares with those from which the same follows."""
    if held is None:
        return {}
    if name == "tags":
        tags = tuple(dict.fromkeys(filter(None, map(other_tag, held))))
        return {"tags": tags or ("x",) if held else ()}
    if name == "datasets":
        return {name: data_sets(held)}
    if name == "library_name":
        return {name: library(held)}
    if name in ("gated", "base_model_relation") or name.startswith("extra_gated_"):
        return {name: held}
    if blank(held):
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


class Alike:
    """The forms of the parts of rows, and what it remembers of names: the same whoever asks first."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._licences: dict[object, str] = {}
        self._known: dict[str, tuple[int, frozenset[str], bool]] = {}
        self._groups: dict[object, int] = {}
        self._members: list[list[str]] = []
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
        part = _own_tags_apart(part)
        words = list(_words_of(part))
        own = list(dict.fromkeys(word for word in words if self._is_unknown(word)))
        if (
            len({word.lower() for word in own}) < len(own)
            or len(own) > len(_NOBODY_AT)
            or any(map(_is_long, (held for _, held in _flat(part))))
        ):
            return part, ()
        names = {word: _NOBODY.format(at) for at, word in enumerate(own)}
        once = len({name for name, _ in _flat(part)}) == len(_flat(part))
        for word in words if once else ():
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

    def bases(self, part: Part) -> Part:
        """What a row says of its bases.

        What follows from a base's name is what the table of known models tells of it. Of several of which the same is
        known two tell as much as all.
        """
        part = _own_tags_apart(part)
        names = _names_of(part)
        if names is None:
            return part
        alike: dict[int, list[str]] = {}
        for name in names:
            alike.setdefault(self._knows(name)[0], []).append(name)
        renamed = {
            name: self._member(group, at) if at < _SAME else None
            for group, found in alike.items()
            for at, name in enumerate(sorted(found, key=lambda name: (-names[name], name)))
        }
        return _rebased(part, renamed)

    def own_bases(self, part: Part, owner: str, name: str) -> tuple[Part, str]:
        """What a row says of its bases, and a name for it, where it may be of the same maker as one of them.

        Args:
            part: what it says of its bases.
            owner: the maker, folded.
            name: the row's own.
        """
        part = _own_tags_apart(part)
        names = _names_of(part)
        if names is None or name.lower() in map(str.lower, names):
            return part, name
        if any(owner in self._knows(base)[1] and self._knows(base)[2] for base in names):
            return part, name
        renamed: dict[str, str | None] = {}
        counts: dict[int, int] = {}
        for base in sorted(names, key=lambda base: (-names[base], base)):
            group = -1 if owner in self._knows(base)[1] else self._knows(base)[0]
            at = counts[group] = counts.get(group, -1) + 1
            renamed[base] = None if at >= _SAME else f"own/{at}" if group < 0 else self._member(group, at)
        return _rebased(part, renamed), "own/own"

    def names_a_base(self, part: Part) -> bool:
        """True where a part certainly names a base, so that the row's own name tells of none."""
        return any(_name_of(word) for _, word in _base_words(_own_tags_apart(part)))

    def makers(self, part: Part) -> frozenset[str]:
        """Who, being the maker of the row's model too, is bound by no terms of one of its bases; `/NAME` for a base itself."""
        return frozenset().union(*(self._knows(name)[1] for name in _every_name(_own_tags_apart(part))))

    def _knows(self, name: str) -> tuple[int, frozenset[str], bool]:
        """The number of the names of which as much is known, the makers they may be by, and whether anything is known."""
        found = self._known.get(name)
        if found is None:
            known = self._shelf.known_base(name)
            account = name.rpartition("/")[0]
            makers = {producer_key(account) if account else f"/{name.lower()}"}
            group = self._groups.setdefault(known and evolve(known, because=""), len(self._groups))
            if known is not None:
                makers |= {*known.producers, producer_key(known.licensor)}
            if len(self._known) >= _NAMES_REMEMBERED:
                self._known.clear()
            found = self._known[name] = (group, frozenset(makers) - {""}, known is not None)
            if group == len(self._members):
                self._members.append([])
            members = self._members[group]
            if len(members) < _SAME and name.lower() not in map(str.lower, members) and known is not None:
                members.append(name)
        return found

    def _member(self, group: int, at: int) -> str:
        """A name for a base of a group: one met in it, or of those of which nothing is known one of nobody's."""
        members = self._members[group]
        return members[at] if at < len(members) else f"_/{at}"

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


def _own_tags_apart(part: Part) -> Part:
    """A part without the card's tags where there are the Hub's, in which they are."""
    cells = dict(part)
    if cells.get("tags") is None or cells.get(CARD) is None:
        return part
    card = Fields(tuple((name, held) for name, held in cells[CARD].pairs if name != "tags"))
    return tuple((name, card if name == CARD else held) for name, held in part)


def _flat(part: Part) -> list[tuple[str, Any]]:
    """The fields of a part, those of the card among them."""
    return [
        pair for name, held in part for pair in (held.pairs if name == CARD and held is not None else [(name, held)])
    ]


def _is_long(cell: Any) -> bool:
    return isinstance(cell, tuple) and len(cell) > 1


def _words_of(part: Part) -> Iterable[str]:
    """The names of licences in a part."""
    for name, held in _flat(part):
        if name == "tags":
            yield from (word for tag in held or () if (word := tag.removeprefix(hub.LICENCE_TAG).strip(_BLANKS)))
        elif name != "license_link":
            cells = held if isinstance(held, tuple) else (held,)
            yield from (word for cell in cells if isinstance(cell, str) and (word := cell.strip(_BLANKS)))


def _renamed(part: Part, names: dict[str, str], link: Callable[[str], str]) -> Part:
    """A part with other names for licences."""

    def word(cell: str) -> str:
        return names.get(cell.strip(_BLANKS), cell.strip(_BLANKS))

    def cell_of(name: str, cell: Any) -> Any:
        if isinstance(cell, Fields):
            return Fields(tuple((key, cell_of(key, held)) for key, held in cell.pairs)) if name == CARD else cell
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


def _base_words(part: Part) -> Iterable[tuple[str, str]]:
    """Every word for a base, with what it stands in."""
    for name, held in _flat(part):
        if name == "tags":
            yield from ((name, tag.removeprefix(hub.BASE_TAG)) for tag in held or ())
        elif name == "baseModels":
            models = dict(held.pairs).get("models") if held else None
            ids = (dict(model.pairs).get("id") if isinstance(model, Fields) else model for model in models or ())
            yield from ((name, id) for id in ids if isinstance(id, str))
        elif name == "config":
            if held and held.pairs:
                yield name, held.pairs[0][1]
        else:
            cells = held if isinstance(held, tuple) else (held,)
            yield from ((name, cell) for cell in cells if isinstance(cell, str) and cell.strip(_BLANKS))


def _every_name(part: Part) -> set[str]:
    """Every name that may be of a base."""
    return {hub.named_base(word.strip(_BLANKS))[1] for _, word in _base_words(part)} - {""}


def _names_of(part: Part) -> dict[str, bool] | None:
    """The bases of a part, each with whether a field names it; None where one of them is not plainly named."""
    names: dict[str, bool] = {}
    fields = [name for name, held in _flat(part) if name not in ("tags", "baseModels", "config")]
    if len(fields) > 1 or any(name != "base_model" for name in fields):
        return None
    if any(name == "base_model" and not word_or_words(held) for name, held in _flat(part)):
        return None
    for field, word in _base_words(part):
        name = _name_of(word)
        if not name:
            return None
        names[name] = names.get(name, False) or field == "base_model"
    return names if len({name.lower() for name in names}) == len(names) else None


def _rebased(part: Part, names: dict[str, str | None]) -> Part:
    """A part with other names for bases, each said once; a name that gives way to none is left out."""
    by_field = {_name_of(word) for field, word in _base_words(part) if field == "base_model"}

    def cell_of(name: str, cell: Any) -> Any:
        if name == CARD and cell is not None:
            return Fields(tuple((key, cell_of(key, held)) for key, held in cell.pairs))
        if name == "base_model":
            return tuple(sorted({names[base] or "" for base in by_field} - {""})) or ("",) if not blank(cell) else cell
        if name == "tags":
            found = {_name_of(tag.removeprefix(hub.BASE_TAG)) for tag in cell or ()} - by_field
            return tuple(sorted(hub.BASE_TAG + new for base in found if (new := names[base])))
        if name == "baseModels" and cell is not None:
            ids = {_name_of(word) for field, word in _base_words(((name, cell),))} - by_field
            return Fields((("models", tuple(sorted(new for base in ids if (new := names[base])))),))
        if name == "config" and cell:
            return Fields(tuple((key, names[_name_of(held)]) for key, held in cell.pairs if names[_name_of(held)]))
        return cell

    return tuple((name, cell_of(name, cell)) for name, cell in part)
