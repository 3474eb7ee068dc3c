"""Feeds every reader what a fuzzer that watches the code invents: `make fuzz`, or `python tests/fuzz/fuzz.py TARGET`.

A target takes bytes and does one thing with them. Whatever they are, it gives a result or the one error of this package;
anything else is a fault, and the bytes stand in a file `crash-…`. Needs atheris (the group `fuzz`), which has wheels for
Linux. `--each SECONDS` runs every target for so long, in a process of its own; words after `--` go to the fuzzer.
"""

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

TOP = Path(__file__).parents[2]
CORPUS = TOP / "tests/corpus"
MEMORY = 2_048  # MiB
INPUT = 60  # seconds for one input

Target = Callable[[bytes], object]


def targets() -> dict[str, Target]:
    """Every target by its name: each format, syntax and kind of table, expressions, licence texts, ignore files."""
    import openness
    from openness.formats import FORMATS
    from openness.licensing import expression
    from openness.release.release import Release
    from openness.reports import json, text
    from openness.scan import jsonl, readers
    from openness.shelf.shelf import shipped
    from openness.sources import ignore
    from openness.syntax.document import Document, document_of
    from openness.syntax.json import json_tree
    from openness.syntax.toml import toml_tree
    from openness.syntax.yaml import yaml_tree

    shelf = shipped()
    jsonl._SAMPLE = 1  # so that a later line may hold what the first does not show

    def of_format(name: str) -> Target:
        reader = import_module(f"openness.formats.{name}").read

        def read(data: bytes) -> None:
            for document in (document_of("README.md", data), Document("x", "", data=data)):
                held = reader(document)
                for release in held if isinstance(held, tuple) else (held,):
                    assert isinstance(release, Release)
                    result = openness.classify(release, under=["spectrum"], shelf=shelf)
                    json.write(result.to_dict())
                    text.write([result], 80)

        return read

    def of_syntax(reader: Callable[[str, str], object]) -> Target:
        return lambda data: reader(document_of("x", data).text, "x")

    def parse(data: bytes) -> None:
        tree = expression.parse(data.decode("utf-8", "replace"))
        assert expression.parse(str(tree)) == tree

    def match(data: bytes) -> None:
        for found in shelf.identify(document_of("LICENSE", data).text):
            assert 0 < found.likeness <= 1 and found.lines[0] <= found.lines[1]

    def name(data: bytes) -> None:
        assert shelf.naming(data.decode("utf-8", "replace")).candidates

    def pattern(data: bytes) -> None:
        lines = document_of(".gitignore", data).text.splitlines()
        for path in ("a", "a/b.md", ".hidden/x"):
            ignore.ignored(path, False, ignore.patterns(lines))

    def of_table(kind: str) -> Target:
        place = TemporaryDirectory()  # which is there as long as the function that has it

        def read(data: bytes) -> None:
            path = Path(place.name, f"table.{kind}")
            path.write_bytes(data)
            for piece in readers.opened(str(path)).pieces():
                for batch in readers.batches(piece):
                    assert all(row.problem for row in batch.rejected)

        return read

    found = {f"format-{name}": of_format(name) for name in FORMATS}
    found |= {f"table-{kind}": of_table(kind) for kind in readers.KINDS}
    found |= {
        f"syntax-{name}": of_syntax(reader)
        for name, reader in (("json", json_tree), ("toml", toml_tree), ("yaml", yaml_tree))
    }
    return found | {"expression": parse, "licence-text": match, "name": name, "gitignore": pattern}


def run(name: str, words: list[str]) -> None:
    """Run one target until the fuzzer ends; a fault ends the process with a code that is not 0."""
    import atheris

    with atheris.instrument_imports(include=["openness"]):
        target = targets()[name]
    from openness.errors import NotThisFormat, OpennessError

    def one(data: bytes) -> None:
        try:
            target(data)
        except (OpennessError, NotThisFormat):
            return

    atheris.Setup(["fuzz", *words], one)
    atheris.Fuzz()


def each(seconds: int) -> int:
    """Run every target, beginning with the documents of the corpus; the number of those with a fault."""
    failed = []
    for name in targets():
        kind = name.removeprefix("format-")
        with TemporaryDirectory() as folder:
            seeds = [str(CORPUS / kind)] if (CORPUS / kind).is_dir() else []
            limits = [f"-max_total_time={seconds}", f"-rss_limit_mb={MEMORY}", f"-timeout={INPUT}", "-max_len=4096"]
            call = [
                sys.executable,
                __file__,
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
