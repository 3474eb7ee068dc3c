"""Licences that a policy lists are expressions."""

import pytest
from tests.support.releases import native

import openness
from openness.policy.listed import choices_of

CLASSPATH = "GPL-2.0-only WITH Classpath-exception-2.0"


def passes(licence: str, **policy: object) -> bool:
    release = native(f"components: {{model-parameters-final: {{availability: public, licence: {licence}}}}}\n")
    return openness.check(release, policy=policy).passes


@pytest.mark.parametrize(
    ("entry", "licence", "allowed"),
    [
        (CLASSPATH, CLASSPATH, True),
        (CLASSPATH, "GPL-2.0-only", False),  # the exception allows more than the licence
        ("GPL-2.0-only", CLASSPATH, True),
        ("MIT AND CC-BY-NC-4.0", "MIT AND CC-BY-NC-4.0", True),
        ("CC-BY-NC-4.0 AND MIT", "MIT AND CC-BY-NC-4.0", True),
        ("MIT AND CC-BY-NC-4.0", "CC-BY-NC-4.0", False),
        ("MIT AND CC-BY-NC-4.0", "MIT", False),
        ("MIT AND CC-BY-NC-4.0", "MIT AND CC-BY-NC-4.0 AND ISC", False),
        ("MIT OR ISC", "ISC", True),
        ("MIT OR ISC", "MIT AND ISC", True),
        ("MIT OR ISC", "Zlib OR ISC", True),
        ("MIT OR ISC", "Zlib", False),
        ("(MIT OR ISC) AND CC-BY-4.0", "ISC AND CC-BY-4.0", True),
        ("(MIT OR ISC) AND CC-BY-4.0", "CC-BY-4.0", False),
        ("(MIT OR ISC) AND CC-BY-4.0", "(Zlib OR ISC) AND CC-BY-4.0", True),
    ],
)
def test_an_entry_allows_what_it_says_and_no_more(entry: str, licence: str, allowed: bool) -> None:
    assert passes(licence, allow=[f"licence:{entry}"]) is allowed


@pytest.mark.parametrize(
    ("entry", "licence", "free"),
    [
        (CLASSPATH, CLASSPATH, False),
        (CLASSPATH, "GPL-2.0-only", True),
        ("GPL-2.0-only", CLASSPATH, False),
        ("MIT AND GPL-2.0-only", "MIT", True),
        ("MIT AND GPL-2.0-only", "GPL-2.0-only", True),
        ("MIT AND GPL-2.0-only", "GPL-2.0-only AND MIT", False),
        ("MIT AND GPL-2.0-only", "GPL-2.0-only AND MIT AND ISC", False),
        ("MIT AND GPL-2.0-only", "(GPL-2.0-only OR ISC) AND MIT", True),
        ("GPL-2.0-only OR ISC", "ISC", False),
        ("GPL-2.0-only OR ISC", "MIT OR ISC", True),
    ],
)
def test_an_entry_forbids_what_it_says_and_no_more(entry: str, licence: str, free: bool) -> None:
    assert passes(licence, forbid=[f"licence:{entry}"]) is free


def test_an_entry_with_too_many_choices_is_an_error() -> None:
    ids = iter(openness.Shelf().licences())
    entry = " AND ".join(f"({next(ids)} OR {next(ids)})" for _ in range(12))
    assert choices_of(entry) == frozenset()
    whole = " AND ".join(f"({next(ids)} OR {next(ids)})" for _ in range(8))
    assert len(choices_of(whole)) == 256
    assert choices_of(f"{whole} AND ({next(ids)} OR {next(ids)})") == frozenset()
    many = [next(ids) for _ in range(257)]
    assert len(choices_of(" OR ".join(many[:256]))) == 256
    assert choices_of(" OR ".join(many)) == frozenset()
    with pytest.raises(openness.OpennessError):
        passes("MIT", allow=[f"licence:{entry}"])
