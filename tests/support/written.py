"""Releases with names, versions and places of their own, for what writes them."""

from attrs import evolve
from hypothesis import strategies as st
from tests.support import strategies

from openness.formats._licences import SILENCE
from openness.release.claim import unordered
from openness.release.component import joined_items
from openness.release.release import Release

ODD = (
    "no",
    "1e3",
    "~",
    "a: b",
    "- a",
    "{a}",
    "#",
    "'",
    '"',
    "a\nb",
    "\x01\x7f\x85\u2028z",
    "=1",
    "Acme (GmbH)",
    "x" * 5000,
)


WORDS = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).map(str.strip),
).filter(lambda text: text and text.upper() not in SILENCE | {"NONE", "NULL"})


LOCATIONS = st.sampled_from(
    (
        "https://huggingface.co/acme/heron",
        "https://huggingface.co/datasets/acme/reeds",
        "https://example.org/weights.gguf",
        "https://example.org/data.parquet",
        "https://example.org/data.h5",
        "https://github.com/acme/heron",
        "https://10.0.0.1/model.safetensors",
        "ftp://example.org/a (b).txt",
        "models/heron",
        "NONE",
    )
)


COPYRIGHTS = ("Copyright 2026 Acme (GmbH)", "© 2025 Heron: all rights reserved", "Copyright (c) 2026 Öri")

BASES = strategies.base_models(strategies.CHOICES)


@st.composite
def releases(draw: st.DrawFn) -> Release:
    """Releases with a name, a version, a producer, places and data sets of their own."""
    release = draw(st.one_of(strategies.releases(strategies.CHOICES, concluded=True), strategies.whole_releases()))
    names = st.one_of(st.sampled_from(("acme/heron", "heron")), WORDS)
    components = []
    for component in release.components:
        items = []
        for item in component.items:
            name = draw(st.one_of(WORDS, st.just(item.name))) if item.name else ""
            items.append(evolve(item, name=name, location=draw(strategies.facts((draw(LOCATIONS),), most=1))))
        components.append(evolve(component, items=joined_items(items)))
    return evolve(
        release,
        name=draw(strategies.facts((draw(names),), most=1)),
        version=draw(strategies.facts((draw(WORDS),), most=1)),
        producer=draw(strategies.facts((draw(WORDS),), most=1)),
        components=tuple(components),
        details=draw(strategies.details()),
        copyrights=unordered(
            draw(st.lists(strategies.claims(COPYRIGHTS), max_size=2, unique_by=lambda one: one.value))
        ),
        base_models=unordered(draw(st.lists(BASES, max_size=2, unique_by=lambda base: base.name))),
    )


RELEASES = releases()
