"""How hard a change is, against others."""

from tests.support.releases import judgeable, native

from openness.evaluation.change import publish
from openness.evaluation.facts import world_of
from openness.vocabulary import Kind


def effort(kind: Kind, components: str = "{}") -> int:
    return publish(kind, world_of(judgeable(native(f"components: {components}\n")))).effort


def test_a_form_is_taken_away_more_easily_than_anything_is_written_or_released() -> None:
    kinds = (Kind.MODEL_CARD, Kind.TRAINING_CODE, Kind.MODEL_PARAMETERS_FINAL, Kind.DATASETS)
    efforts = [effort(Kind.MODEL_CARD, "{model-card: gated}"), *map(effort, kinds)]
    assert efforts == sorted(set(efforts))
