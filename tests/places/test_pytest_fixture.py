"""The fixture for pytest: what it says, and what it costs those who do not use it."""

import subprocess
import sys

import pytest

from openness.pytest_plugin import OpennessCheck

pytest_plugins = ["pytester"]

POLICY = '[check]\nrequire = { spectrum = "open-weights" }\n'
CARD = "---\nlicense: {}\npipeline_tag: x\n---\n"


@pytest.fixture
def place(pytester: pytest.Pytester) -> pytest.Pytester:
    """A folder with a release that keeps a policy, one that does not, and the policy."""
    for name, licence in (("open", "mit"), ("closed", "llama3.1"), ("hostile", '"\\e[31m]]>\\n::error::x"')):
        folder = pytester.mkdir(name)
        (folder / "README.md").write_text(CARD.format(licence))
    (pytester.path / "policy.toml").write_text(POLICY)
    return pytester


def passes(place: pytest.Pytester, call: str) -> pytest.RunResult:
    """Run a test of one line, in a process of its own: modules that were imported for it would be there twice."""
    place.makepyfile(f"def test_release(openness_check):\n    {call}\n")
    return place.runpytest_subprocess("-p", "no:cacheprovider")


def test_a_release_that_keeps_the_policy_passes_and_its_outcome_is_given(place: pytest.Pytester) -> None:
    call = "assert openness_check('open', 'policy.toml').classifications[0].spectrum.reached == 'open-weights'"
    passes(place, call).assert_outcomes(passed=1)


def test_a_release_that_does_not_fails_with_the_report_and_no_traceback(place: pytest.Pytester) -> None:
    result = passes(place, "openness_check('closed', policy='policy.toml')")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["closed/README.md:2: error: spectrum", "1 violation in 1 of 1 release."])
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*fixture.py*")


@pytest.mark.parametrize(
    ("call", "line"),
    [
        ("'nowhere'", "openness: nowhere: there is no such file; check the path"),
        ("['open', 'nowhere']", "openness: nowhere: there is no such file; check the path"),
        ("[]", "openness: no path was named; *"),
        ("'open', 'nowhere.toml'", "openness: nowhere.toml: there is no such file; check the path"),
        ("'open', baseline='policy.toml'", "openness: policy.toml: it is not a baseline of this version; *"),
    ],
)
def test_what_cannot_be_checked_fails(call: str, line: str, place: pytest.Pytester) -> None:
    result = passes(place, f"openness_check({call})")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([line])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_a_policy_a_baseline_and_what_is_left_out_are_as_for_check(place: pytest.Pytester) -> None:
    (place.path / "openness-policy.toml").write_text(POLICY)
    passes(place, "openness_check('open')").assert_outcomes(passed=1)
    passes(place, "openness_check('closed')").assert_outcomes(failed=1)
    passes(place, "openness_check('.', exclude=['closed', 'hostile'])").assert_outcomes(passed=1)
    call = [sys.executable, "-m", "openness", "check", "--baseline=b.json", "--update-baseline"]
    subprocess.run(call, cwd=place.path, check=True, capture_output=True)
    passes(place, "openness_check(['open', 'closed'], baseline='b.json')").assert_outcomes(passed=1)


def test_words_of_a_card_are_only_shown(place: pytest.Pytester) -> None:
    result = passes(place, "openness_check('hostile', 'policy.toml')")
    result.assert_outcomes(failed=1)
    output = result.stdout.str()
    assert "\x1b[31m" not in output
    assert not [line for line in output.splitlines() if line.lstrip().startswith("::")]
    assert "\\x1b[31m" in output


def test_a_fixture_of_any_scope_may_use_it(place: pytest.Pytester) -> None:
    place.makepyfile(
        "import pytest\n"
        "@pytest.fixture(scope='session')\n"
        "def checked(openness_check): return openness_check('open', 'policy.toml')\n"
        "def test_it(checked): assert checked.passes\n"
    )
    place.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_pytest_lists_it(place: pytest.Pytester) -> None:
    result = place.runpytest_subprocess("--fixtures", "-p", "no:cacheprovider")
    result.stdout.fnmatch_lines(["openness_check*", "*A function that checks releases against a policy*"])


def test_a_start_of_pytest_loads_three_small_modules(place: pytest.Pytester) -> None:
    place.makepyfile(
        "import sys\n"
        "def test_start():\n"
        "    ours = {name for name in sys.modules if name.split('.')[0] == 'openness'}\n"
        "    assert ours == {'openness', 'openness._version', 'openness.pytest_plugin'}\n"
        "    assert not {'attr', 'yaml', 'spdx_tools', 'pyarrow'} & set(sys.modules)\n"
    )
    place.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:hypothesispytest").assert_outcomes(passed=1)


def test_it_is_typed(openness_check: OpennessCheck) -> None:
    assert openness_check("docs/examples/llama-3.1", exclude=["LICENSE"]).passes is True
    with pytest.raises(TypeError, match="not int"):
        openness_check(1)  # type: ignore[arg-type]  # on purpose: mypy must see that it is wrong
