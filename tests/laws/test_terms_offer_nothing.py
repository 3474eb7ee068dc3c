"""A licence that a file beside a release names offers no part, and is about no part but those it says."""

from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st
from tests.support.releases import native
from tests.support.strategies import claims, releases

from openness.release.claim import Claim
from openness.release.location import Source
from openness.release.release import Release, TermsElsewhere
from openness.resolution.resolve import resolve
from openness.shelf.shelf import shipped
from openness.vocabulary import Basis, Content, Kind

CODE = tuple(kind for kind in Kind if kind.content is Content.CODE)
TERMS = st.lists(
    st.builds(TermsElsewhere, claims(("MIT", "GPL-3.0-only", "my-own")), st.just(CODE)), min_size=1, max_size=2
)


@given(releases(), TERMS)
def test_terms_of_code_change_no_availability_and_no_licence_of_anything_else(
    release: Release, terms: list[TermsElsewhere]
) -> None:
    release = evolve(release, subject="model")
    before, after = resolve(release, shipped()), resolve(evolve(release, terms=tuple(terms)), shipped())
    for kind in Kind:
        assert after.component(kind).availability == before.component(kind).availability
        if kind.content is not Content.CODE:
            assert after.component(kind) == before.component(kind)


def without_licence(claim: Claim) -> tuple[object, ...]:
    """The claim without its licence, which a text may choose among those that its name can mean."""
    return (claim.basis, claim.source, claim.written, claim.rule)


@given(releases(), TERMS)
@example(
    native("components: {training-code: {availability: public, licence: gpl-3.0}}"),
    [TermsElsewhere(Claim("GPL-3.0-only", Basis.DETECTED, Source("LICENSE", 1)), CODE)],
)
def test_terms_only_add_claims(release: Release, terms: list[TermsElsewhere]) -> None:
    release = evolve(release, subject="model")
    before, after = resolve(release, shipped()), resolve(evolve(release, terms=tuple(terms)), shipped())
    for kind in CODE:
        found = after.component(kind).licence.claims
        for claim in before.component(kind).licence.claims:
            assert any(
                without_licence(claim) == without_licence(other) and other.value in (claim.value, *claim.candidates)
                for other in found
            )
        offered = any(item.availability.claims for item in release.component(kind).items)
        assert offered or after.component(kind) == before.component(kind)
