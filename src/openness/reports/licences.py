"""The whole table of licences, in the forms other tools take."""

import csv
import io
from collections.abc import Iterable

from openness.licensing.licence import Licence
from openness.reports import json
from openness.vocabulary import Term
from openness.vocabulary.json_text import json_text
from openness.vocabulary.verdict import Verdict

TERMS = tuple(term for term in Term if term.sort != "derived")

_WORDS = {Verdict.MET: "yes", Verdict.UNMET: "no"}


def write(licences: Iterable[Licence], form: str) -> str:
    """The table of licences.

    Args:
        licences: the rows.
        form: `json` (each record as `openness explain LICENCE --format json` prints it), `csv` (one column a term: yes,
            no, or empty where unknown) or `ort` (`license-classifications.yml` of the OSS Review Toolkit, one category
            for each sort of licence and one for each freedom denied).
    """
    rows = list(licences)
    if form == "json":
        return json.write([licence.record for licence in rows])
    return _csv(rows) if form == "csv" else _ort(rows)


def _csv(licences: list[Licence]) -> str:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("id", "name", "category", *TERMS, "duties"))
    for licence in licences:
        answers = [_WORDS[answer.verdict] if (answer := licence.answers.get(term)) else "" for term in TERMS]
        table.writerow((licence.id, licence.name, licence.category, *answers, " ".join(licence.duties)))
    return text.getvalue()


def _ort(licences: list[Licence]) -> str:
    categories: set[str] = set()
    lines = []
    for licence in licences:
        own = [licence.category] if licence.category else []
        for term, answer in licence.answers.items():
            if term.sort == "grant" and answer.verdict is Verdict.UNMET:
                own.append(f"denies-{term}")
            elif term.sort == "list" and answer.verdict is Verdict.MET:
                own.append(str(term))
        categories.update(own)
        if own:
            lines.append(f"- id: {json_text(licence.id)}\n  categories:")
            lines.extend(f"  - {json_text(category)}" for category in own)
    head = ["---", "categories:", *(f"- name: {json_text(category)}" for category in sorted(categories))]
    return "\n".join([*head, "categorizations:", *lines]) + "\n"
