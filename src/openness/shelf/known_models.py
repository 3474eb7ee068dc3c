"""The dated table of well-known base models: whose model a name means, and which terms its weights are under.

A name is known in three ways, the surest first. It stands in the table. Or it is the plain name of a model in the
table, written without an account or under an account that only copies. Or it holds the name of a well-known family:
then that family's terms reach it, and whether others do stays unknown, so nothing is ever more open for a name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import Any

from attrs import field, frozen

from openness.errors import near
from openness.licensing.expression import all_of
from openness.release.claim import Rule
from openness.release.names import producer_key
from openness.value import Value
from openness.vocabulary import NOASSERTION, Circumstance
from openness.vocabulary.verdict import Verdict

#: Words of a name that tell the size, the form or the packing of a model, never that it was trained further.
_FORMS = frozenset(
    "a act awq b base bf bit bnb bpw chat ct dynamic e eetq exl f fp ggml gguf gptq group gs h hf hqq i imat imatrix "
    "instruct int iq it k l m marlin medium mini mlx mxfp nf nvfp onnx order p pt q qat quant quantized s sharded size small "
    "text unsloth v vision w x xl xs xxs".split()
)
_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)*")
_VERSION = re.compile(r"(?<=\d)_(?=\d(?!\d*b))")
_SHORTEST = 5  # letters of a family name that is one word: `opt` and `if` tell nothing
_SHORTEST_ALONE = 4  # letters of one that stands for no version: `qwen`, `flux`
_CLEAR = 6  # letters of one that tells by itself; a shorter one, which may be a plain word, needs a number: `bloom-7b1`
_LONGEST = 250  # letters of a name that is looked up; the Hub's names have 193 at most


@frozen(eq=False, repr=False)
class KnownModel(Value):
    """The terms of a base model, as the table of known models has them.

    Args:
        licences: expressions of ids; several where the name does not tell which.
        because: the source, for people to read.
        rule: how the name leads to it.
        stands_for: the licences in the table, which a file may choose among; those of a family are a part of the terms.
        licensor: whose terms they are where the account in the name is not the licensor's; otherwise empty.
        producers: the names its licensor goes by, folded.
        circumstances: what the table says of the model itself, by the word; nothing where entries differ.
    """

    licences: tuple[str, ...]
    because: str
    rule: Rule
    stands_for: tuple[str, ...]
    licensor: str = ""
    producers: frozenset[str] = frozenset()
    circumstances: tuple[tuple[str, Verdict], ...] = ()

    @property
    def certain(self) -> bool:
        """True where the whole name tells it, and not only a family's words in it."""
        return self.licences == self.stands_for

    def copied_by(self, account: str) -> bool:
        """True where a model of this name in an account is a copy, which stays under its maker's terms."""
        return bool(self.licensor) and self.certain and producer_key(account) not in self.producers


@frozen(eq=False, repr=False)
class _Entry(Value):
    """A name in the table, in lower case, with the entry it stands in."""

    name: str
    record: dict[str, Any] = field(repr=False)

    @property
    def account(self) -> str:
        """The account in the name; empty where there is none."""
        return self.name.rpartition("/")[0]

    @property
    def last(self) -> str:
        """The part of the name after the account."""
        return self.name.rpartition("/")[2]

    @property
    def stem(self) -> tuple[str, ...]:
        """The words of the name before its first star."""
        return tuple(_words(self.last.partition("*")[0]))

    @property
    def tail(self) -> tuple[str, ...]:
        """The words behind it, which tell one version from another."""
        return tuple(_words(self.last.partition("*")[2]))


class KnownModels:
    """The table, arranged for looking names up.

    Args:
        records: the entries in their order; the first that matches wins.
        copied_by: accounts that publish unchanged or quantised copies of what others made.
    """

    def __init__(self, records: Iterable[dict[str, Any]], copied_by: Iterable[str]) -> None:
        self._copiers = frozenset(account.lower() for account in copied_by)
        self._by_account: dict[str, list[_Entry]] = {}
        self._accounts: dict[str, set[str]] = {}
        for record in records:
            for name in record["names"]:
                entry = _Entry(name.lower(), record)
                self._by_account.setdefault(entry.account, []).append(entry)
                if entry.account not in self._copiers:
                    self._accounts.setdefault(record["producer"], set()).add(entry.account)
        self._family = lru_cache(maxsize=16_384)(self._of_family)

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[tuple[str, ...], _Entry]]]:
        """The makers' names that tell a family, with their words, by the first of these."""
        stems: dict[str, list[tuple[tuple[str, ...], _Entry]]] = {}
        for account, entries in self._by_account.items():
            for entry in entries if account not in self._copiers else ():
                stem = entry.stem
                if stem and (len(stem) > 1 or len(stem[0]) >= _SHORTEST):
                    stems.setdefault(stem[0], []).append((stem, entry))
        return stems

    @cached_property
    def _versions(self) -> dict[tuple[str, ...], frozenset[str]]:
        """The licences of all versions of each family, by the words of its name before the first number."""
        versions: dict[tuple[str, ...], set[str]] = {}
        for pairs in self._by_word.values():
            for stem, entry in pairs:
                head = tuple(takewhile(str.isalpha, stem))
                if head and head != stem and max(map(len, head)) >= _SHORTEST_ALONE:
                    versions.setdefault(head, set()).update(_licences(entry.record))
        return {head: frozenset(licences) for head, licences in versions.items()}

    def versions(self, name: str) -> frozenset[str]:
        """The licences of the versions of a family, by its name alone (“Llama”), which stands for none of them."""
        return self._versions.get(tuple(_words(name.strip().lower())), frozenset())

    def is_unlisted(self, name: str) -> bool:
        """True where a name without an account is that of a version of a family in the table, and the table has no such one."""
        words = _words(name.strip().lower())
        head = tuple(takewhile(str.isalpha, words))
        if len(name) > _LONGEST or head == tuple(words) or head not in self._versions:
            return False
        folded = name.strip().lower().replace(" ", "-")
        return not any(_fits(entry.last, folded) for _, entry in self._by_word[head[0]])

    @cached_property
    def accounts(self) -> frozenset[str]:
        """The accounts the names of whose models may tell that they are copies, in lower case: where they are another's."""
        others = (account for account, entries in self._by_account.items() if any(map(_is_anothers, entries)))
        return self._copiers.union(others) - {""}

    def is_copy(self, name: str) -> bool:
        """True where a model's own name tells that it is a copy of somebody else's."""
        account = name.rpartition("/")[0]
        known = self.find(name) if account.lower() in self.accounts else None
        return known is not None and known.copied_by(account)

    def find(self, name: str) -> KnownModel | None:
        """The known model of this name; None where the name fits none."""
        folded = name.strip(" \t\n").lower().replace(" ", "-")  # as prose writes a name: Stable Diffusion 1.5
        account, _, last = folded.rpartition("/")
        if len(folded) > _LONGEST:
            return None
        for entry in self._by_account.get(account, ()):
            if _fits(entry.name, folded):
                return self._known(entry, Rule.KNOWN_BASE, account in self._copiers)
        if not account or account in self._copiers:
            for word in (last, *_unfolded(last)):
                for stem, entry in self._of_makers(_words(word)):
                    if _is_plain(word, stem, entry):
                        return self._known(entry, Rule.KNOWN_COPY, True)
        return self.by_family(last)

    def by_family(self, name: str) -> KnownModel | None:
        """The known model of a family's words in a name: all there is to know of one in an account that the table does not have.

        Args:
            name: without the account, in small letters.
        """
        telling = self._telling
        return self._family(tuple(w if w in telling else "0" if w[0].isdigit() else "x" for w in _words(name)))

    @cached_property
    def makers(self) -> frozenset[str]:
        """The accounts in the table, in small letters: of makers, and of those that copy."""
        return self._copiers.union(self._by_account) - {""}

    @cached_property
    def digits(self) -> int:
        """How many digits in a row a name of the table has at most: a longer run tells no family and no version."""
        return max((len(run) for word in self._telling for run in word.split(".") if run.isdigit()), default=0)

    def nearest(self, name: str) -> list[str]:
        """The names in the table that differ from one in nothing but their accounts, which are much like its own.

        Args:
            name: of a repository.
        """
        account, _, last = name.strip().rpartition("/")
        if not account or len(name) > _LONGEST or account.lower() in self._by_account:
            return []
        return [
            f"{self._spelt[alike]}/{last}"
            for alike in near(account, self._spelt, 3)
            if any(_fits(entry.name, f"{alike}/{last.lower()}") for entry in self._by_account[alike])
        ]

    @cached_property
    def _spelt(self) -> dict[str, str]:
        """The accounts of makers as they spell them, by their small letters."""
        names = (name for entries in self._by_account.values() for entry in entries for name in entry.record["names"])
        accounts = (name.rpartition("/")[0] for name in names)
        return {account.lower(): account for account in accounts if account and account.lower() not in self._copiers}

    @cached_property
    def _telling(self) -> frozenset[str]:
        """The words of a name that can tell a family or one of its versions, and those that make a number a size."""
        entries = (pair for pairs in self._by_word.values() for pair in pairs)
        return frozenset(("b", "m", "k")).union(*((*stem, *entry.tail) for stem, entry in entries))

    def _of_family(self, words: tuple[str, ...]) -> KnownModel | None:
        """The known model of a family named in words; `x` stands for all words, `0` for all numbers, that name none."""
        stems = [(stem, entry) for stem, entry in self._of_makers(words) if _holds(words, stem)]
        longest = max((stem for stem, _ in stems), key=len, default=())
        family = [entry for stem, entry in stems if stem == longest]
        tailed = [entry for entry in family if entry.tail and set(entry.tail) <= set(words)]
        return self._reached_by(longest, tailed[:1] or family) if family else None

    def _of_makers(self, words: Iterable[str]) -> Iterator[tuple[tuple[str, ...], _Entry]]:
        """The makers' entries that begin with one of the words."""
        for word in dict.fromkeys(words):
            yield from self._by_word.get(word, ())

    def _known(self, entry: _Entry, rule: Rule, copied: bool) -> KnownModel:
        record = entry.record
        licensor = record.get("licensor") or (record["producer"] if copied else "")
        because = f"{record['source']} (looked up {record['seen']})"
        producers = self._producers(record)
        return KnownModel(
            _licences(record), because, rule, _licences(record), licensor, producers, _circumstances([record])
        )

    def _reached_by(self, stem: tuple[str, ...], entries: list[_Entry]) -> KnownModel:
        """The known model of a family's words in a name: with its maker's terms, whoever tuned it, and maybe others.

        Args:
            stem: the words.
            entries: what they stand for; several where nothing else in the name tells which version.
        """
        record = entries[0].record
        reason = f"“{' '.join(stem)}” in its name is {record['producer']}'s"
        because = f"{reason}; {record['source']} (looked up {record['seen']})"
        licences = tuple(dict.fromkeys(licence for entry in entries for licence in _licences(entry.record)))
        licensor = record.get("licensor") or record["producer"]
        reached = tuple(all_of([licence, NOASSERTION]) for licence in licences)
        stated = _circumstances([entry.record for entry in entries])
        return KnownModel(reached, because, Rule.KNOWN_FAMILY, licences, licensor, self._producers(record), stated)

    def _producers(self, record: dict[str, Any]) -> frozenset[str]:
        """The names, folded, of whoever licenses a model."""
        accounts = () if "licensor" in record else self._accounts.get(record["producer"], ())
        return frozenset(filter(None, map(producer_key, (record.get("licensor") or record["producer"], *accounts))))


def _is_anothers(entry: _Entry) -> bool:
    """True where the terms of a model are not its producer's own."""
    return bool(entry.record.get("licensor"))


def _circumstances(records: Sequence[dict[str, Any]]) -> tuple[tuple[str, Verdict], ...]:
    """The circumstances on which every one of some entries says the same."""
    words = (word.value for word in Circumstance)
    stated = ((word, {record.get(word) for record in records}) for word in words)
    return tuple(
        (word, Verdict.MET if values == {True} else Verdict.UNMET)
        for word, values in stated
        if values in ({True}, {False})
    )


def _licences(record: dict[str, Any]) -> tuple[str, ...]:
    licence = record["licence"]
    return (licence,) if isinstance(licence, str) else tuple(licence)


def _fits(pattern: str, name: str) -> bool:
    """True where a name is what a pattern says; a star stands for any characters but a slash.

    >>> [_fits("a/*-v1.5*", name) for name in ("a/b-v1.5-gguf", "a/b-v1.3", "a/b/c-v1.5")]
    [True, False, False]
    """
    first, *rest = pattern.split("*")
    if not rest or not name.startswith(first) or name.count("/") != pattern.count("/"):
        return name == pattern
    left = name[len(first) :]
    for piece in rest[:-1]:
        _, found, left = left.partition(piece)
        if not found:
            return False
    return left.endswith(rest[-1])


def _words(name: str) -> list[str]:
    """The words and numbers of a model's name; `3_1` is a version, a `v` before a number says nothing.

    >>> _words("llama-3_1-nemotron-8b-v1.5")
    ['llama', '3.1', 'nemotron', '8', 'b', '1.5']
    """
    if "_" in name:
        name = _VERSION.sub(".", name)
    return [word for word in _WORD.findall(name) if word != "v"]


def _is_plain(name: str, stem: tuple[str, ...], entry: _Entry) -> bool:
    """True where a name adds to the one in the table only what tells size, form and packing."""
    account, _, last = name.rpartition("/")
    words = _words(last)
    added = words[len(stem) :]
    if words != [*stem, *added] or not all(word in _FORMS or word[0].isdigit() for word in added):
        return False
    told_by_more = entry.last.partition("*")[2]  # what stands after a star tells one name from another
    return account in ("", entry.account) and (not told_by_more or _fits(f"{entry.last.rstrip('*')}*", last))


def _holds(words: tuple[str, ...], stem: tuple[str, ...]) -> bool:
    """True where a family's words stand in a name side by side; the 3 of `llama-3b` is a size, no version."""
    for start in range(len(words) - len(stem) + 1):
        end = start + len(stem)
        sized = stem[-1][0].isdigit() and words[end : end + 1] in (("b",), ("m",), ("k",))
        plain = len(stem) == 1 and len(stem[0]) < _CLEAR and not any(word[0].isdigit() for word in words[end : end + 1])
        if words[start:end] == stem and not sized and not plain:
            return True
    return False


def _unfolded(last: str) -> Iterator[str]:
    """A copy's name with the account of the copied model in it: `google_gemma-3-4b-it-GGUF`."""
    for sign in ("_-_", "_"):
        account, found, name = last.partition(sign)
        if found:
            yield f"{account}/{name}"
