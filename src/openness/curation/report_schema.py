"""The JSON Schema of what `openness classify` and `openness check` print, made from the words that stand in it.

A later version of the package may add keys and words to findings and definitions, so that the schema lets further keys pass.
"""

from collections.abc import Iterable

from openness.curation.schema_parts import Schema, list_of, one_of
from openness.release.finding import Code
from openness.vocabulary import CIRCUMSTANCES, Availability, Channel, Extent, Kind, Label, Relation
from openness.vocabulary.details import ModelDetail
from openness.vocabulary.duties import Act, Duty
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Band, Basis, Confidence, Severity, State

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "number"}


def report_schema() -> Schema:
    """The schema (draft 2020-12) of a report in JSON.

    >>> sorted(report_schema()["properties"])
    ['data', 'policy', 'problems', 'replaced', 'results', 'schema', 'tool']
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "openness report, version 1",
        **_table(
            {
                "schema": {"const": 1},
                "tool": _TEXT,
                "data": {"type": "string", "pattern": r"^\d{4}\.\d\d\.\d\d$"},
                "results": list_of({"if": {"required": ["release"]}, "then": _result(), "else": _brief()}),
                "problems": list_of(_problem()),
                "replaced": list_of(_TEXT),
                "policy": _policy(),
            },
            optional=("replaced", "policy"),
        ),
    }


def _table(properties: Schema, optional: Iterable[str] = ()) -> Schema:
    """An object with these keys, of which some may be missing."""
    required = [key for key in properties if key not in set(optional)]
    return {"type": "object", "properties": properties, "required": required}


def _map(values: Schema, keys: Iterable[object] = ()) -> Schema:
    """An object with any keys, or with these."""
    names = {"propertyNames": one_of(keys)} if keys else {}
    return {"type": "object", "additionalProperties": values, **names}


def _maybe(schema: Schema) -> Schema:
    """A schema for whatever another describes, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def _place() -> Schema:
    return {"document": _TEXT, "line": _maybe({"type": "integer", "minimum": 1})}


def _origin() -> Schema:
    return _table(
        {
            "source": _maybe(_TEXT),
            "checked": _maybe(_TEXT),
            "confidence": _maybe(one_of(Confidence)),
            "quote": _maybe(_TEXT),
            "second-hand": {"type": "boolean"},
        },
    )


def _claim(value: Schema, *more: tuple[str, Schema]) -> Schema:
    """A claim about something, with its place; evidence has more."""
    columns = {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
    properties = {
        **dict(more),
        "value": value,
        "basis": one_of(Basis),
        **_place(),
        "columns": _maybe(columns),
        "written": _TEXT,
        "because": _maybe(_TEXT),
        "origin": _origin(),
    }
    return _table(properties, optional=("origin",))


def _evidence() -> Schema:
    return _claim(_TEXT, ("component", _maybe(one_of(Kind))), ("item", _maybe(_TEXT)), ("about", _TEXT))


def _fact(value: Schema = _TEXT) -> Schema:
    return _table({"value": _maybe(value), "state": one_of(State), "claims": list_of(_claim(value))})


def _component() -> Schema:
    facts = {"availability": _fact(one_of(Availability)), "licence": _fact()}
    more = {"extent": _fact(one_of(Extent)), "location": _fact()}
    item = _table({"name": _maybe(_TEXT), **facts, **more}, optional=more)
    return _table({**facts, "items": list_of(item)}, optional=("items",))


def _base() -> Schema:
    return _table(
        {
            "name": _TEXT,
            "relation": one_of(Relation),
            "basis": one_of(Basis),
            "certain": {"type": "boolean"},
            "licence": _fact(),
            "producer": _maybe(_TEXT),
            **_place(),
            "origin": _origin(),
        },
        optional=("origin",),
    )


def _release() -> Schema:
    components = _table({kind.value: _component() for kind in Kind})
    conclusion = dict.fromkeys(("about", "value", "by", "on", "because"), _TEXT)
    states = (State.KNOWN, State.DISPUTED)  # nothing stands here of what is silent
    detail = _table({"values": list_of(_TEXT), "state": one_of(states), "claims": list_of(_claim(_TEXT))})
    return _table(
        {
            "name": _maybe(_TEXT),
            "version": _maybe(_TEXT),
            "producer": _maybe(_TEXT),
            "subject": one_of(("model", "dataset")),
            "channels": list_of(one_of(Channel)),
            "claims": list_of(one_of(Label)),
            "base-models": list_of(_base()),
            "circumstances": _map({"type": ["boolean", "number", "null"]}, CIRCUMSTANCES),
            "details": _map(detail, ModelDetail),
            "concluded": list_of(_table(conclusion)),
            "read": list_of(_TEXT),
            "unread": list_of(_TEXT),
            "components": components,
            "not-checked": list_of(one_of(Kind)),
        },
        optional=("not-checked",),
    )


def _standing() -> Schema:
    return _table({"reached": _maybe(_TEXT), "reachable": _maybe(_TEXT), "basis": _maybe(one_of(Basis))})


def _definition() -> Schema:
    verdict = _maybe(one_of(Verdict))
    criterion = {
        "id": _TEXT,
        "grade": _maybe(_TEXT),
        "verdict": one_of(Verdict),
        "says": _TEXT,
        "cites": _TEXT,
        "evidence": list_of(_evidence()),
        "missing": list_of(_TEXT),
        "help": _TEXT,
    }
    change = {
        "sort": _TEXT,
        "component": _maybe(one_of(Kind)),
        "word": _maybe(_TEXT),
        "says": _TEXT,
        "effort": {"type": "integer", "minimum": 1},
        "because": _TEXT,
    }
    opening = {
        "change": _TEXT,
        "reaches": {"anyOf": [_TEXT, list_of(list_of(_TEXT))]},
        "effort": {"type": "integer", "minimum": 1},
        "changes": list_of(_table(change)),
    }
    return _table(
        {
            "version": _TEXT,
            "second-hand": {"type": "boolean"},
            "verdict": verdict,
            "outcome": _maybe(_TEXT),
            "reached": _maybe(_TEXT),
            "reachable": _maybe(_TEXT),
            "score": _maybe(_map(_NUMBER)),
            "components": _maybe(_map(one_of(Verdict), Kind)),
            "criteria": list_of(_table(criterion)),
            "openings": list_of(_table(opening)),
        }
    )


def _finding() -> Schema:
    place = {key: _maybe(schema) for key, schema in _place().items()}
    return _table(
        {"code": one_of(Code), "level": one_of(Severity), "message": _TEXT, **place, "help": _TEXT},
    )


def _duty() -> Schema:
    return _table(
        {
            "duty": one_of(Duty),
            "when": list_of(one_of(Act)),
            "licence": _TEXT,
            "component": one_of(Kind),
            "base": _maybe(_TEXT),
            "says": _TEXT,
            "words": _maybe(_TEXT),
            "clause": _TEXT,
            "certain": {"type": "boolean"},
            "chosen": {"type": "boolean"},
        }
    )


def _brief() -> Schema:
    """A result of `openness check` without `--full`."""
    return _table({"source": _TEXT, "band": one_of(Band), "spectrum": _standing(), "findings": list_of(_finding())})


def _result() -> Schema:
    statement = {"statement": _TEXT, "verdict": _maybe(one_of(Verdict)), "sort": _TEXT, "because": list_of(_TEXT)}
    brief: Schema = _brief()["properties"]
    return _table(
        {
            **brief,
            "release": _release(),
            "definitions": _map(_definition()),
            "duties": list_of(_duty()),
            "consequences": _map(list_of(_table(statement))),
        }
    )


def _problem() -> Schema:
    return _table({"document": _TEXT, "line": _maybe({"type": "integer"}), "message": _TEXT, "help": _TEXT})


def _policy() -> Schema:
    subject = {
        "release": _TEXT,
        "rule": _TEXT,
        "component": _maybe(one_of(Kind)),
        "item": _maybe(_TEXT),
        "licences": list_of(_TEXT),
        "bases": list_of(_TEXT),
    }
    issue = _table(
        {
            "source": _TEXT,
            "rule": _TEXT,
            "code": _maybe(one_of(Code)),
            "level": one_of(Severity),
            "message": _TEXT,
            **_place(),
            "why": _TEXT,
            "help": _TEXT,
            "subject": _table(subject),
            "evidence": list_of(_claim(_TEXT)),
            "exception": _TEXT,
            "excuse": _TEXT,
        },
        optional=("exception", "excuse"),
    )
    issues = {key: list_of(issue) for key in ("violations", "excused", "warnings", "not-asked")}
    return _table({"passes": {"type": "boolean"}, "file": _maybe(_TEXT), **issues})
