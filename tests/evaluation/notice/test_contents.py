"""The contents of a notice: nothing invented, nothing left out that a licence asks for, and no text twice."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.support.growth import Run, grows
from tests.support.hostile_words import WORDS
from tests.support.releases import card
from tests.support.reported import commands

import openness
from openness.evaluation.notice.contents import Contents, contents, kinds_of
from openness.evaluation.notice.lacking import missing as lacking
from openness.evaluation.notice.system import Member
from openness.evaluation.notice.texts import FoundText
from openness.release.claim import Claim, Fact
from openness.release.location import Source
from openness.release.release import Release
from openness.resolution.resolved import resolved
from openness.shelf.shelf import Shelf, shipped
from openness.vocabulary import Basis
from openness.vocabulary.duties import Act, Duty, Lack

APACHE = shipped().text("Apache-2.0") or ""
MIT = shipped().text("MIT") or ""
ACME_MIT = MIT.replace("Copyright (c) <year> <copyright holders>", "Copyright (c) 2024 Acme Inc.")
MISTRAL = (
    "license: apache-2.0\nbase_model: mistralai/Mistral-7B-v0.1\nbase_model_relation: finetune\nmodel_name: acme/heron"
)
TUNED = "license: llama3.1\nbase_model: meta-llama/Llama-3.1-8B\nbase_model_relation: finetune\nmodel_name: acme/heron"
BIRDS = "license: cc-by-sa-4.0\npretty_name: acme/birds\ntask_categories: [text-generation]"


def folder(path: Path, fields: str, **files: str) -> Path:
    """A folder with a card and other files, each under the name of its keyword."""
    path.mkdir()
    (path / "README.md").write_text(f"---\n{fields}\n---\n# A card\n", encoding="utf-8")
    for name, text in files.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


def of(*paths: Path, act: Act = Act.PASS_ON, shelf: Shelf | None = None) -> Contents:
    """The contents of the notice of a system."""
    shelf = shelf or shipped()
    return contents([Member(resolved(openness.read(path), shelf), str(path)) for path in paths], act, shelf)


def lacks(found: Contents) -> list[Lack]:
    """The sorts of things that are missing."""
    return [gap.lack for gap in lacking(found)]


def test_a_notice_has_each_licence_text_once_and_word_for_word(tmp_path: Path) -> None:
    model = folder(tmp_path / "model", "license: mit\nmodel_name: acme/heron", LICENSE=ACME_MIT)
    code = folder(tmp_path / "code", "license: mit\nmodel_name: acme/wren", LICENSE=ACME_MIT)
    data = folder(tmp_path / "datasets--acme--birds", BIRDS)
    notice = openness.notice([model, code, data])
    assert notice.missing == ()
    assert ACME_MIT.strip() in notice.text
    assert " ".join((shipped().text("CC-BY-SA-4.0") or "?").split()) in " ".join(notice.text.split())
    assert sorted(match.licence for match in openness.identify(notice.text)) == ["CC-BY-SA-4.0", "MIT"]
    assert notice.text.count("Permission is hereby granted") == 1
    assert notice.markdown.count("Permission is hereby granted") == 1


def test_a_text_found_beside_the_model_is_shown_and_not_the_form_that_ships(tmp_path: Path) -> None:
    found = of(folder(tmp_path / "model", "license: mit", LICENSE=ACME_MIT))
    assert [text.source for text in found.texts] == [str(tmp_path / "model/LICENSE")]
    assert "<year>" not in openness.notice(tmp_path / "model").text


def test_without_a_copyright_line_a_text_that_ships_does_not_make_a_notice_complete(tmp_path: Path) -> None:
    found = of(folder(tmp_path / "models--acme--heron", "license: mit"))
    assert [text.licences for text in found.texts] == [("MIT",)]
    assert [(gap.lack, gap.of, gap.address) for gap in lacking(found)] == [
        (Lack.COPYRIGHT_LINES, "acme/heron", "https://huggingface.co/acme/heron")
    ]


def test_a_base_brings_its_own_copyright_lines_though_both_are_under_one_licence(tmp_path: Path) -> None:
    model = folder(tmp_path / "model", MISTRAL, LICENSE=APACHE, NOTICE="Heron\nCopyright 2025 Acme GmbH\n")
    assert [(gap.lack, gap.of) for gap in lacking(of(model))] == [(Lack.COPYRIGHT_LINES, "mistralai/Mistral-7B-v0.1")]
    base = folder(
        tmp_path / "base",
        "license: apache-2.0\nmodel_name: mistralai/Mistral-7B-v0.1",
        NOTICE="Copyright 2023 Mistral AI\n",
    )
    both = of(model, base)
    assert lacking(both) == ()
    assert [text.text for text in both.notices] == ["Heron\nCopyright 2025 Acme GmbH\n", "Copyright 2023 Mistral AI\n"]


def test_the_words_that_llama_prescribes_stand_in_the_notice(tmp_path: Path) -> None:
    text = openness.notice([folder(tmp_path / "model", TUNED), folder(tmp_path / "datasets--acme--birds", BIRDS)]).text
    line = (
        "Llama 3.1 is licensed under the Llama 3.1 Community License, "
        "Copyright © Meta Platforms, Inc. All Rights Reserved."
    )
    assert line in text.splitlines()
    assert "“Built with Llama”" in text
    assert "acme/heron was made from meta-llama/Llama-3.1-8B: fine-tune" in text


def test_a_name_that_a_licence_asks_for_is_missing_where_the_derivative_has_another(tmp_path: Path) -> None:
    heron = of(folder(tmp_path / "heron", TUNED))
    [name] = [gap for gap in lacking(heron) if gap.lack is Lack.NAME_PREFIX]
    assert (name.of, name.what) == ("acme/heron", "Llama")
    assert Lack.NAME_PREFIX not in lacks(
        of(folder(tmp_path / "llama", TUNED.replace("acme/heron", "acme/Llama-heron")))
    )


def test_a_model_made_from_no_other_needs_no_prefix(tmp_path: Path) -> None:
    assert Lack.NAME_PREFIX not in lacks(
        of(folder(tmp_path / "llama", "license: llama3\nmodel_name: meta-llama/Meta-Llama-3-8B"))
    )


def test_a_text_that_does_not_ship_is_missing_with_its_address(tmp_path: Path) -> None:
    missing = [gap for gap in lacking(of(folder(tmp_path / "model", TUNED))) if gap.lack is Lack.LICENCE_TEXT]
    assert [(gap.of, gap.address) for gap in missing] == [  # each text once, for all that need it
        (
            "acme/heron and meta-llama/Llama-3.1-8B",
            "https://github.com/meta-llama/llama-models/blob/main/models/llama3_1/LICENSE",
        ),
        ("acme/heron and meta-llama/Llama-3.1-8B", "https://llama.meta.com/llama3_1/use-policy"),
    ]
    assert missing[1].what == "the Acceptable Use Policy, which is part of Llama 3.1 Community License Agreement"
    assert missing[1].asked == "clause 1.b.iv"


@pytest.mark.parametrize(
    ("licence", "asks"),
    [
        ("llama3.1", True),  # 1.b.i: also with a service that contains it
        ("bigscience-openrail-m", True),  # 1.f: a hosted service is a distribution
        ("apache-2.0", False),
        ("agpl-3.0", False),
    ],
)
def test_a_host_gives_the_licence_where_the_licence_asks_it_of_hosts(licence: str, asks: bool, tmp_path: Path) -> None:
    found = of(folder(tmp_path / "model", f"license: {licence}\nmodel_name: acme/heron"), act=Act.HOST)
    assert (Duty.INCLUDE_LICENCE in {obligation.duty for obligation in found.due(Act.HOST)}) is asks


def test_a_policy_beside_a_model_is_no_text_of_the_licence(tmp_path: Path) -> None:
    """Texts and policies are told apart: either may lack while the other is there."""
    found = of(folder(tmp_path / "model", "license: llama3.1\nmodel_name: Llama-x"))
    wanted = [gap.address.rpartition("/")[2] for gap in lacking(found) if gap.lack is Lack.LICENCE_TEXT]
    assert wanted == ["LICENSE", "use-policy"]
    with_policy = FoundText((), "Use Policy", "USE_POLICY.md", ("Llama-x",), ("LicenseRef-Llama-3.1-AUP",))
    object.__setattr__(found, "texts", (with_policy,))
    wanted = [gap.address.rpartition("/")[2] for gap in lacking(found) if gap.lack is Lack.LICENCE_TEXT]
    assert wanted == ["LICENSE"]


def test_an_incomplete_notice_says_so_at_its_top(tmp_path: Path) -> None:
    notice = openness.notice(folder(tmp_path / "model", TUNED))
    assert notice.missing
    assert notice.text.splitlines()[1].startswith("INCOMPLETE")
    assert "**INCOMPLETE**" in "\n".join(notice.markdown.splitlines()[:4])


def test_a_data_set_that_a_card_names_is_missing_until_its_card_is_added(tmp_path: Path) -> None:
    model = folder(tmp_path / "model", "license: cc0-1.0\nmodel_name: acme/heron\ndatasets: [acme/birds]")
    data = folder(tmp_path / "datasets--acme--birds", BIRDS)
    assert [(gap.lack, gap.what, gap.address) for gap in lacking(of(model))] == [
        (Lack.NAMED_DATA, "acme/birds", "https://huggingface.co/datasets/acme/birds")
    ]
    assert lacking(of(model, data)) == ()


def test_a_licence_that_is_not_known_keeps_a_notice_from_being_complete(tmp_path: Path) -> None:
    for number, fields in enumerate(("license: gemma", "license: other", "license: acme-secret", "pipeline_tag: x")):
        found = of(folder(tmp_path / f"{number}", f"{fields}\nmodel_name: acme/heron"))
        assert Lack.PART_LICENCE in lacks(found), fields


def test_a_licence_read_in_part_may_ask_for_more(tmp_path: Path) -> None:
    path = tmp_path / "shelf"
    path.mkdir()
    (path / "licenseref-half.toml").write_text(
        'id = "LicenseRef-Half"\nname = "Half a licence"\n[read]\non = 2026-11-24\nfrom = "x"\nwhole = false\n'
        'note = "the rest was not read"\n[grants]\nuse = { answer = true, clause = "1" }\n',
        encoding="utf-8",
    )
    model = folder(tmp_path / "model", "license: other\nlicense_name: LicenseRef-Half\nmodel_name: acme/heron")
    found = of(model, shelf=Shelf(path))
    assert {Lack.UNREAD_CLAUSES, Lack.LICENCE_TEXT} <= set(lacks(found))


def test_of_a_choice_of_licences_one_text_suffices(tmp_path: Path) -> None:
    native = tmp_path / "openness.yaml"
    native.write_text(
        "openness: 1\nname: Heron\ncomponents:\n  model-parameters-final: "
        "{availability: public, licence: CC0-1.0 OR LicenseRef-Llama-3.1-Community}\n",
        encoding="utf-8",
    )
    assert Lack.LICENCE_TEXT not in lacks(of(native))


def test_the_text_of_an_exception_goes_along_too(tmp_path: Path) -> None:
    native = tmp_path / "openness.yaml"
    native.write_text(
        "openness: 1\nname: Heron\ncomponents:\n  training-code: "
        "{availability: public, licence: GPL-2.0-only WITH Classpath-exception-2.0}\n",
        encoding="utf-8",
    )
    missing = [gap for gap in lacking(of(native)) if gap.lack is Lack.LICENCE_TEXT]
    assert [gap.address for gap in missing] == ["https://spdx.org/licenses/Classpath-exception-2.0.html"]


def test_what_is_not_published_is_passed_on_by_nobody(tmp_path: Path) -> None:
    native = tmp_path / "openness.yaml"
    native.write_text(
        "openness: 1\nname: Heron\nproducer: Acme\ncomponents:\n"
        "  model-parameters-final: {availability: public, licence: CC0-1.0}\n"
        "  datasets: {availability: withheld, licence: CC-BY-SA-4.0}\n",
        encoding="utf-8",
    )
    assert [one.duty for one in of(native).asked] == []
    assert lacking(of(native)) == ()


def test_a_library_that_loads_the_weights_is_no_part_of_the_system(tmp_path: Path) -> None:
    found = of(folder(tmp_path / "model", "license: mit\nlibrary_name: transformers", LICENSE=ACME_MIT))
    assert [part.kind.value for part in found.parts] == ["model-parameters-final"]


def test_copyright_lines_are_found_and_never_made(tmp_path: Path) -> None:
    lines = ["Copyright (c) 2024 Acme Inc.", "© 2023 Old Corp.", "Copyright 2022 The Birds Authors"]
    notice = "Heron\n\n" + "\n".join(lines) + "\n\nThe copyright holders grant nothing.\n"
    found = of(folder(tmp_path / "model", "license: apache-2.0", LICENSE=APACHE, NOTICE=notice))
    assert [line.text for line in found.copyrights] == lines
    assert [line.source.line for line in found.copyrights] == [3, 4, 5]


def test_copyright_lines_stand_in_the_order_of_their_releases_and_of_one_name_by_the_first(tmp_path: Path) -> None:
    paths = [
        folder(tmp_path / f"{at}", f"license: mit\nmodel_name: acme/{name}", NOTICE=f"Copyright {year} Acme\n")
        for at, (name, year) in enumerate((("heron", 2024), ("egret", 2025), ("heron", 2026), ("heron", 2024)))
    ]
    lines = [line.text for line in of(*paths).copyrights]
    assert lines == ["Copyright 2024 Acme", "Copyright 2026 Acme", "Copyright 2025 Acme"]


def test_the_form_and_the_licences_own_copyright_name_nobody(tmp_path: Path) -> None:
    gpl = shipped().text("GPL-3.0-only") or ""
    assert "Free Software Foundation" in gpl
    for name, text in (("gpl-3.0", gpl), ("apache-2.0", APACHE), ("mit", MIT)):
        assert of(folder(tmp_path / name, f"license: {name}", LICENSE=text)).copyrights == ()


def test_a_copyright_line_of_an_sbom_counts(tmp_path: Path) -> None:
    bom = tmp_path / "bom.json"
    bom.write_text(
        '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "machine-learning-model", '
        '"name": "heron", "copyright": "Copyright 2024 Acme", "licenses": [{"license": {"id": "MIT"}}]}]}',
        encoding="utf-8",
    )
    found = of(bom)
    assert [line.text for line in found.copyrights] == ["Copyright 2024 Acme"]
    assert Lack.COPYRIGHT_LINES not in lacks(found)


def test_a_changed_or_unknown_text_goes_along_as_it_was_found(tmp_path: Path) -> None:
    changed = ACME_MIT + "\nNobody may use it on Mondays, nor sell it to people who do.\n"
    found = of(folder(tmp_path / "model", "license: mit", LICENSE=changed))
    assert [(text.licences, text.text) for text in found.texts if text.source] == [((), changed)]


def test_a_licence_file_that_is_not_read_is_missing(tmp_path: Path) -> None:
    model = folder(tmp_path / "model", "license: mit", LICENSE=ACME_MIT)
    (model / "LICENSE.pdf").write_bytes(b"%PDF-1.4")
    assert [gap.what for gap in lacking(of(model)) if gap.lack is Lack.UNREAD_FILE] == [str(model / "LICENSE.pdf")]


@pytest.mark.parametrize("act", Act)
def test_the_duties_of_an_occasion_are_those_of_its_licences(act: Act, tmp_path: Path) -> None:
    due = of(folder(tmp_path / "model", TUNED), act=act).due(act)
    assert all(set(act.brings) & {*obligation.when} for obligation in due)
    assert (Duty.DISPLAY in {obligation.duty for obligation in due}) == (act in (Act.HOST, Act.PASS_ON))


def test_whoever_only_uses_it_needs_no_texts(tmp_path: Path) -> None:
    assert lacking(of(folder(tmp_path / "model", TUNED), act=Act.USE)) == ()
    assert of(tmp_path / "model", act=Act.USE).texts == ()


def test_the_order_of_the_parts_changes_nothing_that_is_missing(tmp_path: Path) -> None:
    paths = [
        folder(tmp_path / "model", TUNED),
        folder(tmp_path / "datasets--acme--birds", BIRDS),
        folder(tmp_path / "code", "license: mit"),
    ]
    assert set(lacking(of(*paths))) == set(lacking(of(*reversed(paths))))
    assert {text.text for text in of(*paths).texts} == {text.text for text in of(*reversed(paths)).texts}


def test_of_a_release_without_any_part_the_licence_is_missing() -> None:
    (missing,) = lacking(contents([Member(resolved(Release(), shipped()), "x")], Act.PASS_ON, shipped()))
    assert (missing.lack.value, str(missing)) == ("part-licence", "the licence of x")


def test_the_line_of_a_derivative_is_none_of_its_base(tmp_path: Path) -> None:
    fields = "license: mit\nbase_model: microsoft/phi-4\nbase_model_relation: finetune\nmodel_name: acme/heron"
    found = of(folder(tmp_path / "model", fields, LICENSE=ACME_MIT))
    assert [(gap.lack, gap.of) for gap in lacking(found)] == [(Lack.COPYRIGHT_LINES, "microsoft/phi-4")]


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_words_from_files_are_shown_and_do_nothing(word: str, tmp_path: Path) -> None:
    word = word.replace("\ud800", "").replace("\udcff", "")
    unknown = f"Nobody may use it.\n\n{word}\n```\n{word}\n\nCopyright 2024 {word}\n"
    path = folder(tmp_path / "model", "license: mit\npipeline_tag: x", LICENSE=unknown, NOTICE=f"{word}\n{word}\n")
    named = Release(name=Fact((Claim(word, Basis.DECLARED, Source("README.md", 2), word),)))
    result = openness.notice([openness.read(path).join(named)])
    for text in (result.text, result.markdown):
        assert not re.search(r"[^\n -~\xa0-\U0010ffff]|[\u202a-\u202e\u2066-\u2069\u200b\u2028\u2029]", text)
    assert list(commands(result.text)) == []
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(result.markdown)
    assert "<script" not in rendered and "<img" not in rendered and "<evil" not in rendered


def test_the_cost_of_a_notice_grows_with_its_parts() -> None:
    def prepare(many: int) -> Run:
        cards = [
            card(f"license: mit\nmodel_name: acme/heron-{number}\ndatasets: [acme/x-{number}]")
            for number in range(many)
        ]
        return lambda: openness.notice(cards)

    grows(prepare, 25)


def test_a_path_that_looks_like_a_name_on_the_hub_names_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("acme").mkdir()
    folder(Path("acme/heron"), "license: mit", LICENSE=ACME_MIT)
    text = openness.notice("acme/heron").text
    assert "huggingface.co/acme" not in text
    assert re.search(r"acme/heron\s+unknown\s+MIT", text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", "---\nlicense: cc-by-4.0\npretty_name: acme/corpus\ntask_categories: [text-generation]\n---\n"),
        ("README.md", "---\nlicense: cc-by-4.0\nmodel_name: acme/corpus\n---\n# A model\n"),
        ("openness.yaml", "openness: 1\nname: acme/corpus\ncomponents: {model-card: {licence: CC-BY-4.0}}\n"),
        (
            "bill.cdx.json",
            '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "data", "name": "acme/corpus", '
            '"licenses": [{"license": {"id": "CC-BY-4.0"}}]}]}',
        ),
    ],
)
def test_a_title_with_a_slash_is_no_repository_and_names_no_maker(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = of(tmp_path / name)
    assert {str(part) for part in found.parts} & {"acme/corpus", "model card of acme/corpus"}
    assert {(part.producer, part.address) for part in found.parts} == {("", "")}
    assert "huggingface.co" not in openness.notice(tmp_path / name).markdown


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("info.json", '{"id": "acme/corpus", "cardData": {"license": "mit", "pretty_name": "any/title"}}'),
        ("datasets--acme--corpus/README.md", "---\nlicense: mit\npretty_name: any/title\n---\n"),
        ("datasets--acme--corpus/README.md", "---\nlicense: mit\n---\n"),
    ],
)
def test_the_name_of_a_repository_tells_page_and_owner_beside_a_title(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    (part,) = of(tmp_path / name if name == "info.json" else (tmp_path / name).parent).parts
    assert part.producer == "acme" and part.address.endswith("acme/corpus") and "huggingface.co" in part.address


def test_a_data_set_that_a_card_names_has_a_page_and_a_title_in_a_file_of_ours_has_none(tmp_path: Path) -> None:
    named = folder(tmp_path / "named", "license: mit\ndatasets: [acme/birds]")
    listed = native(tmp_path / "ours", "name: M\ncomponents: {datasets: [{name: acme/birds}]}")
    pages = [[gap.address for gap in lacking(of(path)) if gap.lack is Lack.NAMED_DATA] for path in (named, listed)]
    assert pages == [["https://huggingface.co/datasets/acme/birds"], [""]]


@pytest.mark.parametrize(
    ("fields", "against"),
    [
        ("license: apache-2.0\nbase_model: meta-llama/Llama-3.1-8B", "meta-llama/Llama-3.1-8B"),
        ("license: mit\nbase_model: google/gemma-2-9b\nbase_model_relation: quantized", "google/gemma-2-9b"),
        ("license: llama3.1\nbase_model: meta-llama/Llama-3.1-8B", ""),
        ("license: apache-2.0\nbase_model: mistralai/Mistral-7B-v0.1", ""),
    ],
)
@pytest.mark.parametrize("act", list(Act))
def test_a_licence_that_a_base_does_not_allow_is_missing_first(
    fields: str, against: str, act: Act, tmp_path: Path
) -> None:
    path = folder(tmp_path / "model", fields)
    notice = openness.notice(path, act=act)
    conflicts = [gap for gap in notice.missing if gap.lack is Lack.CONFLICT]
    assert bool(conflicts) is bool(against)
    assert ("in conflict with the licence of" in " ".join(notice.text.split())) is bool(against)
    if against:
        first = notice.to_dict()["missing"][0]  # type: ignore[index]  # JSON of any shape
        (error,) = [found for found in openness.classify(path).findings if found.code == "lineage-conflict"]
        assert notice.missing[0] is conflicts[0]
        assert (first["lack"], first["what"]) == ("conflict", error.message)
        assert first["says"].endswith(f"{error.help[0].upper()}{error.help[1:]}.")
        for form in (notice.text, notice.markdown):
            words = " ".join(form.split())
            assert words.index("A licence of ") < words.index("Parts and their licences")
        (weights, *_) = of(path, act=act).parts
        assert against in of(path, act=act).at_odds(weights)


def test_who_ships_no_weights_hears_of_no_conflict_of_theirs(tmp_path: Path) -> None:
    path = folder(tmp_path / "model", "license: mit\nbase_model: google/gemma-2-9b")
    ship = kinds_of(["training-code"])
    found = contents([Member(resolved(openness.read(path), shipped()), str(path))], Act.USE, shipped(), ship)
    assert not found.conflicts and Lack.CONFLICT not in lacks(found)


def test_whose_terms_a_base_is_under_is_told_beside_who_made_it(tmp_path: Path) -> None:
    merge = "license: llama3.1\nbase_model: [NousResearch/Hermes-3-Llama-3.1-8B, meta-llama/Llama-3.1-8B]"
    found = of(folder(tmp_path / "model", f"{merge}\nmodel_name: acme/Llama-heron\nbase_model_relation: merge"))
    makers = {part.of: part.producer for part in found.parts if part.of != "acme/Llama-heron"}
    assert makers == {
        "NousResearch/Hermes-3-Llama-3.1-8B": "NousResearch, on terms of Meta",
        "meta-llama/Llama-3.1-8B": "meta-llama",
    }


def test_a_name_that_llama_asks_for_is_owed_by_a_host_too(tmp_path: Path) -> None:
    found = of(folder(tmp_path / "model", TUNED), act=Act.HOST)
    assert Duty.NAMING in {asked.duty for asked in found.due(Act.HOST)}
    assert Lack.NAME_PREFIX in lacks(found)


def test_each_thing_that_is_missing_begins_with_a_capital(tmp_path: Path) -> None:
    text = openness.notice([folder(tmp_path / "model", TUNED), folder(tmp_path / "datasets--acme--birds", BIRDS)]).text
    listed = re.findall(r"^  - (\w)", text.partition("Missing\n")[2].partition("\n\n")[0], re.MULTILINE)
    assert len(listed) > 2 and all(map(str.isupper, listed))


# What is shipped, and what is known of its conditions


def native(path: Path, text: str) -> Path:
    """A native file."""
    path.mkdir()
    (path / "openness.yaml").write_text(f"openness: 1\n{text}", encoding="utf-8")
    return path


SYSTEM = """name: Heron
producer: Acme
components:
  model-parameters-final: {availability: public, licence: MIT}
  training-code: {availability: public, licence: GPL-3.0-only}
  evaluation-code: {availability: public}
"""


def test_a_notice_leaves_out_the_parts_that_are_not_shipped(tmp_path: Path) -> None:
    path = native(tmp_path / "all", SYSTEM)
    whole, weights = openness.notice(path), openness.notice(path, ship="weights")
    assert "GPL-3.0-only" in whole.text and "--ship weights" in whole.text
    assert "GPL-3.0-only" not in weights.text and "evaluation code" not in weights.text
    assert [lack.lack for lack in weights.missing] == [Lack.COPYRIGHT_LINES]
    both = openness.notice(path, ship=["model-parameters-final", "evaluation-code"])
    assert {lack.lack for lack in both.missing} == {Lack.PART_LICENCE, Lack.COPYRIGHT_LINES}
    with pytest.raises(openness.OpennessError, match="there is no part 'wieghts'; did you mean weights"):
        openness.notice(path, ship="wieghts")


def test_a_model_that_was_only_trained_on_outputs_hands_on_no_agreement_and_its_notice_asks_what_its_finding_asks(
    tmp_path: Path,
) -> None:
    base = "base-models: [{name: meta-llama/Llama-3.1-70B-Instruct, relation: trained-on-outputs}]\n"
    weights = "components: {model-parameters-final: {availability: public, licence: CC0-1.0}}\n"
    path = native(tmp_path / "outputs", f"name: Llama-Heron\nproducer: Acme\n{weights}{base}")
    found = of(path)
    (finding,) = [finding for finding in openness.classify(path).findings if finding.code.value == "lineage-duty"]
    assert [asked.duty for asked in found.due(Act.PASS_ON)] == [Duty.NAMING, Duty.DISPLAY]
    assert all(asked.says in finding.message for asked in found.asked)
    assert Lack.LICENCE_TEXT not in lacks(found) and "LicenseRef-Llama-3.1-Community" not in found.needed
    assert "700 million" not in openness.notice(path).text


@pytest.mark.parametrize(
    ("act", "term"), [("pass-on", "share"), ("use", "use"), ("change", "modify"), ("host", "host")]
)
def test_a_notice_is_incomplete_where_no_record_says_whether_the_licence_allows_the_act(
    tmp_path: Path, act: str, term: str
) -> None:
    record = """id = "LicenseRef-Acme"
name = "Acme License"
made-for = ["weights"]
[read]
on = 2026-11-24
from = "acme.example"
whole = true
[grants]
commercial-use = { answer = true, clause = "3" }
"""
    answered = f'{record}{term} = {{ answer = true, clause = "2" }}\n'
    path = native(
        tmp_path / "m",
        "name: Heron\nproducer: A\ncomponents: {model-parameters-final: {availability: public, licence: LicenseRef-Acme}}",
    )
    missing = []
    for name, text in (("silent", record), ("answered", answered)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "acme.toml").write_text(text, encoding="utf-8")
        (tmp_path / name / "acme.txt").write_text("Do as you like.", encoding="utf-8")
        missing.append(openness.notice(path, act=act, shelf=Shelf((str(tmp_path / name),))).missing)
    assert [lack.lack for lack in missing[0]] == [Lack.PERMISSION]
    assert str(missing[0][0]).startswith("whether and how Acme License lets people ")
    assert missing[1] == ()


def test_a_duty_that_every_licence_asks_is_certain_whichever_of_them_it_is(tmp_path: Path) -> None:
    path = native(
        tmp_path / "gemma",
        "name: M\nproducer: A\ncomponents: {model-parameters-final: {availability: public, licence: gemma}}",
    )
    asked = {one.duty: one for one in of(path).asked}
    assert asked[Duty.STATE_CHANGES].perhaps == () and len(asked[Duty.STATE_CHANGES].licences) > 1
    (permission,) = openness.may(path, "sell-a-product")
    assert {due.certain for due in permission.duties} == {True}


@pytest.mark.parametrize(
    ("name", "address"),
    [("models--acme--heron", "https://huggingface.co/acme/heron"), ("heron", "https://opensource.org/license/mit")],
)
def test_a_licence_in_doubt_is_looked_up_where_the_part_is_else_where_a_text_is_that_it_may_have(
    name: str, address: str, tmp_path: Path
) -> None:
    model = folder(tmp_path / name, "license: [mit, apache-2.0]", LICENSE="Words of somebody.")
    (missing,) = [gap for gap in lacking(of(model)) if gap.lack is Lack.PART_LICENCE]
    assert (missing.what, missing.address) == ("a text that openness does not know or MIT AND Apache-2.0", address)


@pytest.mark.parametrize(
    ("licence", "limit", "duty"),
    [
        ("MIT OR CC-BY-NC-4.0", "if you choose it, for M)", "(MIT, permission notice; if you choose it, for M)"),
        ("CC-BY-NC-4.0", "clauses 1.i, 2.a.1; for M)", "3.a.1.A; for M)"),
        ("cc", "perhaps for M", "perhaps for M)"),
    ],
)
def test_a_licence_that_one_may_choose_is_told_apart_from_one_that_may_hold(
    licence: str, limit: str, duty: str, tmp_path: Path
) -> None:
    """In the limits that everybody must know, and in the duties."""
    weights = f"components: {{model-parameters-final: {{availability: public, licence: '{licence}'}}}}"
    words = " ".join(openness.notice(native(tmp_path / "m", f"name: M\nproducer: A\n{weights}")).text.split())
    limits, duties = words.split("Limits that everyone")[1].split("When you pass it on")
    assert limit in limits and duty in duties
