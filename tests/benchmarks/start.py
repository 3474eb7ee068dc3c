"""A start of the command line and of the package, beside what its dependencies alone take to import."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.support.goals import Asked, Goal, installed
from tests.support.timing import ratios, run

CARD = "---\nlicense: apache-2.0\npipeline_tag: text-generation\nlibrary_name: transformers\n---\n# M\n"
FLOOR = ("-c", "import attrs, yaml")


def goals(asked: Asked) -> Iterator[Goal]:
    """Cold processes."""
    with tempfile.TemporaryDirectory() as folder:
        installed(folder)  # a process looks for modules where it runs, before anywhere else
        Path(folder, "README.md").write_text(CARD, encoding="utf-8")

        def beside(floor: tuple[str, ...], calls: dict[str, tuple[str, ...]]) -> dict[str, float]:
            def process(words: tuple[str, ...]) -> Callable[[], None]:
                return lambda: run(*words, folder=folder)

            return ratios(
                {"": process(floor), **{name: process(words) for name, words in calls.items()}}, 3 * asked.pairs
            )

        naming = "import openness; openness.Shelf().naming({!r})"
        cold = beside(
            FLOOR,
            {
                "--version": ("-m", "openness", "--version"),
                "--help": ("-m", "openness", "--help"),
                "id": ("-c", naming.format("MIT")),
                "expression": ("-c", naming.format("MIT OR Apache-2.0")),
                "explain": ("-m", "openness", "explain", "MIT", "--format", "json"),
                "check": ("-m", "openness", "check", "README.md"),
                "spectrum": ("-m", "openness", "classify", "README.md", "--under", "spectrum"),
                "classify": ("-m", "openness", "classify", "README.md"),
            },
        )
        yield Goal("S1", "`openness --version`", cold["--version"], 0.7, 0.55)
        yield Goal("S1", "`openness --help`", cold["--help"], 0.7, 0.55)
        yield Goal("S2", "`Shelf().naming` of an id", cold["id"], 1.2, 0.7)
        yield Goal("S2", "`Shelf().naming` of an expression", cold["expression"], 1.2, 0.7)
        yield Goal("S2", "`openness explain MIT`", cold["explain"], 1.2, 0.7)
        yield Goal("S3", "`openness check` of a card", cold["check"], 1.4, 1.0)
        yield Goal("S3", "`openness classify` of a card, `--under spectrum`", cold["spectrum"], 1.4, 1.0)
        yield Goal("S3", "`openness classify` of a card, every definition", cold["classify"], 1.4, 1.0)
        found = beside(("-c", "import attrs"), {"openness": ("-c", "import openness")})
        yield Goal("S4", "import openness, beside import attrs", found["openness"], 1.25, 0.6)
        found = beside(("-c", "import packaging.licenses"), {"ours": ("-c", "import openness.licensing.expression")})
        yield Goal("X3", "import of expressions, beside packaging.licenses", found["ours"], 1.25, 1.0)
