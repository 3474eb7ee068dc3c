"""The texts that fingerprints are made from."""

import json
from pathlib import Path

import pytest

from openness.curation.spdx_texts import fingerprints, plain_texts
from openness.errors import OpennessError
from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.identify import identify

FONT = "A font may be bundled, embedded and sold with any software, so long as this notice stands beside it, and no longer.\n"
PAINT = "Paint may be mixed with paint of any other colour by anyone who keeps the brush clean, on dry days or on wet ones.\n"


@pytest.fixture
def bundle(tmp_path: Path) -> str:
    texts = {"Font-1.0": FONT, "Font-1.0-no-RFN": f"FONT LICENSE\n\n{FONT}", "Old": PAINT, "Paint": PAINT}
    entries = [
        {"licenseId": id, "name": id, "text": text, "isDeprecatedLicenseId": id == "Old"} for id, text in texts.items()
    ]
    path = tmp_path / "bundle.json"
    path.write_text(json.dumps({"licenses": entries}))
    return str(path)


def test_what_stands_outside_a_text_does_not_name_it(bundle: str) -> None:
    known = Fingerprints.of(fingerprints([bundle], {}))
    assert [match.licence for match in identify(FONT, known)] == ["Font-1.0"]
    assert [match.licence for match in identify(f"FONT LICENSE\n\n{FONT}", known)] == ["Font-1.0"]
    assert [match.licence for match in identify(PAINT, known)] == ["Paint"]


def test_a_sibling_text_in_a_folder_is_one_more_text_of_its_licence(bundle: str, tmp_path: Path) -> None:
    other = PAINT.replace("dry days or on wet ones", "Sundays")
    folder = tmp_path / "siblings"
    folder.mkdir()
    folder.joinpath("Paint.txt").write_text(other)
    known = Fingerprints.of(fingerprints([bundle, str(folder)], {"Paint": ["Paint"]}))
    for text in (PAINT, other):
        assert [(match.licence, match.kind) for match in identify(text, known)] == [("Paint", "exact")]


def test_texts_need_a_bundle(tmp_path: Path) -> None:
    with pytest.raises(OpennessError, match="no place holds SPDX's texts"):
        plain_texts([str(tmp_path)])


def test_the_texts_of_a_file_are_kept(tmp_path: Path) -> None:
    kite, paint = (
        "A kite is for one. Whoever flies it for another one stands behind it.",
        "Paint is for walls and doors.",
    )
    (tmp_path / "Kite.txt").write_text(kite)
    file = tmp_path / "old.bin"
    file.write_bytes(fingerprints([str(tmp_path / "Kite.txt")], {"Kite": ["Kite"]}))
    (tmp_path / "Paint.txt").write_text(paint)
    known = Fingerprints.of(fingerprints([str(file), str(tmp_path / "Paint.txt")], {"Paint": ["Paint"]}))
    assert [match.licence for text in (kite, paint) for match in identify(text, known)] == ["Kite", "Paint"]
