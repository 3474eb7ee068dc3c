"""A catalogue of models as large as the Hub's, and its snapshot: made up, nothing in it is anybody's.

The shares of licences follow public counts of 2025 and 2026: of 1.9 million repositories 64 % declared no licence; of the
rest Apache-2.0, MIT, the RAIL licences and Llama's were the most. Two of five models name a base, few name several.
Names of licences and of bases are as many as asked for, the first of them far more often than the last.

    python -m tests.support.catalogue catalogue.parquet --rows 3000000 --names 3000 --bases 2000
"""

import argparse
import json
from collections.abc import Sequence
from typing import Any

import numpy
import pyarrow
import pyarrow.compute
import pyarrow.parquet

#: Licences by their tags on the Hub, each with its share in per cent.
LICENCES: dict[str | None, float] = {
    None: 62.0,
    "apache-2.0": 17.0,
    "mit": 6.5,
    "other": 4.0,
    "openrail": 2.0,
    "creativeml-openrail-m": 1.6,
    "cc-by-nc-4.0": 1.2,
    "gemma": 1.0,
    "llama3.1": 0.8,
    "llama3.2": 0.8,
    "llama3": 0.7,
    "llama2": 0.6,
    "cc-by-4.0": 0.5,
    "cc-by-nc-sa-4.0": 0.35,
    "llama3.3": 0.2,
    "afl-3.0": 0.2,
    "gpl-3.0": 0.2,
    "cc-by-sa-4.0": 0.15,
    "unknown": 0.1,
    "openrail++": 0.1,
    "bigscience-bloom-rail-1.0": 0.06,
    "bsd-3-clause": 0.06,
    "agpl-3.0": 0.05,
    "cc0-1.0": 0.05,
    "cc-by-nc-nd-4.0": 0.04,
    "llama4": 0.03,
    "mpl-2.0": 0.02,
    "gpl-2.0": 0.02,
}
_FAMILIES = (
    "llama-2 llama-3.1 qwen2.5 mistral gemma-2 phi-3 bert t5 whisper stable-diffusion-v1-5 flux.1-dev deepseek-r1 yi "
    "falcon bloom gpt2 clip wav2vec2 roberta heron"
).split()
_SIZES = "7b 8b 13b 70b 1b base large small lora gguf instruct".split()
_MAKERS = (
    "qwen nvidia-open-model stabilityai tongyi deepseek mrl modified-mit exaone jamba falcon-llm acme lab uni corp"
).split()
_TAGS = "transformers safetensors pytorch en zh conversational region:us lora diffusers trl tensorboard".split()


def table(rows: int, names: int = 3_000, bases: int = 2_000, seed: int = 1, several: float = 0.03) -> pyarrow.Table:
    """A catalogue.

    Args:
        rows: how many models.
        names: how many different names stand beside the tag `other`.
        bases: how many different models others were made from.
        seed: the same seed makes the same catalogue.
        several: the share of those with a base that have more than one.
    """
    random = numpy.random.default_rng(seed)
    tags = list(LICENCES)
    shares = numpy.array(list(LICENCES.values()))
    licence = random.choice(len(tags), rows, p=shares / shares.sum())
    other = licence == tags.index("other")
    named = numpy.minimum(random.zipf(1.3, rows), names) - 1
    licence_names = [f"{_MAKERS[at % len(_MAKERS)]}-community-licence-{at // len(_MAKERS)}" for at in range(names)]
    words = [f"{_FAMILIES[at * 7 % len(_FAMILIES)]}-{_SIZES[at * 3 % len(_SIZES)]}-{at}" for at in range(bases)]
    base_names = [f"user{at * 31 % 4_001}/{word}" for at, word in enumerate(words)]
    counts = numpy.where(random.random(rows) < 0.4, 1, 0)
    merged = (counts > 0) & (random.random(rows) < several)
    counts[merged] += random.integers(1, 5, int(merged.sum()))
    picked = numpy.where(
        random.random(int(counts.sum())) < 0.6,
        numpy.minimum(random.zipf(1.25, int(counts.sum())), bases) - 1,
        random.integers(0, bases, int(counts.sum())),
    )
    base_model = _lists(counts, _words(picked, base_names))
    gated = random.choice(3, rows, p=[0.97, 0.02, 0.01])
    tags_of_each = random.integers(2, 9, rows)
    of_tags = random.integers(0, len(_TAGS), int(tags_of_each.sum()))
    licence_column = _words(licence, tags)
    columns = {
        "id": pyarrow.array([f"user{at % 400_003}/model-{at}" for at in range(rows)]),
        "license": licence_column,
        "license_name": _words(numpy.where(other, named, -1), licence_names),
        "base_model": base_model,
        "gated": _words(gated, ["False", "auto", "manual"]),
        "tags": _lists(tags_of_each, _words(of_tags, _TAGS)),
        "downloads": pyarrow.array((random.pareto(0.6, rows) * 3).clip(0, 1e9).astype(numpy.int64)),
    }
    return pyarrow.table(columns)


def snapshot(catalogue: pyarrow.Table) -> pyarrow.Table:
    """The same models as the Hub's snapshots have them: the fields of a card as JSON, the bases as a mapping, and tags."""
    rows = catalogue.select(["license", "license_name", "base_model"]).to_pylist()
    cards = [{name: value for name, value in row.items() if value} for row in rows]
    shape = pyarrow.struct(
        [("relation", pyarrow.string()), ("models", pyarrow.list_(pyarrow.struct([("id", pyarrow.string())])))]
    )
    bases = [
        {"relation": "finetune", "models": [{"id": name} for name in row["base_model"]]} if row["base_model"] else None
        for row in rows
    ]
    tags = [[*own, *_told(row)] for own, row in zip(catalogue.column("tags").to_pylist(), rows, strict=True)]
    return pyarrow.table(
        {
            "id": catalogue.column("id"),
            "gated": catalogue.column("gated"),
            "cardData": pyarrow.array([json.dumps(card) if card else None for card in cards]),
            "baseModels": pyarrow.array(bases, shape),
            "tags": pyarrow.array(tags),
        }
    )


def _told(row: dict[str, Any]) -> list[str]:
    """The tags that the Hub makes of a card."""
    licence = [f"license:{row['license']}"] if row["license"] else []
    return [*licence, *(f"base_model:{name}" for name in row["base_model"] or ())]


def _words(numbers: Any, words: Sequence[str | None]) -> pyarrow.Array:
    """Words by their numbers; a number below zero is a null."""
    places = pyarrow.array(numbers.astype(numpy.int32), mask=numbers < 0)
    return pyarrow.array(words, pyarrow.string()).take(places)


def _lists(counts: Any, values: pyarrow.Array) -> pyarrow.Array:
    """Lists of so many values each; a null where there is none."""
    offsets = pyarrow.array(numpy.append(0, numpy.cumsum(counts)).astype(numpy.int32))
    return pyarrow.ListArray.from_arrays(offsets, values, mask=pyarrow.array(counts == 0))


def edges(rows: int, chain: int = 0, circles: int = 200, seed: int = 1) -> tuple[Any, Any]:
    """Which model was made from which, by their numbers: children, and the parent of each, in the order of the children.

    Two of five models name a base: mostly one of a few hundred well-known ones, or else any older model, so that chains are
    some ten models long. Few name several, and some come from each other or name themselves.

    Args:
        rows: how many models.
        chain: how many of the last models are each made from the one before.
        circles: how many pairs of models name each other, and how many name themselves.
        seed: the same seed makes the same edges.
    """
    random = numpy.random.default_rng(seed)
    free = rows - chain
    counts = numpy.where(random.random(free) < 0.45, 1, 0)
    counts[(counts > 0) & (random.random(free) < 0.03)] += 1
    counts[:300] = 0
    child = numpy.repeat(numpy.arange(free), counts)
    popular = numpy.minimum(random.zipf(1.25, len(child)), 300) - 1
    parent = numpy.where(random.random(len(child)) < 0.6, popular, (random.random(len(child)) * child).astype(int))
    left, right = random.integers(300, max(free, 301), (2, min(circles, free // 10)))
    links = numpy.arange(free + 1, rows)
    child = numpy.concatenate([child, left, right, left, links])
    parent = numpy.concatenate([parent, right, left, left, links - 1])
    order = numpy.argsort(child, kind="stable")
    return child[order].astype(numpy.int32), parent[order].astype(numpy.int32)


def family(rows: int, chain: int = 0, seed: int = 1) -> pyarrow.Table:
    """A catalogue in which most bases are models of the catalogue; one of thirty is not.

    Args:
        rows: how many models.
        chain: as for `edges`.
        seed: the same seed makes the same catalogue.
    """
    models = table(rows, seed=seed)
    child, parent = edges(rows, chain, seed=seed)
    random = numpy.random.default_rng(seed)
    names = pyarrow.concat_arrays(models.column("id").chunks).take(pyarrow.array(parent))
    elsewhere = _words(parent % 1_000, [f"elsewhere/model-{at}" for at in range(1_000)])
    base = pyarrow.compute.if_else(pyarrow.array(random.random(len(parent)) < 1 / 30), elsewhere, names)
    counts = numpy.bincount(child, minlength=rows)
    return pyarrow.table(
        {"id": models.column("id"), "license": models.column("license"), "base_model": _lists(counts, base)}
    )


def main() -> None:
    """Write a catalogue as Parquet."""
    parser = argparse.ArgumentParser(description="Make a catalogue of models.")
    parser.add_argument("path")
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--names", type=int, default=3_000)
    parser.add_argument("--bases", type=int, default=2_000)
    parser.add_argument("--several", type=float, default=0.03)
    parser.add_argument("--snapshot", action="store_true")
    asked = parser.parse_args()
    models = table(asked.rows, asked.names, asked.bases, several=asked.several)
    rows = snapshot(models) if asked.snapshot else models
    pyarrow.parquet.write_table(rows, asked.path, compression="zstd", row_group_size=250_000)


if __name__ == "__main__":
    main()
