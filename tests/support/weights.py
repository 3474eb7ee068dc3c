"""Derives the weights by which sentences are weighed that no rule reads: `src/openness/prose/weights.tsv`.

    python -m tests.support.weights CARDS… [-- PAGES…]

The folders hold cards and other pages of others in Markdown, of which nothing is kept but what a word weighs. What limits, and
what does not, is learnt from the labelled sentences of the tests and from the examples of the rules. The threshold is a sum
that is reached on no more than five of a thousand cards: each quarter of them is asked with what the other pages taught.
"""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from openness import prose
from openness.prose import weigh
from openness.prose.reader import sentences
from openness.prose.subject import name_of

TESTS = Path(__file__).parents[1]
RULES = TESTS.parent / "src" / "openness" / "prose" / "rules"
WEIGHTS = RULES.parent / "weights.tsv"
#: Tables of labelled texts: the column that tells whether a text limits, the word for one that does, and what a row has to say.
TABLES = {
    "prose/in_short.tsv": ("opens", "no", {}),
    "prose/labelled.tsv": ("opens", "no", {}),
    "prose/called.tsv": ("opens", "no", {"opens": "yes"}),  # what does not open is made from something
    "prose/families.tsv": ("opens", "no", {"opens": "yes", "about": "model"}),
    "prose/changes.tsv": ("limits", "yes", {}),
    "prose/voices.tsv": ("opens", "no", {"language": "en"}),
    "prose/neighbours.tsv": ("limits", "yes", {"about": "model"}),
    "../docs/reference/prose-bench.tsv": ("heard", "yes", {"question": "limit", "language": "en"}),
}
TOO_MANY = 0.005  # of the cards
_PARTS = 4
_LIMITS, _HARMLESS, _ORDINARY = 10.0, 5.0, 1.0  # how much a sentence of ours counts, and one of others
_SEEN, _SEEN_IN_LIMITS, _OFTEN = 3, 2, 40  # sentences in which a sign has to stand
_STEPS, _PACE, _SPARSE, _SMALL = 100, 0.15, 4e-6, 1e-4
_LISTED = 0.5  # how much a word list counts beside a word
_LEAST = 0.05  # of a weight


class Sample(NamedTuple):
    """What a sentence is weighed by, whether it limits, and how much it counts."""

    signs: frozenset[str]
    limits: bool
    counts: float


class Weighed(NamedTuple):
    """A sentence of a page: on which, its words, and what it is weighed by."""

    page: str
    text: str
    signs: frozenset[str]


def labelled() -> Iterator[tuple[bool, str]]:
    """Our own sentences, each with whether it limits."""
    for name, (column, limits, asked) in TABLES.items():
        head, *lines = (TESTS / name).read_text(encoding="utf-8").splitlines()
        names = head.split("\t")
        for line in lines:
            row = dict(zip(names, line.split("\t"), strict=True))
            if all(row[key] == value for key, value in asked.items()):
                yield row[column] == limits, row[names[-1]].replace("\\n", "\n")
    for file in sorted(RULES.glob("*.toml")):
        for rule in tomllib.loads(file.read_text(encoding="utf-8")).get("rule", ()):
            if rule["question"] in ("limit", "term") and rule.get("about", "model") == "model":
                yield from ((True, text) for text in rule["yes"])
                yield from ((False, text) for text in rule.get("no", ()))


def own_samples() -> Iterator[Sample]:
    """What our own sentences teach; a text that limits counts where it is one sentence."""
    for limits, text in labelled():
        if "\n" in text:
            continue
        read = [sentence for sentence in sentences(f"# Heron\n\n{text}\n") if sentence.sort != "heading"]
        for sentence in read if not limits or len(read) == 1 else ():
            if weigh.may_be_weighed(sentence) and not weigh.is_of_something_else(sentence, frozenset(), ""):
                yield Sample(frozenset(weigh.signs_of(sentence)), limits, _LIMITS if limits else _HARMLESS)


def weighed(path: Path) -> list[Weighed] | None:
    """The sentences of a page that are weighed; None where a limit is heard without it."""
    text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8", errors="replace"), flags=re.DOTALL)
    if any(prose.terms(text)):
        return None
    read, own = {licence.line for licence in prose.licences(text)} | weigh.settled_lines(text), name_of(text)
    return [
        Weighed(str(path), sentence.text, frozenset(weigh.signs_of(sentence)))
        for sentence in sentences(text)
        if weigh.may_be_weighed(sentence)
        and sentence.line not in read
        and not weigh.is_of_something_else(sentence, own, text)
    ]


def learnt(samples: list[Sample]) -> dict[str, float]:
    """The weights that part the sentences that limit from the others: a logistic regression that leaves out what tells little."""
    seen = Counter(sign for sample in samples for sign in sample.signs)
    in_limits = Counter(sign for sample in samples if sample.limits for sign in sample.signs)
    signs = sorted(
        sign
        for sign, count in seen.items()
        if (count >= _SEEN and in_limits[sign] >= _SEEN_IN_LIMITS) or count >= _OFTEN
    )
    number = {sign: at for at, sign in enumerate(signs)}
    pairs = [
        (row, number[sign]) for row, sample in enumerate(samples) for sign in sorted(sample.signs) if sign in number
    ]
    row, column = np.array(pairs, dtype=np.int64).T
    scale = np.array([_LISTED if sign[0] == "@" else 1.0 for sign in signs])
    value = scale[column]
    limits = np.array([float(sample.limits) for sample in samples])
    counts = np.array([sample.counts for sample in samples])
    counts /= counts.sum()
    weights, start = np.zeros(len(signs)), -3.0
    mean, square, mean_start, square_start = np.zeros(len(signs)), np.zeros(len(signs)), 0.0, 0.0
    for step in range(1, _STEPS + 1):
        sums = np.bincount(row, value * weights[column], minlength=len(samples)) + start
        error = (1 / (1 + np.exp(-sums)) - limits) * counts
        slope = np.bincount(column, value * error[row], minlength=len(signs)) + _SMALL * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        mean_start = 0.9 * mean_start + 0.1 * error.sum()
        square_start = 0.99 * square_start + 0.01 * error.sum() ** 2
        pace = _PACE * (1 - 0.9 * step / _STEPS)
        spread = np.sqrt(square / (1 - 0.99**step)) + 1e-7
        weights = weights - pace * mean / (1 - 0.9**step) / spread
        start -= pace * mean_start / (1 - 0.9**step) / (np.sqrt(square_start / (1 - 0.99**step)) + 1e-8)
        weights = np.sign(weights) * np.maximum(0, np.abs(weights) - pace * _SPARSE / spread)
    kept = {sign: float(weight) for sign, weight in zip(signs, weights * scale, strict=True) if abs(weight) >= _LEAST}
    return {weigh.START: float(start), **kept}


def total(weights: dict[str, float], signs: Iterable[str]) -> float:
    """The sum of the weights of some signs."""
    return weights[weigh.START] + sum(weights.get(sign, 0.0) for sign in signs)


def ordinary(found: Iterable[Weighed]) -> list[Sample]:
    """What the sentences of ordinary pages teach, each once."""
    each = {sentence.text.lower(): sentence.signs for sentence in found}
    return [Sample(signs, False, _ORDINARY) for signs in each.values()]


def _part(page: str) -> int:
    """The part that a page is of; the pages of one repository, and the files of one model, are of one."""
    name = _NUMBER.sub("", Path(page).name)
    *_, project, _ = ["", *name.split("__")][:3] if "__" in name else ("", name, "")
    return sha256(project.encode()).digest()[0] % _PARTS


_NUMBER = re.compile(r"\A(?:\d{4}_|[0-9a-f]{8}__)")


def threshold(own: list[Sample], cards: list[Weighed], pages: list[Weighed], count: int) -> float:
    """The sum that is reached on no more cards than are allowed, of which none taught the weights.

    Args:
        own: what our own sentences teach.
        cards: the sentences of the cards.
        pages: those of other pages.
        count: the number of cards.
    """
    largest: dict[str, float] = {}
    for part in range(_PARTS):
        weights = learnt([*own, *ordinary(found for found in (*cards, *pages) if _part(found.page) != part)])
        for found in cards:
            if _part(found.page) == part:
                largest[found.page] = max(largest.get(found.page, -99.0), total(weights, found.signs))
    return sorted(largest.values(), reverse=True)[int(TOO_MANY * count)]


def derived(own: list[Sample], cards: list[Weighed], pages: list[Weighed], count: int) -> dict[str, float]:
    """The weights, so that a sentence which reaches the threshold has a sum above 0."""
    weights = learnt([*own, *ordinary((*cards, *pages))])
    weights[weigh.START] -= threshold(own, cards, pages, count)
    return weights


def write(weights: dict[str, float]) -> None:
    """Write the weights, one a line."""
    rows = (f"{sign}\t{weight:.1f}\n" for sign, weight in sorted(weights.items()) if round(weight, 1))
    WEIGHTS.write_text("".join(rows), encoding="utf-8")


def main(folders: list[str]) -> None:
    """Derive the weights from the pages of some folders."""
    apart = folders.index("--") if "--" in folders else len(folders)
    cards, pages = (
        [
            found
            for path in sorted(path for folder in part for path in Path(folder).rglob("*.md"))
            if (found := weighed(path)) is not None
        ]
        for part in (folders[:apart], folders[apart + 1 :])
    )
    write(derived(list(own_samples()), list(chain(*cards)), list(chain(*pages)), len(cards)))


if __name__ == "__main__":
    main(sys.argv[1:])
