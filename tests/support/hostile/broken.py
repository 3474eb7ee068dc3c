"""Readers and writers that are broken on purpose, to see that the runner counts what they do. Each runs in a child alone."""

import os
import signal
import socket
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from attrs import evolve


def swap(module: str, name: str, change: Callable[[Any], Any]) -> None:
    """Put something else in the place of a function, wherever that is called by its name."""
    old = getattr(import_module(module), name)
    new = change(old)
    for one in list(sys.modules.values()):
        if getattr(one, "__name__", "").startswith("openness") and vars(one).get(name) is old:
            setattr(one, name, new)


def reading(first: Callable[[Any], object]) -> None:
    """Let the reader of cards do something before it reads."""

    def change(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def both(document: Any) -> Any:
            first(document)
            return read(document)

        return both

    swap("openness.formats.card", "read", change)


def writing(form: str, change: Callable[[str], str]) -> None:
    """Let a report be written otherwise."""
    swap(f"openness.reports.{form}", "write", lambda write: lambda *words, **more: change(write(*words, **more)))


def _crash() -> None:
    reading(lambda document: {}[document.name])


def _signal() -> None:
    reading(lambda document: os.kill(os.getpid(), signal.SIGSEGV))


def _hang() -> None:
    sys.modules["__main__"].PATIENCE = 1  # type: ignore[attr-defined]  # the runner is the main module here

    def forever(document: Any) -> None:
        while True:
            pass

    reading(forever)


def _memory() -> None:
    reading(lambda document: b"x" * (300 << 20))


def _socket() -> None:
    reading(lambda document: socket.socket().close())


def _process() -> None:
    reading(lambda document: os.system("true"))


def _read() -> None:
    reading(lambda document: Path("../secret").read_text())


def _listed() -> None:
    reading(lambda document: os.listdir("/"))


def _write() -> None:
    reading(lambda document: Path("stray").write_text(""))


def _removed() -> None:
    reading(lambda document: Path("nothing").unlink(missing_ok=True))


def _mute() -> None:
    swap("openness.cli.console", "complain", lambda complain: lambda problems: None)


def _open() -> None:
    def change(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
        return lambda document: read(evolve(document, text=document.text.replace("CC-BY-NC-4.0", "MIT")))

    swap("openness.formats.card", "read", change)


def _refused() -> None:
    from openness.errors import OpennessError, Problem

    def refuse(document: Any) -> None:
        raise OpennessError(Problem(document.name, None, "no"))

    reading(refuse)


def _silent() -> None:
    def change(read: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *words: tuple(evolve(one, oddities=()) for one in read(*words))

    swap("openness.formats", "read_document", change)


def _terminal() -> None:
    swap("openness.blocks.escape", "terminal", lambda escape: str)


def _html() -> None:
    swap("openness.blocks.escape", "html", lambda escape: str)


def _markdown() -> None:
    swap("openness.blocks.escape", "markdown", lambda escape: str)


def _mention() -> None:
    swap("openness.blocks.escape", "markdown", lambda escape: lambda text: escape(text).replace("<span>@</span>", "@"))


def _json() -> None:
    writing("json", lambda text: text.replace("\\u003c", "<"))


def _sarif() -> None:
    swap("openness.reports.sarif", "plain", lambda escape: str)


def _junit() -> None:
    writing("junit", lambda text: text.replace("&lt;", "<"))


def _github() -> None:
    swap("openness.reports.github", "_data", lambda escape: str)
    swap("openness.blocks.escape", "terminal", lambda escape: str)


def _csv() -> None:
    swap("openness.scan.parts", "_as_words", lambda escape: lambda column: column)


def _azure() -> None:
    swap("openness.blocks.escape", "terminal", lambda escape: lambda text: escape(text).replace("\\x23", "#"))


BROKEN: dict[str, Callable[[], None]] = {
    name.removeprefix("_"): value
    for name, value in list(vars().items())
    if name.startswith("_") and not name.startswith("__") and callable(value)
}
