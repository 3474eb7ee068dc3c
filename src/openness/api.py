"""What someone in Python calls: read, classify."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from openness.classification import Classification
from openness.file import Found
from openness.problem import OpennessError, Problem
from openness.reading import gather
from openness.release import Release, join
from openness.resolve import resolve
from openness.shelf import Shelf, default

if TYPE_CHECKING:
    from openness.comparison import Comparison
    from openness.explanation import Explanation
    from openness.likeness import Match

Path = str | os.PathLike[str]


def read(*paths: Path) -> Release:
    """One release with everything the files at these paths say.

    Args:
        paths: files or folders; several are joined.

    Raises:
        OpennessError: with every problem, when one of them cannot be used.
    """
    found = _found(map(_written, paths))
    if not found:
        raise OpennessError(Problem("", None, "no path was named", "name a file or a folder"))
    return join(one.release for one in found)


def classify(
    source: Path | Release, *, under: Iterable[str] | None = None, shelf: Shelf | None = None
) -> Classification:
    """One release under definitions.

    Args:
        source: a path, or a release already read.
        under: ids of definitions; by default the spectrum and every definition that ships.
        shelf: where licences and definitions are looked up; the shipped shelf by default.

    Raises:
        OpennessError: when the source cannot be used, holds several releases, or a definition is unknown.

    >>> classification = classify("docs/examples/llama-3.1/README.md", under=["osaid-1.0"])
    >>> classification.spectrum.reached, classification.judgements["osaid-1.0"].verdict.value
    ('weights-available', 'unmet')
    """
    shelf = _shelf(shelf)
    if isinstance(source, Release):
        return classify_release(source, source.read[0] if source.read else "", under, shelf)
    path = _written(source)
    found = _found([path])
    if len(found) > 1:
        listed = ", ".join(one.source for one in found[:5]) + (" and more" if len(found) > 5 else "")
        raise OpennessError(
            Problem(path, None, f"it holds {len(found)} releases: {listed}", "name one of them, or use classify_all")
        )
    return classify_release(found[0].release, path, under, shelf)


def classify_all(
    paths: Iterable[Path] | Path, *, under: Iterable[str] | None = None, shelf: Shelf | None = None
) -> tuple[Classification, ...]:
    """Every release at these paths, each under the definitions.

    Args:
        paths: files or folders; one alone may be named as it is.
        under: as for `classify`.
        shelf: as for `classify`.

    Raises:
        OpennessError: with every problem, when one of the paths cannot be used.
    """
    shelf = _shelf(shelf)
    asked = definitions(under, shelf)
    named = [paths] if isinstance(paths, (str, bytes, os.PathLike)) else paths
    return tuple(classify_release(one.release, one.source, asked, shelf) for one in _found(map(_written, named)))


def classify_release(release: Release, source: str, under: Iterable[str] | None, shelf: Shelf) -> Classification:
    """A release that has been read, under definitions."""
    return Classification(resolve(release, shelf), source, definitions(under, shelf), shelf)


def diff(
    old: Path | Release, new: Path | Release, *, under: Iterable[str] | None = None, shelf: Shelf | None = None
) -> "Comparison":
    """What changed between two releases, in facts, terms and verdicts, and why.

    Raises:
        OpennessError: as `classify` does, for either.
    """
    from openness.comparison import compare

    shelf = _shelf(shelf)
    return compare(classify(old, under=under, shelf=shelf), classify(new, under=under, shelf=shelf), shelf)


def identify(text: str, *, shelf: Shelf | None = None) -> "tuple[Match, ...]":
    """The licences whose texts stand in a text, one match each with its lines; empty where none is known.

    Args:
        text: the text of a licence file.
        shelf: which texts are known; texts beside a user's own records are known too.

    >>> from pathlib import Path
    >>> [match.licence for match in identify(Path("LICENSE").read_text())]
    ['Apache-2.0']
    """
    return _shelf(shelf).identify(_text("a licence's text", text))


def explain(word: str, *, shelf: Shelf | None = None) -> "Explanation":
    """What a word means: a licence by any of its names, a definition, a criterion, a component, a term, a code.

    Raises:
        OpennessError: with the nearest words, when nothing has this name.

    >>> explain("apache 2.0").word
    'Apache-2.0'
    """
    from openness.explanation import explain as explained

    return explained(_text("a word", word), _shelf(shelf))


def definitions(under: Iterable[str] | None, shelf: Shelf) -> tuple[str, ...]:
    """The definitions asked for, each known; every one on the shelf where none is named.

    Raises:
        OpennessError: with the nearest ids, for each that is unknown.
    """
    if under is None:
        return tuple(shelf.definitions())
    asked = tuple(dict.fromkeys([under] if isinstance(under, str) else under))
    problems: list[Problem] = []
    for id in asked:
        try:
            shelf.definition(_text("a definition's id", id))
        except OpennessError as error:
            problems.extend(error.problems)
    if problems:
        raise OpennessError(*problems)
    return asked


def _written(path: Path) -> str:
    """A path as its user wrote it."""
    return _text("a path", os.fspath(path))


def _text(what: str, held: object) -> str:
    if isinstance(held, str):
        return held
    raise TypeError(f"{what} must be a str, not {type(held).__name__}")


def _shelf(shelf: Shelf | None) -> Shelf:
    """The shelf a call names, or the one that is used otherwise."""
    if shelf is None:
        return default()
    if isinstance(shelf, Shelf):
        return shelf
    raise TypeError(f"shelf must be a Shelf, not {type(shelf).__name__}; use Shelf((FOLDER,))")


def _found(paths: Iterable[str]) -> list[Found]:
    """What the paths gave; every problem together."""
    gathered = [gather(path) for path in paths]
    problems = [problem for one in gathered for problem in one.problems]
    if problems:
        raise OpennessError(*problems)
    return [found for one in gathered for found in one.found]
