"""The page to try `openness`: the wheel itself under Pyodide, in Node and in a real browser.

`make runtime` builds what these tests look at; `.ci/run` does, and sets OPENNESS_TRY, so that nothing is skipped there.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TOP = Path(__file__).parents[2]
SITE = TOP / "build/docs"
RUNTIME = SITE / "_static/try/runtime"
STATIC = TOP / "docs/_static/try"

TUNED = "---\nlicense: apache-2.0\nbase_model: meta-llama/Llama-3.1-8B\n---\n# Tuned\n"
QUESTIONS = (
    ("classify", TUNED, "", ""),
    ("may", TUNED, "5,000,000", "DE"),
    ("may", TUNED, "many", ""),
    ("may", TUNED, "", "Atlantis"),
    ("classify", "---\nlicense: mit\n---\n# <img src=x onerror=alert(1)>\n", "", ""),
    ("classify", "openness: 1\nname: A\ncomponents: {model-parameters-final: {availability: public}}\n", "", ""),
    ("classify", '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": []}', "", ""),
    ("classify", "{not json", "", ""),
    ("classify", (TOP / "LICENSE").read_text(encoding="utf-8"), "", ""),
    ("identify", (TOP / "LICENSE").read_text(encoding="utf-8"), "", ""),
    ("identify", "No licence at all.", "", ""),
    ("classify", "  \n", "", ""),
)


def answers() -> ModuleType:
    """The module that the page runs."""
    spec = importlib.util.spec_from_file_location("_answers", STATIC / "answers.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ANSWERS = answers()


@pytest.fixture(scope="module")
def runtime() -> Path:
    """The folder that `make runtime` fills."""
    missing = (
        "Node" if shutil.which("node") is None else "" if (RUNTIME / "archives.json").is_file() else "`make runtime`"
    )
    if missing and os.environ.get("OPENNESS_TRY"):
        pytest.fail(f"missing: {missing}")
    if missing:
        pytest.skip(f"the page to try openness needs {missing} first")
    return RUNTIME


@pytest.mark.parametrize(
    "question", QUESTIONS, ids=lambda question: f"{question[0]}-{question[1][:12]!r}-{question[2]}"
)
def test_every_text_gets_an_answer_and_markup_in_it_is_only_shown(question: tuple[str, ...]) -> None:
    """A problem is an answer too; nothing is raised."""
    html = ANSWERS.answer(*question)
    assert html.startswith("<")
    assert "<img" not in html


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (QUESTIONS[0], "Weights available"),
        (QUESTIONS[1], "sell a product with it · train other models on what it makes: yes"),
        (QUESTIONS[2], "This cannot be used:"),
        (QUESTIONS[3], "This cannot be used:"),
        (QUESTIONS[7], "This cannot be used:"),
        (QUESTIONS[8], "This looks like a licence text."),
        (QUESTIONS[9], "Apache-2.0: word for word"),
        (QUESTIONS[10], "no licence is known by this text"),
        (QUESTIONS[11], "There is nothing to read"),
    ],
)
def test_the_answer_is_that_of_the_command_line(question: tuple[str, ...], words: str) -> None:
    """The level, the use, the licence, or the problem."""
    assert words in ANSWERS.answer(*question)


def test_the_wheel_gives_the_same_answers_under_pyodide(runtime: Path) -> None:
    """Byte for byte those of this Python."""
    call = ["node", str(TOP / "tests/browser/try.mjs"), str(STATIC / "python.js"), str(runtime)]
    done = subprocess.run(call, input=json.dumps(QUESTIONS), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    for question, html in zip(QUESTIONS, json.loads(done.stdout), strict=True):
        assert html == ANSWERS.answer(*question)


class Quiet(SimpleHTTPRequestHandler):
    """Serves the site and says nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def address(runtime: Path) -> Iterator[str]:
    """The site, served on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("width", [390, 1440])
def test_a_card_is_answered_at_once_and_offline_once_it_is_loaded(browser: Any, address: str, width: int) -> None:
    """At a phone's width too; the page asks nothing of any other place, and nothing at all for an answer."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.goto(f"{address}/try.html")
    tab.get_by_label("A model card, an SBOM").fill(TUNED)
    tab.get_by_role("button", name="Answer", exact=True).click()
    tab.locator(".answer >> text=Weights available").first.wait_for(timeout=120_000)
    assert [url for url in asked if not url.startswith((address, "blob:", "data:"))] == []
    context.set_offline(True)
    before = len(asked)
    tab.get_by_label("What may we do with it?").check()
    tab.locator(".answer >> text=sell a product with it").first.wait_for(timeout=60_000)
    assert asked[before:] == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults == []
    context.close()
