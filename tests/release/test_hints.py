"""What a file hints at, as values."""

import pytest

from openness.release.claim import Claim, Rule
from openness.release.hints import LimitInProse, OfEither
from openness.release.location import Source
from openness.release.release import Release
from openness.vocabulary import DATASET, NOASSERTION, Basis, Kind

SOURCE = Source("README.md", 3)
WEIGHTS, DATA = Kind.MODEL_PARAMETERS_FINAL, Kind.DATASETS


@pytest.mark.parametrize(("understood", "rule"), [(True, Rule.PROSE_LIMIT), (False, Rule.PROSE_UNCLEAR)])
def test_a_limit_is_a_doubt_beside_a_licence(understood: bool, rule: Rule) -> None:
    doubt = LimitInProse(SOURCE, "For research only.", understood).doubt
    assert doubt == Claim(NOASSERTION, Basis.INFERRED, SOURCE, "For research only.", rule=rule)


def test_a_release_is_of_weights_of_data_or_of_either() -> None:
    either = OfEither(SOURCE)
    limit = LimitInProse(SOURCE, "x")
    assert Release().described == Release(signs=(limit,)).described == (WEIGHTS,)  # type: ignore[arg-type]  # no sign
    assert Release(subject=DATASET).described == (DATA,)
    assert Release(signs=(either,)).described == Release(subject=DATASET, signs=(either,)).described == (WEIGHTS, DATA)


def test_signs_of_two_releases_stand_once() -> None:
    first, second = OfEither(SOURCE), OfEither(Source("README.md", 4))
    for left, right, both in (
        ((first,), (first,), (first,)),
        ((first,), (), (first,)),
        ((), (first,), (first,)),
        ((second,), (first,), (first, second)),
        ((second, first), (second, first), (second, first)),
    ):
        assert Release(signs=left).join(Release(signs=right)).signs == both
