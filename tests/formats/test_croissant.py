"""Croissant descriptions of data sets."""

from pathlib import Path

from tests.support.releases import items_of, real

from openness.vocabulary import Kind


def test_real_croissants(shared: Path) -> None:
    releases = real(shared, "croissant")
    found = {}
    for name, release in releases.items():
        assert release.subject == "dataset"
        ((item, availability, licence),) = items_of(release, Kind.DATASETS)
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
