"""Golden tables, read as diffs: every release in `releases/` under every definition on the shelf.

A column (`tests/verdicts/<definition>.txt`) has one line a release: the rung reached, the rung reachable (of an index
the two ends of its score), and a letter for each criterion, in order: M met, U unmet, ? unknown. To write the columns
anew after a change that is meant, run

    OPENNESS_REGOLD=1 pytest tests/verdicts/test_golden.py

and check every changed line by hand against docs/reference/rules.md.
"""

from pathlib import Path

import pytest
from tests.support.golden import agrees

from openness import classify
from openness.definition.definition import Definition
from openness.evaluation.classification import Classification
from openness.shelf.shelf import shipped
from openness.vocabulary.asking import Ending
from openness.vocabulary.verdict import Verdict

FOLDER = Path(__file__).parent
RELEASES = sorted((FOLDER / "releases").iterdir())
LETTERS = {Verdict.MET: "M", Verdict.UNMET: "U", Verdict.UNKNOWN: "?"}


@pytest.fixture(scope="module")
def classified() -> dict[str, Classification]:
    """Every release, by the name of its file."""
    return {path.stem: classify(path) for path in RELEASES}


def column(definition: Definition, classified: dict[str, Classification]) -> str:
    """The verdicts of a definition on every release."""
    ends = ("low", "high") if definition.ending is Ending.POINTS else ("reached", "reachable")
    rows = [("# release", *ends, " ".join(criterion.id for _, criterion in definition.criteria))]
    for name, classification in classified.items():
        judgement = classification.judgements[definition.id]
        letters = "".join(LETTERS[judged.verdict] for judged in judgement.criteria)
        standing = judgement.standing
        score = (judgement.score or {}) if definition.ending is Ending.POINTS else {}
        low, high = (str(score.get(end, "-")) for end in ("low", "high"))
        letters = letters or (judgement.outcome or "").partition(":")[0]
        rows.append((name, standing.reached or low, standing.reachable or high, letters))
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    lines = [
        "  ".join((*(f"{cell:{width}}" for cell, width in zip(row, widths, strict=False)), row[3])) for row in rows
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("id", shipped().definitions())
def test_the_verdicts_are_those_of_the_golden_column(id: str, classified: dict[str, Classification]) -> None:
    agrees(FOLDER / f"{id}.txt", column(shipped().definition(id), classified).splitlines())


def test_every_column_is_of_a_definition() -> None:
    columns = {path.stem for path in FOLDER.glob("*.txt")} - {"systems"}  # of described systems: test_systems.py
    assert columns == set(shipped().definitions())


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_a_golden_release_is_read_without_a_problem(path: Path, classified: dict[str, Classification]) -> None:
    release = classified[path.stem].release
    assert release.problems == ()
    assert release.name.value in (path.stem, None)
    if path.suffix == ".yaml":
        assert release.oddities == ()
