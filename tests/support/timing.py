"""Calls timed in turns, so that a busy machine is as busy for each."""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable


def run(*words: str, folder: str) -> None:
    """One process, to its end."""
    subprocess.run([sys.executable, *words], cwd=folder, stdout=subprocess.DEVNULL, check=True)


def best(calls: dict[str, Callable[[], None]], rounds: int) -> dict[str, float]:
    """The shortest time of each call, in seconds; the calls take turns."""
    seconds = dict.fromkeys(calls, float("inf"))
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.perf_counter()
            call()
            seconds[name] = min(seconds[name], time.perf_counter() - start)
    return seconds


def cpu() -> float:
    """The processor time of this process and of those it has waited for, in seconds."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def ratios(calls: dict[str, Callable[[], object]], pairs: int) -> dict[str, float]:
    """The processor time of each call as a multiple of the first one's: the median of the pairs; the calls take turns."""
    found: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(pairs):
        times = {}
        for name, call in calls.items():
            start = cpu()
            call()
            times[name] = cpu() - start
        first = next(iter(times.values()))
        for name, seconds in times.items():
            found[name].append(seconds / first)
    return {name: statistics.median(each) for name, each in found.items()}
