"""Exceptions with a day and a hash, and a baseline."""

import hashlib
import json
import os
from collections import Counter
from pathlib import Path

import pytest
from attrs import evolve
from tests.support.folders import named_pipe

import openness
from openness.errors import OpennessError
from openness.evaluation.classification import Classification
from openness.policy.check import weigh
from openness.policy.exceptions import Baseline, baseline, excepted
from openness.policy.parse import read
from openness.policy.result import Issue
from openness.release.finding import WHOLE, Subject
from openness.release.location import Source
from openness.shelf.shelf import shipped
from openness.sources.gather import gather_all
from openness.vocabulary import Kind

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


def issues_under(
    source: str = "models/old", rule: str = "spectrum", until: str = "2027-03-01", more: str = ""
) -> tuple[Issue, ...]:
    """The issues under a policy with one exception."""
    Path("openness-policy.toml").write_text(POLICY.format(source=source, rule=rule, until=until, more=more))
    policy = read("openness-policy.toml", shipped())
    found = classified()
    return excepted([issue for one in found for issue in weigh(one, policy)], found, policy, TODAY)


def broken(issues: tuple[Issue, ...]) -> list[tuple[str, str]]:
    return sorted((issue.source, issue.rule) for issue in issues if issue.violates)


def warned(issues: tuple[Issue, ...]) -> list[str]:
    return [issue.message for issue in issues if issue.level == "warning"]


ALL = [(f"models/{name}", rule) for name in ("new", "old") for rule in ("commercial-use", "spectrum")]


def test_it_covers_its_rule_of_its_releases_and_says_why() -> None:
    issues = issues_under()
    assert broken(issues) == [one for one in ALL if one != ("models/old", "spectrum")]
    (excepted,) = [issue for issue in issues if issue.exception]
    assert excepted.exception == "it goes in March (until 2027-03-01; openness-policy.toml:4)"
    assert warned(issues) == []


def test_its_owner_is_named() -> None:
    (excepted,) = [issue for issue in issues_under(more='owner = "ann"') if issue.exception]
    assert "until 2027-03-01, ann;" in excepted.exception


def test_a_glob_covers_every_release_it_names() -> None:
    assert broken(issues_under("models/*")) == [one for one in ALL if one[1] != "spectrum"]


def test_the_last_day_still_counts_and_the_next_does_not() -> None:
    assert ("models/old", "spectrum") not in broken(issues_under(until=TODAY))
    past = issues_under(until="2026-11-25")
    assert broken(past) == sorted([*ALL, ("openness-policy.toml", "exception")])
    (own,) = [issue for issue in past if issue.rule == "exception"]
    assert own.message == "the exception for spectrum of models/old ended on 2026-11-25"
    assert own.place.line == 4


def test_a_past_day_is_a_violation_though_nothing_needs_it() -> None:
    assert ("openness-policy.toml", "exception") in broken(issues_under("models/gone", until="2020-01-01"))


@pytest.mark.parametrize(
    ("source", "rule", "message"),
    [
        ("models/old", "host", "the exception for host of models/old is not needed"),
        ("models/gone", "spectrum", "the exception for spectrum of models/gone matches no file"),
        ("modles/*", "spectrum", "the exception for spectrum of modles/* matches no file"),
        ("**/gone", "spectrum", "the exception for spectrum of **/gone matches no file"),
        ("other/n*", "spectrum", None),  # it is there, and was not checked
        ("other/**/deep", "spectrum", None),
        ("*/inside", "spectrum", None),
        ("models/sbom.json#a/b", "spectrum", None),
        ("system:gpt-4", "spectrum", None),
    ],
)
def test_one_that_covers_nothing_is_a_warning(source: str, rule: str, message: str | None) -> None:
    for folder in ("other/new", "other/a/b/deep", ".dot/inside"):
        Path(folder).mkdir(parents=True)
    Path("models/sbom.json").write_text("{}")
    issues = issues_under(source, rule)
    assert broken(issues) == ALL
    assert warned(issues) == ([message] if message else [])


def test_a_source_with_a_blank_at_its_end_covers_what_it_names_though_no_file_is_called_so() -> None:
    issues = issues_under("models/old ")
    assert broken(issues) == [one for one in ALL if one != ("models/old", "spectrum")]
    assert warned(issues) == []


def test_it_lapses_when_the_licence_file_it_covers_changes(here: Path) -> None:
    text = here / "models/old/LICENSE"
    text.write_text("some terms\n")
    digest = hashlib.sha256(text.read_bytes()).hexdigest()
    bound = issues_under(more=f'sha256 = "{digest}"')
    assert ("models/old", "spectrum") not in broken(bound)
    text.write_text("other terms\n")
    lapsed = issues_under(more=f'sha256 = "{digest}"')
    assert ("models/old", "spectrum") in broken(lapsed)
    assert warned(lapsed)[-1].startswith("the exception for spectrum of models/old has lapsed")
    text.unlink()
    assert ("models/old", "spectrum") in broken(issues_under(more=f'sha256 = "{digest}"'))


def named(*files: str) -> str:
    """The hashes of some files, as `sha256sum` prints them."""
    return hashlib.sha256(Path("models/old", *files).read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("LICENSE", "other terms\n"),
        ("LICENSE", "SPDX-License-Identifier: CC-BY-NC-ND-4.0\n"),
        ("LICENSE-EXTRA", "more terms\n"),
        ("LICENSES/LicenseRef-More.txt", "more terms\n"),
        ("LICENSE.pdf", "%PDF"),
        ("USE_POLICY.md", "Do no harm.\n"),
    ],
)
def test_it_lapses_when_another_text_is_put_in_the_place_of_the_one_it_covers_or_beside_it(
    name: str, text: str, here: Path
) -> None:
    folder = here / "models/old"
    (folder / "README.md").write_text(CARD.replace("cc-by-nc-4.0", "openmdw-1.0"))
    (folder / "LICENSE").write_text("some terms\n")
    more = f'sha256 = "{named("LICENSE")}"'
    assert ("models/old", "spectrum") not in broken(issues_under(more=more))
    if (folder / name).exists():
        (folder / name).rename(folder / "LICENSE.old")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    lapsed = issues_under(more=more)
    assert ("models/old", "spectrum") in broken(lapsed)
    assert "has lapsed: the licence files no longer have the hashes" in warned(lapsed)[-1]


def test_each_of_several_licence_files_has_an_exception_of_its_own(here: Path) -> None:
    for name in ("LICENSE", "LICENSE-EXTRA"):
        (here / "models/old" / name).write_text(f"some terms of {name}\n")
    (here / "models/old/NOTICE").write_text("We thank everyone.\n")  # it says nothing of the licence
    entry = '[[exception]]\nsource = "models/old"\nrule = "{}"\nbecause = "so"\nuntil = {}\nsha256 = "{}"\n'

    def excepted(rule: str, until: str = "2027-03-01") -> bool:
        more = f'sha256 = "{named("LICENSE")}"\n' + entry.format(rule, until, named("LICENSE-EXTRA"))
        return ("models/old", "spectrum") not in broken(issues_under(more=more))

    assert excepted("spectrum")
    assert excepted("spectrum", TODAY)
    assert not excepted("spectrum", "2026-11-25")
    assert not excepted("commercial-use")
    assert not excepted("spectrum", "2020-01-01")


def test_a_pipe_called_as_a_licence_keeps_no_check_waiting(here: Path) -> None:
    (here / "models/old/LICENSE").write_text("some terms\n")
    named_pipe(here / "models/old/LICENSE-EXTRA")
    assert ("models/old", "spectrum") in broken(issues_under(more=f'sha256 = "{named("LICENSE")}"'))


def test_paths_are_seen_from_the_policy(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    issues_under()
    monkeypatch.chdir(here / "models")
    policy = read("../openness-policy.toml", shipped())
    found = openness.classify_all(".", shelf=shipped())
    issues = excepted([issue for one in found for issue in weigh(one, policy)], found, policy, TODAY)
    assert ("./old", "spectrum") not in broken(issues)


# A baseline


def test_what_was_there_is_excepted_and_what_is_new_is_not(here: Path) -> None:
    issues = issues_under()
    known = Baseline("b.json", baseline("b.json", missing=True).violations).updated(issues, classified())
    Path("b.json").write_text(known.text())
    assert broken(baseline("b.json").excepted(issues, classified())) == []
    (here / "models/new/README.md").write_text(CARD.replace("---\n# M", "base_model: google/gemma-2-2b\n---\n# M"))
    assert [rule for _, rule in broken(baseline("b.json").excepted(issues_under(), classified()))] != []


def test_lines_above_change_nothing(here: Path) -> None:
    issues = issues_under()
    known = Baseline("b.json", baseline("b.json", missing=True).violations).updated(issues, classified())
    for name in ("old", "new"):
        (here / "models" / name / "README.md").write_text(CARD.replace("---\nlicense", "---\nlanguage: en\nlicense"))
    assert broken(known.excepted(issues_under(), classified())) == []


def test_what_is_gone_is_said(here: Path) -> None:
    known = Baseline("b.json", baseline("b.json", missing=True).violations).updated(issues_under(), classified())
    (here / "models/new/README.md").write_text(CARD.replace("cc-by-nc-4.0", "mit"))
    (warning,) = [issue for issue in known.excepted(issues_under(), classified()) if issue.rule == "baseline"]
    assert (warning.level, warning.message) == ("warning", "2 of the violations it holds are gone")


def test_once_held_covers_once() -> None:
    issues = issues_under()
    known = Baseline("b.json", baseline("b.json", missing=True).violations).updated(issues, classified())
    assert len(broken(known.excepted((*issues, *issues), classified()))) == len(ALL) - 1


def older(*rows: tuple[str, str, int]) -> Baseline:
    """A baseline as version 0.1.0.dev wrote it: violations by their messages."""
    lines = [{"source": at, "rule": rule, "message": "as it was worded", "times": times} for at, rule, times in rows]
    Path("b.json").write_text(json.dumps({"openness-baseline": 1, "violations": lines}))
    return baseline("b.json")


def test_an_older_baseline_matches_by_release_rule_and_number_with_a_warning() -> None:
    known = older(*((source, rule, 1) for source, rule in broken(issues_under())))
    issues = known.excepted(issues_under(), classified())
    assert broken(issues) == []
    assert warned(issues) == ["an older version wrote it: its violations are matched by release, rule and number"]
    assert broken(known.excepted((*issues_under(), *issues_under()), classified())) == broken(issues_under())


def test_an_older_baseline_covers_no_other_rule_and_no_other_release() -> None:
    known = older(("models/old", "spectrum", 3))
    assert broken(known.excepted(issues_under(), classified())) == [
        one for one in ALL if one != ("models/old", "spectrum")
    ]


def test_an_update_makes_an_older_baseline_a_new_one_for_what_was_checked() -> None:
    known = older(*((source, rule, 1) for source, rule in broken(issues_under())))
    only = openness.classify_all("models/old", shelf=shipped())
    part = known.updated([one for one in issues_under() if one.source == "models/old"], only)
    assert {(source, subject is None) for source, _, subject in part.violations} == {
        ("models/new", True),
        ("models/old", False),
    }
    Path("b.json").write_text(part.text())
    assert baseline("b.json").violations == part.violations
    assert broken(part.excepted(issues_under(), classified())) == []
    assert warned(part.updated(issues_under(), classified()).excepted(issues_under(), classified())) == []


def test_a_baseline_outlives_new_words_and_no_new_licence(here: Path) -> None:
    known = Baseline("b.json", Counter()).updated(issues_under(), classified())
    reworded = [evolve(one, message=one.message[::-1], why="", help="") for one in issues_under()]
    assert broken(known.excepted(reworded, classified())) == []
    (here / "models/new/README.md").write_text(CARD.replace("cc-by-nc-4.0", "cc-by-nc-sa-4.0"))
    assert broken(known.excepted(issues_under(), classified())) == [one for one in ALL if one[0] == "models/new"]


def test_an_update_keeps_what_was_not_checked_and_is_still_there(here: Path) -> None:
    known = Baseline("b.json", baseline("b.json", missing=True).violations).updated(issues_under(), classified())
    again = known.updated([], openness.classify_all("models/old", shelf=shipped()))
    assert {source for source, _, _ in again.violations} == {"models/new"}
    for file in (here / "models/new").iterdir():
        file.unlink()
    (here / "models/new").rmdir()
    assert not known.updated([], openness.classify_all("models/old", shelf=shipped())).violations


def test_an_exception_past_its_day_is_not_taken_into_it() -> None:
    known = Baseline("b.json", baseline("b.json", missing=True).violations).updated(
        issues_under(until="2020-01-01"), classified()
    )
    assert {rule for _, rule, _ in known.violations} == {"spectrum", "commercial-use"}


def test_it_is_written_in_order_and_read_back() -> None:
    known = Baseline("b.json", baseline("b.json", missing=True).violations).updated(issues_under(), classified())
    Path("b.json").write_text(known.text())
    assert baseline("b.json").violations == known.violations
    rows = [(row["source"], row["rule"]) for row in json.loads(known.text())["violations"]]
    assert rows == sorted(rows)
    assert len(known.text().splitlines()) == len(rows) + 2


@pytest.mark.parametrize(
    "paths",
    [
        ["models/"],
        ["./models"],
        ["."],
        ["{}/models"],
        ["models", "models/old"],
        ["{}/way/models"],
        ["way/models/new/.."],
    ],
)
def test_it_knows_a_release_however_its_path_is_written(paths: list[str], here: Path) -> None:
    (here / "way").symlink_to(here)
    Path("p.toml").write_text('[check]\nrequire = { spectrum = "open-weights" }\nfail-on = "note"\n')
    (here / "models/old/LICENSE").write_text("Use it on Sundays.\n")
    known = baseline_of("models")
    assert len({source for source, _, _ in known.violations}) == 2
    found = openness.check([path.format(here) for path in paths], policy="p.toml", baseline="b.json")
    assert found.passes, [issue.message for issue in found.violations]
    assert [issue for issue in found.issues if issue.rule == "baseline"] == []
    assert baseline_of(*(path.format(here) for path in paths)).violations == known.violations


def test_it_knows_a_release_by_the_native_file_of_its_folder(here: Path) -> None:
    Path("p.toml").write_text('[check]\nrequire = { spectrum = "open-weights" }\n')
    (here / "models/old/README.md").unlink()
    (here / "models/old/openness.yaml").write_text("openness: 1\ncomponents: {model-parameters-final: withheld}\n")
    assert baseline_of("models/old").violations == baseline_of("models/old/openness.yaml").violations != Counter()
    Path("p.toml").write_text(
        '[[check.path]]\npath = "models/old/openness.yaml"\nrequire = { spectrum = "open-weights" }\n'
    )
    (here / "models/old/b.openness.yaml").write_text("openness: 1\n")
    for path in ("models/old", "models/old/openness.yaml"):
        assert {source for source, _, _ in baseline_of(path).violations} == {"models/old"}


def test_it_knows_a_release_by_its_card_and_from_its_own_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("p.toml").write_text('[check]\nrequire = { spectrum = "open-weights" }\nfail-on = "note"\n')
    known = baseline_of("models/old")
    assert baseline_of("models/old/README.md").violations == known.violations
    monkeypatch.chdir("models/old")
    for path in (".", "README.md", "../old"):
        assert baseline_of(path, folder="../../").violations == known.violations
        assert openness.check(path, policy="../../p.toml", baseline="../../b.json").passes


def baseline_of(*paths: str, folder: str = "") -> Baseline:
    """The baseline of these paths, written."""
    outcome = openness.check(paths, policy=f"{folder}p.toml")
    known = Baseline(f"{folder}b.json", Counter()).updated(outcome.issues, outcome.classifications)
    Path(f"{folder}b.json").write_text(known.text())
    return known


@pytest.mark.parametrize(
    ("paths", "exclude", "gone"),
    [
        (["."], "", 1),
        (["models"], "", 1),
        (["models/old"], "", 0),
        (["models/old", "other"], "", 0),
        (["models"], "new/", 0),
        (["models", "nowhere"], "", 0),  # what could not be looked at may be there
    ],
)
def test_a_release_that_is_gone_from_what_was_checked_is_said(
    paths: list[str], exclude: str, gone: int, here: Path
) -> None:
    Path("p.toml").write_text('[check]\nrequire = { spectrum = "open-weights" }\n')
    baseline_of("models")
    (here / "models/new").rename(here / "models/moved")
    (here / "other").mkdir()
    (here / "other/README.md").write_text(CARD)
    outcome = openness.check(paths, policy="p.toml", baseline="b.json", exclude=exclude)
    messages = [issue.message for issue in outcome.issues if issue.rule == "baseline"]
    assert messages == ["1 of the violations it holds is gone"] * gone


def test_what_was_not_looked_at_is_kept_and_what_is_no_release_any_more_is_not(here: Path) -> None:
    known = Baseline("b.json", Counter()).updated(issues_under(), classified())
    (here / "models/new/README.md").unlink()
    left = {"one": ["models/old"], "all": ["models"], "out": ["models"], "bad": ["models", "nowhere"]}
    for how, paths in left.items():
        gathered = gather_all(paths, ["new/"] if how == "out" else [])
        kept = known.updated([], openness.classify_all("models/old", shelf=shipped()), gathered.covers)
        assert {source for source, _, _ in kept.violations} == (set() if how == "all" else {"models/new"}), how


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"openness-baseline": 3, "violations": []}',
        *(
            f'{{"openness-baseline": 2, "violations": [{{"source": "x", "rule": "a", "subject": {subject}, "times": 1}}]}}'
            for subject in (
                '"b"',
                "{}",
                '{"component": "engine", "item": null, "licences": [], "bases": []}',
                '{"component": null, "item": 3, "licences": [], "bases": []}',
                '{"component": null, "item": null, "licences": "MIT", "bases": []}',
                '{"component": null, "item": null, "licences": [], "bases": [null]}',
            )
        ),
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
    with pytest.raises(OpennessError, match=r"b.json: it is not a baseline of this version; make it anew"):
        baseline("b.json")


@pytest.mark.parametrize("text", ["", '{"openness-baseline": 1, "violations": [', '{"openness-baseline": 2}'])
def test_a_spoilt_one_can_be_made_anew(text: str) -> None:
    Path("b.json").write_text(text)
    with pytest.raises(OpennessError, match=r"make it anew with --update-baseline$"):
        baseline("b.json")
    assert not baseline("b.json", missing=True).violations


def test_what_somebody_else_wrote_is_not_written_over() -> None:
    for missing in (True, False):
        with pytest.raises(OpennessError, match=r"it is not a baseline .*, once it is moved away$"):
            baseline("models/old/README.md", missing)


def test_a_missing_one_is_refused_unless_it_is_going_to_be_written() -> None:
    with pytest.raises(OpennessError, match=r"^b.json: there is no such baseline; --update-baseline writes it$"):
        baseline("b.json")
    assert not baseline("b.json", missing=True).violations


# --- how often: a release that several PATHs lead to, and a violation that is there more than once


def violated(path: str, rule: str = "spectrum", subject: Subject = WHOLE, level: str = "error") -> Issue:
    """A violation of a release."""
    return Issue(path, path, rule, level, "a message", Source(f"{path}/README.md", 3), subject=subject)


def of_old(times: int) -> list[Classification]:
    """One release, read by several PATHs."""
    return [openness.classify("models/old", shelf=shipped())] * times


def kept(times: int, *others: tuple[str, str, Subject]) -> Baseline:
    """A baseline that holds a violation of a release so many times, and others once."""
    return Baseline("b.json", Counter({("models/old", "spectrum", WHOLE): times, **dict.fromkeys(others, 1)}))


@pytest.mark.parametrize(
    ("held_times", "named", "there", "left", "gone"),
    [
        (1, 1, 1, 0, 0), (1, 1, 2, 1, 0), (2, 1, 1, 0, 1), (3, 1, 1, 0, 2), (1, 2, 2, 0, 0), (1, 2, 3, 1, 0), (1, 2, 1, 0, 0),
        (1, 2, 0, 0, 1), (2, 2, 1, 0, 1), (2, 3, 6, 0, 0), (1, 1, 0, 0, 1),
    ],
)  # fmt: skip
def test_each_path_to_a_release_covers_what_the_baseline_holds_of_it(
    held_times: int, named: int, there: int, left: int, gone: int
) -> None:
    found = kept(held_times).excepted([violated("models/old")] * there, of_old(named))
    assert sum(issue.violates for issue in found) == left
    excepted_ones = [issue for issue in found if issue.exception]
    assert {issue.exception for issue in excepted_ones} <= {"it is in the baseline"}
    assert len(excepted_ones) == there - left
    verb = "is" if gone == 1 else "are"
    assert warned(found) == ([f"{gone} of the violations it holds {verb} gone"] if gone else [])


def test_what_no_path_led_to_is_gone_only_where_it_would_have_been_found() -> None:
    known = kept(1, ("models/new", "spectrum", WHOLE), ("system:gpt-4", "spectrum", WHOLE))
    there = [violated("models/old")]
    assert warned(known.excepted(there, of_old(1))) == []
    assert warned(known.excepted(there, of_old(1), lambda path: path.endswith(os.path.join("models", "new")))) == [
        "1 of the violations it holds is gone"
    ]
    assert warned(known.excepted(there, of_old(1), lambda path: True)) == ["1 of the violations it holds is gone"]


@pytest.mark.parametrize(
    ("named", "there", "times"), [(1, 1, 1), (1, 3, 3), (2, 2, 1), (2, 3, 2), (2, 4, 2), (3, 4, 2)]
)
def test_an_update_counts_a_violation_once_for_all_paths_that_lead_to_it(named: int, there: int, times: int) -> None:
    known = kept(7).updated([violated("models/old")] * there, of_old(named))
    assert known.violations == {("models/old", "spectrum", WHOLE): times}


def test_an_update_keeps_what_was_not_looked_at_and_forgets_what_was() -> None:
    new, system = ("models/new", "spectrum", WHOLE), ("system:gpt-4", "spectrum", WHOLE)
    known = kept(2, new, system, ("models/gone", "spectrum", WHOLE))
    assert set(known.updated([], of_old(1)).violations) == {new, system}
    assert set(known.updated([], of_old(1), lambda path: True).violations) == {system}
    assert set(known.updated([violated("models/new")], []).violations) == {
        ("models/old", "spectrum", WHOLE),
        new,
        system,
    }


def test_only_what_fails_goes_into_a_baseline_and_is_covered_by_it() -> None:
    others = (
        violated("models/old", level="warning"),
        evolve(violated("models/old"), exception="it goes in March"),
        violated("openness-policy.toml", rule="exception"),
    )
    assert not kept(1).updated(others, of_old(1)).violations
    known = Baseline("b.json", Counter({("openness-policy.toml", "exception", WHOLE): 1}))
    assert [issue.exception for issue in known.excepted(others, of_old(1))] == ["", "it goes in March", ""]


def test_a_violation_is_of_its_part_its_licences_and_its_bases() -> None:
    subject = Subject(Kind.DATASETS, "Dölma", ["MIT", "gpl"], ["a/b"])
    known = Baseline("b.json", Counter()).updated([violated("models/old", subject=subject)], of_old(1))
    assert known.text() == (
        '{"openness-baseline": 2, "violations": [\n'
        ' {"source": "models/old", "rule": "spectrum", "subject": {"component": "datasets", "item": "Dölma", '
        '"licences": ["MIT", "gpl"], "bases": ["a/b"]}, "times": 1}\n]}\n'
    )
    Path("b.json").write_text(known.text(), encoding="utf-8")
    assert baseline("b.json").violations == known.violations
    assert Baseline("b.json", Counter()).text() == '{"openness-baseline": 2, "violations": [\n \n]}\n'
    for other in (WHOLE, evolve(subject, item=""), evolve(subject, bases=()), evolve(subject, licences=["MIT"])):
        assert broken(known.excepted([violated("models/old", subject=other)], of_old(1)))


def test_a_baseline_that_is_older_in_part_is_told_so() -> None:
    both: Counter[tuple[str, str, Subject | None]] = Counter(
        {("models/old", "spectrum", WHOLE): 1, ("models/old", "host", None): 1}
    )
    there = [violated("models/old"), violated("models/old", "host")]
    assert warned(Baseline("b.json", both).excepted(there, of_old(1))) == [
        "an older version wrote it: its violations are matched by release, rule and number"
    ]
    assert warned(kept(1).excepted(there[:1], of_old(1))) == []


def test_rows_of_one_violation_in_a_file_add_up(here: Path) -> None:
    row = '{"source": "models/old", "rule": "a", "subject": {"component": null, "item": null, "licences": [], "bases": []}, '
    Path("b.json").write_text(f'{{"openness-baseline": 2, "violations": [{row}"times": 2}}, {row}"times": 1}}]}}')
    assert baseline("b.json").violations == {("models/old", "a", WHOLE): 3}
    assert baseline("b.json").folder == str(here)


def test_the_day_is_today_where_none_is_given() -> None:
    def broken_until(day: str) -> set[str]:
        Path("openness-policy.toml").write_text(POLICY.format(source="models/*", rule="spectrum", until=day, more=""))
        policy, found = read("openness-policy.toml", shipped()), classified()
        issues = [issue for one in found for issue in weigh(one, policy) if issue.rule == "spectrum"]
        return {issue.rule for issue in excepted(issues, found, policy) if issue.violates}

    assert broken_until("2999-01-01") == set()
    assert broken_until("2020-01-01") == {"spectrum", "exception"}


def test_what_is_no_error_needs_no_exception() -> None:
    Path("openness-policy.toml").write_text(
        POLICY.format(source="models/old", rule="spectrum", until="2027-03-01", more="")
    )
    policy = read("openness-policy.toml", shipped())
    issues = excepted([violated("models/old", level="warning")], of_old(1), policy, TODAY)
    assert [issue.exception for issue in issues] == ["", ""]
    assert warned(issues)[1:] == ["the exception for spectrum of models/old is not needed"]


def test_an_exception_may_cover_a_notice_that_states_no_licence(here: Path) -> None:
    notice = here / "models/old/NOTICE"
    notice.write_text("Heron\nCopyright 2024 Acme\n")
    digest = hashlib.sha256(notice.read_bytes()).hexdigest()
    assert ("models/old", "spectrum") not in broken(issues_under(more=f'sha256 = "{digest}"'))
    notice.write_text("Heron\nCopyright 2025 Acme\n")
    assert ("models/old", "spectrum") in broken(issues_under(more=f'sha256 = "{digest}"'))


def test_a_baseline_and_a_licence_file_of_many_pages_are_read_whole(here: Path) -> None:
    many = Baseline("b.json", Counter({(f"models/{at}", "spectrum", WHOLE): 1 for at in range(2_000)}))
    Path("b.json").write_text(many.text(), encoding="utf-8")
    assert Path("b.json").stat().st_size > 200_000
    assert baseline("b.json").violations == many.violations
    text = here / "models/old/LICENSE"
    text.write_text("some terms\n" * 20_000)
    digest = hashlib.sha256(text.read_bytes()).hexdigest()
    assert ("models/old", "spectrum") not in broken(issues_under(more=f'sha256 = "{digest}"'))


@pytest.mark.parametrize("sign", ["\u200b", "\x1b", "\n", "\u202e", '"', "é"])
def test_a_sign_that_nobody_sees_is_written_so_that_everybody_does(sign: str) -> None:
    text = Baseline("", Counter({(f"a{sign}b", "licence:MIT", None): 2})).text()
    (violation,) = json.loads(text)["violations"]
    assert violation == {"source": f"a{sign}b", "rule": "licence:MIT", "subject": None, "times": 2}
    assert (sign in text.replace("\n", "")) is (sign in '"é')
