"""A policy as a value."""

from openness.policy.policy import Policy
from openness.sources.ignore import Seen


def test_what_is_left_out_is_seen_from_the_folder_of_the_policy() -> None:
    assert Policy(exclude=("a", "b/*"), folder="/x").exclude == (Seen("a", "/x"), Seen("b/*", "/x"))
    assert all(isinstance(glob, Seen) for glob in Policy(exclude=("a",), folder="/x").exclude)
    assert Policy(folder="/x").exclude == ()
