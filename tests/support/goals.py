"""What a benchmark asks and what it finds: figures with their bounds, and the page of them."""

import compileall
import platform
import shutil
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from openness.index import build, tables

#: How often a call that takes microseconds is repeated.
REPEATS = 300


class LeftOut(Exception):
    """Something that a group needs is not on this machine."""


class Asked(NamedTuple):
    """How much is measured.

    Args:
        rows: how many models a catalogue has.
        pairs: how often ours and a peer take turns.
        step: every how many of the SPDX texts that ship one is read.
        texts: a folder of more licence texts.
        cards: a folder of cards.
        peers: a folder of environments, one for each peer that identifies texts; empty for none.
    """

    rows: int
    pairs: int
    step: int
    texts: str
    cards: str
    peers: str


class Goal(NamedTuple):
    """A figure.

    Args:
        id: its name in the list of goals.
        what: what is measured, beside what.
        figure: the ratio, or a count.
        must: the bound that must be kept; none where a figure only informs.
        stretch: the bound to aim at.
        most: whether less is better.
    """

    id: str
    what: str
    figure: float
    must: float | None = None
    stretch: float | None = None
    most: bool = True

    @property
    def state(self) -> str:
        """Which of its bounds the figure keeps."""

        def meets(bound: float | None) -> bool:
            return bound is not None and (self.figure <= bound if self.most else self.figure >= bound)

        if self.must is None:
            return ""
        return "stretch" if meets(self.stretch) else "met" if meets(self.must) else "missed"

    @property
    def bounds(self) -> str:
        """The bounds, the one that must be kept first."""
        numbers = [f"{bound:.3g}" for bound in (self.must, self.stretch) if bound is not None]
        return f"{'≤' if self.most else '≥'} {' / '.join(numbers)}" if numbers else ""

    def __str__(self) -> str:
        return f"{self.id:3} {self.what:78} {self.figure:8.3g}  {self.bounds:14} {self.state}"


def installed(folder: str) -> None:
    """Lay the package into a folder as pip does: with bytecode, and an index that is held against no files."""
    package = Path(folder, "openness")
    shutil.copytree(tables.PACKAGE, package)
    build.write(build.build(**tables.sources()), str(package / "_index.jsonl"), None)
    compileall.compile_dir(package, quiet=2)


_HEAD = """\
# How fast it is

`make bench` writes this page. Each figure, but counts and those in per cent, is a ratio: ours to that of a peer or of the least
work that gives the answer. Both take turns in one run, and the median of {pairs} turns counts: of processor time, and of time
on the clock where it says so, as for peers that work on several cores. A busy machine moves a ratio by a tenth. The bound that
must be kept stands first, the one to aim at second; *stretch* says that the second is kept too. A figure without a bound only
informs.

- **Starts** (S, X3, T9) and scans (B2, B3, B4) are of the package as pip installs it; starts are beside
  `python -c "import attrs, yaml"`.
- **Cards** (Y): the block beside `yaml.load` with the C loader, a whole card beside that and a look at each of its words.
- **Texts** (T) are read as they are, rewrapped and edited: every {step}th of the SPDX texts that ship{texts}. One that is word
  for word a text that ships is known by a hash; one with another copyright line or title is read.
- **Tables** (B, L, D) are a catalogue of {rows:,} models, made up with the Hub's shares of licences. DuckDB and Polars read and
  join the same columns with a table of verdicts that they are given; they know nothing of the rest.

Machine: {machine}. Python {python}. {versions}.

| goal | what | figure | bounds | result |
|---|---|---|---|---|
"""
_LIBRARIES = ("attrs", "PyYAML", "packaging", "license-expression", "numpy", "pyarrow", "duckdb", "polars", "pyspark")


def page(goals: Iterable[Goal], asked: Asked, peers: dict[str, str]) -> str:
    """The goals as a page, with the machine and the versions they were measured with.

    Args:
        goals: the figures, in any order.
        asked: how much was measured.
        peers: the peers that identify texts, with their versions.
    """
    found = dict(peers)
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    head = _HEAD.format(
        pairs=asked.pairs,
        step=asked.step,
        texts=" and a folder of others" if asked.texts else "",
        rows=asked.rows,
        machine=_machine(),
        python=platform.python_version(),
        versions=", ".join(
            f"{name} {number}" for name, number in sorted(found.items(), key=lambda pair: pair[0].lower())
        ),
    )
    rows = sorted(goals, key=lambda goal: goal.id)  # those of one id stay as they were measured
    return head + "".join(
        f"| {goal.id} | {goal.what} | {goal.figure:.3g} | {goal.bounds} | {goal.state} |\n" for goal in rows
    )


def _machine() -> str:
    """The processors of this machine."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    models = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return f"{len(models)} × {models[0]}" if models else platform.machine()
