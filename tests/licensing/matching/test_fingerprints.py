"""The triples by which a text is recognised."""

from itertools import product

from openness.licensing.matching.text import triples


def test_a_text_of_fewer_than_three_words_has_no_triples() -> None:
    words = map("".join, product(map(chr, range(2, 40)), repeat=2))
    assert not any(map(triples, ["", "\x02", *words]))


def test_triples_are_the_same_wherever_they_stand() -> None:
    words = "".join(map(chr, range(2, 60)))
    assert set(triples(words[10:40])) < set(triples(words))
