"""A violation is known by its subject: no rewording makes another of it."""

from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from tests.support.releases import claim

import openness
from openness.errors import Problem
from openness.index.tables import load
from openness.policy.exceptions import Baseline
from openness.policy.policy import Policy
from openness.policy.result import IN_BASELINE, Issue, Outcome, called, fingerprints, where
from openness.release.claim import Claim
from openness.release.finding import WHOLE, Code, Finding, Subject
from openness.release.location import Source
from openness.shelf.shelf import Shelf, shipped
from openness.sources import system_ids
from openness.syntax.paths import path_below
from openness.vocabulary import Kind

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
    assert not {issue.message for issue in before.issues} & {issue.message for issue in after.issues}
    assert not {issue.why for issue in before.issues} & {issue.why for issue in after.issues}
    assert marks(after) == marks(before)


def test_most_violations_are_told_apart_by_their_subjects_alone(policy: str) -> None:
    outcome = checked(policy, shipped())
    keys = Counter((issue.path, issue.rule, issue.subject) for issue in outcome.issues)
    alike = sum(count - 1 for count in keys.values())
    assert alike < len(outcome.issues) / 20
    about = [issue for issue in outcome.issues if issue.subject != WHOLE]
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


def test_json_lists_the_rules_that_are_about_releases_of_another_sort() -> None:
    data = {"license": "cc-by-4.0", "task_categories": ["x"], "size_categories": ["n<1K"]}
    policy = openness.check([data], policy={"require": {"osaid-1.0": "open-source-ai"}}).to_dict()["policy"]
    assert [issue["rule"] for issue in policy["not-asked"]] == ["osaid-1.0"]
    assert [issue["rule"] for issue in policy["violations"]] == []


def test_json_of_an_issue_says_what_excuses_it_where_something_does() -> None:
    plain = Issue("m", "m", "spectrum", "error", "a message", Source("m/README.md", 0), "why", "help")
    whole: dict[str, object] = {
        "release": "m",
        "rule": "spectrum",
        "component": None,
        "item": None,
        "licences": [],
        "bases": [],
    }
    assert plain.to_dict() == {
        "source": "m", "rule": "spectrum", "code": None, "level": "error", "message": "a message",
        "document": "m/README.md", "line": None, "why": "why", "help": "help", "subject": whole, "evidence": [],
    }  # fmt: skip
    excused = evolve(
        plain, exception="it goes in March", rule="finding:licence-missing", place=Source("m/README.md", 3)
    )
    data = excused.to_dict()
    assert (data["exception"], data["excuse"]) == ("it goes in March", "it goes in March")
    assert (data["code"], data["line"]) == ("licence-missing", 3)
    assert (plain.violates, excused.violates, evolve(plain, level="warning").violates) == (True, False, False)
    above = Path("m").absolute().parent
    assert plain.to_dict(str(above / "m"))["subject"] == {**whole, "release": "."}


def test_an_issue_is_the_same_whatever_else_it_rests_on() -> None:
    plain = of("m")
    resting = evolve(plain, evidence=(claim("mit"),))
    assert plain == resting and hash(plain) == hash(resting)
    assert plain != evolve(plain, subject=Subject(licences=["MIT"]))
    assert resting.to_dict()["evidence"] != plain.to_dict()["evidence"] == []


def outcome(*issues: Issue, problems: int = 0, releases: int = 2) -> Outcome:
    """An outcome of so many releases, `a`, `b` and so on."""
    classifications = tuple(openness.classify(openness.Release(read=(name,))) for name in "abc"[:releases])
    named = tuple(evolve(one, source=name) for one, name in zip(classifications, "abc", strict=False))
    return Outcome(named, issues, Policy(), tuple(Problem(str(at), None, "gone") for at in range(problems)))


def of(source: str, **fields: Any) -> Issue:
    """A violation of a release."""
    return evolve(Issue(source, source, "spectrum", "error", "a message", Source(source)), **fields)


@pytest.mark.parametrize(
    ("found", "summary", "passes"),
    [
        (outcome(), "2 releases passed", True),
        (outcome(releases=1), "1 release passed", True),
        (outcome(problems=1), "2 releases read without a violation; 1 problem with the inputs", False),
        (outcome(problems=2, releases=0), "0 releases read without a violation; 2 problems with the inputs", False),
        (outcome(of("a")), "1 violation in 1 of 2 releases", False),
        (outcome(of("a"), of("a"), of("b", level="warning")), "2 violations in 1 of 2 releases", False),
        (outcome(of("a"), of("b"), releases=3), "2 violations in 2 of 3 releases", False),
        (outcome(of("a", exception="x")), "2 releases passed; 1 under an exception", True),
        (outcome(of("a", exception="x"), of("b", exception="y")), "2 releases passed; 2 under exceptions", True),
        (
            outcome(of("a", exception=IN_BASELINE), of("b", exception=IN_BASELINE)),
            "2 releases passed; 2 in the baseline",
            True,
        ),
        (
            outcome(of("a", exception=IN_BASELINE), of("b", exception="y")),
            "2 releases passed; 1 under an exception; 1 in the baseline",
            True,
        ),
        (outcome(of("policy.toml"), problems=1), "1 violation in 0 of 2 releases; 1 problem with the inputs", False),
    ],
)
def test_the_summary_counts_violations_exceptions_and_problems(found: Outcome, summary: str, passes: bool) -> None:
    assert (found.summary, found.passes) == (summary, passes)
    assert str(found) == f"{'passes' if passes else 'fails'}: {summary}"
    assert (found.ignored, found.replaced) == (0, ())  # nothing was left out, and no record replaced
    listed = found.to_dict()["policy"]
    assert listed["passes"] is passes
    assert len(listed["violations"]) == len(found.violations)
    assert len(listed["excused"]) == sum(bool(issue.exception) for issue in found.issues)


def test_a_path_is_shown_from_the_working_directory_and_whole_where_it_lies_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert outcome().path_of("m/README.md") == "m/README.md"
    assert outcome().path_of(str(tmp_path / "here/m/README.md")) == "m/README.md"
    assert outcome().path_of("../m/README.md") == (tmp_path / "m/README.md").as_posix()


def test_a_release_is_called_by_its_place_its_file_and_its_cards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    texts = {
        "m/README.md": "---\nlicense: mit\npipeline_tag: x\n---\n", "m/LICENSE": "MIT License\n",
        "n/a.openness.yaml": "openness: 1\nname: a\n", "n/b.openness.yaml": "openness: 1\nname: b\n",
        "o/openness.yaml": "openness: 1\nname: o\n", "p/OPENNESS.YAML": "openness: 1\nname: p\n",
    }  # fmt: skip
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    def names(path: str, folder: str = "") -> list[tuple[str, tuple[str, ...]]]:
        found = openness.classify_all(path, shelf=shipped())
        return [(path_below(where(one), str(tmp_path)), called(one, folder or str(tmp_path))) for one in found]

    assert names("m") == [("m", ("m", "m/README.md"))]
    assert names("m/README.md") == [("m", ("m", "m/README.md"))]
    assert names("n") == [("n/a.openness.yaml", ("n/a.openness.yaml",)), ("n/b.openness.yaml", ("n/b.openness.yaml",))]
    assert names("n/a.openness.yaml") == [("n/a.openness.yaml", ("n/a.openness.yaml",))]
    assert names("o/openness.yaml") == [("o", ("o", "o/openness.yaml"))]
    assert names("p/OPENNESS.YAML") == [("p", ("p", "p/OPENNESS.YAML"))]
    assert names("m", str(tmp_path / "m")) == [("m", (".", "README.md"))]
    assert names("system:olmo-2") == [("system:olmo-2", ("system:olmo-2",))]


def test_a_release_of_two_drives_lies_where_it_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows knows no folder around both."""
    (tmp_path / "README.md").write_text("---\nlicense: mit\npipeline_tag: x\n---\n")
    monkeypatch.chdir(tmp_path)
    (found,) = openness.classify_all(".", shelf=shipped())
    assert where(found) == str(tmp_path)
    monkeypatch.setattr("openness.policy.result.folder_around", lambda folders: "")
    assert where(found) == "."


def test_fingerprints_tell_releases_rules_subjects_and_their_number_apart() -> None:
    issues = [
        of("a"), of("a"), of("b"), of("a", rule="host"), of("a", subject=Subject(Kind.DATASETS)), of("a", message="other"),
        of("a", level="note", exception="x"),
    ]  # fmt: skip
    marks = fingerprints(issues)
    assert len(set(marks)) == len(issues)
    assert fingerprints(issues[:1]) == marks[:1] == fingerprints([of("a", message="in other words")])
    assert fingerprints([issues[2], issues[0]]) == [marks[2], marks[0]]
