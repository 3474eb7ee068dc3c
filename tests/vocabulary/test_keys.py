"""The keys that are explained."""

from tests.support.promised import GROUPS, names

from openness.vocabulary.keys import Key


def test_every_key_that_is_explained_is_one_of_json_or_of_a_policy() -> None:
    groups = [group for group in GROUPS if group.startswith("json-of-") or group == "keys-of-policy"]
    keys = {place.rpartition(".")[2].removesuffix("[]") for group in groups for place in names(group)}
    #: Of a release that states some, of a licence with clauses that contradict each other, of a file of its own.
    elsewhere = {"copyrights", "unclear", "openness"}
    assert {key.value for key in Key} - keys == elsewhere
