"""Policies as their files state them: every word is checked, and each fault has its line."""

import itertools
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from tests.support.folders import named_pipe

from openness.errors import OpennessError
from openness.policy import grammar, parse
from openness.policy.policy import Policy, Rules, speaks_of
from openness.policy.starter import STARTER
from openness.release.location import Source
from openness.shelf.shelf import shipped
from openness.vocabulary import Kind

SOURCE = Source("anywhere")


def policy(text: str, name: str = "openness-policy.toml") -> Policy:
    """The policy that a file with this text is."""
    Path(name).write_text(text, encoding="utf-8")
    return parse.read(name, shipped())


def faults(text: str) -> list[str]:
    """Each fault of such a file, as it is said."""
    with pytest.raises(OpennessError) as caught:
        policy(text)
    return str(caught.value).splitlines()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_key_is_read() -> None:
    read = policy(
        """\
[check]
require = { spectrum = "open-weights", "mof-1.0" = "class-2" }
require-terms = ["host", "datasets:share"]
allow = ["licence:apache 2.0", "model-card:category:permissive", "finding:lineage-cap"]
forbid = ["licence:LicenseRef-Llama-*"]
unknown = "warn"
fail-on = "warning"
exclude = ["old/"]
"""
    )
    rules = read.rules
    assert [(entry.rule, entry.word) for entry in rules.require] == [
        ("spectrum", "open-weights"),
        ("mof-1.0", "class-2"),
    ]
    assert [(entry.rule, entry.component) for entry in rules.terms] == [
        ("host", None),
        ("datasets:share", Kind.DATASETS),
    ]
    assert [entry.rule for entry in rules.allow] == [
        "licence:Apache-2.0",
        "model-card:category:permissive",
        "finding:lineage-cap",
    ]
    assert rules.allow[0].ids == {"Apache-2.0"}
    assert "MIT" in rules.allow[1].ids
    assert {"LicenseRef-Llama-2-Community", "LicenseRef-Llama-3.1-Community"} <= rules.forbid[0].ids
    assert (rules.unknown, rules.fail_on, read.exclude) == ("warn", "warning", ("old/",))
    assert rules.require[0].place.line == 2


@pytest.mark.parametrize("excluded", [False, True])
def test_a_caller_says_that_no_licence_excludes_it_or_leaves_that_open(excluded: bool) -> None:
    read = policy(f"[check]\ncaller = {{ not-excluded = {str(excluded).lower()} }}\n")
    assert read.rules.caller is not None
    assert read.rules.caller.not_excluded is excluded


def test_an_exception_is_read_with_its_rule_in_its_proper_form() -> None:
    text = """\
[[exception]]
source = "a"
rule = "{}"
because = "b"
until = 2027-03-01
owner = "c"
sha256 = "{}"
"""
    for written, proper in (
        ("spectrum", "spectrum"),
        ("lineage-conflict", "finding:lineage-conflict"),
        ("finding:lineage-conflict", "finding:lineage-conflict"),
        ("licence:apache 2.0", "licence:Apache-2.0"),
        ("host", "host"),
        ("datasets:host", "datasets:host"),
        ("allow", "allow"),
        (" allow ", "allow"),
        ("datasets: host", "datasets:host"),
        ("datasets: licence: apache 2.0", "datasets:licence:Apache-2.0"),
        ("category: permissive", "category:permissive"),
        ("finding: lineage-conflict", "finding:lineage-conflict"),
    ):
        (one,) = policy(text.format(written, "sha256:" + "A" * 64)).exceptions
        assert (one.rule, one.until, one.owner, one.sha256) == (proper, "2027-03-01", "c", "a" * 64)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[chek]\n", "1: the policy has an unknown key 'chek'; did you mean check?"),
        ("[check]\nrequires = {}\n", "2: check has an unknown key 'requires'; did you mean require"),
        ('[check]\nrequire = "x"\n', '2: require is not a table; write require = { spectrum = "open-weights" }'),
        ('[check]\nrequire = { spectrm = "x" }\n', "2: there is no definition 'spectrm'; did you mean spectrum?"),
        (
            '[check]\nrequire = { spectrum = "open-wights" }\n',
            "2: require.spectrum is 'open-wights'; did you mean open-weights?",
        ),
        (
            '[check]\nrequire = { spectrum = "closed" }\n',
            "2: require.spectrum is 'closed', which everything reaches: it asks for nothing; leave it out",
        ),
        (
            '[check]\nrequire = { "osai-index-2026" = 2 }\n',
            "2: require.osai-index-2026 is not a number from 0 to 1; write",
        ),
        ('[check]\nrequire-terms = "host"\n', '2: require-terms is not a list; write require-terms = ["…"]'),
        (
            '[check]\nrequire-terms = ["hots"]\n',
            "2: require-terms names 'hots', which is not a term; did you mean host?",
        ),
        ('[check]\nrequire-terms = ["dataset:host"]\n', "2: require-terms names 'dataset:host', which is not a term"),
        ('[check]\nrequire-uses = ["sell"]\n', "2: require-uses names 'sell', which is not a use"),
        ('[check]\ncaller = { users = "many" }\n', "2: users is not a number of 0 or more; write users = 5000000"),
        ('[check]\ncaller = { in = "Atlantis" }\n', "2: "),
        (
            '[check]\ncaller = { not-excluded = "yes" }\n',
            "2: not-excluded is neither true nor false; write not-excluded = true",
        ),
        ("[check]\ncaller = { user = 5 }\n", "2: caller has an unknown key 'user'; did you mean users?"),
        ('[check]\nallow = ["MIT"]\n', "2: 'MIT' does not say what it is; write licence:MIT"),
        ("[check]\nallow = [3]\n", "2: allow holds something that is not a text"),
        (
            '[check]\nallow = ["licence:Apach-2.0"]\n',
            "2: no record knows the licence 'Apach-2.0'; did you mean apache-2.0",
        ),
        ('[check]\nallow = ["licence:No*such"]\n', "2: no record knows the licence 'No*such'"),
        ('[check]\nforbid = ["category:permisive"]\n', "2: there is no category 'permisive'; did you mean permissive?"),
        ('[check]\nforbid = ["finding:lineage"]\n', "2: there is no finding 'lineage'; did you mean"),
        (
            '[check]\nforbid = ["datasets:finding:licence-missing"]\n',
            "2: 'datasets:finding:licence-missing' is not a licence",
        ),
        ('[check]\nunknown = "pass"\n', "2: unknown is 'pass'; write fail or warn"),
        ("[check]\nunknown = true\n", '2: unknown is not a text; write unknown = "…"'),
        ('[check]\nfail-on = "none"\n', "2: fail-on is 'none'; write error, warning, note or never"),
        ('[check]\nfail-on = "eror"\n', "2: fail-on is 'eror'; write error, warning, note or never"),
        ('[check]\nexclude = "x"\n', '2: exclude is not a list; write exclude = ["…"]'),
        ("check = 3\n", "1: check is not a table"),
        ("[check]\npath = 3\n", "2: check.path is not a list of tables; write [[check.path]]"),
        ('[[check.path]]\nunknown = "warn"\n', '1: a check.path has no path; write path = "models/…"'),
        ('[[check.path]]\npath = "x"\nexclude = []\n', "3: check.path has an unknown key 'exclude'"),
        ("exception = 3\n", "1: exception is not a list of tables; write [[exception]]"),
        (
            '[[exception]]\nrule = "host"\nbecause = "x"\nuntil = 2027-01-01\n',
            '1: an exception has no source; write source = "…"',
        ),
        (
            '[[exception]]\nsource = "x"\nrule = "host"\nbecause = "x"\n',
            "1: an exception has no until; write until = 2027-03-01",
        ),
        (
            '[[exception]]\nsource = "x"\nrule = "host"\nuntil = 2027-01-01\n',
            '1: an exception has no because; write because = "…"',
        ),
        ('[[exception]]\nsource = "x"\nrule = "host"\nbecause = ""\nuntil = 2027-01-01\n', "4: because is not a text"),
        (
            '[[exception]]\nsource = "x"\nrule = "hots"\nbecause = "x"\nuntil = 2027-01-01\n',
            "3: there is no rule 'hots'; did you mean host?",
        ),
        (
            '[[exception]]\nsource = "x"\nrule = "host"\nbecause = "x"\nuntil = "soon"\n',
            "5: until is 'soon', which is not a day",
        ),
        (
            '[[exception]]\nsource = "x"\nrule = "host"\nbecause = "x"\nuntil = "2026-W01-1"\n',
            "5: until is '2026-W01-1', which is not a day",
        ),
        (
            '[[exception]]\nsource = "x"\nrule = "host"\nbecause = "x"\nuntil = 2027-01-01\nsha256 = "abc"\n',
            "6: sha256 is not a SHA-256 hash",
        ),
        ("[check\n", "1: it is not valid TOML"),
        ("[check]\nallow = []\n", "2: allow is empty, which would allow no licence; leave it out, or write allow ="),
        ('[[check.path]]\npath = "x"\nallow = []\n', "3: allow is empty"),
        (
            '[[exception]]\nsource = "x"\nrule = "datasets:spectrum"\nbecause = "x"\nuntil = 2027-01-01\n',
            "3: there is no rule 'datasets:spectrum'; write spectrum",
        ),
    ],
)
def test_a_fault_is_said_with_its_line(text: str, message: str) -> None:
    assert any(fault.startswith(f"openness-policy.toml:{message}") for fault in faults(text)), faults(text)


def test_all_faults_are_said_at_once_in_the_order_of_the_lines() -> None:
    messages = faults('[check]\nunknown = "x"\nfail-on = "x"\n[[exception]]\n[chek]\n')
    lines = [int(fault.split(":")[1]) for fault in messages]
    assert lines == sorted(lines)
    assert set(lines) == {2, 3, 4, 5}


def test_paths_take_what_they_leave_out_from_the_rules_for_all() -> None:
    text = """\
[check]
require = { spectrum = "open-weights" }
unknown = "warn"
[[check.path]]
path = "models/old"
require = {}
[[check.path]]
path = "models/**/x"
unknown = "fail"
"""
    read = policy(text)
    assert read.rules_for("models/new") is read.rules
    old, both = read.rules_for("models/old/README.md"), read.rules_for("models/old/x")
    assert (old.require, old.unknown) == ((), "warn")
    assert ([entry.word for entry in both.require], both.unknown) == (["open-weights"], "fail")  # the last one counts


@pytest.mark.parametrize(
    ("glob", "path", "speaks"),
    [
        ("models/legacy", "models/legacy", True),
        ("models/legacy", "models/legacy/a/README.md", True),
        ("models/legacy", "models/legacy2", False),
        ("legacy", "models/legacy", False),
        ("**/legacy", "models/legacy/x", True),
        ("models/*", "models/a/README.md", True),
        ("models/*/", "models/a", True),  # a release lies at its folder
        ("models/", "models", True),
        (".", ".", True),
        ("**", "anything/at/all", True),
        ("./models", "models/a", True),
        ("models", "models/README.md", True),
        ("models/README.md", "models/README.md", True),
        ("**/*.md", "models/README.md", True),
        ("models/*", "models/README.md", False),  # the card stands for the release of `models`
        ("models/*", "models/a.openness.yaml", True),
        ("../x", "../x/README.md", True),
        ("*", "README.md", False),
        ("*", "a", True),
        ("*", "a/b/README.md", True),
        ("a/*", "a/b/README.md", True),
        ("a", "a/README.md", True),
        ("a/b", "a", False),
        ("a/x.md", "a/x.md", True),
        ("README.md", "README.md", True),
    ],
)
def test_a_glob_names_a_path_or_a_folder_above_it(glob: str, path: str, speaks: bool) -> None:
    assert speaks_of(glob, path) is speaks


# Where it is looked for


def test_without_any_the_policy_asks_for_nothing() -> None:
    read = parse.read(None, shipped())
    assert read.document == ""
    assert read.rules.require == () == read.rules.terms == read.rules.allow == read.rules.forbid
    assert read.rules.fail_on == Rules().fail_on == "error"


def test_the_nearest_one_counts(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy("[check]\nunknown = 'warn'\n")
    below = here / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    Path("pyproject.toml").write_text("[project]\nname = 'somebody-else'\n")
    found = parse.read(None, shipped())
    assert (found.document, found.folder) == (str(here / "openness-policy.toml"), str(here))
    Path("pyproject.toml").write_text("[tool.openness.check]\nfail-on = 'never'\n")
    found = parse.read(None, shipped())
    assert (found.document, found.rules.fail_on, found.rules.unknown) == ("pyproject.toml", "never", "fail")


def test_shelves_beside_a_policy_make_no_second_one() -> None:
    Path("pyproject.toml").write_text("[tool.openness]\nshelves = []\n")
    policy("[check]\nunknown = 'warn'\n")
    assert parse.read(None, shipped()).rules.unknown == "warn"


def test_two_policies_in_one_folder_are_one_too_many() -> None:
    policy("[check]\n")
    Path("pyproject.toml").write_text("[tool.openness.check]\n")
    with pytest.raises(
        OpennessError, match=r"openness-policy.toml: pyproject.toml beside it holds a policy too; keep one"
    ):
        parse.read(None, shipped())


def test_a_link_that_leads_nowhere_is_no_permission() -> None:
    Path("openness-policy.toml").symlink_to("gone.toml")
    with pytest.raises(
        OpennessError, match=r"^openness-policy.toml: it is a link that leads nowhere; fix it, or remove"
    ):
        parse.read(None, shipped())
    Path("openness-policy.toml").unlink()
    Path("openness-policy.toml").symlink_to("openness-policy.toml")
    with pytest.raises(OpennessError, match=r"^openness-policy.toml: it cannot be read: "):
        parse.read(None, shipped())


def test_a_folder_or_a_pipe_called_as_a_policy_is_no_permission(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("openness-policy.toml").mkdir()
    Path("below").mkdir()
    monkeypatch.chdir("below")
    with pytest.raises(OpennessError, match=r"openness-policy.toml: it is a folder"):
        parse.read(None, shipped())
    named_pipe("openness-policy.toml")
    with pytest.raises(OpennessError, match=r"^openness-policy.toml: it is not a plain file"):
        parse.read(None, shipped())


def test_keys_of_a_pyproject_are_named_as_they_stand_there() -> None:
    with pytest.raises(
        OpennessError, match=r"pyproject.toml:2: tool.openness has an unknown key 'chek'; did you mean check"
    ):
        policy("[tool.openness.check]\n[tool.openness.chek]\n", "pyproject.toml")


def test_a_file_that_says_nothing_of_it_is_no_policy() -> None:
    with pytest.raises(OpennessError, match=r"it has no settings for openness; write \[tool.openness.check\]"):
        policy("[project]\nname = 'openness'\n", "pyproject.toml")


# The one to begin with


def test_the_starter_is_a_policy() -> None:
    assert [(entry.rule, entry.word) for entry in policy(STARTER).rules.require] == [("spectrum", "weights-available")]


def test_every_line_the_starter_leaves_out_may_be_taken_in() -> None:
    lines = STARTER.splitlines()
    code = [line for line in lines if line.startswith("# ") and ("= " in line or line.startswith("# [["))]
    assert len(code) > 10
    taken = [line.removeprefix("# ") if line in code else line for line in lines]
    read = policy("\n".join(line for line in taken if line != 'require = { spectrum = "weights-available" }'))
    assert len(read.rules.allow) == 4
    assert [exception.source for exception in read.exceptions] == ["models/legacy"]
    assert len(read.paths) == 1


def test_the_starter_shows_every_key() -> None:
    keys = itertools.chain(grammar.RULES, ("exclude", "path"), grammar.EXCEPTION)
    missing = [key for key in keys if f"{key} " not in STARTER and f"{key} =" not in STARTER and key != "sha256"]
    assert missing == []


def test_a_mapping_states_what_a_file_does() -> None:
    file = policy(
        '[check]\nrequire = { spectrum = "open-weights", "osai-index-2026" = 0.5 }\nforbid = ["finding:lineage-cap"]\n'
        '[[exception]]\nsource = "m"\nrule = "spectrum"\nbecause = "so"\nuntil = 2027-03-01\n'
    )
    check = {"require": {"spectrum": "open-weights", "osai-index-2026": 0.5}, "forbid": ("finding:lineage-cap",)}
    exception = {"source": "m", "rule": "spectrum", "because": "so", "until": date(2027, 3, 1)}
    stated = parse.policy_of({"check": check, "exception": [exception]}, shipped())
    assert [(one.rule, one.word) for one in stated.rules.require] == [
        (one.rule, one.word) for one in file.rules.require
    ]
    assert [one.word for one in stated.rules.forbid] == [one.word for one in file.rules.forbid]
    assert [evolve(exception, place=SOURCE) for exception in stated.exceptions] == [
        evolve(exception, place=SOURCE) for exception in file.exceptions
    ]
    alone = parse.policy_of(check, shipped())
    assert [one.word for one in alone.rules.forbid] == ["lineage-cap"]
    assert parse.policy_of({}, shipped()).rules.require == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"requires": {}}, "policy argument: check has an unknown key 'requires'; did you mean require"),
        ({"require": {"spectrum": 3}}, 'policy argument: require.spectrum is not a text; write require.spectrum = "…"'),
        ({"forbid": "licence:MIT"}, 'policy argument: forbid is not a list; write forbid = ["…"]'),
        ({"check": {}, "exceptions": []}, "policy argument: the policy has an unknown key 'exceptions'; did you mean"),
        ({1: {}}, "policy argument: check has an unknown key '1'"),
    ],
)
def test_a_faulty_mapping_is_refused(data: dict[str, Any], message: str) -> None:
    with pytest.raises(OpennessError) as caught:
        parse.policy_of(data, shipped())
    assert str(caught.value).startswith(message)


def test_a_list_stands_for_its_licences() -> None:
    (entry,) = policy('[check]\nallow = ["datasets:list:od-conformant"]').rules.allow
    assert entry.rule == "datasets:list:od-conformant"
    assert {"CC-BY-4.0", "ODbL-1.0"} <= entry.ids
    assert "CC-BY-NC-4.0" not in entry.ids
    assert faults('[check]\nallow = ["list:osi"]') == [
        "openness-policy.toml:2: there is no list 'osi'; known are "
        "osi-approved, fsf-free, od-conformant, dfsg-free, mof-open"
    ]


def test_a_licence_in_american_spelling_is_told_how_it_is_spelt_here() -> None:
    (fault,) = faults('[check]\nforbid = ["license:llama3.1"]')
    assert fault.endswith("; write licence:llama3.1")
    (fault,) = faults('[check]\nforbid = ["datasets:license:MIT"]')
    assert fault.endswith("; write datasets:licence:MIT")


def test_a_use_like_no_other_is_told_which_uses_there_are() -> None:
    (fault,) = faults('[check]\nrequire-uses = ["kite"]')
    assert "sell-a-product" in fault and "train-on-it" in fault


def test_a_word_that_people_have_for_a_use_is_told_its_name() -> None:
    (fault,) = faults('[check]\nrequire-uses = ["resell"]')
    assert fault.endswith("did you mean sell-a-product?")


def test_a_section_with_shelves_and_rules_is_a_policy_and_one_with_shelves_alone_is_none(here: Path) -> None:
    (here / "more").mkdir()
    shelves = '[tool.openness]\nshelves = ["more"]\n'
    for text, levels in ((shelves, "error"), (f'{shelves}[tool.openness.check]\nfail-on = "note"\n', "note")):
        (here / "pyproject.toml").write_text(text, encoding="utf-8")
        assert parse.read(None, shipped()).rules.fail_on == levels
        assert bool(parse.in_pyproject(str(here))) is (levels == "note")


def test_of_many_licences_that_nobody_knows_the_first_get_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def nearest(_: object, name: str) -> str:
        asked.append(name)
        return "did you mean x?"

    monkeypatch.setattr(type(shipped()), "nearest", nearest)
    found = faults(f"[check]\nforbid = {[f'licence:LicenseRef-{number}-x' for number in range(200)]}\n")
    assert len(found) == 200
    assert found[0].endswith("did you mean x?")
    assert len(asked) <= 20
