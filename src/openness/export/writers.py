"""One module, one format: a release's plain facts as text.

A writer declares in `HOLDS` what of a release its format holds, is given an outline cut down to that, and writes it. It
decides nothing and reads nothing. To add one is to write its module and to add its name to `WRITERS`.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING

from attrs import evolve

from openness.value import canonical
from openness.vocabulary.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Protocol

    from openness.export.capability import Holds
    from openness.export.summary import Outline
    from openness.release.author import Author

    class Writer(Protocol):
        """The interface of a module in this folder, and of a form."""

        HOLDS: Mapping[str, Holds]  # under `model`, and under `dataset` where a data set is written otherwise

        def write(self, outline: Outline, version: str = ..., author: Author | None = ...) -> str:
            """The text; of one outline always the same.

            Some have `version`s, those of `SPEC_VERSIONS`; some name an `author`, those of `release.author.AUTHORED`.
            """


#: Each format that can be written, and what it is.
WRITERS = {
    "native": "openness.yaml",
    "card": "front matter of the Hugging Face Hub",
    "mof": "YAML of the Model Openness Framework's tool",
    "spdx3": "SPDX 3.0.1 with the AI and Dataset profiles, JSON-LD",
    "spdx2": "SPDX 2.3, JSON",
    "cyclonedx": "CycloneDX 1.6 or 1.7 with a model card, JSON",
}

#: Each regulator's form that can be filled as far as a release goes, and what it is.
FORMS = {
    "eu-training-summary": "the EU's public summary of training content, Markdown",
    "eu-model-documentation": "the Model Documentation Form of the EU's Code of Practice, Markdown",
    "ab-2013": "documentation of training data under California's AB 2013, Markdown",
}

#: The versions of a format that can be written, the one that is written unasked first.
SPEC_VERSIONS = {"spdx3": ("3.0.1",), "spdx2": ("2.3",), "cyclonedx": ("1.6", "1.7")}


def writer(name: str) -> "Writer":
    """The module that writes a format, or the writer of a form.

    Raises:
        OpennessError: when there is none, with the nearest names.
    """
    if name not in WRITERS and name not in FORMS:
        from openness.errors import OpennessError, Problem, nearest

        known = (*WRITERS, *FORMS)
        help = nearest(name, known) or f"write one of {', '.join(known)}"
        raise OpennessError(Problem("", None, f"no format is called {name!r}", help))
    if name in FORMS:
        from openness.export._form import Form

        return Form(name)
    module: Writer = import_module(f"openness.export.{name}")
    return module


def holds_of(name: str, version: str = "") -> "Mapping[str, Holds]":
    """The fields that a format has for a model, and for a data set where these differ.

    Args:
        name: the format's name.
        version: of the format; empty for the one that is written unasked.

    Raises:
        OpennessError: when there is no such format, or no such version of it.
    """
    module = writer(name)
    versions = SPEC_VERSIONS.get(name, ())
    if version and version not in versions:
        from openness.errors import OpennessError, Problem

        help = f"write one of {', '.join(versions)}" if versions else "leave the version out"
        raise OpennessError(Problem("", None, f"{name} is not written in version {version!r}", help))
    newer: Mapping[str, Mapping[str, Holds]] = getattr(module, "NEWER", {})
    return newer.get(version, module.HOLDS)


def moment() -> str | None:
    """The moment at which a file is said to be made: `SOURCE_DATE_EPOCH`, in seconds; None where that is not set.

    Raises:
        OpennessError: when it is not a moment.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not seconds:
        return None
    from datetime import UTC, datetime

    from openness.errors import OpennessError, Problem

    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        help = "write the seconds since 1970-01-01, such as 1700000000"
        raise OpennessError(Problem("", None, f"SOURCE_DATE_EPOCH is {seconds[:40]!r}", help)) from None


#: The moment to write where a format asks for one and none is set.
NO_MOMENT = "1970-01-01T00:00:00Z"
#: The words beside it, for whoever reads the file and never saw a message.
UNDATED = "Nobody has set when this file was made; the time in it means nothing."


def digest(outline: "Outline", author: "Author | None" = None) -> str:
    """The digest of an outline, from which ids are made, so that the same release gives the same bytes.

    It leaves out `licences`, kept for looking names up, and `omitted`, the facts that the format cannot hold.
    """
    from hashlib import sha256

    written = json_text(canonical(evolve(outline, licences=(), omitted=())))
    return sha256(f"{written}{author or ''}".encode()).hexdigest()[:32]
