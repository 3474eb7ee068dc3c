"""Licence texts as they are, rewrapped and edited, beside other tools that identify texts.

Each peer stands in an environment of its own, as its dependencies are no business of this project; it is made when it is
asked for.
"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.support.goals import Asked, Goal, installed
from tests.support.timing import cpu, ratios, run

from openness import identify
from openness.licensing.texts import shipped

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


class Tool(NamedTuple):
    """Another tool that identifies texts.

    Args:
        name: how goals call it.
        needs: what pip installs.
        code: makes a function `took` of a text, which gives its seconds of processor time.
    """

    name: str
    needs: tuple[str, ...]
    code: str


TOOLS = (
    Tool(
        "scancode-toolkit-mini",
        ("scancode-toolkit-mini", "pluggy<1.7"),
        "from licensedcode.cache import get_index\nimport tempfile\nindex = get_index()\n"
        "def took(text):\n"
        "    with tempfile.NamedTemporaryFile('w', suffix='.LICENSE') as file:\n"
        "        file.write(text); file.flush()\n"
        "        start = time.process_time(); index.match(location=file.name)\n"
        "        return time.process_time() - start\n",
    ),
    Tool(
        "licenseclassifier",
        ("licenseclassifier",),
        "from licenseclassifier import identify_license\nidentify_license('')\n"
        "def took(text):\n"
        "    start = time.process_time(); identify_license(text)\n"
        "    return time.process_time() - start\n",
    ),
)
_IMPORTS = "import json, os, sys, time\n"
_SERVE = "for line in sys.stdin:\n    print(took(json.loads(line)), file=answers, flush=True)\n"


class Peer:
    """A tool in its environment, loaded once in a process of its own; it says what a text takes.

    Args:
        tool: the tool.
        folder: where environments are made.
    """

    def __init__(self, tool: Tool, folder: str) -> None:
        self.tool = tool
        place = Path(folder, tool.name).absolute()  # processes of it run elsewhere
        self.python = str(place / "bin/python")
        if not place.exists():
            subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
            pip = [self.python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
            subprocess.run([*pip, *tool.needs], check=True)
        self.process = subprocess.Popen(
            [self.python, "-c", f"{_IMPORTS}answers = os.fdopen(os.dup(1), 'w'); os.dup2(2, 1)\n{tool.code}{_SERVE}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
            text=True,
        )

    def alone(self, folder: str) -> None:
        """One process that loads the tool and identifies one file."""
        code = f"{_IMPORTS}{self.tool.code}took(open('LICENSE').read())"
        subprocess.run([self.python, "-c", code], cwd=folder, capture_output=True, check=True)

    def took(self, text: str) -> float:
        """Seconds of processor time for one text."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(text) + "\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


def goals(asked: Asked) -> Iterator[Goal]:
    """What is said of licences and of edits of them, and how fast."""
    known = [text for _, text in sorted(shipped().texts.items())][:: asked.step]
    folder = sorted(Path(asked.texts).glob("*.txt")) if asked.texts else []
    identify(known[0])  # what is loaded once
    peers = [Peer(tool, asked.peers) for tool in TOOLS] if asked.peers else []
    times: dict[str, defaultdict[str, float]] = {name: defaultdict(float) for name in ("ours", *_names(peers))}
    clean: Counter[str] = Counter()
    exact = modified = number = 0

    def answer(sort: str, text: str) -> set[str]:
        start = cpu()
        found = identify(text)
        times["ours"][sort] += cpu() - start
        for peer in peers:
            times[peer.tool.name][sort] += peer.took(text)
        return {match.kind for match in found}

    for place, text in enumerate([*known, *(path.read_text("utf-8", "replace") for path in folder)]):
        verbatim = _is_clean(answer("verbatim", text))
        exact += verbatim and place < len(known)
        if not verbatim:
            continue  # an excerpt, or a text with a part that is no licence
        answer("rewrapped", "\n".join(f"> {line.strip()}" for line in text.split("\n")))
        for sort, edited in edits(text, place):
            if edited.split() == text.split():
                continue  # of a few words, none of them went
            kinds = answer("edited", edited)
            clean[sort] += _is_clean(kinds)
            if sort in ("clause", "nc"):
                number += 1
                modified += not kinds.isdisjoint({"modified", "partial"})
    pages = Path(__file__).parents[2] / "docs"  # which speak of licences, and are none
    prose = [path.read_text("utf-8") for path in (*pages.glob("*/*.md"), *pages.glob("examples/*/README.md"))]
    prose = [page for page in prose if "Permission is hereby granted" not in page]  # one shows a notice with its text
    mistaken = sum(bool(answer("prose", text)) for text in prose)

    def faster(peer: str, *sorts: str) -> float:
        own, other = (sum(times[name][sort] for sort in sorts) for name in ("ours", peer))
        return other / own

    texts = ("verbatim", "rewrapped", "edited")
    for name in _names(peers):
        if name == TOOLS[0].name:
            yield Goal("T1", f"texts a second, all, beside {name}", faster(name, *texts), 25, 50, most=False)
            yield Goal("T3", f"texts a second, verbatim, beside {name}", faster(name, "verbatim"), 40, 60, most=False)
            yield Goal("T7", f"cards and pages, beside {name}", 1 / faster(name, "prose"), 1 / 100, 1 / 300)
        else:
            yield Goal("T2", f"texts a second, all, beside {name}", faster(name, *texts), 0.7, 1.0, most=False)
    for sort, count in sorted(clean.items()):
        yield Goal("T4", f"false clean: {sort}", count, 0)
    yield Goal("T5", "clean recall on the SPDX texts that ship, %", 100 * exact / len(known), 97, 99, most=False)
    yield Goal("T7", "cards and pages taken for a licence", mistaken, 0)
    yield Goal("T8", "clause or words added: said to be modified, %", 100 * modified / number, 95, 99, most=False)
    package = Path(sys.modules["openness"].__file__ or "").parent
    data = [path for path in (package / "licensing").rglob("*") if path.suffix in (".bin", ".xz", ".gz")]
    yield Goal("T9", "data in the wheel that texts need, MB", sum(path.stat().st_size for path in data) / 1e6, 6)
    yield from _cold(known[0], peers, asked.pairs)


def _names(peers: list[Peer]) -> list[str]:
    return [peer.tool.name for peer in peers]


def _is_clean(kinds: set[str]) -> bool:
    """True where a text is said to be a licence, and nothing more."""
    return bool(kinds) and kinds <= {"exact", "same-wording"}


def _cold(text: str, peers: list[Peer], pairs: int) -> Iterator[Goal]:
    """One text in a process of its own."""
    with tempfile.TemporaryDirectory() as work:
        installed(work)  # a process looks for modules where it runs, before anywhere else
        Path(work, "LICENSE").write_text(text, encoding="utf-8")
        found = ratios(
            {
                "": lambda: run("-c", "import attrs, yaml", folder=work),
                "ours": lambda: run("-m", "openness", "identify", "LICENSE", folder=work),
                **{peer.tool.name: partial(peer.alone, work) for peer in peers},
            },
            pairs,
        )
    yield Goal("T9", "cold `openness identify` of a file, beside import attrs, yaml", found["ours"])
    for name in _names(peers):
        bound = 1 / 40 if name == TOOLS[0].name else 1.0
        yield Goal("T9", f"the same, beside {name}", found["ours"] / found[name], bound)
