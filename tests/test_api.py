"""The functions for Python."""

import copy
import inspect
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import openness
from openness.errors import OpennessError

CARD = "---\nlicense: mit\npipeline_tag: x\n---\n"


def folder(root: Path) -> Path:
    """A folder of two releases."""
    for name in "ab":
        (root / name).mkdir()
        (root / name / "README.md").write_text(CARD)
    return root


@pytest.mark.parametrize("name", openness.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(openness, name) is not None
    assert name in dir(openness)


def test_every_public_name_is_there_without_an_extra_and_a_call_says_which_one_it_needs() -> None:
    calls = ["scan('t.csv')", "drift('t.csv', 't.csv')", "classify_table({'id': ['a/b']})"]
    code = f"""
import sys
sys.modules |= dict.fromkeys(("numpy", "pyarrow", "huggingface_hub", "pyspark"))  # an import of these fails
from openness import *
for call in {calls}:
    try:
        eval(call)
    except OpennessError as error:
        print(error)
"""
    lines = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.splitlines()
    assert len(lines) == len(calls)
    assert all(line.endswith("needs pyarrow and numpy; install openness[arrow]") for line in lines)


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'clasify'"):
        openness.clasify  # type: ignore[attr-defined]  # noqa: B018  # to look it up is the test; a checker tells it too


def test_classify_is_called_as_promised() -> None:
    parameters = inspect.signature(openness.classify).parameters
    assert list(parameters) == ["source", "under", "shelf"]
    assert [parameters[name].kind for name in ("under", "shelf")] == [inspect.Parameter.KEYWORD_ONLY] * 2


def test_classify_takes_a_path_or_a_release(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD)
    path = tmp_path / "README.md"
    by_path, by_name, by_release = (
        openness.classify(source, under=[]) for source in (path, str(path), openness.read(path))
    )
    assert by_path.to_dict() == by_name.to_dict() == by_release.to_dict()
    assert by_path.source == str(path)


def test_without_definitions_named_every_shipped_one_is_asked() -> None:
    judgements = openness.classify("docs/examples/olmo-2/openness.yaml").judgements
    assert set(judgements) >= {"spectrum", "osaid-1.0", "osaid-1.0-faq", "g7-2026"}
    assert next(iter(judgements)) == "spectrum"


def test_definitions_named_are_asked_and_the_spectrum() -> None:
    judgements = openness.classify("docs/examples/olmo-2/openness.yaml", under=["g7-2026"]).judgements
    assert list(judgements) == ["spectrum", "g7-2026"]


def test_every_unknown_definition_is_said_with_the_nearest() -> None:
    with pytest.raises(OpennessError) as caught:
        openness.classify("docs/examples/olmo-2/openness.yaml", under=["osaid", "g7"])
    assert len(caught.value.problems) == 2
    assert "did you mean osaid-1.0" in str(caught.value)


def test_a_source_of_several_releases_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(OpennessError) as caught:
        openness.classify(folder(tmp_path))
    assert "it holds 2 releases" in str(caught.value)
    assert f"{tmp_path}/a" in str(caught.value)


def test_classify_all_gives_one_a_release(tmp_path: Path) -> None:
    found = openness.classify_all([folder(tmp_path)], under=[])
    assert isinstance(found, tuple)
    assert [one.source for one in found] == [f"{tmp_path}/a", f"{tmp_path}/b"]


def test_read_joins_several_files(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / "openness.yaml").write_text("openness: 1\nname: Joined\n")
    release = openness.read(tmp_path / "README.md", tmp_path / "openness.yaml")
    assert release.name.value == "Joined"
    assert len(release.read) == 2


def test_read_takes_a_list_of_sources() -> None:
    parts: list[dict[str, str]] = [{"license": "mit"}, {"library_name": "transformers"}]
    assert openness.read(parts) == openness.read(*parts)
    with pytest.raises(openness.OpennessError, match="no path was named"):
        openness.read([])


def test_read_of_nothing_is_an_error() -> None:
    with pytest.raises(OpennessError, match="no path was named"):
        openness.read()


def test_a_check_of_nothing_is_no_pass() -> None:
    for nothing in (list[str](), iter(list[str]())):
        with pytest.raises(OpennessError, match="no path was named"):
            openness.check(nothing)


def test_one_glob_is_left_out_as_a_word_and_not_letter_by_letter(tmp_path: Path) -> None:
    for name in ("one", "e"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "README.md").write_text(CARD)
    outcome = openness.check([tmp_path], exclude="one/")
    assert [Path(classification.release.read[0]).parent.name for classification in outcome.classifications] == ["e"]


def test_what_a_policy_leaves_out_is_seen_from_its_folder(tmp_path: Path) -> None:
    for name in ("a/b", "c"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "README.md").write_text(CARD)
    policy = openness.Policy(exclude=("/a/b/",), folder=str(tmp_path))
    assert [len(openness.check(tmp_path, policy=policy).classifications), policy.exclude] == [1, ("/a/b/",)]
    assert openness.check(tmp_path / "a", policy=policy).problems
    assert copy.deepcopy(policy.exclude[0]) == "/a/b/"


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(OpennessError) as caught:
        openness.classify_all([tmp_path / "one", tmp_path / "two"])
    assert len(caught.value.problems) == 2


def test_public_types_are_frozen() -> None:
    classification = openness.classify("docs/examples/olmo-2/openness.yaml", under=[])
    for value in (classification, classification.release, classification.spectrum):
        with pytest.raises(AttributeError):
            value.source = "changed"  # type: ignore[misc,union-attr]  # nobody can: what mypy refuses is tried


def test_a_release_is_hashable() -> None:
    release = openness.read("docs/examples/olmo-2/openness.yaml")
    assert hash(release) == hash(openness.read("docs/examples/olmo-2/openness.yaml"))


def test_the_package_is_typed() -> None:
    assert Path(str(openness.__file__)).with_name("py.typed").exists()


def test_compatible_and_outbound_are_called_as_promised() -> None:
    assert list(inspect.signature(openness.compatible).parameters) == ["inbound", "outbound", "shelf"]
    assert list(inspect.signature(openness.outbound).parameters) == ["inbound", "among", "shelf"]
    answer = openness.compatible("mit", "apache 2.0", outbound="gpl-3.0-only")
    assert isinstance(answer, openness.Compatibility)
    assert (answer.outbound, answer.verdict) == ("GPL-3.0-only", openness.Verdict.MET)
    assert answer == openness.compatible("mit", "apache 2.0", outbound="gpl-3.0-only")
    assert pickle.loads(pickle.dumps(answer)) == answer
    assert len(repr(answer)) <= 160 and "\n" not in repr(answer)
    assert [one.outbound for one in openness.outbound("GPL-2.0-only", among="GPL-2.0-only")] == ["GPL-2.0-only"]


def test_compatible_refuses_what_is_no_licence() -> None:
    with pytest.raises(OpennessError, match="no licence was named"):
        openness.compatible(outbound="MIT")
    with pytest.raises(TypeError, match="a licence must be a str, not list"):
        openness.compatible(["MIT"], outbound="MIT")  # type: ignore[arg-type]  # a list is refused
    with pytest.raises(TypeError, match="an outbound licence must be a str, not NoneType"):
        openness.compatible("MIT", outbound=None)  # type: ignore[arg-type]  # None is refused


def test_a_record_on_a_shelf_of_ones_own_is_asked_too(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'id = "LicenseRef-Own"\nname = "Own"\n[grants]\n'
        'share-modified = { answer = true, clause = "1" }\n'
        'commercial-use = { answer = false, clause = "2", because = "Nobody may sell it." }\n',
        encoding="utf-8",
    )
    shelf = openness.Shelf((str(tmp_path),))
    answer = openness.compatible("LicenseRef-Own", outbound="MIT", shelf=shelf)
    assert (answer.verdict.value, answer.because) == (
        "unmet",
        "MIT grants more than LicenseRef-Own: Nobody may sell it.",
    )
    assert openness.compatible("MIT", outbound="LicenseRef-Own", shelf=shelf).verdict.value == "met"
    assert openness.outbound("LicenseRef-Own", shelf=shelf)[0].outbound == "LicenseRef-Own"


def test_a_notice_takes_one_source_or_several_that_are_one_system() -> None:
    llama, olmo = "docs/examples/llama-3.1", "docs/examples/olmo-2"
    assert openness.notice([llama]) == openness.notice(llama)
    assert openness.notice(openness.read(olmo)).text.startswith("Notice for OLMo 2 13B")
    assert len(openness.notice([llama, openness.read(olmo)]).missing) > len(openness.notice(llama).missing)


def test_a_notice_of_nothing_or_for_an_unknown_act_is_an_error_that_says_so() -> None:
    with pytest.raises(openness.OpennessError, match="no path was named"):
        openness.notice([])
    with pytest.raises(openness.OpennessError, match=r"there is no act 'passon'; did you mean pass-on\?"):
        openness.notice("docs/examples/llama-3.1", act="passon")
