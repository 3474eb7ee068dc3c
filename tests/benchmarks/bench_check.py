"""One card through `openness check`, beside what its dependencies alone take to import; a thousand cards beside their YAML.

Run it with `python -m tests.benchmarks.bench_check`: calls alternate, the best of each counts, and only ratios of one run
are worth quoting.
"""

import tempfile
from pathlib import Path

from tests.support.timing import best, run

CARD = "---\nlicense: apache-2.0\npipeline_tag: text-generation\nlibrary_name: transformers\n---\n# M\n"
ROUNDS = 30
CARDS = 1_000


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
