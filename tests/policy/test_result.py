"""A violation is known by its subject: no rewording makes another of it."""

from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import openness
from openness.index.tables import load
from openness.policy.exceptions import Baseline
from openness.policy.result import Issue, Outcome, called, fingerprints
from openness.release.claim import Claim
from openness.release.finding import WHOLE, Code, Finding, Subject
from openness.release.location import Source
from openness.shelf.shelf import Shelf, shipped
from openness.sources import system_ids

RELEASES = Path("tests/verdicts/releases")
POLICY = """\
[check]
require = { spectrum = "open-source-ai-with-open-data", "osaid-1.0" = "open-source-ai", "mof-1.0" = "class-1" }
require-terms = ["commercial-use", "any-field", "datasets:share", "outputs"]
allow = ["licence:MIT"]
forbid = ["category:non-commercial", "licence:LicenseRef-*", "finding:licence-missing"]
fail-on = "note"
"""
_WORDS = ("because", "says", "help", "why", "means", "source", "name")  # keys of records that hold text for people


def reworded(data: Any, key: str = "") -> Any:
    """A record with every text for people replaced by another."""
    if isinstance(data, dict):
        return {key: reworded(value, key) for key, value in data.items()}
    if isinstance(data, list):
        return [reworded(value, key) for value in data]
    return f"in other words, {data[::-1]}" if isinstance(data, str) and key in _WORDS else data


@pytest.fixture
def policy(tmp_path: Path) -> str:
    """The file of a policy that nothing keeps."""
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    return str(tmp_path / "policy.toml")


def checked(policy: str, shelf: Shelf) -> Outcome:
    """Every described system and every golden release."""
    named = [f"system:{id}" for id in system_ids.ids()]
    return openness.check([*named, *sorted(map(str, RELEASES.iterdir()))], policy=policy, shelf=shelf)


def marks(outcome: Outcome) -> tuple[list[str], str]:
    """The fingerprints and the baseline of an outcome."""
    known = Baseline("b.json", Counter()).updated(outcome.issues, outcome.classifications)
    return sorted(fingerprints(outcome.issues, outcome.policy.folder)), known.text()


def test_no_rewording_of_records_codes_and_messages_changes_a_baseline_or_a_fingerprint(
    policy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = checked(policy, Shelf())

    def rewording(kind: type, *words: str) -> None:
        plain: Callable[..., None] = kind.__init__  # type: ignore[misc]  # of the class, and put back by `monkeypatch`

        def init(self: object, *args: Any, **named: Any) -> None:
            plain(self, *args, **named)
            for word in words:
                object.__setattr__(self, word, f"otherwise: {str(getattr(self, word))[::-1]}")

        monkeypatch.setattr(kind, "__init__", init)

    def record(plain: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args: reworded(plain(*args))

    index = type(load())
    for method in ("record", "definition", "known_bases"):
        monkeypatch.setattr(index, method, record(getattr(index, method)))
    for code in Code:
        monkeypatch.setattr(code, "says", f"otherwise: {code.says}")
        monkeypatch.setattr(code, "help", f"otherwise: {code.help}")
    rewording(Claim, "because")
    rewording(Finding, "message", "_help")
    rewording(Issue, "message", "why", "help")
    after = checked(policy, Shelf())

    assert len(before.violations) > 1000
    assert not {one.message for one in before.issues} & {one.message for one in after.issues}
    assert not {one.why for one in before.issues} & {one.why for one in after.issues}
    assert marks(after) == marks(before)


def test_most_violations_are_told_apart_by_their_subjects_alone(policy: str) -> None:
    outcome = checked(policy, shipped())
    keys = Counter((one.path, one.rule, one.subject) for one in outcome.issues)
    alike = sum(count - 1 for count in keys.values())
    assert alike < len(outcome.issues) / 20
    about = [one for one in outcome.issues if one.subject != WHOLE]
    assert len(about) > len(outcome.issues) / 2


def test_a_fingerprint_is_the_same_from_wherever_the_policy_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "models/one").mkdir(parents=True)
    (tmp_path / "models/one/README.md").write_text("---\nlicense: llama3.1\n---\n# M\n", encoding="utf-8")
    (tmp_path / "openness-policy.toml").write_text(POLICY, encoding="utf-8")
    found = []
    for folder, path in (("", "models/one"), ("models", "one"), ("models/one", "README.md")):
        monkeypatch.chdir(tmp_path / folder)
        outcome = openness.check(path)
        found.append(fingerprints(outcome.issues, outcome.policy.folder))
        subjects = {issue["subject"]["release"] for issue in outcome.to_dict()["policy"]["violations"]}
        assert subjects == {"models/one"}
    assert found[0] == found[1] == found[2] != []
    assert len(set(found[0])) == len(found[0])


def test_a_fingerprint_is_the_same_in_every_version() -> None:
    issue = Issue("a", "a", "host", "error", "as it says", Source("README.md", 3), subject=Subject(licences=["MIT"]))
    key = "\0".join(("a", "host", *issue.subject.key))
    expected = [sha256(f"{key}\0{number}".encode()).hexdigest() for number in (1, 2)]
    assert fingerprints([issue, issue]) == expected


def test_of_several_paths_made_one_the_rules_for_each_place_hold(tmp_path: Path) -> None:
    paths = []
    for name, part in (("a", "model-parameters-final"), ("b", "training-code")):
        (tmp_path / name).mkdir()
        paths.append(tmp_path / name / "part.openness.yaml")
        paths[-1].write_text(f"openness: 1\ncomponents: {{{part}: {{availability: public, licence: MIT}}}}\n")
    joined = evolve(openness.classify(openness.read(*paths)), source=" + ".join(map(str, paths)))
    assert {"a", "b"} <= {*called(joined, str(tmp_path))}


def test_json_lists_the_warnings_that_nothing_excuses() -> None:
    fields = {"license": "kite", "pipeline_tag": "text-generation"}
    policy = openness.check([fields]).to_dict()["policy"]
    assert "licence-unknown" in {warning["code"] for warning in policy["warnings"]}
    assert policy["excused"] == []
