"""The issues that policies raise on releases, and the problems of spoilt policies: tables."""

import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.golden import agrees
from tests.support.releases import card, native
from tests.support.spoilt import spoilt

import openness
from openness.errors import OpennessError
from openness.policy.check import weigh
from openness.policy.exceptions import excepted
from openness.policy.fix import repair
from openness.policy.parse import policy_of
from openness.policy.policy import Policy
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.sources.gather import gather

TABLES = Path(__file__).parent / "answers"
HASH = "0123456789abcdef" * 4
POLICY = tomllib.loads(f"""
[check]
require = {{ spectrum = "open-weights", osai-index-2026 = 0.5, "open-definition-2.1" = "datasets" }}
require-terms = ["commercial-use", "datasets:share"]
require-uses = ["sell-a-product"]
caller = {{ users = 5000000, revenue = 10, in = "DE" }}
allow = ["licence:apache 2.0", "model-card:category:permissive", "finding:lineage-cap", "list:osi-approved"]
forbid = ["licence:LicenseRef-Llama-*"]
unknown = "warn"
fail-on = "warning"
exclude = ["old/"]
[[check.path]]
path = "research/"
require = {{ spectrum = "hosted" }}
unknown = "fail"
[[exception]]
source = "models/old"
rule = "spectrum"
because = "old"
until = "2027-03-01"
owner = "team"
sha256 = "{HASH}"
""")


def shown(policy: Policy) -> str:
    """A policy in one line."""
    rules = [policy.rules, *(rules for _, rules in policy.paths)]
    parts = []
    for one in rules:
        asked = [*(f"{entry.rule}={entry.word}" for entry in one.require), *(entry.rule for entry in one.terms)]
        asked += [*(entry.rule for entry, _ in one.uses), repr(one.caller)]
        allowed = [f"+{entry.rule}({_several(entry.ids)})" for entry in one.allow]
        forbidden = [f"-{entry.rule}({_several(entry.ids)})" for entry in one.forbid]
        parts.append(" ".join((*asked, *allowed, *forbidden, one.unknown, one.fail_on)))
    exceptions = [
        f"{exception.source} {exception.rule} {exception.until} {exception.owner} {exception.sha256[:4]}"
        for exception in policy.exceptions
    ]
    return " | ".join((*parts, *exceptions, *policy.exclude, *(path for path, _ in policy.paths)))


def _several(ids: Collection[str]) -> str:
    """How many licences a word means, so that a new record moves no line."""
    return "some" if len(ids) > 1 else str(len(ids))


def read(stated: Any) -> str:
    try:
        return shown(policy_of(stated, shipped()))
    except OpennessError as error:
        return "; ".join(f"{each.line}: {each.message} ({each.help})" for each in error.problems)


def test_a_spoilt_policy_is_refused_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        whole = read(POLICY)
        yield f"as it is → {whole}"
        for what, changed in spoilt(POLICY):
            answer = read(changed)
            yield f"{what} → {'the same' if answer == whole else answer[:260]}"

    agrees(TABLES / "policies.txt", rows())


WORDS = (
    "licence:MIT", "licence:mit", "licence: MIT ", "licence:gpl", "licence:*", "licence:L?cense", "licence:nobody's",
    "licence:MIT OR ISC", "datasets:licence:CC-BY-4.0", "data:licence:MIT", "category:permissive", "category:permisive",
    "datasets:category:copyleft", "list:osi-approved", "list:osi", "model-card:list:fsf-free", "finding:licence-missing",
    "finding:licence", "datasets:finding:licence-missing", "MIT", "mit licence", "kite", "spectrum", "allow", "host",
    "datasets:host", "datasets:allow", "use:host", "use:kite", "datasets:use:host", "commercial-use", "licence-missing",
    " host", "licence:", ":", "",
)  # fmt: skip


def test_each_word_is_read_in_each_place_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for word in WORDS:
            for key in ("allow", "forbid", "require-terms", "require-uses"):
                yield f"{key} {word!r} → {read({key: [word]})[:200]}"
            exception = {"source": "a", "rule": word, "because": "b", "until": "2027-03-01"}
            yield f"exception {word!r} → {read({'exception': [exception]})[:200]}"
        for until in ("2027-03-01", "2027-02-30", "2027-3-1", "27-03-01", "tomorrow", "2027-03-01T00:00"):
            yield f"until {until} → {read({'exception': [{'source': 'a', 'rule': 'host', 'because': 'b', 'until': until}]})}"
        for hash in (HASH, HASH.upper(), f"sha256:{HASH}", HASH[:-1], f"{HASH}0", f"{HASH[:-1]}g"):
            exception = {"source": "a", "rule": "host", "because": "b", "until": "2027-03-01", "sha256": hash}
            yield f"sha256 {hash} → {read({'exception': [exception]})}"
        for number in (0, 1, "5_000", "5000", "1_0", -1, 1.5, "1e6", 1000000, "1_000_000", ""):
            yield f"users {number!r} → {read({'caller': {'users': number}})}"
        for share in (0, 1, 0.5, 1.0, 1.5, "0.5", "1.", -0.5, "00.5", 2):
            yield f"share {share!r} → {read({'require': {'osai-index-2026': share}})}"

    agrees(TABLES / "words.txt", rows())


CARDS = {
    "apache": "license: apache-2.0\npipeline_tag: x",
    "llama": "license: llama3.1\npipeline_tag: x",
    "apache on llama": "license: apache-2.0\nbase_model: meta-llama/Llama-3.1-8B",
    "no licence": "pipeline_tag: x",
    "unknown licence": "license: kite\npipeline_tag: x",
    "ambiguous": "license: openrail\npipeline_tag: x",
    "dispute": "license: mit\nlicense_name: cc-by-nc-4.0\npipeline_tag: x",
    "data": "license: cc-by-nc-4.0\npretty_name: x",
}
NATIVE = """
== nothing
== choice
components:
  model-parameters-final: {PUBLIC MIT OR llama3.1}
== all
components:
  model-parameters-final: {PUBLIC MIT AND CC-BY-NC-4.0}
== parts
producer: A
components:
  model-parameters-final: {PUBLIC MIT}
  datasets:
    - {name: one, PUBLIC CC-BY-4.0}
    - {name: two, PUBLIC CC-BY-NC-4.0}
    - three
  training-code: public
  evaluation-code: withheld
  model-card: {PUBLIC CC-BY-SA-4.0}
== bases
producer: A
components:
  model-parameters-final: {PUBLIC Apache-2.0}
base-models:
  - {name: c/d, relation: merge, licence: GPL-3.0-only}
  - {name: a/e, relation: merge, producer: A}
  - {name: f/g, relation: merge}
  - {name: h/i, relation: distillation, licence: llama3.1}
== withheld
components:
  model-parameters-final: {availability: withheld, licence: llama3.1}
"""
RELEASES: dict[str, Release] = {
    **{name: card(fields) for name, fields in CARDS.items()},
    "limit in prose": card("license: mit\npipeline_tag: x", "The model is for research use only."),
    **{
        name: native(f"name: a/b\n{body.replace('PUBLIC', 'availability: public, licence:')}")
        for name, _, body in (text.partition("\n") for text in NATIVE.split("\n== ")[1:])
    },
}
CHECKS = tomllib.loads("""
[nothing-asked]
[levels.require]
spectrum = "open-weights"
"osaid-1.0" = "open-source-ai"
osai-index-2026 = 0.3
g7-2026 = "open-weights"
"mof-1.0" = "class-3"
[levels-unknown-warns]
require = { spectrum = "open-source-ai", eu-ai-act-53-2 = "exemption", "open-definition-2.1" = "datasets" }
unknown = "warn"
[terms]
require-terms = ["commercial-use", "osi-approved", "datasets:share", "training-code:use"]
[uses]
require-uses = ["sell-a-product", "train-on-outputs", "train-on-it"]
[uses-of-a-caller]
require-uses = ["host", "sell-a-product"]
caller = { users = 800000000, in = "US" }
[allowed]
allow = ["licence:MIT", "category:permissive", "datasets:licence:CC-BY-4.0", "finding:lineage-conflict"]
[allowed-parts]
allow = ["datasets:category:data-use", "model-card:licence:CC-BY-4.0"]
unknown = "warn"
[forbidden]
forbid = ["licence:LicenseRef-Llama-*", "category:non-commercial", "datasets:licence:CC-BY-4.0", "finding:licence-text-missing"]
fail-on = "never"
[fails-on-notes]
fail-on = "note"
""")


@pytest.mark.parametrize("check", CHECKS)
def test_a_release_is_weighed_as_the_table_says(check: str) -> None:
    def rows() -> Iterator[str]:
        policy = policy_of({"check": CHECKS[check]}, shipped())
        for name, release in RELEASES.items():
            for issue in weigh(openness.classify(release, shelf=shipped()), policy):
                if issue.rule.startswith("finding:") and {"require", "require-terms", "require-uses"} & {
                    *CHECKS[check]
                }:
                    continue
                subject = " ".join(filter(None, issue.subject.key))
                evidence = " ".join(f"{claim.value}@{claim.source.line}" for claim in issue.evidence)
                start = f"{name} | {issue.level}{'!' if issue.violates else ''} {issue.rule} @{issue.place.line}"
                line = " | ".join((issue.message[:160], issue.why[:70], issue.help[:60], subject, evidence))
                yield f"{start} | {line}"

    agrees(TABLES / f"check-{check}.txt", rows())


def test_exceptions_cover_as_the_table_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("models/old", "models/new"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "README.md").write_text(
            "---\nlicense: cc-by-nc-4.0\npipeline_tag: x\n---\n# M\n", encoding="utf-8"
        )

    def rows() -> Iterator[str]:
        found = openness.classify_all("models", shelf=shipped())
        for source in ("models/old", "models/*", "models", "models/gone", "models/old/README.md", "old"):
            for rule in ("spectrum", "commercial-use", "finding:licence-text-missing", "licence:MIT"):
                for until in ("2026-11-25", "2026-11-26", "2027-03-01"):
                    for sha256 in ("", HASH):
                        entry = {
                            "source": source,
                            "rule": rule,
                            "because": "b",
                            "until": until,
                            "sha256": sha256,
                            "owner": "o" * (len(source) % 2),
                        }
                        entry = {key: word for key, word in entry.items() if word}
                        policy = policy_of(
                            {
                                "check": {"require": {"spectrum": "open-weights"}, "require-terms": ["commercial-use"]},
                                "exception": [entry],
                            },
                            shipped(),
                        )
                        issues = excepted(
                            [issue for one in found for issue in weigh(one, policy)], found, policy, "2026-11-26"
                        )
                        line = (
                            f"{issue.rule} {issue.level}{'!' if issue.violates else ''} {issue.exception or ''}"
                            for issue in issues
                        )
                        own = (issue.message for issue in issues if issue.rule == "exception")
                        yield f"{source} {rule} {until} {sha256[:1]} → {'; '.join(line)} | {'; '.join(own)}"

    agrees(TABLES / "exceptions.txt", rows())


FIELDS = (
    "license: Apache 2.0", "license: apache-2.0", "license: MIT License", "license: [mit]", "license: [mit, apache-2.0]",
    "license: kite", "license: gpl", "license: other\nlicense_name: mit", "license: other\nlicense_name: Llama 3.1",
    "licence: mit", "licence: Apache 2.0\npipeline_tag: x", "license: 'MIT'", "license: MIT # as it is", "license:\n  - mit",
    "license: cc-by-4.0\nlicense: mit", "license: llama3.1\nlicense_name: llama3.1", "License: mit", "license: LICENSE",
    "license: BSD 3-Clause License", "license: openrail", "license: \"apache 2\"", "license: other", "license:",
    "license: CC BY NC 4.0", "licenses: mit", "license: mit, apache-2.0", "license: MIT OR Apache-2.0",
    "license: mit\nbase_models: a/b",
)  # fmt: skip


def test_the_safe_edits_are_those_of_the_table(tmp_path: Path) -> None:
    apache = (Path(__file__).parents[2] / "LICENSE").read_text(encoding="utf-8")

    def rows() -> Iterator[str]:
        for number, (fields, beside) in enumerate((fields, beside) for fields in FIELDS for beside in (False, True)):
            folder = tmp_path / str(number)
            folder.mkdir()
            (folder / "README.md").write_text(
                f"---\n{fields}\npipeline_tag: text-generation\n---\n# M\n", encoding="utf-8"
            )
            if beside:
                (folder / "LICENSE").write_text(apache, encoding="utf-8")
            (found,) = gather(str(folder)).found
            repaired = repair(str(folder / "README.md"), found.release, shipped())
            lines = (
                [line for line in repaired.diff() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
                if repaired
                else []
            )
            yield f"{fields!r}{' beside Apache' if beside else ''} → {' '.join(lines) or 'nothing'}"

    agrees(TABLES / "edits.txt", rows())
