"""One card through `openness check`, beside what its dependencies alone take to import; a thousand cards beside their YAML.

Run it with `python tests/benchmarks/bench_check.py`: calls alternate, the best of each counts, and only ratios of one run
are worth quoting.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

CARD = "---\nlicense: apache-2.0\npipeline_tag: text-generation\nlibrary_name: transformers\n---\n# M\n"
ROUNDS = 30
CARDS = 1_000


def run(*words: str, folder: str) -> None:
    """One process, to its end."""
    subprocess.run([sys.executable, *words], cwd=folder, stdout=subprocess.DEVNULL, check=True)


def best(calls: dict[str, Callable[[], None]], rounds: int) -> dict[str, float]:
    """The shortest time of each call, in seconds; the calls take turns."""
    held = dict.fromkeys(calls, float("inf"))
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.perf_counter()
            call()
            held[name] = min(held[name], time.perf_counter() - start)
    return held


def main() -> None:
    """Print both ratios."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "README.md").write_text(CARD, encoding="utf-8")
        one = best(
            {
                "import attrs, yaml": lambda: run("-c", "import attrs, yaml", folder=folder),
                "check": lambda: run("-m", "openness", "check", "README.md", folder=folder),
            },
            ROUNDS,
        )
        for name, seconds in one.items():
            print(f"{name:20} {seconds * 1000:7.1f} ms  {seconds / one['import attrs, yaml']:5.2f} x")
        for number in range(CARDS):
            card = Path(folder, "many", str(number), "README.md")
            card.parent.mkdir(parents=True)
            card.write_text(CARD.replace("# M", f"# Model {number}"), encoding="utf-8")
        parse = "import glob, yaml; [yaml.load(open(p).read().split('---')[1], yaml.CSafeLoader) for p in glob.glob('many/*/*')]"
        many = best(
            {
                "parse their YAML": lambda: run("-c", parse, folder=folder),
                "check them": lambda: run("-m", "openness", "check", "many", folder=folder),
            },
            3,
        )
        for name, seconds in many.items():
            print(f"{name:20} {seconds * 1000:7.1f} ms  {seconds / many['parse their YAML']:5.2f} x")


if __name__ == "__main__":
    main()
