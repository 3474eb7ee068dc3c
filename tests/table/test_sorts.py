"""The makers of a base, as a table knows them: the same as one release alone has."""

from itertools import product

import pytest

pytest.importorskip("pyarrow")

from openness.release.claim import Claim, Fact
from openness.release.location import Source
from openness.release.names import producer_key
from openness.release.release import BaseModel, Release
from openness.resolution.lineage import named_base, same_licensor
from openness.shelf.shelf import shipped
from openness.table.sorts import _makers
from openness.vocabulary import Basis, Relation

BASES = (
    "meta-llama/Llama-3.1-8B", "google/gemma-2-9b", "stranger/gemma-2-9b", "unsloth/Llama-3.2-1B", "TheBloke/Llama-2-7B-GGUF",
    "mistralai/Mistral-7B-v0.1", "kite/kite-7b", "kite-7b", "Llama-2-7b",
)  # fmt: skip
WHO = ("Meta", "meta-llama", "Google", "google", "Mistral AI", "Somebody", "kite", "stranger", "unsloth", "TheBloke")


@pytest.mark.parametrize("name", BASES)
def test_the_makers_of_a_base_are_those_to_whom_it_is_their_own(name: str) -> None:
    shelf = shipped()
    for stated, ours in product(("", *WHO), WHO):
        release = Release(producer=Fact((Claim(ours, Basis.DECLARED, Source("card")),)))
        base = BaseModel(name, Relation.FINE_TUNE, Source("card"), producer=stated)
        own = same_licensor(release, named_base(base, release, shelf))
        account = producer_key(name.rpartition("/")[0])
        makers = _makers(shelf.known_base(name), producer_key(stated), account)
        assert (producer_key(ours) in makers) is own, (stated, ours)


def test_a_base_that_nobody_is_known_to_have_made_is_nobody_s_own() -> None:
    assert _makers(None, "", "") == frozenset()
