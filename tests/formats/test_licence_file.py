"""Licence texts: told by their names, which also say what they are about."""

import pytest

from openness.formats import licence_file
from openness.syntax.document import Document
from openness.vocabulary import Content, Kind

CODE = {kind for kind in Kind if kind.content is Content.CODE}


@pytest.mark.parametrize(
    "base",
    "LICENSE LICENCE license.txt LICENSE.md LICENSES COPYING COPYING.txt UNLICENSE MODEL_LICENSE MODEL_LICENSE.md "
    "LICENSE-CODE LICENSE_DATA.txt LICENSE-MIT licence.rst USE_POLICY.md llama3_LICENSE EULA.pdf ACCEPTABLE_USE.md "
    "TERMS terms.txt terms-and-conditions.md gemma_terms_of_use.txt NOTICE Notice.txt license_v1.1.txt "
    "AGREEMENT.txt MODEL_AGREEMENT.md CONDITIONS.md TOS.txt AUP.md RAIL.md PROHIBITED_USES.md LEGAL_TERMS COPYRIGHT "
    "copyright.txt LEGAL.md Disclaimer.md LICENSING POLICY.md Responsible_Use.md "
    # slips, accents, lookalikes and copies
    "LISENCE LICENCSE LICESNE.txt LISCENSE LICENSEE COPYNG LISENCE-SDXL1.0 LİCENSE LIСENSE licence_modèle.txt L1CENSE "
    "LICENSE~ license.txt~ LICENSE.orig "
    "license.bak licence.txt.bak license_old.txt License_for_weights.pdf license-for-models.txt lic.txt "
    "license_zh.md model-licensing.txt NON-COMMERCIAL.md research_use_only.txt رخصة.txt רישיון.txt Lisensi.md лиценз.txt".split(),
)
def test_a_licence_text_is_told_by_its_name(base: str) -> None:
    assert licence_file.matches_name(base)


@pytest.mark.parametrize(
    "base",
    "README.md licensing.py license_check.py licenses.json notes.txt policy.yaml silicense COPYINGS3.tar "
    ".LICENSE.swp licensed.txt silence.txt coping.md NOTICE.html public.txt license_key.txt "
    "search_terms.txt terms.json third-party-notices.txt notice-of-meeting.md "
    "policy.md legal guidelines.md rights.csv Policy.pt photos.txt conditions.py trail.md".split(),
)
def test_other_files_are_no_licence_texts(base: str) -> None:
    assert not licence_file.matches_name(base)


@pytest.mark.parametrize(
    ("base", "kinds"),
    [
        ("LICENSE", set()),  # so it is about what the release is of, and its code
        ("LICENSE-MIT", set()),
        ("MODEL_LICENSE", {Kind.MODEL_PARAMETERS_FINAL}),
        ("LICENSE-CODE.txt", CODE),
        ("LICENSE_DATA", {Kind.DATASETS}),
        ("dataset-license.md", {Kind.DATASETS}),
        ("data_model_license.txt", {Kind.DATASETS, Kind.MODEL_PARAMETERS_FINAL}),
        ("Model License (1).txt", {Kind.MODEL_PARAMETERS_FINAL}),
    ],
)
def test_the_name_tells_what_a_text_is_about(base: str, kinds: set[Kind]) -> None:
    assert set(licence_file.about(base)) == kinds


def test_a_text_without_a_word_for_it_is_never_about_the_data() -> None:
    assert Kind.DATASETS not in licence_file.about("LICENSE")


def test_the_text_is_kept_and_not_judged() -> None:
    release = licence_file.read(Document("a/LICENSE", "Permission is hereby granted"))
    assert [text.text for text in release.texts] == ["Permission is hereby granted"]
    assert (release.read, release.components) == (("a/LICENSE",), ())


@pytest.mark.parametrize(
    "text", [f"{'a1' * 32}  LICENSE\n", f"{'0f' * 20} *LICENSE.txt\n{'0F' * 20} *model.gguf\n", f"{'ab' * 16}"]
)
def test_checksums_are_no_text(text: str) -> None:
    release = licence_file.read(Document("LICENSE.sha256", text))
    assert (release.texts, release.read) == ((), ("LICENSE.sha256",))


@pytest.mark.parametrize("text", [f"{'a1' * 32}  not for sale\n", "deadbeef\n", f"{'ab' * 16}\nFor research only.\n"])
def test_more_than_checksums_is_a_text(text: str) -> None:
    assert licence_file.read(Document("LICENSE.sha256", text)).texts


def test_a_licence_s_own_name_makes_its_words_no_checksums() -> None:
    """Words that pass for the name of a file may be terms."""
    assert licence_file.read(Document("LICENSE.md", f"{'ab' * 16}  non-commercial-only\n")).texts
