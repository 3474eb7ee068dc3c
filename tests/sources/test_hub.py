"""Repositories of the Hub as sources, against a Hub on this machine."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.fake_hub import COMMIT, FakeHub, serving
from tests.support.releases import WEIGHTS, codes

import openness
from openness.errors import OpennessError
from openness.site.frame import page
from openness.sources.hub import TEXTS_LIMIT
from openness.sources.hub_client import address_of
from openness.vocabulary import Kind

constants = pytest.importorskip("huggingface_hub.constants")

CARD = "---\nlicense: mit\npipeline_tag: text-generation\n---\n# Wren\n"
MIT = (Path(__file__).parents[2] / "LICENSE").read_text(encoding="utf-8")  # Apache-2.0's, in truth
PAGE = page("Licences", "words", "2026.1")  # of a report
FILES: dict[str, dict[str, str | None]] = {
    "acme/wren": {"README.md": CARD, "model.safetensors": "weights", "train.py": "code", "config.json": "{}"},
    "acme/texts": {"README.md": CARD, "legal/LICENSE": MIT, "model.bin": "weights"},
    "acme/linked": {
        "README.md": CARD.replace("mit\n", "other\nlicense_link: docs/TERMS\n"),
        "docs/TERMS": "My own terms.",
        "docs/words.txt": "nothing the card points to",
        "model.bin": "weights",
    },
    "acme/empty": {"README.md": CARD},
    "acme/soon": {"README.md": CARD + "The weights will be released soon.\n", "model.bin": "weights"},
    "acme/bare-soon": {"README.md": "# Wren\nThe weights will be released soon.\n", "model.bin": "weights"},
    "acme/bare": {"README.md": "# Wren\n", "model.bin": "weights"},
    "acme/asking": {"README.md": CARD, "model.bin": "weights"},
    "acme/open-after-all": {"README.md": CARD.replace("---\n#", "extra_gated_prompt: x\n---\n#"), "model.bin": "w"},
    "acme/gated": {"README.md": None, "model.bin": None},
    "acme/gated-text": {"README.md": CARD, "LICENSE": None, "model.bin": "weights"},
    "acme/native": {
        "README.md": CARD,
        "openness.yaml": "openness: 1\nname: Wren\nversion: 2\ncomponents: {training-code: {availability: public}}\n"
        "concluded: [{criterion: osaid-1.0/code, verdict: met, by: A, on: 2026-11-24, because: B}]\n",
        "train.py": "code",
        "model.bin": "weights",
    },
    "acme/family": {
        "README.md": CARD,
        "small.openness.yaml": "openness: 1\nname: small\ncomponents: {training-code: {availability: public}}\n",
        "large.openness.yaml": "openness: 1\nname: large\n",
        "model.bin": "weights",
    },
    "acme/broken": {"README.md": CARD, "adapter_config.json": "{", "config.json": "[", "model.bin": "weights"},
    "acme/private": {"README.md": CARD, "model.bin": "weights"},
    "acme/report": {
        "README.md": CARD,
        "report/openness-report.txt": "index.html\nlicences.html\nlicences/mit.html\n",
        "report/licences.html": PAGE,
        "report/licences/mit.html": PAGE,
        "model.bin": "weights",
    },
    "acme/report-of-terms": {
        "README.md": CARD,
        "report/openness-report.txt": "licences.html\nLICENSE\n",
        "report/licences.html": "<html>You may not use it commercially.</html>",
        "report/LICENSE": PAGE,
        "model.bin": "weights",
    },
    "acme/report-without-list": {"README.md": CARD, "report/licences.html": PAGE, "model.bin": "weights"},
    "acme/pdf": {"README.md": CARD, "LICENSE.pdf": "%PDF", "model.bin": "weights"},
    "acme/large": {"README.md": CARD, "LICENSE": "x" * (1024 * 1024 + 1), "model.bin": "weights"},
    "acme/many": {"README.md": CARD, **{f"LICENSE-{n}": "words" for n in range(3 * TEXTS_LIMIT)}, "model.bin": "w"},
    "acme/adapter": {"README.md": CARD, "adapter_model.safetensors": "weights"},
    "acme/peft": {
        "README.md": CARD,
        "adapter_config.json": '{"base_model_name_or_path": "meta-llama/Llama-3.1-8B"}',
        "adapter_model.safetensors": "weights",
    },
    "acme/page": {"README.md": "---\nsdk: gradio\napp_file: app.py\ntitle: x\n---\n"},
    "acme/odd": {"README.md": CARD},
    "acme/tricks": {
        "README.md": CARD,
        "../../LICENSE": "x",
        "LICENSES/../LICENSE": "y",
        "LICENSES/a\nb": "z",
        "model.bin": "weights",
    },
    "datasets/acme/pairs": {
        "README.md": "---\nlicense: cc-by-4.0\n---\n",
        "pairs.py": 'datasets.DatasetInfo(license="CC BY-NC 4.0")\n',
        "other.py": 'datasets.DatasetInfo(license="MIT")\n',
        "dataset_infos.json": '{"license": ',
        "data.parquet": "rows",
    },
    "datasets/acme/birds": {"README.md": CARD.replace("pipeline_tag", "library_name"), "data.parquet": "rows"},
}
RECORDS: dict[str, dict[str, Any] | bytes] = {
    "acme/wren": {"cardData": {"license": "mit"}, "tags": ["license:mit"], "library_name": "transformers"},
    "acme/asking": {"gated": "manual"},
    "acme/gated": {"gated": "manual"},
    "acme/private": {"private": True},
    "acme/adapter": {"config": {"peft": {"base_model_name_or_path": "meta-llama/Llama-3.1-8B"}}},
    "acme/odd": b"<html>",
}

MOVED = {"acme/old-name": "acme/texts"}


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    """A Hub that the client asks in this process, with a cache of its own."""
    fake = FakeHub(FILES, RECORDS, MOVED)
    with serving(fake) as url:
        monkeypatch.setattr(constants, "ENDPOINT", url)
        monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", url + "/{repo_id}/resolve/{revision}/{filename}")
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
        monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "token"))
        monkeypatch.delenv("HF_TOKEN", raising=False)
        yield fake


def refused(source: str) -> str:
    """The problem of a source that cannot be used: one line."""
    with pytest.raises(OpennessError) as caught:
        openness.read(source)
    (problem,) = caught.value.problems
    assert "\n" not in str(problem)
    return str(problem)


def test_a_repository_is_a_release_with_its_name_owner_and_commit(hub: FakeHub) -> None:
    release = openness.read("hub:acme/wren")
    assert (release.name.value, release.producer.value, release.version.value) == ("acme/wren", "acme", COMMIT)
    assert set(release.read) == {"api/models/acme/wren", "hub:acme/wren/README.md"}


def test_the_source_is_as_given_and_places_name_the_file_in_the_repository(hub: FakeHub) -> None:
    classification = openness.classify("hub:acme/wren@v1", under=[])
    assert classification.source == "hub:acme/wren@v1"
    licence = classification.release.component(WEIGHTS).licence
    assert [(str(claim.source), claim.value) for claim in licence.claims] == [("hub:acme/wren@v1/README.md:2", "MIT")]


def test_weights_are_never_fetched_nor_anything_but_card_and_licence_texts(hub: FakeHub) -> None:
    for source in ("hub:acme/wren", "hub:acme/texts", "hub:acme/linked"):
        openness.read(source)
    fetched = {path.partition("/resolve/main/")[2] for path in hub.asked if "/resolve/" in path}
    assert fetched == {"README.md", "legal/LICENSE", "docs/TERMS", "config.json"}


def test_files_of_weights_say_that_they_are_there(hub: FakeHub) -> None:
    (claim,) = openness.read("hub:acme/wren").component(WEIGHTS).availability.claims
    assert (claim.value, claim.basis, claim.written) == ("public", "inferred", "model.safetensors")
    assert claim.reason == "rule hub-files: model.safetensors is among its files"


def test_without_files_of_weights_nothing_is_inferred_about_them(hub: FakeHub) -> None:
    classification = openness.classify("hub:acme/empty", under=[])
    assert classification.release.component(WEIGHTS).availability.state == "silent"
    assert any(
        "none of the files listed (1) is one of weights" in finding.message for finding in classification.findings
    )


@pytest.mark.parametrize(
    ("name", "availability"),
    [("soon", None), ("bare-soon", None), ("bare", "public"), ("asking", "gated"), ("open-after-all", "public")],
)
def test_the_hub_says_how_weights_can_be_had_but_never_against_the_prose(
    hub: FakeHub, name: str, availability: str | None
) -> None:
    fact = openness.classify(f"hub:acme/{name}", under=[]).release.component(WEIGHTS).availability
    assert (fact.value, fact.state) == (availability, "known" if availability else "silent")


def test_the_mode_of_a_gate_is_kept_as_written(hub: FakeHub) -> None:
    (claim,) = openness.read("hub:acme/asking").component(WEIGHTS).availability.claims
    assert claim.written == "gated: manual"


def test_of_a_private_repository_nothing_is_inferred(hub: FakeHub) -> None:
    classification = openness.classify("hub:acme/private", under=[])
    assert classification.release.component(WEIGHTS).availability.state == "silent"
    assert any("the repository is private" in finding.message for finding in classification.findings)


def test_a_licence_text_is_read_and_may_dispute_the_card(hub: FakeHub) -> None:
    classification = openness.classify("hub:acme/texts", under=[])
    assert "licence-disputed" in codes(classification)
    assert "hub:acme/texts/legal/LICENSE" in classification.release.read


def test_a_text_the_card_links_to_is_read_and_no_other_text(hub: FakeHub) -> None:
    release = openness.read("hub:acme/linked")
    assert [text.source.document for text in release.texts] == ["hub:acme/linked/docs/TERMS"]


@pytest.mark.parametrize(("name", "unread"), [("pdf", 1), ("large", 1), ("many", 2 * TEXTS_LIMIT)])
def test_a_text_that_is_not_read_is_listed_and_makes_the_licence_uncertain(
    hub: FakeHub, name: str, unread: int
) -> None:
    classification = openness.classify(f"hub:acme/{name}", under=[])
    assert len(classification.release.unread) == unread
    assert classification.spectrum.reached == "weights-available"


def test_pages_of_a_report_beside_a_model_are_no_texts_of_it(hub: FakeHub) -> None:
    assert openness.read("hub:acme/report").unread == ()
    assert openness.classify("hub:acme/report").spectrum.reached == openness.classify("hub:acme/wren").spectrum.reached


@pytest.mark.parametrize("name", ["acme/report-of-terms", "acme/report-without-list"])
def test_a_list_of_a_report_hides_no_terms_on_the_hub(hub: FakeHub, name: str) -> None:
    assert openness.classify(f"hub:{name}").spectrum.reached == "weights-available"
    assert f"hub:{name}/report/licences.html" in openness.read(f"hub:{name}").unread


@pytest.mark.parametrize("name", ["adapter", "peft"])
def test_an_adapters_base_is_known_from_the_record_or_its_settings(hub: FakeHub, name: str) -> None:
    (base,) = openness.classify(f"hub:acme/{name}", under=[]).release.base_models
    assert (base.name, base.relation, base.basis) == ("meta-llama/Llama-3.1-8B", "adapter", "declared")


def test_a_native_file_is_read_and_its_conclusions_are_not(hub: FakeHub) -> None:
    classification = openness.classify("hub:acme/native", under=[])
    assert classification.release.component(Kind.TRAINING_CODE).availability.value == "public"
    assert (classification.release.name.value, classification.release.version.value) == ("Wren", "2")
    assert classification.release.conclusions == ()
    assert any("conclusions count only" in finding.message for finding in classification.findings)
    assert "statement-missing" not in codes(classification)


def test_of_several_native_files_none_is_lent_to_the_repository(hub: FakeHub) -> None:
    release = openness.read("hub:acme/family")
    assert release.component(Kind.TRAINING_CODE).items == ()
    assert [name.rpartition("/")[2] for name in release.unread] == ["large.openness.yaml", "small.openness.yaml"]


def test_a_gated_text_is_a_problem_beside_what_else_is_known(hub: FakeHub) -> None:
    release = openness.read("hub:acme/gated-text")
    assert release.unread == ("hub:acme/gated-text/LICENSE",)
    assert ["it is gated" in str(problem) for problem in release.problems] == [True]
    assert openness.classify(release, under=[]).spectrum.reached == "weights-available"


def test_a_broken_file_is_a_problem_and_one_of_another_program_is_nothing(hub: FakeHub) -> None:
    release = openness.read("hub:acme/broken")
    assert release.unread == ("hub:acme/broken/adapter_config.json",)
    assert len(release.problems) == 1


def test_a_renamed_repository_has_the_name_the_hub_gives(hub: FakeHub) -> None:
    release = openness.read("hub:acme/old-name")
    assert release.name.value == "acme/texts"
    assert "hub:acme/old-name/legal/LICENSE" in release.read


def test_the_loading_script_of_a_data_set_is_read_and_a_broken_file_is_listed(hub: FakeHub) -> None:
    release = openness.read("hub:datasets/acme/pairs")
    assert [terms.claim.value for terms in release.terms] == ["CC BY-NC 4.0", "NOASSERTION"]
    assert (release.unread, release.problems) == (("hub:datasets/acme/pairs/dataset_infos.json",), ())


def test_a_data_set_is_one_whatever_its_card_looks_like(hub: FakeHub) -> None:
    release = openness.read("hub:datasets/acme/birds")
    assert release.subject == "dataset"
    assert release.component(WEIGHTS).items == ()
    data = release.component(Kind.DATASETS)
    assert (data.availability.value, data.licence.value) == ("public", "mit")


def test_code_that_looks_like_training_is_a_note_and_no_part(hub: FakeHub) -> None:
    classification = openness.classify("hub:acme/wren", under=[])
    assert classification.release.component(Kind.TRAINING_CODE).items == ()
    assert [finding.message for finding in classification.findings if finding.code == "statement-missing"] == [
        "train.py looks like the training code, and nothing is stated about it"
    ]


def test_paths_that_lead_out_of_a_repository_are_not_asked_for(hub: FakeHub) -> None:
    release = openness.read("hub:acme/tricks")
    assert len(release.unread) == 3
    assert not [path for path in hub.asked if "LICENSE" in path]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("hub:", "it names no repository"),
        ("hub:gpt2", "it names no repository"),
        ("hub:acme/wren/tree/main", "it names no repository"),
        ("hub:../wren", "it names no repository"),
        ("hub:acme/../wren", "it names no repository"),
        ("hub:acme/w--n", "it names no repository"),
        (f"hub:acme/{'w' * 100}", "it names no repository"),
        ("hub:acme/wren?x=1", "it names no repository"),
        ("hub:acme/\x1b[31m", "it names no repository"),
        ("hub:acme/wren@", "what follows @ is not a revision"),
        ("hub:acme/wren@../main", "what follows @ is not a revision"),
        ("hub:acme/wren@a b", "what follows @ is not a revision"),
        ("hub:acme/wren@-x", "what follows @ is not a revision"),
    ],
)
def test_names_and_revisions_are_checked_before_anything_is_asked(hub: FakeHub, source: str, message: str) -> None:
    assert message in refused(source)
    assert hub.asked == []


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("hub:acme/nowhere", "the Hub has no such model, or not for this account; check the name"),
        ("hub:datasets/acme/wren", "the Hub has no such dataset"),
        ("hub:acme/wren@v9", "the Hub has no revision v9 of it"),
        ("hub:acme/gated", "it is gated, and this account has no access; ask for access"),
        ("hub:acme/odd", "it is not valid JSON"),
        ("hub:acme/page", "a Space's page, not a model card"),
    ],
)
def test_what_the_hub_does_not_give_is_one_clear_line(hub: FakeHub, source: str, message: str) -> None:
    assert message in refused(source)


def test_without_a_network_it_says_so(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:1")
    assert "http://127.0.0.1:1 cannot be reached (Connect" in refused("hub:acme/wren")


def test_offline_it_reads_what_is_in_the_cache(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    openness.read("hub:acme/texts")
    hub.asked.clear()
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    release = openness.read("hub:acme/texts")
    assert hub.asked == []
    assert (release.name.value, release.producer.value) == ("acme/texts", "acme")
    assert release.component(WEIGHTS).availability.value == "public"
    assert set(release.read) == {"hub:acme/texts/README.md", "hub:acme/texts/legal/LICENSE"}
    assert "its card is not in the cache, and HF_HUB_OFFLINE is set" in refused("hub:acme/wren")


def test_the_token_is_sent(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_made_up")
    openness.read("hub:acme/wren")
    assert hub.tokens == {"Bearer hf_made_up"}


def test_a_missing_extra_is_one_line_that_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    assert refused("hub:acme/wren") == (
        "hub:acme/wren: a hub: source needs huggingface_hub, which is not installed; "
        "install the extra: pip install 'openness[hub]'"
    )


def test_where_the_api_answers() -> None:
    assert address_of("hub:a/b@refs/pr/1").api == "api/models/a/b/revision/refs%2Fpr%2F1"


# As a user calls it: the environment is honoured, and standard error is quiet


def called(hub: FakeHub, cache: Path, *words: str, **env: str) -> "subprocess.CompletedProcess[str]":
    """A call of the command line in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING"))}
    return subprocess.run(
        [sys.executable, "-m", "openness", *words],
        capture_output=True,
        text=True,
        env={**kept, "HF_ENDPOINT": hub.url, "HF_HOME": str(cache), **env},
        check=False,
    )


def test_the_command_line_honours_the_environment(hub: FakeHub, tmp_path: Path) -> None:
    words = ("classify", "hub:acme/wren", "--under", "spectrum", "--format", "json")
    online = called(hub, tmp_path, *words)
    assert (online.returncode, online.stderr) == (0, "")
    (result,) = json.loads(online.stdout)["results"]
    assert (result["source"], result["spectrum"]["reached"]) == ("hub:acme/wren", "open-weights")
    asked = len(hub.asked)
    offline = called(hub, tmp_path, *words, HF_HUB_OFFLINE="1")
    assert (offline.returncode, offline.stderr, len(hub.asked)) == (0, "", asked)
    other = called(hub, tmp_path, "classify", "hub:acme/gated", "hub:acme/wren", "--under", "spectrum")
    assert other.returncode == 2
    assert other.stdout.startswith("acme/wren")
    assert other.stderr.startswith("openness: hub:acme/gated: it is gated") and other.stderr.count("\n") == 1
