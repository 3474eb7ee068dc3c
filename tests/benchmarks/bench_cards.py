"""A thousand distinct cards: from path to verdict, beside parsing their YAML alone.

Run `python tests/benchmarks/bench_cards.py`. The two alternate in one run; what counts is the ratio.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

import openness

LICENCES = (
    "apache-2.0",
    "mit",
    "llama3.1",
    "cc-by-nc-4.0",
    "gemma",
    "openrail",
    "gpl-3.0",
    "other",
    "cc-by-4.0",
    "qwen",
)
CARD = """---
license: {licence}
language:
- en
- de
tags:
- text-generation
- model-{number}
datasets:
- example/corpus-{number}
- example/tuning-{number}
library_name: transformers
pipeline_tag: text-generation
base_model: example/base-{number}
metrics:
- accuracy
---
# Model {number}

{body}
"""


def main(number: int = 1_000, pairs: int = 7) -> None:
    """Print the median ratio of classifying to parsing."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i in range(number):
            path = Path(folder, f"model-{i}", "README.md")
            path.parent.mkdir()
            body = "This model was trained on text and answers questions. " * 40
            path.write_text(CARD.format(licence=LICENCES[i % len(LICENCES)], number=i, body=body))
            paths.append(path)
        blocks = [path.read_text().split("---\n")[1] for path in paths]
        time.sleep(1.1)

        def parse() -> None:
            for block in blocks:
                yaml.load(block, Loader=loader)

        def classify() -> None:
            for path in paths:
                assert openness.classify(path).spectrum.reached

        def everything() -> None:
            for path in paths:
                assert openness.classify(path).judgements

        for what, task in (("spectrum", classify), ("every definition", everything)):
            ratios = [_time(task) / _time(parse) for _ in range(pairs)]
            print(
                f"{what}: {statistics.median(ratios):.2f} × the YAML alone ({_time(parse) / number * 1e6:.0f} µs a card)"
            )


def _time(task: Callable[[], None]) -> float:
    start = time.process_time()
    task()
    return time.process_time() - start


if __name__ == "__main__":
    main()
