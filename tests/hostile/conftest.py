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

_PATIENCE = 60  # seconds, on the slowest of machines; what is endless takes for ever


class Endless(BaseException):
    """A hostile input kept the reader busy; no `except Exception` may swallow this."""


@pytest.fixture(autouse=True)
def _ends(request: pytest.FixtureRequest) -> Iterator[None]:
    """Stop a test the input of which is never done with, so that it fails and does not hang.

    A module whose tests wait for processes that end by themselves has a `PATIENCE` of its own; 0 is no limit.
    """
    patience = getattr(request.module, "PATIENCE", _PATIENCE)
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise Endless(f"not done after {patience} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(patience)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
