"""The claims of a release, each with its subject."""

from attrs import evolve
from tests.support.releases import native

from openness.evaluation.staleness import claims_of, origins
from openness.release.location import Origin


def test_every_claim_of_a_release_is_named() -> None:
    release = native(
        "name: Heron\nversion: '2'\nproducer: Acme\nchannels: [download]\nclaims: [open-weights]\n"
        "components: {training-code: {availability: public, licence: MIT, extent: part, location: 'https://acme.example'}}\n"
        "base-models: [{name: acme/egret, relation: fine-tune, licence: MIT}]\ncircumstances: {monetised: false}\n"
    )
    assert [(about, claim.value) for about, claim in claims_of(release)] == [
        ("name", "Heron"),
        ("version", "2"),
        ("producer", "Acme"),
        ("training-code's availability", "public"),
        ("training-code's licence", "MIT"),
        ("training-code's extent", "part"),
        ("training-code's location", "https://acme.example"),
        ("the licence of the base model acme/egret", "MIT"),
        ("channel download", "download"),
        ("claim open-weights", "open-weights"),
        ("circumstance monetised", "false"),
    ]


def test_a_base_may_name_its_origin_as_a_claim_may() -> None:
    release = native("name: Heron\nbase-models: [{name: acme/egret, relation: fine-tune}]\n")
    (base,), (name,) = release.base_models, release.name.claims
    at = Origin("https://acme.example")
    release = evolve(
        release,
        base_models=(evolve(base, origin=at),),
        name=evolve(release.name, claims=(evolve(name, origin=at),)),
    )
    assert list(origins(release)) == [("name", name.source, at), ("the base model acme/egret", base.source, at)]
