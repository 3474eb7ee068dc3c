"""Many globs answer as each alone does, and a policy of many costs no more for each release."""

import random
import re
from datetime import date
from pathlib import Path

import pytest
from tests.support.growth import Run, grows, repeated

from openness.evaluation.batch import classify_release
from openness.policy.exceptions import excepted
from openness.policy.gate import policy_at
from openness.policy.globs import Globs
from openness.policy.policy import speaks_of
from openness.policy.result import Issue
from openness.release.location import Source
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.sources import ignore
from openness.sources.file import is_card, is_card_of_folder

STEPS = (
    "a", "b", "ab", "*", "**", "?", "a*", "[ab]", "[a/b]", "README.md", "x.md", "README-1.md", "..", ".", "", "a**", "**b",
    "\\*", "a\\", "[a", " ", "a ", "b]", "!a", "#", "\0", "[!a]",
)  # fmt: skip
NAMES = ("a", "b", "ab", "a*", "README.md", "x.md", "..", ".", "", "b]", "a ", "abc", "!a", "#", "*")


def speaks_alone(glob: str, *paths: str) -> bool:
    """The same, worked out from one glob without any list: it is tried on the path and on each folder above it."""
    read = ignore.patterns(["/" + glob.removeprefix("./").strip("/")])
    for path in paths:
        steps = path.split("/")
        itself = path == glob or ignore.ignored(path, False, read)
        if itself and (is_card(glob.rpartition("/")[2]) or not is_card_of_folder(steps[-1])):
            return True
        if any(ignore.ignored("/".join(steps[:end]), True, read) for end in range(1, len(steps))):
            return True
    return False


def test_many_globs_answer_as_each_alone_does() -> None:
    chance = random.Random(2)
    several = 0
    for _ in range(600):
        globs = ["/".join(chance.choices(STEPS, k=chance.randint(1, 4))) for _ in range(chance.randint(1, 12))]
        globs += [f"./{globs[0]}", globs[-1]]
        read = Globs(globs)
        for _ in range(6):
            paths = ["/".join(chance.choices(NAMES, k=chance.randint(1, 4))) for _ in range(chance.randint(1, 2))]
            expected = tuple(at for at, glob in enumerate(globs) if speaks_alone(glob, *paths))
            assert read.speaking(*paths) == expected, (globs, paths)
            assert speaks_of(globs[0], *paths) == speaks_alone(globs[0], *paths)
            several += len(expected) > 1
    assert several > 500


@pytest.mark.parametrize(
    ("glob", "path", "speaks"),
    [
        ("old ", "old", True),  # blanks at the end are not read
        ("old ", "old ", True),  # though a path may be called so
        ("models/old ", "models/old/README.md", True),
        (" old", " old", True),
        (" old", "old", False),
        ("old\0x", "old", True),  # nor is what stands behind a NUL
        ("old\0x", "old/README.md", True),
        ("old /", "old", True),
        ("a/ ", "a/b", True),
        ("a/ ", "a", False),
        ("\0", "a", False),
    ],
)
def test_blanks_at_the_end_of_a_glob_and_what_stands_behind_a_nul_are_not_read(
    glob: str, path: str, speaks: bool
) -> None:
    assert speaks_alone(glob, path) is speaks
    assert Globs(["b", glob, "c/*"]).speaking(path) == (1,) * speaks


#: Globs that name one release, all, or none; what has a sign both at its beginning and at its end is tried by itself.
FORMS = ("m~", "models/m~", "models/m~/*", "**/m~", "**/m~/x.md", "models/**", "**", "m~*/x", "x~*/**/y*")


@pytest.mark.parametrize("form", FORMS)
def test_globs_and_releases_that_both_grow(form: str) -> None:
    def prepare(count: int) -> Run:
        globs = [form.replace("~", str(number)) for number in range(count)]
        paths = [f"models/m{number}/README.md" for number in range(count)]

        def run() -> object:
            re.purge()  # as nothing has been compiled before
            read = Globs(globs)
            return [read.speaking(path)[-1:] for path in paths]

        return run

    grows(prepare)


@pytest.mark.parametrize("form", FORMS)
def test_exceptions_and_issues_that_both_grow(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def prepare(count: int) -> Run:
        exception = (
            f'[[exception]]\nsource = "{form}"\nrule = "spectrum"\nbecause = "x"\nowner = "y"\nuntil = 2099-01-01\n'
        )
        Path("openness-policy.toml").write_text(f"[check]\n{repeated(exception, count)}")
        policy = policy_at("openness-policy.toml", shipped())
        paths = [f"models/m{number}" for number in range(count)]
        found = [Issue(path, path, "spectrum", "error", "it is low", Source(path)) for path in paths]
        releases = [classify_release(Release(), path, (), shipped()) for path in paths]

        def run() -> object:
            re.purge()
            return excepted(found, releases, policy, date(2026, 12, 1).isoformat())

        return run

    grows(prepare, 25)
