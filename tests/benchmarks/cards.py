"""Cards, beside the least that any reader of one does: the block as YAML, and a look at each word of the text."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from tests.support.goals import REPEATS, Asked, Goal
from tests.support.timing import ratios

from openness import OpennessError, classify, prose
from openness.prose.reader import sentences
from openness.syntax.document import Document
from openness.syntax.front_matter import front_matter

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PLAIN = (
    "license: apache-2.0\nlanguage:\n- en\n- de\ntags:\n- text-generation\n- conversational\ndatasets:\n- a/b\n- c/d\n"
    "library_name: transformers\npipeline_tag: text-generation\nbase_model: meta-llama/Llama-3.1-8B\nmetrics:\n- accuracy\n"
)
RESULTS = (
    "model-index:\n- name: m\n  results:\n"
    + "  - task:\n      type: text-generation\n    metrics:\n    - {type: accuracy, value: 0.5}\n" * 8
)


def goals(asked: Asked) -> Iterator[Goal]:
    """Blocks; then whole cards, many together, their prose alone, and from a path to an answer."""
    for name, block in {"a plain card": PLAIN, "a card with results": PLAIN + RESULTS}.items():
        document = Document("README.md", f"---\n{block}---\n# M\n\n" + "It answers questions. " * 120)
        found = ratios({"floor": partial(parse, document.text), "ours": partial(fields, document)}, asked.pairs)
        yield Goal("Y1", f"the block of {name}", found["ours"], 1.25, 0.3)
    paths = sorted(Path(asked.cards).rglob("*.md"))
    found = ratios(
        {name: partial(each, call, paths) for name, call in (("", floor), *WHOLE)},
        asked.pairs,
    )
    for name, _ in WHOLE:
        yield Goal("Y2", f"{len(paths)} cards: {name}", found[name])


def parse(text: str) -> None:
    """The least work that gives the fields of a block."""
    for _ in range(REPEATS):
        yaml.load(text[4 : text.find("\n---", 4)], Loader=LOADER)


def fields(document: Document) -> None:
    """The fields as we read them, with their lines."""
    for _ in range(REPEATS):
        front_matter(document)


def floor(path: Path) -> None:
    """The least that any reader of a card does."""
    text = path.read_text("utf-8", "replace")
    text.split()
    try:
        yaml.load(text[4 : text.find("\n---", 4)] if text.startswith("---\n") else "", Loader=LOADER)
    except yaml.YAMLError:
        return


def each(call: Callable[[Path], None], paths: Sequence[Path]) -> None:
    """A call for each of many files."""
    for path in paths:
        call(path)


def ask(path: Path) -> None:
    """Every question that a card is asked, its sentences read anew."""
    body = path.read_text("utf-8", "replace")
    sentences.cache_clear()
    list(prose.labels(body)), list(prose.bases(body)), prose.not_yet(body)
    list(prose.licences(body)), list(prose.terms(body))


def spectrum(path: Path) -> None:
    """A file that may be no card, on the spectrum alone."""
    with suppress(OpennessError):
        assert classify(path, under=["spectrum"]).spectrum


def everything(path: Path) -> None:
    """The same under every definition."""
    with suppress(OpennessError):
        assert classify(path).judgements


WHOLE = (
    ("every question to their prose", ask),
    ("from path to level", spectrum),
    ("from path to every definition", everything),
)
