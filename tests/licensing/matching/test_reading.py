"""An input as characters: each has its word, its line, its list number and its copyright lines at its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.licensing.matching import reading
from openness.licensing.matching.fingerprint_file import build
from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.normalise import words
from openness.licensing.matching.reading import read

KNOWN = Fingerprints.of(build({"Toy": ["a non commercial sub license of ten per cent"]}))
PIECES = (
    "a", "noncommercial", "sublicence", "percent", "ten", "kite", "\n", "\n\n1. ", "\n\n(a) ", "\n\nCopyright 2020 Acme\n\n",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.booleans())
def test_a_word_that_is_compared_as_two_is_there_twice(pieces: list[str], statements_too: bool) -> None:
    text = " ".join(pieces)
    found, plain = read(text, KNOWN, statements_too=statements_too), words(text, statements_too=statements_too)
    sizes = [len(KNOWN.spelt([word])) for word in plain.raw]
    places = [sum(sizes[:at]) for at in range(len(sizes) + 1)]
    assert found.spelt == KNOWN.spelt(plain.raw)
    assert found.raw == [word for word, size in zip(plain.raw, sizes, strict=True) for _ in range(size)]
    assert found.lines == [line for line, size in zip(plain.lines, sizes, strict=True) for _ in range(size)]
    assert found.labels == {places[at]: label for at, label in plain.labels.items()}
    assert found.statements == {places[at]: statement for at, statement in plain.statements.items()}
    assert not found.cut


@pytest.mark.parametrize("text", ["ten kites", "ten percent"])
def test_a_text_is_read_up_to_a_number_of_characters_and_says_so(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for more, cut in ((1, False), (0, False), (-1, True)):
        monkeypatch.setattr(reading, "CHARACTERS_AT_MOST", len(text) + more)
        found = read(text, KNOWN)
        assert (found.cut, found.raw[-1]) == (cut, text.split()[1][:-1] if cut else text.split()[1])


def test_two_million_characters_are_read() -> None:
    many = "ten " * (reading.CHARACTERS_AT_MOST // 4)
    assert (len(many), read(many, KNOWN).cut, read(f"{many} ", KNOWN).cut) == (2_000_000, False, True)
