"""Licence texts a second, after loading; with a peer beside it if that is installed.

Run `python tests/benchmarks/bench_texts.py FOLDER` on a folder of licence texts. Each text is read verbatim, rewrapped,
with a clause added, and beside the next one. The peer (`licensedcode` of scancode-toolkit, if it can be imported)
alternates with ours text by text; what counts is the ratio of processor time.
"""

import statistics
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from openness.licensing.matching.fingerprints import Fingerprints, shipped
from openness.licensing.matching.match import identify

CLAUSE = "The Software shall not be used for any commercial purpose."


def variants(texts: list[str]) -> Iterator[tuple[str, str]]:
    """Each text in four shapes, named."""
    for text, other in zip(texts, [*texts[1:], texts[0]], strict=True):
        yield "verbatim", text
        yield "rewrapped", "\n\n".join(textwrap.fill(part, 66) for part in text.split("\n\n"))
        middle = text.find("\n\n", len(text) // 2)
        yield "clause", f"{text[:middle]}\n\n{CLAUSE}{text[middle:]}"
        yield "two", f"{text}\n\n{other}"


def peer() -> Callable[[str], object] | None:
    """ScanCode's detection of a text, its index loaded; None if it is not installed."""
    try:
        from licensedcode.cache import get_index  # type: ignore[import-not-found]  # a peer, and no dependency
    except ImportError:
        return None
    index = get_index()

    def detect(text: str) -> object:
        with tempfile.NamedTemporaryFile("w", suffix=".LICENSE") as file:
            file.write(text)
            file.flush()
            return index.match(location=file.name)

    return detect


def took(call: Callable[[str], object], text: str) -> float:
    """Milliseconds of processor time."""
    start = time.process_time()
    call(text)
    return 1000 * (time.process_time() - start)


def main(folder: str) -> None:
    """Print means a shape, and the ratio to the peer."""
    data = (
        Path(sys.modules["openness.licensing.matching.fingerprints"].__file__ or "")
        .with_name("fingerprints.bin")
        .read_bytes()
    )
    loads = [took(lambda _: Fingerprints.of(data), "") for _ in range(7)]
    print(f"load: {statistics.median(loads):.0f} ms, {len(shipped())} texts, {len(data):,} bytes")
    texts = [path.read_text("utf-8", "replace") for path in sorted(Path(folder).iterdir()) if path.is_file()]
    other = peer()
    ours: dict[str, list[float]] = {}
    theirs: list[float] = []
    for shape, text in variants(texts):
        ours.setdefault(shape, []).append(took(identify, text))
        if other is not None:
            theirs.append(took(other, text))
    for shape, times in ours.items():
        print(f"{shape:10} {statistics.mean(times):6.2f} ms a text, median {statistics.median(times):6.2f}")
    total = [one for times in ours.values() for one in times]
    print(f"{'all':10} {statistics.mean(total):6.2f} ms a text, {1000 / statistics.mean(total):.0f} texts/s")
    if theirs:
        print(f"peer       {statistics.mean(theirs):6.2f} ms a text: {sum(theirs) / sum(total):.1f} times ours")


if __name__ == "__main__":
    main(sys.argv[1])
