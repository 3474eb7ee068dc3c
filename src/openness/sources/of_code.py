"""The licence of a repository with code, below which weights lie of which nobody says anything.

Such a licence is usually that of the code. It counts for weights that lie beside it, as on the Hub, and for those of which
something says so; of others it is not known whether it is theirs (`docs/decisions/0069-whose-a-licence-is.md`).
"""

from collections.abc import Collection, Iterable, Iterator

from openness.formats.file_endings import CODE
from openness.release.hints import CodeLicence, LicenceInProse
from openness.release.names import is_credit
from openness.release.release import LicenceText, Release
from openness.vocabulary import Kind

_PROJECT = ("requirements.txt", "environment.yml", "environment.yaml", "pyproject.toml", "setup.cfg", "package.json")
_ENDINGS = tuple(f".{ending}" for ending in sorted(CODE - {"sh"}))


def is_code(base: str) -> bool:
    """True where a file of this name tells that a folder is one of code: a script of the shell may only fetch something."""
    return base.lower().endswith(_ENDINGS) or base in _PROJECT


def doubt(releases: Iterable[Release], texts: Iterable[LicenceText], with_weights: Collection[str]) -> Release:
    """The doubt of a release whether licence texts that lie with code and not with the weights are those of the weights.

    Args:
        releases: its card, and what each file beside that says.
        texts: those that lie with code.
        with_weights: the folders in which weights lie.
    """
    read = list(releases)
    own = any(Kind.MODEL_PARAMETERS_FINAL in text.kinds for release in read for text in release.texts)
    unclear = (text for text in texts if not text.kinds and not is_credit(_base(text)))
    first = None if own else min(unclear, key=_depth, default=None)
    if first is None:
        return Release()
    pages = sorted({page for page in _pages(read) if page.rpartition("/")[0] in with_weights})
    return Release(limits=(CodeLicence(first.source, tuple(pages)),))


def _pages(releases: Iterable[Release]) -> Iterator[str]:
    """The documents with sentences about a licence."""
    for release in releases:
        yield from (hint.source.document for hint in release.limits if isinstance(hint, LicenceInProse))


def _depth(text: LicenceText) -> tuple[int, str]:
    return text.source.document.count("/"), text.source.document


def _base(text: LicenceText) -> str:
    return text.source.document.rpartition("/")[2]
