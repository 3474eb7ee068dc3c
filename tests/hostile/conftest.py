"""Lets these tests import what the unit tests share (`tests.support.releases`), and ends what would not end by itself."""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

_TOP = str(Path(__file__).parents[2])
if _TOP not in sys.path:
    sys.path.append(_TOP)

_PATIENCE = 60  # seconds of the processor, on the slowest of machines; what is endless takes for ever
_WAIT = 1_200  # seconds in which a test may also wait, as for a pipe that nobody writes to


class Endless(BaseException):
    """A hostile input kept the reader busy; no `except Exception` may swallow this."""


@pytest.fixture(autouse=True)
def _ends() -> Iterator[None]:
    """Stop a test the input of which is never done with, so that it fails and does not hang.

    What is counted is the time of the processor, so that a busy machine fails no test.
    """
    if not hasattr(signal, "SIGPROF"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise Endless(f"not done after {_PATIENCE} seconds of the processor, or {_WAIT} in all")

    before = {one: signal.signal(one, stop) for one in (signal.SIGPROF, signal.SIGALRM)}
    signal.setitimer(signal.ITIMER_PROF, _PATIENCE)
    signal.alarm(_WAIT)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.alarm(0)
    for one, handler in before.items():
        signal.signal(one, handler)
