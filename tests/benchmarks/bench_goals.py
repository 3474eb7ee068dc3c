"""The goals for speed, each measured beside its peer or its floor in one run.

Run `python -m tests.benchmarks.bench_goals [GROUP …] [--texts FOLDER] [--peer NAME=PYTHON] [--page FILE]`. Groups are `start`,
`cards`, `objects`, `expressions` and `texts`. What counts is the ratio of processor time, taken in turns; a busy machine moves
it by a tenth.

A peer that identifies texts runs in an environment of its own, as its dependencies are no business of this project:
`--peer scancode=…/bin/python` (scancode-toolkit-mini with `pluggy<1.7`) and `--peer licenseclassifier=…/bin/python`.
"""

import argparse
import compileall
import json
import os
import platform
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import yaml
from tests.support.timing import cpu, ratios, run

from openness.index import build, tables

CARD = "---\nlicense: apache-2.0\npipeline_tag: text-generation\nlibrary_name: transformers\n---\n# M\n"
START_PAIRS, PAIRS, REPEATS = 21, 11, 300


class Goal(NamedTuple):
    """A figure with its bounds; `most` is true where less is better."""

    id: str
    what: str
    figure: float
    must: float
    stretch: float | None = None
    most: bool = True

    @property
    def state(self) -> str:
        """Which of its bounds the figure keeps."""

        def meets(bound: float) -> bool:
            return self.figure <= bound if self.most else self.figure >= bound

        if not meets(self.must):
            return "missed"
        return "met" if self.stretch is None or not meets(self.stretch) else "stretch"

    @property
    def bounds(self) -> str:
        """The bounds, the one that must be kept first."""
        both = f"{self.must:.3g}" if self.stretch is None else f"{self.must:.3g} / {self.stretch:.3g}"
        return f"{'≤' if self.most else '≥'} {both}"

    def __str__(self) -> str:
        return f"{self.id:3} {self.what:58} {self.figure:8.3g}  {self.bounds:14} {self.state}"


# Start-up


def installed(folder: str) -> None:
    """Lay the package into a folder as pip does: with bytecode, and an index that is held against no files."""
    package = Path(folder, "openness")
    shutil.copytree(tables.PACKAGE, package)
    build.write(build.build(**tables.sources()), str(package / "_index.jsonl"), None)
    compileall.compile_dir(package, quiet=2)


def start() -> Iterator[Goal]:
    """Cold processes beside what the dependencies alone take to import."""
    with tempfile.TemporaryDirectory() as folder:
        installed(folder)  # a process looks for modules where it runs, before anywhere else
        Path(folder, "README.md").write_text(CARD, encoding="utf-8")

        def process(*words: str) -> Callable[[], None]:
            return lambda: run(*words, folder=folder)

        naming = "import openness; openness.Shelf().naming({!r})"
        found = ratios(
            {
                "floor": process("-c", "import attrs, yaml"),
                "--version": process("-m", "openness", "--version"),
                "--help": process("-m", "openness", "--help"),
                "id": process("-c", naming.format("MIT")),
                "expression": process("-c", naming.format("MIT OR Apache-2.0")),
                "explain": process("-m", "openness", "explain", "MIT", "--format", "json"),
                "check": process("-m", "openness", "check", "README.md"),
                "spectrum": process("-m", "openness", "classify", "README.md", "--under", "spectrum"),
                "classify": process("-m", "openness", "classify", "README.md"),
            },
            START_PAIRS,
        )
        yield Goal("S1", "`openness --version`", found["--version"], 0.7, 0.55)
        yield Goal("S1", "`openness --help`", found["--help"], 0.7, 0.55)
        yield Goal("S2", "Shelf().naming of an id", found["id"], 1.2, 0.7)
        yield Goal("S2", "Shelf().naming of an expression", found["expression"], 1.2, 0.7)
        yield Goal("S2", "`openness explain MIT`", found["explain"], 1.2, 0.7)
        yield Goal("S3", "`openness check` of a card", found["check"], 1.4, 1.0)
        yield Goal("S3", "`openness classify` of a card, `--under spectrum`", found["spectrum"], 1.4, 1.0)
        yield Goal("S3", "`openness classify` of a card, every definition", found["classify"], 1.4, 1.0)
        found = ratios(
            {"floor": process("-c", "import attrs"), "openness": process("-c", "import openness")}, START_PAIRS
        )
        yield Goal("S4", "import openness, beside import attrs", found["openness"], 1.25, 0.6)
        found = ratios(
            {
                "floor": process("-c", "import packaging.licenses"),
                "ours": process("-c", "import openness.licensing.expression"),
            },
            START_PAIRS,
        )
        yield Goal("X3", "import of expressions, beside packaging.licenses", found["ours"], 1.25, 1.0)


# Cards

NESTED = (
    "model-index:\n- name: m\n  results:\n"
    + "  - task:\n      type: text-generation\n    metrics:\n    - {type: accuracy, value: 0.5}\n" * 8
)
BLOCKS = {
    "a plain card": "license: apache-2.0\nlanguage:\n- en\n- de\ntags:\n- text-generation\n- conversational\n"
    "datasets:\n- a/b\n- c/d\n"
    "library_name: transformers\npipeline_tag: text-generation\nbase_model: meta-llama/Llama-3.1-8B\nmetrics:\n- accuracy\n",
}
BLOCKS["a card with results"] = BLOCKS["a plain card"] + NESTED


def cards() -> Iterator[Goal]:
    """The block of a card, beside the least work that gives its fields."""
    from openness.syntax.document import Document
    from openness.syntax.front_matter import front_matter

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for name, block in BLOCKS.items():
        document = Document("README.md", f"---\n{block}---\n# M\n\n" + "It answers questions. " * 120)

        def floor(text: str = document.text) -> None:
            for _ in range(REPEATS):
                yaml.load(text[4 : text.find("\n---", 4)], Loader=loader)

        def ours(document: Document = document) -> None:
            for _ in range(REPEATS):
                front_matter(document)

        yield Goal("Y1", f"the block of {name}", ratios({"floor": floor, "ours": ours}, PAIRS)["ours"], 1.25, 0.3)


# Objects

ROWS = 100_000
STATED = ("mit", "apache-2.0", "llama3.1", "cc-by-nc-4.0", "other", None)


def objects() -> Iterator[Goal]:
    """A release that was seen before, and mappings by the hundred thousand, beside a loop that does nothing but remember."""
    import pyarrow

    from openness import Shelf, classify, classify_table, read

    answers: dict[tuple[str | None, str | None, str | None], int] = {}

    def remembered(licence: str | None, name: str | None, gated: str | None) -> int:
        key = (licence, name, gated)
        try:
            return answers[key]
        except KeyError:
            return answers.setdefault(key, len(answers))

    release, shelf = read({"license": "apache-2.0", "library_name": "transformers"}), Shelf()
    found = ratios(
        {
            "memo": lambda: [remembered("apache-2.0", None, None) for _ in range(100 * REPEATS)],
            "ours": lambda: [classify(release) for _ in range(REPEATS)],
            "shelf": lambda: [classify(release, shelf=shelf) for _ in range(100 * REPEATS)],
        },
        PAIRS,
    )
    yield Goal("C1", "classify() of a seen release, beside a remembered answer", 100 * found["ours"], 10, 4)
    yield Goal("C1", "the same with `shelf=`, so that no project is looked for", found["shelf"], 10, 4)
    rows = [
        {
            "id": f"a/{number}",
            "license": licence,
            "license_name": "own" if licence == "other" else None,
            "gated": "auto",
        }
        for number, licence in enumerate(STATED * (ROWS // len(STATED)))
    ]
    found = ratios(
        {
            "memo": lambda: [remembered(row.get("license"), row.get("license_name"), row.get("gated")) for row in rows],
            "ours": lambda: classify_table(pyarrow.Table.from_pylist(rows), under=[]),
        },
        PAIRS,
    )
    what = "mappings a second by classify_table, beside a loop that remembers"
    yield Goal("C2", what, 1 / found["ours"], 0.33, 0.6, most=False)


# Expressions

EXPRESSIONS = (
    "MIT",
    "MIT OR Apache-2.0",
    "(MIT AND BSD-3-Clause) OR (GPL-2.0-only WITH Classpath-exception-2.0 AND (Apache-2.0 OR ISC)) OR MPL-2.0",
    " AND ".join(f"({one} OR MIT)" for one in "Apache-2.0 ISC Zlib BSD-2-Clause MPL-2.0".split() * 3),
)


def expressions() -> Iterator[Goal]:
    """Parsing and checking, beside what others have for it."""
    from license_expression import get_spdx_licensing
    from packaging.licenses import canonicalize_license_expression

    from openness import Shelf
    from openness.licensing import expression

    naming = Shelf().naming
    licensing = get_spdx_licensing()

    def ours(text: str) -> None:
        for name in expression.names(expression.parse(text)):  # ids are looked up once, as the peers' tables are
            assert naming(name.id).known

    def each(call: Callable[[str], object], *texts: str) -> Callable[[], None]:
        def repeated() -> None:
            for _ in range(REPEATS):
                for text in texts:
                    call(text)

        return repeated

    for peer, must, stretch, call in (
        ("packaging", 0.75, 0.45, canonicalize_license_expression),
        ("license-expression", 0.25, 0.15, lambda text: licensing.parse(text, validate=True)),
    ):
        found = ratios({peer: each(call, *EXPRESSIONS), "ours": each(ours, *EXPRESSIONS)}, PAIRS)
        yield Goal("X1", f"parse and check 4 expressions, beside {peer}", found["ours"], must, stretch)
    hit = lru_cache(maxsize=None)(lambda text: text)
    many = (EXPRESSIONS[1],) * 20
    found = ratios({"hit": each(hit, *many), "ours": each(naming, *many)}, PAIRS)
    yield Goal("X2", "a repeated expression, beside a hit of lru_cache", found["ours"], 3, 1.5)


# Texts

CLAUSES = (
    "The Software shall not be used for any commercial purpose.",
    "You may not use the Work to compete with the Licensor.",
    "Use by entities with more than 100 employees requires a separate agreement.",
    "The rights granted above end after twelve months.",
)
ADDED = "for non-commercial research only"


def edits(text: str, number: int) -> Iterator[tuple[str, str]]:
    """Texts that are no longer the licence, named; nothing is edited on a line with a copyright."""
    seed = random.Random(number)
    middle = text.find("\n\n", len(text) // 2)
    if middle > 0:
        yield "clause", f"{text[:middle]}\n\n{CLAUSES[number % len(CLAUSES)]}{text[middle:]}"
    granting = re.search(r"\b(?:use|copy|distribute|reproduce)\b", text[len(text) // 5 :], re.IGNORECASE)
    if granting:
        at = len(text) // 5 + granting.end()
        yield "nc", f"{text[:at]} {ADDED}{text[at:]}"
    yield (
        "del10",
        "\n".join(
            line if "opyright" in line else " ".join(word for word in line.split(" ") if seed.random() > 0.1)
            for line in text.split("\n")
        ),
    )
    for name, pattern, other in (
        ("drop-not", r"\bnot\b ", ""),
        ("may-not", r"\bmay\b(?! not)", "may not"),
        ("swap", r"\bgrant(?:s|ed)?\b", "denies"),
    ):
        edited, count = re.subn(pattern, other, text, count=1)
        line = text[: next(re.finditer(pattern, text)).start()].rpartition("\n")[2] if count else ""
        if count and "opyright" not in line:
            yield name, edited


PEERS = {
    "scancode": "from licensedcode.cache import get_index\nimport tempfile\nindex = get_index()\n"
    "def took(text):\n"
    "    with tempfile.NamedTemporaryFile('w', suffix='.LICENSE') as file:\n"
    "        file.write(text); file.flush()\n"
    "        start = time.process_time(); index.match(location=file.name)\n"
    "        return time.process_time() - start\n",
    "licenseclassifier": "from licenseclassifier import identify_license\nidentify_license('')\n"
    "def took(text):\n"
    "    start = time.process_time(); identify_license(text)\n"
    "    return time.process_time() - start\n",
}
SERVE = "for line in sys.stdin:\n    print(took(json.loads(line)), file=answers, flush=True)\n"


class Peer:
    """Another tool, loaded once in a process of its own; it says what a text takes."""

    def __init__(self, name: str, python: str) -> None:
        code = f"import json, os, sys, time\nanswers = os.fdopen(os.dup(1), 'w'); os.dup2(2, 1)\n{PEERS[name]}{SERVE}"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        self.process = subprocess.Popen(
            [python, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            text=True,
        )

    @staticmethod
    def alone(name: str, python: str, folder: str) -> None:
        """One process that loads the tool and identifies one file."""
        code = f"import json, os, sys, time\n{PEERS[name]}took(open('LICENSE').read())"
        subprocess.run([python, "-c", code], cwd=folder, capture_output=True, check=True)

    def took(self, text: str) -> float:
        """Seconds of processor time for one text."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(text) + "\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


def texts(folder: str | None, peers: dict[str, str], step: int) -> Iterator[Goal]:
    """Licence texts: what is said of the licence itself and of edits of it, and how fast."""
    from openness import identify
    from openness.licensing.texts import shipped

    known = [(id, text) for id, text in sorted(shipped().texts.items())][::step]
    others = [path.read_text("utf-8", "replace") for path in sorted(Path(folder).glob("*.txt"))] if folder else []
    identify(known[0][1])  # what is loaded once
    others_know = {name: Peer(name, python) for name, python in peers.items()}
    times: dict[str, defaultdict[str, float]] = {name: defaultdict(float) for name in ("ours", *others_know)}
    clean: Counter[str] = Counter()
    exact = modified = number = 0

    def answer(kind: str, text: str) -> tuple[str, ...]:
        start = cpu()
        found = identify(text)
        times["ours"][kind] += cpu() - start
        for name, peer in others_know.items():
            times[name][kind] += peer.took(text)
        return tuple(match.kind for match in found)

    def clean_kinds(kinds: tuple[str, ...]) -> bool:
        return bool(kinds) and set(kinds) <= {"exact", "same-wording"}

    for place, text in enumerate([*(text for _, text in known), *others]):
        verbatim = clean_kinds(answer("verbatim", text))
        exact += verbatim and place < len(known)
        if not verbatim:
            continue  # an excerpt, or a text with a part that is no licence
        answer("rewrapped", "\n".join(f"> {line.strip()}" for line in text.split("\n")))
        for kind, edited in edits(text, place):
            if edited.split() == text.split():
                continue  # of a few words, none of them went
            kinds = answer("edited", edited)
            clean[kind] += clean_kinds(kinds)
            if kind in ("clause", "nc"):
                number += 1
                modified += "modified" in kinds or "partial" in kinds
    for name in others_know:
        total = sum(times[name].values()) / sum(times["ours"].values())
        if name == "scancode":
            yield Goal("T1", "texts a second, all, beside scancode-toolkit-mini", total, 25, 50, most=False)
            ratio = times[name]["verbatim"] / times["ours"]["verbatim"]
            yield Goal("T3", "texts a second, verbatim, beside scancode-toolkit-mini", ratio, 40, 60, most=False)
        else:
            yield Goal("T2", f"texts a second, all, beside {name}", total, 0.7, 1.0, most=False)
    for kind, count in sorted(clean.items()):
        yield Goal("T4", f"false clean: {kind}", count, 0)
    yield Goal("T5", "clean recall on the SPDX texts that ship, %", 100 * exact / len(known), 97, 99, most=False)
    yield Goal("T8", "clause or words added: said to be modified, %", 100 * modified / number, 95, 99, most=False)
    pages = Path(__file__).parents[2] / "docs"  # which speak of licences, and are none
    prose = [path.read_text("utf-8") for path in (*pages.glob("*/*.md"), *pages.glob("examples/*/README.md"))]
    prose = [page for page in prose if "Permission is hereby granted" not in page]  # one shows a notice with its text
    yield Goal("T7", "cards and pages taken for a licence", sum(bool(answer("prose", text)) for text in prose), 0)
    for name in others_know:
        if name == "scancode":
            share = times["ours"]["prose"] / times[name]["prose"]
            yield Goal("T7", "cards and pages, beside scancode-toolkit-mini", share, 1 / 100, 1 / 300)
    package = Path(sys.modules["openness"].__file__ or "").parent
    size = sum(
        path.stat().st_size for path in (package / "licensing").rglob("*") if path.suffix in (".bin", ".xz", ".gz")
    )
    yield Goal("T9", "data in the wheel that texts need, MB", size / 1e6, 6)
    yield from _cold(known[0][1], peers)


def _cold(text: str, peers: dict[str, str]) -> Iterator[Goal]:
    """One text in a process of its own."""
    with tempfile.TemporaryDirectory() as work:
        Path(work, "LICENSE").write_text(text, encoding="utf-8")
        found = ratios(
            {
                "floor": lambda: run("-c", "import attrs, yaml", folder=work),
                "ours": lambda: run("-m", "openness", "identify", "LICENSE", folder=work),
                **{name: partial(Peer.alone, name, python, work) for name, python in peers.items()},
            },
            5 if peers else START_PAIRS,
        )
    print(f"    openness identify FILE: {found['ours']:.2f} × import attrs, yaml")
    for name in peers:
        bounds = (1 / 40, None) if name == "scancode" else (1.0, None)
        yield Goal("T9", f"cold identify of a file, beside {name}", found["ours"] / found[name], *bounds)


HEAD = """\
# How fast it is

This page is written by a benchmark: `{call}`.
Each figure, but counts and those in per cent, is a ratio of processor time: ours to that of a peer or of the least work that
gives the answer. Both take turns in one run, and the median of the pairs counts. A busy machine moves a ratio by a tenth. The
bound that must be kept stands first, the one to aim at second; *stretch* says that the second is kept too.

A start is that of the package as a wheel installs it, and is measured by `python -c "import attrs, yaml"`; a card is measured by
`yaml.load` with the C loader. Texts are read as they are, rewrapped and edited: {texts}.
One that is word for word a text that ships is known by a hash; one with another copyright line or title is read.

Machine: {machine}. Python {python}. {versions}.

| goal | what | figure | bounds | result |
|---|---|---|---|---|
"""
LIBRARIES = ("attrs", "PyYAML", "packaging", "license-expression")


def page(goals: list[Goal], peers: dict[str, str], step: int) -> str:
    """The goals as a page, with the machine and the versions they were measured with."""
    found = [f"{name} {version(name)}" for name in LIBRARIES]
    for name, python in peers.items():
        package = {"scancode": "scancode-toolkit-mini"}.get(name, name)
        code = f"from importlib.metadata import version; print(version({package!r}))"
        result = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
        found.append(f"{package} {result.stdout.strip()}")
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    machine = f"{len(models)} × {models[0].partition(': ')[2]}" if models else platform.machine()
    head = HEAD.format(
        call="python -m tests.benchmarks.bench_goals --page docs/reference/speed.md",
        texts=f"every {step}th of the SPDX texts that ship and a folder of others",
        machine=machine,
        python=platform.python_version(),
        versions=", ".join(found),
    )
    return head + "".join(
        f"| {goal.id} | {goal.what} | {goal.figure:.3g} | {goal.bounds} | {goal.state} |\n" for goal in goals
    )


def main() -> None:
    """Print a line for each goal: the figure, its bounds, and whether it is met; a page of them if asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "groups", nargs="*", metavar="GROUP", default=["start", "cards", "objects", "expressions", "texts"]
    )
    parser.add_argument("--texts", metavar="FOLDER", help="more licence texts, read as UTF-8")
    parser.add_argument("--peer", metavar="NAME=PYTHON", action="append", default=[], help="a peer for texts")
    parser.add_argument("--step", type=int, default=4, help="of the SPDX texts that ship every how many; 4 by default")
    parser.add_argument("--page", metavar="FILE", help="write the goals as a page of the documentation")
    call = parser.parse_args()
    peers = dict(peer.split("=", 1) for peer in call.peer)
    goals = []
    groups: dict[str, Callable[[], Iterator[Goal]]] = {
        "start": start,
        "cards": cards,
        "objects": objects,
        "expressions": expressions,
        "texts": lambda: texts(call.texts, peers, call.step),
    }
    for name in call.groups:
        for goal in groups[name]():
            print(goal, flush=True)
            goals.append(goal)
    if call.page:
        Path(call.page).write_text(page(goals, peers, call.step), encoding="utf-8")


if __name__ == "__main__":
    main()
