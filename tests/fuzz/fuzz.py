"""Feeds every reader what a fuzzer that watches the code invents: `make fuzz`, or `python -m tests.fuzz.fuzz TARGET`.

A target takes bytes and does one thing with them. Whatever they are, it gives a result or the one error of this package;
anything else is a fault, and the bytes stand in a file `crash-…`. Needs atheris (the group `fuzz`), which has wheels for
Linux. `--each SECONDS` runs every target for so long, in a process of its own; words after `--` go to the fuzzer.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

TOP = Path(__file__).parents[2]
CORPUS = TOP / "tests/corpus"
MEMORY = 2_048  # MiB
INPUT = 60  # seconds for one input


def run(name: str, words: list[str]) -> None:
    """Run one target until the fuzzer ends; a fault ends the process with a code that is not 0."""
    import atheris

    with atheris.instrument_imports(include=["openness"]):
        from tests.fuzz.targets import TARGETS
    from openness.errors import NotThisFormat, OpennessError

    def run_once(data: bytes) -> None:
        try:
            TARGETS[name](data)
        except (OpennessError, NotThisFormat):
            return

    atheris.Setup(["fuzz", *words], run_once)
    atheris.Fuzz()


def each(seconds: int) -> int:
    """Run every target, beginning with the documents of the corpus; the number of those with a fault."""
    from tests.fuzz.targets import TARGETS

    failed = []
    for name in TARGETS:
        kind = name.removeprefix("format-")
        with TemporaryDirectory() as folder:
            seeds = [str(CORPUS / kind)] if (CORPUS / kind).is_dir() else []
            limits = [f"-max_total_time={seconds}", f"-rss_limit_mb={MEMORY}", f"-timeout={INPUT}", "-max_len=4096"]
            call = [
                sys.executable,
                "-m",
                "tests.fuzz.fuzz",
                name,
                "--",
                folder,
                *seeds,
                *limits,
                "-verbosity=0",
                "-print_final_stats=1",
            ]
            done = subprocess.run(call, capture_output=True, text=True)
        runs = next((line.split()[-1] for line in done.stderr.splitlines() if "executed_units" in line), "?")
        print(f"{'ok' if done.returncode == 0 else 'FAULT':5} {name}: {runs} inputs", flush=True)
        if done.returncode:
            failed.append(name)
            print("\n".join(done.stderr.splitlines()[-30:]))
    return len(failed)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--each"]:
        sys.exit(each(int(sys.argv[2])) and 1)
    run(sys.argv[1], [word for word in sys.argv[2:] if word != "--"])
