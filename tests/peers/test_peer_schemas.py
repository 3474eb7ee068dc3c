"""The JSON Schemas that `openness explain` prints, held against real files and reports by an independent validator."""

import json
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from tests.support.pages import TOP, blocks

import openness
from openness.errors import OpennessError
from openness.index.records import toml_record
from openness.index.tables import sources
from openness.policy.preset import names, text
from openness.policy.starter import STARTER
from openness.shelf.shelf import shipped

Draft202012Validator: Any = pytest.importorskip("jsonschema", reason="jsonschema is not installed").Draft202012Validator
RELEASES = sorted((TOP / "tests/verdicts/releases").glob("*.yaml"))
CARDS = [TOP / "docs/examples/llama-3.1", TOP / "docs/examples/olmo-2", "system:claude-4", "system:olmo-2"]


def schema(name: str) -> dict[str, Any]:
    """A schema, as it is printed."""
    printed: dict[str, Any] = json.loads(json.dumps(openness.explain(name).data))
    Draft202012Validator.check_schema(printed)
    return printed


def closed(node: Any) -> Any:
    """A schema that lets no key pass that it does not name."""
    if isinstance(node, list):
        return [closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    tight = {key: closed(item) for key, item in node.items()}
    if "properties" in node and node.get("type") == "object":
        tight.setdefault("additionalProperties", False)
    return tight


def faults(name: str, value: Any, tight: bool = False) -> list[str]:
    """The faults that a schema finds."""
    validator = Draft202012Validator(closed(schema(name)) if tight else schema(name))
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


@pytest.fixture(scope="module")
def reports() -> list[dict[str, Any]]:
    """The reports on releases of every kind."""
    found = [openness.classify(str(path)).to_dict() for path in (*RELEASES, *CARDS)]
    policy = {"require": {"spectrum": "open-source-ai"}, "forbid": ["finding:licence-text-missing"]}
    for full in (False, True):
        found.append(openness.check([str(TOP / "docs/examples"), "gone"], policy=policy).to_dict(full))
    return json.loads(json.dumps(found))  # type: ignore[no-any-return]  # JSON of any shape


def test_every_report_keeps_the_schema_and_has_no_key_beside_it(reports: list[dict[str, Any]]) -> None:
    validator = Draft202012Validator(closed(schema("report-schema")))
    for report in reports:
        assert [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(report)] == []


def keys(node: Any, place: str = "") -> Iterator[str]:
    """Every key of a value by its place, those of maps left out."""
    if isinstance(node, list):
        for item in node:
            yield from keys(item, place)
    elif isinstance(node, dict):
        for key, item in node.items():
            open_map = place.endswith(
                (".definitions", ".consequences", ".score", ".components", ".circumstances", ".details")
            )
            below = place if open_map else f"{place}.{key}"
            yield below
            yield from keys(item, f"{below}*" if open_map else below)


def test_no_key_of_the_schema_is_invented(reports: list[dict[str, Any]]) -> None:
    """Each stands in one of the reports; what only replaced records bring is left out."""
    printed = {place.rpartition(".")[2] for report in reports for place in keys(report)}

    def named(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            if node.get("type") == "object":
                yield from node.get("properties", ())
            for item in node.values():
                yield from named(item)
        elif isinstance(node, list):
            for item in node:
                yield from named(item)

    from openness.vocabulary import Kind

    assert set(named(schema("report-schema"))) - printed - set(map(str, Kind)) <= {"replaced", "exception", "excuse"}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), 2),
        (("results", 0, "band"), "open"),
        (("results", 0, "spectrum", "basis"), "guessed"),
        (("results", 0, "findings"), None),
        (("results", 0, "release", "components", "datasets", "availability", "state"), "maybe"),
        (("results", 0, "definitions", "osaid-1.0", "verdict"), "yes"),
    ],
)
def test_a_report_with_a_strange_word_is_refused(
    path: tuple[str | int, ...], value: object, reports: list[dict[str, Any]]
) -> None:
    report = deepcopy(reports[0])
    part: Any = report
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert faults("report-schema", report)


def plain(value: Any) -> Any:
    """Days as words, as JSON has them."""
    return json.loads(json.dumps(value, default=str))


@pytest.mark.parametrize("path", sorted(Path(sources()["definitions"]).glob("*.toml")), ids=lambda path: path.stem)
def test_every_definition_keeps_the_schema(path: Path) -> None:
    record = toml_record(path.read_text(encoding="utf-8"))
    if not {"row", "use"} & record.keys():  # the rows of consequences and the uses are not a definition
        assert faults("definition-schema", plain(record)) == []


@pytest.mark.parametrize(
    "line", ['colour = "red"', 'ending = "stars"', 'subject = "person"', "grade = []", 'dated = ""', "name = 3"]
)
def test_what_the_grammar_of_definitions_refuses_the_schema_refuses(line: str) -> None:
    from openness.definition.parse import definition_of

    record = toml_record((Path(sources()["definitions"]) / "spectrum.toml").read_text(encoding="utf-8"))
    changed = {**record, **tomllib.loads(line)}
    with pytest.raises(OpennessError):
        definition_of(changed)
    assert faults("definition-schema", plain(changed))


def policies() -> Iterator[tuple[str, str]]:
    """Every policy that ships or stands on a page."""
    yield "starter", STARTER
    for name in names():
        yield name, text(name)
    for block in blocks(TOP / "docs/reference/policy-file.md"):
        if block.file == "openness-policy.toml":
            yield "page", block.text


@pytest.mark.parametrize(("name", "policy"), list(policies()), ids=lambda value: value if len(value) < 20 else "")
def test_every_policy_keeps_the_schema(name: str, policy: str) -> None:
    assert faults("policy-schema", plain(tomllib.loads(policy))) == []


@pytest.mark.parametrize(
    "policy",
    [
        "[check]\nforbids = ['licence:MIT']",
        "[check]\nunknown = 'ignore'",
        "[check]\nforbid = ['MIT']",
        "[check]\nforbid = ['finding:no-such-code']",
        "[check]\nrequire-terms = ['fly']",
        "[check]\nallow = []",
        "[[exception]]\nsource = 'x'\nrule = 'spectrum'\nbecause = 'y'",
        "[[exception]]\nsource = 'x'\nrule = 'spectrum'\nbecause = 'y'\nuntil = 'soon'",
        "[[check.path]]\nunknown = 'warn'",
        "[checks]\n",
    ],
)
def test_what_a_policy_may_not_say_the_schema_refuses(policy: str) -> None:
    from openness.policy.parse import policy_of

    data = tomllib.loads(policy)
    with pytest.raises(OpennessError):
        policy_of(data, shipped())
    assert faults("policy-schema", plain(data))
