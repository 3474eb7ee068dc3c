"""SPDX licence expressions and the choices they leave.

The grammar is SPDX 2.3 annex D and 3.0.1 (`AND`, `OR`, `WITH`, `+`, parentheses, `NONE`, `NOASSERTION`,
`LicenseRef-…`); `AND` binds closer than `OR`. An expression is kept as a tree and answered on the tree: expanding it
into all its alternatives can take for ever.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from openness.value import Value

if TYPE_CHECKING:
    from openness.errors import OpennessError

TOKEN_LIMIT = 20_000
DEPTH_LIMIT = 100

_TOKEN = re.compile(r"[()]|[0-9A-Za-z.:_-]+\+?|[^ \t\n]")
_NAME = re.compile(r"[0-9A-Za-z.:_-]")
_Word = TypeVar("_Word")


@frozen(eq=False, repr=False)
class Name(Value):
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


@frozen(eq=False, repr=False)
class All(Value):
    """Every part applies (`AND`)."""

    parts: tuple["Expression", ...]

    def __str__(self) -> str:
        return " AND ".join(f"({part})" if isinstance(part, Any) else str(part) for part in self.parts)


@frozen(eq=False, repr=False)
class Any(Value):
    """The recipient chooses one part (`OR`)."""

    parts: tuple["Expression", ...]

    def __str__(self) -> str:
        return " OR ".join(map(str, self.parts))


Expression = Name | All | Any


def names(expression: Expression) -> Iterator[Name]:
    """Every licence named, in order."""
    if isinstance(expression, Name):
        return iter((expression,))
    found: list[Name] = []
    for part in expression.parts:
        found += (part,) if isinstance(part, Name) else names(part)
    return iter(found)


def or_later(id: str) -> str:
    """The expression for the version of a licence that an id names and any later one.

    >>> or_later("GPL-2.0-only"), or_later("GPL-2.0-or-later"), or_later("Apache-2.0")
    ('GPL-2.0-or-later', 'GPL-2.0-or-later', 'Apache-2.0+')
    """
    return (
        id if id.endswith("-or-later") else f"{id.removesuffix('-only')}-or-later" if id.endswith("-only") else f"{id}+"
    )


@lru_cache(maxsize=1_024)  # one release asks for the same expression again and again
def ids(text: str) -> tuple[str, ...]:
    """The ids of the licences in an expression of ids, each once, in order.

    >>> ids("MIT OR Apache-2.0 AND MIT")
    ('MIT', 'Apache-2.0')
    """
    return tuple(dict.fromkeys(name.id for name in names(parse(text))))


def all_of(words: list[str]) -> str:
    """Licences that all apply, as one expression; one alone stays as written, and among several what is no expression
    by itself is not known.

    >>> all_of(["MIT OR Apache-2.0", "CC-BY-4.0", "MIT) OR (MIT"])
    '(MIT OR Apache-2.0) AND CC-BY-4.0 AND NOASSERTION'
    """
    return words[0] if len(words) == 1 and words[0] else str(All(_parts(words)))


def any_of(words: list[str]) -> str:
    """Licences one of which may be chosen, as one expression; read as `all_of` reads them.

    >>> any_of(["Apache-2.0", "MIT"])
    'Apache-2.0 OR MIT'
    """
    return words[0] if len(words) == 1 and words[0] else str(Any(_parts(words)))


def _parts(words: list[str]) -> tuple["Expression", ...]:
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
        OpennessError: with the column, when it is no expression.
    """
    words = _TOKEN.findall(text)
    if len(words) > TOKEN_LIMIT:
        raise _error(text, words, TOKEN_LIMIT, f"it has more than {TOKEN_LIMIT:,} words")
    either: list[Expression] = []  # what stands before an OR
    both: list[Expression] = []  # what stands before an AND
    opened: list[tuple[int, list[Expression], list[Expression]]] = []  # parentheses: where, and what stands before them
    wanted, named, plain, excepting = (
        True,
        False,
        False,
        False,
    )  # a licence comes; one was there, without exception; one comes
    for at, part in enumerate(map(_read, words)):
        if excepting:
            if not isinstance(part, Name):
                raise _error(text, words, at - 1, "an exception is missing after WITH")
            name = both[-1]
            assert isinstance(name, Name)
            both[-1] = Name(name.id, name.later, words[at])
            plain = excepting = False
        elif wanted and isinstance(part, Name):
            both.append(part)
            wanted, named, plain = False, True, True
        elif part == "(" and wanted:
            if len(opened) >= DEPTH_LIMIT:
                raise _error(text, words, at, f"it is nested deeper than {DEPTH_LIMIT} levels")
            opened.append((at, either, both))
            either, both = [], []
        elif wanted:
            raise _error(text, words, at, f"a licence is missing before {words[at]!r}")
        elif part == "AND":
            wanted = True
        elif part == "OR":
            either += _alternatives(both)
            both, wanted = [], True
        elif part == ")" and opened:
            group = _either([*either, *_alternatives(both)])
            _, either, both = opened.pop()
            both += group.parts if isinstance(group, All) else (group,)
            named = plain = False
        elif part == "WITH" and plain:
            excepting = True
        elif named and part != ")":
            raise _error(text, words, at, f"AND or OR is missing before {words[at]!r}")
        elif opened:
            raise _error(text, words, opened[-1][0], "a parenthesis is not closed")
        else:
            raise _error(text, words, at, f"{words[at]!r} is out of place")
    if excepting:
        raise _error(text, words, len(words) - 1, "an exception is missing after WITH")
    if wanted:
        raise _error(text, words, len(words), "a licence is missing at the end")
    if opened:
        raise _error(text, words, opened[-1][0], "a parenthesis is not closed")
    return _either([*either, *_alternatives(both)])


@lru_cache(maxsize=4_096)
def _read(word: str) -> str | Name:
    """A sign in upper case, or a licence; empty for what belongs to no expression."""
    sign = word.upper()
    if sign in ("(", ")", "AND", "OR", "WITH"):
        return sign
    return Name(word.removesuffix("+"), word.endswith("+")) if _NAME.match(word) else ""


def _alternatives(both: list[Expression]) -> tuple[Expression, ...]:
    """What applies together, as alternatives: one, or those of an OR in parentheses that stands alone."""
    if len(both) > 1:
        return (All(tuple(both)),)
    return both[0].parts if isinstance(both[0], Any) else (both[0],)


def _either(parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else Any(tuple(parts))


def _error(text: str, words: list[str], at: int, message: str) -> "OpennessError":
    """What is wrong at a word; before that, a sign that belongs to no expression."""
    from openness.errors import OpennessError, Problem

    for number, word in enumerate(words[: TOKEN_LIMIT + 1]):
        if not _read(word):
            at, message = number, f"{word!r} belongs to no licence expression"
            break
    column = next((match.start() for match in islice(_TOKEN.finditer(text), at, None)), len(text)) + 1
    shown = text if len(text) <= 80 else f"{text[:77]}…"
    return OpennessError(Problem("", None, f"{message} (column {column} of the licence expression {shown!r})"))


def choices(
    expression: Expression,
    leaf: Callable[[Name], frozenset[_Word]],
    meet: Callable[[_Word, _Word], _Word],
    best: Callable[[frozenset[_Word]], frozenset[_Word]],
) -> frozenset[_Word]:
    """What someone may choose among, folded on the tree.

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
    folded = choices(expression.parts[0], leaf, meet, best)
    for part in expression.parts[1:]:
        more = choices(part, leaf, meet, best)
        if isinstance(expression, Any):
            folded = best(folded | more)
        else:
            folded = best(frozenset(meet(one, other) for one in folded for other in more))
    return folded
