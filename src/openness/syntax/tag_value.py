"""SPDX 2.3 as tag-value and RDF/XML, read by `spdx-tools` and given the shape of SPDX's JSON.

The library is imported only for such a file. What it cannot do is done here: it knows no lines; it makes its index of
licences anew for each that it reads (33 ms) and does not know all of SPDX's list, so of a tag-value file it is given
no licences, and they are put back as they are written; it is not let write its parser's tables to where it is
installed, and what it raises on odd files becomes one error.
"""

import logging
import re
import warnings
from collections.abc import Iterable
from typing import Any

from openness.errors import OpennessError, Problem
from openness.syntax.document import Document
from openness.syntax.tree import Mapping, Node, Scalar, Sequence

LINES = 20_000  # of a tag-value file: some seconds of the library's time
ELEMENTS = 20_000  # of an RDF/XML file: likewise

_TAG = re.compile(r"[ \t]*(?P<tag>[A-Za-z]+):[ \t]*(?P<value>.*)")
_FIELDS = {  # tags whose words are taken from the lines themselves, by what JSON calls them
    "PackageLicenseDeclared": "licenseDeclared",
    "PackageLicenseConcluded": "licenseConcluded",
    "PackageLicenseInfoFromFiles": "licenseInfoFromFiles",
    "LicenseConcluded": "licenseConcluded",
    "LicenseInfoInFile": "licenseInfoInFiles",
    "SnippetLicenseConcluded": "licenseConcluded",
    "LicenseInfoInSnippet": "licenseInfoInSnippets",
}
_BEGIN = frozenset(("PackageName", "FileName", "SnippetSPDXID", "LicenseID"))
_ENDS = ("spdxElementId", "relationshipType", "relatedSpdxElement")


def tree_by_library(document: Document) -> Node:
    """The document in the shape of JSON, with lines where they are known.

    Args:
        document: tag-value, or RDF/XML without a document type.

    Raises:
        OpennessError: when the library cannot read it, or it is too large for it.
    """
    if document.text.lstrip().startswith("<"):
        document_tree = _by_library(document, _rdf)
        at = _elements(document.text)
        return _node(document_tree, 0, at, {})
    lines = document.text.split("\n")
    if len(lines) > LINES:
        raise _error(document, f"it has more than {LINES:,} lines", "too large to read safely; write it as JSON")
    without, licences, at = _without_licences(document, lines)
    document_tree = _by_library(Document(document.name, without), _tag_value)
    return _node(document_tree, 0, at, licences)


def _error(document: Document, message: str, help: str = "") -> OpennessError:
    return OpennessError(Problem(document.name, None, message, help))


def _by_library(document: Document, parse: Any) -> dict[str, Any]:
    try:
        from spdx_tools.spdx.jsonschema import document_converter
        from spdx_tools.spdx.parser.error import SPDXParsingError
    except ImportError:
        raise _error(document, "spdx-tools is not installed", "pip install spdx-tools") from None
    logged = logging.root.manager.disable
    logging.disable()  # it says there what is said here
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            converted: dict[str, Any] = _new(document_converter.DocumentConverter).convert(parse(document))
    except SPDXParsingError as error:
        first = " ".join(str(next(iter(error.messages or ()), "no reason given")).split())[:200]
        raise _error(document, f"spdx-tools cannot read it: {first}", "fix it, or write it as JSON") from None
    except OpennessError:
        raise
    except (Exception, SystemExit) as error:  # on odd files it lets TypeError and others out, or ends the program
        kind = type(error).__name__
        raise _error(document, f"spdx-tools cannot read it ({kind})", "fix it, or write it as JSON") from None
    finally:
        logging.disable(logged)
    return converted


def _tag_value(document: Document) -> Any:
    from ply.yacc import NullLogger
    from spdx_tools.spdx.parser.tagvalue.parser import Parser

    return _new(Parser, write_tables=False, debug=False, errorlog=NullLogger()).parse(document.text)


def _new(kind: Any, **options: Any) -> Any:
    """An instance of a class of the library, which has no types for its constructors."""
    return kind(**options)


def _rdf(document: Document) -> Any:
    from rdflib import Graph
    from spdx_tools.spdx.parser.rdf.rdf_parser import translate_graph_to_document

    if document.text.count("<") > 2 * ELEMENTS:
        raise _error(document, f"it has more than {ELEMENTS:,} elements", "too large to read safely; write it as JSON")
    return translate_graph_to_document(Graph().parse(data=document.text, format="xml"))


_Said = dict[str, dict[str, list[tuple[str, int]]]]  # licences by the id and the field they are said under


def _without_licences(document: Document, lines: list[str]) -> tuple[str, _Said, dict[str, int]]:
    """A tag-value text without its licences; those, with their lines; and the line on which each thing begins."""
    licences: _Said = {}
    at: dict[str, int] = {}
    kept: list[str] = []
    pending: list[tuple[str, str, int]] = []
    id, began, inside = "", 1, False
    for number, line in enumerate(lines, 1):
        match = None if inside else _TAG.match(line)
        if inside or (match and match["value"].startswith("<text>")):
            inside = "</text>" not in line
        if match is not None:
            tag, value = match["tag"], match["value"].strip()
            if tag == "Relationship":
                at.setdefault(" ".join(value.split()), number)
            if tag in _BEGIN:
                id, began, pending = "", number, []
            if tag in ("SPDXID", "SnippetSPDXID", "LicenseID"):
                id = value
                at.setdefault(id, began if tag == "SPDXID" else number)
                for field, word, where in pending:
                    licences.setdefault(id, {}).setdefault(field, []).append((word, where))
                pending = []
            if tag in _FIELDS:
                word = value.removeprefix("<text>").partition("</text>")[0]
                if id:
                    licences.setdefault(id, {}).setdefault(_FIELDS[tag], []).append((word, number))
                else:
                    pending.append((_FIELDS[tag], word, number))
                kept.append(f"{tag}: NOASSERTION" if "</text>" in line or "<text>" not in line else line)
                continue
        kept.append(line)
    if inside:
        raise _error(document, "a <text> is not closed, so nobody knows what follows it", "close it with </text>")
    return "\n".join(kept), licences, at


def _elements(text: str) -> dict[str, int]:
    """The line on which each thing with an SPDX id is described."""
    at: dict[str, int] = {}
    line, passed = 1, 0
    for found in re.finditer(r"rdf:about=[\"'][^\"'#]*#([\w.+-]+)[\"']", text):
        line += text.count("\n", passed, found.start())
        passed = found.start()
        at.setdefault(found[1], line)
    return at


def _node(value: Any, line: int, at: dict[str, int], licences: _Said) -> Node:
    """Plain lists and dictionaries as a tree; of things with one id the first takes all licences that are stated under it."""
    if isinstance(value, dict):
        id = str(value.get("SPDXID") or value.get("licenseId") or "")
        line = at.get(id or " ".join(str(value.get(end)) for end in _ENDS), line)
        fields = licences.pop(id, {})
        pairs = [
            (Scalar(key, True, line), _node(child, line, at, licences))
            for key, child in value.items()
            if key not in fields
        ]
        pairs += [(Scalar(field, True, line), _words(words)) for field, words in fields.items()]
        return Mapping(tuple(pairs), line)
    if isinstance(value, (list, tuple)):
        return Sequence(tuple(_node(child, line, at, licences) for child in value), line)
    if isinstance(value, bool) or value is None:
        return Scalar("null" if value is None else str(value).lower(), True, line)
    return Scalar(str(value), False, line)


def _words(words: Iterable[tuple[str, int]]) -> Node:
    scalars = tuple(Scalar(word, False, line) for word, line in words)
    return Sequence(scalars, scalars[0].line) if len(scalars) > 1 else scalars[0]
