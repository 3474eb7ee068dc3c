"""The facts of files beside a release."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from openness.sources import beside


@given(st.lists(st.text("ab-/", max_size=5), max_size=5))
def test_names_are_all_alike_where_any_two_are(names: list[str]) -> None:
    assert beside._all_alike(names) == all(
        beside._alike(one, other) for one, other in product(map(beside._key, names), repeat=2)
    )
