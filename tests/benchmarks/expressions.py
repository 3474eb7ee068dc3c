"""Licence expressions, parsed and checked, beside what others have for it."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from license_expression import get_spdx_licensing
from packaging.licenses import canonicalize_license_expression
from tests.support.goals import REPEATS, Asked, Goal
from tests.support.timing import ratios

from openness import Shelf
from openness.licensing import expression

EXPRESSIONS = (
    "MIT",
    "MIT OR Apache-2.0",
    "(MIT AND BSD-3-Clause) OR (GPL-2.0-only WITH Classpath-exception-2.0 AND (Apache-2.0 OR ISC)) OR MPL-2.0",
    " AND ".join(f"({one} OR MIT)" for one in "Apache-2.0 ISC Zlib BSD-2-Clause MPL-2.0".split() * 3),
)


def goals(asked: Asked) -> Iterator[Goal]:
    """Expressions that are new, and one that is asked again."""
    naming, licensing = Shelf().naming, get_spdx_licensing()

    def ours(text: str) -> None:
        for name in expression.names(expression.parse(text)):  # ids are looked up once, as the peers' tables are
            assert naming(name.id).known

    for peer, must, stretch, call in (
        ("packaging", 0.75, 0.45, canonicalize_license_expression),
        ("license-expression", 0.25, 0.15, lambda text: licensing.parse(text, validate=True)),
    ):
        found = ratios({peer: repeated(call, *EXPRESSIONS), "ours": repeated(ours, *EXPRESSIONS)}, asked.pairs)
        yield Goal("X1", f"parse and check 4 expressions, beside {peer}", found["ours"], must, stretch)
    hit = lru_cache(maxsize=None)(lambda text: text)
    many = (EXPRESSIONS[1],) * 20
    found = ratios({"hit": repeated(hit, *many), "ours": repeated(naming, *many)}, asked.pairs)
    yield Goal("X2", "a repeated expression, beside a hit of lru_cache", found["ours"], 3, 1.5)


def repeated(call: Callable[[str], object], *texts: str) -> Callable[[], None]:
    """The same calls many times."""

    def calls() -> None:
        for _ in range(REPEATS):
            for text in texts:
                call(text)

    return calls
