"""Lets the tests of the site import what they share, and makes a small site once for all of them."""

import sys
from pathlib import Path

import pytest

_TOP = str(Path(__file__).parents[2])
if _TOP not in sys.path:
    sys.path.append(_TOP)

from tests.site.made import SYSTEMS, Built, built  # noqa: E402


@pytest.fixture(scope="session")
def small() -> Built:
    """A site of a few described systems, and what it was made from."""
    return built([f"system:{id}" for id in SYSTEMS])
