"""The verdict on a release as one of the models to which a limit confines itself."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from tests.support.golden import agrees
from tests.support.releases import judgeable, native

from openness.licensing.licence import licence_of
from openness.licensing.licences import Licences
from openness.release.location import Source
from openness.release.release import BaseModel, Release
from openness.resolution.resolve import resolve
from openness.resolution.scope import confined, scopes
from openness.shelf.shelf import shipped
from openness.vocabulary import FREEDOMS, Relation, Term
from openness.vocabulary.verdict import Verdict


@pytest.mark.parametrize(
    ("name", "certain", "verdict"),
    [
        ("meta-llama/Llama-3.2-11B-Vision", True, Verdict.MET),
        ("meta-llama/Llama-3.2-11B-Vision", False, Verdict.UNKNOWN),
        ("meta-llama/Llama-3.2-1B", True, Verdict.UNMET),
        ("meta-llama/Llama-3.2-1B", False, Verdict.UNMET),
    ],
)
def test_a_base_that_is_not_certain_puts_a_release_under_no_limit(name: str, certain: bool, verdict: Verdict) -> None:
    base = BaseModel(name, Relation.FINE_TUNE, Source("README.md", 1), certain=certain)
    assert (
        dict(scopes(resolve(Release(base_models=(base,)), shipped()), shipped()))["LicenseRef-Llama-3.2-Community"]
        is verdict
    )


LICENCES = ("LicenseRef-Llama-3.2-Community", "LicenseRef-Llama-4-Community", "MIT")
NAMES = ("acme/kite", "meta-llama/Llama-3.2-1B", "meta-llama/Llama-3.2-11B-Vision", "")
STATED = ("", "true", "false", "both")
LLAMA = "licence: LicenseRef-Llama-3.2-Community"
BASES = (
    "", "{name: meta-llama/Llama-3.2-1B, relation: fine-tune}", "{name: meta-llama/Llama-3.2-11B-Vision, relation: fine-tune}",
    "{name: meta-llama/Llama-3.2-11B-Vision, relation: distillation}", f"{{name: acme/other, relation: fine-tune, {LLAMA}}}",
    "{name: acme/other, relation: fine-tune, licence: MIT}",
    f"{{name: acme/other, relation: merge, {LLAMA}}}, {{name: meta-llama/Llama-3.2-1B, relation: merge}}",
    "{name: meta-llama/Llama-3.2-1B, relation: merge}, {name: meta-llama/Llama-3.2-11B-Vision, relation: merge}",
    "{name: meta-llama/Llama-4-Scout-17B-16E, relation: merge}, {name: acme/other, relation: merge, licence: MIT}",
)  # fmt: skip


def test_the_scopes_of_limits_are_those_of_the_table() -> None:
    def rows() -> Iterator[str]:
        for name, stated, licence, bases in product(NAMES, STATED, LICENCES, BASES):
            circumstances = f"circumstances: {{multimodal: {stated != 'false'}}}\n".lower() if stated else ""
            release = native(
                (f"name: {name}\n" if name else "") + f"{circumstances}base-models: [{bases}]\n"
                f"components: {{model-parameters-final: {{availability: public, licence: '{licence}'}}}}\n"
            )
            if stated == "both":
                release = release.join(native("circumstances: {multimodal: false}\n", "other.yaml"))
            found = judgeable(release).scopes
            if found:
                shown = ", ".join(f"{id.removeprefix('LicenseRef-')} {verdict.value}" for id, verdict in found)
                yield f"{name or '-'}, {stated or '-'}, {licence}, [{bases}] → {shown}"

    agrees(Path(__file__).parent / "answers/scopes.txt", rows())


LLAMA_ID = "LicenseRef-Llama-3.2-Community"


@pytest.mark.parametrize(
    ("scope", "everywhere"),
    [(Verdict.MET, Verdict.UNMET), (Verdict.UNMET, Verdict.MET), (Verdict.UNKNOWN, Verdict.UNKNOWN)],
)
def test_a_limit_on_some_models_denies_a_grant_to_these_alone(scope: Verdict, everywhere: Verdict) -> None:
    plain = shipped().licences_of((LLAMA_ID, "MIT"))
    found = confined(plain, ((LLAMA_ID, scope),))
    licence, before = found.licence(LLAMA_ID), plain.licence(LLAMA_ID)
    assert licence is not None and before is not None
    assert licence.answers[Term.EVERYWHERE].verdict is everywhere
    others = [term for term in FREEDOMS if term is not Term.EVERYWHERE]
    assert [licence.answers.get(term) for term in others] == [before.answers.get(term) for term in others]
    assert found.licence("MIT") == plain.licence("MIT")


def test_a_limit_on_every_model_stays_beside_one_on_some() -> None:
    plain = shipped().licence(LLAMA_ID)
    assert plain is not None
    limits = [{**plain.record["limit"][1], "except": ["US"]}, *plain.record["limit"]]
    del limits[0]["only"]
    licence = licence_of({**plain.record, "limit": limits})
    (licence_here,) = confined(Licences((licence,)), ((LLAMA_ID, Verdict.UNMET),)).records
    assert licence_here.answers[Term.EVERYWHERE].verdict is Verdict.UNMET


def test_a_licence_of_which_no_scope_is_known_leaves_the_grant_open() -> None:
    (licence_here,) = confined(shipped().licences_of((LLAMA_ID,)), ()).records
    assert licence_here.answers[Term.EVERYWHERE].verdict is Verdict.UNKNOWN
