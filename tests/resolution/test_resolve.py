"""Written names become records, and what follows from a claim is added."""

from pathlib import Path

import pytest
from tests.support.releases import WEIGHTS, card, claim, fact, native, resolved

import openness
from openness.formats import licence_file
from openness.release.claim import Conclusion, Fact, Rule
from openness.release.component import Component, Item
from openness.release.hints import CodeLicence
from openness.release.location import Source
from openness.release.release import BaseModel, LicenceText, Release, TermsElsewhere
from openness.resolution.lineage import same_licensor
from openness.resolution.names import naming_of
from openness.shelf.shelf import shipped
from openness.syntax.document import Document
from openness.vocabulary import Basis, Kind, Relation


def test_a_hub_tag_becomes_its_record_and_keeps_what_was_written() -> None:
    (claim,) = resolved(card("license: llama3.1\npipeline_tag: x")).component(WEIGHTS).licence.claims
    assert (claim.value, claim.written) == ("LicenseRef-Llama-3.1-Community", "llama3.1")


@pytest.mark.parametrize("name", ["gpl-3.0", "openrail", "nobody-knows", "no"])
def test_a_name_that_is_not_clear_stays_as_it_was_written(name: str) -> None:
    (claim,) = resolved(card(f"license: {name}\npipeline_tag: x")).component(WEIGHTS).licence.claims
    assert claim.value == name


def test_two_tags_stay_two_claims() -> None:
    licence = resolved(card("license: mit\nlicense: apache-2.0\npipeline_tag: x")).component(WEIGHTS).licence
    assert (licence.state, licence.values) == ("disputed", ("Apache-2.0", "MIT"))


def test_two_spellings_of_one_licence_are_no_dispute() -> None:
    licence = resolved(card("license: mit\nlicense_name: MIT License\npipeline_tag: x")).component(WEIGHTS).licence
    assert licence.value == "MIT"


def of_the_hub(name: str, more: str = "") -> Release:
    """A release of this name, under Apache-2.0."""
    text = "components: {model-parameters-final: {availability: public, licence: Apache-2.0}}\n"
    return resolved(native(f"name: {name}\n{text}{more}"))


@pytest.mark.parametrize(
    ("name", "licence"),
    [
        ("bartowski/gemma-2-9b-it-GGUF", "LicenseRef-Gemma-Terms-2024-04-01"),
        ("unsloth/Llama-3.2-1B-Instruct", "LicenseRef-Llama-3.2-Community"),
        ("bartowski/Qwen2.5-7B-Instruct-GGUF", "Apache-2.0"),
    ],
)
def test_a_copy_by_its_name_is_under_its_makers_terms(name: str, licence: str) -> None:
    (base,) = of_the_hub(name).base_models
    assert (base.name, base.basis) == (name.partition("/")[2], Basis.INFERRED)
    assert licence in base.licence.values


@pytest.mark.parametrize(
    "name",
    [
        "meta-llama/Llama-3.2-1B",
        "somebody/our-gemma-2-9b-tune",
        "bartowski/nothing-that-is-known",
        "gemma-2-9b-it",
        "a/b",
    ],
)
def test_only_a_copiers_plain_name_makes_a_copy(name: str) -> None:
    assert of_the_hub(name).base_models == ()


def test_a_copy_that_states_its_base_needs_no_other() -> None:
    more = "base-models: [{name: google/gemma-2-9b-it, relation: quantisation}]\n"
    (base,) = of_the_hub("bartowski/gemma-2-9b-it-GGUF", more).base_models
    assert (base.name, base.basis) == ("google/gemma-2-9b-it", Basis.DECLARED)


HUB = "https://huggingface.co"


@pytest.mark.parametrize(
    ("link", "values"),
    [
        ("https://ai.google.dev/gemma/terms", ("Apache-2.0", "https://ai.google.dev/gemma/terms")),
        (f"{HUB}/Qwen/Qwen2.5-3B-Instruct/blob/main/LICENSE", ("Apache-2.0", "LicenseRef-Qwen-Research")),
        ("https://creativecommons.org/licenses/by-nc/4.0/", ("Apache-2.0", "CC-BY-NC-4.0")),
        (f"{HUB}/Qwen/Qwen2.5-7B-Instruct/blob/main/LICENSE", ("Apache-2.0",)),  # the same licence
        ("https://opensource.org/licenses/MIT", ("Apache-2.0",)),  # an open one beside an open one
        (f"{HUB}/nobody/nothing/blob/main/LICENSE", ("Apache-2.0",)),
        ("https://example.com/terms", ("Apache-2.0",)),
        ("LICENSE", ("Apache-2.0",)),
        ("[a, b]", ("Apache-2.0",)),
    ],
)
def test_a_link_to_a_text_that_limits_disputes_an_open_tag(link: str, values: tuple[str, ...]) -> None:
    release = resolved(card(f"license: apache-2.0\nlicense_link: {link}\npipeline_tag: x"))
    assert release.component(WEIGHTS).licence.values == values


def test_a_link_says_nothing_beside_a_licence_that_is_not_open() -> None:
    release = resolved(card("license: llama3.1\nlicense_link: https://ai.google.dev/gemma/terms\npipeline_tag: x"))
    assert release.component(WEIGHTS).licence.value == "LicenseRef-Llama-3.1-Community"


OF_QWEN = f"{HUB}/Qwen/Qwen2.5-72B/blob/main/LICENSE"


@pytest.mark.parametrize(
    ("licence", "link", "value"),
    [
        ("other\nlicense_name: qwen", OF_QWEN, "LicenseRef-Qwen-License"),
        ("qwen", OF_QWEN, "LicenseRef-Qwen-License"),
        ("other", OF_QWEN, "LicenseRef-Qwen-License"),
        ("cc", "https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("qwen", f"[{OF_QWEN}, {OF_QWEN}?download=true]", "LicenseRef-Qwen-License"),
        ("other", "https://opensource.org/licenses/MIT", "other"),  # who writes it could have written `mit`
        ("other\nlicense_name: mit", "https://opensource.org/licenses/MIT", "mit"),
        ("other\nlicense_name: heron-terms", OF_QWEN, "heron-terms"),
        ("qwen", "https://opensource.org/licenses/MIT", "qwen"),
        ("qwen", f"[{OF_QWEN}, https://example.com/terms]", "qwen"),
        ("qwen", f"[{OF_QWEN}, https://ai.google.dev/gemma/terms]", "qwen"),
    ],
)
def test_a_link_tells_which_licence_a_name_means(licence: str, link: str, value: str) -> None:
    release = resolved(card(f"license: {licence}\nlicense_link: {link}\npipeline_tag: x"))
    assert release.component(WEIGHTS).licence.value == value


@pytest.mark.parametrize(
    ("name", "ambiguous", "known"),
    [
        ("mit", True, True),
        ("apache-2.0", True, True),
        ("qwen-research", True, True),
        ("yi-license", False, True),
        ("nobody-knows", False, False),
    ],
)
def test_a_standard_name_under_other_is_ambiguous(name: str, ambiguous: bool, known: bool) -> None:
    (claim,) = card(f"license: other\nlicense_name: {name}\npipeline_tag: x").component(WEIGHTS).licence.claims
    naming = naming_of(claim, shipped())
    assert (naming.ambiguous, naming.known) == (ambiguous, known)


@pytest.mark.parametrize(
    ("channels", "availability"),
    [
        ("[download]", "public"),
        ("[first-party-api]", "hosted"),
        ("[third-party-api, product]", "hosted"),
        ("[download, first-party-api]", "public"),
    ],
)
def test_a_channel_fills_silent_weights(channels: str, availability: str) -> None:
    offered = resolved(native(f"channels: {channels}\n")).component(WEIGHTS).availability
    assert (offered.value, offered.basis) == (availability, Basis.INFERRED)


def test_a_channel_disputes_no_claim() -> None:
    text = "channels: [first-party-api]\ncomponents: {model-parameters-final: public}\n"
    assert resolved(native(text)).component(WEIGHTS).availability.value == "public"


def test_a_text_that_is_not_identified_makes_the_licence_uncertain() -> None:
    release = card("license: mit\npipeline_tag: x").join(licence_file.read(Document("LICENSE", "some words")))
    known = resolved(release)
    assert known.component(WEIGHTS).licence.value is None
    assert "licence-unknown" in [finding.code.value for finding in known.oddities]


def test_a_text_about_the_data_leaves_the_weights_alone() -> None:
    release = card("license: mit\npipeline_tag: x").join(licence_file.read(Document("LICENSE-DATA", "some words")))
    assert resolved(release).component(WEIGHTS).licence.value == "MIT"


def test_a_text_that_names_no_part_is_never_about_the_data() -> None:
    text = "components: {datasets: {availability: public, licence: MIT}}\n"
    release = native(text).join(licence_file.read(Document("LICENSE", "some words")))
    assert resolved(release).component(Kind.DATASETS).licence.value == "MIT"


def test_a_concluded_licence_settles_a_dispute() -> None:
    text = (
        "concluded: [{component: model-parameters-final, licence: mit, by: A, on: 2026-11-24, because: asked them}]\n"
    )
    licence = resolved(card("license: mit\nlicense: isc\npipeline_tag: x").join(native(text)))
    assert licence.component(WEIGHTS).licence.value == "MIT"


@pytest.mark.parametrize(("stated", "value"), [("license: cc-by-nc-4.0\n", "CC-BY-NC-4.0"), ("", None)])
def test_a_concluded_licence_moves_nothing_that_is_not_in_doubt(stated: str, value: str | None) -> None:
    text = (
        "concluded: [{component: model-parameters-final, licence: mit, by: A, on: 2026-11-24, because: asked them}]\n"
    )
    release = resolved(card(f"{stated}pipeline_tag: x").join(native(text)))
    assert release.component(WEIGHTS).licence.value == value
    assert [finding.message for finding in release.oddities] == [
        "the licence of model-parameters-final is not in doubt, so no conclusion counts"
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [("Meta", "meta", True), ("Meta AI", "meta-ai", True), ("Meta", "Qwen", False), ("Meta", "", False)],
)
def test_the_licensor_of_a_base_is_told_by_its_producer(ours: str, theirs: str, same: bool) -> None:
    release = native(f"producer: {ours}\nbase-models: [{{name: b, producer: '{theirs}'}}]\n")
    assert same_licensor(release, release.base_models[0]) is same


def test_a_base_without_its_own_producer_is_no_same_licensor() -> None:
    release = native("base-models: [{name: b}]\n")
    assert not same_licensor(release, release.base_models[0])


@pytest.mark.parametrize("form", ["GPL-3.0-only", "GPL-3.0-or-later"])
def test_a_name_settles_which_form_of_a_gnu_text_it_is(form: str, tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text(shipped().text("GPL-3.0-only") or "")
    (tmp_path / "README.md").write_text(f"---\nlicense: other\nlicense_name: {form}\npipeline_tag: x\n---\n")
    assert openness.classify(tmp_path).release.component(WEIGHTS).licence.values == (form,)


CODE, DATA, PAPER = Kind.INFERENCE_CODE, Kind.DATASETS, Kind.RESEARCH_PAPER
OFFERED, GUESSED = fact("public"), Fact((claim("public", basis=Basis.INFERRED),))


def under(release: Release) -> dict[str, tuple[str, ...]]:
    """The licences of each item, by its part and its name."""
    parts = resolved(release).components
    return {
        f"{part.kind}/{item.name}": item.licence.values for part in parts for item in part.items if item.licence.claims
    }


def beside(*licences: tuple[str, tuple[Kind, ...]], parts: tuple[Component, ...] = (), subject: str = "") -> Release:
    terms = tuple(TermsElsewhere(claim(name, line), kinds) for line, (name, kinds) in enumerate(licences, 1))
    return Release(components=parts, terms=terms, subject=subject)


@pytest.mark.parametrize(
    ("parts", "subject", "found"),
    [
        ((), "", {f"{WEIGHTS}/": ("ISC", "MIT"), f"{CODE}/": ("MIT",), f"{DATA}/": ("MIT",), f"{PAPER}/": ("MIT",)}),
        ((), "dataset", {f"{DATA}/": ("MIT",)}),
        ((Component(CODE, (Item("", OFFERED),)),), "", {f"{WEIGHTS}/": ("ISC", "MIT"), f"{CODE}/": ("MIT",)}),
        ((Component(CODE, (Item("", GUESSED),)),), "", {f"{WEIGHTS}/": ("ISC", "MIT")}),
        ((Component(CODE, (Item("", GUESSED), Item("b", OFFERED))),), "", {
            f"{WEIGHTS}/": ("ISC", "MIT"), f"{CODE}/": ("MIT",), f"{CODE}/b": ("MIT",),
        }),
        ((Component(PAPER, (Item("", OFFERED),)),), "", {f"{WEIGHTS}/": ("ISC", "MIT")}),
        ((Component(WEIGHTS, (Item("", OFFERED),)), Component(CODE, (Item("", OFFERED),))), "dataset", {
            f"{CODE}/": ("MIT",), f"{DATA}/": ("MIT",),
        }),
    ],
)  # fmt: skip
def test_terms_named_beside_a_release_are_of_the_parts_it_offers(
    parts: tuple[Component, ...], subject: str, found: dict[str, tuple[str, ...]]
) -> None:
    assert (
        under(beside(("mit", (WEIGHTS, CODE, DATA, PAPER)), ("ISC", (WEIGHTS,)), parts=parts, subject=subject)) == found
    )


UNKNOWN_TEXT = LicenceText(Source("LICENSE"), (DATA,), "Nobody knows these words, and nobody ever did.")


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ((Item("", OFFERED),), {"/": ("MIT", "NOASSERTION")}),
        ((Item("a", OFFERED),), {"/a": ("MIT", "NOASSERTION")}),
        ((Item("a", OFFERED, fact("ISC")),), {"/a": ("ISC", "MIT", "NOASSERTION")}),
        # of several it is not said which it is about: it fills no silence, and doubts what they state
        ((Item("a", OFFERED), Item("b", OFFERED)), {"/a": ("NOASSERTION",), "/b": ("NOASSERTION",)}),
        ((Item("a", OFFERED, fact("ISC")), Item("b", OFFERED)), {"/a": ("ISC", "MIT", "NOASSERTION"), "/b": ("NOASSERTION",)}),
    ],
)  # fmt: skip
def test_a_licence_of_the_data_is_of_each_of_several_that_states_one(
    items: tuple[Item, ...], found: dict[str, tuple[str, ...]]
) -> None:
    release = beside(("MIT", (DATA,)), parts=(Component(DATA, items),), subject="dataset")
    whole = Release(components=release.components, terms=release.terms, subject="dataset", texts=(UNKNOWN_TEXT,))
    assert {key.removeprefix(DATA): values for key, values in under(whole).items()} == found


def concluded(value: str, about: str = WEIGHTS.value) -> Conclusion:
    return Conclusion(about, value, "Ada", "2026-11-24", "asked them", Source("openness.yaml", 4))


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ((Item("a", OFFERED, fact("MIT", "ISC")), Item("b", OFFERED, fact("MIT"))), {"a": True, "b": False}),
        ((Item("a", OFFERED, fact("bsd")), Item("b", OFFERED, fact("kite"))), {"a": True, "b": True}),
        ((Item("a", OFFERED), Item("b", OFFERED, fact("MIT", "MIT"))), {"a": False, "b": False}),
    ],
)
def test_a_conclusion_is_of_the_items_whose_licence_is_in_doubt(
    items: tuple[Item, ...], found: dict[str, bool]
) -> None:
    conclusions = (concluded("0BSD"), concluded("met", "mof"))
    release = resolved(Release(components=(Component(WEIGHTS, items),), conclusions=conclusions))
    claims = {
        item.name: [one for one in item.licence.claims if one.basis is Basis.CONCLUDED]
        for item in release.component(WEIGHTS).items
    }
    assert {name: bool(own) for name, own in claims.items()} == found
    assert all(one.because == "Ada, 2026-11-24: asked them" for own in claims.values() for one in own)
    assert bool(release.oddities) is not any(found.values())


def test_the_licence_of_a_text_that_lies_there_counts_for_a_rider_beside_it() -> None:
    policy, text = LicenceText(Source("USE_POLICY.md"), (WEIGHTS,), "No war."), shipped().text("CC-BY-NC-4.0") or ""
    both = (policy, LicenceText(Source("LICENSE"), (WEIGHTS,), text))
    parts = (Component(WEIGHTS, (Item("", OFFERED),)),)
    assert under(Release(components=parts, texts=both)) == {f"{WEIGHTS}/": ("CC-BY-NC-4.0",)}
    assert under(Release(components=parts, texts=(policy,))) == {f"{WEIGHTS}/": ("NOASSERTION",)}


def test_what_a_release_hands_on_of_a_base_that_lies_beside_it_is_its_text_alone() -> None:
    """The text of a base's licence is no dispute beside a card that names another, as that licence asks for it."""
    text = LicenceText(Source("LICENSE"), (WEIGHTS,), shipped().text("GPL-3.0-only") or "")
    parts = (Component(WEIGHTS, (Item("", OFFERED, fact("MIT")),)),)

    def found(relation: Relation, producer: str) -> tuple[str, ...]:
        base = BaseModel("acme/base", relation, Source("README.md"), fact("GPL-3.0-only"), "Acme")
        maker = Fact((claim(producer),))
        release = Release(components=parts, texts=(text,), base_models=(base,), producer=maker)
        return under(release)[f"{WEIGHTS}/"]

    assert found(Relation.FINE_TUNE, "Kite") == ("MIT",)
    assert found(Relation.FINE_TUNE, "Acme") == ("GPL-3.0", "MIT")  # whose own it may be
    assert found(Relation.DISTILLATION, "Kite") == ("GPL-3.0", "MIT")


@pytest.mark.parametrize("said", ["The weights are under CC BY-NC 4.0.", "License: CC BY-NC-SA 4.0"])
def test_what_prose_names_counts_beside_the_licence_that_a_link_tells(said: str) -> None:
    link = "https://creativecommons.org/licenses/by/4.0/"
    release = resolved(card(f"license: cc\nlicense_link: {link}\npipeline_tag: x", f"# M\n\n{said}\n"))
    assert release.component(WEIGHTS).licence.value is None


def test_a_link_makes_no_name_less_certain() -> None:
    link = "https://www.apache.org/licenses/LICENSE-2.0"
    release = resolved(card(f"license: other\nlicense_name: apache\nlicense_link: {link}\npipeline_tag: x"))
    assert release.component(WEIGHTS).licence.value == "apache"


def test_terms_of_no_kind_are_of_what_is_described() -> None:
    assert under(beside(("MIT", ())))[f"{WEIGHTS}/"] == ("MIT",)


@pytest.mark.parametrize("near", [True, False])
def test_a_text_that_lies_with_code_is_in_doubt_where_it_alone_tells_the_licence_of_the_weights(near: bool) -> None:
    text = licence_file.read(Document("LICENSE", "MIT License\n")).texts
    code = CodeLicence(Source("LICENSE"), near=near)

    def rules(licence: Fact) -> set[Rule | None]:
        release = Release(components=(Component(WEIGHTS, (Item("", OFFERED, licence),)),), texts=text, limits=(code,))
        return {claim.rule for claim in resolved(release).component(WEIGHTS).licence.claims}

    assert (Rule.CODE_LICENCE in rules(Fact())) != near
    assert Rule.CODE_LICENCE not in rules(fact("MIT"))
