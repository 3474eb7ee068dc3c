"""SPDX licence expressions and the choices they leave.

The grammar is SPDX 2.3 annex D and 3.0.1 (`AND`, `OR`, `WITH`, `+`, parentheses, `NONE`, `NOASSERTION`,
`LicenseRef-…`); `AND` binds closer than `OR`. An expression is kept as a tree and answered on the tree: expanding it
into all its alternatives can take for ever. The tree is made of named tuples, so that who only reads an expression loads
nothing but the standard library.
"""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from openness.recent import Recent, remembered

if TYPE_CHECKING:
    from openness.errors import OpennessError

TOKEN_LIMIT = 20_000
_HELP = "write it as in MIT OR Apache-2.0"
DEPTH_LIMIT = 100
_OPERANDS_AT_MOST = 4_096  # that are remembered

_OPERAND = re.compile(r"([( \t\n]*)([0-9A-Za-z.:_-]+)(\+?)([) \t\n]*)")
_NAMED = r"[0-9A-Za-z.:_-]++\+?(?:[ \t\n]*+\))*+"
_WORD = rf"\([( \t\n]*+(?:{_NAMED})?|{_NAMED}|[^ \t\n]"  # an operand, or a sign
_TOKEN = r"[()]|[0-9A-Za-z.:_-]+\+?|[^ \t\n]"
_SIGNS = ("(", ")", "AND", "OR", "WITH")
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
    """The expression with each name replaced; what is the same then is said once.

    >>> str(renamed(parse("mit AND Expat OR ISC"), lambda name: Name("ISC" if name.id == "ISC" else "MIT")))
    'MIT OR ISC'
    """
    if isinstance(expression, Name):
        return rename(expression)
    kind = type(expression)
    changed = (renamed(part, rename) for part in expression.parts)
    # one of which a part alone is left may be of the kind of what is around it
    within = (part.parts if isinstance(part, kind) else (part,) for part in changed)
    parts = tuple(dict.fromkeys(chain.from_iterable(within)))
    return kind(parts) if len(parts) > 1 else parts[0]


def parse(text: str) -> Expression:
    """The tree of an expression.

    >>> str(parse("(MIT or Apache-2.0) AND CC-BY-4.0"))
    '(MIT OR Apache-2.0) AND CC-BY-4.0'

    Raises:
        OpennessError: with the column, when it is not an expression.
    """
    opening, name, closing = _OPERANDS.get(text, _NOTHING)
    if name and not opening and not closing:
        return name
    if len(text) > TOKEN_LIMIT and len(re.findall(_TOKEN, text)) > TOKEN_LIMIT:
        raise _error(text)
    words = text.split(" ")
    tree = _tree_of(words[::2], words[1::2]) if len(words) % 2 else None
    if tree is None:  # its signs may be in small letters, its blanks of other kinds, its parentheses apart
        words = re.findall(_WORD, text)
        tree = _tree_of(words[::2], [word.upper() for word in words[1::2]]) if len(words) % 2 else None
    if tree is None:
        raise _error(text)
    return tree


def _tree_of(operands: list[str], signs: list[str]) -> Expression | None:
    """The tree of operands with a sign between each two; none where they make no expression."""
    either: list[Expression] = []  # the operands before an OR
    both: list[Expression] = []  # the operands before an AND
    opened: list[tuple[list[Expression], list[Expression]]] = []  # the same before each parenthesis
    last: Expression | None = None
    rest = zip(map(_OPERANDS.__getitem__, operands), [*signs, None], strict=True)
    for (opening, last, closing), sign in rest:
        while opening:
            opening -= 1
            if len(opened) == DEPTH_LIMIT:
                return None
            opened.append((either, both))
            either, both = [], []
        if sign == "WITH":
            (inside, exception, after), sign = next(rest)
            if last is None or exception is None or closing or inside:
                return None
            last, closing = Name(last.id, last.later, str(exception)), after
        if last is None:
            return None
        while closing:
            closing -= 1
            if not opened:
                return None
            alternatives, together = either, both
            either, both = opened.pop()
            if not alternatives:
                both += together
                continue
            if together:
                last = _made(All, ((*together, last), "AND"))
            if both or (sign == "AND" and not closing):
                last = _made(Any, ((*alternatives, last), "OR"))
            else:
                either += alternatives
        if sign == "AND":
            both.append(last)
        elif sign == "OR":
            if both:
                last, both = _made(All, ((*both, last), "AND")), []
            either.append(last)
        elif sign is not None:
            return None
    if last is None or opened:
        return None
    if both:
        last = _made(All, ((*both, last), "AND"))
    return _made(Any, ((*either, last), "OR")) if either else last


_made = tuple.__new__  # as the named tuples make themselves, in half the time


class _Operands(Recent[str, tuple[int, Name | None, int]]):
    """Words → how many parentheses stand before a licence, the licence and how many stand after it; none of a sign."""

    def __missing__(self, word: str) -> tuple[int, Name | None, int]:
        found = _OPERAND.fullmatch(word)
        if found and f"{found[2]}{found[3]}".upper() not in _SIGNS:
            self[word] = found[1].count("("), Name(found[2], bool(found[3])), found[4].count(")")
        else:
            self[word] = _NOTHING
        return self[word]


_NOTHING = (0, None, 0)
_OPERANDS = _Operands(_OPERANDS_AT_MOST)


def _error(text: str) -> "OpennessError":
    """The error at the first sign that belongs to no expression, or else at the first word out of its place."""
    from openness.errors import OpennessError, Problem

    words = re.findall(_TOKEN, text)
    at, message = _slip(words)
    column = next((match.start() for match in islice(re.finditer(_TOKEN, text), at, None)), len(text)) + 1
    shown = text if len(text) <= 80 else f"{text[:77]}…"
    return OpennessError(Problem("", None, f"{message} (column {column} of the licence expression {shown!r})", _HELP))


def _slip(words: list[str]) -> tuple[int, str]:
    """The place of the word at which words stop being an expression, and why."""
    for at, word in enumerate(words[: TOKEN_LIMIT + 1]):
        if word not in ("(", ")") and not _OPERAND.match(word):
            return at, f"{word!r} belongs to no licence expression"
    if len(words) > TOKEN_LIMIT:
        return TOKEN_LIMIT, f"it has more than {TOKEN_LIMIT:,} words"
    unclosed: list[int] = []
    before = "AND"  # the sign before a word; LICENCE and EXCEPTION for such
    for at, word in enumerate(words):
        sign = word.upper() if word.upper() in _SIGNS else "LICENCE"
        if before == "WITH":
            if sign != "LICENCE":
                return at - 1, "an exception is missing after WITH"
            sign = "EXCEPTION"
        elif before in ("(", "AND", "OR"):
            if sign == "(" and len(unclosed) == DEPTH_LIMIT:
                return at, f"it is nested deeper than {DEPTH_LIMIT} levels"
            if sign == "(":
                unclosed.append(at)
            elif sign != "LICENCE":
                return at, f"a licence is missing before {word!r}"
        elif sign == ")" and unclosed:
            unclosed.pop()
        elif sign not in ("AND", "OR") and (before, sign) != ("LICENCE", "WITH"):
            if ")" not in (before, sign):
                return at, f"AND or OR is missing before {word!r}"
            return (unclosed[-1], "a parenthesis is not closed") if unclosed else (at, f"{word!r} is out of place")
        before = sign
    if before == "WITH":
        return len(words) - 1, "an exception is missing after WITH"
    if before in ("(", "AND", "OR"):
        return len(words), "a licence is missing at the end"
    return unclosed[-1], "a parenthesis is not closed"


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
