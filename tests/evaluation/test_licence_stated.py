"""The licence of a release in one line."""

import pytest
from tests.support.releases import card

from openness import Release, classify
from openness.blocks.document import plain
from openness.evaluation.licence_stated import _cut, _first, licence_stated, with_names
from openness.release.claim import Claim, Fact
from openness.release.component import Component, Item
from openness.release.location import Origin, Source
from openness.vocabulary import WEIGHTS, Basis

LLAMA = "Llama 3.3 Community License Agreement [LicenseRef-Llama-3.3-Community]"


def line(source: Release | str) -> str:
    """The line of a release."""
    one = classify(source)
    return plain(with_names(licence_stated(one.release, one.findings), one.resolved.licences))


@pytest.mark.parametrize(
    ("fields", "prose", "stated"),
    [
        ("license: mit", "", "MIT"),
        ("license: llama3.3", "", LLAMA),
        ("tags: [x]", "", "none is stated"),
        ("license: gpl-3.0", "", "“gpl-3.0”, which can mean GPL-3.0-only or GPL-3.0-or-later (README.md:2)"),
        ("license: other\nlicense_name: foo-1", "", "unknown: “foo-1”, which is not known here (README.md:3)"),
        (
            "license: mit",
            "\nThis model is for non-commercial use only.\n",
            "disputed: MIT (README.md:2) against “This model is for non-commercial use only” (README.md:5)",
        ),
        (
            "license: mit\nbase_model: meta-llama/Llama-3.3-70B-Instruct",
            "",
            f"MIT; in conflict with {LLAMA} of its base model meta-llama/Llama-3.3-70B-Instruct",
        ),
        (
            "license: mit\nbase_model: nobody/nothing",
            "",
            "MIT; the licence of its base model nobody/nothing is unknown",
        ),
        ("license: llama3.3\nbase_model: meta-llama/Llama-3.3-70B-Instruct", "", LLAMA),
    ],
)
def test_it_names_the_licence_and_who_states_what_leaves_a_doubt(fields: str, prose: str, stated: str) -> None:
    assert line(card(fields, prose)) == stated


def test_of_many_licences_that_a_name_can_mean_some_are_shown_and_the_others_counted() -> None:
    stated = line(card("license: other\nlicense_name: qwen"))
    assert stated.startswith("“qwen”, which can mean ") and stated.endswith(" or 4 more (README.md:3)")


def test_where_our_description_says_nothing_that_is_no_word_of_the_maker() -> None:
    assert line("system:olmoe") == "not checked by us"


def test_of_a_data_set_it_is_the_licence_of_the_data() -> None:
    assert line(card("license: cc-by-4.0\npretty_name: D\ntask_categories: [x]")) == "CC-BY-4.0"


def test_of_many_claims_and_items_some_are_shown_and_the_others_counted() -> None:
    bases = "".join(f"\n- nobody/base-{number}" for number in range(9))
    assert line(card(f"license: mit\nbase_model:{bases}\nbase_model_relation: merge")).endswith("; 6 more")


def test_a_name_of_a_source_takes_no_more_than_its_room() -> None:
    assert len(line(card(f"license: other\nlicense_name: {'x' * 5_000}"))) < 200


def test_of_a_claim_in_a_record_the_source_that_the_record_cites_is_named_without_what_stands_behind_it() -> None:
    page = Origin("https://kite.example/terms; the second page", "2026-11-24")
    claims = [Claim(name, Basis.DECLARED, Source("a/kite.yaml", 3), name, origin=page) for name in ("MIT", "ISC")]
    release = Release(components=(Component(WEIGHTS, (Item("", licence=Fact(tuple(claims))),)),))
    here = "(https://kite.example/terms)"
    assert line(release) == f"disputed: ISC {here} against MIT {here}"


def test_of_long_words_and_of_many_the_first_are_shown() -> None:
    assert [len(_cut("x" * letters)) for letters in (100, 101)] == [100, 100]
    assert (_cut("x" * 100), _cut("x" * 101)) == ("x" * 100, "x" * 99 + "…")
    assert _first([("a",), ("b",), ("c",)]) == [("a",), ("b",), ("c",)]
    assert _first([("a",), ("b",), ("c",), ("d",)]) == [("a",), ("b",), ("c",), ("1 more",)]
