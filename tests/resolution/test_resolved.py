"""Nobody changes what a resolved release answers."""

from collections.abc import Iterator

import pytest
from attrs import has
from tests.support.releases import native

from openness.resolution.resolved import expressions_of, resolved
from openness.shelf.shelf import shipped
from openness.vocabulary import WEIGHTS

TEXT = (
    "name: a/b\ncomponents: {model-parameters-final: {availability: public, licence: llama3.1}}\n"
    "base-models: [{name: c/d, relation: fine-tune, licence: gemma}]\n"
)


def changeable(value: object, path: str, known: set[int]) -> Iterator[str]:
    """The places of a value, its properties among them, where somebody can change something."""
    if id(value) in known:
        return
    known.add(id(value))
    if type(value) in (list, dict, set, bytearray):
        yield path
    elif isinstance(value, (tuple, frozenset)):
        for item in value:
            yield from changeable(item, f"{path}[]", known)
    elif has(type(value)):
        for name in (name for name in dir(type(value)) if not name.startswith("_")):
            try:
                found = getattr(value, name)
            except ValueError:  # of a claim that is about no licence
                continue
            if not callable(found):
                yield from changeable(found, f"{path}.{name}", known)


def test_a_resolved_release_holds_nothing_that_can_be_changed() -> None:
    release = resolved(native(TEXT), shipped())
    assert list(changeable(release, "resolved", set())) == []


@pytest.mark.parametrize("answer", ["licences_of", "expressions_of"])
def test_its_answers_cannot_be_changed_either(answer: str) -> None:
    release = resolved(native(TEXT), shipped())
    fact = release.component(WEIGHTS).licence
    found: object = release.licences_of(fact) if answer == "licences_of" else expressions_of(fact)
    assert isinstance(found, tuple)
    assert len(found) == 1
