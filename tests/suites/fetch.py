"""Fetches the suites that `suites.toml` names: `python tests/suites/fetch.py FOLDER`. Needs git and a network.

A suite that is there at its commit is left as it is.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

LIST = Path(__file__).with_name("suites.toml")


def fetch(folder: Path) -> None:
    """Bring a folder to hold each suite at its commit.

    Raises:
        CalledProcessError: when git cannot.
    """
    for name, suite in tomllib.loads(LIST.read_text(encoding="utf-8")).items():
        place, commit = folder / name, suite["commit"]
        if place.is_dir() and _git(place, "rev-parse", "HEAD") == commit:
            continue
        print(f"{name}: {suite['address']} at {commit[:12]}")
        place.mkdir(parents=True, exist_ok=True)
        if not (place / ".git").is_dir():
            _git(place, "init", "--quiet")
        _git(place, "fetch", "--quiet", "--depth", "1", suite["address"], commit)
        _git(place, "-c", "advice.detachedHead=false", "checkout", "--quiet", "--force", commit)


def _git(place: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(place), *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    fetch(Path(sys.argv[1]))
