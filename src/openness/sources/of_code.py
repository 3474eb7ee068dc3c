"""Files by whose names a folder is one of code, and what lies in a folder of others' code."""

import re

from attrs import evolve

from openness.formats.file_endings import CODE
from openness.recent import remembered
from openness.release.release import Release
from openness.vocabulary import Content, Kind

#: Names of files that build, run or pin code, in lower case.
_PROJECT = frozenset(
    "requirements.txt environment.yml environment.yaml conda.yaml pyproject.toml setup.cfg tox.ini poetry.lock uv.lock"
    " pdm.lock pixi.toml pixi.lock pipfile pipfile.lock package.json package-lock.json yarn.lock pnpm-lock.yaml"
    " cargo.toml cargo.lock go.mod go.sum pom.xml build.gradle gradlew gemfile gemfile.lock podfile podfile.lock"
    " meson.build cmakelists.txt makefile gnumakefile justfile rakefile snakefile dockerfile containerfile jenkinsfile"
    " procfile".split()
)
_VARIANT = re.compile(r"requirements[-_.][\w.-]{1,40}\.txt|(?:dockerfile|makefile|containerfile)[-_.][\w-]{1,40}")
_ALL_CODE = tuple(kind for kind in Kind if kind.content is Content.CODE)
_SHELL = frozenset("sh bash zsh fish ps1 bat".split())
_FETCHES = frozenset("download downloads fetch get wget".split())


@remembered(4_096)  # repositories have files of the same names
def is_code(base: str) -> bool:
    """True where a file of this name tells that a folder is one of code: a script of the shell that only fetches does not.

    >>> [is_code(name) for name in ("train.sh", "download_weights.sh", "Makefile", "Heron.swift", "poetry.lock", "config.yaml")]
    [True, False, True, True, True, False]
    """
    lower = base.lower()
    stem, dot, ending = lower.rpartition(".")
    if dot and ending in CODE:
        return not (ending in _SHELL and re.split(r"[^a-z]+", stem)[0] in _FETCHES)
    return lower in _PROJECT or _VARIANT.fullmatch(lower) is not None


def of_their_code(release: Release) -> Release:
    """A licence text in a folder of what others made, as one about the code there alone."""
    found = ((text, tuple(kind for kind in text.kinds or _ALL_CODE if kind in _ALL_CODE)) for text in release.texts)
    texts = tuple(evolve(text, kinds=kinds) for text, kinds in found if kinds)
    return Release(texts=texts, read=release.read, unread=release.unread)


def only_named(release: Release) -> Release:
    """A page in a folder of what others made, of which nothing but its name is kept: it speaks of theirs."""
    return Release(unread=(*release.read, *release.unread))
