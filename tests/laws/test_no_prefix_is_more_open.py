"""Law: no beginning of a text or file is more open than the whole (rule 2; reliability: a cut text is unknown).

A licence text that is cut is not that licence, and a file that is cut is an error or says no more than the whole. Two
things are no cut: the beginning of a text that is another licence word for word (MIT, before a clause that somebody added
to it), and the lines of a card or of a YAML file, each of which ends where it ends: a sentence that is not there limits
nothing. A card is cut within its block; a JSON, XML or binary file anywhere.
"""

import random
from pathlib import Path

import pytest
from tests.support.releases import gguf, onnx, safetensors
from tests.support.strategies import RANK

from openness import classify, identify
from openness.errors import OpennessError
from openness.shelf.shelf import shipped
from openness.vocabulary import Kind, Term

CORPUS = Path(__file__).parents[1] / "corpus"
WHOLE = ("exact", "same-wording")
TEXTS = [id for id in shipped().licences() if shipped().text(id)]
SOME = random.Random(20).sample(TEXTS, 60) + [
    id for id in ("MIT", "Apache-2.0", "BSD-3-Clause", "CC-BY-NC-4.0", "GPL-3.0-only", "OFL-1.1") if id in TEXTS
]
CUTS = 40


def places(length: int, seed: str, count: int = CUTS) -> list[int]:
    """Where to cut: all over the length, and close to the end."""
    chosen = random.Random(seed)
    return sorted(
        {*(chosen.randrange(length) for _ in range(count)), *(length - step for step in range(1, min(9, length)))}
    )


def open_rank(licence: str) -> int:
    """How open a licence is, for weights."""
    record = shipped().licence(licence)
    assert record is not None
    return RANK[record.answer(Term.OPEN_LICENCE, Kind.MODEL_PARAMETERS_FINAL)]


@pytest.mark.parametrize("id", sorted(set(SOME)))
def test_a_licence_text_that_is_cut_is_no_more_open_licence(id: str) -> None:
    """Where the beginning is a whole text, it is one of a licence that is no more open, or truly another's text."""
    text = shipped().text(id)
    assert text
    own = {match.licence for match in identify(text) if match.kind in WHOLE} or {id}
    ranks = [open_rank(licence) for licence in own]
    for place in places(len(text), id):
        for match in identify(text[:place]):
            if match.kind in WHOLE and place < len(text) * 3 // 4:  # no end that may be left out is so long
                assert match.licence not in own, (place, match)
            if match.kind in WHOLE and open_rank(match.licence) > max(ranks):
                other = shipped().text(match.licence)
                assert other and len(other.split()) <= len(text[:place].split()) * 1.05, (place, match)


def outcome(path: Path) -> int:
    """The rung that a file certainly reaches, as a number; an error reaches none, which is as little as the lowest."""
    try:
        standing = classify(path, under=["spectrum"]).spectrum
    except OpennessError:
        return 0
    return standing.rungs.index(standing.reached) if standing.reached else 0


FILES = sorted(
    path
    for path in CORPUS.glob("[!_]*/*")
    if ".expected" not in path.name and path.suffix in (".json", ".xml", ".rdf") and path.parent.name != "catalogue"
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_tree_that_is_cut_is_an_error_or_no_more_open(path: Path, tmp_path: Path) -> None:
    """JSON and XML end where their first bracket closes."""
    data = path.read_bytes()
    whole = outcome(path)
    copy = tmp_path / path.name
    for place in places(len(data.rstrip()), path.name, 12):
        copy.write_bytes(data[:place])
        assert outcome(copy) <= whole, place


BINARY = {
    "model.gguf": gguf([("general.license", "llama3.1"), ("general.name", "M"), ("general.license.name", "Llama 3.1")]),
    "model.safetensors": safetensors('{"license": "cc-by-nc-4.0", "format": "pt"}'),
    "model.onnx": onnx([("license", "cc-by-nc-4.0")]),
}


@pytest.mark.parametrize("name", BINARY)
def test_a_header_that_is_cut_is_an_error_or_no_more_open(name: str, tmp_path: Path) -> None:
    """At every byte."""
    copy = tmp_path / name
    copy.write_bytes(BINARY[name])
    whole = outcome(copy)
    for place in range(len(BINARY[name])):
        copy.write_bytes(BINARY[name][:place])
        assert outcome(copy) <= whole, place


CARDS = {
    f"{path.parent.name}/{path.stem}": text
    for path in sorted(CORPUS.glob("*/*.md"))
    if path.parent.name in ("card", "conflict", "control")
    and (text := path.read_text(encoding="utf-8")).startswith("---")
    and "\n---" in text[3:]
}


@pytest.mark.parametrize("name", CARDS)
def test_a_card_that_is_cut_within_its_block_is_no_more_open(name: str, tmp_path: Path) -> None:
    """A block without its end is no block."""
    text = CARDS[name]
    copy = tmp_path / "README.md"
    copy.write_text(text, encoding="utf-8")
    whole = outcome(copy)
    for place in places(text.index("\n---", 3), name, 20):
        copy.write_text(text[:place], encoding="utf-8")
        assert outcome(copy) <= whole, place
