"""Croissant descriptions of data sets."""

from pathlib import Path

from tests.support.releases import resolved

import openness
from openness.release.release import Release
from openness.vocabulary import Kind


def real(shared: Path, folder: str) -> dict[str, Release]:
    """Every real file of a kind, with licence names as records."""
    return {path.name: resolved(openness.read(path)) for path in sorted((shared / "data/corpus" / folder).iterdir())}


def said(release: Release, kind: Kind) -> list[tuple[str, str | None, str | None]]:
    """Each item of a component: its name, availability and licence."""
    return [(item.name, item.availability.value, item.licence.value) for item in release.component(kind).items]


def test_real_croissants(shared: Path) -> None:
    held = real(shared, "croissant")
    found = {}
    for name, release in held.items():
        assert release.subject == "dataset"
        ((item, availability, licence),) = said(release, Kind.DATASETS)
        assert item == release.name.value
        found[name.partition("__")[2].removesuffix(".croissant.json")] = (availability, licence)
    assert found == {
        "bigcode-the-stack": ("public", "other"),  # its address on the Hub says so, and not that a form stands there
        "coco2014": ("public", "CC-BY-4.0"),
        "flores-200": ("public", "CC-BY-SA-4.0"),
        "gpt-3": (None, "unknown"),
        "huggingface-anthropic-hh-rlhf": (None, "MIT"),
        "huggingface-c4": ("public", "ODC-By-1.0"),
        "huggingface-the-cauldron": ("public", None),
        "movielens": ("public", None),
        "full": (None, "Apache-2.0"),
        "prefixed": (None, "MIT"),
    }
