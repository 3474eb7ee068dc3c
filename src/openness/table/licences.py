"""The licences of rows: names give way to others that stand for the same."""

from collections.abc import Callable, Iterable
from typing import Any

from openness.formats._card_links import leads_to_another
from openness.recent import Recent
from openness.shelf.shelf import Shelf
from openness.table.cells import Fields
from openness.table.part import CARD, REMEMBERED, Part, flat, once
from openness.table.words import BLANKS, THERE
from openness.vocabulary import NOASSERTION, hub

_NOBODY = "a licence nobody knows {}"
_ANY = "any licence nobody knows"  # stands for every name beside a tag that nobody knows
_NOBODY_AT = {_NOBODY.format(at): at for at in range(64)}


def nobody(word: Any) -> int:
    """The number of the name that nobody knows which a licence is shown by; -1 for any other."""
    at = _NOBODY_AT.get(word) if isinstance(word, str) else None
    return -1 if at is None else at


class Licences:
    """The forms of the licences of rows; names are the same whoever asks first.

    Args:
        shelf: knows what names stand for.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._licences: dict[object, str] = {}
        self._named: Recent[Part, tuple[Part, tuple[str, ...]]] = Recent(REMEMBERED)
        self._words: Recent[Part, frozenset[str]] = Recent(REMEMBERED)

    def licence(self, part: Part) -> tuple[Part, tuple[str, ...]]:
        """The cells of a row about its licence, in a common form, and the names in them that nobody knows, in order.

        A name counts by what it stands for. A name that stands for nothing is shown as it is written: it gives
        way to a name that nobody knows either, and the caller puts it back.
        """
        found = self._named.get(part)
        if found is None:
            found = self._named[part] = self._like_any(part) or self._licence(once(part))
        return found

    def _like_any(self, part: Part) -> tuple[Part, tuple[str, ...]] | None:
        """The form of a part that names its licence beside a tag, the same for any other name there that nobody knows.

        None where it does not, or where the name stands elsewhere in the part too.
        """
        at = next((at for at, (field, _) in enumerate(part) if field == "license_name"), -1)
        cell = part[at][1] if at >= 0 else None
        word = cell.strip(BLANKS) if isinstance(cell, str) else ""
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
            or any(map(_is_long, (content for _, content in flat(part))))
        ):
            return part, ()
        names = {word: _NOBODY.format(at) for at, word in enumerate(own)}
        once = len({name for name, _ in flat(part)}) == len(flat(part))
        apart = {
            content.strip(BLANKS) for name, content in flat(part) if name == "license_name" and isinstance(content, str)
        }
        for word in words if once else ():  # a name beside a tag may be shown as it is written
            if word not in apart:
                names.setdefault(word, self._like(word))
        return _renamed(part, names, self._link), tuple(own)

    def _is_unknown(self, word: str) -> bool:
        if word.upper() in (NOASSERTION, "NONE") or word.lower() == "other" or "://" in word:
            return False
        naming = self._shelf.naming(word)
        return not naming.known and naming.candidates == (NOASSERTION,) and not naming.deprecated

    def _like(self, word: str) -> str:
        """The first name met that stands for the same licence; a name that is shown as it is written stays."""
        naming = self._shelf.naming(word)
        if not naming.known or naming.ambiguous or "://" in word:
            return word
        return self._licences.setdefault((naming.candidates, naming.deprecated), word)

    def _link(self, address: str) -> str:
        """An address of a licence text: the first one met that leads to the same, any that leads nowhere as one word.

        A file of another licence by its name stays: whether it lies there is for the list of files to tell.
        """
        word = address.strip(BLANKS)
        if leads_to_another(word):
            return word
        if not word or "://" not in word:
            return word and THERE
        naming = self._shelf.linked(word)
        return self._licences.setdefault((naming.candidates, naming.known), word) if naming.known else THERE


def _is_long(cell: Any) -> bool:
    return isinstance(cell, tuple) and len(cell) > 1


def _words_of(part: Part) -> Iterable[str]:
    """The names of licences in a part."""
    for name, content in flat(part):
        if name == "tags":
            yield from (word for tag in content or () if (word := tag.removeprefix(hub.LICENCE_TAG).strip(BLANKS)))
        elif name != "license_link":
            cells = content if isinstance(content, tuple) else (content,)
            yield from (word for cell in cells if isinstance(cell, str) and (word := cell.strip(BLANKS)))


def _renamed(part: Part, names: dict[str, str], link: Callable[[str], str]) -> Part:
    """A part with other names for licences."""

    def word(cell: str) -> str:
        return names.get(cell.strip(BLANKS), cell.strip(BLANKS))

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
