"""SPDX licence expressions and the choices they leave.

The grammar is SPDX 2.3 annex D and 3.0.1 (`AND`, `OR`, `WITH`, `+`, parentheses, `NONE`, `NOASSERTION`,
`LicenseRef-…`); `AND` binds closer than `OR`. An expression is kept as a tree and answered on the tree: expanding it
into all its alternatives can take for ever. The tree is made of named tuples, so that who only reads an expression loads
nothing but the standard library.
"""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from openness.recent import Recent, remembered

if TYPE_CHECKING:
    from openness.errors import OpennessError

TOKEN_LIMIT = 20_000
_HELP = "write it as in MIT OR Apache-2.0"
DEPTH_LIMIT = 100
_WORDS_AT_MOST = 4_096  # that are remembered

_TOKEN = re.compile(r"[()]|[0-9A-Za-z.:_-]+\+?|[^ \t\n]")
_PLAIN = re.compile(r"[0-9A-Za-z.:_() -]*")  # a text whose words need no pattern to be found
_NAME = re.compile(r"[0-9A-Za-z.:_-]")
_Word = TypeVar("_Word")


class Name(NamedTuple):
    """One licence, by id or as written; with an exception where one is named.

    Args:
        id: the identifier, without `+`.
        later: whether `+` follows: this version or any later one.
        exception: the exception's identifier; empty for none.
    """

    id: str
    later: bool = False
    exception: str = ""

    def __str__(self) -> str:
        plus = "+" if self.later else ""
        return f"{self.id}{plus} WITH {self.exception}" if self.exception else f"{self.id}{plus}"


class All(NamedTuple):
    """Every part applies (`AND`)."""

    parts: tuple["Expression", ...]
    operator: Literal["AND"] = "AND"  # by which it differs from `Any` of the same parts

    def __str__(self) -> str:
        return " AND ".join(f"({part})" if isinstance(part, Any) else str(part) for part in self.parts)


class Any(NamedTuple):
    """The recipient chooses one part (`OR`)."""

    parts: tuple["Expression", ...]
    operator: Literal["OR"] = "OR"

    def __str__(self) -> str:
        return " OR ".join(map(str, self.parts))


Expression = Name | All | Any


def names(expression: Expression) -> Iterator[Name]:
    """Every licence named, in order."""
    found: list[Name] = []
    _name((expression,), found)
    return iter(found)


def _name(parts: tuple["Expression", ...], found: list[Name]) -> None:
    """Put every licence that some expressions name after those that were found."""
    for part in parts:
        if isinstance(part, Name):
            found.append(part)
        else:
            _name(part.parts, found)


def or_later(id: str) -> str:
    """The expression for the version of a licence that an id names and any later one.

    >>> or_later("GPL-2.0-only"), or_later("GPL-2.0-or-later"), or_later("Apache-2.0")
    ('GPL-2.0-or-later', 'GPL-2.0-or-later', 'Apache-2.0+')
    """
    return (
        id if id.endswith("-or-later") else f"{id.removesuffix('-only')}-or-later" if id.endswith("-only") else f"{id}+"
    )


@remembered(1_024)  # one release asks for the same expression again and again
def ids(text: str) -> tuple[str, ...]:
    """The ids of the licences in an expression of ids, each once, in order.

    >>> ids("MIT OR Apache-2.0 AND MIT")
    ('MIT', 'Apache-2.0')
    """
    return tuple(dict.fromkeys(name.id for name in names(parse(text))))


def binds(text: str, asking: Container[str]) -> bool:
    """True where one of some licences holds, whatever the recipient of a work under an expression chooses.

    Args:
        text: the expression, of ids.
        asking: the ids.

    >>> binds("MIT OR ISC", {"MIT"}), binds("MIT OR ISC", {"MIT", "ISC"}), binds("(MIT OR ISC) AND Zlib", {"Zlib"})
    (False, True, True)
    """
    return text in asking or _binds(_tree(text), asking)


@lru_cache(maxsize=8)  # many licences are asked of one expression
def _tree(text: str) -> Expression:
    return parse(text)


def _binds(tree: Expression, asking: Container[str]) -> bool:
    if isinstance(tree, Name):
        return tree.id in asking
    every = all if isinstance(tree, Any) else any
    return every(_binds(part, asking) for part in tree.parts)


def all_of(words: Sequence[str]) -> str:
    """Licences that all apply, as one expression; one alone stays as written, and among several what is not an expression
    by itself is not known.

    >>> all_of(["MIT OR Apache-2.0", "CC-BY-4.0", "MIT) OR (MIT"])
    '(MIT OR Apache-2.0) AND CC-BY-4.0 AND NOASSERTION'
    """
    match words:
        case [word] if word:
            return word
    return str(All(_parts(words)))


def any_of(words: Sequence[str]) -> str:
    """Licences one of which may be chosen, as one expression; read as `all_of` reads them.

    >>> any_of(["Apache-2.0", "MIT"])
    'Apache-2.0 OR MIT'
    """
    match words:
        case [word] if word:
            return word
    return str(Any(_parts(words)))


def _parts(words: Sequence[str]) -> tuple["Expression", ...]:
    parts: list[Expression] = []
    from openness.errors import OpennessError

    for word in words:
        try:
            parts.append(parse(word))
        except OpennessError:
            parts.append(Name("NOASSERTION"))
    return tuple(parts)


def renamed(expression: Expression, rename: Callable[[Name], Expression]) -> Expression:
    """The expression with each name replaced."""
    if isinstance(expression, Name):
        return rename(expression)
    return type(expression)(tuple(renamed(part, rename) for part in expression.parts))


def parse(text: str) -> Expression:
    """The tree of an expression.

    >>> str(parse("(MIT or Apache-2.0) AND CC-BY-4.0"))
    '(MIT OR Apache-2.0) AND CC-BY-4.0'

    Raises:
        OpennessError: with the column, when it is not an expression.
    """
    words = text.replace("(", " ( ").replace(")", " ) ").split() if _PLAIN.fullmatch(text) else _TOKEN.findall(text)
    if len(words) > TOKEN_LIMIT:
        raise _error(text, words, TOKEN_LIMIT, f"it has more than {TOKEN_LIMIT:,} words")
    either: list[Expression] = []  # the operands before an OR
    both: list[Expression] = []  # the operands before an AND
    opened: list[tuple[list[Expression], list[Expression]]] = []  # the same before each parenthesis
    rest = map(_READ.__getitem__, words)
    for word in rest:
        if isinstance(word, Name):
            both.append(word)
        elif word == "(" and len(opened) < DEPTH_LIMIT:
            opened.append((either, both))
            either, both = [], []
            continue
        else:
            at = _last(words, rest)
            what = (
                f"it is nested deeper than {DEPTH_LIMIT} levels"
                if word == "("
                else f"a licence is missing before {words[at]!r}"
            )
            raise _error(text, words, at, what)
        sign = next(rest, None)
        if sign == "WITH":
            exception = next(rest, None)
            if not isinstance(exception, Name):
                at = _last(words, rest) - (exception is not None)
                raise _error(text, words, at, "an exception is missing after WITH")
            both[-1] = Name(word.id, word.later, str(exception))
            sign = next(rest, None)
        while sign == ")" and opened:
            group = _either(either, both)
            either, both = opened.pop()
            both += group.parts if isinstance(group, All) else (group,)
            sign = next(rest, None)
        if sign == "OR":
            either += _alternatives(both)
            both = []
        elif sign is None and not opened:
            return _either(either, both)
        elif sign != "AND":
            raise _unfit(text, words, len(words) if sign is None else _last(words, rest), bool(opened))
    raise _error(text, words, len(words), "a licence is missing at the end")


class _Read(Recent[str, str | Name]):
    """Words → a sign in upper case, or a licence; empty for what belongs to no expression."""

    def __missing__(self, word: str) -> str | Name:
        sign = word.upper()
        if sign in ("(", ")", "AND", "OR", "WITH"):
            self[word] = sign
        else:
            self[word] = Name(word.removesuffix("+"), word.endswith("+")) if _NAME.match(word) else ""
        return self[word]


_READ = _Read(_WORDS_AT_MOST)


def _either(either: list[Expression], both: list[Expression]) -> Expression:
    """The expression between two parentheses, or of a whole text."""
    if either:
        return Any((*either, *_alternatives(both)))
    return both[0] if len(both) == 1 else All(tuple(both))


def _alternatives(both: list[Expression]) -> Sequence[Expression]:
    """The alternatives that the operands of AND make: one, or the parts of an OR in parentheses that stands alone."""
    if len(both) > 1:
        return (All(tuple(both)),)
    return both[0].parts if isinstance(both[0], Any) else both


def _last(words: list[str], rest: Iterator[str | Name]) -> int:
    """The place of the word that was read last."""
    return len(words) - sum(1 for _ in rest) - 1


def _unfit(text: str, words: list[str], at: int, opened: bool) -> "OpennessError":
    """The problem with a word after a licence, or with an end there."""
    if at < len(words) and ")" not in (words[at - 1], words[at]):
        return _error(text, words, at, f"AND or OR is missing before {words[at]!r}")
    if not opened:
        return _error(text, words, at, f"{words[at]!r} is out of place")
    unclosed: list[int] = []
    for place, word in enumerate(words[:at]):
        if word == "(":
            unclosed.append(place)
        elif word == ")":
            unclosed.pop()
    return _error(text, words, unclosed[-1], "a parenthesis is not closed")


def _error(text: str, words: list[str], at: int, message: str) -> "OpennessError":
    """The error at a word, or at the first sign that belongs to no expression, where there is one."""
    from openness.errors import OpennessError, Problem

    for number, word in enumerate(words[: TOKEN_LIMIT + 1]):
        if not _READ[word]:
            at, message = number, f"{word!r} belongs to no licence expression"
            break
    column = next((match.start() for match in islice(_TOKEN.finditer(text), at, None)), len(text)) + 1
    shown = text if len(text) <= 80 else f"{text[:77]}…"
    return OpennessError(Problem("", None, f"{message} (column {column} of the licence expression {shown!r})", _HELP))


def choices(
    expression: Expression,
    leaf: Callable[[Name], frozenset[_Word]],
    meet: Callable[[_Word, _Word], _Word],
    best: Callable[[frozenset[_Word]], frozenset[_Word]],
) -> frozenset[_Word]:
    """The choices that an expression leaves, folded on the tree.

    `A OR B` leaves the choices of either, `A AND B` every pair of choices met. After each step only the best
    are kept, so that the number of choices is bounded by the number of distinct answers and not by the tree.

    Args:
        expression: the tree.
        leaf: the choices one licence leaves.
        meet: two choices that both apply.
        best: the choices worth keeping.
    """
    if isinstance(expression, Name):
        return leaf(expression)
    parts = (choices(part, leaf, meet, best) for part in expression.parts)
    if isinstance(expression, Any):
        return best(frozenset[_Word]().union(*parts))  # at once, so that their order does not matter
    folded = next(parts)
    for more in parts:
        folded = best(frozenset(meet(one, other) for one in folded for other in more))
    return folded
