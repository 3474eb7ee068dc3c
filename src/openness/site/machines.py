"""The site for machines: one JSON of every release, the same as a CSV, and one JSON for each."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openness._version import document
from openness.blocks.escape import terminal
from openness.evaluation.classification import Classification
from openness.reports import json
from openness.site.entry import Entry
from openness.site.uses import TILES
from openness.vocabulary import Kind

_PLAIN = ("slug", "name", "producer", "released", "band", "reached", "reachable")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # cells that begin so would act in a spreadsheet


def record(entry: Entry) -> dict[str, Any]:
    """One release in short: its level, uses, definitions and parts."""
    release = entry.result["release"]
    return {
        "slug": entry.slug,
        "page": f"releases/{entry.slug}.html",
        "name": entry.name,
        "producer": release["producer"],
        "released": entry.system.released.value if entry.system else None,
        "band": entry.result["band"],
        "reached": entry.reached,
        "reachable": entry.reachable,
        "uses": {use: answer.verdict.value for use, answer in entry.uses.items()},
        "definitions": {id: answer.verdict for id, answer in entry.answers.items()},
        "components": {
            kind: {"availability": part.word, "licence": part.licence or None}
            for kind, part in entry.parts.items()
            if part.word != "unknown" or part.licence
        },
    }


def release_json(entry: Entry, classification: Classification) -> str:
    """One release: the same, with its reasons, duties and findings."""
    content = {
        **record(entry),
        "because": {use: entry.uses[use].because for use in TILES if use in entry.uses},
        "duties": [
            {"duty": duty, "licence": licence}
            for duty, licence in dict.fromkeys((duty["duty"], duty["licence"]) for duty in entry.result["duties"])
        ],
        "findings": [{"code": finding["code"], "level": finding["level"]} for finding in entry.result["findings"]],
    }
    return json.write(document(classification.data, content), indent=None)


def data_json(entries: Sequence[Entry], data: str, problems: Sequence[str]) -> str:
    """Every release, and what could not be read."""
    content = {"releases": [record(entry) for entry in entries], "problems": list(problems)}
    return json.write(document(data, content), indent=None)


def data_csv(entries: Sequence[Entry], uses: Iterable[str], definitions: Iterable[str]) -> str:
    """Every release as a row. The columns are the same whatever the releases are; a cell is empty where nothing was asked.

    Args:
        entries: the releases.
        uses: the ids of all uses.
        definitions: the ids of the definitions they were judged by.
    """
    parts = (f"{column}:{kind.value}" for kind in Kind for column in ("availability", "licence"))
    columns = (*_PLAIN, *(f"use:{id}" for id in uses), *(f"definition:{id}" for id in definitions), *parts)
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")  # a cell of no column is an error
    writer.writeheader()
    writer.writerows({key: _inert(cell) for key, cell in _row(record(entry)).items()} for entry in entries)
    return text.getvalue()


def _row(record: Mapping[str, Any]) -> dict[str, str]:
    row = {key: record[key] or "" for key in _PLAIN}
    row |= {f"use:{use}": verdict for use, verdict in record["uses"].items()}
    row |= {f"definition:{id}": verdict or "" for id, verdict in record["definitions"].items()}
    for kind in Kind:
        part = record["components"].get(kind.value) or {}
        row[f"availability:{kind.value}"] = part.get("availability") or "unknown"
        row[f"licence:{kind.value}"] = part.get("licence") or ""
    return row


def _inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, on one line and inert.

    >>> _inert("=1+1"), _inert("MIT")
    ("'=1+1", 'MIT')
    """
    line = terminal(" ".join(cell.split()))
    return f"'{line}" if line.startswith(_FORMULA) else line
