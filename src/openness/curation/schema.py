"""JSON Schemas of our own files, made from the words their readers know."""

from collections.abc import Callable, Iterable

from openness.curation.schema_parts import TEXT, Schema, closed_table, list_of, one_of
from openness.definition import parse as grammar
from openness.licensing import limit_form, record
from openness.licensing.clauses import CLASS, TERRITORY
from openness.licensing.licence import Support
from openness.policy import grammar as policies
from openness.policy.policy import LEVELS, NEVER
from openness.release.finding import Code
from openness.shelf.shelf import shipped
from openness.sources import systems as described
from openness.vocabulary import (
    CIRCUMSTANCES,
    TRAINING_COMPUTE,
    Availability,
    Channel,
    Circumstance,
    Confidence,
    Extent,
    Kind,
    Label,
    Relation,
    Term,
)
from openness.vocabulary.asking import Ending, Owner
from openness.vocabulary.details import DetailSort, Modality, ModelDetail
from openness.vocabulary.duties import Act, Duty, Effect
from openness.vocabulary.elements import Element
from openness.vocabulary.terms import GRANTS, LISTS


def native_schema() -> Schema:
    """The schema (draft 2020-12) of `openness.yaml`, `.toml` and `.json`.

    >>> from openness.formats.native import KEYS
    >>> from openness.syntax import citations as cited
    >>> sorted(native_schema()["properties"]) == sorted((*KEYS, *cited.KEYS))
    True
    """
    word = {"type": "string"}
    details: Schema = {
        "source": {"anyOf": [word, list_of(word, 1)]},
        "checked": {"anyOf": [{"type": "string", "format": "date"}, word]},
        "confidence": one_of(Confidence),
        "quote": word,
        "second-hand": {"const": True},
    }

    def alone(value: Schema) -> Schema:
        """A value, or the value with where it was found."""
        told_of = {"type": "object", "required": ["value"], "additionalProperties": False}
        return {"anyOf": [value, {**told_of, "properties": {"value": value, **details}}]}

    def words(vocabulary: Iterable[str]) -> Schema:
        """A list of words of a vocabulary, the list or each word with where it was found."""
        return alone(list_of(alone(one_of(vocabulary))))

    text = alone(word)
    licence = alone({"anyOf": [word, list_of(word, 1)]})
    availability = alone(one_of(Availability))
    item = {
        "anyOf": [
            availability,
            {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "name": text,
                    "availability": availability,
                    "licence": licence,
                    "location": text,
                    "extent": alone(one_of(Extent)),
                    "because": text,
                    **details,
                },
            },
        ]
    }
    component = {"anyOf": [item, list_of(item)]}
    properties: Schema = {
        "openness": {"const": 1},
        "subject": alone({"enum": ["model", "dataset"]}),
        "name": text,
        "version": text,
        "producer": text,
        "channels": words(Channel),
        "claims": words(Label),
        "not-checked": words(Kind),
        "components": {
            "type": "object",
            "additionalProperties": False,
            "properties": {**{kind.value: {**component, "description": kind.says} for kind in Kind}, **details},
        },
        "base-models": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "name": text,
                    "relation": alone(one_of(Relation)),
                    "licence": licence,
                    "producer": text,
                    **details,
                },
            },
        },
        "circumstances": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                **{
                    word: alone({"type": "boolean"} if word in list(Circumstance) else {"type": "number", "minimum": 0})
                    for word in map(str, CIRCUMSTANCES)
                },
                **details,
            },
        },
        "details": {
            "type": "object",
            "additionalProperties": False,
            "properties": {**{str(word): _detail(word, alone) for word in ModelDetail}, **details},
        },
        "copyrights": alone(list_of(text)),
        "concluded": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["by", "on", "because"],
                "additionalProperties": False,
                "properties": {
                    "criterion": word,
                    "verdict": {"enum": ["met", "unmet"]},
                    "component": {"enum": [str(kind) for kind in Kind]},
                    "licence": word,
                    "by": word,
                    "on": word,
                    "because": word,
                },
            },
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "openness native file, version 1",
        "type": "object",
        "required": ["openness"],
        "additionalProperties": False,
        "properties": {**properties, **details},
    }


def _detail(detail: ModelDetail, alone: Callable[[Schema], Schema]) -> Schema:
    """A detail of its sort, or a list of them where it has several values."""
    text = {"type": "string"}
    values: dict[DetailSort, Schema] = {
        DetailSort.DAY: {"anyOf": [{"type": "string", "format": "date"}, text, {"type": "integer"}]},
        DetailSort.NUMBER: {"type": "number", "minimum": 0},
        DetailSort.MODALITY: one_of(Modality),
        DetailSort.TEXT: text,
    }
    value = alone(values[detail.sort])
    schema = alone({"anyOf": [value, list_of(value)]}) if detail.several else value
    return {**schema, "description": detail.says}


def system_schema() -> Schema:
    """The schema (draft 2020-12) of a described system: a native file and what a record says besides.

    >>> set(described.KEYS) <= set(system_schema()["properties"])
    True
    """
    native_file = native_schema()
    word = {"type": "string", "minLength": 1}
    statement = {"by": word, "claim": word, "verdict": {"enum": list(described.VERDICTS)}, "why": word}
    properties = {
        "id": {"type": "string", "pattern": r"^[a-z0-9][a-z0-9.-]*$"},
        "released": native_file["properties"]["name"],
        "note": word,
        "said": {
            "type": "array",
            "items": {
                "type": "object",
                "required": list(statement),
                "additionalProperties": False,
                "properties": statement,
            },
        },
    }
    return {
        **native_file,
        "title": "openness described system",
        "required": ["openness", "id", "name", "producer"],
        "properties": {key: property for key, property in native_file["properties"].items() if key != "concluded"}
        | properties,
    }


def licence_schema() -> Schema:
    """The schema (draft 2020-12) of a licence record.

    >>> sorted(licence_schema()["properties"]) == sorted(record.KEYS)
    True
    """
    day = {"anyOf": [{"type": "string", "format": "date"}, TEXT]}

    grant = closed_table(
        {
            "answer": {"type": "boolean"},
            "clause": TEXT,
            "because": TEXT,
            "basis": one_of(Support),
            "anchor": TEXT,
            "only-limits": {"const": True},
            "only-commerce": {"const": True},
        },
        "answer",
        "clause",
    )
    several = list_of(TEXT)
    of_outputs = {"derivative": TEXT, "spares": several}
    own: dict[str, Schema] = {"relicense": {"except": several}, "train-on-outputs": of_outputs}
    grants = {term: {**grant, "properties": {**grant["properties"], **own.get(term, {})}} for term in GRANTS}
    denied = {"if": {"properties": {"answer": {"const": False}}}, "then": {"required": ["because"]}}
    acts = list_of(one_of(Act))
    duty = closed_table(
        {"clause": TEXT, "also": acts, "says": TEXT, "words": TEXT, "anywhere": {"const": True}, "anchor": TEXT},
        "clause",
        "says",
    )
    limit = {
        "metric": one_of(limit_form.METRICS),
        "above": {"type": "number"},
        "at-least": {"type": "number"},
        "only": one_of(limit_form.SCOPES),
        "presumed": {"const": True},
        "currency": TEXT,
        "test": TEXT,
        "period": TEXT,
        "affiliates": {"type": "boolean"},
        "of": one_of(GRANTS),
        "effect": {"anyOf": [one_of(Effect), TEXT]},
        "duty": one_of(Duty),
        "uses": list_of(one_of(limit_form.limited_uses(shipped().uses))),
        "except": list_of({"type": "string", "pattern": "^([A-Z]{2}|EEA)$"}),
        "where": one_of(limit_form.PLACES),
        "end-users-exempt": {"type": "boolean"},
        "because": TEXT,
        "clause": TEXT,
    }
    territorial = {"properties": {"metric": {"const": TERRITORY}}}
    numbers = [{"required": ["above"]}, {"required": ["at-least"]}]
    of_a_class = {"properties": {"metric": {"const": CLASS}}}
    counted = {
        "if": territorial,
        "then": {"required": ["except"]},
        "else": {"if": of_a_class, "else": {"oneOf": numbers}},
    }
    document = closed_table({"name": TEXT, "from": TEXT, "whole": {"type": "boolean"}}, "name", "whole")
    read = {
        "on": day,
        "from": TEXT,
        "whole": {"type": "boolean"},
        "note": TEXT,
        "document": list_of(document, 1),
    }
    sources = {"anyOf": [{"required": ["from", "whole"]}, {"required": ["document"]}]}
    properties: Schema = {
        "id": {"type": "string", "pattern": "^[0-9A-Za-z.+-]+$"},
        "name": TEXT,
        "version": TEXT,
        "steward": TEXT,
        "dated": day,
        "made-for": list_of(one_of(record.MADE_FOR)),
        "category": one_of(record.CATEGORIES),
        "same-terms-as": TEXT,
        "because": TEXT,
        "replaced-by": TEXT,
        "replaces": closed_table({"because": TEXT}, "because"),
        "read": {**closed_table(read, "on"), **sources},
        "known-as": closed_table({sort: list_of(TEXT) for sort in record.NAMES}),
        "listed": closed_table(
            {term: closed_table({"answer": {"type": "boolean"}, "seen": day}, "answer", "seen") for term in LISTS}
        ),
        "grants": closed_table({term: {**grant, **denied} for term, grant in grants.items()}),
        "unclear": closed_table(
            dict.fromkeys(GRANTS, closed_table({"clause": TEXT, "because": TEXT}, "clause", "because"))
        ),
        "duties": closed_table({word: {**duty, "description": word.says} for word in Duty}),
        "limit": list_of({**closed_table(limit, "metric", "effect", "clause"), **counted}),
        "text": closed_table({"url": TEXT, "sha256": TEXT}),
        "policy": closed_table({"id": TEXT, "name": TEXT, "url": TEXT, "clause": TEXT}, "name", "url", "clause"),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "openness licence record",
        **closed_table(properties, "id", "name"),
    }


def definition_schema() -> Schema:
    """The schema (draft 2020-12) of a definition file.

    >>> sorted(definition_schema()["properties"]) == sorted(grammar.DEFINITION_KEYS)
    True
    """
    number = {"type": "object", "properties": {TRAINING_COMPUTE: {"type": "number", "exclusiveMinimum": 0}}}
    one_number = {**number, "additionalProperties": False, "maxProperties": 1}

    kinds = "|".join(kind.value for kind in Kind)
    slot = {"type": "string", "pattern": rf"^\s*({kinds})\s*(\|\s*({kinds})\s*)*$"}
    requirement: Schema = {
        "components": list_of(slot),
        "of": one_of(Owner),
        "at": one_of(Availability),
        "doubt": one_of(Availability),
        "extent": one_of(Extent),
        "terms": list_of(one_of(Term)),
        "judged-terms": list_of(one_of(Term)),
        "any": list_of({"$ref": "#/$defs/requirement"}),
        "channels": list_of(one_of(Channel)),
        "elements": list_of(one_of(Element)),
        "unless": list_of(one_of(Circumstance)),
        "below": one_number,
        "if-used": {"type": "boolean"},
        "concluded": {"anyOf": [{"type": "boolean"}, TEXT]},
    }
    criterion = closed_table(dict.fromkeys(grammar.CRITERION_KEYS, TEXT) | requirement, *grammar.CRITERION_KEYS)
    grade = closed_table({"id": TEXT, "name": TEXT, "says": TEXT, "criterion": list_of(criterion)}, "id")
    properties: Schema = {
        **dict.fromkeys(
            ("id", "name", "label", "says", "source", "floor", "floor-name", "floor-says", "note", "beside"), TEXT
        ),
        "version": {"type": ["string", "number"]},
        "dated": TEXT,
        "read": {"anyOf": [TEXT, closed_table({"hand": TEXT, "from": TEXT, "on": TEXT})]},
        "ending": one_of(Ending),
        "outcomes": closed_table(dict.fromkeys(grammar.OUTCOMES, TEXT)),
        "results": closed_table(dict.fromkeys(grammar.RESULTS, TEXT)),
        "subject": {"enum": ["model", "dataset", "any"]},
        "about": {"enum": ["release", "document"]},
        "scope": one_number,
        "score": {"const": "progress"},
        "components": list_of(one_of(Kind)),
        "replaces": closed_table({"because": TEXT}, "because"),
        "grade": list_of(grade, 1),
        "criterion": list_of(criterion, 1),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "openness definition file",
        "$defs": {"requirement": closed_table(requirement)},
        **closed_table(properties, *grammar.REQUIRED),
        "anyOf": [{"required": ["grade"]}, {"required": ["criterion"]}],
    }


def policy_schema() -> Schema:
    """The schema (draft 2020-12) of `openness-policy.toml`, and of `[tool.openness]` in a pyproject.toml.

    >>> sorted(policy_schema()["properties"]) == sorted(policies.TOP)
    True
    """
    number = {"type": "integer", "minimum": 0}
    texts = list_of(TEXT)
    kinds, terms, codes = ("|".join(vocabulary) for vocabulary in (Kind, Term, Code))
    entry = {"type": "string", "pattern": rf"^(({kinds}):\s*)?(licence|category|list):.+$|^finding:\s*({codes})$"}
    rules: Schema = {
        "require": {
            "type": "object",
            "additionalProperties": {"anyOf": [TEXT, {"type": "number", "minimum": 0, "maximum": 1}]},
        },
        "require-terms": list_of({"type": "string", "pattern": rf"^(({kinds}):\s*)?({terms})$"}),
        "require-uses": list_of(TEXT),
        "caller": closed_table({"users": number, "revenue": number, "in": TEXT, "not-excluded": {"type": "boolean"}}),
        "allow": list_of(entry, 1),
        "forbid": list_of(entry),
        "unknown": {"enum": ["fail", "warn"]},
        "fail-on": {"enum": [*map(str, LEVELS), NEVER]},
    }
    exception = dict.fromkeys(policies.EXCEPTION, TEXT)
    exception["until"] = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
    exception["sha256"] = {"type": "string", "pattern": "^(sha256:)?[0-9A-Fa-f]{64}$"}

    path = list_of(closed_table({**rules, "path": TEXT}, "path"))
    exceptions = closed_table(exception, "source", "rule", "because", "until")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "openness policy",
        **closed_table(
            {
                "check": closed_table({**rules, "exclude": texts, "path": path}),
                "exception": list_of(exceptions),
                "shelves": texts,
            }
        ),
    }
