"""What excuses a violation: exceptions with a day and a hash, and a baseline."""

import hashlib
import json
from pathlib import Path

import pytest

import openness
from openness.classification import Classification
from openness.excuse import Baseline, baseline, exempted
from openness.gate import weigh
from openness.outcome import Issue
from openness.policyfile import read
from openness.problem import OpennessError
from openness.shelf import shipped

TODAY = "2026-11-26"
CARD = "---\nlicense: cc-by-nc-4.0\npipeline_tag: x\n---\n# M\n"
POLICY = """\
[check]
require = {{ spectrum = "open-weights" }}
require-terms = ["commercial-use"]
[[exception]]
source = "{source}"
rule = "{rule}"
because = "it goes in March"
until = {until}
{more}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two models in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("old", "new"):
        (tmp_path / "models" / name).mkdir(parents=True)
        (tmp_path / "models" / name / "README.md").write_text(CARD, encoding="utf-8")
    return tmp_path


def classified() -> tuple[Classification, ...]:
    return openness.classify_all("models", shelf=shipped())


def held(
    source: str = "models/old", rule: str = "spectrum", until: str = "2027-03-01", more: str = ""
) -> tuple[Issue, ...]:
    """The issues under a policy with one exception."""
    Path("openness-policy.toml").write_text(POLICY.format(source=source, rule=rule, until=until, more=more))
    policy = read("openness-policy.toml", shipped())
    found = classified()
    return exempted([issue for one in found for issue in weigh(one, policy, shipped())], found, policy, TODAY)


def broken(issues: tuple[Issue, ...]) -> list[tuple[str, str]]:
    return sorted((issue.source, issue.rule) for issue in issues if issue.violates)


def warned(issues: tuple[Issue, ...]) -> list[str]:
    return [issue.message for issue in issues if issue.level == "warning"]


ALL = [(f"models/{name}", rule) for name in ("new", "old") for rule in ("commercial-use", "spectrum")]


def test_it_excuses_its_rule_of_its_releases_and_says_why() -> None:
    issues = held()
    assert broken(issues) == [one for one in ALL if one != ("models/old", "spectrum")]
    (excused,) = [issue for issue in issues if issue.excuse]
    assert excused.excuse == "it goes in March (until 2027-03-01; openness-policy.toml:4)"
    assert warned(issues) == []


def test_its_owner_is_named() -> None:
    (excused,) = [issue for issue in held(more='owner = "ann"') if issue.excuse]
    assert "until 2027-03-01, ann;" in excused.excuse


def test_a_glob_excuses_every_release_it_names() -> None:
    assert broken(held("models/*")) == [one for one in ALL if one[1] != "spectrum"]


def test_the_last_day_still_counts_and_the_next_does_not() -> None:
    assert ("models/old", "spectrum") not in broken(held(until=TODAY))
    past = held(until="2026-11-25")
    assert broken(past) == sorted([*ALL, ("openness-policy.toml", "exception")])
    (own,) = [issue for issue in past if issue.rule == "exception"]
    assert own.message == "the exception for spectrum of models/old ended on 2026-11-25"
    assert own.place.line == 4


def test_a_past_day_is_a_violation_though_nothing_needs_it() -> None:
    assert ("openness-policy.toml", "exception") in broken(held("models/gone", until="2020-01-01"))


@pytest.mark.parametrize(
    ("source", "rule", "said"),
    [
        ("models/old", "host", "the exception for host of models/old is not needed"),
        ("models/gone", "spectrum", "the exception for spectrum of models/gone speaks of nothing that is there"),
        ("models/go*", "spectrum", None),
    ],
)
def test_one_that_excuses_nothing_is_a_warning(source: str, rule: str, said: str | None) -> None:
    issues = held(source, rule)
    assert broken(issues) == ALL
    assert warned(issues) == ([said] if said else [])


def test_it_lapses_when_the_licence_file_it_excuses_changes(here: Path) -> None:
    text = here / "models/old/LICENSE"
    text.write_text("some terms\n")
    digest = hashlib.sha256(text.read_bytes()).hexdigest()
    bound = held(more=f'sha256 = "{digest}"')
    assert ("models/old", "spectrum") not in broken(bound)
    text.write_text("other terms\n")
    lapsed = held(more=f'sha256 = "{digest}"')
    assert ("models/old", "spectrum") in broken(lapsed)
    assert warned(lapsed)[-1].startswith("the exception for spectrum of models/old has lapsed")
    text.unlink()
    assert ("models/old", "spectrum") in broken(held(more=f'sha256 = "{digest}"'))


def test_paths_are_seen_from_the_policy(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held()
    monkeypatch.chdir(here / "models")
    policy = read("../openness-policy.toml", shipped())
    found = openness.classify_all(".", shelf=shipped())
    issues = exempted([issue for one in found for issue in weigh(one, policy, shipped())], found, policy, TODAY)
    assert ("./old", "spectrum") not in broken(issues)


# A baseline


def test_what_was_there_is_excused_and_what_is_new_is_not(here: Path) -> None:
    issues = held()
    known = Baseline("b.json", baseline("b.json", missing=True).held).updated(issues, classified())
    Path("b.json").write_text(known.text())
    assert broken(baseline("b.json").excused(issues, classified())) == []
    (here / "models/new/README.md").write_text(CARD.replace("---\n# M", "base_model: google/gemma-2-2b\n---\n# M"))
    assert [rule for _, rule in broken(baseline("b.json").excused(held(), classified()))] != []


def test_lines_above_change_nothing(here: Path) -> None:
    issues = held()
    known = Baseline("b.json", baseline("b.json", missing=True).held).updated(issues, classified())
    for name in ("old", "new"):
        (here / "models" / name / "README.md").write_text(CARD.replace("---\nlicense", "---\nlanguage: en\nlicense"))
    assert broken(known.excused(held(), classified())) == []


def test_what_is_gone_is_said(here: Path) -> None:
    known = Baseline("b.json", baseline("b.json", missing=True).held).updated(held(), classified())
    (here / "models/new/README.md").write_text(CARD.replace("cc-by-nc-4.0", "mit"))
    (said,) = [issue for issue in known.excused(held(), classified()) if issue.rule == "baseline"]
    assert (said.level, said.message) == ("warning", "2 of the violations it holds are gone")


def test_once_held_excuses_once() -> None:
    issues = held()
    known = Baseline("b.json", baseline("b.json", missing=True).held).updated(issues, classified())
    assert len(broken(known.excused((*issues, *issues), classified()))) == len(ALL) - 1


def test_an_update_keeps_what_was_not_checked_and_is_still_there(here: Path) -> None:
    known = Baseline("b.json", baseline("b.json", missing=True).held).updated(held(), classified())
    again = known.updated([], openness.classify_all("models/old", shelf=shipped()))
    assert {source for source, _, _ in again.held} == {"models/new"}
    for file in (here / "models/new").iterdir():
        file.unlink()
    (here / "models/new").rmdir()
    assert not known.updated([], openness.classify_all("models/old", shelf=shipped())).held


def test_an_exception_past_its_day_is_not_taken_into_it() -> None:
    known = Baseline("b.json", baseline("b.json", missing=True).held).updated(held(until="2020-01-01"), classified())
    assert {rule for _, rule, _ in known.held} == {"spectrum", "commercial-use"}


def test_it_is_written_in_order_and_read_back() -> None:
    known = Baseline("b.json", baseline("b.json", missing=True).held).updated(held(), classified())
    Path("b.json").write_text(known.text())
    assert baseline("b.json").held == known.held
    rows = [(row["source"], row["rule"], row["message"]) for row in json.loads(known.text())["violations"]]
    assert rows == sorted(rows)
    assert len(known.text().splitlines()) == len(rows) + 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"openness-baseline": 2, "violations": []}',
        '{"openness-baseline": 1}',
        '{"openness-baseline": 1, "violations": [3]}',
        '{"openness-baseline": 1, "violations": [{"source": 1, "rule": "a", "message": "b", "times": 1}]}',
        '{"openness-baseline": 1, "violations": [{"source": "x", "rule": "a", "message": "b", "times": "many"}]}',
        *(
            f'{{"openness-baseline": 1, "violations": [{{"source": "x", "rule": "a", "message": "b", "times": {times}}}]}}'
            for times in ("1e999", "-5", "0", "1.5", "true", "null")
        ),
        "[" * 100_000,
    ],
)
def test_what_is_no_baseline_is_refused(text: str) -> None:
    Path("b.json").write_text(text)
    with pytest.raises(OpennessError, match=r"b.json: it is no baseline of this version; make it anew"):
        baseline("b.json")


def test_a_missing_one_is_refused_unless_it_is_going_to_be_written() -> None:
    with pytest.raises(OpennessError, match="there is no such file"):
        baseline("b.json")
    assert not baseline("b.json", missing=True).held
