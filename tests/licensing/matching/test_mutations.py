"""Random edits of operative words in the texts that ship: none keeps the licence."""

import random
import re
from collections.abc import Iterator

import pytest

from openness.licensing.matching.match import identify
from openness.licensing.texts import shipped

OPERATIVE = re.compile(r"\b(?:not|no|without|only|must|shall|may|except|unless|never|any|provided)\b", re.IGNORECASE)
OTHER = {
    "not": "now", "no": "some", "without": "with", "only": "also", "must": "may", "shall": "may", "may": "must",
    "except": "including", "unless": "if", "never": "ever", "any": "some", "provided": "even",
}  # fmt: skip
PUT_IN = ("not", "only", "never", "except", "noncommercial", "prohibited", "must not", "no")
EDITS = 120


def edits(seed: int) -> Iterator[tuple[str, str, str]]:
    """A licence's id, its changed text, and what was done: a word deleted, replaced, put in, glued on, or two swapped."""
    dice = random.Random(seed)
    texts = sorted(shipped().texts.items())
    count = 0
    while count < EDITS:
        id, text = dice.choice(texts)
        found = list(OPERATIVE.finditer(text))
        if len(text) > 40_000 or len(found) < 3:
            continue
        word = dice.choice(found)
        before, after = text[: word.start()], text[word.end() :]
        what = dice.choice(("deleted", "replaced", "put in", "glued on", "swapped"))
        other = OTHER[word[0].lower()]
        other = other.upper() if word[0].isupper() else other
        put_in = dice.choice(PUT_IN)
        put_in = put_in.upper() if word[0].isupper() else put_in
        if what == "deleted":
            changed = before + after
        elif what == "replaced":
            changed = f"{before}{other}{after}"
        elif what == "put in":
            changed = f"{before}{put_in} {word[0]}{after}"
        elif what == "glued on":
            changed = f"{before}{put_in.replace(' ', '')}{word[0]}{after}"
        else:
            next_word = re.match(r"(\s+)([A-Za-z]+)", after)
            if next_word is None or next_word[2].lower() == word[0].lower():
                continue
            changed = f"{before}{next_word[2]}{next_word[1]}{word[0]}{after[next_word.end() :]}"
        count += 1
        yield id, changed, f"{what}: {before[-40:]!r} {word[0]} {after[:40]!r}"


@pytest.mark.parametrize("seed", range(4))
def test_no_edit_of_an_operative_word_keeps_the_licence(seed: int) -> None:
    kept = [
        (id, what)
        for id, changed, what in edits(seed)
        if (found := identify(changed)) and all(match.kind in {"exact", "same-wording"} for match in found)
    ]
    assert kept == []
