"""What a phrase says that a licence is of: the project's weights, some of them, all of it, or its code alone."""

import pytest

from openness.prose.licensed import names_in, thing_of

HERON = names_in("Heron-Net", "Owl")


@pytest.mark.parametrize(
    ("phrase", "thing"),
    [
        ("the weights", "weights"),
        ("code and weights", "weights"),
        ("the code", "code"),
        ("the code and the docs", ""),
        ("everything in this repository", "all"),
        ("this project", "all"),
        ("Heron's weights", "weights"),
        ("Crane's weights", ""),  # somebody else's
        ("Heron's and Crane's weights", ""),
        ("the weights of Heron", "weights"),
        ("the weights of Crane", ""),
        ("Heron weights", "weights"),
        ("Crane weights", ""),
        ("Trained weights", "weights"),
        ("Crimson weights", ""),
        ("weights trained on Crane", "some"),
        ("model files (code and weights)", "weights"),
        ("weights of an older version", ""),
        ("weights that will come", ""),
        ("Heron", "all"),
        ("HeronX", "all"),  # with a size or a version behind it
        ("Owl", "all"),
        ("Owl7", ""),  # of a name of three letters a beginning tells nothing
        ("heron net heron net", "all"),
        ("heron net heron net heron", ""),  # five words
        ("", ""),
    ],
)
def test_a_phrase_names_what_is_the_projects_own(phrase: str, thing: str) -> None:
    assert thing_of(phrase, HERON) == thing


def test_a_project_is_named_by_up_to_four_words_of_its_title_that_stand_together() -> None:
    assert names_in("One Two Three Four Five") >= {"one", "onetwothreefour", "twothreefourfive"}
    assert "onetwothreefourfive" not in names_in("One Two Three Four Five")
    assert names_in("of Owl") == {"owl", "ofowl"}  # no name has two letters
    assert names_in(f"{'x' * 199} Owl", "Kite") == {"x" * 199, "kite"}  # of a title the first 200 letters are read
    assert "o" not in names_in(f"{'x' * 197} Owl") and f"{'x' * 197}ow" in names_in(f"{'x' * 197} Owl")
