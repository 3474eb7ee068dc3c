"""The subject of a sentence."""

import pytest

from openness import prose
from openness.prose.subject import _own_names, _stems, is_own, is_plain, name_of, speaks_of_another


@pytest.mark.parametrize(("count", "plain"), [(0, True), (10, True), (11, False)])
def test_ten_words_describe_and_more_tell_something_else(count: int, plain: bool) -> None:
    assert is_plain(["small"] * count) is plain


@pytest.mark.parametrize(
    ("phrase", "own"),
    [
        ("our small fast multilingual vision chat model", True),
        ("our small fast multilingual vision language chat model", False),
        ("all of the weights", True),
        ("both of our models", True),
        ("the final trained weights", True),
        ("the distilled weights", False),
        ("this other model", False),
        ("the models", False),
        ("wren's model weights", True),
        ("finch's model weights", False),
        ("wren's weights loader", False),
        ("wren's weights ", True),
        ("the", False),
    ],
)
def test_a_phrase_of_up_to_six_words_names_the_model_of_the_card(phrase: str, own: bool) -> None:
    assert is_own(phrase, frozenset(["wren"])) is own


def test_a_link_in_the_heading_is_its_words_and_not_its_address() -> None:
    assert name_of("# [Wren-7B](https://example.org/finch)\n") == name_of("# Wren-7B\n")
    assert is_own("wren", name_of("# [Wren](https://example.org/finch)\n"))


def test_a_name_of_nothing_but_a_size_is_its_own_stem() -> None:
    assert list(_stems(["7B"])) == ["7b", "7b"]


def is_open(body: str) -> bool:
    """True where a body calls its model open."""
    return bool(list(prose.labels(body)))


@pytest.mark.parametrize(
    ("title", "subject", "own"),
    [
        ("Heron Tiny", "Heron", True),  # a size or a variant is no part of the name
        ("Heron Chat", "Heron", True),
        ("Heron Sky", "Heron", False),
        ("_Heron-7B_", "Heron", True),
        ("Introducing Heron", "Heron", True),
        ("INTRODUCING HERON", "Heron", True),
        ("Model Card for Heron", "Heron", True),
        ("Heron: reads maps", "Heron", True),
        ("Heron - reads maps", "Heron", True),
        ("Heron-maps", "Heron", False),
        ("Great Blue Heron Bird Map Reader", "Great Blue Heron Bird Map Reader", True),
        (
            "Great Blue Heron Bird Map Reader Two",
            "Great Blue Heron Bird Map Reader Two",
            False,
        ),  # seven words are no name
        ("Heron GGUF", "Heron", False),  # a copy has the name of what it copies
        ("Chat Model", "Chat model", True),
        ("Model Card", "Model card", False),
    ],
)
def test_the_title_names_the_model(title: str, subject: str, own: bool) -> None:
    assert is_open(f"# {title}\n\n{subject} is open source.") is own


@pytest.mark.parametrize(
    ("subject", "own"),
    [
        ("The weights", True),
        ("The released weights", True),
        ("The models", False),  # they may be those of others
        ("The released models", False),
        ("Our models", True),
        ("Our other models", False),
        ("All weights and data", True),
        ("All code and weights", True),
        ("All weights", False),
        ("Weights and data", False),
        ("Code and weights", True),
        ("The code and weights of Egret", False),
        ("The code, data and weights", True),
        ("HERON", True),
        ("heron", True),
    ],
)
def test_a_subject_is_the_model_alone_or_in_a_list(subject: str, own: bool) -> None:
    assert is_open(f"# Heron\n\n{subject} is open source.") is own


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("Heron is advertised as open source.", False),
        ("Heron is released as open source.", True),
        ("Heron is one of the open-source models.", True),
        ("Heron is short of the open-source models.", False),
        ("HERON IS OPEN SOURCE.", True),
        ("Heron isn't open source.", False),
    ],
)
def test_a_word_that_turns_the_sentence_leaves_the_subject_behind(sentence: str, own: bool) -> None:
    assert is_open(f"# Heron\n\n{sentence}") is own


@pytest.mark.parametrize(
    ("before", "own"),
    [
        ("Heron", True),
        ("Heron was", True),
        ("HERON WAS", True),
        ("Egret was", False),
        ("The vision encoder was", True),
        ("The encoder was", True),
        ("The big vision encoder was", False),
        ("The vision teacher encoder was", False),
        ("The vision kite encoder was", False),
        ("The teacher encoder was", False),
        ("Heron is a small model for maps, birds and more,", True),
        ("Heron is a small reader for maps, birds and more,", False),
        ("Heron is listed beside models of others,", False),
        ("Heron, a model for maps, was", True),
        ("Heron, a copy of Egret, which", True),
        ("Heron, Egret, which", False),  # another one beside it
        ("By", True),
        ("We further", True),
        ("We seldom", False),
        ("Egret, a model for maps, was", False),
        ("Heron was developed by Acme AI and", True),
        ("HERON WAS DEVELOPED BY ACME AND", True),
        ("Heron is a small model that was", True),
        ("HERON IS A SMALL MODEL THAT WAS", True),
        ("Heron was obtained by", True),
        ("We trained Heron", True),
        ("We trained Egret", False),
    ],
)
def test_a_base_is_that_of_the_model_which_the_words_before_speak_of(before: str, own: bool) -> None:
    words = "FINE-TUNED FROM" if before.isupper() else "fine-tuning" if before.endswith("by") else "fine-tuned from"
    assert bool(list(prose.bases(f"# Heron\n\n{before} {words} Llama 3.1 8B."))) is own


BODY = "# Heron 7B\n\nHeron flies over Heron.\n"


@pytest.mark.parametrize(
    ("row", "of_another"),
    [
        ("", False),
        ("Egret 7B", True),
        ("Egret 7B (Heron 7B)", True),
        ("Heron 7B", False),
        ("Heron 7B (Egret 7B)", False),  # what stands in brackets is no name of the row
        ("HX-7", False),  # with the initials of the card's own
    ],
)
def test_a_cell_speaks_of_the_model_that_its_row_names(row: str, of_another: bool) -> None:
    assert speaks_of_another("For research only", row, BODY) is of_another


@pytest.mark.parametrize(
    ("sentence", "of_another"),
    [
        ("MegaChat is for research.", True),
        ("Models such as MegaChat are for research.", True),
        ("Heron is for research.", False),
        ("Our MegaChat is for research.", False),
        ("We say MegaChat is for research.", False),  # it begins with another word
        ("They are for research, and models such as MegaChat too.", False),
    ],
)
def test_a_sentence_speaks_of_the_model_that_it_begins_with(sentence: str, of_another: bool) -> None:
    assert speaks_of_another(sentence, "", BODY) is of_another


@pytest.mark.parametrize(
    ("body", "stem", "initials"),
    [
        (BODY, "heron", "h7b"),
        ("# Heron 7B\n", "", "h7b"),  # nothing repeats it
        ("# Heron-7B-v2\n\nHeron v2\n", "heron", "h7bv"),  # the shortest of its names
        ("# Heron\n\nHeron\n", "heron", "heron"),  # one initial tells nothing
        ("# H2\n", "", "h2"),
        ("", "", ""),
    ],
)
def test_a_card_gives_its_model_a_name_where_its_body_repeats_the_heading(body: str, stem: str, initials: str) -> None:
    own = _own_names(body)
    assert (own.stem, own.initials) == (stem, initials)


@pytest.mark.parametrize(
    ("title", "named"), [("a b c d e f", True), ("a b c d e f g", False), ("model", False), ("", False)]
)
def test_a_heading_of_up_to_six_words_names_the_model(title: str, named: bool) -> None:
    assert bool(name_of(f"# {title}\n")) is named
