"""What a field that no format knows says: a sentence behind a label, and a plain no behind a right takes the right away."""

import pytest
from tests.support.releases import card

from openness.formats._words import other_words, own_fields, sentences_beside, words_beside, words_within
from openness.syntax.tree import Mapping
from openness.syntax.yaml import yaml_tree


def tree(text: str) -> Mapping:
    read = yaml_tree(text, "a.yaml")
    assert isinstance(read, Mapping)
    return read


def said(field: str, *words: str | bool) -> list[str]:
    return list(words_beside(field, words))


@pytest.mark.parametrize(
    "right",
    [
        *("use", "usage", "commercial", "commercially", "commercialization", "commercialisation", "redistribution"),
        *("redistribute", "redistributable", "distribution", "sharing", "modification", "modify", "modifiable"),
        *(
            "derivative",
            "derivatives",
            "derivation",
            "adaptation",
            "sublicensing",
            "sublicense",
            "resale",
            "reproduction",
        ),
    ],
)
def test_a_plain_no_behind_a_right_takes_it_away_and_a_yes_does_not(right: str) -> None:
    for field in (right, f"{right}_allowed", f"can-{right}", f"unrestricted_{right}", f"allow{right.capitalize()}"):
        (no,), (yes,), (more,) = said(field, "no"), said(field, "yes"), said(field, "no charge")
        assert no.endswith(": no (not allowed)")
        assert (yes.endswith(": yes"), more.endswith(": no charge")) == (True, True)
        (other,) = said(f"{field}_cache", "no")
        assert other.endswith("cache: no")


@pytest.mark.parametrize("no", ["no", "No.", " false ", "N", "off", "None", "never", "0", ". no ."])
def test_a_plain_no_is_written_in_many_ways(no: str) -> None:
    assert said("commercial_use", no) == [f"commercial use: {no} (not allowed)"]
    assert said("usage_restrictions", no) == []


@pytest.mark.parametrize("nothing", ["-", "–", "—", "n/a", "NA", "nil", "nothing", "not applicable", "Not applicable."])
def test_what_says_that_there_are_no_limits_says_nothing_behind_limits_alone(nothing: str) -> None:
    assert said("usage_restrictions", nothing) == []
    assert said("commercial_use", nothing) == [f"commercial use: {nothing}"]


@pytest.mark.parametrize(
    "limits",
    [
        *("no_resale", "non_commercial", "not_allowed", "noncommercial", "restriction", "restrictions", "restricted"),
        *("limit", "limits", "limited", "limitation", "limitations", "condition", "conditions", "prohibited"),
        *("prohibition", "prohibitions", "forbidden", "disallowed", "banned"),
    ],
)
def test_a_no_behind_limits_says_nothing_and_a_yes_is_heard(limits: str) -> None:
    assert said(f"{limits}_of_the_heron", False) == []
    (yes,) = said(f"{limits}_of_the_heron", True)
    assert yes.endswith("of the heron: yes")


@pytest.mark.parametrize("field", ["base_model", "baseModelName", "upstream_model", "init_from"])
def test_a_field_that_may_name_a_base_is_read_behind_its_label(field: str) -> None:
    assert said(field, "acme/heron") == ["base model: acme/heron"]


TEXT = """\
note: as it stands
nested: {deep: [under a key, {deeper: further down, skipped: not this}], skipped: nor this}
skipped: nor that
flag: true
empty: ''
nothing:
list: [one, two]
"""


def test_fields_of_prose_are_read_as_they_stand_known_ones_not_at_all_and_others_behind_labels() -> None:
    fields = [(key.text, value) for key, value in tree(TEXT)]
    assert list(other_words(fields, ("note", "nested"), ("skipped",))) == [
        (1, "as it stands"),
        (2, "under a key"),
        (2, "further down"),
        (4, "flag: yes"),
        (7, "list: one"),
        (7, "list: two"),
    ]


def test_a_word_below_a_key_is_said_behind_both() -> None:
    fields = [(key.text, value) for key, value in tree("terms: {commercial: [no]}\n")]
    ((field, value),) = fields
    assert list(sentences_beside(field, value)) == ["terms: no", "commercial: no (not allowed)"]


def test_fields_of_a_cards_own_are_those_that_the_hub_does_not_know_in_lists_of_results_too() -> None:
    text = (
        "license: mit\nhouse_rules: be kind\n"
        "model-index:\n- {name: Heron, house_terms: for research only, results: []}\n- just words\n- {other_terms: pay us}\n"
    )
    fields = [(key.text, value) for key, value in tree(text)]
    own = [
        (name, word.text)
        for field, node in fields
        for name, value in own_fields(field, node)
        for word in words_within(value)
    ]
    assert own == [("house_rules", "be kind"), ("house_terms", "for research only"), ("other_terms", "pay us")]
    assert list(own_fields("model-index", tree("terms: ask us\n"))) != []
    (limit,) = card(text).limits
    assert "house terms: for research only" in str(limit)
