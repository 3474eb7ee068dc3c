"""The problems of spoilt definitions, and the questions of those that are accepted: tables."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.golden import agrees
from tests.support.spoilt import spoilt

from openness.definition.definition import Definition, questions
from openness.definition.parse import criterion_lines, definition_of, is_definition, requirement_of
from openness.errors import OpennessError

TABLES = Path(__file__).parent / "answers"
TEXTS = """
== grades
label = "S"
says = "small"
floor = "none"
floor-name = "None"
floor-says = "nothing"
note = "n"
subject = "model"
score = "progress"
outcomes = { met = "yes" }
scope = { training-compute = 1e23 }
[[grade]]
id = "one"
name = "One"
says = "one"
[[grade.criterion]]
id = "weights"
WORDS
components = ["model-parameters-final", "model-architecture | model-card"]
at = "gated"
doubt = "public"
extent = "part"
of = "own"
[[grade.criterion]]
id = "terms"
WORDS
components = ["datasets"]
terms = ["use"]
judged-terms = ["share"]
if-used = true
[[grade]]
id = "two"
name = "Two"
says = "two"
[[grade.criterion]]
id = "any"
WORDS
any = [{ components = ["datasets"] }, { channels = ["first-party-api", "download"] }]
concluded = true
[[grade.criterion]]
id = "free"
WORDS
unless = ["monetised"]
below = { training-compute = 1e25 }
channels = ["first-party-api"]
== count
ending = "count"
floor = "none"
grade = [{ id = "a", name = "A", says = "a" }]
[[criterion]]
id = "x"
WORDS
components = ["datasets"]
== points
ending = "points"
[[criterion]]
id = "x"
WORDS
components = ["datasets"]
[[criterion]]
id = "y"
WORDS
concluded = "other/y"
== components
ending = "each-component"
components = ["datasets", "training-code"]
[[criterion]]
id = "x"
WORDS
terms = ["use"]
[[criterion]]
id = "y"
WORDS
at = "gated"
== document
about = "document"
ending = "count"
grade = [{ id = "a", name = "A", says = "a" }]
[[criterion]]
id = "x"
WORDS
elements = ["sbom-author"]
"""
HEAD = """
id = "small"
name = "Small"
version = "1"
source = "here"
dated = "2026"
read = { hand = "first-hand", from = "here" }
"""
WORDS = 'says = "it says"\ncites = "1"\nhelp = "do it"'
RECORDS = {
    name: tomllib.loads(HEAD + body.replace("WORDS", WORDS))
    for name, _, body in (text.partition("\n") for text in TEXTS.split("\n== ")[1:])
}
REQUIREMENT = """
components = ["datasets|data-card"]
at = "public"
terms = ["use"]
channels = ["first-party-api"]
any = [{ unless = ["monetised"] }]
concluded = "a/b"
"""


def asks(definition: Definition) -> str:
    """The questions of a definition, in one line."""
    criteria = (
        f"{each.id}{'*' if each.concluded else ''} {[*questions(each.requirement)]!r}"
        for _, each in definition.criteria
    )
    head = (
        definition.ending,
        definition.subject,
        definition.about,
        definition.scope,
        definition.label,
        definition.floor,
    )
    return f"{' '.join(map(str, head))} | {'; '.join(criteria)}"


@pytest.mark.parametrize("name", RECORDS)
def test_a_spoilt_definition_is_refused_as_the_table_says(name: str) -> None:
    lines = {
        "grade[0]": 10,
        "grade[0].criterion[0]": 11,
        "grade[0].criterion[0].at": 12,
        "criterion[0]": 20,
        "scope": 3,
    }

    def rows() -> Iterator[str]:
        whole = asks(definition_of(RECORDS[name], "small.toml", lines))
        yield f"as it is → {whole}"
        for what, changed in spoilt(RECORDS[name]):
            try:
                answer = asks(definition_of(changed, "small.toml", lines))
                answer = "the same" if answer == whole else answer
            except OpennessError as error:
                answer = "; ".join(f"{each.line}: {each.message} ({each.help})" for each in error.problems)
            lines_of = criterion_lines(changed, lines) if what.startswith("no ") else ""
            yield f"{what} → {answer[:300]} {'' if is_definition(changed) else 'no definition'} {lines_of}".rstrip()

    agrees(TABLES / f"{name}.txt", rows())


def test_a_spoilt_requirement_is_refused_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for what, changed in spoilt(tomllib.loads(REQUIREMENT)):
            try:
                answer = repr([*questions(requirement_of(changed, "rule"))])
            except OpennessError as error:
                answer = "; ".join(f"{each.message} ({each.help})" for each in error.problems)
            yield f"{what} → {answer[:250]}"

    agrees(TABLES / "requirement.txt", rows())
