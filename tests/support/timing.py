"""Calls timed in turns, so that a busy machine is as busy for each."""

import subprocess
import sys
import time
from collections.abc import Callable


def run(*words: str, folder: str) -> None:
    """One process, to its end."""
    subprocess.run([sys.executable, *words], cwd=folder, stdout=subprocess.DEVNULL, check=True)


def best(calls: dict[str, Callable[[], None]], rounds: int) -> dict[str, float]:
    """The shortest time of each call, in seconds; the calls take turns."""
    held = dict.fromkeys(calls, float("inf"))
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.perf_counter()
            call()
            held[name] = min(held[name], time.perf_counter() - start)
    return held
