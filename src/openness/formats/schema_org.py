"""Linked data in the words of schema.org: software, a data set or a model, described for search engines and archives.

CodeMeta (`codemeta.json`) is one such description; others lie in `*.jsonld` and `metadata.json`, and in the head of a web
page, which another format reads.
"""

from openness.formats._fields import CODE
from openness.formats._schema_org import HEAD, described
from openness.release.release import Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.vocabulary import Kind

NAME = "schema.org description"
HOLDS = "beside"
LIMIT = TEXT_LIMIT
BYTES = False


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format.

    >>> [matches_name(base) for base in ("codemeta.json", "heron.codemeta.json", "dataset.jsonld", "metadata.json")]
    [True, True, True, False]
    """
    return base.lower().endswith(("codemeta.json", ".jsonld"))


def named_for(base: str) -> tuple[Kind, ...]:
    """The parts that a licence in a file of this name may be about: of CodeMeta code and data, else whatever lies there."""
    return (*CODE, Kind.DATASETS) if base.lower().endswith("codemeta.json") else ()


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: JSON-LD with the vocabulary of schema.org, or of CodeMeta."""
    head = text[:HEAD].lstrip()
    return head.startswith(("{", "[")) and '"@context"' in text and ("schema.org" in head or "codemeta" in head)


def read(document: Document) -> Release:
    """A release with the licences that the file states.

    Raises:
        OpennessError: when it is no JSON object, or list of such.
    """
    return described(document)
