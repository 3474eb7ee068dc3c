"""An inventory of many files of code, beside walking and reading the same files.

One file in ten names a model, as in an application; one in a hundred is Python of some length.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.support.goals import Asked, Goal
from tests.support.timing import ratios, run

FILES = 100_000  # at most

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


def goals(asked: Asked) -> Iterator[Goal]:
    """One tree."""
    files = min(asked.rows, FILES)
    with tempfile.TemporaryDirectory() as folder:
        write(folder, files)
        words = ("-m", "openness", "inventory", "many", "--format", "json", "-o", os.devnull)
        subprocess.run([sys.executable, *words], cwd=folder, check=True)  # what is compiled once
        calls = {"read": lambda: run("-c", READ, folder=folder), "ours": lambda: run(*words, folder=folder)}
        found = ratios(calls, min(asked.pairs, 3))
    yield Goal("I1", f"`openness inventory` of {files:,} files, beside walking and reading them", found["ours"])


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
