"""The index built from the files of records: dated, the same each time, with its families and their members."""

from pathlib import Path

import pytest

from openness.index.build import BuiltIndex, build, write
from openness.index.tables import sources

BUILT = build(**sources())


def test_the_same_records_write_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write(BUILT, str(one), None)
    write(build(**sources()), str(other), None)
    assert one.read_bytes() == other.read_bytes()


def test_the_data_is_dated() -> None:
    year, month, day = BUILT.data.split(".")
    assert (len(year), len(month), len(day)) == (4, 2, 2)


def test_a_family_that_is_not_complete_has_a_candidate_of_which_nothing_is_known() -> None:
    family = {"names": ["some licence"], "candidates": ["MIT", "Apache-2.0"]}
    names = [
        BuiltIndex([], [{**family, **complete}], []).named("some-license") for complete in ({}, {"complete": False})
    ]
    assert names == [["MIT", "Apache-2.0"], ["MIT", "Apache-2.0", "NOASSERTION"]]


def test_a_family_that_comes_back_to_itself_is_refused(tmp_path: Path) -> None:
    for one, other in ("ab", "ba"):
        (tmp_path / f"{one}.toml").write_text(f'id = "{one}"\nname = "{one}"\nsame-terms-as = "{other}"\n')
    for table in ("spdx.tsv", "spdx-exceptions.tsv"):
        (tmp_path / table).write_bytes(Path(sources()["licences"], table).read_bytes())
    with pytest.raises(ValueError, match="same-terms-as"):
        build(**{**sources(), "licences": str(tmp_path)})


def test_a_word_list_that_two_files_have_is_refused(tmp_path: Path) -> None:
    for name, phrase in (("one", "heron"), ("other", "egret")):
        (tmp_path / f"{name}.toml").write_text(f'[words.en]\nbirds = ["{phrase}"]\n')
    with pytest.raises(ValueError, match="two files have a word list 'birds' in 'en'"):
        build(**{**sources(), "prose": str(tmp_path)})
