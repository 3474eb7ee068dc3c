"""The cost of the prose of cards beside a floor: splitting the same text into words and parsing its block as YAML.

Run `python tests/benchmarks/bench_prose.py FOLDER` on a folder of Markdown files. Both alternate card by card in one run;
what counts is the ratio of processor time.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from openness import prose
from openness.prose.reader import sentences

ROUNDS = 5


def ask(body: str) -> None:
    """Every question that a card is asked, its sentences read anew."""
    sentences.cache_clear()
    list(prose.labels(body)), list(prose.bases(body)), prose.not_yet(body)
    list(prose.licences(body)), list(prose.terms(body))


def floor(block: str, body: str) -> None:
    """The least that any reader of a card does."""
    body.split()
    try:
        yaml.load(block, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return


def took(call: Callable[[], None]) -> float:
    """Milliseconds of processor time."""
    start = time.process_time()
    call()
    return 1000 * (time.process_time() - start)


def parts(text: str) -> tuple[str, str]:
    """The block of a card and its body."""
    block, mark, body = text.removeprefix("---\n").partition("\n---\n") if text.startswith("---\n") else ("", "", text)
    return (block, body) if mark or not block else ("", text)


def main(folder: str) -> None:
    """Print milliseconds a card and the ratio, for all cards and for the long ones."""
    cards = [parts(path.read_text("utf-8", "replace")) for path in sorted(Path(folder).rglob("*.md"))]
    ours = [min(took(lambda: ask(body)) for _ in range(ROUNDS)) for _, body in cards]  # noqa: B023 - called at once
    least = [min(took(lambda: floor(*card)) for _ in range(ROUNDS)) for card in cards]  # noqa: B023 - called at once
    for what, at_least in (("all", 0), ("of 10 kB and more", 10_000)):
        chosen = [number for number, (_, body) in enumerate(cards) if len(body) >= at_least]
        if not chosen:
            continue
        times, floors = [ours[number] for number in chosen], [least[number] for number in chosen]
        size = statistics.mean(len(cards[number][1]) for number in chosen)
        print(
            f"{what}: {len(chosen)} cards of {size:,.0f} characters: {statistics.mean(times):.2f} ms a card, "
            f"median {statistics.median(times):.2f}, {sum(times) / sum(floors):.1f} times the floor"
        )


if __name__ == "__main__":
    main(sys.argv[1])
