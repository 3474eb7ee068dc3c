"""Calls and processes timed in turns, so that a busy machine is as busy for each."""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping

_PEAK = "\nprint(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])\n"


def run(*words: str, folder: str) -> None:
    """One process of Python, to its end."""
    subprocess.run([sys.executable, *words], cwd=folder, stdout=subprocess.DEVNULL, check=True)


def cpu() -> float:
    """The processor time of this process and of those it has waited for, in seconds."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def ratios(calls: Mapping[str, Callable[[], object]], pairs: int) -> dict[str, float]:
    """The processor time of each call as a multiple of the first one's: the median of the rounds, in which they take turns.

    Args:
        calls: the calls; the peer or the floor stands first.
        pairs: how many rounds.
    """
    return {name: processor for name, (processor, _) in both(calls, pairs).items()}


def both(calls: Mapping[str, Callable[[], object]], pairs: int) -> dict[str, tuple[float, float]]:
    """The same by processor time and by the clock, which tells another for what works on several cores."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in calls}
    for _ in range(pairs):
        times = {}
        for name, call in calls.items():
            start, begun = cpu(), time.perf_counter()
            call()
            times[name] = cpu() - start, time.perf_counter() - begun
        first = next(iter(times.values()))
        for name, (processor, clock) in times.items():
            found[name].append((processor / first[0], clock / first[1]))
    return {
        name: (statistics.median(one for one, _ in each), statistics.median(one for _, one in each))
        for name, each in found.items()
    }


def process(code: str, folder: str) -> tuple[float, int]:
    """The processor time of a process that runs some code in a folder, in seconds, and the peak of its memory, in kB."""
    start = cpu()
    done = subprocess.run([sys.executable, "-c", code + _PEAK], check=True, capture_output=True, text=True, cwd=folder)
    return cpu() - start, int(done.stdout.split()[-1])


def processes(ours: str, peer: str, pairs: int, folder: str) -> tuple[float, float]:
    """The processor time and the memory of one process as multiples of another's: the medians of pairs in turns."""
    both = [(process(ours, folder), process(peer, folder)) for _ in range(pairs)]
    seconds, memory = (statistics.median(own[at] / other[at] for own, other in both) for at in (0, 1))
    return seconds, memory
