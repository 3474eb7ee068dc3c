"""A real Chromium, and the site of every described system; skipped with the reason where there is no browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.sites import SYSTEMS, Built, built, laid

from openness.sources.system_ids import PREFIX, ids

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, as Debian has it, with an empty profile."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium is installed (on Debian: apt-get install chromium)")
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (the group browser)")
    with driver.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def catalogue(browser: Any) -> Built:
    """The site of every described system."""
    return built([f"{PREFIX}{id}" for id in ids()])


@pytest.fixture(scope="session")
def folder(catalogue: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That site in a folder."""
    return laid(catalogue, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def few(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A smaller one, for what looks at every element."""
    return laid(built([f"{PREFIX}{id}" for id in SYSTEMS]), tmp_path_factory.mktemp("few"))
