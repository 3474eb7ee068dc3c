"""The whole table of licences, in the forms other tools take."""

import csv
import io
import json as standard
from collections.abc import Iterable, Mapping
from typing import Any

from openness.reports import json
from openness.vocabulary import Term

TERMS = tuple(term.value for term in Term if term.sort != "derived")
FORMATS = ("json", "csv", "ort")

Record = Mapping[str, Any]


def write(records: Iterable[Record], form: str) -> str:
    """The table of licences.

    Args:
        records: each as `openness explain LICENCE --format json` prints it.
        form: `json` (the records themselves), `csv` (one column a term: yes, no, or empty where unknown) or `ort`
            (`license-classifications.yml` of the OSS Review Toolkit, one category for each sort of licence and one for
            each freedom denied).
    """
    held = list(records)
    if form == "json":
        return json.write(held) + "\n"
    return _csv(held) if form == "csv" else _ort(held)


def _answer(record: Record, term: str) -> bool | None:
    said = record.get("grants", {}).get(term) or record.get("listed", {}).get(term)
    return said["answer"] if said else None


def _csv(records: list[Record]) -> str:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("id", "name", "category", *TERMS, "duties"))
    for record in records:
        answers = ({True: "yes", False: "no", None: ""}[_answer(record, term)] for term in TERMS)
        table.writerow(
            (record["id"], record["name"], record.get("category", ""), *answers, " ".join(record.get("duties", {})))
        )
    return text.getvalue()


def _ort(records: list[Record]) -> str:
    categories: set[str] = set()
    lines = []
    for record in records:
        own = [record["category"]] if record.get("category") else []
        own += [f"denies-{term}" for term in TERMS if record.get("grants", {}).get(term, {}).get("answer") is False]
        own += [term for term in TERMS if record.get("listed", {}).get(term, {}).get("answer") is True]
        categories.update(own)
        if own:
            lines.append(f"- id: {standard.dumps(record['id'])}\n  categories:")
            lines.extend(f"  - {standard.dumps(category)}" for category in own)
    head = ["---", "categories:", *(f"- name: {standard.dumps(category)}" for category in sorted(categories))]
    return "\n".join([*head, "categorizations:", *lines]) + "\n"
