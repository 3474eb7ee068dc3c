"""Everything said of one model version; joining."""

import pytest
from tests.support.releases import WEIGHTS, fact, native, weights

from openness.release.release import Release, join
from openness.vocabulary import Kind

JOINED = join([weights("public", "MIT"), native("name: A model\ncomponents: {training-code: withheld}\n")])


def test_all_eighteen_components_are_always_there() -> None:
    assert [component.kind for component in Release()] == list(Kind)
    components = Release().to_dict()["components"]
    assert isinstance(components, dict)
    assert list(components) == [kind.value for kind in Kind]


def test_a_component_nothing_is_said_of_is_silent() -> None:
    part = Release().component(Kind.DATASETS)
    assert (part.availability.state, part.licence.state) == ("silent", "silent")


def test_a_release_has_the_promised_keys() -> None:
    wanted = "name version producer channels claims base-models circumstances read unread components"
    assert set(wanted.split()) <= set(Release().to_dict())


def test_joining_keeps_what_each_says() -> None:
    assert JOINED.name.value == "A model"
    assert JOINED.component(WEIGHTS).licence.value == "MIT"
    assert JOINED.component(Kind.TRAINING_CODE).availability.value == "withheld"


def test_joining_two_names_is_a_dispute() -> None:
    assert Release(name=fact("a")).join(Release(name=fact("b"))).name.state == "disputed"


def test_joining_circumstances_keeps_both() -> None:
    one, other = native("circumstances: {monetised: false}\n"), native("circumstances: {systemic-risk: true}\n")
    assert [word for word, _ in one.join(other).circumstances] == ["monetised", "systemic-risk"]


def test_a_circumstance_nothing_is_said_of_is_silent() -> None:
    assert Release().circumstance("monetised").state == "silent"


def test_the_json_of_a_circumstance_is_true_false_or_a_number_and_null_in_dispute() -> None:
    def circumstances(*stated: str) -> object:
        return join([native(f"circumstances: {{{words}}}\n") for words in stated]).to_dict()["circumstances"]

    assert circumstances("monetised: true, systemic-risk: false, training-compute: 3e25") == {
        "monetised": True,
        "systemic-risk": False,
        "training-compute": 3e25,
    }
    assert circumstances("monetised: true", "monetised: false") == {"monetised": None}


def test_a_release_without_conclusions_keeps_the_rest() -> None:
    text = "name: x\nconcluded: [{criterion: osaid-1.0/code, verdict: met, by: A, on: 2026-11-24, because: B}]\n"
    release = native(text)
    assert len(release.conclusions) == 1
    assert (release.without_conclusions().conclusions, release.without_conclusions().name) == ((), release.name)


def test_a_component_is_found_by_its_id_and_no_other_word_stands_for_one() -> None:
    assert JOINED.component("model-parameters-final") == JOINED.component(WEIGHTS)
    with pytest.raises(ValueError, match=r"there is no component 'weights'; did you mean model-parameters-final\?"):
        JOINED.component("weights")
