"""Finds what a written licence name stands for: an identifier, a name of a record, words of one, an expression of them."""

from collections.abc import Callable
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from openness.errors import OpennessError, near, suggesting
from openness.index.tables import Index
from openness.index.words import fold
from openness.release.naming import Naming
from openness.vocabulary import NOASSERTION

if TYPE_CHECKING:
    from openness.licensing import expression as spdx
    from openness.shelf.grammar import Grammar

CANDIDATE_LIMIT = 256  # expressions that a name may stand for; beyond them, it is not known
_ALIKE, _MORE_ALIKE = 0.6, 0.75  # of two names, how much is the same: at least, and where their first letters differ


class Names:
    """The names of a shelf.

    Args:
        index: the shipped records.
        look_up: the ids of the records that claim a name as it is written.
        added: the names that folders add, each with its ids.
    """

    def __init__(
        self,
        index: Index,
        look_up: Callable[[str], list[str]],
        added: Callable[[], dict[str, list[str]]],
    ) -> None:
        self.exceptions = index.exception_ids
        self._exceptions = {id.lower(): id for id in self.exceptions}
        self._deprecated = {fold(id): id for id in index.deprecated}
        self._index = index
        self._look_up = look_up
        self._added = added
        self._grammar: Grammar | None = None
        self._phrases: dict[str, list[str]] = {}  # of the added names
        self._counted = 0  # added names in it

    def naming(self, written: str) -> Naming:
        """The licences that a written name may stand for."""
        text = written.strip(" \t\n")
        found = self._look_up(text)
        if found:
            return Naming(written, tuple(found), found != [NOASSERTION], self._retired(text, found))
        if text.upper() in ("NONE", NOASSERTION):
            return Naming(written, (text.upper(),), text.upper() == "NONE")
        from openness.licensing import expression as spdx

        try:
            tree = spdx.parse(text)
        except OpennessError:
            tree = None
        several = tree is not None and not (isinstance(tree, spdx.Name) and not tree.exception)
        naming = self._expression(written, tree) if tree and several else None
        if naming and naming.known:
            return naming
        if read := self._read(text):
            return Naming(written, tuple(read), True, self._retired(text, read))
        if isinstance(tree, spdx.Name) and not several and (tree.later or tree.id != text):  # not the same word again
            naming = self._expression(written, tree)
        return naming or Naming(written, (NOASSERTION,), False)

    def nearest(self, name: str, naming: Callable[[str], Naming]) -> str:
        """A hint for a name that resolves to nothing: what an expression lacks, or the licences most like it.

        They are alike in their letters too: a number at the end makes many names alike. Of names for one licence the first
        is enough.

        Args:
            name: what is written.
            naming: looks a name up, and remembers.
        """
        from openness.index.phrases import LONGEST

        if broken := self._broken(name):
            return broken
        added = (spelling for spelling in self._added() if not spelling.startswith("//"))
        spellings = (*self._index.spellings(), *added) if len(name) <= LONGEST else ()
        folded = fold(name)
        meant: dict[tuple[str, ...], str] = {}
        for spelling in near(folded, (spelling for spelling in spellings if spelling != folded), 3):
            if _may_be_meant(_letters(folded), _letters(spelling)):
                meant.setdefault(naming(spelling).candidates, spelling)
        return suggesting(meant.values())

    def _broken(self, text: str) -> str:
        """The fault of an expression that ends too early; empty for any other text."""
        words = text.split()
        if len(words) < 2 or not {words[0], words[-1]} & {"AND", "OR", "WITH"}:
            return ""
        from openness.licensing import expression as spdx

        try:
            spdx.parse(text)
        except OpennessError as error:
            return f"the expression is not complete: {error.problems[0].message}"
        return ""

    def strange(self, text: str) -> list[str]:
        """The names in an expression that no record knows; none where it is not an expression of several names."""
        from openness.licensing import expression as spdx

        try:
            tree = spdx.parse(text)
        except OpennessError:
            return []
        if isinstance(tree, spdx.Name) and not tree.exception:
            return []
        names = list(spdx.names(tree))
        strange = [name.id for name in names if not self._find(name.id)]
        strange += [
            name.exception for name in names if name.exception and name.exception.lower() not in self._exceptions
        ]
        return list(dict.fromkeys(strange))

    def _read(self, text: str) -> list[str]:
        """The candidates of a name that no record has word for word."""
        if self._grammar is None:
            from openness.shelf.grammar import Grammar

            self._grammar = Grammar(
                self._index.words(), self._phrased, self._look_up, self._index.exception_names(), self._approved
            )
        return self._grammar.candidates(text)

    def _approved(self, id: str) -> bool:
        listed = (self._index.record(id) or {}).get("listed", {})
        return bool(listed.get("osi-approved", {}).get("answer"))

    def _phrased(self, phrase: str) -> list[str]:
        """The ids of the records that have a name of this phrase."""
        added = self._added()
        if len(added) != self._counted and self._grammar is not None:
            from openness.index.phrases import phrases

            self._phrases, self._counted = phrases(added, {}, self._grammar.words), len(added)
        return list(dict.fromkeys((*self._index.phrased(phrase), *self._phrases.get(phrase, ()))))

    def _find(self, name: str) -> list[str]:
        return self._look_up(name) or self._read(name)

    def _retired(self, written: str, found: list[str]) -> tuple[str, ...]:
        if len(found) == 1 and found[0] in self._index.deprecated:
            return (found[0],)
        retired = self._deprecated.get(fold(written))
        return (retired,) if retired else ()

    def _expression(self, written: str, tree: "spdx.Expression") -> Naming:
        """An expression with each name replaced by its id; several candidates where a name is ambiguous."""
        from openness.licensing import expression as spdx

        retired: list[str] = []
        ambiguous: dict[str, list[str]] = {}
        strange: list[str] = []

        def rename(name: spdx.Name, choice: dict[str, str]) -> spdx.Expression:
            if name.id.upper() in ("NONE", NOASSERTION):
                return spdx.Name(name.id.upper())
            whole = f"{name.id}+" if name.later else name.id
            found = self._find(whole) or list(dict.fromkeys(map(spdx.or_later, self._look_up(name.id))))
            if not found:
                return spdx.Name(NOASSERTION)
            retired.extend(self._retired(whole, found))
            if len(found) > 1:
                ambiguous[whole] = found
            exception = self._exceptions.get(name.exception.lower(), name.exception)
            if exception and exception not in self.exceptions:
                strange.append(exception)
            licence = spdx.parse(choice.get(whole, found[0]))
            if isinstance(licence, spdx.Name):
                if licence.exception and exception:
                    strange.append(exception)
                return spdx.Name(licence.id, licence.later, exception or licence.exception)
            return licence

        def candidate(choice: dict[str, str]) -> spdx.Expression:
            return spdx.renamed(tree, lambda name: rename(name, choice))

        first = candidate({})
        if prod(map(len, ambiguous.values())) > CANDIDATE_LIMIT:
            return Naming(written, (NOASSERTION,), False)
        picks = product(*ambiguous.values())
        candidates = [candidate(dict(zip(ambiguous, pick, strict=True))) for pick in picks] if ambiguous else [first]
        known = not strange and all(name.id != NOASSERTION for name in spdx.names(first))
        return Naming(written, tuple(dict.fromkeys(map(str, candidates))), known, tuple(dict.fromkeys(retired)))


def _may_be_meant(written: str, known: str) -> bool:
    """True where a name may be a slip for another: a slip in the first letter is rarer than one behind it."""
    from difflib import SequenceMatcher  # only needed once something is wrong

    same = SequenceMatcher(None, written, known).ratio()
    return same >= (_ALIKE if written[:1] == known[:1] else _MORE_ALIKE)


def _letters(word: str) -> str:
    """The letters of a folded name but for the word “license”: that, or a number, alone makes many names alike."""
    return "".join(filter(str.isalpha, word.replace("license", "")))
