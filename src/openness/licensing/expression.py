"""SPDX licence expressions and the choices they leave.

The grammar is SPDX 2.3 annex D and 3.0.1 (`AND`, `OR`, `WITH`, `+`, parentheses, `NONE`, `NOASSERTION`,
`LicenseRef-…`); `AND` binds closer than `OR`. An expression is kept as a tree and answered on the tree: expanding it
into all its alternatives can take for ever.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeVar

from attrs import field, frozen

from openness.errors import OpennessError, Problem
from openness.vocabulary.value import Value

TOKEN_LIMIT = 20_000
DEPTH_LIMIT = 100

_TOKEN = re.compile(r"[ \t\n]*(?:([()])|([0-9A-Za-z.:_-]+\+?)|([^ \t\n]))")
_Word = TypeVar("_Word")


@frozen(eq=False, repr=False)
class Name(Value):
    """One licence, by id or as written; with an exception where one is named.

    Args:
        id: the identifier, without `+`.
        later: whether `+` follows: this version or any later one.
        exception: the exception's identifier; empty for none.
        position: where it stands in the text, counted from 0.
    """

    id: str
    later: bool = False
    exception: str = ""
    position: int = field(default=0, eq=False)

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
        yield expression
    else:
        for part in expression.parts:
            yield from names(part)


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
    tokens = list(_tokens(text))
    tree, at = _either(tokens, 0, 0, text)
    if at < len(tokens):
        raise _error(text, tokens[at][1], f"{tokens[at][0]!r} is out of place")
    return tree


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    for count, match in enumerate(_TOKEN.finditer(text)):
        if match[3]:
            raise _error(text, match.start(3), f"{match[3]!r} belongs to no licence expression")
        if count >= TOKEN_LIMIT:
            raise _error(text, match.start(), f"it has more than {TOKEN_LIMIT:,} words")
        group = 1 if match[1] else 2
        yield match[group], match.start(group)


def _either(tokens: list[tuple[str, int]], at: int, depth: int, text: str) -> tuple[Expression, int]:
    parts: list[Expression] = []
    while True:
        part, at = _both(tokens, at, depth, text)
        parts.extend(part.parts if isinstance(part, Any) else (part,))
        if at == len(tokens) or tokens[at][0].upper() != "OR":
            return (parts[0] if len(parts) == 1 else Any(tuple(parts))), at
        at += 1


def _both(tokens: list[tuple[str, int]], at: int, depth: int, text: str) -> tuple[Expression, int]:
    parts: list[Expression] = []
    while True:
        part, at = _one(tokens, at, depth, text)
        parts.extend(part.parts if isinstance(part, All) else (part,))
        if at == len(tokens) or tokens[at][0].upper() != "AND":
            return (parts[0] if len(parts) == 1 else All(tuple(parts))), at
        at += 1


def _one(tokens: list[tuple[str, int]], at: int, depth: int, text: str) -> tuple[Expression, int]:
    if at == len(tokens):
        raise _error(text, len(text), "a licence is missing at the end")
    word, position = tokens[at]
    if word == "(":
        if depth >= DEPTH_LIMIT:
            raise _error(text, position, f"it is nested deeper than {DEPTH_LIMIT} levels")
        tree, at = _either(tokens, at + 1, depth + 1, text)
        if at == len(tokens) or tokens[at][0] != ")":
            raise _error(text, position, "a parenthesis is not closed")
        return tree, at + 1
    if word == ")" or word.upper() in ("AND", "OR", "WITH"):
        raise _error(text, position, f"a licence is missing before {word!r}")
    at += 1
    exception = ""
    if at < len(tokens) and tokens[at][0].upper() == "WITH":
        if at + 1 == len(tokens) or tokens[at + 1][0] in "()" or tokens[at + 1][0].upper() in ("AND", "OR", "WITH"):
            raise _error(text, tokens[at][1], "an exception is missing after WITH")
        exception = tokens[at + 1][0]
        at += 2
    if at < len(tokens) and tokens[at][0] != ")" and tokens[at][0].upper() not in ("AND", "OR"):
        raise _error(text, tokens[at][1], f"AND or OR is missing before {tokens[at][0]!r}")
    return Name(word.removesuffix("+"), word.endswith("+"), exception, position), at


def _error(text: str, position: int, message: str) -> OpennessError:
    shown = text if len(text) <= 80 else f"{text[:77]}…"
    return OpennessError(Problem("", None, f"{message} (column {position + 1} of the licence expression {shown!r})"))


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
