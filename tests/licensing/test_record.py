"""The form of a licence's record."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

import pytest

from openness.curation.schema import licence_schema
from openness.index.records import UnquotedDay
from openness.licensing import record_shape
from openness.licensing.limit_form import limited_uses
from openness.licensing.record import problems, well_typed
from openness.shelf.shelf import shipped
from openness.vocabulary import Term
from openness.vocabulary.shapes import ANY, ListOf

USES = limited_uses(shipped().uses)


@pytest.mark.parametrize(("duty", "lacks"), [("naming", True), ("display", True), ("attribution", False)])
def test_a_duty_to_show_words_names_them(duty: str, lacks: bool) -> None:
    record = {"id": "LicenseRef-Acme", "duties": {duty: {"clause": "2", "says": "say so"}}}
    found = [problem.message for problem in problems(record, "acme.toml", {}, lambda _: True, USES)]
    assert (f"{duty} lacks the words" in found) is lacks


@pytest.mark.parametrize(
    ("replaces", "lacks"), [(None, False), ({"because": "ours is newer"}, False), ({}, True)], ids=str
)
def test_a_record_that_replaces_another_says_why(replaces: object, lacks: bool) -> None:
    record = {"id": "MIT", **({} if replaces is None else {"replaces": replaces})}
    found = problems(record, "mit.toml", {"replaces": 7}, lambda _: True, USES)
    why = [problem.line for problem in found if problem.message == "nothing says why the record replaces another"]
    assert why == [7] * lacks


@pytest.mark.parametrize("word", Term)
def test_a_grant_is_a_grant_and_a_list_is_a_list(word: Term) -> None:
    record = {"id": "LicenseRef-Acme", "grants": {word.value: {}}, "listed": {word.value: {}}}
    found = [problem.message for problem in problems(record, "acme.toml", {}, lambda _: True, USES)]
    assert (f"there is no term {word.value!r}" in found) is (word.sort != "grant")
    assert (f"there is no list {word.value!r}" in found) is (word.sort != "list")


def test_the_licences_that_a_text_spares_are_known_and_stand_beside_its_answer_on_outputs() -> None:
    answer = {
        "answer": False,
        "clause": "1",
        "because": "Nobody may.",
        "spares": ["LicenseRef-Acme", "LicenseRef-Nobody"],
    }

    def found(term: Term) -> list[str]:
        record = {"id": "LicenseRef-Acme", "grants": {term.value: answer}}
        return [problem.message for problem in problems(record, "acme.toml", {}, "LicenseRef-Acme".__eq__, USES)]

    assert "grants.train-on-outputs.spares is not a list of known ids" in found(Term.TRAIN_ON_OUTPUTS)
    assert "grants.share has no 'spares'" in found(Term.SHARE)


def faults_of(record: dict[str, Any], lines: Mapping[str, int] | None = None) -> list[tuple[int | None, str, str]]:
    """The problems of a record of an id and a name, with line and help."""
    whole = {"id": "LicenseRef-Acme", "name": "Acme", **record}
    found = problems(whole, "acme.toml", lines or {}, lambda _: True, USES, shared=False)
    return [(problem.line, problem.message, problem.help) for problem in found]


@pytest.mark.parametrize(
    ("id", "proper"),
    [
        ("LicenseRef-Acme", True),
        ("GPL-2.0+", True),
        ("LicenseRef-Acme Inc", False),
        ("LicenseRef-Acmé", False),
        ("LicenseRef-Acme\n", False),
        ("éLicenseRef", False),
    ],
)
def test_an_id_is_of_letters_digits_and_three_signs_from_its_beginning_to_its_end(id: object, proper: bool) -> None:
    assert ("the record has no proper id" in [message for _, message, _ in faults_of({"id": id})]) is not proper


def test_a_key_that_no_record_has_is_named_with_its_line_and_the_nearest() -> None:
    found = faults_of({"grant": {}, "": 1}, {"grant": 7, "": 9})
    assert found == [
        (7, "a licence record has no key 'grant'", "did you mean grants?"),
        (9, "a licence record has no key ''", ""),
    ]


def test_a_problem_with_what_has_no_line_is_of_the_table_around_it_or_of_the_file() -> None:
    lines = {"": 9, "grants": 3, "grants.use": 4, "grants.use.spares": 5}
    grant = {"answer": True, "clause": "1", "except": ["x"], "spares": ["x"], "basis": "kite"}
    assert [line for line, *_ in faults_of({"grants": {"use": grant}}, lines)] == [4, 4, 5]
    mistyped = {"answer": True, "clause": 1, "spares": 1}
    assert [line for line, *_ in faults_of({"grants": {"use": mistyped}}, lines)] == [4, 5]
    assert faults_of({"category": "kite"}, lines)[0][0] == 1


@pytest.mark.parametrize(("words", "fits"), [(0, False), (1, True), (12, True), (13, False)])
def test_an_anchor_has_a_word_and_at_most_twelve(words: int, fits: bool) -> None:
    anchor = " ".join(["may"] * words)
    found = [
        *faults_of({"grants": {"use": {"answer": True, "clause": "1", "anchor": anchor}}}),
        *faults_of({"duties": {"attribution": {"says": "name us", "clause": "1", "anchor": anchor}}}),
    ]
    assert len(found) == (0 if fits else 2)
    assert all("anchor" in message for _, message, _ in found)


LIMIT = {"metric": "users", "above": 10, "of": "anyone", "effect": "withholds", "because": "large", "clause": "1"}


@pytest.mark.parametrize(
    ("parts", "fits"),
    [
        ({"presumed": True, "only": "multimodal"}, True),
        ({"presumed": False, "only": "multimodal"}, False),
        ({"presumed": True}, False),
        ({"presumed": False}, False),
    ],
)
def test_a_limit_presumes_only_what_it_is_confined_to(parts: dict[str, object], fits: bool) -> None:
    assert [message for _, message, _ in faults_of({"limit": [LIMIT | parts]})] == (
        [] if fits else ["presumed must be true, beside only"]
    )


@pytest.mark.parametrize(("number", "fits"), [(-1, False), (0, False), (0.5, True), (1, True), (10, True)])
@pytest.mark.parametrize("word", ["above", "at-least"])
def test_the_number_of_a_limit_is_more_than_nothing(word: str, number: object, fits: bool) -> None:
    limit = {key: value for key, value in LIMIT.items() if key != "above"} | {word: number}
    assert [message for _, message, _ in faults_of({"limit": [limit]})] == (
        [] if fits else [f"the limit is {number}, which is not above zero"]
    )


@pytest.mark.parametrize("whole", [True, False])
def test_a_reading_of_documents_says_of_each_how_far_and_not_of_all(whole: bool) -> None:
    read = {"on": "2026-11-24", "whole": whole, "document": [{"name": "agreement", "from": "here", "whole": True}]}
    found = problems({"id": "LicenseRef-Acme", "name": "Acme", "read": read}, "acme.toml", {}, lambda _: True, USES)
    assert [problem.message for problem in found] == ["the documents say how far each was read, and so does whole"]


def test_a_limit_has_one_number() -> None:
    assert [message for _, message, _ in faults_of({"limit": [LIMIT | {"at-least": 10}]})] == [
        "the limit has two numbers"
    ]


@pytest.mark.parametrize(("word", "value"), [("above", 1), ("at-least", 1), ("currency", "USD")])
def test_a_territory_has_no_number(word: str, value: object) -> None:
    limit = {key: value for key, value in LIMIT.items() if key != "above"} | {"metric": "territory", "except": ["EU"]}
    assert faults_of({"limit": [limit]}) == []
    assert [message for _, message, _ in faults_of({"limit": [limit | {word: value}]})] == ["a territory has no number"]


@pytest.mark.parametrize(
    ("word", "value"), [("above", 1), ("at-least", 1), ("currency", "USD"), ("period", "a year"), ("affiliates", True)]
)
def test_a_class_of_people_has_no_number(word: str, value: object) -> None:
    limit = {key: value for key, value in LIMIT.items() if key != "above"} | {"metric": "class"}
    assert faults_of({"limit": [limit]}) == []
    assert [message for _, message, _ in faults_of({"limit": [limit | {word: value}]})] == [
        "a class of people has no number"
    ]
    found = [message for _, message, _ in faults_of({"limit": [limit | {"except": ["EU"]}]})]
    assert found == ["only a territory has exceptions"]


@pytest.mark.parametrize(
    ("duty", "stated", "fits"),
    [("naming", True, True), ("naming", False, False), ("display", True, False)],
)
def test_only_a_name_may_have_its_words_anywhere(duty: str, stated: object, fits: bool) -> None:
    record = {"duties": {duty: {"clause": "2", "says": "say so", "words": "Acme", "anywhere": stated}}}
    found = [message for _, message, _ in faults_of(record)]
    assert found == ([] if fits else [f"duties.{duty}.anywhere is not true, or not of naming"])


@pytest.mark.parametrize(("newer", "fits"), [("LicenseRef-Acme-2", True), ("LicenseRef-Acme", False)])
def test_a_newer_text_is_another_record(newer: object, fits: bool) -> None:
    found = [message for _, message, _ in faults_of({"replaced-by": newer})]
    assert found == ([] if fits else [f"replaced-by names {newer!r}, which is no other record"])
    record = {"id": "LicenseRef-Acme", "name": "Acme", "replaced-by": "LicenseRef-Nobody"}
    unknown = problems(record, "acme.toml", {}, lambda _: False, USES, shared=False)
    assert "replaced-by names 'LicenseRef-Nobody', which is no other record" in [each.message for each in unknown]


@pytest.mark.parametrize(
    ("limit", "duties", "fits"),
    [
        ({"effect": "duty", "duty": "display"}, {"display": {"clause": "3", "says": "show it", "words": "It"}}, True),
        ({"effect": "duty", "duty": "display"}, {"notify": {"clause": "3", "says": "tell it"}}, False),
        ({"effect": "duty", "duty": "sing"}, {"sing": {"clause": "3", "says": "sing it"}}, False),
        ({"effect": "asks", "duty": "display"}, {"display": {"clause": "3", "says": "show it", "words": "It"}}, False),
    ],
)
def test_a_limit_names_a_duty_of_its_licence_where_its_effect_is_one(
    limit: dict[str, object], duties: dict[str, object], fits: bool
) -> None:
    found = [message for _, message, _ in faults_of({"limit": [LIMIT | limit], "duties": duties})]
    assert (f"duty is {limit['duty']!r}" not in found) is fits


@pytest.mark.parametrize(
    ("parts", "fits"),
    [
        ({"metric": "territory", "except": ["EU"], "where": "used"}, True),
        ({"metric": "territory", "except": ["EU"], "where": "established"}, True),
        ({"metric": "territory", "except": ["EU"], "where": "sold"}, False),
        ({"above": 10, "where": "used"}, False),
    ],
)
def test_a_place_stands_beside_a_territory_alone(parts: dict[str, object], fits: bool) -> None:
    limit = {key: value for key, value in LIMIT.items() if key != "above"} | parts
    found = [message for _, message, _ in faults_of({"limit": [limit]})]
    assert found == ([] if fits else [f"where is {parts['where']!r}"])


@pytest.mark.parametrize(
    ("reason", "fault"),
    [
        ({"outputs": {"clause": "2, 4", "because": "2 allows it, and 4 forbids it."}}, ""),
        ({"outputs": {"clause": "2, 4"}}, "outputs lacks its clause or because"),
        ({"output": {"clause": "2", "because": "two readings"}}, "there is no term 'output'"),
        ({"use": {"clause": "2", "because": "two readings"}}, "use has an answer, and is unclear"),
    ],
)
def test_a_term_is_unclear_with_its_clauses_and_without_an_answer(reason: dict[str, object], fault: str) -> None:
    found = [
        message for _, message, _ in faults_of({"grants": {"use": {"answer": True, "clause": "1"}}, "unclear": reason})
    ]
    assert found == ([fault] if fault else [])


#: A record with a value under every key.
FULL: dict[str, Any] = {
    "id": "LicenseRef-Acme",
    "name": "Acme",
    "version": "1",
    "steward": "Acme",
    "dated": "2026-11-24",
    "made-for": ["weights"],
    "category": "use-restricted",
    "same-terms-as": "MIT",
    "because": "the same words",
    "replaces": {"because": "it was read anew"},
    "replaced-by": "LicenseRef-Acme-2",
    "read": {
        "on": "2026-11-24",
        "from": "here",
        "whole": True,
        "note": "n",
        "document": [{"name": "a", "from": "here", "whole": True}],
    },
    "known-as": {"other": ["acme 1"]},
    "listed": {"osi-approved": {"answer": False, "seen": "2026-11-24"}},
    "grants": {
        "use": {"answer": True, "clause": "1", "basis": "says", "anchor": "may use"},
        "anyone": {"answer": False, "clause": "1", "because": "No.", "only-limits": True, "only-commerce": True},
        "relicense": {"answer": False, "clause": "1", "because": "No.", "except": ["MIT"]},
        "train-on-outputs": {"answer": True, "clause": "1", "derivative": "2", "spares": ["MIT"]},
    },
    "unclear": {"outputs": {"clause": "1", "because": "both"}},
    "duties": {
        "naming": {"clause": "1", "says": "say", "words": "A", "anywhere": True, "anchor": "say so", "also": ["host"]}
    },
    "limit": [
        dict.fromkeys(("metric", "test", "period", "of", "effect", "duty", "where", "only", "because"), "x")
        | {"clause": "1", "currency": "USD", "above": 1, "at-least": 1, "uses": ["x"], "except": ["EU"]}
        | dict.fromkeys(("affiliates", "presumed", "end-users-exempt"), True)
    ],
    "text": {"url": "https://example.org", "sha256": "0" * 64},
    "policy": {"id": "LicenseRef-P", "name": "P", "url": "https://example.org", "clause": "1"},
}


def keyed(shape: Any, key: str = "") -> set[str]:
    """The dotted path of everything in a shape, or in what has one."""
    if isinstance(shape, Mapping):
        below = (keyed(each, f"{key}.{word}" if key else word) for word, each in shape.items())
        return {key}.union(*below)
    entry = shape.each if isinstance(shape, ListOf) else shape[0] if isinstance(shape, list) else None
    return {key} if entry is None else {key} | keyed(entry, f"{key}[0]")


def test_the_full_record_has_a_value_under_every_key_and_each_is_of_its_type() -> None:
    unnamed = {key for key in keyed(record_shape.RECORD) if ANY in key}
    assert keyed(FULL) >= keyed(record_shape.RECORD) - unnamed
    shapes: Any = record_shape.RECORD
    for table in ("grants", "duties"):
        assert {word for answer in FULL[table].values() for word in answer} == set(shapes[table][ANY])
    assert well_typed(FULL)


def agreed(schema: Mapping[str, Any], shape: Any, key: str = "") -> set[str]:
    """The dotted path of everything in a schema that has the type which a shape asks for."""
    if isinstance(shape, Mapping):
        found = {key}
        for word, below in schema["properties"].items():
            entry = word if word in shape else ANY
            found |= agreed(below, shape[entry], f"{key}.{entry}" if key else entry)
        return found
    if isinstance(shape, ListOf):
        assert schema["type"] == "array"
        return {key} | agreed(schema["items"], shape.each, f"{key}[0]")
    sort = schema.get("type", "boolean" if "const" in schema else "string")
    assert sort == {"true or false": "boolean", "a number": "number"}.get(shape.what, "string"), key
    return {key}


def test_the_schema_of_a_record_has_the_keys_and_the_types_that_its_reader_asks_for() -> None:
    assert agreed(licence_schema(), record_shape.RECORD) == keyed(record_shape.RECORD)


WRONG: tuple[object, ...] = (
    5,
    5.5,
    True,
    ["x"],
    [5],
    [],
    {"x": 1},
    "",
    " ",
    "x",
    UnquotedDay("2026-11-24"),
    10**400,
    float("inf"),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value in a record."""
    entries = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for key, below in entries:
        yield (*path, key)
        yield from places(below, (*path, key))


def put(record: Mapping[str, Any], path: tuple[Any, ...], value: object) -> dict[str, Any]:
    """A record with another value in one place."""
    copy: Any = deepcopy(record)
    table = copy
    for key in path[:-1]:
        table = table[key]
    table[path[-1]] = value
    return dict(copy)


def sort_of(value: object) -> str:
    """The type of a value, as a record's reader tells types apart."""
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int | float):
        return "number" if abs(value) < 1e18 else "none"
    if isinstance(value, str):
        return ("day" if isinstance(value, UnquotedDay) else "text") if value.strip() else "none"
    return type(value).__name__


@pytest.mark.parametrize("path", list(places(FULL)), ids=lambda path: ".".join(map(str, path)))
def test_a_value_of_a_wrong_type_is_said_with_its_key_and_an_example(path: tuple[Any, ...]) -> None:
    value: Any = FULL
    for key in path:
        value = value[key]
    days = path[-1] in ("on", "seen", "dated")
    for wrong in WRONG:
        spoilt = put(FULL, path, wrong)
        if sort_of(wrong) == sort_of(value) or (days and sort_of(wrong) == "day"):
            continue
        found = faults_of(spoilt)
        where = str(next(key for key in reversed(path) if isinstance(key, str)))
        told = [(message, help) for _, message, help in found if ", not a" in message or ", not true" in message]
        assert [help for message, help in told if where in message and help.startswith("write ")], (wrong, found)


@pytest.mark.parametrize(
    ("record", "message", "help"),
    [
        ({"id": "licenseref-Acme"}, "other capitals", "write LicenseRef-Acme"),
        ({"made-for": ["model"]}, "made-for holds 'model'", "did you mean weights?"),
        ({"category": "open-source"}, "the category is 'open-source'", "one of permissive, weak-copyleft"),
        ({"grants": {"attribution": {}}}, "no term 'attribution'", "attribution is a duty: write it under [duties]"),
        ({"duties": {"host": {}}}, "no duty 'host'", "host is a term: write it under [grants]"),
        ({"limit": [LIMIT | {"above": -5}]}, "the limit is -5, which is not above zero", "write above = 700000000"),
        ({"limit": LIMIT}, "limit is a table, not a list of tables", "write [[limit]], with two brackets"),
        ({"same-terms-as": "MITT"}, "names 'MITT', which is not a record", "did you mean MIT?"),
        ({"replaced-by": "MITT"}, "names 'MITT', which is no other record", "did you mean MIT?"),
    ],
)
def test_what_is_nearly_right_is_told_what_to_write(record: dict[str, Any], message: str, help: str) -> None:
    whole = {"id": "LicenseRef-Acme", "name": "Acme", **record}
    found = problems(whole, "acme.toml", {}, "MIT".__eq__, USES, near=lambda id: "did you mean MIT?")
    assert [fault for fault in found if message in fault.message and fault.help.startswith(help)]
