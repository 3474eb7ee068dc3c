"""Sentences that tell of a changed licence: what leaves an open one is heard, and what comes to one is not.

`changes.tsv` holds, of each, whether it limits the model, and whether the card is open (`o`) or doubted (`d`) with the sentence
in its text, under a heading of a licence and under one of news. Draws 1 and 2 are our own, the second asked once all was made;
those of draw 3 stand in pages of others; draws 4 and 5 were written to find what a change may silence.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.support.releases import card, codes, judged
from tests.support.sentences import rows_of

from openness import Verdict, classify
from openness.prose import subject

TABLE = Path(__file__).parent / "changes.tsv"
HEADINGS = ("", "## Licence\n\n", "## News\n\n- ")


class Row(NamedTuple):
    """A sentence: of which draw, whether it limits, and what is heard of it in three places."""

    draw: str
    limits: str
    heard: str
    text: str


def rows() -> Iterator[Row]:
    return rows_of(TABLE, Row)


def heard(text: str, heading: str, folder: Path) -> str:
    """`d` where a card under MIT with the sentence is no longer certainly open."""
    card = folder / "README.md"
    block = "---\nlicense: mit\nlibrary_name: transformers\n---\n"
    below = "\n\n## Evaluation\n\nIt scores 61.2 on our test set.\n"
    card.write_text(f"{block}# Heron 3B\n\nHeron 3B is a decoder.\n\n{heading}{text}{below}", encoding="utf-8")
    return "o" if classify(card).spectrum.at_least("open-weights") is Verdict.MET else "d"


@pytest.mark.parametrize("draw", ["1", "2", "3", "4", "5"])
def test_each_change_is_heard_as_the_table_says(draw: str, tmp_path: Path) -> None:
    drawn = [row for row in rows() if row.draw == draw]
    assert len(drawn) >= 20
    assert [
        row for row in drawn if "".join(heard(row.text, heading, tmp_path) for heading in HEADINGS) != row.heard
    ] == []


def test_nearly_all_that_leaves_an_open_licence_is_heard_and_nearly_nothing_else() -> None:
    limits = [row.heard[0] for row in rows() if row.limits == "yes"]
    opens = [row.heard[0] for row in rows() if row.limits == "no"]
    assert limits.count("d") > 0.9 * len(limits) > 50
    assert opens.count("d") < 0.05 * len(opens)


def test_the_title_of_a_card_is_looked_for_once_however_many_sentences_tell_of_a_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    title_of = subject.title_of

    def counted(body: str) -> str:
        asked.append(body)
        return title_of(body)

    monkeypatch.setattr(subject, "title_of", counted)
    body = "# Heron\n\n" + "\n\n".join(f"We dropped MIT in version {number}." for number in range(50))
    assert "licence-unclear" in codes(judged(card("license: mit", body)))
    assert len(asked) < 20
