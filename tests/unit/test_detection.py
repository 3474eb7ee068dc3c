"""What licence texts beside a release say."""

from pathlib import Path

import pytest

import openness
from openness.cli import main
from openness.fingerprint import Fingerprints
from openness.likeness import identify
from openness.vocabulary import Kind

APACHE = Path(__file__).parents[2].joinpath("LICENSE").read_text(encoding="utf-8")
ACME = "Acme Terms\n\nYou may look at the model on Tuesdays, and on Thursdays when it rains, provided that you wave.\n"


def release(folder: Path, licence: str, **files: str) -> openness.Classification:
    folder.joinpath("README.md").write_text(f"---\nlicense: {licence}\npipeline_tag: x\n---\n# M\n")
    for name, text in files.items():
        folder.joinpath(name.replace("__", ".")).write_text(text)
    return openness.classify(folder)


def codes(classification: openness.Classification) -> set[str]:
    return {finding.code.value for finding in classification.findings}


def licence(classification: openness.Classification) -> str | None:
    return classification.release.component(Kind.MODEL_PARAMETERS_FINAL).licence.value


def test_a_text_that_is_the_card_s_licence_is_detected(tmp_path: Path) -> None:
    found = release(tmp_path, "apache-2.0", LICENSE=APACHE)
    assert (licence(found), found.spectrum.reached) == ("Apache-2.0", "open-weights")
    assert "licence-text-missing" not in codes(found)


def test_a_text_that_is_another_licence_is_a_dispute(tmp_path: Path) -> None:
    found = release(tmp_path, "cc-by-nc-4.0", LICENSE=APACHE)
    assert licence(found) is None
    assert "licence-disputed" in codes(found)
    assert found.spectrum.reached == "weights-available"


def test_one_sentence_more_is_another_licence(tmp_path: Path) -> None:
    found = release(tmp_path, "apache-2.0", LICENSE=f"{APACHE}\nYou may not use it on Sundays.\n")
    assert "licence-text-modified" in codes(found)
    assert found.spectrum.reached == "weights-available"


@pytest.mark.parametrize("name", ["USE_POLICY__md", "COMMONS-CLAUSE__txt", "ADDENDUM", "EULA__md"])
def test_a_rider_beside_an_open_licence_keeps_it_from_being_open(name: str, tmp_path: Path) -> None:
    found = release(tmp_path, "apache-2.0", LICENSE=APACHE, **{name: "You must not sell it.\n"})
    assert "restriction-in-prose" in codes(found)
    assert found.spectrum.reached == "weights-available"


def test_a_policy_adds_nothing_to_a_licence_that_has_one(tmp_path: Path) -> None:
    found = release(tmp_path, "llama3.1", USE_POLICY__md="You must not do harm.\n")
    assert "restriction-in-prose" not in codes(found)
    assert licence(found) == "LicenseRef-Llama-3.1-Community"


def test_a_pointer_to_a_text_beside_it_says_nothing(tmp_path: Path) -> None:
    found = release(tmp_path, "apache-2.0", LICENSE=APACHE, COPYING="See LICENSE for the terms.\n")
    assert found.spectrum.reached == "open-weights"


@pytest.mark.parametrize("target", ["https://example.org/LICENSE", "../LICENSE", "docs/LICENSE"])
def test_a_pointer_elsewhere_is_not_followed(target: str, tmp_path: Path) -> None:
    found = release(tmp_path, "apache-2.0", COPYING=f"See {target} for the terms.\n")
    assert found.spectrum.reached == "weights-available"


def test_a_text_settles_what_a_family_leaves_open(tmp_path: Path) -> None:
    found = release(tmp_path, "apache", LICENSE=APACHE)
    assert (licence(found), found.spectrum.reached) == ("Apache-2.0", "open-weights")


def test_other_says_that_one_must_look_at_the_text(tmp_path: Path) -> None:
    found = release(tmp_path, "other", LICENSE=APACHE)
    assert licence(found) == "Apache-2.0"


def test_a_licence_that_cannot_be_read_is_listed_and_doubted(tmp_path: Path) -> None:
    found = release(tmp_path, "mit", LICENSE__pdf="%PDF")
    assert found.release.unread
    assert found.spectrum.reached == "weights-available"


def test_a_linked_file_beside_the_card_is_read_as_its_licence(tmp_path: Path) -> None:
    head = "---\nlicense: other\nlicense_name: terms\nlicense_link: TERMS\n---\n"
    (tmp_path / "README.md").write_text(head)
    (tmp_path / "TERMS").write_text(APACHE)
    assert licence(openness.classify(tmp_path / "README.md")) == "Apache-2.0"


def test_a_text_about_data_says_nothing_of_the_weights(tmp_path: Path) -> None:
    found = release(tmp_path, "mit", **{"LICENSE-DATA": "All of it is ours.\n"})
    assert found.spectrum.reached == "open-weights"


def shelf(folder: Path) -> Path:
    folder.mkdir()
    (folder / "acme.toml").write_text('id = "LicenseRef-Acme"\nname = "Acme Terms"\n')
    (folder / "acme.txt").write_text(ACME)
    return folder


def test_a_text_beside_a_user_s_record_is_known_too(tmp_path: Path) -> None:
    own = openness.Shelf((str(shelf(tmp_path / "shelf")),))
    assert [(match.licence, match.kind) for match in openness.identify(ACME, shelf=own)] == [
        ("LicenseRef-Acme", "exact")
    ]
    (changed,) = openness.identify(ACME.replace("Tuesdays", "Mondays"), shelf=own)
    assert (changed.licence, changed.kind) == ("LicenseRef-Acme", "modified")


def test_fingerprints_are_made_from_texts_and_are_the_same_each_time(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "LicenseRef-Acme.txt").write_text(ACME)
    (texts / "Apache-2.0.txt").write_text(APACHE)
    for name in ("one.bin", "two.bin"):
        call = [
            "--shelf",
            str(shelf(tmp_path / f"shelf-{name}")),
            "lint",
            "--fingerprint",
            str(texts),
            "-o",
            str(tmp_path / name),
        ]
        assert main(call) == 0
    made = (tmp_path / "one.bin").read_bytes()
    assert made == (tmp_path / "two.bin").read_bytes()
    assert [match.kind for match in identify(ACME, Fingerprints.of(made))] == ["exact"]
    assert b"Tuesdays" not in made


def test_fingerprinting_nothing_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--fingerprint", str(tmp_path), "-o", str(tmp_path / "x.bin")]) == 2
    assert "no text of a known licence" in capsys.readouterr().err
    assert main(["lint", "--fingerprint"]) == 2


def test_identify_says_how_a_text_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "LICENSE"
    path.write_text(f"{APACHE}\nYou may not use it on Sundays.\n")
    assert main(["identify", str(path)]) == 0
    out = capsys.readouterr().out
    assert "Apache-2.0: modified" in out
    assert "added: You may not use it on Sundays" in out
    assert main(["identify", str(tmp_path / "none")]) == 2
    (tmp_path / "prose").write_text("This is a letter to a friend about the weather.\n")
    assert main(["identify", str(tmp_path / "prose")]) == 1
