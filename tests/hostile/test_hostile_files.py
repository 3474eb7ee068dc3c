"""Files and folders that are not what they seem."""

import os
from pathlib import Path

import pytest
from tests.support.folders import named_pipe

import openness
from openness.errors import OpennessError
from openness.sources.gather import gather
from openness.syntax.document import TEXT_LIMIT

CARD = "---\nlicense: mit\npipeline_tag: x\n---\n"


def refused(path: Path) -> str:
    """The problems of a path that is refused."""
    with pytest.raises(OpennessError) as caught:
        openness.read(path)
    return str(caught.value)


@pytest.mark.parametrize("size", [TEXT_LIMIT + 1, 1 << 34])
def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path, size: int) -> None:
    path = tmp_path / "README.md"
    path.write_text(CARD)
    os.truncate(path, size)
    assert "larger than" in refused(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    named_pipe(tmp_path / "README.md")
    assert "not a plain file" in refused(tmp_path / "README.md")


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/random"])
def test_a_device_is_not_read(tmp_path: Path, device: str) -> None:
    (tmp_path / "README.md").symlink_to(device)
    assert "not a plain file" in refused(tmp_path / "README.md")


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").symlink_to(tmp_path / "README.md")
    assert "it cannot be read" in refused(tmp_path / "README.md")


def test_a_file_nobody_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(CARD)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "Permission denied" in refused(path)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"], ids=["too long", "with a NUL"])
def test_a_name_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    assert gather(f"{tmp_path}/{name}.md").problems


def test_a_folder_named_like_a_card_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "README.md").mkdir()
    assert "the folder holds nothing" in refused(tmp_path / "README.md")
    assert "the folder holds nothing" in refused(tmp_path)


@pytest.mark.parametrize("name", ["LICENSE", "README.md"])
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path, name: str) -> None:
    (tmp_path / "openness.yaml").write_text("openness: 1\nname: x\n")
    named_pipe(tmp_path / name)
    assert openness.read(tmp_path).name.value == "x"


def test_a_pipe_beside_a_card_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD)
    named_pipe(tmp_path / "LICENSE")
    assert openness.classify(tmp_path / "README.md", under=[]).spectrum.reached in ("weights-available", "open-weights")


def test_a_folder_of_a_licences_name_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / "LICENSES").mkdir()
    assert openness.classify(tmp_path / "README.md", under=[]).spectrum.reached == "open-weights"


def test_links_in_a_circle_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    assert openness.read(tmp_path).read == (f"{tmp_path}/README.md",)


@pytest.mark.parametrize("relative", [True, False])
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, relative: bool) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "secret.md").write_text(CARD.replace("mit", "our-secret"))
    (outside / "LICENSE").write_text("secret")
    (inside / "openness.yaml").write_text("openness: 1\nname: x\n")
    start = Path("../outside") if relative else outside
    (inside / "README.md").symlink_to(start / "secret.md")
    (inside / "LICENSE").symlink_to(start / "LICENSE")
    (inside / "more").symlink_to(start)
    release = openness.read(inside)
    assert release.read == (f"{inside}/openness.yaml",)
    assert "secret" not in repr(release)


def test_a_link_beside_a_card_is_not_followed_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret of this machine")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "README.md").write_text(CARD)
    (tmp_path / "inside" / "LICENSE").symlink_to(tmp_path / "secret")
    assert "a secret of this machine" not in repr(openness.read(tmp_path / "inside"))


def test_a_folder_configures_nothing(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD.replace("mit", "LicenseRef-Ours"))
    (tmp_path / "shelf").mkdir()
    (tmp_path / "pyproject.toml").write_text('[tool.openness]\nshelves = ["shelf"]\n')
    (tmp_path / "shelf" / "ours.toml").write_text('id = "LicenseRef-Ours"\nname = "Ours"\n')
    assert "licence-unknown" in [finding.code for finding in openness.classify(tmp_path, under=[]).findings]


@pytest.mark.parametrize(
    "line",
    ["*a" * 25 + "b", "**/" * 20 + "b", "[z-a]", "[!]", "[[:alpha:]]", "(a+)+$", "\\", "[", "?" * 1_000],
    ids=["stars", "double stars", "a range", "nothing", "a class", "a regex", "a backslash", "a bracket", "questions"],
)
def test_a_hostile_gitignore_leaves_the_card_alone(tmp_path: Path, line: str) -> None:
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / ("a" * 200)).write_text("x")
    (tmp_path.joinpath(*"a" * 40)).mkdir(parents=True)
    (tmp_path / ".gitignore").write_text(f"{line}\n")
    assert openness.read(tmp_path).read == (f"{tmp_path}/README.md",)


def test_a_very_deep_folder_is_walked(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 400)
    deep.mkdir(parents=True)
    (deep / "README.md").write_text(CARD)
    assert len(gather(str(tmp_path)).found) == 1
