"""An SPDX 2.3 document in JSON, written by `spdx-tools`.

SPDX 2.3 has no word for a model: the package says in its comment that it is SPDX 3's `AIPackage`. The declared licence
is what was read; the concluded one only what a person concluded.
"""

import re
from typing import TYPE_CHECKING, Any

from openness._version import __version__
from openness.export._spdx_licence import NO_TEXT, SpdxLicences
from openness.export.capability import Holds, Slot
from openness.export.summary import Base, Outline, Part
from openness.export.writers import NO_MOMENT, UNDATED, digest, moment
from openness.release.author import Author
from openness.vocabulary import NOASSERTION, Availability, Kind, Relation
from openness.vocabulary.characters import in_json
from openness.vocabulary.json_text import shown_halves

if TYPE_CHECKING:
    from spdx_tools.spdx.model.actor import Actor
    from spdx_tools.spdx.model.document import Document
    from spdx_tools.spdx.model.package import Package

_AT_ADDRESS = Slot((Availability.PUBLIC,), by_address=True, conclusion=True)
_DATA = Slot((Availability.PUBLIC,), by_address=True, conclusion=True, several=True)
HOLDS = {
    "model": Holds(
        "SPDX 2.3",
        ("name", "version", "producer", "copyrights"),
        {Kind.MODEL_PARAMETERS_FINAL: _AT_ADDRESS, Kind.DATASETS: _DATA, Kind.EVALUATION_DATA: _DATA},
        bases=True,
        relations=(Relation.FINE_TUNE, Relation.ADAPTER),
        base=("licence", "producer"),
        mixed=False,
        uri=True,
        one_line=True,
        dated=True,
    ),
    "dataset": Holds(
        "SPDX 2.3",
        ("name", "version", "producer", "copyrights"),
        {Kind.DATASETS: _AT_ADDRESS},
        subject="dataset",
        mixed=False,
        uri=True,
        one_line=True,
        dated=True,
    ),
}

_MODEL = "An AI model (AIPackage in SPDX 3)."
_DATA_SET = "A data set (DatasetPackage in SPDX 3)."


def write(outline: Outline, author: Author | None = None) -> str:
    """The document.

    Args:
        outline: what it holds.
        author: who makes it.

    Raises:
        OpennessError: when spdx-tools is not installed.
    """
    from io import StringIO

    try:
        from spdx_tools.spdx.writer.json.json_writer import write_document_to_stream
    except ImportError:
        from openness.errors import OpennessError, Problem

        raise OpennessError(Problem("", None, "spdx-tools is not installed", "pip install spdx-tools")) from None
    stream = StringIO()
    write_document_to_stream(_document(outline, author), stream, validate=False)
    return f"{in_json(shown_halves(stream.getvalue())).rstrip()}\n"


def _document(outline: Outline, author: Author | None) -> "Document":
    from datetime import datetime

    from spdx_tools.spdx.model.actor import Actor, ActorType
    from spdx_tools.spdx.model.document import CreationInfo, Document
    from spdx_tools.spdx.model.extracted_licensing_info import ExtractedLicensingInfo
    from spdx_tools.spdx.model.relationship import Relationship, RelationshipType

    licences = SpdxLicences(outline)
    packages: list[Package] = []
    ties: list[Relationship] = [Relationship("SPDXRef-DOCUMENT", RelationshipType.DESCRIBES, "SPDXRef-release")]
    of_data = outline.subject == "dataset"
    about = next(iter(outline.of(Kind.DATASETS if of_data else Kind.MODEL_PARAMETERS_FINAL)), None)
    comment = _DATA_SET if of_data else _MODEL
    packages.append(
        _package("SPDXRef-release", outline.name, comment, licences, about, outline.producer, outline.version)
    )
    if outline.copyrights:
        packages[0].copyright_text = "\n".join(outline.copyrights)
    for kind, tie in () if of_data else _TIES:
        for number, part in enumerate(outline.of(kind), 1):
            id = f"SPDXRef-{kind.value}-{number}"
            packages.append(_package(id, part.name or kind.value, _DATA_SET, licences, part))
            ties.append(Relationship(id, RelationshipType[tie], "SPDXRef-release"))
    for number, base in enumerate(outline.bases, 1):
        id = f"SPDXRef-base-{number}"
        packages.append(_package(id, base.name, _MODEL, licences, base, base.producer))
        sort = "DEPENDS_ON" if base.relation is Relation.ADAPTER else "DESCENDANT_OF"
        ties.append(Relationship("SPDXRef-release", RelationshipType[sort], id))
    refs = [
        ExtractedLicensingInfo(
            license_id=ref.id,
            extracted_text=NO_TEXT,
            license_name=ref.name,
            cross_references=[ref.address] if ref.address else [],
        )
        for ref in licences.refs.values()
    ]
    creation = CreationInfo(
        spdx_version="SPDX-2.3",
        spdx_id="SPDXRef-DOCUMENT",
        name=_line(outline.name),
        document_namespace=f"https://spdx.org/spdxdocs/openness-{digest(outline, author)}",
        creators=[*_creators(author), Actor(ActorType.TOOL, f"openness-{__version__}")],
        created=datetime.fromisoformat((moment() or NO_MOMENT).removesuffix("Z")),
        creator_comment=None if moment() else UNDATED,
    )
    return Document(creation, packages=packages, relationships=ties, extracted_licensing_info=refs)


def _creators(author: Author | None) -> "list[Actor]":
    from spdx_tools.spdx.model.actor import Actor, ActorType

    return [Actor(ActorType[author.kind.upper()], _actor(author.name))] if author else []


def _actor(name: str) -> str:
    """A name that is read back whole: what stands in parentheses at the end is an address."""
    return f"{name} ()" if name.endswith(")") else name


_TIES = ((Kind.DATASETS, "DATA_FILE_OF"), (Kind.EVALUATION_DATA, "TEST_OF"))


def _package(
    id: str,
    name: str,
    comment: str,
    licences: SpdxLicences,
    about: Part | Base | None,
    producer: str = "",
    version: str = "",
) -> "Package":
    """One package; of what is not known it makes no assertion."""
    from spdx_tools.spdx.model.actor import Actor, ActorType
    from spdx_tools.spdx.model.package import Package, PackagePurpose
    from spdx_tools.spdx.model.spdx_no_assertion import SpdxNoAssertion

    part = about if isinstance(about, Part) else None
    return Package(
        spdx_id=id,
        name=_line(name),
        download_location=part.location if part and part.location else SpdxNoAssertion(),
        version=version or None,
        originator=Actor(ActorType.ORGANIZATION, _actor(producer)) if producer else SpdxNoAssertion(),
        files_analyzed=False,
        license_declared=_spdx(licences.expression(about.licence if about else "")),
        license_concluded=_spdx(licences.expression(part.concluded if part else "")),
        comment=comment,
        primary_package_purpose=PackagePurpose.OTHER,
    )


def _line(name: str) -> str:
    return name or NOASSERTION


def _spdx(expression: str) -> Any:
    """An expression as the library has it; one that its grammar does not know is kept as it is."""
    from license_expression import LicenseSymbol, Licensing
    from spdx_tools.spdx.model.spdx_no_assertion import SpdxNoAssertion
    from spdx_tools.spdx.model.spdx_none import SpdxNone

    if expression == NOASSERTION:
        return SpdxNoAssertion()
    if expression == "NONE":
        return SpdxNone()
    words = {word for word in re.findall(r"[^\s()]+", expression) if word not in ("AND", "OR", "WITH")}
    symbols = [LicenseSymbol(word, is_exception=f"WITH {word}" in expression) for word in sorted(words)]
    return Licensing(symbols).parse(expression)
