"""Credits beside the text of a licence leave it that licence; any other words make it another."""

from pathlib import Path

import pytest
from tests.support.licence_texts import APACHE, MIT
from tests.support.releases import WEIGHTS, codes

import openness
from openness.resolution.credits import _is_credit, _is_title, _without_title
from openness.shelf.shelf import shipped

CARD = "---\nlicense: apache-2.0\npipeline_tag: x\n---\n# Heron\n"
COPYRIGHTS = (
    "Copyright (c) 2020 Alice\n"
    "Copyright (c) 2021-2023 Bob and contributors\nCopyright 2024 Acme, Inc. All rights reserved."
)
CREDITS = [
    COPYRIGHTS,
    "NOTICE\n\nThis product includes software developed by Acme (https://acme.org/).",
    "=====\nNOTICE\n\nHeron\nCopyright 2024 Acme\n\nThis product includes code from Egret, Copyright 2019 Egret Authors,\n"
    "licensed under the Apache License 2.0.",
    "---\n\nPortions of this software are derived from Egret (https://acme.org/egret), Copyright 2019 Egret Authors,\n"
    "licensed under the MIT License.",
    'Note: This is a derivative work based on "egret" by Bob,\n'
    "modified and distributed under the terms of the MIT license above.",
    "Modified & original work Copyright (c) 2019 Alice (https://acme.org/alice)\nOriginal work Copyright (c) 2018 Bob",
    "Copyright (c) 2023 University of Washington. Developed at the Institute for\nProtein Design by Alice. This copyright "
    "and license covers both the source code and model\nweights referenced for download in the README file.",
    "Heron was created by Acme.\nIt is a derivative work of the Egret project.",
]
TERMS = [
    "The model weights may be used for non-commercial purposes only.",
    "NOTICE\n\nThis software may not be used by companies with more than 100 employees.",
    "Additional terms: you must not use the model to harm anyone.",
    "This product includes software developed by Acme, which may only be used at Acme.",
    "This product was created by Acme exclusively for its customers.",
    "Portions of this software are derived from Egret, licensed under the CC BY-NC 4.0 license.",
    "Portions of this software are derived from Egret, licensed under the Egret Accord.",
    "Copyright 2024 Acme. For evaluation by partners.",
    "Be Kind Always\nPortions of this software are derived from Egret.",
    "Noncommercial\nThis product includes software developed by Acme (https://acme.org/).",
    "Be kind to each other.",
    "MIT License",
    "This license covers the source code and not the model weights.",
    "This license covers the source code.",
    "This license applies to code and weights of the small models only.",
    "Developed at Acme for research.",
]


def classified(folder: Path, text: str) -> openness.Classification:
    (folder / "README.md").write_text(CARD)
    (folder / "LICENSE").write_text(text)
    return openness.classify(folder, under=[])


@pytest.mark.parametrize("credit", CREDITS)
@pytest.mark.parametrize("form", ["{text}\n\n{credit}\n", "{credit}\n\n{text}\n"])
def test_a_text_with_credits_is_that_licence(credit: str, form: str, tmp_path: Path) -> None:
    found = classified(tmp_path, form.format(text=APACHE, credit=credit))
    assert found.release.component(WEIGHTS).licence.value == "Apache-2.0"
    assert "licence-text-modified" not in codes(found)
    assert credit == COPYRIGHTS or "licence-text-variant" in codes(found)


@pytest.mark.parametrize("words", TERMS)
@pytest.mark.parametrize("form", ["{text}\n\n{words}\n", "{words}\n\n{text}\n"])
def test_a_text_with_other_words_beside_it_is_not(words: str, form: str, tmp_path: Path) -> None:
    found = classified(tmp_path, form.format(text=APACHE, words=words))
    assert found.spectrum.at_least("open-weights").value == "unknown"


def test_a_changed_text_with_credits_is_a_changed_text(tmp_path: Path) -> None:
    changed = APACHE.replace("perpetual", "temporary")
    found = classified(tmp_path, f"{changed}\n\n{CREDITS[1]}\n")
    assert "licence-text-modified" in codes(found)


def test_of_two_texts_nobody_knows_which_is_that_of_what(tmp_path: Path) -> None:
    found = classified(tmp_path, f"{APACHE}\n\nThe following files are licensed under the MIT License:\n\n{MIT}")
    assert "licence-text-modified" in codes(found)


def test_the_name_of_the_licence_above_credits_is_its_title(tmp_path: Path) -> None:
    text = f"Apache License\n\nOriginal work Copyright (c) 2018 Bob\n\n{APACHE}"
    assert classified(tmp_path, text).release.component(WEIGHTS).licence.value == "Apache-2.0"


def test_a_title_has_less_than_160_characters_and_credits_have_at_most_20000() -> None:
    for characters, is_one in ((159, True), (160, False)):
        title = f"MIT{' ' * (characters - 10)}License"
        assert (_without_title([title, "x"], "MIT", shipped()) == ["", "x"]) is is_one
        assert _is_title(f"{'=' * (characters - 15)}The MIT License", shipped()) is is_one
    assert [_is_credit("\n" * characters, shipped()) for characters in (20_000, 20_001)] == [True, False]
