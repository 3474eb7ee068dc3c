"""The bases of rows: of bases of which the same is known, one stands for all."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any

import pyarrow
import pyarrow.compute
from attrs import evolve, frozen

from openness.recent import Recent, remembered
from openness.release.names import producer_key
from openness.shelf.shelf import Shelf
from openness.table import arrow
from openness.table.cells import Fields, distinct
from openness.table.makers import Made
from openness.table.part import CARD, REMEMBERED, Part, flat, once
from openness.table.spelling import Accounts, are_plain, halves_of, producer_keys
from openness.table.words import BLANKS, blank, word_or_words
from openness.value import Shown
from openness.vocabulary import hub

if TYPE_CHECKING:
    from openness.shelf.known_models import KnownModel

UNKNOWN_BASE = "_/base"  # stands for all of which nothing is known
_FEW = 64  # words that are faster read one by one than all at once


@frozen(eq=False, repr=False)
class Base(Shown):
    """A word for a base.

    Args:
        word: what it comes to.
        name: the same where it is plainly the name of a repository; else empty.
        group: the number of those of which the same is known.
        member: a name that stands for all of them.
        made: who may have made it.
        known: what is known of it.
    """

    word: str
    name: str
    group: int
    member: str
    made: Made
    known: "KnownModel | None"


#: A word for a base, with the name that stands for all of which the same is known, and who may have made it.
Member = tuple[Any, Made]
#: Bases of which the same is known: their number, a name that stands for all, and who may have made them.
Group = tuple[int, str, frozenset[str]]
_NO_BASE = Made(None, frozenset())


@frozen(eq=False, repr=False)
class Based(Shown):
    """The bases of a row.

    Args:
        part: its cells about them, as they are.
        form: the form that it shares with all from which the same follows; the part itself where there is none.
        bases: the bases.
    """

    part: Part
    form: Part
    bases: tuple[Base, ...]


class BaseForms:
    """The forms of the bases of rows; names are the same whoever asks first.

    Args:
        shelf: knows bases by their names.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._models = shelf.known_models
        self._bases: Recent[str, Base] = Recent(REMEMBERED)
        self._groups: dict[KnownModel | None, Group] = {}
        self._alike: dict[KnownModel | None, tuple[int, str]] = {}
        self._based: Recent[Hashable, Part] = Recent(REMEMBERED)
        self._asking: dict[int, bool] = {}
        #: The accounts by which a model may be a copy.
        self.copying = Accounts(self._models.accounts)
        self._makers = Accounts(self._models.makers)

    def is_copy(self, name: str) -> bool:
        """True where a model's own name tells that it is a copy."""
        return self._models.is_copy(name)

    def asks_for_a_name(self, base: Base) -> bool:
        """True where a licence that is known of a base asks for a name for what is made from it."""
        found = self._asking.get(base.group)
        if found is None:
            licences = base.known.licences if base.known else ()
            ids = (id for expression in licences for id in self._shelf.ids_in(expression))
            known = filter(None, map(self._shelf.licence, ids))
            found = self._asking[base.group] = any(licence.name_asked for licence in known)
        return found

    def bases(self, part: Part) -> "Based":
        """The bases of a row.

        From a base's name follows what the table of known models has for it, and nothing else: of bases of which
        the same is known, one stands for all.
        """
        part = once(part)
        words = [(field, self.base(word)) for field, word in base_words(part)]
        if any(not base.name for _, base in words) or not _is_usual(part):
            return Based(part, part, tuple(base for _, base in words))
        groups = frozenset((field, base.group) for field, base in words)  # neither order nor number tells anything
        shapes = tuple((name, _shape(content)) for name, content in part)
        form = self._based.get((groups, shapes))
        if form is None:
            form = self._based[groups, shapes] = _rebased(part, {base.name: base.member for _, base in words})
        return Based(part, form, tuple(base for _, base in words))

    def member(self, cell: Any) -> Member:
        """A word for a base, with the name that stands for all of which the same is known; and who may have made it.

        Anything that is no plain name of a base stays as it is.
        """
        base = self.base(cell) if isinstance(cell, str) and not blank(cell) else None
        if base is None or not base.name or not cell.endswith(base.name):
            return cell, base.made if base else _NO_BASE
        return cell[: len(cell) - len(base.name)] + base.member, base.made

    def members(self, cells: Sequence[Any]) -> list[Member]:
        """The same for each of some cells, plain names in accounts that the table does not have all at once."""
        if len(cells) < _FEW:
            return list(map(self.member, cells))
        texts = [cell for cell in cells if isinstance(cell, str) and cell.isascii()]
        words = arrow.words(texts)
        plain = are_plain(words)
        plain[plain] = ~self._makers.have(words.filter(arrow.numbers(plain)))
        accounts, lasts = halves_of(words.filter(arrow.numbers(plain)))
        names = [*compress(texts, plain.tolist())]
        keys = producer_keys(accounts).to_pylist()
        found: dict[Any, Member] = {
            name: (member, Made(key, makers))
            for name, key, (_, member, makers) in zip(names, keys, self._groups_of(names, lasts), strict=True)
        }
        return [found.get(cell) or self.member(cell) for cell in cells]

    def _groups_of(self, names: Sequence[str], lasts: Any) -> "Iterable[Group]":
        """The groups of bases by the families in their names; those that differ in long numbers are looked up once.

        Args:
            names: of the bases.
            lasts: what stands in each behind the account.
        """
        long = self._models.digits + 1
        lower = pyarrow.compute.utf8_lower(lasts)
        encoded = pyarrow.compute.replace_substring_regex(lower, rf"\d{{{long},}}", "0" * long).dictionary_encode()
        known = map(self._models.by_family, encoded.dictionary.to_pylist())
        at, first = distinct(arrow.codes(encoded.indices), len(encoded.dictionary))
        groups = [
            self._groups.get(model) or self._group(model, names[row])
            for model, row in zip(known, first.tolist(), strict=True)
        ]
        return map(groups.__getitem__, at.tolist())

    def own_bases(self, based: "Based", owner: str, name: str, words: str) -> tuple[Part, str]:
        """The bases of a row, and a name for it, where it may be of the same maker as one of them.

        Args:
            based: its bases.
            owner: the maker, folded; empty where nobody is known to be it.
            name: the row's own.
            words: the words of it that a licence asks for.
        """
        if any(base.word.lower() == name.lower() or not base.name for base in based.bases) or based.form is based.part:
            return based.part, name
        if any(owner in (base.made.account, *base.made.makers) and base.member != UNKNOWN_BASE for base in based.bases):
            account = name.rpartition("/")[0]  # what is known of a base tells whose it is
            alike = f"{account}/{words}"
            return based.part, alike if account and not self._shelf.known_base(alike) else name
        names = {base.name: "own/base" if base.made.account == owner else base.member for base in based.bases}
        return _rebased(based.part, names), f"own/{words}"

    def base(self, word: str) -> "Base":
        """A word for a base."""
        found = self._bases.get(word)
        if found is None:
            name = _name_of(word)
            plain = name or hub.named_base(word.strip(BLANKS))[1]
            known = self._shelf.known_base(plain)
            group, member, makers = self._groups.get(known) or self._group(known, name)
            account = plain.rpartition("/")[0]
            account = producer_key(account) if account else f"/{plain.lower()}"
            found = self._bases[word] = Base(plain, name, group, member, Made(account, makers), known)
        return found

    def _group(self, known: "KnownModel | None", name: str) -> Group:
        """The bases of which the same is known, where a name is one of them."""
        known_alike = known and evolve(
            known, because="", licensor="", producers=frozenset()
        )  # whose it is counts elsewhere
        makers = frozenset() if known is None else frozenset((*known.producers, producer_key(known.licensor))) - {""}
        number, member = self._alike.get(known_alike) or (len(self._alike), name if known else UNKNOWN_BASE)
        if known is None or name:  # what stands for others can be a repository
            self._alike[known_alike] = number, member
            self._groups[known] = number, member, makers
        return number, member, makers


@remembered(1 << 12)  # rows name few that stand for others, over and over
def _name_of(word: str) -> str:
    """The name of a base in a word for it; empty where it is no plain name of a repository."""
    word = word.strip(BLANKS)
    name = hub.named_base(word)[1]
    return name if hub.base_said(word) == word and hub.is_repository(name) else ""


def base_words(part: Part) -> Iterable[tuple[str, str]]:
    """Every word for a base, with the field in which it stands."""
    for name, content in flat(part):
        if name == "tags":
            yield from ((name, tag.removeprefix(hub.BASE_TAG)) for tag in content or ())
        elif name == "baseModels":
            models = dict(content.pairs).get("models") if content else None
            yield from ((name, id) for id in models or () if isinstance(id, str))
        elif name == "config":
            if content and content.pairs:
                yield name, content.pairs[0][1]
        else:
            cells = content if isinstance(content, tuple) else (content,)
            yield from ((name, cell) for cell in cells if isinstance(cell, str) and cell.strip(BLANKS))


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
        for name, content in flat(part)
        if name not in ("tags", "baseModels", "config") and content is not None
    ]
    listed = [content for name, content in fields if name == "base_model"]
    models = [dict(content.pairs).get("models") for name, content in flat(part) if name == "baseModels" and content]
    nameless = any(isinstance(cell, tuple) and any(map(blank, cell)) for cell in (*listed, *models))
    return len(fields) == len(listed) < 2 and all(map(word_or_words, listed)) and not nameless


def _shape(cell: Any) -> Any:
    """A blank cell as it is, and True for any other; of the fields of a card, each so."""
    if isinstance(cell, Fields):
        return tuple((name, _shape(content)) for name, content in cell.pairs)
    return cell if blank(cell) else True


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
