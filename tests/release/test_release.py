"""Everything said of one model version; joining."""

from itertools import permutations
from typing import Any

import pytest
from attrs import evolve, fields
from tests.support.releases import WEIGHTS, claim, fact, native, weights

from openness.errors import Problem
from openness.release.claim import Claim, Conclusion, Fact, Rule
from openness.release.component import Component, Item
from openness.release.finding import Code, Finding
from openness.release.hints import LicenceLink, LikelyPart
from openness.release.location import Origin, Source
from openness.release.release import BaseModel, LicenceText, Release, StatedBases, TermsElsewhere, join
from openness.vocabulary import Basis, Kind, Relation

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


HERE = Source("a.yaml", 3)
#: Of each field what three files say.
SAID: dict[str, tuple[Any, ...]] = {
    "name": (fact("a"), fact("b"), fact("c")),
    "version": (fact("1"), fact("2"), fact("3")),
    "producer": (fact("x"), fact("y"), fact("z")),
    "components": tuple((Component(kind, (Item("", fact("public")),)),) for kind in [*Kind][2:5]),
    "base_models": tuple((BaseModel(f"a/{name}", Relation.MERGE, HERE),) for name in "abc"),
    "channels": tuple((claim(word),) for word in ("download", "product", "third-party-api")),
    "labels": tuple((claim(word),) for word in ("open", "open-source", "open-weights")),
    "circumstances": tuple(((word, fact("true")),) for word in ("monetised", "multimodal", "systemic-risk")),
    "conclusions": tuple((Conclusion("datasets", name, "A", "2026-11-24", "B", HERE),) for name in ("MIT", "ISC", "X")),
    "texts": tuple((LicenceText(HERE, (), name),) for name in "abc"),
    "limits": tuple((LicenceLink(HERE, name),) for name in "abc"),
    "links": (("a",), ("b",), ("c",)),
    "signs": tuple((LikelyPart(Kind.DATASETS, HERE, name),) for name in "abc"),
    "oddities": tuple((Finding(Code.FIELD_INVALID, name),) for name in "abc"),
    "problems": tuple((Problem("a.yaml", 1, name),) for name in "abc"),
    "read": (("a",), ("b",), ("c",)),
    "unread": (("a",), ("b",), ("c",)),
    "terms": tuple((TermsElsewhere(claim(name), ()),) for name in "abc"),
    "elements": tuple(((word, fact("true")),) for word in ("model-hash", "model-name", "sbom-author")),
    "copyrights": tuple((claim(name),) for name in "abc"),
    "not_checked": tuple((kind,) for kind in [*Kind][2:5]),
    "details": tuple(((word, fact("7")),) for word in ("context-length", "language", "parameters")),
}


@pytest.mark.parametrize("field", SAID)
def test_of_every_field_a_join_has_what_all_say_each_once_in_any_order(field: str) -> None:
    every = [Release(**{field: said}) for said in SAID[field]]
    whole = join(every)
    assert all(join([*order, every[0]]) == whole for order in permutations(every))
    joined = getattr(whole, field)
    things = [thing for words in SAID[field] for thing in (words.claims if isinstance(words, Fact) else words)]
    assert sorted(map(repr, joined.claims if isinstance(joined, Fact) else joined)) == sorted(map(repr, things))
    assert evolve(whole, **{field: getattr(Release(), field)}) == Release()


def test_these_are_the_fields_and_a_release_of_a_model_is_one() -> None:
    assert {field.name for field in fields(Release)} == {*SAID, "subject"}
    for words in (("model", "dataset"), ("", "dataset"), ("", ""), ("", "model")):
        subject = "model" if "model" in words else max(words)
        assert {join([Release(subject=word) for word in order]).subject for order in permutations(words)} == {subject}


def test_what_two_files_say_of_one_thing_is_one_thing() -> None:
    left, right = (Release(circumstances=(("multimodal", fact(value)),)) for value in ("true", "false"))
    assert left.join(right).circumstance("multimodal").state == "disputed"
    left, right = (
        Release(components=(Component(Kind.DATASETS, (Item("a", fact(word)),)),)) for word in ("public", "gated")
    )
    assert left.join(right).component(Kind.DATASETS).availability.state == "disputed"


FAMILY = Claim("llama2", Basis.INFERRED, HERE, because="a model of Llama 2; or of its kin", rule=Rule.KNOWN_FAMILY)
BASES = [
    BaseModel("a/b", Relation.FINE_TUNE, HERE),
    BaseModel("c/d", Relation.SAME_ARCHITECTURE, HERE, basis=Basis.INFERRED),
    BaseModel(
        "E/f", Relation.MERGE, HERE, Fact((FAMILY,)), "E", Basis.INFERRED, Origin("https://e.example"), certain=False
    ),
    BaseModel("", Relation.ADAPTER, Source("a.yaml")),
]


def test_a_base_has_the_promised_keys() -> None:
    plain, family = (BASES[at].to_dict() for at in (3, 2))
    assert plain == {
        "name": "", "relation": "adapter", "basis": "declared", "certain": True, "licence": fact().to_dict(), "producer": None,
        "document": "a.yaml", "line": None,
    }  # fmt: skip
    assert (family["producer"], family["line"], family["certain"], family["basis"]) == ("E", 3, False, "inferred")
    assert family["origin"] == Origin("https://e.example").to_dict()


def test_a_base_of_a_family_says_so_in_its_title() -> None:
    assert [base.family for base in BASES] == ["", "", "a model of Llama 2", ""]
    assert [base.title for base in BASES] == ["a/b", "c/d", "E/f (a model of Llama 2)", ""]
    assert BASES[0].subject(["MIT"]).to_dict() == {
        "component": None,
        "item": None,
        "licences": ["MIT"],
        "bases": ["a/b"],
    }
    assert BASES[3].subject().to_dict()["bases"] == []
    assert BaseModel("a/b", Relation.MERGE, HERE, fact("MIT")).family == ""
    assert Release(base_models=tuple(BASES)).derived_from == (BASES[0], BASES[2], BASES[3])


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ([], ["a/b", "c/d", "E/f"]),
        ([BaseModel("c/d", Relation.SAME_ARCHITECTURE, HERE)], ["a/b", "c/d", "E/f"]),
        ([BaseModel("", Relation.MERGE, HERE)], ["a/b", "c/d", "E/f"]),
        ([BaseModel("A/B", Relation.MERGE, HERE)], ["c/d", "E/f"]),
        ([BaseModel("a/b", Relation.MERGE, HERE, basis=Basis.INFERRED)], ["a/b", "c/d", "E/f"]),
        ([BaseModel("e/F", Relation.MERGE, HERE), BaseModel("a/b", Relation.MERGE, HERE)], ["c/d"]),
        ([BaseModel("x/y", Relation.MERGE, HERE)], ["a/b", "c/d", "E/f"]),
    ],
)
def test_of_a_file_beside_a_release_the_bases_count_that_this_does_not_state(
    stated: list[BaseModel], kept: list[str]
) -> None:
    of = StatedBases(stated)
    assert [base.name for base in Release(base_models=tuple(BASES[:3])).beside(of).base_models] == kept
    unnamed = Release(base_models=(BASES[3],)).beside(of).base_models
    assert unnamed == (() if any(base.name and base.relation is Relation.MERGE for base in stated) else (BASES[3],))
    assert Release().beside(of) == Release()


def test_details_say_every_value_and_whether_they_are_at_odds() -> None:
    details = (("language", fact("de", "en")), ("parameters", fact("7", "8")), ("release-date", fact("2026")))
    found: Any = Release(details=details).to_dict()["details"]
    assert {word: (each["values"], each["state"], len(each["claims"])) for word, each in found.items()} == {
        "language": (["de", "en"], "known", 2), "parameters": (["7", "8"], "disputed", 2), "release-date": (["2026"], "known", 1),
    }  # fmt: skip
    assert Release(details=details).detail("parameters").state == "disputed"
    assert Release().detail("parameters").state == "silent"


def test_a_part_that_nobody_looked_up_is_told_until_something_is_said_of_it() -> None:
    part = Component(Kind.DATASETS, (Item("a"), Item("b", fact("public"))))
    release = Release(not_checked=(Kind.DATASETS, Kind.MODEL_CARD), components=(part,))
    assert release.unchecked == (Kind.MODEL_CARD,)
    assert release.to_dict()["not-checked"] == ["model-card"]
    assert Release(not_checked=(Kind.DATASETS,), components=(Component(Kind.DATASETS, (Item("a"),)),)).unchecked
    assert "not-checked" not in Release().to_dict()


def test_the_words_of_a_release_stand_in_order_and_its_subject_is_a_model_unless_a_file_says_otherwise() -> None:
    written: dict[str, Any] = Release(
        channels=(claim("product"), claim("download"), claim("download", 2)), labels=(claim("open"), claim("open", 4)),
        read=("a", "b"), unread=("c",), conclusions=SAID["conclusions"][0], base_models=(BASES[0],),
    ).to_dict()  # fmt: skip
    assert (written["channels"], written["claims"], written["subject"]) == (["download", "product"], ["open"], "model")
    assert (written["read"], written["unread"], len(written["base-models"])) == (["a", "b"], ["c"], 1)
    conclusion = {"about": "datasets", "value": "MIT", "by": "A", "on": "2026-11-24", "because": "B"}
    assert written["concluded"] == [conclusion]
    assert Release(subject="dataset").to_dict()["subject"] == "dataset"
    assert (Release(read=("a", "b")).first_document, Release().first_document) == ("a", "")
