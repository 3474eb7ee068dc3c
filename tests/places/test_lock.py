"""`requirements.lock`: what the GitHub action installs and a release is built with, each version with its hashes."""

import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["build-system"]["requires"],
    *PROJECT["dependency-groups"]["build"],
]


def locked() -> dict[str, tuple[str, list[str]]]:
    """The version of each package, and its hashes."""
    text = (TOP / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    found = {}
    for words in lines:
        name, _, version = words[0].partition("==")
        found[name] = version, [word for word in words[1:] if word.startswith("--hash=sha256:")]
    return found


def test_every_package_is_fixed_by_version_and_hash() -> None:
    found = locked()
    assert len(found) > len(WANTED)
    assert all(version and hashes for version, hashes in found.values())


@pytest.mark.parametrize("wanted", WANTED)
def test_it_has_what_the_project_asks_for(wanted: str) -> None:
    requirements = pytest.importorskip("packaging.requirements", reason="packaging is not installed")
    utils = pytest.importorskip("packaging.utils", reason="packaging is not installed")
    requirement = requirements.Requirement(wanted)
    version, _ = locked()[utils.canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(version), "make lock chooses it anew"


def test_what_it_has_needs_nothing_else() -> None:
    """Of each package that is installed here in the version of the lock, the dependencies are in it too."""
    metadata = pytest.importorskip("importlib.metadata")
    requirements = pytest.importorskip("packaging.requirements", reason="packaging is not installed")
    utils = pytest.importorskip("packaging.utils", reason="packaging is not installed")
    found, asked = locked(), 0
    for name, (version, _) in found.items():
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        if distribution.version != version:
            continue
        asked += 1
        for line in distribution.requires or ():
            requirement = requirements.Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                assert utils.canonicalize_name(requirement.name) in found, f"{name} needs {line}"
    if not asked:
        pytest.skip("no package is installed here in the version of the lock")


def test_the_action_the_build_and_the_archive_use_it() -> None:
    for path in ("action.yml", ".ci/build"):
        text = (TOP / path).read_text(encoding="utf-8")
        assert "--require-hashes" in text and "requirements.lock" in text
    assert "/requirements.lock" in PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
