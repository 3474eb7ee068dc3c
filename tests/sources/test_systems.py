"""Described systems: read by id, explained, linted, and never taken for what the producer declares."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import openness
from openness.cli import main
from openness.curation import hosts, lint
from openness.errors import Problem
from openness.evaluation.staleness import claims_of
from openness.release.location import Origin
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.sources import systems as described
from openness.sources.system_ids import FOLDER, ids
from openness.syntax.document import Document
from openness.vocabulary import Basis, Kind
from openness.vocabulary.verdict import Verdict

RECORD = """\
openness = 1
id       = "small"
name     = "Small"
producer = "Example Lab"
checked  = 2026-11-20

[released]
value      = "2026-01"
source     = "https://a.example"
confidence = "high"

[components.model-parameters-final]
availability = { value = "public", source = "https://a.example", confidence = "high" }
licence      = { value = "MIT", source = "github:a/b@1a2b:LICENSE", confidence = "medium" }

[[base-models]]
name       = "c/d"
relation   = "same-architecture"
source     = "https://a.example"
confidence = "high"

[[said]]
by      = "a table"
claim   = "it is closed"
verdict = "wrong"
why     = "It can be downloaded."
"""


def read(text: str = RECORD) -> described.System:
    """The system a record describes."""
    return described.system_of(Document("small.toml", text))


def origins_of(system: described.System) -> list[Origin]:
    """Where each fact of a system was found."""
    claims = [claim for _, claim in claims_of(system.release)] + list(system.released.claims)
    origins = [claim.origin for claim in claims] + [base.origin for base in system.release.base_models]
    return [origin for origin in origins if origin is not None and origin.source]


def linted(folder: Path, text: str, name: str = "small.toml") -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems of a record, and the doubts."""
    (folder / name).write_text(text, encoding="utf-8")
    found = lint.lint([str(folder / name)], shipped())
    assert not found.unusable
    return found.faults, found.doubts


# Reading


def test_a_record_is_a_native_file_with_a_little_more() -> None:
    system = read()
    assert (system.id, system.release.name.value, system.released.value) == ("small", "Small", "2026-01")
    assert [claim.verdict for claim in system.said] == ["wrong"]
    assert system.release.oddities == ()


def test_what_others_pages_say_is_inferred_by_a_rule_that_names_them() -> None:
    weights = read().release.component(Kind.MODEL_PARAMETERS_FINAL)
    (claim,) = weights.licence.claims
    assert claim.basis is Basis.INFERRED
    assert claim.reason == ("rule described-system: github:a/b@1a2b:LICENSE, looked up 2026-11-20, confidence medium")
    assert (claim.source.document, claim.source.line) == ("small.toml", 14)
    assert claim.to_dict()["origin"] == {
        "source": "github:a/b@1a2b:LICENSE",
        "checked": "2026-11-20",
        "confidence": "medium",
        "quote": None,
        "second-hand": False,
    }


def test_words_of_the_source_and_the_mark_are_shown_with_the_fact() -> None:
    text = RECORD.replace(
        'confidence = "medium" }', 'confidence = "medium", quote = "Permission is granted", second-hand = true }'
    )
    record = read(text)
    (claim,) = record.release.component(Kind.MODEL_PARAMETERS_FINAL).licence.claims
    assert "github:a/b@1a2b:LICENSE, second-hand, looked up" in claim.reason
    assert claim.to_dict()["origin"]["quote"] == "Permission is granted"  # type: ignore[index]  # JSON of any shape
    assert claim.to_dict()["origin"]["second-hand"] is True  # type: ignore[index]  # JSON of any shape
    shown = dict(described.lines(record))["… licence"]
    assert "second-hand" in shown and "“Permission is granted”" in shown


def test_a_system_is_a_source_like_any_other() -> None:
    one = openness.classify("system:olmo-2", under=["osaid-1.0"])
    assert one.source == "system:olmo-2"
    assert one.release.read == ("openness/systems/olmo-2.toml",)
    assert one.spectrum.basis is Basis.INFERRED
    assert isinstance(openness.read("system:olmo-2"), Release)
    both = openness.classify_all(["system:olmo-2", "system:gpt-4o"], under=[])
    assert [each.band for each in both] == ["fully-open", "closed"]
    assert openness.diff("system:phi-4-msrla", "system:phi-4", under=[]).to_dict()


@pytest.mark.parametrize(
    ("id", "near"),
    [
        ("lama-3.1", "llama-3.1"),
        ("", "explain systems"),
        ("../index", "described system"),
        ("llama-3.1.toml", "llama-3.1"),
    ],
)
def test_an_unknown_id_is_an_error_with_the_nearest(id: str, near: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(openness.OpennessError, match=near):
        openness.classify(f"system:{id}")
    assert main(["classify", f"system:{id}", "system:olmo-2", "--under", "spectrum"]) == 2
    out, err = capsys.readouterr()
    assert "OLMo 2" in out  # the good one is still reported
    assert err.count("\n") == 1


def test_a_file_of_such_a_name_is_read_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "system:olmo-2").write_text("openness: 1\nname: Mine\n")
    monkeypatch.chdir(tmp_path)
    assert openness.read("./system:olmo-2").name.value == "Mine"
    assert openness.read("system:olmo-2").name.value == "OLMo 2"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('verdict = "wrong"', 'verdict = "wrogn"', "did you mean wrong"),
        ('why     = "It can be downloaded."', "", "lacks why"),
        ('by      = "a table"', 'bye = "a table"', "unknown field 'bye'"),
        ("[[said]]", "[said]", ""),
        ("openness = 1", "openness = 1\nnmae = 1", "did you mean name"),
        ('id       = "small"', 'id       = "small"\nnote = ["a"]', "note is not a word"),
        ("[released]", "[relaesed]", "did you mean released"),
        ("[released]", '[[concluded]]\ncriterion = "osaid-1.0/code"\n\n[released]', "holds no conclusions"),
    ],
)
def test_what_is_odd_in_a_record_is_a_finding(old: str, new: str, message: str) -> None:
    assert old in RECORD
    oddities = read(RECORD.replace(old, new)).release.oddities
    assert bool(message) == bool(oddities)
    assert message in " ".join(f"{oddity.message}; {oddity.help}" for oddity in oddities)


def test_a_record_concludes_nothing() -> None:
    concluded = (
        '[[concluded]]\ncriterion = "osaid-1.0/code"\nverdict = "met"\nby = "A"\non = 2026-11-24\nbecause = "B"\n'
    )
    assert read(RECORD + concluded).release.conclusions == ()


@pytest.mark.parametrize("text", ["", "a = 1", "openness = 2", "[", "said = 3\nopenness = 1\nid = [1]"])
def test_what_is_no_record_is_one_line(text: str) -> None:
    try:
        assert read(text).release.oddities
    except openness.OpennessError as error:
        assert len(error.problems) == 1


# Explaining


def test_systems_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    listed = openness.explain("systems")
    assert [word for word, _ in listed.lines] == list(ids())
    one = openness.explain("system:command-r-plus")
    assert one.record == openness.explain("command-r-plus").record
    assert {"id", "released", "components", "said"} <= one.record.keys()
    assert main(["explain", "command-r-plus"]) == 0
    out = capsys.readouterr().out
    assert "an overview of open and closed models" in out
    assert "github:currentai-org/os-ai-map" in out.replace("\n", "").replace(" ", "")


def test_a_system_has_the_name_of_no_other_word_but_of_a_licence_called_after_it() -> None:
    named = {id: shipped().naming(id) for id in ids()}
    assert {id: naming.value for id, naming in named.items() if naming.known} == {
        "chameleon": "LicenseRef-Chameleon-Research",
        "chatglm3-6b": "LicenseRef-ChatGLM3-6B",
        "cogvlm2": "LicenseRef-CogVLM2",
        "dbrx": "LicenseRef-Databricks-Open-Model",
        "deepfloyd-if": "LicenseRef-DeepFloyd-IF",
        "dinov3": "LicenseRef-DINOv3-License",
        "glm-130b": "LicenseRef-GLM-130B",
        "llama-2": "LicenseRef-Llama-2-Community",
        "kimi-k2": "LicenseRef-Kimi-K2-Modified-MIT",
        "kimi-k2.5": "LicenseRef-Kimi-K2.5-Modified-MIT",
        "llama-3": "LicenseRef-Llama-3-Community",
        "llama-3.1": "LicenseRef-Llama-3.1-Community",
        "llama-3.3": "LicenseRef-Llama-3.3-Community",
        "llama-4": "LicenseRef-Llama-4-Community",
        "minimax-m2": "LicenseRef-MiniMax-M2-Modified-MIT",
        "opt-175b": "LicenseRef-OPT-175B",
        "qwen-vl": "LicenseRef-Tongyi-Qianwen-VL",
        "sam-3": "LicenseRef-SAM-License",
    }
    sorts = {id: [meaning.sort for meaning in openness.explain(id).meanings] for id in ids()}
    assert all(
        words == ["system", "licence"] if named[id].known else words == ["system"] for id, words in sorts.items()
    )


def test_the_version_does_not_begin_with_the_end_of_the_name() -> None:
    """“DeepSeek-R1 R1” says one thing twice."""
    for id in ids():
        release = described.system(id).release
        first = re.split(r"[ ,;]", release.version.value or "-")[0]
        assert not (release.name.value or "").casefold().endswith(first.casefold()), described.title(
            described.system(id)
        )


# Linting


def test_a_record_that_keeps_the_rules_is_silent(tmp_path: Path) -> None:
    assert linted(tmp_path, RECORD) == ((), ())


def test_the_shipped_records_keep_the_rules() -> None:
    found = lint.lint([FOLDER], shipped())
    assert (found.faults, found.doubts, found.unusable) == ((), (), ())


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("name     =", "nmae     =", 3, "did you mean name"),
        ('id       = "small"', 'id       = "smaller"', 2, "is called small.toml"),
        ('producer = "Example Lab"', "", 1, "has no producer"),
        ("checked  = 2026-11-20", "", 13, "has no checked"),
        ("checked  = 2026-11-20", "checked  = 2999-01-01", 13, "a day that has not come"),
        (', confidence = "medium"', "", 14, "has no confidence"),
        ('source = "https://a.example", ', "", 13, "has no source"),
        ('"https://a.example", ', '"somebody told me", ', 13, "has the source 'somebody told me'"),
        ('"MIT"', '"Mitt"', 14, "no record knows the licence 'Mitt'"),
        ('"MIT"', '"MIT AND Mitt"', 14, "no record knows the licence 'Mitt'"),
        ('value      = "2026-01"', 'value      = "January"', 8, "is not a day, month or year"),
        ('availability = { value = "public"', 'availability = { value = "pubic"', 13, "did you mean public"),
        (', confidence = "medium"', ', confidence = "medium", second-hand = "yes"', 14, "is not true"),
        (', confidence = "medium"', f', confidence = "medium", quote = "{"a " * 26}"', 14, "more than 25 words"),
        ('"github:a/b@1a2b:LICENSE"', '"github:lfai/model_openness_tool@8b5d:a.yml"', 14, "not marked"),
        ('"github:a/b@1a2b:LICENSE"', '"https://www.aiwiki.ai/a", second-hand = true', 14, "nobody signs"),
        ('"github:a/b@1a2b:LICENSE"', '["https://a.example", "https://aiwiki.ai/a"]', 14, "nobody signs"),
        (
            '"https://a.example", confidence = "high" }',
            '"https://a.example", confidence = "high", second-hand = true }',
            13,
            "not high",
        ),
    ],
)
def test_what_breaks_a_rule_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in RECORD
    faults, _ = linted(tmp_path, RECORD.replace(old, new))
    messages = [str(fault) for fault in faults if fault.line == line]
    assert any(message in fault for fault in messages), faults


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (', confidence = "medium"', f', confidence = "medium", quote = "{"a " * 25}"'),
        ('"github:a/b@1a2b:LICENSE"', '["https://a.example", "github:lfai/model_openness_tool@8b5d:a.yml"]'),
        ('"github:a/b@1a2b:LICENSE"', '"github:lfai/model_openness_tool@8b5d:a.yml", second-hand = true'),
        ('"github:a/b@1a2b:LICENSE"', '"https://golden.company.example/a"'),
    ],
)
def test_a_quotation_a_mark_and_a_second_source_keep_the_rules(tmp_path: Path, old: str, new: str) -> None:
    assert old in RECORD
    assert linted(tmp_path, RECORD.replace(old, new)) == ((), ())


def test_each_host_that_is_no_source_has_a_reason_and_stands_once() -> None:
    names = [host.name for host in hosts.hosts()]
    assert len(set(names)) == len(names)
    assert all(host.reason for host in hosts.hosts())
    assert {host.cited for host in hosts.hosts()} == {True, False}


def test_at_most_a_tenth_of_the_facts_of_the_shipped_records_is_second_hand() -> None:
    facts = [origin for id in ids() for origin in origins_of(described.system(id))]
    second_hand = [origin for origin in facts if origin.second_hand]
    assert 10 * len(second_hand) <= len(facts), f"{len(second_hand)} of {len(facts)}"


def test_a_base_model_needs_a_source_too(tmp_path: Path) -> None:
    faults, _ = linted(
        tmp_path, RECORD.replace('source     = "https://a.example"\nconfidence = "high"\n\n[[said', "\n[[said")
    )
    assert [fault.message for fault in faults] == ["the base model c/d has no source, confidence"]


def test_an_old_fact_is_said_and_breaks_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faults, doubts = linted(tmp_path, RECORD.replace("2026-11-20", "2020-01-01"))
    assert not faults
    assert {doubt.message.split(":")[0] for doubt in doubts} == {"warning record-stale"}
    assert main(["lint", str(tmp_path)]) == 0
    assert "small.toml:14: warning record-stale" in capsys.readouterr().out


def test_a_licence_without_a_record_is_a_fault(tmp_path: Path) -> None:
    (fault,), _ = linted(tmp_path, RECORD.replace('"MIT"', '["MIT", "LicenseRef-Nobody-Read"]'))
    assert "LicenseRef-Nobody-Read" in fault.message
    faults, _ = linted(tmp_path, RECORD.replace('"MIT"', '"LicenseRef-Llama-3.1-Comunity"'))
    assert "llama-3.1-community" in faults[0].help


# What nobody asks for costs nothing


def test_a_card_does_not_read_the_systems(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: apache-2.0\n---\n# M\n")
    code = (
        "import sys, openness; openness.classify('README.md', under=['spectrum']).to_dict();"
        "print([name for name in sys.modules if name in ('openness.sources.systems', 'openness.curation.explain', 'tomllib')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "openness.sources.systems" not in ran.stdout


def unlicensed() -> openness.Classification:
    """A described system of which the record names no licence."""
    record = "\n".join(line for line in RECORD.splitlines() if not line.startswith("licence "))
    return openness.classify(read(record).release)


def test_a_licence_that_the_record_leaves_out_was_not_checked_and_is_not_missing() -> None:
    classification = unlicensed()
    (finding,) = [found for found in classification.findings if found.code.value.startswith("licence")]
    assert (finding.code.value, finding.level) == ("licence-not-checked", "warning")
    assert "not checked" in finding.message
    assert "nobody may" not in f"{finding.message} {finding.code.says} {finding.help}"
    (permission,) = openness.may(classification.release, "sell-a-product")
    reason = "The licence of the weights: not checked by us, so the record does not say which it is."
    assert (permission.verdict, permission.because) == (Verdict.UNKNOWN, reason)


def test_a_card_without_a_licence_still_lacks_one(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("---\ntags: [text-generation]\n---\n# Heron\n", encoding="utf-8")
    assert "licence-missing" in {finding.code.value for finding in openness.classify(path).findings}


@pytest.mark.parametrize("id", ["claude-4", "gpt-4o"])
def test_of_a_service_the_provider_s_terms_decide(id: str) -> None:
    (permission,) = openness.may(f"system:{id}", "train-on-outputs")
    assert permission.verdict is Verdict.UNKNOWN
    assert "terms of service" in permission.because, permission.because


def test_no_described_system_is_said_to_be_without_a_licence_because_nobody_looked() -> None:
    for id in ids():
        codes = {finding.code.value for finding in openness.classify(f"system:{id}", under=["spectrum"]).findings}
        assert "licence-missing" not in codes, id


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("qwen2.5-7b", "qwen2.5-apache"),  # its record covers that size; 3B and 72B have other licences
        ("qwen-2.5-7B-Instruct", "qwen2.5-apache"),
        ("qwen2.5-72b-instruct", "qwen2.5-72b"),
        ("llama-3.1-8b-instruct", "llama-3.1"),
        ("deepseek-v3", "deepseek-v3-dec2024"),
        ("gemma-2-9b-it", "gemma-2"),
        ("olmoo", "olmoe"),  # a slip of the pen
    ],
)
def test_a_system_is_suggested_by_the_names_and_the_sizes_that_its_record_covers(asked: str, meant: str) -> None:
    with pytest.raises(openness.OpennessError, match=rf"did you mean {re.escape(meant)}(\?| or )"):
        described.system(asked)


def test_a_name_like_no_system_s_has_no_suggestion() -> None:
    with pytest.raises(openness.OpennessError, match="`openness explain systems` lists them"):
        described.system("xyzzy")
