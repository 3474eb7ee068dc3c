"""The texts of SPDX's licences ship, and differences are told in their words."""

import json
import lzma
from pathlib import Path

import pytest

import openness
from openness import Shelf
from openness.licensing import texts


def test_the_texts_that_ship_are_read_back() -> None:
    content = texts.shipped()
    assert content.texts["MIT"].startswith("MIT License")
    assert len(content.texts) > 700
    assert len(content.common) == texts.COMMON_WORDS
    assert Path(texts.__file__).with_name("texts.json.xz").stat().st_size < 1_000_000


def test_each_text_that_ships_is_its_own_licence_word_for_word() -> None:
    named = {id: openness.identify(text) for id, text in list(texts.shipped().texts.items())[::25]}
    assert {id for id, found in named.items() if not found or found[0].kind != "exact"} == set()


def test_the_same_texts_make_the_same_bytes_in_any_order() -> None:
    two = {"B": "Some words, and some more.", "A": "Other words."}
    assert texts.build(two) == texts.build(dict(reversed(two.items())))


def test_the_file_holds_the_texts_in_order_and_the_commonest_words_first() -> None:
    built = texts.build({"B": "The kite flies; the sublicence lies. Ümlaut!", "A": "The kite lies."})
    plain = (
        '{"common":"the kite lies flies license sub ümlaut",'
        '"texts":{"A":"The kite lies.","B":"The kite flies; the sublicence lies. Ümlaut!"}}'
    )
    assert lzma.decompress(built).decode() == plain


def test_so_many_common_words_are_kept() -> None:
    words = [f"w{number:05}" for number in range(texts.COMMON_WORDS + 2)]
    content = json.loads(lzma.decompress(texts.build({"A": " ".join(words)})))
    assert content["common"].split(" ") == words[: texts.COMMON_WORDS]


def test_a_name_without_a_text_has_none() -> None:
    assert Shelf().text("LicenseRef-Llama-3.1-Community") is None
    assert Shelf().text("no such licence") is None


def test_removed_words_of_a_text_that_ships_are_shown() -> None:
    text = texts.shipped().texts["MIT"]
    (match,) = openness.identify(text.replace("without restriction", "with").replace("merge, publish, ", ""))
    assert [(each.op, each.text) for each in match.differences] == [
        ("changed", "with (for without restriction)"),
        ("removed", "merge publish"),
    ]


OWN = """Acme Weights Licence

You may frobnicate the weights on Tuesdays, provided that you wave to at least 700 neighbours and to the postman
beforehand, and that you publish a likeness of the wave. The licence ends as soon as somebody does not wave back.
"""


def test_removed_words_of_a_text_on_the_users_shelf_are_shown(tmp_path: Path) -> None:
    tmp_path.joinpath("acme.toml").write_text('id = "LicenseRef-Acme"\nname = "Acme Weights Licence"\n')
    tmp_path.joinpath("acme.txt").write_text(OWN)
    shelf = Shelf(folders=(str(tmp_path),))
    assert shelf.text("LicenseRef-Acme") == OWN
    (match,) = openness.identify(OWN.replace("frobnicate ", ""), shelf=shelf)
    assert [(each.op, each.text) for each in match.differences] == [("removed", "frobnicate")]


def test_of_a_text_that_does_not_ship_common_words_and_numbers_are_shown(shared: Path) -> None:
    text = (shared / "data" / "licence_texts" / "LicenseRef-Llama-3.1-Community.txt").read_text("utf-8")
    before = "greater than 700 million monthly active users"
    assert before in text
    (match,) = openness.identify(text.replace(before, "many users"))
    assert [each.text for each in match.differences] == ["many (for greater than 700 … active)"]


@pytest.mark.parametrize("word", ["without", "perpetual"])
def test_a_text_is_not_read_for_a_licence_that_is_exact(word: str) -> None:
    texts.shipped.cache_clear()
    shelf = openness.Shelf()  # which remembers nothing yet
    text = Path("LICENSE").read_text("utf-8")
    shelf.identify(text)
    assert texts.shipped.cache_info().misses == 0
    shelf.identify(text.replace(word, "", 1))
    shelf.identify(text.replace(word, "", 2))
    assert texts.shipped.cache_info().misses == 1
