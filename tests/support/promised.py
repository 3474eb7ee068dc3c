"""The public names that there are today, group by group; `python -m tests.support.promised` prints those not promised yet."""

import json
import tomllib
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import fields, has

import openness
from openness import cli
from openness.cli import console
from openness.curation import schema
from openness.curation.report_schema import report_schema
from openness.errors import Problem
from openness.evaluation.judgement import Judgement
from openness.evaluation.obligations import Obligation
from openness.evaluation.standing import Standing
from openness.export.writers import FORMS, WRITERS
from openness.policy.preset import names as presets
from openness.release.finding import Code, Finding
from openness.release.naming import Naming
from openness.shelf.shelf import shipped
from openness.vocabulary import CIRCUMSTANCES, Availability, Channel, Extent, Kind, Label, Relation, Term
from openness.vocabulary.duties import Act, Duty, Effect, Lack
from openness.vocabulary.glossary import Likeness
from openness.vocabulary.licence_words import Metric
from openness.vocabulary.references import Sort, Sure
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Band, Basis, Severity

FILE = Path(__file__).parents[1] / "promises.toml"
TOP = Path(__file__).parents[2]
LLAMA = str(TOP / "docs/examples/llama-3.1")


def promised() -> dict[str, list[str]]:
    """The names that are promised, by group."""
    groups: dict[str, list[str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return groups


def _keys(value: Any, place: str = "") -> Iterator[str]:
    """The keys of a JSON value, each with its place."""
    if isinstance(value, dict):
        for key, item in value.items():
            below = f"{place}.{key}" if place else key
            yield below
            yield from _keys(item, below)
    elif isinstance(value, list):
        for item in value:
            yield from _keys(item, f"{place}[]")


def _of_schema(schema: dict[str, Any], place: str = "") -> Iterator[str]:
    """The keys of a JSON Schema, each with its place; any key of a map is `*`."""
    for inner in (schema.get("then"), schema.get("else"), *schema.get("anyOf", ())):
        yield from _of_schema(inner, place) if inner else ()
    if "items" in schema:
        yield from _of_schema(schema["items"], f"{place}[]")
    if isinstance(schema.get("additionalProperties"), dict):
        yield from _of_schema(schema["additionalProperties"], f"{place}.*")
    listed = dict(schema.get("properties", {}))
    if set(listed) == set(map(str, Kind)):  # each component has the same
        listed = {"*": next(iter(listed.values()))}
    for key, item in listed.items():
        below = f"{place}.{key}" if place else key
        yield below
        yield from _of_schema(item, below)


def _key_names(schema: dict[str, Any]) -> Iterator[str]:
    """The keys of a file format, wherever they may stand in it."""
    yield from {place.rpartition(".")[2] for place in _of_schema(schema)} - {"*"}


def _attributes() -> Iterator[str]:
    """The attributes of every public class, and of those that a public class leads to; not all of them are promised."""
    public = [public_class for name in openness.__all__ if isinstance(public_class := getattr(openness, name), type)]
    for public_class in (*public, Naming, Judgement, Standing, Obligation, Finding):
        own = [field.name for field in fields(public_class)] if has(public_class) else []
        yield from (
            f"{public_class.__name__}.{name}"
            for name in dict.fromkeys((*dir(public_class), *own))
            if not name.startswith("_")
        )
    yield "OpennessError.problems"


def _options(parser: ArgumentParser) -> Iterator[str]:
    """Every verb with its options."""
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for verb, below in action.choices.items():
                yield verb
                yield from (f"{verb} {option}" for option in _options(below))
        else:
            yield from action.option_strings


def _explained(*words: str) -> Iterator[str]:
    for word in words:
        keys = _keys(json.loads(json.dumps(openness.explain(word).data, default=str)))
        yield from (key for key in keys if key.count(".") < 1)  # what stands below is of the record


def _levels() -> Iterator[str]:
    for id in shipped().definitions():
        definition = shipped().definition(id)
        yield from (f"{id}: {rung}" for rung in definition.rungs)


def _identified() -> Iterator[str]:
    from openness.reports.matches import to_dict

    text = (TOP / "LICENSE").read_text(encoding="utf-8") + "\nAnd nobody may use it on Mondays at all.\n"
    yield from _keys(to_dict([("LICENSE", openness.identify(text))], (), ""))


def _compared() -> Iterator[str]:
    yield from _keys(openness.diff(LLAMA, str(TOP / "docs/examples/olmo-2")).to_dict())


def _fingerprints() -> Iterator[str]:
    """The names of the fingerprints by which SARIF's readers know a violation again."""
    from openness.reports.sarif import write

    outcome = openness.check(LLAMA, policy={"require": {"spectrum": "open-source-ai"}})
    for run in json.loads(write(outcome))["runs"]:
        yield from (name for result in run["results"] for name in result["partialFingerprints"])


def _scanned() -> Iterator[str]:
    table = str(TOP / "docs/examples/catalogue.csv")
    report = openness.scan(table, under=["spectrum"], lineage=True, ids=True).to_dict()
    with TemporaryDirectory() as folder:
        strange = Path(folder) / "strange.csv"
        strange.write_text("id,licens\na/b,mit\n", encoding="utf-8")
        report |= {"unread-columns": openness.scan(strange, under=["spectrum"]).to_dict()["unread-columns"]}
    for counts in (report, report["lineage"]):
        counts |= dict.fromkeys(("levels", "bands", "findings"))  # their keys are words of other groups
    yield from _keys(report)
    yield from (f"diff.{key}" for key in openness.drift(table, table).to_dict())


def _permitted() -> Iterator[str]:
    from openness.evaluation.uses.caller import Caller
    from openness.evaluation.uses.may import answered
    from openness.evaluation.uses.permission import report_of
    from openness.sources.given import found_in

    answer = answered(LLAMA, found_in([LLAMA]), None, Caller(), shipped())
    yield from _keys(report_of([answer], [Problem("a", None, "b")], shipped()))


def _combined() -> Iterator[str]:
    from openness.evaluation.compatibility.compatible import combination
    from openness.reports.compatible import to_dict

    yield from _keys(to_dict(combination(["GPL-2.0-only", "MIT"], "GPL-2.0-only", shipped())))


def _listed() -> Iterator[str]:
    from openness.references.inventory import report_of

    with TemporaryDirectory() as folder:
        (Path(folder) / "use.sh").write_text("hf download google/gemma-2-2b\n", encoding="utf-8")
        (Path(folder) / "use.py").write_text("f.from_pretrained(model_name)\n", encoding="utf-8")
        yield from _keys(report_of(openness.inventory(folder), [Problem("a", None, "b")], ""))


def _columns() -> Iterator[str]:
    """The columns of a table that are written: answers, what lineage adds, and the changes between two tables."""
    from openness.scan.drift.writer import COLUMNS
    from openness.table import lineage_table

    table = {"id": ["a/b"], "license": ["mit"]}
    yield from openness.classify_table(table).column_names
    yield from lineage_table(table).column_names
    yield from (f"diff.{name}" for name in COLUMNS)


def _read_columns() -> Iterator[str]:
    from openness.formats import component_fields
    from openness.formats.hub_record import FIELDS
    from openness.table.columns import wanted

    fields = [f"{kind.value}.{field}" for kind in Kind for field in component_fields.FIELDS]
    yield from wanted([*FIELDS, "licence", *fields])  # another spelling, and one that the documentation names


GROUPS: dict[str, Callable[[], Iterator[str]]] = {
    "python": lambda: iter(openness.__all__),
    "attributes": _attributes,
    "command-line": lambda: _options(cli.parser()),
    "exit-codes": lambda: (
        f"{name} {getattr(console, name)}"
        for name in "OK FAILED UNUSABLE INCOMPLETE INTERNAL INTERRUPTED TERMINATED".split()
    ),
    "findings": lambda: (f"{code.value} {code.level}" for code in Code),
    "terms": lambda: (term.value for term in Term),
    "duties": lambda: (duty.value for duty in Duty),
    "uses": lambda: (use["id"] for use in shipped().uses["use"]),
    "effects": lambda: (effect.value for effect in Effect),
    "metrics": lambda: (metric.value for metric in Metric),
    "acts": lambda: (act.value for act in Act),
    "lacks": lambda: (lack.value for lack in Lack),
    "definitions": lambda: iter(shipped().every_definition()),
    "levels": _levels,
    "bands": lambda: (band.value for band in Band),
    "components": lambda: (kind.value for kind in Kind),
    "availabilities": lambda: (word.value for word in Availability),
    "extents": lambda: (word.value for word in Extent),
    "relations": lambda: (word.value for word in Relation),
    "channels": lambda: (word.value for word in Channel),
    "claims": lambda: (word.value for word in Label),
    "circumstances": lambda: map(str, CIRCUMSTANCES),
    "verdicts": lambda: (verdict.value for verdict in Verdict),
    "bases": lambda: (basis.value for basis in Basis),
    "severities": lambda: (severity.value for severity in Severity),
    "formats-written": lambda: iter((*WRITERS, *FORMS)),
    "likenesses": lambda: (likeness.value for likeness in Likeness),
    "references": lambda: (word.value for word in (*Sort, *Sure)),
    "presets": lambda: iter(presets()),
    "sarif-fingerprints": _fingerprints,
    "json-of-classify-and-check": lambda: _of_schema(report_schema()),
    "json-of-identify": _identified,
    "json-of-notice": lambda: _keys(openness.notice(LLAMA).to_dict()),
    "json-of-diff": _compared,
    "json-of-scan": _scanned,
    "json-of-may": _permitted,
    "json-of-compatible": _combined,
    "json-of-inventory": _listed,
    "json-of-explain": lambda: _explained("llama3.1", "osaid-1.0/code", "licence-disputed", "commercial-use"),
    "keys-of-native-file": lambda: _key_names(schema.native_schema()),
    "keys-of-policy": lambda: _key_names(schema.policy_schema()),
    "keys-of-licence-record": lambda: _key_names(schema.licence_schema()),
    "keys-of-definition-file": lambda: _key_names(schema.definition_schema()),
    "columns-read": _read_columns,
    "columns-written": _columns,
}


def names(group: str) -> set[str]:
    """The names of a group that there are."""
    return set(GROUPS[group]())


def written(groups: dict[str, list[str]]) -> str:
    """The file of some groups."""
    parts = (
        f"{group} = [\n" + "".join(f"    {json.dumps(name)},\n" for name in groups[group]) + "]\n" for group in groups
    )
    return "\n".join(parts)


if __name__ == "__main__":
    known = promised() if FILE.is_file() else {}
    print(written({group: sorted(names(group) - set(known.get(group, ()))) for group in GROUPS}))
