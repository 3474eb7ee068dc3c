"""An inventory of many files of code, beside walking and reading the same files.

Run it with `python -m tests.benchmarks.bench_inventory [FILES]`: calls alternate, the best of each counts, and only ratios of
one run are worth quoting. One file in ten names a model, as in an application; one in a hundred is Python of some length.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.timing import best, run

FILES = 100_000
ROUNDS = 3

PLAIN = "import os\n\n\ndef f(path):\n    return os.path.join('assets/images', path, 'text/html')\n"
USES = 'from transformers import AutoModel\n\nNAME = "mistralai/Mistral-7B-v0.1"\nmodel = AutoModel.from_pretrained(NAME)\n'
SETTINGS = "model_name_or_path: meta-llama/Llama-3.1-8B\nlearning_rate: 1e-4\n"
SCRIPT = 'export const path = "src/lib";\nexport function f(x) { return fetch(`/api/${x}`) }\n'

READ = (
    "import os\n"
    "for folder, _, names in os.walk('many'):\n"
    "    for name in names:\n"
    "        with open(os.path.join(folder, name), 'rb') as file:\n"
    "            file.read()\n"
)


def write(folder: str, files: int) -> None:
    """A tree of code, a hundred files a folder."""
    for number in range(files):
        below = Path(folder, "many", str(number // 1_000), str(number // 100 % 10))
        below.mkdir(parents=True, exist_ok=True)
        if number % 10 == 0:
            name, text = (f"{number}.py", USES) if number % 20 else (f"{number}.yaml", SETTINGS)
        else:
            name, text = (f"{number}.py", PLAIN) if number % 3 else (f"{number}.ts", SCRIPT)
        (below / name).write_text(text + (PLAIN * 200 if number % 100 == 1 else ""), encoding="utf-8")


def main() -> None:
    """Print the times and the ratio."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    with tempfile.TemporaryDirectory() as folder:
        write(folder, files)
        words = ("-m", "openness", "inventory", "many", "--format", "json", "-o", os.devnull)
        subprocess.run([sys.executable, *words], cwd=folder, check=True)  # what is compiled once
        times = best(
            {
                "walk and read": lambda: run("-c", READ, folder=folder),
                "inventory": lambda: run(*words, folder=folder),
            },
            ROUNDS,
        )
        for name, seconds in times.items():
            print(f"{files:,} files: {name:14} {seconds:7.2f} s  {seconds / times['walk and read']:5.2f} x")


if __name__ == "__main__":
    main()
