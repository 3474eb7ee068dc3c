"""The files left out below a folder, against git itself: random patterns, and random trees with tracked files."""

import os
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from openness.sources import ignore
from openness.sources.walk import Passed, walked

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

LETTERS = "aab.x-"
PIECES = ["a", "b", "-", "a-x", "]", "[:alpha:]", "[:space:]", "[:x:]", "[:", "[", "\\]", "\\", ":", "x", "^", "!"]


def git(folder: Path, *words: str, given: bytes = b"") -> list[bytes]:
    """The names that git prints; settings of whoever runs the tests do not count."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(folder)}
    ran = subprocess.run(
        ["git", *words], cwd=folder, input=given, env={**os.environ, **settings}, capture_output=True, check=False
    )
    assert ran.returncode in (0, 1), ran.stderr.decode()
    return [name for name in ran.stdout.split(b"\0") if name]


def atom(choose: random.Random) -> str:
    """A piece of a pattern: letters above all, and each thing that git takes for more than a letter."""
    kind = choose.random()
    if kind < 0.45:
        return choose.choice(LETTERS)
    if kind < 0.75:
        return choose.choice(["*", "*", "?", "**", "***"])
    if kind < 0.87:
        middle = "".join(choose.choice(PIECES) for _ in range(choose.randint(0, 3)))
        return f"[{choose.choice(['', '!', '^'])}{middle}{choose.choice([']', ']', ']', ''])}"
    return choose.choice(["\\a", "\\*", "\\[", "\\\\", "\\ ", "\\/", "\\!", "\\#", " ", "#", "!", "^", "]", "\\", "é"])


def pattern(choose: random.Random) -> str:
    """A line of a `.gitignore`."""
    parts = ["".join(atom(choose) for _ in range(choose.randint(1, 3))) for _ in range(choose.choice([1, 1, 2, 2, 3]))]
    line = "/".join("**" if choose.random() < 0.2 else part for part in parts)
    line = choose.choice(["", "", "", "/"]) + line + choose.choice(["", "", "", "/"])
    line += choose.choice([*[""] * 12, " ", "  ", "\\ ", "\t", "\r"])
    line = re.sub(r"\*{3,}(?=/\*\*)", "*", line)  # where git 2.55 has mended what 2.47 does
    return choose.choice(["", "", "", "!"]) + line


def name(choose: random.Random) -> str:
    """A name that stands for nothing."""
    word = "".join(choose.choice(LETTERS) for _ in range(choose.randint(1, 3))).strip(".") or "a"
    return choose.choice([*[word] * 20, f"{word}é", f"{word} ", f"{word}]", f"{word}\\", f"#{word}", f"!{word}"])


@pytest.mark.parametrize("seed", range(6))
def test_a_pattern_means_what_it_means_to_git(seed: int, tmp_path: Path) -> None:
    choose = random.Random(seed)
    git(tmp_path, "init", "-q")
    paths = sorted({"/".join(name(choose) for _ in range(choose.randint(1, 3))) for _ in range(200)})
    for _ in range(60):
        data = "\n".join(pattern(choose) for _ in range(choose.randint(1, 3))).encode()
        (tmp_path / ".gitignore").write_bytes(data)
        asked = "\0".join(paths).encode()
        theirs = set(git(tmp_path, "check-ignore", "--no-index", "-z", "--stdin", given=asked))
        read = ignore.patterns(ignore.lines_of(data))
        ours = {path.encode() for path in paths if any(ignore.ignored(*parent, read) for parent in parents(path))}
        assert ours == theirs, data


def parents(path: str) -> Iterator[tuple[str, bool]]:
    """The folders a path lies in, from the top, and the path itself; each with whether it is a folder."""
    parts = path.split("/")
    yield from (("/".join(parts[:end]), end < len(parts)) for end in range(1, len(parts) + 1))


def tree(folder: Path, choose: random.Random) -> list[str]:
    """Fill a folder with files, in folders; their paths."""
    paths: list[str] = []
    for _ in range(choose.randint(5, 25)):
        path = "/".join(name(choose) for _ in range(choose.randint(1, 4)))
        try:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text("x")
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            continue
        paths.append(path)
    return paths


def ignoring(path: Path, choose: random.Random) -> None:
    """Write some patterns."""
    path.write_bytes("\n".join(pattern(choose) for _ in range(choose.randint(1, 4))).encode())


@pytest.mark.parametrize("seed", range(60))
def test_a_tree_is_seen_as_git_sees_it(seed: int, tmp_path: Path) -> None:
    """Git sees what it tracks, and all else that no pattern leaves out; so from the top as from a folder below."""
    choose = random.Random(seed)
    git(tmp_path, "init", "-q")
    paths = sorted(set(tree(tmp_path, choose)))
    folders = sorted({str(Path(path).parent) for path in paths})
    for folder in choose.sample(folders, min(len(folders), choose.randint(1, 4))):
        if not (tmp_path / folder / ".gitignore").exists():
            ignoring(tmp_path / folder / ".gitignore", choose)
    if choose.random() < 0.3:
        ignoring(tmp_path / ".git" / "info" / "exclude", choose)
    if tracked := choose.sample(paths, min(len(paths), choose.choice([0, 0, 1, 3]))):
        git(tmp_path, "--literal-pathspecs", "add", "-f", "--", *tracked)
        git(tmp_path, "update-index", "--index-version", choose.choice("234"))
    assert seen(tmp_path) == listed(tmp_path)
    for folder in set(choose.sample(folders, min(len(folders), 2))) - {"."}:
        if not git(tmp_path, "check-ignore", "--no-index", "-z", "--stdin", given=folder.encode()):
            assert seen(tmp_path / folder) == listed(tmp_path / folder), folder


def seen(folder: Path) -> set[bytes]:
    """The files below a folder as they are read."""
    found = walked(str(folder), (), Passed())
    return {os.fsencode(f"{below}/{base}" if below else base) for below, base in found}


def listed(folder: Path) -> set[bytes]:
    """The files below a folder that git tracks or does not leave out."""
    return set(git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard"))


@pytest.mark.parametrize("version", "234")
def test_what_is_tracked_is_known_in_each_version_of_the_index(version: str, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text("*\n")
    for path in ("a/b/c.bin", "a/b/d.bin", "a/long" * 30 + "/x.bin", "z.bin"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    git(tmp_path, "add", "-f", "a/b/d.bin", "a/long" * 30 + "/x.bin")
    git(tmp_path, "add", "-f", "-N", "z.bin")
    git(tmp_path, "update-index", "--index-version", version)
    assert seen(tmp_path) == {b"a/b/d.bin", b"a/long" * 30 + b"/x.bin", b"z.bin"}


def test_a_longer_hash_is_read_too(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--object-format=sha256")
    (tmp_path / ".gitignore").write_text("*\n")
    for path in ("one.bin", "two.bin"):
        (tmp_path / path).write_text("x")
    git(tmp_path, "add", "-f", "two.bin")
    assert seen(tmp_path) == {b"two.bin"}


def test_a_repository_within_has_rules_of_its_own(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text("*.bin\n")
    inner = tmp_path / "inner"
    inner.mkdir()
    git(inner, "init", "-q")
    (inner / ".gitignore").write_text("*.txt\n")
    for path in ("x.bin", "x.txt"):
        (tmp_path / path).write_text("x")
        (inner / path).write_text("x")
    assert seen(tmp_path) == {b".gitignore", b"x.txt", b"inner/.gitignore", b"inner/x.bin"}
    assert seen(inner) == listed(inner) == {b".gitignore", b"x.bin"}


def test_a_work_tree_beside_its_repository_knows_what_is_tracked(tmp_path: Path) -> None:
    main, beside = tmp_path / "main", tmp_path / "beside"
    main.mkdir()
    git(main, "init", "-q")
    (main / "model.bin").write_text("x")
    git(main, "add", "model.bin")
    git(main, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "x")
    git(main, "worktree", "add", "-q", str(beside))
    (main / ".git" / "info" / "exclude").write_text("*.bin\n")
    (beside / "other.bin").write_text("x")
    assert seen(beside) - {b".git"} == listed(beside) == {b"model.bin"}
