"""The facts that differ between two releases, and the ways to take them."""

from collections import defaultdict
from itertools import permutations

import pytest
from attrs import evolve
from tests.support.releases import judged, native

from openness import Release, api
from openness.evaluation.cause import TRIED_ALONE
from openness.evaluation.classification import Classification
from openness.evaluation.diff import compare
from openness.evaluation.differences import Difference, Take, differences
from openness.resolution.resolved import Resolved

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


PARTS = [
    "name: M\nversion: '1'\nproducer: acme\n",
    "name: N\nversion: '2'\nclaims: [open, open-weights]\nchannels: [product, download]\n"
    "base-models: [{name: a/b, relation: merge, licence: MIT}, {name: c/d, relation: merge, licence: MIT}]\n"
    "circumstances: {monetised: true, systemic-risk: true}\ndetails: {language: [fr, de]}\n"
    "components:\n  model-parameters-final: {availability: public, licence: MIT}\n  training-code: withheld\n"
    "  datasets:\n    - {name: one, availability: public, licence: CC0-1.0}\n    - {name: two, availability: gated}\n",
    "name: N\nproducer: other\nclaims: [open]\nchannels: [download]\n"
    "base-models: [{name: a/b, relation: fine-tune, licence: MIT}, {name: e/f, relation: merge, licence: ISC}]\n"
    "circumstances: {monetised: false, agentic: true}\ndetails: {language: [de], input-modality: [text]}\n"
    "conclusions: [{about: osaid-1.0/data-information, value: met, by: R. Reader, because: read}]\n"
    "components:\n  model-parameters-final: {availability: public, licence: Apache-2.0}\n"
    "  datasets:\n    - {name: two, availability: public, licence: MIT}\n    - {name: three, licence: ISC}\n"
    "    - {name: zebra}\n",
]


def taken(release: Classification, other: Classification, take: Take, names: list[str]) -> Classification:
    """A release with the facts of some names as another has them."""
    return evolve(release, resolved=Resolved(take(release.release, other.release, names), release.resolved.licences))


def stated(found: list[Difference]) -> dict[str, tuple[str | None, str | None]]:
    return {each.change.about: (each.change.before, each.change.after) for each in found}


@pytest.mark.parametrize(("old", "new"), list(permutations(PARTS, 2)), ids=lambda part: str(PARTS.index(part)))
def test_a_fact_that_is_taken_is_as_the_other_has_it_and_every_other_fact_stays(old: str, new: str) -> None:
    here, there = judged(native(old)), judged(native(new))
    found = list(differences(here, there))
    for difference in found:
        left = stated(list(differences(taken(here, there, difference.take, [difference.name]), there)))
        about = difference.change.about
        item = about.partition(")")[0] + ")"  # an item of which something is taken is there, or gone with its last fact
        assert {a: sides for a, sides in stated(found).items() if a != about and a != item} == {
            a: sides for a, sides in left.items() if a != item
        }
        assert about not in left or (about, left[about]) == (item, stated(found)[about])


@pytest.mark.parametrize(("old", "new"), list(permutations(PARTS, 2)), ids=lambda part: str(PARTS.index(part)))
def test_where_all_that_differs_is_taken_nothing_differs(old: str, new: str) -> None:
    release, other = judged(native(old)), judged(native(new))
    kinds: dict[Take, list[str]] = defaultdict(list)
    for difference in differences(release, other):
        kinds[difference.take].append(difference.name)
    for take, names in kinds.items():
        release = taken(release, other, take, names)
    assert list(differences(release, other)) == []
