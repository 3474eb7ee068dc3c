"""Things an SBOM lists, and the releases they make."""

from itertools import pairwise

import pytest
from attrs import evolve
from tests.support.releases import WEIGHTS, fact

from openness.errors import NotThisFormat, OpennessError
from openness.formats._licences import Own, licence_said
from openness.formats._sbom import Bill, is_sbom
from openness.formats._sbom_things import Relationship, Stated, Thing
from openness.release.claim import SILENT, Claim, Fact, Rule
from openness.release.hints import NothingInferred
from openness.release.location import Source
from openness.release.release import Release
from openness.syntax.tree import Scalar
from openness.vocabulary import Basis, Kind, Relation
from openness.vocabulary.properties import Property

HERE = Source("x.json", 1)


def thing(
    id: str, sort: str = "model", licence: str = "", availability: Fact = SILENT, location: Fact = SILENT
) -> Thing:
    terms = fact(licence) if licence else SILENT
    return Thing(id, sort, HERE, fact(id), licence=terms, availability=availability, location=location)


def bill(*things: Thing, ties: tuple[tuple[str, str, str], ...] = (), about: tuple[str, ...] = ()) -> Bill:
    sbom = Bill("x.json")
    for thing in things:
        sbom.add(thing)
    for of, sort, to in ties:
        sbom.relate(Relationship(of, to, sort, HERE))
    sbom.described.update(about)
    return sbom


def names(releases: tuple[Release, ...]) -> list[str | None]:
    return [release.name.value for release in releases]


def items(release: Release, kind: Kind) -> list[str]:
    return [item.name for item in release.component(kind).items]


def bases(release: Release) -> set[str]:
    return {base.name for base in release.base_models}


@pytest.mark.parametrize(
    "name", ["bom.json", "SBOM.json", "m.aibom.json", "m-ml-bom.json", "ai_bom.json", "a.b.sbom.json"]
)
def test_names_that_say_sbom(name: str) -> None:
    assert is_sbom(name, "json")


@pytest.mark.parametrize("name", ["bomb.json", "config.json", "bom.yaml", "bom.json.txt", "abom.json", "tsbom.json"])
def test_names_that_do_not(name: str) -> None:
    assert not is_sbom(name, "json")


def test_every_model_is_a_release_and_nothing_else_is() -> None:
    assert names(bill(thing("a"), thing("b"), thing("app", ""), thing("d", "data")).releases()) == ["a", "b"]


def test_data_sets_are_releases_where_there_is_no_model() -> None:
    releases = bill(thing("d", "data", availability=fact("gated")), thing("app", "")).releases()
    assert [(release.subject, release.component(Kind.DATASETS).availability.value) for release in releases] == [
        ("dataset", "gated")
    ]


def test_without_either_it_is_no_document_of_ours() -> None:
    with pytest.raises(NotThisFormat, match="no model and no data set"):
        bill(thing("app", "")).releases()


def test_a_base_is_a_release_only_where_the_document_is_about_it() -> None:
    ties = (("a", "base", "b"),)
    assert names(bill(thing("a"), thing("b"), ties=ties).releases()) == ["a"]
    assert names(bill(thing("a"), thing("b"), ties=ties, about=("b",)).releases()) == ["a", "b"]


def test_a_base_of_a_base_is_a_base() -> None:
    sbom = bill(*map(thing, "abcd"), ties=(("a", "base", "b"), ("b", "base", "c"), ("c", "base", "b")))
    assert [bases(release) for release in sbom.releases()] == [{"b", "c"}, set()]


def test_models_that_are_each_other_s_base_are_all_releases_and_know_no_own_terms() -> None:
    sbom = bill(thing("a", licence="MIT"), thing("b", licence="MIT"), ties=(("a", "base", "b"), ("b", "base", "a")))
    first, second = sbom.releases()
    assert {base.name: base.licence.value for base in first.base_models} == {"a": None, "b": "MIT"}
    assert bases(second) == {"a", "b"}


def test_a_base_keeps_the_relation_it_is_tied_by() -> None:
    sbom = bill(thing("a"), thing("b"))
    sbom.relate(Relationship("a", "b", "base", HERE, Relation.QUANTISATION, Basis.DECLARED))
    (base,) = sbom.releases()[0].base_models
    assert (base.relation, base.basis) == (Relation.QUANTISATION, Basis.DECLARED)


def test_a_base_described_nowhere_is_a_base_all_the_same() -> None:
    sbom = bill(thing("a"), ties=(("a", "base", "urn:x"), ("a", "base", "pkg:huggingface/acme/m@1")))
    assert bases(sbom.releases()[0]) == {"", "acme/m"}


def test_data_of_files_is_data_of_what_holds_them() -> None:
    ties = (("a", "holds", "bin"), ("d", "holds", "folder"), ("folder", "holds", "txt"), ("txt", "holds", "folder"))
    sbom = bill(
        thing("a"),
        thing("d", "data"),
        thing("txt", ""),
        ties=(*ties, ("bin", "trained-on", "txt"), ("bin", "tested-on", "y")),
    )
    (release,) = sbom.releases()
    assert (items(release, Kind.DATASETS), items(release, Kind.EVALUATION_DATA)) == (["d"], ["y"])


def test_data_that_nothing_ties_to_a_model_is_a_finding_and_no_item() -> None:
    (release,) = bill(thing("a"), thing("d", "data", availability=fact("public"))).releases()
    assert items(release, Kind.DATASETS) == []
    assert "but not what it has to do" in release.oddities[0].message


def test_a_data_set_that_is_called_as_its_kind_answers_for_no_other() -> None:
    data = [thing("datasets", "data", licence="MIT", availability=fact("public")), thing("d", "data")]
    (release,) = bill(thing("a"), *data, ties=(("a", "trained-on", "datasets"), ("a", "trained-on", "d"))).releases()
    assert items(release, Kind.DATASETS) == ["d", "datasets"]
    assert release.component(Kind.DATASETS).licence.value is None


def test_what_data_was_made_of_is_data_too_through_whatever_made_it() -> None:
    ties = (("a", "trained-on", "d"), ("d", "made-of", "script"), ("script", "made-of", "raw"), ("raw", "made-of", "d"))
    sbom = bill(thing("a"), thing("d", "data"), thing("script", ""), thing("raw", "data", licence="MIT"), ties=ties)
    (release,) = sbom.releases()
    assert items(release, Kind.DATASETS) == ["d", "raw"]
    assert release.oddities == ()


def test_what_says_itself_which_part_it_is_is_no_release() -> None:
    part = evolve(thing("card", "", availability=fact("public")), stated=Stated(Kind.MODEL_CARD))
    base = evolve(thing("b", licence="MIT"), stated=Stated(relation=Relation.MERGE))
    sbom = bill(thing("a"), part, base, ties=(("a", "part", "card"),))
    sbom.relate(Relationship("a", "b", "base", HERE, Relation.MERGE, Basis.DECLARED))
    (release,) = sbom.releases()
    assert (items(release, Kind.MODEL_CARD), bases(release)) == (["card"], {"b"})
    assert release.component(Kind.MODEL_CARD).availability.value == "public"


@pytest.mark.parametrize(
    ("stated", "value"),
    [(Stated(unknown=True), None), (Stated(facts=(("availability", fact("hosted")),)), "hosted"), (Stated(), "public")],
)
def test_an_address_tells_nothing_where_a_property_says_how_it_can_be_had(stated: Stated, value: str | None) -> None:
    model = evolve(thing("acme/a", location=fact("https://huggingface.co/acme/a")), stated=stated)
    assert bill(model).releases()[0].component(WEIGHTS).availability.value == value


@pytest.mark.parametrize(
    ("native", "values"),
    [("NOASSERTION", ("our terms",)), ("MIT AND NOASSERTION", ("our terms",)), ("ISC", ("ISC", "our terms"))],
)
def test_a_property_never_overrules_a_licence_that_the_format_s_own_field_names(
    native: str, values: tuple[str, ...]
) -> None:
    model = evolve(thing("a", licence=native), stated=Stated(facts=(("licence", fact("our terms")),)))
    assert bill(model).releases()[0].component(WEIGHTS).licence.values == values


def test_a_licence_is_read_by_the_name_of_its_property_that_is_published() -> None:
    stated = Bill("x.json").stated([("ai-openness:licence", Scalar("MIT", True, 3))])
    assert [(name, fact.values) for name, fact in stated.facts] == [("licence", ("MIT",))]


def test_a_property_that_says_nothing_known_is_odd() -> None:
    sbom = Bill("x.json")
    pairs = [("ai-openness:availability", "maybe"), ("ai-openness:colour", "red"), ("openness:weights", "closed")]
    assert sbom.stated([(name, Scalar(value, True, 3)) for name, value in pairs]) == Stated(unread=True)
    assert [finding.source.line for finding in sbom.oddities if finding.source] == [3, 3]


def test_a_thing_listed_twice_is_one_with_both_claims() -> None:
    (release,) = bill(thing("a", licence="MIT"), thing("a", licence="CC-BY-NC-4.0")).releases()
    assert release.component(WEIGHTS).licence.state == "disputed"


def test_a_model_the_document_is_not_about_has_no_subject() -> None:
    assert [release.subject for release in bill(thing("a"), thing("app", ""), about=("app",)).releases()] == [""]
    assert [release.subject for release in bill(thing("a"), about=("a",)).releases()] == ["model"]


def test_what_nothing_is_said_of_is_taken_for_a_model_with_a_finding() -> None:
    sbom = bill(thing("a", "", licence="MIT"), about=("a",))
    sbom.unsaid.add("a")
    (release,) = sbom.releases()
    assert (release.subject, release.component(WEIGHTS).licence.value) == ("", "MIT")
    assert "it is taken for a model" in release.oddities[0].message


@pytest.mark.parametrize(
    ("name", "address", "value"),
    [
        ("acme/m", "https://huggingface.co/Acme/M", "public"),
        ("m", "https://huggingface.co/acme/m", "public"),
        ("acme/m", "https://huggingface.co/acme/other", None),
        ("acme/m", "https://github.com/acme/m", None),
    ],
)
def test_an_address_counts_where_it_is_the_thing_s_own(name: str, address: str, value: str | None) -> None:
    (release,) = bill(thing(name, location=fact(address))).releases()
    availability = release.component(WEIGHTS).availability
    assert availability.value == value
    assert all(claim.basis is Basis.INFERRED and claim.rule for claim in availability.claims)


def test_prose_that_says_otherwise_counts_before_an_address() -> None:
    sbom = Bill("x.json")
    words = ((3, "The weights will be released soon."),)
    sbom.add(Thing("a", "model", HERE, fact("a"), location=fact("https://huggingface.co/acme/a"), prose=words))
    (release,) = sbom.releases()
    assert release.component(WEIGHTS).availability.claims == ()
    assert [finding.source.line for finding in release.oddities if finding.source] == [3]


def test_the_text_of_a_data_set_is_weighed_beside_it_alone() -> None:
    _, texts = licence_said(("LicenseRef-1",), {"LicenseRef-1": Own("", "Research only.\n" * 20)}, HERE)
    own = Fact((Claim("other", Basis.DECLARED, HERE, "LicenseRef-1", rule=Rule.NAMED_LOCALLY),))
    first = Thing("d", "data", HERE, fact("d"), licence=own, availability=fact("public"), texts=texts)
    (alone,) = bill(thing("a"), first, ties=(("a", "trained-on", "d"),)).releases()
    assert [text.kinds for text in alone.texts] == [(Kind.DATASETS,)]
    two = bill(thing("a"), first, thing("e", "data"), ties=(("a", "trained-on", "d"), ("a", "trained-on", "e")))
    (beside,) = two.releases()
    assert beside.texts == ()
    assert "NOASSERTION" in beside.component(Kind.DATASETS).items[0].licence.values


def test_more_bases_than_are_looked_at_leave_a_doubt() -> None:
    names = [f"m{number}" for number in range(120)]
    sbom = bill(*(thing(name, licence="MIT") for name in names), ties=tuple((a, "base", b) for a, b in pairwise(names)))
    (release,) = sbom.releases()
    assert len(release.base_models) == 101
    assert "" in bases(release)


def test_more_releases_than_anyone_can_look_at_are_refused() -> None:
    with pytest.raises(OpennessError, match="more than 1,000 releases"):
        bill(*(thing(f"m{number}") for number in range(1_001))).releases()


def test_oddities_are_kept_as_far_as_anyone_reads() -> None:
    sbom = bill(thing("m"))
    for number in range(200):
        sbom.odd(number, f"odd {number}")
    (release,) = sbom.releases()
    assert len(release.oddities) == 100


@pytest.mark.parametrize(
    ("name", "value"),
    [("training-compute", "much"), ("training-compute", "-1"), ("parameters", "7B"), ("input-modality", "smell")],
)
def test_a_property_whose_value_is_none_of_its_own_states_nothing(name: str, value: str) -> None:
    sbom = Bill("x.json")
    pairs = [(f"ai-openness:{name}", Scalar(value, True, 1))]
    stated = sbom.stated(pairs)
    assert stated.facts == ()
    assert [finding.help for finding in sbom.oddities] != [""]


def test_of_two_words_on_availability_one_that_nobody_can_read_takes_the_other_back() -> None:
    pairs = [(f"ai-openness:{Property.AVAILABILITY}", Scalar(word, True, 3)) for word in ("public", "perhaps")]
    stated = Bill("x.json").stated(pairs)
    assert (stated.unread, stated.facts) == (True, ())


def test_an_address_tells_nothing_beside_an_availability_that_nobody_can_read() -> None:
    address = fact("https://huggingface.co/acme/wren")
    (public,) = bill(thing("acme/wren", location=address)).releases()
    (silent,) = bill(evolve(thing("acme/wren", location=address), stated=Stated(unread=True))).releases()
    assert public.component(WEIGHTS).availability.value == "public"
    assert not silent.component(WEIGHTS).availability.claims
    assert silent.signs == (NothingInferred(WEIGHTS, HERE),)


def test_a_part_with_an_availability_that_nobody_can_read_is_told_of_its_release() -> None:
    part = evolve(thing("card", ""), stated=Stated(kind=Kind.MODEL_CARD, unread=True))
    (release,) = bill(thing("a"), part, ties=(("a", "part", "card"),)).releases()
    assert release.signs == (NothingInferred(Kind.MODEL_CARD, HERE),)


@pytest.mark.parametrize(("words", "limits"), [("Acme. Non-commercial use only.", 1), ("Copyright 2026 Acme", 0)])
def test_a_copyright_statement_may_limit_use(words: str, limits: int) -> None:
    (release,) = bill(evolve(thing("a"), copyright=fact(words))).releases()
    assert len(release.limits) == limits
