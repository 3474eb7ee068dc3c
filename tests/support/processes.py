"""Fresh interpreters, and what they import."""

import subprocess
import sys
from pathlib import Path

from openness.index.build import build, write
from openness.index.tables import sources


def imported(code: str, folder: Path, *names: str) -> list[str]:
    """The modules among these that a fresh interpreter has imported after running some code, where no project is."""
    ask = f"{code}\nimport sys; print(*[name for name in {names!r} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, cwd=folder)
    return ran.stdout.split()


def with_index(folder: Path) -> str:
    """Code that uses a ready-made index, as an installed package has one: a checkout's own may be out of date."""
    path = folder / "index.jsonl"
    write(build(**sources()), str(path), None)
    return f"from openness.index import tables; tables.READY_MADE = {str(path)!r}; "
