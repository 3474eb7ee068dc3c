"""The keys that are explained."""

from tests.support.promised import GROUPS, names

from openness.curation.explain import explain
from openness.errors import OpennessError
from openness.shelf.shelf import shipped
from openness.vocabulary.columns import Column
from openness.vocabulary.keys import Key


def test_every_key_that_is_explained_is_one_of_json_or_of_a_policy() -> None:
    groups = [group for group in GROUPS if group.startswith("json-of-") or group == "keys-of-policy"]
    keys = {place.rpartition(".")[2].removesuffix("[]") for group in groups for place in names(group)}
    #: Of a release that states some, of a licence with clauses that contradict each other, of a file of its own.
    elsewhere = {"copyrights", "unclear", "openness"}
    assert {key.value for key in Key} - keys == elsewhere


def test_explain_knows_every_key_of_json_and_of_a_policy_and_every_column() -> None:
    unknown = set()
    for group in (group for group in GROUPS if group.startswith(("json-of-", "keys-of-policy", "columns-"))):
        for place in names(group):
            whole = place.removesuffix("[]")
            if not any(map(_is_explained, (whole, whole.rpartition(".")[2]))):
                unknown.add(place)
    assert {place for place in unknown if not place.endswith("*")} == set()  # of a mapping by components


def _is_explained(word: str) -> bool:
    try:
        return bool(explain(word, shipped()).record)
    except OpennessError:
        return False


def test_every_column_that_is_explained_is_one_of_a_table() -> None:
    columns = {place.rpartition(".")[2] for group in ("columns-read", "columns-written") for place in names(group)}
    assert {column.value for column in Column} - columns == set()
