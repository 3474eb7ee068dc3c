"""Names and the records they stand for; shelves of a user."""

from pathlib import Path

import pytest
from tests.support.records import OURS, REPLACING
from tests.support.releases import WEIGHTS

import openness
from openness.cli import main
from openness.errors import OpennessError
from openness.recent import Recent
from openness.shelf.shelf import Shelf, opened, shipped
from openness.vocabulary import NOASSERTION, Term
from openness.vocabulary.asking import Ending
from openness.vocabulary.verdict import Verdict

CLEAR = [
    ("BSL-1.0", "BSL-1.0"),  # SPDX: the Boost licence, never the Business Source one
    ("bsl-1.0", "BSL-1.0"),
    ("BUSL-1.1", "BUSL-1.1"),
    ("mit", "MIT"),
    ("MIT License", "MIT"),
    (" MIT\n", "MIT"),
    ("Apache License 2.0", "Apache-2.0"),
    ("Apache Licence 2.0", "Apache-2.0"),
    ("apache-2.0", "Apache-2.0"),
    ("llama3.1", "LicenseRef-Llama-3.1-Community"),
    ("LicenseRef-scancode-llama-3.1-license-2024", "LicenseRef-Llama-3.1-Community"),
    ("Kimi K2 License", "LicenseRef-Kimi-K2-Modified-MIT"),
    ("yi-license", "LicenseRef-Yi-Series-Community-2.1"),
    ("coqui-public-model-license", "LicenseRef-CPML-1.0.0"),
    ("nvidia-nemotron-open-model-license", "LicenseRef-NVIDIA-Nemotron-Open-Model-2025-12-15"),
    ("health-ai-developer-foundations", "LicenseRef-Health-AI-Developer-Foundations-2024-11-15"),
    ("fish-audio-research-license", "LicenseRef-Fish-Audio-Research-2026-03-07"),
    ("GPL-2.0+", "GPL-2.0-or-later"),
    ("unlicense", "Unlicense"),
    ("(MIT)", "MIT"),
    ("unlicensed", "NONE"),
    ("none", "NONE"),
    ("mit OR apache-2.0", "MIT OR Apache-2.0"),
    ("GPL-2.0-only WITH classpath-EXCEPTION-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
]
NOTHING = [
    "MIT-modified",
    "Apache-2.0-modified",
    "MIT (research only)",
    "\N{GREEK CAPITAL LETTER MU}IT",
    "M\N{CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I}T",
    "\uff2d\uff29\uff34",
    "MI\u200bT",
    "MIT\u00a0",
    "MIT OR",
    "MIT, Apache-2.0",
    "bsl",
    "no",
    "other",
    "unknown",
    "custom",
    "NOASSERTION",
    "",
    "LicenseRef-scancode-nobody-knows-this",
    "https://example.com/licenses/MIT",
    "https://huggingface.co/Qwen/Qwen2.5-3B-Instruct",
    "https://huggingface.co/nobody/nothing/blob/main/LICENSE",
    "https://huggingface.co/",
    "://",
    "MIT" * 100_000,
]
SEVERAL = [
    *("gpl-3.0", "GPL-3.0", "gpl", "openrail", "cc", "Llama licence", "Llama license", "bsd", "AGPL-3.0", "gemma"),
    "https://ai.google.dev/gemma/terms",
    *("modified-mit", "Modified MIT License", "exaone", "sai-nc-community", "msrla"),
]


@pytest.mark.parametrize(("name", "id"), CLEAR)
def test_a_name_stands_for_one_licence(name: str, id: str) -> None:
    naming = shipped().naming(name)
    assert (naming.candidates, naming.value, naming.known, naming.ambiguous) == ((id,), id, True, False)


@pytest.mark.parametrize(
    ("address", "id"),
    [
        ("https://opensource.org/licenses/MIT", "MIT"),
        ("http://www.apache.org/licenses/LICENSE-2.0.html#definitions", "Apache-2.0"),
        ("https://creativecommons.org/licenses/by-nc/4.0/deed?lang=de", "CC-BY-NC-4.0"),
        ("https://huggingface.co/Qwen/Qwen2.5-3B/raw/main/LICENSE", "LicenseRef-Qwen-Research"),
    ],
)
def test_the_address_of_a_text_is_a_name_of_its_licence(address: str, id: str) -> None:
    naming = shipped().naming(address)
    assert (naming.candidates, naming.known) == ((id,), True)


@pytest.mark.parametrize(
    ("address", "id"),
    [
        (
            "https://huggingface.co/Qwen/Qwen2.5-3B-Instruct/resolve/main/LICENSE?download=true",
            "LicenseRef-Qwen-Research",
        ),
        ("https://huggingface.co/google/gemma-4-31B-it/blob/main/LICENSE", "Apache-2.0"),
    ],
)
def test_the_licence_file_of_a_known_model_is_linked_to_and_names_nothing(address: str, id: str) -> None:
    assert not shipped().naming(address).known
    assert (shipped().linked(address).candidates, shipped().linked(address).known) == ((id,), True)


def test_of_the_licence_file_of_a_model_that_only_sounds_like_one_nothing_is_certain() -> None:
    assert not shipped().linked("https://huggingface.co/nobody/my-llama-3.1-tune/blob/main/LICENSE").known


def test_bsl_is_boosts() -> None:
    licence = shipped().licence("BSL-1.0")
    assert licence is not None
    assert "Boost" in licence.name


@pytest.mark.parametrize("name", NOTHING, ids=lambda name: name[:20] or "empty")
def test_a_name_resolves_to_nothing(name: str) -> None:
    naming = shipped().naming(name)
    assert (naming.candidates, naming.known, naming.value) == (("NOASSERTION",), False, name)


@pytest.mark.parametrize("name", SEVERAL)
def test_a_name_stands_for_several_licences(name: str) -> None:
    naming = shipped().naming(name)
    assert naming.ambiguous and naming.known
    assert naming.value == name
    assert all(shipped().licence(id) for id in naming.candidates if id != NOASSERTION)


@pytest.mark.parametrize(
    ("name", "retired"),
    [
        ("gpl-3.0", ("GPL-3.0",)),
        ("GPL-2.0+", ("GPL-2.0+",)),
        ("eCos license version 2.0", ("eCos-2.0",)),
        ("GPL-3.0-only", ()),
        ("MIT", ()),
        ("GPLv3", ()),
    ],
)
def test_a_retired_identifier_is_said(name: str, retired: tuple[str, ...]) -> None:
    assert shipped().naming(name).deprecated == retired


def test_gpl_3_0_says_neither_only_nor_later() -> None:
    assert shipped().naming("gpl-3.0").candidates == ("GPL-3.0-only", "GPL-3.0-or-later")


def test_an_ambiguous_name_in_an_expression_keeps_its_candidates() -> None:
    candidates = shipped().naming("MIT AND gpl-3.0").candidates
    assert candidates == ("MIT AND GPL-3.0-only", "MIT AND GPL-3.0-or-later")


def test_one_unknown_name_makes_an_expression_unknown() -> None:
    naming = shipped().naming("MIT AND nobody-knows")
    assert (naming.known, naming.candidates) == (False, ("MIT AND NOASSERTION",))


def test_a_name_that_a_record_claims_is_had_whatever_its_case() -> None:
    assert [shipped().has_name(name) for name in ("mit", "MIT Licence", "zephyr", "MIT OR Apache-2.0")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_name_that_is_nearly_known_is_hinted_at() -> None:
    assert "apache-2.0" in shipped().nearest("apche-2.0")


@pytest.mark.parametrize("name", ["Apach-2.0", "opnrail", "cc by 5", "lama3.1"])
def test_a_hint_offers_each_licence_under_one_name(name: str) -> None:
    names = shipped().nearest(name).removeprefix("did you mean ").removesuffix("?").split(" or ")
    assert names != [""]
    assert len({shipped().naming(offered).candidates for offered in names}) == len(names)


@pytest.mark.parametrize("word", ["other", "unknown", "custom", "tbd"])
def test_a_word_that_names_no_licence_is_not_hinted_at_as_one(word: str) -> None:
    assert f"did you mean {word}?" != shipped().nearest(word)


def test_an_unknown_definition_names_the_nearest() -> None:
    with pytest.raises(OpennessError, match=r"did you mean osaid-1\.0"):
        shipped().definition("osaid-1")


def test_the_spectrum_is_the_first_definition() -> None:
    assert shipped().definitions()[0] == "spectrum"


# Shelves of a user


def shelf(folder: Path, *records: str) -> Shelf:
    """The shipped shelf and a folder of these records, each under its id's name."""
    for record in records:
        id = record.partition('id       = "')[2].partition('"')[0]
        (folder / f"{id.lower().removeprefix('licenseref-')}.toml").write_text(record, encoding="utf-8")
    return Shelf((str(folder),))


def refused(folder: Path, *records: str) -> str:
    """The problems of records that are refused."""
    with pytest.raises(OpennessError) as caught:
        shelf(folder, *records)
    return str(caught.value)


def test_a_user_may_add_a_licence(tmp_path: Path) -> None:
    added = shelf(tmp_path, OURS)
    naming = added.naming("Ours 1")
    assert naming.value == "LicenseRef-Ours"
    assert added.answers(naming.value, (Term.HOST, Term.USE), WEIGHTS) == {(Verdict.UNMET, Verdict.MET)}
    assert "LicenseRef-Ours" in added.licences()


def test_the_address_of_a_users_text_is_a_name_too(tmp_path: Path) -> None:
    added = shelf(tmp_path, OURS + '\n[text]\nurl = "https://example.com/ours"\n')
    assert added.naming("http://example.com/ours/").value == "LicenseRef-Ours"


def test_one_address_may_stand_for_a_users_text_and_a_shipped_one(tmp_path: Path) -> None:
    added = shelf(tmp_path, OURS + '\n[text]\nurl = "https://opensource.org/license/mit"\n')
    assert added.naming("https://opensource.org/license/mit").candidates == ("MIT", "LicenseRef-Ours")


def test_what_a_user_adds_reaches_no_other_shelf(tmp_path: Path) -> None:
    shelf(tmp_path, OURS)
    assert not shipped().naming("ours 1").known


def test_replacing_in_silence_is_refused(tmp_path: Path) -> None:
    message = refused(tmp_path, REPLACING)
    assert "MIT is on the shelf already" in message
    assert "mit.toml:2:" in message


def test_replacing_with_a_reason_is_allowed_and_said(tmp_path: Path) -> None:
    replacing = REPLACING.replace("[read]", 'replaces = { because = "our lawyer reads it so" }\n[read]', 1)
    replaced = shelf(tmp_path, replacing)
    assert replaced.answers("MIT", (Term.HOST,), WEIGHTS) == {(Verdict.UNMET,)}
    assert ["our lawyer reads it so" in reason for reason in replaced.replaced] == [True]


def test_a_shelf_that_may_only_add_replaces_nothing(tmp_path: Path) -> None:
    replacing = REPLACING.replace("[read]", 'replaces = { because = "our lawyer reads it so" }\n[read]', 1)
    (tmp_path / "mit.toml").write_text(replacing, encoding="utf-8")
    with pytest.raises(OpennessError, match="may not be replaced from here"):
        Shelf(adding=(str(tmp_path),))


@pytest.mark.parametrize("name", ["apache-2.0", "MIT License", "llama license"])
def test_a_name_of_another_record_is_refused(tmp_path: Path, name: str) -> None:
    assert f"the name {name!r} belongs to" in refused(tmp_path, OURS.replace("ours 1", name))


def test_two_records_of_one_name_are_refused(tmp_path: Path) -> None:
    other = OURS.replace("LicenseRef-Ours", "LicenseRef-Theirs").replace("Our Licence", "Their Licence")
    assert "the name 'ours 1' belongs to LicenseRef-Ours" in refused(tmp_path, OURS, other)


def test_every_problem_of_a_shelf_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("id = \n")
    message = refused(tmp_path, REPLACING)
    assert "broken.toml:1:" in message and "mit.toml:" in message


def test_the_problems_of_a_shelf_stand_in_the_order_of_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder lists its files in no order of its own."""
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text("id = \n")
    with monkeypatch.context() as patch:
        patch.setattr("os.listdir", lambda _: ["b.toml", "a.toml"])
        message = refused(tmp_path)
    assert message.index("a.toml") < message.index("b.toml")


def test_a_record_without_id_and_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.toml").write_text("[grants]\n")
    with pytest.raises(OpennessError, match=r"empty\.toml"):
        Shelf((str(tmp_path),))


def test_a_shelf_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OpennessError, match="the shelf cannot be read"):
        Shelf((str(tmp_path / "nowhere"),))


def test_what_is_no_record_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "evil.py").write_text("raise SystemExit('it was run')\n")
    (tmp_path / "notes.txt").write_text("notes\n")
    with pytest.raises(OpennessError, match="the shelf holds no record; name the folder of the TOML files"):
        Shelf(tmp_path)
    (tmp_path / "acme.toml").write_text('id = "LicenseRef-Acme"\nname = "Acme licence"\n')
    assert {*Shelf(tmp_path).licences()} == {*shipped().licences(), "LicenseRef-Acme"}


def test_a_family_with_texts_that_have_no_record_is_known_and_answers_nothing_for_certain() -> None:
    naming = shipped().naming("NVIDIA Open Model License")
    assert naming.known and naming.ambiguous and naming.candidates[-1] == "NOASSERTION"
    whole = shipped().naming("Llama license")
    assert whole.ambiguous and "NOASSERTION" not in whole.candidates


@pytest.mark.parametrize("name", ["foocorp-ai-1.0", "acme-model-2.0", "xyz 3.1", "zephyr-licence", "kite"])
def test_a_licence_that_is_hardly_like_another_is_not_suggested(name: str) -> None:
    assert shipped().nearest(name) == ""


@pytest.mark.parametrize(
    ("name", "meant"), [("aglp-3.0-only", "agpl-3.0-only"), ("apache2.1", "apache"), ("mitt", "mit")]
)
def test_a_licence_that_is_like_another_in_its_letters_is_suggested(name: str, meant: str) -> None:
    assert meant in shipped().nearest(name)


SPECTRUM = (Path(openness.__file__).parent / "definitions" / "spectrum.toml").read_text(encoding="utf-8")
REPLACED_SPECTRUM = SPECTRUM.replace("\n\n[[grade]]", '\nreplaces = { because = "our help texts" }\n\n[[grade]]', 1)


def test_a_definition_that_says_why_replaces_another_and_lint_finds_no_fault(tmp_path: Path) -> None:
    (tmp_path / "spectrum.toml").write_text(REPLACED_SPECTRUM.replace("publish the weights", "upload the weights", 1))
    replaced = Shelf((str(tmp_path),))
    assert replaced.definition("spectrum").grades[1].criteria[0].help == "upload the weights for download"
    assert main(["lint", str(tmp_path)]) == 0


def test_a_definition_that_gives_no_reason_for_replacing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "spectrum.toml").write_text(REPLACED_SPECTRUM.replace('{ because = "our help texts" }', '"yes"'))
    with pytest.raises(OpennessError, match="spectrum is on the shelf already"):
        Shelf((str(tmp_path),)).definition("spectrum")


def test_a_spectrum_with_other_levels_is_refused(tmp_path: Path) -> None:
    """Bands, labels and policies name its levels."""
    (tmp_path / "spectrum.toml").write_text(REPLACED_SPECTRUM.replace('id   = "hosted"', 'id   = "served"', 1))
    with pytest.raises(OpennessError, match="the spectrum has other levels than the shipped one"):
        Shelf((str(tmp_path),)).definition("spectrum")


TERMS = "Whoever feeds these herons by day may keep the feathers that they find, and whoever counts them by night may keep none."


def test_a_text_beside_a_record_is_found_in_other_texts_as_those_that_ship_are(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(OURS)
    without = Shelf(tmp_path)
    assert (without.identify(TERMS), without.text("LicenseRef-Ours"), without.texts) == ((), None, {})
    (tmp_path / "ours.txt").write_text(TERMS)
    shelf = Shelf(tmp_path)
    assert {"LicenseRef-Ours"} == {match.licence for match in shelf.identify(f"A heron\n\n{TERMS}\n")}
    assert shelf.text("LicenseRef-Ours") == TERMS
    assert shelf.texts == {"LicenseRef-Ours": str(tmp_path / "ours.txt")}
    mit = shelf.text("MIT")
    assert mit is not None and {match.licence for match in shelf.identify(mit)} == {"MIT"}
    assert shelf.identify(" \n") == shipped().identify("") == ()


def test_an_id_that_spdx_has_retired_is_known_as_such() -> None:
    assert [shipped().retired(id) for id in ("GPL-2.0", "GPL-2.0-only", "kite")] == [True, False, False]


@pytest.mark.parametrize(
    ("name", "known", "copy"),
    [
        ("meta-llama/Llama-2-7b-hf", True, False), ("TheBloke/Llama-2-7B-GGUF", True, True),
        ("thebloke/Llama-2-7B-GGUF", True, True), ("Llama-2-7b-hf", False, False),
        ("somebody/heron", False, False), ("TheBloke/heron-GGUF", False, False),
    ],
)  # fmt: skip
def test_a_model_is_known_by_its_account_and_a_copy_by_whose_account_it_is_in(
    name: str, known: bool, copy: bool
) -> None:
    naming = shipped().model(name)
    assert (naming.known, naming.candidates == (NOASSERTION,)) == (known, not known)
    assert shipped().known_models.is_copy(name) is copy


def test_every_definition_has_its_name_and_the_names_of_its_levels_among_its_titles() -> None:
    titles = shipped().titles
    assert list(titles) == shipped().every_definition()
    for id, names in titles.items():
        definition = shipped().definition(id)
        assert {definition.name, definition.label} - {""} <= {*names}
        if definition.ending is Ending.GRADES:
            assert {text for grade in definition.grades for text in (grade.id, grade.name)} - {""} <= {*names}
    assert {"closed", "open-weights"} <= {*titles["spectrum"]}


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("CC 4.0 BY", ("CC-BY-4.0",)), ("CC 4.0 BY-NC", ("CC-BY-NC-4.0",)), ("CC BY 4.0", ("CC-BY-4.0",)),
        ("LicenseRef-scancode-mit", ("MIT",)), ("LicenseRef-scancode-kite", ("NOASSERTION",)),
        ("LicenseRef-scancode-gpl", ("NOASSERTION",)), ("mit or kite or isc", ("MIT OR NOASSERTION OR ISC",)),
        ("MIT and (Apache-2.0 or ISC)", ("MIT AND (Apache-2.0 OR ISC)",)),
    ],
)  # fmt: skip
def test_words_of_a_name_in_another_order_are_that_name_and_a_word_that_nobody_knows_is_none(
    name: str, candidates: tuple[str, ...]
) -> None:
    assert shipped().naming(name).candidates == candidates


def test_a_shelf_is_opened_once_for_as_long_as_its_files_stay_as_they_are(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for place in (one, two):
        place.mkdir()
    (one / "ours.toml").write_text(OURS)
    (two / "other.toml").write_text('id = "LicenseRef-Acme"\nname = "Acme licence"\n')
    first = opened((str(one),), (str(two),))
    assert opened((str(one),), (str(two),)) is first
    assert {"LicenseRef-Ours", "LicenseRef-Acme"} <= {*first.licences()}
    for place in (one, two):
        (place / "more.toml").write_text(f'id = "LicenseRef-{place.name}"\nname = "Terms of {place.name}"\n')
        later = opened((str(one),), (str(two),))
        assert later is not first
        assert f"LicenseRef-{place.name}" in later.licences()
        first = later
    assert opened() is shipped()


def test_things_that_are_remembered_a_while_are_of_one_shelf_and_one_sort() -> None:
    shelf = Shelf()
    things = shelf.recent("herons", 2)
    assert things is shelf.recent("herons", 2) is not shelf.recent("kites", 2)
    assert shelf.recent("herons", 2) is not Shelf().recent("herons", 2)
    things["a"], things["b"] = 1, 2
    assert things == {"a": 1, "b": 2}
    things["c"] = 3
    assert things == {"c": 3}
    assert isinstance(things, Recent)


@pytest.mark.parametrize("given", [3, b"x", {"a": 1}, [3], None, bytearray(b"x")])
def test_what_is_no_folder_is_a_type_error(given: object) -> None:
    with pytest.raises(TypeError, match=f"a shelf takes a path or several, not {type(given).__name__}"):
        Shelf(given)
    with pytest.raises(TypeError, match="a shelf takes a path or several"):
        Shelf((), given)
