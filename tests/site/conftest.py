"""Lets the tests of the site import what they share, and makes a small site once for all of them."""

import pytest
from tests.support.sites import SYSTEMS, Built, built


@pytest.fixture(scope="session")
def small() -> Built:
    """A site of a few described systems, and what it was made from."""
    return built([f"system:{id}" for id in SYSTEMS])
