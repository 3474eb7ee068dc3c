"""The facts that differ between two releases, and the ways to take them."""

from tests.support.releases import native

from openness import Release, api
from openness.evaluation.cause import TRIED_ALONE
from openness.evaluation.diff import compare
from openness.evaluation.differences import differences

MANY = range(TRIED_ALONE + 1)


def model(availability: str, code: str = "public") -> Release:
    """A model with more data sets than are tried one by one."""
    sets = "".join(f"    - {{name: set{at}, availability: {availability}, licence: MIT}}\n" for at in MANY)
    return native(f"name: M\ncomponents:\n  training-code: {{availability: {code}, licence: MIT}}\n  datasets:\n{sets}")


def test_facts_of_one_kind_have_equal_takes_and_those_of_two_kinds_have_not() -> None:
    old, new = (api.classify(model(*words)) for words in (("public", "public"), ("withheld", "withheld")))
    found = list(differences(old, new))
    assert len(found) == len(MANY) + 1
    assert len({difference.take for difference in found}) == 2


def test_of_very_many_facts_all_of_one_kind_are_the_cause_together() -> None:
    old, new = (api.classify(model(*words)) for words in (("public", "public"), ("withheld", "public")))
    moved = [change for change in compare(old, new).verdicts if change.about.startswith("g7-2026/") and change.why]
    causes = [[why for why in change.why if "availability: " in why and " → " in why] for change in moved]
    assert causes and {len(why) for why in causes} == {len(MANY)}
