"""The licence of a repository with code, below which weights lie of which nobody says anything.

Such a licence is usually that of the code. It counts for weights that lie beside it, as on the Hub, and for those of which
something says so; of others it is not known whether it is theirs (`docs/decisions/0069-whose-a-licence-is.md`).
"""

import re
from collections.abc import Collection, Iterable

from openness.formats.file_endings import CODE
from openness.release.claim import Claim, Rule
from openness.release.finding import Code, Finding
from openness.release.hints import LicenceInProse
from openness.release.names import is_credit
from openness.release.release import LicenceText, Release, TermsElsewhere
from openness.vocabulary import NOASSERTION, Basis, Kind

_OF_A_MODEL = re.compile(r"\b(?:weights?|checkpoints?|models?|parameters)\b", re.IGNORECASE)
_PROJECT = ("requirements.txt", "environment.yml", "environment.yaml", "pyproject.toml", "setup.cfg", "package.json")
_ENDINGS = tuple(f".{ending}" for ending in sorted(CODE - {"sh"}))
_HELP = "state the licence of the weights in the block of their card, or in a MODEL_LICENSE beside them"


def is_code(base: str) -> bool:
    """True where a file of this name tells that a folder is one of code: a script of the shell may only fetch something."""
    return base.lower().endswith(_ENDINGS) or base in _PROJECT


def doubts(releases: Iterable[Release], texts: Iterable[LicenceText], with_weights: Collection[str]) -> Release:
    """The doubt of a release whether licence texts that lie with code and not with the weights are those of the weights.

    Args:
        releases: everything that is said of it.
        texts: those that lie with code.
        with_weights: the folders in which weights lie.
    """
    read = list(releases)
    hints = (hint for release in read for hint in release.limits if isinstance(hint, LicenceInProse))
    own = any(Kind.MODEL_PARAMETERS_FINAL in text.kinds for release in read for text in release.texts)
    if own or any(_is_of_weights(hint, with_weights) for hint in hints):
        return Release()
    unclear = [text for text in texts if not text.kinds and not is_credit(_base(text))]
    terms = (TermsElsewhere(_claim(text), (Kind.MODEL_PARAMETERS_FINAL,)) for text in unclear)
    return Release(terms=tuple(terms), oddities=tuple(map(_finding, unclear)))


def _is_of_weights(hint: LicenceInProse, with_weights: Collection[str]) -> bool:
    """True where words that name a licence may be about the weights: they speak of a model, or stand where its weights lie."""
    near = hint.source.document.rpartition("/")[0] in with_weights
    return bool(hint.names) and not hint.apart and (near or _OF_A_MODEL.search(hint.written) is not None)


def _base(text: LicenceText) -> str:
    return text.source.document.rpartition("/")[2]


def _claim(text: LicenceText) -> Claim:
    return Claim(NOASSERTION, Basis.INFERRED, text.source, rule=Rule.CODE_LICENCE)


def _finding(text: LicenceText) -> Finding:
    message = f"{_base(text)} lies with code, and nothing says whether it is the licence of the weights too"
    return Finding(Code.LICENCE_UNCLEAR, message, text.source, _HELP)
