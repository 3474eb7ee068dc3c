"""Copyright lines of a text."""

import pytest

from openness.licensing.matching.normalise import copyright_lines


@pytest.mark.parametrize("text", ["“Copyright 2024 Acme”", '"Copyright 2024 Acme Inc."', "’Copyright 2024 Acme’"])
def test_a_line_that_is_quoted_names_nobody(text: str) -> None:
    assert copyright_lines(text) == []


def test_a_statement_goes_on_until_its_paragraph_ends() -> None:
    text = "Copyright 2024 Acme\nand its contributors\n\nSomebody else\n"
    assert copyright_lines(text) == [(1, "Copyright 2024 Acme and its contributors")]
