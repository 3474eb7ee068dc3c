"""The claims and doubts of licence texts beside a release."""

import os
from pathlib import Path

import pytest
from tests.support.folders import named_pipe
from tests.support.licence_texts import APACHE, MIT
from tests.support.releases import WEIGHTS, fact, judged, resolved

import openness
from openness.cli import main
from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.identify import identify
from openness.release.claim import Claim, Fact, Rule
from openness.release.component import Component, Item
from openness.release.finding import Code
from openness.release.location import Source
from openness.release.release import LicenceText, Release
from openness.resolution.texts import _APPLYING, _SHORT, _applied, _named_alone
from openness.shelf.shelf import shipped
from openness.sources.gather import gather
from openness.vocabulary import Basis, Kind

ACME = "Acme Terms\n\nYou may look at the model on Tuesdays, and on Thursdays when it rains, provided that you wave.\n"


def release(folder: Path, licence: str, **files: str) -> openness.Classification:
    folder.joinpath("README.md").write_text(f"---\nlicense: {licence}\npipeline_tag: x\n---\n# M\n")
    for name, text in files.items():
        folder.joinpath(name.replace("__", ".")).write_text(text)
    return openness.classify(folder)


def both(folder: Path, licence: str, **files: str) -> tuple[openness.Classification, openness.Classification]:
    """A card read with its folder, and named itself."""
    return release(folder, licence, **files), openness.classify(folder / "README.md")


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


def test_another_version_is_not_called_by_the_name_of_the_one_that_is_known(tmp_path: Path) -> None:
    kite = "A kite may be flown by anyone on any hill, in any wind, with any string that the flier has at hand.\n"
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "kite.toml").write_text('id = "LicenseRef-Kite-1.0"\nname = "Kite Licence 1.0"\n')
    (folder / "kite.txt").write_text(f"Kite Licence 1.0\n\n{kite}")
    (tmp_path / "README.md").write_text("---\nlicense: mit\npipeline_tag: x\n---\n# M\n")
    (tmp_path / "LICENSE").write_text(f"Kite Licence 2.0\n\n{kite}Nobody flies it at night or sells it by day.\n")
    found = openness.classify(tmp_path, shelf=openness.Shelf((str(folder),)))
    (finding,) = [each for each in found.findings if each.code is Code.LICENCE_TEXT_MODIFIED]
    assert "another version of LicenseRef-Kite-1.0" in finding.message


def test_the_same_wording_in_another_layout_gives_the_licence_and_a_note(tmp_path: Path) -> None:
    for found in both(tmp_path, "mit", LICENSE=MIT.replace("sell copies of", "sell copiesof")):
        assert licence(found) == "MIT"
        assert found.spectrum.at_least("open-weights") is openness.Verdict.MET
        (note,) = [finding for finding in found.findings if finding.code is Code.LICENCE_TEXT_VARIANT]
        assert (note.code.level, "copiesof" in note.message) == ("note", True)
        assert not {"licence-text-modified", "licence-disputed", "licence-unknown"} & codes(found)


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


@pytest.mark.parametrize(
    "text",
    [
        "Non commercial. See LICENSE-MODEL.",
        "See LICENSE-MODEL for the terms. Research only.",
        "See LICENSE-MODEL and LICENSE-DATA.",
        "See LICENSE-MODEL and https://example.org/terms",
        "See LICENSE-MODEL.old",
        "See LICENSE-MODEL.",  # which says nothing of the code
        "Code: ./LICENSE-CODE",
    ],
)
def test_a_text_that_says_more_than_where_to_look_is_no_pointer(text: str, tmp_path: Path) -> None:
    found = release(tmp_path, "mit", **{"LICENSE": text, "LICENSE-MODEL": MIT})
    assert "licence-unknown" in codes(found)
    assert found.spectrum.reached == "weights-available"


def test_a_pointer_may_name_a_text_for_each_part(tmp_path: Path) -> None:
    text = "The model is licensed under [LICENSE-MODEL](./LICENSE-MODEL).\nFor the code, see `LICENSE-CODE`.\n"
    found = release(tmp_path, "mit", **{"LICENSE": text, "LICENSE-MODEL": MIT, "LICENSE-CODE": APACHE})
    assert (licence(found), found.spectrum.reached) == ("MIT", "open-weights")


def test_two_texts_that_point_to_each_other_say_nothing_known(tmp_path: Path) -> None:
    found = release(tmp_path, "mit", LICENSE="See COPYING.\n", COPYING="See LICENSE.\n")
    assert found.spectrum.reached == "weights-available"


def test_a_pointer_to_a_notice_is_none(tmp_path: Path) -> None:
    found = release(tmp_path, "mit", LICENSE="See NOTICE.\n", NOTICE=ACME * 10)
    assert found.spectrum.reached == "weights-available"


@pytest.mark.parametrize(
    "name",
    [
        "Model License.txt",
        "Model License.pdf",
        "License Agreement.txt",
        "LICENSE (1).txt",
        "license-v2.md",
        "ACCEPTABLE_USE.md",
        "Acceptable Use Policy.txt",
        "usage-policy.md",
        "TERMS",
        "TERMS.md",
        "model_terms.txt",
        "TERMS_OF_USE.txt",
        "Acme Terms of Service.pdf",
        "LICENSES/LicenseRef-Acme.txt",
        "docs_model_license.txt",
    ],
)
def test_a_text_under_any_usual_name_is_found(name: str, tmp_path: Path) -> None:
    (tmp_path / "LICENSES").mkdir()
    for found in both(tmp_path, "mit", **{name: "You must not sell it.\n"}):
        assert found.spectrum.reached == "weights-available"


def test_a_folder_of_texts_holds_the_card_s_licence(tmp_path: Path) -> None:
    (tmp_path / "LICENSES").mkdir()
    for found in both(tmp_path, "mit", **{"LICENSES/MIT.txt": MIT, "LICENSES/README.md": "# Licences\n"}):
        assert (licence(found), found.spectrum.reached) == ("MIT", "open-weights")
        assert "licence-text-missing" not in codes(found)


@pytest.mark.parametrize(
    "text", ["Copyright 2026 Acme\nThis product includes software made by Acme.\n", f"It includes X:\n\n{APACHE}"]
)
def test_a_notice_that_gives_credit_says_nothing(text: str, tmp_path: Path) -> None:
    for found in both(tmp_path, "mit", NOTICE=text):
        assert [Path(name).name for name in found.release.read] == ["NOTICE", "README.md"]
        assert found.spectrum.reached == "open-weights"
        assert {"licence-text-missing", "licence-text-modified"} & codes(found) == {"licence-text-missing"}


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("llama3.1", "Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright © Meta Platforms, Inc.\n"),
        ("gemma", "Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms"),
        ("cc-by-nc-4.0", "Acme is licensed under CC-BY-NC-4.0.\n"),
    ],
)
def test_a_notice_that_names_a_licence_with_limits_counts(tag: str, text: str, tmp_path: Path) -> None:
    found = release(tmp_path, "mit", NOTICE__txt=text)
    assert ("licence-disputed" in codes(found), found.spectrum.reached) == (True, "weights-available")
    found = release(tmp_path, tag, NOTICE__txt=text)
    assert found.spectrum.reachable == "weights-available"


LLAMA_LINE = "Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright © Meta Platforms, Inc.\n"
GEMMA_LINE = "Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms\n"


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("llama3.1\nbase_model: meta-llama/Llama-3.1-8B", LLAMA_LINE),
        ("llama3.1\nbase_model: meta-llama/Llama-3.1-8B", LLAMA_LINE + GEMMA_LINE),  # names what it limits already
        ("gemma\nbase_model: google/gemma-3-4b-it", GEMMA_LINE),
        ("apache-2.0\nbase_model: Qwen/Qwen2.5-7B", "Qwen2.5 is licensed under the Apache License 2.0.\n"),
    ],
)
def test_a_notice_that_does_what_the_licence_asks_disputes_nothing(tag: str, text: str, tmp_path: Path) -> None:
    found = release(tmp_path, tag, NOTICE=text)
    assert not {finding.code.value for finding in found.findings if finding.code.level == "error"}


@pytest.mark.parametrize(
    "text",
    [
        "The training data include Alpaca, licensed under CC BY-NC 4.0.\n",
        "The evaluation uses XCOMET, licensed under CC BY-NC-SA 4.0.\n",
        "This model is not licensed under the Llama 3.1 Community License.\n",
        "Version 0.9 was licensed under CC BY-NC 4.0. Version 1.0 is licensed under Apache 2.0.\n",
    ],
)
def test_a_notice_of_something_else_than_the_weights_disputes_nothing(text: str, tmp_path: Path) -> None:
    found = release(tmp_path, "apache-2.0", NOTICE=text)
    assert found.spectrum.reached == "open-weights"


@pytest.mark.parametrize(
    "text",
    [
        "The model and its data are licensed under CC BY-NC 4.0.\n",
        "It was tuned from Llama 3.1, which is licensed under the Llama 3.1 Community License.\n",
        "It includes, and is not limited to, Llama 3.1, licensed under the Llama 3.1 Community License.\n",
        "This software is licensed under CC BY-NC 4.0.\n",
        "The tokenizer and Llama 3.1 are licensed under the Llama 3.1 Community License.\n",
        "This repository has evaluation code and Llama 3.1, licensed under the Llama 3.1 Community License.\n",
    ],
)
def test_a_notice_that_may_be_of_the_weights_disputes(text: str, tmp_path: Path) -> None:
    found = release(tmp_path, "apache-2.0", NOTICE=text)
    assert found.spectrum.reached == "weights-available"


@pytest.mark.parametrize(
    "name", ["THIRD_PARTY_LICENSES", "THIRD_PARTY_LICENSES.txt", "LICENSE-3RD-PARTY", "third-party-licenses.md"]
)
def test_a_list_of_what_others_made_credits_as_a_notice_does(name: str, tmp_path: Path) -> None:
    found = release(tmp_path, "apache-2.0", **{name: f"PyTorch: BSD-3-Clause\n\n{MIT}"})
    assert found.spectrum.reached == "open-weights"
    found = release(tmp_path, "apache-2.0", **{name: "The weights are licensed under CC BY-NC 4.0.\n"})
    assert found.spectrum.reached == "weights-available"


def test_a_notice_of_a_base_s_terms_leaves_the_conflict_with_them(tmp_path: Path) -> None:
    found = release(tmp_path, "apache-2.0\nbase_model: meta-llama/Llama-3.1-8B", NOTICE=LLAMA_LINE)
    assert {"lineage-conflict", "licence-disputed"} & codes(found) == {"lineage-conflict"}
    assert found.spectrum.reached == "weights-available"


def test_a_notice_beside_a_choice_that_is_free_of_its_limit_counts(tmp_path: Path) -> None:
    found = release(tmp_path, "mit OR LicenseRef-Gemma-Terms-2025-03-24", NOTICE=LLAMA_LINE)
    assert found.spectrum.reached == "weights-available"


def test_a_notice_that_limits_more_than_the_licence_counts(tmp_path: Path) -> None:
    found = release(tmp_path, "bigscience-openrail-m", NOTICE="Acme is licensed under CC-BY-NC-4.0.\n")
    assert "licence-disputed" in codes(found)


def test_a_copy_of_a_base_s_licence_beside_one_s_own_is_no_dispute(tmp_path: Path) -> None:
    found = release(tmp_path, "mit\nbase_model: Qwen/Qwen2.5-7B", LICENSE=MIT, **{"LICENSE-QWEN": APACHE})
    assert (licence(found), found.spectrum.reached) == ("MIT", "open-weights")


def test_a_licence_that_a_release_shares_with_its_base_is_known_by_its_text(tmp_path: Path) -> None:
    found = release(tmp_path, "apache-2.0\nbase_model: Qwen/Qwen2.5-7B", LICENSE=APACHE)
    claims = found.release.component(WEIGHTS).licence.claims
    assert [(claim.value, claim.basis) for claim in claims if claim.basis is Basis.DETECTED] == [
        ("Apache-2.0", Basis.DETECTED)
    ]


def test_a_base_s_licence_where_nothing_else_is_named_is_one_s_own(tmp_path: Path) -> None:
    tmp_path.joinpath("README.md").write_text("---\nbase_model: Qwen/Qwen2.5-7B\npipeline_tag: x\n---\n# M\n")
    tmp_path.joinpath("LICENSE").write_text(APACHE)
    assert licence(openness.classify(tmp_path)) == "Apache-2.0"


def test_a_text_of_no_base_beside_another_name_is_a_dispute_still(tmp_path: Path) -> None:
    found = release(tmp_path, "mit\nbase_model: meta-llama/Llama-3.1-8B", LICENSE=APACHE)
    assert "licence-disputed" in codes(found)


def test_the_texts_of_licences_that_all_apply_are_no_dispute(tmp_path: Path) -> None:
    found = release(tmp_path, "[mit, apache-2.0]", LICENSE=MIT, **{"LICENSE-APACHE": APACHE})
    assert (licence(found), "licence-disputed" in codes(found)) == ("MIT AND Apache-2.0", False)


def test_one_text_of_licences_one_may_choose_among_is_a_dispute(tmp_path: Path) -> None:
    found = release(tmp_path, "mit OR apache-2.0", LICENSE=MIT)
    assert licence(found) is None


@pytest.mark.parametrize(
    "link",
    [
        "./REGELN",
        "legal/REGELN",
        "https://huggingface.co/acme/model/blob/main/REGELN",
        "https://huggingface.co/acme/model/resolve/0123abc/legal/REGELN?download=true",
        "https://hf.co/acme/model/raw/refs/pr/1/REGELN",
    ],
)
def test_a_link_to_a_file_of_the_repository_is_followed(link: str, tmp_path: Path) -> None:
    (tmp_path / "legal").mkdir()
    (tmp_path / ("legal/REGELN" if "legal" in link else "REGELN")).write_text("You must not sell it.\n")
    for found in both(tmp_path, f"mit\nlicense_link: {link}"):
        assert found.spectrum.reached == "weights-available"


@pytest.mark.parametrize(
    "link",
    [
        "../REGELN",
        "legal/../../REGELN",
        "/etc/hostname",
        "https://example.org/REGELN",
        "https://huggingface.co/acme/model/blob/main/../../REGELN",
        "REGELN",  # which is not there
    ],
)
def test_a_link_to_anything_else_is_not_followed(link: str, tmp_path: Path) -> None:
    (tmp_path / "REGELN").write_text("You must not sell it.\n")
    (tmp_path / "model" / "legal").mkdir(parents=True)
    for found in both(tmp_path / "model", f"mit\nlicense_link: {link}"):
        assert [Path(name).name for name in (*found.release.read, *found.release.unread)] == ["README.md"]


def lay(path: Path, what: str) -> None:
    """Something at a path that is not a text within the folder."""
    if what == "pipe":
        named_pipe(path)
    else:
        outside = path.parent.parent / "secret"
        outside.write_text(MIT)
        targets = {"outside": outside, "nowhere": Path("gone"), "itself": path, "folder": path.parent}
        path.symlink_to(targets[what])


@pytest.mark.parametrize("what", ["outside", "nowhere", "itself", "folder", "pipe"])
@pytest.mark.parametrize("name", ["LICENSE", "LICENSES", "REGELN"])
def test_what_is_no_text_in_the_folder_is_unread_and_doubted(name: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    lay(tmp_path / "model" / name, what)
    for found in both(tmp_path / "model", "mit\nlicense_link: REGELN"):
        assert found.release.unread == (str(tmp_path / "model" / name),)
        assert found.spectrum.reached == "weights-available"


def test_a_folder_of_texts_that_cannot_be_listed_is_doubted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refusing(path: str) -> object:
        if path.endswith("LICENSES"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr("os.scandir", refusing)
    (tmp_path / "LICENSES").mkdir()
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n")
    for path in (tmp_path, tmp_path / "README.md"):
        (found,) = gather(str(path)).found
        assert found.release.unread == (str(tmp_path / "LICENSES"),)
        assert openness.classify(found.release).spectrum.reached == "weights-available"


def test_a_text_below_a_link_out_of_the_folder_is_unread_and_doubted(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "REGELN").write_text(MIT)
    (tmp_path / "model" / "legal").symlink_to(tmp_path / "outside")
    for found in both(tmp_path / "model", "mit\nlicense_link: legal/REGELN"):
        assert found.release.unread == (str(tmp_path / "model" / "legal" / "REGELN"),)
        assert found.spectrum.reached == "weights-available"


@pytest.mark.parametrize("kind", ["models", "datasets"])
def test_the_links_of_a_hub_cache_are_followed(kind: str, tmp_path: Path) -> None:
    cache = tmp_path / f"{kind}--acme--thing"
    snapshot = cache / "snapshots" / "0123"
    snapshot.mkdir(parents=True)
    (cache / "blobs").mkdir()
    for name, text in {"README.md": "---\nlicense: other\npipeline_tag: x\n---\n", "LICENSE": MIT}.items():
        (cache / "blobs" / f"of-{name}").write_text(text)
        (snapshot / name).symlink_to(f"../../blobs/of-{name}")
    for path in (snapshot, snapshot / "README.md"):
        assert licence(openness.classify(path)) == "MIT"


def test_a_text_git_ignores_is_read_and_an_excluded_one_is_not(tmp_path: Path) -> None:
    (tmp_path / "LICENSES").mkdir()
    ignored = {"__gitignore": "LICENSE\nLICENSES/\n", "LICENSE": ACME, "LICENSES/Acme.txt": ACME}
    for found in both(tmp_path, "mit\nlicense_link: LICENSE", **ignored):
        assert [Path(name).name for name in found.release.read] == ["LICENSE", "Acme.txt", "README.md"]
    (left,) = gather(str(tmp_path), ("LICENSE*",)).found
    assert left.release.texts == ()
    (tmp_path / "LICENSE").unlink()
    (left,) = gather(str(tmp_path), ("LICENSES/",)).found
    assert left.release.texts == ()


def test_a_text_among_several_releases_is_nobody_s_and_doubts_each(tmp_path: Path) -> None:
    for name in ("small", "large"):
        (tmp_path / f"{name}.openness.yaml").write_text(
            f"openness: 1\nname: {name}\ncomponents:\n"
            "  model-parameters-final: {availability: public, licence: MIT}\n"
            "  inference-code: {availability: public, licence: MIT}\n"
        )
    assert {classification.spectrum.reached for classification in openness.classify_all(tmp_path)} == {"open-weights"}
    (tmp_path / "LICENSE").write_text(MIT)
    for one in openness.classify_all(tmp_path):
        assert one.spectrum.reached == "weights-available"
        assert one.release.unread == (str(tmp_path / "LICENSE"),)
        assert {text.text for text in one.release.texts} == {""}


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
    data = (tmp_path / "one.bin").read_bytes()
    assert data == (tmp_path / "two.bin").read_bytes()
    assert [match.kind for match in identify(ACME, Fingerprints.of(data))] == ["exact"]
    assert b"Tuesdays" not in data


def test_fingerprinting_nothing_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--fingerprint", str(tmp_path), "-o", str(tmp_path / "x.bin")]) == 2
    assert "no text of a known licence" in capsys.readouterr().err
    assert main(["lint", "--fingerprint"]) == 2


def test_identify_says_how_a_text_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "LICENSE"
    path.write_text(f"{APACHE}\nYou may not use it on Sundays.\n")
    assert main(["identify", str(path)]) == 0
    out = capsys.readouterr().out
    assert "Apache-2.0: changed" in out
    assert "added: You may not use it on Sundays" in out
    assert main(["identify", str(tmp_path / "none")]) == 2
    (tmp_path / "prose").write_text("This is a letter to a friend about the weather.\n")
    assert main(["identify", str(tmp_path / "prose")]) == 1


def test_a_choice_named_in_a_notice_stays_in_its_parentheses(tmp_path: Path) -> None:
    notice = "It is licensed under MIT OR CC-BY-NC-4.0.\nParts are licensed under CC-BY-NC-ND-4.0.\n"
    found = release(tmp_path, "mit", LICENSE="MIT\n", NOTICE=notice)
    claims = found.release.component(Kind.MODEL_PARAMETERS_FINAL).licence.claims
    assert "CC-BY-NC-ND-4.0 AND (MIT OR CC-BY-NC-4.0)" in {claim.value for claim in claims}


def own_licence(name: str, text: str = "") -> Release:
    """Weights under a licence that the document calls by a name and may hold the text of."""
    stated = Claim(name, Basis.DECLARED, Source("x.json", 2), "LicenseRef-1", rule=Rule.NAMED_LOCALLY)
    parts = (Component(WEIGHTS, (Item("", fact("public"), Fact((stated,))),)),)
    texts = (LicenceText(Source("x.json", 5), (WEIGHTS,), text),) if text else ()
    return Release(components=parts, texts=texts)


@pytest.mark.parametrize("name", ["MIT License", "Their licence", "other"])
def test_the_text_of_a_document_s_own_licence_settles_what_it_is(name: str) -> None:
    release = own_licence(name, MIT)
    assert resolved(release).component(WEIGHTS).licence.value == "MIT"
    assert judged(release).spectrum.reached == "open-weights"


def test_an_own_licence_called_as_a_listed_one_is_not_that_one_for_certain() -> None:
    judgement = judged(own_licence("MIT License"))
    assert judgement.spectrum.reached == "weights-available"
    assert [finding.message for finding in judgement.findings if finding.code is Code.LICENCE_AMBIGUOUS] == [
        "the document defines a licence 'MIT License' of its own for the weights; SPDX lists another under that name"
    ]


def test_the_text_of_an_own_licence_counts_before_its_name() -> None:
    release = own_licence("MIT License", MIT.replace("sublicense, and/or sell", "and sublicense"))
    assert judged(release).spectrum.reached == "weights-available"


def with_texts(**files: str) -> Release:
    """Weights under MIT, and texts beside them."""
    texts = tuple(LicenceText(Source(name.replace("__", ".")), (WEIGHTS,), text) for name, text in files.items())
    return Release(components=(Component(WEIGHTS, (Item("", fact("public"), fact("MIT")),)),), texts=texts)


def values(release: Release) -> set[str]:
    return set(resolved(release).component(WEIGHTS).licence.values)


@pytest.mark.parametrize(("more", "points"), [(0, True), (1, False)])
def test_a_text_that_points_elsewhere_is_short(more: int, points: bool) -> None:
    pointer = "See LICENSE-MODEL for the terms".ljust(600 + more)
    assert (values(with_texts(**{"LICENSE": pointer, "LICENSE-MODEL": MIT})) == {"MIT"}) is points


@pytest.mark.parametrize(("length", "points"), [(600, False), (601, True)])
def test_a_text_that_is_pointed_to_is_longer_than_a_pointer(length: int, points: bool) -> None:
    files = {"LICENSE": "See LICENSE-MODEL", "LICENSE-MODEL": ("Nobody knows. " * 60)[:length]}
    found = resolved(with_texts(**files)).oddities
    assert sum(finding.code is Code.LICENCE_UNKNOWN for finding in found) == (1 if points else 2)


def test_the_name_of_a_file_is_looked_for_before_a_shorter_one_that_it_begins_with() -> None:
    files = {"COPYING": "See LICENSE (1).txt for the terms.", "LICENSE": MIT, "LICENSE (1).txt": MIT}
    assert values(with_texts(**files)) == {"MIT"}


@pytest.mark.parametrize(
    ("gone", "shown"),
    [
        ((" merge,",), 1),
        ((" merge,", " sublicense,"), 2),
        ((" merge,", " sublicense,", " free"), 3),
        ((" merge,", " sublicense,", " free", "restriction, "), 4),
        ((" merge,", " sublicense,", " free", "restriction, ", " shall"), 5),
    ],
)
def test_a_finding_shows_three_differences_and_counts_the_others(gone: tuple[str, ...], shown: int) -> None:
    text = MIT
    for words in gone:
        assert words in text
        text = text.replace(words, "", 1)
    (finding,) = [
        each for each in resolved(with_texts(LICENSE=text)).oddities if each.code is Code.LICENCE_TEXT_MODIFIED
    ]
    assert finding.message.startswith("it is changed from MIT (line ")
    assert finding.message.count("removed: ") == min(shown, 3)
    assert finding.message.endswith(f"; and {shown - 3} more)") is (shown > 3)
    assert ("more)" in finding.message) is (shown > 3)


@pytest.mark.parametrize(("length", "shown"), [(79, 79), (80, 80), (81, 80), (200, 80)])
def test_of_a_difference_eighty_characters_are_shown(length: int, shown: int) -> None:
    added = "kite" * 100
    text = MIT.replace("merge", f"{added[:length]} merge")
    (finding,) = [
        each for each in resolved(with_texts(LICENSE=text)).oddities if each.code is Code.LICENCE_TEXT_MODIFIED
    ]
    assert f"added: {added[:shown]})" in finding.message


def notice(text: str) -> set[str]:
    """The licences that a notice beside MIT adds to it."""
    return values(with_texts(NOTICE=text)) - {"MIT"}


@pytest.mark.parametrize(("between", "counts"), [(10, False), (1_900, False), (2_100, True)])
def test_what_a_very_long_sentence_begins_with_is_not_what_is_licensed(between: int, counts: bool) -> None:
    assert bool(notice(f"The data set Kites {'of kites ' * (between // 9)}is licensed under CC BY-NC 4.0")) is counts


@pytest.mark.parametrize(
    ("before", "counts"),
    [
        ("", True),
        ("Be kind. ", True),
        ("The data set is large; it ", True),
        ("The data set Kites, ", False),
        ("The data set Kites\nand it ", True),
        ("The model and its data set are ", True),
        ("Our weights and the tokenizer are ", True),
        ("Our tokenizer is ", False),
        ("The kite corpus is ", False),
        ("It is not ", False),
        ("It is not. It is ", True),
        ("Version 0.9 was ", False),
        ("Version 0.9 is ", True),
    ],
)
def test_a_notice_counts_where_it_may_be_of_the_weights(before: str, counts: bool) -> None:
    assert bool(notice(f"{before}licensed under CC BY-NC 4.0.")) is counts


@pytest.mark.parametrize(
    ("named", "text", "left"),
    [
        ("MIT", "It is licensed under Apache 2.0.", set()),
        ("MIT", "It is licensed under the Kite Agreement.", set()),
        ("MIT", "It is licensed under CC BY-NC 4.0.", {"CC-BY-NC-4.0"}),
        ("MIT", "It is licensed under CC BY-NC 4.0 and provided under CC BY-NC 4.0.", {"CC-BY-NC-4.0"}),
        ("MIT", "It is licensed under CC BY-NC 4.0 and comes as it is.", {"CC-BY-NC-4.0"}),
        ("MIT", "It is licensed under MIT and Apache 2.0.", set()),
        ("CC-BY-NC-4.0", "It is licensed under CC BY-NC 4.0.", set()),
        ("CC-BY-NC-ND-4.0", "It is licensed under CC BY-NC 4.0.", set()),  # which denies no more
        ("CC-BY-NC-4.0", "It is licensed under CC BY-NC-ND 4.0.", {"CC-BY-NC-ND-4.0"}),
        ("CC-BY-NC-4.0 OR MIT", "It is licensed under CC BY-NC-SA 4.0.", {"CC-BY-NC-SA-4.0"}),  # one may choose MIT
        ("CC-BY-NC-4.0 AND MIT", "It is licensed under CC BY-NC-SA 4.0.", set()),
    ],
)
def test_a_notice_adds_what_is_not_known_to_be_limited(named: str, text: str, left: set[str]) -> None:
    release = with_texts(NOTICE=text)
    parts = (Component(WEIGHTS, (Item("", fact("public"), fact(named)),)),)
    found = values(Release(components=parts, texts=release.texts))
    assert found - {named} == left


@pytest.mark.parametrize(
    ("text", "named", "left"),
    [
        ("CC-BY-NC-ND-4.0", "CC BY-NC 4.0", set()),  # which denies no more
        ("CC-BY-NC-4.0", "CC BY-NC-ND 4.0", {"CC-BY-NC-ND-4.0"}),
        ("CC-BY-NC-4.0", "CC BY-NC 4.0", set()),
        ("CC-BY-NC-4.0", "Apache 2.0", set()),
    ],
)
def test_a_notice_beside_a_text_of_what_nobody_names_adds_what_the_text_does_not_limit(
    text: str, named: str, left: set[str]
) -> None:
    beside = with_texts(LICENSE=shipped().text(text) or "", NOTICE=f"It is licensed under {named}.").texts
    assert values(Release(texts=beside)) == {text, *left}


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("MIT", "MIT"),
        ("MIT License\n\nCopyright (c) 2026 Acme\n", "MIT"),
        ("Apache License, Version 2.0\n", "Apache-2.0"),
        ("CC-BY-NC-4.0", "CC-BY-NC-4.0"),
    ],
)
def test_a_text_that_is_a_name_names_the_licence_and_is_no_text(text: str, licence: str, tmp_path: Path) -> None:
    found = release(tmp_path, "", LICENSE=text)
    (claim,) = found.release.component(WEIGHTS).licence.claims
    assert (claim.value, claim.basis) == (licence, Basis.DECLARED)
    assert "licence-text-missing" in [finding.code for finding in found.findings]


@pytest.mark.parametrize(
    "text",
    [
        "See README",
        "MIT, but only for research",
        "MIT\nApache-2.0\n",
        "MIT\n\nCopyright: license terms apply\n",
        "MIT\n\nKite (c) 2026 Acme\n",
    ],
)
def test_a_text_that_is_more_or_less_than_a_name_is_not_identified(text: str, tmp_path: Path) -> None:
    for found in both(tmp_path, "mit", LICENSE=text):
        assert found.spectrum.reached == "weights-available"


APPLIED = """Licensed under the Apache License, Version 2.0 (the "License");
you may not use this file except in compliance with the License.
You may obtain a copy of the License at

    https://www.apache.org/licenses/LICENSE-2.0

Unless required by applicable law or agreed to in writing, software
distributed under the License is distributed on an "AS IS" BASIS,
WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
See the License for the specific language governing permissions and
limitations under the License.
"""


@pytest.mark.parametrize(
    "text",
    [
        APPLIED,
        f"Copyright 2026 Acme Inc. All rights reserved.\n\n{APPLIED}",
        "".join(f"# {line}\n" for line in ("Copyright (c) 2026 The Heron Authors", *APPLIED.splitlines())),
    ],
)
def test_the_words_that_apply_a_licence_name_it_and_are_no_text(text: str, tmp_path: Path) -> None:
    for found in both(tmp_path, "apache-2.0", LICENSE=text):
        assert (licence(found), found.spectrum.reached) == ("Apache-2.0", "open-weights")
        assert "licence-text-missing" in [finding.code for finding in found.findings]


@pytest.mark.parametrize(
    "text",
    [
        f"{APPLIED}\nFor research only.\n",
        f"Copyright 2026 Acme. Research use only.\n\n{APPLIED}",
        APPLIED.replace("except in compliance with the License", ""),
        APPLIED.replace("distributed under", "distributed for research under"),
        "Apache-2.0\n\nCopyright 2026 Acme. Research use only.\n",
    ],
)
def test_other_words_apply_no_licence(text: str, tmp_path: Path) -> None:
    for found in both(tmp_path, "apache-2.0", LICENSE=text):
        assert found.spectrum.reached == "weights-available"


@pytest.mark.parametrize(("name", "encoding"), [("NOTICE", "shift-jis"), ("USAGE.md", "cp949"), ("FAQ.txt", "koi8-r")])
def test_words_of_another_encoding_are_a_doubt(name: str, encoding: str, tmp_path: Path) -> None:
    words = {
        "shift-jis": "本モデルの商用利用は禁止です。",
        "cp949": "이 모델은 연구용입니다.",
        "koi8-r": "Только для исследований.",
    }
    (tmp_path / name).write_bytes(words[encoding].encode(encoding))
    assert release(tmp_path, "mit").spectrum.reached == "weights-available"


def test_a_few_stray_bytes_of_a_notice_are_no_doubt(tmp_path: Path) -> None:
    (tmp_path / "NOTICE").write_bytes("Copyright 2026 José Núñez".encode("latin-1"))
    assert release(tmp_path, "mit").spectrum.reached == "open-weights"


def test_what_a_mac_keeps_beside_a_text_is_none(tmp_path: Path) -> None:
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX/._LICENSE").write_bytes(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X")
    assert release(tmp_path, "mit", LICENSE=MIT).spectrum.reached == "open-weights"
    (tmp_path / "__MACOSX/._LICENSE").write_text("For research only.")
    assert release(tmp_path, "mit", LICENSE=MIT).spectrum.reached == "weights-available"


def test_a_name_beside_another_tag_is_a_dispute(tmp_path: Path) -> None:
    for found in both(tmp_path, "apache-2.0", LICENSE="CC-BY-NC-4.0\n"):
        assert found.release.component(WEIGHTS).licence.values == ("Apache-2.0", "CC-BY-NC-4.0")


@pytest.mark.parametrize("text", ["", " \n\n"])
def test_an_empty_text_is_called_empty(text: str, tmp_path: Path) -> None:
    for found in both(tmp_path, "mit", LICENSE=text):
        (finding,) = [finding for finding in found.findings if finding.code is Code.LICENCE_UNKNOWN]
        assert finding.message.startswith("a file that should hold a licence text is empty")


@pytest.mark.parametrize("name", ["NOTICE", "COPYRIGHT", "LEGAL.md", "DISCLAIMER.txt"])
def test_a_notice_tells_of_limits(name: str, tmp_path: Path) -> None:
    tmp_path.joinpath(name).write_text("Acme\n\nThis model is for non-commercial research only.\n")
    for found in both(tmp_path, "mit"):
        assert found.spectrum.reached == "weights-available"
        (limit,) = [finding for finding in found.findings if finding.code is Code.RESTRICTION_IN_PROSE]
        assert limit.source is not None and limit.source.line == 3


def test_the_words_of_a_licence_in_a_notice_are_no_limits_of_its_own(tmp_path: Path) -> None:
    tmp_path.joinpath("NOTICE").write_text(f"Acme\n\n{APACHE}\n")
    for found in both(tmp_path, "mit"):
        assert found.spectrum.reached == "open-weights"
    tmp_path.joinpath("NOTICE").write_text(f"{APACHE}\n\nThis model is for non-commercial research only.\n")
    for found in both(tmp_path, "mit"):
        assert found.spectrum.reached == "weights-available"


def test_a_name_and_the_words_that_apply_a_licence_are_short() -> None:
    def text(words: str) -> LicenceText:
        return LicenceText(Source("LICENSE"), (WEIGHTS,), words)

    for letters, is_one in ((120, True), (121, False)):
        assert (_named_alone(text(f"MIT{' ' * (letters - 10)}License"), shipped()) is not None) is is_one
    words = _APPLYING["Apache-2.0"]
    for more, is_one in ((_SHORT, True), (_SHORT + 1, False)):
        assert (_applied(text(words + "\n" * more)) is not None) is is_one
